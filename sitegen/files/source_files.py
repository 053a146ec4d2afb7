"""Reading files of an archive; those that cannot be read are reported."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from sitegen.core.problems import Location, Problems
from sitegen.files import source_rules
from sitegen.files.source_rules import CONTENT, SEEDS, TEMPLATES, LinkError, is_ignored, open_regular

__all__ = [
    "CONTENT",
    "MAX_BYTES",
    "SEEDS",
    "TEMPLATES",
    "copy_source",
    "is_ignored",
    "open_regular",
    "packaged_theme",
    "read_bytes",
    "read_directly",
    "read_source",
    "report_read_error",
    "report_unreadable",
]

MAX_BYTES: Final = 10_000_000
"""A text of this size, two Bibles long, takes a minute and 1 GB; a file that is larger is none that somebody wrote."""

_MAX_SHOWN: Final = 300
"""Characters of a path in a message; its place has it whole."""

_MEND: Final = "put a file in its place that you may read, or take it away"
_SPLIT: Final = "split it: a text is one article, and records may stand in any number of files"


def packaged_theme() -> Path:
    """The folder of the theme: inside the package where it was installed from a wheel, beside it otherwise."""
    package = Path(__file__).parents[1]
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent / TEMPLATES


def read_source(root: Path, path: str, problems: Problems) -> bytes | None:
    """The bytes of a file; None, with a problem, where it cannot be read. Reports: unreadable-file, outside-link."""
    try:
        return read_bytes(root, path)
    except OSError as error:
        report_read_error(path, error, problems)
        return None


def read_bytes(root: Path, path: str) -> bytes:
    """The bytes of a file. Raises OSError, also as LinkError."""
    with source_rules.open_source(os.fspath(root), path) as file:
        return _read_limited(file)


def read_directly(root: Path, path: str) -> bytes:
    """The bytes of a file that no link leads to. Raises OSError, also for what can be read through one."""
    with source_rules.open_without_links(os.fspath(root), path) as file:
        return _read_limited(file)


def copy_source(root: Path, path: Path, problems: Problems, copy: Callable[[BinaryIO], None]) -> None:
    """Call `copy` with a file of any size, open for reading. Reports: unreadable-file, outside-link.

    Files outside the archive's own folders are those of the packaged theme, where links are not checked.
    """
    shown = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
    try:
        with (
            source_rules.open_source(os.fspath(root), shown)
            if source_rules.is_source(shown)
            else open_regular(str(path)) as file
        ):
            copy(file)
    except OSError as error:
        report_read_error(shown, error, problems)


def report_read_error(path: str, error: OSError, problems: Problems) -> None:
    """Report why a file cannot be read. Reports: unreadable-file, outside-link."""
    if isinstance(error, LinkError):
        problems.add(Location(path), "outside-link", error.message, error.hint)
        return
    hint = _SPLIT if error.errno == errno.EFBIG else _MEND
    report_unreadable(path, error.strerror or "it cannot be opened", problems, hint)


def _read_limited(file: BinaryIO) -> bytes:
    """All that a file holds. Raises OSError, also for one that is too large, or none any more."""
    size = min(os.fstat(file.fileno()).st_size, MAX_BYTES)
    found = file.read(size + 1)
    if len(found) > size:  # it is too large, or it grew
        found += file.read(MAX_BYTES - size)
    if len(found) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it has more than {MAX_BYTES // 1_000_000} MB")
    return found


def report_unreadable(path: str, reason: str, problems: Problems, hint: str = _MEND) -> None:
    """Report that a file cannot be read. Reports: unreadable-file."""
    shown = path if len(path) <= _MAX_SHOWN else f"…{path[-_MAX_SHOWN:]}"  # a message that is cut would lose its reason
    problems.add(Location(path), "unreadable-file", f'"{shown}" cannot be read: {reason}', hint)
