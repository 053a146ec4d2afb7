"""What may be written onto a name behind it: endings behind an apostrophe, the s of a genitive, a noun.

Offsets are of the folded text. A rule that holds in some languages alone asks for the language of the text.
"""

from __future__ import annotations

import re
from typing import Final

from sitegen.content.word_usage import capitalizes_nouns
from sitegen.text.mentions.case_suffixes import is_case
from sitegen.text.mentions.inflected_languages import ELIDING, GENITIVE, GERMAN, INFLECTING, SUFFIXING

_LETTERS: Final = re.compile(r"[^\W\d_]*")
_VOWELS: Final = frozenset("aeiouáàâäãåæéèêëíìîïıóòôöõøœúùûüāēīōū")

_CONTRACTED: Final = frozenset({"s", "d", "m", "ll", "re", "ve"})
"""`Holt's`, `Holt'll`, `Holt'd`: in any language."""
_NO_ENDINGS: Final = frozenset({"t", "n"})
"""`Don't`, `Rock'n Roll`; in Finnish and Estonian they are endings."""
_TAKES_NO_S: Final = frozenset("sxzßSXZẞ")

_DETERMINERS_WORDS: Final = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser diese dieses
diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem mein meine meinen meinem meiner meines sein
seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres im am
zum zur vom beim ins ans aufs fürs alle allen aller
"""
_DETERMINERS: Final = frozenset(_DETERMINERS_WORDS.split())
_NOUN: Final = re.compile(r"[A-ZÄÖÜ]\w{2,}(?:ungen|ung|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|ismus)")
_SURNAMES_LIKE_NOUNS: Final = frozenset({"Hartung", "Hornung"})


def is_ended_by_apostrophe(text: str, start: int, end: int, language: str) -> bool:
    """Whether the apostrophe at `end` leaves the words before it whole: `Işıl Diker'in`, but not `Don't`."""
    tail = _letters_at(text, end + 1)
    behind = text[end + 1 + len(tail) : end + 2 + len(tail)]
    if not tail:
        return not behind.isalnum()
    if behind == "'" or behind.isalnum():
        return False
    is_capitals = text[start:end].isupper() and tail.isupper()
    ending = tail.casefold() if is_capitals or tail == "S" else tail
    if not ending.islower() or ending[0] == "h" or (ending in _NO_ENDINGS and language not in {"et", "fi"}):
        return False
    if ending in _CONTRACTED or language in SUFFIXING:
        return True
    return not is_capitals and language not in ELIDING and _is_foreign_ending(_word_before(text, end), ending)


def _is_foreign_ending(word: str, ending: str) -> bool:
    """Whether this is an ending where the language has none: between two vowels (`Sana'a`) an apostrophe is a letter.

    So it is in Cyrillic, and most words that are short go on behind it: `Ma'mun`.
    """
    is_latin = max(ending) < "\u0250" and word[-1:] < "\u0250"
    return is_latin and len(word) > 3 and not (word[-1] in _VOWELS and ending[0] in _VOWELS)


def _is_genitive(text: str, start: int, end: int, language: str) -> bool:
    """Whether an s of the genitive stands at `end`, onto a name: `Annas`, `Wiens`, `MERKELS`.

    Not onto short names that end in a consonant: `Hans` is not Han's.
    """
    if language not in GENITIVE or text[end - 1] in _TAKES_NO_S:
        return False
    word = _word_before(text, end)
    is_long = len(word) > 3 or (len(word) == 3 and word[-1] in _VOWELS) or (len(word) > 1 and word.isupper())
    is_its = text[end] == "s" or (text[end] == "S" and text[start:end].isupper() and len(word) > 3)
    return is_long and is_its and not (text[end + 1 : end + 2].isalnum() or text[end + 1 : end + 2] in ("-", "'"))


def is_inflected(text: str, start: int, end: int, language: str) -> bool:
    """Whether an ending of its language stands at `end`, onto a name that stays as it is: `Annas`, `Kovácsnak`."""
    if not text[start].isupper():
        return False
    if text[end] in "sS" and _is_genitive(text, start, end, language):
        return True
    if language not in INFLECTING:
        return False
    ending = _letters_at(text, end)
    return is_case(_word_before(text, end), ending, language) and text[end + len(ending) : end + len(ending) + 1] != "-"


def is_before_noun(text: str, start: int, end: int, language: str) -> bool:
    """Whether behind the hyphen at `end` a German noun stands and no second surname.

    It is one behind a determiner (`die Merkel-Regierung`), where the text has the word behind one (`der Plan`, so
    `Merkel-Plan`), and by its ending. Of `der verstorbene Müller-Schmidt` only the last two would tell.
    """
    noun = _letters_at(text, end + 1)
    if (
        not noun
        or (language not in GERMAN and not capitalizes_nouns(text))
        or text[end + 1 + len(noun) : end + 2 + len(noun)] == "-"
    ):
        return False
    if _last_word(text, start).casefold() in _DETERMINERS:
        return True
    if _NOUN.fullmatch(noun) and noun not in _SURNAMES_LIKE_NOUNS:
        return True
    found = text.find(f" {noun}")
    return found >= 0 and any(_last_word(text, place + 1).casefold() in _DETERMINERS for place in _places(text, noun))


def _places(text: str, word: str) -> list[int]:
    return [match.start() for match in re.finditer(rf" {re.escape(word)}\b", text)]


def _last_word(text: str, start: int) -> str:
    """The word before the one that begins here, where a space alone is between them."""
    if not start or text[start - 1] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lstrip("\"'(")


def _letters_at(text: str, start: int) -> str:
    found = _LETTERS.match(text, start)
    return found[0] if found else ""


def _word_before(text: str, end: int) -> str:
    """The letters that end here."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
