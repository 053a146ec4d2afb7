"""The list of what a publishing still has to do: once it is synced the move happens, however often it is interrupted.

Every step can be done twice. A staged file that is gone has been moved; a stale file that is gone has been removed.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.publish import marker
from sitegen.publish.disk import Folders, is_within, parents, remove, remove_if_empty, sync, write_synced
from sitegen.publish.faults import BlockedError

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
    return (output / NAME).is_file()


def moving(output: Path) -> frozenset[str]:
    """The files that a move concerns which is going on there, or was interrupted. Raises BlockedError, OSError."""
    if not is_waiting(output):
        return frozenset()
    found = _read(output / NAME)
    return frozenset((*found.clear, *found.moves, *found.stale))


def carry_out(output: Path, journal: Journal) -> None:
    """Write the journal, then do what it says.

    Raises OSError: before the journal is safe nothing is touched, after it `is_waiting` and the next run goes on.
    """
    words = {
        "sitegen journal": _FORMAT,
        "clear": journal.clear,
        "moves": journal.moves,
        "stale": journal.stale,
    }
    try:
        write_synced(output / NAME, json.dumps(words).encode())
    except OSError:
        (output / NAME).unlink(missing_ok=True)
        raise
    _finish(output, journal)


def finish_interrupted(output: Path) -> None:
    """Do the rest of an interrupted move, if there was one. Raises BlockedError, OSError."""
    if is_waiting(output):
        _finish(output, _read(output / NAME))


def clear_stage(output: Path) -> None:
    """Remove what a build staged and did not publish. Raises OSError."""
    if (output / f"{NAME}.new").exists():
        (output / f"{NAME}.new").unlink()
    if (output / STAGE).is_symlink():
        (output / STAGE).unlink()
    elif (output / STAGE).exists():
        shutil.rmtree(output / STAGE)


def _finish(output: Path, journal: Journal) -> None:
    folders = Folders(output)
    for path in journal.clear:
        remove(output, path, folders)
    remove_if_empty(output, journal.clear)
    folders = Folders(output)
    for number, path in enumerate(journal.moves):
        folders.make(path.rpartition("/")[0])
        with suppress(FileNotFoundError):  # it was moved before the interruption
            (output / STAGE / str(number)).replace(output / path)
    for path in journal.stale:
        remove(output, path, folders)
    remove_if_empty(output, journal.stale)
    sync([], _touched(output, journal))
    (output / NAME).unlink()
    # The new site stands. If the journal comes back after a power cut it is done once more; the stage is cleared later.
    with suppress(OSError):
        sync([], [output])
        clear_stage(output)


def _touched(output: Path, journal: Journal) -> list[Path]:
    """The folders whose entries changed, as far as they still exist; a new folder is an entry of the one above."""
    paths = (*journal.clear, *journal.moves, *journal.stale)
    names = {folder for path in paths for folder in parents(path)}
    return [output, *(output / name for name in sorted(names) if (output / name).is_dir())]


def _read(path: Path) -> Journal:
    try:
        words = json.loads(path.read_bytes())
        journal = Journal(tuple(words["clear"]), tuple(words["moves"]), tuple(words["stale"]))
        is_ours = words["sitegen journal"] == _FORMAT
        is_ours = is_ours and all(map(is_within, (*journal.clear, *journal.moves, *journal.stale)))
    except (ValueError, KeyError, TypeError, AttributeError):
        is_ours = False
    if not is_ours:
        raise BlockedError(
            f'"{NAME}" in it is damaged, or from another version of sitegen',
            "look whether anything in the folder is needed, delete the folder, and build again",
        )
    return journal
