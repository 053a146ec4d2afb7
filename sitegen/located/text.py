"""The bytes of a file → text, and the front matter that may stand before it."""

from __future__ import annotations

import re
from typing import Final

from sitegen.problems import Location, Problems

_FENCE: Final = "---"
_KEY = re.compile(r"^[^\s#:\-][^:\n]*:(?:\s|$)", re.MULTILINE)
_ONLY_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z")


def decode(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file without its byte order mark; None, with a problem, if it is not UTF-8.

    Reports: not-utf8, with line and column of the first bad byte, and its position counted from 0.
    """
    try:
        return raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        start = error.start
    line_start = max(raw.rfind(b"\n", 0, start), raw.rfind(b"\r", 0, start)) + 1
    before = raw[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    place = Location(file, before.count(b"\n") + 1, len(raw[line_start:start].decode("utf-8-sig")) + 1)
    is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    hint = "save it as UTF-8; it seems to be " + ("UTF-16" if is_utf16 else "Windows-1252 or Latin-1")
    problems.add(place, "not-utf8", f"not UTF-8: byte 0x{raw[start]:02X} at position {start}", hint)
    return None


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """The YAML between the two `---` lines at the head of a text (None if there is none), the body, its first line.

    The YAML begins in line 2, the body in the line given, counted from 1. Two rules with prose between them are no
    front matter: a line of it has to be a key.
    """
    text = text.removeprefix("\ufeff")
    if not text.startswith(_FENCE):
        return None, text, 1
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = text.find("\n") + 1
    if not start or text[:start].strip() != _FENCE:
        return None, text, 1
    end = text.find(_FENCE, start)
    while end >= 0:
        line_end = text.find("\n", end)
        rest = text[end + 3 : line_end if line_end >= 0 else len(text)]
        if text[end - 1] == "\n" and not rest.strip():
            return _split_at(text, start, end, line_end)
        end = text.find(_FENCE, end + 3)
    return None, text, 1


def _split_at(text: str, start: int, end: int, line_end: int) -> tuple[str | None, str, int]:
    matter = text[start:end]
    if not _KEY.search(matter) and not _ONLY_COMMENTS.match(matter):
        return None, text, 1
    body = text[line_end + 1 :] if line_end >= 0 else ""
    return matter, body, matter.count("\n") + 3


def is_unclosed(text: str) -> bool:
    """Whether a text that has no front matter begins as if it should have some: `---`, a key, and no second `---`."""
    first, _, rest = text.partition("\n")
    return first.rstrip() == _FENCE and bool(_KEY.match(rest))
