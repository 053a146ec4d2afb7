"""Whom the words of a text mean, of all whom they fit: what the article said before decides, and never a guess."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from sitegen.model import ActorId, Article, How
from sitegen.names import generations
from sitegen.names.lexicon import Candidate, Lexicon, Named, NameMatch
from sitegen.names.neighbours import (
    Usage,
    follows_given_name,
    follows_preposition,
    full_start,
    has_small_words,
    is_in_longer_name,
    listed_end,
    owes_capital_to_sentence,
    precedes_name,
    start_with,
    word_before,
)
from sitegen.names.pins import Pinned

_Match = TypeVar("_Match", bound=tuple[Any, ...])


class Settled(NamedTuple):
    """Words with the actors whom they fit in this article: one, or several that nothing tells apart."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the words of one article tell about its people."""

    text: str
    people: Collection[ActorId]
    matches: Sequence[NameMatch]
    """Without the words that are a part of a stranger's name."""
    strangers: Mapping[ActorId, int]
    """Where first somebody else bears the surname of an actor."""

    def is_strangers(self, actor: ActorId, since: int) -> bool:
        """Whether the surname is somebody else's in an article that names this actor from an offset on."""
        return self.strangers.get(actor, since) < since


def in_context(
    text: str, lexicon: Lexicon, matches: list[NameMatch], title: str, unseen: Sequence[NameMatch] = ()
) -> Context:
    """The matches with what their neighbours tell: a surname behind given names is a whole name, or a stranger's.

    So is a part of a name inside the whole name of somebody unseen. In a headline that has capitals throughout,
    neighbours tell nothing.
    """
    strange = longest(list(unseen))
    exact = {(match.start, match.end) for match in matches if match.named.full}
    blind_until = 0 if has_small_words(title) else len(title)
    kept: list[NameMatch] = []
    strangers: dict[ActorId, int] = {}
    doubtful: set[int] = set()
    for found in _outside_longer(matches):
        is_blind, is_piece = found.end <= blind_until, found.named.is_piece
        match = _of_its_generation(text, lexicon, found, strangers)
        if (
            match.named.full
            and not is_blind
            and is_in_longer_name(text, match.start, match.end, lexicon.usage, is_piece=is_piece)
        ):
            match = match._replace(named=match.named._replace(full=()))
        if _is_part_of_stranger(text, lexicon, match):
            if is_blind or _is_in_capitals(text, match):
                doubtful.add(match.start)
            else:
                match = _without_full(match, lexicon.people)
        if not match.named.in_part:
            kept += [match] if match.named.full else []
            continue
        match, start = _with_particles(text, lexicon, match)
        is_strange = _is_inside(match, strange)
        names = () if is_strange else _whole_names(text, lexicon, match)
        whole = [one for one in names if (one.start, one.end) not in exact]
        kept += whole
        if is_strange and not follows_given_name(text, start, lexicon.usage):
            kept.append(match._replace(named=Named(match.named.full)))
        elif not is_strange and (whole or is_blind):
            kept.append(match)
        elif not follows_given_name(text, start, lexicon.usage):
            kept.append(_without_forename(text, match, lexicon.usage))
        else:
            kept.append(match._replace(named=Named(match.named.full)))
            for one in () if found.named.full else match.named.by_surname:
                strangers.setdefault(one.actor, match.start)
    return Context(text, lexicon.people, _confirmed(doubtful, kept, lexicon.people), strangers)


def _of_its_generation(text: str, lexicon: Lexicon, match: NameMatch, strangers: dict[ActorId, int]) -> NameMatch:
    """The match without the people who are of another generation than the suffix behind it says: `Tom Holt Jr.`."""
    generation = generations.behind(text, match.end)
    if not generation:
        return match
    for one in (*match.named.full, *match.named.by_surname):
        if lexicon.person(one.actor).generation != generation:
            strangers.setdefault(one.actor, match.start)
    return match._replace(named=match.named.without(lexicon.people))


