"""A text in place of another, in the style of the other: its quotation marks or sign, its indentation, its width."""

from __future__ import annotations

from sitegen.content.yaml_edit.nodes import Lines, TextNode
from sitegen.content.yaml_edit.scalars import WIDTH, can_be_block, folded, inline, is_one_paragraph, literal
from sitegen.content.yaml_edit.serializer import Written, block, text
from sitegen.content.yaml_edit.text_edits import Pen, Slot


def rewrite(pen: Pen, slot: Slot, node: TextNode, words: str) -> None:
    """Write a text over that of a node."""
    if slot.in_flow:
        pen.replace_in_flow(slot, inline(words, _marks(node), in_flow=True))
    elif slot.is_exact:
        pen.replace(slot, Written(inline(words, _marks(node))))
    elif node.style in ("|", ">"):
        pen.replace(slot, _as_block(pen, slot, node, words))
    else:
        _in_line(pen, slot, node, words)


def _as_block(pen: Pen, slot: Slot, node: TextNode, words: str) -> Written:
    lines, source = pen.file.lines, pen.file.text
    numbers = _numbers(lines, node)[1:]
    # Of the old sign the number is counted anew; blank lines that a plus kept are no part of another text.
    sign = source[node.start] + ("-" if "-" in source[node.start : lines.end(numbers.start - 1)].split("#")[0] else "")
    column = next((lines.indentation(number) for number in numbers if not lines.is_blank(number)), 0)
    if column <= slot.column:
        column = slot.column + pen.style.step
    if not can_be_block(words):
        return Written(inline(words))
    room = _width(lines, node) - column
    if node.style == ">" and is_one_paragraph(words):
        old = [source[lines.indented(number) : lines.end(number)] for number in numbers]
        written = folded(words.rstrip("\n"), room, old if all(old) else ())
    else:
        sign, written = sign.replace(">", "|"), literal(words, room)
    return block(sign, written, column, column - slot.column)


def _in_line(pen: Pen, slot: Slot, node: TextNode, words: str) -> None:
    lines, source = pen.file.lines, pen.file.text
    numbers = _numbers(lines, node)
    shown = inline(words, node.style)
    used = lines.column(node.start)
    width = _width(lines, node)
    has_escapes = node.style == '"' and "\\n" in source[node.start : node.end]
    if has_escapes or ("\n" not in words and len(numbers) == 1 and used + len(shown) <= width):
        pen.replace_in_line(node, shown)
    elif len(numbers) == 1 or "\n" in words:
        pen.replace(slot, text(words, slot.column, used, pen.style, sign=node.style))
    else:
        old = [source[max(lines.indented(n), node.start) : min(lines.end(n), node.end)] for n in numbers]
        below = lines.indentation(numbers[1])
        pieces = folded(shown, width - max(used, below), old if all(old) else ())
        pen.replace_in_line(node, (pen.file.newline + " " * below).join(pieces))


def _marks(node: TextNode) -> str:
    return node.style if node.style in ("'", '"') else ""


def _numbers(lines: Lines, node: TextNode) -> range:
    return range(lines.number(node.start), lines.number(node.end) + 1)


def _width(lines: Lines, node: TextNode) -> int:
    return max(WIDTH, *(lines.end(number) - lines.start(number) for number in _numbers(lines, node)))
