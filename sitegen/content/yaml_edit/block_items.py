"""The keys of a mapping and the items of a list with the lines they stand in, and how such lines come and go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.content.yaml_edit.comments import cut, has_blank, is_spaced, last_line
from sitegen.content.yaml_edit.nodes import Lines, ListNode, MappingNode, Node, TextNode
from sitegen.content.yaml_edit.serializer import EXACT
from sitegen.content.yaml_edit.text_edits import Pen, Slot, UnwritableError

_COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True, slots=True)
class Part:
    """One key with its value, or one item with its dash."""

    start: int
    """Where its key or its dash begins."""
    slot: Slot
    first: int
    """The line in which it begins; comments above are not counted."""
    last: int
    """The line in which it ends."""
    is_inline: bool
    """Whether something stands before it in its line, as the dash does before an item's first key."""


def keys(pen: Pen, node: MappingNode) -> dict[str, Part]:
    """The keys of a mapping in lines; of a key that is given twice the first, which is the one that is read.

    Raises UnwritableError where a key is no simple word.
    """
    found: dict[str, Part] = {}
    for name, key, value in node.pairs:
        colon = _COLON.match(pen.file.text, key.end)
        if colon is None or not isinstance(key, TextNode) or key.is_shared:
            raise UnwritableError
        column = pen.file.lines.column(key.start)
        slot = Slot(value, colon.end(), column, in_flow=node.is_flow, is_exact=name in EXACT)
        found.setdefault(name, _part(pen, key.start, slot))
    return found


def items(pen: Pen, node: ListNode) -> list[Part]:
    """The items of a list in lines. Raises UnwritableError where a dash cannot be found."""
    return [_item(pen, node, item) for item in node.items]


def _item(pen: Pen, node: ListNode, item: Node) -> Part:
    lines = pen.file.lines
    column = lines.column(node.start)
    for number in range(lines.number(item.start), lines.number(node.start) - 1, -1):
        dash = lines.start(number) + column
        before = lines.text[lines.start(number) : dash]
        if dash < item.end and lines.text.startswith("-", dash) and not before.strip(" -"):
            return _part(pen, dash, Slot(item, dash + 1, column))
    raise UnwritableError


def _part(pen: Pen, start: int, slot: Slot) -> Part:
    lines = pen.file.lines
    first = lines.number(start)
    last = lines.number(max(slot.node.end, slot.after))
    return Part(start, slot, first, last, is_inline=lines.indented(first) < start)


def take_out(pen: Pen, parts: Sequence[Part], gone: Iterable[int]) -> None:
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
        pen.put(*cut(lines, parts[begin].first, parts[end].last, floor, is_end=_is_end(lines, parts, end)), "")


def _is_end(lines: Lines, parts: Sequence[Part], number: int) -> bool:
    """Whether nothing follows a part in what it is in, not even a comment."""
    last = parts[number].last
    below = last_line(lines, last, parts[number].slot.column)
    return number + 1 == len(parts) and below == last


def put_below(pen: Pen, parts: Sequence[Part], number: int, written: Iterable[Sequence[str]]) -> None:
    """New parts, each as its lines, behind the one of this number."""
    lines, part = pen.file.lines, parts[number]
    is_last = number + 1 == len(parts)
    is_airy = is_airily_set(pen, parts) and (is_last or has_blank(lines, part.last, parts[number + 1].first))
    end = lines.end(last_line(lines, part.last, part.slot.column))
    # Blank lines that a sign keeps are there already.
    has_blanks = lines.is_blank(part.last)
    pen.put_lines(end, separated(written, is_airy=is_airy), is_spaced=is_airy and not has_blanks)


def is_airily_set(pen: Pen, parts: Sequence[Part]) -> bool:
    """Whether there are mostly blank lines between the parts."""
    return is_spaced(pen.file.lines, [(part.first, part.last) for part in parts])


def separated(written: Iterable[Sequence[str]], *, is_airy: bool) -> list[str]:
    """The lines of several new parts one behind the other, with or without blank ones between."""
    found: list[str] = []
    for lines in written:
        found += [*([""] if is_airy and found else []), *lines]
    return found
