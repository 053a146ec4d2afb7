"""Who and what is where: from the annotated articles back to every record.

Readers' lists are built from these indexes alone. Whom readers do not see is not in the archive that they are made of
(`content.visibility`); articles that are no more than drafts are left out of the lists here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from sitegen.content.visibility import is_visible
from sitegen.core import collation, dates
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    AnchorRequest,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Archive,
    ArticleBody,
    ArticleId,
    Claim,
    ClaimId,
    Mention,
    Note,
    NoteId,
    Topic,
    TopicId,
)
from sitegen.site.index.passage_locations import (
    ArticleEntry,
    PassageLocation,
    PassageLocations,
    numbered_passages,
    whole_annotation,
)

__all__ = [
    "RELATIONS",
    "ActorMentions",
    "ArticleEntry",
    "PassageLocation",
    "SiteIndex",
    "anchors_by_article",
    "build_index",
    "numbered_passages",
    "whole_annotation",
]

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

RELATIONS: tuple[tuple[str, str, str], ...] = (
    ("repeats", "Repeats", "Repeated by"),
    ("contradicts", "Contradicts", "Contradicted by"),
    ("supports", "Supports", "Supported by"),
    ("answers", "Answers", "Answered by"),
)
"""The field of a claim, and its words at this end and at the other."""


class ActorMentions(FrozenRecord):
    """All mentions of an actor in one article."""

    entry: ArticleEntry
    mentions: tuple[Mention, ...]
    """In the order of the text."""


class SiteIndex(FrozenRecord):
    """The archive as readers go through it. Mappings hold no empty lists; look up with `.get(key, ())`."""

    archive: Archive
    """As readers see it."""
    entries: tuple[ArticleEntry, ...]
    """Newest first; the undated last."""
    bodies: Mapping[ArticleId, ArticleBody]
    """The articles' own words."""
    actors: Mapping[ActorId, Actor]
    topics: Mapping[TopicId, Topic]
    """Like `claims` and `notes` those that readers see."""
    claims: Mapping[ClaimId, Claim]
    notes: Mapping[NoteId, Note]
    mentions: Mapping[ActorId, tuple[ActorMentions, ...]]
    """Newest article first."""
    about: Mapping[ActorId, tuple[ArticleEntry, ...]]
    """Articles that are said to be about an actor but do not name it."""
    co_mentions: Mapping[ActorId, tuple[tuple[ActorId, int], ...]]
    """Who shares articles with an actor, and how many; the most first."""
    topic_entries: Mapping[TopicId, tuple[ArticleEntry, ...]]
    """The articles of a topic, newest first."""
    topic_actors: Mapping[TopicId, tuple[tuple[ActorId, int], ...]]
    """Who stands in a topic's articles, and in how many; the most first."""
    topic_claims: Mapping[TopicId, tuple[Claim, ...]]
    """The claims of a topic, in the archive's order, as all claims and notes below."""
    topic_notes: Mapping[TopicId, tuple[Note, ...]]
    topic_children: Mapping[TopicId, tuple[Topic, ...]]
    """The topics right below one."""
    claims_made: Mapping[ActorId, tuple[Claim, ...]]
    """By speaker."""
    claims_about: Mapping[ActorId, tuple[Claim, ...]]
    """By whom they speak of."""
    claims_reported: Mapping[ActorId, tuple[Claim, ...]]
    """By who passed on what somebody else said."""
    actor_notes: Mapping[ActorId, tuple[Note, ...]]
    claim_locations: Mapping[ClaimId, tuple[PassageLocation, ...]]
    """Of every claim, also of one that stands nowhere: then an empty tuple."""
    note_locations: Mapping[NoteId, tuple[PassageLocation, ...]]
    """Of every note, as of claims."""
    whole_article: Mapping[ArticleId, tuple[Claim | Note, ...]]
    """Annotations of an article as a whole."""
    actor_kinds: Mapping[str, ActorKind]
    """What each actor is, by name."""
    linked_from: Mapping[ArticleId, tuple[ArticleEntry, ...]]
    """The other articles whose own links lead to an article, newest first."""
    related_claims: Mapping[ClaimId, tuple[tuple[str, tuple[Claim, ...]], ...]]
    """The claims tied to a claim from either end, under the words for that end."""


def anchors_by_article(archive: Archive, *, drafts: bool) -> dict[ArticleId, tuple[AnchorRequest, ...]]:
    """The quotes that the article stage has to find in each article, of the records that readers see."""
    wanted: defaultdict[ArticleId, list[AnchorRequest]] = defaultdict(list)
    for kind, records in (
        (AnnotationKind.CLAIM, archive.claims),
        (AnnotationKind.NOTE, archive.notes),
    ):
        for record in records:
            if not is_visible(record.status, drafts=drafts):
                continue
            for passage, number in numbered_passages(record.passages):
                if passage.quote is not None:
                    wanted[passage.article].append(AnchorRequest(AnnotationId(kind, record.id, number), passage.quote))
    return {article: tuple(found) for article, found in wanted.items()}


