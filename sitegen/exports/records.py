"""`data/`: one file for each kind of record.

Sources: W3C Web Annotation Data Model (annotations.jsonl), Frictionless Data Package (datapackage.json),
RFC 4180 (mentions.csv, with `\\n` line ends), JSON Lines.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sitegen import urls
from sitegen.graph import Entry, Graph, Place, whole_annotation
from sitegen.model import Actor, AnnotationKind, Claim, ClaimId, Date, Mention, Note, NoteId, Source, Span, Topic

CONTEXT: Final = 32
"""Characters of prefix and suffix in a TextQuoteSelector, as format.md asks."""

MENTION_COLUMNS: Final = ("article", "start", "end", "text", "actor", "kind", "how")

_MOTIVATION: Final = {AnnotationKind.CLAIM: "assessing", AnnotationKind.NOTE: "describing"}

Record = Mapping[str, Any]
"""One line of a JSON Lines file."""


def files(graph: Graph, *, base_url: str) -> Iterator[tuple[str, bytes]]:
    """Paths below the output folder, each with its contents."""
    entries = sorted(graph.entries, key=lambda entry: entry.article.id)
    yield "data/articles.jsonl", _lines(_article(graph, entry) for entry in entries)
    yield "data/actors.jsonl", _lines(_actor(graph, actor) for actor in graph.archive.actors)
    yield "data/topics.jsonl", _lines(_topic(graph, topic) for topic in graph.topics.values())
    yield "data/claims.jsonl", _lines(_claim(graph, claim) for claim in graph.claims.values())
    yield "data/notes.jsonl", _lines(_note(graph, note) for note in graph.notes.values())
    yield "data/mentions.csv", _mentions(graph, entries)
    yield "data/annotations.jsonl", _lines(_annotations(graph, entries, base_url))
    yield "data/datapackage.json", _datapackage(graph)


def _lines(records: Iterable[Record]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def _day(when: Date | None) -> str | None:
    return when.iso if when else None


# --- records ----------------------------------------------------------------------------------------------------


def _article(graph: Graph, entry: Entry) -> Record:
    article, woven = entry.article, entry.woven
    named = {mention.actor for mention in woven.mentions}
    return {
        "id": article.id,
        "title": woven.title,
        "date": _day(article.date),
        "url": article.url or None,
        "publisher": article.publisher or None,
        "topics": list(article.topics),
        "actors": sorted({*named, *article.actors}),
        "sha256": woven.sha256,
        "text": woven.text,
        "authors": list(article.authors),
        "language": article.language or graph.archive.site.language,
        "rights": article.rights or None,
        "archived_url": article.archived_url or None,
        "page": urls.article(article.id),
    }


def _actor(graph: Graph, actor: Actor) -> Record:
    mentions = graph.mentions.get(actor.id, ())
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": [
            {"title": role.title, "of": role.of, "from": _day(role.since), "to": _day(role.until)}
            for role in actor.roles
        ],
        "born": _day(actor.born),
        "died": _day(actor.died),
        "summary": actor.summary.text if actor.summary else None,
        "same_as": list(actor.same_as),
        "topics": list(actor.topics),
        "related": [{"actor": one.actor, "relation": one.relation} for one in actor.related],
        "sources": _sources(actor.sources),
        "articles": len(mentions),
        "mentions": sum(len(one.mentions) for one in mentions),
        "page": urls.actor(actor.kind, actor.id),
    }


def _topic(graph: Graph, topic: Topic) -> Record:
    return {
        "id": topic.id,
        "name": topic.name,
        "summary": topic.summary.text if topic.summary else None,
        "parent": topic.parent,
        "related": list(topic.related),
        "articles": [entry.article.id for entry in graph.topic_entries.get(topic.id, ())],
        "page": urls.topic(topic.id),
    }


def _claim(graph: Graph, claim: Claim) -> Record:
    return {
        "id": claim.id,
        "claim": claim.claim,
        "speaker": list(claim.speakers),
        "reported_by": list(claim.reported_by),
        "about": list(claim.about),
        "date": _day(claim.date),
        "topics": list(claim.topics),
        "verdict": claim.verdict,
        "review": claim.review.text if claim.review else None,
        "reviewed_by": claim.reviewed_by or None,
        "reviewed": _day(claim.reviewed),
        "sources": _sources(claim.sources),
        "repeats": _seen(graph, claim.repeats),
        "contradicts": _seen(graph, claim.contradicts),
        "supports": _seen(graph, claim.supports),
        "answers": _seen(graph, claim.answers),
        "history": [{"date": _day(e.date), "verdict": e.verdict, "why": e.why} for e in claim.history],
        "passages": _passages(graph.claim_places[claim.id]),
        "page": urls.claim(claim.id),
    }


def _note(graph: Graph, note: Note) -> Record:
    return {
        "id": note.id,
        "title": note.title,
        "body": note.body.text,
        "terms": list(note.terms),
        "topics": list(note.topics),
        "actors": list(note.actors),
        "sources": _sources(note.sources),
        "passages": _passages(graph.note_places[note.id]),
        "page": urls.note(note.id),
    }


def _seen(graph: Graph, claims: Iterable[str]) -> list[str]:
    """Ids of the claims that readers see."""
    return [claim for claim in claims if claim in graph.claims]


def _passages(places: Iterable[Place]) -> list[Record]:
    """`start` and `end` are code points into the article's `text`; none for a whole article or a lost quote."""
    passages: list[Record] = []
    for place in places:
        passage: dict[str, Any] = {"article": place.entry.article.id}
        if place.passage:
            span = place.passage.span
            passage |= {"start": span.start, "end": span.end, "text": place.entry.woven.text[span.start : span.end]}
        elif place.lost:
            passage["lost"] = place.lost
        passages.append(passage)
    return passages


