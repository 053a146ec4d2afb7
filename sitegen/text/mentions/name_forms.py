"""The ways in which a name may be written.

Of any name: normalized, in capitals, with the Arabic article drawn in, its parts together or apart. Of a person's name
also: its initials, its small words, and these two in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
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
    """The normalized words, and the same in ALL CAPS as the languages have it, each once; none for no words."""
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


_INITIALS: Final = re.compile(r"(?<![^\s])(?:[^\W\d_]\.[ \-]?)+(?=\s|\Z)|(?<![^\s])[^\W\d_]{2,3}(?=\s)")
_ROMAN: Final = re.compile(r"[IVX]+")
_STAYS_SMALL: Final = re.compile(r"(?:Mc|Mac|[DLdl]['’])(?=[^\W\d_a-z])|[dl]['’]")
"""What may keep its small letters in capitals: `McLEAN`, `d’ANGELO`."""
_MOST: Final = 16
"""Ways in which a name is looked for; no real one has so many."""


def written_variants(name: str) -> Iterator[str]:
    """The name of a person as it is, and in the other ways in which it is written, each once."""
    seen: dict[str, None] = {}
    for initials in _with_initials(name):
        for cased in _with_particles(initials):
            seen[cased] = None
            seen.update(dict.fromkeys(_in_capitals(cased)))
    yield from list(seen)[:_MOST]


def _with_initials(name: str) -> Iterator[str]:
    """With blanks between the initials or none, with full stops or none: `J. R. Moss`, `J.R. Moss`, `JR Moss`."""
    yield name
    if name.isupper():
        return
    places = [found.span() for found in _INITIALS.finditer(f"{name} ") if _are_initials(found[0].strip(), name)]
    if not places:
        return
    for stop, space in product((".", ""), (" ", "")):
        text, done = "", 0
        for start, end in places:
            letters = [letter for letter in name[start:end] if letter.isalpha()]
            is_behind = name[end - 1 : end] == " "
            text += name[done:start] + f"{stop}{space}".join(letters) + stop + (" " if is_behind else "")
            done = end
        yield text + name[done:]


def _are_initials(word: str, name: str) -> bool:
    letters = word.replace(".", "").replace(" ", "").replace("-", "")
    is_spelled = "." in word
    return letters.isupper() and not _ROMAN.fullmatch(letters) and (is_spelled or name.startswith(word))


def _with_particles(name: str) -> Iterator[str]:
    """With the small words as they are, and with capitals where a sentence, or each of them, has one."""
    yield name
    words = name.split(" ")
    if len(words) > 1 and words[0].islower():
        yield name[0].upper() + name[1:]
        yield " ".join(word[0].upper() + word[1:] if word.islower() else word for word in words)


def _in_capitals(name: str) -> Iterator[str]:
    """In capitals that leave small what is often left so: `VINCENT van HOORN`, `MORAG McLEAN`."""
    words = name.split(" ")
    has_small, has_beginning = any(map(str.islower, words)), any(map(_STAYS_SMALL.match, words))
    if has_small and not all(map(str.islower, words)):
        yield " ".join(word if word.islower() else word.upper() for word in words)
    if has_beginning:
        yield " ".join(map(_capitals_of, words))
    if has_small and has_beginning:
        yield " ".join(word if word.islower() else _capitals_of(word) for word in words)


def _capitals_of(word: str) -> str:
    found = _STAYS_SMALL.match(word)
    return found[0] + word[found.end() :].upper() if found else word.upper()
