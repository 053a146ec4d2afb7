"""The passage that an author may have meant, for hints."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.normalize import normalize
from sitegen.text.similarity.tokens import word_pattern, written_pattern

if TYPE_CHECKING:
    from sitegen.text.similarity.tokens import WordSequence

_MOST_CHANGES: Final = 12
_MOST_COMPARED: Final = 2 * 10**8
"""Characters of the text times those of the words: comparing as many takes up to two seconds."""
_MOST_JOINED: Final = 120
"""Words of a quote that may have been torn apart: rows of more are too many to join for a hint."""
_LONG: Final = 8
"""Words of which most still stand, wherever they were torn apart; of fewer that is often by chance."""
_MOST_OF_TORN: Final = 0.6
_FEW: Final = 3
_BESIDE_FEW: Final = 2
"""Of so few words all but one have to stand together, with no more than so many others among them."""
_OPENING: Final = re.compile(r"\W+")
_CLOSING: Final = ".,;:!?\"')]}»›。，、；：！？」』）"


class NearPassage(FrozenRecord):
    """A passage like the wanted words: a half-open stretch of the normalized text."""

    start: int
    end: int
    note: str = ""
    """A sentence, where there is another thing to say than how the two differ."""


def find_nearest(text: WordSequence, wanted: str) -> NearPassage | None:
    """The passage of a text most like the wanted words, in whole words; None if none is like enough to help.

    `wanted` is normalized. Words that differ only in capital letters come first, then words that are alike letter by
    letter, or where more of them are those that were torn apart. Of very many words in a very long text the first are
    compared.
    """
    most = max(_MOST_COMPARED // max(len(text.text), 1), 1)
    near = _find_nearest(text, wanted[:most].rstrip())
    if near is None or len(wanted) <= most:
        return near
    return NearPassage(near.start, near.end, f"Only the first {most} characters were compared.")


def _find_nearest(text: WordSequence, wanted: str) -> NearPassage | None:
    same = re.search(re.escape(wanted), text.text, re.IGNORECASE)
    if same:
        return NearPassage(same.start(), same.end(), "Only capital letters differ.")
    alike, torn = _find_alike(text.text, wanted), _find_torn(text, wanted)
    if alike is None or torn is None:
        return alike or torn
    return torn if _shared_words(text, torn, wanted) > _shared_words(text, alike, wanted) else alike


def _shared_words(text: WordSequence, near: NearPassage, wanted: str) -> int:
    """How many of the wanted words are in a passage."""
    there, here = (
        Counter(match.group() for match in word_pattern().finditer(words.casefold()))
        for words in (text.text[near.start : near.end], wanted)
    )
    return (there & here).total()


def _find_alike(text: str, wanted: str) -> NearPassage | None:
    # Imported late: a sound archive never gets here.
    from rapidfuzz import fuzz

    cutoff = _least_likeness(len(wanted))
    alignment = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=cutoff)
    # A text shorter than the words is aligned inside them, and then says little about them.
    if alignment is None or len(text) < len(wanted) * cutoff / 100:
        return None
    near = _best_words(text, wanted, alignment.dest_start, alignment.dest_end)
    return near if fuzz.ratio(text[near.start : near.end], wanted) >= cutoff else None


def _least_likeness(length: int) -> float:
    """Below this likeness (0 to 100) a passage would mislead more than it helps.

    From quotes looked for in texts of other authors: few words are often by chance 65 to 70 alike, many words
    never more than 52.
    """
    return max(72 - length / 4, 55)


def _best_words(text: str, wanted: str, start: int, end: int) -> NearPassage:
    """The alignment in whole words, a word more or less at either end wherever that makes it more alike."""
    from rapidfuzz import fuzz

    margin = len(wanted) + 40
    low, high = max(start - margin, 0), min(end + margin, len(text))
    words = [match.span(1) for match in written_pattern().finditer(text, low, high)]
    first = next((n for n, (_, word_end) in enumerate(words) if word_end > start), 0)
    last = next((n for n, (_, word_end) in enumerate(words) if word_end >= end), len(words) - 1)

    def likeness(first: int, last: int) -> float:
        return fuzz.ratio(text[words[first][0] : words[last][1]], wanted)

    best = likeness(first, last)
    for _ in range(_MOST_CHANGES):
        tries = [(first + 1, last), (first, last - 1), (first - 1, last), (first, last + 1)]
        scored = [(likeness(a, b), (a, b)) for a, b in tries if 0 <= a <= b < len(words)]
        if not scored or max(scored)[0] <= best:
            break
        best, (first, last) = max(scored)
    return _without_edges(text, wanted, words[first][0], words[last][1])


def _without_edges(text: str, wanted: str, start: int, end: int) -> NearPassage:
    """The stretch without the quotation marks and full stops around it, if the wanted words have none."""
    words = text[start:end]
    head = _OPENING.match(words)
    if head and head.end() < len(words) and wanted[0].isalnum():
        start += head.end()
    trailing = len(words) - len(words.rstrip(_CLOSING))
    if trailing < end - start and wanted[-1].isalnum():
        end -= trailing
    return NearPassage(start, end)


def _find_torn(text: WordSequence, wanted: str) -> NearPassage | None:
    """Where most of the words still stand in their order, though others were put between them."""
    from sitegen.text.similarity.alignment import align
    from sitegen.text.similarity.chaining import find_chains
    from sitegen.text.similarity.tokens import WordSequence

    quote = WordSequence(normalize(wanted), wanted)
    if not _FEW <= len(quote) <= _MOST_JOINED:
        return None
    for chain in find_chains(quote, text)[:1]:
        pairs = align(quote, text, chain)
        same = sum(quote.keys[pair.here] == text.keys[pair.there] for pair in pairs)
        is_close = same >= len(quote) - 1 and pairs[-1].there - pairs[0].there < len(quote) + _BESIDE_FEW
        is_torn = len(quote) >= _LONG and same >= _MOST_OF_TORN * len(quote)
        if is_close or is_torn:
            return NearPassage(text.spans[pairs[0].there][0], text.spans[pairs[-1].there][1])
    return None
