"""Where the parts of a value stand, as one row of numbers.

A reference can be wrong until the last file is read, so the places of all files are kept until then. libyaml's nodes
are too large for that: those of 10,000 seeds and 20,000 records take 160 MB, their numbers 10 MB.

Each part of the value has a few numbers in a row. The first two are the line and the column in which it begins, from 0.
Behind them stand, for a text, line and column of its words; for a list, for each item the index at which its numbers
begin; for a mapping, for each key line and column of the key and the index of what is behind it, in the order of the
dict.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

HEAD: Final = 2
"""Numbers for the place itself, before those of words, items and keys."""
PAIR: Final = 3
"""Numbers for each key of a mapping."""

_COMMENT = re.compile(r" (#.*)")
_BLANK = re.compile(r"\s*")


class PositionTable:
    """The numbers of one text's parts, gathered while its nodes are visited, each before those within it."""

    __slots__ = ("_has_comments", "_text", "_unended", "comments", "numbers")

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_comments = " #" in text
        self._unended = -1 if text.endswith(("\n", "\r")) else len(text)
        """Where a last line that has no end stops. libyaml ends it, and is one line further then."""
        self.numbers: list[int] = []
        self.comments: dict[int, str] = {}
        """What one space and a `#` cut off from unquoted texts, with the `#`; by where their numbers begin."""

    def add_text(self, node: yaml.ScalarNode) -> None:
        """Add a text, which has no parts."""
        mark, style = node.start_mark, node.style
        if style in ("|", ">"):
            self.numbers += (mark.line, mark.column, *self._words(mark))
            return
        if self._has_comments and not style:
            comment = _COMMENT.match(self._text, node.end_mark.index)
            if comment:
                self.comments[len(self.numbers)] = comment[1].rstrip()
        line, column = mark.line, mark.column
        if mark.index == self._unended and not column:
            line, column = line - 1, self._unended - max(self._text.rfind("\n"), self._text.rfind("\r")) - 1
        self.numbers += (line, column, line, column)

    def add_parent(self, node: yaml.Node, length: int) -> int:
        """Add a list or mapping; the index of the first of `length` numbers that its parts will fill."""
        mark = node.start_mark
        first = len(self.numbers) + HEAD
        self.numbers += (mark.line, mark.column, *[0] * length)
        return first

    def begin_item(self, index: int) -> None:
        """Note that what is added next is the item of a list whose number is at `index`."""
        self.numbers[index] = len(self.numbers)

    def begin_pair(self, index: int, key: yaml.Node) -> None:
        """Note that what is added next stands behind `key`, whose numbers are at `index`."""
        mark = key.start_mark
        self.numbers[index : index + PAIR] = mark.line, mark.column, len(self.numbers)

    def _words(self, indicator: yaml.Mark) -> tuple[int, int]:
        """Line and column of a block scalar's words: below its indicator."""
        text = self._text
        start = text.find("\n", indicator.index) + 1
        indented = _BLANK.match(text, start)
        words = indented.end() if indented and start else indicator.index
        return indicator.line + text.count("\n", indicator.index, words), words - text.rfind("\n", 0, words) - 1
