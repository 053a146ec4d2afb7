"""Whether two spellings are one word: one of them with a typo, or both right.

A typo makes of a word something that is none; whoever writes another word means another thing. So two spellings are one
word if one of them is a word and the other is none, they differ as typos differ, and no place is concerned at which
languages deny, count or bend: the first letter, the last one, a name. Two right spellings are both in the dictionary,
and either is written.

Source: Kukich 1992, Techniques for Automatically Correcting Words in Text (non-word and real-word errors); Damerau 1964
(one letter more, less, another, or two exchanged).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.text.relocation.dictionaries import WordLists


_LEAST: Final = 6
_TRIPLED: Final = re.compile(r"(\w)\1\1")
_ACUTE_OR_GRAVE: Final = str.maketrans({"\u0300": "\u0301"})
_WITHOUT_ACUTE: Final = dict.fromkeys((0x300, 0x301), "")
_ONE_SOUND: Final = {"hu": ("ly", "j")}
_GAP_OF_MISSPELLINGS: Final = 1.4
"""So much rarer they are, in powers of ten; what is bent within, as `Wörter`, is not."""
_EITHER_WAY: Final = {
    "de": "aufgrund zurzeit sodass mithilfe anstelle zugunsten zulasten zuhause infrage sogenannte sogenannten",
    "en": "percent website anymore healthcare",
    "es": "enseguida alrededor",
    "tr": "hiçbir herhangibir birşey birkaç herşey birçok hiçkimse",
}
"""Words that are written as one and as two, and mean the same: unlike `notable` and `not able`."""
_BRITISH: Final = (
    (re.compile(r"(?<=\w{3})our"), "or"),
    (re.compile(r"(?<=\w{3})is(?=(?:e[drs]?|ing|ations?|ers?)$)"), "iz"),
    (re.compile(r"(?<=\w{3})ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (re.compile(r"(?<=\w{3})ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile(r"(?<=\w{3})ogue(?=s?$)"), "og"),
)
"""British spellings and the American ones. Not `metre` and `meter`: units are left alone."""


def are_one(one: str, other: str, lists: WordLists) -> bool:
    """Whether two words, in small letters, differ as the spellings of a word do that has two."""
    if _TRIPLED.sub(r"\1\1", one) == _TRIPLED.sub(r"\1\1", other):  # `Schifffahrt`, before 1996 `Schiffahrt`
        return True
    if lists.language == "de" and _swiss(one) == _swiss(
        other
    ):  # `daß`, `dass`; but `Maße` is of `Maß`, `Masse` of itself
        cases = ((one, other), (one.capitalize(), other.capitalize()))
        return all(_swiss(lists.headword(a)) == _swiss(lists.headword(b)) for a, b in cases)
    return lists.has(one) and lists.has(other) and _are_both_right(one, other, lists)


def _are_both_right(one: str, other: str, lists: WordLists) -> bool:
    if lists.language in {"ru", "be"}:
        return lists.headword(one) == lists.headword(other) and _is_headword(one, lists) and _is_headword(other, lists)
    if lists.language == "en":
        return _american(one) == _american(other)
    if _is_filed_under(one, other, lists) or _is_filed_under(other, one, lists):
        return True
    if min(len(one), len(other)) < _LEAST or one[-1] != other[-1] or _of_one_accent(one) != _of_one_accent(other):
        return False
    # `évènement` and `événement`, of one headword; `diffèrent` and `différent` are of two.
    return _of_one_accent(lists.headword(one)) == _of_one_accent(lists.headword(other))


def _is_filed_under(slip: str, word: str, lists: WordLists) -> bool:
    """Whether a dictionary has a frequent misspelling, and says of which word: in Hungarian `mindíg`, `muszály`."""
    if lists.headword(slip) != word or lists.frequency(word) - lists.frequency(slip) < _GAP_OF_MISSPELLINGS:
        return False
    digraph, letter = _ONE_SOUND.get(lists.language, ("", ""))
    alike = (unicodedata.normalize("NFD", one).translate(_WITHOUT_ACUTE) for one in (slip, word))
    first, second = (one.replace(digraph, letter) if digraph else one for one in alike)
    return first == second


def _swiss(word: str) -> str:
    return word.lower().replace("ß", "ss")


def _with_ye(word: str) -> str:
    return word.replace("ё", "е")


def _is_headword(word: str, lists: WordLists) -> bool:
    """Whether it is no form of another word: `ещё` is one of its own, `всё` and `все` are of `весь`."""
    return _with_ye(lists.headword(word)) == _with_ye(word)


def is_written_either_way(joined: str, language: str) -> bool:
    """Whether a word means the same where it is written as two."""
    return joined in _EITHER_WAY.get(language, "").split()


def _american(word: str) -> str:
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word


def _of_one_accent(word: str) -> str:
    return unicodedata.normalize("NFD", word).translate(_ACUTE_OR_GRAVE)


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
    if are_one(one, other, lists):
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
