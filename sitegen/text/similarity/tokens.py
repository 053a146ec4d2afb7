"""A text as a row of words: what the place of lost words is looked for by."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from sitegen.text.characters import WITHOUT_SPACES
from sitegen.text.sentences import sentence_ends

if TYPE_CHECKING:
    import re

    from sitegen.text.normalize import NormalizedText

_CLUSTER: Final = rf"(?=[{WITHOUT_SPACES}])\X"
_LETTERS: Final = rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{WITHOUT_SPACES}]]+"


@functools.cache
def word_pattern() -> re.Pattern[str]:
    """One word: letters, digits and their marks, parts with hyphens and apostrophes, whole numbers.

    In scripts without spaces it is one grapheme cluster (Unicode Annex 29). Imported late: only a mistake needs it.
    """
    import regex

    joint = r"['-]|(?<=\p{Nd})[.,:](?=\p{Nd})"
    words = rf"(?V1){_CLUSTER}|{_LETTERS}(?:(?:{joint}){_LETTERS})*"
    # The patterns of the two libraries serve alike.
    return cast("re.Pattern[str]", regex.compile(words))  # type: ignore[no-untyped-call]


@functools.cache
def written_pattern() -> re.Pattern[str]:
    """A word (group 1) with the punctuation that is written onto it, and the blanks behind it (group 2).

    In scripts without spaces it is one grapheme cluster.
    """
    import regex

    words = rf"({_CLUSTER}|[^\s{WITHOUT_SPACES}]+)(\s*)"
    return cast("re.Pattern[str]", regex.compile(words))  # type: ignore[no-untyped-call]


class WordSequence:
    """The words of a text, with their places in the normalized text, half-open."""

    def __init__(self, normalized: NormalizedText, original: str, language: str = "") -> None:
        """`language` is that of the text, BCP 47: sentences end in each language in their own way."""
        self._language: Final = language
        self._folded: Final = normalized
        self._original: Final = original
        self.text: Final = normalized.text
        self.spans: Final = [match.span() for match in word_pattern().finditer(normalized.text)]
        self.written: Final = [normalized.text[start:end] for start, end in self.spans]
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
        return sentence_ends(self.text, self._language)

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
