"""A lost quote → where its words most likely went, how sure that is, and the quote that is found there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Problems
from sitegen.text.anchoring import NormalizedSpan, SearchableText, anchor_quote, disambiguation
from sitegen.text.relocation.best_match import MatchCandidate, PassageQuery, TextIndex

if TYPE_CHECKING:
    from sitegen.core.model import Quote

DEFAULT_RATIO: Final = 0.8
"""The similarity from which on a place is taken; see `benchmarks/README.md` for what other ratios do."""
_MARGIN: Final = 0.1
"""A second place within this of the first makes the two a tie, which nobody but the author can break."""


class Relocation(FrozenRecord):
    """The place where a lost quote most likely went."""

    quote: Quote
    """The new one; it is found there and nowhere else."""
    start: int
    end: int
    """The place as a stretch of the article's text, half-open."""
    similarity: float
    runner_up: tuple[int, int] | None = None
    """Another place that is as like or nearly so: then the move is never taken."""
    is_equivalent: bool = False
    """Whether nothing differs but slips of spelling, spacing and typography; else the move is never taken."""

    def is_sure(self, accept: float) -> bool:
        """Whether it may be taken without a look: alone, equivalent and at least as similar as `accept`, 0 to 1."""
        return self.runner_up is None and self.is_equivalent and self.similarity >= accept


def relocate(text_index: TextIndex, quote: Quote) -> Relocation | None:
    """The most likely place of a quote that is not found, in code points; None if nothing in the text is like it.

    Of a quote with `until` both ends are looked for, and one that still stands stays as it is. The new quote is found
    at that place and nowhere else, with as much prefix and suffix as that takes. Source: seed-and-extend
    (`similarity.chaining`), then costs of what differs (`relocation.confidence`).
    """
    if quote.until:
        return _relocate_ends(text_index, quote)
    places = text_index.places(PassageQuery(quote.exact, quote.prefix, quote.suffix))
    if not places:
        return None
    best = replace(places[0], is_equivalent=places[0].is_equivalent and not quote.occurrence)
    new = _new_quote(text_index.searchable, quote, best.hit)
    return _check(text_index.searchable, new, best, _runner_up(text_index.searchable, places))


def _relocate_ends(text_index: TextIndex, quote: Quote) -> Relocation | None:
    """Both ends of a long stretch; one that still stands stays as it is."""
    firsts = _end_places(text_index, PassageQuery(quote.exact, prefix=quote.prefix), 0)
    if not firsts:
        return None
    first = firsts[0]
    lasts = _end_places(text_index, PassageQuery(quote.until, suffix=quote.suffix), first.hit.end)
    if not lasts:
        return None
    last, searchable = lasts[0], text_index.searchable
    new = replace(
        quote,
        exact=disambiguation.words_at(searchable, first.hit),
        until=disambiguation.words_at(searchable, last.hit),
        prefix=disambiguation.prefix_for(searchable, first.hit, quote.prefix),
        suffix=disambiguation.suffix_for(searchable, last.hit, quote.suffix),
        occurrence=0,
    )
    similarity = min(first.similarity, last.similarity)
    is_same = first.is_equivalent and last.is_equivalent and not quote.occurrence
    whole = MatchCandidate(NormalizedSpan(first.hit.start, last.hit.end), similarity, first.part, is_equivalent=is_same)
    return _check(searchable, new, whole, _runner_up(searchable, firsts) or _runner_up(searchable, lasts))


def _end_places(text_index: TextIndex, query: PassageQuery, start: int) -> list[MatchCandidate]:
    hits = [
        hit
        for hit in text_index.searchable.whole_hits(query.words)
        if hit.start >= start and text_index.searchable.fits(hit, query.prefix, query.suffix)
    ]
    return [MatchCandidate(hit, 1.0, range(1), is_equivalent=True) for hit in hits] or text_index.places(query, start)


def _new_quote(searchable: SearchableText, quote: Quote, hit: NormalizedSpan) -> Quote:
    """The words at a place, with what of prefix and suffix still fits, and no more than it takes to be found there."""
    prefix, suffix = disambiguation.disambiguate(searchable, hit, quote.prefix, quote.suffix)
    return replace(quote, exact=disambiguation.words_at(searchable, hit), prefix=prefix, suffix=suffix, occurrence=0)


def _runner_up(searchable: SearchableText, places: list[MatchCandidate]) -> tuple[int, int] | None:
    """The runner-up within `_MARGIN` of the best score; fragments of a passage that was split do not count."""
    first = places[0]
    for other in places[1:]:
        shared = len(range(max(first.part.start, other.part.start), min(first.part.stop, other.part.stop)))
        is_other_part = shared * 2 < len(other.part) < len(first.part)
        if other.similarity > first.similarity - _MARGIN and not is_other_part:
            return searchable.span_of(other.hit)
    return None


def _check(
    searchable: SearchableText, new: Quote, place: MatchCandidate, runner_up: tuple[int, int] | None
) -> Relocation | None:
    """The move, if its quote is found at its place as it should be."""
    start, end = searchable.span_of(place.hit)
    if anchor_quote(searchable, new, Problems()) != (start, end):
        return None
    return Relocation(new, start, end, place.similarity, runner_up, is_equivalent=place.is_equivalent)
