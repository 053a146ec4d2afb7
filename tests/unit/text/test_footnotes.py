"""Footnotes of seeds and records: each word that stands in one is shown, once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.site.record_markdown import RecordMarkdown
from sitegen.text.prose import MarkupTag, SeedContext, read_seed

LABELS = ("1", "2", "note")


def seed_html(text: str) -> str:
    prose = read_seed(text.encode(), "seeds/case.md")
    parts = (*prose.headline, *(part for block in prose.blocks for part in block))
    return "".join(part.html if isinstance(part, MarkupTag) else prose.text[part.start : part.end] for part in parts)


def record_html(text: str) -> str:
    markdown = RecordMarkdown((), (), RawHtml.ESCAPE, Problems())
    return str(markdown.html(Markdown(text, Location("content/notes/a.yaml"))))


WAYS = {"seed": seed_html, "record": record_html}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("text", "items"),
    {
        "nothing refers to it": ("Text.\n\n[^1]: Alone.", ["Alone."]),
        "nothing refers to one of two": ("Text[^b].\n\n[^a]: Alone.\n\n[^b]: Meant.", ["Meant.", "Alone."]),
        "a label again": ("Text[^a].\n\n[^a]: First.\n\n[^a]: Last.", ["Last.", "First."]),
        "one inside another": ("Text[^a].\n\n[^a]: Outer.\n\n    [^b]: Inner.\n\n    More.", ["Outer.More.", "Inner."]),
        "both are referred to": ("Text[^b][^a].\n\n[^a]: Outer.\n\n    [^b]: Inner.", ["Inner.", "Outer."]),
        "one of its own label inside": ("Text.\n\n[^1]: - [^1]: Inner.\n    - Outer.", ["Outer.", "Inner."]),
        "one in the text": ("Text^[Here.] and[^1].\n\n[^1]: There.", ["Here.", "There."]),
        "one without words": ("Text.\n\n[^1]:\n\nMore.", [""]),
    }.values(),
)
def test_what_is_referred_to_comes_first_and_nothing_is_left_out(way: str, text: str, items: list[str]) -> None:
    page = LexborHTMLParser(WAYS[way](text))
    shown = [node.text().replace("↩︎", "") for node in page.css("section.footnotes > ol > li")]
    assert ["".join(one.split()) for one in shown] == items
    assert "Text" in page.body.text().partition(items[0] or "More")[0]


@pytest.mark.parametrize("way", WAYS)
@given(
    lines=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["", "- ", "> ", "[^1]: ", "[^2]: ", "[^note]: "])), max_size=9
    )
)
def test_every_word_is_there_once(way: str, lines: list[tuple[int, str]]) -> None:
    text = "".join(f"{'    ' * depth}{mark}w{place}x [^1] [^2]\n\n" for place, (depth, mark) in enumerate(lines))
    page = LexborHTMLParser(f"<body>{WAYS[way](text)}</body>")
    found = re.findall(r"w\d+x", page.body.text() if page.body else "")
    assert sorted(found) == sorted(f"w{place}x" for place in range(len(lines)))


@pytest.mark.parametrize("way", WAYS)
def test_addresses_of_footnotes_lead_there_and_back(way: str) -> None:
    page = LexborHTMLParser(WAYS[way]("Text[^b][^b].\n\n[^a]: Alone[^b].\n\n[^b]: Meant."))
    ids = [node.attributes["id"] for node in page.css("[id]") if node.tag != "h2"]
    assert len(ids) == len(set(ids)) == 5  # two footnotes, three references
    leads = [node.attributes["href"] for node in page.css("a")]
    assert len(leads) == 6
    assert {f"#{one}" for one in ids} >= {*leads}


@pytest.mark.parametrize(
    "text",
    [
        "# The vote[^1]\n\nText.\n\n[^1]: Foot.",
        "The vote[^1]\n\nText.\n\n[^1]: Foot.",
        "Text ![alt[^1]](http://example.org/m.png) more.\n\n[^1]: Foot.",
        "Text[^1] ![alt[^1]](http://example.org/m.png) and[^1].\n\n[^1]: Foot[^2].\n\n[^2]: Foot[^1].",
    ],
)
@pytest.mark.parametrize("title", ["", "The vote"])
def test_no_footnote_leads_back_to_a_reference_that_is_not_shown(text: str, title: str) -> None:
    prose = read_seed(text.encode(), "seeds/case.md", SeedContext(title=title))
    parts = (*prose.headline, *(part for block in prose.blocks for part in block))
    pages = ["".join(part.html for part in parts if isinstance(part, MarkupTag)), record_html(text)]
    for page in map(LexborHTMLParser, pages):
        ids = {f"#{node.attributes['id']}" for node in page.css("[id]")}
        ways = [node.attributes["href"] or "" for node in page.css("a")]
        assert {way for way in ways if way.startswith("#fn")} <= ids


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", ["Almanac", "Almanac, 1911", 'Almanac "The old one"'])
def test_words_behind_a_label_with_a_space_are_shown(way: str, words: str) -> None:
    text = f"# A\n\nText[^my source] and [^ok].\n\n[^my source]: {words}\n\n[^ok]: Fine.\n"
    page = LexborHTMLParser(WAYS[way](text))
    assert f"[^my source]: {words}" in page.body.text()
    assert len(page.css("section.footnotes li")) == 1


def told(text: str) -> list[tuple[str, bool]]:
    """What is told of a text in a record, and of the same as a seed; whether it is a note."""
    problems = Problems()
    RecordMarkdown((), (), RawHtml.ESCAPE, problems).html(Markdown(text, Location("content/notes/a.yaml", 3, 3)))
    found = [*problems, *read_seed(text.encode(), "seeds/case.md", SeedContext()).problems]
    return [(f"{one.location} {one.code} {one.message.partition(',')[0]}", one.is_note) for one in found]


def test_a_label_with_a_space_is_told() -> None:
    message = 'footnote-label "[^my source]" makes no footnote'
    assert told("Text[^my source].\n\n[^my source]: Almanac\n") == [
        (f"content/notes/a.yaml:3:3 {message}", False), (f"seeds/case.md:3 {message}", True)
    ]  # fmt: skip
    assert told("Text[^a].\n\n[^a]: Almanac\n\n```\n[^a b]: code\n```\n\n`[^a b]: x`\n") == []
