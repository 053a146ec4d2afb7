"""A quote → a stretch of the article's text, or a problem with the nearest passage.

Nothing is ever anchored by guess: a quote is where its words stand, after folding of typography, in exactly
one place, or its author is told where and why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.text.anchoring import quote_problems
from sitegen.text.anchoring.quote_problems import AnchorFailure
from sitegen.text.anchoring.searchable_text import NormalizedSpan, SeedText
from sitegen.text.normalize import normalize

if TYPE_CHECKING:
    from sitegen.core.model import Quote
    from sitegen.core.problems import Problems

__all__ = ["FoundQuote", "NormalizedSpan", "SearchableText"]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """The words of a quote, as a half-open stretch of the article's text."""

    start: int
    end: int
    is_exact: bool
    """False where folding of typography was needed."""


class SearchableText(SeedText):
    """The text of one article, for finding many quotes in it."""

    def find(self, quote: Quote, problems: Problems) -> FoundQuote | None:
        """Where `quote` stands in the text; None, with a problem reported, if not in exactly one place.

        Offsets are code points, half-open, on grapheme cluster boundaries. `occurrence` counts the hits that
        prefix and suffix leave.
        Only places where the quote begins and ends at the edge of a word or number count.
        Reports: quote-empty, quote-not-found, quote-cuts-word, quote-ambiguous.
        Source: W3C Web Annotation Data Model, 4.2.4 Text Quote Selector.
        """
        chosen = self._sought(quote)
        if isinstance(chosen, AnchorFailure):
            problems.add(quote.location, chosen.code, chosen.message, chosen.hint)
            return None
        start, end = self.place(chosen)
        return FoundQuote(start, end, _is_exact(self.prose.text[start:end], quote))

    def tell_count(self, quote: Quote, found: FoundQuote, problems: Problems) -> None:
        """Tell of a quote that is found what would hold it where a count alone does.

        An edit before it that brings or takes the same words moves such a quote to another place, and nothing is wrong.
        Reports: quote-by-count.
        """
        if not quote.occurrence or quote.prefix or quote.suffix:
            return
        hits = self._distinct(self.whole_hits(quote.exact))
        hit = next((one for one in hits if self.place(one)[0] == found.start), None)
        if hit is not None:
            message, hint = quote_problems.held_by_count(self, quote, hit, hits)
            problems.add(quote.location, "quote-by-count", message, hint)

    def _sought(self, quote: Quote) -> NormalizedSpan | AnchorFailure:
        if not normalize(quote.exact).text.strip() or (quote.until and not normalize(quote.until).text.strip()):
            return quote_problems.EMPTY
        return self._stretch(quote) if quote.until else self._only(quote)

    def _only(self, quote: Quote) -> NormalizedSpan | AnchorFailure:
        hits = self._fitting(quote.exact, quote.prefix, quote.suffix)
        return hits if isinstance(hits, AnchorFailure) else self._chosen(quote, hits)

    def _stretch(self, quote: Quote) -> NormalizedSpan | AnchorFailure:
        """From the start of `exact` to the end of `until`; both must be in one place only."""
        starts = self._fitting(quote.exact, quote.prefix, "")
        if isinstance(starts, AnchorFailure):
            return starts
        ends = self._fitting(quote.until, "", quote.suffix)
        if isinstance(ends, AnchorFailure):
            return ends
        followed = [start for start in starts if start.end <= ends[-1].start]
        if not followed:
            return quote_problems.never_after(self, quote.exact, quote.until)
        start = self._chosen(quote, followed)
        if isinstance(start, AnchorFailure):
            return start
        following = self._distinct([end for end in ends if start.end <= end.start])
        if len(following) > 1:
            return quote_problems.several_ends(self, quote.until, following)
        return NormalizedSpan(start.start, following[0].end)

    def _fitting(self, words: str, prefix: str, suffix: str) -> list[NormalizedSpan] | AnchorFailure:
        """The hits between this prefix and suffix; at least one."""
        anywhere = self.hits(words)
        if not anywhere:
            return quote_problems.no_such_words(self, words)
        hits = [hit for hit in anywhere if self.is_whole(hit)]
        if not hits:
            return quote_problems.only_inside_words(self, words, anywhere)
        fitting = [hit for hit in hits if self.fits(hit, prefix, suffix)]
        return fitting or quote_problems.no_such_context(self, words, hits, prefix, suffix)

    def _chosen(self, quote: Quote, hits: list[NormalizedSpan]) -> NormalizedSpan | AnchorFailure:
        if len(hits) > 1:
            hits = self._distinct(hits)
        if quote.occurrence > len(hits):
            return quote_problems.too_few(self, quote.exact, quote.occurrence, len(hits))
        if quote.occurrence:
            return hits[quote.occurrence - 1]
        return hits[0] if len(hits) == 1 else quote_problems.several_places(self, quote.exact, hits)

    def _distinct(self, hits: list[NormalizedSpan]) -> list[NormalizedSpan]:
        """One hit for each place: two may lie in one grapheme cluster, or in the three dots of one `…`."""
        places: dict[tuple[int, int], NormalizedSpan] = {}
        for hit in hits:
            places.setdefault(self.place(hit), hit)
        return list(places.values())


def _is_exact(found: str, quote: Quote) -> bool:
    exact, until = quote.exact.strip(), quote.until.strip()
    return found.startswith(exact) and found.endswith(until) if until else found == exact
