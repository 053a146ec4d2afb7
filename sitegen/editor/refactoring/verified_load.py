"""An archive loaded as it would be after a change, before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sitegen.content import loader
from sitegen.content.loader import LoadedArchive
from sitegen.content.loader.folders import ArchiveFiles, find_files
from sitegen.content.loader.kept_files import NOTHING_KNOWN, KnownArchive
from sitegen.core.model import Archive
from sitegen.core.problems import Problem, Problems, Severity
from sitegen.editor.api_types import EditRefusedError, FieldProblem, FileChange
from sitegen.files import source_files
from sitegen.files.source_files import CONTENT


class CheckedArchive(NamedTuple):
    """An archive as it is, with what loading it reported."""

    loaded: LoadedArchive
    problems: tuple[Problem, ...]


def load(root: Path) -> CheckedArchive:
    """The archive as it is, for `plan_rename` and `plan_merge`. Raises EditRefusedError where there is none."""
    problems = Problems()
    loaded = loader.load_known(root, problems, NOTHING_KNOWN)
    if loaded is None:
        raise EditRefusedError(*map(FieldProblem, problems))
    return CheckedArchive(loaded, tuple(problems))


def load_again(root: Path, before: CheckedArchive) -> CheckedArchive:
    """The same as `load` gives, without parsing the files that are as they were. Raises EditRefusedError.

    Every file is hashed for that: at 10,000 articles a quarter of what parsing takes.
    """
    kept, problems = before.loaded.kept, Problems()
    files = [*kept.sources, *([kept.site.file] if kept.site.file else [])]
    hashes = {file: sha256 for file in files if (sha256 := _hash_of(root, file))}
    same = {file: one for file, (sha256, one) in kept.sources.items() if hashes.get(file) == sha256}
    is_whole = len(same) == len(kept.sources)
    loaded = loader.load_known(
        root, problems, KnownArchive(kept.site, kept.context, kept.usage, same, hashes, is_whole=is_whole)
    )
    if loaded is None:
        raise EditRefusedError(*map(FieldProblem, problems))
    reused = {file: kept.sources[file] for file in loaded.kept.reused}
    all_kept = loaded.kept._replace(sources={**reused, **loaded.kept.sources}, reused=())
    return CheckedArchive(loaded._replace(kept=all_kept), tuple(problems))


def _hash_of(root: Path, file: str) -> str:
    """The SHA-256 of a file's bytes in hexadecimal; empty where it cannot be read."""
    try:
        return hashlib.sha256(source_files.read_bytes(root, file)).hexdigest()
    except OSError:
        return ""


def files_of(root: Path) -> ArchiveFiles:
    """The files of an archive that was loaded."""
    return find_files(root, Problems()) or ArchiveFiles()


def check(root: Path, before: CheckedArchive, changes: Sequence[FileChange]) -> Archive:
    """The archive as these changes make it. Raises EditRefusedError with each problem that it has not got now."""
    problems = Problems()
    after = {one.file: one.after for one in changes if not one.file.startswith(f"{CONTENT}/site.y")}
    archive = loader.load_changed(root, problems, before.loaded, after)
    new = list(new_problems(before.problems, problems))
    if new or archive is None:
        raise EditRefusedError(*map(FieldProblem, new))
    return archive


def new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a code of which there are more than before: those that were not there, wherever they stood."""
    counted = Counter(one.code for one in before if one.severity is not Severity.NOTE)
    known = Counter((one.code, one.location.file, one.message) for one in before)
    found = [one for one in after if one.severity is not Severity.NOTE]
    more = {code for code, count in Counter(one.code for one in found).items() if count > counted[code]}
    for one in found:
        key = one.code, one.location.file, one.message
        if one.code in more and not known[key]:
            yield one
        known[key] -= 1
