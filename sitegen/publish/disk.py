"""Files and folders made, moved and removed so that they outlast a power cut, and never through a symbolic link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

# Syncing a file costs a few milliseconds, syncing everything about as much as thirty files on the machines we tried;
# and a first build has thousands of files.
_SYNC_ALL_FROM: Final = 32
_PIECE: Final = 1 << 20
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
# A pipe is opened at once, and not when somebody writes into it.
_READ: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))

# Not empty, gone already, or a file or link by now: each is as it should be.
_NOT_TO_REMOVE: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR})


def is_within(path: str) -> bool:
    """Whether `path` is a plain relative path that stays in the folder it is joined to."""
    parts = path.split("/")
    is_plain = "" not in parts and "." not in parts and ".." not in parts and "\0" not in path
    # On Windows a backslash separates and a colon names a drive or a stream.
    return is_plain and (os.name != "nt" or not {"\\", ":"} & set(path))


def parents(path: str) -> list[str]:
    """The folders that a relative path goes through, the nearest first."""
    found = []
    while (cut := path.rfind("/")) > 0:
        path = path[:cut]
        found.append(path)
    return found


def write(path: str, data: bytes) -> None:
    """A new file with these bytes, its mode by the umask; not synced. Raises OSError."""
    handle = os.open(path, _CREATE, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def write_synced(path: Path, data: bytes) -> None:
    """A file that is there whole with these bytes or not at all, even after a power cut. Raises OSError."""
    part = path.with_name(f"{path.name}.new")
    write(str(part), data)
    sync([part], [])
    part.replace(path)
    sync([], [path.parent])


def read(path: str) -> bytes | None:
    """The bytes of a regular file; None for a link, a folder or anything else. Raises FileNotFoundError, OSError."""
    try:
        handle = os.open(path, _READ)
    except OSError:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        raise
    try:
        status = os.fstat(handle)
        return _all_of(handle, status.st_size) if stat.S_ISREG(status.st_mode) else None
    finally:
        os.close(handle)


def equals(path: str, data: bytes) -> bool:
    """Whether a regular file has exactly these bytes; a file of another size is not read. Raises as `read` does."""
    status = os.lstat(path)
    return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and read(path) == data


def opened(path: str, size: int) -> BinaryIO | None:
    """A regular file of this size, to be read; None where it is another, or none. Raises OSError."""
    try:
        handle = os.open(path, _READ)
    except OSError:
        if os.path.lexists(path) and stat.S_ISREG(os.lstat(path).st_mode):
            raise
        return None
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode) and status.st_size == size:
        return os.fdopen(handle, "rb")
    os.close(handle)
    return None


def pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The first so many bytes of a file, or as many as it has, in pieces that fit into memory. Raises OSError."""
    while size > 0 and (piece := file.read(min(size, _PIECE))):
        yield piece
        size -= len(piece)


def are_same(path: str, other: str) -> bool:
    """Whether two regular files have the same bytes. Raises OSError; False where `path` is not there."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_size != os.lstat(other).st_size:
        return False
    with open(path, "rb") as one, open(other, "rb") as two:  # noqa: PTH123 (as everywhere here)
        while piece := one.read(_PIECE):
            if piece != two.read(len(piece)):
                return False
    return True


def sync(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Return when these files' bytes and these folders' entries are on the disk. Raises OSError."""
    files, folders = list(files), list(folders)
    can_sync_all = hasattr(os, "sync")
    if can_sync_all and len(files) + len(folders) >= _SYNC_ALL_FROM:
        os.sync()
        return
    for file in files:
        _sync(file, os.O_RDWR)  # Windows flushes only what is open for writing
    if os.name != "nt":  # where a folder cannot be opened; its journal of changes is the file system's own affair
        for folder in folders:
            _sync(folder, os.O_RDONLY)


class Folders:
    """The folders below an output, each looked at once: a link among them would lead a write out of it."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._known: set[str] = {""}

    def are_real(self, folder: str) -> bool:
        """Whether a folder exists and neither it nor one above it is a link or a file. Raises OSError."""
        for one in self._unknown(folder):
            try:
                is_real = stat.S_ISDIR(os.lstat(self._top / one).st_mode)
            except FileNotFoundError:
                return False
            if not is_real:
                return False
            self._known.add(one)
        return True

    def make(self, folder: str) -> None:
        """A folder and those above it, where they are missing. Raises OSError, NotADirectoryError for a link."""
        for one in self._unknown(folder):
            path = self._top / one
            try:
                path.mkdir()
            except FileExistsError:
                if not stat.S_ISDIR(path.lstat().st_mode):
                    raise NotADirectoryError(f"{path} is not a folder") from None
            self._known.add(one)

    def _unknown(self, folder: str) -> list[str]:
        """The folder and those above it that were not looked at yet, from the top down."""
        found = []
        while folder not in self._known:
            found.append(folder)
            folder = folder.rpartition("/")[0]
        return found[::-1]


def remove(top: Path, path: str, folders: Folders) -> None:
    """Take a file away; what is gone, or has become a folder, is let be. Raises OSError."""
    if not folders.are_real(path.rpartition("/")[0]):
        return
    file = top / path
    try:
        if stat.S_ISDIR(file.lstat().st_mode):
            return
        file.unlink()
    except FileNotFoundError:
        return


def remove_if_empty(top: Path, removed: Iterable[str]) -> None:
    """The folders that removed files left empty, the deepest first. Raises OSError."""
    folders = {folder for path in removed for folder in parents(path)}
    for folder in sorted(folders, key=lambda name: (-name.count("/"), name)):
        try:
            (top / folder).rmdir()
        except OSError as error:
            if error.errno not in _NOT_TO_REMOVE:
                raise


def _all_of(handle: int, size: int) -> bytes:
    chunks = []
    # One byte more than expected, so that the usual file ends in two reads.
    while chunk := os.read(handle, max(size + 1, 4096)):
        chunks.append(chunk)
        if len(chunk) == size:
            break
    return b"".join(chunks)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
