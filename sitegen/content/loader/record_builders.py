"""Actors, claims and notes, with their references looked up."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.content import schema
from sitegen.content.loader import person_names
from sitegen.content.loader.field_values import markdown_of, sources_of
from sitegen.content.loader.raw_record import Path as Steps
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.loader.record_parser import ParsedRecord
from sitegen.content.loader.reference_index import ReferenceIndex
from sitegen.content.schema.record_models import Match, WrittenImage
from sitegen.core.model import (
    Actor,
    ActorId,
    AnnotationTarget,
    ArticleId,
    Claim,
    ClaimId,
    HistoryEntry,
    Image,
    Markdown,
    Note,
    NoteId,
    Quote,
    Relation,
    Role,
    VerdictId,
)


def actor(one: ParsedRecord[schema.WrittenActor], shelf: ReferenceIndex) -> Actor:
    """An actor. Reports: unknown-id, missing-media."""
    written, entry = one.written, one.entry
    return Actor(
        id=ActorId(one.id),
        location=entry.location,
        name=written.name,
        kind=written.kind,
        sort_name=written.sort_name or person_names.sort_name(written.name, written.kind, written.surname),
        aliases=written.aliases,
        surnames=person_names.surnames(written.name, written.kind, written.surname),
        roles=_roles(written, entry, shelf),
        born=written.born,
        died=written.died,
        summary=markdown_of(written.summary, entry, "summary"),
        body=markdown_of(written.body, entry, "body"),
        same_as=written.same_as,
        image=_image(written.image, entry, shelf),
        topics=shelf.topics.find_all(written.topics, entry),
        related=_relations(written, entry, shelf),
        sources=sources_of(written.sources),
        is_pinned_only=written.match is Match.PINNED,
        formerly=written.formerly,
        status=written.status,
        withdrawn=markdown_of(written.withdrawn, entry, "withdrawn"),
    )


def claim(one: ParsedRecord[schema.WrittenClaim], shelf: ReferenceIndex) -> Claim:
    """A claim. Reports: unknown-id."""
    written, entry = one.written, one.entry
    return Claim(
        id=ClaimId(one.id),
        location=entry.location,
        claim=written.claim,
        speakers=shelf.actors_of(written.speaker, entry, "speaker"),
        reported_by=shelf.actors_of(written.reported_by, entry, "reported_by"),
        about=shelf.actors_of(written.about, entry, "about"),
        passages=_passages(written, entry, shelf),
        date=written.date,
        topics=shelf.topics.find_all(written.topics, entry),
        verdict=_verdict(written.verdict, entry, ("verdict",), shelf),
        review=markdown_of(written.review, entry, "review"),
        reviewed_by=written.reviewed_by or "",
        reviewed=written.reviewed,
        sources=sources_of(written.sources),
        repeats=_claims(written.repeats, entry, "repeats", shelf),
        contradicts=_claims(written.contradicts, entry, "contradicts", shelf),
        supports=_claims(written.supports, entry, "supports", shelf),
        answers=_claims(written.answers, entry, "answers", shelf),
        history=_history(written, entry, shelf),
        status=written.status,
        withdrawn=markdown_of(written.withdrawn, entry, "withdrawn"),
        formerly=written.formerly,
    )


def note(one: ParsedRecord[schema.WrittenNote], shelf: ReferenceIndex) -> Note:
    """A note. Reports: unknown-id."""
    written, entry = one.written, one.entry
    return Note(
        id=NoteId(one.id),
        location=entry.location,
        title=written.title,
        body=Markdown(written.body, entry.words_place(("body",))),
        passages=_passages(written, entry, shelf),
        terms=written.terms,
        topics=shelf.topics.find_all(written.topics, entry),
        actors=shelf.actors_of(written.actors, entry, "actors"),
        sources=sources_of(written.sources),
        status=written.status,
        withdrawn=markdown_of(written.withdrawn, entry, "withdrawn"),
        formerly=written.formerly,
    )


def _roles(written: schema.WrittenActor, entry: RawRecord, shelf: ReferenceIndex) -> tuple[Role, ...]:
    return tuple(
        Role(
            title=role.title,
            of=shelf.actor(role.of, entry, ("roles", index, "of")) if role.of else None,
            since=role.from_,
            until=role.to,
        )
        for index, role in enumerate(written.roles)
    )


def _image(written: WrittenImage | None, entry: RawRecord, shelf: ReferenceIndex) -> Image | None:
    if written is None:
        return None
    file = shelf.media.find(written.file, entry, ("image", "file"), shelf.problems)
    if file is None:
        return None
    return Image(file, written.alt, entry.place(("image",)), written.credit or "", written.rights or "")


def _relations(written: schema.WrittenActor, entry: RawRecord, shelf: ReferenceIndex) -> tuple[Relation, ...]:
    found = []
    for index, one in enumerate(written.related):
        other = shelf.actor(one.actor, entry, ("related", index, "actor"))
        if other is not None:
            found.append(Relation(other, one.relation))
    return tuple(found)


def _claims(written: Sequence[str], entry: RawRecord, key: str, shelf: ReferenceIndex) -> tuple[ClaimId, ...]:
    return tuple(map(ClaimId, shelf.claims.find_all(written, entry, key, shelf.problems)))


def _verdict(written: str | None, entry: RawRecord, path: Steps, shelf: ReferenceIndex) -> VerdictId | None:
    found = shelf.verdicts.find(written, entry, path, shelf.problems) if written else None
    return None if found is None else VerdictId(found)


def _history(written: schema.WrittenClaim, entry: RawRecord, shelf: ReferenceIndex) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(change.date, change.why, _verdict(change.verdict, entry, ("history", index, "verdict"), shelf))
        for index, change in enumerate(written.history)
    )


def _passages(written: schema.WrittenPassages, entry: RawRecord, shelf: ReferenceIndex) -> tuple[AnnotationTarget, ...]:
    _report_empty_passages(written, entry, shelf)
    if written.article is not None:
        found = [_passage(written.article, written.quote, entry, (), shelf)]
    else:
        places = enumerate(written.where)
        found = [_passage(one.article, one.quote, entry, ("where", index), shelf) for index, one in places]
    return tuple(passage for passage in found if passage is not None)


def _report_empty_passages(written: schema.WrittenPassages, entry: RawRecord, shelf: ReferenceIndex) -> None:
    """Of a key with nothing behind it whoever began to write there may think that it says something."""
    places: list[Steps] = [(), *(("where", index) for index in range(len(written.where)))]
    paths: list[Steps] = [*((*place, "quote") for place in places), ("article",), ("where",)]
    # Of `quote: #1` is told already that it is a comment.
    commented = {path for path, words, comment in entry.text_with_comments() if not words and comment[1:2].strip()}
    for path in paths:
        if entry.is_left_empty(path) and path not in commented:
            means = ", so the whole article is meant" if path[-1] == "quote" else ""
            message = f'"{path[-1]}" has nothing behind it{means}'
            shelf.problems.add(entry.key_place(path), "empty-passage", message, "fill it or delete it")


def _passage(
    article: str, quote: schema.WrittenQuote | None, entry: RawRecord, path: Steps, shelf: ReferenceIndex
) -> AnnotationTarget | None:
    found = shelf.articles.find(article, entry, (*path, "article"), shelf.problems)
    if found is None:
        return None
    place = entry.place(path) if path else entry.place(("article",))
    return AnnotationTarget(ArticleId(found), place, _quote(quote, entry, (*path, "quote")) if quote else None)


def _quote(written: schema.WrittenQuote, entry: RawRecord, path: Steps) -> Quote:
    words, key = (written.exact, "exact") if written.exact is not None else (written.from_ or "", "from")
    return Quote(
        exact=words,
        location=entry.words_place((*path, key)),
        prefix=written.prefix or "",
        suffix=written.suffix or "",
        occurrence=written.occurrence or 0,
        until=written.to or "",
    )
