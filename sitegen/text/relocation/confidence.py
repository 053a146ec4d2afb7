"""How sure it is that a place is where the quoted words went, from 0 to 1.

Not every difference is the same. Between `north` and `south` in a sentence of nine words lies another sentence, while
a slip of the pen, a sentence put in between, or one word of forty that was changed leave no doubt. So each difference
has its cost, and what it is measured against are the words that are the same: few words bear little.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Final

from sitegen.text.similarity.alignment import WordPair, are_alike
from sitegen.text.similarity.tokens import WordSequence

_SLIP: Final = 0.3
_SLIP_AT_START: Final = 2.0
"""A first letter is rarely mistyped, and makes `millions` of `billions`."""
_SWAP: Final = 2.0
_SMALL_SWAP: Final = 1.0
_GRAVE: Final = 3.0
"""A number, a name or a `not` that changed."""
_GRAVE_AT_MOST: Final = 0.78
"""However long the quote: what was said may now be the contrary, so an editor has to look before it is moved."""
_SHORT_NAME: Final = 5
"""Letters up to which one other letter makes another name: `Iran` and `Iraq`."""
_MISSING: Final = 1.0
_MORE: Final = 0.7
_SENTENCE_MORE: Final = 0.3
_SENTENCE_GONE: Final = 1.5
_OF_SENTENCE_GONE: Final = 0.3
_PHRASE: Final = 3
_PHRASE_GONE: Final = 2.0
_PHRASE_MORE: Final = 1.5
_MOST_WORDS_MORE: Final = 3
_FREQUENT: Final = 0.004
"""A short word that makes up so much of a text is one of those that every sentence has."""

_NOT: Final = """
    no not never none nobody nothing nor neither without cannot kein keine keinen keinem keiner keines nicht nie niemals
    nichts niemand ohne ne pas jamais rien aucun aucune sans ni nunca nada nadie sin não nem sem mai niente nessuno
    senza niet geen nooit zonder inte aldrig ikke aldri
