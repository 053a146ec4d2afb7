"""Prose pages: Markdown files with front matter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen.content import schema
from sitegen.content.loader import former_ids, front_matter_records
from sitegen.content.loader.field_values import markdown_of
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import RawRecord, stem_id
from sitegen.content.loader.record_parser import LoadContext, id_of, validated
from sitegen.content.yaml_reader import decode, split_front_matter
from sitegen.core import url_passwords, urls
from sitegen.core.model import Markdown, PageId, ProsePage
from sitegen.core.problems import Location, Problems
from sitegen.files import source_files


def read_pages(root: Path, files: Sequence[str], desk: LoadContext) -> list[ProsePage]:
    """The prose pages, sorted by id.

    Reports what can be wrong in a file and a record, and path-collision for an id that a build uses itself.
    """
    known = IdRegistry("prose page")
    found = [page for file in files if (page := _page(root, file, known, desk)) is not None]
    pages = sorted((page for page, _ in found), key=lambda page: page.id)
    entries = {str(page.id): entry for page, entry in found}
    return former_ids.without_collisions(pages, entries, desk.problems, urls.RESERVED)


def _page(root: Path, file: str, known: IdRegistry, desk: LoadContext) -> tuple[ProsePage, RawRecord] | None:
    raw = source_files.read_source(root, file, desk.problems)
    text = None if raw is None else decode(raw, file, desk.problems)
    if text is None:
        return None
    own = Problems()
    entry = front_matter_records.parse_record_front_matter(text, file, own)
    desk.problems.extend(own)
    if entry is None:
        if not len(own):
            message, hint = "a prose page needs a title", "begin the file with three lines: ---, title: …, ---"
            desk.problems.add(Location(file, 1, 1), "missing-key", message, hint)
        return None
    identifier = id_of(entry, stem_id(file), desk)
    written = validated(schema.WrittenPage, entry, desk)
    if written is None or not identifier:
        return None
    place = entry.place(("id",)) if "id" in entry.values else entry.location
    if urls.id_key(identifier) in urls.RESERVED:
        message = f'"{identifier}" is a folder that a build makes itself'
        desk.problems.add(place, "path-collision", message, "give the page another `id`, or the file another name")
        return None
    if not known.claim_at(identifier, written.title, place, desk.problems):
        return None
    _, body, line = split_front_matter(text)
    for found in url_passwords.find(body):
        desk.problems.add(Location(file, line + body.count("\n", 0, found.start)), *found.told())
    page = ProsePage(
        PageId(identifier), entry.location, written.title, Markdown(body, Location(file, line, 1)),
        written.summary or "", written.status, markdown_of(written.withdrawn, entry, "withdrawn"), written.formerly,
    )  # fmt: skip
    return page, entry
