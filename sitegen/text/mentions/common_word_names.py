"""Names that are common words, too: months and days in dates, and words that have a capital where any word has one.

`It`, an agency, is not meant by `It rained.`, nor by a headline that has capitals throughout; of `3 May 1961` and `in
May` nobody is. The names of months are those of the article's language, in capitals or not, spelled out or short; ICU
knows them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from sitegen.core import language_tags
from sitegen.core.model import ActorId, Article
from sitegen.text.mentions.adjacent_words import begins_sentence, has_small_words, word_before
from sitegen.text.mentions.manual_mentions import ManualHit
from sitegen.text.mentions.name_context import NameContext
from sitegen.text.mentions.name_index import NameIndex
from sitegen.text.mentions.name_matches import Candidate, NameMatch, longest
from sitegen.text.mentions.resolution import introductions
from sitegen.text.word_lists import is_title

_ROOT: Final = 3
"""Letters that words of one root have in common at least; a word of no more letters is no other's."""


def without_openers(
    context: NameContext, index: NameIndex, pins: list[ManualHit], article: Article, title: str
) -> NameContext:
    """The matches without the names that owe their capital to where they stand.

    They stay of actors whom the article declares, and behind the same word where its capital tells a name; a word out
    of an actor's name, or of its root (`Council`, `Dansk`), stays once the article has named the actor.
    """
    text = context.text
    blind_until = 0 if has_small_words(title) else len(title)
    openers = {
        match
        for match in context.matches
        if match.candidates.full
        and text[match.start : match.end].lower() in index.common
        and _tells_nothing(text, match, blind_until)
    }
    if not openers:
        return context
    sure = [match for match in context.matches if match not in openers]
    known = introductions(replace(context, matches=sure), pins, article)
    named_before = _NamedBefore(text, sure, pins, known)

    def left(match: NameMatch) -> NameMatch:
        until = len(text) if match.end <= len(title) else match.start
        word = text[match.start : match.end]
        full = tuple(
            one
            for one in match.candidates.full
            if one.actor in article.actors or named_before.covers(one, word, index.labels[one.actor], until)
        )
        return match._replace(candidates=match.candidates._replace(full=full))

    kept = [left(match) if match in openers else match for match in context.matches]
    return replace(context, matches=[one for one in kept if one.candidates.full or one.candidates.in_part])


class _NamedBefore:
    """Whom an article names by words whose capital tells a name."""

    def __init__(
        self, text: str, sure: Sequence[NameMatch], pins: Sequence[ManualHit], known: Mapping[ActorId, int]
    ) -> None:
        self._known = known
        self._words: dict[tuple[ActorId, str], int] = {}
        for match in longest([match for match in sure if match.candidates.full]):
            for one in match.candidates.full:
                self._words.setdefault((one.actor, text[match.start : match.end].lower()), match.end)
        for pin in pins:
            key = pin.actor, text[pin.start : pin.end].lower()
            self._words[key] = min(pin.end, self._words.get(key, pin.end))

    def covers(self, one: Candidate, word: str, label: str, until: int) -> bool:
        """Whether the words were known as a name before an offset; of a part of a name, the whole name."""
        is_piece = _is_of_name(word.lower(), label.lower())
        first = self._known.get(one.actor) if is_piece else self._words.get((one.actor, word.lower()))
        return first is not None and first <= until


def _is_of_name(word: str, name: str) -> bool:
    """Whether a word is out of a longer name, or begins as one of its words does: `Dansk` is of Danmark."""
    names = name.split() if name != word else []
    return word in names or (len(word) > _ROOT and any(one.startswith(word[:_ROOT]) for one in names))


def _tells_nothing(text: str, match: NameMatch, blind_until: int) -> bool:
    """Whether any word would have a capital there: at a sentence's start, in a line that has capitals throughout.

    A line that is nothing but the name is about it, and behind `Dr.` no sentence begins.
    """
    begin, end = text.rfind("\n", 0, match.start) + 1, text.find("\n", match.end)
    line = text[begin : end if end >= 0 else len(text)]
    word = text[match.start : match.end]
    if line.strip() == word:
        return False
    if match.end <= blind_until:
        return True
    if len(word) > 1 and word.isupper():
        return line.isupper()
    before = word_before(text, match.start)
    return begins_sentence(text, match.start) and not (before and is_title(before[1]))


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
"""Between two words these make both of them months."""
_AND: Final = r"\s+(?:and|or|und|oder|et|ou|y|o|e|en|of|och|og|i|и)\s+"
"""Between two words these make one a month if the other is known to be one."""
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
    return _has_date_beside(text, start, end) or _is_beside_other(text, start, end, language)


def _has_date_beside(text: str, start: int, end: int) -> bool:
    """Whether a day, a year or a word such as `since` stands beside it."""
    return _BEHIND.match(text, end) is not None or _BEFORE.search(text, max(start - _FAR, 0), start) is not None


def _is_beside_other(text: str, start: int, end: int, language: str) -> bool:
    """Whether another one stands beside it that tells it, too: `March to May`, `in March and May`."""
    known = _days_and_months(language)
    behind = _MONTH_BEHIND.match(text, end)
    if behind and behind[2].casefold() in known and (behind[1] or _has_date_beside(text, *behind.span(2))):
        return True
    before = _MONTH_BEFORE.search(text, max(start - _FAR, 0), start)
    return bool(before and before[1].casefold() in known and (before[2] or _has_date_beside(text, *before.span(1))))


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
