"""Records as written → records of the archive: fields of one name are taken over, and references looked up.

Nothing here knows the single fields: what a value is, its type in the schema and the type of the model's field say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from msgspec.structs import fields, replace

from sitegen.content import schema
from sitegen.content.loader import person_names
from sitegen.content.loader.raw_record import Path, RawRecord
from sitegen.content.loader.record_parser import ParsedRecord
from sitegen.content.loader.references import ReferenceIndex
from sitegen.content.schema.record_models import Match
from sitegen.core import dates
from sitegen.core.frozen_record import FrozenRecord, is_record
from sitegen.core.model import (
    Actor,
    ActorId,
    AnnotationTarget,
    ArticleId,
    Claim,
    ClaimId,
    Markdown,
    Note,
    NoteId,
    Quote,
    ReferenceKind,
    Topic,
    TopicId,
    is_needed,
)
from sitegen.core.problems import Problems


class RecordBuilder(FrozenRecord):
    """Builds the fields of one record, and of its parts."""

    raw: RawRecord
    references: ReferenceIndex

    def fields(self, target: type, written: schema.Written, path: Path = ()) -> dict[str, Any]:
        """The fields of `target` that the mapping at `path` says, by their names; for all others its defaults stand.

        What leads nowhere is left out. Reports: unknown-id, duplicate-id of a topic, missing-media.
        """
        found = {}
        for one in _plan(target, type(written)):
            given = getattr(written, one.name)
            if one.name == "id" and not path:
                continue  # whoever builds the record knows it
            value = None if given is None else self._value(one, given, (*path, one.key))
            if value is not None:
                found[one.name] = value
        return found

    def _value(self, field: _FieldPlan, given: Any, path: Path) -> Any:
        """A value as the model has it; None for a reference that leads nowhere, and for a part that needs one."""
        if field.reference:
            find = self.references.find_all if field.is_many else self.references.find
            found = find(field.reference, given, self.raw, path)
            return given if field.reference is ReferenceKind.REVIEWER else found
        if field.part:
            return tuple(self._parts(field.part, given, path)) if field.is_many else self._part(field.part, given, path)
        return Markdown(given, self.raw.words_place(path)) if field.is_markdown else given

    def _parts(self, target: type, written: Sequence[schema.Written], path: Path) -> Iterator[Any]:
        found = (self._part(target, one, (*path, index)) for index, one in enumerate(written))
        return (one for one in found if one is not None)

    def _part(self, target: type, written: schema.Written, path: Path) -> Any | None:
        found = self.fields(target, written, path)
        for one in _plan(target, type(written)):
            if one.is_needed and one.name not in found and getattr(written, one.name) is not None:
                return None
        if _has_location(target):
            has_text = "text" in type(written).model_fields
            found["location"] = self.raw.words_place((*path, "text")) if has_text else self.raw.place(path)
        return target(**found)


class _FieldPlan(FrozenRecord):
    """How a field of the model is made from the one of that name in the schema."""

    name: str
    key: str
    """As authors write it."""
    reference: ReferenceKind | None
    part: type | None
    """The record that each mapping makes."""
    is_many: bool
    is_markdown: bool
    is_needed: bool
    """Whether a part is left out whose reference here leads nowhere."""


@cache
def _plan(target: type, model: type[schema.Written]) -> tuple[_FieldPlan, ...]:
    hints = get_type_hints(target)
    found = []
    for own in fields(cast("Any", target)):
        given = model.model_fields.get(own.name)
        if given is None or own.name == "location":
            continue
        types = [hints[own.name], *get_args(hints[own.name])]
        key = given.alias or own.name
        has_parts = schema.keys_at(model, (key,)) != []
        found.append(
            _FieldPlan(
                name=own.name,
                key=key,
                reference=schema.reference_at(model, (key,)),
                part=next((one for one in types if is_record(one)), None) if has_parts else None,
                is_many=get_origin(hints[own.name]) is tuple,
                is_markdown=Markdown in types,
                is_needed=is_needed(own),
            )
        )
    return tuple(found)


@cache
def _has_location(target: type) -> bool:
    return "location" in cast("Any", target).__struct_fields__


def build_actor(one: ParsedRecord[schema.WrittenActor], references: ReferenceIndex) -> Actor:
    """An actor. Reports: unknown-id, duplicate-id of a topic, missing-media."""
    written = one.written
    found = RecordBuilder(one.raw, references).fields(Actor, written)
    found.setdefault("sort_name", person_names.sort_name(written.name, written.kind, written.surname))
    found["surnames"] = person_names.surnames(written.name, written.kind, written.surname)
    found["is_pinned_only"] = written.match is Match.PINNED
    return Actor(id=ActorId(one.id), location=one.raw.location, **found)


def build_claim(one: ParsedRecord[schema.WrittenClaim], references: ReferenceIndex) -> Claim:
    """A claim. Reports: unknown-id, duplicate-id of a topic, empty-passage."""
    found = RecordBuilder(one.raw, references).fields(Claim, one.written)
    passages = _targets(one.written, one.raw, references)
    claim = Claim(id=ClaimId(one.id), location=one.raw.location, passages=passages, **found)
    return _with_all_speakers(_with_verdict(claim))


def _with_verdict(claim: Claim) -> Claim:
    """A claim whose verdict is its own or that of its newest review, with the other reviews, the newest first."""
    if not claim.reviews:
        return claim
    others = sorted(claim.reviews, key=lambda one: dates.date_order(one.reviewed), reverse=True)
    shown = next((one for one in others if one.verdict), None)
    if claim.verdict or not shown:
        return replace(claim, reviews=tuple(others))
    others.remove(shown)
    taken = {name: getattr(shown, name) for name in ("verdict", "review", "reviewed_by", "reviewed")}
    return replace(claim, reviews=tuple(others), **taken)


def _with_all_speakers(claim: Claim) -> Claim:
    """A claim with all who said it; where places have speakers of their own, each place has its speakers."""
    if not any(one.speakers for one in claim.passages):
        return claim
    passages = tuple(replace(one, speakers=one.speakers or claim.speakers) for one in claim.passages)
    speakers = dict.fromkeys((*claim.speakers, *(actor for one in passages for actor in one.speakers)))
    return replace(claim, passages=passages, speakers=tuple(speakers))


def build_note(one: ParsedRecord[schema.WrittenNote], references: ReferenceIndex) -> Note:
    """A note. Reports: unknown-id, duplicate-id of a topic, empty-passage."""
    found = RecordBuilder(one.raw, references).fields(Note, one.written)
    passages = _targets(one.written, one.raw, references)
    return Note(id=NoteId(one.id), location=one.raw.location, passages=passages, **found)


def build_topic(one: ParsedRecord[schema.WrittenTopic], references: ReferenceIndex) -> Topic:
    """A topic that has a record; it is not related to itself. Reports: unknown-id, duplicate-id."""
    found = RecordBuilder(one.raw, references).fields(Topic, one.written)
    found["related"] = tuple(other for other in found["related"] if other != one.id)
    return Topic(id=TopicId(one.id), location=one.raw.location, **found)


def _targets(written: schema.HasPassages, raw: RawRecord, references: ReferenceIndex) -> tuple[AnnotationTarget, ...]:
    """What a claim or a note is about, in the author's order. Reports: unknown-id, empty-passage."""
    _report_empty_passages(written, raw, references.problems)
    if written.article is not None:
        found = [_target(written.article, written.quote, raw, (), references)]
    else:
        places = enumerate(written.where)
        found = [_place(one, raw, ("where", index), references) for index, one in places]
    return tuple(target for target in found if target is not None)


