"""Whether two spellings are one name in different cases: `Jan Kowalski`, `Janem Kowalskim`.

By the endings that languages put onto names, not by a dictionary: names are in none. Source: the declensions of
nouns and adjectives in the languages' grammars. Endings that make another name of many are left out, as `n` in Polish
(`Maria`, `Marian`). Stems that change in other ways than by a vowel that goes are not known: `Duda`, `Dudzie`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sitegen.suggest.spelling_distance import name_key

_CYRILLIC: Final = """
    а у ю ом ем ём е и ы ой ей я о ою ею ого его ому ему ым им ої ій ию ові еві єві ая ую яя юю ий ый є і ї
"""
_SOUTH_SLAVIC: Final = "a u om em e i o og ome oga omu im oj ov ova ovu ju jem ja"
_CZECH: Final = "a u ovi em om e i y ou ě é ého ému ým ém ú í ího ímu ím á ů ám ami ach ej"
_ENDINGS: Final = {
    "pl": "a u owi em iem ie y i ą ę o ego emu ym im ej iego iemu ią ię iej ów om ami ach",
    "cs": _CZECH,
    "sk": _CZECH,
    "ru": _CYRILLIC,
    "uk": _CYRILLIC,
    "be": _CYRILLIC,
    "bs": _SOUTH_SLAVIC,
    "hr": _SOUTH_SLAVIC,
    "sl": _SOUTH_SLAVIC,
    "sr": f"{_SOUTH_SLAVIC} {_CYRILLIC}",
    "mk": "у а о",
    "lt": "as is ys us a ė o io iaus aus os ės ui iui ai ei ą į ų ę u iu e yje oje ėje",
    "lv": "s is us a e am im um ai ei u i ā ē ī os ās es",
    "et": "i u e a le lt l st s sse ga ks ta na ni",
    "fi": "n in an än en on ön un yn a ä ta tä lla llä lle lta ltä ssa ssä sta stä ksi na nä aan ään een iin oon uun "
    "ista nen sen sella selle selta sessa sesta seen sena",
    "hu": "t at et ot öt nak nek val vel ra re ról ről tól től hoz hez höz ban ben ba be ból ből nál nél ért ig é",
    "el": "ς ου υ ης η ας α ο ον ος",
}
"""What may stand onto a stem, by language."""
_SHORTEST: Final = 2
"""Letters of a stem at least: `Ew-a`, `Ew-y`."""
_FLEETING: Final = frozenset("eoёоеi")
"""Vowels that go where an ending comes: `Paweł`, `Pawła`."""


def is_inflecting(language: str) -> bool:
    """Whether names have cases in a language, BCP 47, whose endings are known here."""
    return bool(_endings(language.partition("-")[0].casefold()))


def are_forms(one: Sequence[str], other: Sequence[str], language: str) -> bool:
    """Whether two names are one in different cases, word by word."""
    endings = _endings(language.partition("-")[0].casefold())
    return len(one) == len(other) and all(
        _are_forms(name_key(word), name_key(again), endings) for word, again in zip(one, other, strict=True)
    )


class FormIndex:
    """Names, to be asked which of them may be another one in a different case."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        """`names`: the words of each."""
        self._near: defaultdict[tuple[str, ...], list[Sequence[str]]] = defaultdict(list)
        for words in names:
            self._near[_beginnings(words)].append(words)

    def forms(self, words: Sequence[str], language: str) -> Iterator[Sequence[str]]:
        """Those that `words` is a case of, itself included, in the order in which they were given."""
        if is_inflecting(language):
            yield from (one for one in self._near.get(_beginnings(words), ()) if are_forms(words, one, language))


def _beginnings(words: Sequence[str]) -> tuple[str, ...]:
    """What all cases of a name have in common."""
    return tuple(name_key(word)[:_SHORTEST] for word in words)


@functools.cache
def _endings(language: str) -> frozenset[str]:
    words = _ENDINGS.get(language, "").split()
    return frozenset(("", *map(name_key, words))) if words else frozenset()


def _are_forms(word: str, other: str, endings: frozenset[str]) -> bool:
    if word == other:
        return True
    stem = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    # The ending of one may begin as that of the other does: Kowalski-m, Kowalsk-im.
    return any(_are_endings(word[at:], other[at:], endings) for at in range(stem, max(_SHORTEST, stem - 2) - 1, -1))


def _are_endings(rest: str, other: str, endings: frozenset[str]) -> bool:
    if rest in endings and other in endings:
        return True
    for full, short in ((rest, other), (other, rest)):
        if len(full) == 2 and full[0] in _FLEETING and short[:1] == full[1] and short[1:] in endings:
            return True
    return False
