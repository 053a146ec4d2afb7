"""Parts of a mapping in braces or of a list in brackets, put in and taken out; all others stay as they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from sitegen.content.yaml_edit.nodes import ListNode, MappingNode
from sitegen.content.yaml_edit.scalars import WIDTH
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError

_OWN_LINE = re.compile(r"[\r\n][ \t]*#")


def entry_spans(node: ListNode | MappingNode) -> list[tuple[int, int]]:
    """Where each part begins and ends; of a key that is given twice both."""
    if isinstance(node, ListNode):
        return [(item.start, item.end) for item in node.items]
    return [(key.start, max(key.end, value.end)) for _, key, value in node.pairs]


def edit_flow_entries(
    pen: EditList, parts: Sequence[tuple[int, int]], gone: Collection[int], added: Mapping[int, Sequence[str]]
) -> None:
    """Take out some of the parts, given by number, and put new ones behind others, -1 = the head.

    Something has to stay. Raises UnwritableError where a comment on a line of its own would go.
    """
    for number, words in added.items():
        if number < 0:
            pen.put(parts[0][0], parts[0][0], "".join(f"{one}, " for one in words))
        else:
            pen.put(parts[number][1], parts[number][1], _following_text(pen, parts[0][0], parts[number][1], words))
    kept = [number for number in range(len(parts)) if number not in gone]
    for number in sorted(gone):
        if number < kept[-1]:
            _delete_up_to_next(pen, parts[number], parts[number + 1])
        else:
            _delete_from_previous(pen, parts[number - 1], parts[number])


def _delete_up_to_next(pen: EditList, part: tuple[int, int], following: tuple[int, int]) -> None:
    """Take out a part and what is up to the next, also a comment behind it; one on a line of its own is refused."""
    if _OWN_LINE.search(pen.file.text, part[1], following[0]):
        raise UnwritableError
    pen.put(part[0], following[0], "")


def _delete_from_previous(pen: EditList, previous: tuple[int, int], part: tuple[int, int]) -> None:
    """Take out a part that is behind all that stay; a comment behind the one before it is not touched."""
    text = pen.file.text
    if "#" not in text[previous[1] : part[0]]:
        pen.put(previous[1], part[1], "")
        return
    comma = text.find(",", previous[1])
    pen.put(comma, comma + 1, "")
    pen.put(*part, "")


def _following_text(pen: EditList, first: int, index: int, words: Sequence[str]) -> str:
    """New parts behind the one that ends at `index`, on lines of their own where the line would be too long."""
    column, used = pen.file.lines.column(first), pen.file.lines.column(index)
    found = ""
    for one in words:
        used += len(one) + 2
        is_too_wide = used >= WIDTH
        found += f",{pen.file.newline}{' ' * column}{one}" if is_too_wide else f", {one}"
        used = column + len(one) if is_too_wide else used
    return found
