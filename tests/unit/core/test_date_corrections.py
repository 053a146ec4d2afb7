"""What an author is told who wrote a date in another way."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core import dates, edtf
from sitegen.core.dates.correction import HINT, corrections

UTC = ZoneInfo("UTC")

MEANT = {
    # about, and in doubt
    "c. 1961": "1961~", "ca. 1961": "1961~", "c1961": "1961~", "circa 1961": "1961~", "Circa May 1961": "1961-05~",
    "~1961": "1961~", "1961 ca.": "1961~", "um 1961": "1961~", "c. 44 BC": "-0043~", "about 1961?": "1961%",
    "1961 (?)": "1961?", "1961 ?": "1961?", "probably 1961": "1961?", "May 1961?": "1961-05?",
    # years
    "476": "0476", "AD 476": "0476", "476 CE": "0476", "44 BC": "-0043", "44 B.C.": "-0043", "44 v. Chr.": "-0043",
    "1 BC": "0000", "12345": "Y12345", "-12345": "Y-12345", "Y476": "0476", "1960s": "196X", "the 1960’s": "196X",
    "20th century": "19XX", "19th c.": "18XX",
    # days
    "12.03.2024": "2024-03-12", "12. 3. 2024": "2024-03-12", "March 12, 2024": "2024-03-12",
    "12 March 2024": "2024-03-12", "Tue, 12 Mar 2024": "2024-03-12", "12th of March 2024": "2024-03-12",
    "5. März 2024": "2024-03-05", "12 de marzo de 2024": "2024-03-12", "1er août 2024": "2024-08-01",
    "12 maggio 2024": "2024-05-12", "3 maart 2024": "2024-03-03", "juin 1961": "1961-06", "March 2024": "2024-03",
    "2024/03/12": "2024-03-12", "2024-3-5": "2024-03-05", "20240312": "2024-03-12", "03.2024": "2024-03",
    "13/05/2024": "2024-05-13", "05/13/2024": "2024-05-13", "2024-W05": "2024-01-29/2024-02-04",
    "2024-W05-3": "2024-01-31",
    # stretches
    "1961-1963": "1961/1963", "1961–1963": "1961/1963", "1961–63": "1961/1963", "1961-63": "1961/1963",
    "1961 to 1963": "1961/1963", "between 1961 and 1963": "1961/1963", "between c. 1961 and 1963": "1961~/1963",
    "before 1963": "../1963", "until May 1963": "../1963-05", "after 1961": "1961/..", "since 1961": "1961/..",
    "1961-": "1961/..", "1963/1961": "1961/1963", "y17000/1961": "1961/Y17000",
    "spring 1961": "1961-21", "Fall of 1961": "1961-23", "1961 winter": "1961-24",
}  # fmt: skip

LEVEL_2 = {
    "[1961,1962]": "1961/1962", "[1961, 1962]": "1961/1962", "{1961,1962}": "1961/1962", "[..1963]": "../1963",
    "[1961..]": "1961/..", "{1667,1668,1670..1672}": "1667/1672", "[1960,1961-12]": "1960/1961-12", "[1961]": "1961",
    "156X-12~-25": "156X~", "1XXX": "1000/1999", "1XXX-XX": "1000/1999", "-1XXX": "-1999/-1000",
    "1961-1X": "1961-10/1961-12", "1961-05-1X": "1961-05-10/1961-05-19", "1961-XX-25": "1961-XX-XX",
    "1961-25": "1961-21", "1961-26?": "1961-22?", "1961-32": "1961-24", "1961-33": "1961-01/1961-03",
    "1961-38": "1961-05/1961-08", "1961-41": "1961-07/1961-12", "Y-17E7": "Y-170000000", "Y17E2": "1700",
    "1961S2": "19XX", "1961S3": "196X", "1961S1": "1000/1999", "Y171010000S3": "Y171000000/Y171999999",
    "1961-05?-04": "1961-05-04?", "?2004-06-~11": "2004-06-11%", "?1961": "1961?", "1961?~": "1961%",
    "2004-06-~01/2004-06-~20": "2004-06-01~/2004-06-20~", "196X/1975": "1960/1975", "1960/197X": "1960/1979",
    "2004-06-XX/2004-07-03": "2004-06-01/2004-07-03", "2024-02-1X/2024-02-2X": "2024-02-10/2024-02-29",
}  # fmt: skip

NOT_SURE = ("yesterday", "44", "31.02.2024", "1963-1961", "XXXX-12-XX", "May 4", "x")


@pytest.mark.parametrize(("text", "written"), [*MEANT.items(), *LEVEL_2.items()])
def test_what_was_meant_is_proposed(text: str, written: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        dates.parse_date(text, UTC)
    assert dates.correction_hint(text) == f"write {written}"


@pytest.mark.parametrize("text", LEVEL_2)
def test_level_2_is_named_as_such(text: str) -> None:
    with pytest.raises(ValueError, match=r" is not a date of EDTF level 0 or 1$"):
        dates.parse_date(text, UTC)


@pytest.mark.parametrize("text", NOT_SURE)
def test_nothing_is_proposed_where_nobody_can_tell(text: str) -> None:
    assert (corrections(text), dates.correction_hint(text)) == ((), HINT)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2017-02-30", "2017-02"),
        ("2017-13", "2017"),
        ("2017-00-00", "2017"),
        ("1961-13-01", "1961"),
        ("-0044-00", "-0044"),
    ],
)
def test_of_a_day_that_never_was_the_rest_is_proposed(text: str, known: str) -> None:
    assert dates.correction_hint(text) == f"write the day that it was, or as much of it as is known: {known}"


@pytest.mark.parametrize("text", ["2024-03-05T25:00:00Z", "2024-03-05 10:20 EST", "10:20"])
def test_how_a_time_is_written_is_told_where_one_was_meant(text: str) -> None:
    assert (
        dates.correction_hint(text) == "write a time as 2017-11-16T09:30 or, with its zone, 2017-11-16T09:30:00-06:00"
    )


def test_a_day_that_can_be_two_is_proposed_both_ways() -> None:
    assert dates.correction_hint("03/05/2024") == "write 2024-05-03 or 2024-03-05"


@pytest.mark.parametrize("text", ["unknown", "n.d.", "Undated", " ? ", "0000-00-00"])
def test_where_no_date_is_known_none_is_written(text: str) -> None:
    assert dates.correction_hint(text) == "leave the date out where none is known"


@pytest.mark.parametrize("text", ["1234567890123", "Y1234567890", "Y17E9"])
def test_a_year_has_an_end(text: str) -> None:
    assert dates.correction_hint(text) == "a year of more than 9 digits cannot be shown"


PIECES = st.sampled_from(
    [
        *"0123456789-./?~%[]{},XxYSE ",
        "1961",
        "05",
        "c. ",
        "to ",
        "and ",
        "before ",
        "since ",
        "May ",
        " BC",
        "–",
        "- ",
        "< ",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_proposal_is_a_date(text: str) -> None:
    for one in corrections(text):
        edtf.parse(one)
    assert dates.correction_hint(text)
