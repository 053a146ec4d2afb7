"""The place in a text where lost words most likely went, and why it cannot be trusted if it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.anchor import Hit
from sitegen.fold import fold
from sitegen.nearness.alignment import Pair, aligned
from sitegen.nearness.chains import chains
from sitegen.nearness.words import Words
from sitegen.reanchor.likeness import best_part, share_of_context

if TYPE_CHECKING:
    from sitegen.anchor import Target

_MOST_PLACES: Final = 4
_STOPS: Final = ".,;:!?"
"""One may have become another."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the folded text where the words may be now."""

    hit: Hit
    likeness: float
    """From 0 to 1; see `likeness`."""
    part: range
    """The words of the quote, by their numbers, that are there."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that are looked for, and what their author says stands around them."""

    words: str
    prefix: str = ""
    suffix: str = ""


class Ground:
    """The text of one article, ready for lost words to be looked for in it."""

    def __init__(self, target: Target) -> None:
        self.target: Final = target

    @cached_property
    def words(self) -> Words:
        """The text as words."""
        return self.target.words

    def places(self, sought: Sought, start: int = 0) -> list[Place]:
        """Where the words may be, from an offset of the folded text on; the most likely first."""
        before, after = (len(_words(part)) for part in (sought.prefix, sought.suffix))
        quote = _words(" ".join(part.strip() for part in (sought.prefix, sought.words, sought.suffix)))
        found = []
        for chain in chains(quote, self.words)[:_MOST_PLACES]:
            whole = aligned(quote, self.words, chain)
            value, pairs = best_part(quote, self.words, whole)
            inner = range(before, len(quote) - after)
            within = [pair for pair in pairs if pair.here in inner]
            if within and self.words.spans[within[0].there][0] >= start:
                value = min(value, share_of_context(quote, self.words, whole, inner))
                part = range(within[0].here, within[-1].here + 1)
                found.append(Place(self._hit(quote, within[0], within[-1]), value, part))
        return _apart(sorted(found, key=lambda place: (-place.likeness, place.hit.start)))

    def _hit(self, quote: Words, first: Pair, last: Pair) -> Hit:
        """The words from the first to the last of these, with the punctuation around them that the quote has too."""
        text = self.words.text
        start, end = self.words.spans[first.there][0], self.words.spans[last.there][1]
        opening, closing = quote.marks_before(first.here), quote.marks_behind(last.here)
        while opening and start and text[start - 1] in opening:
            start -= 1
        while closing and end < len(text) and text[end] in closing + _STOPS:
            end += 1
        return Hit(start, end)


def _apart(places: list[Place]) -> list[Place]:
    """The places that do not overlap with a better one."""
    kept: list[Place] = []
    for place in places:
        if not any(place.hit.start < other.hit.end and other.hit.start < place.hit.end for other in kept):
            kept.append(place)
    return kept


def _words(text: str) -> Words:
    return Words(fold(text), text)
