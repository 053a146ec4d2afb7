"""Two right spellings of one word: both are in the dictionary, and either is written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
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
