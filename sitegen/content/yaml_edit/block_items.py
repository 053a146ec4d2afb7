"""The keys of a mapping and the items of a list with the lines they stand in, and how such lines come and go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.content.yaml_edit.comments import (
    are_mostly_separated,
    deletion_span,
    has_blank_between,
    last_line_with_comments,
)
from sitegen.content.yaml_edit.nodes import LineIndex, ListNode, MappingNode, ScalarNode, YamlNode
from sitegen.content.yaml_edit.serializer import SINGLE_LINE_KEYS
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError, ValuePosition

_COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """One key with its value, or one item with its dash."""

    start: int
    """Where its key or its dash begins."""
    slot: ValuePosition
    first: int
    """The line in which it begins; comments above are not counted."""
    last: int
    """The line in which it ends."""
    is_inline: bool
    """Whether something stands before it in its line, as the dash does before an item's first key."""


def key_entries(pen: EditList, node: MappingNode) -> dict[str, BlockEntry]:
    """The keys of a mapping in lines; of a key that is given twice the first, which is the one that is read.

    Raises UnwritableError where a key is no simple word.
    """
    found: dict[str, BlockEntry] = {}
    for name, key, value in node.pairs:
        colon = _COLON.match(pen.file.text, key.end)
        if colon is None or not isinstance(key, ScalarNode) or key.is_shared:
            raise UnwritableError
        column = pen.file.lines.column(key.start)
        slot = ValuePosition(value, colon.end(), column, in_flow=node.is_flow, is_exact=name in SINGLE_LINE_KEYS)
        found.setdefault(name, _block_entry(pen, key.start, slot))
    return found


def item_entries(pen: EditList, node: ListNode) -> list[BlockEntry]:
    """The items of a list in lines. Raises UnwritableError where a dash cannot be found."""
    return [_item_entry(pen, node, item) for item in node.items]


def _item_entry(pen: EditList, node: ListNode, item: YamlNode) -> BlockEntry:
    lines = pen.file.lines
    column = lines.column(node.start)
    for number in range(lines.number(item.start), lines.number(node.start) - 1, -1):
        dash = lines.start(number) + column
        before = lines.text[lines.start(number) : dash]
        if dash < item.end and lines.text.startswith("-", dash) and not before.strip(" -"):
            return _block_entry(pen, dash, ValuePosition(item, dash + 1, column))
    raise UnwritableError


def _block_entry(pen: EditList, start: int, slot: ValuePosition) -> BlockEntry:
    lines = pen.file.lines
    first = lines.number(start)
    last = lines.number(max(slot.node.end, slot.after))
    return BlockEntry(start, slot, first, last, is_inline=lines.indented(first) < start)


def delete_entries(pen: EditList, parts: Sequence[BlockEntry], gone: Iterable[int]) -> None:
    """Delete the lines of some of the parts, given by number. Raises UnwritableError for an inline one."""
    lines = pen.file.lines
    stretches: list[tuple[int, int]] = []
    for number in sorted(gone):
        if parts[number].is_inline:
            raise UnwritableError
        begin, above = stretches.pop() if stretches else (number, number)
        if any(not lines.is_blank(between) for between in range(parts[above].last + 1, parts[number].first)):
            stretches.append((begin, above))
            begin = number
        stretches.append((begin, number))
    for begin, end in stretches:
        floor = parts[begin - 1].last if begin else -1
        pen.put(
            *deletion_span(lines, parts[begin].first, parts[end].last, floor, is_end=_is_last_line(lines, parts, end)),
            "",
        )


def _is_last_line(lines: LineIndex, parts: Sequence[BlockEntry], number: int) -> bool:
    """Whether nothing follows a part in what it is in, not even a comment."""
    last = parts[number].last
    below = last_line_with_comments(lines, last, parts[number].slot.column)
    return number + 1 == len(parts) and below == last


def insert_below(pen: EditList, parts: Sequence[BlockEntry], number: int, written: Iterable[Sequence[str]]) -> None:
    """New parts, each as its lines, behind the one of this number."""
    lines, part = pen.file.lines, parts[number]
    is_last = number + 1 == len(parts)
    is_airy = are_blank_separated(pen, parts) and (
        is_last or has_blank_between(lines, part.last, parts[number + 1].first)
    )
    end = lines.end(last_line_with_comments(lines, part.last, part.slot.column))
    # Blank lines that a sign keeps are there already.
    has_blanks = lines.is_blank(part.last)
    pen.put_lines(end, join_entries(written, is_airy=is_airy), is_spaced=is_airy and not has_blanks)


def are_blank_separated(pen: EditList, parts: Sequence[BlockEntry]) -> bool:
    """Whether there are mostly blank lines between the parts."""
    return are_mostly_separated(pen.file.lines, [(part.first, part.last) for part in parts])


def join_entries(written: Iterable[Sequence[str]], *, is_airy: bool) -> list[str]:
    """The lines of several new parts one behind the other, with or without blank ones between."""
    found: list[str] = []
    for lines in written:
        found += [*([""] if is_airy and found else []), *lines]
    return found
