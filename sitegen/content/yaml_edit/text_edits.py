"""Edits of a YAML file's text, gathered until all are known; and how one value takes the place of another.

A text takes the style of the one it replaces: quotation marks or indicator, indentation, width, and the lines in which
nothing changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from sitegen.content.yaml_edit.nodes import LineIndex, ScalarNode, YamlFile, YamlNode, is_empty
from sitegen.content.yaml_edit.scalars import (
    WIDTH,
    can_be_block,
    folded_lines,
    inline,
    is_one_paragraph,
    literal_lines,
)
from sitegen.content.yaml_edit.serializer import (
    SerializedValue,
    WritingStyle,
    block_scalar,
    detect_style,
    serialize_text,
)
from sitegen.core.frozen_record import FrozenRecord

_INDICATOR = re.compile(r"[|>][-+\d]*")


class UnwritableError(Exception):
    """A change that cannot be made without touching what is not to be touched."""


class ValuePosition(FrozenRecord):
    """Where a value stands: behind a key or a dash."""

    node: YamlNode
    """What stands there."""
    after: int
    """One past the colon or the dash."""
    column: int
    """The column of the key or the dash."""
    in_flow: bool = False
    """Whether it is within brackets or braces."""
    is_exact: bool = False
    """Whether its text has to stay in one line."""


@dataclass(slots=True)
class EditList:
    """What is to be changed in a file."""

    file: YamlFile
    style: WritingStyle
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    """Spans of the text and what takes their place; an empty span is a place where something is put in."""

    @classmethod
    def of(cls, file: YamlFile) -> EditList:
        """No edits yet, of a file whose style new lines will have."""
        return cls(file, detect_style(file.root, file.lines))

    def replace_span(self, start: int, end: int, words: str) -> None:
        """Other text in place of a span."""
        self.edits.append((start, end, words))

    def insert_lines(self, index: int, lines: Sequence[str], *, after_blank: bool = False) -> None:
        """Lines below the one that ends at `index`, with a blank one between if `after_blank`."""
        newline = self.file.newline
        self.replace_span(index, index, (newline if after_blank else "") + "".join(newline + line for line in lines))

    def insert_before(self, index: int, lines: Sequence[str], *, before_blank: bool = False) -> None:
        """Lines in front of what stands at `index`, behind nothing but spaces or a dash.

        They are indented as that is: so many characters of the first one are left out.
        """
        newline = self.file.newline
        column = self.file.lines.column(index)
        words = newline.join(lines)[column:]
        self.replace_span(index, index, words + newline * (2 if before_blank else 1) + " " * column)

    def apply(self) -> str:
        """The whole text with all edits. Raises UnwritableError where two of them overlap."""
        pieces, at = [self.file.mark], 0
        for start, end, words in sorted(self.edits, key=lambda edit: edit[:2]):
            if start < at:
                raise UnwritableError
            pieces += [self.file.text[at:start], words]
            at = end
        return "".join([*pieces, self.file.text[at:]])

    def replace_value(self, position: ValuePosition, written: SerializedValue) -> None:
        """Another value outside of brackets; comments beside the old one stay beside the new.

        Raises UnwritableError where a comment stands between a key and its value on the next line.
        """
        lines, node = self.file.lines, position.node
        first, last = lines.number(position.after), lines.number(node.end)
        line_end, end = lines.end(first), lines.end(last)
        head_end = node.end
        if is_empty(node):
            head_end = position.after
        elif lines.number(node.start) > first:
            head_end = position.after
            is_whole = isinstance(node, ScalarNode) or node.is_flow
            if is_whole and "#" in self.file.text[line_end : node.start]:
                raise UnwritableError
            self.replace_span(line_end, node.end if is_whole else end, "")
        elif indicator_end := self._indicator_end(node):
            head_end = indicator_end
            end = max(line_end, self._end_of_words(node))
            self.replace_span(line_end, end, "")
        self._replace_head(position.after, head_end, written.head)
        if written.lines:
            self.insert_lines(end, written.lines)

    def replace_in_flow(self, position: ValuePosition, words: str) -> None:
        """Another value within brackets or braces."""
        start = position.node.start
        is_joined = start == position.after and self.file.text[start - 1 : start] == ":"
        self.replace_span(start, position.node.end, f" {words}" if is_joined else words)

    def replace_in_place(self, node: ScalarNode, words: str) -> None:
        """Other words in place of those of a text; nothing beside them moves."""
        self.replace_span(node.start, node.end, words + self._gap_before_comment(node.end))

    def _end_of_words(self, node: YamlNode) -> int:
        """The end of a block's last line that is not blank: blank lines that its indicator keeps may part records."""
        written = self.file.text[node.start : node.end]
        return self.file.lines.end(self.file.lines.number(node.start + len(written.rstrip()) - 1))

    def _replace_head(self, start: int, end: int, head: str) -> None:
        """What stands on the line of a colon or dash, with the spaces before it as they are."""
        written = self.file.text[start:end]
        spaces = written[: len(written) - len(written.lstrip(" "))] or " "
        self.replace_span(start, end, f"{spaces}{head}{self._gap_before_comment(end)}" if head else "")

    def _gap_before_comment(self, index: int) -> str:
        """An extra space before a trailing comment: `x #y` would be reported as comment-in-text."""
        return " " if self.file.text.startswith(" #", index) else ""

    def _indicator_end(self, node: YamlNode) -> int:
        """The end of a block scalar's indicator, such as `>-`; 0 for what is none."""
        is_block = isinstance(node, ScalarNode) and node.style in ("|", ">")
        found = _INDICATOR.match(self.file.text, node.start) if is_block else None
        return found.end() if found else 0


