"""What the last build leaves for the next one, in `.sitegen/`: safe to delete, safe to lose, never wrong.

Everything is packed as plain records with a checksum. What is damaged, is from another program, or was put there by
somebody else is as good as absent; unpacking makes records of ours and nothing else, whatever a file says.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import os
import pickle
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from io import FileIO
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

NAME: Final = ".sitegen"
_IGNORE_NAME: Final = ".gitignore"
_IGNORE: Final = "# What the last build left for the next one. Safe to delete.\n*\n"
_DIGEST: Final = 16
_BUFFER: Final = 1 << 20
"""Bytes of a pile that are written at once, and waited for in memory: some hundred articles."""
_PILE: Final = re.compile("pile-[0-9a-f]+")
_HOMES: Final = frozenset(
    {
        "sitegen.build",
        "sitegen.build.memory",
        "sitegen.cache",
        "sitegen.located.document",
        "sitegen.model",
        "sitegen.pages.articles",
        "sitegen.pages.records",
        "sitegen.problems",
        "sitegen.snapshot",
    }
)
"""The modules whose records can be packed."""


class DamagedError(Exception):
    """What is there is not what was packed."""


def pack(value: object) -> bytes:
    """A value made of records, plain values and collections of them, as bytes."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    data = buffer.getvalue()
    return hashlib.blake2b(data, digest_size=_DIGEST).digest() + data


class _Reducers(dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]]):
    """How records are taken apart: into their type and their fields, in half the time that dataclasses take for it."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
        fields: tuple[str, ...] = tuple(getattr(kind, "__dataclass_fields__", ())) or getattr(kind, "_fields", ())
        if not fields:
            raise KeyError(kind)
        get = attrgetter(*fields)
        self[kind] = (lambda record: (kind, get(record))) if len(fields) > 1 else lambda record: (kind, (get(record),))
        return self[kind]


_REDUCERS: Final = _Reducers()


def unpack(packed: bytes) -> Any:
    """The value. Raises DamagedError."""
    data = packed[_DIGEST:]
    check(packed)
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:  # a forged pickle can fail in any way
        raise DamagedError from error


def check(packed: bytes) -> None:
    """Raises DamagedError where this is not what was packed; a tenth of the work of `unpack`."""
    if hashlib.blake2b(packed[_DIGEST:], digest_size=_DIGEST).digest() != packed[:_DIGEST]:
        raise DamagedError


class _Unpickler(pickle.Unpickler):
    """Makes nothing but records of ours: an archive, and so its cache, may come from anybody."""

    def find_class(self, module: str, name: str) -> type:
        """A record by its name."""
        if module not in _HOMES or "." in name:
            raise DamagedError
        found = getattr(importlib.import_module(module), name, None)
        if not isinstance(found, type) or found.__module__ != module:
            raise DamagedError
        if not (hasattr(found, "__dataclass_fields__") or issubclass(found, (tuple, str, Enum))):
            raise DamagedError
        return found


class Place(NamedTuple):
    """Where a piece is in its pile."""

    start: int
    length: int


class Cache:
    """The folder of one output: a file for each name, and a pile of many pieces."""

    def __init__(self, root: Path, output: Path) -> None:
        """`output` as it is resolved: each has a folder of its own, so that builds do not disturb each other."""
        self._top = root / NAME
        self._folder = self._top / hashlib.sha256(os.fsencode(output)).hexdigest()[:16]

    @property
    def folder(self) -> Path:
        """Where it is; need not exist."""
        return self._folder

    def open(self) -> bool:
        """Make the folder; False where that cannot be."""
        try:
            if self._top.is_symlink() or self._folder.is_symlink():
                return False
            self._folder.mkdir(parents=True, exist_ok=True)
            ignore = self._top / _IGNORE_NAME
            if not ignore.exists():
                _write_whole(ignore, _IGNORE.encode())
        except OSError:
            return False
        return True

    def load(self, name: str) -> Any:
        """What was saved under a name. Raises DamagedError, also where there is nothing."""
        try:
            return unpack((self._folder / name).read_bytes())
        except OSError:
            raise DamagedError from None

    def save(self, name: str, value: object) -> None:
        """Keep a value under a name: whole, or not at all. Raises OSError."""
        _write_whole(self._folder / name, pack(value))

    def pile(self) -> Pile:
        """A new pile."""
        return Pile(self._folder / f"pile-{secrets.token_hex(8)}")

    def last_pile(self, name: str) -> Pile:
        """The pile of an earlier build. Raises DamagedError."""
        if not _PILE.fullmatch(name):
            raise DamagedError
        return Pile(self._folder / name)

    def forget(self, keep: Iterable[str] = ()) -> None:
        """Remove what is there but for the names in `keep`."""
        with contextlib.suppress(OSError):
            for path in {*self._folder.iterdir()} - {self._folder / name for name in keep}:
                with contextlib.suppress(OSError):  # the others are removed all the same
                    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()

    def abandon(self) -> None:
        """Remove all of it, and the folder around it where it holds nothing else."""
        self.forget()
        with contextlib.suppress(OSError):
            self._folder.rmdir()
            if [path.name for path in self._top.iterdir()] == [_IGNORE_NAME]:
                (self._top / _IGNORE_NAME).unlink()
                self._top.rmdir()


def _write_whole(path: Path, data: bytes) -> None:
    """A file that is there with all of these bytes, or is as it was. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


class Pile:
    """A file that packed pieces are laid upon, one after the other; in another process it can be read.

    What the disk does not take is kept in memory, so that a build goes on: then only the next one cannot have it.
    """

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

    def __reduce__(self) -> tuple[type[Pile], tuple[Path, dict[int, bytes]]]:
        return Pile, (self._path, self._loose)

    def add(self, piece: bytes) -> Place:
        """Where the piece is now. A disk that cannot take it makes the pile incomplete, and no more than that."""
        if self._file is None and self.is_whole:
            self._open()
        place = Place(self._end, len(piece))
        self._end += len(piece)
        self._waiting.append((place.start, piece))
        if self._end - self._written >= _BUFFER:
            self.flush()
        return place

    def raw(self, place: Place) -> bytes:
        """A piece as it was added. Raises DamagedError."""
        if place.start in self._loose:
            return self._loose[place.start]
        try:
            if self._reader is not None:
                return os.pread(self._reader, place.length, place.start)
            with self._path.open("rb") as file:
                file.seek(place.start)
                return file.read(place.length)
        except (OSError, ValueError, OverflowError):
            raise DamagedError from None

    def piece(self, place: Place) -> Any:
        """A piece, unpacked. Raises DamagedError."""
        return unpack(self.raw(place))

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
            self._file = self._path.open("ab", buffering=0)
            self._end = self._written = self._file.tell()
        except OSError:
            self.is_whole = False


class Heap:
    """The same in memory, for a build that leaves nothing behind."""

    name: Final = ""
    is_whole: Final = True

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> Place:
        """Where the piece is now."""
        self._pieces.append(piece)
        return Place(len(self._pieces) - 1, len(piece))

    def piece(self, place: Place) -> Any:
        """A piece, unpacked."""
        return unpack(self._pieces[place.start])

    def flush(self) -> None:
        """It can be read at once."""

    def close(self) -> None:
        """There is nothing to close."""
