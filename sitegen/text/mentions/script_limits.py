"""Where words begin and end in scripts that put no spaces between them: ICU's dictionaries tell.

Source: Unicode Standard Annex 29, and the dictionaries of ICU, of which Chinese and Japanese share one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

import icu

from sitegen.text.characters.scripts import WITHOUT_SPACES

_LETTERS: Final = re.compile(f"[{WITHOUT_SPACES}]+")
_LETTERS_BEFORE: Final = re.compile(f"[{WITHOUT_SPACES}]*\\Z")
_FAR: Final = 64
"""Letters on either side by which words are told; a longer run of them is cut there."""


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
