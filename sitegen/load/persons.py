"""What follows from a person's name: the surname, and the name as an index has it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sitegen.model import ActorKind

_SUFFIX = re.compile(
    r"(?:jr|jnr|sr|snr|[ivx]{2,}|esq|ph\.?d|m\.?d|d\.?d\.?s|j\.?d|ll\.?[bdm]|m\.?p|q\.?c|k\.?c|o\.?b\.?e|c\.?b\.?e)\.?",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\w\.")
_SWITCHED_OFF: Final = frozenset({"false", "no"})
_EAST_ASIAN: Final = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
"""Scripts in which the family name stands first."""


def surname(name: str, kind: ActorKind, given: str | None) -> str:
    """The word that later mentions use; empty = none.

    Of a person it is the last word of the name, not a suffix such as Jr.; a name of one word has none.
    """
    if given is not None:
        return "" if given in _SWITCHED_OFF else given
    if kind is not ActorKind.PERSON or _is_east_asian(name):
        return ""
    words, _ = _parted(name)
    return words[-1] if len(words) > 1 and not _INITIAL.fullmatch(words[-1]) else ""


def sort_name(name: str, kind: ActorKind, given: str | None) -> str:
    """The name as an index has it: for a person the surname first, and a suffix last."""
    if given is not None:
        return given
    words, suffix = _parted(name)
    if kind is not ActorKind.PERSON or len(words) < 2 or _is_east_asian(name):
        return name
    return ", ".join(part for part in (words[-1], " ".join(words[:-1]), suffix) if part)


def _parted(name: str) -> tuple[list[str], str]:
    """The words of a name, and what follows them: a suffix, or all that stands behind a comma."""
    head, _, tail = name.partition(",")
    words, suffixes = head.split(), [tail.strip()] if tail.strip() else []
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        suffixes.insert(0, words.pop())
    return words, " ".join(suffixes)


def _is_east_asian(name: str) -> bool:
    return not name.isascii() and any(unicodedata.name(c, "").startswith(_EAST_ASIAN) for c in name)
