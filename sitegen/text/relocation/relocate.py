"""A lost quote → where its words most likely went, how sure that is, and the quote that is found there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitegen.core.problems import Problems
from sitegen.text.anchoring import Hit, Target, disambiguation
from sitegen.text.relocation.best_match import Ground, Place, Sought

if TYPE_CHECKING:
    from sitegen.core.model import Quote

DEFAULT_RATIO: Final = 0.8
"""The likeness from which on a place is taken; see `benchmarks/README.md` for what other ratios do."""
_MARGIN: Final = 0.1
"""A second place within this of the first makes the two a tie, which nobody but the author can break."""


@dataclass(frozen=True, slots=True)
class Move:
    """The place where a lost quote most likely went."""

    quote: Quote
    """The new one; it is found there and nowhere else."""
    start: int
    end: int
    """The place as a stretch of the article's text, half-open."""
    likeness: float
    rival: tuple[int, int] | None = None
    """Another place that is as like or nearly so: then the move is never taken."""
    says_the_same: bool = False
    """Whether nothing differs but slips of spelling, spacing and typography; else the move is never taken."""

    def is_sure(self, accept: float) -> bool:
        """Whether it may be taken without a look, by a likeness from which on a place is."""
        return self.rival is None and self.says_the_same and self.likeness >= accept


def move(ground: Ground, quote: Quote) -> Move | None:
    """The most likely place of a quote that is not found; None if nothing in the text is like it."""
    if quote.until:
        return _move_of_ends(ground, quote)
    places = ground.places(Sought(quote.exact, quote.prefix, quote.suffix))
    if not places:
        return None
    best = replace(places[0], says_the_same=places[0].says_the_same and not quote.occurrence)
    new = _requoted(ground.target, quote, best.hit)
    return _checked(ground.target, new, best, _rival(ground.target, places))


def _move_of_ends(ground: Ground, quote: Quote) -> Move | None:
    """Both ends of a long stretch; one that still stands stays as it is."""
    firsts = _end_places(ground, Sought(quote.exact, prefix=quote.prefix), 0)
    if not firsts:
        return None
    first = firsts[0]
    lasts = _end_places(ground, Sought(quote.until, suffix=quote.suffix), first.hit.end)
    if not lasts:
        return None
    last, target = lasts[0], ground.target
    new = replace(
        quote,
        exact=disambiguation.words(target, first.hit),
        until=disambiguation.words(target, last.hit),
        prefix=disambiguation.prefix_for(target, first.hit, quote.prefix),
        suffix=disambiguation.suffix_for(target, last.hit, quote.suffix),
        occurrence=0,
    )
    likeness = min(first.likeness, last.likeness)
    is_same = first.says_the_same and last.says_the_same and not quote.occurrence
    whole = Place(Hit(first.hit.start, last.hit.end), likeness, first.part, says_the_same=is_same)
    return _checked(target, new, whole, _rival(target, firsts) or _rival(target, lasts))


def _end_places(ground: Ground, sought: Sought, start: int) -> list[Place]:
    hits = [
        hit
        for hit in ground.target.whole_hits(sought.words)
        if hit.start >= start and ground.target.fits(hit, sought.prefix, sought.suffix)
    ]
    return [Place(hit, 1.0, range(1), says_the_same=True) for hit in hits] or ground.places(sought, start)


def _requoted(target: Target, quote: Quote, hit: Hit) -> Quote:
    """The words at a place, with what of prefix and suffix still fits, and no more than it takes to be found there."""
    prefix, suffix = disambiguation.around(target, hit, quote.prefix, quote.suffix)
    return replace(quote, exact=disambiguation.words(target, hit), prefix=prefix, suffix=suffix, occurrence=0)


def _rival(target: Target, places: list[Place]) -> tuple[int, int] | None:
    """A place that is nearly as like as the first, for the same words: what a torn passage left elsewhere is none."""
    first = places[0]
    for other in places[1:]:
        shared = len(range(max(first.part.start, other.part.start), min(first.part.stop, other.part.stop)))
        is_other_part = shared * 2 < len(other.part) < len(first.part)
        if other.likeness > first.likeness - _MARGIN and not is_other_part:
            return target.place(other.hit)
    return None


def _checked(target: Target, new: Quote, place: Place, rival: tuple[int, int] | None) -> Move | None:
    """The move, if its quote is found at its place as it should be."""
    start, end = target.place(place.hit)
    found = target.find(new, Problems())
    if found is None or (found.start, found.end) != (start, end):
        return None
    return Move(new, start, end, place.likeness, rival, says_the_same=place.says_the_same)
