"""Which names and terms changed since the last build, and whether they matter to an article: only its own words can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, TypeVar

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorId, Archive, Article, Note, WordUsage
from sitegen.text.mentions.name_index import NameIndex, index_names
from sitegen.text.mentions.name_parts import person_name
from sitegen.text.mentions.ngram_filter import NOTHING, NgramQuery
from sitegen.text.normalize import normalize

NamedRecord = TypeVar("NamedRecord", Actor, Note)


class ChangedWords(FrozenRecord, eq=False):
    """The words of the actors and notes that came, went or are not what they were: as they were, and as they are."""

    actors: frozenset[ActorId] = frozenset()
    indexes: tuple[NameIndex, ...] = ()
    beside: frozenset[str] = frozenset()
    """Words that stand beside names, and that the archive now writes in another way or has as given names."""
    query: NgramQuery = NOTHING
    """All of these words."""

    def __bool__(self) -> bool:
        return bool(self.indexes or self.beside)

    def touch(self, article: Article) -> bool:
        """Whether an article's record names one of the actors."""
        named = {*article.actors, *(pin.actor for pin in article.mentions)}
        named.update(refused.actor for refused in article.not_mentions if refused.actor)
        return not self.actors.isdisjoint(named)

    def may_stand_in(self, ngrams: bytes) -> bool:
        """Whether any of the words may stand in the text of which `ngrams` is the filter."""
        return self.query.may_hold(ngrams)

    def stand_in(self, text: str) -> bool:
        """Whether any of the words stand in a text, even inside others."""
        normalized = normalize(text).text
        return any(one.has_any(normalized) for one in self.indexes) or any(word in text for word in self.beside)


NO_WORDS: Final = ChangedWords()


def changed_words(before: Archive, after: Archive) -> ChangedWords:
    """What differs between two archives that hold the names and the terms that are looked for, and nothing else."""
    old_actors, new_actors = _differing(before.actors, after.actors)
    old_unseen, new_unseen = _differing(before.hidden_actors, after.hidden_actors)
    old_alone = [*_narrowed(old_actors, new_actors), *_narrowed(old_unseen, new_unseen)]
    new_alone = [*_narrowed(new_actors, old_actors), *_narrowed(new_unseen, old_unseen)]
    old_actors, new_actors = old_actors + old_unseen, new_actors + new_unseen
    beside = _differing_words(before.word_usage, after.word_usage)
    # Whether a name is a common word decides where it is looked for, in whichever spelling it stands there.
    asked = [one for one in after.actors if not beside.isdisjoint((one.name, *one.aliases))]
    new_actors, new_alone = new_actors + asked, new_alone + asked
    # A word that is somebody's given name tells of any name behind it that it goes on.
    beside |= _given_names(old_actors) ^ _given_names(new_actors)
    old_notes, new_notes = _differing(before.notes, after.notes)
    if not (old_actors or new_actors or old_notes or new_notes):
        return ChangedWords(beside=beside, query=_query((), beside)) if beside else NO_WORDS
    actors = frozenset(actor.id for actor in (*old_actors, *new_actors))
    indexes = _words(old_alone, old_notes), _words(new_alone, new_notes)
    return ChangedWords(actors, indexes, beside, _query(indexes, beside))


def _narrowed(actors: Iterable[Actor], others: Iterable[Actor]) -> Iterator[Actor]:
    """Actors with what the same one has not among `others`: where nothing but aliases differs, those aliases alone."""
    known = {one.id: one for one in others}
    for one in actors:
        other = known.get(one.id)
        if other is None or replace(one, aliases=()) != replace(other, aliases=()):
            yield one
        elif left := [alias for alias in one.aliases if alias not in other.aliases]:
            yield replace(one, name=left[0], aliases=tuple(left[1:]), surnames=())


def _query(indexes: Iterable[NameIndex], beside: Iterable[str]) -> NgramQuery:
    """All of these words; those beside names are whole words, so a normalized text has them as they are normalized."""
    return NgramQuery(chain((normalize(one).text for one in beside), *(one.words() for one in indexes)))


def _given_names(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(name for actor in actors for name in person_name(actor).given)


def _differing_words(before: WordUsage, after: WordUsage) -> frozenset[str]:
    """The words of which the archive's texts do not say the same on both sides."""
    pairs = zip((before.small, before.named, before.nouns), (after.small, after.named, after.nouns), strict=True)
    return frozenset().union(*(set(one).symmetric_difference(other) for one, other in pairs))


def _differing(
    before: Iterable[NamedRecord], after: Iterable[NamedRecord]
) -> tuple[list[NamedRecord], list[NamedRecord]]:
    """The records of either side that are not on the other one as they are."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    return [one for one in old if one not in new], [one for one in new if one not in old]


def _words(actors: Iterable[Actor], notes: Iterable[Note]) -> NameIndex:
    """All of them, also the names of those whom only pins name: for editors those are looked for too."""
    return index_names([replace(actor, is_pinned_only=False) for actor in actors], notes)
