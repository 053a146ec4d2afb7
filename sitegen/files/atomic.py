"""Files read, written whole and removed so that they outlast a power cut, and never through a symbolic link."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import EllipsisType, ModuleType
from typing import BinaryIO, Final, TypeAlias

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None

# Syncing a file costs a few milliseconds, syncing everything about as much as thirty files on the machines we tried;
# and a first build has thousands of files.
_SYNC_ALL_FROM: Final = 32
_CHUNK: Final = 1 << 20
_CREATE_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
# A pipe is opened at once, and not when somebody writes into it.
READ_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))

_NEW_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_UNFINISHED: Final = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)(?:-[0-9a-f]+)?\.new")
"""What `write_atomic` has not put in place yet, with the number of the process that writes it."""

_MAX_STEM: Final = 40
_CHANGED: Final = "somebody else changed it"

FileIdentity: TypeAlias = "tuple[int, int]"
"""Of a file or folder: the number of its file system, and its own in there."""

_CANNOT_EMPTY: Final = frozenset({errno.ENOTSUP, errno.EINVAL, errno.ENOTTY})
"""What network drives and others answer that cannot be asked to empty a cache."""


def identity(path: Path | str) -> FileIdentity | None:
    """Which file or folder, or which link, has a name; None where there is none."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def is_within(path: str) -> bool:
    """Whether `path` is a plain relative path that stays in the folder it is joined to."""
    parts = path.split("/")
    is_plain = "" not in parts and "." not in parts and ".." not in parts and "\0" not in path
    # On Windows a backslash separates and a colon names a drive or a stream.
    return is_plain and (os.name != "nt" or not {"\\", ":"} & set(path))


def parent_paths(path: str) -> list[str]:
    """The folders that a relative path goes through, the nearest first."""
    found = []
    while (cut := path.rfind("/")) > 0:
        path = path[:cut]
        found.append(path)
    return found


