"""Words in the sentence they stand in, for every page that shows a mention or a passage.

Sentences end by plain rules and the words of each language: an error shows a little more or less of the text, and
never changes it. docs/decisions/0016 has the reasons.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from sitegen.core.model import Excerpt
from sitegen.text.characters import widen_to_graphemes
from sitegen.text.sentences.segmentation import SentenceSplitter

LONGEST: Final = 320
"""Characters of an excerpt; more is no longer a sentence that one takes in at a glance."""
LEAD_LENGTH: Final = 220
"""Characters of the first words of a text in lists and cards: about three lines of a margin card."""
_MOST: Final = 2 * LONGEST
"""Characters before and after the words by which it is decided what is cut."""
_LEAST_CONTEXT: Final = 40
"""Characters around words that are long themselves."""


class SentenceFinder:
    """The sentences of one text; they are looked for as far as words are asked for."""

    def __init__(self, text: str, units: Sequence[tuple[int, int]], language: str) -> None:
        """`units` are the stretches of `text` that a sentence never leaves, sorted and disjoint.

        `language` is that of the text, BCP 47; empty where it is not known.
        """
        self._cutter: Final = SentenceSplitter.of(language)
        self._text: Final = text
        self._units: Final = units
        self._first: Final = [start for start, _ in units]
        self._found: Final[dict[int, tuple[list[int], Iterator[int]]]] = {}

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The words from `start` to `end` in their sentence, or sentences; offsets are code points, half-open.

        Longer ones are cut between words to about `LONGEST` characters, with `…` where something is left out; where no
        blanks are, between grapheme clusters (Unicode Annex 29).
        """
        first, last = self._sentence_at(start)
        if end > last:
            last = max(self._sentence_at(max(end - 1, start))[1], end)
        words = self._text[start:end]
        # No more than is looked at: a sentence may be a whole book in which a name stands ten thousand times.
        before = self._text[max(min(first, start), start - _MOST) : start]
        after = self._text[end : min(last, end + _MOST)]
        after = after.rstrip() if last <= end + _MOST else after
        if len(before) + len(words) + len(after) <= LONGEST:
            return Excerpt(before, words, after)
        return _trimmed(before, words, after)

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        number = bisect_right(self._first, offset) - 1
        if number < 0 or offset >= self._units[number][1]:
            return offset, offset
        known = self._found.get(number)
        if known is None:
            start, end = self._units[number]
            known = self._found[number] = [start], self._cutter.further_starts(self._text, start, end)
        starts, coming = known
        while starts[-1] <= offset and (start := next(coming, -1)) >= 0:
            starts.append(start)
        place = bisect_right(starts, offset)
        return starts[place - 1], starts[place] if place < len(starts) else self._units[number][1]


def sentence_ends(text: str, language: str, until: int = sys.maxsize) -> list[int]:
    """Where the sentences of a single paragraph in `language` (BCP 47) end, the last of them excepted.

    Behind `until` none is looked for.
    """
    ends: list[int] = []
    first = 0
    for start in SentenceSplitter.of(language).further_starts(text, 0, len(text)):
        end = first + len(text[first:start].rstrip())
        if end > until:
            break
        ends.append(end)
        first = start
    return ends


def shorten(words: str, language: str, length: int = LEAD_LENGTH) -> str:
    """`words` cut after a sentence or, failing that, after a word, to at most `length` code points and `…`.

    `language` is theirs, BCP 47. In a script without spaces they are cut between grapheme clusters (UAX 29).
    """
    if len(words) <= length:
        return words
    ends = sentence_ends(words, language, until=length)
    if ends and ends[-1] > length // 2:
        return words[: ends[-1]]
    cut = words[:length].rpartition(" ")[0]
    if len(cut) < length // 2:  # a script without spaces
        cut = words[: widen_to_graphemes(words, length - 1, length - 1)[0]]
    return cut.rstrip(" ,;:–—-") + "…"


def _trimmed(before: str, words: str, after: str) -> Excerpt:
    words = _middle_left_out(words)
    room = max(LONGEST - len(words), 2 * _LEAST_CONTEXT)
    for_before = max(room // 2, room - len(after))
    for_after = max(room // 2, room - len(before))
    return Excerpt(_tail(before, for_before), words, _head(after, for_after))


def _middle_left_out(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{_head(words, LONGEST * 2 // 3)} {_tail(words, LONGEST // 3).removeprefix('…')}"


def _tail(text: str, room: int) -> str:
    """The last words that fit; a script without spaces is cut between two characters where there is no more room."""
    if len(text) <= room:
        return text
    start = len(text) - room
    cut = text[start:]
    if not text[start - 1].isspace():
        cut = cut[cut.find(" ") + 1 :] if " " in cut[:-1] else text[widen_to_graphemes(text, start, start)[1] :]
    return f"…{cut.lstrip()}" if cut.strip() else "… "


def _head(text: str, room: int) -> str:
    """The first words that fit."""
    if len(text) <= room:
        return text
    cut = text[:room]
    if not text[room].isspace():
        cut = cut[: cut.rfind(" ")] if " " in cut[1:] else text[: widen_to_graphemes(text, room, room)[0]]
    return f"{cut.rstrip()}…"
