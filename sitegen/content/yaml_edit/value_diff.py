"""One value changed into another with as little as possible touched: keys, items, texts, and only those that differ.

Comments on lines of their own stay when a key or an item beside them goes: nobody said that they are no longer true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.content.yaml_edit.comments import first_line_with_comments
from sitegen.content.yaml_edit.entries import (
    BlockEntry,
    are_blank_separated,
    delete_entries,
    edit_flow_entries,
    entry_spans,
    insert_below,
    item_entries,
    join_entries,
    key_entries,
)
from sitegen.content.yaml_edit.nodes import ListNode, MappingNode, ScalarNode, has_shared, is_empty
from sitegen.content.yaml_edit.plain_values import NewValue, canonical, diff_lists
from sitegen.content.yaml_edit.scalars import WIDTH
from sitegen.content.yaml_edit.serializer import (
    entry_lines,
    flow_entry,
    flow_value,
    item_lines,
    serialize_item,
    serialize_value,
)
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError, ValuePosition, replace_text, style_like
from sitegen.content.yaml_reader import YamlValue
from sitegen.core.frozen_record import FrozenRecord


def change_value(edits: EditList, position: ValuePosition, old: YamlValue, new: NewValue) -> None:
    """Put another value where one stands, in its style. Raises UnwritableError where that cannot be done."""
    if canonical(old) == canonical(new):
        return
    node = position.node
    if has_shared(node):
        raise UnwritableError
    if not isinstance(new, str | Mapping) and len(new) == 1:
        only = new[0]
        new = only if isinstance(only, str | Mapping) and type(only) is type(old) else new
    if isinstance(node, MappingNode) and isinstance(old, dict) and isinstance(new, Mapping) and old and new:
        change_keys(edits, node, old, {**dict.fromkeys(old), **new}, list(new))
    elif isinstance(node, ListNode) and isinstance(old, list) and not isinstance(new, str | Mapping) and old and new:
        change_items(edits, node, old, new)
    elif isinstance(node, ScalarNode) and isinstance(new, str) and not is_empty(node):
        replace_text(edits, position, node, new)
    else:
        _replace_kind(edits, position, new)


def _replace_kind(edits: EditList, position: ValuePosition, new: NewValue) -> None:
    """Put a value where one of another kind stands, or none.

    Where a text becomes a mapping, it mostly lives on in one of its texts: so they are written like it.
    """
    style, after = edits.style, position.after
    if isinstance(new, Mapping):
        style = style_like(edits, position.node)
    if position.in_flow:
        edits.replace_in_flow(position, flow_value(new, style.quotation_mark))
    elif edits.file.text[after - 1] == "-":
        edits.replace_value(position, serialize_item(new, position.column, style))
    else:
        used = after + 1 - edits.file.lines.start(edits.file.lines.number(after))
        written = serialize_value(new, position.column, used, style, is_exact=position.is_exact)
        edits.replace_value(position, written)


def change_keys(
    edits: EditList,
    node: MappingNode,
    old: Mapping[str, YamlValue],
    new: Mapping[str, NewValue | None],
    order: Sequence[str],
) -> None:
    """Set keys of a mapping, or delete those for which None is given; `order` as for `record_edits.change`.

    Raises UnwritableError where that cannot be done, also if no key would be left.
    """
    entries = key_entries(edits, node)
    kept = [name for name in entries if name not in new or new[name] is not None]
    added = {name: value for name, value in new.items() if value is not None and name not in entries}
    for name in kept:
        value = new.get(name)
        if value is not None:
            change_value(edits, entries[name].position, old.get(name), value)
    if not kept:
        _rewrite_mapping(edits, node, added, order)
    elif node.is_flow:
        _change_flow_keys(edits, node, kept, added, order)
    else:
        _delete_keys(edits, entries, kept)
        for point, names in insertion_points(list(added), kept, order).items():
            _insert_keys(edits, node, entries, point, {name: added[name] for name in names})


def _rewrite_mapping(edits: EditList, node: MappingNode, values: Mapping[str, NewValue], order: Sequence[str]) -> None:
    """All keys of a mapping, where none of the old ones stays."""
    if not values:
        raise UnwritableError
    rank = {name: number for number, name in enumerate(order)}
    values = {name: values[name] for name in sorted(values, key=lambda one: rank.get(one, len(rank)))}
    if node.is_flow:
        edits.replace_span(node.start, node.end, flow_value(values))
        return
    start = node.pairs[0][1].start
    column, lines = edits.file.lines.column(start), edits.file.lines
    written = [line for name, value in values.items() for line in entry_lines(name, value, column, edits.style)]
    edits.replace_span(start, lines.end(lines.number(node.end)), edits.file.newline.join(written)[column:])


def _change_flow_keys(
    edits: EditList, node: MappingNode, kept: Sequence[str], added: Mapping[str, NewValue], order: Sequence[str]
) -> None:
    names = [name for name, _, _ in node.pairs]
    deleted = [number for number, name in enumerate(names) if name not in kept]
    written: dict[int, list[str]] = {}
    for point, group in insertion_points(list(added), kept, order).items():
        number = names.index(point.beside) - (1 if point.is_before else 0)
        while number in deleted:
            number -= 1
        written.setdefault(number, []).extend(flow_entry(name, added[name]) for name in group)
    edit_flow_entries(edits, entry_spans(node), deleted, written)


def _delete_keys(edits: EditList, entries: Mapping[str, BlockEntry], kept: Sequence[str]) -> None:
    listed = list(entries.values())
    deleted = [number for number, name in enumerate(entries) if name not in kept]
    if deleted[:1] == [0] and listed[0].is_inline:
        # What follows, a comment or a key that stays, comes to stand behind the dash.
        count, end = 1, _next(edits, listed[0])
        while count in deleted and end == listed[count].start:
            count, end = count + 1, _next(edits, listed[count])
        edits.replace_span(listed[0].start, end, "")
        deleted = deleted[count:]
    delete_entries(edits, listed, deleted)


def _next(edits: EditList, entry: BlockEntry) -> int:
    """Where the comment or key begins that is below an entry."""
    lines = edits.file.lines
    below = next(number for number in range(entry.last + 1, len(lines)) if not lines.is_blank(number))
    return lines.indented(below)


class InsertionPoint(FrozenRecord):
    """A place for new keys."""

    beside: str
    """A key that is there."""
    is_before: bool
    """Whether it is in front of that key."""


def insertion_points(new: Sequence[str], kept: Sequence[str], order: Sequence[str]) -> dict[InsertionPoint, list[str]]:
    """The places of new keys: those that cause the fewest inversions against `order` among the keys that are kept.

    Of several such places it is the one behind the nearest key before it in the order, else the last. A key that is not
    in the order goes to the end.
    """
    rank = {name: number for number, name in enumerate(order)}
    found: dict[InsertionPoint, list[str]] = {}
    for name in sorted(new, key=lambda one: rank.get(one, len(rank))):
        number = _best_index(rank[name], [rank.get(one, -1) for one in kept]) if name in rank else len(kept)
        point = InsertionPoint(kept[number - 1], is_before=False) if number else InsertionPoint(kept[0], is_before=True)
        found.setdefault(point, []).append(name)
    return found


def _best_index(own: int, ranks: Sequence[int]) -> int:
    """How many keys stand before the new one; a rank of -1 is that of a key which the order does not know."""
    numbers = range(len(ranks) + 1)
    wrong = [sum(one > own for one in ranks[:at]) + sum(0 <= one < own for one in ranks[at:]) for at in numbers]
    best = [at for at in numbers if wrong[at] == min(wrong)]
    earlier = [(one, at + 1) for at, one in enumerate(ranks) if 0 <= one < own]
    behind_nearest = max(earlier, default=(-1, len(ranks)))[1]
    return behind_nearest if behind_nearest in best else best[-1]


def _insert_keys(
    edits: EditList,
    node: MappingNode,
    entries: Mapping[str, BlockEntry],
    point: InsertionPoint,
    values: Mapping[str, NewValue],
) -> None:
    lines, listed, entry = edits.file.lines, list(entries.values()), entries[point.beside]
    written = [entry_lines(name, value, entry.position.column, edits.style) for name, value in values.items()]
    number = list(entries).index(point.beside)
    above = first_line_with_comments(lines, entry.first, listed[number - 1].last if number else -1)
    # What stands right at the head of a file speaks of the file, and stays there.
    is_below_head = node is edits.file.root and not number and above < entry.first
    if not point.is_before or is_below_head:
        insert_below(edits, listed, number, written)
        return
    is_separated = are_blank_separated(edits, listed)
    # All before it goes: where that is behind a dash, so will be what is new.
    start = listed[0].start if listed[0].is_inline else lines.indented(above)
    edits.insert_before(start, join_entries(written, is_separated=is_separated), before_blank=is_separated)


def change_items(edits: EditList, node: ListNode, old: Sequence[YamlValue], new: Sequence[NewValue]) -> None:
    """Make one list of the other: items that are in both stay as they are written, with their comments.

    Raises UnwritableError where that cannot be done.
    """
    found = diff_lists(old, new)
    entries = [] if node.is_flow else item_entries(edits, node)
    for number, new_number in found.changed:
        position = ValuePosition(node.items[number], 0, 0, in_flow=True) if node.is_flow else entries[number].position
        change_value(edits, position, old[number], new[new_number])
    added: dict[int, list[NewValue]] = {}
    for number, new_number in found.added:
        added.setdefault(number, []).append(new[new_number])
    if node.is_flow:
        mark = _style_like_last(node)
        written = {number: [flow_value(value, mark) for value in values] for number, values in added.items()}
        edit_flow_entries(edits, entry_spans(node), found.deleted, written)
        return
    delete_entries(edits, entries, found.deleted)
    for number, values in added.items():
        _insert_items(edits, entries, number, [item_lines_like(edits, node, value) for value in values])


def _insert_items(
    edits: EditList, entries: Sequence[BlockEntry], number: int, written: Sequence[Sequence[str]]
) -> None:
    if number >= 0:
        insert_below(edits, entries, number, written)
        return
    lines, first = edits.file.lines, entries[0]
    if first.is_inline:
        raise UnwritableError
    is_separated = are_blank_separated(edits, entries)
    above = lines.indented(first_line_with_comments(lines, first.first, -1))
    edits.insert_before(above, join_entries(written, is_separated=is_separated), before_blank=is_separated)


def item_lines_like(edits: EditList, node: ListNode, value: NewValue) -> list[str]:
    """The lines of a new item of this list, in braces or in quotation marks where the others are."""
    column, style = edits.file.lines.column(node.start), edits.style
    in_braces = any(isinstance(one, MappingNode) and one.is_flow for one in node.items)
    if in_braces and isinstance(value, Mapping) and column + style.gap + len(flow_value(value)) <= WIDTH:
        return [f"{' ' * column}-{' ' * (style.gap - 1)}{flow_value(value)}"]
    return item_lines(value, column, style.with_mark(_style_like_last(node)) if isinstance(value, str) else style)


def _style_like_last(node: ListNode) -> str:
    """The quotation mark of a list's last item, where it is a text in such."""
    last = node.items[-1]
    return last.quotation_mark if isinstance(last, ScalarNode) else ""
