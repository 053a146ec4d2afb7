"""A value → lines of YAML, as an author would write them.

Long prose is folded below `>`, and several paragraphs stand below `|`. Texts in a list are put in brackets while they
fit in a line, and one alone is written without them. A mapping in a list has its first key behind the dash.

Lines are without line breaks, and indented from the left edge; columns count characters, from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from sitegen.content.yaml_edit.nodes import LineIndex, ListNode, MappingNode, ScalarNode, YamlNode
from sitegen.content.yaml_edit.plain_values import NewValue
from sitegen.content.yaml_edit.scalars import (
    WIDTH,
    can_be_block,
    folded_lines,
    inline,
    is_one_paragraph,
    literal_lines,
)
from sitegen.core.frozen_record import FrozenRecord

SINGLE_LINE_KEYS: Final = frozenset({"prefix", "suffix"})
"""Keys of texts that directly join others: there a line break at the end would be one too many."""


class WritingStyle(FrozenRecord):
    """How new lines are written: indentations in columns, and what stands before texts."""

    step: int = 2
    """What is below a key, from that key."""
    dash: int = 2
    """The dashes of a list, from the key above."""
    gap: int = 2
    """What is in a list, from its dash."""
    mark: str = ""
    """A quotation mark, or an indicator such as `>-`, that new texts get wherever they can; empty = what suits each."""
    width: int = WIDTH
    """The columns of a line, of which a text that needs more is broken."""

    def with_mark(self, mark: str) -> WritingStyle:
        """The same, for texts that follow one that has this mark."""
        return replace(self, mark=mark)

    @property
    def quotation_mark(self) -> str:
        """The mark, if it is a quotation mark."""
        return self.mark if self.mark in ("'", '"') else ""


class SerializedValue(FrozenRecord):
    """What stands behind a key or a dash."""

    head: str
    """What is on the same line."""
    lines: Sequence[str] = ()
    """The lines below it."""


def detect_style(root: YamlNode | None, lines: LineIndex) -> WritingStyle:
    """How a file is indented, by the first place of each kind."""
    found: dict[str, int] = {}
    if root is not None:
        _note_indents(root, lines, found)
    step = found.get("step", 2)
    return WritingStyle(step, found.get("dash", step), found.get("gap", 2))


def _note_indents(node: YamlNode, lines: LineIndex, found: dict[str, int]) -> None:
    if isinstance(node, ScalarNode) or node.is_flow:
        return
    if isinstance(node, ListNode):
        for item in node.items:
            if isinstance(item, MappingNode) and not item.is_shared and not item.is_flow:
                found.setdefault("gap", max(2, lines.column(item.start) - lines.column(node.start)))
            _note_indents(item, lines, found)
        return
    for _, key, value in node.pairs:
        column = lines.column(key.start)
        if isinstance(value, ScalarNode):
            if value.style in ("|", ">") and lines.number(value.end) > lines.number(value.start):
                first = lines.indented(lines.number(value.start) + 1)
                found.setdefault("step", min(9, max(1, lines.column(first) - column)))
        elif not value.is_flow and not value.is_shared:
            name = "dash" if isinstance(value, ListNode) else "step"
            found.setdefault(name, max(0, lines.column(value.start) - column))
            _note_indents(value, lines, found)


def mapping_lines(values: Mapping[str, NewValue], column: int, style: WritingStyle) -> list[str]:
    """The lines of a mapping whose keys stand in this column."""
    return [line for key, value in values.items() for line in entry_lines(key, value, column, style)]


def entry_lines(key: str, value: NewValue, column: int, style: WritingStyle) -> list[str]:
    """The lines of one key and what is behind it."""
    name = f"{inline(key)}:"
    found = serialize_value(value, column, column + len(name) + 1, style, is_exact=key in SINGLE_LINE_KEYS)
    first = f"{' ' * column}{name}"
    return [f"{first} {found.head}" if found.head else first, *found.lines]


def item_lines(value: NewValue, column: int, style: WritingStyle) -> list[str]:
    """The lines of one item of a list whose dashes stand in this column."""
    found = serialize_item(value, column, style)
    dash = f"{' ' * column}-{' ' * (style.gap - 1)}"
    return [dash + found.head, *found.lines]


def serialize_item(value: NewValue, column: int, style: WritingStyle) -> SerializedValue:
    """What stands behind a dash in this column."""
    inner = column + style.gap
    if isinstance(value, Mapping) and value:
        lines = mapping_lines(value, inner, style)
        return SerializedValue(lines[0][inner:], lines[1:])
    if isinstance(value, str):
        return serialize_text(value, column, inner, style)
    return SerializedValue(flow_value(value, style.quotation_mark))


def serialize_value(
    value: NewValue, column: int, used: int, style: WritingStyle, *, is_exact: bool = False
) -> SerializedValue:
    """What stands behind a key in this column, whose line is `used` up to there; `is_exact` = a text in one line."""
    if isinstance(value, str):
        mark = style.quotation_mark
        return SerializedValue(inline(value, mark)) if is_exact else serialize_text(value, column, used, style)
    if isinstance(value, Mapping):
        if not value:
            return SerializedValue("{}")
        return SerializedValue("", mapping_lines(value, column + style.step, style))
    if len(value) == 1 and isinstance(value[0], str) and value[0]:
        return serialize_text(value[0], column, used, style)
    in_brackets = flow_value(value, style.quotation_mark)
    are_texts = all(isinstance(one, str) and "\n" not in one for one in value)
    if not value or (are_texts and used + len(in_brackets) <= style.width):
        return SerializedValue(in_brackets)
    return SerializedValue("", [line for one in value for line in item_lines(one, column + style.dash, style)])


def serialize_text(words: str, column: int, used: int, style: WritingStyle) -> SerializedValue:
    """A text behind a key or dash in this column, whose line is `used` up to there."""
    in_line = inline(words.rstrip("\n") or words, style.quotation_mark)
    has_break = "\n" in words
    is_block = style.mark[:1] in ("|", ">")
    if not can_be_block(words) or (not has_break and not is_block and used + len(in_line) <= style.width):
        return SerializedValue(inline(words, style.quotation_mark))
    room, chomping = style.width - column - style.step, style.mark[1:]
    if not is_one_paragraph(words) or style.mark.startswith("|"):
        lines = literal_lines(words, room)
        return _block("|" + chomping, lines, column, style) if has_break or is_block else SerializedValue(in_line)
    lines = folded_lines(words.rstrip("\n"), room)
    is_wide = has_break or is_block or len(lines) > 1
    return _block(">" + chomping, lines, column, style) if is_wide else SerializedValue(in_line)


def block_scalar(indicator: str, lines: Sequence[str], indentation: int, step: int) -> SerializedValue:
    """Lines below `|` or `>`, with the number of columns beside it where they would not tell it themselves."""
    first = next((line for line in lines if line), "")
    number = str(step) if first[:1].isspace() else ""
    indented = [f"{' ' * indentation}{line}" if line else "" for line in lines]
    return SerializedValue(indicator[0] + number + indicator[1:], indented)


def _block(indicator: str, lines: Sequence[str], column: int, style: WritingStyle) -> SerializedValue:
    return block_scalar(indicator, lines, column + style.step, style.step)


def flow_value(value: NewValue, mark: str = "") -> str:
    """A value in one line, as it stands within brackets or braces, its texts in this quotation mark if they can be."""
    if isinstance(value, str):
        return inline(value, mark, in_flow=True)
    if isinstance(value, Mapping):
        return f"{{{', '.join(flow_entry(key, inner, mark) for key, inner in value.items())}}}"
    return f"[{', '.join(flow_value(one, mark) for one in value)}]"


def flow_entry(key: str, value: NewValue, mark: str = "") -> str:
    """A key and its value within braces; of a list of one text the text."""
    is_alone = isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1
    shown = value[0] if is_alone and isinstance(value, Sequence) and isinstance(value[0], str) and value[0] else value
    return f"{inline(key, in_flow=True)}: {flow_value(shown, mark)}"
