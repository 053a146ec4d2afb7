"""Problems of quotes that are not found in exactly one place: their messages and hints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.anchoring import disambiguation
from sitegen.text.anchoring.disambiguation import shortest_prefix, shortest_suffix
from sitegen.text.anchoring.searchable_text import NormalizedSpan
from sitegen.text.normalize import normalize
from sitegen.text.similarity import word_diff
from sitegen.text.similarity.nearest_passage import find_nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.core.model import Quote
    from sitegen.text.anchoring.searchable_text import SearchableText

_LONGEST: Final = 240
"""Characters of a passage that are shown; more would hide the rest of the message."""
_MOST_PLACES: Final = 6
_MOST_CUT: Final = 100
"""Places of words that are only a part of longer ones which are looked at: more are the same words again."""
_AROUND: Final = 30


class AnchorFailure(FrozenRecord):
    """Why words are not in exactly one place."""

    code: str
    message: str
    hint: str


EMPTY: Final = AnchorFailure(
    "quote-empty",
    "the quote has no words",
    "copy the words from the article, or leave `quote` out for all of it",
)


def shorten(words: str, longest: int = _LONGEST) -> str:
    """Words on one line, the middle left out where they are long."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    half = longest // 2
    return f"{line[:half].rsplit(' ', 1)[0]} … {line[-half:].split(' ', 1)[-1]}"


