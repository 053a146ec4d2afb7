"""How files looked when they were last read: the size, times and number of each, and a hash for when those differ.

A *signature* is of one file, a *table* holds those of many, and a *manifest* has a hash for each as well.

Times are compared, never ordered, so a clock that jumps or a file that comes from the past changes nothing. But a file
that changed shortly before it was looked at could change again within the same tick of its file system's clock and
look the same: such a file is recognized by its hash alone.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.files.source_rules import CONTENT, OUTPUT_MARK, SEEDS, TEMPLATES, is_ignored, open_source, resolve_links
from sitegen.files.walk import is_link, skip_missing, skip_unreadable, walk


class FileSignature(NamedTuple):
    """How a file looks without being read: a file that is another, or has other contents, has another signature.

    One that is replaced has another number, and one that is given its old time has another time of that.
    """

    size: int
    """Bytes."""
    modified: int
    """When its contents changed last, in nanoseconds."""
    changed: int
    """When anything about it changed last, in nanoseconds; nobody can set that."""
    number: int
    """Its own in its file system."""


_TICK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use, that of FAT."""
_HASH: Final = 64


class SignatureTable(NamedTuple):
    """The signatures of many files, packed so that a hundred thousand are loaded and compared in milliseconds."""

    paths: str
    """With a zero character between them."""
    numbers: bytes
    """The four numbers of each, as the machine has them."""

    @classmethod
    def of(cls, found: Mapping[str, FileSignature]) -> SignatureTable:
        """Of files with their signatures; sorted by their paths."""
        paths = sorted(found)
        return cls("\0".join(paths), array("q", chain.from_iterable(map(found.__getitem__, paths))).tobytes())

    def by_path(self) -> dict[str, FileSignature]:
        """Each file with its signature."""
        numbers = iter(array("q", self.numbers))
        signatures = map(FileSignature._make, zip(*[numbers] * len(FileSignature._fields), strict=True))
        return dict(zip(self.listed(), signatures, strict=True))

    def listed(self) -> list[str]:
        """The paths."""
        return self.paths.split("\0") if self.paths else []


class SourceManifest(NamedTuple):
    """Files as they were read."""

    table: SignatureTable
    hashes: str
    """The SHA-256 of each in hexadecimal, or as many blanks where it could not be read."""
    fresh: frozenset[str]
    """Those that may change and look the same."""

    def hash_of_each(self) -> dict[str, str]:
        """Each file with its hash."""
        paths = self.table.listed()
        return {path: self.hashes[place * _HASH : (place + 1) * _HASH] for place, path in enumerate(paths)}


def source_signatures(root: Path) -> dict[str, FileSignature] | None:
    """All files that a build of an archive may read, by their paths below `root`; None where that is not certain.

    That is so where a link leads to a folder or nowhere, or stands for a whole folder of sources, where something is
    neither a file, a folder nor a link, or was made by a build, and where a path is longer than the system takes.
    """
    found: dict[str, FileSignature] = {}
    try:
        for top, is_left_out in ((SEEDS, is_ignored), (CONTENT, is_ignored), (TEMPLATES, _is_nothing_ignored)):
            if os.path.islink(f"{root}/{top}"):  # noqa: PTH114 (as everywhere here)
                return None
            _add_signatures(f"{root}/{top}", top, found, is_left_out)
    except _NoSignatureError:
        return None
    return found


def program_signatures(theme: Path) -> dict[str, FileSignature] | None:
    """The theme and what runs: the files of sitegen, and the folders in which Python finds libraries."""
    found: dict[str, FileSignature] = {}
    try:
        _add_signatures(str(theme), "theme", found, _is_nothing_ignored)
        _add_signatures(str(Path(__file__).parents[1]), "code", found, _is_bytecode)
    except _NoSignatureError:
        return None
    # Whoever installs another version of a library changes the folder that it is in.
    for folder in sys.path:
        if folder.endswith("-packages") and Path(folder).is_dir():
            found[folder] = signature_of(Path(folder).stat())
    found[sys.version] = FileSignature(0, 0, 0, 0)
    return found


def folder_signatures(folder: Path) -> dict[str, FileSignature]:
    """All that is below a folder and not hidden, by its path below it; of links their own, of what cannot be read none.

    So of a folder that is not there: nothing.
    """
    found: dict[str, FileSignature] = {}
    for path, entry in walk(folder, choose=_not_hidden, on_error=skip_unreadable):
        with suppress(OSError):  # it has gone meanwhile
            found[path] = signature_of(entry.stat(follow_symlinks=False))
    return found


def changed_signatures(before: Mapping[str, FileSignature], after: Mapping[str, FileSignature]) -> frozenset[str]:
    """The paths of the files that came, went or look otherwise."""
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    return frozenset(changed | (before.keys() ^ after.keys()))


