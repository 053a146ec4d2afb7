"""EDTF of levels 0 and 1: what is read, shown, sorted, and handed on, by a table of our own."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.core import dates, edtf
from sitegen.core.edtf import PATTERN, DatePoint, EdtfDate, IntervalEnd, parse
from sitegen.core.model import Date
from sitegen.site.pages import citation_dates

UTC = ZoneInfo("UTC")

FORMS = [
    # typed, in full, in brief, behind a verb, in years, the year it stands under, in words of ISO 8601-1
    ("1961", "1961", "1961", "1961", "1961", "1961", "1961"),
    ("1961-05", "May 1961", "May 1961", "May 1961", "1961", "1961", "1961-05"),
    ("1961-05-04", "4 May 1961", "4 May 1961", "4 May 1961", "1961", "1961", "1961-05-04"),
    ("0999", "999", "999", "999", "999", "999", "0999"),
    ("0000", "1 BC", "1 BC", "1 BC", "1 BC", "1 BC", ""),
    ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC", "15 March 44 BC", "44 BC", "44 BC", ""),
    ("-0044", "45 BC", "45 BC", "45 BC", "45 BC", "45 BC", ""),
    ("1961?", "1961, uncertain", "1961?", "1961, uncertain", "1961?", "1961", ""),
    ("1961~", "about 1961", "about 1961", "about 1961", "about 1961", "1961", ""),
    ("1961%", "about 1961, uncertain", "about 1961?", "about 1961, uncertain", "about 1961?", "1961", ""),
    ("1961-05-04~", "about 4 May 1961", "about 4 May 1961", "about 4 May 1961", "about 1961", "1961", ""),
    ("196X", "the 1960s", "1960s", "in the 1960s", "the 1960s", "1960s", ""),
    ("196X?", "the 1960s, uncertain", "1960s?", "in the 1960s, uncertain", "the 1960s?", "1960s", ""),
    ("190X", *["between 1900 and 1909", "1900–1909", *["between 1900 and 1909"] * 2, "1900–1909"], ""),
    ("19XX", *["between 1900 and 1999", "1900–1999", *["between 1900 and 1999"] * 2, "1900–1999"], ""),
    ("19XX~", "between about 1900 and 1999", "about 1900–1999", *["between about 1900 and 1999"] * 2, "1900–1999", ""),
    ("-004X", *["between 50 and 41 BC", "50–41 BC", *["between 50 and 41 BC"] * 2, "50–41 BC"], ""),
    ("00XX", *["between 1 BC and AD 99", "1 BC–AD 99", *["between 1 BC and AD 99"] * 2, "1 BC–AD 99"], ""),
    ("1961-XX", "1961, month unknown", "1961", "1961, month unknown", "1961", "1961", "1961"),
    ("1961-05-XX", "May 1961, day unknown", "May 1961", "May 1961, day unknown", "1961", "1961", "1961-05"),
    ("1961-XX-XX", *["1961, month and day unknown", "1961", "1961, month and day unknown", "1961", "1961", "1961"]),
    ("1961-21", "spring 1961", "spring 1961", "in spring 1961", "1961", "1961", ""),
    ("1961-24~", "about winter 1961", "about winter 1961", "about winter 1961", "about 1961", "1961", ""),
    ("Y17000", *["the year 17,000"] * 2, "in the year 17,000", *["the year 17,000"] * 2, ""),
    ("Y-170000002", *["170,000,003 BC"] * 5, ""),
    ("1961/1963", "1961 to 1963", "1961–1963", *["between 1961 and 1963"] * 2, "1961", ""),
    ("2020-03-12/2020-03-14", "12 to 14 March 2020", "12–14 Mar 2020", "between 12 and 14 March 2020",
     "2020", "2020", ""),
    ("2020-03/2020-05", "March to May 2020", "Mar–May 2020", "between March and May 2020", "2020", "2020", ""),
    ("1961?/1963~", "1961 (uncertain) to about 1963", "1961? – about 1963",
     *["between 1961 (uncertain) and about 1963"] * 2, "1961", ""),
    ("../1963", "until 1963", "until 1963", "1963 or before", "1963 or before", "1963", ""),
    ("1961/..", "since 1961", "since 1961", "1961 or after", "1961 or after", "1961", ""),
    ("/1963", "an unknown date to 1963", "?–1963", *["between an unknown date and 1963"] * 2, "1963", ""),
    ("1961/", "1961 to an unknown date", "1961–?", *["between 1961 and an unknown date"] * 2, "1961", ""),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_its_words(form: tuple[str, ...]) -> None:
    when = dates.parse_date(form[0], UTC)
    words = dates.long_date(when), dates.short_date(when), dates.date_after_verb(when)
    assert (when.iso, *words, dates.date_range(when, when), dates.year_heading(when.year), when.plain) == form


@pytest.mark.parametrize("text", [row[0] for row in FORMS])
def test_editors_take_each_form(text: str) -> None:
    assert re.search(PATTERN, text)


@pytest.mark.parametrize("text", ["2019-05-07T10:00", "2010-12-03 10:20:05.5 +0100", "2024-03-05 9:30 UTC"])
def test_editors_take_times(text: str) -> None:
    assert re.search(PATTERN, text)
    dates.parse_date(text, UTC)


def test_what_is_unknown_and_what_is_open_stay_apart() -> None:
    assert [parse(text) for text in ("/1963", "../1963", "1961/", "1961/..")] == [
        EdtfDate(IntervalEnd.UNKNOWN, DatePoint(1963, 1963)),
        EdtfDate(IntervalEnd.OPEN, DatePoint(1963, 1963)),
        EdtfDate(DatePoint(1961, 1961), IntervalEnd.UNKNOWN),
        EdtfDate(DatePoint(1961, 1961), IntervalEnd.OPEN),
    ]


NOT_READ = {
    "is not a date": (
        "-0000", "Y1961", "Y01961", "12345", "-12345", "1961?~", "1961 ", "1961\n", "１９６１", "19X1", "X",
        "Y1700000000", "1961/1962/1963", "1961//1963", "1961-05-04/1961-05-04T10:00:00+00:00", "..", "", "196x",
    ),
    "is not a date: it has neither a beginning nor an end": ("/", "../..", "/..", "../"),
    "is not in the calendar": (
        "1961-00", "1961-13", "1961-20", "1961-25", "1961-02-29", "1900-02-29", "-0001-02-29", "1961-04-31",
        "1961-05-00", "1961-21-01", "1961-02-30/1962", "1961-05-04T10:00:00+25:00",
    ),
    "is not in order: it ends before it begins": ("1963/1961", "1961-05/1961-04-30", "Y17000/1961"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), [(text, why) for why, texts in NOT_READ.items() for text in texts])
def test_all_else_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f'"{text}" {message}') + "$"):
        parse(text)


def test_leap_years_before_the_common_era_are_counted_with_a_year_0() -> None:
    assert parse("0000-02-29").point == DatePoint(0, 0, 2, 29)
    assert parse("-0004-02-29").point == DatePoint(-4, -4, 2, 29)


IN_ORDER = [
    "Y-170000002", "-00XX", "-004X", "-0049", "-0044", "-0043-03-15", "00XX", "000X", "0000", "0001", "18XX", "1899-12",
    "19XX", "190X", "1900", "1959-24", "196X", "196X?", "../1960", "/1960", "1960", "1960/1961", "1960?", "1960~",
    "1960-XX", "1960-01-01", "1960-05", "1960-05-01", "1960-05-XX", "1960-12-31", "1960-21", "1960-24", "1961", "9999",
    "Y10000",
]  # fmt: skip


def test_dates_sort_by_what_is_known_and_an_unspecified_digit_as_its_lowest() -> None:
    assert [one.iso for one in sorted(Date(text) for text in reversed(IN_ORDER))] == IN_ORDER


def test_moments_sort_by_the_day_that_is_shown_then_by_the_clock() -> None:
    written = ["2024-03-05T23:00-10:00", "2024-03-06", "2024-03-06T00:30+14:00", "2024-03-06T00:10Z"]
    parsed = [dates.parse_date(text, UTC).iso for text in written]
    assert [one.iso for one in sorted(map(Date, reversed(parsed)))] == parsed


def digits(least: int, most: int, width: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda number: f"{number:0{width}}")


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


SIGNS = st.sampled_from(["", "?", "~", "%"])
YEARS = joined(st.sampled_from(["", "-"]), digits(1, 9999, 4))
DAYS = st.one_of(
    YEARS,
    joined(YEARS, st.just("-"), digits(1, 12, 2)),
    joined(YEARS, st.just("-"), digits(1, 12, 2), st.just("-"), digits(1, 28, 2)),
    joined(YEARS, st.just("-"), digits(21, 24, 2)),
    joined(st.sampled_from(["Y", "Y-"]), digits(10_000, 999_999_999, 5)),
)
ENDS = joined(DAYS, SIGNS)
POINTS = st.one_of(
    ENDS,
    joined(digits(0, 999, 3), st.just("X"), SIGNS),
    joined(digits(0, 99, 2), st.just("XX"), SIGNS),
    joined(YEARS, st.just("-XX"), SIGNS),
    joined(YEARS, st.just("-"), digits(1, 12, 2), st.just("-XX"), SIGNS),
    joined(YEARS, st.just("-XX-XX"), SIGNS),
)
OPEN = st.sampled_from(["", ".."])
INTERVALS = st.one_of(
    joined(OPEN, st.just("/"), ENDS),
    joined(ENDS, st.just("/"), OPEN),
    st.tuples(ENDS, ENDS).map(lambda pair: "/".join(sorted(pair, key=lambda one: parse(one).point.first))),
)
ANY = st.one_of(POINTS, INTERVALS)


@given(ANY)
def test_what_was_typed_is_kept_and_each_date_has_words_and_a_place(text: str) -> None:
    when = dates.parse_date(f" {text} ", UTC)
    assert when.iso == text
    assert re.search(PATTERN, text)
    for words in (
        dates.long_date(when),
        dates.short_date(when),
        dates.date_after_verb(when),
        dates.date_range(when, None),
        dates.life_dates(when, when),
    ):
        assert words == words.strip() != ""
        assert not re.search(r"X|\d-\d|\.\.|~|%|  ", words)
    assert parse(when.year).point.year == when.key.year
    assert when.plain == "" or dates.parse_date(when.plain, UTC).point.first == when.point.first
    assert bool(when.plain) <= dates.has_rfc3339(when)
    if dates.has_rfc3339(when):
        assert dates.parse_date(dates.rfc3339(when, UTC), UTC).point.year == when.key.year


@given(st.lists(ANY, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_there_is_one_order_of_dates_however_they_come(texts: list[str], shuffle: Random) -> None:
    found = sorted(map(Date, texts))
    shuffle.shuffle(texts)
    assert sorted(map(Date, texts)) == found
    for one, other in pairwise(found):
        assert one < other
        assert not other < one
        assert one.key.year <= other.key.year


@given(st.lists(ANY, min_size=1, max_size=12))
def test_what_stands_under_one_year_stands_together(texts: list[str]) -> None:
    years = [one.year for one in sorted(map(Date, texts))]
    runs = [year for place, year in enumerate(years) if place == 0 or years[place - 1] != year]
    assert len(runs) == len(set(runs))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1961", "1961-05-04", True), ("1961", "1962", False), ("196X", "1967-02", True), ("196X", "1970", False),
        ("1961~", "1963", True), ("1961?", "1999", True), ("1961/1963", "1962-07", True), ("1961/1963", "1964", False),
        ("../1963", "-0044", True), ("1961/", "9999", True), ("1961/..", "1960", False), ("1961-21", "1961-11", True),
    ],
)  # fmt: skip
def test_two_dates_agree_where_they_may_be_of_one_event(one: str, other: str, agree: bool) -> None:
    assert dates.may_agree(Date(one), Date(other)) is dates.may_agree(Date(other), Date(one)) is agree


@pytest.mark.parametrize(
    ("born", "died", "words"),
    [
        ("1961~", "2031", "about 1961 to 2031"), ("196X", "2031-05-04", "the 1960s to 2031"),
        ("-0099-07-13", "-0043-03-15", "100 BC to 44 BC"), ("1961?", "2031", "1961?–2031"),
        ("196X", None, "born in the 1960s"), ("1961/1963", None, "born between 1961 and 1963"),
        (None, "../1963", "died 1963 or before"), (None, None, ""),
    ],
)  # fmt: skip
def test_a_life_is_told_in_years(born: str | None, died: str | None, words: str) -> None:
    assert dates.life_dates(Date(born) if born else None, Date(died) if died else None) == words


CITED = [
    ("1961-05", {"year": "{1961}", "month": "may"}, {"date-parts": [[1961, 5]]}),
    ("1961-05-XX", {"year": "{1961}", "month": "may"}, {"date-parts": [[1961, 5]]}),
    ("1961-05-04~", {"year": "{about 4 May 1961}", "date": "{1961-05-04~}"},
     {"date-parts": [[1961, 5, 4]], "circa": True}),
    ("1961?", {"year": "{1961?}", "date": "{1961?}"}, {"date-parts": [[1961]], "circa": True}),
    ("196X", {"year": "{1960s}", "date": "{196X}"}, {"literal": "the 1960s"}),
    ("1961-21", {"year": "{1961}", "month": "{spring}", "date": "{1961-21}"}, {"date-parts": [[1961]], "season": 1}),
    ("1961/1963", {"year": "{1961--1963}", "date": "{1961/1963}"}, {"date-parts": [[1961], [1963]]}),
    ("1961/1963~", {"year": "{1961 -- about 1963}", "date": "{1961/1963~}"},
     {"date-parts": [[1961], [1963]], "circa": True}),
    ("2020-03-12/2020-03-14", {"year": "{12--14 Mar 2020}", "date": "{2020-03-12/2020-03-14}"},
     {"literal": "12 to 14 March 2020"}),
    ("1961/..", {"year": "{since 1961}", "date": "{1961/..}"}, {"literal": "since 1961"}),
    ("1961/", {"year": "{1961--?}", "date": "{1961/}"}, {"literal": "1961 to an unknown date"}),
    ("-0043", {"year": "{44 BC}", "date": "{-0043}"}, {"literal": "44 BC"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bibtex", "csl"), CITED)
def test_citations_have_what_their_format_can_tell(text: str, bibtex: dict[str, str], csl: object) -> None:
    assert (dict(citation_dates.bibtex_date_fields(Date(text))), citation_dates.csl_date(Date(text))) == (bibtex, csl)


def test_a_key_names_the_typed_date_last_so_that_no_two_are_equal() -> None:
    assert Date("1961").key == edtf.DateSortKey(1961, 0, 0, 0, 2, False, 0, "1961")
    assert replace(Date("1961"), iso="1961?").key > Date("1961").key


def test_a_year_of_many_digits_costs_nothing() -> None:
    for text in ("9" * 100_000, "Y" + "9" * 100_000, "1961/" * 50_000, "- " * 50_000, "X" * 100_000):
        with pytest.raises(ValueError, match="is not a date") as caught:
            dates.parse_date(text, UTC)
        assert len(json.dumps(str(caught.value))) < 120
        assert len(dates.correction_hint(text)) < 200
