"""An author's file replaced by its new text: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path
from typing import Final

from sitegen.files import atomic
from sitegen.files.source_rules import CONTENT, resolve_links

_PART: Final = re.compile(r"\..+\.ya?ml\.(\d+)\.new")
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def replace(root: Path, file: str, before: bytes, after: bytes) -> None:
    """Put `after` in place of `before` in a file below `root`, with its mode kept.

    Raises OSError, also if the file has other bytes than `before` by now, or is a link that is not followed.
    """
    below = resolve_links(str(root), file)
    if not below.startswith(f"{CONTENT}/"):
        raise OSError(f"it is none of the files of {CONTENT}/")
    place = root / below
    clear(place.parent)
    part = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        _write(part, after, stat.S_IMODE(place.stat().st_mode))
        if place.read_bytes() != before:
            raise OSError("somebody else changed it")
        part.replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    atomic.sync([], [place.parent])


def clear(folder: Path) -> None:
    """Take away what writers that were killed had not finished in a folder."""
    if os.name == "nt":  # where it cannot be asked whether a process lives without ending it
        return
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _PART.fullmatch(path.name)
            if match and not _lives(int(match[1])):
                path.unlink()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def _write(part: Path, after: bytes, mode: int) -> None:
    with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
        file.write(after)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(mode)
