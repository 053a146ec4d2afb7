"""The tables of the index, each made of the articles and records of an archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from sitegen.content.visibility import is_visible
from sitegen.core import collation, dates
from sitegen.core.model import (
    Actor,
    ActorId,
    AnnotationKind,
    Archive,
    ArticleBody,
    ArticleId,
    Claim,
    ClaimId,
    Note,
    NoteId,
    PageId,
    ProsePage,
    Topic,
    TopicId,
)
from sitegen.site.index.passage_locations import ArticleEntry, PassageLocation, PassageLocations
from sitegen.site.index.site_tables import ActorMentions, ActorName, AnnotationCounts, MentionCounts
from sitegen.site.index.verdict_changes import corrected_claims, withdrawn_records

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

RELATIONS: tuple[tuple[str, str, str], ...] = (
    ("repeats", "Repeats", "Repeated by"),
    ("contradicts", "Contradicts", "Contradicted by"),
    ("supports", "Supports", "Supported by"),
    ("answers", "Answers", "Answered by"),
)
"""The field of a claim, and its words at this end and at the other."""

CLAIMS_BY: Final[Mapping[str, Callable[[Claim], tuple[Any, ...]]]] = {
    "topic_claims": lambda claim: claim.topics,
    "claims_made": lambda claim: claim.speakers,
    "claims_about": lambda claim: claim.about,
    "claims_reported": lambda claim: claim.reported_by,
}
"""The tables of claims, each with the rows in which a claim stands."""
NOTES_BY: Final[Mapping[str, Callable[[Note], tuple[Any, ...]]]] = {
    "topic_notes": lambda note: note.topics,
    "actor_notes": lambda note: note.actors,
}
"""The same of notes."""


class IndexSource:
    """What the tables are made of: an archive as readers see it, and its articles, newest first."""

    def __init__(
        self,
        archive: Archive,
        entries: Sequence[ArticleEntry],
        bodies: Mapping[ArticleId, ArticleBody],
        *,
        drafts: bool,
    ) -> None:
        self.archive, self.entries, self.bodies, self._drafts = archive, entries, bodies, drafts

    def named_in(self, entry: ArticleEntry) -> Mapping[ActorId, int]:
        """Whom an article names, and how often, in the order of the text."""
        return entry.annotated.named

    def mentions(self) -> Mapping[ActorId, tuple[ActorMentions, ...]]:
        """As in `SiteIndex`."""
        return _mentions(self.entries)

    def co_mentions(self) -> Mapping[ActorId, tuple[tuple[ActorId, int], ...]]:
        """As in `SiteIndex`."""
        return _co_mentions(self.actors_of.values(), self.order)

    def locations(self, kind: AnnotationKind) -> Mapping[Any, tuple[PassageLocation, ...]]:
        """Where the claims or the notes stand, by their ids."""
        find, records = self._places.of_record, self.records(kind).values()
        return {record.id: find(kind, record.id, record.passages) for record in records}

    def records(self, kind: AnnotationKind) -> Mapping[Any, Claim | Note]:
        """The claims or the notes that readers see."""
        return self.claims if kind is AnnotationKind.CLAIM else self.notes

    @cached_property
    def _places(self) -> PassageLocations:
        return PassageLocations(self.entries)

    @cached_property
    def claims(self) -> dict[ClaimId, Claim]:
        """Those that readers see."""
        return {one.id: one for one in self.archive.claims if is_visible(one.status, drafts=self._drafts)}

    @cached_property
    def notes(self) -> dict[NoteId, Note]:
        """Those that readers see."""
        return {one.id: one for one in self.archive.notes if is_visible(one.status, drafts=self._drafts)}

    @cached_property
    def topics(self) -> dict[TopicId, Topic]:
        """All."""
        return {topic.id: topic for topic in self.archive.topics}

    @cached_property
    def prose(self) -> dict[PageId, ProsePage]:
        """The archive's own, as far as readers see it."""
        return {page.id: page for page in self.archive.pages if is_visible(page.status, drafts=self._drafts)}

    @cached_property
    def actors_of(self) -> dict[ArticleId, tuple[ActorId, ...]]:
        """Everyone named in an article or said to be its subject, each once."""
        return {
            entry.article.id: tuple(dict.fromkeys((*self.named_in(entry), *entry.article.actors)))
            for entry in self.entries
        }

    @cached_property
    def order(self) -> dict[ActorId, int]:
        """The rank of each actor in the order A to Z, from 0."""
        return alphabetical_ranks(self.archive)


