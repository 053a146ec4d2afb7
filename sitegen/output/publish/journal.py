"""The list of what a publishing still has to do: once it is synced the move happens, however often it is interrupted.

Every step can be done twice. A staged file that is gone has been moved; a stale file that is gone has been removed.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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


@dataclass(frozen=True, slots=True)
class Journal:
    """What a publishing does, in this order."""

    clear: tuple[str, ...]
    """Stale files that stand where a folder has to be, or in a folder that has to make way for a file."""
    moves: tuple[str, ...]
    """Where the staged files go: the n-th is the stage's file `n`."""
    stale: tuple[str, ...]
    """The other files to remove: after the moves, so that no page is missed before its successor is there."""


def is_waiting(output: Path) -> bool:
    """Whether a move was interrupted there."""
    return os.path.isfile(output / NAME)  # noqa: PTH113 - what is too long for a name is not there


def has_journal(output: DirectoryHandle) -> bool:
    """Whether a move was interrupted in a folder that is held."""
    try:
        return stat.S_ISREG(output.lstat(NAME).st_mode)
    except OSError:
        return False


def pending_paths(output: Path) -> frozenset[str]:
    """The files that an unfinished move concerns. Raises OutputConflictError, OSError."""
    if not is_waiting(output):
        return frozenset()
    found = _parse_journal((output / NAME).read_bytes())
    return frozenset((*found.clear, *found.moves, *found.stale))


def carry_out(output: DirectoryHandle, journal: Journal) -> None:
    """Write the journal, then do what it says.

    Raises OSError: before the journal is safe nothing is touched, after it `is_waiting` and the next run goes on.
    Raises OutputConflictError where another folder came into the place of this one, which is whole all the same.
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
    """Do the rest of an interrupted move, if there was one. Raises OutputConflictError, OSError."""
    if is_waiting(output):
        with closing(DirectoryHandle(output, shown, expected)) as directory:
            _finish(directory, _read_journal(directory))


def clear_stage(output: DirectoryHandle) -> None:
    """Remove what a build staged and did not publish. Raises OSError."""
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
    """Whether a file waits to be moved. Raises OutputConflictError where something is there that no build stages.

    A journal can come with a folder from anybody, and what is moved is published: so no link is followed or moved.
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
    """The folders whose entries changed, as far as they still exist; a new folder is an entry of the one above."""
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
        # The list of a build's files is moved as they are; journal and stage are nobody's files.
        is_ours = is_ours and all(is_within(path) and path.partition("/")[0] not in (NAME, STAGE) for path in paths)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise _damaged_error()
    return journal
