"""`data/`: one file for each kind of record.

Source: JSON Lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, cast

from sitegen.core import urls
from sitegen.core.model import Actor, Claim, Note, Source, Topic
from sitegen.output.exports import datapackage
from sitegen.output.exports.export_formats import JsonRecord, iso_or_none, json_line, json_lines
from sitegen.output.exports.export_groups import ExportGroup, ExportUnit, JoinedFile, whole_file
from sitegen.site.index import NOT_NAMED, PassageLocation, SiteIndex
from sitegen.site.reviewers import reviewer_called, reviewers_called

Id = TypeVar("Id", bound=str)
Record = TypeVar("Record", Actor, Topic, Claim, Note)


def record_groups(index: SiteIndex) -> Iterator[ExportGroup]:
    """A JSON Lines file for each kind of record, a unit for each record by its id; and their descriptor."""
    yield _lines("data/actors.jsonl", list(index.actors), index.actors, partial(_actor, index))
    yield _lines("data/topics.jsonl", list(index.topics), index.topics, partial(_topic, index))
    yield _lines("data/claims.jsonl", list(index.claims), index.claims, partial(_claim, index))
    yield _lines("data/notes.jsonl", list(index.notes), index.notes, partial(_note, index))
    # A few lines, and each counts all claims.
    yield whole_file("data/verdicts.jsonl", lambda: json_lines(_verdicts(index)))
    yield whole_file("data/datapackage.json", lambda: datapackage.data_package(index))


def _lines(
    path: str, ids: Sequence[Id], records: Mapping[Id, Record], line: Callable[[Record], JsonRecord]
) -> ExportGroup:
    """A file with a line for each of these records."""

    def make(key: str) -> ExportUnit:
        return ExportUnit((json_line(line(records[cast(Id, key)])),))

    return ExportGroup(path, ids, make, (JoinedFile(path),))


def _actor(index: SiteIndex, actor: Actor) -> JsonRecord:
    counts = index.mention_counts.get(actor.id, NOT_NAMED)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": [
            {"title": role.title, "of": role.of, "from": iso_or_none(role.since), "to": iso_or_none(role.until)}
            for role in actor.roles
        ],
        "born": iso_or_none(actor.born),
        "died": iso_or_none(actor.died),
        "summary": actor.summary.text if actor.summary else None,
        "same_as": list(actor.same_as),
        "topics": list(actor.topics),
        "related": [{"actor": one.actor, "relation": one.relation} for one in actor.related],
        "sources": _sources(actor.sources),
        "articles": counts.articles,
        "mentions": counts.mentions,
        "page": urls.actor(actor.kind, actor.id),
    }


def _topic(index: SiteIndex, topic: Topic) -> JsonRecord:
    return {
        "id": topic.id,
        "name": topic.name,
        "summary": topic.summary.text if topic.summary else None,
        "parent": topic.parent,
        "related": list(topic.related),
        "articles": [entry.article.id for entry in index.topic_entries.get(topic.id, ())],
        "page": urls.topic(topic.id),
    }


def _claim(index: SiteIndex, claim: Claim) -> JsonRecord:
    return {
        "id": claim.id,
        "claim": claim.claim,
        "speaker": list(claim.speakers),
        "reported_by": list(claim.reported_by),
        "about": list(claim.about),
        "date": iso_or_none(claim.said),
        "topics": list(claim.topics),
        "verdict": claim.verdict,
        "review": claim.review.text if claim.review else None,
        "reviewed_by": _name(index, claim.reviewed_by),
        "reviewed": iso_or_none(claim.reviewed),
        "sources": _sources(claim.sources),
        "repeats": _visible_ids(index, claim.repeats),
        "contradicts": _visible_ids(index, claim.contradicts),
        "supports": _visible_ids(index, claim.supports),
        "answers": _visible_ids(index, claim.answers),
        "history": [
            {"date": iso_or_none(e.date), "was": e.was, "verdict": e.verdict, "why": e.why} for e in claim.history
        ],
        "passages": _passages(index.claim_locations[claim.id]),
        "page": urls.claim(claim.id),
        "reviews": [
            {
                "verdict": one.verdict,
                "review": one.review.text if one.review else None,
                "reviewed_by": _name(index, one.reviewed_by),
                "reviewed": iso_or_none(one.reviewed),
            }
            for one in claim.reviews
        ],
    }


def _name(index: SiteIndex, reviewer: str) -> str | None:
    """What a reviewer is called, who may be named by an id."""
    who = reviewer_called(index, reviewer)
    return who.name if who else None


def _verdicts(index: SiteIndex) -> Iterator[JsonRecord]:
    """The steps of the scale; only one that a claim has got has a page."""
    counts = Counter(claim.verdict for claim in index.claims.values())
    for step in index.site.verdicts:
        yield {
            "id": step.id,
            "label": step.label,
            "definition": step.definition,
            "tone": step.tone,
            "rating": step.rating or None,
            "claims": counts[step.id],
            "page": urls.verdict(step.id) if counts[step.id] else None,
        }


def _note(index: SiteIndex, note: Note) -> JsonRecord:
    return {
        "id": note.id,
        "title": note.title,
        "body": note.body.text if note.body else None,
        "terms": list(note.terms),
        "topics": list(note.topics),
        "actors": list(note.actors),
        "sources": _sources(note.sources),
        "passages": _passages(index.note_locations[note.id]),
        "page": urls.note(note.id),
        "authors": [who.name for who in reviewers_called(index, note.authors)],
        "certainty": note.certainty,
    }


def _visible_ids(index: SiteIndex, claims: Iterable[str]) -> list[str]:
    """Ids of the claims that readers see."""
    return [claim for claim in claims if claim in index.claims]


def _passages(locations: Iterable[PassageLocation]) -> list[JsonRecord]:
    """`start` and `end` are code points into the article's `text`; none for a whole article or a lost quote."""
    passages: list[JsonRecord] = []
    for location in locations:
        passage: dict[str, Any] = {"article": location.entry.article.id}
        if found := location.passage:
            passage |= {"start": found.span.start, "end": found.span.end, "text": found.words}
        elif location.lost:
            passage["lost"] = location.lost
        if location.target and location.target.speakers:
            passage["speaker"] = list(location.target.speakers)
        if location.target and location.target.date:
            passage["date"] = location.target.date.iso
        passages.append(passage)
    return passages


def _sources(sources: Iterable[Source]) -> list[JsonRecord]:
    return [
        {
            "title": source.title,
            "url": source.url or None,
            "publisher": source.publisher or None,
            "date": iso_or_none(source.date),
            "accessed": iso_or_none(source.accessed),
            "archived_url": source.archived_url or None,
            "quote": source.quote or None,
        }
        for source in sources
    ]
