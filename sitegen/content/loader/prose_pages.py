"""Prose pages that are not known: Markdown files with front matter."""

from __future__ import annotations

from functools import partial

from sitegen.content import schema
from sitegen.content.loader import front_matter_records
from sitegen.content.loader.file_reader import FileReader
from sitegen.content.loader.file_trace import FileTrace, FreshRecord
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import RawRecord, stem_id
from sitegen.content.loader.record_builders import RecordBuilder
from sitegen.content.loader.record_parser import LoadContext, ParsedRecord, id_of, validated
from sitegen.content.loader.references import ReferenceIndex
from sitegen.content.yaml_reader import decode, split_front_matter
from sitegen.core import url_passwords, urls
from sitegen.core.model import Markdown, PageId, ProsePage
from sitegen.core.problems import Location, Problems


def read_page(reader: FileReader, file: str, registry: IdRegistry) -> FreshRecord[ProsePage] | None:
    """The prose page of a file, its id registered; None where it cannot be used.

    Reports, to the trace of the file, what can be wrong in a file and a record, and path-collision for an id that a
    build uses itself.
    """
    trace: FileTrace[ProsePage]
    trace, data = reader.read(FileTrace, file)
    text = None if data is None else decode(data, file, reader.problems)
    raw = None if text is None else _front_matter(text, file, reader.problems)
    parsed = None if raw is None else _parsed(raw, registry, reader.context)
    if text is None or parsed is None:
        trace.take(reader.problems)
        return None
    _, body, line = split_front_matter(text)
    for found in url_passwords.find(body):
        reader.problems.add(Location(file, line + body.count("\n", 0, found.start)), *found.problem())
    trace.take(reader.problems)
    make = partial(_build_page, Markdown(body, Location(file, line, 1)))
    return FreshRecord(parsed, trace, parsed.written.title, make)


def _build_page(body: Markdown, one: ParsedRecord[schema.WrittenPage], references: ReferenceIndex) -> ProsePage:
    fields = RecordBuilder(one.raw, references).fields(ProsePage, one.written)
    return ProsePage(PageId(one.id), one.raw.location, body=body, **fields)


def _front_matter(text: str, file: str, problems: Problems) -> RawRecord | None:
    own = Problems()
    raw = front_matter_records.parse_record_front_matter(text, file, own)
    problems.extend(own)
    if raw is None and not len(own):
        message, hint = "a prose page needs a title", "begin the file with three lines: ---, title: …, ---"
        problems.add(Location(file, 1, 1), "missing-key", message, hint)
    return raw


def _parsed(raw: RawRecord, registry: IdRegistry, context: LoadContext) -> ParsedRecord[schema.WrittenPage] | None:
    identifier = id_of(raw, stem_id(raw.file), context)
    written = validated(schema.WrittenPage, raw, context)
    if written is None or not identifier:
        return None
    if urls.id_key(identifier) in urls.RESERVED:
        message = f'"{identifier}" is a folder that a build makes itself'
        hint = "give the page another `id`, or the file another name"
        context.problems.add(raw.id_place, "path-collision", message, hint)
        return None
    is_free = registry.claim_at(identifier, written.title, raw.id_place, context.problems)
    return ParsedRecord(identifier, raw, written) if is_free else None
