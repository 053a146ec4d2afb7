"""Where a quote may begin and end: at the edge of a word or a number, never inside of it.

What is cut says something else: `5.4 percent` of `15.4 percent`, `able to pay` of `unable to pay`. docs/decisions/0012
has what counts as one word in each script, and why.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sitegen.text.characters import is_without_spaces

if TYPE_CHECKING:
    from collections.abc import Callable

_POINTS: Final = ".,:·/⁄∕／٫٬，．："
"""Signs that belong to the number whose digits they stand between: decimals, times, scores, fractions, dates."""
_GROUPING: Final = "' "
"""Signs, normalized, that belong to it where three digits follow, and not more than three stand before."""
_BLANKS: Final = " \xa0\u2007\u2009\u202f"
"""Blanks that group digits; ends of lines and tabs do not."""
_MINUS: Final = "-−–‐‑﹣－"
"""Signs, not normalized, that belong to the number behind them where a blank or a bracket stands before them."""
_OPENING: Final = " (['\""
_BREAKING: Final = "-‐\u058a\u2e17"
"""Signs, not normalized, that break a word at a line's end; a maqaf or a dash does not, as it stands between words."""
_SCALES: Final = frozenset("十百千万萬亿億兆百천만억조")
"""What multiplies the digits before it."""
_HANGUL: Final = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_PROCLITICS: Final = re.compile(r"(?=.)(?:ו?(?:ל?כש|מש|ש)?(?:מה|[בכלמה])?|[وف]?(?:[بك]?ال|لل|[بكلس])?)")
"""What Hebrew and Arabic write onto the beginning of a word, without points: and, the, in, to, from, that, as."""
_LONGEST: Final = 40
"""Characters of a word that are shown on either side of the cut."""


