"""What follows from a person's name: the surname, and the name as an index has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from sitegen.core.model import ActorKind

_SUFFIX = re.compile(
    r"(?:jr|jnr|sr|snr|i|v|[ivx]{2,}|esq|ph\.?d|m\.?d|d\.?d\.?s|j\.?d|ll\.?[bdm]|m\.?p|q\.?c|k\.?c|o\.?b\.?e|c\.?b\.?e)\.?",
    re.IGNORECASE,
)
_BYNAME: Final = re.compile(r" (?:of|the) ")
"""What parts a name from a byname: Ann of Holt, Ivan the Tall."""
_INITIAL = re.compile(r"\w\.")
_SWITCHED_OFF: Final = frozenset({"false", "no"})
_EAST_ASIAN: Final = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
"""Scripts in which the family name stands first."""


def surnames(name: str, kind: ActorKind, given: Sequence[str] = ()) -> tuple[str, ...]:
    """The words that later mentions use, as the author gave them, or one; none where they are switched off.

    Of a person it is the last word of the name, not a suffix such as Jr. or a byname such as `of Holt`; a name that is
    one word and nothing else has none.
    """
    if given:
        return () if _SWITCHED_OFF.issuperset(given) else tuple(dict.fromkeys(given))
    if kind is not ActorKind.PERSON or _is_east_asian(name):
        return ()
    words, _, _ = _parted(name)
    return (words[-1],) if words and words[-1] != name and not _INITIAL.fullmatch(words[-1]) else ()


def sort_name(name: str, kind: ActorKind, given: Sequence[str] = ()) -> str:
    """The name as an index has it: for a person the surname first, and a suffix last.

    `given` are the surnames as the author gave them. The one that stands first in the name counts, with all that
    follows it: `Ortega Salmerón, Ramiro`; where it is the first word of all, what follows is the given name.
    """
    words, byname, suffix = _parted(name)
    if kind is not ActorKind.PERSON or len(words) < 2 or _is_east_asian(name):
        return name
    start, end = _place(words, given)
    family, others = words[start:end], words[:start] + words[end:]
    return ", ".join(part for part in (" ".join(family), " ".join(others) + byname, suffix) if part)


def _place(words: list[str], given: Sequence[str]) -> tuple[int, int]:
    """Which of the words are the surname: a half-open range of indexes."""
    stretches = [one.split() for one in given if one.split() != words]
    places = [
        (place, -len(one)) for one in stretches for place in range(len(words)) if words[place : place + len(one)] == one
    ]
    start, length = min(places, default=(len(words) - 1, -1))
    return (start, len(words)) if start else (0, -length)


def _parted(name: str) -> tuple[list[str], str, str]:
    """The words of a name, a byname with the space before it, and a suffix, or all that stands behind a comma."""
    head, _, tail = name.partition(",")
    main, of, origin = re.split(f"({_BYNAME.pattern}|$)", head, maxsplit=1)
    if not main.split() or main.split()[-1].islower():  # `Voice on the Hill` has no byname
        main, of, origin = head, "", ""
    words, suffixes = main.split(), [tail.strip()] if tail.strip() else []
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        suffixes.insert(0, words.pop())
    return words, of + origin, " ".join(suffixes)


def _is_east_asian(name: str) -> bool:
    return not name.isascii() and any(unicodedata.name(c, "").startswith(_EAST_ASIAN) for c in name)
