"""Texts that are made to be slow, and of which some took minutes, are read at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.waiting import work

from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.site.record_markdown import RecordMarkdown
from sitegen.text.prose import SeedContext, read_seed
from sitegen.text.sentences import sentence_ends

TEXTS = {
    "brackets and spaces": "[[" + " " * 20_000,
    "HTML that is told": "<b>x " * 4_000,
    "lines of HTML": "<div>\n\n" * 2_000,
    "headings of the same words": "# a\n\n" * 3_000,
    "headings with ids": "# a {#b}\n\n" * 3_000,
    "a long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * 3_000,
    "a wide table": "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b" * 3_000,
    "mail addresses": "a@" * 20_000,
    "a name without its host": "a." * 20_000 + "@",
    "footnotes": "a[^1] " * 2_000 + "\n\n[^1]: b",
    "footnotes in the text": "a^[b] " * 2_000,
    "pictures that are not there": "![a](b.png) " * 2_000,
    "links that lead nowhere": "[a](b) [[c]] " * 2_000,
}
"""About 10 to 40 kB each."""
MOST = 4.0
"""Seconds of one core; the slowest takes a third of one."""

pytestmark = pytest.mark.slow


def as_seed(text: str, raw_html: RawHtml) -> object:
    return read_seed(text.encode(), "seeds/a.md", SeedContext("", "", raw_html, frozenset()))


def as_field(text: str, raw_html: RawHtml) -> object:
    return RecordMarkdown((), [], raw_html, Problems()).html(Markdown(text, Location("content/x.yaml", 1, 1)))


@pytest.mark.parametrize("raw_html", RawHtml)
@pytest.mark.parametrize("made", [as_seed, as_field])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_made_to_be_slow_is_not(text: str, made: Callable[[str, RawHtml], object], raw_html: RawHtml) -> None:
    assert work(made, text, raw_html) < MOST


@pytest.mark.parametrize("words", ["1905 г. ", "z. B. ", "(X. ", "!” a ", "III. ", "。」あ"])
def test_many_ends_of_sentences_are_told_at_once(words: str) -> None:
    """The first took 16 seconds while every end was measured from the beginning of the text."""
    assert work(sentence_ends, words * (300_000 // len(words)), "de") < MOST
