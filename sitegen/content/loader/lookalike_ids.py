"""Ids and names that readers take for others of their kind: told, since two entries would look like one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Protocol

from sitegen.core import confusables
from sitegen.core.model import Actor, Archive, Topic
from sitegen.core.problems import Location, Problems

_HINT = "type it anew on one keyboard; if both are meant, and meant to look so, nothing has to be done"


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
        _LookalikeCheck(problems).tell(kind)


class _LookalikeCheck:
    """The records of one kind."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._first: dict[tuple[str, str], tuple[str, Location]] = {}
        """Of each skeleton the words that had it first: ids and names apart."""

    def tell(self, records: Iterable[_Identified]) -> None:
        # As a reader of the files meets them, so that the same one is told, whatever the order of the ids.
        for one in sorted(records, key=lambda record: (record.location, record.id)):
            words = {"name": one.name} if isinstance(one, Actor | Topic) else {}
            told = [
                message for what, text in (*words.items(), ("id", one.id)) if (message := self._fault(what, text, one))
            ]
            if told:
                self._problems.add(one.location, "look-alike", told[0], _HINT)

    def _fault(self, what: str, text: str, record: _Identified) -> str:
        first, place = self._first.setdefault((what, confusables.skeleton(text)), (text, record.location))
        word, letter = confusables.mixture(text)
        odd = f': "{letter}" is {unicodedata.name(letter, "a letter of another script")}' if letter else ""
        if first != text:
            return f'the {what} "{text}" looks like "{first}" of {place}{odd}'
        return f'the {what} "{text}" mixes letters of several scripts in "{word}"{odd}' if word else ""
