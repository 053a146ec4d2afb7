"""A text in place of another, in the style of the other: its quotation marks or sign, its indentation, its width."""

from __future__ import annotations

from sitegen.content.yaml_edit.nodes import LineIndex, ScalarNode
from sitegen.content.yaml_edit.scalars import WIDTH, can_be_block, folded_lines, inline, is_one_paragraph, literal_lines
from sitegen.content.yaml_edit.serializer import SerializedValue, block_scalar, serialize_text
from sitegen.content.yaml_edit.text_edits import EditList, ValuePosition


def replace_text(pen: EditList, slot: ValuePosition, node: ScalarNode, words: str) -> None:
    """Write a text over that of a node."""
    if slot.in_flow:
        pen.replace_in_flow(slot, inline(words, _marks(node), in_flow=True))
    elif slot.is_exact:
        pen.replace(slot, SerializedValue(inline(words, _marks(node))))
    elif node.style in ("|", ">"):
        pen.replace(slot, _as_block(pen, slot, node, words))
    else:
        _replace_in_place(pen, slot, node, words)


def _as_block(pen: EditList, slot: ValuePosition, node: ScalarNode, words: str) -> SerializedValue:
    lines, source = pen.file.lines, pen.file.text
    numbers = _numbers(lines, node)[1:]
    # Of the old sign the number is counted anew; blank lines that a plus kept are no part of another text.
    sign = source[node.start] + ("-" if "-" in source[node.start : lines.end(numbers.start - 1)].split("#")[0] else "")
    column = next((lines.indentation(number) for number in numbers if not lines.is_blank(number)), 0)
    if column <= slot.column:
        column = slot.column + pen.style.step
    if not can_be_block(words):
        return SerializedValue(inline(words))
    room = _width(lines, node) - column
    if node.style == ">" and is_one_paragraph(words):
        old = [source[lines.indented(number) : lines.end(number)] for number in numbers]
        written = folded_lines(words.rstrip("\n"), room, old if all(old) else ())
    else:
        sign, written = sign.replace(">", "|"), literal_lines(words, room)
    return block_scalar(sign, written, column, column - slot.column)


def _replace_in_place(pen: EditList, slot: ValuePosition, node: ScalarNode, words: str) -> None:
    lines, source = pen.file.lines, pen.file.text
    numbers = _numbers(lines, node)
    shown = inline(words, node.style)
    used = lines.column(node.start)
    width = _width(lines, node)
    has_escapes = node.style == '"' and "\\n" in source[node.start : node.end]
    if has_escapes or ("\n" not in words and len(numbers) == 1 and used + len(shown) <= width):
        pen.replace_in_line(node, shown)
    elif len(numbers) == 1 or "\n" in words:
        pen.replace(slot, serialize_text(words, slot.column, used, pen.style, sign=node.style))
    else:
        old = [source[max(lines.indented(n), node.start) : min(lines.end(n), node.end)] for n in numbers]
        below = lines.indentation(numbers[1])
        pieces = folded_lines(shown, width - max(used, below), old if all(old) else ())
        pen.replace_in_line(node, (pen.file.newline + " " * below).join(pieces))


def _marks(node: ScalarNode) -> str:
    return node.style if node.style in ("'", '"') else ""


def _numbers(lines: LineIndex, node: ScalarNode) -> range:
    return range(lines.number(node.start), lines.number(node.end) + 1)


def _width(lines: LineIndex, node: ScalarNode) -> int:
    return max(WIDTH, *(lines.end(number) - lines.start(number) for number in _numbers(lines, node)))
