"""The names and terms of an archive, ready to be looked for in many texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final, NamedTuple

from sitegen.anchor import Target
from sitegen.characters.scripts import is_without_spaces
from sitegen.model import Actor, ActorId, ActorKind, How, Note, NoteId
from sitegen.names import spellings
from sitegen.names.people import PersonName, person_name
from sitegen.names.proclitics import follows_article
from sitegen.names.searcher import Found, Searcher
from sitegen.names.spellings import with_plain_capitals
from sitegen.names.standing import Role, Standing, may_be_word, standing
from sitegen.names.words import stand_whole

_BLOCK_END: Final = "\n\n"


class Candidate(NamedTuple):
    """An actor whom some words may mean, and by which rule."""

    actor: ActorId
    how: How


class Named(NamedTuple):
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

    def without(self, actor: ActorId) -> Named:
        """The same but for one actor."""
        groups = self.full, self.by_surname, self.by_forename
        full, by_surname, by_forename = (tuple(one for one in group if one.actor != actor) for group in groups)
        return Named(full, by_surname, by_forename, self.is_piece)


class Termed(NamedTuple):
    """A note whose term these words are."""

    note: NoteId
    is_sentence_start: bool
    """Whether the words are it only where a sentence begins, because of their capital."""


class NameMatch(NamedTuple):
    """Whole words that may name somebody, as a half-open stretch of the text."""

    start: int
    end: int
    named: Named
    is_doubtful: bool = False
    """Whether the words may be a part of a longer one, in a script without spaces."""


class TermMatch(NamedTuple):
    """Whole words that are a term, as a half-open stretch of the text."""

    start: int
    end: int
    notes: tuple[Termed, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What to look for in every article; made once, sent to the workers."""

    labels: dict[ActorId, str] = field(default_factory=dict)
    """The names of the actors, for messages."""
    given: dict[ActorId, tuple[str, ...]] = field(default_factory=dict)
    """The given names of the people who have a surname beside them."""
    people: frozenset[ActorId] = frozenset()
    places: frozenset[ActorId] = frozenset()
    _names: Searcher = field(default_factory=Searcher)
    """Of folded words, each with its `Named`."""
    _terms: Searcher = field(default_factory=Searcher)
    """Of folded words, each with a tuple of `Termed`."""

    def names_in(self, target: Target, known: Collection[ActorId]) -> list[NameMatch]:
        """All whole words that may name somebody, those that overlap included, code left out.

        Parts of names are left out of people who are neither `known` nor in the text by a longer name: most surnames in
        a large archive are of somebody else.
        """
        found = self._names.find(with_plain_capitals(target.folded.text))
        named = {one.actor for _, (_, named) in found for one in named.full}
        named.update(known)
        for last, (length, payload) in found:
            if payload.by_surname:
                named.update(self._perhaps_whole(target, last + 1 - length, last + 1, payload))
        hopeful = [
            (last, (length, payload))
            for last, (length, payload) in found
            if payload.full or any(one.actor in named for one in payload.in_part)
        ]
        whole = [NameMatch(*match) for match in _whole_words(target, hopeful, is_name=True)]
        standing_so = [self._standing(target, match) for match in whole]
        return [match for match in standing_so if match.named.full or match.named.in_part]

    def _standing(self, target: Target, match: NameMatch) -> NameMatch:
        """The match without those of whom the words are no name there, for what is written onto them.

        Behind the Arabic or Hebrew article those are people: with it a person's name is another one.
        """
        text = target.prose.text
        if follows_article(text, match.start):
            return _without(match, self.people)
        if not (is_without_spaces(text[match.start]) or is_without_spaces(text[match.end - 1])):
            return match
        start, end = target.folded.indexes_of(match.start, match.end)
        roles = {one.actor: self._role(one.actor) for one in match.named.full}
        roles.update((one.actor, Role.PART_OF_PERSON) for one in match.named.in_part)
        stands = {role: standing(target.folded.text, start, end, role) for role in {*roles.values()}}
        left = _without(match, {actor for actor, role in roles.items() if stands[role] is Standing.PART})
        return left._replace(is_doubtful=Standing.DOUBTFUL in stands.values())

    def _role(self, actor: ActorId) -> Role:
        if actor in self.people:
            return Role.PERSON
        return Role.PLACE if actor in self.places else Role.OTHER

    def _perhaps_whole(self, target: Target, start: int, end: int, named: Named) -> Iterator[ActorId]:
        """Whose given names may stand before this surname, or behind a comma; the first letters tell."""
        text = target.folded.text
        before = text[text.rfind(" ", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)].lstrip("(['\"")[:1]
        behind = text[end + 2 : end + 3] if text.startswith(", ", end) else ""
        letters = {before.casefold(), behind.casefold()}
        for one in named.by_surname:
            if any(name[0].casefold() in letters for name in self.given[one.actor]):
                yield one.actor

    def has_any(self, folded: str) -> bool:
        """Whether any of the words stand in a folded text, even inside others."""
        return self._names.is_in(with_plain_capitals(folded)) or self._terms.is_in(with_plain_capitals(folded))

    def terms_in(self, target: Target) -> list[TermMatch]:
        """All whole words that are terms, those that overlap included, code left out."""
        found = self._terms.find(with_plain_capitals(target.folded.text))
        return [
            TermMatch(*match) for match in _whole_words(target, found, is_name=False) if may_be_word(target, *match[:2])
        ]