class WordBoundaries:
    """The edges of the words of one normalized text; indexes are those of its characters."""

    def __init__(
        self,
        text: str,
        written: Callable[[int, int], str],
        is_raised: Callable[[int], bool],
        is_line_start: Callable[[int], bool],
    ) -> None:
        """`written` gives what stands in the article for a stretch; `is_raised` whether raised or lowered signs begin
        or end there, which are no part of the word beside them; `is_line_start` whether a line begins there."""
        self._text: Final = text
        self._written: Final = written
        self._is_raised: Final = is_raised
        self._is_line_start: Final = is_line_start

    def cut_at_start(self, start: int) -> bool:
        """Whether a quote that begins here leaves out the beginning of its first word.

        In Hebrew and Arabic it may leave out what is written onto the word.
        """
        text = self._text
        is_apart = not start or (text[start - 1] == " " and not text[start].isdecimal() and text[start - 2] != "-")
        if is_apart or not self._joins(start):
            return False
        first = self._first(start)
        return not _PROCLITICS.fullmatch(_without_marks(text[first:start]).removesuffix("- "))

    def cut_at_end(self, end: int) -> bool:
        """Whether a quote that ends here leaves out the end of its last word; in Hangul that may be a particle."""
        text = self._text
        if end >= len(text) or (text[end] in " ,." and not (text[end - 1].isdecimal() or text[end - 1] == "-")):
            return False
        if not self._joins(end):
            return False
        return not (_HANGUL.match(text[end]) and not _goes_on(text[end - 1], text[end]))

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The stretch with the whole of the words that it cuts, as far as anybody would read them."""
        first = self._first(start) if self.cut_at_start(start) else start
        last = self._last(end) if self.cut_at_end(end) else end
        return first, last

    def word_at(self, index: int) -> tuple[int, int]:
        """The word that goes on here."""
        return self._first(index), self._last(index)

    def _first(self, index: int) -> int:
        lowest = max(index - _LONGEST, 0)
        while index > lowest and self._joins(index):
            index -= 1
        return index

    def _last(self, index: int) -> int:
        highest = min(index + _LONGEST, len(self._text))
        while index < highest and self._joins(index):
            index += 1
        return index

    def _joins(self, index: int) -> bool:
        """Whether the characters before and behind this place belong to one word or one number."""
        text = self._text
        if not 0 < index < len(text):
            return False
        before, after = text[index - 1], text[index]
        if _is_in_word(before) and _is_in_word(after):
            is_joined = _goes_on(before, after) or not (is_without_spaces(before) or is_without_spaces(after))
            return is_joined and not self._is_raised(index)
        if after.isdecimal() and self._is_sign(index - 1):
            return True
        if before.isdecimal() and unicodedata.decomposition(after).startswith("<fraction>"):
            return True
        return self._is_in_number(index) or self._is_in_negation(index) or self._is_at_line_end(index)

    def _is_in_number(self, index: int) -> bool:
        """Whether this is before or behind a sign that stands between the digits of one number."""
        return self._is_point(index) or self._is_point(index - 1)

    def _is_point(self, index: int) -> bool:
        text = self._text
        if not 0 < index < len(text) - 1 or not (text[index - 1].isdecimal() and text[index + 1].isdecimal()):
            return False
        if text[index] in _POINTS:
            return True
        if text[index] not in _GROUPING or not _GROUP_BEFORE.search(text, max(index - 4, 0), index):
            return False
        is_blank = text[index] != " " or self._written(index, index + 1) in _BLANKS
        return is_blank and _GROUP_BEHIND.match(text, index + 1) is not None

    def _is_sign(self, index: int) -> bool:
        """Whether this is the minus of the number behind it."""
        text = self._text
        is_first = index == 0 or text[index - 1] in _OPENING
        return text[index] == "-" and is_first and self._written(index, index + 1) in _MINUS

    def _is_in_negation(self, index: int) -> bool:
        """Whether this is before or behind the apostrophe of `can't`: it says the contrary of `can`."""
        return any(start >= 0 and _NEGATION.match(self._text, start) for start in (index - 1, index - 2))

    def _is_at_line_end(self, index: int) -> bool:
        """Whether this is beside or between the hyphen and the blank of a word that is broken there."""
        for dash in (index, index - 1, index - 2):
            if dash > 0 and self._text.startswith("- ", dash):
                return self._is_break(dash)
        return False

    def _is_break(self, dash: int) -> bool:
        """Whether the hyphen and the blank behind it break a word at a line's end.

        A soft hyphen or `¬` surely does. Nothing tells `un-` + `able` from `well-` + `known`, so a plain one does, too,
        unless a capital begins what is behind it (`Anti-` + `American`) and the word is not in capitals all over.
        """
        written = self._written(dash, dash + 2)
        if not {"\xad", "¬"}.isdisjoint(written):
            return True
        before, after = self._text[dash - 1], self._text[dash + 2 : dash + 4]
        if written[0] not in _BREAKING or not (_is_letter(before) and _is_letter(after[:1])):
            return False
        return (not after[0].isupper() or (before + after).isupper()) and self._is_line_start(dash + 2)


_GROUP_BEFORE: Final = re.compile(r"(?<!\d)\d{1,3}\Z")
_GROUP_BEHIND: Final = re.compile(r"\d{3}(?!\d)")
_NEGATION: Final = re.compile(r"(?<=[^\W\d_])n't(?![^\W\d_])", re.IGNORECASE)


def _goes_on(before: str, after: str) -> bool:
    """Whether a number goes on: digits, or what multiplies them."""
    return before.isdecimal() and (after.isdecimal() or after in _SCALES)


def _is_in_word(character: str) -> bool:
    return character.isalpha() or character.isdecimal() or _is_mark(character)


def _is_letter(character: str) -> bool:
    """Whether it is a letter of a script with spaces, or its mark."""
    return (character.isalpha() or _is_mark(character)) and not is_without_spaces(character)


def _is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def _without_marks(words: str) -> str:
    return "".join(character for character in words if not _is_mark(character))
