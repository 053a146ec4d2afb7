"""How far a build is, drawn on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

import click

if TYPE_CHECKING:
    from sitegen.engine import Progress

SHOW_AFTER: Final = 1.0
"""Seconds of silence before progress is drawn: a build that is over by then needs none."""
_PAUSE: Final = 0.1
"""Seconds between one state and the next."""

STAGES: Final = {
    "look": "Looking for changes",
    "read": "Reading",
    "names": "Looking for names",
    "weave": "Finding passages and names",
    "search": "Making the search index",
    "render": "Making pages",
    "data": "Making data files",
    "media": "Looking into pictures",
    "check": "Checking links",
    "publish": "Putting them in place",
    "upload": "Uploading files",
    "remember": "Taking notes for the next time",
}


@contextmanager
def progress_on_terminal(is_wanted: bool) -> Iterator[Progress]:
    """Progress on a terminal, for builds that take a while."""
    from sitegen.engine import no_progress

    if not is_wanted or not sys.stderr.isatty():
        yield no_progress
        return
    line = ProgressLine(sys.stderr, time.monotonic)
    try:
        yield line
    finally:
        line.clear()


def echo_beside(progress: Progress, words: str) -> None:
    """Print a line of its own on standard error, where progress may be drawn."""
    if isinstance(progress, ProgressLine):
        progress.clear()
    click.echo(words, err=True)


class ProgressLine:
    """One line of a terminal that says what a build does, and how far that is: `Making pages 1200/5662 (21 %)`.

    Nothing is written until the build has taken `SHOW_AFTER`, and then ten times a second at most.
    """

    def __init__(self, terminal: TextIO, clock: Callable[[], float]) -> None:
        self._terminal, self._clock = terminal, clock
        self._next = clock() + SHOW_AFTER
        self._stage = self._shown = ""

    def show(self, stage: str, done: int, total: int) -> None:
        """Show a step; `total` is 0 where nobody knows how many there are."""
        now = self._clock()
        if now < self._next and (not self._shown or stage == self._stage):
            return
        self._stage, self._next = stage, now + _PAUSE
        share = f" {done}/{total} ({100 * done // total} %)" if total else ""
        self._write(f"{STAGES[stage]}{share}")

    __call__ = show

    def clear(self) -> None:
        """Leave the line empty, for what is written next."""
        if self._shown:
            self._write("")
            self._terminal.write("\r")
            self._terminal.flush()

    def _write(self, words: str) -> None:
        self._terminal.write(f"\r{words.ljust(len(self._shown))}")
        self._terminal.flush()
        self._shown = words
