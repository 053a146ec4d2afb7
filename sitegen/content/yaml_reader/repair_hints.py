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
_JOINED_DASH: Final = re.compile(r"[ ]*(?:- +)*(?P<sign>-)(?P<rest>[^\s\d\-].*)")
_STAR: Final = re.compile(r"[ ]*(?P<sign>\*)[ ]+(?P<rest>\S.*)")
_JOINED_COLON: Final = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<rest>[^\s:/].*)")
_FOREIGN_SPACE: Final = re.compile(r"(?:[ ]*|[ ]*(?:- +)*[A-Za-z_][\w-]*:)(?P<space>[\xa0\u2000-\u200b\u202f\u3000])")
_OPENS_QUOTE: Final = re.compile(
    r"""[ ]*(?:-[ ]+)*(?:[^\s:#\-'"\[{][^:]*:[ ]+)?(?P<mark>"(?!(?:[^"\\]|\\.)*")|'(?![^']*')).*"""
)
_BEFORE_QUOTE: Final = re.compile(r"[ ]*(?:- +)*(?:[^\s:#][^:]*:[ ]+)?[\[{]?")
_ITEM_KEY: Final = re.compile(r"(?P<lead>[ ]*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?:[ ]+(?P<value>[^\s#].*))?[ ]*$")
_NO_COLON: Final = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*)(?: [^:]*)?$")
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
    if not lines:
        return None
    return (
        _merge_conflict(lines)
        or _unindented_block(lines, line)
        or _wide_colon(lines, line)
        or _foreign_space(lines, line)
        or _joined_dash(lines, line)
        or _text_after_quote(message, lines, line)
        or _open_quote(message, lines, line)
        or _joined_colon(message, lines, line)
        or _missing_dash(message, lines, line)
        or _wrong_indentation(message, lines, line)
        or _missing_colon(message, lines, line)
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


def key_fault(key: str) -> tuple[str, str] | None:
    """Message and hint for a key that is none: `-title`, or one behind a space that YAML takes for a letter."""
    cause = _foreign_space([key], 0) or _joined_dash([key], 0)
    return (cause.meaning, cause.hint) if cause else None


def joined_colon_hint(text: str) -> str:
    """A hint for a line whose colon has no space behind it: `name:Ana`; empty for any other."""
    match = _JOINED_COLON.match(text)
    return f"write a space behind the colon: `{match['key']}: {_shown(match['rest'])}`" if match else ""


def _foreign_space(lines: Sequence[str], line: int) -> LikelyCause | None:
    """A space of another kind at the beginning of a line, or behind a colon; to the eye they are all alike."""
    for number in _with_above(lines, line):
        if match := _FOREIGN_SPACE.match(lines[number]):
            sign = ord(match["space"][0])
            hint = "delete it, and type the space anew; texts from web pages and word processors bring such"
            return LikelyCause(number, match.start("space"), f"this space (U+{sign:04X}) is none for YAML", hint)
    return None


def _joined_dash(lines: Sequence[str], line: int) -> LikelyCause | None:
    """A list item whose hyphen has no space behind it, or that begins with another sign."""
    for number in _with_above(lines, line):
        if match := _JOINED_DASH.match(lines[number]):
            meaning = "there is no space behind the hyphen of this item"
            return LikelyCause(number, match.start("sign"), meaning, f"write `- {_shown(match['rest'])}`")
        if match := _STAR.match(lines[number]):
            meaning = f'"{match["sign"]}" begins no item of a list'
            return LikelyCause(number, match.start("sign"), meaning, f"write `- {_shown(match['rest'])}`")
    return None


def _open_quote(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """A quotation that goes on to the mark which should have opened another one, lines below."""
    if "expected key" not in message or line >= len(lines):
        return None
    for number in range(line - 1, -1, -1):
        match = _OPENS_QUOTE.match(lines[number])
        if match and match["mark"] in lines[line]:
            before, mark, rest = lines[line].partition(match["mark"])
            if not _BEFORE_QUOTE.fullmatch(before):
                other = "'…'" if mark == '"' else '"…"'
                meaning = f"a quotation that began above ends here, before `{_shown(rest)}`"
                return LikelyCause(line, len(before), meaning, f"write the whole value in {other}")
            hint = f"close the quotation on its line: `{_shown(lines[number].strip())}{match['mark']}`"
            return LikelyCause(number, match.start("mark"), "a quotation mark is opened here and not closed", hint)
        if '"' in lines[number] or "'" in lines[number]:
            return None
    return None


def _joined_colon(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """A key whose colon has no space behind it: then it is no key, and what follows has no place."""
    if "mapping values" not in message and "expected ':'" not in message:
        return None
    for number in _with_above(lines, line):
        if match := _JOINED_COLON.match(lines[number]):
            place = match.end("key")
            meaning, hint = "there is no space behind this colon", joined_colon_hint(lines[number])
            return LikelyCause(number, place, meaning, hint)
    return None


def _missing_dash(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """A line that stands where the dashes of the list above do, and has none."""
    if line >= len(lines) or not ("'-' indicator" in message or "expected ':'" in message):
        return None
    text, column = lines[line].strip(), _indentation(lines[line])
    if column not in _dashes_above(lines, line):
        return None
    match, meaning = _KEY.match(text), "this is no item of the list above"
    if not match:
        hint = f"put `- ` before it, `- {_shown(text)}`; or, if it goes on with the item above, two spaces"
    else:
        what, others = "record" if not column else "item", "and two spaces before its other lines"
        hint = f"if a new {what} begins here, put `- ` before `{match['key']}`, {others}"
        hint += f"; if it belongs to the {what} above, put two spaces before it" if column else ""
    return LikelyCause(line, column, meaning, hint)


def _wrong_indentation(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """A key that stands neither where the one above it does, nor below a key without a value."""
    if line >= len(lines) or not ("mapping values" in message or "'-' indicator" in message):
        return None
    above, here = _above(lines, line), _ITEM_KEY.match(lines[line])
    before = _ITEM_KEY.match(lines[above]) if above >= 0 else None
    if not before or not here or not before["value"] or before["value"][0] in "|>&" or "- " in here["lead"]:
        return None
    column, wanted = here.start("key"), before.start("key")
    if column == wanted:
        return None
    key, other = here["key"], before["key"]
    meaning = (
        f"`{key}` stands {'deeper' if column > wanted else 'less deep'} than `{other}` above it, which has a value"
    )
    return LikelyCause(line, column, meaning, f"begin `{key}` in the column of `{other}`: {_spaces(wanted)} before it")


def _missing_colon(message: str, lines: Sequence[str], line: int) -> LikelyCause | None:
    """A line without a colon above the one at which YAML stops, or that line itself."""
    if "mapping values" not in message and "expected ':'" not in message:
        return None
    numbers = [line] if "expected ':'" in message else [_above(lines, line)]
    match = _NO_COLON.match(lines[numbers[0]]) if 0 <= numbers[0] < len(lines) else None
    if not match:
        return None
    meaning = "this line is neither `key: value` nor a list item"
    return LikelyCause(numbers[0], match.start("key"), meaning, f"is a colon missing behind `{match['key']}`?")


def _with_above(lines: Sequence[str], line: int) -> list[int]:
    """A line and the nearest one above it that is not blank, so far as they are there."""
    return [number for number in (line, _above(lines, line)) if 0 <= number < len(lines)]


def _above(lines: Sequence[str], line: int) -> int:
    return next((one for one in range(min(line, len(lines)) - 1, -1, -1) if lines[one].strip()), -1)


def _dashes_above(lines: Sequence[str], line: int) -> set[int]:
    """The columns in which items of the lists begin that may go on in a line."""
    found, column = set(), _indentation(lines[line])
    for number in range(line - 1, -1, -1):
        indentation = _indentation(lines[number])
        if lines[number].strip() and indentation < column:
            break
        if indentation == column and lines[number][column:].startswith("- "):
            found.add(column)
            break
    return found


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _spaces(count: int) -> str:
    return "no space" if not count else "1 space" if count == 1 else f"{count} spaces"


def _shown(words: str) -> str:
    return words.strip() if len(words) <= _LONGEST else f"{words[:_LONGEST].strip()}…"
