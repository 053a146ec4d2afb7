"""The bytes of a file → text."""

from __future__ import annotations

import unicodedata
from typing import Final

from sitegen.core.problems import Location, Problems

_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\f\v\x1b"})
_MANY: Final = 4
_SHARE: Final = 0.1
"""Of the characters; texts have one or two of these by mistake."""
_WIDE: Final = (("UTF-32", "utf-32-le"), ("UTF-32", "utf-32-be"), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"))
_LOOKED_AT: Final = 4000
_MOST_ODD: Final = 0.02
_LEAST_PLAIN: Final = 0.04
_PLAIN: Final = frozenset(' \n\r\t.,、。，—-"#')


def decode(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file without its byte order mark; None, with a problem, if it is not UTF-8.

    Bytes of which many are control characters are no text, although they may be UTF-8: UTF-16 without a mark is so.
    Reports: not-utf8, with line and column of the first bad byte, and its index among all bytes.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        _report_not_utf8(raw, error.start, file, problems)
        return None
    controls = len(raw) - len(raw.translate(None, _CONTROLS))
    if controls >= _MANY and controls >= len(text) * _SHARE:
        _report_not_utf8(raw, next(at for at, byte in enumerate(raw) if byte in _CONTROLS), file, problems)
        return None
    return text.removeprefix("\ufeff")


def _report_not_utf8(raw: bytes, start: int, file: str, problems: Problems) -> None:
    line_start = max(raw.rfind(b"\n", 0, start), raw.rfind(b"\r", 0, start)) + 1
    before = raw[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    place = Location(file, before.count(b"\n") + 1, len(raw[line_start:start].decode("utf-8-sig")) + 1)
    hint = f"save it as UTF-8; it seems to be {_likely_encoding(raw)}"
    problems.add(place, "not-utf8", f"not UTF-8: byte 0x{raw[start]:02X} at position {start}", hint)


def _likely_encoding(raw: bytes) -> str:
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
