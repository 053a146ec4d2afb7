"""`seeds/` and `content/` → the archive, checked against itself; all problems are reported in one run.

A load can be given what is known of files that did not change (`kept_files`). Then only the others are read, and
neither YAML nor the schemas are loaded where there are none; all that files decide together is looked at every time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sitegen.content.loader import folders
from sitegen.content.loader.attempt import LoadAttempt
from sitegen.content.loader.id_registry import MediaRegistry
from sitegen.content.loader.kept_files import (
    NOTHING_KNOWN,
    KeptArchive,
    KeptSite,
    KnownArchive,
    ReadingContext,
)
from sitegen.content.loader.parallel_reading import Workers, alone, read_unknown
from sitegen.content.loader.reading_plan import ReadingPlan
from sitegen.core.model import Archive
from sitegen.core.problems import Problems

__all__ = ["LoadedArchive", "load", "load_changed", "load_known"]


class LoadedArchive(NamedTuple):
    """An archive, and what the next load may know of it."""

    archive: Archive
    kept: KeptArchive


def load(root: Path, problems: Problems) -> Archive | None:
    """All that the author wrote, every reference looked up; None where there is no archive.

    A value that is wrong is left out alone where its record can do without it, else the record is. A reference to a
    record that is left out leads nowhere, but is no mistake of its own.
    Reports: every code of files and folders (but those of the output), of YAML, and of records.
    """
    loaded = load_known(root, problems, NOTHING_KNOWN)
    return loaded.archive if loaded else None


def load_known(root: Path, problems: Problems, known: KnownArchive, workers: Workers = alone) -> LoadedArchive | None:
    """The same as `load` gives and reports, without reading the files that are known.

    `workers` says how many processes share the others.
    """
    found = Problems()
    files = folders.find_files(root, found)
    problems.extend(found)
    if files is None:
        return None
    if known.changes:
        files = folders.with_changes(files, known.changes)
    media = MediaRegistry(files.media)
    with _gc_disabled():
        settings = _settings(root, files.site, media, known)
        problems.accept(settings.site.accept)
        problems.extend(settings.problems)
        context = ReadingContext(settings.site.timezone, settings.site.as_of)
        if known.context != context:
            known = NOTHING_KNOWN
        plan = ReadingPlan(root, context, settings, media, frozenset(files.seeds))
        known, packed = read_unknown(plan, files, known, workers)
        while True:
            attempt = LoadAttempt(root, files, context, known, found)
            archive = attempt.archive(settings, media)
            if not attempt.stale:
                break
            known = known.without(attempt.stale)
        problems.extend(attempt.problems)
        return LoadedArchive(archive, attempt.kept(settings)._replace(packed=packed))


def load_changed(
    root: Path, problems: Problems, before: LoadedArchive, changes: Mapping[str, bytes | None]
) -> Archive | None:
    """The archive as it will be once these files are written, of which none is its settings; None = the file is gone.

    `before` is the archive as it is, loaded without anything known. Reports: as `load`.
    """
    kept = before.kept
    sources = {file: one for file, (_, one) in kept.sources.items() if file not in changes}
    hashes = {file: sha256 for file, (sha256, _) in kept.sources.items() if file not in changes}
    hashes[kept.site.file] = kept.site.sha256
    known = KnownArchive(kept.site, kept.context, kept.usage, sources, hashes, is_whole=True, changes=changes)
    loaded = load_known(root, problems, known)
    return loaded.archive if loaded else None


def _settings(root: Path, file: str, media: MediaRegistry, known: KnownArchive) -> KeptSite:
    """The settings. Reports, in what it gives: as `read_site`."""
    before, sha256 = known.site, known.hashes.get(file, " ") if file else ""
    if before and (before.file, before.sha256, before.media) == (file, sha256, media.fingerprint()):
        return before
    from sitegen.content.loader.site_config import read_site

    return read_site(root, file, media)


@contextmanager
def _gc_disabled() -> Iterator[None]:
    """Context manager: no garbage collection; all records live until the end and would be scanned again and again.

    Measured on 10,000 seeds with front matter and 20,000 files of one or two records: 5.0 s instead of 5.8 s.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
