"""How a file in the folders of an archive is read, and told of where it cannot be."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from sitegen.core.problems import Location, Problems
from sitegen.files import source_rules
from sitegen.files.source_rules import CONTENT, SEEDS, TEMPLATES, LinkError, is_passed_over, opened_by_path

__all__ = [
    "CONTENT",
    "MAX_BYTES",
    "SEEDS",
    "TEMPLATES",
    "bytes_of",
    "copied",
    "is_passed_over",
    "opened_by_path",
    "packaged_theme",
    "read",
    "read_directly",
    "tell",
    "unreadable",
]

MAX_BYTES: Final = 10_000_000
"""A text of this size, two Bibles long, takes a minute and 1 GB; a file that is larger is none that somebody wrote."""

_LONGEST: Final = 300
"""Characters of a path in a message; its place has it whole."""

_MEND: Final = "put a file in its place that you may read, or take it away"
_SPLIT: Final = "split it: a text is one article, and records may stand in any number of files"


def packaged_theme() -> Path:
    """The folder of the theme: inside the package where it was installed from a wheel, beside it otherwise."""
    package = Path(__file__).parents[1]
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent / TEMPLATES


def read(root: Path, path: str, problems: Problems) -> bytes | None:
    """The bytes of a file; None, with a problem, where it cannot be read. Reports: unreadable-file, outside-link."""
    try:
        return bytes_of(root, path)
    except OSError as error:
        tell(path, error, problems)
        return None


def bytes_of(root: Path, path: str) -> bytes:
    """The bytes of a file. Raises OSError, also as LinkError."""
    with source_rules.opened(os.fspath(root), path) as file:
        return _all_of(file)


def read_directly(root: Path, path: str) -> bytes:
    """The bytes of a file that no link leads to. Raises OSError, also for what can be read through one."""
    with source_rules.opened_directly(os.fspath(root), path) as file:
        return _all_of(file)


def copied(root: Path, path: Path, problems: Problems, copy: Callable[[BinaryIO], None]) -> None:
    """Hand a file of any size over to be copied; told where it cannot be read. Reports: unreadable-file, outside-link.

    What is not in the archive's own folders is the packaged theme's, where links are whoever installed it's business.
    """
    shown = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
    try:
        with (
            source_rules.opened(os.fspath(root), shown)
            if source_rules.is_source(shown)
            else opened_by_path(str(path)) as file
        ):
            copy(file)
    except OSError as error:
        tell(shown, error, problems)


def tell(path: str, error: OSError, problems: Problems) -> None:
    """Tell why a file cannot be read. Reports: unreadable-file, outside-link."""
    if isinstance(error, LinkError):
        problems.add(Location(path), "outside-link", error.message, error.hint)
        return
    hint = _SPLIT if error.errno == errno.EFBIG else _MEND
    unreadable(path, error.strerror or "it cannot be opened", problems, hint)


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
