"""Particles that Korean writes onto a name: `김철수는`, `서울에서도`, `Ana Reyes의`."""

from __future__ import annotations

import re
from typing import Final

_FIRST: Final = "가"
_LAST: Final = "힣"
_RUN: Final = re.compile(f"[{_FIRST}-{_LAST}]+")
_FINALS: Final = 28
"""Syllables that differ by their last consonant alone follow each other; the first of them has none."""
_RIEUL: Final = 8
"""Which of them ends in ㄹ: it is as a vowel before 로."""
_LONGEST: Final = 10
"""Syllables behind a name that can still be particles."""

_STYLED: Final = ("씨", "님", "군", "양", "옹", "들", "측", "네", "뿐")
"""What comes before the particles: of address, of number, of a party."""

_ANY: Final = (
    "의|도|만|만의|만이|만은|만을|만큼|만큼은|만큼이나|에|에는|에도|에만|에의|에서|에서는|에서도|에서의|에서만|에서부터|에서까지|에게|에게는|에게도|에게만|"
    "에게서|에게서도|에게로|께|께서|께서는|께서도|한테|한테는|한테도|한테서|더러|부터|부터는|부터의|부터도|까지|까지는|까지도|까지의|까지만|보다|보다는|보다도|"
    "처럼|처럼은|같이|마저|마저도|조차|조차도|조차도|마다|밖에|밖에는|하고|하고는|대로|커녕|"
    "입니다|입니까|이었다|이었고|이었던|이었으며|이에요"
)
_COPULA: Final = "다|라|라고|라고는|라는|라며|라면|라도|라서|며|면|고|지만|니까|자|든|든지|나|나마|란|랑|야말로"
_AFTER_CONSONANT: Final = re.compile(
    f"은|은커녕|이|을|과|과는|과도|과의|아|이야|이여|(?:으로|으로서|으로써|으로부터)(?:는|도|의|만)?|이(?:{_COPULA})|{_ANY}"
)
_RO: Final = "(?:로|로서|로써|로부터)(?:는|도|의|만)?"
_AFTER_VOWEL: Final = re.compile(
    f"는|는커녕|가|를|와|와는|와도|와의|야|여|{_RO}|{_COPULA}|였다|였고|였던|였으며|예요|{_ANY}"
)
_AFTER_RIEUL: Final = re.compile(f"{_AFTER_CONSONANT.pattern}|{_RO}")


def is_hangul(character: str) -> bool:
    """Whether this is a syllable of Hangul; empty is none."""
    return _FIRST <= character <= _LAST if character else False


def are_particles(text: str, start: int, end: int) -> bool:
    """Whether the syllables at `end` are particles, and such as go with the sound before them, to the end of the word.

    Behind other scripts the sound is not known. Behind one syllable alone they are not sure: `강가` is a river's bank,
    and 강 a surname.
    """
    run = _RUN.match(text, end)
    if not run or len(run[0]) > _LONGEST or text[run.end() : run.end() + 1].isalnum():
        return False
    if is_hangul(text[end - 1]):
        return end - start > 1 and _fit(text[end - 1], run[0])
    return any(_fit(sound, run[0]) for sound in ("가", "각", "갈"))


def _fit(before: str, rest: str) -> bool:
    sound = (ord(before) - ord(_FIRST)) % _FINALS
    allowed = _AFTER_RIEUL if sound == _RIEUL else _AFTER_CONSONANT if sound else _AFTER_VOWEL
    if allowed.fullmatch(rest):
        return True
    styled = rest[:1] in _STYLED
    return styled and (len(rest) == 1 or _fit(rest[0], rest[1:]))
