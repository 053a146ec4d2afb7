"""A peer that stays and watches its files: how long after a save its pages are there.

Hugo and Eleventy have no other way to make less than everything: `hugo build --watch` renders the pages that depend on
a file, `eleventy --watch --incremental` builds for one file at a time.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from watched import FailedError, environment

PAUSE: Final = 0.005
"""Seconds between two looks at what it says."""
PATIENCE: Final = 5.0
"""How many times as long as its first build an edit may take; and never less than `LEAST` seconds."""
LEAST: Final = 30.0


class Watcher:
    """A program that builds a site, and again after each change, until it is left."""

    def __init__(self, command: Sequence[str], folder: Path, *, ready: re.Pattern[str], done: re.Pattern[str]) -> None:
        """`ready` is found in a line that it says when it begins to watch, `done` in one at the end of each build."""
        self._command, self._folder, self._ready, self._done = command, folder, ready, done
        self._name, self._patience = f"{Path(command[0]).name} --watch", 3600.0

    def __enter__(self) -> Watcher:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """End it."""
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it has built all. Raises FailedError where it ends, or never comes to the end."""
        begun = time.perf_counter()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the program
        self._read, self._line = 0, b""
        # How much of what it said was looked at, and the beginning of a line that came after.
        self._program = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
        )
        try:
            self._wait(self._ready, lambda: True)
        except BaseException:
            self.stop()
            raise
        self._patience = max(LEAST, PATIENCE * (time.perf_counter() - begun))

    def stop(self) -> None:
        """End it, if it has not ended."""
        self._program.send_signal(signal.SIGINT)
        try:
            self._program.wait(10)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
        self._said.close()

    def seconds(self, save: Callable[[], None], is_shown: Callable[[], bool]) -> float:
        """The time on the clock from a save to the end of the first build after it that shows it all.

        It takes in how long the program waits for further changes. Raises FailedError where that is never so.
        """
        self._said_anew()
        begun = time.perf_counter()
        save()
        return self._wait(self._done, is_shown) - begun

    def _said_anew(self) -> str:
        """The lines that it has said since this was asked before."""
        # Not by reading on: where the file stands is where the program goes on writing.
        self._line += os.pread(self._said.fileno(), 2**24, self._read + len(self._line))
        lines, end, self._line = self._line.rpartition(b"\n")
        self._read += len(lines + end)
        return lines.decode(errors="replace")

    def _wait(self, end: re.Pattern[str], is_shown: Callable[[], bool]) -> float:
        """The time when a build came to its end that shows what it should."""
        last = time.perf_counter() + self._patience
        while (now := time.perf_counter()) < last:
            if self._program.poll() is not None:
                raise FailedError(f"{self._name} ended with {self._program.returncode}")
            if end.search(self._said_anew()) and is_shown():
                return now
            time.sleep(PAUSE)
        raise FailedError(f"{self._name} did not show an edit in {self._patience:.0f} s")
