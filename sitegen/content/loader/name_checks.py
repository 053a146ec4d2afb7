"""Names and ids that mislead: words that any text has, and those that readers take for others of their kind.

A band `I`, an agency with the alias `It`: each such word in a text would be a link. Two entries that look alike would
be taken for one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, Protocol

from sitegen.content.loader.kept_files import ValuePath
from sitegen.content.loader.references import Origin
from sitegen.content.word_usage import SHORT, may_be_common
from sitegen.core import confusables
from sitegen.core.model import Actor, ActorId, Archive, Topic, WordUsage
from sitegen.core.problems import Location, Problem, Problems

_COMMON_HINT: Final = (
    "give a longer name, or `match: pinned` and `mentions` in the articles that mean this actor; `not_mentions` says "
    "which words are nobody"
)


def report_common_names(actors: Iterable[tuple[Actor, Origin]], usage: WordUsage, problems: Problems) -> None:
    """Report names and aliases that are very short, or that texts of the archive write small. Reports: common-name."""
    fault_of = _common_faults(usage)
    for one, origin in actors:
        for words, path in paths_of_names(one).items():
            if fault := fault_of(words):
                is_acronym = len(words) > 1 and words.isupper()
                place = origin.place(path) if path[1:] else origin.words_place(path)
                problems.add(place, "common-name", fault, _COMMON_HINT, is_note=is_acronym)


def common_names(actors: Iterable[Actor], usage: WordUsage) -> set[tuple[ActorId, str, str]]:
    """The names and aliases that `report_common_names` reports, each with its actor and what is wrong with it."""
    fault_of = _common_faults(usage)
    return {(one.id, words, fault) for one in actors for words in paths_of_names(one) if (fault := fault_of(words))}


def lookalikes(actors: Iterable[Actor]) -> list[Problem]:
    """What `report_lookalikes` reports of actors."""
    found = Problems()
    _LookalikeCheck(found).report(actors)
    return list(found)


def paths_of_names(actor: Actor) -> dict[str, ValuePath]:
    """The name and the aliases by which an actor is found, each with where it stands in its record."""
    if actor.is_pinned_only:
        return {}
    paths: dict[str, ValuePath] = {actor.name: ("name",)}
    for index, alias in enumerate(actor.aliases):
        paths.setdefault(alias, ("aliases", index))
    return paths


def _common_faults(usage: WordUsage) -> Callable[[str], str]:
    return partial(_common_fault, small=frozenset(usage.small), short=frozenset(usage.short))


def _common_fault(words: str, small: frozenset[str], short: frozenset[str]) -> str:
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


_LOOKALIKE_HINT: Final = "type it anew on one keyboard; if both are meant, and meant to look so, nothing has to be done"


class _Identified(Protocol):
    """Whatever has an id and a place."""

    @property
    def id(self) -> str:
        """Among those of its kind."""

    @property
    def location(self) -> Location:
        """Where it stands."""


def report_lookalikes(archive: Archive, problems: Problems) -> None:
    """Tell, once a record, of ids and names that look like others or mix scripts in a word. Reports: look-alike."""
    for kind in (archive.articles, archive.actors, archive.topics, archive.claims, archive.notes, archive.pages):
        _LookalikeCheck(problems).report(kind)


def _reading_order(record: _Identified) -> tuple[str, int, int, str]:
    place = record.location
    return place.file, place.line, place.column, record.id


class _LookalikeCheck:
    """The records of one kind."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._first: dict[tuple[str, str], tuple[str, Location]] = {}
        """Of each skeleton the words that had it first: ids and names apart."""

    def report(self, records: Iterable[_Identified]) -> None:
        # As a reader of the files meets them, so that the same one is reported, whatever the order of the ids.
        for one in sorted(records, key=_reading_order):
            words = {"name": one.name} if isinstance(one, Actor | Topic) else {}
            faults = [
                message for what, text in (*words.items(), ("id", one.id)) if (message := self._fault(what, text, one))
            ]
            if faults:
                self._problems.add(one.location, "look-alike", faults[0], _LOOKALIKE_HINT)

    def _fault(self, what: str, text: str, record: _Identified) -> str:
        first, place = self._first.setdefault((what, confusables.skeleton(text)), (text, record.location))
        word, letter = confusables.mixture(text)
        odd = f': "{letter}" is {unicodedata.name(letter, "a letter of another script")}' if letter else ""
        if first != text:
            return f'the {what} "{text}" looks like "{first}" of {place}{odd}'
        return f'the {what} "{text}" mixes letters of several scripts in "{word}"{odd}' if word else ""
