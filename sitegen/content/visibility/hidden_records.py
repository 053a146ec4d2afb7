"""Which actors and topics are hidden: by their own status, or because only hidden records name them.

The records form a graph: each names actors and topics. What the shown records name, and what these name in turn, is
shown. What is left and is named, directly or over others, by a record that is not shown, is not. What nothing names is
shown: archives are built up from lists of people, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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


def is_shown(claim: Claim | AnnotationTarget, hidden: Collection[ActorId]) -> bool:
    """Whether a claim, or a place of one, keeps a visible speaker, if it has any: else it would be somebody else's."""
    return not claim.speakers or any(one not in hidden for one in claim.speakers)


def find_hidden(archive: Archive, names_in_texts: NamesInTexts, *, drafts: bool) -> HiddenRecords:
    """All hidden actors and topics. `names_in_texts` has the actors named in the text of each article."""
    if not has_hidden(archive):
        return NOTHING_HIDDEN
    return hidden_in(graphs_of(archive, names_in_texts, drafts=drafts))


def graphs_of(archive: Archive, names_in_texts: NamesInTexts, *, drafts: bool) -> list[VisibilityGraph]:
    """The graph, and with drafts also that of a build without them."""
    return [VisibilityGraph(archive, names_in_texts, drafts=one) for one in sorted({drafts, False}, reverse=True)]


def hidden_in(graphs: Sequence[VisibilityGraph]) -> HiddenRecords:
    """All hidden actors and topics, by what `graphs_of` gives."""
    found, *others = (graph.hidden() for graph in graphs)
    hidden = {key for public in others for key in _keys(public)} - _keys(found)
    return found._replace(drafts=frozenset(hidden))


class RootRecord(NamedTuple):
    """A record with a status of its own: visible or hidden, whatever names it."""

    location: Location
    named: frozenset[ActorOrTopic]
    is_shown: bool


def roots_of(record: Record, named: Iterable[ActorOrTopic], links: LinkIndex, *, is_seen: bool) -> Iterator[RootRecord]:
    """What a record with a status is in the graph; what readers are told of a withdrawn one is seen.

    `named`: all that it names.
    """
    yield RootRecord(record.location, frozenset(named), is_seen)
    if record.status is Status.WITHDRAWN:
        told = named_in_links(withdrawal_reason(record), links)
        yield RootRecord(record.location, frozenset(told), is_shown=True)


def is_seen_root(record: Record, by_status: Collection[ActorId], *, drafts: bool) -> bool:
    """Whether readers see a record with a status of its own; `by_status` are the actors that theirs hides."""
    is_seen = is_visible(record.status, drafts=drafts)
    return is_seen and (not isinstance(record, Claim) or is_shown(record, by_status))


class OpenRecord(NamedTuple):
    """An actor or a topic without a status: who names it decides whether readers see it."""

    key: ActorOrTopic
    named: int
    """How many visible records of a status of their own name it: it is seen for as long as one does."""
    is_hidden: bool
    is_delicate: bool
    """Whether it leads, over other such records, to one that no visible record leads to: to name it in a hidden record
    may hide that."""


class GraphFacts(NamedTuple):
    """What is kept of a graph."""

    drafts: bool
    by_status: tuple[ActorId, ...]
    """The actors that are hidden by their own status."""
    records: tuple[OpenRecord, ...]


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

    def facts(self) -> GraphFacts:
        """What is to be kept of it, by which it is known of an edit whether all that is hidden stays so."""
        named = Counter(key for root in self._roots if root.is_shown for key in root.named)
        hidden, delicate = {key for key, _ in self.hidden().because}, self._delicate()
        records = (OpenRecord(key, named[key], key in hidden, key in delicate) for key in self._open)
        return GraphFacts(self._drafts, tuple(sorted(self._own.actors)), tuple(records))

    def _delicate(self) -> set[ActorOrTopic]:
        """All from which one comes, from record to record, to what no visible one names, directly or over others."""
        back = defaultdict(list)
        for key, onward in self._both_ways().items():
            for one in onward:
                back[one].append(key)
        waiting = [key for key in self._open if key not in self._shown]
        found = {*waiting}
        while waiting:
            fresh = {one for one in back.get(waiting.pop(), ()) if one in self._open and one not in found}
            found |= fresh
            waiting += fresh
        return found

    def hidden(self) -> HiddenRecords:
        """All that readers do not see."""
        hidden = self._reached((one for one in self._roots if not one.is_shown), self._both_ways())
        unnamed = [key for key in self._open if key not in self._shown and key not in hidden]
        shown = {*self._shown, *unnamed}
        shown |= self._reached([RootRecord(Location(""), frozenset(unnamed), is_shown=True)], self._onward).keys()
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

    def _all_roots(self) -> Iterator[RootRecord]:
        footer = self._archive.site.footer
        if footer:
            yield RootRecord(footer.location, frozenset(named_in_links(footer, self._links)), is_shown=True)
        related = defaultdict(set)
        for actor in self._archive.actors:
            for one in actor.related:
                related[one.actor].add(key_of(actor))
        for record in all_records(self._archive):
            if isinstance(record, Actor | Topic) and record.status is None:
                continue
            named = {*named_by(record, self._links), *self._in_text(record)}
            is_seen = is_seen_root(record, self._own.actors, drafts=self._drafts)
            if isinstance(record, Actor) and not is_seen:
                named |= related[record.id]
            yield from roots_of(record, named, self._links, is_seen=is_seen)

    def _in_text(self, record: Record) -> Iterator[ActorOrTopic]:
        if isinstance(record, Article):
            yield from (ActorOrTopic(is_topic=False, id=actor) for actor in self._names_in_texts.get(record.id, ()))

    def _reached(
        self, roots: Iterable[RootRecord], onward: Mapping[ActorOrTopic, Iterable[ActorOrTopic]]
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
