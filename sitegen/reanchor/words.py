"""A text as a row of words: what the place of lost words is looked for by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.sentences import ends

if TYPE_CHECKING:
    from sitegen.fold import Folded

# In scripts without spaces each character is a word.
_ALONE: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+(?:(?:['-]|(?<=\d)[.,:](?=\d))[^\W{_ALONE}]+)*")


class Words:
    """The words of a text, with their places in the folded text, half-open."""

    def __init__(self, folded: Folded, original: str) -> None:
        self._folded: Final = folded
        self._original: Final = original
        self.text: Final = folded.text
        self.spans: Final = [match.span() for match in _WORD.finditer(folded.text)]
        self.written: Final = [folded.text[start:end] for start, end in self.spans]
        self.keys: Final = [word.casefold() for word in self.written]
        """The words without capital letters, which change where sentences are cut or joined."""

    def __len__(self) -> int:
        return len(self.spans)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Key → the numbers of the words that have it, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self.keys):
            found[key].append(number)
        return dict(found)

    def marks_before(self, number: int) -> str:
        """The punctuation directly before a word."""
        start = self.spans[number - 1][1] if number else 0
        return self.text[start : self.spans[number][0]].rpartition(" ")[2]

    def marks_behind(self, number: int) -> str:
        """The punctuation directly behind a word."""
        end = self.spans[number + 1][0] if number + 1 < len(self) else len(self.text)
        return self.text[self.spans[number][1] : end].partition(" ")[0]

    @cached_property
    def _ends(self) -> list[int]:
        return ends(self.text, "")

    def is_cut_before(self, number: int) -> bool:
        """Whether a sentence or a paragraph begins with this word, or the whole text does or is over."""
        if number <= 0 or number >= len(self.spans):
            return True
        end, start = self.spans[number - 1][1], self.spans[number][0]
        if "\n\n" in self._original[self._folded.end_of(end) : self._folded.start_of(start)]:
            return True
        if ":" in self.text[end:start] and self.written[number][0].isupper():
            return True
        place = bisect_left(self._ends, end)
        return place < len(self._ends) and self._ends[place] <= start