def _report_empty_passages(written: schema.HasPassages, raw: RawRecord, problems: Problems) -> None:
    """Report keys of passages with nothing behind them: their author may think that they say something."""
    places: list[Path] = [(), *(("where", index) for index in range(len(written.where)))]
    paths: list[Path] = [*((*place, "quote") for place in places), ("article",), ("where",)]
    # That `quote: #1` is a comment was reported already.
    commented = {path for path, words, comment in raw.text_with_comments() if not words and comment[1:2].strip()}
    for path in paths:
        if raw.is_left_empty(path) and path not in commented:
            means = ", so the whole article is meant" if path[-1] == "quote" else ""
            message = f'"{path[-1]}" has nothing behind it{means}'
            problems.add(raw.key_place(path), "empty-passage", message, "fill it or delete it")


def _target(
    article: str, quote: schema.WrittenQuote | None, raw: RawRecord, path: Path, references: ReferenceIndex
) -> AnnotationTarget | None:
    found = references.find(ReferenceKind.ARTICLE, article, raw, (*path, "article"))
    if found is None:
        return None
    place = raw.place(path) if path else raw.place(("article",))
    return AnnotationTarget(ArticleId(found), place, _quote(quote, raw, (*path, "quote")) if quote else None)


def _place(
    written: schema.WrittenPassage, raw: RawRecord, path: Path, references: ReferenceIndex
) -> AnnotationTarget | None:
    """A place with who says it there, and when."""
    found = _target(written.article, written.quote, raw, path, references)
    if found is None or not isinstance(written, schema.WrittenUtterance):
        return found
    speakers = references.find_all(ReferenceKind.ACTOR, written.speakers, raw, (*path, "speaker"))
    return replace(found, speakers=tuple(map(ActorId, speakers)), date=written.date)


def _quote(written: schema.WrittenQuote, raw: RawRecord, path: Path) -> Quote:
    words, key = (written.exact, "exact") if written.exact is not None else (written.from_ or "", "from")
    return Quote(
        exact=words,
        location=raw.words_place((*path, key)),
        prefix=written.prefix or "",
        suffix=written.suffix or "",
        occurrence=written.occurrence or 0,
        until=written.until or "",
    )
