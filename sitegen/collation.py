"""The order of names in an index: accented letters beside their plain ones, whatever the machine's locale."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTER = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]{1,2})(?: WITH .*)?")


def sort_key(name: str) -> tuple[str, str]:
    """Sorts `Álvarez` beside `Alvarez` and `Ødegaard` under O; the name itself settles ties."""
    return _plain(name), name


def initial(name: str) -> str:
    """The letter under which an index lists a name: `Ż` is Z, a digit is `0–9`, what is no letter `#`."""
    for character in _plain(name):
        if character.isdigit():
            return "0–9"
        if character.isalpha():
            return character.upper()
    return "#"


def initials(name: str) -> str:
    """At most two letters that stand for a name where there is no picture: `MR`."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    if name.isascii():
        return name.casefold()
    bare = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(map(_base_letter, bare)).casefold()


def _base_letter(character: str) -> str:
    """`Ø` has no decomposition, but its name says that it is an O with something: `Ł`, `Đ`, `Æ` likewise."""
    if character.isascii():
        return character
    match = _LETTER.fullmatch(unicodedata.name(character, ""))
    return match.group(1) if match else character
