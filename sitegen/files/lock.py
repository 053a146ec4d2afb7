"""One build at a time in one place: a preview and a build by hand would clear each other's staged files away.

The folder that holds the output is locked, not the output: a first build's output does not exist yet. The lock is the
kernel's and leaves no file behind, so a killed build never blocks the next one. Copies of this process let go of it:
they may live on when this one is killed.
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
    """Whether this process alone works on `output` now; False after `patience` seconds in which another one did."""
    handle = _opened(output)
    if handle is not None:
        _handles.add(handle)
    try:
        yield handle is None or _is_taken(handle, time.monotonic() + patience)
    finally:
        if handle in _handles:
            _handles.remove(handle)
            os.close(handle)


def _release_all() -> None:
    while _handles:
        os.close(_handles.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release_all)


if sys.platform == "win32":

    def _opened(output: Path) -> int | None:  # noqa: ARG001 - a folder cannot be locked there
        return None

    def _is_taken(handle: int, deadline: float) -> bool:  # noqa: ARG001
        return True

else:
    import fcntl

    def _opened(output: Path) -> int | None:
        folder = next(path for path in output.parents if path.is_dir())
        try:
            return os.open(folder, os.O_RDONLY)
        except OSError:  # a folder that can be passed through but not read; then there is nothing to lock
            return None

    def _is_taken(handle: int, deadline: float) -> bool:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    return False
                time.sleep(_RETRY_SECONDS)
            except OSError:  # some network file systems have no locks
                return True
            else:
                return True
