"""Which actors and topics are hidden: by their own status, or because only hidden records name them.

The records form a graph: each names actors and topics. What the shown records name, and what these name in turn, is
shown. What is left and is named, directly or over others, by a record that is not shown, is not. What nothing names is
shown: archives are built up from lists of people, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from sitegen.content.visibility.record_links import LinkIndex
from sitegen.content.visibility.record_references import (
    ActorOrTopic,
    Record,
    all_records,
    key_of,
    named_by,
    named_in_links,
    withdrawal_reason,
)
from sitegen.core.model import (
    Actor,
    ActorId,
    AnnotationTarget,
    Archive,
    Article,
    ArticleId,
    Claim,
    Status,
    Topic,
    TopicId,
)
from sitegen.core.problems import Location

NamesInTexts: TypeAlias = "Mapping[ArticleId, Collection[ActorId]]"
"""The actors whose names stand in the texts of articles."""


class HiddenRecords(NamedTuple):
    """The actors and topics that readers do not see."""

    actors: frozenset[ActorId] = frozenset()
    topics: frozenset[TopicId] = frozenset()
    because: tuple[tuple[ActorOrTopic, Location], ...] = ()
    """Those without a status of their own, each with the location of the first hidden record that leads to it."""
    drafts: frozenset[ActorOrTopic] = frozenset()
    """Those that are visible only because drafts are shown."""


NOTHING_HIDDEN: Final = HiddenRecords()


def is_visible(status: Status | None, *, drafts: bool) -> bool:
    """Whether readers see a record of this status."""
    return status is Status.PUBLISHED or (drafts and status is not None and status.is_unfinished)


def hidden_by_status(archive: Archive, *, drafts: bool) -> HiddenRecords:
    """The actors and topics that their own status hides."""
    return HiddenRecords(
        frozenset(one.id for one in archive.actors if one.status and not is_visible(one.status, drafts=drafts)),
        frozenset(one.id for one in archive.topics if one.status and not is_visible(one.status, drafts=drafts)),
    )


def has_hidden(archive: Archive) -> bool:
    """Whether any record is a draft or withdrawn; if not, nothing is hidden."""
    return any(record.status not in (None, Status.PUBLISHED) for record in all_records(archive))


def is_shown(claim: Claim | AnnotationTarget, hidden: frozenset[ActorId]) -> bool:
    """Whether a claim, or a place of one, keeps a visible speaker, if it has any: else it would be somebody else's."""
    return not claim.speakers or not hidden.issuperset(claim.speakers)


def find_hidden(archive: Archive, names_in_texts: NamesInTexts, *, drafts: bool) -> HiddenRecords:
    """All hidden actors and topics. `names_in_texts` has the actors named in the text of each article."""
    if not has_hidden(archive):
        return NOTHING_HIDDEN
    found = VisibilityGraph(archive, names_in_texts, drafts=drafts).hidden()
    if not drafts:
        return found
    public = VisibilityGraph(archive, names_in_texts, drafts=False).hidden()
    hidden = _keys(public) - _keys(found)
    return found._replace(drafts=frozenset(hidden))


class _RootRecord(NamedTuple):
    """A record with a status of its own: visible or hidden, whatever names it."""

    location: Location
    named: frozenset[ActorOrTopic]
    is_shown: bool


