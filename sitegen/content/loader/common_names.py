"""Names of one word that any text has: a band `I`, an agency with the alias `It`. Each such word is a link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sitegen.content.loader.record_parser import ParsedRecord
from sitegen.content.schema import WrittenActor
from sitegen.content.schema.record_models import Match
from sitegen.content.word_usage import SHORT, may_be_common
from sitegen.core.model import WordUsage
from sitegen.core.problems import Problems

_HINT: Final = (
    "give a longer name, or `match: pinned` and `mentions` in the articles that mean this actor; `not_mentions` says "
    "which words are nobody"
)


def report_common_names(actors: Iterable[ParsedRecord[WrittenActor]], habits: WordUsage, problems: Problems) -> None:
    """Tell of names and aliases that are very short, or that texts of the archive write small. Reports: common-name."""
    small, short = frozenset(habits.small), frozenset(habits.short)
    for one in actors:
        if one.written.match is Match.PINNED:
            continue
        places = {one.written.name: one.raw.words_place(("name",))}
        for index, alias in enumerate(one.written.aliases):
            places.setdefault(alias, one.raw.place(("aliases", index)))
        for words, place in places.items():
            fault = _fault(words, small, short)
            if fault:
                is_acronym = len(words) > 1 and words.isupper()
                problems.add(place, "common-name", fault, _HINT, is_note=is_acronym)


def _fault(words: str, small: frozenset[str], short: frozenset[str]) -> str:
    """What is wrong with a name; `FSA` and the like are no other word, nor is `UN` where no text has `un`."""
    if not may_be_common(words) or (len(words) > SHORT and words.isupper()):
        return ""
    if words in small:
        also = f'texts of the archive also write "{words.lower()}"'
        return f'{also}: where "{words}" stands in a sentence, it is linked to this actor'
    is_acronym = len(words) > 1 and words.isupper()
    if words not in short or is_acronym:
        return ""
    letters = "one letter" if len(words) == 1 else "two letters"
    return f'"{words}" has {letters}: where it stands as a word, it is linked to this actor'
