"""The pages of people, organizations and places: who each is, where it is named, what it claimed."""

from __future__ import annotations

from typing import Any

import pytest
from support.sample_archives import (
    HERE,
    SCALE,
    article,
    claim,
    graph_of,
    harbour,
    md,
    organization,
    pages_of,
    person,
    topic,
)

from sitegen.core.model import ActorId, ActorKind, Archive, Date, Excerpt, Image, Relation, Role, Site, Source, Tone
from sitegen.core.problems import Problems
from sitegen.output.render import Renderer
from sitegen.site import pages
from sitegen.site.pages.page_records import Companion, ImageView, Link, Page, RelatedActor, SourceView, VerdictView

SITE = Site(verdicts=SCALE)
ANA = Link("Ana Reyes", "people/ana/")
VOTE = Link("Council votes", "articles/vote/")
FALSE = VerdictView(
    "false", "False", "The sources speak against it.", Tone.NEGATIVE, "crossed", "1/5", "verdicts/#verdict-false"
)


def of(built: dict[str, Page], url: str) -> Any:
    """A page, of whatever kind."""
    return built[url]


HARBOUR_PAGES = pages_of(harbour())


def test_an_actor_s_page_says_who_it_is() -> None:
    record = person(
        "ana", "Ana Reyes", aliases=("A. R.",), born=Date("1961-08-16"), died=Date("2031"), summary=md("*Mayor*."),
        body=md("More."), same_as=("https://w.org/Q1",), topics=("x",),
        image=Image("a b.jpg", "At a desk", HERE, "P. L.", "CC"),
        related=(Relation(ActorId("council"), "member"),), sources=(Source("Who", accessed=Date("2020")),),
    )  # fmt: skip
    archive = Archive(SITE, actors=(record, organization("council", "Council")), topics=(topic("x"),))
    page = of(pages_of(graph_of(archive)), "people/ana/")
    assert (page.name, page.kind, page.one_line, page.aliases) == ("Ana Reyes", "person", "1961–2031", ("A. R.",))
    assert (page.born, page.died) == (Date("1961-08-16"), Date("2031"))
    assert (page.summary, page.body) == ("<p><em>Mayor</em>.</p>\n", "<p>More.</p>\n")
    assert page.image == ImageView("media/a%20b.jpg", "At a desk", "P. L.", "CC")
    assert page.related == (RelatedActor("member", Link("Council", "organizations/council/")),)
    assert (page.same_as, page.topics) == (("https://w.org/Q1",), (Link("X", "topics/x/"),))
    assert page.sources == (SourceView("Who", "", "", None, Date("2020"), "", ""),)
    assert (page.frame.title, page.frame.section, page.frame.crumbs) == (
        "Ana Reyes",
        "people/",
        (Link("People", "people/"),),
    )


def test_roles_are_listed_newest_first() -> None:
    roles = (
        Role("Clerk", ActorId("council"), Date("2001"), Date("2010")),
        Role("Guest"),
        Role("Mayor", ActorId("council"), Date("2021")),
        Role("Deputy", None, Date("2021"), Date("2022")),
    )
    actors = (person("ana", "Ana Reyes", roles=roles), organization("council", "Council"))
    page = of(pages_of(graph_of(Archive(SITE, actors=actors))), "people/ana/")
    council = Link("Council", "organizations/council/")
    assert [(role.title, role.of, role.years) for role in page.roles] == [
        ("Mayor", council, "since 2021"),
        ("Deputy", None, "2021–2022"),
        ("Clerk", council, "2001–2010"),
        ("Guest", None, ""),
    ]


MAYOR = Role("Mayor", None, Date("2001"), Date("2010"))


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({"roles": (Role("Mayor", ActorId("council"), Date("2021")),)}, "Mayor, Council, since 2021"),
        ({"roles": (MAYOR, Role("Judge", None, Date("1999")))}, "Judge, since 1999"),
        ({"roles": (MAYOR, Role("Judge", None, Date("1999"), Date("2005")))}, "Mayor, 2001–2010"),
        ({"roles": (Role("Head of the Council", ActorId("council")),)}, "Head of the Council"),
        ({"summary": md("Born *here*.")}, "Born here."),
        ({"summary": md("word " * 60)}, f"{'word ' * 21}word…"),
        ({"born": Date("1961")}, ""),
    ],
)
def test_an_index_says_of_an_actor_the_last_role_or_the_first_words(known: dict[str, Any], line: str) -> None:
    actors = (person("ana", "Ana Reyes", **known), organization("council", "Council"))
    page = of(pages_of(graph_of(Archive(SITE, actors=actors))), "people/")
    assert page.letters[0].actors[0].one_line == line


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({"born": Date("1961-01-01")}, "born 1961"),
        ({"died": Date("2001")}, "died 2001"),
        ({"roles": (Role("Mayor"),), "born": Date("1961"), "died": Date("2001")}, "Mayor · 1961–2001"),
    ],
)
def test_an_actor_s_own_page_says_when_it_lived(known: dict[str, Any], line: str) -> None:
    page = of(pages_of(graph_of(Archive(SITE, actors=(person("ana", "Ana Reyes", **known),)))), "people/ana/")
    assert page.one_line == line


