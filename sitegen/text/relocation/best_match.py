"""The place in a text where lost words most likely went, and why it cannot be trusted if it cannot."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from rapidfuzz.distance import Indel

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.anchoring import NormalizedSpan
from sitegen.text.normalize import normalize
from sitegen.text.relocation.confidence import best_part, share_of_context
from sitegen.text.relocation.dictionaries import WordLists
from sitegen.text.relocation.equivalence import EquivalenceJudge
from sitegen.text.relocation.normalized_words import even_out
from sitegen.text.similarity.alignment import WordPair, align
from sitegen.text.similarity.chaining import find_chains
from sitegen.text.similarity.nearest_passage import find_nearest
from sitegen.text.similarity.tokens import WordSequence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.text.anchoring import SearchableText

_MOST_PLACES: Final = 4
_LEAST: Final = 0.3
"""Likeness below which a few words that every text has are all that is the same."""
_MOST_AT_END: Final = 3
"""Words at either end of a quote that are looked for, though nothing in the text is like them."""
_SLIPS: Final = 8
"""Letters, and one of so many, by which slips make a passage longer or shorter at most."""
_STOPS: Final = ".,;:!?"
"""One may have become another."""


class MatchCandidate(FrozenRecord):
    """A span of the normalized text, half-open, where the words may be now."""

    hit: NormalizedSpan
    similarity: float
    """From 0 to 1; see `similarity`."""
    part: range
    """The words of the quote, by their numbers, that are there."""
    is_equivalent: bool = False
    """Whether the words there, and around them those of prefix and suffix, differ by slips alone."""


class PassageQuery(FrozenRecord):
    """Words that are looked for, and what their author says stands around them."""

    words: str
    prefix: str = ""
    suffix: str = ""


class TextIndex:
    """The text of one article, ready for lost words to be looked for in it."""

    def __init__(self, searchable: SearchableText, judge: EquivalenceJudge | None = None) -> None:
        """`judge` decides which words say the same; by default one that knows no names and no other articles."""
        self.searchable: Final = searchable
        self.judge: Final = judge or EquivalenceJudge(WordLists(searchable.language))

    @cached_property
    def words(self) -> WordSequence:
        """The text as words."""
        return self.searchable.words

    def places(self, query: PassageQuery, start: int = 0) -> list[MatchCandidate]:
        """Where the words may be, from an offset of the normalized text on; the most likely first, disjoint.

        Those below a similarity of 0.3 are left out; where none is left, the place that a hint would show, with 0.
        """
        before, after = (len(self._words(part)) for part in (query.prefix, query.suffix))
        quote = self._words(" ".join(part.strip() for part in (query.prefix, query.words, query.suffix)))
        found = []
        for chain in find_chains(quote, self.words)[:_MOST_PLACES]:
            whole = align(quote, self.words, chain)
            value, pairs = best_part(quote, self.words, whole)
            inner = range(before, len(quote) - after)
            within = [pair for pair in pairs if pair.here in inner]
            if within and self.words.spans[within[0].there][0] >= start:
                value = min(value, share_of_context(quote, self.words, whole, inner))
                part = range(within[0].here, within[-1].here + 1)
                hits = [self._hit(quote, *ends) for ends in _ends(within, inner)]
                tries = (
                    self._judged(MatchCandidate(hit, value, part), query, self._around(whole, inner, hit))
                    for hit in hits
                )
                found.append(
                    next((place for place in tries if place.is_equivalent), MatchCandidate(hits[0], value, part))
                )
        found.sort(key=lambda place: (-place.similarity, place.hit.start))
        return [place for place in _apart(found) if place.similarity >= _LEAST] or self._hinted(query, start)

    def _hinted(self, query: PassageQuery, start: int) -> list[MatchCandidate]:
        """Where hardly a word stands as it was, the place that hints show; nobody takes it by itself."""
        near = find_nearest(self.words, normalize(query.words).text.strip())
        if near is None or near.start < start:
            return []
        return [MatchCandidate(NormalizedSpan(near.start, near.end), 0.0, range(len(self._words(query.words))))]

    def _words(self, text: str) -> WordSequence:
        return WordSequence(normalize(text), text, self.searchable.language)

    def _around(self, pairs: Sequence[WordPair], inner: range, hit: NormalizedSpan) -> tuple[str, str]:
        """What stands directly before and behind a hit as far as words of the prefix and the suffix are there."""
        starts = [self.words.spans[pair.there][0] for pair in pairs if pair.here < inner.start]
        ends = [self.words.spans[pair.there][1] for pair in pairs if pair.here >= inner.stop]
        before = self._written(min(starts, default=hit.start), hit.start)
        return before, self._written(hit.end, max(ends, default=hit.end))

    def _written(self, start: int, end: int) -> str:
        """A stretch of the normalized text as it stands in the article."""
        normalized = self.searchable.normalized
        return (
            self.searchable.prose.text[normalized.start_of(start) : normalized.end_of(end)].strip()
            if start < end
            else ""
        )

    def _judged(self, place: MatchCandidate, query: PassageQuery, around: tuple[str, str]) -> MatchCandidate:
        """The place, and more alike where it says the same: letters that slipped weigh less than words."""
        words = self._written(place.hit.start, place.hit.end)
        wanted = (query.words, query.prefix, query.suffix)
        if abs(len(words) - len(query.words)) > _SLIPS + len(words) // _SLIPS:
            return place
        if not all(map(self.judge.are_equivalent, wanted, (words, *around))):
            return place
        alike = Indel.normalized_similarity(even_out(query.words).casefold(), even_out(words).casefold())
        return replace(place, similarity=max(place.similarity, alike), is_equivalent=True)

    def _hit(self, quote: WordSequence, first: WordPair, last: WordPair) -> NormalizedSpan:
        """The words from the first to the last of these, with the punctuation around them that the quote has too."""
        text = self.words.text
        start, end = self.words.spans[first.there][0], self.words.spans[min(last.there, len(self.words) - 1)][1]
        opening, closing = quote.marks_before(first.here), quote.marks_behind(last.here)
        while opening and start and text[start - 1] in opening:
            start -= 1
        if start > 1 and text[start - 2 : start] == '" ' and '"' in quote.text[: quote.spans[first.here][0]][-2:]:
            start -= 2  # « in French
        while closing and end < len(text) and text[end] in closing + _STOPS:
            end += 1
        return NormalizedSpan(start, end)


def _ends(within: Sequence[WordPair], inner: range) -> Iterator[tuple[WordPair, WordPair]]:
    """The first and the last word of a place, and where words at an end have no pair, what may be in their stead."""
    first, last = within[0], within[-1]
    yield first, last
    lefts, rights = _near(first.here - inner.start), _near(inner.stop - 1 - last.here)
    if (lefts, rights) != ([0], [0]):
        for left, right in product(lefts, rights):
            if first.there >= left:
                yield WordPair(inner.start, first.there - left), WordPair(inner.stop - 1, last.there + right)


def _near(missing: int) -> list[int]:
    """How many words may stand for so many, one of them perhaps parted or joined with its neighbour."""
    return [0] if not 0 < missing <= _MOST_AT_END else [count for count in (missing, missing - 1, missing + 1) if count]


def _apart(places: list[MatchCandidate]) -> list[MatchCandidate]:
    """The places that do not overlap with a better one."""
    kept: list[MatchCandidate] = []
    for place in places:
        if not any(place.hit.start < other.hit.end and other.hit.start < place.hit.end for other in kept):
            kept.append(place)
    return kept
