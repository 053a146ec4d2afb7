"""Which words a text cannot hold, told by a few bytes that are kept of it: a filter of character n-grams.

Names begin with capitals, so it has the first letters from each capital of the text on; of scripts without case, from
each letter. Only where all such n-grams of some words are in it may the words stand in the text, even inside others.
Source: Harrison, Implementation of the substring test by hashing (1971).
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Final

_NGRAM: Final = re.compile(r"(?=([^\W\d_a-z\u2e80-\U0010ffff][\s\S]{2}|[\u2e80-\U0010ffff][\s\S]))")
"""Three characters from a letter on; of Han, kana and Hangul, which have many, two tell as much."""
_MOST: Final = 1 << 13
"""N-grams of a text; of more nearly all words would be taken to stand in it."""
UNKNOWN: Final = b""
"""The filter of a text of which nothing is known, or that is too long for one."""


def ngrams_of(texts: Iterable[str]) -> bytes:
    """The filter of a text in the ways in which words are looked for in it, all of them normalized."""
    found = {ngram for text in texts for ngram in _ngrams(text)}
    if len(found) > _MOST:
        return UNKNOWN
    return array("H", sorted({*map(_hash, found)})).tobytes()


class NgramQuery:
    """Some words, each of which may stand in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` are normalized as the texts are."""
        found = {tuple(sorted({_packed(ngram) for ngram in _ngrams(one)})) for one in words}
        self._is_open = () in found
        """Whether there are words of which a filter tells nothing."""
        self._words = sorted(found)

    def may_hold(self, ngrams: bytes) -> bool:
        """Whether any of the words may stand in the text of which this is the filter."""
        if self._is_open or not ngrams:
            return bool(self._words)
        # Two neighbours may seem to be a third one, which is as good as another text with the same hash.
        return any(all(ngram in ngrams for ngram in some) for some in self._words)


def _ngrams(text: str) -> Iterator[str]:
    found = set(_NGRAM.findall(text))
    return iter(found) if text.isascii() else (one for one in found if one[0].isalpha() and not one[0].islower())


def _hash(ngram: str) -> int:
    return zlib.crc32(ngram.encode(errors="surrogatepass")) & 0xFFFF


def _packed(ngram: str) -> bytes:
    return array("H", [_hash(ngram)]).tobytes()


NOTHING: Final = NgramQuery(())
