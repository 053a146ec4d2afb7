"""An open folder: operations reach this folder even if its name leads elsewhere by now.

Another program can replace the folder that a build writes into by another one, or by a link, at any moment. So a build
opens the folder by name once and uses paths relative to the open descriptor (`openat` and its like, POSIX.1-2008).
Where there are none (Windows) it uses names, and checks before each operation that the folder is still the same.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from sitegen.files import atomic
from sitegen.files.splicing import FilePiece, write_pieces
from sitegen.output.publish.io_errors import OutputConflictError

_HAS_DIR_FD: Final = {os.open, os.mkdir, os.unlink, os.rmdir, os.rename, os.stat} <= os.supports_dir_fd
_FOLDER_FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_NOFOLLOW"))


class DirectoryHandle:
    """A folder, known by device and inode. Paths are relative to it, with forward slashes."""

    def __init__(self, path: Path, shown: str, expected: atomic.FileIdentity | None = None) -> None:
        """Open the folder at `path`; `shown` is its name in messages.

        Raises OSError if there is no folder at `path` itself, or a link. Raises OutputConflictError if its identity is
        not the `expected` one; None = any.
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

    def __reduce__(self) -> tuple[type[DirectoryHandle], tuple[Path, str, atomic.FileIdentity]]:
        return DirectoryHandle, (self.path, self._shown, self._identity)

    def close(self) -> None:
        """Close the folder; a second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def is_at(self, path: Path) -> bool:
        """Whether `path` is this folder itself: not another one, and no link to it."""
        return atomic.identity(path) == self._identity

    def demand(self, outcome: str) -> None:
        """Raise OutputConflictError, with `outcome` in its message, if the folder is not at its path any more."""
        if not self.is_at(self.path):
            raise self.moved(outcome)

    def moved(self, outcome: str) -> OutputConflictError:
        """The error for a folder that was replaced; `outcome` says what became of the build."""
        return OutputConflictError(
            f'"{self._shown}" is not the folder any more that this build worked in: {outcome}',
            "what is under that name now was left alone; find out what moved the folder, and build again",
        )

    def write(self, path: str, data: bytes) -> None:
        """Write a file without syncing it. Raises OSError."""
        name, at = self._at(path)
        atomic.write_file(name, data, at)

    def write_pieces(self, path: str, pieces: Iterable[FilePiece], replaced: str) -> None:
        """Write a file without syncing it; its stretches are of files in this folder, `replaced` where none is named.

        Raises OSError, also for a file that is a link or has not as many bytes.
        """
        with ExitStack() as sources, self.create(path) as file:
            opened: dict[str, int] = {}

            def source(name: str) -> int:
                name = name or replaced
                if name not in opened:
                    opened[name] = sources.enter_context(self.open(name)).fileno()
                return opened[name]

            write_pieces(file.fileno(), pieces, source)

    def write_synced(self, path: str, data: bytes) -> None:
        """Write a file atomically and durably: after a crash it is whole or not there. Raises OSError."""
        part = f"{path}.new"
        self.write(part, data)
        self.sync([part], [])
        self.replace(part, path)
        self.sync([], [path.rpartition("/")[0]])

    def create(self, path: str) -> BinaryIO:
        """Create a file; returns it open for writing bytes, to be closed by the caller. Raises OSError."""
        name, at = self._at(path)

        def handle(_: str, flags: int) -> int:
            return os.open(name, flags, 0o666, dir_fd=at)

        return open(f"{self.path}/{path}", "wb", opener=handle)

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading bytes, to be closed by the caller. Raises OSError, also for a link."""
        name, at = self._at(path)
        return os.fdopen(os.open(name, atomic.READ_FLAGS, dir_fd=at), "rb")

    def lstat(self, path: str) -> os.stat_result:
        """The status of a path; of a link its own. Raises OSError."""
        name, at = self._at(path)
        return os.stat(name, dir_fd=at, follow_symlinks=False)

    def mkdir(self, path: str) -> None:
        """Create a folder. Raises OSError."""
        name, at = self._at(path)
        os.mkdir(name, dir_fd=at)

    def replace(self, path: str, new: str) -> None:
        """Move a file to `new`, in place of a file that is there. Raises OSError."""
        name, at = self._at(path)
        os.replace(name, self._at(new)[0], src_dir_fd=at, dst_dir_fd=at)

    def unlink(self, path: str) -> None:
        """Delete a file or a link. Raises OSError."""
        name, at = self._at(path)
        os.unlink(name, dir_fd=at)

    def rmdir(self, path: str) -> None:
        """Delete an empty folder. Raises OSError."""
        name, at = self._at(path)
        os.rmdir(name, dir_fd=at)

    def remove(self, name: str) -> None:
        """Delete an entry of this folder, recursively, following no link; missing is fine. Raises OSError."""
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
        """The names of the entries of this folder, in no order. Raises OSError."""
        return os.listdir(self.path if self._handle is None else self._handle)  # noqa: PTH208

    def sync(self, files: Iterable[str], folders: Iterable[str]) -> None:
        """Flush the bytes of files and the entries of folders to the disk; "" is this folder. Raises OSError."""
        at = self._at("")[1]
        atomic.sync_paths([self._at(path)[0] for path in files], [self._at(path)[0] for path in folders], at)

    def _at(self, path: str) -> tuple[str, int | None]:
        """Path and `dir_fd` for a system call. Raises OutputConflictError if the folder was replaced."""
        if self._handle is not None:
            return path or ".", self._handle
        self.demand("nothing more was done")
        return f"{self.path}/{path}" if path else str(self.path), None