def signature_table(top: Path, paths: Iterable[str]) -> SignatureTable | None:
    """Of the files `paths` below a folder, in their order; None where one is not there or is no regular file."""
    found, listed = array("q"), list(paths)
    start = f"{top}/"
    try:
        for path in listed:
            status = os.lstat(start + path)
            if not stat.S_ISREG(status.st_mode):
                return None
            found.extend(signature_of(status))
    except (OSError, ValueError):
        return None
    return SignatureTable("\0".join(listed), found.tobytes())


def file_system_time(folder: Path) -> int:
    """What the clock of a folder's file system says, in nanoseconds. Raises OSError."""
    probe = folder / f"clock-{os.getpid()}"
    probe.touch()
    try:
        return probe.stat().st_mtime_ns
    finally:
        probe.unlink()


def make_manifest(
    root: Path, found: Mapping[str, FileSignature], moment: int, before: SourceManifest | None
) -> SourceManifest:
    """The files with their hashes; `moment` is by `now` from before they were looked at.

    To be asked before the files are read for anything else: then what changes meanwhile is noticed next time.
    """
    table = SignatureTable.of(found)
    if before and before.table == table and not before.fresh:
        return before
    known = before.table.by_path() if before else {}
    hash_of = before.hash_of_each() if before else {}
    fresh = before.fresh if before else frozenset()
    hashes, still_fresh = [], set()
    for path in table.listed():
        signature = found[path]
        if known.get(path) == signature and path not in fresh:
            hashes.append(hash_of[path])
            continue
        hashes.append(_sha256(str(root), path))
        if max(signature.modified, signature.changed) > moment - _TICK:
            still_fresh.add(path)
    return SourceManifest(table, "".join(hashes), frozenset(still_fresh))


def changed_paths(before: SourceManifest, after: SourceManifest) -> set[str]:
    """The paths of files that came, went or have other contents."""
    if before.table.paths == after.table.paths and before.hashes == after.hashes:
        return set()
    old, new = before.hash_of_each(), after.hash_of_each()
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def _sha256(root: str, path: str) -> str:
    """The hash of a file in hexadecimal, of a link also of where it leads.

    Blanks where it cannot be read, or is a link that is not followed.
    """
    try:
        is_link = os.path.islink(f"{root}/{path}")  # noqa: PTH114 (thousands of files: a Path for each takes longer)
        leads_to = resolve_links(root, path) if is_link else ""
        with open_source(root, path) as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError:
        return " " * _HASH
    digest.update(os.fsencode(leads_to))
    return digest.hexdigest()


def _signature_of_link(link: os.DirEntry[str]) -> FileSignature:
    """That of what a link leads to, with the link's own and its way mixed into the number.

    A link that leads elsewhere by now may lead to the same file under a name that is passed over.
    """
    there, own = signature_of(link.stat()), signature_of(link.stat(follow_symlinks=False))
    way = repr((there.number, *own, os.path.realpath(link.path))).encode()
    number = int.from_bytes(hashlib.blake2b(way, digest_size=8).digest(), sys.byteorder, signed=True)
    return there._replace(changed=max(there.changed, own.changed), number=number)


def signature_of(status: os.stat_result) -> FileSignature:
    """That of a file which the system was asked about."""
    return FileSignature(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _is_bytecode(name: str, *, is_folder: bool) -> bool:
    return is_folder and name == "__pycache__"


def _is_nothing_ignored(name: str, *, is_folder: bool) -> bool:  # noqa: ARG001 - as `is_ignored`
    return False


class _NoSignatureError(Exception):
    """A file has no signature: its status does not identify its contents."""


def _add_signatures(top: str, shown: str, found: dict[str, FileSignature], is_left_out: Callable[..., bool]) -> None:
    """Put the signature of every file below `top` into `found`, by its path with `shown` in place of `top`.

    Raises _NoSignatureError where something is no file, no folder and no link to a file, or a build made a folder.
    """

    def wanted(_: str, entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        for entry in entries:
            if entry.name == OUTPUT_MARK:
                raise _NoSignatureError
            if not is_left_out(entry.name, is_folder=entry.is_dir(follow_symlinks=False)):
                yield entry

    try:
        for path, entry in walk(top, f"{shown}/", choose=wanted, on_error=skip_missing):
            if not entry.is_file():  # of a link: what it leads to
                raise _NoSignatureError
            found[path] = _signature_of_link(entry) if is_link(entry) else signature_of(entry.stat())
    except OSError:
        raise _NoSignatureError from None


def _not_hidden(_: str, entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    return (entry for entry in entries if not entry.name.startswith("."))
