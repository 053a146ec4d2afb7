"""Files of a site written where its target wants them, by any process; the first process then has the target take them.

A fault comes back with the file, so that it is told once and in the order of the files. A process that outlives the
first one, which may have been killed, writes nothing more: by then another build may be at work there.
"""

from __future__ import annotations

import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sitegen.files.atomic import has_bytes, is_within
from sitegen.files.remote_jobs import UnseenFolderError
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


class SharedStager(FileStager):
    """Writes into a folder that several machines see; a job may be done twice there, or when it is wanted no more.

    Each file is written under a name of its own, in a folder that this build alone has and that goes with it: whoever
    comes too late cannot write. Of a first build it is then renamed to its place, with the same bytes each time.
    """

    def __init__(self, top: Path, stage: str, *, is_new: bool) -> None:
        """`top` is absolute, and `stage` the folder of this build below it; `is_new`: no site was published there."""
        self._top, self._stage, self._is_new = top, stage, is_new
        self._prefix, self._count = secrets.token_hex(8), 0
        self._directory: DirectoryHandle | None = None

    @classmethod
    def within(cls, directory: DirectoryHandle, *, is_new: bool) -> SharedStager:
        """One for this build, whose folder is made. Raises OSError."""
        stage = f"{journal.STAGE}/{secrets.token_hex(8)}"
        journal.make_stage(directory)
        directory.mkdir(stage)
        return cls(directory.path.absolute(), stage, is_new=is_new)

    def __reduce__(self) -> tuple[Callable[..., FileStager], tuple[Path, str, bool]]:
        return _shared_stager, (self._top, self._stage, self._is_new)

    def stage(self, path: str, data: bytes) -> StagedFile:
        """Write a file, if it is another than the published one. Raises UnseenFolderError."""
        if not is_within(path) or path.partition("/")[0] in journal.OWN_NAMES:
            raise ValueError(f"no path for a file of the site: {path!r}")
        directory = self._directory = self._directory or self._open()
        try:
            return StagedFile(path, self._write(directory, path, data))
        except (OSError, OutputConflictError) as fault:
            return StagedFile(path, fault=fault)

    def _open(self) -> DirectoryHandle:
        """The folder, as this machine sees it. Raises UnseenFolderError."""
        try:
            directory = DirectoryHandle(self._top, self._top.name)
            if not RealFolders(directory.lstat).are_real(self._stage):
                raise UnseenFolderError(f'"{self._top}": it is another folder there')
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise UnseenFolderError(f'"{self._top}": {reason}') from None
        self._folders = RealFolders(directory.lstat, directory.mkdir)
        return directory

    def _write(self, directory: DirectoryHandle, path: str, data: bytes) -> str:
        folder = path.rpartition("/")[0]
        if not self._is_new:
            with suppress(FileNotFoundError):
                if self._folders.are_real(folder) and has_bytes(f"{directory.path}/{path}", data):
                    return ""
        self._count += 1
        temp_path = f"{self._stage}/{self._prefix}-{self._count}"
        directory.write(temp_path, data)
        if not self._is_new:
            return temp_path
        self._folders.make(folder)
        directory.replace(temp_path, path)
        return ""


def _shared_stager(top: Path, stage: str, is_new: bool) -> SharedStager:  # noqa: FBT001 - as it is pickled
    return SharedStager(top, stage, is_new=is_new)
