"""The file in an output folder that says whose it is, and which files in it are ours."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sitegen.files.atomic import Folders, by_name, is_within, read
from sitegen.files.source_rules import OUTPUT_MARK
from sitegen.output.publish.directory_handle import Held
from sitegen.output.publish.io_errors import BlockedError

NAME: Final = OUTPUT_MARK
WHOLE: Final = "search/pagefind"
"""A folder whose files are named otherwise by every run: the marker names it alone, or the same site would have another
marker each time. So all that is in it counts as ours."""
_HEADER: Final = "# sitegen output, format 1: the files of the build; no others are ever removed"
# A name with a line break is rare and legal; it must not become two names.
_ESCAPES: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))


def stands_in(folder: Path) -> bool:
    """Whether there is a marker of any kind; `files` tells whether it can be trusted."""
    return (folder / NAME).is_file() and not (folder / NAME).is_symlink()


def stands_in_held(held: Held) -> bool:
    """The same of a folder that is held."""
    try:
        return stat.S_ISREG(held.lstat(NAME).st_mode)
    except FileNotFoundError:
        return False


def files(folder: Path) -> frozenset[str]:
    """The files of the last build, relative to the folder; none where there is no marker.

    Raises BlockedError for a marker that is damaged or of another format, OSError.
    """
    try:
        data = read(str(folder / NAME))
    except FileNotFoundError:
        return frozenset()
    header, *lines = (data or b"").decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    paths = {_unescaped(line) for line in lines}
    if f"{WHOLE}/" in paths:
        paths.remove(f"{WHOLE}/")
        paths.update(_below(folder, WHOLE))
    if header != _HEADER or not all(map(is_within, paths)):
        raise BlockedError(
            f'"{NAME}" in it is damaged, or from another version of sitegen',
            "look whether anything in the folder is needed, delete the folder, and build again",
        )
    return frozenset(paths)


def content(paths: Iterable[str]) -> bytes:
    """The marker of a build that made these files: the same files, the same bytes."""
    names = {f"{WHOLE}/" if path.startswith(f"{WHOLE}/") else path for path in paths}
    lines = [_HEADER, *sorted(_escaped(name) for name in names)]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def _below(folder: Path, name: str) -> Iterator[str]:
    """The files below a folder of the output; none where it is a link, or there is one on the way to it."""
    if not Folders(by_name(folder)).are_real(name):
        return
    for above, _, names in os.walk(folder / name):
        here = Path(above).relative_to(folder).as_posix()
        yield from (f"{here}/{file}" for file in names)


def _escaped(path: str) -> str:
    for character, escape in _ESCAPES:
        path = path.replace(character, escape)
    return path


def _unescaped(line: str) -> str:
    for character, escape in reversed(_ESCAPES):
        line = line.replace(escape, character)
    return line