def build_index(
    archive: Archive, annotated: Iterable[AnnotatedArticle], bodies: Mapping[ArticleId, ArticleBody], *, drafts: bool
) -> SiteIndex:
    """The index of all articles in `annotated`, which are those that readers see; `bodies` has the body of each.

    `archive` is what `visibility.without_hidden` gives.
    """
    by_id = {article.id: article for article in archive.articles}
    entries = _newest_first(ArticleEntry(by_id[one.article], one) for one in annotated)
    claims = {c.id: c for c in archive.claims if is_visible(c.status, drafts=drafts)}
    notes = {n.id: n for n in archive.notes if is_visible(n.status, drafts=drafts)}
    topics = {topic.id: topic for topic in archive.topics}
    actors = {actor.id: actor for actor in archive.actors}
    actors_of = {entry.article.id: _actors_of(entry) for entry in entries}
    order = _alphabetical_ranks(archive)
    locations = PassageLocations(entries)
    return SiteIndex(
        archive=archive,
        entries=entries,
        bodies=bodies,
        actors=actors,
        topics=topics,
        claims=claims,
        notes=notes,
        mentions=_mentions(entries),
        about=_grouped((actor, entry) for entry in entries for actor in _only_about(entry)),
        co_mentions=_co_mentions(actors_of.values(), order),
        topic_entries=_grouped((topic, entry) for entry in entries for topic in entry.article.topics),
        topic_actors=_topic_actors(entries, actors_of, archive.actors, order),
        topic_claims=_grouped((topic, claim) for claim in claims.values() for topic in claim.topics),
        topic_notes=_grouped((topic, note) for note in notes.values() for topic in note.topics),
        topic_children=_grouped((topic.parent, topic) for topic in topics.values() if topic.parent),
        claims_made=_grouped((actor, claim) for claim in claims.values() for actor in claim.speakers),
        claims_about=_grouped((actor, claim) for claim in claims.values() for actor in claim.about),
        claims_reported=_grouped((actor, claim) for claim in claims.values() for actor in claim.reported_by),
        actor_notes=_grouped((actor, note) for note in notes.values() for actor in note.actors),
        claim_locations={c.id: locations.of_record(AnnotationKind.CLAIM, c.id, c.passages) for c in claims.values()},
        note_locations={n.id: locations.of_record(AnnotationKind.NOTE, n.id, n.passages) for n in notes.values()},
        whole_article=_whole_article(claims.values(), notes.values()),
        actor_kinds={actor.name: actor.kind for actor in archive.actors},
        linked_from=_grouped(
            (linked, entry) for entry in entries for linked in entry.annotated.links_to if linked != entry.article.id
        ),
        related_claims=_related_claims(claims),
    )


def _newest_first(entries: Iterable[ArticleEntry]) -> tuple[ArticleEntry, ...]:
    by_id = sorted(entries, key=lambda entry: entry.article.id)
    return tuple(sorted(by_id, key=lambda entry: dates.date_order(entry.article.date), reverse=True))


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, tuple[T, ...]]:
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}


def _mentions(entries: Iterable[ArticleEntry]) -> dict[ActorId, tuple[ActorMentions, ...]]:
    return _grouped(
        (actor, ActorMentions(entry, mentions))
        for entry in entries
        for actor, mentions in _grouped((m.actor, m) for m in entry.annotated.mentions).items()
    )


def _only_about(entry: ArticleEntry) -> tuple[ActorId, ...]:
    named = {mention.actor for mention in entry.annotated.mentions}
    return tuple(dict.fromkeys(actor for actor in entry.article.actors if actor not in named))


def _actors_of(entry: ArticleEntry) -> tuple[ActorId, ...]:
    """Everyone named in an article or said to be its subject, each once."""
    named = (mention.actor for mention in entry.annotated.mentions)
    return tuple(dict.fromkeys((*named, *entry.article.actors)))


def _co_mentions(
    groups: Iterable[tuple[ActorId, ...]], order: Mapping[ActorId, int]
) -> dict[ActorId, tuple[tuple[ActorId, int], ...]]:
    shared: defaultdict[ActorId, Counter[ActorId]] = defaultdict(Counter)
    for group in groups:
        for actor in group:
            shared[actor].update(group)
    for actor, counts in shared.items():
        del counts[actor]
    return {actor: _most_first(counts, order) for actor, counts in shared.items() if counts}


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
    return {topic: _most_first(counts, order) for topic, counts in shared.items() if counts}


def _alphabetical_ranks(archive: Archive) -> dict[ActorId, int]:
    """The rank of each actor in the order A to Z, from 0."""
    sort_key = collation.collation_for(archive.site.language).sort_key
    actors = sorted(archive.actors, key=lambda one: (sort_key(one.sort_name), one.id))
    return {actor.id: rank for rank, actor in enumerate(actors)}


def _most_first(counts: Mapping[ActorId, int], order: Mapping[ActorId, int]) -> tuple[tuple[ActorId, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], order[pair[0]])))


def _whole_article(claims: Iterable[Claim], notes: Iterable[Note]) -> dict[ArticleId, tuple[Claim | Note, ...]]:
    records: tuple[Claim | Note, ...] = (*claims, *notes)
    return _grouped(
        (article, record)
        for record in records
        for article in dict.fromkeys(passage.article for passage in record.passages if passage.quote is None)
    )


def _related_claims(claims: Mapping[ClaimId, Claim]) -> dict[ClaimId, tuple[tuple[str, tuple[Claim, ...]], ...]]:
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
