"""A quote → a span of the article's text, or a problem with the nearest passage.

Nothing is ever anchored by guess: a quote is where its words stand, once typography is normalized, in exactly one
place, or a problem says where and why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.text.anchoring import quote_problems
from sitegen.text.anchoring.quote_problems import AnchorFailure
from sitegen.text.anchoring.searchable_text import NormalizedSpan, SearchableText
from sitegen.text.normalize import normalize

if TYPE_CHECKING:
    from sitegen.core.model import Quote
    from sitegen.core.problems import Problems

__all__ = ["NormalizedSpan", "SearchableText", "anchor_quote", "is_exact", "report_count_only"]


def anchor_quote(text: SearchableText, quote: Quote, problems: Problems) -> tuple[int, int] | None:
    """Where `quote` stands in the text; None, with a problem reported, if not in exactly one place.

    Offsets are code points of the article's text, half-open, on grapheme cluster boundaries. `occurrence` counts the
    hits that prefix and suffix leave; only those count that begin and end at the edge of a word or number.
    Reports: quote-empty, quote-not-found, quote-cuts-word, quote-ambiguous.
    Source: W3C Web Annotation Data Model, 4.2.4 Text Quote Selector.
    """
    chosen = _anchor(text, quote)
    if isinstance(chosen, AnchorFailure):
        problems.add(quote.location, chosen.code, chosen.message, chosen.hint)
        return None
    return text.span_of(chosen)


def is_exact(words: str, quote: Quote) -> bool:
    """Whether the words of a passage are those of its quote as they stand, so that nothing had to be normalized."""
    exact, until = quote.exact.strip(), quote.until.strip()
    return words.startswith(exact) and words.endswith(until) if until else words == exact


def report_count_only(text: SearchableText, quote: Quote, start: int, problems: Problems) -> None:
    """Report that an anchored quote is held by a count alone, with what would hold it instead.

    `start` is where it was anchored. An edit before it that brings or takes the same words moves such a quote to
    another place, and nothing is wrong. Reports: quote-by-count.
    """
    if not quote.occurrence or quote.prefix or quote.suffix:
        return
    hits = _distinct(text, text.whole_hits(quote.exact))
    hit = next((one for one in hits if text.span_of(one)[0] == start), None)
    if hit is not None:
        message, hint = quote_problems.found_by_occurrence_only(text, quote, hit, hits)
        problems.add(quote.location, "quote-by-count", message, hint)


def _anchor(text: SearchableText, quote: Quote) -> NormalizedSpan | AnchorFailure:
    if not normalize(quote.exact).text.strip() or (quote.until and not normalize(quote.until).text.strip()):
        return quote_problems.EMPTY
    if quote.until:
        return _anchor_ends(text, quote)
    hits = _fitting(text, quote.exact, quote.prefix, quote.suffix)
    return hits if isinstance(hits, AnchorFailure) else _choose(text, quote, hits)


def _anchor_ends(text: SearchableText, quote: Quote) -> NormalizedSpan | AnchorFailure:
    """From the start of `exact` to the end of `until`; both must be in one place only."""
    starts = _fitting(text, quote.exact, quote.prefix, "")
    if isinstance(starts, AnchorFailure):
        return starts
    ends = _fitting(text, quote.until, "", quote.suffix)
    if isinstance(ends, AnchorFailure):
        return ends
    followed = [start for start in starts if start.end <= ends[-1].start]
    if not followed:
        return quote_problems.end_not_after_start(text, quote.exact, quote.until)
    start = _choose(text, quote, followed)
    if isinstance(start, AnchorFailure):
        return start
    following = _distinct(text, [end for end in ends if start.end <= end.start])
    if len(following) > 1:
        return quote_problems.several_ends(text, quote.until, following)
    return NormalizedSpan(start.start, following[0].end)


def _fitting(text: SearchableText, words: str, prefix: str, suffix: str) -> list[NormalizedSpan] | AnchorFailure:
    """The hits between this prefix and suffix; at least one."""
    anywhere = text.hits(words)
    if not anywhere:
        return quote_problems.quote_not_found(text, words)
    hits = [hit for hit in anywhere if text.is_whole(hit)]
    if not hits:
        return quote_problems.only_inside_words(text, words, anywhere)
    fitting = [hit for hit in hits if text.fits(hit, prefix, suffix)]
    return fitting or quote_problems.no_such_context(text, words, hits, prefix, suffix)


def _choose(text: SearchableText, quote: Quote, hits: list[NormalizedSpan]) -> NormalizedSpan | AnchorFailure:
    if len(hits) > 1:
        hits = _distinct(text, hits)
    if quote.occurrence > len(hits):
        return quote_problems.occurrence_too_high(text, quote.exact, quote.occurrence, len(hits))
    if quote.occurrence:
        return hits[quote.occurrence - 1]
    return hits[0] if len(hits) == 1 else quote_problems.several_places(text, quote.exact, hits)


def _distinct(text: SearchableText, hits: list[NormalizedSpan]) -> list[NormalizedSpan]:
    """One hit for each place: two may lie in one grapheme cluster, or in the three dots of one `…`."""
    places: dict[tuple[int, int], NormalizedSpan] = {}
    for hit in hits:
        places.setdefault(text.span_of(hit), hit)
    return list(places.values())
