"""Text that an XML file may hold. Source: XML 1.0 (fifth edition), 2.2 Characters."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
"""What a file begins with."""


def without_forbidden(words: str) -> str:
    """`words` without the characters that no XML may hold."""
    return _FORBIDDEN.sub("", words)


def element(name: str, words: str = "", **attributes: str) -> str:
    """An element with text alone, on a line of its own; `xml_lang` is the attribute `xml:lang`."""
    given = "".join(f' {key.replace("_", ":")}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{_escaped(words)}</{name}>\n" if words else f"<{name}{given}/>\n"


def _escaped(words: str) -> str:
    return escape(without_forbidden(words))
