"""The ways in which the words of a name may be written: as they are, in capitals, with the Arabic article drawn in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from sitegen.text.normalize import normalize

_ARTICLE: Final = "ال"
_TO_THE: Final = "لل"

_BETWEEN: Final = re.compile("[ ・·‧=＝゠]")
_JOINTS: Final = (" ", "・", "·")
_OF_CHINA_OR_JAPAN: Final = re.compile(
    "[\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_LONGEST_APART: Final = 12
"""Letters of a name that is written without a joint: of longer ones all places for one are too many."""

_DROPPED: Final = "\u0300\u0301\u0302\u0303\u0327"
"""Grave, acute, circumflex, tilde and cedilla: capitals are often written without, `ECOLE`, `JOSE`, `SAO PAULO`."""
_PLAIN_LETTERS: Final = frozenset("AEIOUC")
_GREEK_ACCENT: Final = "\u0301"
_GREEK_PAIR: Final = re.compile("([ΑΕΟ])\u0301([ΙΥ])(?![\u0301\u0308])")


def normalized_forms(words: str) -> tuple[str, ...]:
    """The folded words, and the same in ALL CAPS as the languages have it, each once; none for no words."""
    plain = with_plain_capitals(normalize(words).text.strip())
    return tuple(dict.fromkeys((plain, *_capitals(plain), *_apart(plain)))) if plain else ()


def forms_behind_to(words: str) -> tuple[str, ...]:
    """How a name with the Arabic article is written behind `to`, which draws it in: للوزير for الوزير."""
    plain = normalize(words).text.strip()
    return (_TO_THE + plain.removeprefix(_ARTICLE),) if plain.startswith(_ARTICLE) and len(plain) > 3 else ()


def with_plain_capitals(text: str) -> str:
    """The same with each İ inside of capitals as I, letter for letter: `DİKER` is the `DIKER` that is looked for."""
    return re.sub("İ", _plain, text) if "İ" in text else text


def _plain(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    return "I" if text[max(start - 1, 0) : start].isupper() or text[end : end + 1].isupper() else "İ"


def _capitals(words: str) -> Iterator[str]:
    """In one spelling a language may have several: `WEISS` and `WEIẞ`, `ΑΘΗΝΑ` and seldom `ΑΘΉΝΑ`."""
    capitals = unicodedata.normalize("NFC", words.upper()).replace("İ", "I")
    if words.isascii():
        yield capitals
        return
    yield capitals
    if "ß" in words:
        yield from (_joined_up(words, sharp) for sharp in "ẞß")
    yield _without_accents(capitals)


def _apart(words: str) -> Iterator[str]:
    """A name in Han or kana with its parts together, or with a blank or dot between two: 高橋花子, 高橋 花子."""
    parts = _BETWEEN.split(words)
    if not all(map(_OF_CHINA_OR_JAPAN.fullmatch, parts)):
        return
    if len(parts) > 1:
        yield from (between.join(parts) for between in ("", *_JOINTS, "•", "‧", "=", "＝"))
    elif len(words) <= _LONGEST_APART:
        yield from (words[:n] + joint + words[n:] for n in range(1, len(words)) for joint in _JOINTS)


def _joined_up(words: str, sharp: str) -> str:
    return sharp.join(unicodedata.normalize("NFC", part.upper()) for part in words.split("ß"))


def _without_accents(capitals: str) -> str:
    """Capitals without the accents that are left out of them; Greek vowels that would go together then are parted."""
    apart = unicodedata.normalize("NFD", capitals)
    apart = _GREEK_PAIR.sub("\\1\\2\u0308", apart)
    kept: list[str] = []
    base = ""
    for character in apart:
        if not unicodedata.combining(character):
            base = character
        elif (character in _DROPPED and base in _PLAIN_LETTERS) or (character == _GREEK_ACCENT and "Α" <= base <= "Ω"):
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))