def _sources(sources: Iterable[Source]) -> list[Record]:
    return [
        {
            "title": source.title,
            "url": source.url or None,
            "publisher": source.publisher or None,
            "date": _day(source.date),
            "accessed": _day(source.accessed),
            "archived_url": source.archived_url or None,
            "quote": source.quote or None,
        }
        for source in sources
    ]


# --- mentions and annotations -----------------------------------------------------------------------------------


def _mentions(graph: Graph, entries: Iterable[Entry]) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(MENTION_COLUMNS)
    for entry in entries:
        text, article = entry.woven.text, entry.article.id
        writer.writerows(
            (article, m.start, m.end, text[m.start : m.end], m.actor, graph.actors[m.actor].kind.value, m.how.value)
            for m in sorted(entry.woven.mentions, key=lambda mention: (mention.start, mention.end))
        )
    return table.getvalue().encode()


def _annotations(graph: Graph, entries: Iterable[Entry], base_url: str) -> Iterator[Record]:
    for entry in entries:
        for record in graph.whole.get(entry.article.id, ()):
            kind = AnnotationKind.CLAIM if isinstance(record, Claim) else AnnotationKind.NOTE
            whole = Span(0, len(entry.woven.text), whole_annotation(entry, kind, record.id))
            yield _annotation(graph, entry, whole, base_url)
        for passage in entry.woven.passages:
            yield _annotation(graph, entry, passage.span, base_url)
        for mention in entry.woven.mentions:
            yield _mention(graph, entry, mention, base_url)


def _annotation(graph: Graph, entry: Entry, span: Span, base_url: str) -> Record:
    page, kind = base_url + urls.article(entry.article.id), span.annotation.kind
    return {
        **_head(urls.with_fragment(page, urls.annotation_element(span.annotation)), _MOTIVATION[kind]),
        "body": _body(graph, kind, span.annotation.id),
        "target": _target(page, entry.woven.text, span.start, span.end),
        "sitegen": {"kind": kind, "id": span.annotation.id, "article": entry.article.id},
    }


def _mention(graph: Graph, entry: Entry, mention: Mention, base_url: str) -> Record:
    page = base_url + urls.article(entry.article.id)
    actor = graph.actors[mention.actor]
    return {
        **_head(urls.with_fragment(page, urls.mention_element(mention.number)), "identifying"),
        "body": {
            "type": "SpecificResource",
            "source": base_url + urls.actor(actor.kind, actor.id),
            "purpose": "identifying",
        },
        "target": _target(page, entry.woven.text, mention.start, mention.end),
        "sitegen": {"kind": "mention", "id": mention.actor, "article": entry.article.id},
    }


def _head(identifier: str, motivation: str) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": identifier,
        "type": "Annotation",
        "motivation": motivation,
    }


def _body(graph: Graph, kind: AnnotationKind, record_id: str) -> Record:
    if kind is AnnotationKind.CLAIM:
        value, form = graph.claims[ClaimId(record_id)].claim, "text/plain"
    else:
        value, form = graph.notes[NoteId(record_id)].body.text, "text/markdown"
    return {"type": "TextualBody", "value": value, "format": form, "purpose": _MOTIVATION[kind]}


def _target(page: str, text: str, start: int, end: int) -> Record:
    return {
        "source": page,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - CONTEXT) : start],
                "suffix": text[end : end + CONTEXT],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _datapackage(graph: Graph) -> bytes:
    kinds = ("articles", "actors", "topics", "claims", "notes", "annotations")
    resources: list[Record] = [
        {
            "name": kind,
            "path": f"{kind}.jsonl",
            "format": "jsonl",
            "mediatype": "application/jsonl",
            "encoding": "utf-8",
        }
        for kind in kinds
    ]
    fields = [{"name": name, "type": "integer" if name in ("start", "end") else "string"} for name in MENTION_COLUMNS]
    resources.append(
        {
            "name": "mentions",
            "path": "mentions.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": fields},
        }
    )
    site = graph.archive.site
    package = {
        "name": urls.slug_or_hash(site.title),
        "title": site.title,
        "description": site.description,
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
