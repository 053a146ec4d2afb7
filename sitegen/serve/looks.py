"""How the files below a folder look: what changed is what looks otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

Looks: TypeAlias = Mapping[str, tuple[int, int, int]]
"""Size, time and number of each file, by its path below the folder: a file that is replaced has another number."""


def looks(folder: Path) -> Looks:
    """Of a folder that is not there: nothing. Hidden files and folders are left out, and links are not followed."""
    return dict(_found(str(folder), ""))


def difference(before: Looks, after: Looks) -> frozenset[str]:
    """The files that came, went or changed."""
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    return frozenset(changed | (before.keys() ^ after.keys()))


def _found(folder: str, below: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            with suppress(OSError):  # it has gone meanwhile
                if entry.is_dir(follow_symlinks=False):
                    yield from _found(entry.path, f"{below}{entry.name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    yield f"{below}{entry.name}", (status.st_size, status.st_mtime_ns, status.st_ino)