def pasteable(words: str) -> str:
    """Words as a value that can be pasted into YAML."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def quote_not_found(text: SearchableText, words: str) -> AnchorFailure:
    """The words are nowhere in the text."""
    message = f'{text.seed_file} has no words "{shorten(words)}"'
    near = find_nearest(text.words, normalize(words).text.strip())
    if near is None:
        return AnchorFailure(
            "quote-not-found", message, "nothing in it is like them; quote the words as a reader sees them"
        )
    start = text.normalized.start_of(near.start)
    passage = text.prose.text[start : text.normalized.end_of(near.end)]
    differs = near.note or word_diff.describe_differences(passage, words)
    hint = f'did you mean "{shorten(passage)}" ({text.spot(start)})? {differs}'
    return AnchorFailure("quote-not-found", message, hint.rstrip())


def only_inside_words(text: SearchableText, words: str, hits: Sequence[NormalizedSpan]) -> AnchorFailure:
    """The words are there, but each time a part of longer ones."""
    hit, edges = hits[0], text.edges
    ends = [f'begin inside "{_word_at(text, hit.start)}"'] if edges.cut_at_start(hit.start) else []
    ends += [f'end inside "{_word_at(text, hit.end)}"'] if edges.cut_at_end(hit.end) else []
    message = (
        f'{text.seed_file} has the words "{shorten(words)}" only as a part of longer ones: they {" and ".join(ends)}'
    )
    wholes: dict[str, NormalizedSpan] = {}
    for one in hits[:_MOST_CUT]:
        whole = NormalizedSpan(*edges.widened(one.start, one.end))
        wholes.setdefault(disambiguation.words_at(text, whole), whole)
    listed = _listed([*wholes.values()], lambda whole, _: _quoted(text, whole))
    return AnchorFailure("quote-cuts-word", message, f"quote whole words, if they say what is meant: {listed}")


def _word_at(text: SearchableText, index: int) -> str:
    return disambiguation.words_at(text, NormalizedSpan(*text.edges.word_at(index)))


def _quoted(text: SearchableText, hit: NormalizedSpan) -> str:
    return f'"{shorten(disambiguation.words_at(text, hit))}" ({text.spot(text.span_of(hit)[0])})'


def no_such_context(
    text: SearchableText, words: str, hits: Sequence[NormalizedSpan], prefix: str, suffix: str
) -> AnchorFailure:
    """The words are there, but never with the wanted prefix and suffix."""
    wanted = [f'"{shorten(prefix)}" before them'] if prefix else []
    wanted += [f'"{shorten(suffix)}" after them'] if suffix else []
    message = f'{text.seed_file} has the words "{shorten(words)}", but never with {" and ".join(wanted)}'
    return AnchorFailure("quote-not-found", message, f"there is {_listed(hits, lambda hit, _: _around(text, hit))}")


def occurrence_too_high(text: SearchableText, words: str, occurrence: int, count: int) -> AnchorFailure:
    """The words are there, but not so often."""
    often = f'{text.seed_file} has the words "{shorten(words)}" {_times(count)}'
    message = f"{often}: there is no occurrence {occurrence}"
    return AnchorFailure(
        "quote-not-found", message, f"occurrence is counted from 1 to {count} where prefix and suffix fit"
    )


def end_not_after_start(text: SearchableText, words: str, until: str) -> AnchorFailure:
    """Both ends of a stretch are there, but in the wrong order."""
    message = f'{text.seed_file} has no words "{shorten(until)}" after "{shorten(words)}"'
    before = text.on_lines(text.normalized.start_of(hit.start) for hit in text.whole_hits(until)[:_MOST_PLACES])
    return AnchorFailure("quote-not-found", message, f"they stand before, {before}; `to` is where the stretch ends")


def several_places(text: SearchableText, words: str, hits: Sequence[NormalizedSpan]) -> AnchorFailure:
    """The words are in several places, and nothing chooses between them."""

    def described(hit: NormalizedSpan, number: int) -> str:
        prefix = shortest_prefix(text, hit, hits)
        return f"occurrence {number} is {_around(text, hit, f'prefix: {pasteable(prefix)}' if prefix else '')}"

    message = f'{text.seed_file} has the words "{shorten(words)}" {_times(len(hits))}'
    return AnchorFailure("quote-ambiguous", message, f"add prefix, suffix or occurrence: {_listed(hits, described)}")


def found_by_occurrence_only(
    text: SearchableText, quote: Quote, hit: NormalizedSpan, hits: Sequence[NormalizedSpan]
) -> tuple[str, str]:
    """Message and hint of a quote that is held by a count alone."""
    message = (
        f'a count alone says which "{shorten(quote.exact)}" is meant: an edit before it may move it to another place'
    )
    if len(hits) == 1:
        return message, "leave `occurrence` out: the words stand once"
    if prefix := shortest_prefix(text, hit, hits):
        return message, f"this holds it, instead of `occurrence`: prefix: {pasteable(prefix)}"
    if not quote.until and (suffix := shortest_suffix(text, hit, hits)):
        return message, f"this holds it, instead of `occurrence`: suffix: {pasteable(suffix)}"
    return message, "quote more words, so that they stand once"


def several_ends(text: SearchableText, until: str, hits: Sequence[NormalizedSpan]) -> AnchorFailure:
    """A stretch may end in several places."""

    def described(hit: NormalizedSpan, _: int) -> str:
        suffix = shortest_suffix(text, hit, hits)
        return _around(text, hit, f"suffix: {pasteable(suffix)}" if suffix else "")

    message = f'{text.seed_file} has the words "{shorten(until)}", where the stretch ends, {_times(len(hits))}'
    return AnchorFailure("quote-ambiguous", message, f"add suffix, or more words to `to`: {_listed(hits, described)}")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _listed(hits: Sequence[NormalizedSpan], described: Callable[[NormalizedSpan, int], str]) -> str:
    parts = [described(hit, number) for number, hit in enumerate(hits[:_MOST_PLACES], start=1)]
    more = len(hits) - _MOST_PLACES
    return "; ".join(parts) + (f"; and {more} more" if more > 0 else "")


def _around(text: SearchableText, hit: NormalizedSpan, also: str = "") -> str:
    """The words in some of those around them, with their line."""
    start, end = text.span_of(hit)
    whole = text.prose.text
    before = whole[max(start - _AROUND, 0) : start]
    after = whole[end : end + _AROUND]
    if start > _AROUND:
        before = "…" + before.partition(" ")[2]
    if end + _AROUND < len(whole):
        after = after.rpartition(" ")[0] + "…"
    passage = " ".join(f"{before}{shorten(whole[start:end], 80)}{after}".split())
    return f'"{passage}" ({text.spot(start)}{", " if also else ""}{also})'
