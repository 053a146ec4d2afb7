"""What the files of a site are given to: `PublishTarget` publishes them, `NullTarget` is that of a check."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from sitegen.core.frozen_record import FrozenRecord
from sitegen.files.splicing import FilePiece
from sitegen.output.publish.file_stager import FileStager, NullStager, StagedFile


class Changes(FrozenRecord):
    """What a build did to the published folder; paths are below it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    """How many files stayed as they were."""


class OutputStream(ABC):
    """Takes one file of a site in pieces."""

    @abstractmethod
    def write(self, data: bytes) -> None:
        """The next piece."""

    @abstractmethod
    def close(self) -> None:
        """All of the file is there."""


class Target(ABC):
    """Takes the files of one build; their paths are below the output folder, with forward slashes."""

    @abstractmethod
    def put(self, path: str, data: bytes) -> None:
        """One file, whole."""

    @abstractmethod
    def stager(self, *, is_shared: bool = False) -> FileStager:
        """What writes files in any process, of which each has to be given to `take` here.

        `is_shared`: those processes may be on other machines, and may do a job twice.
        """

    @abstractmethod
    def take(self, staged: StagedFile) -> None:
        """One file that a stager wrote."""

    @abstractmethod
    def stream(self, path: str) -> OutputStream:
        """One file, to be written in pieces, and closed when all of it is there."""

    @abstractmethod
    def splice(self, path: str, pieces: Sequence[FilePiece]) -> bool:
        """One file, put together from new bytes and stretches of files of the last build, which are as it left them.

        False: one of those files is gone, or shorter; then the file has to be `put`.
        """

    @abstractmethod
    def copy(self, path: str, file: BinaryIO) -> None:
        """One file, as another one is that may be larger than the memory. Raises OSError where it cannot be read."""

    @abstractmethod
    def last(self, path: str) -> bytes | None:
        """A file of the last build; None where it is gone, or there was none."""

    @abstractmethod
    def keep(self, paths: Iterable[str]) -> None:
        """Files of the last build that are as it left them stay so."""

    @abstractmethod
    def gone(self) -> frozenset[str]:
        """The files of the last build that this one has not, as far as it was given them by now."""

    @abstractmethod
    def keep_all(self, files: Mapping[str, str]) -> bool:
        """Count on several files of the last build, each with its SHA-256 in hexadecimal: on all of them, or on none.

        False: they have to be `put`. So what is known to be the same need not be made.
        """


class NullTarget(Target):
    """Forgets the files of a check, which writes nothing."""

    def put(self, path: str, data: bytes) -> None:
        """Forget it."""

    def stager(self, *, is_shared: bool = False) -> NullStager:  # noqa: ARG002 - it goes the same way
        """What forgets them where they are made."""
        return NullStager()

    def take(self, staged: StagedFile) -> None:
        """Forget it."""

    def stream(self, path: str) -> OutputStream:  # noqa: ARG002 - it goes the same way
        """What forgets that, too."""
        return _NullStream()

    def splice(self, path: str, pieces: Sequence[FilePiece]) -> bool:  # noqa: ARG002 - it goes the same way
        """Forget it."""
        return True

    def copy(self, path: str, file: BinaryIO) -> None:
        """Forget it."""

    def last(self, path: str) -> None:
        """There was no last build."""

    def keep(self, paths: Iterable[str]) -> None:
        """There is no last build."""

    def gone(self) -> frozenset[str]:
        """There was no last build."""
        return frozenset()

    def keep_all(self, files: Mapping[str, str]) -> bool:  # noqa: ARG002 - there is none to keep
        """Keep nothing."""
        return False


class _NullStream(OutputStream):
    def write(self, data: bytes) -> None:
        """Forget it."""

    def close(self) -> None:
        """There is nothing to close."""