"""
_NEGATIONS: Final = frozenset(_NOT.split())


_FAR: Final = 4
_CONTEXT_GONE: Final = 0.75
_WORTH_A_SENTENCE: Final = 0.03
"""So much more alike the rest has to be before a sentence at an end of the quote is given up."""


def best_part(quote: WordSequence, text: WordSequence, pairs: Sequence[WordPair]) -> tuple[float, Sequence[WordPair]]:
    """The similarity, 0 to 1, and the pairs without those that only seem to be what became of a sentence at an end."""
    best: tuple[float, float, Sequence[WordPair]] = (-1.0, 0.0, ())
    for start, end in product(*_limits(quote, text, pairs)):
        kept = [pair for pair in pairs if start <= pair.here < end]
        value = similarity_of(quote, text, kept)
        worth = value - _WORTH_A_SENTENCE * ((start > 0) + (end < len(quote)))
        if worth > best[0]:
            best = worth, value, kept
    return best[1:]


def _limits(quote: WordSequence, text: WordSequence, pairs: Sequence[WordPair]) -> tuple[list[int], list[int]]:
    """Where the part may begin and end: a sentence is given up only if most of its words are not there, or far off."""
    same = {pair.here for pair in pairs if quote.keys[pair.here] == text.keys[pair.there]}
    far = {after.here for before, after in pairwise(pairs) if after.there - before.there > _FAR}
    cuts = [number for number in range(1, len(quote)) if quote.is_cut_before(number)]
    starts = [cut for cut in cuts if cut in far or _are_few(same, range(cut))]
    ends = [cut for cut in reversed(cuts) if cut in far or _are_few(same, range(cut, len(quote)))]
    return [0, *starts], [len(quote), *ends]


def _are_few(same: set[int], words: range) -> bool:
    return len(words) <= 2 or sum(number in same for number in words) * 2 <= len(words)


def similarity_of(quote: WordSequence, text: WordSequence, pairs: Sequence[WordPair]) -> float:
    """How like a place is, from 1, the same words, to 0, no reason to think of it.

    The cost of each pair that differs, and of each word that is gone or more, against the number of words that are the
    same.
    """
    if len(pairs) * 2 < len(quote) or not pairs:
        return 0.0
    cost = sum(_change(quote, text, pair) for pair in pairs)
    whole = [WordPair(-1, pairs[0].there - 1), *pairs, WordPair(len(quote), pairs[-1].there + 1)]
    for before, after in pairwise(whole):
        cost += _missing(quote, before.here + 1, after.here) + _more(text, before.there + 1, after.there)
    value = max(1 - cost / len(pairs), 0.0)
    return min(value, _GRAVE_AT_MOST) if _is_gravely_changed(quote, text, whole) else value


def _is_gravely_changed(quote: WordSequence, text: WordSequence, pairs: Sequence[WordPair]) -> bool:
    """Whether a number, a name or a `not` is another, is gone from among the words, or was put between them."""
    if any(_change(quote, text, pair) == _GRAVE for pair in pairs[1:-1]):
        return True
    for before, after in pairwise(pairs):
        gone = range(before.here + 1, after.here)
        more = range(before.there + 1, after.there)
        changed = [text.keys[number] for number in more] if len(more) <= _MOST_WORDS_MORE else []
        changed += [quote.keys[number] for number in gone] if len(gone) <= _MOST_WORDS_MORE else []
        if any(_is_negation(key) for key in changed):
            return True
    return False


def share_of_context(quote: WordSequence, text: WordSequence, pairs: Sequence[WordPair], inner: range) -> float:
    """Upper limit of the confidence, 0 to 1, by how much of the given prefix and suffix is still there.

    It is 1 where none was given, or only spelling slips differ. They were given because the words alone stand in
    several places, and the one word of them that is gone may be the one that told those apart.
    """
    around = [pair for pair in pairs if pair.here not in inner]
    far = [after.here for before, after in pairwise(pairs) if after.there - before.there > _FAR]
    first = max((number for number in far if number <= inner.start), default=0)
    last = min((number for number in far if number >= inner.stop), default=len(quote))
    kept = [pair for pair in around if first <= pair.here < last and _change(quote, text, pair) <= _SLIP]
    wanted = len(quote) - len(inner)
    return 1.0 if len(kept) == wanted else _CONTEXT_GONE * len(kept) / wanted


def _change(quote: WordSequence, text: WordSequence, pair: WordPair) -> float:
    one, other = quote.keys[pair.here], text.keys[pair.there]
    if one == other:
        return 0.0
    if _is_grave(one) or _is_grave(other):
        return _GRAVE
    is_name = _is_name(quote, pair.here) and _is_name(text, pair.there)
    if are_alike(one, other) and not (is_name and len(one) <= _SHORT_NAME):
        return _SLIP if one[0] == other[0] else _SLIP_AT_START
    if is_name:
        return _GRAVE
    return _SMALL_SWAP if _is_small(text, one) and _is_small(text, other) else _SWAP


def _is_grave(key: str) -> bool:
    return _is_negation(key) or any(character.isdigit() for character in key)


def _is_negation(key: str) -> bool:
    return key in _NEGATIONS or key.endswith("n't")


def _is_name(words: WordSequence, number: int) -> bool:
    return words.written[number][0].isupper() and not words.is_cut_before(number)


def _is_small(text: WordSequence, key: str) -> bool:
    return len(key) <= 5 and len(text.places.get(key, ())) > max(_FREQUENT * len(text), 3)


def _missing(quote: WordSequence, start: int, end: int) -> float:
    """What words cost that are gone; whole sentences cost little, however long they were."""
    cuts = [number for number in range(start, end + 1) if quote.is_cut_before(number)]
    gone = range(cuts[0], cuts[-1]) if cuts else range(0)
    rest = [number for number in range(start, end) if number not in gone]
    cost = sum(_GRAVE if _is_grave(quote.keys[number]) else _MISSING for number in rest)
    if len(rest) >= _PHRASE:
        cost = min(cost, _PHRASE_GONE + 0.2 * len(rest))
    return cost + min(_SENTENCE_GONE, len(gone) * _OF_SENTENCE_GONE)


def _more(text: WordSequence, start: int, end: int) -> float:
    """What words cost that were put in."""
    count = end - start
    if count <= 0:
        return 0.0
    if count <= _MOST_WORDS_MORE:
        return sum(_GRAVE if _is_grave(text.keys[number]) else _MORE for number in range(start, end))
    is_sentence = any(text.is_cut_before(n) for n in (start, start + 1)) and any(
        text.is_cut_before(n) for n in (end - 1, end)
    )
    return (_SENTENCE_MORE if is_sentence else _PHRASE_MORE) + 0.005 * count
