"""The folders of an archive, which names in them are passed over, and how a file in them is read."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

from sitegen.problems import Location, Problems

CONTENT: Final = "content"
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"

MAX_BYTES: Final = 10_000_000
"""A text of this size, two Bibles long, takes a minute and 1 GB; a file that is larger is none that somebody wrote."""

_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0)
"""A pipe that came where a file was is opened at once, and not when somebody writes into it."""

_LONGEST: Final = 300
"""Characters of a path in a message; its place has it whole."""

_MEND: Final = "put a file in its place that you may read, or take it away"
_SPLIT: Final = "split it: a text is one article, and records may stand in any number of files"

_TEMPORARY: Final = re.compile(r".*(?:~|\.swp|\.swx|\.tmp|\.bak)|#.*#|4913")
"""What editors leave behind while they save; vim tries with a file named 4913 whether it may write."""


def packaged_theme() -> Path:
    """The folder of the theme: inside the package where it was installed from a wheel, beside it otherwise."""
    package = Path(__file__).parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent / TEMPLATES


def is_passed_over(name: str, *, is_folder: bool) -> bool:
    """Whether a file or folder of `seeds/` or `content/` is nobody's business."""
    return name[0] in "._" or (not is_folder and bool(_TEMPORARY.fullmatch(name)))


def read(root: Path, path: str, problems: Problems) -> bytes | None:
    """The bytes of a file; None, with a problem, where it cannot be read. Reports: unreadable-file."""
    try:
        with opened(f"{root}/{path}") as file:
            return _all_of(file)
    except OSError as error:
        hint = _SPLIT if error.errno == errno.EFBIG else _MEND
        unreadable(path, error.strerror or "it cannot be opened", problems, hint)
        return None


def opened(path: str) -> BufferedReader:
    """A regular file to be read. Raises OSError, also for what is none any more."""
    file: BufferedReader = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 (whoever asked for it closes it)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no file any more")
    return file


def copied(root: Path, path: Path, problems: Problems, copy: Callable[[BinaryIO], None]) -> None:
    """Hand a file of any size over to be copied; told where it cannot be read. Reports: unreadable-file."""
    try:
        with opened(str(path)) as file:
            copy(file)
    except OSError as error:
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        unreadable(shown.as_posix(), error.strerror or "it cannot be opened", problems)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _WITHOUT_WAITING)


def _all_of(file: BinaryIO) -> bytes:
    """All that a file holds. Raises OSError, also for one that is too large, or none any more."""
    size = min(os.fstat(file.fileno()).st_size, MAX_BYTES)
    found = file.read(size + 1)
    if len(found) > size:  # it is too large, or it grew
        found += file.read(MAX_BYTES - size)
    if len(found) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {MAX_BYTES // 1_000_000} MB")
    return found


def unreadable(path: str, reason: str, problems: Problems, hint: str = _MEND) -> None:
    """Tell that a file cannot be read. Reports: unreadable-file."""
    shown = path if len(path) <= _LONGEST else f"…{path[-_LONGEST:]}"  # a message that is cut would lose its reason
    problems.add(Location(path), "unreadable-file", f'"{shown}" cannot be read: {reason}', hint)
