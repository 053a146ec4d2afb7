"""The text of a YAML file with one record put in, changed or taken out; the package says what that promises.

`file` is the file's path for messages, `path` the way to a record or to a mapping in it: `(2, "where", 0)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.content.yaml_edit.comments import deletion_span, first_line_with_comments, last_line_with_comments
from sitegen.content.yaml_edit.entries import are_blank_separated, edit_flow_entries, entry_spans, item_entries
from sitegen.content.yaml_edit.nodes import (
    BYTE_ORDER_MARK,
    ListNode,
    MappingNode,
    ScalarNode,
    YamlFile,
    YamlNode,
    read_yaml_file,
)
from sitegen.content.yaml_edit.plain_values import NewValue
from sitegen.content.yaml_edit.serializer import WritingStyle, flow_value, item_lines, mapping_lines
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError
from sitegen.content.yaml_edit.value_diff import change_keys, item_lines_like
from sitegen.content.yaml_edit.verification import is_added, is_changed, is_new, is_removed
from sitegen.content.yaml_reader import KeyPath, YamlValue
from sitegen.core.frozen_record import FrozenRecord

__all__ = ["NewValue", "append", "change", "new_list", "new_mapping", "record_yaml", "remove"]


def record_yaml(text: str, file: str, path: KeyPath) -> str:
    """The record as it stands in the file, with its comments, moved to the left edge; in a list with its dash.

    A record that begins with a byte order mark stands one column to the right of the edge: at the head of a text the
    mark would be the file's and no part of the record. Raises LookupError if there is no such record.
    """
    found = read_yaml_file(text, file)
    if found is None:
        raise LookupError
    try:
        return _dedent_record(found, _record_lines(found, path))
    except UnwritableError as error:
        raise LookupError from error


class _RecordLines(FrozenRecord):
    """The lines of a record."""

    number: int
    """Its index in the file's list; -1 = the file is the record."""
    lines: tuple[int, int]
    """Its first and last line, both inclusive, with the comments that belong to it."""
    column: int
    """The column in which it begins."""
    is_flow: bool = False
    """Whether it is an item in brackets: then its lines are those of others, too."""


def _record_lines(found: YamlFile, path: KeyPath) -> _RecordLines:
    """Raises LookupError where nothing is, UnwritableError where it has no lines of its own."""
    root, lines = found.root, found.lines
    if not path and isinstance(root, MappingNode):
        column = lines.column(root.start)
        span = (
            first_line_with_comments(lines, lines.number(root.start), -1),
            last_line_with_comments(lines, lines.number(root.end), column),
        )
        return _RecordLines(-1, span, column)
    number = path[0] if len(path) == 1 else None
    if not isinstance(root, ListNode) or not isinstance(number, int) or not 0 <= number < len(root.items):
        raise LookupError
    column = lines.column(root.start)
    if root.is_flow:
        return _RecordLines(number, (lines.number(root.start), lines.number(root.end)), column, is_flow=True)
    entries = item_entries(EditList.of(found), root)
    entry = entries[number]
    # Above the first of them a comment is at the head of the file, and speaks of all.
    above = entries[number - 1].last if number else entry.first - 1
    first = first_line_with_comments(lines, entry.first, above)
    return _RecordLines(number, (first, last_line_with_comments(lines, entry.last, column)), column)


def _dedent_record(found: YamlFile, record: _RecordLines) -> str:
    lines, root = found.lines, found.root
    if record.is_flow and isinstance(root, ListNode):
        start, end = entry_spans(root)[record.number]
        return f"- {found.text[start:end]}\n"
    first, last = record.lines
    starts = [min(lines.start(number) + record.column, lines.indented(number)) for number in range(first, last + 1)]
    moved = [found.text[start : lines.end(number)] for number, start in enumerate(starts, first)]
    margin = " " if moved[0].startswith(BYTE_ORDER_MARK) else ""
    return "".join(f"{margin if line else ''}{line}\n" for line in moved)


def append(text: str, file: str, record: Mapping[str, NewValue]) -> str | None:
    """The file's text with one more record at the end of its list; a file without records becomes a list.

    None if the file is one record, or if it cannot be done.
    """
    found = read_yaml_file(text, file)
    if found is None or not record or isinstance(found.value, str | dict):
        return None
    try:
        edited = _insert_last(found, record)
    except UnwritableError:
        return None
    return edited if is_added(text, edited, record) else None