def alphabetical_ranks(archive: Archive) -> dict[ActorId, int]:
    """The rank of each actor in the order A to Z, from 0."""
    sort_key = collation.collation_for(archive.site.language).sort_key
    actors = sorted(archive.actors, key=lambda one: (sort_key(one.sort_name), one.id))
    return {actor.id: rank for rank, actor in enumerate(actors)}


def only_about(entry: ArticleEntry) -> tuple[ActorId, ...]:
    """Whom an article is said to be about, and does not name."""
    named = entry.annotated.named
    return tuple(dict.fromkeys(actor for actor in entry.article.actors if actor not in named))


def actors_of(entry: ArticleEntry) -> tuple[ActorId, ...]:
    """Everyone named in an article or said to be its subject, each once."""
    return tuple(dict.fromkeys((*entry.annotated.named, *entry.article.actors)))


def newest_first(entries: Iterable[ArticleEntry]) -> tuple[ArticleEntry, ...]:
    """Articles in the order of lists, the undated last."""
    by_id = sorted(entries, key=lambda entry: entry.article.id)
    return tuple(sorted(by_id, key=lambda entry: dates.date_order(entry.article.date), reverse=True))


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}


def _mentions(entries: Iterable[ArticleEntry]) -> dict[ActorId, tuple[ActorMentions, ...]]:
    return _grouped(
        (actor, ActorMentions(entry, actor, count))
        for entry in entries
        for actor, count in entry.annotated.named.items()
    )


def _mention_counts(source: IndexSource) -> dict[ActorId, MentionCounts]:
    articles, mentions = Counter[ActorId](), Counter[ActorId]()
    for entry in source.entries:
        named = source.named_in(entry)
        articles.update(named.keys())
        mentions.update(named)
    return {actor: MentionCounts(count, mentions[actor]) for actor, count in articles.items()}


def _annotation_counts(source: IndexSource) -> dict[ArticleId, AnnotationCounts]:
    return {
        entry.article.id: AnnotationCounts(sum(source.named_in(entry).values()), len(entry.annotated.annotations))
        for entry in source.entries
    }


def _linked_from(source: IndexSource) -> dict[ArticleId, tuple[ArticleEntry, ...]]:
    return _grouped(
        (linked, entry) for entry in source.entries for linked in entry.annotated.links_to if linked != entry.article.id
    )


def _only_about(source: IndexSource, entry: ArticleEntry) -> tuple[ActorId, ...]:
    named = source.named_in(entry)
    return tuple(dict.fromkeys(actor for actor in entry.article.actors if actor not in named))


def _co_mentions(
    groups: Iterable[tuple[ActorId, ...]], order: Mapping[ActorId, int]
) -> dict[ActorId, tuple[tuple[ActorId, int], ...]]:
    shared: defaultdict[ActorId, Counter[ActorId]] = defaultdict(Counter)
    for group in groups:
        for actor in group:
            shared[actor].update(group)
    for actor, counts in shared.items():
        del counts[actor]
    return {actor: most_first(counts, order) for actor, counts in shared.items() if counts}


def _topic_actors(
    entries: Iterable[ArticleEntry],
    actors_of: Mapping[ArticleId, tuple[ActorId, ...]],
    actors: Iterable[Actor],
    order: Mapping[ActorId, int],
) -> dict[TopicId, tuple[tuple[ActorId, int], ...]]:
    shared: defaultdict[TopicId, Counter[ActorId]] = defaultdict(Counter)
    for actor in actors:
        for topic in actor.topics:
            shared[topic][actor.id] += 0
    for entry in entries:
        for topic in entry.article.topics:
            shared[topic].update(actors_of[entry.article.id])
    return {topic: most_first(counts, order) for topic, counts in shared.items() if counts}


