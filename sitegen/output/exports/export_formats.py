"""What the files for machines are written in: JSON Lines, dates, XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

import msgspec

from sitegen.core.model import Date

JsonRecord = Mapping[str, Any]
"""One line of a JSON Lines file."""

XML_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
"""What an XML file begins with."""

_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def json_line(record: JsonRecord, indent: int = 0) -> bytes:
    """A record as a line of JSON, in UTF-8, keys in its order; as several where each level is indented.

    The same bytes as `json.dumps` gives but for fractions, which no record has. Source: jsonlines.org.
    """
    return msgspec.json.format(msgspec.json.encode(record), indent=indent) + b"\n"


def json_lines(records: Iterable[JsonRecord]) -> bytes:
    """One line of JSON a record."""
    return b"".join(map(json_line, records))


def iso_or_none(when: Date | None) -> str | None:
    """A date as data has it: EDTF of level 0 or 1, as it was typed, or a moment; None where there is none."""
    return when.iso if when else None


def without_forbidden(words: str) -> str:
    """`words` without the characters that no XML may hold. Source: XML 1.0 (fifth edition), 2.2, `Char`."""
    return _NOT_IN_XML.sub("", words)


def xml_element(name: str, words: str = "", **attributes: str) -> str:
    """An element with text alone, escaped, on a line of its own; `xml_lang` is the attribute `xml:lang`."""
    given = "".join(f' {key.replace("_", ":")}="{_escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{_escape(words)}</{name}>\n" if words else f"<{name}{given}/>\n"


def _escape(words: str) -> str:
    return escape(without_forbidden(words))
