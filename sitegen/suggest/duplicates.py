"""Actors that may be one and the same.

Pairs are never gone through: actors meet where they have a key in common, and only there they are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final
from urllib.parse import urlsplit

from sitegen.core import dates
from sitegen.core.model import Actor, ActorId, ActorKind
from sitegen.suggest.capitalized_runs import is_initial
from sitegen.suggest.spelling_distance import name_key, surname_key
from sitegen.suggest.suggestion_model import DuplicateActors

CLOSE: Final = 90.0
"""Percent of two names that agree: below it most are two names."""
SHORTEST: Final = 7
"""Letters of a name from which on one of them may be a slip; in a shorter one it makes another name."""
CROWD: Final = 12
"""Actors with one key from which on it tells nothing, and would make too many pairs."""

_Keys = Callable[[Actor], Iterable[str]]


def find_duplicates(actors: Sequence[Actor]) -> tuple[DuplicateActors, ...]:
    """Groups of actors that may be one, each with the reason; a pair is in one group, that of the surest rule."""
    listed: set[tuple[ActorId, ActorId]] = set()
    found: list[DuplicateActors] = []
    for rule in (_same_url, _same_name, _same_words, _initials, _close):
        for one in rule(actors):
            pairs = _pairs([actor.id for actor in one.actors])
            if not pairs <= listed and not _is_settled(one.actors, rule is _same_url):
                listed |= pairs
                found.append(one)
    return tuple(found)


def _pairs(ids: Sequence[ActorId]) -> set[tuple[ActorId, ActorId]]:
    """The pairs in a group; in a crowd only the neighbours."""
    return set(combinations(ids, 2) if len(ids) <= CROWD else pairwise(ids))


def _is_settled(actors: Sequence[Actor], same_url: bool) -> bool:  # noqa: FBT001 - one caller
    """Whether the author has said that two actors are not one: by a relation, another birthday, another URL."""
    if len(actors) != 2 or same_url:
        return False
    one, other = actors
    if any(link.actor == b.id for a, b in ((one, other), (other, one)) for link in a.related):
        return True
    if one.born and other.born and not dates.may_agree(one.born, other.born):
        return True
    hosts = [{urlsplit(url).hostname for url in actor.same_as} for actor in actors]
    return bool(hosts[0] & hosts[1])


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _groups(actors: Iterable[Actor], keys: _Keys) -> Iterator[tuple[str, tuple[Actor, ...]]]:
    """The actors that have a key in common, sorted by key."""
    by_key: dict[str, dict[ActorId, Actor]] = defaultdict(dict)
    for actor in actors:
        for one in keys(actor):
            by_key[one][actor.id] = actor
    for one in sorted(by_key):
        if len(by_key[one]) > 1 and one:
            yield one, tuple(sorted(by_key[one].values(), key=lambda actor: actor.id))


def _same_url(actors: Sequence[Actor]) -> Iterator[DuplicateActors]:
    for url, group in _groups(actors, lambda actor: map(_address, actor.same_as)):
        yield DuplicateActors(group, f"same_as of each is {url}")


def _address(url: str) -> str:
    """A URL without what makes no other page of it."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _same_name(actors: Sequence[Actor]) -> Iterator[DuplicateActors]:
    for name, group in _groups(actors, lambda actor: map(name_key, (actor.name, *actor.aliases))):
        yield DuplicateActors(group, _reason(name, group))


def _reason(name: str, group: Sequence[Actor]) -> str:
    named = [actor for actor in group if name_key(actor.name) == name]
    others = [actor for actor in group if name_key(actor.name) != name]
    if not named:
        alias = next(alias for alias in group[0].aliases if name_key(alias) == name)
        return f'"{alias}" is an alias of each'
    if others:
        return f'"{named[0].name}" is the name of {named[0].id} and an alias of {others[0].id}'
    kinds = sorted({actor.kind.value for actor in group})
    but = f", though the kinds differ ({', '.join(kinds)})" if len(kinds) > 1 else ""
    is_exact = len({actor.name for actor in group}) == 1
    how = "the same name" if is_exact else "the same name but for accents, capitals or marks"
    return how + but


def _same_words(actors: Sequence[Actor]) -> Iterator[DuplicateActors]:
    def words(actor: Actor) -> list[str]:
        return [f"{actor.kind} {' '.join(sorted(name_key(actor.name).split()))}"]

    for _, group in _groups(actors, words):
        yield DuplicateActors(group, "the same words in another order")


def _initials(actors: Sequence[Actor]) -> Iterator[DuplicateActors]:
    """`J. Smith`, or `John A. Smith`, beside `John Smith`."""
    for _, group in _groups(_people(actors), _initial_and_surname):
        if len(group) > CROWD:
            continue
        for one, other in combinations(group, 2):
            if _can_be_short_for(one.name.split(), other.name.split()):
                yield DuplicateActors((one, other), f'"{one.name}" and "{other.name}" may be one name, shortened')


def _people(actors: Sequence[Actor]) -> Iterator[Actor]:
    return (actor for actor in actors if actor.kind is ActorKind.PERSON)


def _initial_and_surname(actor: Actor) -> list[str]:
    words = actor.name.split()
    last = surname_key(words)
    return [f"{name_key(words[0])[:1]} {last}"] if last else []


def _can_be_short_for(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one initial and surname agree word by word, as far as both have them."""
    firsts = _agree_first(one[0], other[0])
    middles = [name_key(word) for word in one[1:-1]], [name_key(word) for word in other[1:-1]]
    if not firsts:
        return False
    return not all(middles) or all(_agree(a, b) for a, b in zip(*middles, strict=False))


def _agree_first(one: str, other: str) -> bool:
    if is_initial(one) or is_initial(other):
        return name_key(one)[:1] == name_key(other)[:1]
    return name_key(one) == name_key(other)


def _close(actors: Sequence[Actor]) -> Iterator[DuplicateActors]:
    """Names of one kind that differ by a letter or two."""
    from rapidfuzz import fuzz

    seen: set[tuple[ActorId, ActorId]] = set()
    for _, group in _groups(actors, _less_a_letter):
        if len(group) > CROWD:
            continue
        for one, other in combinations(group, 2):
            names = name_key(one.name), name_key(other.name)
            if (one.id, other.id) in seen or not _is_typo(*names):
                continue
            seen.add((one.id, other.id))
            if fuzz.ratio(*names) >= CLOSE:
                yield DuplicateActors((one, other), f'"{one.name}" and "{other.name}" are spelled almost alike')


def _less_a_letter(actor: Actor) -> Iterator[str]:
    """The name, and every name that is left when a letter goes: two that differ by one letter have one in common.

    Digits stay, since District 1 is not District 2.
    """
    name = name_key(actor.name)
    if len(name) < SHORTEST:
        return
    yield f"{actor.kind} {name}"
    for place, letter in enumerate(name):
        if not letter.isdigit():
            yield f"{actor.kind} {name[:place]}{name[place + 1 :]}"


def _is_typo(one: str, other: str) -> bool:
    """Whether two names can differ by a slip: not where a numeral or an initial makes the difference."""
    pairs = [pair for pair in zip(one.split(), other.split(), strict=False) if pair[0] != pair[1]]
    return not any(len(a) == 1 or len(b) == 1 or (_is_numeral(a) and _is_numeral(b)) for a, b in pairs)


def _is_numeral(word: str) -> bool:
    return not word.strip("ivxlcdm")
