"""The timeline and the pages by verdict and letter: all that is dated, in order, and every link to where it begins."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.sample_archives import HARBOUR, SCALE, SEEDS, article, claim, graph_of, harbour, pages_of, person

from sitegen.core import urls
from sitegen.core.model import Archive, Date, Site, Tone, Verdict, VerdictId
from sitegen.core.problems import Problems
from sitegen.output.link_check import LinkChecker
from sitegen.site import pages
from sitegen.site.index import SiteIndex
from sitegen.site.pages.page_records import Page, PeriodCount, TimelineItem
from sitegen.site.pages.timeline import counts_by_month, counts_by_year

SITE = Site(verdicts=SCALE)


def item(date: str, kind: str = "article") -> TimelineItem:
    return TimelineItem(Date(date), kind, "", "")


def of(graph: SiteIndex, url: str) -> Any:
    return pages_of(graph)[url]


def listed(built: dict[str, Page], url: str) -> list[Any]:
    """The pages of the list at `url`, as their pagers lead through them."""
    found: list[Any] = [built[url]]
    while found[-1].pager.next:
        found.append(built[found[-1].pager.next])
    return found


def menu(graph: SiteIndex) -> list[str]:
    view = pages.site_view(graph, pages.record_markdown_of(graph, Problems()), drafts=False)
    return [link.text for link in view.navigation]


# --- the timeline -----------------------------------------------------------------------------------------------


def test_the_timeline_has_all_that_is_dated_oldest_first() -> None:
    page = of(harbour(), "timeline/")
    assert [(year.year, year.articles, year.claims) for year in page.years] == [("2024", 2, 2)]
    assert [(one.date.iso, one.kind, one.url, one.by) for one in page.years[0].items] == [
        ("2024-03-12", "article", "articles/vote/", ()),
        ("2024-03-12", "claim", "claims/safe/", ("Ana Reyes",)),
        ("2024-03-14", "article", "articles/count/", ("The Letter",)),
        ("2024-03-14", "claim", "claims/counted/", ()),
    ]
    assert page.frame.description == "2 articles and 2 claims in the order of time."


def test_drafts_are_on_the_timeline_only_where_they_are_built() -> None:
    built = pages_of(graph_of(HARBOUR, SEEDS, drafts=True), drafts=True)
    shown = [one for page in listed(built, "timeline/") for year in page.years for one in year.items]
    assert [(one.url, one.is_draft) for one in shown if one.is_draft] == [("articles/plan/", True)]


@given(st.lists(st.integers(2010, 2014), max_size=12), st.integers(1, 4))
def test_each_year_leads_to_where_it_begins(years: list[int], per_page: int) -> None:
    articles = tuple(article(f"a{n:02}", str(year)) for n, year in enumerate(years))
    built = pages_of(graph_of(Archive(replace(SITE, per_page=per_page), articles=articles)))
    found = listed(built, "timeline/")
    shown = [one.url for page in found for year in page.years for one in year.items]
    assert shown == [f"articles/a{n:02}/" for n in sorted(range(len(years)), key=lambda n: (years[n], n))]
    first: dict[str, str] = {}
    for page in found:
        for year in page.years:
            first.setdefault(year.year, f"{page.frame.url}#{year.element_id}")
            whole = sum(one.year == year.year for other in found for one in other.years) == 1
            assert year.articles == (years.count(int(year.year)) if whole else 0)
    assert {link.text: link.url for link in found[0].index} == first
    assert all(page.index == () for page in found[1:])
    assert [bool(page.periods) for page in found] == [len(set(years)) > 1] + [False] * (len(found) - 1)


def test_an_archive_without_dates_has_a_timeline_that_says_so() -> None:
    page = of(graph_of(Archive(SITE, articles=(article("a"),))), "timeline/")
    assert (page.years, page.periods, page.index) == ((), (), ())
    assert page.frame.description == "No article or claim of this archive has a date."


@pytest.mark.parametrize(
    ("dates", "is_there"), [((), False), (("2020",), False), (("2020", "2020"), False), (("2020", "2020-05"), True)]
)
def test_the_menu_leads_to_the_timeline_where_there_is_an_order(dates: tuple[str, ...], is_there: bool) -> None:
    articles = tuple(article(f"a{n}", date) for n, date in enumerate(dates))
    assert ("Timeline" in menu(graph_of(Archive(SITE, articles=articles)))) is is_there


# --- counts -----------------------------------------------------------------------------------------------------


def test_years_are_counted_without_a_gap() -> None:
    items = [item("2015"), item("2015-03-01"), item("2015", "claim"), item("2017-11", "claim")]
    assert counts_by_year(items) == (PeriodCount("2015", 2, 1), PeriodCount("2016", 0, 0), PeriodCount("2017", 0, 1))


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("1971", "2010", (40, "1971", "2010")),
        ("1971", "2011", (5, "1970s", "2010s")),
        ("1409", "2011", (7, "1400–1499", "2000–2099")),
        ("0009", "9999", (10, "0–999", "9000–9999")),
        ("-0001", "0002", (4, "2 BC", "2")),
        ("-0044", "0000", (5, "50–41 BC", "10–1 BC")),
        ("-0044", "1961", (21, "100–1 BC", "1900–1999")),
        ("Y-170000002", "2024", (19, "180,000,000–170,000,001 BC", "0–9,999,999")),
        ("1961", "Y12345", (12, "1000–1999", "12,000–12,999")),
    ],
)
def test_a_long_time_is_counted_in_longer_stretches(first: str, last: str, labels: tuple[int, str, str]) -> None:
    periods = counts_by_year([item(first), item(last)])
    assert (len(periods), periods[0].label, periods[-1].label) == labels


def test_what_may_be_of_several_periods_is_counted_in_none() -> None:
    close = [item(date) for date in ("1961~", "196X", "1963/..", "1963-21")]
    assert counts_by_year(close) == (PeriodCount("1961", 1, 0), PeriodCount("1962", 0, 0), PeriodCount("1963", 2, 0))
    far = counts_by_year([*close, item("2024"), item("19XX")])
    assert [(one.label, one.articles) for one in far if one.articles] == [("1960s", 4), ("2020s", 1)]


@pytest.mark.parametrize("date", ["1961-XX", "1961-21", "196X"])
def test_where_a_month_is_not_sure_no_months_are_counted(date: str) -> None:
    assert all(one.label.isdecimal() for one in counts_by_month([item("1960-12"), item("1961-05"), item(date)]))


def test_a_short_time_is_counted_by_months() -> None:
    assert counts_by_month([item("2017-11-16"), item("2017-11", "claim"), item("2018-01-02T09:00:00+00:00")]) == (
        PeriodCount("Nov 2017", 1, 1), PeriodCount("Dec 2017", 0, 0), PeriodCount("Jan 2018", 1, 0),
    )  # fmt: skip


@pytest.mark.parametrize("dates", [("2017-11", "2018"), ("2016-05", "2017-11")])
def test_where_months_are_unknown_or_many_years_are_counted(dates: tuple[str, str]) -> None:
    assert [one.label for one in counts_by_month([item(date) for date in dates])] == [date[:4] for date in dates]


@pytest.mark.parametrize("dates", [(), ("2017",), ("2017-11-02", "2017-11-16")])
def test_of_one_time_nothing_is_counted(dates: tuple[str, ...]) -> None:
    assert counts_by_month([item(date) for date in dates]) == ()


# --- claims by verdict ------------------------------------------------------------------------------------------


def with_claims(*verdicts: str | None, site: Site = SITE) -> dict[str, Page]:
    claims = tuple(claim(f"c{n}", verdict=verdict) for n, verdict in enumerate(verdicts))
    return pages_of(graph_of(Archive(site, claims=claims)))


def test_each_verdict_has_a_page_of_its_claims_to_which_the_bar_leads() -> None:
    built: Any = with_claims("false", None, "true", "false")
    assert [(share.count, share.url) for share in built["claims/"].shares] == [
        (1, "claims/verdict/true/"), (2, "claims/verdict/false/"), (1, "claims/verdict/none/"),
    ]  # fmt: skip
    assert built[""].shares == built["claims/"].shares
    page = built["claims/verdict/false/"]
    assert (page.total, page.is_of_one, page.verdict.label) == (2, True, "False")
    assert [one.url for one in page.claims] == ["claims/c0/", "claims/c3/"]
    assert (page.frame.title, page.frame.description) == ("Claims: False", "The sources speak against it.")
    assert (built["claims/verdict/none/"].verdict, built["claims/verdict/none/"].total) == (None, 1)
    assert "claims/verdict/disputed/" not in built


def test_the_bar_on_a_person_s_page_leads_nowhere_since_it_shows_only_some() -> None:
    page = of(harbour(), "people/ana/")
    assert [share.url for share in page.shares] == ["", ""]


def test_a_verdict_called_none_keeps_its_address() -> None:
    none = Verdict(VerdictId("none"), "None", "Nothing was found.", Tone.NEUTRAL)
    built: Any = with_claims("none", None, site=replace(SITE, verdicts=(none,)))
    assert [one.url for one in built["claims/verdict/none/"].claims] == ["claims/c0/"]
    assert [one.url for one in built["claims/verdict/no_verdict/"].claims] == ["claims/c1/"]
    assert not urls.is_id("no_verdict")


def test_the_pages_of_a_verdict_are_a_list_of_their_own() -> None:
    built: Any = with_claims(*["false"] * 5, "true", site=replace(SITE, per_page=2))
    pages = listed(built, "claims/verdict/false/")
    assert len(pages) > 1
    assert all(page.frame.url.startswith("claims/verdict/false/from/c") for page in pages[1:])
    assert [one.url for page in pages for one in page.claims] == [f"claims/c{number}/" for number in range(5)]
    assert [page.total for page in pages] == [5] + [None] * (len(pages) - 1)
    assert built["claims/verdict/false/page/3/"].target.url == "claims/verdict/false/"


@pytest.mark.parametrize("identifier", ["verdict", "page"])
def test_a_claim_may_be_called_like_a_folder_of_the_lists(identifier: str) -> None:
    claims = (claim(identifier, verdict="true"), claim("c", verdict="true"), claim("d"))
    page_verdict = Verdict(VerdictId("page"), "Page", "Of a page.", Tone.NEUTRAL)
    site = replace(SITE, per_page=1, verdicts=(*SCALE, page_verdict))
    check = LinkChecker()
    for url in pages_of(graph_of(Archive(site, claims=(*claims, claim("e", verdict="page"))))):
        check.add_file(urls.output_path(url))
    assert list(check.problems()) == []


# --- letters ----------------------------------------------------------------------------------------------------


@given(
    st.lists(st.sampled_from(["Ana Reyes", "Bo Álvarez", "Cy Ahmed", "Di 4", "Ed Holt"]), max_size=9), st.integers(1, 3)
)
def test_each_letter_leads_to_the_page_on_which_it_begins(names: list[str], per_page: int) -> None:
    actors = tuple(person(f"p{n}", name) for n, name in enumerate(names))
    built = pages_of(graph_of(Archive(replace(SITE, per_page=per_page), actors=actors)))
    found = listed(built, "people/") if names else []
    first: dict[str, str] = {}
    for page in found:
        assert page.index == found[0].index or page.index == ()
        for group in page.letters:
            first.setdefault(group.letter, urls.with_fragment(page.frame.url, group.element_id))
    assert {link.text: link.url for page in found[:1] for link in page.index} == first
