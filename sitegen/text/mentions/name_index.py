"""The names and terms of an archive, ready to be looked for in many texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Any, Final

import msgspec

from sitegen.content.word_usage import may_be_common
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import NO_WORD_USAGE, Actor, ActorId, ActorKind, MatchRule, Note, NoteId, WordUsage
from sitegen.text.anchoring import SearchableText
from sitegen.text.mentions import multi_pattern_search, name_boundaries, name_forms, name_parts
from sitegen.text.mentions.adjacent_words import NO_CAPITAL_USAGE, CapitalUsage
from sitegen.text.mentions.multi_pattern_search import PatternHit, PatternSearcher
from sitegen.text.mentions.name_boundaries import NameRole, may_stand_alone
from sitegen.text.mentions.name_matches import Candidate, NameCandidates, NameMatch, TermCandidate, TermMatch
from sitegen.text.mentions.name_parts import NAMELESS, PersonName, bare_surname, person_name
from sitegen.text.mentions.whole_words import stand_whole

_BLOCK_END: Final = "\n\n"


class NameIndex(FrozenRecord, eq=False):
    """What to look for in every article; made once, sent to the workers."""

    labels: dict[ActorId, str] = msgspec.field(default_factory=dict)
    """The names of the actors, for messages."""
    persons: dict[ActorId, PersonName] = msgspec.field(default_factory=dict)
    """How the names are shortened of the people who can be called by a part of theirs."""
    people: frozenset[ActorId] = frozenset()
    places: frozenset[ActorId] = frozenset()
    usage: CapitalUsage = NO_CAPITAL_USAGE
    common: frozenset[str] = frozenset()
    """Names of one word that the archive also writes small, and those of one letter; in small letters."""
    ignored_words: tuple[str, ...] = ()
    """Words that are nobody in any article."""
    _names: PatternSearcher = msgspec.field(default_factory=PatternSearcher)
    """Of normalized words, each with its `NameCandidates`."""
    _terms: PatternSearcher = msgspec.field(default_factory=PatternSearcher)
    """Of normalized words, each with a tuple of `TermCandidate`."""

    def names_in(self, searchable: SearchableText, known: Collection[ActorId]) -> list[NameMatch]:
        """All whole words that may name somebody, those that overlap included, code left out.

        Parts of names are left out of people who are neither `known` nor in the text by a longer name: most surnames in
        a large archive are of somebody else.
        """
        found = multi_pattern_search.find_over_line_ends(self._names, searchable.normalized.text)
        named = {one.actor for _, (_, named) in found for one in named.full}
        named.update(known)
        for last, (length, payload) in found:
            if payload.by_surname:
                named.update(self._perhaps_whole(searchable, last + 1 - length, last + 1, payload))
        hopeful = [
            (last, (length, payload))
            for last, (length, payload) in found
            if payload.full or any(one.actor in named for one in payload.in_part)
        ]
        joined = self._joined(searchable, found)
        whole = [NameMatch(*match) for match in _whole_words(searchable, hopeful, joined, is_name=True)]
        here = [self._fitting(searchable, match) for match in whole]
        return [match for match in here if match.candidates.full or match.candidates.in_part]

    def _joined(self, searchable: SearchableText, found: Iterable[PatternHit]) -> frozenset[tuple[int, int]]:
        """Names of places and organizations that a hyphen joins to another such name: `British-American`.

        A person's two surnames are one name.
        """
        text = searchable.normalized.text
        halves = [
            (last + 1 - length, last + 1)
            for last, (length, named) in found
            if "-" in text[last + 1 : last + 2] + text[last - length : last - length + 1]
            and named.full
            and not named.in_part
            and all(one.actor not in self.people for one in named.full)
        ]
        ends = {end: start for start, end in halves}
        pairs = [(ends[start - 1], start - 1, start, end) for start, end in halves if start - 1 in ends]
        whole = [one for one in pairs if text[one[1]] == "-" and stand_whole(searchable, one[0], one[3])]
        return frozenset(half for one in whole for half in (one[:2], one[2:]))

    def _fitting(self, searchable: SearchableText, match: NameMatch) -> NameMatch:
        """The match without those of whom it is no name in its script; perhaps without any, perhaps in doubt."""
        if not name_boundaries.has_boundary_rules(searchable.prose.text, match.start):
            return match
        roles = {one.actor: self._role(one.actor) for one in match.candidates.full}
        roles.update((one.actor, NameRole.PART_OF_PERSON) for one in match.candidates.in_part)
        out, is_doubtful = name_boundaries.impossible_bearers(searchable, match.start, match.end, roles)
        named = match.candidates.without(out) if out else match.candidates
        return match._replace(candidates=named, is_doubtful=is_doubtful)

    def _role(self, actor: ActorId) -> NameRole:
        if actor in self.people:
            return NameRole.PERSON
        return NameRole.PLACE if actor in self.places else NameRole.OTHER

    def _perhaps_whole(
        self, searchable: SearchableText, start: int, end: int, candidates: NameCandidates
    ) -> Iterator[ActorId]:
        """Whose given names may stand before this surname, or behind a comma; the first letters tell."""
        text = searchable.normalized.text
        end_before = max(start - 1, 0)
        before = text[text.rfind(" ", 0, end_before) + 1 : end_before].lstrip("(['\"")
        word = before.casefold()
        if word and any(word in self.person(one.actor).particles for one in candidates.by_surname):
            yield from (one.actor for one in candidates.by_surname)
            return
        before = before[:1]
        behind = text[end + 2 : end + 3] if text.startswith(", ", end) else ""
        letters = {before.casefold(), behind.casefold()}
        for one in candidates.by_surname:
            if any(name[0].casefold() in letters for name in self.person(one.actor).given):
                yield one.actor

    def person(self, actor: ActorId) -> PersonName:
        """How the name of an actor is shortened."""
        return self.persons.get(actor, NAMELESS)

    def has_any(self, normalized: str) -> bool:
        """Whether any of the words stand in a normalized text, even inside others."""
        return multi_pattern_search.has_any_over_line_ends(
            self._names, normalized
        ) or multi_pattern_search.has_any_over_line_ends(self._terms, normalized)

    def words(self) -> list[str]:
        """The words as `has_any` looks for them."""
        return [*self._names.words(), *self._terms.words()]

    def terms_in(self, searchable: SearchableText) -> list[TermMatch]:
        """All whole words that are terms, those that overlap included, code left out."""
        found = multi_pattern_search.find_over_line_ends(self._terms, searchable.normalized.text)
        return [
            TermMatch(*match)
            for match in _whole_words(searchable, found, is_name=False)
            if may_stand_alone(searchable, *match[:2])
        ]


def index_names(
    actors: Iterable[Actor],
    notes: Iterable[Note],
    word_usage: WordUsage = NO_WORD_USAGE,
    ignored_words: Sequence[str] = (),
) -> NameIndex:
    """The names, aliases, surnames and given names of the actors, and the terms of the notes, also in ALL CAPS.

    Actors that are matched by pins alone are only known by their labels. The order of the records is of no account.
    `word_usage` is that of the archive's texts, for words that stand beside names.
    """
    sorted_actors = sorted(actors, key=lambda actor: actor.id)
    people = {actor.id: person_name(actor) for actor in sorted_actors if not actor.is_pinned_only}
    return NameIndex(
        {actor.id: actor.name for actor in sorted_actors},
        {actor: name for actor, name in people.items() if name != NAMELESS},
        frozenset(actor.id for actor in sorted_actors if actor.kind is ActorKind.PERSON),
        frozenset(actor.id for actor in sorted_actors if actor.kind is ActorKind.PLACE),
        _usage(word_usage, people),
        frozenset(_common(sorted_actors, word_usage)),
        tuple(dict.fromkeys(ignored_words)),
        _name_searcher(sorted_actors, people),
        PatternSearcher(_term_keys(sorted(notes, key=lambda note: note.id))),
    )


def _common(actors: Iterable[Actor], word_usage: WordUsage) -> Iterator[str]:
    small = frozenset(word_usage.small)
    for actor in actors:
        for word in () if actor.is_pinned_only else (actor.name, *actor.aliases):
            if may_be_common(word) and (len(word) == 1 or word in small):
                yield word.lower()


def _usage(word_usage: WordUsage, people: Mapping[ActorId, PersonName]) -> CapitalUsage:
    given = {one for person in people.values() for one in person.given[:1]}
    names = {one for person in people.values() for one in person.given if len(one.rstrip(".")) > 1}
    return CapitalUsage(
        first=frozenset(word_usage.small).difference(word_usage.named, given),
        small=frozenset(word_usage.small),
        nouns=frozenset(word_usage.nouns) - given,
        given=frozenset(names),
    )


def _name_searcher(actors: Iterable[Actor], people: Mapping[ActorId, PersonName]) -> PatternSearcher:
    found: dict[str, dict[ActorId, _Rank]] = {}
    behind: dict[str, dict[ActorId, _Rank]] = {}
    for actor in actors:
        if actor.is_pinned_only:
            continue
        for words, rank in _written_forms(actor, people[actor.id]):
            for key in name_forms.normalized_forms(words):
                found.setdefault(key, {}).setdefault(actor.id, rank)
            for key in name_forms.forms_behind_to(words):
                behind.setdefault(key, {}).setdefault(actor.id, rank)
    # A word that is a name of its own is that one.
    lengths = {key: len(key) - 1 for key in behind if key not in found}
    return PatternSearcher({key: _name_candidates(ranks) for key, ranks in (behind | found).items()}, lengths)


class _Rank(Enum):
    """How surely words mean an actor."""

    NAME = auto()
    ALIAS = auto()
    PIECE = auto()
    SURNAME = auto()
    FORENAME = auto()


def _written_forms(actor: Actor, person: PersonName) -> Iterator[tuple[str, _Rank]]:
    """All words that may mean the actor, those of persons in each of the ways in which they are written."""
    for words, rank in _ranked_forms(actor, person):
        if actor.kind is not ActorKind.PERSON:
            yield words, rank
            continue
        yield from ((form, rank) for form in name_forms.written_variants(words))
        name, generation = name_parts.split_generation(words)
        if generation:
            yield from ((form, rank) for form in name_parts.with_generation(name, generation))
    if person.generation:
        suffixed = (form for one in actor.surnames for form in name_parts.with_generation(one, person.generation))
        yield from ((form, _Rank.SURNAME if person.given else _Rank.FORENAME) for form in suffixed)


def _ranked_forms(actor: Actor, person: PersonName) -> Iterator[tuple[str, _Rank]]:
    yield from ((words, _Rank.NAME) for words in (actor.name, person.head))
    pieces = set(actor.name.split()) if actor.kind is not ActorKind.PERSON else set()
    yield from ((alias, _Rank.PIECE if alias in pieces else _Rank.ALIAS) for alias in actor.aliases)
    for one in actor.surnames:
        yield from ((words, _Rank.SURNAME if person.given else _Rank.FORENAME) for words in (one, bare_surname(one)))
    if person.given and len(person.given[0].rstrip(".")) > 1:
        yield person.given[0], _Rank.FORENAME


_HOWS: Final = {_Rank.NAME: MatchRule.NAME, _Rank.ALIAS: MatchRule.ALIAS, _Rank.PIECE: MatchRule.ALIAS}


def _name_candidates(ranks: dict[ActorId, _Rank]) -> NameCandidates:
    full = {actor: rank for actor, rank in ranks.items() if rank in _HOWS}
    return NameCandidates(
        tuple(Candidate(actor, _HOWS[rank]) for actor, rank in full.items()),
        tuple(Candidate(actor, MatchRule.SURNAME) for actor, rank in ranks.items() if rank is _Rank.SURNAME),
        tuple(Candidate(actor, MatchRule.SURNAME) for actor, rank in ranks.items() if rank is _Rank.FORENAME),
        is_piece=bool(full) and all(rank is _Rank.PIECE for rank in full.values()),
    )


def _term_keys(notes: Iterable[Note]) -> dict[str, tuple[TermCandidate, ...]]:
    starts: dict[str, dict[NoteId, bool]] = {}
    for note in notes:
        written = [spelling for term in note.terms for spelling in name_forms.normalized_forms(term)]
        for spelling in written:
            starts.setdefault(spelling, {})[note.id] = False
        for spelling in written:
            starts.setdefault(spelling[0].upper() + spelling[1:], {}).setdefault(note.id, True)
    return {
        key: tuple(TermCandidate(note, is_start) for note, is_start in found.items()) for key, found in starts.items()
    }


def _whole_words(
    searchable: SearchableText, found: list[PatternHit], joined: Collection[tuple[int, int]] = (), *, is_name: bool
) -> Iterator[tuple[int, int, Any]]:
    normalized, text, code = searchable.normalized, searchable.prose.text, searchable.prose.code
    for last, (length, payload) in found:
        end = last + 1
        if (end - length, end) not in joined and not stand_whole(searchable, end - length, end, is_name=is_name):
            continue
        start, end = normalized.start_of(end - length), normalized.end_of(end)
        # A name does not go on in the next paragraph or table cell; in a block there are no blank lines.
        is_in_one = text.find(_BLOCK_END, start, end) < 0
        if is_in_one and not (code and any(start < stop and begin < end for begin, stop in code)):
            yield start, end, payload
