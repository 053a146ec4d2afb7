"""What a seed becomes: the records of its text and of its markup."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ArticleId, Heading, RawHtml
from sitegen.core.problems import Problem


class SeedContext(FrozenRecord):
    """What is known about a seed before it is read."""

    title: str = ""
    """As the author gave it; empty = the seed tells it."""
    url: str = ""
    """Where the article was published: what its relative links are relative to."""
    raw_html: RawHtml = RawHtml.ESCAPE
    media: frozenset[str] = frozenset()
    """Paths below `content/media/`: the pictures that can be shown."""
    articles: Mapping[str, ArticleId] = msgspec.field(default_factory=dict)
    """To what links from one seed to another lead: what `articles.called` gives."""


class TextRun(FrozenRecord):
    """A stretch of `Prose.text`, shown as it is (escaped)."""

    start: int
    end: int

    def cut(self, start: int, end: int) -> TextRun:
        """What of it lies in a stretch of the text, which then begins at 0."""
        return TextRun(min(max(self.start, start), end) - start, max(min(self.end, end), start) - start)


class MarkupTag(FrozenRecord):
    """Markup between runs: proven ours, or sanitized."""

    html: str


ProsePart = TextRun | MarkupTag


class Prose(FrozenRecord):
    """An article as its reader sees it, before anything is annotated.

    Joined runs of the headline and of all blocks, with `\\n\\n` between text blocks, are `text`.
    """

    title: str
    """Cleaned of scrape marks; the headline's words."""
    text: str
    headline: tuple[ProsePart, ...]
    """The runs of the headline, without a heading element around them."""
    blocks: tuple[tuple[ProsePart, ...], ...]
    """The blocks at the top of the body, each with all its markup: a list or a quotation is one."""
    units: tuple[tuple[int, int], ...]
    """Stretches of `text` of the headline and each paragraph, heading, list item, table cell, code block."""
    code: tuple[tuple[int, int], ...]
    """Stretches in which no name is looked for: code and bare URLs; sorted, disjoint."""
    links: tuple[tuple[int, int], ...]
    """Stretches inside the words of a link of the seed; sorted, disjoint."""
    lines: tuple[tuple[int, int], ...]
    """Pairs (offset into `text`, line of the seed counted from 1) where a line begins; sorted."""
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    seed_title: tuple[int, int] = (0, 0)
    """The stretch of `text` that would be the title if the author gave no other one; empty if none is shown."""
    links_to: tuple[ArticleId, ...] = ()
    """Sorted: the articles of the archive to which it links."""
    asked: tuple[tuple[str, ArticleId], ...] = ()
    """Sorted: all articles that its links may mean, and what was found. While that is so, it reads the same."""
    taken: str = ""
    """The words that would be the body's first block if no title said the same; empty where the body has all blocks."""
