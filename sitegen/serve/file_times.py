"""How the files below a folder look: what changed is what looks otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

FileTimes: TypeAlias = Mapping[str, tuple[int, int, int, int]]
"""Size, times and number of each file, by its path below the folder.

A file that is replaced has another number, and one that is given its old time has another time of that.
"""


def file_times(folder: Path) -> FileTimes:
    """Of a folder that is not there: nothing. Hidden files and folders are left out, and links are not followed."""
    return dict(_walk_times(str(folder), ""))


def changed_paths(before: FileTimes, after: FileTimes) -> frozenset[str]:
    """The files that came, went or changed."""
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    return frozenset(changed | (before.keys() ^ after.keys()))


def link_times(link: Path) -> FileTimes:
    """That of a link itself, under its name; nothing where it is none."""
    with suppress(OSError):
        if link.is_symlink():
            return {link.name: _times_of(link.lstat())}
    return {}


def has_folder_links(folder: Path) -> bool:
    """Whether a folder, or one below it, is a link to a folder."""
    return folder.is_symlink() or any(_linked_folders(str(folder)))


def _linked_folders(folder: str) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):  # it leads to itself, or has gone meanwhile
                if entry.is_dir(follow_symlinks=False):
                    yield from _linked_folders(entry.path)
                elif entry.is_dir():
                    yield entry.path


def _times_of(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _walk_times(folder: str, below: str) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            with suppress(OSError):  # it has gone meanwhile
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk_times(entry.path, f"{below}{entry.name}/")
                else:
                    yield f"{below}{entry.name}", _times_of(entry.stat(follow_symlinks=False))
