"""What it takes to read one file of an archive in any process, and what that gives."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sitegen.content.loader.id_registry import MediaRegistry
from sitegen.content.loader.kept_files import KeptSite, ReadingContext


class ReadSource(NamedTuple):
    """What was made of a file."""

    path: str
    """Below the archive's root."""
    sha256: str
    """Of its bytes, in hexadecimal."""
    packed: bytes
    """A `KeptSource`."""


class ReadingPlan(NamedTuple):
    """What it takes to read a file in any process."""

    root: Path
    context: ReadingContext
    settings: KeptSite
    media: MediaRegistry
    seeds: frozenset[str]
    """All that there are, as paths below `seeds/`."""
    topics: tuple[tuple[str, str], ...] = ()
    """Id and name of each topic with a record."""
