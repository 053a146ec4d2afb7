"""How far a build is, drawn on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sitegen.engine import Progress

SHOW_AFTER: Final = 1.0
"""Seconds of silence before progress is drawn: a build that is over by then needs none."""

STAGES: Final = {
    "look": "Looking for changes",
    "read": "Reading",
    "weave": "Finding passages and names",
    "search": "Making the search index",
    "render": "Making pages",
    "data": "Making data files",
    "media": "Looking into pictures",
    "check": "Checking links",
    "publish": "Putting them in place",
    "remember": "Taking notes for the next time",
}


@contextmanager
def progress_on_terminal(is_wanted: bool) -> Iterator[Progress]:
    """Progress on a terminal, for builds that take a while."""
    from sitegen.engine import no_progress

    if not is_wanted or not sys.stderr.isatty():
        yield no_progress
        return
    drawing = _ProgressBar()
    try:
        yield drawing.tell
    finally:
        drawing.stop()


class _ProgressBar:
    """Draws nothing until a build has taken `SHOW_AFTER`: only then it is worth loading what draws."""

    def __init__(self) -> None:
        import time

        self._clock = time.monotonic
        self._begin = self._clock()
        self._bar: Any = None
        self._stage = ""

    def tell(self, stage: str, done: int, total: int) -> None:
        """Take note of a step."""
        if self._bar is None:
            if self._clock() - self._begin < SHOW_AFTER:
                return
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        if stage != self._stage:
            self._stage = stage
            self._bar.reset(self._task, total=total or None, description=STAGES[stage])
        self._bar.update(self._task, completed=done)

    def stop(self) -> None:
        """Clear the line."""
        if self._bar is not None:
            self._bar.stop()
