"""Slips where no blanks tell what a word is: a character belongs to the known words that cover it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from sitegen.text.relocation.normalized_words import Token, TokenKind

if TYPE_CHECKING:
    from sitegen.text.relocation.dictionaries import WordLists

_LONGEST: Final = 4
"""Characters of a word that is looked for."""
_WELL_KNOWN: Final = 4.3
"""How frequent, as log10 of a billion words, a word is that tells a slip beside it; names of people are rarer."""
_GAP: Final = 2.0
_HEARD: Final = 1.0
"""What is more frequent is somebody's name, as 田仲 beside 田中, if it is no slip that many make;"""
_OF_ALL_TEXTS: Final = 5.5
"""and that is told from it only beside a word so frequent as no name is: 己经 for 已经."""
_FLOOR: Final = 3.1
"""Short lists hold nothing that is rarer than 3, so what is no more frequent is hardly on them."""
_DENIALS: Final = frozenset("不非无無未没沒否勿莫弗毋免絶禁안못않없불비미무몰")
"""Characters that deny, or are in words that do."""
_MOST: Final = 2
_IS_WORD: Final = 3.0
_ENDINGS_OF_VERBS: Final = frozenset("いきしちみりぎびけせめれげえ")
"""Not に, へ, て, で: they join words."""


def is_typo_of_han(old: Sequence[Token], olds: range, new: Sequence[Token], news: range, lists: WordLists) -> bool:
    """Whether characters were mistaken for others: a frequent word is there with the one, and none with the other."""
    if len(olds) > _MOST or _may_deny_or_count(old, olds) or _may_deny_or_count(new, news):
        return False
    if len(olds) == _MOST and sorted(old[n].text for n in olds) != sorted(new[n].text for n in news):
        return False
    one, other = (_best(_around(side, places), lists) for side, places in ((old, olds), (new, news)))
    return _tells(one, other, lists)


def is_kana_left_out(old: Sequence[Token], olds: range, new: Sequence[Token], news: range, lists: WordLists) -> bool:
    """Whether a compound of two verbs leaves the ending of the first one out: `申込み` for `申し込み`.

    Source: the Japanese rules for kana behind characters (送り仮名の付け方, 1973), rule 6.
    """
    longer, places, shorter, gap = (old, olds, new, news) if len(olds) else (new, news, old, olds)
    if len(places) > 1 or longer[places.start].text not in _ENDINGS_OF_VERBS or lists.language != "ja":
        return False
    beside = longer[max(places.start - 1, 0) : places.stop + 1]
    if len(beside) <= _MOST or not all(map(_is_han, (beside[0], beside[-1]))):
        return False
    compounds = _compound(longer, places.start - 1), _compound(shorter, gap.start - 1)
    return all(lists.frequency(one) >= _IS_WORD for one in compounds)


def _compound(side: Sequence[Token], start: int) -> str:
    """The word that begins there and ends with the first kana behind its second character."""
    letters, count = "", 0
    for token in side[start : start + _LONGEST]:
        if count == _MOST and not letters.endswith(token.text):
            return letters + token.text
        letters += token.text
        count += _is_han(token)
    return letters


def _is_han(token: Token) -> bool:
    return _script(token) == "CJK"


def is_typo_of_hangul(one: str, other: str, lists: WordLists) -> bool:
    """Whether one letter within a syllable was mistaken, and the word begins as a frequent one does."""
    if OSA.distance(_letters(one), _letters(other), score_cutoff=1) > 1:
        return False
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if _DENIALS & set(one[first : first + 2] + other[first : first + 2]):
        return False
    return _tells(_best(_begun(one, first), lists), _best(_begun(other, first), lists), lists)


def _begun(word: str, place: int) -> list[str]:
    """What of several syllables begins a word, a place in it included."""
    return [word[:end] for end in range(max(place + 1, _MOST), min(place + _LONGEST, len(word)) + 1)]


def _letters(word: str) -> list[str]:
    """The letters of Hangul by their names, whether they begin a syllable or end it."""
    return [unicodedata.name(letter).rpartition(" ")[2] for letter in unicodedata.normalize("NFD", word)]


def _tells(one: float, other: float, lists: WordLists) -> bool:
    rare, usual = sorted((one, other))
    if not lists.is_long:
        return usual >= _WELL_KNOWN and (rare <= _FLOOR or usual - rare >= _GAP)
    return usual >= _WELL_KNOWN and (rare < _HEARD or (usual >= _OF_ALL_TEXTS and usual - rare >= _GAP))


def _may_deny_or_count(side: Sequence[Token], places: range) -> bool:
    """Whether one of the characters, or one beside them, is a number, as before a unit, or one of them denies."""
    beside = side[max(places.start - 1, 0) : places.stop + 1]
    if any(token.kind is TokenKind.NUMBER or any(sign.isnumeric() for sign in token.text) for token in beside):
        return True
    return any(_DENIALS & set(side[number].text) for number in places)


def _around(side: Sequence[Token], places: range) -> list[str]:
    """All words of several characters that hold these, from characters of one script that stand side by side.

    Of Chinese characters only those in a row: what kana follow is a verb, and there are many.
    """
    script = _script(side[places.start])
    start, stop = places.start, places.stop
    while start and places.start - start < _LONGEST and not side[start].joint and _script(side[start - 1]) == script:
        start -= 1
    while stop < len(side) and stop - places.stop < _LONGEST and not side[stop].joint and _script(side[stop]) == script:
        stop += 1
    letters = [token.text for token in side[start:stop]]
    first, last = places.start - start, places.stop - start
    return [
        "".join(letters[begin:end])
        for begin in range(first + 1)
        for end in range(last, len(letters) + 1)
        if 1 < end - begin <= _LONGEST
    ]


def _script(token: Token) -> str:
    if token.kind is not TokenKind.CHARACTER:
        return ""
    return unicodedata.name(token.text[0], "?").partition(" ")[0]


def _best(words: Sequence[str], lists: WordLists) -> float:
    return max(map(lists.frequency, words), default=0.0)