def _insert_last(found: YamlFile, record: Mapping[str, NewValue]) -> str:
    edits, node, lines = EditList.of(found), found.root, found.lines
    if not isinstance(node, ListNode):
        _insert_first(edits, item_lines(record, 0, edits.style))
    elif node.is_shared:
        raise UnwritableError
    elif node.is_flow and node.items:
        edit_flow_entries(edits, entry_spans(node), (), {len(node.items) - 1: [flow_value(record)]})
    elif node.is_flow:
        edits.replace_span(node.start, node.end, found.newline.join(item_lines(record, 0, edits.style)))
    else:
        last = _last_nonblank_line(found)
        entries = item_entries(edits, node)
        column = lines.column(node.start)
        # Directly below a comment the record would seem to be what the comment speaks of.
        is_below_comment = last > entries[-1].last and lines.is_comment(last) and lines.indentation(last) <= column
        is_separated = is_below_comment or len(entries) == 1 or are_blank_separated(edits, entries)
        after_blank = is_separated and not lines.is_blank(entries[-1].last)
        end = max(lines.end(last), node.end)
        edits.insert_lines(end, item_lines_like(edits, node, record), after_blank=after_blank)
    return edits.apply()


def _insert_first(edits: EditList, written: Sequence[str]) -> None:
    """The first record of a file, behind all comments."""
    last = _last_nonblank_line(edits.file)
    if last < 0:
        edits.replace_span(0, 0, edits.file.newline.join([*written, ""]))
    else:
        edits.insert_lines(edits.file.lines.end(last), written, after_blank=edits.file.lines.is_comment(last))


def _last_nonblank_line(found: YamlFile) -> int:
    """The last line that is not blank; -1 if all are."""
    lines = found.lines
    numbers = (number for number in range(len(lines) - 1, -1, -1) if lines.start(number) < found.end)
    return next((number for number in numbers if not lines.is_blank(number)), -1)


def new_list(record: Mapping[str, NewValue]) -> str | None:
    """The text of a new file with a list of one record; None if it cannot be written."""
    return append("", "", record)


def new_mapping(record: Mapping[str, NewValue]) -> str | None:
    """The text of a new file that is one record; None if it cannot be written."""
    text = "".join(f"{line}\n" for line in mapping_lines(record, 0, WritingStyle()))
    return text if is_new(text, record) else None


def change(
    text: str, file: str, path: KeyPath, changes: Mapping[str, NewValue | None], order: Sequence[str] = ()
) -> str | None:
    """The file's text with keys of the mapping at `path` set, or taken out where None is given; None if it cannot be.

    What says the same already is not touched. `order` = the keys as an author would order them, by which new ones find
    their place. A text that becomes a mapping gives its quotation marks to the mapping's texts.
    """
    found = read_yaml_file(text, file)
    try:
        if found is None or not isinstance(node := _mapping_node(found.root, path), MappingNode):
            return None
        edits = EditList.of(found)
        change_keys(edits, node, _mapping_value(found.value, path), changes, order)
        edited = edits.apply()
    except (LookupError, UnwritableError):
        return None
    return edited if is_changed(text, edited, path, changes) else None


def _mapping_node(node: YamlNode | None, path: KeyPath) -> YamlNode | None:
    """The node at the end of a path. Raises UnwritableError if there is none, or if others may lead there."""
    for step in path:
        if node is None or isinstance(node, ScalarNode) or node.is_shared:
            raise UnwritableError
        if isinstance(node, ListNode):
            node = node.items[step] if isinstance(step, int) else None
        else:
            node = next((value for name, _, value in node.pairs if name == step), None)
    if node is None or node.is_shared:
        raise UnwritableError
    return node


def _mapping_value(value: YamlValue, path: KeyPath) -> dict[str, YamlValue]:
    for step in path:
        value = value[step]  # type: ignore[index]
    if not isinstance(value, dict):
        raise LookupError
    return value


def remove(text: str, file: str, path: KeyPath) -> tuple[str | None, str] | None:
    """The file's text without a record, and the record as `record_yaml` gives it; None if it cannot be done.

    The first is None where nothing is left, so that the file can go; comments that are not the record's own keep it.
    """
    found = read_yaml_file(text, file)
    if found is None:
        return None
    try:
        record = _record_lines(found, path)
        edited = _delete_record(found, record)
    except (LookupError, UnwritableError):
        return None
    if not is_removed(text, edited, record.number):
        return None
    is_left = isinstance(found.value, list) and len(found.value) > 1
    # Without values any number sign is that of a comment.
    return edited if is_left or "#" in edited else None, _dedent_record(found, record)


def _delete_record(found: YamlFile, record: _RecordLines) -> str:
    edits = EditList.of(found)
    if record.is_flow and isinstance(found.root, ListNode) and len(found.root.items) > 1:
        edit_flow_entries(edits, entry_spans(found.root), (record.number,), {})
    else:
        edits.replace_span(*deletion_span(found.lines, *record.lines), "")
    return edits.apply()
