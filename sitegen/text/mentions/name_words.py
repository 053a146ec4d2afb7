"""Where words stand whole: the boundaries of names and terms in a folded text.

A plain `\\b` would fail on `U.S.`, on names in scripts without spaces, and on letters with separate accents.
"""

from __future__ import annotations

import unicodedata

from sitegen.text.anchoring import SearchableText
from sitegen.text.characters.scripts import is_without_spaces
from sitegen.text.mentions.korean import are_particles, is_hangul
from sitegen.text.mentions.proclitics import are_proclitics, may_elide
from sitegen.text.mentions.suffixes import is_before_noun, is_ended_by_apostrophe, is_inflected
from sitegen.text.normalize import HYPHENS


def stand_whole(target: SearchableText, start: int, end: int, *, is_name: bool = True) -> bool:
    """Whether this stretch of the folded text is whole words; what languages write onto names may be before and behind.

    Of what is `is_inflected` it may also be the genitive: `Annas` is Anna's.
    """
    text = target.normalized.text
    begins = not start or (text[start - 1] == " " and text[start - 2 : start - 1] != "-") or _begins(target, start, end)
    # The empty string after the last character is in this one too.
    return begins and (text[end : end + 1] in " ,." or _ends(target, start, end, is_name=is_name))


def _begins(target: SearchableText, start: int, end: int) -> bool:
    text, language = target.normalized.text, target.language
    before = text[start - 1]
    further = text[start - 2] if start > 1 else " "
    if before == " ":
        is_surname = text[start].isupper() and not text[start:end].isupper()
        return not (is_surname and _is_broken(target, start - 2) and not _is_prefix(text, start - 2))
    if before == "-":
        is_joined = _is_in_word(further) and _is_hyphen(target, start - 1)
        return not is_joined or _is_prefix(text, start - 1) or are_proclitics(text, start - 1, start, language)
    if before == "'":
        return may_elide(target, start, end, language)
    if not _is_in_word(before):
        return True
    return is_without_spaces(text[start]) or are_proclitics(text, start, end, language)


def _ends(target: SearchableText, start: int, end: int, *, is_name: bool) -> bool:
    text, language = target.normalized.text, target.language
    after = text[end]
    if after == "'":
        return is_ended_by_apostrophe(text, start, end, language)
    if after == "-":
        return _ends_at_dash(target, start, end)
    if not _is_in_word(after):
        return not _is_mark(after)
    if is_hangul(after):
        return are_particles(text, start, end)
    if is_without_spaces(text[end - 1]):
        return not _is_mark(after)
    return is_name and is_inflected(text, start, end, language)


def _ends_at_dash(target: SearchableText, start: int, end: int) -> bool:
    text = target.normalized.text
    further = text[end + 1 : end + 2]
    if further == " ":
        is_joined = text[end + 2 : end + 3].isupper() and _is_broken(target, end)
    else:
        # `Holt-based` and `Holt-like` are said of Holt; Holt-Reyes is another name.
        is_joined = bool(further) and _is_in_word(further) and _is_hyphen(target, end) and not further.islower()
    return not is_joined or is_before_noun(text, start, end, target.language)


def _is_prefix(text: str, end: int) -> bool:
    """Whether the word that ends here is in small letters: `ex-Beatle`, `pro-Reyes`."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].islower() and (not start or text[start - 1] in " \"'(")


def _is_hyphen(target: SearchableText, index: int) -> bool:
    """Whether this folded dash is a hyphen; the longer dashes part words."""
    return target.prose.text[target.normalized.start_of(index)] in HYPHENS


def _is_broken(target: SearchableText, index: int) -> bool:
    """Whether the folded dash is a hyphen at the end of a line, onto a word: `Holt- Reyes`."""
    return index > 0 and target.normalized.text[index - 1].isalpha() and _is_hyphen(target, index)


def _is_in_word(character: str) -> bool:
    """Whether this is a letter, digit or mark of a script that puts spaces between words."""
    return (character.isalnum() or _is_mark(character)) and not is_without_spaces(character)


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"