def _is_part_of_stranger(text: str, lexicon: Lexicon, match: NameMatch) -> bool:
    """Whether a person's name is one word, and stands in the longer name of somebody: `Edgar Varro`, `Ali Kemal`."""
    word = text[match.start : match.end]
    if " " in word or not word[:1].isupper() or not any(one.actor in lexicon.people for one in match.named.full):
        return False
    return follows_given_name(text, match.start, lexicon.usage) or precedes_name(text, match.end, lexicon.usage)


def _is_in_capitals(text: str, match: NameMatch) -> bool:
    word = text[match.start : match.end]
    return len(word) > 1 and word.isupper()


def _confirmed(doubtful: Collection[int], kept: list[NameMatch], people: Collection[ActorId]) -> list[NameMatch]:
    """Where all words have capitals, `VARRO WINS` is whom the article names elsewhere, and else perhaps a stranger."""
    if not doubtful:
        return kept
    sure = [match for match in kept if match.start not in doubtful and not match.named.by_surname]
    known = {match.named.full[0].actor for match in sure if len(match.named.full) == 1}
    strangers = {one for one in people if one not in known}
    settled = [_without_full(match, strangers) if match.start in doubtful else match for match in kept]
    return [match for match in settled if match.named.full or match.named.in_part]


def _without_full(match: NameMatch, actors: Collection[ActorId]) -> NameMatch:
    """The match where the words are not the whole name of any of these."""
    full = tuple(one for one in match.named.full if one.actor not in actors)
    return match._replace(named=match.named._replace(full=full))


def _with_particles(text: str, lexicon: Lexicon, match: NameMatch) -> tuple[NameMatch, int]:
    """Whom the surname fits with the small words before it, and where these begin: `Van Hoorn` is Vincent van Hoorn."""
    particles = {one.actor: lexicon.person(one.actor).particles for one in match.named.by_surname}
    start = start_with(text, match.start, frozenset().union(*particles.values()))
    before = word_before(text, match.start) if start < match.start else None
    if before is None:
        return match, match.start
    others = {actor for actor, own in particles.items() if before[1].casefold() not in own}
    return match._replace(named=match.named.without(others)), start


def _is_inside(match: NameMatch, wholes: Sequence[NameMatch]) -> bool:
    """Whether these words are a part of one of the longer ones, which are in reading order and disjoint."""
    place = bisect_right(wholes, match.start, key=lambda whole: whole.start) - 1
    return place >= 0 and match.end <= wholes[place].end and wholes[place][:2] != match[:2]