class VisibilityGraph:
    """Which records name which actors and topics, and what is visible by that, with or without drafts."""

    def __init__(self, archive: Archive, names_in_texts: NamesInTexts, *, drafts: bool) -> None:
        self._archive, self._names_in_texts, self._drafts = archive, names_in_texts, drafts
        self._links = LinkIndex(archive)
        self._own = hidden_by_status(archive, drafts=drafts)
        listed: tuple[Actor | Topic, ...] = (*archive.actors, *archive.topics)
        self._open = {key_of(one): one for one in listed if one.status is None}
        self._onward = {key: [*named_by(one, self._links)] for key, one in self._open.items()}
        self._roots = sorted(self._all_roots(), key=lambda root: root.location)
        self._shown = self._reached((one for one in self._roots if one.is_shown), self._onward)

    def undecided_actors(self) -> tuple[Actor, ...]:
        """The actors that no visible record names: whether hidden ones do decides about them."""
        left = (one for key, one in self._open.items() if key not in self._shown)
        return tuple(one for one in left if isinstance(one, Actor))

    def hidden(self) -> HiddenRecords:
        """All that readers do not see."""
        hidden = self._reached((one for one in self._roots if not one.is_shown), self._both_ways())
        unnamed = [key for key in self._open if key not in self._shown and key not in hidden]
        shown = {*self._shown, *unnamed}
        shown |= self._reached([_RootRecord(Location(""), frozenset(unnamed), is_shown=True)], self._onward).keys()
        because = {key: place for key, place in hidden.items() if key not in shown}
        return HiddenRecords(
            self._own.actors | {ActorId(key.id) for key in because if not key.is_topic},
            self._own.topics | {TopicId(key.id) for key in because if key.is_topic},
            tuple(sorted(because.items())),
        )

    def _both_ways(self) -> Mapping[ActorOrTopic, Iterable[ActorOrTopic]]:
        """`_onward`, with relations of actors in both directions: a brother is hidden while his brother is."""
        found = defaultdict(list, {key: list(onward) for key, onward in self._onward.items()})
        for actor in self._archive.actors:
            for one in actor.related:
                found[ActorOrTopic(is_topic=False, id=one.actor)].append(key_of(actor))
        return found

    def _all_roots(self) -> Iterator[_RootRecord]:
        footer = self._archive.site.footer
        if footer:
            yield _RootRecord(footer.location, frozenset(named_in_links(footer, self._links)), is_shown=True)
        related = defaultdict(set)
        for actor in self._archive.actors:
            for one in actor.related:
                related[one.actor].add(key_of(actor))
        for record in all_records(self._archive):
            if isinstance(record, Actor | Topic) and record.status is None:
                continue
            named = {*named_by(record, self._links), *self._in_text(record)}
            is_seen = self._is_seen(record)
            if isinstance(record, Actor) and not is_seen:
                named |= related[record.id]
            yield _RootRecord(record.location, frozenset(named), is_seen)
            if record.status is Status.WITHDRAWN:
                yield _RootRecord(
                    record.location, frozenset(named_in_links(withdrawal_reason(record), self._links)), is_shown=True
                )

    def _is_seen(self, record: Record) -> bool:
        is_seen = is_visible(record.status, drafts=self._drafts)
        return is_seen and (not isinstance(record, Claim) or is_shown(record, self._own.actors))

    def _in_text(self, record: Record) -> Iterator[ActorOrTopic]:
        if isinstance(record, Article):
            yield from (ActorOrTopic(is_topic=False, id=actor) for actor in self._names_in_texts.get(record.id, ()))

    def _reached(
        self, roots: Iterable[_RootRecord], onward: Mapping[ActorOrTopic, Iterable[ActorOrTopic]]
    ) -> dict[ActorOrTopic, Location]:
        """All without a status of their own that roots name, directly or over others, each with the first such root."""
        found: dict[ActorOrTopic, Location] = {}
        for root in roots:
            waiting = [key for key in sorted(root.named) if key in self._open and key not in found]
            while waiting:
                key = waiting.pop()
                if key not in found:
                    found[key] = root.location
                    waiting += [one for one in onward.get(key, ()) if one in self._open and one not in found]
        return found


def _keys(found: HiddenRecords) -> set[ActorOrTopic]:
    actors = (ActorOrTopic(is_topic=False, id=actor) for actor in found.actors)
    return {*actors, *(ActorOrTopic(is_topic=True, id=topic) for topic in found.topics)}
