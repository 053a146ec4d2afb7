"""The keys of a mapping and the items of a list, with what is theirs, deleted and inserted; all others stay.

In a block, each has lines of its own (`BlockEntry`). In braces or brackets each is a span of the text (`entry_spans`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from sitegen.content.yaml_edit.comments import (
    are_mostly_separated,
    deletion_span,
    has_blank_between,
    last_line_with_comments,
)
from sitegen.content.yaml_edit.nodes import LineIndex, ListNode, MappingNode, ScalarNode, YamlNode
from sitegen.content.yaml_edit.scalars import WIDTH
from sitegen.content.yaml_edit.serializer import SINGLE_LINE_KEYS
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError, ValuePosition
from sitegen.core.frozen_record import FrozenRecord

_COLON = re.compile(r"[ \t]*:")
_OWN_LINE = re.compile(r"[\r\n][ \t]*#")


class BlockEntry(FrozenRecord):
    """One key with its value, or one item with its dash."""

    start: int
    """Where its key or its dash begins."""
    position: ValuePosition
    first: int
    """The line in which it begins; comments above are not counted."""
    last: int
    """The line in which it ends."""
    is_inline: bool
    """Whether something stands before it in its line, as the dash does before an item's first key."""


def key_entries(edits: EditList, node: MappingNode) -> dict[str, BlockEntry]:
    """The keys of a mapping in a block; of a key that is given twice the first, which is the one that is read.

    Raises UnwritableError where a key is no simple word.
    """
    found: dict[str, BlockEntry] = {}
    for name, key, value in node.pairs:
        colon = _COLON.match(edits.file.text, key.end)
        if colon is None or not isinstance(key, ScalarNode) or key.is_shared:
            raise UnwritableError
        column = edits.file.lines.column(key.start)
        is_exact = name in SINGLE_LINE_KEYS
        position = ValuePosition(value, colon.end(), column, in_flow=node.is_flow, is_exact=is_exact)
        found.setdefault(name, _block_entry(edits.file.lines, key.start, position))
    return found


def item_entries(edits: EditList, node: ListNode) -> list[BlockEntry]:
    """The items of a list in a block. Raises UnwritableError where a dash cannot be found."""
    return [_item_entry(edits.file.lines, node, item) for item in node.items]


def _item_entry(lines: LineIndex, node: ListNode, item: YamlNode) -> BlockEntry:
    column = lines.column(node.start)
    for number in range(lines.number(item.start), lines.number(node.start) - 1, -1):
        dash = lines.start(number) + column
        before = lines.text[lines.start(number) : dash]
        if dash < item.end and lines.text.startswith("-", dash) and not before.strip(" -"):
            return _block_entry(lines, dash, ValuePosition(item, dash + 1, column))
    raise UnwritableError


def _block_entry(lines: LineIndex, start: int, position: ValuePosition) -> BlockEntry:
    first = lines.number(start)
    last = lines.number(max(position.node.end, position.after))
    return BlockEntry(start, position, first, last, is_inline=lines.indented(first) < start)


def delete_entries(edits: EditList, entries: Sequence[BlockEntry], deleted: Iterable[int]) -> None:
    """Delete the lines of some of the entries, given by number. Raises UnwritableError for an inline one."""
    lines = edits.file.lines
    runs: list[tuple[int, int]] = []
    for number in sorted(deleted):
        if entries[number].is_inline:
            raise UnwritableError
        begin, above = runs.pop() if runs else (number, number)
        if any(not lines.is_blank(between) for between in range(entries[above].last + 1, entries[number].first)):
            runs.append((begin, above))
            begin = number
        runs.append((begin, number))
    for begin, end in runs:
        floor = entries[begin - 1].last if begin else -1
        is_end = _ends_its_parent(lines, entries, end)
        edits.replace_span(*deletion_span(lines, entries[begin].first, entries[end].last, floor, is_end=is_end), "")


