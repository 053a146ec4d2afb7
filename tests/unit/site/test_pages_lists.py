"""Lists that go over several pages: nothing is dropped, nothing shown twice, and every page leads to the next."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from support.sample_archives import SCALE, article, claim, graph_of, note, on, organization, pages_of, person, topic

from sitegen.core import collation
from sitegen.core.model import Archive, Site
from sitegen.core.problems import Problems
from sitegen.site.pages import page_groups, record_markdown_of
from sitegen.site.pages.page_records import Link, Page, Pager, PagerSection, RedirectPage
from sitegen.site.pages.views import Views

SITE = Site(verdicts=SCALE)
NAMES = ("Ana Reyes", "Zoë Ødegaard", "Luis Álvarez", "Mia Ahmed", "Ada Holt", "Jan Zola", "Ivo Żak")


def listed(built: dict[str, Page], url: str) -> list[Any]:
    """The pages of the list at `url`, as their pagers lead through them."""
    pages: list[Any] = [built[url]]
    while pages[-1].pager.next:
        pages.append(built[pages[-1].pager.next])
    return pages


def mentions(pages: list[Any]) -> list[str]:
    groups = [group for page in pages for year in page.years for group in year.groups]
    return [mention.url for group in groups for mention in group.mentions]


def archive(per_page: int, articles: int, claims: int, notes: int) -> Archive:
    """Every article names Ana Reyes twice and each claim and note is of hers; years and verdicts take turns."""
    hers: dict[str, Any] = {"speakers": ("ana",), "about": ("ana",), "reported_by": ("ana",)}
    about_her: dict[str, Any] = {"topics": ("bridge",), "actors": ("ana",)}
    return Archive(
        replace(SITE, per_page=per_page),
        articles=tuple(article(f"a{n:02}", f"20{n % 3 + 10}", topics=("bridge",)) for n in range(articles)),
        actors=(person("ana", "Ana Reyes"),),
        topics=(topic("bridge"),),
        claims=tuple(
            claim(f"c{n:02}", **hers, topics=("bridge",), verdict=verdict)
            for n, verdict in zip(range(claims), ("false", None, "true") * claims, strict=False)
        ),
        notes=tuple(note(f"n{n:02}", *(on(f"a{m:02}") for m in range(articles)), **about_her) for n in range(notes)),
    )


def pages(per_page: int, articles: int, claims: int, notes: int) -> dict[str, Page]:
    given_archive = archive(per_page, articles, claims, notes)
    seeds = {str(one.id): "T\n\nAna Reyes came. Ana Reyes left." for one in given_archive.articles}
    return pages_of(graph_of(given_archive, seeds))


SIZES = st.tuples(st.integers(1, 4), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))


@settings(max_examples=40)
@given(SIZES)
def test_nothing_is_dropped_or_shown_twice(sizes: tuple[int, int, int, int]) -> None:
    built = pages(*sizes)
    in_order = sorted((f"articles/a{n:02}/" for n in range(sizes[1])), key=lambda url: (-(int(url[10:12]) % 3), url))
    all_claims = {f"claims/c{n:02}/" for n in range(sizes[2])}
    all_notes = [f"notes/n{n:02}/" for n in range(sizes[3])]

    (articles, people, ana, bridge) = (
        listed(built, url) for url in ("articles/", "people/", "people/ana/", "topics/bridge/")
    )

    assert [one.url for page in articles for year in page.years for one in year.articles] == in_order
    assert [one.url for page in bridge for year in page.articles for one in year.articles] == in_order
    assert mentions(ana) == [f"{url}#mention-{n}" for url in in_order for n in ("Ana-Reyes", "Ana-Reyes.2")]
    assert [one.url for page in people for letter in page.letters for one in letter.actors] == ["people/ana/"]
    assert [one.url for page in ana for one in page.notes] == all_notes
    assert [one.url for page in bridge for one in page.notes] == all_notes
    for shown in (
        [one.url for page in ana for group in page.claims_made for one in group.claims],
        [one.url for page in ana for one in page.claims_about],
        [one.url for page in ana for one in page.claims_reported],
        [one.url for page in bridge for one in page.claims],
    ):
        assert (set(shown), len(shown)) == (all_claims, sizes[2])


@settings(max_examples=40)
@given(SIZES)
def test_every_page_of_a_list_is_reached_from_its_first(sizes: tuple[int, int, int, int]) -> None:
    built = pages(*sizes)
    in_lists = {url for url, page in built.items() if hasattr(page, "pager")}
    firsts = {url for url in in_lists if "/from/" not in url}
    assert {page.frame.url for url in firsts for page in listed(built, url)} == in_lists


@settings(max_examples=40)
@given(SIZES)
def test_no_list_on_a_page_is_longer_than_half_as_much_again(sizes: tuple[int, int, int, int]) -> None:
    built = pages(*sizes)
    most = sizes[0] * 3 // 2
    for page in listed(built, "people/ana/"):
        groups = [group for year in page.years for group in year.groups]
        assert sum(len(group.mentions) for group in groups) <= most
        assert sum(len(group.claims) for group in page.claims_made) <= most
        assert len(page.claims_about) <= most
        assert len(page.claims_reported) <= most
        assert len(page.notes) <= most
    for page in listed(built, "topics/bridge/"):
        assert sum(len(year.articles) for year in page.articles) <= most
        assert len(page.claims) <= most
        assert len(page.notes) <= most
    for page in listed(built, "articles/"):
        assert sum(len(year.articles) for year in page.years) <= most


@settings(max_examples=40)
@given(SIZES)
def test_every_address_that_a_numbered_list_had_still_answers(sizes: tuple[int, int, int, int]) -> None:
    per_page, articles, claims, notes = sizes
    built = pages(*sizes)
    of_lists = {
        "articles/": articles, "claims/": claims, "notes/": notes, "people/": 1, "topics/": 1,
        "people/ana/": max(2 * articles, claims, notes), "topics/bridge/": max(articles, claims, notes),
        **{f"notes/n{n:02}/": articles for n in range(notes)},
    }  # fmt: skip
    wanted = {
        f"{url}page/{number}/": url
        for url, length in of_lists.items()
        for number in range(2, -(-length // per_page) + 1)
    }
    found = {url: page.target.url for url, page in built.items() if isinstance(page, RedirectPage)}
    assert {url: target for url, target in found.items() if "verdict" not in url and "timeline" not in url} == wanted
    assert not any(page.frame.is_listed for page in built.values() if isinstance(page, RedirectPage))


def test_each_page_of_a_list_knows_the_one_before_and_the_one_after() -> None:
    built = listed(pages(1, 3, 0, 0), "articles/")
    dates = {"a00": "2010", "a01": "2011", "a02": "2012"}
    second, third = (f"articles/from/{one}/" for one in ("a01", "a00"))
    assert [(page.frame.url, page.pager) for page in built] == [
        ("articles/", Pager("", "", "", second, (PagerSection("", (Link("2011", second), Link("2010", third))),))),
        (second, Pager("2011", "articles/", "articles/", third)),
        (third, Pager("2010", "articles/", second, "")),
    ]
    assert [page.total for page in built] == [3, None, None]
    assert [page.frame.description for page in built] == [
        "3 articles, newest first.",
        "Articles · 2011",
        "Articles · 2010",
    ]
    assert [page.years[0].articles[0].url for page in built] == [f"articles/{one}/" for one in reversed(dates)]


def test_each_list_of_a_record_goes_on_on_pages_of_its_own() -> None:
    built = listed(pages(1, 1, 2, 2), "people/ana/")
    assert [(page.frame.url, page.pager.label) for page in built] == [
        ("people/ana/", ""),
        ("people/ana/mentions/from/a00/2/", "Mentions: 2010"),
        ("people/ana/claims-made/from/c01/", "Claims made: No verdict yet, “Statement c01.”"),
        ("people/ana/claims-about/from/c01/", "Claims about: No verdict yet, “Statement c01.”"),
        ("people/ana/claims-reported/from/c01/", "Claims reported: No verdict yet, “Statement c01.”"),
        ("people/ana/notes/from/n01/", "Notes: On n01"),
    ]
    first, *others = built
    assert [(section.title, len(section.pages)) for section in first.pager.sections] == [
        ("Mentions", 1), ("Claims made", 1), ("Claims about", 1), ("Claims reported", 1), ("Notes", 1)
    ]  # fmt: skip
    assert (first.mention_count, len(first.notes), len(first.shares)) == (2, 1, 2)
    for page in others:
        assert (page.mention_count, page.shares, page.companions, page.topics, page.one_line) == (None, (), (), (), "")


def test_a_very_long_list_leads_to_some_of_its_pages_and_these_to_all() -> None:
    first, *others = listed(pages(1, 100, 0, 0), "articles/")
    assert [link.url for link in first.pager.sections[0].pages] == [page.frame.url for page in others[::3]]


def test_pages_that_begin_alike_are_told_apart_where_they_are_listed() -> None:
    articles = tuple(article(f"a{n}") for n in range(4))
    first, *others = listed(pages_of(graph_of(Archive(replace(SITE, per_page=1), articles=articles))), "articles/")
    assert [link.text for link in first.pager.sections[0].pages] == ["undated", "undated (2)", "undated (3)"]
    assert {page.pager.label for page in others} == {"undated"}


def test_an_article_whose_mentions_go_over_two_pages_is_continued() -> None:
    given_archive = archive(3, 2, 0, 0)
    built = pages_of(graph_of(given_archive, {"a00": "T", "a01": f"T\n\n{'Ana Reyes. ' * 5}"}))
    groups = [
        [(one.article.url, one.is_continued, len(one.mentions)) for one in page.years[0].groups]
        for page in listed(built, "people/ana/")
    ]
    (first,), (second,) = groups
    assert (first[:2], second[:2]) == (("articles/a01/", False), ("articles/a01/", True))
    assert first[2] + second[2] == 5


def test_a_page_of_mentions_begins_with_an_article_where_it_can() -> None:
    given_archive = archive(4, 9, 0, 0)
    built = listed(
        pages_of(graph_of(given_archive, {f"a{n:02}": "T\n\nAna Reyes. " * 2 for n in range(9)})), "people/ana/"
    )
    assert len(built) > 2
    assert not any(page.years[0].groups[0].is_continued for page in built)


def test_articles_stand_under_their_years_and_the_undated_last() -> None:
    records = (article("a", "2020"), article("b"), article("c", "2021-05"), article("d", "2020-02-01"))
    page = pages_of(graph_of(Archive(SITE, articles=records)))["articles/"]
    assert [(year.year, [item.url for item in year.articles]) for year in page.years] == [
        ("2021", ["articles/c/"]),
        ("2020", ["articles/d/", "articles/a/"]),
        ("", ["articles/b/"]),
    ]


def test_people_are_listed_by_surname_under_its_letter() -> None:
    actors = tuple(person(f"p{number}", name) for number, name in enumerate(NAMES))
    built = pages_of(graph_of(Archive(replace(SITE, per_page=4), actors=(*actors, organization("c", "Council")))))
    shown = [
        (letter.letter, item.name)
        for page in listed(built, "people/")
        for letter in page.letters
        for item in letter.actors
    ]
    assert shown == [
        ("A", "Mia Ahmed"), ("A", "Luis Álvarez"), ("H", "Ada Holt"), ("O", "Zoë Ødegaard"), ("R", "Ana Reyes"),
        ("Z", "Ivo Żak"), ("Z", "Jan Zola"),
    ]  # fmt: skip
    assert [len([item for letter in page.letters for item in letter.actors]) for page in listed(built, "people/")] in (
        [2, 5], [3, 4], [4, 3], [5, 2]
    )  # fmt: skip
    first, second = listed(built, "people/")
    assert [link.url for link in first.others] == ["organizations/"]
    assert [link.url for link in built["organizations/"].others] == ["people/"]
    assert (second.others, second.index, second.total) == ((), (), None)


@given(st.permutations(NAMES))
def test_the_order_of_the_records_makes_no_difference_to_an_index(names: list[str]) -> None:
    actors = tuple(person(str(NAMES.index(name)), name) for name in names)
    page = pages_of(graph_of(Archive(SITE, actors=actors)))["people/"]
    order = [item.sort_name for letter in page.letters for item in letter.actors]
    assert order == sorted(order, key=collation.collation_for("en").sort_key)


def test_topics_are_a_tree() -> None:
    topics = (topic("a", parent="z"), topic("b", parent="a"), topic("y"), topic("z"))
    page = pages_of(graph_of(Archive(SITE, topics=topics)))["topics/"]
    y, z = page.topics
    assert (y.name, y.children) == ("Y", ())
    assert (z.name, [(a.name, [b.name for b in a.children]) for a in z.children]) == ("Z", [("A", ["B"])])
    assert page.total == 4


CLAIMS = (
    claim("a", verdict="false", date="2020", speakers=("ana",)),
    claim("b", speakers=("ana",)),
    claim("c", verdict="true", speakers=("ana",)),
    claim("d", verdict="false", date="2021", speakers=("ana",)),
    claim("e", verdict="false", speakers=("ana",)),
)


def test_all_claims_are_listed_newest_first_the_undated_last() -> None:
    built = pages_of(graph_of(Archive(replace(SITE, per_page=2), actors=(person("ana", "A B"),), claims=CLAIMS)))
    shown = [
        (item.verdict and item.verdict.label, item.statement)
        for page in listed(built, "claims/")
        for item in page.claims
    ]
    assert shown == [
        ("False", "Statement d."), ("False", "Statement a."), (None, "Statement b."), ("True", "Statement c."),
        ("False", "Statement e."),
    ]  # fmt: skip


def test_claims_of_a_person_are_grouped_by_verdict() -> None:
    built = pages_of(graph_of(Archive(replace(SITE, per_page=2), actors=(person("ana", "A B"),), claims=CLAIMS)))
    shown = [
        (group.verdict and group.verdict.label, item.statement)
        for page in listed(built, "people/ana/")
        for group in page.claims_made
        for item in group.claims
    ]
    assert shown == [
        ("True", "Statement c."), ("False", "Statement d."), ("False", "Statement a."), ("False", "Statement e."),
        (None, "Statement b."),
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["claims/", "people/ana/", "topics/bridge/"])
def test_a_bar_of_verdicts_counts_the_claims_of_all_pages_and_stands_on_the_first(url: str) -> None:
    first, *others = listed(pages(2, 0, 5, 0), url)
    assert len(others) > 0
    assert [(one.verdict and one.verdict.id, one.count, one.percent) for one in first.shares] == [
        ("true", 1, 20.0),
        ("false", 2, 40.0),
        (None, 2, 40.0),
    ]
    assert all(page.shares == () for page in others)


def test_notes_are_listed_by_title() -> None:
    assert [item.title for item in pages(9, 0, 0, 3)["notes/"].notes] == ["On n00", "On n01", "On n02"]


def test_the_places_of_a_note_go_over_several_pages() -> None:
    built = listed(pages(2, 5, 0, 1), "notes/n00/")
    assert [place.url for page in built for place in page.passages] == [f"articles/a{n:02}/#note-n00" for n in range(5)]
    assert [(page.passage_count, bool(page.body)) for page in built] == [(5, True)] + [(None, False)] * (len(built) - 1)
    assert len(built) > 1


@pytest.mark.parametrize(
    ("url", "tables"),
    [
        ("articles/", {"listed", "articles"}),
        ("claims/", {"claims"}),
        ("claims/verdict/false/", {"claims"}),
        ("timeline/", {"claims", "listed"}),
    ],
)
def test_a_later_page_of_a_list_reads_its_own_entries_alone(url: str, tables: set[str]) -> None:
    claims = tuple(claim(f"c{n:02}", date=f"20{n + 10}", verdict="false", speakers=("ana",)) for n in range(9))
    articles = tuple(article(f"a{n:02}", f"20{n + 10}") for n in range(9))
    whole = Archive(replace(SITE, per_page=1), articles=articles, actors=(person("ana", "A B"),), claims=claims)
    graph = graph_of(whole)
    views = Views(graph, record_markdown_of(graph, Problems()))
    groups = page_groups(views, drafts=False)
    later = [(group, one) for group in groups for one in group.units if group.url(one).startswith(f"{url}from/")]
    assert len(later) > 3
    for group, unit in later[::-1]:
        graph.log.take()
        page: Any = group.page(unit)
        rows = {(table, row) for table, row in graph.log.take() if table in {"listed", "articles", "claims", "entries"}}
        items = [*getattr(page, "claims", ())]
        for year in getattr(page, "years", ()):
            items += getattr(year, "articles", ()) if url == "articles/" else year.items
        assert {row for _, row in rows} == {one.url.split("/")[1] for one in items}
        assert {table for table, _ in rows} <= tables
        assert all(one.url.split("/")[1] in group.shows(unit) for one in items)


def test_a_later_page_says_what_is_beside_it() -> None:
    graph = graph_of(archive(1, 4, 0, 0))
    groups = page_groups(Views(graph, record_markdown_of(graph, Problems())), drafts=False)
    said = {group.url(unit): group.shows(unit) for group in groups for unit in group.units}
    assert said["articles/"] == ""
    assert said["articles/from/a01/"] == "articles/\narticles/from/a00/\na01"
    assert said["timeline/from/article-a01/"].endswith("article-a01\n2010 2012")
