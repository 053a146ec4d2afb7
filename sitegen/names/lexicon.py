"""The names and terms of an archive, ready to be looked for in many texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sitegen.anchor import Target
from sitegen.fold import fold
from sitegen.model import Actor, ActorId, How, Note, NoteId
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
    by_surname: tuple[Candidate, ...]


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
    _names: Any = None
    """An automaton of folded words with their length and `Named`; None where there is none to look for."""
    _terms: Any = None
    """An automaton of folded words with their length and a tuple of `Termed`."""

    def names_in(self, target: Target, known: Collection[ActorId]) -> list[NameMatch]:
        """All whole words that may name somebody, those that overlap included, code left out.

        Surnames are left out of people who are neither `known` nor in the text by name or alias: most surnames in
        a large archive are of somebody else.
        """
        found = _found(target, self._names)
        named = {one.actor for _, (_, named) in found for one in named.full}
        hopeful = [
            (last, (length, payload))
            for last, (length, payload) in found
            if payload.full or any(one.actor in named or one.actor in known for one in payload.by_surname)
        ]
        return [NameMatch(*match) for match in _whole_words(target, hopeful)]

    def terms_in(self, target: Target) -> list[TermMatch]:
        """All whole words that are terms, those that overlap included, code left out."""
        return [TermMatch(*match) for match in _whole_words(target, _found(target, self._terms))]


def lexicon(actors: Iterable[Actor], notes: Iterable[Note]) -> Lexicon:
    """The names, aliases and surnames of the actors, and the terms of the notes, also in ALL CAPS.

    Actors that are matched by pins alone are only known by their labels. The order of the records is of no account.
    """
    sorted_actors = sorted(actors, key=lambda actor: actor.id)
    return Lexicon(
        {actor.id: actor.name for actor in sorted_actors},
        _automaton(_name_keys(sorted_actors)),
        _automaton(_term_keys(sorted(notes, key=lambda note: note.id))),
    )


def _name_keys(actors: Iterable[Actor]) -> dict[str, Named]:
    hows: dict[str, dict[ActorId, How]] = {}
    for actor in actors:
        if actor.is_pinned_only:
            continue
        names = [(actor.name, How.NAME), *((alias, How.ALIAS) for alias in actor.aliases)]
        for words, how in [*names, (actor.surname, How.SURNAME)]:
            for key in _spellings(words):
                hows.setdefault(key, {}).setdefault(actor.id, how)
    return {key: _named(found) for key, found in hows.items()}


def _named(hows: dict[ActorId, How]) -> Named:
    candidates = [Candidate(actor, how) for actor, how in hows.items()]
    return Named(
        tuple(candidate for candidate in candidates if candidate.how is not How.SURNAME),
        tuple(candidate for candidate in candidates if candidate.how is How.SURNAME),
    )


def _term_keys(notes: Iterable[Note]) -> dict[str, tuple[Termed, ...]]:
    starts: dict[str, dict[NoteId, bool]] = {}
    for note in notes:
        spellings = [spelling for term in note.terms for spelling in _spellings(term)]
        for spelling in spellings:
            starts.setdefault(spelling, {})[note.id] = False
        for spelling in spellings:
            starts.setdefault(spelling[0].upper() + spelling[1:], {}).setdefault(note.id, True)
    return {key: tuple(Termed(note, is_start) for note, is_start in found.items()) for key, found in starts.items()}


def _spellings(words: str) -> tuple[str, ...]:
    """The folded words, and the same in ALL CAPS."""
    folded = fold(words).text.strip()
    if not folded:
        return ()
    capitals = unicodedata.normalize("NFC", folded.upper())
    return (folded,) if capitals == folded else (folded, capitals)


def _automaton(payloads: dict[str, Any]) -> Any:
    if not payloads:
        return None
    # Imported late: an archive without actors and terms does not need it.
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for key, payload in payloads.items():
        automaton.add_word(key, (len(key), payload))
    automaton.make_automaton()
    return automaton


def _found(target: Target, automaton: Any) -> list[tuple[int, tuple[int, Any]]]:
    """Every place of the words of an automaton: the last character, the length, and what they are."""
    return [] if automaton is None else list(automaton.iter(target.folded.text))


def _whole_words(target: Target, found: list[tuple[int, tuple[int, Any]]]) -> Iterator[tuple[int, int, Any]]:
    folded, text, code = target.folded, target.prose.text, target.prose.code
    for last, (length, payload) in found:
        end = last + 1
        if not stand_whole(target, end - length, end):
            continue
        start, end = folded.start_of(end - length), folded.end_of(end)
        # A name does not go on in the next paragraph or table cell; in a block there are no blank lines.
        is_in_one = text.find(_BLOCK_END, start, end) < 0
        if is_in_one and not (code and any(start < stop and begin < end for begin, stop in code)):
            yield start, end, payload