def write_file(path: str, data: bytes, at: int | None = None) -> None:
    """A new file with these bytes, its mode by the umask; not synced. `at` is an open folder. Raises OSError."""
    handle = os.open(path, _CREATE_FLAGS, 0o666, dir_fd=at)
    try:
        write_all(handle, data)
    finally:
        os.close(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write all of these bytes, where one call may write some of them. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def write_atomic(path: Path, data: bytes, *, expected: bytes | EllipsisType | None = ..., sync: bool = False) -> None:
    """Put a file in place with all of these bytes, or leave everything as it was; a link is replaced, not followed.

    `expected`: the bytes that have to be there until the last moment, and then its mode stays; or None for nothing at
    all; without it whatever is there is replaced. `sync`: return when it would outlast a power cut.
    Raises FileExistsError where something else is there, OSError.
    """
    # Its own for each call, so that no two writers meet; never what is there, nor through it; and not too long a name.
    name = f"{path.stem[:_MAX_STEM]}{path.suffix}"
    part = path.with_name(f".{name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        _write_new(part, data, stat.S_IMODE(path.stat().st_mode) if isinstance(expected, bytes) else None, sync=sync)
        if expected is None:
            is_expected = not os.path.lexists(path)
        else:
            is_expected = expected is ... or path.read_bytes() == expected
        if not is_expected:
            raise FileExistsError(_CHANGED)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    if sync:
        sync_paths([], [path.parent])


def remove_atomic(path: Path, expected: bytes) -> None:
    """Delete a file if it has these bytes: looked at under another name, under which nobody else writes any more.

    Returns when that would outlast a power cut. Raises FileExistsError where it has others, and stays; OSError.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.old")
    path.rename(aside)
    if aside.read_bytes() != expected:
        aside.rename(path)
        raise FileExistsError(_CHANGED)
    aside.unlink()
    sync_paths([], [path.parent])


def clear_unfinished(folder: Path, endings: tuple[str, ...]) -> None:
    """Delete what `write_atomic` left in a folder when it was killed, of files whose names end so.

    What a living process may still write stays; so does everything where the system has no way to ask for that.
    """
    if os.name == "nt":  # where it cannot be asked whether a process lives without ending it
        return
    with suppress(OSError):
        for path in folder.iterdir():
            match = _UNFINISHED.fullmatch(path.name)
            if match and match["name"].endswith(endings) and not _is_alive(int(match["process"])):
                path.unlink()


def read_regular(path: str) -> bytes | None:
    """The bytes of a regular file; None for a link, a folder or anything else. Raises FileNotFoundError, OSError."""
    try:
        handle = os.open(path, READ_FLAGS)
    except OSError:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        raise
    try:
        status = os.fstat(handle)
        return _all_of(handle, status.st_size) if stat.S_ISREG(status.st_mode) else None
    finally:
        os.close(handle)


def has_bytes(path: str, data: bytes) -> bool:
    """Whether a regular file has exactly these bytes; a file of another size is not read. Raises as `read_regular`."""
    status = os.lstat(path)
    return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and read_regular(path) == data


def open_of_size(path: str, size: int) -> BinaryIO | None:
    """A regular file of this size, to be read; None where it is another, or none. Raises OSError."""
    try:
        handle = os.open(path, READ_FLAGS)
    except OSError:
        if os.path.lexists(path) and stat.S_ISREG(os.lstat(path).st_mode):
            raise
        return None
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode) and status.st_size == size:
        return os.fdopen(handle, "rb")
    os.close(handle)
    return None


def read_chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The first so many bytes of a file, or as many as it has, in pieces that fit into memory. Raises OSError."""
    while size > 0 and (piece := file.read(min(size, _CHUNK))):
        yield piece
        size -= len(piece)


def have_same_bytes(path: str, other: str) -> bool:
    """Whether two regular files have the same bytes. Raises OSError; False where `path` is not there."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_size != os.lstat(other).st_size:
        return False
    with open(path, "rb") as one, open(other, "rb") as two:  # noqa: PTH123 (as everywhere here)
        while piece := one.read(_CHUNK):
            if piece != two.read(len(piece)):
                return False
    return True


def sync_paths(files: Iterable[Path | str], folders: Iterable[Path | str], at: int | None = None) -> None:
    """Return when these files' bytes and these folders' entries are on the disk. Raises OSError.

    `at` is an open folder, which their paths are below; None = they are paths as any others.
    On Linux that is proven for `fsync` and `sync`. macOS says that neither empties the cache of the drive, and that
    `sync` does not wait; there F_FULLFSYNC does both, for all that went to the drive before. So each file goes there by
    itself, and what is last with all that is in the cache.
    Source: Linux, sync(2); Apple, fsync(2) and fcntl(2).
    """
    # Windows flushes only what is open for writing, and opens no folders: their entries are its own affair.
    named = [(path, os.O_RDWR) for path in files]
    named += [(path, os.O_RDONLY) for path in folders if os.name != "nt"]
    if sys.platform == "linux" and len(named) >= _SYNC_ALL_FROM:
        os.sync()
        return
    for number, (path, flags) in enumerate(named, 1):
        handle = os.open(path, flags, dir_fd=at)
        try:
            _sync(handle, is_last=number == len(named))
        finally:
            os.close(handle)


def _all_of(handle: int, size: int) -> bytes:
    chunks = []
    # One byte more than expected, so that the usual file ends in two reads.
    while chunk := os.read(handle, max(size + 1, 4096)):
        chunks.append(chunk)
        if len(chunk) == size:
            break
    return b"".join(chunks)


def _sync(handle: int, *, is_last: bool) -> None:
    """Send a file to the drive; the last one with all that waits in its cache, where the system can ask for that."""
    whole = getattr(fcntl, "F_FULLFSYNC", None)
    if is_last and whole is not None and fcntl is not None:
        try:
            fcntl.fcntl(handle, whole)
        except OSError as error:
            if error.errno not in _CANNOT_EMPTY:
                raise
        else:
            return
    os.fsync(handle)


def _write_new(path: Path, data: bytes, mode: int | None, *, sync: bool) -> None:
    """A file that was not there, with these rights; None = by the umask. Raises FileExistsError, OSError."""
    handle = os.open(path, _NEW_FLAGS, 0o666 if mode is None else 0o600)
    try:
        write_all(handle, data)
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)
    if mode is not None:
        path.chmod(mode)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        return True
    return True
