"""A document: the plain value of a text, and where its parts stand, as one row of numbers.

A reference can be wrong until the last file is read, so the places of all files are kept until then. libyaml's nodes
are too large for that: those of 10,000 seeds and 20,000 records take 160 MB, their numbers 10 MB.

Each part of the value has a few numbers in a row. The first two are the line and the column in which it begins, from 0.
Behind them stand, for a text, line and column of its words; for a list, for each item the index at which its numbers
begin; for a mapping, for each key line and column of the key and the index of what is behind it, in the order of the
dict.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import yaml

from sitegen.content.yaml_reader.syntax_errors import YamlSource
from sitegen.core import url_passwords
from sitegen.core.problems import Location

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue] | None"
KeyPath: TypeAlias = "tuple[str | int, ...]"

HEAD: Final = 2
"""Numbers for the place itself, before those of words, items and keys."""
PAIR: Final = 3
"""Numbers for each key of a mapping."""

_NO_COMMENTS: Final[Mapping[int, str]] = MappingProxyType({})
"""One for all documents without."""
_NO_LINES: Final[Mapping[int, tuple[str, ...]]] = MappingProxyType({})

_FEW: Final = 100
"""More keys than any record has: where thousands are wrong, each is looked for."""
_NO_ORDER: Final[tuple[YamlValue, dict[str, int]]] = None, {}

_LONGEST_ITEM: Final = 60
"""Characters of a line that may be meant as an item of a list; lines of prose are longer, all but the last."""

_COMMENT = re.compile(r" (#.*)")
_BLANK = re.compile(r"\s*")


class PositionTable:
    """The numbers of one text's parts, gathered while its nodes are visited, each before those within it."""

    __slots__ = ("_has_comments", "_text", "_unended", "comments", "lines", "numbers")

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_comments = " #" in text
        self._unended = -1 if text.endswith(("\n", "\r")) else len(text)
        """Where a last line that has no end stops. libyaml ends it, and is one line further then."""
        self.numbers: list[int] = []
        self.comments: dict[int, str] = {}
        """What one space and a `#` cut off from unquoted texts, with the `#`; by where their numbers begin."""
        self.lines: dict[int, tuple[str, ...]] = {}
        """The lines of unquoted texts that have several, all short; likewise."""

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
        if not style and node.end_mark.line > mark.line:
            lines = self._text[mark.index : node.end_mark.index].split("\n")
            if max(map(len, lines)) <= _LONGEST_ITEM:
                self.lines[len(self.numbers)] = tuple(line.strip() for line in lines if line.strip())
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


class Document:
    """The value of a YAML text, which must stay as it is, and where each part of it stands in its file.

    A path leads from the value to a part: keys of mappings and indexes of lists, `(2, "where", 0, "quote")`. Locations
    count lines and columns from 1, columns in code points.
    """

    __slots__ = ("_comments", "_first_line", "_lines", "_numbers", "_order", "file", "has_passwords", "value")

    def __init__(self, value: YamlValue, places: PositionTable, source: YamlSource) -> None:
        self.value = value
        self.file = source.file
        self._numbers = array("I", places.numbers)
        self._comments = places.comments or _NO_COMMENTS
        self._lines = places.lines or _NO_LINES
        self._first_line = source.first_line
        self._order = _NO_ORDER
        self.has_passwords = any(url_passwords.find(source.text))
        """Whether an address with a password is in it, be it in a comment."""

    @property
    def has_comments(self) -> bool:
        """Whether `comment_after` has something for any value."""
        return bool(self._comments)

    def place(self, path: KeyPath = ()) -> Location:
        """Where the value at `path` begins, or the nearest value around it if there is none."""
        return self._location(self._find(path)[1])

    def key_place(self, path: KeyPath) -> Location:
        """Where the key of the value at `path` begins; for a list item the item."""
        return self._location(self._find(path)[0])

    def words_place(self, path: KeyPath) -> Location:
        """Where the words of a text begin: below the indicator of a block scalar, not at it."""
        _, index, value = self._find(path)
        return self._location(index if isinstance(value, list | dict) else index + HEAD)

    def comment_after(self, path: KeyPath) -> str:
        """The words that one space and a `#` cut off from an unquoted value, with the `#`; empty if none.

        Whoever means a comment puts more than one space before it, or a tab.
        """
        return self._comments.get(self._find(path)[1], "")

    def lines_of(self, path: KeyPath) -> tuple[str, ...]:
        """The lines of an unquoted text of several short ones, which YAML joins; empty for any other value."""
        return self._lines.get(self._find(path)[1], ()) if self._lines else ()

    def _find(self, path: KeyPath) -> tuple[int, int, YamlValue]:
        """The indexes of the key's and of the value's numbers, and the value; where the path ends early, the last ones.

        An item of a list is its own key.
        """
        key = index = 0
        value = self.value
        for step in path:
            if isinstance(value, dict):
                if not isinstance(step, str) or step not in value:
                    break
                key = index + HEAD + PAIR * self._number_of(step, value)
                index, value = self._numbers[key + HEAD], value[step]
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                key = index = self._numbers[index + HEAD + step]
                value = value[step]
        return key, index, value

    def _number_of(self, key: str, mapping: dict[str, YamlValue]) -> int:
        """Which key of a mapping this is, counted from 0."""
        if len(mapping) <= _FEW:
            return list(mapping).index(key)
        if self._order[0] is not mapping:
            self._order = mapping, {one: number for number, one in enumerate(mapping)}
        return self._order[1][key]

    def _location(self, index: int) -> Location:
        line, column = self._numbers[index : index + HEAD]
        return Location(self.file, line + self._first_line, column + 1)
