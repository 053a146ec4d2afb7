"""The files for machines as units: what is made of one record, and how a file is put together from many.

A unit has a key that stays, and reads nothing but the index: so any of them can be made anywhere, at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class JoinedFile(NamedTuple):
    """A file that is put together from pieces: its head, the pieces with the separator between them, its tail."""

    path: str
    """Below the output folder."""
    head: bytes = b""
    separator: bytes = b""
    tail: bytes = b""


class ExportUnit(NamedTuple):
    """What is made of one key of a group."""

    pieces: tuple[bytes, ...] = ()
    """Its piece of each of the group's joined files, in their order."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Files of its own: paths below the output folder with contents."""


class ExportGroup(NamedTuple):
    """Units that are made alike."""

    name: str
    """By which it is known from one build to the next."""
    keys: Sequence[str]
    """All of them, each once, in the order of their pieces in the joined files."""
    make: Callable[[str], ExportUnit]
    """The unit of a key."""
    joined: tuple[JoinedFile, ...] = ()
    """The files that each unit has a piece of; they are there even where there is no unit."""


def whole_file(path: str, make: Callable[[], bytes]) -> ExportGroup:
    """A file that is made at once, as a group of one unit; its path is the key."""
    return ExportGroup(path, (path,), lambda _: ExportUnit(files=((path, make()),)))
