"""Words that readers take for others: the skeletons and the mixed scripts of Unicode Technical Standard #39."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_ASCII: Final = str.maketrans({'"': "''", "%": "º/₀", "0": "O", "1": "l", "I": "l", "`": "'", "m": "rn", "|": "l"})
"""What the table has for ASCII. Most ids and names need no more, and to load it takes longer than to check them."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""Those that look alike, and are never written together within a word (UTS #39, 5.2, "moderately restrictive")."""


def skeleton(words: str) -> str:
    """What words that cannot be told apart have in common (UTS #39, section 4); not for showing."""
    seen = (letter for letter in words if unicodedata.category(letter) != "Cf")
    plain = words if words.isascii() else unicodedata.normalize("NFD", "".join(seen))
    # Accents stay as they are: `é` is no `e`, and which of two accents it is the eye can tell.
    if all(letter < "\x80" or unicodedata.combining(letter) for letter in plain):
        return plain.translate(_ASCII)
    return unicodedata.normalize("NFD", plain.translate(_prototypes()))


def mixture(words: str) -> tuple[str, str]:
    """The first word of several scripts that look alike, and the letter of it that is of the rarer one; else empty.

    A Greek letter at the end or the beginning of a Latin word is a sign of the sciences: `TNFα`, `μm`.
    """
    for word in () if words.isascii() else _WORD.findall(unicodedata.normalize("NFC", words)):
        letters: dict[str, list[str]] = {}
        for letter in word:
            letters.setdefault(unicodedata.name(letter, "").partition(" ")[0], []).append(letter)
        several = {name: found for name, found in letters.items() if name in _SCRIPTS}
        if len(several) > 1 and not _is_sign(word, several):
            return word, min(several.values(), key=len)[0]
    return "", ""


def _is_sign(word: str, letters: dict[str, list[str]]) -> bool:
    greek = letters.get("GREEK", ())
    return "CYRILLIC" not in letters and len(greek) == 1 and greek[0] in (word[0], word[-1])


@cache
def _prototypes() -> dict[int, str]:
    """For each letter that looks like another the one that stands for all of these."""
    from confusable_homoglyphs.confusables import confusables_data

    # A letter has the one that it looks like, and that one has all that look like it. Letters from right to left stand
    # between marks of direction. Where two have each other alone, either will do.
    alike = {_bare(one): [_bare(other["c"]) for other in others] for one, others in confusables_data.items()}
    found = {}
    for one, others in alike.items():
        if len(one) == 1 and len(others) == 1:
            (other,) = others
            is_pair = len(other) == 1 and len(alike.get(other, ())) < 2
            found[ord(one)] = min(one, other) if is_pair else other
    return {letter: prototype.translate(found) for letter, prototype in found.items()}


def _bare(words: str) -> str:
    return words.strip("\u200e\u200f")
