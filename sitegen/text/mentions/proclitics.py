"""What may be written onto a name before it, and leaves it the same name: `l’Union`, `لمحمد`, `וכהן`.

Offsets are of the normalized text. What is before stays outside of the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.text.mentions.adjacent_words import begins_sentence
from sitegen.text.mentions.suffixes import ELIDING, OTHER_ARABIC, OTHER_HEBREW

if TYPE_CHECKING:
    from sitegen.text.anchoring import SearchableText

_ELIDED_WORDS: Final = """
l d c j m n s t qu jusqu lorsqu puisqu quoiqu presqu quelqu un all dall dell nell sull coll quell quest bell
"""
_ELIDED: Final = frozenset(_ELIDED_WORDS.split())

_ARABIC: Final = re.compile("[وف]?[بلك]?(?:ال)?\u0640?")
_HEBREW: Final = re.compile("ו?(?:ל?כש|מש|ש)?[הבלמכ]?")
_MOST_BEFORE: Final = 16
"""Letters that are looked at before a name; none of these words is as long, with what is drawn out in it."""
_SON_OF: Final = re.compile(r"\S\s(?:بن|ابن|بنت|בן|בת)\s\Z")
_LEAST: Final = 3
"""Letters of a name: before shorter ones most words that begin so are other words."""
_JOINED_WORDS: Final = """
وسام بسام كرامي ولاء وفاء بهاء كمال باسم بلال لبنى לירון ליאור מאור הדר ורד שירן
"""
_JOINED: Final = frozenset(_JOINED_WORDS.split())
"""Given names that seem to begin with such a word before another given name: Wissam is not `and Sam`."""


def may_elide(searchable: SearchableText, start: int, end: int, language: str) -> bool:
    """Whether what stands before the apostrophe before `start` is no part of the name.

    A small word never is: `l'Angleterre`. Nor is one with a capital where a name of several words follows (`L'Union du
    Port`), or where a sentence of a language that elides begins: else it is as in `O'Brien` or `Dell'Orto`.
    """
    text = searchable.normalized.text
    before = _letters_before(text, start - 1)
    if not before or before.islower():
        return True
    if before.casefold() not in _ELIDED:
        return False
    words = text[start:end]
    if " " in words:
        return True
    is_capitals = before.isupper() and len(words) > 1 and words.isupper()
    return language in ELIDING and (
        is_capitals or begins_sentence(searchable.prose.text, searchable.normalized.start_of(start - 1 - len(before)))
    )


def are_proclitics(text: str, start: int, end: int, language: str) -> bool:
    """Whether the letters before `start`, from where their word begins, are Arabic or Hebrew words that are written so.

    Where text of such a word stands before a name in other letters (`לBBC`), it is as clear.
    """
    before = _letters_before(text, start)
    if not before:
        return False
    first = text[start:end].partition(" ")[0]
    if before + first in _JOINED:
        return False
    if _is_arabic(before[-1]):
        is_long = not _is_arabic(first[0]) or len(first.removeprefix("ال")) >= _LEAST
        return is_long and language not in OTHER_ARABIC and bool(_ARABIC.fullmatch(before))
    if _is_hebrew(before[-1]):
        is_long = not _is_hebrew(first[0]) or len(text[start:end]) >= _LEAST
        return is_long and language not in OTHER_HEBREW and bool(_HEBREW.fullmatch(before))
    return False


def is_short_part(text: str, start: int, end: int) -> bool:
    """Whether a word with Arabic or Hebrew letters before it is too short to be a part of somebody's name."""
    before = text[start - 1 : start]
    return before.isalpha() and (_is_arabic(before) or _is_hebrew(before)) and end - start <= _LEAST


def is_ancestor(text: str, start: int) -> bool:
    """Whether the name that begins here is of the father or mother whom somebody else is called after: محمد بن خالد."""
    found = _SON_OF.search(text, max(start - 8, 0), start)
    return found is not None


def follows_article(text: str, start: int) -> bool:
    """Whether the Arabic or Hebrew article is written before what begins here: with it a person's name is another."""
    before = _letters_before(text, start)
    return before.rstrip("\u0640").endswith(("ال", "ה"))


def _letters_before(text: str, end: int) -> str:
    """The letters that end at an offset, at most `_MOST_BEFORE`: a text may have a million, each with a name behind."""
    start, first = end, max(end - _MOST_BEFORE, 0)
    while start > first and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def _is_arabic(character: str) -> bool:
    return "\u0620" <= character <= "\u06ff" or "\u0750" <= character <= "\u077f"


def _is_hebrew(character: str) -> bool:
    return "\u05d0" <= character <= "\u05ea"
