"""The journal of a publish: the steps still to do, so that an interrupted publish is completed by the next run.

A write-ahead log: it is synced before the first step, and deleted after the last. Each step is idempotent: a
staged file that is missing was moved already, a stale file that is missing was deleted already.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.files.atomic import FileIdentity, is_within, parent_paths
from sitegen.output.publish import marker
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.io_errors import OutputConflictError
from sitegen.output.publish.real_folders import RealFolders, remove_empty_folders, remove_file

NAME: Final = ".sitegen-journal"
STAGE: Final = ".sitegen-stage"
OWN_NAMES: Final = frozenset({NAME, f"{NAME}.new", STAGE, marker.NAME})
"""What publishing itself keeps at the top of an output folder."""
_FORMAT: Final = 1


class Journal(FrozenRecord):
    """The steps of a publish, in order. Paths are relative to the output folder."""

    clear: tuple[str, ...]
    """Stale files to delete first: those in the place of a new folder, or in a folder in the place of a new file."""
    moves: tuple[str, ...]
    """Destinations of the staged files: the n-th is that of the file `n` in the staging folder, from 0."""
    stale: tuple[str, ...]
    """The other stale files, deleted after the moves, so that a page never disappears before its successor is there."""


def is_waiting(output: Path) -> bool:
    """Whether the output folder has a journal: a publish was interrupted."""
    return os.path.isfile(output / NAME)  # noqa: PTH113 - what is too long for a name is not there


def has_journal(output: DirectoryHandle) -> bool:
    """The same of an open folder; False if it cannot be read."""
    try:
        return stat.S_ISREG(output.lstat(NAME).st_mode)
    except OSError:
        return False


def pending_paths(output: Path) -> frozenset[str]:
    """All paths in the journal; empty if there is none. Raises OutputConflictError for a damaged one, and OSError."""
    if not is_waiting(output):
        return frozenset()
    found = _parse_journal((output / NAME).read_bytes())
    return frozenset((*found.clear, *found.moves, *found.stale))


def carry_out(output: DirectoryHandle, journal: Journal) -> None:
    """Write the journal durably, then do its steps.

    Raises OSError: if the journal was not written nothing has changed; if it was, `is_waiting` is true and the next run
    completes the steps. Raises OutputConflictError if the output folder was replaced by another one.
    """
    output.demand("nothing was published")
    words = {
        "sitegen journal": _FORMAT,
        "clear": journal.clear,
        "moves": journal.moves,
        "stale": journal.stale,
    }
    try:
        output.write_synced(NAME, json.dumps(words).encode())
    except OSError:
        with suppress(FileNotFoundError):
            output.unlink(NAME)
        raise
    _finish(output, journal)


def finish_interrupted(output: Path, shown: str, expected: FileIdentity | None = None) -> None:
    """Complete an interrupted publish; nothing to do without a journal. Arguments as of `DirectoryHandle`.

    Raises OutputConflictError for a damaged journal or another folder than `expected`, and OSError.
    """
    if is_waiting(output):
        with closing(DirectoryHandle(output, shown, expected)) as directory:
            _finish(directory, _read_journal(directory))


def make_stage(output: DirectoryHandle) -> None:
    """Make the folder of staged files, where it is not there. Raises OSError."""
    with suppress(FileExistsError):
        output.mkdir(STAGE)


def clear_stage(output: DirectoryHandle) -> None:
    """Delete the staged files, and a journal that was not written whole. Raises OSError."""
    output.remove(f"{NAME}.new")
    output.remove(STAGE)


def _finish(output: DirectoryHandle, journal: Journal) -> None:
    folders = RealFolders(output.lstat)
    for path in journal.clear:
        remove_file(output, path, folders)
    remove_empty_folders(output, journal.clear)
    folders = RealFolders(output.lstat, output.mkdir)
    for number, path in enumerate(journal.moves):
        folders.make(path.rpartition("/")[0])
        if _is_staged(output, number, folders):  # else it was moved before the interruption
            output.replace(f"{STAGE}/{number}", path)
    for path in journal.stale:
        remove_file(output, path, folders)
    remove_empty_folders(output, journal.stale)
    output.sync([], _touched_folders(output, journal))
    output.unlink(NAME)
    # The new site stands. If the journal comes back after a power cut it is done once more; the stage is cleared later.
    with suppress(OSError):
        output.sync([], [""])
        clear_stage(output)
    output.demand("the new site is whole in that one, wherever it is now")


def _is_staged(output: DirectoryHandle, number: int, folders: RealFolders) -> bool:
    """Whether the staged file is still to be moved. Raises OutputConflictError if it is no regular file.

    A journal may come with a folder from anybody, and what is moved is published: so no link is followed or moved.
    """
    try:
        is_file = stat.S_ISREG(output.lstat(f"{STAGE}/{number}").st_mode) and folders.are_real(STAGE)
    except FileNotFoundError:
        return False
    if not is_file:
        raise _damaged_error()
    return True


def _damaged_error() -> OutputConflictError:
    return OutputConflictError(
        f'"{NAME}" in it is damaged, or from another version of sitegen',
        "look whether anything in the folder is needed, delete the folder, and build again",
    )


def _touched_folders(output: DirectoryHandle, journal: Journal) -> list[str]:
    """Existing folders whose entries changed, those above new folders included; for `sync`."""
    paths = (*journal.clear, *journal.moves, *journal.stale)
    names = {folder for path in paths for folder in parent_paths(path)}
    folders = RealFolders(output.lstat)
    return ["", *(name for name in sorted(names) if folders.are_real(name))]


def _read_journal(output: DirectoryHandle) -> Journal:
    with output.open(NAME) as file:
        return _parse_journal(file.read())


def _parse_journal(data: bytes) -> Journal:
    try:
        words = json.loads(data)
        journal = Journal(tuple(words["clear"]), tuple(words["moves"]), tuple(words["stale"]))
        is_ours = words["sitegen journal"] == _FORMAT
        paths = (*journal.clear, *journal.moves, *journal.stale)
        # The marker is moved as any file is; a journal that moves journal or staging is not ours.
        is_ours = is_ours and all(is_within(path) and path.partition("/")[0] not in (NAME, STAGE) for path in paths)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise _damaged_error()
    return journal
