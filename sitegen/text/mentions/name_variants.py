"""In which ways one name of a person is written: its initials, its small words, and these two in capitals.

Capitals of whole names are `spellings`; here is what a person's name alone allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

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
