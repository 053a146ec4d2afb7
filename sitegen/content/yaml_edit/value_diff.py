"""One value changed into another with as little as possible touched: keys, items, texts, and only those that differ.

Comments on lines of their own stay when a key or an item beside them goes: nobody said that they are no longer true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.content.yaml_edit import flow_style
from sitegen.content.yaml_edit.block_items import (
    BlockEntry,
    are_blank_separated,
    delete_entries,
    insert_below,
    item_entries,
    join_entries,
    key_entries,
)
from sitegen.content.yaml_edit.comments import first_line_with_comments
from sitegen.content.yaml_edit.key_order import InsertionPoint, diff_lists, insertion_points
from sitegen.content.yaml_edit.nodes import ListNode, MappingNode, ScalarNode, has_shared, is_empty
from sitegen.content.yaml_edit.plain_values import NewValue, canonical
from sitegen.content.yaml_edit.scalar_style import replace_text
from sitegen.content.yaml_edit.scalars import WIDTH
from sitegen.content.yaml_edit.serializer import (
    entry_lines,
    flow_entry,
    flow_value,
    item_lines,
    serialize_item,
    serialize_value,
)
from sitegen.content.yaml_edit.text_edits import EditList, UnwritableError, ValuePosition
from sitegen.content.yaml_reader import YamlValue


def change_value(pen: EditList, slot: ValuePosition, old: YamlValue, new: NewValue) -> None:
    """Put a value into a slot, in the style of what is there. Raises UnwritableError where that cannot be done."""
    if canonical(old) == canonical(new):
        return
    node = slot.node
    if has_shared(node):
        raise UnwritableError
    if not isinstance(new, str | Mapping) and len(new) == 1:
        only = new[0]
        new = only if isinstance(only, str | Mapping) and type(only) is type(old) else new
    if isinstance(node, MappingNode) and isinstance(old, dict) and isinstance(new, Mapping) and old and new:
        change_keys(pen, node, old, {**dict.fromkeys(old), **new}, list(new))
    elif isinstance(node, ListNode) and isinstance(old, list) and not isinstance(new, str | Mapping) and old and new:
        change_items(pen, node, old, new)
    elif isinstance(node, ScalarNode) and isinstance(new, str) and not is_empty(node):
        replace_text(pen, slot, node, new)
    elif slot.in_flow:
        pen.replace_in_flow(slot, flow_value(new))
    elif pen.file.text[slot.after - 1] == "-":
        pen.replace(slot, serialize_item(new, slot.column, pen.style))
    else:
        used = slot.after + 1 - pen.file.lines.start(pen.file.lines.number(slot.after))
        pen.replace(slot, serialize_value(new, slot.column, used, pen.style, is_exact=slot.is_exact))


def change_keys(
    pen: EditList,
    node: MappingNode,
    old: Mapping[str, YamlValue],
    new: Mapping[str, NewValue | None],
    order: Sequence[str],
) -> None:
    """Set keys of a mapping, or take out those for which None is given."""
    parts = key_entries(pen, node)
    kept = [name for name in parts if name not in new or new[name] is not None]
    added = {name: value for name, value in new.items() if value is not None and name not in parts}
    for name in kept:
        value = new.get(name)
        if value is not None:
            change_value(pen, parts[name].slot, old.get(name), value)
    if not kept:
        _rewrite_mapping(pen, node, added, order)
    elif node.is_flow:
        _change_flow_keys(pen, node, kept, added, order)
    else:
        _delete_keys(pen, parts, kept)
        for place, names in insertion_points(list(added), kept, order).items():
            _insert_keys(pen, node, parts, place, {name: added[name] for name in names})


def _rewrite_mapping(pen: EditList, node: MappingNode, values: Mapping[str, NewValue], order: Sequence[str]) -> None:
    """All keys of a mapping, where none of the old ones stays."""
    if not values:
        raise UnwritableError
    rank = {name: number for number, name in enumerate(order)}
    values = {name: values[name] for name in sorted(values, key=lambda one: rank.get(one, len(rank)))}
    if node.is_flow:
        pen.put(node.start, node.end, flow_value(values))
        return
    start = node.pairs[0][1].start
    column = pen.file.lines.column(start)
    lines = [line for name, value in values.items() for line in entry_lines(name, value, column, pen.style)]
    pen.put(start, pen.file.lines.end(pen.file.lines.number(node.end)), pen.file.newline.join(lines)[column:])


def _change_flow_keys(
    pen: EditList, node: MappingNode, kept: Sequence[str], added: Mapping[str, NewValue], order: Sequence[str]
) -> None:
    names = [name for name, _, _ in node.pairs]
    gone = [number for number, name in enumerate(names) if name not in kept]
    written: dict[int, list[str]] = {}
    for place, group in insertion_points(list(added), kept, order).items():
        number = names.index(place.beside) - (1 if place.is_before else 0)
        while number in gone:
            number -= 1
        written.setdefault(number, []).extend(flow_entry(name, added[name]) for name in group)
    flow_style.edit_flow_entries(pen, flow_style.entry_spans(node), gone, written)


def _delete_keys(pen: EditList, parts: Mapping[str, BlockEntry], kept: Sequence[str]) -> None:
    listed = list(parts.values())
    gone = [number for number, name in enumerate(parts) if name not in kept]
    if gone[:1] == [0] and listed[0].is_inline:
        # What follows, a comment or a key that stays, comes to stand behind the dash.
        count, end = 1, _next(pen, listed[0])
        while count in gone and end == listed[count].start:
            count, end = count + 1, _next(pen, listed[count])
        pen.put(listed[0].start, end, "")
        gone = gone[count:]
    delete_entries(pen, listed, gone)


def _next(pen: EditList, part: BlockEntry) -> int:
    """Where the comment or key begins that is below a part."""
    lines = pen.file.lines
    below = next(number for number in range(part.last + 1, len(lines)) if not lines.is_blank(number))
    return lines.indented(below)


def _insert_keys(
    pen: EditList,
    node: MappingNode,
    parts: Mapping[str, BlockEntry],
    place: InsertionPoint,
    values: Mapping[str, NewValue],
) -> None:
    lines, listed, part = pen.file.lines, list(parts.values()), parts[place.beside]
    written = [entry_lines(name, value, part.slot.column, pen.style) for name, value in values.items()]
    number = list(parts).index(place.beside)
    above = first_line_with_comments(lines, part.first, listed[number - 1].last if number else -1)
    # What stands right at the head of a file speaks of the file, and stays there.
    is_below_head = node is pen.file.root and not number and above < part.first
    if not place.is_before or is_below_head:
        insert_below(pen, listed, number, written)
        return
    is_airy = are_blank_separated(pen, listed)
    # All before it goes: where that is behind a dash, so will be what is new.
    start = listed[0].start if listed[0].is_inline else lines.indented(above)
    pen.put_before(start, join_entries(written, is_airy=is_airy), is_spaced=is_airy)


def change_items(pen: EditList, node: ListNode, old: Sequence[YamlValue], new: Sequence[NewValue]) -> None:
    """Make one list of another: items that are in both stay as they are written, with their comments."""
    found = diff_lists(old, new)
    parts = [] if node.is_flow else item_entries(pen, node)
    for number, new_number in found.changed:
        slot = ValuePosition(node.items[number], 0, 0, in_flow=True) if node.is_flow else parts[number].slot
        change_value(pen, slot, old[number], new[new_number])
    added: dict[int, list[NewValue]] = {}
    for number, new_number in found.added:
        added.setdefault(number, []).append(new[new_number])
    if node.is_flow:
        sign = _quotation_mark(node)
        written = {number: [flow_value(value, sign) for value in values] for number, values in added.items()}
        flow_style.edit_flow_entries(pen, flow_style.entry_spans(node), found.gone, written)
        return
    delete_entries(pen, parts, found.gone)
    for number, values in added.items():
        _insert_items(pen, parts, number, [item_lines_like(pen, node, value) for value in values])


def _insert_items(pen: EditList, parts: Sequence[BlockEntry], number: int, written: Sequence[Sequence[str]]) -> None:
    if number >= 0:
        insert_below(pen, parts, number, written)
        return
    lines, first = pen.file.lines, parts[0]
    if first.is_inline:
        raise UnwritableError
    is_airy = are_blank_separated(pen, parts)
    above = lines.indented(first_line_with_comments(lines, first.first, -1))
    pen.put_before(above, join_entries(written, is_airy=is_airy), is_spaced=is_airy)


def item_lines_like(pen: EditList, node: ListNode, value: NewValue) -> list[str]:
    """The lines of a new item, in braces or in quotation marks where the others are."""
    column = pen.file.lines.column(node.start)
    in_braces = any(isinstance(one, MappingNode) and one.is_flow for one in node.items)
    if in_braces and isinstance(value, Mapping) and column + pen.style.gap + len(flow_value(value)) <= WIDTH:
        return [f"{' ' * column}-{' ' * (pen.style.gap - 1)}{flow_value(value)}"]
    return item_lines(value, column, pen.style, _quotation_mark(node))


def _quotation_mark(node: ListNode) -> str:
    """The quotation mark of a list's last item, where it is a text in such."""
    last = node.items[-1]
    return last.style if isinstance(last, ScalarNode) and last.style in ("'", '"') else ""
