"""Lines of a YAML file as they stand: those of a key, taken into another record; and comments behind items."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.content.yaml_edit.comments import first_line_with_comments, last_line_with_comments
from sitegen.content.yaml_edit.entries import BlockEntry, item_entries, key_entries
from sitegen.content.yaml_edit.nodes import ListNode, MappingNode, YamlFile, has_shared, node_at, read_yaml_file
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError
from sitegen.content.yaml_reader import KeyPath


def key_lines(text: str, file: str, path: KeyPath, key: str) -> list[str]:
    """The lines of a key of the mapping at `path` with its value and its comments, moved to the left edge.

    Empty where it has no lines of its own, in braces, or where an alias leads into it or out of it.
    """
    found = read_yaml_file(text, file)
    placed = _block_entry(found, path, key) if found else None
    if found is None or placed is None:
        return []
    entry, above = placed
    lines, column = found.lines, entry.position.column
    first = entry.first if entry.is_inline else first_line_with_comments(lines, entry.first, above)
    last = last_line_with_comments(lines, entry.last, column)
    starts = [min(lines.start(number) + column, lines.indented(number)) for number in range(first, last + 1)]
    return [found.text[start : lines.end(number)] for number, start in enumerate(starts, first)]


def put_key_lines(text: str, file: str, path: KeyPath, key: str, written: Sequence[str]) -> str | None:
    """The file's text with the key of the mapping at `path` written as in these lines, which `key_lines` gave.

    None where the file would say something else then, or where the key has no lines of its own.
    """
    found = read_yaml_file(text, file)
    placed = _block_entry(found, path, key) if found and written else None
    if found is None or placed is None or placed[0].is_inline:
        return None
    entry, lines = placed[0], found.lines
    margin = " " * entry.position.column
    edits = EditList.of(found)
    moved = found.newline.join(f"{margin}{line}" if line else "" for line in written)
    edits.replace_span(lines.start(entry.first), lines.end(entry.last), moved)
    try:
        edited = edits.apply()
    except UnwritableError:
        return None
    again = read_yaml_file(edited, file)
    return edited if again is not None and again.value == found.value else None


def item_comments(text: str, file: str, path: KeyPath) -> list[str]:
    """What stands as a comment behind each item of the list at `path`, with its number sign; mostly nothing."""
    found = read_yaml_file(text, file)
    node = node_at(found.root, path) if found else None
    if found is None or not isinstance(node, ListNode):
        return []
    if node.is_flow:
        return [""] * len(node.items)
    try:
        entries = item_entries(EditList.of(found), node)
    except UnwritableError:
        return [""] * len(node.items)
    ends = [(max(one.position.node.end, one.position.after), found.lines.end(one.last)) for one in entries]
    behind = [found.text[slice(*span)].strip() for span in ends]
    return [words if words.startswith("#") else "" for words in behind]


def _block_entry(found: YamlFile, path: KeyPath, key: str) -> tuple[BlockEntry, int] | None:
    """A key that has lines of its own, and the last line of what is before it in the mapping, or -1."""
    node = node_at(found.root, path)
    if not isinstance(node, MappingNode) or node.is_flow:
        return None
    try:
        entries = key_entries(EditList.of(found), node)
    except UnwritableError:
        return None
    if key not in entries or has_shared(entries[key].position.node):
        return None
    listed = list(entries)
    number = listed.index(key)
    return entries[key], entries[listed[number - 1]].last if number else -1
