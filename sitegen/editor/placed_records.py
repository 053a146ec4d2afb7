"""A record by its kind and id: what stands in its file now, of an article also in the front matter of its seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from sitegen.content import schema
from sitegen.content.loader import front_matter_records
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.yaml_reader import decode
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, Archive, Article, Claim, Note, Site, Topic
from sitegen.core.problems import Problems
from sitegen.editor import author_files, forms, mention_edits
from sitegen.editor.api_types import EditRefusedError, FormValues, ListedRecord, RecordKind, refusal
from sitegen.editor.author_files import ContentFile, FileRecord
from sitegen.editor.file_choice import FOLDERS, records_of
from sitegen.files import source_files
from sitegen.files.source_files import CONTENT, SEEDS

EditableRecord: TypeAlias = "Actor | Article | Claim | Note | Topic"

_NOT_FORM: Final = frozenset({"id", "seed", "sha256"})


class PlacedRecord(FrozenRecord):
    """A record of the archive with what is written about it."""

    kind: RecordKind
    known: EditableRecord
    """As it was loaded."""
    content: ContentFile | None = None
    """The file of its record; None where it has none: a topic that is only named, an article that is a seed alone."""
    record: FileRecord | None = None
    beneath: FormValues = {}  # noqa: RUF012 - msgspec makes each its own
    """What the front matter of the seed says, as far as the record does not."""

    @property
    def values(self) -> FormValues:
        """What is written about it."""
        own = self.record.values if self.record else {}
        named: FormValues = {"name": self.known.name} if isinstance(self.known, Topic) and not self.record else {}
        return {**self.beneath, **named, **own}

    @property
    def version(self) -> str:
        """That of its file; empty where there is none."""
        return self.content.version if self.content else ""


def find_record(root: Path, archive: Archive, kind: RecordKind, identifier: str) -> PlacedRecord:
    """The record as it stands in its file now. Raises EditRefusedError where it cannot be found or read."""
    known = next((one for one in records_of(archive, kind) if one.id == identifier), None)
    if known is None:
        raise refusal(CONTENT, f'there is no {kind} "{identifier}" any more', "load the page again")
    if isinstance(known, Article):
        content, record = mention_edits.article_record(root, known) or (None, None)
        return PlacedRecord(kind, known, content, record, _front_matter(root, archive.site, known))
    if not known.location.file.startswith(f"{CONTENT}/{FOLDERS[kind]}/"):
        return PlacedRecord(kind, known)
    content = author_files.read(root, known.location.file)
    record = content.record(identifier)
    if record is None:
        raise refusal(content.file, f'there is no {kind} "{identifier}" in this file any more', "load the page again")
    return PlacedRecord(kind, known, content, record)


def records_about(root: Path, archive: Archive, article: str) -> Iterator[ListedRecord]:
    """The claims and notes about an article, as they stand in their files now."""
    read: dict[str, tuple[ContentFile, dict[str, FileRecord]] | None] = {}
    for kind in (RecordKind.CLAIM, RecordKind.NOTE):
        for known in records_of(archive, kind):
            passages = known.passages if isinstance(known, Claim | Note) else ()
            quotes = [one.quote for one in passages if one.article == article]
            if not quotes:
                continue
            file = known.location.file
            if file not in read:
                read[file] = _readable(root, file)
            content, records = read[file] or (None, {})
            record = records.get(known.id)
            if record:
                words = [f"{one.exact} … {one.until}" if one.until else one.exact for one in quotes if one]
                yield listed_record(PlacedRecord(kind, known, content, record), words)


def _readable(root: Path, file: str) -> tuple[ContentFile, dict[str, FileRecord]] | None:
    """A file and its records by their ids; None where it was broken since the archive was read."""
    try:
        content = author_files.read(root, file)
    except EditRefusedError:
        return None
    return content, {one.id: one for one in content.records()}


def listed_record(placed: PlacedRecord, words: Sequence[str] = ()) -> ListedRecord:
    """What the pages are told of it."""
    record = placed.record
    return ListedRecord(
        kind=placed.kind,
        id=placed.known.id,
        name=name_of(placed.known),
        file=placed.content.file if placed.content else "",
        line=record.line if record else 0,
        version=placed.version,
        values=forms.values_for_form(placed.kind, placed.values),
        words=tuple(words),
        is_draft=placed.known.status is not None and placed.known.status.is_unfinished,
    )


def name_of(record: EditableRecord) -> str:
    """By what people know it."""
    if isinstance(record, Claim):
        return record.claim
    if isinstance(record, Actor | Topic):
        return record.name
    return record.title or record.id


def _front_matter(root: Path, site: Site, article: Article) -> FormValues:
    """What a build reads of the front matter of a seed; its `id` and `seed` are not asked for."""
    file = f"{SEEDS}/{article.seed}"
    raw = source_files.read_source(root, file, Problems()) if file.lower().endswith(".md") else None
    text = None if raw is None else decode(raw, file, Problems())
    front = None if text is None else front_matter_records.seed_front_matter_record(text, file, None, Problems())
    if not isinstance(front, RawRecord):
        return {}
    keys = [key for key in schema.keys_at(schema.FrontMatter, ()) if key not in _NOT_FORM]
    values: FormValues = {key: front.values[key] for key in keys if key in front.values}  # type: ignore[misc]
    try:
        schema.parse_record(schema.FrontMatter, values, schema.ValidationContext(ZoneInfo(site.timezone)))
    except ValidationError as error:
        wrong = {one.path[0] for one in schema.schema_problems(schema.FrontMatter, error) if one.path}
        return {key: value for key, value in values.items() if key not in wrong}
    return values
