"""Whether a record can be written: what the schema says of it, and whether all it refers to is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from pydantic import ValidationError

from sitegen.content import schema
from sitegen.content.loader.topics import ANOTHER_TOPIC, topic_name_key
from sitegen.content.reference_fields import LinkTarget, link_targets
from sitegen.content.schema import to_nfc
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Archive, Markdown, Status
from sitegen.core.problems import Location, Problem, Problems
from sitegen.core.suggestions import Suggestions
from sitegen.editor.api_types import FieldProblem, FormValue, FormValues, RecordKind
from sitegen.editor.forms import FORMS, MODELS, FormField, InputType, listed
from sitegen.site.record_markdown import RecordMarkdown


class KnownRecord(FrozenRecord):
    """A record that can be referred to."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    """Other words by which it can be found."""
    sign: str = ""
    """The kind of an actor, the tone of a verdict."""


class KnownRecords:
    """What the records of an archive can refer to."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @cached_property
    def names(self) -> Mapping[str, tuple[KnownRecord, ...]]:
        """By the word that a form's field has for them."""
        archive = self.archive
        return {
            "actors": tuple(KnownRecord(one.id, one.name, one.aliases, one.kind.value) for one in archive.actors),
            **dict.fromkeys(
                ("members", "reviewers"), tuple(KnownRecord(one.id, one.name) for one in archive.site.team)
            ),
            "topics": tuple(KnownRecord(one.id, one.name) for one in archive.topics),
            "claims": tuple(KnownRecord(one.id, one.claim) for one in archive.claims),
            "notes": tuple(KnownRecord(one.id, one.title) for one in archive.notes),
            "media": tuple(KnownRecord(path, path) for path in archive.media),
            "verdicts": tuple(KnownRecord(one.id, one.label, sign=one.tone.value) for one in archive.site.verdicts),
        }

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The keys of all ids, by the same words."""
        return {of: frozenset(urls.id_key(one.id) for one in names) for of, names in self.names.items()}

    def has_file(self, path: str) -> bool:
        """Whether there is a file of this path in `content/media/`, as a record may write it."""
        name = to_nfc(path)
        tried = (name, name.removeprefix("./"), name.removeprefix("content/").removeprefix("media/"))
        return any(one in self._files for one in tried)

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(map(to_nfc, self.archive.media))

    def has(self, of: str, identifier: str) -> bool:
        """Whether there is a record with this id."""
        # A reviewer may be anybody, and who is of the team may be called by name.
        is_called = of == "members" and any(one.name == identifier for one in self.names[of])
        return of == "reviewers" or is_called or urls.id_key(identifier) in self.ids[of]

    def hint(self, of: str, written: str) -> str:
        """Which one may have been meant."""
        return self._suggestions[of].hint(written) or f"choose one of the list, or write a record of this {of[:-1]}"

    @cached_property
    def _suggestions(self) -> Mapping[str, Suggestions]:
        return {of: Suggestions({one.id: one.name for one in names}) for of, names in self.names.items()}


def problems(kind: RecordKind, values: FormValues, known: KnownRecords, file: str) -> Iterator[FieldProblem]:
    """All that is wrong with a record that is to stand in `file`.

    Reports what reading an archive reports of a record; of references: unknown-id, duplicate-id; of its
    Markdown: unknown-id, link-ambiguous, dead-link.
    """
    yield from _schema_problems(kind, values, known, file)
    for name, field, given in _fields_in(FORMS[kind], values, ""):
        if field.ask is InputType.TEXT and isinstance(given, str):
            yield from _markdown_problems(name, given, known, file)
        elif field.of == "topics":
            yield from _topic_problems(name, _ids(given), known, file)
        elif field.of == "media":
            yield from _media_problems(name, _ids(given), known, file)
        elif field.of:
            yield from _reference_problems(name, field.of, _ids(given), known, file)


def _fields_in(
    fields: Iterable[FormField], values: Mapping[str, FormValue], at: str
) -> Iterator[tuple[str, FormField, FormValue]]:
    """Each field with a value, those of parts, too; with the way to it."""
    for field in fields:
        given = values.get(field.name)
        if given is None:
            continue
        if not field.parts:
            yield at + field.name, field, given
        for number, part in enumerate(listed(given) if field.parts else ()):
            if isinstance(part, dict):
                count = f"{number}." if field.ask is InputType.ROWS else ""
                yield from _fields_in(field.parts, part, f"{at}{field.name}.{count}")


def _schema_problems(kind: RecordKind, values: FormValues, known: KnownRecords, file: str) -> Iterator[FieldProblem]:
    setting = schema.ValidationContext(ZoneInfo(known.archive.site.timezone))
    try:
        schema.parse_record(MODELS[kind], values, setting)
    except ValidationError as error:
        for one in schema.schema_problems(MODELS[kind], error):
            hint = one.hint or (schema.description_at(MODELS[kind], one.path) if one.code == "missing-key" else "")
            name = field_name(kind, one.path)
            yield FieldProblem(Problem(Location(file), one.code, one.message, hint), name)


def field_name(kind: RecordKind, path: Sequence[str | int]) -> str:
    """The field of a form in which the value at a path is; of a part the way to it."""
    field = next((one for one in FORMS[kind] if path and one.name == path[0]), None)
    steps = path if field and field.parts else path[:1]
    return ".".join(map(str, steps if field is None or field.ask is InputType.ROWS else (s for s in steps if s != 0)))


def _media_problems(name: str, written: Iterable[str], known: KnownRecords, file: str) -> Iterator[FieldProblem]:
    for one in written:
        if not known.has_file(one):
            message = f'there is no file "{one}" in content/media/'
            hint = "choose one of the list, or drop a picture here"
            yield FieldProblem(Problem(Location(file), "missing-media", message, hint), name)


def _reference_problems(
    name: str, of: str, written: Iterable[str], known: KnownRecords, file: str
) -> Iterator[FieldProblem]:
    for one in written:
        if not known.has(of, one):
            message = f'there is no {of[:-1]} with the id "{one}"'
            yield FieldProblem(Problem(Location(file), "unknown-id", message, known.hint(of, one)), name)


def _topic_problems(name: str, written: Iterable[str], known: KnownRecords, file: str) -> Iterator[FieldProblem]:
    """A name is enough for a new topic, but not for one that would have the address of another."""
    names = {topic_name_key(topic.name) for topic in known.archive.topics}
    for one in written:
        key = topic_name_key(one)
        if known.has("topics", key.id) and key not in names and key != topic_name_key(key.id):
            message = f'the topic "{one}" would have the address of the topic "{key.id}"'
            yield FieldProblem(Problem(Location(file), "duplicate-id", message, ANOTHER_TOPIC), name)


def _markdown_problems(name: str, text: str, known: KnownRecords, file: str) -> Iterator[FieldProblem]:
    if "[" not in text and "<" not in text:
        return
    archive = known.archive
    found = Problems(accepted=archive.site.accept)
    fields = RecordMarkdown(_link_targets(archive), archive.media, archive.site.raw_html, found)
    fields.html(Markdown(text, Location(file)))
    for problem in found:
        yield FieldProblem(replace(problem, location=Location(file)), name)


def _link_targets(archive: Archive) -> Iterator[LinkTarget]:
    """Where `[[id]]` can lead once the record is published: to what readers see, whatever status the record has."""
    titles = {one.id: one.title or one.id for one in archive.articles if _is_public(one.status)}
    return link_targets(archive, titles, _is_public)


def _is_public(status: Status | None) -> bool:
    """Whether readers may see a record; one without a status they do not where only drafts name it."""
    return status in (None, Status.PUBLISHED)


def _ids(given: object) -> Iterator[str]:
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str):
            yield one
