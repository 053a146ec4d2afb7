"""What was written in one run of the preview, so that the last of it can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.editor import author_files
from sitegen.editor.api_types import Change
from sitegen.editor.composition import refused
from sitegen.files.source_files import CONTENT

MOST: Final = 100
"""Changes that are kept: more than anybody takes back one by one."""


class History:
    """The changes of one run, the last one first."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._done: list[Change] = []

    @property
    def last(self) -> Change | None:
        """What can be taken back."""
        return self._done[-1] if self._done else None

    def write(self, change: Change) -> None:
        """Put a change in place, and remember it. Raises ConflictError, RefusedError."""
        author_files.write(self._root, change)
        self._done = [*self._done, change][-MOST:]

    def undo(self) -> Change:
        """Take the last change back; it as it was done now.

        Raises ConflictError where the file was changed again since, RefusedError where there is nothing to take back.
        """
        if not self._done:
            raise refused(CONTENT, "there is nothing to take back", "what was written before is in the files")
        last = self._done[-1]
        back = Change(f"{last.label}: undone", last.file, last.after, last.before)
        author_files.write(self._root, back)
        self._done.pop()
        return back
