"""The folders below an output: which are real ones, and what is removed in them, never through a symbolic link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from sitegen.files.atomic import parent_paths
from sitegen.output.publish.directory_handle import DirectoryHandle

# Not empty, gone already, or a file or link by now: each is as it should be.
_NOT_TO_REMOVE: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR})


def lstat_below(folder: Path) -> Callable[[str], os.stat_result]:
    """How to look at what is below a folder, by its name."""
    return lambda path: (folder / path).lstat()


class RealFolders:
    """The folders below an output, each looked at once: a link among them would lead a write out of it."""

    def __init__(self, lstat: Callable[[str], os.stat_result], mkdir: Callable[[str], None] | None = None) -> None:
        """How something below it is looked at, and a folder made where that is wanted."""
        self._lstat, self._mkdir = lstat, mkdir
        self._known: set[str] = {""}

    def are_real(self, folder: str) -> bool:
        """Whether a folder exists and neither it nor one above it is a link or a file. Raises OSError."""
        for one in self._unknown(folder):
            try:
                is_real = stat.S_ISDIR(self._lstat(one).st_mode)
            except FileNotFoundError:
                return False
            if not is_real:
                return False
            self._known.add(one)
        return True

    def make(self, folder: str) -> None:
        """A folder and those above it, where they are missing. Raises OSError, NotADirectoryError for a link."""
        for one in self._unknown(folder):
            try:
                assert self._mkdir is not None  # noqa: S101 (who makes folders says how)
                self._mkdir(one)
            except FileExistsError:
                if not stat.S_ISDIR(self._lstat(one).st_mode):
                    raise NotADirectoryError(f"{one} is not a folder") from None
            self._known.add(one)

    def _unknown(self, folder: str) -> list[str]:
        """The folder and those above it that were not looked at yet, from the top down."""
        found = []
        while folder not in self._known:
            found.append(folder)
            folder = folder.rpartition("/")[0]
        return found[::-1]


def remove_file(top: DirectoryHandle, path: str, folders: RealFolders) -> None:
    """Delete a file; one that is missing, or a folder, is ignored. Raises OSError."""
    if not folders.are_real(path.rpartition("/")[0]):
        return
    try:
        if stat.S_ISDIR(top.lstat(path).st_mode):
            return
        top.unlink(path)
    except FileNotFoundError:
        return


def remove_empty_folders(top: DirectoryHandle, removed: Iterable[str]) -> None:
    """Delete the folders that removed files left empty, the deepest first. Raises OSError."""
    folders = {folder for path in removed for folder in parent_paths(path)}
    for folder in sorted(folders, key=lambda name: (-name.count("/"), name)):
        try:
            top.rmdir(folder)
        except OSError as error:
            if error.errno not in _NOT_TO_REMOVE:
                raise
