"""What a build keeps of who is seen, and by it what readers see of a few edited records.

Whether an edit may change who is seen is known without the graph: docs/decisions/0047 shows why what is kept is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from sitegen.content.visibility.hidden_records import (
    GraphFacts,
    HiddenRecords,
    VisibilityGraph,
    is_seen_root,
    roots_of,
)
from sitegen.content.visibility.public_archive import (
    HiddenRemover,
    ToldActorOrTopic,
    hidden_keys,
    hidden_problem,
    told_of,
)
from sitegen.content.visibility.record_links import LinkIndex, RecordKey
from sitegen.content.visibility.record_references import ActorOrTopic, Record, key_of, named_by, withdrawal_reason
from sitegen.core.model import Actor, ActorId, Archive, ArticleId, Claim, Topic
from sitegen.core.problems import Location, Problem, Problems


class KeptVisibility(NamedTuple):
    """What is kept of who is seen, of an archive in which something is a draft or withdrawn."""

    hidden: HiddenRecords
    graphs: tuple[GraphFacts, ...]
    """Of the build, and of one without drafts."""
    unseen: tuple[RecordKey, ...]
    """The claims, notes and articles that are not in the archive as readers see it."""
    told: tuple[ToldActorOrTopic, ...]
    unsure: tuple[ActorId, ...]
    """Whom no visible record names, directly or over others."""
    unread: dict[ArticleId, tuple[ActorId, ...]]
    """Of the articles that are not published which of these stand in their texts, in any way; none where none do."""


def kept_visibility(
    archive: Archive, seen: Archive, hidden: HiddenRecords, graphs: Iterable[VisibilityGraph], *, drafts: bool
) -> KeptVisibility:
    """What is to be kept; `archive` as it was written, `seen` as readers see it."""
    told = () if drafts else tuple(told_of(archive, hidden))
    pairs: tuple[tuple[str, Sequence[Record], Sequence[Record]], ...] = (
        ("claim", archive.claims, seen.claims),
        ("note", archive.notes, seen.notes),
        ("article", archive.articles, seen.articles),
    )
    unseen = tuple(key for kind, every, some in pairs for key in _missing(kind, every, some))
    return KeptVisibility(hidden._replace(because=()), tuple(one.facts() for one in graphs), unseen, told, (), {})


def _missing(kind: str, records: Iterable[Record], others: Iterable[Record]) -> Iterator[RecordKey]:
    there = {one.id for one in others}
    return (RecordKey(kind, one.id) for one in records if one.id not in there)


class SeenEdit(NamedTuple):
    """What readers see of a record, before an edit and after it; None = nothing."""

    before: Record | None
    after: Record | None


class EditedVisibility:
    """What an edit changes for readers, where it leaves it as it is who is seen (`is_settled`)."""

    def __init__(self, archive: Archive, kept: KeptVisibility, *, drafts: bool, links: LinkIndex | None = None) -> None:
        """`archive`: as readers saw it; `links`: those of `links_in`, where they are known."""
        self._archive, self._kept, self._drafts = archive, kept, drafts
        self._links = links or links_in(archive, kept)
        self._unseen = list[RecordKey]()
        """New records that readers do not see."""
        self._told_before, self._told_after = Problems(), Problems()
        self._moved: dict[Location, Location] = {}
        self._unread: dict[ArticleId, tuple[ActorId, ...]] = {}
        self._is_kept = True
        """Whether the edited records are seen that were: others link to them."""

    def put(self, before: Record | None, after: Record, texts: Sequence[Collection[ActorId]] = ()) -> SeenEdit:
        """A record as it was written and is written now; None = it was not there.

        `texts`: of an article whose names stood and stand in its text.
        """
        was, now = (self._named(one, names) for one, names in zip((before, after), texts or ((), ()), strict=True))
        if before is None or was != now or _standing(before) != _standing(after):
            for graph in self._graphs:
                graph.put(before, after, was, now)
        if before:
            self._moved[before.location] = after.location
        seen = self._seen(before, self._told_before) if before else None
        edit = SeenEdit(seen, self._seen(after, self._told_after))
        self._is_kept &= before is None or (edit.before is None) == (edit.after is None)
        if before is None and edit.after is None:
            self._unseen.append(RecordKey(type(after).__name__.lower(), after.id))
        return edit

    @cached_property
    def _graphs(self) -> list[_EditedGraph]:
        """Made when a record names others than before."""
        return [_EditedGraph(one, self._links) for one in self._kept.graphs]

    def put_unread(self, article: ArticleId, names: tuple[ActorId, ...]) -> None:
        """Keep which of `KeptVisibility.unsure` stand in an article that is not published."""
        self._unread[article] = names

    @property
    def is_settled(self) -> bool:
        """Whether it is certain that all records are seen, and all are hidden, that were."""
        return self._is_kept and ("_graphs" not in self.__dict__ or all(graph.is_settled for graph in self._graphs))

    def problems(self) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        """What was told of who is seen about the edited records, and what is told now."""
        pairs = [(one, self._moved_told(one)) for one in self._kept.told if self._concerns(one)]
        before, after = (tuple(hidden_problem(pair[side]) for pair in pairs) for side in (0, 1))
        return (*self._told_before, *before), (*self._told_after, *after)

    def kept_after(self) -> KeptVisibility:
        """What is to be kept after the edit."""
        kept = self._kept
        if "_graphs" in self.__dict__:
            kept = kept._replace(graphs=tuple(one.facts_after() for one in self._graphs))
        told, unseen = tuple(map(self._moved_told, kept.told)), (*kept.unseen, *self._unseen)
        return kept._replace(told=told, unseen=unseen, unread=kept.unread | self._unread)

    def _concerns(self, told: ToldActorOrTopic) -> bool:
        return told.location in self._moved or told.because in self._moved

    def _moved_told(self, told: ToldActorOrTopic) -> ToldActorOrTopic:
        location, because = (self._moved.get(one, one) for one in (told.location, told.because))
        return told._replace(location=location, because=because)

    def _named(self, record: Record | None, in_text: Iterable[ActorId]) -> frozenset[ActorOrTopic]:
        names = named_by(record, self._links) if record else ()
        return frozenset(names).union(ActorOrTopic(is_topic=False, id=actor) for actor in in_text)

    def _seen(self, record: Record, problems: Problems) -> Record | None:
        hidden, is_hidden = self._kept.hidden, self._is_hidden
        return HiddenRemover(self._links, hidden, is_hidden, problems, drafts=self._drafts).seen(record)

    def _is_hidden(self, key: RecordKey) -> bool:
        return key in self._hidden

    @cached_property
    def _hidden(self) -> set[RecordKey]:
        """Found when the first link is looked up."""
        archive = self._archive
        found = hidden_keys(archive, self._kept.hidden, drafts=self._drafts).union(self._kept.unseen)
        found |= {RecordKey(one.kind.value, one.id) for one in archive.hidden_actors}
        return found | {RecordKey("topic", one.id) for one in archive.hidden_topics}


def links_in(archive: Archive, kept: KeptVisibility) -> LinkIndex:
    """What links mean in an archive that is as readers see it."""
    return LinkIndex(archive, kept.unseen)


def _standing(record: Record) -> tuple[object, ...]:
    """What of a record decides whether readers see it."""
    return (record.status, record.speakers if isinstance(record, Claim) else (), withdrawal_reason(record))


class _EditedGraph:
    """One graph while an edit is looked at."""

    def __init__(self, facts: GraphFacts, links: LinkIndex) -> None:
        self._facts, self._links = facts, links
        self._counts = {one.key: one.named for one in facts.records}
        self._hidden = {one.key for one in facts.records if one.is_hidden}
        self._delicate = {one.key for one in facts.records if one.is_delicate}
        self._lost: set[ActorOrTopic] = set()
        """Those whom a record named that names them no more."""
        self._is_certain = True

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it can have changed: who was named is still named by a visible record itself."""
        return self._is_certain and all(self._counts.get(key, 1) > 0 for key in self._lost)

    def facts_after(self) -> GraphFacts:
        """What is to be kept after the edit."""
        records = tuple(one._replace(named=self._counts[one.key]) for one in self._facts.records)
        return self._facts._replace(records=records)

    def put(
        self,
        before: Record | None,
        after: Record,
        was: frozenset[ActorOrTopic],
        now: frozenset[ActorOrTopic],
    ) -> None:
        """A record, and what it named and names."""
        if isinstance(after, Actor | Topic) and None in (after.status, before and before.status):
            is_settled = before is not None and before.status is after.status
            self._is_certain &= is_settled
            self._put_open(key_of(after), was, now)
        else:
            shown, hidden = self._roots(before, was) if before else (set(), set())
            shown_now, hidden_now = self._roots(after, now)
            self._count(shown - shown_now, shown_now - shown)
            self._is_certain &= self._delicate.isdisjoint(hidden ^ hidden_now)

    def _put_open(self, key: ActorOrTopic, was: frozenset[ActorOrTopic], now: frozenset[ActorOrTopic]) -> None:
        """Whom such a record names is seen while it is seen itself."""
        if was != now:
            self._is_certain &= self._delicate.isdisjoint((was ^ now) | {key})
            self._lost |= was - now

    def _roots(self, record: Record, named: frozenset[ActorOrTopic]) -> tuple[set[ActorOrTopic], set[ActorOrTopic]]:
        """Whom a record names for readers, and whom it names where they do not see it."""
        is_seen = is_seen_root(record, self._facts.by_status, drafts=self._facts.drafts)
        shown, hidden = set[ActorOrTopic](), set[ActorOrTopic]()
        for root in roots_of(record, named, self._links, is_seen=is_seen):
            (shown if root.is_shown else hidden).update(root.named)
        return shown, hidden

    def _count(self, lost: set[ActorOrTopic], won: set[ActorOrTopic]) -> None:
        for key in (lost | won) & self._counts.keys():
            self._counts[key] += 1 if key in won else -1
        self._lost |= lost
        self._is_certain &= self._hidden.isdisjoint(won)
