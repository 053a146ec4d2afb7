"""Months and days of the week that are somebody's name, too: of `3 May 1961` and `in May` nobody is meant.

The names are those of the article's language, in capitals or not, spelled out or short; ICU knows them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitegen.core import language_tags
from sitegen.text.mentions.adjacent_words import word_before
from sitegen.text.word_lists import is_title

_FAR: Final = 30
"""Letters that are looked at before a month."""

_BEFORE_WORDS: Final = """
begin beginning during each early eind end ende every fin finales fine in inizio late last mid middle next on since
start this throughout til till until anfang im letzten mitte nächsten seit début depuis en fins jusqu'en courant
desde durante em inicios início hasta sedan sinds siden i w в с
"""
"""What stands before a month, where it is no number; what may as well stand before somebody is left out."""
_BEFORE: Final = re.compile(
    r"(?<![\w’'])(?:"
    rf"(?:{'|'.join(_BEFORE_WORDS.split())})(?:\s+(?:of|de))?\s+|(?:mid|mi)-"
    # A day: `3 May`, `3rd of May`, `3. Mai`, `1er mai`, `3 de mayo`.
    r"|(?<![.,:\d])(?:\d\d?\s?[-–]\s?)?(?:0?[1-9]|[12]\d|3[01])(?:\.|st|nd|rd|th|er|º|ª|°|e)?\s+(?:(?:of|de|di|do|da)\s+)?"
    r")\Z",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    # A day, which is no count of more, nor a time: `May 5`, `May 5th`, `Jan. 5`. Or a year: `May 2017`, `May, 2017`.
    r"\.?\s+(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:\.|st|nd|rd|th)?(?![\w%]|[.,:]\d)"
    r"|\.?,?\s+(?:(?:of|de|del)\s+)?[12]\d{3}(?!\w|[.,:]\d)|\s+['’]\d\d(?!\w)",
)
_TO: Final = r"\s*[-–/]\s*|\s+(?:to|through|until|bis|tot|til|till|au|al)\s+"
"""Between two months these tell both."""
_AND: Final = r"\s+(?:and|or|und|oder|et|ou|y|o|e|en|of|och|og|i|и)\s+"
"""Between two months these tell the one where the other is told."""
_MONTH_BEHIND: Final = re.compile(rf"\.?(?:({_TO})|{_AND})(\w+)")
_MONTH_BEFORE: Final = re.compile(rf"(?<!\w)(\w+)\.?(?:({_TO})|{_AND})\Z")


def is_date(text: str, start: int, end: int, language: str) -> bool:
    """Whether this one word is a month, or a day of the week, and not somebody: what stands beside it tells.

    A title before it tells somebody: `Mrs May 2017`.
    """
    if text[start:end].casefold() not in _days_and_months(language):
        return False
    before = word_before(text, start)
    if before and is_title(before[1]):
        return False
    return _is_told(text, start, end) or _is_beside_other(text, start, end, language)


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a day, a year or a word such as `since` stands beside it."""
    return _BEHIND.match(text, end) is not None or _BEFORE.search(text, max(start - _FAR, 0), start) is not None


def _is_beside_other(text: str, start: int, end: int, language: str) -> bool:
    """Whether another one stands beside it that tells it, too: `March to May`, `in March and May`."""
    known = _days_and_months(language)
    behind = _MONTH_BEHIND.match(text, end)
    if behind and behind[2].casefold() in known and (behind[1] or _is_told(text, *behind.span(2))):
        return True
    before = _MONTH_BEFORE.search(text, max(start - _FAR, 0), start)
    return bool(before and before[1].casefold() in known and (before[2] or _is_told(text, *before.span(1))))


@lru_cache(maxsize=16)
def _days_and_months(language: str) -> frozenset[str]:
    """How a language calls them, casefolded, the days spelled out alone. Source: CLDR, as ICU has it."""
    import icu

    symbols = icu.DateFormatSymbols(icu.Locale(language_tags.locale_of(language)))
    contexts = symbols.FORMAT, symbols.STANDALONE
    names = [
        name
        for context in contexts
        for width in (symbols.WIDE, symbols.ABBREVIATED)
        for name in symbols.getMonths(context, width)
    ]
    names += [name for context in contexts for name in symbols.getWeekdays(context, symbols.WIDE)]
    return frozenset(name.removesuffix(".").casefold() for name in names if name)