def lexicon(actors: Iterable[Actor], notes: Iterable[Note]) -> Lexicon:
    """The names, aliases, surnames and given names of the actors, and the terms of the notes, also in ALL CAPS.

    Actors that are matched by pins alone are only known by their labels. The order of the records is of no account.
    """
    sorted_actors = sorted(actors, key=lambda actor: actor.id)
    people = {actor.id: person_name(actor) for actor in sorted_actors if not actor.is_pinned_only}
    return Lexicon(
        {actor.id: actor.name for actor in sorted_actors},
        {actor: name.given for actor, name in people.items() if name.given},
        frozenset(actor.id for actor in sorted_actors if actor.kind is ActorKind.PERSON),
        frozenset(actor.id for actor in sorted_actors if actor.kind is ActorKind.PLACE),
        _name_searcher(sorted_actors, people),
        Searcher(_term_keys(sorted(notes, key=lambda note: note.id))),
    )


def _name_searcher(actors: Iterable[Actor], people: Mapping[ActorId, PersonName]) -> Searcher:
    found: dict[str, dict[ActorId, _Rank]] = {}
    behind: dict[str, dict[ActorId, _Rank]] = {}
    for actor in actors:
        if actor.is_pinned_only:
            continue
        for words, rank in _ranked(actor, people[actor.id]):
            for key in spellings.folded(words):
                found.setdefault(key, {}).setdefault(actor.id, rank)
            for key in spellings.behind_to(words):
                behind.setdefault(key, {}).setdefault(actor.id, rank)
    # A word that is a name of its own is that one.
    lengths = {key: len(key) - 1 for key in behind if key not in found}
    return Searcher({key: _named(ranks) for key, ranks in (behind | found).items()}, lengths)


class _Rank(Enum):
    """How surely words mean an actor."""

    NAME = auto()
    ALIAS = auto()
    PIECE = auto()
    SURNAME = auto()
    FORENAME = auto()


def _ranked(actor: Actor, person: PersonName) -> Iterator[tuple[str, _Rank]]:
    yield from ((words, _Rank.NAME) for words in (actor.name, person.head))
    pieces = set(actor.name.split()) if actor.kind is not ActorKind.PERSON else set()
    yield from ((alias, _Rank.PIECE if alias in pieces else _Rank.ALIAS) for alias in actor.aliases)
    yield from ((one, _Rank.SURNAME if person.given else _Rank.FORENAME) for one in actor.surnames)
    if person.given and len(person.given[0].rstrip(".")) > 1:
        yield person.given[0], _Rank.FORENAME


_HOWS: Final = {_Rank.NAME: How.NAME, _Rank.ALIAS: How.ALIAS, _Rank.PIECE: How.ALIAS}


def _named(ranks: dict[ActorId, _Rank]) -> Named:
    full = {actor: rank for actor, rank in ranks.items() if rank in _HOWS}
    return Named(
        tuple(Candidate(actor, _HOWS[rank]) for actor, rank in full.items()),
        tuple(Candidate(actor, How.SURNAME) for actor, rank in ranks.items() if rank is _Rank.SURNAME),
        tuple(Candidate(actor, How.SURNAME) for actor, rank in ranks.items() if rank is _Rank.FORENAME),
        is_piece=bool(full) and all(rank is _Rank.PIECE for rank in full.values()),
    )


def _term_keys(notes: Iterable[Note]) -> dict[str, tuple[Termed, ...]]:
    starts: dict[str, dict[NoteId, bool]] = {}
    for note in notes:
        written = [spelling for term in note.terms for spelling in spellings.folded(term)]
        for spelling in written:
            starts.setdefault(spelling, {})[note.id] = False
        for spelling in written:
            starts.setdefault(spelling[0].upper() + spelling[1:], {}).setdefault(note.id, True)
    return {key: tuple(Termed(note, is_start) for note, is_start in found.items()) for key, found in starts.items()}


def _without(match: NameMatch, actors: Iterable[ActorId]) -> NameMatch:
    for actor in {one.actor for one in (*match.named.full, *match.named.in_part)}.intersection(actors):
        match = match._replace(named=match.named.without(actor))
    return match


def _whole_words(target: Target, found: list[Found], *, is_name: bool) -> Iterator[tuple[int, int, Any]]:
    folded, text, code = target.folded, target.prose.text, target.prose.code
    for last, (length, payload) in found:
        end = last + 1
        if not stand_whole(target, end - length, end, is_inflected=is_name):
            continue
        start, end = folded.start_of(end - length), folded.end_of(end)
        # A name does not go on in the next paragraph or table cell; in a block there are no blank lines.
        is_in_one = text.find(_BLOCK_END, start, end) < 0
        if is_in_one and not (code and any(start < stop and begin < end for begin, stop in code)):
            yield start, end, payload
