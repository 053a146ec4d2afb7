"""The bytes of a file → text, and the front matter that may stand before it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sitegen.problems import Location, Problems

_FENCE: Final = "---"
_KEY = re.compile(r"^[^\s#:\-][^:\n]*:(?:\s|$)", re.MULTILINE)
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\f\v\x1b"})
_MANY: Final = 4
_SHARE: Final = 0.1
"""Of the characters; texts have one or two of these by mistake."""
_WIDE: Final = (("UTF-32", "utf-32-le"), ("UTF-32", "utf-32-be"), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"))
_LOOKED_AT: Final = 4000
_MOST_ODD: Final = 0.02
_LEAST_PLAIN: Final = 0.04
_PLAIN: Final = frozenset(' \n\r\t.,、。，—-"#')
_ONLY_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|\Z))*\Z")


def decode(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file without its byte order mark; None, with a problem, if it is not UTF-8.

    Bytes of which many are control characters are no text, although they may be UTF-8: UTF-16 without a mark is so.
    Reports: not-utf8, with line and column of the first bad byte, and its position counted from 0.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        _tell(raw, error.start, file, problems)
        return None
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls >= _MANY and controls >= len(text) * _SHARE:
        _tell(raw, next(at for at, byte in enumerate(raw) if byte in _CONTROLS), file, problems)
        return None
    return text.removeprefix("\ufeff")


def _tell(raw: bytes, start: int, file: str, problems: Problems) -> None:
    line_start = max(raw.rfind(b"\n", 0, start), raw.rfind(b"\r", 0, start)) + 1
    before = raw[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    place = Location(file, before.count(b"\n") + 1, len(raw[line_start:start].decode("utf-8-sig")) + 1)
    hint = f"save it as UTF-8; it seems to be {_encoding(raw)}"
    problems.add(place, "not-utf8", f"not UTF-8: byte 0x{raw[start]:02X} at position {start}", hint)


def _encoding(raw: bytes) -> str:
    """What bytes that are no UTF-8 most likely are."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return next((name for name, codec in _WIDE if _is_text(raw, codec)), "Windows-1252 or Latin-1")


def _is_text(raw: bytes, codec: str) -> bool:
    """Whether these bytes are words in an encoding of two or four bytes for a character.

    Other bytes that are read so give characters of many scripts, and hardly a blank or a line end among them.
    """
    try:
        text = raw[:_LOOKED_AT].decode(codec)
    except UnicodeDecodeError:
        return False
    odd = sum(unicodedata.category(one)[0] == "C" and one not in "\t\n\r\f" for one in text)
    plain = sum(one in _PLAIN for one in text)
    return bool(text) and odd <= len(text) * _MOST_ODD and plain >= len(text) * _LEAST_PLAIN


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
