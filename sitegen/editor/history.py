"""What was written in one run of the preview, so that the last of it can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.editor import author_files
from sitegen.editor.api_types import FileChange
from sitegen.editor.planning import refusal
from sitegen.files.source_files import CONTENT

MAX_CHANGES: Final = 100
"""Changes that are kept: more than anybody takes back one by one."""


class History:
    """The changes of one run, the last one first."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._done: list[FileChange] = []

    @property
    def last(self) -> FileChange | None:
        """What can be taken back."""
        return self._done[-1] if self._done else None

    def write(self, change: FileChange) -> None:
        """Put a change in place, and remember it. Raises EditConflictError, EditRefusedError."""
        author_files.write(self._root, change)
        self._done = [*self._done, change][-MAX_CHANGES:]

    def undo(self) -> FileChange:
        """Take the last change back; it as it was done now.

        Raises EditConflictError where the file was changed again since, EditRefusedError where nothing can be taken
        back.
        """
        if not self._done:
            raise refusal(CONTENT, "there is nothing to take back", "what was written before is in the files")
        last = self._done[-1]
        back = FileChange(f"{last.label}: undone", last.file, last.after, last.before)
        author_files.write(self._root, back)
        self._done.pop()
        return back
