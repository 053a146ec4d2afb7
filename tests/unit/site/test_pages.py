"""Which pages a site has, its menu, its front page, and the pages that keep old addresses alive."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from support.sample_archives import (
    DRAFT,
    HARBOUR,
    HERE,
    SCALE,
    SEEDS,
    WITHDRAWN,
    article,
    claim,
    graph_of,
    harbour,
    md,
    note,
    on,
    organization,
    pages_of,
    person,
    topic,
)

from sitegen.core import urls
from sitegen.core.model import Archive, Date, HistoryEntry, NavigationItem, ProsePage, Publisher, Site, Withdrawal
from sitegen.core.problems import Problems
from sitegen.site import pages
from sitegen.site.pages.page_records import (
    ActorPage,
    ArticlePage,
    ClaimPage,
    Link,
    NavLink,
    NotePage,
    NotFoundPage,
    RedirectPage,
    SiteView,
    TextPage,
    TopicPage,
    WithdrawnPage,
)
from sitegen.site.pages.search_page import SearchState
from sitegen.site.pages.views import Views
from sitegen.site.record_markdown import ROOT_MARK

SITE = Site(verdicts=SCALE)


def prose(identifier: str, **known: object) -> ProsePage:
    return ProsePage(identifier, HERE, identifier.title(), md("Words."), **known)  # type: ignore[arg-type]


def site(archive: Archive, *, drafts: bool = False) -> SiteView:
    built = graph_of(archive, SEEDS, drafts=drafts)
    return pages.site_view(built, pages.record_markdown_of(built, Problems()), drafts=drafts)


def menu(archive: Archive, *, drafts: bool = False) -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in site(archive, drafts=drafts).navigation]


def test_every_record_that_readers_see_has_its_page() -> None:
    kinds = (ArticlePage, ActorPage, TopicPage, ClaimPage, NotePage, WithdrawnPage, RedirectPage)
    assert [url for url, page in pages_of(harbour()).items() if isinstance(page, kinds)] == [
        "articles/count/",
        "articles/old/",
        "articles/vote/",
        "people/ana/",
        "organizations/council/",
        "people/luis/",
        "people/nobody/",
        "topics/bridge/",
        "topics/traffic/",
        "claims/counted/",
        "claims/lost/",
        "claims/safe/",
        "notes/cars/",
        "notes/tonnes/",
        "articles/gone/",
        "claims/taken-back/",
        "notes/void/",
        "people/l-holt/",
        "topics/old-bridge/",
    ]


def test_every_section_has_its_index() -> None:
    indexes = {"", "articles/", "people/", "organizations/", "topics/", "claims/", "notes/", "404.html"}
    assert indexes - set(pages_of(harbour())) == set()


def test_drafts_have_pages_only_where_they_are_asked_for() -> None:
    added = set(pages_of(harbour(drafts=True), drafts=True)) - set(pages_of(harbour()))
    assert added == {"articles/plan/", "topics/merger/", "claims/hidden/", "notes/secret/", "editors/"}


def test_no_page_tells_of_a_draft_or_of_what_was_withdrawn() -> None:
    everything = repr(pages_of(harbour()))
    for words in ("has a plan", "was wrong", "merger", "Merger", "scandal", "hidden", "secret", "On void"):
        assert words not in everything, words
    assert "has a plan with" in repr(pages_of(harbour(drafts=True), drafts=True))
    assert "was wrong" not in repr(pages_of(harbour(drafts=True), drafts=True))


def test_what_is_a_draft_says_so() -> None:
    built = pages_of(harbour(drafts=True), drafts=True)
    drafts = [url for url, page in built.items() if page.frame.is_draft]
    assert drafts == ["articles/plan/", "topics/merger/", "claims/hidden/", "notes/secret/", "editors/"]


def test_every_page_is_written_inside_and_no_two_in_one_place() -> None:
    built = graph_of(HARBOUR, SEEDS)
    fields = pages.record_markdown_of(built, Problems())
    paths = [urls.output_path(page.frame.url) for page in pages.build_pages(built, fields, drafts=False)]
    assert len(paths) == len(set(paths))
    assert [path for path in paths if path.startswith("/") or ".." in path] == []


@pytest.mark.parametrize("drafts", [False, True])
def test_the_address_of_each_page_is_known_before_it_is_made(drafts: bool) -> None:
    built = graph_of(replace(HARBOUR, site=replace(HARBOUR.site, per_page=1)), SEEDS, drafts=drafts)
    groups = pages.page_groups(
        Views(built, pages.record_markdown_of(built, Problems())), drafts=drafts, search_state=SearchState.INDEXED
    )
    made = [(group.url(unit), group.page(unit).frame.url) for group in groups for unit in group.units]
    assert [known for known, _ in made] == [found for _, found in made]
    assert len({known for known, _ in made}) == len(made) > 30


def test_pages_of_one_list_are_the_same_whichever_is_made_first() -> None:
    built = graph_of(replace(HARBOUR, site=replace(HARBOUR.site, per_page=1)), SEEDS)
    fields = pages.record_markdown_of(built, Problems())
    pairs = [(group, unit) for group in pages.page_groups(Views(built, fields), drafts=False) for unit in group.units]
    backwards = pages.page_groups(Views(built, fields), drafts=False)
    again = [group.page(unit) for group in reversed(backwards) for unit in reversed(group.units)]
    assert [group.page(unit) for group, unit in pairs] == again[::-1]


def test_the_same_archive_makes_the_same_pages_whatever_the_order_of_its_articles() -> None:
    shuffled = replace(HARBOUR, articles=HARBOUR.articles[::-1])
    assert list(pages_of(graph_of(shuffled, SEEDS)).items()) == list(pages_of(harbour()).items())


def test_an_empty_archive_has_a_front_page_a_list_and_the_page_for_lost_addresses() -> None:
    built = pages_of(graph_of(Archive(SITE)))
    assert {"", "articles/", "404.html"} - set(built) == set()
    assert [url for url in built if url.startswith(("people", "places", "topics", "claims", "notes"))] == []


def test_the_menu_has_the_sections_that_the_archive_has() -> None:
    assert menu(Archive(SITE)) == [("Articles", "articles/")]
    assert menu(Archive(SITE, actors=(organization("c", "C"),))) == [
        ("Articles", "articles/"),
        ("Organizations", "organizations/"),
    ]
    of_all = menu(replace(HARBOUR, pages=(prose("about"), prose("soon", status=DRAFT))))
    assert of_all[:2] == [("Articles", "articles/"), ("People", "people/")]
    assert {("Topics", "topics/"), ("Claims", "claims/"), ("Notes", "notes/")} <= set(of_all)
    assert of_all[-1] == ("About", "about/")


def test_the_menu_does_not_tell_of_drafts() -> None:
    archive = Archive(SITE, claims=(claim("c", status=DRAFT),), notes=(note("n", status=DRAFT),))
    assert menu(archive) == [("Articles", "articles/")]
    assert menu(archive, drafts=True) == [("Articles", "articles/"), ("Claims", "claims/"), ("Notes", "notes/")]


def test_only_a_site_with_drafts_leads_to_the_page_for_editors() -> None:
    assert site(HARBOUR).editors is None
    assert site(HARBOUR, drafts=True).editors == Link("For editors", "editors/")


def test_a_menu_of_the_author_s_own_wins() -> None:
    items = (NavigationItem("Who", "/people/"), NavigationItem("Us", "about/"), NavigationItem("Out", "https://e.org/"))
    assert site(replace(HARBOUR, site=replace(SITE, navigation=items))).navigation == (
        NavLink("Who", "people/", is_absolute=False),
        NavLink("Us", "about/", is_absolute=False),
        NavLink("Out", "https://e.org/", is_absolute=True),
    )


def test_every_page_shows_what_the_archive_says_of_itself() -> None:
    settings = Site("Harbour", "What was said.", publisher=Publisher("The Letter"), footer=md("By [[ana]]."))
    view = site(replace(HARBOUR, site=replace(settings, verdicts=SCALE)))
    assert (view.title, view.description, view.publisher) == ("Harbour", "What was said.", Link("The Letter", ""))
    assert view.footer == f'<p>By <a href="{ROOT_MARK}people/ana/"><bdi>Ana Reyes</bdi></a>.</p>\n'


def test_the_front_page_counts_what_there_is_and_leads_to_it() -> None:
    assert pages_of(harbour())[""].counts == (
        Link("3 articles", "articles/"),
        Link("3 people", "people/"),
        Link("1 organization", "organizations/"),
        Link("2 topics", "topics/"),
        Link("3 claims", "claims/"),
        Link("2 notes", "notes/"),
    )


def test_the_front_page_shows_the_newest_articles_and_who_is_most_present() -> None:
    home = pages_of(harbour())[""]
    assert [item.title for item in home.articles] == ["Cars counted", "Council votes", "Old news"]
    assert [(item.name, item.mentions, item.articles) for item in home.people] == [
        ("Luis Holt", 3, 2),
        ("Ana Reyes", 3, 2),
    ]
    assert [(item.name, item.articles, item.claims, item.children) for item in home.topics] == [
        ("Bridge", 2, 1, ()),
        ("Traffic", 1, 1, ()),
    ]


def test_the_front_page_is_a_taste_of_a_large_archive() -> None:
    names = [f"Name{letter} Surname{letter}" for letter in "abcdefghijklmnop"]
    archive = Archive(
        SITE,
        articles=tuple(article(f"a{number}") for number in range(20)),
        actors=tuple(person(name.lower().replace(" ", "-"), name) for name in names),
        topics=tuple(topic(f"t{number:02}") for number in range(20)),
    )
    home = pages_of(graph_of(archive, {"a1": f"T\n\n{', '.join(names)}."}))[""]
    assert (len(home.articles), len(home.people), len(home.topics)) == (9, 12, 12)


def test_an_archive_that_names_no_people_shows_whom_it_names() -> None:
    archive = Archive(SITE, articles=(article("a"),), actors=(organization("c", "The Council"),))
    home = pages_of(graph_of(archive, {"a": "T\n\nThe Council met."}))[""]
    assert [item.name for item in home.people] == ["The Council"]


def test_a_withdrawn_record_keeps_its_address_and_says_why() -> None:
    history = (HistoryEntry(Date("2021"), "It was *wrong*."), HistoryEntry(Date("2020"), "New."))
    archive = Archive(
        SITE,
        articles=(
            article(
                "a",
                title="The vote",
                status=WITHDRAWN,
                withdrawn=Withdrawal(md("We *erred*.")),
                summary=md("Not this."),
            ),
            article("b", status=WITHDRAWN, summary=md("As of old.")),
        ),
        claims=(
            claim("b", on("a"), status=WITHDRAWN, history=history, withdrawn=Withdrawal(md("Nobody said it."))),
            claim("c", on("a"), status=WITHDRAWN, history=history),
        ),
        notes=(note("n", status=WITHDRAWN, withdrawn=Withdrawal(md("See **below**."))), note("o", status=WITHDRAWN)),
        pages=(prose("about"), prose("old", status=WITHDRAWN, withdrawn=Withdrawal(md("We moved.")))),
    )
    built = pages_of(graph_of(archive))
    kept = {url: page for url, page in built.items() if isinstance(page, WithdrawnPage)}
    assert [(url, page.frame.title, page.kind, page.reason) for url, page in kept.items()] == [
        ("articles/a/", "The vote", "article", "<p>We <em>erred</em>.</p>\n"),
        ("articles/b/", "Withdrawn article", "article", "<p>As of old.</p>\n"),
        ("claims/b/", "Withdrawn claim", "claim", "<p>Nobody said it.</p>\n"),
        ("claims/c/", "Withdrawn claim", "claim", "<p>It was <em>wrong</em>.</p>\n"),
        ("notes/n/", "Withdrawn note", "note", "<p>See <strong>below</strong>.</p>\n"),
        ("notes/o/", "Withdrawn note", "note", ""),
        ("old/", "Old", "page", "<p>We moved.</p>\n"),
    ]
    sections = ["articles/", "articles/", "claims/", "claims/", "notes/", "notes/", ""]
    assert [page.frame.section for page in kept.values()] == sections


def test_every_old_address_leads_to_the_record_in_one_hop() -> None:
    archive = Archive(
        SITE,
        actors=(person("c", "Ana Reyes", formerly=("a", "b")), organization("d", "D", formerly=("a",))),
        topics=(topic("x", formerly=("y",)),),
    )
    built = pages_of(graph_of(archive))
    hops = {url: page.target for url, page in built.items() if isinstance(page, RedirectPage)}
    assert hops == {
        "people/a/": Link("Ana Reyes", "people/c/"),
        "people/b/": Link("Ana Reyes", "people/c/"),
        "organizations/a/": Link("D", "organizations/d/"),
        "topics/y/": Link("X", "topics/x/"),
    }
    assert [type(built[target.url]).__name__ for target in hops.values()] == [
        "ActorPage",
        "ActorPage",
        "ActorPage",
        "TopicPage",
    ]


def test_there_is_a_page_for_lost_addresses() -> None:
    page = pages_of(graph_of(Archive(Site(language="pt"))))["404.html"]
    assert (type(page), page.frame.title, page.frame.language) == (NotFoundPage, "Page not found", "pt")


def test_a_prose_page_is_its_own_section() -> None:
    archive = Archive(SITE, pages=(prose("about", summary="Who."), prose("method"), prose("old", status=WITHDRAWN)))
    built = pages_of(graph_of(archive))
    assert [url for url, page in built.items() if isinstance(page, TextPage)] == ["about/", "method/"]
    frame = built["about/"].frame
    assert (frame.title, frame.description, frame.section) == ("About", "Who.", "about/")
    assert (built["method/"].frame.description, built["method/"].body) == ("Words.", "<p>Words.</p>\n")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[[article:plan]]", "[[article:plan]] leads to an article that readers do not see"),
        ("[[article:gone]]", "[[article:gone]] leads to an article that readers do not see"),
        ("[[claim:hidden]]", "[[claim:hidden]] leads to a claim that readers do not see"),
        ("[[note:void]]", "[[note:void]] leads to a note that readers do not see"),
    ],
)
def test_a_link_to_what_readers_do_not_see_is_told(written: str, problem: str) -> None:
    problems = Problems()
    archive = replace(HARBOUR, pages=(replace(prose("about"), body=md(written)),))
    built = pages_of(graph_of(archive, SEEDS, problems=problems), problems)
    assert built["about/"].body == "<p>…</p>\n"
    assert [one.message for one in problems] == [problem]


def test_records_are_linked_by_their_ids_with_their_names() -> None:
    body = md("[[ana]] [[bridge]] [[safe]] [[tonnes]] [[vote]] [[council]]")
    page = pages_of(graph_of(replace(HARBOUR, pages=(replace(prose("about"), body=body),)), SEEDS))["about/"]
    assert page.body.replace(ROOT_MARK, "/") == (
        '<p><a href="/people/ana/"><bdi>Ana Reyes</bdi></a> <a href="/topics/bridge/"><bdi>Bridge</bdi></a> '
        '<a href="/claims/safe/"><bdi>Statement safe.</bdi></a> <a href="/notes/tonnes/"><bdi>On tonnes</bdi></a> '
        '<a href="/articles/vote/"><bdi>Council votes</bdi></a> '
        '<a href="/organizations/council/"><bdi>Town Council</bdi></a></p>\n'
    )


def test_the_search_page_says_whether_there_is_an_index() -> None:
    built = harbour()
    views = Views(built, pages.record_markdown_of(built, Problems()))
    said = set()
    for state in (SearchState.INDEXED, SearchState.LEFT_OUT):
        groups = pages.page_groups(views, drafts=False, search_state=state)
        said.add(next(group.shows(unit) for group in groups for unit in group.units if group.url(unit) == "search/"))
    assert len(said) == 2
