"""One build at a time in one place: a preview and a build by hand would clear each other's staged files away.

The lock is the kernel's, so a killed build never blocks the next one. Copies of this process let go of it: they may
live on when this one is killed. The folder that holds the output is locked, not the output, which does not exist
yet before a first build; so no file is left behind. Windows locks files alone: there it is one in the folder for
temporary files, named by the output (docs/decisions/0027; written by the manual, and not tried on Windows).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0
"""Seconds to wait for another build; even a large archive is done sooner."""
_RETRY_SECONDS: Final = 0.05
_handles: Final[set[int]] = set()
"""Of the locks that this process has or waits for."""


@contextmanager
def locked(output: Path, patience: float) -> Iterator[bool]:
    """Whether this process alone works on `output` now; False after `patience` seconds in which another one did.

    `output` is absolute, with all links resolved. True also where the system has no way to lock it.
    """
    handle = _open_lock(output)
    if handle is not None:
        _handles.add(handle)
    try:
        yield handle is None or _wait_for(handle, time.monotonic() + patience)
    finally:
        if handle in _handles:
            _handles.remove(handle)
            os.close(handle)  # which lets go of the lock


def _wait_for(handle: int, deadline: float) -> bool:
    """Whether the lock was free before the deadline, by the monotonic clock; it is tried at least once."""
    while not _try_lock(handle):
        if time.monotonic() > deadline:
            return False
        time.sleep(_RETRY_SECONDS)
    return True


def _release_all() -> None:
    while _handles:
        os.close(_handles.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release_all)


if sys.platform == "win32":
    import errno
    import hashlib
    import msvcrt
    import tempfile

    _LOCKED_ERRORS: Final = frozenset({errno.EACCES, errno.EDEADLK})
    """What `locking` says of bytes that somebody else has locked. Source: Microsoft, `_locking`."""

    def _open_lock(output: Path) -> int | None:
        """A file of the output's own; None where none can be made."""
        name = hashlib.sha256(os.fsencode(os.path.normcase(output))).hexdigest()[:32]
        try:
            return os.open(f"{tempfile.gettempdir()}/sitegen-{name}.lock", os.O_RDWR | os.O_CREAT | os.O_NOINHERIT)
        except OSError:
            return None

    def _try_lock(handle: int) -> bool:
        """Lock the first byte, which need not exist; False where somebody else has."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in _LOCKED_ERRORS  # some network drives have no locks
        return True

else:
    import fcntl

    def _open_lock(output: Path) -> int | None:
        """The nearest folder around the output that there is; None where it cannot be opened."""
        folder = next(path for path in output.parents if path.is_dir())
        try:
            return os.open(folder, os.O_RDONLY)
        except OSError:  # a folder that can be passed through but not read; then there is nothing to lock
            return None

    def _try_lock(handle: int) -> bool:
        """Lock a folder; False where somebody else has."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # some network file systems have no locks
            return True
        return True
