"""Endings of cases that Hungarian and Finnish write onto a name that stays as it is: `Kovácsnak`, `Kallaojassa`.

Only endings that make no other name of it; where the end of the name itself changes (`Annát`, `Virran`), it is not
found.
"""

from __future__ import annotations

import re
from typing import Final

_VOWELS: Final = "aáeéiíoóöőuúüűyäåø"
_HUNGARIAN: Final = (
    "nak|nek|ban|ben|ba|be|ból|ből|ról|ről|tól|től|hoz|hez|höz|nál|nél|ra|re|ért|ig|ként|ék|éknak|éknek|éké|éhoz|éhez"
)
_HUNGARIAN_VOWEL: Final = re.compile(f"{_HUNGARIAN}|t|n|val|vel")
_HUNGARIAN_CONSONANT: Final = re.compile(f"{_HUNGARIAN}|t|ot|et|öt|at|on|en|ön|é")
_SONOROUS: Final = "jlnrszy"
"""Behind these the t of a Hungarian accusative needs no vowel."""
_CLITIC: Final = "(?:kin|kaan|kään|ko|kö|han|hän)?"
_FINNISH: Final = "n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|tta|ttä"
_FINNISH_VOWEL: Final = re.compile(f"(?:{_FINNISH}){_CLITIC}|kin|kaan|kään|ko|kö|a|ä")
_FINNISH_CONSONANT: Final = re.compile(f"i(?:{_FINNISH}|a|ä){_CLITIC}|iin{_CLITIC}")
_LEAST: Final = 4
"""Letters of a name on which an ending is none by chance."""


def is_case(word: str, ending: str, language: str) -> bool:
    """Whether these letters behind the last word of a name are an ending of the language that leaves it as it is."""
    if len(word) < _LEAST or not ending.islower():
        return False
    last = word[-1].casefold()
    if language == "hu":
        return _is_hungarian(last, ending)
    if language == "fi":
        return _is_finnish(last, ending)
    return False


def _is_hungarian(last: str, ending: str) -> bool:
    if last in _VOWELS:
        return last not in "ae" and _HUNGARIAN_VOWEL.fullmatch(ending) is not None
    if ending == "t":
        return last in _SONOROUS
    return _HUNGARIAN_CONSONANT.fullmatch(ending) is not None or ending in {f"{last}al", f"{last}el"}


def _is_finnish(last: str, ending: str) -> bool:
    if last not in _VOWELS:
        return _FINNISH_CONSONANT.fullmatch(ending) is not None
    if len(ending) == 1 and last == "i":
        return False  # Mari and Maria, Marin are three names
    return _FINNISH_VOWEL.fullmatch(ending) is not None or ending == f"{last}n"
