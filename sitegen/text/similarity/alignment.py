"""Which word of the text each word of a quote has become, around the words that stayed the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.similarity.chaining import Chain
from sitegen.text.similarity.tokens import WordSequence

_MOST_AT_EDGE: Final = 2
"""Words at an end of a quote that are taken for changed ones, though nothing in the text is like them."""
_LONG: Final = 8
"""Letters from which on two slips in one word are no other word."""


class WordPair(FrozenRecord):
    """A word of the quote and what it is in the text, by their numbers."""

    here: int
    there: int


def align(quote: WordSequence, text: WordSequence, chain: Chain) -> list[WordPair]:
    """The words of the quote that are in the text, changed or not, in order, as pairs of their numbers.

    Words of a chain are each other's. Between two of its rows as many words on both sides are paired one by one, else
    those that `are_alike`; at its ends at most two changed words more.
    """
    first, last = chain.rows[0], chain.rows[-1]
    pairs = _before(quote, text, first.here, first.there)
    for number, row in enumerate(chain.rows):
        if number:
            before = chain.rows[number - 1]
            heres = range(before.here + before.length, row.here)
            theres = range(before.there + before.length, row.there)
            pairs += _between(quote, text, heres, theres)
        pairs += [WordPair(row.here + step, row.there + step) for step in range(row.length)]
    return pairs + _behind(quote, text, last.here + last.length, last.there + last.length)


def are_alike(one: str, other: str) -> bool:
    """Whether two words in small letters are one word with a typo or another ending: one edit, two from 8 letters on.

    Source: the optimal string alignment distance, of rapidfuzz.
    """
    longest = max(len(one), len(other))
    if longest < 4 or _has_digit(one) or _has_digit(other):
        return False
    most = 2 if longest >= _LONG else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _between(quote: WordSequence, text: WordSequence, heres: Sequence[int], theres: Sequence[int]) -> list[WordPair]:
    """Words between two that stayed: in the same number they are each other's, else as they are alike."""
    if len(heres) == len(theres):
        return [WordPair(here, there) for here, there in zip(heres, theres, strict=True)]
    return _align_alike(quote, text, heres, theres)


def _align_alike(
    quote: WordSequence, text: WordSequence, heres: Sequence[int], theres: Sequence[int]
) -> list[WordPair]:
    """The words that differ by a slip alone, in order."""
    pairs: list[WordPair] = []
    free = 0
    for here in heres:
        for place in range(free, len(theres)):
            if quote.keys[here] == text.keys[theres[place]] or are_alike(quote.keys[here], text.keys[theres[place]]):
                pairs.append(WordPair(here, theres[place]))
                free = place + 1
                break
    return pairs


def _before(quote: WordSequence, text: WordSequence, here: int, there: int) -> list[WordPair]:
    """What stands before the first word that stayed."""
    pairs = _align_alike(quote, text, range(here), range(max(there - here - 1, 0), there))
    if pairs and pairs[-1].here + 1 < here:
        pairs += _between(quote, text, range(pairs[-1].here + 1, here), range(pairs[-1].there + 1, there))
    left, next_there = (pairs[0].here, pairs[0].there) if pairs else (here, there)
    changed: list[WordPair] = []
    if left <= _MOST_AT_EDGE:
        for step in range(1, left + 1):
            if text.is_cut_before(next_there - step + 1) and not quote.is_cut_before(left - step + 1):
                break
            changed.insert(0, WordPair(left - step, next_there - step))
    return [pair for pair in changed if pair.there >= 0] + pairs


def _behind(quote: WordSequence, text: WordSequence, here: int, there: int) -> list[WordPair]:
    """What stands behind the last word that stayed."""
    rest = len(quote) - here
    pairs = _align_alike(quote, text, range(here, len(quote)), range(there, min(there + rest + 1, len(text))))
    if pairs and pairs[0].here > here:
        pairs = _between(quote, text, range(here, pairs[0].here), range(there, pairs[0].there)) + pairs
    next_here, next_there = (pairs[-1].here + 1, pairs[-1].there + 1) if pairs else (here, there)
    if len(quote) - next_here <= _MOST_AT_EDGE:
        for step in range(len(quote) - next_here):
            if text.is_cut_before(next_there + step) and not quote.is_cut_before(next_here + step):
                break
            pairs.append(WordPair(next_here + step, next_there + step))
    return [pair for pair in pairs if pair.there < len(text)]