def replace_text(edits: EditList, position: ValuePosition, node: ScalarNode, words: str) -> None:
    """Write a text over that of a node, in its style. Raises UnwritableError as `EditList.replace_value` does."""
    if position.in_flow:
        edits.replace_in_flow(position, inline(words, node.quotation_mark, in_flow=True))
    elif position.is_exact:
        edits.replace_value(position, SerializedValue(inline(words, node.quotation_mark)))
    elif node.style in ("|", ">"):
        edits.replace_value(position, _as_block(edits, position, node, words))
    else:
        _replace_inline(edits, position, node, words)


def style_like(edits: EditList, node: YamlNode) -> WritingStyle:
    """The file's style, with the mark and the width of a text: who wrote a long line has no line broken."""
    if not isinstance(node, ScalarNode):
        return edits.style
    width = _width(edits.file.lines, node)
    is_unbroken = width > WIDTH and len(_line_numbers(edits.file.lines, node)) == 1
    return replace(edits.style, mark=_mark(edits, node), width=sys.maxsize if is_unbroken else width)


def _mark(edits: EditList, node: ScalarNode) -> str:
    """What stands before a text: its quotation mark, its indicator without a number or a plus, or nothing."""
    if node.style not in ("|", ">"):
        return node.style
    first_line = edits.file.text[node.start : edits.file.lines.end(edits.file.lines.number(node.start))]
    return node.style + ("-" if "-" in first_line.split("#")[0] else "")


def _as_block(edits: EditList, position: ValuePosition, node: ScalarNode, words: str) -> SerializedValue:
    lines, source = edits.file.lines, edits.file.text
    numbers = _line_numbers(lines, node)[1:]
    # Of the old indicator the number is counted anew; blank lines that a plus kept are no part of another text.
    indicator = _mark(edits, node)
    column = next((lines.indentation(number) for number in numbers if not lines.is_blank(number)), 0)
    if column <= position.column:
        column = position.column + edits.style.step
    if not can_be_block(words):
        return SerializedValue(inline(words))
    room = _width(lines, node) - column
    if node.style == ">" and is_one_paragraph(words):
        old = [source[lines.indented(number) : lines.end(number)] for number in numbers]
        written = folded_lines(words.rstrip("\n"), room, old if all(old) else ())
    else:
        indicator, written = indicator.replace(">", "|"), literal_lines(words, room)
    return block_scalar(indicator, written, column, column - position.column)


def _replace_inline(edits: EditList, position: ValuePosition, node: ScalarNode, words: str) -> None:
    lines, source = edits.file.lines, edits.file.text
    numbers = _line_numbers(lines, node)
    shown = inline(words, node.style)
    used = lines.column(node.start)
    width = _width(lines, node)
    has_escapes = node.style == '"' and "\\n" in source[node.start : node.end]
    if has_escapes or ("\n" not in words and len(numbers) == 1 and used + len(shown) <= width):
        edits.replace_in_place(node, shown)
    elif len(numbers) == 1 or "\n" in words:
        style = edits.style.with_mark(node.style)
        edits.replace_value(position, serialize_text(words, position.column, used, style))
    else:
        old = [source[max(lines.indented(n), node.start) : min(lines.end(n), node.end)] for n in numbers]
        below = lines.indentation(numbers[1])
        pieces = folded_lines(shown, width - max(used, below), old if all(old) else ())
        edits.replace_in_place(node, (edits.file.newline + " " * below).join(pieces))


def _line_numbers(lines: LineIndex, node: ScalarNode) -> range:
    return range(lines.number(node.start), lines.number(node.end) + 1)


def _width(lines: LineIndex, node: ScalarNode) -> int:
    return max(WIDTH, *(lines.end(number) - lines.start(number) for number in _line_numbers(lines, node)))
