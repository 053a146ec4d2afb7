"""What a text would be as a list: its parts, and the line to write. Of no more than the text itself."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

Parts = Sequence[str]

MANY: Final = 3
"""Parts between commas that are several texts, however short."""
SEMICOLON: Final = re.compile(r"[;\uff1b\u061b]\s*")
_COMMA: Final = re.compile(r"[,\u3001\uff0c\u060c]\s*")
_PLAIN: Final = re.compile(r"\w(?:[\w .'’()&/+-]*[\w.'’)+])?")
"""What can stand between brackets without quotation marks."""


def list_parts(text: str) -> list[str]:
    """What a text has between its commas and semicolons."""
    plain = text if text.count("[") == text.count("]") else text.strip("[] ")  # of a list that lost one of its brackets
    pieces = (piece for half in SEMICOLON.split(plain) for piece in _COMMA.split(half))
    return [piece.strip() for piece in pieces if piece.strip()]


def written_list(key: str, parts: Parts) -> str:
    """The line to write, with the first few: `aliases: [Ana, Reyes Ana]`."""
    items = [one if _PLAIN.fullmatch(one) else quoted(one) for one in parts[:MANY]]
    return f"`{key}: [{', '.join([*items, *(['…'] if len(parts) > MANY else [])])}]`"


def quoted(words: str) -> str:
    """Words in quotation marks, as they can be pasted into YAML."""
    return json.dumps(words, ensure_ascii=False)
