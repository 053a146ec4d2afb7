"""Where words stand whole: the boundaries of names and terms in a folded text.

A plain `\\b` would fail on `U.S.`, on names in scripts without spaces, and on letters with separate accents.
"""

from __future__ import annotations

import unicodedata

from sitegen.anchor import Target
from sitegen.characters.scripts import is_without_spaces
from sitegen.fold import HYPHENS


def stand_whole(target: Target, start: int, end: int) -> bool:
    """Whether this stretch of the folded text is whole words; a possessive may follow."""
    text = target.folded.text
    begins = not start or text[start - 1] == " " or _begins(target, text, start)
    # The empty string after the last character is in this one too.
    return begins and (text[end : end + 1] in " ,." or _ends(target, text, end))


def _begins(target: Target, text: str, start: int) -> bool:
    before = text[start - 1]
    further = text[start - 2] if start > 1 else " "
    if before == "-":
        return not (_is_in_word(further) and _is_hyphen(target, start - 1)) or _is_prefix(text, start - 1)
    if before == "'":
        # `O'Brien` is another person than Brien, but `l'Angleterre` is England.
        return not (further.isupper() and not text[max(start - 3, 0) : start - 2].isalnum())
    return not _is_in_word(before) or is_without_spaces(text[start])


def _ends(target: Target, text: str, end: int) -> bool:
    after = text[end]
    if after == "'":
        return _is_possessive(text[end + 1 : end + 3])
    if after == "-":
        further = text[end + 1 : end + 2]
        is_joined = further and _is_in_word(further) and _is_hyphen(target, end)
        # `Holt-based` and `Holt-like` are said of Holt; Holt-Reyes is another name.
        return not is_joined or further.islower()
    if not _is_in_word(after):
        return not _is_mark(after)
    return is_without_spaces(text[end - 1]) and not _is_mark(after)


def _is_prefix(text: str, end: int) -> bool:
    """Whether the word that ends here is in small letters: `ex-Beatle`, `pro-Reyes`."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].islower() and (not start or text[start - 1] in " \"'(")


def _is_possessive(rest: str) -> bool:
    """Whether what follows an apostrophe leaves the word before it whole: not so in `Don't`."""
    return not rest[:1].isalnum() or (rest[0] in "sS" and not rest[1:].isalnum())


def _is_hyphen(target: Target, index: int) -> bool:
    """Whether this folded dash is a hyphen; the longer dashes part words."""
    return target.prose.text[target.folded.start_of(index)] in HYPHENS


def _is_in_word(character: str) -> bool:
    """Whether this is a letter, digit or mark of a script that puts spaces between words."""
    return (character.isalnum() or _is_mark(character)) and not is_without_spaces(character)


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"