def most_first(counts: Mapping[ActorId, int], order: Mapping[ActorId, int]) -> tuple[tuple[ActorId, int], ...]:
    """Actors with their counts, the greatest first, A to Z where these are equal."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], order[pair[0]])))


def _whole_article(claims: Iterable[Claim], notes: Iterable[Note]) -> dict[ArticleId, tuple[Claim | Note, ...]]:
    records: tuple[Claim | Note, ...] = (*claims, *notes)
    return _grouped((article, record) for record in records for article in articles_as_whole(record))


def articles_as_whole(record: Claim | Note) -> tuple[ArticleId, ...]:
    """The articles of which a record speaks as a whole."""
    return tuple(dict.fromkeys(passage.article for passage in record.passages if passage.quote is None))


def related_claims(claims: Mapping[ClaimId, Claim]) -> dict[ClaimId, tuple[tuple[str, tuple[Claim, ...]], ...]]:
    """The claims that are tied to each of these, from either end."""
    ties: defaultdict[ClaimId, defaultdict[str, dict[ClaimId, Claim]]]
    ties = defaultdict(lambda: defaultdict(dict))
    for field, forward, backward in RELATIONS:
        for claim in claims.values():
            targets: tuple[ClaimId, ...] = getattr(claim, field)
            for target in filter(claims.__contains__, targets):
                ties[claim.id][forward][target] = claims[target]
                ties[target][backward][claim.id] = claim
    order = [word for _, forward, backward in RELATIONS for word in (forward, backward)]
    by_order: Callable[[str], int] = order.index
    return {
        claim: tuple((word, tuple(found[word].values())) for word in sorted(found, key=by_order))
        for claim, found in ties.items()
    }


def _keyed(
    records: str, tables: Mapping[str, Callable[[Any], tuple[Any, ...]]]
) -> dict[str, Callable[[IndexSource], Mapping[Any, Any]]]:
    """What makes the tables of some records, which are those of that name in the source."""

    def maker(keys: Callable[[Any], tuple[Any, ...]]) -> Callable[[IndexSource], Mapping[Any, Any]]:
        return lambda one: _grouped((key, record) for record in getattr(one, records).values() for key in keys(record))

    return {table: maker(keys) for table, keys in tables.items()}


TABLES: Final[dict[str, Callable[[IndexSource], Mapping[Any, Any]]]] = {
    "articles": lambda one: {entry.article.id: entry for entry in one.entries},
    "bodies": lambda one: one.bodies,
    "actors": lambda one: {actor.id: actor for actor in one.archive.actors},
    "topics": lambda one: one.topics,
    "claims": lambda one: one.claims,
    "notes": lambda one: one.notes,
    "mentions": lambda one: one.mentions(),
    "mention_counts": _mention_counts,
    "annotation_counts": _annotation_counts,
    "about": lambda one: _grouped((actor, entry) for entry in one.entries for actor in _only_about(one, entry)),
    "co_mentions": lambda one: one.co_mentions(),
    "topic_entries": lambda one: _grouped((topic, entry) for entry in one.entries for topic in entry.article.topics),
    "topic_actors": lambda one: _topic_actors(one.entries, one.actors_of, one.archive.actors, one.order),
    **_keyed("claims", CLAIMS_BY),
    **_keyed("notes", NOTES_BY),
    "topic_children": lambda one: _grouped((topic.parent, topic) for topic in one.topics.values() if topic.parent),
    "claim_locations": lambda one: one.locations(AnnotationKind.CLAIM),
    "note_locations": lambda one: one.locations(AnnotationKind.NOTE),
    "whole_article": lambda one: _whole_article(one.claims.values(), one.notes.values()),
    "actor_names": lambda one: {a.id: ActorName(a.id, a.name, a.kind) for a in one.archive.actors},
    "topic_names": lambda one: {topic.id: topic.name for topic in one.archive.topics},
    "by_name": lambda one: {actor.name: actor for actor in one.archive.actors},
    "linked_from": _linked_from,
    "related_claims": lambda one: related_claims(one.claims),
    "corrections": lambda one: corrected_claims(one.claims.values()),
    "withdrawn": lambda one: withdrawn_records(one.archive.articles, one.archive.claims, one.archive.notes),
    "prose": lambda one: one.prose,
}
"""What makes each table of `SiteIndex`, by the name of its field."""
