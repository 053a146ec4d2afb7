"""YAML text → plain values that remember where they stand.

Every scalar is text as the author typed it: `No`, `0123`, `12:30` and `~` mean what they say, because nodes are
composed and never constructed. Marks are looked up only when somebody asks for a place, so a file without mistakes
costs no more than its parsing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias, cast

import yaml

from sitegen.located.syntax import QUOTES_HINT, TAB_HINT, Source, tell
from sitegen.problems import Location, Problems

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Path: TypeAlias = "tuple[str | int, ...]"

MAX_DEPTH: Final = 30
"""Levels of lists and mappings; the deepest record of the format has five."""
MAX_ALIASED_NODES: Final = 100_000
"""Values that a file with aliases may unfold to; without aliases a file cannot unfold to more than it is long."""

_SCALAR_TAG, _LIST_TAG, _MAPPING_TAG = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_COMMENT = re.compile(r" (#.*)")
_ANCHOR = re.compile(r"&([^\s\[\]{},]+)")


class Cleaned(str):
    """Text from which control characters had to be taken; whoever reads an id must refuse it."""

    __slots__ = ()


class Document:
    """The value of a YAML text, and the places of its parts."""

    __slots__ = ("_first_line", "_node", "_text", "file", "value")

    def __init__(self, value: Plain, node: yaml.Node, source: Source) -> None:
        self.value = value
        self.file = source.file
        self._node = node
        self._text = source.text
        self._first_line = source.first_line

    @property
    def has_comments(self) -> bool:
        """Whether anything in the text can be a comment behind a value."""
        return " #" in self._text or "\t#" in self._text

    def place(self, path: Path = ()) -> Location:
        """Where the value at `path` begins, or the nearest value around it if there is none."""
        return self._location(self._find(path)[1].start_mark)

    def key_place(self, path: Path) -> Location:
        """Where the key of the value at `path` begins; for a list item the item."""
        key, node = self._find(path)
        return self._location((key or node).start_mark)

    def words_place(self, path: Path) -> Location:
        """Where the words of a text begin: below the sign of a block scalar, not at it."""
        node = self._find(path)[1]
        if getattr(node, "style", None) not in ("|", ">"):
            return self._location(node.start_mark)
        start = self._text.find("\n", node.start_mark.index) + 1
        indented = re.compile(r"\s*").match(self._text, start)
        words = indented.end() if indented and start else node.start_mark.index
        line = self._text.count("\n", node.start_mark.index, words) + node.start_mark.line
        return Location(self.file, line + self._first_line, words - self._text.rfind("\n", 0, words))

    def comment_after(self, path: Path) -> str:
        """What one space and a `#` cut off from an unquoted value, with the `#`; empty if nothing.

        Whoever means a comment puts more than one space before it, or a tab.
        """
        node = self._find(path)[1]
        if not isinstance(node, yaml.ScalarNode) or node.style:
            return ""
        match = _COMMENT.match(self._text, node.end_mark.index)
        return match[1].rstrip() if match else ""

    def _find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node]:
        """The key, if it is one, and the value; where the path ends early, the last ones."""
        key: yaml.Node | None = None
        node = self._node
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pair = next((pair for pair in node.value if pair[0].value == step), None)
                if pair is None:
                    break
                key, node = pair
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                key, node = None, node.value[step]
        return key, node

    def _location(self, mark: yaml.Mark) -> Location:
        return Location(self.file, mark.line + self._first_line, mark.column + 1)


def parse(
    text: str, file: str, problems: Problems, first_line: int = 1, is_foreign: Callable[[str], bool] | None = None
) -> Document | None:
    """The document that `text` holds; None for an empty one, and for one that is no YAML.

    `first_line` is the line of the file, counted from 1, in which `text` begins. A key at the top that `is_foreign`
    may be given twice: nobody reads it.
    Reports: yaml-syntax, yaml-tab, yaml-tag, yaml-too-large, duplicate-key. All but the last leave no document.
    """
    # YAML 1.1 counts these as line breaks and no editor does; a space keeps every index and all line numbers right.
    text = text.removeprefix("\ufeff").replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")
    source = Source(text, file, first_line)
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        tell(error, source, problems)
        return None
    if node is None:
        return None
    reader = _Reader(source, problems, is_foreign)
    if "*" in text and "&" in text and not reader.unfolds(node):
        return None
    value = reader.value(node, 0)
    return None if reader.is_broken else Document(value, node, source)


class _Reader:
    """Nodes → plain values, with what libyaml lets pass and an author would not want."""

    __slots__ = ("_has_escapes", "_is_foreign", "_is_odd", "_problems", "_source", "is_broken")

    def __init__(self, source: Source, problems: Problems, is_foreign: Callable[[str], bool] | None) -> None:
        text = source.text
        self._is_foreign = is_foreign
        self._source = source
        self._problems = problems
        self._is_odd = "\t" in text or "!" in text or "&" in text
        self._has_escapes = "\\" in text
        self.is_broken = False

    def value(self, node: yaml.Node, depth: int) -> Plain:
        if self._is_odd:
            self._check(node)
        found = node.value
        if isinstance(node, yaml.ScalarNode):
            if self._has_escapes and _CONTROLS.search(found):
                return Cleaned(_CONTROLS.sub("", found))
            return cast("str", found) if found or node.style else None
        if depth >= MAX_DEPTH:
            self._break(node, "yaml-too-large", f"lists and mappings are nested more than {MAX_DEPTH} deep")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in found]
        return self._mapping(node, depth + 1)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or not key:
                self._break(key_node, "yaml-syntax", "a key must be a word", QUOTES_HINT)
            elif key in found:
                if depth > 1 or not self._is_foreign or not self._is_foreign(key):
                    self._duplicate(node, key_node)
            else:
                found[key] = self.value(value_node, depth)
        return found

    def unfolds(self, root: yaml.Node) -> bool:
        """Whether the aliases of a document lead to a tree of reasonable size; told if not."""
        try:
            size = self._size(root, {}, 0)
        except RecursionError:
            size = 0
        if size == 0:
            self._break(root, "yaml-too-large", "an alias repeats the value it stands in, or too much is nested")
        elif size > MAX_ALIASED_NODES:
            self._break(root, "yaml-too-large", f"the aliases unfold to more than {MAX_ALIASED_NODES} values")
        return not self.is_broken

    def _size(self, node: yaml.Node, sizes: dict[int, int], depth: int) -> int:
        """Nodes below and with this one, each alias counted anew. Raises RecursionError in a circle."""
        if isinstance(node, yaml.ScalarNode):
            return 1
        if id(node) in sizes:
            if not sizes[id(node)]:
                raise RecursionError
            return sizes[id(node)]
        if depth > MAX_DEPTH:
            raise RecursionError
        sizes[id(node)] = 0
        pairs = node.value if isinstance(node, yaml.MappingNode) else [node.value]
        sizes[id(node)] = 1 + sum(self._size(child, sizes, depth + 1) for pair in pairs for child in pair)
        return sizes[id(node)]

    def _check(self, node: yaml.Node) -> None:
        text, start = self._source.text, node.start_mark.index
        expected = _TAGS[type(node)]
        if node.tag != expected:
            shown = node.tag.replace("tag:yaml.org,2002:", "!!")
            self._break(node, "yaml-tag", f'"{shown}" is a YAML tag; values have none here', QUOTES_HINT)
        if start and text[start - 1] == "\t":
            line, column = node.start_mark.line, node.start_mark.column
            place = self._source.location(line, column - 1)
            self._break_at(place, "yaml-tab", "there is a tab in front of this value", TAB_HINT)
        anchor = _ANCHOR.match(text, start)
        # `title: &Partners report` would lose a word without a sound.
        if anchor and f"*{anchor[1]}" not in text:
            self._break(node, "yaml-syntax", f'"&{anchor[1]}" means an anchor that nothing refers to', QUOTES_HINT)

    def _duplicate(self, mapping: yaml.Node, second: yaml.Node) -> None:
        key = second.value
        first = next(pair[0] for pair in mapping.value if pair[0].value == key)
        lines = [mark.line + self._source.first_line for mark in (first.start_mark, second.start_mark)]
        message = f'"{key}" is given twice, in line {lines[0]} and in line {lines[1]}'
        place = self._source.location(second.start_mark.line, second.start_mark.column)
        self._problems.add(place, "duplicate-key", message, "keep one of them")

    def _break(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        self._break_at(self._source.location(node.start_mark.line, node.start_mark.column), code, message, hint)

    def _break_at(self, place: Location, code: str, message: str, hint: str) -> None:
        self._problems.add(place, code, message, hint)
        self.is_broken = True


_TAGS: Final[dict[type[yaml.Node], str]] = {
    yaml.ScalarNode: _SCALAR_TAG,
    yaml.SequenceNode: _LIST_TAG,
    yaml.MappingNode: _MAPPING_TAG,
}
