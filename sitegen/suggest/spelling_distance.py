"""What two spellings of a name have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sitegen.suggest.capitalized_runs import is_initial
from sitegen.text import word_lists

_LETTER: Final = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER (?:DOTLESS )?([A-Z]{1,2})(?: WITH .*)?")
_DROPPED: Final = str.maketrans(dict.fromkeys("'’ʼ`.", "") | dict.fromkeys("-‐‑–_/,", " "))


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """What is equal for spellings of one name: without accents, case, dots, hyphens and a leading `The`.

    A company is the same with and without `Inc.`; `&` is `and`.
    """
    words = _plain(unicodedata.normalize("NFKC", name).translate(_DROPPED).replace("&", " and ")).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and words[-1] in word_lists.CORPORATE:
        words.pop()
    return " ".join(words)


def surname_key(words: Sequence[str]) -> str:
    """The key of the word that later mentions use; empty for a name of one word."""
    left = [word for word in words if word.casefold().rstrip(".") not in word_lists.SUFFIXES]
    return name_key(left[-1]) if len(left) > 1 and not is_initial(left[-1]) else ""


def is_in_capitals(word: str) -> bool:
    """Whether a word is an acronym: letters and all of them capitals."""
    plain = word.replace(".", "")
    return len(plain) > 1 and plain.isupper()


def _plain(name: str) -> str:
    """Without accents and case, from the first letter or digit on; empty where there is none."""
    if not name.isascii():
        bare = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = "".join(map(_base_character, bare))
    small = name.casefold()
    start = next((place for place, character in enumerate(small) if character.isalnum()), len(small))
    return small[start:]


def _base_character(character: str) -> str:
    """`Ø` has no decomposition, but its name says that it is an O with something: `Ł`, `Đ`, `Æ` likewise."""
    if character.isascii():
        return character
    if character.isdigit():
        return str(unicodedata.digit(character))
    match = _LETTER.fullmatch(unicodedata.name(character, ""))
    return match.group(1) if match else character
