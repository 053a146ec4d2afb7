"""Words of a text that may name somebody or be a term, and which of those that overlap count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from sitegen.core.model import ActorId, MatchRule, NoteId

AnyMatch = TypeVar("AnyMatch", bound=tuple[Any, ...])


class Candidate(NamedTuple):
    """An actor whom some words may mean, and by which rule."""

    actor: ActorId
    how: MatchRule


class NameCandidates(NamedTuple):
    """The actors whom the same words may mean, sorted by id."""

    full: tuple[Candidate, ...]
    """By name or alias."""
    by_surname: tuple[Candidate, ...] = ()
    by_forename: tuple[Candidate, ...] = ()
    """By a given name, or the one word by which somebody is called whose name has no surname."""
    is_piece: bool = False
    """Whether they are one word out of a longer name of an organization or place, given as an alias: `Council`."""

    @property
    def in_part(self) -> tuple[Candidate, ...]:
        """By a part of the name: these count only where the actor is introduced."""
        return self.by_surname + self.by_forename

    def without(self, actors: Collection[ActorId]) -> NameCandidates:
        """The same but for some actors."""
        groups = self.full, self.by_surname, self.by_forename
        full, by_surname, by_forename = (tuple(one for one in group if one.actor not in actors) for group in groups)
        return NameCandidates(full, by_surname, by_forename, self.is_piece)


class TermCandidate(NamedTuple):
    """A note whose term these words are."""

    note: NoteId
    is_sentence_start: bool
    """Whether the words are it only where a sentence begins, because of their capital."""


class NameMatch(NamedTuple):
    """Whole words that may name somebody, as a half-open stretch of the text."""

    start: int
    end: int
    candidates: NameCandidates
    is_doubtful: bool = False
    """Whether the words may be a part of a longer one, in a script without spaces."""


class TermMatch(NamedTuple):
    """Whole words that are a term, as a half-open stretch of the text."""

    start: int
    end: int
    notes: tuple[TermCandidate, ...]


def longest(matches: list[AnyMatch]) -> list[AnyMatch]:
    """Of matches that overlap the longest, then the first; in reading order."""
    matches.sort(key=lambda match: match[0])
    if all(one[1] <= other[0] for one, other in pairwise(matches)):
        return matches
    chosen: list[AnyMatch] = []
    for match in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        place = bisect_left(chosen, match[0], key=lambda match: match[0])
        is_free_before = not place or chosen[place - 1][1] <= match[0]
        if is_free_before and (place == len(chosen) or match[1] <= chosen[place][0]):
            chosen.insert(place, match)
    return chosen


def is_inside(match: tuple[Any, ...], wholes: Sequence[tuple[Any, ...]]) -> bool:
    """Whether these words are a part of one of the longer ones, which are in reading order and disjoint."""
    place = bisect_right(wholes, match[0], key=lambda whole: whole[0]) - 1
    return place >= 0 and match[1] <= wholes[place][1] and wholes[place][:2] != match[:2]
