"""The order of names in an index, and the letters it has: those of the archive's language, as CLDR gives them.

ICU does the work (`icu.Collator`, `icu.AlphabeticIndex`; Unicode Technical Standard 35, part 5), so nothing depends on
the locale of the machine. docs/decisions/0023 says why, and what was tried beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import icu

from sitegen.core import language_tags

SortKey: TypeAlias = tuple[int, bytes, bytes, str]

_SIGNS: Final = "#"
_DIGITS: Final = "0–9"

_LETTERS_OF: Final = {
    "Latn": "en", "Grek": "el", "Cyrl": "ru", "Geor": "ka", "Armn": "hy", "Hebr": "he", "Arab": "ar", "Ethi": "am",
    "Deva": "hi", "Beng": "bn", "Guru": "pa", "Gujr": "gu", "Orya": "or", "Taml": "ta", "Telu": "te", "Knda": "kn",
    "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Mymr": "my", "Khmr": "km", "Kore": "ko", "Jpan": "ja",
}  # fmt: skip
"""Whose letters an index has in a script that is not the archive's own."""


class _IndexPosition(NamedTuple):
    """Where an index lists a name: the number of its letter, what orders the letters of that number, the letter."""

    number: int
    order: bytes
    letter: str


class Collation:
    """Order and letters of one language: a BCP 47 tag; what ICU does not know is ordered as English is.

    Case and accents count where nothing else differs, unless they make another letter in this language: `Åberg` is
    under Å and after Z in Swedish, under A in English. Signs before a name do not count. Where names are equal in all
    that, their code points decide.
    """

    def __init__(self, language: str) -> None:
        locale = icu.Locale(language_tags.locale_of(language))
        self._whole: Final = icu.Collator.createInstance(locale)
        self._letters_alone: Final = icu.Collator.createInstance(locale)
        self._letters_alone.setStrength(icu.Collator.PRIMARY)
        self._index: Final = _index(locale)
        self._last_latin: Final = _last_latin(self._index)

    def sort_key(self, name: str) -> SortKey:
        """All names of one `initial` stand together; a key is to be compared with keys of the same language alone."""
        bare = _bare(name)
        place = self._place(bare)
        return place.number, place.order, self._whole.getSortKey(bare), name

    def initial(self, name: str) -> str:
        """The letter under which an index lists a name; `0–9` for digits, `#` for what has neither.

        A Han character stands for itself where the language has no order of its own for it, as in English.
        """
        return self._place(_bare(name)).letter

    def _place(self, bare: str) -> _IndexPosition:
        if not bare:
            return _IndexPosition(0, b"", _SIGNS)
        number = self._index.getBucketIndex(bare)
        label, is_no_letter = self._index.getBucket(number)
        if not is_no_letter and (number != self._last_latin or self._begins(bare, label)):
            return _IndexPosition(number, b"", label)
        first = unicodedata.normalize("NFKD", bare)[0]
        if first.isdigit():
            return _IndexPosition(number, self._primary("0"), _DIGITS)
        return _IndexPosition(number, self._primary(first), first.upper())

    def _begins(self, name: str, label: str) -> bool:
        """`Þór` comes behind Z, and is under no letter of English."""
        return self._primary(unicodedata.normalize("NFC", name)[0]) == self._primary(label)

    def _primary(self, words: str) -> bytes:
        key: bytes = self._letters_alone.getSortKey(words)
        return key


@lru_cache(maxsize=8)
def collation_for(language: str) -> Collation:
    """The collation of a language; made once, it takes some milliseconds."""
    return Collation(language)


def is_a_to_z(letters: Iterable[str]) -> bool:
    """Whether an index of these letters is in Latin script, digits and signs aside."""
    return all(unicodedata.name(letter[0]).startswith("LATIN") for letter in letters if letter[0].isalpha())


def initials(name: str) -> str:
    """At most two letters that stand for a name where there is no picture: `MR`."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


def _bare(name: str) -> str:
    """From the first letter or digit on: without quotation marks, and signs of transcriptions such as `ʻ`."""
    for place, character in enumerate(name):
        if character.isalnum() and unicodedata.category(character) != "Lm":
            return name[place:]
    return ""


def _index(locale: icu.Locale) -> icu.ImmutableIndex:
    """The letters of the language, then those of every script that has an alphabet."""
    index = icu.AlphabeticIndex(locale)
    index.maxLabelCount = 10_000  # Otherwise ICU joins letters: N goes under M.
    likely = icu.Locale(locale.getName())
    likely.addLikelySubtags()
    for script, language in _LETTERS_OF.items():
        if script != likely.getScript():
            index.addLabels(icu.Locale(language))
    return index.buildImmutableIndex()


def _last_latin(index: icu.ImmutableIndex) -> int:
    labels = [index.getBucket(number)[0] for number in range(index.bucketCount)]
    return max(number for number, label in enumerate(labels) if unicodedata.name(label[0]).startswith("LATIN"))
