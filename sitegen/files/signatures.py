"""How files looked when they were last read: the size, times and number of each, and a hash for when those differ.

Times are compared, never ordered, so a clock that jumps or a file that comes from the past changes nothing. But a file
that changed shortly before it was looked at could change again within the same tick of its file system's clock and
look the same: such a file is told by its hash alone.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from sitegen.files.source_rules import CONTENT, OUTPUT_MARK, SEEDS, TEMPLATES, is_ignored, open_source, resolve_links

FileSignature: TypeAlias = "tuple[int, int, int, int]"
"""Size, time of the last change of the contents and of the file, both in nanoseconds, and number in its file system."""

_TICK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use, that of FAT."""
_NUMBERS: Final = 4
_HASH: Final = 64


class SignatureTable(NamedTuple):
    """How many files look, packed so that a hundred thousand are loaded and compared in milliseconds."""

    paths: str
    """With a zero character between them."""
    numbers: bytes
    """The four numbers of each, as the machine has them."""

    @classmethod
    def of(cls, found: Mapping[str, FileSignature]) -> SignatureTable:
        """Files with their looks, sorted by their paths."""
        paths = sorted(found)
        return cls("\0".join(paths), array("q", chain.from_iterable(map(found.__getitem__, paths))).tobytes())

    def by_path(self) -> dict[str, FileSignature]:
        """Each file with its look."""
        numbers = iter(array("q", self.numbers))
        return dict(zip(self.listed(), zip(*[numbers] * _NUMBERS, strict=True), strict=True))

    def listed(self) -> list[str]:
        """The paths."""
        return self.paths.split("\0") if self.paths else []


class SourceManifest(NamedTuple):
    """Files as they were read."""

    looks: SignatureTable
    hashes: str
    """The SHA-256 of each in hexadecimal, or as many blanks where it could not be read."""
    fresh: frozenset[str]
    """Those that may change and look the same."""

    def hash_of_each(self) -> dict[str, str]:
        """Each file with its hash."""
        paths = self.looks.listed()
        return {path: self.hashes[place * _HASH : (place + 1) * _HASH] for place, path in enumerate(paths)}


def source_signatures(root: Path) -> dict[str, FileSignature] | None:
    """All files that a build of an archive may read, as paths below `root`; None where one cannot be told from another.

    That is so where a link leads to a folder or nowhere, or stands for a whole folder of sources, where something is
    neither a file, a folder nor a link, or was made by a build, and where a path is longer than the system takes.
    """
    found: dict[str, FileSignature] = {}
    try:
        for top, is_left_out in ((SEEDS, is_ignored), (CONTENT, is_ignored), (TEMPLATES, _is_nothing_ignored)):
            if os.path.islink(f"{root}/{top}"):  # noqa: PTH114 (as everywhere here)
                return None
            _walk(f"{root}/{top}", top, found, is_left_out)
    except _NoSignatureError:
        return None
    return found


def program_signatures(theme: Path) -> dict[str, FileSignature] | None:
    """The theme and what runs: the files of sitegen, and the folders in which Python finds libraries."""
    found: dict[str, FileSignature] = {}
    try:
        _walk(str(theme), "theme", found, _is_nothing_ignored)
        _walk(str(Path(__file__).parents[1]), "code", found, _is_bytecode)
    except _NoSignatureError:
        return None
    # Whoever installs another version of a library changes the folder that it is in.
    for folder in sys.path:
        if folder.endswith("-packages") and Path(folder).is_dir():
            found[folder] = _signature_of(Path(folder).stat())
    found[sys.version] = (0, 0, 0, 0)
    return found


def signature_table(top: Path, paths: Iterable[str]) -> SignatureTable | None:
    """How the files `paths` below a folder look; None where one is not there or is no regular file."""
    found, listed = array("q"), list(paths)
    start = f"{top}/"
    try:
        for path in listed:
            status = os.lstat(start + path)
            if not stat.S_ISREG(status.st_mode):
                return None
            found.extend(_signature_of(status))
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
    looks = SignatureTable.of(found)
    if before and before.looks == looks and not before.fresh:
        return before
    known = before.looks.by_path() if before else {}
    hash_of = before.hash_of_each() if before else {}
    fresh = before.fresh if before else frozenset()
    hashes, still_fresh = [], set()
    for path in looks.listed():
        look = found[path]
        if known.get(path) == look and path not in fresh:
            hashes.append(hash_of[path])
            continue
        hashes.append(_sha256(str(root), path))
        if max(look[1], look[2]) > moment - _TICK:
            still_fresh.add(path)
    return SourceManifest(looks, "".join(hashes), frozenset(still_fresh))


def changed_paths(before: SourceManifest, after: SourceManifest) -> set[str]:
    """The paths of files that came, went or have other contents."""
    if before.looks.paths == after.looks.paths and before.hashes == after.hashes:
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
    size, changed, touched, number = _signature_of(link.stat())
    own = _signature_of(link.stat(follow_symlinks=False))
    mixed = hashlib.blake2b(repr((number, own, os.path.realpath(link.path))).encode(), digest_size=8).digest()
    return size, changed, max(touched, own[2]), int.from_bytes(mixed, sys.byteorder, signed=True)


def _signature_of(status: os.stat_result) -> FileSignature:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _is_bytecode(name: str, *, is_folder: bool) -> bool:
    return is_folder and name == "__pycache__"


def _is_nothing_ignored(name: str, *, is_folder: bool) -> bool:  # noqa: ARG001 - as `is_ignored`
    return False


class _NoSignatureError(Exception):
    """There is something that cannot be told by how it looks."""


def _walk(top: str, shown: str, found: dict[str, FileSignature], is_left_out: Callable[..., bool]) -> None:
    waiting = [(top, shown)]
    while waiting:
        folder, above = waiting.pop()
        try:
            for entry in _entries(folder):
                is_folder = entry.is_dir(follow_symlinks=False)
                if entry.name == OUTPUT_MARK:
                    raise _NoSignatureError
                if is_left_out(entry.name, is_folder=is_folder):
                    continue
                path = f"{above}/{entry.name}"
                if is_folder:
                    waiting.append((entry.path, path))
                elif entry.is_file():  # of a link: what it leads to
                    found[path] = _signature_of_link(entry) if entry.is_symlink() else _signature_of(entry.stat())
                else:
                    raise _NoSignatureError
        except OSError:
            raise _NoSignatureError from None


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except FileNotFoundError:
        return
