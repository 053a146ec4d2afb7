"""What the author of broken YAML was about to write, where the text shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

QUOTES_HINT: Final = "put the whole value in quotes"

_MERGE: Final = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_BLOCK: Final = re.compile(r"[ ]*(?:- +)*(?P<key>[^\s:#\-][^:]*): +(?P<indicator>[|>][-+0-9]*)[ \t]*(?:#.*)?$")
_KEY: Final = re.compile(r"(?P<key>[^\s:#\-\[{\"'][^:]*):(?:\s|$)")
_VALUE: Final = re.compile(
    r"""[ ]*(?:-[ ]+)*(?:[^\s:#\-'"\[{][^:]*:[ ]+)?"""
    r"""(?P<value>'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|\[[^\[\]]*\]|\{[^{}]*\})(?P<rest>[ \t]*[^\s#,].*)"""
)
"""A value that is in quotes or brackets, and what stands behind it on its line."""
_LONGEST: Final = 40

WIDE_SIGNS: Final = {
    "\uff1a": "full-width colon", "\ufe55": "small colon", "\u2236": "sign for a ratio",
    "\u02d0": "sign for a long vowel", "\ua789": "letter that looks like a colon",
}  # fmt: skip
"""What is taken for a colon by eye, and not by YAML."""


class LikelyCause(NamedTuple):
    """What is most likely wrong with a YAML text."""

    line: int
    """From 0."""
    column: int
    """In code points, from 0."""
    meaning: str
    """What is wrong there, for a message."""
    hint: str
    """What to do."""


def likely_cause(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """What the author most likely meant, going by libyaml's message and the text; None where the text does not show it.

    `lines` are those of the text, `line` is the one of the message, from 0.
    """
    return (
        _merge_conflict(lines)
        or _unindented_block(lines, line)
        or _wide_colon(lines, line)
        or _text_after_quote(message, lines, line)
        or _missing_dash(message, lines, line)
    )


def wide_colon_hint(text: str) -> str:
    """A hint for a text in which a sign stands that looks like a colon (`WIDE_SIGNS`); empty if there is none."""
    sign = next((one for one in text if one in WIDE_SIGNS), "")
    return f'"{sign}" is a {WIDE_SIGNS[sign]}: write ":" and a space behind it' if sign else ""


def _merge_conflict(lines: Sequence[str]) -> LikelyCause | None:
    """Lines that version control leaves in a file of which it has two versions."""
    found = [number for number, text in enumerate(lines) if _MERGE.match(text)]
    if not any(lines[number].startswith("<") for number in found):
        return None
    hint = "choose one of the two texts, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return LikelyCause(found[0], 0, "a merge was begun here and not ended", hint)


def _unindented_block(lines: Sequence[str], line: int) -> LikelyCause | None:
    """Text below `body: |` that is not indented."""
    above = next((number for number in range(min(line, len(lines)) - 1, -1, -1) if lines[number].strip()), -1)
    match = _BLOCK.match(lines[above]) if above >= 0 else None
    if not match or line >= len(lines) or _KEY.match(lines[line].lstrip("- ")):
        return None
    indentation = match.start("key")
    if len(lines[line]) - len(lines[line].lstrip()) > indentation:
        return None
    head = f"{match['key']}: {match['indicator']}"
    meaning = f"this is neither `key: value` nor a part of the text above, `{head}`"
    hint = f"text below `{head}` has to be indented by {indentation + 2} spaces, in each of its lines"
    return LikelyCause(line, len(lines[line]) - len(lines[line].lstrip()), meaning, hint)


def _wide_colon(lines: Sequence[str], line: int) -> LikelyCause | None:
    """A line without a colon of its own in which one of another script stands."""
    text = lines[line] if line < len(lines) else ""
    place = next((place for place, one in enumerate(text) if one in WIDE_SIGNS), -1)
    if place < 0 or ":" in text[:place]:
        return None
    return LikelyCause(line, place, "this line has no colon that YAML knows", wide_colon_hint(text))


def _text_after_quote(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """Something behind a value that is ended by the quotation mark or bracket it began with."""
    if "expected key" not in message and "'-' indicator" not in message:
        return None
    match = _VALUE.match(lines[line]) if line < len(lines) else None
    if not match:
        return None
    begin, value, rest = match.start("value"), match["value"], match["rest"]
    shown = rest.strip() if len(rest) <= _LONGEST else f"{rest.strip()[:_LONGEST]}…"
    if value[0] == "'" and value[-2:-1].isalnum() and rest[0].isalnum():
        hint = 'write the value in "…", or the apostrophe twice'
        return LikelyCause(line, match.start("rest") - 1, "this apostrophe ends the quotation", hint)
    if value[0] in "'\"":
        other = "'…'" if value[0] == '"' else '"…"'
        meaning = f"the quotation ends here, before `{shown}`"
        return LikelyCause(line, match.start("rest") - 1, meaning, f"write the whole value in {other}")
    what = "list" if value[0] == "[" else "mapping"
    return LikelyCause(line, begin, f"`{value[0]}` begins a {what}, which ends before `{shown}`", QUOTES_HINT)


def _missing_dash(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """A key at the margin below a list, where the next item seems to begin."""
    match = _KEY.match(lines[line]) if "'-' indicator" in message and line < len(lines) else None
    if not match:
        return None
    hint = f"if a new record begins here, put `- ` before `{match['key']}`, and two spaces before its other lines"
    return LikelyCause(line, 0, "this is no item of the list above", hint)
