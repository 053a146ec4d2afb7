"""How an article is cited."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sitegen.graph import Entry
from sitegen.model import Article, ArticleId, Date, Site, Woven
from sitegen.pages.citing import citations
from sitegen.problems import Location

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


def cited(article: Article = VOTE, title: str = "Council votes", site: Site = SITE) -> tuple[str, str, str]:
    woven = Woven(article.id, title, "", (), (), (), ())
    words, bibtex, csl = (one.text for one in citations(Entry(article, woven), site))
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
        "  author = {{Mia Holt} and {Per Lund}},\n"
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


def test_csl_json_has_literal_names_and_date_parts() -> None:
    assert json.loads(cited()[2]) == [
        {
            "id": "vote",
            "type": "article-newspaper",
            "title": "Council votes",
            "author": [{"literal": "Mia Holt"}, {"literal": "Per Lund"}],
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
