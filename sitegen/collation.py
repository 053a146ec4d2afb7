"""The order of names in an index: accented letters beside their plain ones, whatever the machine's locale."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTER = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER (?:DOTLESS )?([A-Z]{1,2})(?: WITH .*)?")


def sort_key(name: str) -> tuple[str, str]:
    """Sorts `Álvarez` beside `Alvarez`, `Ødegaard` under O and `'t Hooft` under T; the name itself settles ties.

    So all names of one `initial` stand together.
    """
    return _plain(name), name


def initial(name: str) -> str:
    """The letter under which an index lists a name: `Ż` is Z, a digit is `0–9`, what has neither is `#`."""
    first = _plain(name)[:1]
    if not first:
        return "#"
    return "0–9" if first.isdigit() else first.upper()


def initials(name: str) -> str:
    """At most two letters that stand for a name where there is no picture: `MR`."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    """Without accents and case, from the first letter or digit on; empty where there is none."""
    if not name.isascii():
        bare = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = "".join(map(_base_character, bare))
    folded = name.casefold()
    start = next((place for place, character in enumerate(folded) if character.isalnum()), len(folded))
    return folded[start:]


def _base_character(character: str) -> str:
    """`Ø` has no decomposition, but its name says that it is an O with something: `Ł`, `Đ`, `Æ` likewise."""
    if character.isascii():
        return character
    if character.isdigit():
        return str(unicodedata.digit(character))
    match = _LETTER.fullmatch(unicodedata.name(character, ""))
    return match.group(1) if match else character
