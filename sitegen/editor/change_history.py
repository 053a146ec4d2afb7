"""What was written in one run of the preview, so that it can be taken back from the last change on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.editor import author_files
from sitegen.editor.api_types import FileChange, MovedPage, refusal
from sitegen.files.source_files import CONTENT

MAX_CHANGES: Final = 100
"""Changes that can be undone: more than anybody takes back one by one."""
MAX_KEPT: Final = 1 << 26
"""Bytes of files that are kept for that, as long as the last change is among them."""


class DoneChange(NamedTuple):
    """A change that was put in place."""

    number: int
    """Greater than that of each change before it, those of earlier runs too: pages of these may be open."""
    files: tuple[FileChange, ...]
    """In the order in which they were written."""
    moved: MovedPage | None = None
    """The page that is elsewhere since then."""

    @property
    def label(self) -> str:
        """What was done: as the last of its files says, since what it needed was there before."""
        return self.files[-1].label

    def reversed(self) -> DoneChange:
        """What takes it back."""
        label = f"{self.label}: undone"
        files = [FileChange(label, one.file, one.after, one.before) for one in self.files[::-1]]
        return DoneChange(self.number, tuple(files), self.moved.reversed() if self.moved else None)


class History:
    """The changes of one run of the preview, which can be undone from the last one on.

    `last_number` is at least the greatest number that a run before it gave to a change; the first one here is above it.
    """

    def __init__(self, root: Path, last_number: int = 0) -> None:
        self._root = root
        self._done: list[DoneChange] = []
        self._number = last_number

    @property
    def last_label(self) -> str:
        """What the change did that `undo` takes back; empty = there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def last_number(self) -> int:
        """The number of the change that `undo` takes back; 0 = there is none."""
        return self._done[-1].number if self._done else 0

    def write(self, change: FileChange, moved: MovedPage | None = None) -> None:
        """Put a change in place, and remember it. Raises EditConflictError, EditRefusedError."""
        self.write_together([change], moved)

    def write_together(self, changes: Sequence[FileChange], moved: MovedPage | None = None) -> None:
        """Put changes of several files in place, of which `undo` takes all back at once; none where there are none.

        Raises as `write`.
        """
        author_files.write_together(self._root, changes)
        if changes:
            self._number += 1
            self._done = [*self._done, DoneChange(self._number, tuple(changes), moved)][-MAX_CHANGES:]
            while len(self._done) > 1 and sum(map(_kept_bytes, self._done)) > MAX_KEPT:
                del self._done[0]

    def undo(self, number: int = 0) -> DoneChange:
        """Take the last change back, of several files all; gives what was done for that.

        `number` is that of the change that is meant; 0 = whichever is the last. Raises EditConflictError where the file
        was changed again since, EditRefusedError where nothing can be taken back, or something else would be.
        """
        if not self._done:
            raise refusal(CONTENT, "there is nothing to take back", "what was written before is in the files")
        if number not in (0, self.last_number):
            last = self.last_label
            raise refusal(CONTENT, f"this is not what was done last: {last}", "take that back first")
        return self.take_back(self._done[-1])

    def added(self, file: str) -> DoneChange | None:
        """The change that put a file there and did nothing else; None where there is none that can be taken back."""
        found = (one for one in self._done if [(change.file, change.before) for change in one.files] == [(file, None)])
        return next(found, None)

    def take_back(self, done: DoneChange) -> DoneChange:
        """Take one of the changes back, whatever was done since; gives and raises as `undo`."""
        back = done.reversed()
        author_files.write_together(self._root, back.files)
        self._done.remove(done)
        return back

    def join(self, earlier: Iterable[DoneChange]) -> None:
        """Let the last change be one with earlier ones that it needed, so that `undo` takes them back with it."""
        parts = [one for one in earlier if one in self._done[:-1]]
        last = self._done[-1]
        files = [change for one in parts for change in one.files]
        rest = [one for one in self._done[:-1] if one not in parts]
        self._done = [*rest, last._replace(files=(*files, *last.files))]


def _kept_bytes(done: DoneChange) -> int:
    return sum(len(one.before or b"") + len(one.after or b"") for one in done.files)
