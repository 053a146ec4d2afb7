"""All that is below a folder: the one walk that others choose from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

Listing: TypeAlias = "Callable[[str, list[os.DirEntry[str]]], Iterable[os.DirEntry[str]]]"
"""Which entries of a folder are wanted: given its path, with `prefix` and a "/" at the end, and all of them."""
OnError: TypeAlias = Callable[[str, OSError], None]
"""Told of a folder, by the same path, that cannot be listed."""


def walk(
    top: str | os.PathLike[str], prefix: str = "", *, choose: Listing | None = None, on_error: OnError | None = None
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder that is no folder itself, in no order; links and junctions are given, never followed.

    Each with its path: `prefix`, and from there on with forward slashes. `choose` sees every folder before anything in
    it is given; without it all is wanted. Raises OSError where a folder cannot be listed, unless `on_error` takes it.
    """
    waiting = [(os.fspath(top), prefix)]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as scanned:
                entries = list(scanned)
        except OSError as error:
            if on_error is None:
                raise
            on_error(above, error)
            continue
        for entry in entries if choose is None else choose(above, entries):
            if is_real_folder(entry):
                waiting.append((entry.path, f"{above}{entry.name}/"))
            else:
                yield above + entry.name, entry


def files_below(top: str | os.PathLike[str], *, with_links: bool = True) -> list[str]:
    """The files below a folder, sorted, as paths below it; of a folder that is not there or cannot be listed, none.

    Links to files count unless `with_links` is False; links to folders are never followed.
    """
    found = walk(top, on_error=skip_unreadable)
    return sorted(path for path, entry in found if (with_links or not is_link(entry)) and _is_file(entry))


def skip_missing(_: str, error: OSError) -> None:
    """For `on_error`: nothing is in a folder that is not there. Raises every other OSError again."""
    if not isinstance(error, FileNotFoundError):
        raise error


def skip_unreadable(_: str, error: OSError) -> None:
    """For `on_error`: nothing is in a folder that cannot be listed."""
    del error


def has_folder_links(top: Path) -> bool:
    """Whether a folder, or one below it, is a link to a folder; what cannot be read is none."""
    return top.is_symlink() or any(leads_to_folder(entry) for _, entry in walk(top, on_error=skip_unreadable))


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry leads elsewhere; on Windows a folder can, too."""
    return entry.is_symlink() or (hasattr(entry, "is_junction") and entry.is_junction())


def is_real_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder and no link to one."""
    return entry.is_dir(follow_symlinks=False) and not is_link(entry)


def leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one."""
    try:
        return entry.is_dir()
    except OSError:  # it leads to itself, or has gone meanwhile
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False
