"""What stops a write, in words for the person who ran the build."""

from __future__ import annotations

import errno
import os
from typing import Final

from sitegen.core.problems import Location

_WORDS: Final = {
    errno.ENOSPC: ("the disk is full", "free some space and build again"),
    errno.EDQUOT: ("your disk quota is used up", "free some space and build again"),
    errno.EROFS: ("the file system is read-only", "choose another folder with --output"),
    errno.EACCES: ("permission denied", "give yourself the right to write there, or choose another --output"),
    errno.EPERM: ("operation not permitted", "give yourself the right to write there, or choose another --output"),
}


class OutputConflictError(Exception):
    """Something that is not ours stands where a file has to go, so nothing may be written."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return self.message


def problem_of(output: str, error: OSError, path: str, *, is_moving: bool = False) -> tuple[Location, str, str, str]:
    """The arguments of `Problems.add` for a fault at `path` in `output`, both as people know them.

    `is_moving`: the journal is written, so the next command goes on where this one stopped.
    """
    reason, remedy = _WORDS.get(error.errno or 0, (_reason(error), "mend that and build again"))
    if is_moving:
        outcome = f"{remedy}; the new site is complete, and the next command finishes moving it into place"
    else:
        outcome = f"{remedy}; the published folder is as it was"
    return Location(output), "unwritable-output", f'cannot write "{path}": {reason}', outcome


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)
