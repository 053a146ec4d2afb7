"""The addresses of pages elsewhere in the records of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from sitegen.content import schema
from sitegen.content.loader.folders import find_files
from sitegen.content.schema.record_models import KINDS as MODEL_OF
from sitegen.content.schema.record_models import FrontMatter
from sitegen.content.yaml_reader import Document, KeyPath, YamlValue, decode, parse, parse_front_matter
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problems
from sitegen.editor.refactoring.record_targets import FOLDER_OF
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS

_COPY: Final = "archived_url"
_SEEN: Final = ("accessed", "date")


class CitedAddress(FrozenRecord):
    """An address in a record, and what is said beside it."""

    url: str
    """With its fragment."""
    location: Location
    key: str
    """`sources.url`, `same_as`."""
    owner: KeyPath
    """The mapping of the file that it stands in."""
    wants_copy: bool
    """Whether `archived_url` could stand beside it, and does not."""
    seen: str
    """The day by which the page was as it is cited, as EDTF; empty where none is given."""
    has_accessed: bool
    """Whether `accessed` could stand beside it and does, or could not."""


def cited_addresses(root: Path) -> list[CitedAddress]:
    """All addresses in the records of an archive, in the order of their places; in the front matter of seeds, too.

    What cannot be read is left out: a check tells of it.
    """
    files = find_files(root, Problems())
    found: list[CitedAddress] = []
    for kind, folder in FOLDER_OF.items():
        for file in files.records.get(folder, ()) if files else ():
            text = _text(root, file)
            document = parse(text, file, Problems()) if text else None
            found += _in_document(document, MODEL_OF[kind])
    for seed in files.seeds if files else ():
        text = _text(root, f"{SEEDS}/{seed}") if seed.lower().endswith(".md") else None
        front = parse_front_matter(text, f"{SEEDS}/{seed}", Problems(), lambda _: True) if text else None
        found += _in_document(front, FrontMatter)
    return sorted(found, key=lambda one: one.location)


def _text(root: Path, file: str) -> str | None:
    raw = source_files.read_source(root, file, Problems())
    return None if raw is None else decode(raw, file, Problems())


def _in_document(document: Document | None, model: type[schema.Written]) -> Iterator[CitedAddress]:
    if document is None:
        return
    records = enumerate(document.value) if isinstance(document.value, list) else [(None, document.value)]
    for number, record in records:
        if isinstance(record, dict):
            yield from _in_mapping(document, record, () if number is None else (number,), (), model)


def _in_mapping(
    document: Document, mapping: dict[str, YamlValue], path: KeyPath, keys: tuple[str, ...], model: type[schema.Written]
) -> Iterator[CitedAddress]:
    known = _keys_at(model, keys)
    for key, value in mapping.items():
        inner = (*keys, key)
        for step, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            place: KeyPath = (*path, key) if step is None else (*path, key, step)
            if isinstance(item, dict):
                yield from _in_mapping(document, item, place, inner, model)
            elif isinstance(item, str) and _is_address(model, inner) and urls.is_web(item.strip()):
                seen = next((str(mapping[one]) for one in _SEEN if isinstance(mapping.get(one), str)), "")
                yield CitedAddress(
                    url=item.strip(),
                    location=document.place(place),
                    key=".".join(inner),
                    owner=path,
                    wants_copy=key == "url" and _COPY in known and not mapping.get(_COPY),
                    seen=seen,
                    has_accessed="accessed" not in known or bool(mapping.get("accessed")),
                )


@cache
def _keys_at(model: type[schema.Written], keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(schema.keys_at(model, keys))


@cache
def _is_address(model: type[schema.Written], keys: tuple[str, ...]) -> bool:
    return schema.is_web_address(model, keys)
