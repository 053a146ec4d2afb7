"""What two spellings of a name have in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sitegen.collation import sort_key
from sitegen.suggest import vocabulary
from sitegen.suggest.runs import is_initial

_DROPPED: Final = str.maketrans(dict.fromkeys("'’ʼ`.", "") | dict.fromkeys("-‐‑–_/,", " "))


@lru_cache(maxsize=1 << 17)
def key(name: str) -> str:
    """What is equal for spellings of one name: without accents, case, dots, hyphens and a leading `The`.

    A company is the same with and without `Inc.`; `&` is `and`.
    """
    words = sort_key(unicodedata.normalize("NFKC", name).translate(_DROPPED).replace("&", " and "))[0].split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and words[-1] in vocabulary.CORPORATE:
        words.pop()
    return " ".join(words)


def surname(words: Sequence[str]) -> str:
    """The key of the word that later mentions use; empty for a name of one word."""
    left = [word for word in words if word.casefold().rstrip(".") not in vocabulary.SUFFIXES]
    return key(left[-1]) if len(left) > 1 and not is_initial(left[-1]) else ""


def capitals(word: str) -> bool:
    """Whether a word is an acronym: letters and all of them capitals."""
    plain = word.replace(".", "")
    return len(plain) > 1 and plain.isupper()
