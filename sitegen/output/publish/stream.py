"""A file of a build that comes in pieces, and faults of the disk as problems."""

from __future__ import annotations

from contextlib import suppress
from typing import BinaryIO, Protocol

from sitegen.output.publish.io_errors import OutputConflictError


class Taker(Protocol):
    """What takes the files of a build; `Target` is one."""

    is_broken: bool

    def fail(self, error: OSError | OutputConflictError, path: str) -> None:
        """Report a fault at `path`, and take nothing more."""

    def taken(self, path: str, room: str) -> None:
        """A file is complete in its room."""


class Guard:
    """Turns a fault of the disk into the target's problem."""

    def __init__(self, target: Taker, path: str) -> None:
        self._target, self._path = target, path

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, (OSError, OutputConflictError)):
            return False
        self._target.fail(error, self._path)
        return True


class Stream:
    """Takes a file of a build in pieces; after a fault, which is reported at once, no more of it."""

    def __init__(self, target: Taker, path: str) -> None:
        self._target, self._path, self._room = target, path, ""
        self._file: BinaryIO | None = None

    def begin(self, room: str, file: BinaryIO) -> None:
        """Write into the new file `room`."""
        self._room, self._file = room, file

    def write(self, data: bytes) -> None:
        """The next piece."""
        if self._file and not self._target.is_broken:
            with Guard(self._target, self._path):
                self._file.write(data)

    def abandon(self) -> None:
        """Nothing more comes, and what came is not wanted."""
        if self._file:
            with suppress(OSError):  # a full disk tells so a second time
                self._file.close()

    def end(self) -> None:
        """All of it is there."""
        if not self._file:
            return
        with Guard(self._target, self._path):
            self._file.close()
            if not self._target.is_broken:
                self._target.taken(self._path, self._room)
