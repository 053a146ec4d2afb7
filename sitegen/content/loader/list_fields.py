"""Lists that YAML takes for one text."""

from __future__ import annotations

import re
from typing import Final

from sitegen.content.loader.raw_record import RawRecord
from sitegen.core.problems import Problems

_KEYS: Final = ("aliases", "topics", "surname", "terms")
"""Keys that take a list of words; written as one text they are a list of one."""
_SIGN: Final = re.compile(r"[-\u2010-\u2015\u2022\u2023\u2043\u00b7*]\s*\S")
_COMMA: Final = re.compile(r"[,;\u3001\uff0c\u061b\u060c]\s*")
_MANY: Final = 3
"""Parts between commas that are names, however short."""


def report_lists_as_text(raw: RawRecord, problems: Problems) -> None:
    """Report texts that were meant for lists. Reports: list-as-text.

    Whoever means one text writes it as the item of a list.
    """
    for key in _KEYS:
        text = raw.values.get(key)
        if not isinstance(text, str) or raw.is_in_seed(key):
            continue
        parts = [one for one in _COMMA.split(text.strip()) if one]
        if _SIGN.match(text.strip()):
            message = f'"{text.strip()[0]}" begins this text, and makes no list of it: "{_excerpt(text)}" is one'
            hint = "in a list each item stands on a line of its own, behind a hyphen and a space"
        elif len(parts) >= _MANY or (key == "aliases" and _are_names(raw, parts)):
            message = f'"{_excerpt(text)}" is one text, and no list'
            items = ", ".join([*parts[:_MANY], *(["…"] if len(parts) > _MANY else [])])
            hint = f'write `{key}: [{items}]`, or where one is meant, `{key}: ["{_excerpt(text)}"]`'
        else:
            continue
        problems.add(raw.place((key,)), "list-as-text", message, hint)


def _are_names(raw: RawRecord, parts: list[str]) -> bool:
    """Whether these are several names of a person: `Holt, Ana` and `Ana Holt, Jr.` are one."""
    return len(parts) > 1 and raw.values.get("kind", "person") == "person" and all(" " in one for one in parts)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
