"""Pieces of a build, each with its place: in a file, or in memory where nothing is kept or nothing can be packed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from sitegen.engine.cache.serialization import DamagedError, unpack
from sitegen.files import source_files

_BUFFER: Final = 1 << 20
"""Bytes of a pile that are written at once, and waited for in memory: some hundred articles."""


class BlobRef(NamedTuple):
    """Where a piece is in its pile."""

    start: int
    length: int


class BlobFile:
    """A file that packed pieces are laid upon, one after the other; in another process it can be read.

    What the disk does not take is kept in memory, so that a build goes on: then only the next one cannot have it.
    """

    packs: Final = True
    """Whether pieces are packed."""

    def __init__(self, path: Path, loose: Mapping[int, bytes] | None = None) -> None:
        self.name = path.name
        self._path = path
        self._file: FileIO | None = None
        self._end = 0
        self._waiting: list[tuple[int, bytes]] = []
        """Pieces that are yet to be written, each with its start."""
        self._written = 0
        self._loose = dict(loose or {})
        """Those that could not be."""
        self._reader: int | None = None
        """Kept open, so that a build goes on where somebody deletes the cache meanwhile."""
        self.is_whole = True
        """False where the disk could not take all of it."""

    def __reduce__(self) -> tuple[type[BlobFile], tuple[Path, dict[int, bytes]]]:
        return BlobFile, (self._path, self._loose)

    def add(self, piece: bytes) -> BlobRef:
        """Where the piece is now. A disk that cannot take it makes the pile incomplete, and no more than that."""
        if self._file is None and self.is_whole:
            self._open()
        place = BlobRef(self._end, len(piece))
        self._end += len(piece)
        self._waiting.append((place.start, piece))
        if self._end - self._written >= _BUFFER:
            self.flush()
        return place

    def raw(self, place: BlobRef) -> bytes:
        """A piece as it was added; where the pile was cut or changed it is another. Raises DamagedError."""
        if place.start in self._loose:
            return self._loose[place.start]
        try:
            if self._reader is not None:
                return os.pread(self._reader, place.length, place.start)
            with source_files.open_regular(str(self._path)) as file:
                file.seek(place.start)
                return file.read(place.length)
        except OSError as error:
            raise DamagedError(read_failure(error), self.name) from None
        except (ValueError, OverflowError):
            raise DamagedError(part=self.name) from None

    def piece(self, place: BlobRef) -> Any:
        """A piece, unpacked. Raises DamagedError."""
        try:
            return unpack(self.raw(place))
        except DamagedError as damage:
            raise DamagedError(damage.reason, self.name) from None

    def flush(self) -> None:
        """From now on all that was added can be read."""
        pieces, self._waiting, self._written = self._waiting, [], self._end
        if self._file and self.is_whole:
            rest = memoryview(b"".join(piece for _, piece in pieces))
            try:
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError:
                self.is_whole = False
        if not self.is_whole:
            self._loose.update(pieces)
        elif self._file and self._reader is None and hasattr(os, "pread"):
            with contextlib.suppress(OSError):
                self._reader = os.open(self._path, os.O_RDONLY)

    def close(self) -> None:
        """Nothing more comes."""
        self.flush()
        if self._file:
            try:
                self._file.close()
            except OSError:  # some network file systems write only now
                self.is_whole = False
        if self._reader is not None:
            os.close(self._reader)
            self._reader = None

    def _open(self) -> None:
        try:
            self._file = FileIO(str(self._path), "ab", opener=_without_links)
            self._end = self._written = self._file.tell()
        except OSError:
            self.is_whole = False


class MemoryStore:
    """The same in memory, for a build that leaves nothing behind."""

    name: Final = ""
    is_whole: Final = True
    packs: Final = True

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> BlobRef:
        """Where the piece is now."""
        self._pieces.append(piece)
        return BlobRef(len(self._pieces) - 1, len(piece))

    def piece(self, place: BlobRef) -> Any:
        """A piece, unpacked."""
        return unpack(self._pieces[place.start])

    def flush(self) -> None:
        """It can be read at once."""

    def close(self) -> None:
        """There is nothing to close."""


class ObjectStore:
    """The same with records as they are, for a build in which packing does not work."""

    name: Final = ""
    is_whole: Final = True
    packs: Final = False

    def __init__(self) -> None:
        self._pieces: list[object] = []

    def add(self, piece: object) -> BlobRef:
        """Where the piece is now."""
        self._pieces.append(piece)
        return BlobRef(len(self._pieces) - 1, 0)

    def piece(self, place: BlobRef) -> Any:
        """A piece."""
        return self._pieces[place.start]

    def flush(self) -> None:
        """It can be read at once."""

    def close(self) -> None:
        """There is nothing to close."""


BlobStore: TypeAlias = BlobFile | MemoryStore | ObjectStore


def read_failure(error: OSError) -> str:
    """Why a file cannot be read, as a DamagedError has it."""
    return "it is missing" if isinstance(error, FileNotFoundError) else f"it cannot be read: {error.strerror}"


def _without_links(path: str, flags: int) -> int:
    """A file opened for writing, not through a link, and without waiting for somebody who reads."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)
