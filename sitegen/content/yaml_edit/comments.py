"""Which comments and blank lines belong to what: above it, below it, between it and the next. Lines count from 0.

Comment lines directly above a record or a key speak of it; those above the first record of a list are at the head of
the file, and speak of all. Those directly below are of what ends there where they are indented deeper than what
follows, or where a blank line or the end of the file follows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from sitegen.content.yaml_edit.nodes import LineIndex

_FOR_EDITORS = re.compile(r"#\s*(?:yaml-language-server:|vim:|-\*-)")
"""What programs read at the head of a file speaks of the file."""


def first_line_with_comments(lines: LineIndex, line: int, above: int) -> int:
    """The first line of what begins in `line`, with comments directly above; what is before ends in line `above`."""
    column = lines.indentation(line)
    while line - 1 > above and lines.is_comment(line - 1) and lines.indentation(line - 1) <= column:
        if _FOR_EDITORS.match(lines.text, lines.indented(line - 1)):
            break
        line -= 1
    return line


def last_line_with_comments(lines: LineIndex, line: int, column: int) -> int:
    """The last line of what ends in `line` and began in `column`, with the comments below that are its own."""
    last = line
    while last + 1 < len(lines) and lines.is_comment(last + 1) and lines.indentation(last + 1) >= column:
        last += 1
    if last + 1 < len(lines) and not lines.is_blank(last + 1):
        following = lines.indentation(last + 1)
        while last > line and lines.indentation(last) <= following:
            last -= 1
    for number in range(last + 1, len(lines)):
        # Behind a blank line only what is indented deeper; a text put before it would swallow it.
        if lines.is_comment(number) and lines.indentation(number) > column:
            last = number
        elif not lines.is_blank(number):
            break
    return last


def has_blank_between(lines: LineIndex, after: int, before: int) -> bool:
    """Whether a blank line is between two lines."""
    return any(lines.is_blank(number) for number in range(after + 1, before))


def are_mostly_separated(lines: LineIndex, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether blank lines part more than half of what stands one below the other, given as first and last lines."""
    gaps = [has_blank_between(lines, last, first) for (_, last), (first, _) in itertools.pairwise(spans)]
    return 2 * sum(gaps) > len(gaps)


def deletion_span(lines: LineIndex, first: int, last: int, floor: int = -1, *, is_end: bool = False) -> tuple[int, int]:
    """The span of the text that goes with these lines: also blank lines above or below, where those of both would meet.

    What is before ends in line `floor`. `is_end`: with these lines ends what they are in; then the blank lines above
    go, which parted it within, and what follows stays as far from it as it was. The line break above goes and not the
    one below, so that the end of a file stays as it is, with one or without.
    """
    above, below = first, last
    while above and above - 1 > floor and lines.is_blank(above - 1):
        above -= 1
    while below + 1 < len(lines) and lines.is_blank(below + 1):
        below += 1
    if floor >= 0 and above - 1 == floor and lines.is_blank(floor):
        # An indicator keeps the blank lines above: those below would become part of its text.
        first, last = above, max(last, min(below, len(lines) - 2))
    elif not above:
        first, last = 0, below
    elif is_end or (above < first and below > last) or below + 1 == len(lines):
        first = above
    if first:
        return lines.end(first - 1), lines.end(last)
    return 0, lines.start(last + 1) if last + 1 < len(lines) else lines.end(last)
