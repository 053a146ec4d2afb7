"""A file put together from new bytes and from stretches of other files, which the kernel copies where it can.

So the memory needed does not grow with the file, and a file system that shares blocks between files may share them.
Sources: Linux, copy_file_range(2) and sendfile(2); how CPython's `shutil.copyfile` and Go's `io.Copy` fall back.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias, cast

from sitegen.files.atomic import write_all

_CHUNK: Final = 1 << 18
_MOST_AT_ONCE: Final = 1 << 30
"""Bytes asked of the kernel in one call, which knows no more than 31 bits of them."""
_NEW_BYTES: Final = 1 << 20
"""New bytes that are gathered and written at once."""

_CANNOT_COPY: Final = frozenset(
    {errno.ENOSYS, errno.EXDEV, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM, errno.EIO}
)
"""What kernels, file systems and containers answer that do not copy in the kernel: no such call, two file systems, one
that cannot, a call that is forbidden, a network drive. A drive that is broken says so again where it is read."""


class Stretch(NamedTuple):
    """Bytes of a file that is there."""

    start: int
    """In bytes."""
    length: int
    path: str = ""
    """Of that file, as the one who opens it knows it; empty = the file that is being replaced."""


FilePiece: TypeAlias = bytes | Stretch


def joined_pieces(pieces: Iterable[FilePiece]) -> Iterator[FilePiece]:
    """The same bytes in few pieces: stretches that follow on each other are one, and so are new bytes up to a limit."""
    for are_stretches, some in groupby(filter(_size, pieces), key=lambda piece: isinstance(piece, Stretch)):
        if are_stretches:
            yield from _joined_stretches(cast("Iterator[Stretch]", some))
        else:
            yield from _joined_bytes(cast("Iterator[bytes]", some))


def _size(piece: FilePiece) -> int:
    return piece.length if isinstance(piece, Stretch) else len(piece)


def _joined_stretches(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    last = next(stretches)
    for one in stretches:
        if (last.path, last.start + last.length) == (one.path, one.start):
            last = last._replace(length=last.length + one.length)
        else:
            yield last
            last = one
    yield last


def _joined_bytes(pieces: Iterator[bytes]) -> Iterator[bytes]:
    gathered, size = list[bytes](), 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= _NEW_BYTES:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)


def write_pieces(handle: int, pieces: Iterable[FilePiece], source: Callable[[str], int]) -> None:
    """Write pieces one after the other where a handle is in its file. `source` gives the handle of a stretch's file.

    Raises OSError, also where a file has not as many bytes as a stretch of it.
    """
    for piece in joined_pieces(pieces):
        if isinstance(piece, Stretch):
            _copy(source(piece.path), handle, piece.start, piece.length)
        else:
            write_all(handle, piece)


def is_in_place(pieces: Sequence[FilePiece], handle: int) -> bool:
    """Whether a file has just these bytes, as far as that is known without reading its stretches. Raises OSError."""
    place = 0
    for piece in pieces:
        if isinstance(piece, Stretch):
            if piece.path or piece.start != place:
                return False
            place += piece.length
        else:
            if _read_at(handle, len(piece), place) != piece:
                return False
            place += len(piece)
    return os.fstat(handle).st_size == place


def _copy(source: int, target: int, start: int, length: int) -> None:
    """Copy bytes from a place in one file to where another one is. Raises OSError."""
    for call in _KERNEL_CALLS:
        count = _copy_in_kernel(call, source, target, start, length)
        start, length = start + count, length - count
    while length:
        chunk = _read_at(source, min(length, _CHUNK), start)
        if not chunk:
            raise OSError(errno.EIO, "it is shorter than it was")
        write_all(target, chunk)
        start, length = start + len(chunk), length - len(chunk)


def _copy_in_kernel(
    call: Callable[[int, int, int, int], int], source: int, target: int, start: int, length: int
) -> int:
    """How many bytes a call of the kernel has copied by the time it copies no more. Raises OSError."""
    done = 0
    while done < length:
        try:
            count = call(source, target, start + done, min(length - done, _MOST_AT_ONCE))
        except OSError as error:
            if error.errno not in _CANNOT_COPY:
                raise
            break
        if not count:  # the end of the file, or a file system that copies nothing and does not say so
            break
        done += count
    return done


def _read_at(handle: int, count: int, start: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(handle, count, start)
    os.lseek(handle, start, os.SEEK_SET)  # on Windows
    return os.read(handle, count)


def _copy_file_range(source: int, target: int, start: int, length: int) -> int:
    return os.copy_file_range(source, target, length, offset_src=start)


def _sendfile(source: int, target: int, start: int, length: int) -> int:
    return os.sendfile(target, source, start, length)


def _kernel_calls(platform: str) -> list[Callable[[int, int, int, int], int]]:
    """The calls by which a kernel copies from file to file, the best first.

    A Python that was built for old systems lacks the first, whatever the kernel has. On others than Linux `sendfile`
    sends to sockets alone.
    """
    calls: list[Callable[[int, int, int, int], int]] = []
    if hasattr(os, "copy_file_range"):
        calls.append(_copy_file_range)
    if platform == "linux":
        calls.append(_sendfile)
    return calls


_KERNEL_CALLS: Final = _kernel_calls(sys.platform)
