"""Texts that are made to be slow, and of which some took minutes, are read at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.waiting import is_in_proportion

from sitegen.core.model import Markdown, RawHtml
from sitegen.core.problems import Location, Problems
from sitegen.site.record_markdown import RecordMarkdown
from sitegen.text.prose import SeedContext, read_seed
from sitegen.text.sentences import sentence_ends

TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "brackets and spaces": (20_000, lambda times: "[[" + " " * times),
    "HTML that is told": (4_000, lambda times: "<b>x " * times),
    "lines of HTML": (2_000, lambda times: "<div>\n\n" * times),
    "headings of the same words": (3_000, lambda times: "# a\n\n" * times),
    "headings with ids": (3_000, lambda times: "# a {#b}\n\n" * times),
    "a long table": (3_000, lambda times: "|a|b|\n|-|-|\n" + "|c|d|\n" * times),
    "a wide table": (3_000, lambda times: "|a" * times + "\n" + "|-" * times + "\n" + "|b" * times),
    "mail addresses": (20_000, lambda times: "a@" * times),
    "a name without its host": (20_000, lambda times: "a." * times + "@"),
    "footnotes": (2_000, lambda times: "a[^1] " * times + "\n\n[^1]: b"),
    "footnotes in the text": (2_000, lambda times: "a^[b] " * times),
    "pictures that are not there": (2_000, lambda times: "![a](b.png) " * times),
    "links that lead nowhere": (2_000, lambda times: "[a](b) [[c]] " * times),
}
"""About 10 to 40 kB each, of something so many times."""

pytestmark = pytest.mark.slow


def as_seed(text: str, raw_html: RawHtml) -> object:
    return read_seed(text.encode(), "seeds/a.md", SeedContext("", "", raw_html, frozenset()))


def as_field(text: str, raw_html: RawHtml) -> object:
    return RecordMarkdown((), [], raw_html, Problems()).html(Markdown(text, Location("content/x.yaml", 1, 1)))


@pytest.mark.parametrize("raw_html", RawHtml)
@pytest.mark.parametrize("made", [as_seed, as_field])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_made_to_be_slow_is_not(
    text: tuple[int, Callable[[int], str]], made: Callable[[str, RawHtml], object], raw_html: RawHtml
) -> None:
    times, words = text
    assert is_in_proportion(lambda times: made(words(times), raw_html), times)


@pytest.mark.parametrize("words", ["1905 г. ", "z. B. ", "(X. ", "!” a ", "III. ", "。」あ"])
def test_many_ends_of_sentences_are_told_at_once(words: str) -> None:
    """The first took 16 seconds while every end was measured from the beginning of the text."""
    assert is_in_proportion(lambda length: sentence_ends(words * (length // len(words)), "de"), 300_000)
