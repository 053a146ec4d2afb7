"""What a full build is given: what is asked for, and where everything goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO, NamedTuple, Protocol

from sitegen.core.problems import Problems
from sitegen.engine.build_types import Options, StageTimer
from sitegen.engine.cache import BlobStore
from sitegen.output import search


class OutputStream(Protocol):
    """Takes one file in pieces."""

    def write(self, data: bytes) -> None:
        """Add the next piece."""

    def end(self) -> None:
        """End the file: all of it is there."""


class SiteTarget(search.SearchTarget, Protocol):
    """What takes the files of a site; `publish.Target` is one."""

    def stream(self, path: str) -> OutputStream:
        """One file, to be written in pieces."""

    def copy(self, path: str, file: BinaryIO) -> None:
        """One file, as another one is; it may be larger than the memory. Raises OSError where it cannot be read."""


class NullTarget:
    """A target for a check, which writes nothing."""

    def put(self, path: str, data: bytes) -> None:
        """Forget it."""

    def copy(self, path: str, file: BinaryIO) -> None:
        """Forget it."""

    def stream(self, path: str) -> NullTarget:  # noqa: ARG002 - it goes the same way
        """Forget that too."""
        return self

    def write(self, data: bytes) -> None:
        """Forget it."""

    def end(self) -> None:
        """There is nothing to end."""

    def last(self, path: str) -> None:
        """There was no last build."""

    def keep_all(self, files: Mapping[str, str]) -> bool:  # noqa: ARG002 - there is none to keep
        """Keep nothing."""
        return False


class BuildContext(NamedTuple):
    """A full build."""

    options: Options
    target: SiteTarget
    """Where the files of the site go."""
    problems: Problems
    """Where everything that is wrong is reported."""
    timer: StageTimer
    store: BlobStore
    """Where the articles go while the site is made, and for the next build."""
