"""Where words begin and end: the boundaries of names and terms in a normalized text.

A plain `\\b` would fail on `U.S.`, on names in scripts without spaces, and on letters with separate accents. Where a
script puts no spaces between words, ICU's dictionaries tell. Source: Unicode Standard Annex 29, and the dictionaries of
ICU, of which Chinese and Japanese share one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from typing import Final

import icu

from sitegen.text.anchoring import SearchableText
from sitegen.text.characters import WITHOUT_SPACES, is_without_spaces
from sitegen.text.mentions.proclitics import are_proclitics, may_elide
from sitegen.text.mentions.suffixes import (
    are_particles,
    is_before_noun,
    is_ended_by_apostrophe,
    is_hangul,
    is_inflected,
)
from sitegen.text.normalize import HYPHENS


def stand_whole(searchable: SearchableText, start: int, end: int, *, is_name: bool = True) -> bool:
    """Whether a half-open span of the normalized text is whole words.

    Prefixes and suffixes that a language writes onto names may stand around it, and with `is_name` the ending of a
    genitive: `Annas` is Anna's.
    """
    text = searchable.normalized.text
    begins = (
        not start or (text[start - 1] == " " and text[start - 2 : start - 1] != "-") or _begins(searchable, start, end)
    )
    # The empty string after the last character is in this one too.
    return begins and (text[end : end + 1] in " ,." or _ends(searchable, start, end, is_name=is_name))


def _begins(searchable: SearchableText, start: int, end: int) -> bool:
    text, language = searchable.normalized.text, searchable.language
    before = text[start - 1]
    further = text[start - 2] if start > 1 else " "
    if before == " ":
        is_surname = text[start].isupper() and not text[start:end].isupper()
        return not (is_surname and _is_broken(searchable, start - 2) and not _is_prefix(text, start - 2))
    if before == "-":
        is_joined = _is_in_word(further) and _is_hyphen(searchable, start - 1)
        return not is_joined or _is_prefix(text, start - 1) or are_proclitics(text, start - 1, start, language)
    if before == "'":
        return may_elide(searchable, start, end, language)
    if not _is_in_word(before):
        return True
    return is_without_spaces(text[start]) or are_proclitics(text, start, end, language)


def _ends(searchable: SearchableText, start: int, end: int, *, is_name: bool) -> bool:
    text, language = searchable.normalized.text, searchable.language
    after = text[end]
    if after == "'":
        return is_ended_by_apostrophe(text, start, end, language)
    if after == "-":
        return _ends_at_dash(searchable, start, end)
    if not _is_in_word(after):
        return not _is_mark(after)
    if is_hangul(after):
        return are_particles(text, start, end)
    if is_without_spaces(text[end - 1]):
        return not _is_mark(after)
    return is_name and is_inflected(text, start, end, language)


def _ends_at_dash(searchable: SearchableText, start: int, end: int) -> bool:
    text = searchable.normalized.text
    further = text[end + 1 : end + 2]
    if further == " ":
        is_joined = text[end + 2 : end + 3].isupper() and _is_broken(searchable, end)
    else:
        # `Holt-based` and `Holt-like` are said of Holt; Holt-Reyes is another name.
        is_joined = bool(further) and _is_in_word(further) and _is_hyphen(searchable, end) and not further.islower()
    return not is_joined or is_before_noun(text, start, end, searchable.language)


def _is_prefix(text: str, end: int) -> bool:
    """Whether the word that ends here is in small letters: `ex-Beatle`, `pro-Reyes`."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].islower() and (not start or text[start - 1] in " \"'(")


def _is_hyphen(searchable: SearchableText, index: int) -> bool:
    """Whether this normalized dash is a hyphen; the longer dashes part words."""
    return searchable.prose.text[searchable.normalized.start_of(index)] in HYPHENS


def _is_broken(searchable: SearchableText, index: int) -> bool:
    """Whether the normalized dash is a hyphen at the end of a line, onto a word: `Holt- Reyes`."""
    return index > 0 and searchable.normalized.text[index - 1].isalpha() and _is_hyphen(searchable, index)


def _is_in_word(character: str) -> bool:
    """Whether this is a letter, digit or mark of a script that puts spaces between words."""
    return (character.isalnum() or _is_mark(character)) and not is_without_spaces(character)


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


_LETTERS: Final = re.compile(f"[{WITHOUT_SPACES}]+")
_LETTERS_BEFORE: Final = re.compile(f"[{WITHOUT_SPACES}]*\\Z")
_FAR: Final = 64
"""Letters on either side that are split into words; longer runs are cut there."""


class SegmentedRun:
    """A run of such letters around some of them, and where it is cut into words."""

    def __init__(self, text: str, start: int, end: int) -> None:
        before = _LETTERS_BEFORE.search(text, max(start - _FAR, 0), start)
        behind = _LETTERS.match(text, end, end + _FAR)
        self.before: Final = before[0] if before else ""
        self.behind: Final = behind[0] if behind else ""
        self.words: Final = text[start:end]
        self._limits: Final = segment(self.before + self.words + self.behind)
        self._first: Final = len(self.before)
        self._last: Final = self._first + end - start

    @property
    def begins(self) -> bool:
        """Whether a word begins where the letters do."""
        return self._is_limit(self._first)

    @property
    def ends(self) -> bool:
        """Whether a word ends where they do."""
        return self._is_limit(self._last)

    @property
    def is_inside(self) -> bool:
        """Whether all of them are in one longer word."""
        place = bisect_left(self._limits, self._first + 1)
        return not (self.begins and self.ends) and self._limits[place] >= self._last

    @property
    def next(self) -> str:
        """The word behind them, or the rest of the one that they begin; empty where none follows."""
        place = bisect_left(self._limits, self._last + 1)
        return self.behind[: self._limits[place] - self._last] if place < len(self._limits) else ""

    @property
    def previous(self) -> str:
        """The word before them, or what they leave over of it; empty where none stands there."""
        place = bisect_left(self._limits, self._first) - 1
        return self.before[self._limits[place] :] if place >= 0 else ""

    @property
    def first(self) -> str:
        """The first of the words in them, up to their end."""
        return self.words[: self._limits[bisect_left(self._limits, self._first + 1)] - self._first]

    def _is_limit(self, offset: int) -> bool:
        return self._limits[bisect_left(self._limits, offset)] == offset


@lru_cache(maxsize=256)
def segment(run: str) -> tuple[int, ...]:
    """The offsets of code points at which words of these letters begin and end, the first and the last included.

    ICU counts in units of UTF-16. Were the words not the text, every place would be the end of one.
    """
    # Of one process and thread each: making one takes less time than to cut a line.
    breaks = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())
    breaks.setText(run)
    found = [0, *breaks]
    if len(run) == found[-1]:
        return tuple(found)
    units = [0]
    for character in run:
        units.append(units[-1] + 1 + (character > "\uffff"))
    at = {unit: offset for offset, unit in enumerate(units)}
    return tuple(at[unit] for unit in found) if units[-1] == found[-1] else tuple(range(len(run) + 1))
