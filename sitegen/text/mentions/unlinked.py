"""Names that the archive knows and an article does not link, with the reason: for editors alone.

The search for mentions leaves most of these words out before it looks at them, so here they are looked for anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorId, Article, UnlinkedName, UnlinkedReason, WordUsage
from sitegen.text.mentions.adjacent_words import follows_given_name
from sitegen.text.mentions.common_word_names import is_date
from sitegen.text.mentions.manual_mentions import places_of_ignored_words
from sitegen.text.mentions.name_index import NameIndex, index_names
from sitegen.text.mentions.name_matches import NameMatch, longest
from sitegen.text.word_lists import is_opener

if TYPE_CHECKING:
    from sitegen.text.anchoring import SearchableText
    from sitegen.text.sentences import SentenceFinder


class LinkedName(Protocol):
    """Words that an article links to an actor, as a half-open stretch of its text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """One past the last."""

    @property
    def actor(self) -> ActorId:
        """Whom they mean."""


class AllNamesIndex(FrozenRecord, eq=False):
    """The names of all actors, those included whom only pins name."""

    index: NameIndex
    pinned_only: frozenset[ActorId]


def index_all_names(actors: Iterable[Actor], word_usage: WordUsage, ignored_words: Sequence[str] = ()) -> AllNamesIndex:
    """What `unlinked` looks for in every article; made once, sent to the workers."""
    known = list(actors)
    pinned = frozenset(actor.id for actor in known if actor.is_pinned_only)
    return AllNamesIndex(
        index_names([replace(actor, is_pinned_only=False) for actor in known], (), word_usage, ignored_words), pinned
    )


def find_unlinked(
    searchable: SearchableText,
    names: AllNamesIndex,
    article: Article,
    linked: Sequence[LinkedName],
    sentences: SentenceFinder,
) -> tuple[UnlinkedName, ...]:
    """The names, aliases and surnames in a text that lead nowhere, in reading order and disjoint.

    A surname that is a part of somebody else's name is no name of an actor, nor is a word such as `Will` or `May`.
    """
    taken = {offset for one in linked for offset in range(one.start, one.end)}
    known = names.index.names_in(searchable, names.index.labels)
    free = [match for match in known if taken.isdisjoint(range(match.start, match.end))]
    finder = _UnlinkedFinder(searchable, names, article, linked, sentences)
    found = [finder.unlinked_name(match) for match in longest(free)]
    return tuple(one for one in found if one)


class _UnlinkedFinder:
    """Whom an article names, and what its author refuses."""

    def __init__(
        self,
        searchable: SearchableText,
        names: AllNamesIndex,
        article: Article,
        linked: Sequence[LinkedName],
        sentences: SentenceFinder,
    ) -> None:
        self._text, self._language, self._sentences = searchable.prose.text, searchable.language, sentences
        self._pinned_only = names.pinned_only
        self._usage = names.index.usage
        self._first = dict.fromkeys(article.actors, 0)
        for one in linked:
            self._first[one.actor] = min(one.start, self._first.get(one.actor, one.start))
        self._refused = [
            (searchable.span_of(hit), refusal.actor)
            for refusal in article.not_mentions
            for hit in searchable.hits(refusal.text)
        ]
        self._refused += [(place, None) for place, _ in places_of_ignored_words(searchable, names.index.ignored_words)]

    def unlinked_name(self, match: NameMatch) -> UnlinkedName | None:
        """The words of a match with the reason why they lead nowhere; None where they name nobody known."""
        if is_date(self._text, match.start, match.end, self._language):
            return None
        whole = {one.actor for one in match.candidates.full}
        parts = {one.actor for one in match.candidates.in_part} if self._may_be_part(match) else set()
        here = {actor for actor in parts if self._first.get(actor, match.end) < match.start}
        by_surname = {one.actor for one in match.candidates.by_surname if one.actor in parts} - here - self._pinned_only
        fitting = whole | here or by_surname
        left = {actor for actor in fitting if not self._is_refused(match, actor)}
        by_name = left - self._pinned_only
        if not left:
            return self._unlinked(match, fitting, UnlinkedReason.REFUSED) if fitting else None
        if not by_name:
            return self._unlinked(match, left, UnlinkedReason.PINNED_ONLY)
        if not whole | here:
            return self._unlinked(match, by_name, UnlinkedReason.NOT_INTRODUCED)
        return self._unlinked(match, by_name, UnlinkedReason.AMBIGUOUS) if len(by_name) > 1 else None

    def _unlinked(self, match: NameMatch, actors: Collection[ActorId], why: UnlinkedReason) -> UnlinkedName:
        excerpt = self._sentences.excerpt(match.start, match.end)
        return UnlinkedName(match.start, match.end, tuple(sorted(actors)), why, excerpt)

    def _may_be_part(self, match: NameMatch) -> bool:
        return not is_opener(self._text[match.start : match.end]) and not follows_given_name(
            self._text, match.start, self._usage
        )

    def _is_refused(self, match: NameMatch, actor: ActorId) -> bool:
        return any(
            start <= match.start and match.end <= end and refused in (None, actor)
            for (start, end), refused in self._refused
        )
