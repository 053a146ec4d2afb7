"""Where a build puts the blobs of its articles: in a file, or in memory where nothing is kept or can be packed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias, TypeVar

from sitegen.engine.cache.serialization import DamagedError, unpack
from sitegen.files import source_files

Kind = TypeVar("Kind")

_BUFFER: Final = 1 << 20
"""Bytes that are gathered in memory and written at once: some hundred articles."""


class BlobRef(NamedTuple):
    """Where a blob is in its store."""

    start: int
    """In bytes; of a store in memory its number."""
    length: int
    """In bytes."""


class BlobFile:
    """Append-only file of packed records, readable from other processes.

    What the disk does not take stays in memory, so that the build goes on; then the next one cannot have it.
    """

    packs: Final = True
    """Whether blobs are bytes: records have to be packed before they are added."""

    def __init__(self, path: Path, unwritten: Mapping[int, bytes] | None = None) -> None:
        self.name = path.name
        self._path = path
        self._file: FileIO | None = None
        self._end = 0
        self._waiting: list[tuple[int, bytes]] = []
        """Blobs that are yet to be written, each with its start."""
        self._written = 0
        self._unwritten = dict(unwritten or {})
        """Blobs that could not be written, by their starts."""
        self._reader: int | None = None
        """Kept open, so that a build goes on where somebody deletes the cache meanwhile."""
        self.is_whole = True
        """False where the disk could not take all of it."""

    def __reduce__(self) -> tuple[type[BlobFile], tuple[Path, dict[int, bytes]]]:
        return BlobFile, (self._path, self._unwritten)

    def add(self, blob: bytes) -> BlobRef:
        """Where the blob is now. A disk that cannot take it makes the file incomplete, and no more than that."""
        if self._file is None and self.is_whole:
            self._open()
        ref = BlobRef(self._end, len(blob))
        self._end += len(blob)
        self._waiting.append((ref.start, blob))
        if self._end - self._written >= _BUFFER:
            self.flush()
        return ref

    def raw(self, ref: BlobRef) -> bytes:
        """A blob as it was added; where the file was cut or changed it is another. Raises DamagedError."""
        if ref.start in self._unwritten:
            return self._unwritten[ref.start]
        try:
            if self._reader is not None:
                return os.pread(self._reader, ref.length, ref.start)
            with source_files.open_regular(str(self._path)) as file:
                file.seek(ref.start)
                return file.read(ref.length)
        except OSError as error:
            raise DamagedError(read_failure(error), self.name) from None
        except (ValueError, OverflowError):
            raise DamagedError(part=self.name) from None

    def size(self) -> int | None:
        """Bytes of the file; None where it cannot be looked at."""
        try:
            return self._path.stat().st_size
        except OSError:
            return None

    def read(self, ref: BlobRef, kind: type[Kind]) -> Kind:
        """The record of a blob. Raises DamagedError, also where it is no `kind`."""
        try:
            return unpack(self.raw(ref), kind)
        except DamagedError as damage:
            raise DamagedError(damage.reason, self.name) from None

    def flush(self, *, is_shared: bool = False) -> None:
        """Write what waits: from now on all that was added can be read, if `is_shared` on other machines, too."""
        blobs, self._waiting, self._written = self._waiting, [], self._end
        if self._file and self.is_whole:
            rest = memoryview(b"".join(blob for _, blob in blobs))
            try:
                while rest:
                    rest = rest[self._file.write(rest) :]
                if is_shared:
                    os.fsync(self._file.fileno())
            except OSError:
                self.is_whole = False
        if not self.is_whole:
            self._unwritten.update(blobs)
        elif self._file and self._reader is None and hasattr(os, "pread"):
            with contextlib.suppress(OSError):
                self._reader = os.open(self._path, os.O_RDONLY)

    def close(self) -> None:
        """Write what waits; more is added to the end."""
        self.flush()
        if self._file:
            try:
                self._file.close()
            except OSError:  # some network file systems write only now
                self.is_whole = False
            self._file = None
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
        self._blobs: list[bytes] = []

    def add(self, blob: bytes) -> BlobRef:
        """Where the blob is now."""
        self._blobs.append(blob)
        return BlobRef(len(self._blobs) - 1, len(blob))

    def read(self, ref: BlobRef, kind: type[Kind]) -> Kind:
        """The record of a blob. Raises DamagedError."""
        return unpack(self._blobs[ref.start], kind)

    def flush(self, *, is_shared: bool = False) -> None:
        """It can be read at once."""

    def close(self) -> None:
        """There is nothing to close."""


class ObjectStore:
    """The same with records as they are, for a build in which packing does not work."""

    name: Final = ""
    is_whole: Final = True
    packs: Final = False

    def __init__(self) -> None:
        self._records: list[object] = []

    def add(self, record: object) -> BlobRef:
        """Where the record is now."""
        self._records.append(record)
        return BlobRef(len(self._records) - 1, 0)

    def read(self, ref: BlobRef, kind: type[Kind]) -> Kind:
        """The record. Raises DamagedError where it is no `kind`."""
        record = self._records[ref.start]
        if not isinstance(record, kind):
            raise DamagedError
        return record

    def flush(self, *, is_shared: bool = False) -> None:
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
