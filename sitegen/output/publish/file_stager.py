"""Files of a site written where its target wants them, by any process; the first process then has the target take them.

A fault comes back with the file, so that it is told once and in the order of the files. A process that outlives the
first one, which may have been killed, writes nothing more: by then another build may be at work there.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple

from sitegen.files.atomic import has_bytes, is_within
from sitegen.output.publish import journal
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.io_errors import OutputConflictError
from sitegen.output.publish.real_folders import RealFolders


class StagedFile(NamedTuple):
    """A file of the new site that was written, or need not be."""

    path: str
    """Below the output folder."""
    temp_path: str = ""
    """Where it is until all is published; empty = it is in its place already, or goes nowhere."""
    fault: OSError | OutputConflictError | None = None
    """Why it could not be written."""


class FileStager(ABC):
    """Writes files of one build; picklable."""

    @abstractmethod
    def stage(self, path: str, data: bytes) -> StagedFile:
        """Write a file of the new site. `path` is below the output folder, with forward slashes.

        Raises ValueError for a path that leaves the folder.
        """


class NullStager(FileStager):
    """Writes nothing."""

    def stage(self, path: str, data: bytes) -> StagedFile:  # noqa: ARG002 - it goes the same way
        """Forget it."""
        return StagedFile(path)


class FolderStager(FileStager):
    """Writes into a folder."""

    def __init__(self, directory: DirectoryHandle, first: int = 0) -> None:
        """`first` is the first process."""
        self._directory, self._first = directory, first or os.getpid()

    def __reduce__(self) -> tuple[Callable[..., FileStager], tuple[DirectoryHandle, int]]:
        return type(self), (self._directory, self._first)

    def stage(self, path: str, data: bytes) -> StagedFile:
        """Write a file, if it is another than the published one."""
        if not is_within(path) or path.partition("/")[0] in journal.OWN_NAMES:
            raise ValueError(f"no path for a file of the site: {path!r}")
        if os.name != "nt" and self._first not in (os.getpid(), os.getppid()):
            os._exit(1)
        try:
            return StagedFile(path, self._write(path, data))
        except (OSError, OutputConflictError) as fault:
            return StagedFile(path, fault=fault)

    @abstractmethod
    def _write(self, path: str, data: bytes) -> str:
        """As `StagedFile.temp_path`. Raises OSError, OutputConflictError."""


class TreeStager(FolderStager):
    """Writes into the new folder of a first build, to where each file has to be."""

    def __init__(self, directory: DirectoryHandle, first: int = 0) -> None:
        super().__init__(directory, first)
        self._folders = RealFolders(directory.lstat, directory.mkdir)

    def _write(self, path: str, data: bytes) -> str:
        self._folders.make(path.rpartition("/")[0])
        self._directory.write(path, data)
        return ""


class ChangeStager(FolderStager):
    """Writes files that differ from the published ones, under names of its own beside those that are staged."""

    def __init__(self, directory: DirectoryHandle, first: int = 0) -> None:
        super().__init__(directory, first)
        self._real = RealFolders(directory.lstat)
        self._count = 0

    def _write(self, path: str, data: bytes) -> str:
        if self._is_published(path, data):
            return ""
        if not self._count:
            journal.make_stage(self._directory)
        self._count += 1
        temp_path = f"{journal.STAGE}/process-{os.getpid()}-{self._count}"
        self._directory.write(temp_path, data)
        return temp_path

    def _is_published(self, path: str, data: bytes) -> bool:
        try:
            return self._real.are_real(path.rpartition("/")[0]) and has_bytes(f"{self._directory.path}/{path}", data)
        except FileNotFoundError:
            return False
