"""What the author is told about a quote that is not in exactly one place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.text.anchoring import disambiguation
from sitegen.text.anchoring.disambiguation import shortest_prefix, shortest_suffix
from sitegen.text.anchoring.searchable_text import Hit
from sitegen.text.normalize import fold
from sitegen.text.similarity import word_diff
from sitegen.text.similarity.nearest_passage import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.core.model import Quote
    from sitegen.text.anchoring.searchable_text import SeedText

_LONGEST: Final = 240
"""Characters of a passage that are shown; more would hide the rest of the message."""
_MOST_PLACES: Final = 6
_MOST_CUT: Final = 100
"""Places of words that are only a part of longer ones which are looked at: more are the same words again."""
_AROUND: Final = 30


@dataclass(frozen=True, slots=True)
class Lost:
    """Why words are not in exactly one place."""

    code: str
    message: str
    hint: str


EMPTY: Final = Lost(
    "quote-empty",
    "the quote has no words",
    "copy the words from the article, or leave `quote` out for all of it",
)


def shown(words: str, longest: int = _LONGEST) -> str:
    """Words on one line, the middle left out where they are long."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    half = longest // 2
    return f"{line[:half].rsplit(' ', 1)[0]} … {line[-half:].split(' ', 1)[-1]}"


def pasteable(words: str) -> str:
    """Words as a value that can be pasted into YAML."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def no_such_words(text: SeedText, words: str) -> Lost:
    """The words are nowhere in the text."""
    message = f'{text.seed_file} has no words "{shown(words)}"'
    near = nearest(text.words, fold(words).text.strip())
    if near is None:
        return Lost("quote-not-found", message, "nothing in it is like them; quote the words as a reader sees them")
    start = text.folded.start_of(near.start)
    passage = text.prose.text[start : text.folded.end_of(near.end)]
    differs = near.note or word_diff.told(passage, words)
    hint = f'did you mean "{shown(passage)}" ({text.spot(start)})? {differs}'
    return Lost("quote-not-found", message, hint.rstrip())


def cut(text: SeedText, words: str, hits: Sequence[Hit]) -> Lost:
    """The words are there, but each time a part of longer ones."""
    hit, edges = hits[0], text.edges
    ends = [f'begin inside "{_word_at(text, hit.start)}"'] if edges.cut_at_start(hit.start) else []
    ends += [f'end inside "{_word_at(text, hit.end)}"'] if edges.cut_at_end(hit.end) else []
    message = (
        f'{text.seed_file} has the words "{shown(words)}" only as a part of longer ones: they {" and ".join(ends)}'
    )
    wholes: dict[str, Hit] = {}
    for one in hits[:_MOST_CUT]:
        whole = Hit(*edges.widened(one.start, one.end))
        wholes.setdefault(disambiguation.words(text, whole), whole)
    listed = _listed([*wholes.values()], lambda whole, _: _quoted(text, whole))
    return Lost("quote-cuts-word", message, f"quote whole words, if they say what is meant: {listed}")


def _word_at(text: SeedText, index: int) -> str:
    return disambiguation.words(text, Hit(*text.edges.word_at(index)))


def _quoted(text: SeedText, hit: Hit) -> str:
    return f'"{shown(disambiguation.words(text, hit))}" ({text.spot(text.place(hit)[0])})'


def no_such_context(text: SeedText, words: str, hits: Sequence[Hit], prefix: str, suffix: str) -> Lost:
    """The words are there, but never with the wanted prefix and suffix."""
    wanted = [f'"{shown(prefix)}" before them'] if prefix else []
    wanted += [f'"{shown(suffix)}" after them'] if suffix else []
    message = f'{text.seed_file} has the words "{shown(words)}", but never with {" and ".join(wanted)}'
    return Lost("quote-not-found", message, f"there is {_listed(hits, lambda hit, _: _around(text, hit))}")


def too_few(text: SeedText, words: str, occurrence: int, count: int) -> Lost:
    """The words are there, but not so often."""
    often = f'{text.seed_file} has the words "{shown(words)}" {_times(count)}'
    message = f"{often}: there is no occurrence {occurrence}"
    return Lost("quote-not-found", message, f"occurrence is counted from 1 to {count} where prefix and suffix fit")


def never_after(text: SeedText, words: str, until: str) -> Lost:
    """Both ends of a stretch are there, but in the wrong order."""
    message = f'{text.seed_file} has no words "{shown(until)}" after "{shown(words)}"'
    before = text.on_lines(text.folded.start_of(hit.start) for hit in text.whole_hits(until)[:_MOST_PLACES])
    return Lost("quote-not-found", message, f"they stand before, {before}; `to` is where the stretch ends")


def several(text: SeedText, words: str, hits: Sequence[Hit]) -> Lost:
    """The words are in several places, and nothing chooses between them."""

    def described(hit: Hit, number: int) -> str:
        prefix = shortest_prefix(text, hit, hits)
        return f"occurrence {number} is {_around(text, hit, f'prefix: {pasteable(prefix)}' if prefix else '')}"

    message = f'{text.seed_file} has the words "{shown(words)}" {_times(len(hits))}'
    return Lost("quote-ambiguous", message, f"add prefix, suffix or occurrence: {_listed(hits, described)}")


def by_count(text: SeedText, quote: Quote, hit: Hit, hits: Sequence[Hit]) -> tuple[str, str]:
    """Message and hint of a quote that is held by a count alone."""
    message = (
        f'a count alone says which "{shown(quote.exact)}" is meant: an edit before it may move it to another place'
    )
    if len(hits) == 1:
        return message, "leave `occurrence` out: the words stand once"
    if prefix := shortest_prefix(text, hit, hits):
        return message, f"this holds it, instead of `occurrence`: prefix: {pasteable(prefix)}"
    if not quote.until and (suffix := shortest_suffix(text, hit, hits)):
        return message, f"this holds it, instead of `occurrence`: suffix: {pasteable(suffix)}"
    return message, "quote more words, so that they stand once"


def several_ends(text: SeedText, until: str, hits: Sequence[Hit]) -> Lost:
    """A stretch may end in several places."""

    def described(hit: Hit, _: int) -> str:
        suffix = shortest_suffix(text, hit, hits)
        return _around(text, hit, f"suffix: {pasteable(suffix)}" if suffix else "")

    message = f'{text.seed_file} has the words "{shown(until)}", where the stretch ends, {_times(len(hits))}'
    return Lost("quote-ambiguous", message, f"add suffix, or more words to `to`: {_listed(hits, described)}")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _listed(hits: Sequence[Hit], described: Callable[[Hit, int], str]) -> str:
    parts = [described(hit, number) for number, hit in enumerate(hits[:_MOST_PLACES], start=1)]
    more = len(hits) - _MOST_PLACES
    return "; ".join(parts) + (f"; and {more} more" if more > 0 else "")


def _around(text: SeedText, hit: Hit, also: str = "") -> str:
    """The words in some of those around them, with their line."""
    start, end = text.place(hit)
    whole = text.prose.text
    before = whole[max(start - _AROUND, 0) : start]
    after = whole[end : end + _AROUND]
    if start > _AROUND:
        before = "…" + before.partition(" ")[2]
    if end + _AROUND < len(whole):
        after = after.rpartition(" ")[0] + "…"
    passage = " ".join(f"{before}{shown(whole[start:end], 80)}{after}".split())
    return f'"{passage}" ({text.spot(start)}{", " if also else ""}{also})'
