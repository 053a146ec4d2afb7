"""Whether a full stop ends a sentence: by the words on both sides of it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sitegen.core.frozen_record import FrozenRecord
from sitegen.text.sentences.language_profile import LanguageProfile, word_set

_LOOK_BACK: Final = 40
_TOKEN: Final = re.compile(r"[^\s()\[\]{}\"“”„«»—–/…]+\Z")
_CHAIN: Final = re.compile(r"(?:(?<![^\W_])[^\W\d_]{1,4}\.[ \u00a0\u202f]?-?)+\Z")
"""What may be the first letters of an abbreviation with blanks: `z. ` in `z. B.`"""
_PIECE: Final = re.compile(r"[^.\s]+")
_LATIN_TAIL: Final = re.compile(r"[A-Za-z.]+\Z")
_ELIDED: Final = word_set(
    """
    l d dell all nell sull dall un qu c s j n m t
    """
)
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_WORD_BEFORE: Final = re.compile(r"([\w'’.-]+)(,?)\s+\Z")
_FIRST_WORD: Final = re.compile(r"[\w’'.-]*\w")
_APOSTROPHE: Final = re.compile("[’']")
_VOWELLESS: Final = re.compile(r"[bcdfghjklmnpqrstvwxzßçñ]{2,5}")
_WITHOUT_VOWELS: Final = word_set(
    """
    cs sk hr sr bs sl
    """
)
"""Languages with whole words without a vowel."""
_PARTICLES: Final = word_set(
    """
    al da das de dei del della dello den der des di do dos du e el i la las le les lo los o op s te ten ter um
    van von y zu
    """
)
"""Openers that names of families begin with, too."""
_AGED: Final = word_set(
    """
    war ist wäre var är blev er ble oli on olivat bylo byl byla je jsou volt lett jest był była bol bola buvo bija
    """
)
"""Forms of *to be* behind which a number counts: `er war 42`."""
_SCANT: Final = 3
"""A sentence of so few words has not come to its verb: `In 1905 г.` goes on."""


class _TokenReading(NamedTuple):
    """One reading of what stands directly before the full stop."""

    key: str
    """In small letters, without blanks: `z.b`."""
    written: str
    start: int


def opening_word(language: LanguageProfile, text: str, place: int) -> str | None:
    """The word at `place`, small, if it begins sentences and no names."""
    word = _FIRST_WORD.match(text, place)
    if not word:
        return None
    small = word.group().casefold()
    if len(small) == 1 and text[word.end() : word.end() + 1] == ".":
        return None  # an initial
    if small in language.openers:
        return small
    elided = _APOSTROPHE.split(small)[0]
    return elided if elided != small and elided in language.openers else None


class FullStop(FrozenRecord):
    """One full stop with a blank behind it, and no small letter behind that."""

    tag: str
    language: LanguageProfile
    text: str
    start: int
    """Where its sentence begins."""
    match: re.Match[str]

    def is_end(self) -> bool:
        """Whether the sentence ends here."""
        readings = self._readings()
        if not readings:
            return True
        token = readings[-1]
        if token.written.isdecimal():
            return self._ends_with_number(token)
        follows = opening_word(self.language, self.text, self._next)
        counted = self._is_counted(token)
        if counted and token.key in self.language.units:
            goes_on = self.language.capital_nouns or self._is_scant(token.start)
            return follows is not None or not goes_on
        if self.language.ordinals and _ROMAN.fullmatch(token.written):
            return follows is not None and self._before(token.start) != ""
        for reading in readings:
            is_end = self._ends_with_abbreviation(reading, follows)
            if is_end is not None:
                return is_end
        return self._ends_with_word(readings, follows, is_counted=counted)

    @property
    def _next(self) -> int:
        return self.match.end() + len(self.match["open"])

    @property
    def _is_number_next(self) -> bool:
        first = self.match["first"]
        if first is None:
            return False
        return first.isdigit() or (_ROMAN.match(self.text, self._next) is not None and self._is_roman_next())

    def _is_roman_next(self) -> bool:
        word = _FIRST_WORD.match(self.text, self._next)
        return word is not None and len(word.group()) > 1 and _ROMAN.fullmatch(word.group()) is not None

    def _before(self, place: int) -> str:
        """What stands before `place` in the sentence, as far as it is looked at; empty where the sentence begins."""
        return self.text[max(self.start, place - _LOOK_BACK) : place].strip()

    def _is_scant(self, place: int) -> bool:
        return place - self.start <= _LOOK_BACK and len(self._before(place).split()) < _SCANT

    def _readings(self) -> list[_TokenReading]:
        """The abbreviations that may stand before the full stop, the longest first, the last word alone last."""
        end = self.match.start()
        lowest = max(self.start, end - _LOOK_BACK)
        found = _TOKEN.search(self.text, lowest, end)
        if not found:
            return []
        first = found.start()
        token = found.group()
        head = _APOSTROPHE.split(token)[0]
        if head != token and head.casefold() in _ELIDED:
            first += len(head) + 1
        tail = _LATIN_TAIL.search(token)
        if tail and tail.start() and token[tail.start() - 1] >= "\u2e80":  # Latin letters in Chinese, Japanese, Korean
            first = found.start() + tail.start()
        if not self.text[first:end].isdecimal():
            chain = _CHAIN.search(self.text, lowest, first)
            first = chain.start() if chain else first
        pieces = list(_PIECE.finditer(self.text, first, end))
        keys = [piece.group().casefold().lstrip("-") for piece in pieces]
        return [
            _TokenReading(".".join(keys[number:]), self.text[piece.start() : end], piece.start())
            for number, piece in enumerate(pieces)
        ]

    def _ends_with_abbreviation(self, reading: _TokenReading, follows: str | None) -> bool | None:
        """None where this is no abbreviation that is known."""
        language, key = self.language, reading.key
        if len(key) == 1 and reading.written.isupper():
            return None  # an initial: `S. Berg`, whatever `s.` may be
        if key in language.ends:
            return not self._is_number_next
        if key in language.either or any(key.endswith(end) and len(key) > len(end) + 1 for end in language.endings):
            # Before an opening mark, too: what is quoted is a sentence of its own.
            return follows is not None or self.match["open"] != ""
        if key in language.never:
            return False
        if key in language.numbers and self._is_number_next:
            return False
        return True if key in language.numbers and len(key) > 1 else None

    def _ends_with_word(self, readings: list[_TokenReading], follows: str | None, *, is_counted: bool) -> bool:
        token = readings[-1]
        if len(token.key) == 1 and not _is_syllable(token.key) and not token.key.isdigit():
            return self._ends_with_letter(readings, follows, is_counted=is_counted)
        if len(token.written) == 2 and token.written.isupper() and token.written[0] == token.written[1]:
            return follows is not None  # doubled for the plural: EE. UU.
        is_short = _VOWELLESS.fullmatch(token.key) and not token.written.isupper()
        if is_short and self.tag not in _WITHOUT_VOWELS:
            return follows is not None or is_counted
        return True

    def _ends_with_letter(self, readings: list[_TokenReading], follows: str | None, *, is_counted: bool) -> bool:
        """A single letter is an initial before a name, and part of an abbreviation beside others."""
        is_alone = len(readings) == 1 or len(readings[-2].key) > 3
        token = readings[-1]
        if is_alone and not self._before(token.start):
            return False
        if is_alone and (is_counted or self._is_label(token.start)):
            return True
        if follows is not None:
            return follows not in _PARTICLES
        return False

    def _is_counted(self, token: _TokenReading) -> bool:
        word = _word_before(self.text, self.start, token.start)[0]
        return word != "" and (word[-1].isdigit() or _ROMAN.fullmatch(word) is not None)

    def _ends_with_number(self, token: _TokenReading) -> bool:
        number, before = token.written, self._before(token.start)
        if not before:  # the number of a section, or of an item in a list
            return len(number) > 3
        first = self.match["first"]
        if first is not None and first.isdigit():
            is_day = len(number) <= 2 or (len(number) == 4 and self.tag in ("ko", "hu", "lt", "lv"))
            return not (is_day and (self.language.ordinals or self.tag == "ko"))
        if self.tag == "ko":
            return not (before.endswith(".") and before[-2:-1].isdigit())
        return not self.language.ordinals or self._ends_with_ordinal(token)

    def _ends_with_ordinal(self, token: _TokenReading) -> bool:
        word = _FIRST_WORD.match(self.text, self._next)
        if word and word.group().casefold() in self.language.months:
            return False
        if opening_word(self.language, self.text, self._next) is not None or len(token.written) > 3:
            return True
        before, comma = _word_before(self.text, self.start, token.start)
        small = before.casefold()
        if small in _AGED or self._is_label(token.start):
            return True
        if self.language.capital_nouns or comma or not before or before[0].isupper() or not before[0].isalpha():
            return False
        return small not in self.language.openers

    def _is_label(self, place: int) -> bool:
        """Whether the word before names a kind of thing that is numbered or lettered: `Section 4`."""
        word, comma = _word_before(self.text, self.start, place)
        if comma or not word:
            return False
        small = word.casefold()
        if small in self.language.labels:
            return True
        is_first = not self._before(place).removesuffix(word).strip()
        is_noun = self.language.capital_nouns and word[0].isupper() and not is_first
        return is_noun and self.text[place].isdigit() and small not in self.language.never


def _is_syllable(letter: str) -> bool:
    """Whether one letter is a syllable or a word, as in Korean and Chinese."""
    return letter >= "\u0e00" and not "\u10a0" <= letter <= "\u10ff" and not "\u1e00" <= letter <= "\u1fff"


def _word_before(text: str, start: int, place: int) -> tuple[str, str]:
    """The word directly before, and the comma behind it."""
    found = _WORD_BEFORE.search(text, max(start, place - _LOOK_BACK), place)
    return (found[1].rstrip("."), found[2]) if found else ("", "")
