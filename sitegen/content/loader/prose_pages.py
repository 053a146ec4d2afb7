"""Prose pages: Markdown files with front matter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.content import schema
from sitegen.content.loader import former_ids, front_matter_records
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import RawRecord, stem_id
from sitegen.content.loader.record_builders import RecordBuilder, ReferenceIndex
from sitegen.content.loader.record_parser import LoadContext, id_of, validated
from sitegen.content.yaml_reader import decode, split_front_matter
from sitegen.core import url_passwords, urls
from sitegen.core.model import Markdown, PageId, ProsePage
from sitegen.core.problems import Location, Problems
from sitegen.files import source_files


def read_pages(root: Path, files: Sequence[str], context: LoadContext) -> list[ProsePage]:
    """The prose pages, sorted by id.

    Reports what can be wrong in a file and a record, and path-collision for an id that a build uses itself.
    """
    registry = IdRegistry("prose page")
    found = [page for file in files if (page := _page(root, file, registry, context)) is not None]
    pages = sorted((page for page, _ in found), key=lambda page: page.id)
    entries = {str(page.id): raw for page, raw in found}
    return former_ids.without_collisions(pages, entries, context.problems, urls.RESERVED)


def _page(root: Path, file: str, registry: IdRegistry, context: LoadContext) -> tuple[ProsePage, RawRecord] | None:
    data = source_files.read_source(root, file, context.problems)
    text = None if data is None else decode(data, file, context.problems)
    if text is None:
        return None
    own = Problems()
    raw = front_matter_records.parse_record_front_matter(text, file, own)
    context.problems.extend(own)
    if raw is None:
        if not len(own):
            message, hint = "a prose page needs a title", "begin the file with three lines: ---, title: …, ---"
            context.problems.add(Location(file, 1, 1), "missing-key", message, hint)
        return None
    identifier = id_of(raw, stem_id(file), context)
    written = validated(schema.WrittenPage, raw, context)
    if written is None or not identifier:
        return None
    place = raw.place(("id",)) if "id" in raw.values else raw.location
    if urls.id_key(identifier) in urls.RESERVED:
        message = f'"{identifier}" is a folder that a build makes itself'
        context.problems.add(place, "path-collision", message, "give the page another `id`, or the file another name")
        return None
    if not registry.claim_at(identifier, written.title, place, context.problems):
        return None
    _, body, line = split_front_matter(text)
    for found in url_passwords.find(body):
        context.problems.add(Location(file, line + body.count("\n", 0, found.start)), *found.problem())
    fields = RecordBuilder(raw, ReferenceIndex({}, context.problems)).fields(ProsePage, written)
    page = ProsePage(PageId(identifier), raw.location, body=Markdown(body, Location(file, line, 1)), **fields)
    return page, raw