def test_every_mention_is_the_sentence_it_stands_in_and_leads_to_the_very_words() -> None:
    page = of(HARBOUR_PAGES, "people/ana/")
    (year,) = page.years
    assert [
        (group.article.url, group.publisher, [(one.url, one.excerpt) for one in group.mentions])
        for group in year.groups
    ] == [
        ("articles/count/", "The Letter", [("articles/count/#mention-Ana-Reyes", Excerpt("", "Ana Reyes", " paid."))]),
        (
            "articles/vote/",
            "",
            [
                (
                    "articles/vote/#mention-Ana-Reyes",
                    Excerpt("Mayor ", "Ana Reyes", " said the bridge is safe for three tonnes."),
                ),
                ("articles/vote/#mention-Reyes.2", Excerpt("", "Reyes", " left.")),
            ],
        ),
    ]
    assert (year.year, page.mention_count, page.article_count) == ("2024", 3, 2)


def test_a_sentence_that_names_somebody_twice_is_there_once_with_both_places() -> None:
    text = "T\n\nAna Reyes said that Reyes was tired. Reyes left. Reyes left. Then Reyes saw Ana Reyes."
    page = of(
        pages_of(graph_of(Archive(SITE, (article("a"),), (person("ana", "Ana Reyes"),)), {"a": text})), "people/ana/"
    )
    ((group,),) = (year.groups for year in page.years)
    told = [[(piece.text, bool(piece.url)) for piece in one.pieces] for one in group.mentions]
    assert told == [
        [("Ana Reyes", True), (" said that ", False), ("Reyes", True), (" was tired.", False)],
        [("Reyes", True), (" left.", False)],
        [("Reyes", True), (" left.", False)],
        [("Then ", False), ("Reyes", True), (" saw ", False), ("Ana Reyes", True), (".", False)],
    ]
    links = [piece.url for one in group.mentions for piece in one.pieces if piece.url]
    assert links == list(dict.fromkeys(links))
    assert [one.url for one in group.mentions] == [links[0], links[2], links[3], links[4]]
    assert page.mention_count == 6


def test_an_actor_s_page_has_what_it_claimed_and_what_was_claimed_about_it() -> None:
    ana, council = of(HARBOUR_PAGES, "people/ana/"), of(HARBOUR_PAGES, "organizations/council/")
    assert [(group.verdict, [item.url for item in group.claims]) for group in ana.claims_made] == [
        (FALSE, ["claims/safe/"]),
        (None, ["claims/lost/"]),
    ]
    assert [(share.verdict, share.count, share.percent) for share in ana.shares] == [(FALSE, 1, 50.0), (None, 1, 50.0)]
    (item,) = council.claims_about
    assert (item.speakers, item.verdict, item.articles, item.date) == ((ANA,), FALSE, (VOTE,), Date("2024-03-12"))
    assert [note.url for note in council.notes] == ["notes/cars/"]


def test_who_reported_a_claim_has_it_on_the_own_page() -> None:
    people = (person("ana", "Ana Reyes"), person("tom", "Tom Hall"))
    graph = graph_of(Archive(SITE, actors=people, claims=(claim("c", speakers=("ana",), reported_by=("tom",)),)))
    tom, ana = of(pages_of(graph), "people/tom/"), of(pages_of(graph), "people/ana/")
    assert [[item.url for item in some] for some in (tom.claims_reported, tom.claims_about)] == [["claims/c/"], []]
    assert (tom.claims_made, ana.claims_reported) == ((), ())
    view = pages.site_view(graph, pages.record_markdown_of(graph, Problems()), drafts=False)
    shown = Renderer().render(tom, view, "../../").decode()
    assert "Claims of others, reported by <bdi>Tom Hall</bdi>" in shown


def test_an_actor_that_no_article_names_has_the_articles_about_it() -> None:
    page = of(HARBOUR_PAGES, "organizations/council/")
    assert ([item.url for item in page.about_articles], page.mention_count, page.years) == (["articles/vote/"], 0, ())


def test_an_actor_s_page_shows_who_shares_articles_with_it() -> None:
    assert of(HARBOUR_PAGES, "people/ana/").companions == (
        Companion("Luis Holt", "people/luis/", ActorKind.PERSON, 2),
        Companion("Town Council", "organizations/council/", ActorKind.ORGANIZATION, 1),
    )


def test_of_many_companions_those_with_most_articles_are_shown() -> None:
    actors = tuple(person(f"p{n:02}", f"First Name{chr(97 + n)}") for n in range(26))
    seeds = {"a": f"T\n\n{', '.join(one.name for one in actors)}.", "b": "T\n\nFirst Namea, First Namez."}
    archive = Archive(SITE, articles=(article("a"), article("b")), actors=actors)
    companions = of(pages_of(graph_of(archive, seeds)), "people/p00/").companions
    assert (len(companions), companions[0].name, companions[0].articles) == (24, "First Namez", 2)
