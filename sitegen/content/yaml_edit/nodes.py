"""A YAML file's text with the places of all that is in it: where each value begins, and where it really ends.

libyaml's events tell both, and it is libyaml that reads the files for a build; so what is edited here is what is read
there. Where its ends are not what an author calls the end (behind comments, behind blank lines) they are mended.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import yaml

from sitegen.content.yaml_reader import KeyPath, YamlValue, parse
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Problems

BYTE_ORDER_MARK: Final = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_KEPT_BLANKS = re.compile(r"[|>]\d?\+")
_SPACES = re.compile(r"[ \t\x85\u2028\u2029]*")
"""What `located.parse` counts as spaces: in the last three no editor sees the end of a line."""


class ScalarNode(FrozenRecord):
    """A text, an alias, or nothing."""

    start: int
    end: int
    """One past its last character; for a block of lines the end of the last of them."""
    is_shared: bool
    """Whether it has an anchor, is an alias, or has a tag: then it is no text of its own."""
    style: str
    """What stands before it: a quotation mark, `|`, `>` or nothing."""

    @property
    def quotation_mark(self) -> str:
        """What it is enclosed in; empty if it is not in quotation marks."""
        return self.style if self.style in ("'", '"') else ""


class ListNode(FrozenRecord):
    """A list."""

    start: int
    """Where its bracket or its first dash is."""
    end: int
    is_shared: bool
    is_flow: bool
    """Whether it is written in brackets."""
    items: tuple[YamlNode, ...]


class MappingNode(FrozenRecord):
    """A mapping."""

    start: int
    end: int
    is_shared: bool
    is_flow: bool
    """Whether it is written in braces."""
    pairs: tuple[tuple[str, YamlNode, YamlNode], ...]
    """Each key, where it stands, and what is behind it."""


YamlNode: TypeAlias = "ScalarNode | ListNode | MappingNode"


class LineIndex:
    """The lines of a text, by their numbers from 0; a text that ends with a line break has an empty last one."""

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        breaks = [match.span() for match in _BREAK.finditer(text)]
        self.text = text
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def number(self, index: int) -> int:
        """The line in which a character stands."""
        return bisect_right(self._starts, index) - 1

    def start(self, number: int) -> int:
        """Where a line begins."""
        return self._starts[number]

    def end(self, number: int) -> int:
        """Where a line ends, before its line break."""
        return self._ends[number]

    def indented(self, number: int) -> int:
        """Where the first character of a line stands that is no space."""
        match = _SPACES.match(self.text, self._starts[number], self._ends[number])
        return match.end() if match else self._starts[number]

    def indentation(self, number: int) -> int:
        """How many spaces a line begins with."""
        return self.indented(number) - self._starts[number]

    def column(self, index: int) -> int:
        """How many characters stand before this one in its line."""
        return index - self._starts[self.number(index)]

    def is_blank(self, number: int) -> bool:
        """Whether there is nothing in a line."""
        return self.indented(number) == self._ends[number]

    def is_comment(self, number: int) -> bool:
        """Whether a line is a comment, if it is not within a text."""
        return self.text.startswith("#", self.indented(number))


class YamlFile(FrozenRecord):
    """A YAML file."""

    mark: str
    """Its byte order mark, or nothing."""
    text: str
    """All behind the byte order mark."""
    lines: LineIndex
    value: YamlValue
    root: YamlNode | None
    """None = there is nothing but comments."""
    end: int
    """Where the document ends: before a line of three dots, else the end of the text."""
    newline: str


def read_yaml_file(text: str, file: str = "") -> YamlFile | None:
    """The file; None if it is no YAML that sitegen reads."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    text = text.removeprefix(BYTE_ORDER_MARK)
    problems = Problems()
    document = parse(text, file, problems)
    if document is None and len(problems):
        return None
    # As `located.parse` does: no editor counts these as line breaks.
    plain = text.replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")
    lines = LineIndex(text)
    root, end = _compose(plain, lines) if document else (None, len(text))
    newline = _BREAK.search(text)
    value = document.value if document else None
    return YamlFile(
        mark, text, lines, value, None if value is None else root, end, newline.group() if newline else "\n"
    )


def has_shared(node: YamlNode) -> bool:
    """Whether an anchor, an alias or a tag is anywhere in a value."""
    if isinstance(node, ScalarNode):
        return node.is_shared
    inner = (
        node.items if isinstance(node, ListNode) else [part for _, key, value in node.pairs for part in (key, value)]
    )
    return node.is_shared or any(has_shared(part) for part in inner)


def node_at(node: YamlNode | None, path: KeyPath) -> YamlNode | None:
    """The node at the end of a path, also where an alias leads to others; None if there is none."""
    for step in path:
        if isinstance(node, ListNode) and isinstance(step, int):
            node = node.items[step] if step < len(node.items) else None
        elif isinstance(node, MappingNode):
            node = next((value for name, _, value in node.pairs if name == step), None)
        else:
            return None
    return node


def is_empty(node: YamlNode) -> bool:
    """Whether nothing stands where a value could."""
    return isinstance(node, ScalarNode) and node.start == node.end


def _compose(text: str, lines: LineIndex) -> tuple[YamlNode | None, int]:
    events = yaml.parse(text, Loader=yaml.CBaseLoader)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            root = _node(next(events), events, lines)
            end: Any = next(events)
            has_dots = lines.text.startswith("...", end.start_mark.index)
            return root, end.start_mark.index if has_dots else len(text)
    return None, len(text)


def _node(event: Any, events: Iterator[Any], lines: LineIndex) -> YamlNode:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.AliasEvent):
        return ScalarNode(start, end, is_shared=True, style="")
    is_own = event.anchor is not None or event.tag is not None
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        return ScalarNode(start, _end_of_block(start, end, lines) if style in ("|", ">") else end, is_own, style)
    is_flow = bool(event.flow_style)
    items: list[YamlNode] = []
    pairs: list[tuple[str, YamlNode, YamlNode]] = []
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        part = _node(inner, events, lines)
        if isinstance(event, yaml.SequenceStartEvent):
            items.append(part)
        else:
            pairs.append((getattr(inner, "value", ""), part, _node(next(events), events, lines)))
    bracket: Any = inner.end_mark
    last = bracket.index if is_flow else items[-1].end if items else pairs[-1][2].end if pairs else end
    if isinstance(event, yaml.SequenceStartEvent):
        return ListNode(start, last, is_own, is_flow, tuple(items))
    return MappingNode(start, last, is_own, is_flow, tuple(pairs))


def _end_of_block(start: int, end: int, lines: LineIndex) -> int:
    """Where the last line of a block ends; where its indicator keeps blank lines, these are part of it."""
    written = lines.text[start:end]
    if _KEPT_BLANKS.match(written):
        last = lines.number(end)
        return lines.end(last - 1) if end == lines.start(last) else end
    return lines.end(lines.number(start + len(written.rstrip()) - 1))
