"""The file in an output folder that says whose it is, and which files in it are ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sitegen.publish.disk import is_within, read
from sitegen.publish.faults import BlockedError

NAME: Final = ".sitegen-files"
_HEADER: Final = "# sitegen output, format 1: the files of the build; no others are ever removed"
# A name with a line break is rare and legal; it must not become two names.
_ESCAPES: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))


def stands_in(folder: Path) -> bool:
    """Whether there is a marker of any kind; `files` tells whether it can be trusted."""
    return (folder / NAME).is_file() and not (folder / NAME).is_symlink()


def files(folder: Path) -> frozenset[str]:
    """The files of the last build, relative to the folder; none where there is no marker.

    Raises BlockedError for a marker that is damaged or of another format, OSError.
    """
    try:
        data = read(str(folder / NAME))
    except FileNotFoundError:
        return frozenset()
    header, *lines = (data or b"").decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    paths = frozenset(_unescaped(line) for line in lines)
    if header != _HEADER or not all(map(is_within, paths)):
        raise BlockedError(
            f'"{NAME}" in it is damaged, or from another version of sitegen',
            "look whether anything in the folder is needed, delete the folder, and build again",
        )
    return paths


def content(paths: Iterable[str]) -> bytes:
    """The marker of a build that made these files: the same files, the same bytes."""
    lines = [_HEADER, *sorted(_escaped(path) for path in paths)]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def _escaped(path: str) -> str:
    for character, escape in _ESCAPES:
        path = path.replace(character, escape)
    return path


def _unescaped(line: str) -> str:
    for character, escape in reversed(_ESCAPES):
        line = line.replace(escape, character)
    return line
