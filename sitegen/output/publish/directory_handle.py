"""A folder that is held open: what is done in it is done there, wherever its name leads by now.

Somebody can put another folder, or a link to one, into the place of the folder that a build writes into, at any moment.
So a build asks for the folder by name once, and reaches all that is in it by way of the open folder. Only where the
system knows no such way (Windows) it goes by name, and looks before each step whether that still is the same folder.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from sitegen.files import atomic
from sitegen.output.publish.io_errors import OutputConflictError

_HAS_DIR_FD: Final = {os.open, os.mkdir, os.unlink, os.rmdir, os.rename, os.stat} <= os.supports_dir_fd
_FOLDER_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_NOFOLLOW"))


class DirectoryHandle:
    """A folder of which a build knows which one it is. Paths are below it, with forward slashes."""

    def __init__(self, path: Path, shown: str, expected: atomic.FileIdentity | None = None) -> None:
        """`shown` is what people call it. Raises OSError where there is none, or a link.

        Raises OutputConflictError where it is another one than the one that is expected.
        """
        self.path, self._shown = path, shown
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(f"{path} is not a folder")
        self._handle = os.open(path, _FOLDER_FLAGS) if _HAS_DIR_FD else None
        if self._handle is not None:
            status = os.fstat(self._handle)
        self._identity = status.st_dev, status.st_ino
        if expected not in (None, self._identity):
            self.close()
            raise self.moved("nothing was published")

    def close(self) -> None:
        """Nothing more is done in it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def is_at(self, path: Path) -> bool:
        """Whether this folder is there, and not another one or a link to it."""
        return atomic.identity(path) == self._identity

    def demand(self, outcome: str) -> None:
        """Raise OutputConflictError where something else is in its place; `outcome` says what became of the build."""
        if not self.is_at(self.path):
            raise self.moved(outcome)

    def moved(self, outcome: str) -> OutputConflictError:
        """That something else is in its place, in words."""
        return OutputConflictError(
            f'"{self._shown}" is not the folder any more that this build worked in: {outcome}',
            "what is under that name now was left alone; find out what moved the folder, and build again",
        )

    def write(self, path: str, data: bytes) -> None:
        """A new file with these bytes, not synced. Raises OSError."""
        name, at = self._at(path)
        atomic.write_file(name, data, at)

    def write_synced(self, path: str, data: bytes) -> None:
        """A file that is there whole with these bytes or not at all, even after a power cut. Raises OSError."""
        part = f"{path}.new"
        self.write(part, data)
        self.sync([part], [])
        self.replace(part, path)
        self.sync([], [path.rpartition("/")[0]])

    def create(self, path: str) -> BinaryIO:
        """A new file to be written in pieces. Raises OSError."""
        name, at = self._at(path)

        def handle(_: str, flags: int) -> int:
            return os.open(name, flags, 0o666, dir_fd=at)

        return open(f"{self.path}/{path}", "wb", opener=handle)

    def open(self, path: str) -> BinaryIO:
        """A file to be read, and no link to one. Raises OSError."""
        name, at = self._at(path)
        return os.fdopen(os.open(name, atomic.READ_FLAGS, dir_fd=at), "rb")

    def lstat(self, path: str) -> os.stat_result:
        """How something looks, and not what it leads to. Raises OSError."""
        name, at = self._at(path)
        return os.stat(name, dir_fd=at, follow_symlinks=False)

    def mkdir(self, path: str) -> None:
        """A new folder. Raises OSError."""
        name, at = self._at(path)
        os.mkdir(name, dir_fd=at)

    def replace(self, path: str, new: str) -> None:
        """Move a file within the folder. Raises OSError."""
        name, at = self._at(path)
        os.replace(name, self._at(new)[0], src_dir_fd=at, dst_dir_fd=at)

    def unlink(self, path: str) -> None:
        """Take a file or link away. Raises OSError."""
        name, at = self._at(path)
        os.unlink(name, dir_fd=at)

    def rmdir(self, path: str) -> None:
        """Take an empty folder away. Raises OSError."""
        name, at = self._at(path)
        os.rmdir(name, dir_fd=at)

    def remove(self, name: str) -> None:
        """Take away what has this name at the top, with all that is in it; a link alone. Raises OSError."""
        try:
            is_folder = stat.S_ISDIR(self.lstat(name).st_mode)
        except FileNotFoundError:
            return
        if is_folder:
            path, at = self._at(name)
            shutil.rmtree(path, dir_fd=at)
        else:
            self.unlink(name)

    def names(self) -> list[str]:
        """What there is at the top. Raises OSError."""
        return os.listdir(self.path if self._handle is None else self._handle)  # noqa: PTH208

    def sync(self, files: Iterable[str], folders: Iterable[str]) -> None:
        """Return when these files' bytes and these folders' entries are on the disk; "" is this one. Raises OSError."""
        at = self._at("")[1]
        atomic.sync_paths([self._at(path)[0] for path in files], [self._at(path)[0] for path in folders], at)

    def _at(self, path: str) -> tuple[str, int | None]:
        """What to ask the system for. Raises OutputConflictError where that would be in another folder."""
        if self._handle is not None:
            return path or ".", self._handle
        self.demand("nothing more was done")
        return f"{self.path}/{path}" if path else str(self.path), None
