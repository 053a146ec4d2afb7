"""Who and what is where: from the annotated articles back to every record.

Readers' lists are built from these indexes alone. Whom readers do not see is not in the archive that they are made of
(`content.visibility`); articles that are no more than drafts are left out of the lists here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from sitegen.content.visibility import is_visible
from sitegen.core import collation, dates
from sitegen.core.model import (
    Actor,
    ActorId,
    AnchorRequest,
    AnnotatedArticle,
    AnnotationId,
    AnnotationKind,
    Archive,
    ArticleBody,
    ArticleId,
    Claim,
    ClaimId,
    Note,
    TopicId,
)
from sitegen.site.index.passage_locations import (
    ArticleEntry,
    PassageLocation,
    PassageLocations,
    numbered_passages,
    whole_annotation,
)
from sitegen.site.index.read_log import ReadKey, ReadLog, RecordedTable
from sitegen.site.index.site_tables import ActorMentions, ActorName, SiteIndex
from sitegen.site.index.verdict_changes import (
    ChangeKind,
    VerdictChange,
    corrected_claims,
    verdict_changes,
    withdrawn_key,
    withdrawn_records,
)

__all__ = [
    "RELATIONS",
    "ActorMentions",
    "ActorName",
    "ArticleEntry",
    "ChangeKind",
    "PassageLocation",
    "ReadKey",
    "ReadLog",
    "SiteIndex",
    "VerdictChange",
    "anchors_by_article",
    "build_index",
    "numbered_passages",
    "verdict_changes",
    "whole_annotation",
    "withdrawn_key",
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
_TABLES: Final = {"bodies": "articles"}
"""Tables that are not noted under their own names: who reads the words of an article reads the article."""


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
    entries = newest_first(ArticleEntry(by_id[one.article], one) for one in annotated)
    claims = {c.id: c for c in archive.claims if is_visible(c.status, drafts=drafts)}
    notes = {n.id: n for n in archive.notes if is_visible(n.status, drafts=drafts)}
    topics = {topic.id: topic for topic in archive.topics}
    groups = {entry.article.id: actors_of(entry) for entry in entries}
    order = alphabetical_ranks(archive)
    locations = PassageLocations(entries)
    whole = SiteIndex(
        site=archive.site,
        log=ReadLog(),
        whole=archive,
        in_order=entries,
        articles={entry.article.id: entry for entry in entries},
        bodies=bodies,
        actors={actor.id: actor for actor in archive.actors},
        topics=topics,
        claims=claims,
        notes=notes,
        mentions=_mentions(entries),
        about=_grouped((actor, entry) for entry in entries for actor in only_about(entry)),
        co_mentions=_co_mentions(groups.values(), order),
        topic_entries=_grouped((topic, entry) for entry in entries for topic in entry.article.topics),
        topic_actors=_topic_actors(entries, groups, archive.actors, order),
        **_by_key(claims.values(), CLAIMS_BY),
        **_by_key(notes.values(), NOTES_BY),
        topic_children=_grouped((topic.parent, topic) for topic in topics.values() if topic.parent),
        claim_locations={c.id: locations.of_record(AnnotationKind.CLAIM, c.id, c.passages) for c in claims.values()},
        note_locations={n.id: locations.of_record(AnnotationKind.NOTE, n.id, n.passages) for n in notes.values()},
        whole_article=_whole_article(claims.values(), notes.values()),
        actor_names={actor.id: ActorName(actor.id, actor.name, actor.kind) for actor in archive.actors},
        topic_names={topic.id: topic.name for topic in archive.topics},
        by_name={actor.name: actor for actor in archive.actors},
        linked_from=_linked_from(entries),
        related_claims=related_claims(claims),
        prose={page.id: page for page in archive.pages if is_visible(page.status, drafts=drafts)},
        **_taken_back(archive, claims),
    )
    return with_log(whole)


def _taken_back(archive: Archive, claims: Mapping[ClaimId, Claim]) -> dict[str, Any]:
    """The tables of what was corrected or withdrawn."""
    return {
        "corrections": corrected_claims(claims.values()),
        "withdrawn": withdrawn_records(archive.articles, archive.claims, archive.notes),
    }


def with_log(index: SiteIndex) -> SiteIndex:
    """The same with tables that note who reads them, each under the name of its field."""
    tables: dict[str, Any] = {
        name: RecordedTable(_TABLES.get(name, name), rows, index.log)
        for name in index.__struct_fields__
        if isinstance(rows := getattr(index, name), Mapping) and not isinstance(rows, RecordedTable)
    }
    return replace(index, **tables)


def _by_key(records: Iterable[T], tables: Mapping[str, Callable[[T], tuple[Any, ...]]]) -> dict[str, Any]:
    """The tables of some records."""
    return {table: _grouped((key, one) for one in records for key in keys(one)) for table, keys in tables.items()}


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
        (actor, ActorMentions(entry, mentions))
        for entry in entries
        for actor, mentions in _grouped((m.actor, m) for m in entry.annotated.mentions).items()
    )


def _linked_from(entries: Iterable[ArticleEntry]) -> dict[ArticleId, tuple[ArticleEntry, ...]]:
    return _grouped(
        (linked, entry) for entry in entries for linked in entry.annotated.links_to if linked != entry.article.id
    )


def only_about(entry: ArticleEntry) -> tuple[ActorId, ...]:
    """Whom an article is said to be about, and does not name."""
    named = {mention.actor for mention in entry.annotated.mentions}
    return tuple(dict.fromkeys(actor for actor in entry.article.actors if actor not in named))


def actors_of(entry: ArticleEntry) -> tuple[ActorId, ...]:
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
    return {actor: most_first(counts, order) for actor, counts in shared.items() if counts}


def _topic_actors(
    entries: Iterable[ArticleEntry],
    groups: Mapping[ArticleId, tuple[ActorId, ...]],
    actors: Iterable[Actor],
    order: Mapping[ActorId, int],
) -> dict[TopicId, tuple[tuple[ActorId, int], ...]]:
    shared: defaultdict[TopicId, Counter[ActorId]] = defaultdict(Counter)
    for actor in actors:
        for topic in actor.topics:
            shared[topic][actor.id] += 0
    for entry in entries:
        for topic in entry.article.topics:
            shared[topic].update(groups[entry.article.id])
    return {topic: most_first(counts, order) for topic, counts in shared.items() if counts}


def alphabetical_ranks(archive: Archive) -> dict[ActorId, int]:
    """The rank of each actor in the order A to Z, from 0."""
    sort_key = collation.collation_for(archive.site.language).sort_key
    actors = sorted(archive.actors, key=lambda one: (sort_key(one.sort_name), one.id))
    return {actor.id: rank for rank, actor in enumerate(actors)}


def most_first(counts: Mapping[ActorId, int], order: Mapping[ActorId, int]) -> tuple[tuple[ActorId, int], ...]:
    """Actors by their counts, the most first; those with equal ones A to Z, by their ranks."""
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
