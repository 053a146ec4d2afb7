"""What a build keeps of the author's files, so that the next one reads only those that changed.

Each file is packed by itself and named with the hash of its content: what is kept of one that did not change is written
again as it is, without being read, and no build can take it for that of another content.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from sitegen.content import loader
from sitegen.content.loader.kept_files import (
    NOTHING_KNOWN,
    KeptArchive,
    KeptSite,
    KeptSource,
    KeptUsage,
    KnownArchive,
    ReadingContext,
    SourceDecoder,
)
from sitegen.content.loader.parallel_reading import Workers, alone
from sitegen.core.model import Archive
from sitegen.core.problems import Problems
from sitegen.engine.cache import DamagedError
from sitegen.engine.cached_records import RECORDS
from sitegen.files.signatures import SourceManifest


class RecordTable(NamedTuple):
    """What is kept of all files."""

    site: KeptSite
    context: ReadingContext
    usage: msgspec.Raw
    """A `KeptUsage`."""
    sources: dict[str, tuple[str, msgspec.Raw]]
    """By path below the archive's root: the SHA-256 of the bytes that were read, and a `KeptSource`."""


class RecordCache(NamedTuple):
    """What the last build kept of the author's files, and how they look now."""

    table: RecordTable | None
    """None where nothing was kept, or what was cannot be used."""
    sources: SourceManifest | None
    """None where that is not certain."""


NO_RECORDS: Final = RecordCache(None, None)


class LoadedSources(NamedTuple):
    """An archive, and what is known of the files that it was loaded from."""

    archive: Archive
    hashes: Mapping[str, str]
    """Of each file by its path below the archive's root, where that is certain."""
    records: RecordTable | None
    """What is to be kept; None where that is what was kept."""
    damage: DamagedError | None
    """What was wrong with what was kept."""


def load_archive(root: Path, problems: Problems, last: RecordCache, workers: Workers = alone) -> LoadedSources | None:
    """The archive below `root`, of which only the files are read that are not known; None where there is none.

    `workers` says how many processes share them. Reports: as `loader.load`.
    """
    was_on, damage = gc.isenabled(), None
    gc.disable()  # all of it lives as long as the archive does
    try:
        try:
            known = _known(last)
        except DamagedError as error:
            last, damage = last._replace(table=None), error
            known = _known(last)
        loaded = loader.load_known(root, problems, known, workers)
        if loaded is None:
            return None
        return LoadedSources(loaded.archive, known.hashes, _updated(last.table, loaded.kept), damage)
    finally:
        if was_on:
            gc.freeze()  # else all of it would be looked through at once
            gc.enable()


def _known(last: RecordCache) -> KnownArchive:
    """What still holds of what was kept. Raises DamagedError."""
    hashes = last.sources.hash_of_each() if last.sources else {}
    table = last.table
    if table is None:
        return NOTHING_KNOWN._replace(hashes=hashes)
    try:
        found = _decoded(table, hashes)
        usage = msgspec.msgpack.decode(table.usage, type=KeptUsage)
    except Exception as error:  # a record can refuse its fields in any way
        raise DamagedError(part=RECORDS) from error
    return KnownArchive(table.site, table.context, usage, found, hashes, len(found) == len(table.sources))


def _updated(last: RecordTable | None, kept: KeptArchive) -> RecordTable | None:
    """What is to be kept after a load; None where it is what was kept."""
    before = {**last.sources, **kept.packed} if last else kept.packed
    again = {path: before[path] for path in kept.reused}
    fresh = {path: (sha256, packed) for path, (sha256, one) in kept.sources.items() if (packed := _packed(one))}
    if last and not fresh and not kept.packed and len(again) == len(last.sources) and kept.site == last.site:
        return None
    usage = msgspec.Raw(msgspec.msgpack.encode(kept.usage))
    return RecordTable(kept.site, kept.context, usage, again | fresh)


def _decoded(table: RecordTable, hashes: Mapping[str, str]) -> dict[str, KeptSource]:
    """The files whose content is what was read; of names that no archive has none."""
    decode, found = SourceDecoder(), dict[str, KeptSource]()
    for path, (sha256, packed) in table.sources.items():
        if hashes.get(path) == sha256 and (one := decode(path, packed)) is not None:
            found[path] = one
    return found


class KeptSources:
    """What is kept of single files."""

    def __init__(self, table: RecordTable) -> None:
        self._sources, self._decode = table.sources, SourceDecoder()

    def __call__(self, path: str) -> KeptSource | None:
        """What is kept of a file; None where nothing is. Raises DamagedError."""
        if path not in self._sources:
            return None
        try:
            return self._decode(path, self._sources[path][1])
        except Exception as error:  # a record can refuse its fields in any way
            raise DamagedError(part=RECORDS) from error


def _packed(source: KeptSource) -> msgspec.Raw | None:
    """What is kept of a file; None where a text of it cannot be packed."""
    try:
        return msgspec.Raw(msgspec.msgpack.encode(source))
    except (UnicodeEncodeError, TypeError):
        return None
