"""Which of the places where the same words stand in a text: what the elements of mentions are made of.

An element is for ever, so it comes from the text alone: every place of the words is counted, whether anybody is named
there or not. Neither the names of an archive nor the rules by which they are found have a part in it; what a whole word
is, is simpler here than there (`words`), and does not change when those rules get better.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.core.model import Occurrence, TextPart
from sitegen.text.mentions.multi_pattern_search import PatternSearcher
from sitegen.text.normalize import normalize_for_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.text.normalize import NormalizedText

LONGEST: Final = 200
"""Characters of words that are counted where they stand whole: to ask of each place in a text of a million `xxxx`
whether longer ones do would take hours. It decides ids, so it never changes."""

MANY: Final = 100_000_000
"""Characters that are looked through for one name after another before it pays to look for all of them at once."""


class TextParts(NamedTuple):
    """The parts of an article's text, in each of which words are counted by themselves."""

    headline: int = 0
    """The headline is the first so many code points."""
    seed_title: tuple[int, int] = (0, 0)
    """What would be the headline if the author gave no other title; empty where that is not shown."""
    taken: str = ""
    """What the body would begin with if the author gave no title that says the same."""


def count_occurrences(
    normalized: NormalizedText, parts: TextParts, stretches: Sequence[tuple[int, int]]
) -> Iterator[Occurrence]:
    """The words of each stretch of a text, and which place of them it is; no two that are disjoint give the same.

    Stretches are code points of the text, half-open, none of them empty, sorted by their starts. The body is counted as
    it is without a title of the author's, so an article that gets one, or another one, keeps the places of its body.
    Of places that overlap the first one counts.
    """
    counted_in = _CountedText(normalized, parts)
    text, places = counted_in.text, [counted_in.place_of(start, end) for start, end in stretches]
    find: Callable[[str, int, int], int] = text.find
    if len(text) * len(places) > MANY:
        find = _index_places(text, {words for _, _, words in places})
    counted: dict[tuple[str, TextPart, bool], tuple[int, int]] = {}  # up to where the words were counted, and how many
    for part, first, words in places:
        length = len(words)
        is_whole = _stand_whole(text, first, first + length) and length <= LONGEST
        key = (words, part, is_whole)
        done, number = counted.get(key, (counted_in.starts[part], 0))
        while (found := find(words, done, first)) >= 0:
            done = found + 1
            if not is_whole or _stand_whole(text, found, found + length):
                done, number = found + length, number + 1
        # None begins before this and ends before `first`: what was looked through need not be again.
        counted[key] = max(done, first - length + 1), number
        yield Occurrence(words, number + 1, part, is_whole)


class _CountedText:
    """The normalized text as it is counted: the headline, the body as the seed alone has it, and then the seed's title.

    Without a title of the author's that is the text as it stands.
    """

    def __init__(self, normalized: NormalizedText, parts: TextParts) -> None:
        text, self._folded, self._headline = normalized.text, normalized, parts.headline
        self._body = normalized.indexes_of(0, parts.headline)[1]
        self._own, self._own_index = parts.seed_title, normalized.indexes_of(*parts.seed_title)
        before = normalize_for_ids(f"\n\n{parts.taken}\n\n").text[:-1] if parts.taken else ""
        self._before = len(before)
        begin, end = self._own_index
        has_own = parts.seed_title[0] < parts.seed_title[1]
        # One of the two spaces around it goes too: what stands on both sides of it follows each other then.
        self._gone = end + 1 - begin if has_own else 0
        rest = f"{text[self._body : begin]}{text[end + 1 :]} {text[begin:end]}" if has_own else text[self._body :]
        self.text = text[: self._body] + before + rest if before or has_own else text
        """Normalized."""
        self.starts = {
            TextPart.HEADLINE: 0,
            TextPart.BODY: self._body,
            TextPart.SEED_TITLE: len(self.text) - (end - begin),
        }
        """Where each part begins in it."""

    def place_of(self, start: int, end: int) -> tuple[TextPart, int, str]:
        """In which part a stretch of the article's text begins, where in what is counted, and its words."""
        first, last = self._folded.indexes_of(start, end)
        words = self._folded.text[first:last]
        if start < self._headline:
            return TextPart.HEADLINE, first, words
        if self._own[0] <= start < self._own[1]:
            return TextPart.SEED_TITLE, first - self._own_index[0] + self.starts[TextPart.SEED_TITLE], words
        return TextPart.BODY, first + self._before - (self._gone if start >= self._own[1] else 0), words


def _index_places(text: str, wanted: Iterable[str]) -> Callable[[str, int, int], int]:
    """What finds these words in the text as `str.find` does, in time that does not grow with it."""
    starts: dict[str, list[int]] = {words: [] for words in wanted if len(words) <= LONGEST}
    for last, (length, words) in PatternSearcher({words: words for words in starts}).find(text):
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
