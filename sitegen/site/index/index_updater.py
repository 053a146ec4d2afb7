"""The index after a few records and articles changed: the rows in which these stand are made anew, the others stay.

What comes out is what `build_index` makes of the whole archive. Which rows a record stands in is said once, in
`build_index`; here it is asked of the record as it was and as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from sitegen.core.model import (
    ActorId,
    AnnotationKind,
    Archive,
    ArticleBody,
    ArticleId,
    Claim,
    Note,
    TopicId,
)
from sitegen.site.index import (
    CLAIMS_BY,
    NOTES_BY,
    ActorMentions,
    AnnotationCounts,
    MentionCounts,
    SiteIndex,
    actors_of,
    alphabetical_ranks,
    articles_as_whole,
    most_first,
    only_about,
    related_claims,
    with_log,
)
from sitegen.site.index.passage_locations import ArticleEntry, PassageLocation, PassageLocations
from sitegen.site.index.verdict_changes import corrections_of


class ClaimEdit(NamedTuple):
    """A claim that readers see, as it was and as it is; None = there was none."""

    before: Claim | None
    after: Claim


class NoteEdit(NamedTuple):
    """The same of a note."""

    before: Note | None
    after: Note


class IndexEdit(NamedTuple):
    """What changed. No record is gone, and each article has the id and the date that it had."""

    claims: Sequence[ClaimEdit] = ()
    notes: Sequence[NoteEdit] = ()
    articles: Mapping[ArticleId, ArticleEntry] = {}
    """As they are."""


class IndexUpdater:
    """Makes the next index of one before; good for as long as the actors stay as they are."""

    def __init__(self, index: SiteIndex) -> None:
        self._ranks = alphabetical_ranks(index.whole)
        self._places = {entry.article.id: place for place, entry in enumerate(index.in_order)}

    def place(self, article: ArticleId) -> int:
        """The place of an article among all, the newest first."""
        return self._places[article]

    def updated(
        self, index: SiteIndex, archive: Archive, bodies: Mapping[ArticleId, ArticleBody], edit: IndexEdit
    ) -> SiteIndex:
        """The index after an edit; `archive` and `bodies` are what `build_index` would be given."""
        tables = _Tables(index, self._places, self._ranks)
        for claim in edit.claims:
            tables.put_claim(claim)
        for note in edit.notes:
            tables.put_note(note)
        for entry in edit.articles.values():
            tables.put_article(entry)
        tables.put_locations(edit)
        made = replace(index, whole=archive, bodies=bodies, in_order=tuple(tables.in_order), **tables.changed)
        index.log.take()
        return with_log(made)


class _Tables:
    """The tables of an index, each copied when the first of its rows is changed."""

    def __init__(self, index: SiteIndex, places: Mapping[ArticleId, int], ranks: Mapping[ActorId, int]) -> None:
        self._index, self._places, self._ranks = index, places, ranks
        self.in_order = list(index.in_order)
        self.changed: dict[str, dict[Any, Any]] = {}

    def _rows(self, table: str) -> Mapping[Any, Any]:
        """A table as it is by now."""
        return self.changed[table] if table in self.changed else self._before(table)

    def _before(self, table: str) -> Mapping[Any, Any]:
        """A table as it was."""
        rows: Mapping[Any, Any] = getattr(self._index, table).rows
        return rows

    def _put(self, table: str, row: object, value: Any) -> None:
        """Set a row; one that is empty is none."""
        if table not in self.changed:
            self.changed[table] = dict(self._before(table))
        if value:
            self.changed[table][row] = value
        else:
            self.changed[table].pop(row, None)

    def _put_among(
        self, table: str, row: object, others: Iterable[Any], item: Any, order: Callable[[Any], Any]
    ) -> None:
        """Set a row to some items and one more, or none more, in an order."""
        self._put(table, row, tuple(sorted((*others, *([item] if item else ())), key=order)))

    def _put_record(self, table: str, before: Iterable[Any], after: Iterable[Any], record: Claim | Note) -> None:
        """Put a record into the rows `after`, in the order of the archive, and take it out of those `before`."""
        rows = {*after}
        for row in dict.fromkeys((*before, *rows)):
            others = [one for one in self._rows(table).get(row, ()) if not _is_same(one, record)]
            self._put_among(table, row, others, record if row in rows else None, _record_order)

    def _put_single(self, table: str, record: Claim | Note) -> None:
        is_new = record.id not in self._rows(table)
        self._put(table, record.id, record)
        if is_new:
            self.changed[table] = dict(sorted(self.changed[table].items()))

    def put_claim(self, edit: ClaimEdit) -> None:
        """Put a claim into its rows."""
        before, after = edit
        self._put_single("claims", after)
        for table, rows in CLAIMS_BY.items():
            self._put_record(table, rows(before) if before else (), rows(after), after)
        self._put_record("whole_article", articles_as_whole(before) if before else (), articles_as_whole(after), after)
        self._put_related(after)
        self._put("corrections", after.id, corrections_of(after))
        self.changed["corrections"] = dict(sorted(self.changed["corrections"].items()))

    def _put_related(self, claim: Claim) -> None:
        """The claims that are tied to a claim, from both ends."""
        claims, rows = self._rows("claims"), self._rows("related_claims")
        ends = {one for field in ("repeats", "contradicts", "supports", "answers") for one in getattr(claim, field)}
        near = {claim.id, *_tied(rows, claim.id), *(ends & claims.keys())}
        around = near.union(*(_tied(rows, one) for one in near))
        found = related_claims({one: claims[one] for one in sorted(around)})
        for one in near:
            self._put("related_claims", one, found.get(one, ()))

    def put_note(self, edit: NoteEdit) -> None:
        """Put a note into its rows."""
        before, after = edit
        self._put_single("notes", after)
        for table, rows in NOTES_BY.items():
            self._put_record(table, rows(before) if before else (), rows(after), after)
        self._put_record("whole_article", articles_as_whole(before) if before else (), articles_as_whole(after), after)

    def put_article(self, entry: ArticleEntry) -> None:
        """Put an article into its rows."""
        name, before = entry.article.id, self._rows("articles")[entry.article.id]
        self.in_order[self._places[name]] = entry
        self._put("articles", name, entry)
        was, now = _mentions_of(before), _mentions_of(entry)
        for actor in dict.fromkeys((*was, *now)):
            others = [one for one in self._rows("mentions").get(actor, ()) if one.entry.article.id != name]
            self._put_among("mentions", actor, others, now.get(actor), lambda one: self._places[one.entry.article.id])
            rows = self._rows("mentions").get(actor, ())
            counts = MentionCounts(len(rows), sum(one.count for one in rows))
            self._put("mention_counts", actor, counts if rows else ())
        annotated = entry.annotated
        self._put("annotation_counts", name, AnnotationCounts(len(annotated.mentions), len(annotated.passages)))
        self._put_entry("about", only_about(before), only_about(entry), entry)
        self._put_entry("topic_entries", before.article.topics, entry.article.topics, entry)
        self._put_entry("linked_from", _linked_by(before), _linked_by(entry), entry)
        self._put_counts(before, entry)

    def _put_entry(self, table: str, before: Iterable[Any], after: Iterable[Any], entry: ArticleEntry) -> None:
        """Put an article into the rows `after`, the newest first, and take it out of those `before`."""
        rows, name = {*after}, entry.article.id
        for row in dict.fromkeys((*before, *rows)):
            others = [one for one in self._rows(table).get(row, ()) if one.article.id != name]
            self._put_among(
                table, row, others, entry if row in rows else None, lambda one: self._places[one.article.id]
            )

    def _put_counts(self, before: ArticleEntry, entry: ArticleEntry) -> None:
        """Who stands with whom, and in which topics: counted anew for all of an article where it names others."""
        was, now = {*actors_of(before)}, {*actors_of(entry)}
        if was != now:
            for actor in was | now:
                self._put("co_mentions", actor, self._most_first(self._entries_of(actor), without=actor))
        topics = {*before.article.topics, *entry.article.topics}
        if was != now or before.article.topics != entry.article.topics:
            for topic in topics:
                self._put("topic_actors", topic, self._of_topic(topic))

    def _entries_of(self, actor: ActorId) -> list[ArticleEntry]:
        return [*(one.entry for one in self._rows("mentions").get(actor, ())), *self._rows("about").get(actor, ())]

    def _of_topic(self, topic: TopicId) -> tuple[tuple[ActorId, int], ...]:
        own = (actor.id for actor in self._index.whole.actors if topic in actor.topics)
        return self._most_first(self._rows("topic_entries").get(topic, ()), at_least=own)

    def _most_first(
        self, entries: Iterable[ArticleEntry], *, without: ActorId | None = None, at_least: Iterable[ActorId] = ()
    ) -> tuple[tuple[ActorId, int], ...]:
        counts = Counter[ActorId]()
        for actor in at_least:
            counts[actor] += 0
        for entry in entries:
            counts.update(actors_of(entry))
        if without is not None:
            del counts[without]
        return most_first(counts, self._ranks)

    def put_locations(self, edit: IndexEdit) -> None:
        """Where the passages of changed records stand, and of those whose words are in changed articles."""
        found = {*(_key(one.after) for one in edit.claims), *(_key(one.after) for one in edit.notes)}
        for entry in edit.articles.values():
            for one in (self._before("articles")[entry.article.id], entry):
                found |= _annotations_in(one)
            found |= {_key(record) for record in self._rows("whole_article").get(entry.article.id, ())}
            found |= {_key(record) for record in self._before("whole_article").get(entry.article.id, ())}
        for kind, name in sorted(found):
            table, records = ("claim", "claims") if kind == AnnotationKind.CLAIM else ("note", "notes")
            record = self._rows(records).get(name)
            if record is not None:
                self._put_location(f"{table}_locations", AnnotationKind(kind), record, edit.articles)

    def _put_location(
        self, table: str, kind: AnnotationKind, record: Claim | Note, edited: Iterable[ArticleId]
    ) -> None:
        before: tuple[PassageLocation, ...] = self._rows(table).get(record.id, ())
        named = {one.article for one in record.passages} | {one.entry.article.id for one in before} | {*edited}
        entries, is_new = self._rows("articles"), record.id not in self._rows(table)
        locations = PassageLocations(
            entries[one] for one in sorted(named & self._places.keys(), key=self._places.__getitem__)
        )
        self._put(table, record.id, ())
        self.changed[table][record.id] = locations.of_record(kind, record.id, record.passages)
        if not is_new:
            return
        self.changed[table] = dict(sorted(self.changed[table].items()))


def _is_same(one: Claim | Note, other: Claim | Note) -> bool:
    return type(one) is type(other) and one.id == other.id


def _record_order(record: Claim | Note) -> tuple[bool, str]:
    return isinstance(record, Note), record.id


def _key(record: Claim | Note) -> tuple[str, str]:
    return (AnnotationKind.CLAIM if isinstance(record, Claim) else AnnotationKind.NOTE), record.id


def _tied(rows: Mapping[Any, Any], claim: str) -> set[Any]:
    return {other.id for _, others in rows.get(claim, ()) for other in others}


def _mentions_of(entry: ArticleEntry) -> dict[ActorId, ActorMentions]:
    return {actor: ActorMentions(entry, actor, count) for actor, count in entry.annotated.named.items()}


def _linked_by(entry: ArticleEntry) -> tuple[ArticleId, ...]:
    return tuple(linked for linked in entry.annotated.links_to if linked != entry.article.id)


def _annotations_in(entry: ArticleEntry) -> set[tuple[str, str]]:
    """The claims and notes whose words are in an article, or should be."""
    annotated = entry.annotated
    found = (*(one.span.annotation for one in annotated.passages), *(one.anchor.annotation for one in annotated.lost))
    return {(one.kind, one.id) for one in found}
