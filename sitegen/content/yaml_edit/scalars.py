"""One text as YAML: plain, in quotation marks, or as a block of lines; and which texts say the same.

YAML has more than one version, and authors' editors read the files too. So a text stands without quotation marks only
where YAML 1.1 and 1.2 both take it for this text (or for this number or date, which sitegen reads as typed).

Texts are Markdown or words in which any white space will do. A line break between two words of a paragraph is a space
to both, so long lines are broken at spaces; never where the next line would begin a list, a table or the like.

Sources: YAML 1.1, its types of scalars, and YAML 1.2.2, sections 7.3.3 (plain style) and 10.3 (core schema);
CommonMark 0.31.2 for what begins a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

WIDTH: Final = 100
"""Columns to a line of text that is written anew."""
_NARROWEST: Final = 40
"""Columns that a text gets however deep it stands."""

_WORDS: Final = frozenset(
    ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ".inf", "+.inf", ".nan", "...")
)
"""What YAML 1.1 or 1.2 takes for something else than text, in any case of letters."""
_NOT_FIRST: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NOT_PLAIN = re.compile(r":(?:\s|$)| #|^\s|\s$")
_NOT_IN_FLOW = re.compile(r"[\[\]{},?]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What cannot stand in a YAML file as it is, or would be seen as a line break by some readers and not by others."""
_ESCAPED = re.compile(f'{_UNSEEN.pattern[:-1]}\t\n"\\\\]')
_ESCAPES: Final = {"\n": r"\n", "\t": r"\t", '"': r"\"", "\\": r"\\"}

_BEGINS_BLOCK = re.compile(r"[-:|#<>?\s]|[+*_=]+(?:\s|$)|\d{1,9}[.)](?:\s|$)|`{3}|~{3}|\[\^|\[[^\[\]]*\]:")
"""A line that begins so may be no part of a paragraph: a list, heading, quotation, table, rule, footnote, markup."""
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HARD: Final = ("  ", "\\")
"""Line ends that break the line in Markdown."""
_SPACE = re.compile(r"(?<=[^\s\\]) (?=\S)")
_WHOLE = re.compile(r"\[\[[^\[\]]*\]\]|<[^<>]*>")
"""A link stays on one line, as do a web address in angle brackets and markup."""


def inline(words: str, mark: str = "", *, in_flow: bool = False) -> str:
    """A text in one line: within `mark` (a quotation mark) where it can be, else plain, else in quotation marks.

    `in_flow` = within brackets or braces. What cannot be seen is escaped within `"`.
    """
    if not mark and _is_plain(words) and not (in_flow and _NOT_IN_FLOW.search(words)):
        return words
    needs_escapes = bool(_UNSEEN.search(words)) or "\n" in words or "\t" in words
    prefers_single = mark == "'" or (not mark and ('"' in words or "\\" in words) and "'" not in words)
    if prefers_single and not needs_escapes:
        return "'" + words.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, words) + '"'


def _is_plain(words: str) -> bool:
    return not (
        not words
        or words[0] in _NOT_FIRST
        or words.casefold() in _WORDS
        or _NOT_PLAIN.search(words)
        or _UNSEEN.search(words)
        or "\n" in words
        or "\t" in words
    )


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def can_be_block(words: str) -> bool:
    """Whether a text can be written as lines below `|`: its last line has words, and nothing in it is invisible."""
    return bool(words.rstrip("\n").rpartition("\n")[2].strip()) and not _UNSEEN.search(words)


def literal_lines(words: str, room: int) -> list[str]:
    """The lines below `|`, each at most `room` columns wide where it can be broken."""
    return wrap(words.rstrip("\n"), room).split("\n")


def folded_lines(words: str, room: int, old: Sequence[str] = ()) -> list[str]:
    """The lines of one paragraph below `>`, or of one text in quotation marks, each at most `room` columns wide.

    Of the `old` lines, which the author broke, those at both ends that say the same stay; what is between is broken
    anew.
    """
    start, end = 0, len(words)
    before = 0
    while before < len(old) and words.startswith(old[before] + " ", start):
        start += len(old[before]) + 1
        before += 1
    after = len(old)
    while after > before and words.endswith(" " + old[after - 1], start, end):
        end -= len(old[after - 1]) + 1
        after -= 1
    rest = [words[start:end], *old[after:]]
    return [*old[:before], *_fill(rest, [True] * len(rest), room)]


def is_one_paragraph(words: str) -> bool:
    """Whether `>` gives a text back: it is one line, and no space is at its ends."""
    body = words.rstrip("\n")
    return "\n" not in body and body == body.strip()


def wrap(words: str, room: int) -> str:
    """Markdown whose lines are broken at `room` columns, where a line break is a space; it means the same."""
    lines = words.split("\n")
    can_break = [is_prose and not line.endswith(_HARD) for line, is_prose in zip(lines, _are_prose(lines), strict=True)]
    return "\n".join(_fill(lines, can_break, room))


def unwrap(words: str) -> str:
    """The text in a form that is equal for all that say the same: lines of a paragraph joined, no break at the end."""
    lines = words.rstrip("\n").split("\n")
    are_prose = _are_prose(lines)
    joined = [lines[0]]
    for number in range(1, len(lines)):
        is_next = are_prose[number - 1] and are_prose[number] and not lines[number - 1].endswith(_HARD)
        joined += [" " if is_next else "\n", lines[number]]
    return "".join(joined)


def _fill(lines: Sequence[str], can_break: Sequence[bool], room: int) -> list[str]:
    """Lines of which those that are too long are broken; a few words that are left over join the next line."""
    found: list[str] = []
    rest = ""
    for number, line in enumerate(lines):
        pieces = _break_line(rest + line, room) if can_break[number] else [line]
        has_rest = len(pieces) > 1 and 2 * len(pieces[-1]) < room and any(can_break[number + 1 : number + 2])
        rest = f"{pieces.pop()} " if has_rest else ""
        found += pieces
    return found


def _break_line(line: str, room: int) -> list[str]:
    """A line as several that are at most `room` columns wide, where there are places to break it."""
    room = max(room, _NARROWEST)
    pieces, start, last = [], 0, 0
    for place in [*_break_points(line), len(line)]:
        if place - start > room and last > start:
            pieces.append(line[start:last])
            start = last + 1
        last = place
    return [*pieces, line[start:]]


def _break_points(line: str) -> Iterator[int]:
    """The spaces at which a line can be broken."""
    whole = [match.span() for match in _WHOLE.finditer(line)]
    for match in _SPACE.finditer(line):
        place = match.start()
        while whole and whole[0][1] <= place:
            whole.pop(0)
        if not (whole and whole[0][0] < place) and not _BEGINS_BLOCK.match(line, place + 1):
            yield place


def _are_prose(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is one of a paragraph, in which a line break is a space.

    Where it is not quite sure the answer is no: then the line just stays as it is.
    """
    found = [False] * len(lines)
    fence, is_markup, start = "", False, 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip():
            run = lines[start:number]
            if run and not fence and not is_markup:
                found[start:number] = [not any(_BEGINS_BLOCK.match(one) for one in run)] * len(run)
            start = number + 1
        is_markup = is_markup or line.startswith("<")
        mark = _FENCE.match(line)
        if mark:
            is_end = bool(fence) and mark[1].startswith(fence) and line.strip() == mark[1]
            fence = "" if is_end else fence or mark[1]
    return found
