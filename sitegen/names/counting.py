"""Which of the places where the same words stand in a text: what the elements of mentions are made of.

An element is for ever, so it comes from the text alone: every place of the words is counted, whether anybody is named
there or not. Neither the names of an archive nor the rules by which they are found have a part in it; what a whole word
is, is simpler here than there (`words`), and does not change when those rules get better.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from sitegen.model import Occurrence
from sitegen.names.searcher import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.fold import Folded

LONGEST: Final = 200
"""Characters of words that are counted where they stand whole: to ask of each place in a text of a million `xxxx`
whether longer ones do would take hours. It decides ids, so it never changes."""

MANY: Final = 100_000_000
"""Characters that are looked through for one name after another before it pays to look for all of them at once."""


def occurrences(folded: Folded, headline: int, stretches: Sequence[tuple[int, int]]) -> Iterator[Occurrence]:
    """The words of each stretch of a text, and which place of them it is; no two that are disjoint give the same.

    Stretches are code points of the text, half-open, none of them empty, sorted by their starts; its headline is the
    first `headline` ones. Headline and body are counted each by itself, so an article with another title keeps the
    places of its body. Of places that overlap the first one counts.
    """
    text, body = folded.text, folded.indexes_of(0, headline)[1]
    places = [folded.indexes_of(start, end) for start, end in stretches]
    find: Callable[[str, int, int], int] = text.find
    if len(text) * len(places) > MANY:
        find = _indexed(text, places)
    counted: dict[tuple[str, bool, bool], tuple[int, int]] = {}  # up to where the words were counted, and how many
    for (start, _), (first, last) in zip(stretches, places, strict=True):
        words, in_headline, length = text[first:last], start < headline, last - first
        is_whole = _stand_whole(text, first, last) and length <= LONGEST
        key = (words, in_headline, is_whole)
        done, number = counted.get(key, (0 if in_headline else body, 0))
        while (found := find(words, done, first)) >= 0:
            done = found + 1
            if not is_whole or _stand_whole(text, found, found + length):
                done, number = found + length, number + 1
        # None begins before this and ends before `first`: what was looked through need not be again.
        counted[key] = max(done, first - length + 1), number
        yield Occurrence(words, number + 1, in_headline, is_whole)


def _indexed(text: str, places: Sequence[tuple[int, int]]) -> Callable[[str, int, int], int]:
    """What finds the words of these places in the text as `str.find` does, in time that does not grow with it."""
    starts: dict[str, list[int]] = {text[first:last]: [] for first, last in places if last - first <= LONGEST}
    for last, (length, words) in Searcher({words: words for words in starts}).find(text):
        starts[words].append(last + 1 - length)

    def find(words: str, start: int, end: int) -> int:
        if words not in starts:
            return text.find(words, start, end)
        found = starts[words]
        place = bisect_left(found, start)
        return found[place] if place < len(found) and found[place] + len(words) <= end else -1

    return find


def _stand_whole(text: str, start: int, end: int) -> bool:
    """Whether neither what stands before this stretch nor what follows is a part of a word."""
    return not (start and _is_in_word(text[start - 1])) and (end == len(text) or not _is_in_word(text[end]))


def _is_in_word(character: str) -> bool:
    return character.isalnum() or (character > "\u02ff" and unicodedata.category(character)[0] == "M")
