"""What a publishing has to do, and whether all of it can be done: asked before the journal, which has no way back."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from sitegen.files.atomic import parent_paths
from sitegen.output.publish import marker
from sitegen.output.publish.io_errors import OutputConflictError
from sitegen.output.publish.journal import Journal
from sitegen.output.publish.real_folders import RealFolders, lstat_below


def removals(output: Path, gone: Iterable[str]) -> tuple[str, ...]:
    """Those of the last build's files that are there to be removed, sorted; never through a link."""
    folders = RealFolders(lstat_below(output))
    return tuple(path for path in sorted(gone) if _is_file_there(output, path, folders))


def journal_of(files: set[str], moves: Iterable[str], removed: Iterable[str]) -> Journal:
    """The order of the steps; `files` is all of the new site."""
    folders = {folder for path in files for folder in parent_paths(path)}
    clear = [path for path in removed if path in folders or not files.isdisjoint(parent_paths(path))]
    cleared = set(clear)
    return Journal(tuple(clear), tuple(moves), tuple(path for path in removed if path not in cleared))


def check_steps(output: Path, journal: Journal, published: frozenset[str]) -> None:
    """Look at every place that a step needs.

    Raises OutputConflictError where something is in the way that is not ours, PermissionError where nothing may change.
    """
    cleared = frozenset(journal.clear)
    looked_at: set[str] = set()
    for path in journal.moves:
        for folder in parent_paths(path):
            if folder not in looked_at:
                looked_at.add(folder)
                _check_folder(output, folder, cleared)
        _check_file(output, path, cleared, is_ours=path in published or path == marker.NAME)
    for path in (*journal.clear, *journal.stale):
        _check_right(output / path.rpartition("/")[0])


def _check_folder(output: Path, folder: str, cleared: frozenset[str]) -> None:
    try:
        mode = (output / folder).lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if not stat.S_ISDIR(mode) and folder not in cleared:
        raise _conflict_at(folder, "a link" if stat.S_ISLNK(mode) else "a file", "a folder of the site")


def _check_file(output: Path, path: str, cleared: frozenset[str], *, is_ours: bool) -> None:
    place = output / path
    try:
        mode = place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = 0
    if stat.S_ISDIR(mode):
        _check_emptied(output, path, cleared)
    elif mode and not is_ours:
        raise _conflict_at(path, "a file that sitegen did not make", "a page of the site")
    _check_right(place.parent)


def _check_emptied(output: Path, folder: str, cleared: frozenset[str]) -> None:
    """A folder makes way for a file only if all that is in it is ours to remove."""
    for above, below, names in os.walk(output / folder):
        here = Path(above).relative_to(output).as_posix()
        if not below and not names:
            raise _conflict_at(here, "a folder that sitegen did not make", f'the file "{folder}" of the site')
        for name in names:
            if f"{here}/{name}" not in cleared:
                raise _conflict_at(
                    f"{here}/{name}", "a file that sitegen did not make", f'the file "{folder}" of the site'
                )


def _check_right(folder: Path) -> None:
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _is_file_there(output: Path, path: str, folders: RealFolders) -> bool:
    if not folders.are_real(path.rpartition("/")[0]):
        return False
    try:
        return not stat.S_ISDIR((output / path).lstat().st_mode)
    except FileNotFoundError:
        return False


def _conflict_at(path: str, found: str, wanted: str) -> OutputConflictError:
    return OutputConflictError(
        f'"{path}" in it is {found}, and stands where {wanted} has to be', f'move "{path}" away, and build again'
    )
