"""Changes of a YAML file's text, gathered until all are known; and how one value takes the place of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.content.yaml_edit.nodes import ScalarNode, YamlFile, YamlNode, is_empty
from sitegen.content.yaml_edit.serializer import IndentStyle, SerializedValue, detect_indent_style

_INDICATOR = re.compile(r"[|>][-+\d]*")


class UnwritableError(Exception):
    """A change that cannot be made without touching what is not to be touched."""


@dataclass(frozen=True, slots=True)
class ValuePosition:
    """A place for a value: behind a key or a dash."""

    node: YamlNode
    """What stands there."""
    after: int
    """Right behind the colon or the dash."""
    column: int
    """Where the key or the dash begins in its line."""
    in_flow: bool = False
    """Whether it is within brackets or braces."""
    is_exact: bool = False
    """Whether its text has to stay in one line."""


@dataclass(slots=True)
class EditList:
    """What is to be changed in a file."""

    file: YamlFile
    style: IndentStyle
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    """Stretches of the text and what takes their place."""

    @classmethod
    def of(cls, file: YamlFile) -> EditList:
        """A pen that writes as the file is written."""
        return cls(file, detect_indent_style(file.root, file.lines))

    def put(self, start: int, end: int, words: str) -> None:
        """Other text in place of a stretch."""
        self.edits.append((start, end, words))

    def put_lines(self, index: int, lines: Sequence[str], *, is_spaced: bool = False) -> None:
        """Lines below the one that ends at `index`."""
        newline = self.file.newline
        self.put(index, index, (newline if is_spaced else "") + "".join(newline + line for line in lines))

    def put_before(self, index: int, lines: Sequence[str], *, is_spaced: bool = False) -> None:
        """Lines in front of what stands at `index`, behind nothing but spaces or a dash."""
        newline = self.file.newline
        column = self.file.lines.column(index)
        words = newline.join(lines)[column:]
        self.put(index, index, words + newline * (2 if is_spaced else 1) + " " * column)

    def result(self) -> str:
        """The whole text with all changes. Raises UnwritableError where two of them want the same stretch."""
        pieces, at = [self.file.mark], 0
        for start, end, words in sorted(self.edits, key=lambda edit: edit[:2]):
            if start < at:
                raise UnwritableError
            pieces += [self.file.text[at:start], words]
            at = end
        return "".join([*pieces, self.file.text[at:]])

    def replace(self, slot: ValuePosition, written: SerializedValue) -> None:
        """Another value in a block; comments beside the old one stay beside the new."""
        lines, node = self.file.lines, slot.node
        first, last = lines.number(slot.after), lines.number(node.end)
        line_end, end = lines.end(first), lines.end(last)
        head_end = node.end
        if is_empty(node):
            head_end = slot.after
        elif lines.number(node.start) > first:
            head_end = slot.after
            is_whole = isinstance(node, ScalarNode) or node.is_flow
            if is_whole and "#" in self.file.text[line_end : node.start]:
                raise UnwritableError
            self.put(line_end, node.end if is_whole else end, "")
        elif sign := self._sign(node):
            head_end = sign
            end = max(line_end, self.end_of_words(node))
            self.put(line_end, end, "")
        self._put_head(slot.after, head_end, written.head)
        if written.lines:
            self.put_lines(end, written.lines)

    def replace_in_flow(self, slot: ValuePosition, words: str) -> None:
        """Another value within brackets or braces."""
        start = slot.node.start
        is_joined = start == slot.after and self.file.text[start - 1 : start] == ":"
        self.put(start, slot.node.end, f" {words}" if is_joined else words)

    def replace_in_line(self, node: YamlNode, words: str) -> None:
        """Other words in place of those of a text."""
        self.put(node.start, node.end, words + self._distance(node.end))

    def end_of_words(self, node: YamlNode) -> int:
        """Where the last line of a block ends that is not blank: blank lines that its sign keeps may part records."""
        written = self.file.text[node.start : node.end]
        return self.file.lines.end(self.file.lines.number(node.start + len(written.rstrip()) - 1))

    def _put_head(self, start: int, end: int, head: str) -> None:
        """What stands behind a colon or dash, with the spaces before it as they are."""
        written = self.file.text[start:end]
        spaces = written[: len(written) - len(written.lstrip(" "))] or " "
        self.put(start, end, f"{spaces}{head}{self._distance(end)}" if head else "")

    def _distance(self, index: int) -> str:
        """With one space before it a comment looks like words that were cut off, so there it gets another."""
        return " " if self.file.text.startswith(" #", index) else ""

    def _sign(self, node: YamlNode) -> int:
        """Where the sign of a block of lines ends; 0 for what is none."""
        found = (
            isinstance(node, ScalarNode) and node.style in ("|", ">") and _INDICATOR.match(self.file.text, node.start)
        )
        return found.end() if found else 0