def _outside_longer(matches: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """The matches but for parts of names inside whole ones: those are never chosen, and most parts stand there."""
    whole = longest([match for match in matches if match.named.full])
    starts = [match.start for match in whole]
    for match in matches:
        place = bisect_right(starts, match.start) - 1
        outer = whole[place] if place >= 0 else match
        if outer.end <= match.start or outer[:2] == match[:2]:
            yield match
        elif match.named.full:
            yield match._replace(named=Named(match.named.full, is_piece=match.named.is_piece))


def _whole_names(text: str, lexicon: Lexicon, match: NameMatch) -> list[NameMatch]:
    """The longer names that end with this surname: middle names left out or added as initials, or a nickname."""
    longer: dict[tuple[int, bool], list[Candidate]] = {}
    for one in match.named.by_surname:
        person = lexicon.person(one.actor)
        begun = full_start(text, match.start, person.given, person.particles)
        if begun:
            # Who is called Tom Holt Jr. may be Tom Holt where he is introduced; else that is perhaps his father.
            is_whole = not person.generation or bool(generations.parted(text[match.start : match.end])[1])
            longer.setdefault((begun[0], begun[1] and is_whole), []).append(one)
    listed = [
        NameMatch(match.start, end, Named((Candidate(one.actor, How.NAME),)))
        for one in match.named.by_surname
        if (end := listed_end(text, match.start, match.end, lexicon.person(one.actor).given))
    ]
    return listed + [
        NameMatch(start, match.end, Named(tuple(Candidate(one.actor, How.NAME) for one in ones)))
        if is_spelled
        else NameMatch(start, match.end, Named((), tuple(ones)))
        for (start, is_spelled), ones in longer.items()
    ]


def _without_forename(text: str, match: NameMatch, usage: Usage) -> NameMatch:
    """Before another capitalised word a given name is perhaps somebody else's, and at a sentence's start no name."""
    if not match.named.by_forename:
        return match
    if precedes_name(text, match.end) or owes_capital_to_sentence(text, match.start, match.end, usage):
        return match._replace(named=match.named._replace(by_forename=()))
    return match


def introduced(context: Context, pins: list[Pinned], article: Article) -> dict[ActorId, int]:
    """From which offset on each actor is known to the reader: the end of the first words that mean nobody else."""
    first = dict.fromkeys(article.actors, 0)
    for pin in pins:
        first.setdefault(pin.actor, pin.end)
    for match in longest([match for match in context.matches if match.named.full and not match.is_doubtful]):
        if len(match.named.full) == 1 and not match.named.by_surname:
            actor = match.named.full[0].actor
            first[actor] = min(match.end, first.get(actor, match.end))
    return first


def settled(match: NameMatch, known: Mapping[ActorId, int], context: Context, headline: int) -> Settled:
    """The actor whom these words mean, or all whom they fit where nothing tells them apart.

    A part of a name counts only for people whom the reader knows, and a surname not where a stranger bore it first.
    Of several actors those count whom the article named before by words that fit nobody else.
    """
    named = match.named
    if len(named.full) == 1 and not named.by_surname:
        return Settled(match.start, match.end, named.full)
    until = len(context.text) if match.end <= headline else match.start

    def is_met(actor: ActorId) -> bool:
        return known.get(actor, until + 1) <= until

    candidates = named.full + tuple(
        one for one in named.by_surname if is_met(one.actor) and not context.is_strangers(one.actor, known[one.actor])
    )
    if not candidates:
        candidates = tuple(one for one in named.by_forename if is_met(one.actor))
    if len(candidates) > 1 and not _is_mixed(candidates, context.people):
        candidates = tuple(one for one in candidates if is_met(one.actor)) or candidates
    return Settled(match.start, match.end, candidates)


def _is_mixed(candidates: tuple[Candidate, ...], people: Collection[ActorId]) -> bool:
    """Whether the words are one's surname and the whole name of a place: in an article on both either may be meant."""
    is_surname = any(one.how is How.SURNAME for one in candidates)
    return is_surname and any(one.actor not in people for one in candidates)


def nested(text: str, matches: list[Settled], chosen: list[Settled], places: Collection[ActorId]) -> list[Settled]:
    """The places that longer names of others tell behind a comma or a preposition: `University of Holt`, `Ash, Holt`.

    At other places of a name they are seldom meant: `Holt Herald`, `North Holt`.
    """
    starts = [one.start for one in chosen]
    inside = []
    for one in matches:
        if len(one.candidates) != 1 or one.candidates[0].actor not in places:
            continue
        outer = chosen[bisect_right(starts, one.start) - 1]
        is_inside = outer.start < one.start and one.end <= outer.end and len(outer.candidates) == 1
        if is_inside and one.candidates[0].actor != outer.candidates[0].actor and follows_preposition(text, one.start):
            inside.append(one)
    return longest(inside)


def longest(matches: list[_Match]) -> list[_Match]:
    """Of matches that overlap the longest, then the first; in reading order."""
    matches.sort(key=lambda match: match[0])
    if all(one[1] <= other[0] for one, other in pairwise(matches)):
        return matches
    chosen: list[_Match] = []
    for match in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        place = bisect_left(chosen, match[0], key=lambda match: match[0])
        is_free_before = not place or chosen[place - 1][1] <= match[0]
        if is_free_before and (place == len(chosen) or match[1] <= chosen[place][0]):
            chosen.insert(place, match)
    return chosen
