"""How an article is cited."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.core.model import Actor, ActorId, ActorKind, AnnotatedArticle, Article, ArticleId, Date, Publisher, Site
from sitegen.core.problems import Location
from sitegen.site.index import ArticleEntry
from sitegen.site.pages.citations import citations

VOTE = Article(
    id=ArticleId("vote"),
    location=Location("seeds/vote.txt"),
    seed="vote.txt",
    date=Date("2024-03-12"),
    publisher="The Harbour Letter",
    authors=("Mia Holt", "Per Lund"),
    url="https://example.org/a_b?c=1%20d&e#f",
    archived_url="https://archive.example.org/vote",
)
SITE = Site(title="The Harbour Archive", base_url="https://archive.test/x/")


def cited(
    article: Article = VOTE, title: str = "Council votes", site: Site = SITE, actors: Sequence[Actor] = ()
) -> tuple[str, str, str]:
    annotated = AnnotatedArticle(article.id, title, "", (), (), (), ())
    words, bibtex, csl = (
        one.text for one in citations(ArticleEntry(article, annotated), site, {one.name: one for one in actors})
    )
    return words, bibtex, csl


def title_field(title: str) -> str:
    bibtex = cited(title=title)[1]
    return next(line for line in bibtex.splitlines() if line.startswith("  title"))


def test_in_words_it_names_the_publisher_and_the_archive() -> None:
    assert cited()[0] == (
        "Mia Holt and Per Lund. “Council votes.” The Harbour Letter, 12 March 2024."
        " https://example.org/a_b?c=1%20d&e#f. Archived at https://archive.example.org/vote."
        " In The Harbour Archive: https://archive.test/x/articles/vote/."
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = Article(ArticleId("vote"), Location("seeds/vote.txt"), "vote.txt")
    words, bibtex, csl = cited(bare, "Who votes?", Site(title="Archive"))
    assert words == "“Who votes?” In Archive."
    assert bibtex == "@misc{vote,\n  title = {{Who votes?}},\n  note = {In Archive},\n}"
    assert json.loads(csl) == [
        {"id": "vote", "type": "article-newspaper", "title": "Who votes?", "language": "en", "archive": "Archive"}
    ]


def test_bibtex_has_every_field() -> None:
    assert cited()[1] == (
        "@article{vote,\n"
        "  author = {Holt, Mia and Lund, Per},\n"
        "  title = {{Council votes}},\n"
        "  journal = {The Harbour Letter},\n"
        "  year = {2024},\n"
        "  month = mar,\n"
        "  day = {12},\n"
        "  url = {https://example.org/a_b?c=1%20d&e#f},\n"
        "  note = {In The Harbour Archive},\n"
        "}"
    )


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("5 % of A & B, #1 for $2", r"5 \% of A \& B, \#1 for \$2"),
        ("a_b ~ c^d \\ e", r"a\_b \textasciitilde{} c\textasciicircum{}d \textbackslash{} e"),
        ("a {b} c", r"a \{b\} c"),
        ("a } b {", r"a \textbraceright{} b \textbraceleft{}"),
        ("Élan à Łódź", "Élan à Łódź"),
    ],
)
def test_bibtex_escapes_what_means_something_to_it_and_no_more(title: str, field: str) -> None:
    assert title_field(title) == f"  title = {{{{{field}}}}},"


def test_nothing_in_an_address_ends_its_field() -> None:
    odd = replace(VOTE, url="https://example.org/{a}\\b")
    assert "  url = {https://example.org/%7Ba%7D%5Cb},\n" in cited(odd)[1]


def key(identifier: str) -> str:
    return cited(replace(VOTE, id=ArticleId(identifier)))[1].removeprefix("@article{").partition(",")[0]


def test_a_bibtex_key_is_ascii_and_another_one_for_every_id() -> None:
    ids = ["cafe-1", "café-1", "会议", "мост", "мол", "а1", "1", "мост-on-the-river"]
    assert [key(identifier) for identifier in ids] == [
        "cafe-1",
        "cafe-1.a71eef5490ff",
        "article.63d30f1a037d",
        "article.16526a97c257",
        "article.5ef4eaa16833",
        "1.1f6a0a6a16d9",
        "1",
        "on-the-river.f0cdae7e1cbd",
    ]


def test_csl_json_has_names_that_sort_and_date_parts() -> None:
    assert json.loads(cited()[2]) == [
        {
            "id": "vote",
            "type": "article-newspaper",
            "title": "Council votes",
            "author": [{"family": "Holt", "given": "Mia"}, {"family": "Lund", "given": "Per"}],
            "container-title": "The Harbour Letter",
            "issued": {"date-parts": [[2024, 3, 12]]},
            "language": "en",
            "URL": "https://example.org/a_b?c=1%20d&e#f",
            "archive": "The Harbour Archive",
            "archive_location": "https://archive.example.org/vote",
        }
    ]


@pytest.mark.parametrize(
    ("date", "parts"), [("2024", [2024]), ("2024-03", [2024, 3]), ("2024-03-12T09:00:00+00:00", [2024, 3, 12])]
)
def test_a_date_is_as_exact_as_it_is_known(date: str, parts: list[int]) -> None:
    assert json.loads(cited(replace(VOTE, date=Date(date)))[2])[0]["issued"] == {"date-parts": [parts]}


def csl_name(name: str, *actors: Actor, language: str = "en", site: Site = SITE) -> dict[str, str]:
    (known,) = json.loads(cited(replace(VOTE, authors=(name,), language=language), site=site, actors=actors)[2])
    (found,) = known["author"]
    return found


@pytest.mark.parametrize(
    ("name", "family", "given", "particle", "suffix"),
    [
        ("Mia Holt", "Holt", "Mia", "", ""),
        ("Mia J. Holt", "Holt", "Mia J.", "", ""),
        ("Holt, Mia", "Holt", "Mia", "", ""),
        ("García Márquez, Gabriel", "García Márquez", "Gabriel", "", ""),
        ("Ludwig van Beethoven", "Beethoven", "Ludwig", "van", ""),
        ("Beethoven, Ludwig van", "Beethoven", "Ludwig", "van", ""),
        ("van Beethoven, Ludwig", "Beethoven", "Ludwig", "van", ""),
        ("Pieter van der Berg", "Berg", "Pieter", "van der", ""),
        ("Gabriele d’Annunzio", "d’Annunzio", "Gabriele", "", ""),
        ("Luke Hart Jr.", "Hart", "Luke", "", "Jr."),
        ("Luke Hart, Jr.", "Hart", "Luke", "", "Jr."),
        ("Hart, Luke, III", "Hart", "Luke", "", "III"),
        ("Jean-Luc O’Brien", "O’Brien", "Jean-Luc", "", ""),
        ("Анна Петрова", "Петрова", "Анна", "", ""),
    ],
)
def test_the_name_of_a_person_is_cited_by_its_parts(
    name: str, family: str, given: str, particle: str, suffix: str
) -> None:
    expected = {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}
    assert csl_name(name) == {key: part for key, part in expected.items() if part}


@pytest.mark.parametrize(
    "name",
    [
        "Reuters", "The Harbour Letter", "BBC News", "Fact desk", "Harbour Press Agency", "Voice of America",
        "Mia Holt and Per Lund", "Holt & Lund", "Mia Holt, Per Lund", "Mia Holt, Per Lund, Ana Reyes",
        "王小明", "Team 7", "van Dyke", "The Harbour Archive", "A, B, C, D",
    ],
)  # fmt: skip
def test_what_may_be_no_person_is_cited_whole(name: str) -> None:
    assert csl_name(name) == {"literal": name}


def test_who_publishes_and_whom_a_record_calls_no_person_is_cited_whole() -> None:
    desk = Actor(ActorId("x"), Location(""), "River Watch", ActorKind.ORGANIZATION, "River Watch")
    assert csl_name("River Watch", desk) == {"literal": "River Watch"}
    site = replace(SITE, publisher=Publisher("Mill Eye"))
    assert csl_name("Mill Eye", site=site) == {"literal": "Mill Eye"}


def test_a_record_says_which_part_of_a_name_is_which() -> None:
    one = Actor(ActorId("x"), Location(""), "Gabriel García Márquez", sort_name="García Márquez, Gabriel")
    assert csl_name(one.name, one) == {"family": "García Márquez", "given": "Gabriel"}


def test_where_family_names_come_first_a_name_is_taken_apart_by_its_comma_alone() -> None:
    assert csl_name("Nagy Anna", language="hu-HU") == {"literal": "Nagy Anna"}
    assert csl_name("Nagy, Anna", language="hu") == {"family": "Nagy", "given": "Anna"}


def test_bibtex_has_particles_and_suffixes_where_it_reads_them() -> None:
    bibtex = cited(replace(VOTE, authors=("Ludwig van Beethoven", "Luke Hart Jr.", "Reuters")))[1]
    assert "  author = {van Beethoven, Ludwig and Hart, Jr., Luke and {Reuters}},\n" in bibtex


@pytest.mark.parametrize(
    ("url", "archived", "expected"),
    [
        ("https://a.test/1", "", ("https://a.test/1", "https://archive.test/x/articles/vote/")),
        ("https://a.test/1", "https://b.test/1", ("https://a.test/1", "https://b.test/1")),
        ("https://a.test/1", "https://a.test/1", ("https://a.test/1", "https://archive.test/x/articles/vote/")),
        ("", "", ("https://archive.test/x/articles/vote/", None)),
    ],
)
def test_no_address_is_cited_twice(url: str, archived: str, expected: tuple[str, str | None]) -> None:
    words, _, csl = cited(replace(VOTE, url=url, archived_url=archived))
    (known,) = json.loads(csl)
    assert (known["URL"], known.get("archive_location")) == expected
    addresses = [word.rstrip(".") for word in words.split() if word.startswith("https:")]
    assert len(set(addresses)) == len(addresses) > 0


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_csl_json_is_indented_json(title: str) -> None:
    text = cited(title=title)[2]
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    assert json.loads(text)[0]["title"] == title
