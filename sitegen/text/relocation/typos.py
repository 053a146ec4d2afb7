"""Whether two spellings are one word, one of them with a slip of the pen.

A slip makes of a word something that is none; whoever writes another word means another thing. So two spellings are one
word if one of them is a word and the other is none, they differ as slips differ, and no place is concerned at which
languages deny, count or bend: the first letter, the last one, a name.

Source: Kukich 1992, Techniques for Automatically Correcting Words in Text (non-word and real-word errors); Damerau 1964
(one letter more, less, another, or two exchanged).
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from sitegen.text.relocation import spelling_variants

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.text.relocation.dictionaries import WordLists

_SHORTEST: Final = 4
"""Letters below which most words have others beside them that differ in one."""
_IS_COMMON: Final = 3.0
"""A frequency, as log10 of how often among a billion words: what is as frequent is a word without anybody's list."""
_GAP: Final = 1.7
"""Fifty times; `seperate` is a hundred times rarer than `separate`."""
_GAP_OF_HAND: Final = 1.0
"""Letters that are exchanged or doubled make other words more seldom (`yanlız` for `yalnız`: 1.4)."""
_GAP_OF_ACCENTS: Final = 0.5
"""Accents are often left out on purpose."""
_WELL_KNOWN: Final = 3.5
_KNOWN_NOUN: Final = 2.0
"""The same of a word of the dictionary."""
_UNHEARD: Final = 1.5
"""Where it may be a name: the word is well known, and the other spelling nobody's."""
_SOUND_ALIKE: Final = tuple(map(set, ["bp", "dt", "gk", "zs", "vf", "бп", "дт", "гк", "зс", "вф", "жш"]))
_ROMAN: Final = frozenset("ivxlcdm")
_DENIES_INSIDE: Final = dict.fromkeys(("az", "ba", "crh", "gag", "kaa", "kk", "ky", "tk", "tr", "tt", "ug", "uz"), "mм")
"""Turkic languages deny by an m within the word: `biliyor`, `bilmiyor`."""


def is_one_word(one: str, other: str, lists: WordLists, names: Collection[str], *, may_be_name: bool) -> bool:
    """Whether two different words, in small letters, are spellings of one; `names` are words of the archive's names."""
    if {one, other} & set(names) or _is_number(one) or _is_number(other):
        return False
    if spelling_variants.are_one(one, other, lists):
        return True
    if not _differ_as_slips(one, other, lists.language):
        return False
    word, slip = sorted((one, other), key=lists.rank, reverse=True)
    if not lists.is_complete and not lists.is_long and not (lists.has_dictionary and _is_of_hand(word, slip)):
        return _one_is_used(one, other, lists)
    return _is_slip_of(word, slip, lists, may_be_name=may_be_name) and not _are_both_used(one, other, lists)


def _is_slip_of(word: str, slip: str, lists: WordLists, *, may_be_name: bool) -> bool:
    """Whether the one is a word, and the other none."""
    if not is_word(word, lists) or lists.has(slip):
        return False
    usual, rare = lists.frequency(word), lists.frequency(slip)
    ends_otherwise = _ends_otherwise(word, slip) and not _sound_alike_at_the_end(word, slip)
    if ends_otherwise or not lists.is_complete or may_be_name:
        least = _KNOWN_NOUN if lists.has(word) and not ends_otherwise else _WELL_KNOWN
        return usual >= least and rare < _UNHEARD
    if lists.is_foreign(slip) and not ends_otherwise:
        return usual - rare >= _GAP_OF_HAND
    return not rare or usual - rare >= _gap(word, slip)


def _gap(word: str, slip: str) -> float:
    """So much rarer a slip has to be than the word, in powers of ten, where it is frequent enough to be counted."""
    if _bare(word) == _bare(slip):
        return _GAP_OF_ACCENTS
    return _GAP_OF_HAND if _is_of_hand(word, slip) else _GAP


def _is_of_hand(word: str, slip: str) -> bool:
    """Whether letters are exchanged or doubled, or all accents left out: no language bends its words so."""
    is_bare = _bare(word) == slip and slip.isascii()
    return is_bare or sorted(word) == sorted(slip) or _undoubled(word) == _undoubled(slip)


def is_word(word: str, lists: WordLists) -> bool:
    """Whether a dictionary has the word, or in a language that has none it is frequent."""
    return lists.has(word) or (not lists.has_dictionary and lists.frequency(word) >= _IS_COMMON)


def _are_both_used(one: str, other: str, lists: WordLists) -> bool:
    return bool(lists.times_elsewhere(one) and lists.times_elsewhere(other))


def _one_is_used(one: str, other: str, lists: WordLists) -> bool:
    """Whether one of them stands in other texts of the archive, more than once, and the other in none."""
    times = sorted((lists.times_elsewhere(one), lists.times_elsewhere(other)))
    return times[0] == 0 and times[1] > 1


def _differ_as_slips(one: str, other: str, language: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST:
        return False
    if _bare(one) == _bare(other) or (_undoubled(one) == _undoubled(other) and one[0] == other[0]):
        return not _denies_inside(one, other, language)
    if _letters(one) == _letters(other):
        return False
    if OSA.distance(_letters(one), _letters(other), score_cutoff=1) > 1:
        return False
    if sorted(one) == sorted(other):  # two exchanged
        return True
    is_ending = len(one) != len(other) and one[-1] != other[-1]
    return one[0] == other[0] and not is_ending and not _denies_inside(one, other, language)


def _ends_otherwise(one: str, other: str) -> bool:
    """Whether the last letters differ, as endings do."""
    return one[-1] != other[-1] and sorted(one) != sorted(other)


def _sound_alike_at_the_end(one: str, other: str) -> bool:
    """Whether only the last consonants differ, and as voices drop there: `herkez`, `herkes`."""
    return one[:-1] == other[:-1] and {one[-1], other[-1]} in _SOUND_ALIKE


def _is_number(word: str) -> bool:
    return any(sign.isnumeric() for sign in word) or set(word) <= _ROMAN


def _denies_inside(one: str, other: str, language: str) -> bool:
    letters = _DENIES_INSIDE.get(language, "")
    return any(one.count(letter) != other.count(letter) for letter in letters)


def _letters(word: str) -> str:
    """A word in letters that keys have: syllables of Hangul are written with several."""
    return unicodedata.normalize("NFD", word) if "\uac00" <= word[0] <= "\ud7a3" else word


def _bare(word: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return plain.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
