"""Words that readers take for others: the skeletons and the mixed scripts of Unicode Technical Standard #39.

The table of skeletons is ICU's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from itertools import groupby
from typing import Final

_ASCII: Final = str.maketrans({'"': "''", "%": "º/₀", "0": "O", "1": "l", "I": "l", "`": "'", "m": "rn", "|": "l"})
"""What the table has for ASCII. Most ids and names need no more, and to load it takes longer than to check them."""
_ANY_TYPE: Final = 0
"""The one type of skeleton that there still is (ICU: `uspoof_getSkeleton`)."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""Those that look alike, and are never written together within a word (UTS #39, 5.2, "moderately restrictive")."""


def skeleton(words: str) -> str:
    """What words that cannot be told apart have in common (UTS #39, section 4); not for showing."""
    if words.isascii():
        return words.translate(_ASCII)
    plain = unicodedata.normalize("NFD", words)
    # Accents stay as they are: `é` is no `e`, and which of two accents it is the eye can tell.
    if all(letter < "\x80" or unicodedata.combining(letter) for letter in plain):
        return plain.translate(_ASCII)
    import icu

    of = partial(icu.SpoofChecker().getSkeleton, _ANY_TYPE)
    runs = groupby(plain, key=lambda letter: bool(unicodedata.combining(letter)))
    return "".join("".join(letters) if are_accents else of("".join(letters)) for are_accents, letters in runs)


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
