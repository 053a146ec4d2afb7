"""Which files of the published folder are pages that a build made: all else there is somebody else's words.

An author's picture, a saved copy of a web page, a file that was put there by hand: the ending of a name says nothing of
whose it is. The list that every build leaves in its output does.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from sitegen.core import urls
from sitegen.output.publish import journal, marker
from sitegen.output.publish.io_errors import OutputConflictError

_MarkerStamp: TypeAlias = "tuple[int, int, int]"


class BuiltPages:
    """The pages of a published folder, as its list has them now."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._look: _MarkerStamp | None = None
        self._listed: frozenset[str] = frozenset()

    def has(self, path: str) -> bool:
        """Whether the file at this path below the folder, with forward slashes, is such a page."""
        return urls.is_of_page(path) and (self._is_listed(path) or self._is_moved(path) or self._is_listed(path))

    def _is_listed(self, path: str) -> bool:
        look = self._looked()
        if look != self._look:
            self._look, self._listed = look, self._read()
        return path in self._listed

    def _is_moved(self, path: str) -> bool:
        """Whether it belongs to a move that is going on: the list comes last, and would be asked too early."""
        with suppress(OSError, OutputConflictError):
            return path in journal.pending_paths(self._output)
        return False

    def _looked(self) -> _MarkerStamp | None:
        with suppress(OSError):
            status = (self._output / marker.NAME).stat()
            return status.st_size, status.st_mtime_ns, status.st_ino
        return None

    def _read(self) -> frozenset[str]:
        with suppress(OSError, OutputConflictError):
            return frozenset(filter(urls.is_of_page, marker.listed_files(self._output)))
        return frozenset()
