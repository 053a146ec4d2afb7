"""Words selected on a page → the words in the article's text, and the quote that finds them there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problem, Problems
from sitegen.editor.api_types import EditRefusedError, FieldProblem, FormValues, Selection
from sitegen.text.anchoring import NormalizedSpan, SearchableText, anchor_quote, disambiguation
from sitegen.text.characters import widen_to_graphemes
from sitegen.text.normalize import normalize

QUOTE_BY_ENDS_FROM: Final = 320
"""Characters from which a passage is quoted by its two ends, as authors do: a quote of five lines nobody reads."""
_END_WORDS: Final = (7, 12, 20)
"""Words of each end: more only where fewer stand in several places."""
_NOWHERE: Final = Location("")


def locate(searchable: SearchableText, selection: Selection) -> NormalizedSpan:
    """The selected words in the text, whole. Where they stand several times, what is around them says which are meant.

    Raises EditRefusedError: quote-empty, quote-not-found, quote-ambiguous.
    """
    selection = _widen_to_characters(selection)
    if not normalize(selection.words).text.strip():
        raise _refusal(searchable, "quote-empty", "nothing is selected", "select some words of the article")
    hits = _distinct_hits(searchable, searchable.hits(selection.words))
    if not hits:
        hint = "load the page again: the article may have changed since; and select words of the article alone"
        raise _refusal(searchable, "quote-not-found", "these words do not stand in the article", hint)
    before, after = normalize(selection.before).text.strip(), normalize(selection.after).text.strip()
    likeness = [_context_match(searchable, hit, before, after) for hit in hits]
    best = max(likeness)
    if likeness.count(best) > 1:
        hint = "select some words more, so that it can be told which are meant"
        raise _refusal(searchable, "quote-ambiguous", "these words stand in the article several times", hint)
    return _widen_to_words(searchable, hits[likeness.index(best)])


def _widen_to_words(searchable: SearchableText, hit: NormalizedSpan) -> NormalizedSpan:
    """The hit widened to the whole of the words that it cuts: a mouse is let go where it comes to rest."""
    return NormalizedSpan(*searchable.edges.widened(hit.start, hit.end))


def _widen_to_characters(selection: Selection) -> Selection:
    """The selection widened to whole characters as a reader sees them: a browser may end it before an accent."""
    text = selection.before + selection.words + selection.after
    first = len(selection.before)
    start, end = widen_to_graphemes(text, first, first + len(selection.words))
    return Selection(text[start:end], text[:start], text[end:])


def quote_for(searchable: SearchableText, hit: NormalizedSpan) -> Quote:
    """The quote for the words at a place, with just as much around it as it takes; by its ends where it is long.

    Raises EditRefusedError where no quote can tell the place from others.
    """
    wanted = searchable.span_of(hit)
    for one in _candidate_quotes(searchable, hit):
        if anchor_quote(searchable, one, Problems()) == wanted:
            return one
    hint = "select some words more or less: as they are no quote can tell them from others"
    raise _refusal(searchable, "quote-ambiguous", "these words cannot be quoted so that they are found", hint)


def quote_values(quote: Quote) -> FormValues | str:
    """A quote as it stands in a record: the words alone where they are enough."""
    values: FormValues = {"from": quote.exact, "to": quote.until} if quote.until else {"exact": quote.exact}
    values |= {name: words for name, words in (("prefix", quote.prefix), ("suffix", quote.suffix)) if words}
    if quote.occurrence:
        values["occurrence"] = str(quote.occurrence)
    return quote.exact if values.keys() == {"exact"} else values


def _candidate_quotes(searchable: SearchableText, hit: NormalizedSpan) -> Iterator[Quote]:
    """Quotes to be tried, the best first."""
    words = disambiguation.words_at(searchable, hit)
    if len(words) >= QUOTE_BY_ENDS_FROM:
        yield from _quotes_by_ends(words.split(" "))
    prefix, suffix = disambiguation.disambiguate(searchable, hit, "", "")
    yield Quote(words, _NOWHERE, prefix, suffix)
    places = [searchable.span_of(one) for one in _distinct_hits(searchable, searchable.whole_hits(words))]
    if searchable.span_of(hit) in places:
        yield Quote(words, _NOWHERE, occurrence=places.index(searchable.span_of(hit)) + 1)


def _quotes_by_ends(words: Sequence[str]) -> Iterator[Quote]:
    for count in _END_WORDS:
        if 2 * count < len(words):
            yield Quote(" ".join(words[:count]), _NOWHERE, until=" ".join(words[-count:]))


def _distinct_hits(searchable: SearchableText, hits: Sequence[NormalizedSpan]) -> list[NormalizedSpan]:
    """One hit for each place of the text: several may lie in one grapheme cluster."""
    places: dict[tuple[int, int], NormalizedSpan] = {}
    for hit in hits:
        places.setdefault(searchable.span_of(hit), hit)
    return list(places.values())


def _context_match(searchable: SearchableText, hit: NormalizedSpan, before: str, after: str) -> int:
    """How many characters around a hit are those that stood around the selection."""
    text = searchable.normalized.text
    return _common_prefix_length(text[: hit.start].rstrip()[::-1], before[::-1]) + _common_prefix_length(
        text[hit.end :].lstrip(), after
    )


def _common_prefix_length(text: str, wanted: str) -> int:
    """How many characters at the beginning are the same."""
    pairs = zip(text, wanted, strict=False)
    return next((count for count, (one, other) in enumerate(pairs) if one != other), min(len(text), len(wanted)))


def _refusal(searchable: SearchableText, code: str, message: str, hint: str) -> EditRefusedError:
    return EditRefusedError(FieldProblem(Problem(Location(searchable.seed_file), code, message, hint), "quote"))
