"""Reads files of an archive that are not known: YAML, checked by its schema. Nothing of it is loaded where all are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from sitegen.content import schema
from sitegen.content.loader.file_trace import FileTrace, FreshRecord
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.kept_files import KeptSeedNames, KeptSource, ReadingContext
from sitegen.content.loader.raw_record import RawRecord, ids_in, raw_records
from sitegen.content.loader.record_builders import build_actor, build_claim, build_note, build_topic
from sitegen.content.loader.record_parser import LoadContext, label_of, parse_all
from sitegen.content.loader.unpublished_seeds import UnpublishedSeeds
from sitegen.content.yaml_reader import decode
from sitegen.core.problems import Problems
from sitegen.files import source_files

T = TypeVar("T", bound=FileTrace[Any])


class _Kind(NamedTuple):
    model: type[schema.Written]
    build: Callable[..., Any]


_KINDS: Final = {
    "actors": _Kind(schema.WrittenActor, build_actor),
    "claims": _Kind(schema.WrittenClaim, build_claim),
    "notes": _Kind(schema.WrittenNote, build_note),
    "topics": _Kind(schema.WrittenTopic, build_topic),
}
"""By the folder in `content/`."""


class FileReader:
    """Reads the files of one archive, each once."""

    def __init__(self, root: Path, context: ReadingContext, changes: Mapping[str, bytes | None] = {}) -> None:
        """`changes` are as `KnownArchive.changes`."""
        zone = ZoneInfo(context.timezone)
        self.root, self._changes = root, changes
        self.problems = Problems()
        """Those of the file that is being read; its trace takes them."""
        self.context = LoadContext(schema.ValidationContext(zone), self.problems, UnpublishedSeeds(context.as_of, zone))
        """What parsing a record needs."""
        self.traces: list[FileTrace[Any]] = []
        """Those of the files that were read so far."""

    def read(self, trace: type[T], file: str) -> tuple[T, bytes | None]:
        """The trace of a file that is read now, and its bytes; None where it cannot be read.

        Reports: unreadable-file, outside-link.
        """
        is_changed = file in self._changes
        data = self._changes[file] if is_changed else source_files.read_source(self.root, file, self.problems)
        begun = trace(file, hashlib.sha256(data or b"").hexdigest())
        self.traces.append(begun)
        return begun, data

    def read_records(self, kind: str, file: str, registry: IdRegistry) -> list[FreshRecord[Any]]:
        """The records of a file of `content/`, their ids registered; of those that cannot be used, the ids alone.

        Reports, to the trace of the file: what `raw_records` and `parse_all` report, not-utf8, unreadable-file,
        outside-link.
        """
        trace, data = self.read(FileTrace, file)
        found = self._raw_records(file, data, registry)
        model, build = _KINDS[kind]
        parsed = parse_all(found, model, registry, self.context)
        trace.take(self.problems)
        return [FreshRecord(one, trace, label_of(one.raw), build) for one in parsed]

    def read_article_records(self, file: str, registry: IdRegistry) -> tuple[list[RawRecord], str]:
        """The records of a file of `content/articles/`, and the hash of its bytes. Reports as `read_records`."""
        trace, data = self.read(SeedNamesTrace, file)
        trace.raw = self._raw_records(file, data, registry)
        trace.take(self.problems)
        return trace.raw, trace.sha256

    def _raw_records(self, file: str, data: bytes | None, registry: IdRegistry) -> list[RawRecord]:
        text = None if data is None else decode(data, file, self.problems)
        found: list[RawRecord] = []
        if text is None:
            lost = ids_in(file, (data or b"").decode(errors="replace"))
        else:
            found, lost = raw_records(file, text, self.problems)
        for identifier in lost:
            registry.tolerate(identifier)
        return found


class SeedNamesTrace(FileTrace[Any]):
    """What is found in a file of `content/articles/`, whose records go to their seeds."""

    __slots__ = ("raw",)
    raw: list[RawRecord]

    def kept(self) -> KeptSource | None:
        """The seeds that its records are about; None where one is about none."""
        names = [(one.values.get("seed"), one.location) for one in self.raw]
        found = tuple((name, place) for name, place in names if isinstance(name, str))
        return KeptSeedNames(found) if self.is_sound and len(found) == len(names) else None