def _ends_its_parent(lines: LineIndex, entries: Sequence[BlockEntry], number: int) -> bool:
    """Whether nothing follows an entry in what it is in, not even a comment."""
    last = entries[number].last
    below = last_line_with_comments(lines, last, entries[number].position.column)
    return number + 1 == len(entries) and below == last


def insert_below(edits: EditList, entries: Sequence[BlockEntry], number: int, written: Iterable[Sequence[str]]) -> None:
    """Insert new entries, each given as its lines, behind the one of this number."""
    lines, entry = edits.file.lines, entries[number]
    is_last = number + 1 == len(entries)
    is_separated = are_blank_separated(edits, entries) and (
        is_last or has_blank_between(lines, entry.last, entries[number + 1].first)
    )
    end = lines.end(last_line_with_comments(lines, entry.last, entry.position.column))
    # Blank lines that an indicator keeps are there already.
    has_blanks = lines.is_blank(entry.last)
    new = join_entries(written, is_separated=is_separated)
    edits.insert_lines(end, new, after_blank=is_separated and not has_blanks)


def are_blank_separated(edits: EditList, entries: Sequence[BlockEntry]) -> bool:
    """Whether there are mostly blank lines between the entries."""
    return are_mostly_separated(edits.file.lines, [(entry.first, entry.last) for entry in entries])


def join_entries(written: Iterable[Sequence[str]], *, is_separated: bool) -> list[str]:
    """The lines of several new entries one behind the other, with a blank one between them if `is_separated`."""
    found: list[str] = []
    for lines in written:
        found += [*([""] if is_separated and found else []), *lines]
    return found


# Within brackets and braces


def entry_spans(node: ListNode | MappingNode) -> list[tuple[int, int]]:
    """The span of each entry, without commas; of a key that is given twice both."""
    if isinstance(node, ListNode):
        return [(item.start, item.end) for item in node.items]
    return [(key.start, max(key.end, value.end)) for _, key, value in node.pairs]


def edit_flow_entries(
    edits: EditList,
    spans: Sequence[tuple[int, int]],
    deleted: Collection[int],
    added: Mapping[int, Sequence[str]],
) -> None:
    """Delete some of the entries, given by number, and put new ones behind others, -1 = the head.

    Something has to stay. Raises UnwritableError where a comment on a line of its own would go.
    """
    for number, words in added.items():
        if number < 0:
            edits.replace_span(spans[0][0], spans[0][0], "".join(f"{one}, " for one in words))
        else:
            end = spans[number][1]
            edits.replace_span(end, end, _following_entries(edits, spans[0][0], end, words))
    kept = [number for number in range(len(spans)) if number not in deleted]
    for number in sorted(deleted):
        if number < kept[-1]:
            _delete_up_to_next(edits, spans[number], spans[number + 1])
        else:
            _delete_from_previous(edits, spans[number - 1], spans[number])


def _delete_up_to_next(edits: EditList, span: tuple[int, int], following: tuple[int, int]) -> None:
    """Delete an entry and what is up to the next, also a comment behind it; one on a line of its own is refused."""
    if _OWN_LINE.search(edits.file.text, span[1], following[0]):
        raise UnwritableError
    edits.replace_span(span[0], following[0], "")


def _delete_from_previous(edits: EditList, previous: tuple[int, int], span: tuple[int, int]) -> None:
    """Delete an entry that is behind all that stay; a comment behind the one before it is not touched."""
    text = edits.file.text
    if "#" not in text[previous[1] : span[0]]:
        edits.replace_span(previous[1], span[1], "")
        return
    comma = text.find(",", previous[1])
    edits.replace_span(comma, comma + 1, "")
    edits.replace_span(*span, "")


def _following_entries(edits: EditList, first: int, index: int, words: Sequence[str]) -> str:
    """New entries behind the one that ends at `index`, on lines of their own where the line would be too long."""
    column, used = edits.file.lines.column(first), edits.file.lines.column(index)
    found = ""
    for one in words:
        used += len(one) + 2
        is_too_wide = used >= WIDTH
        found += f",{edits.file.newline}{' ' * column}{one}" if is_too_wide else f", {one}"
        used = column + len(one) if is_too_wide else used
    return found
