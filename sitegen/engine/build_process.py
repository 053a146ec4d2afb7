"""A build in a process of its own, which can be ended at any moment.

What it was at does not matter to the build that comes next. A large build has stretches of seconds in which it hears
nothing, and what it takes from Python's lock is felt by everything else in the same process. And a process of its own
has one thread, so its workers can be forks.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Final, NoReturn

from sitegen.engine.build_types import Options, Outcome
from sitegen.engine.run import build

_PATIENCE: Final = 0.1
"""Seconds in which it may clear away what it made elsewhere than in the output, such as a folder of temporary files."""


class BuildProcess:
    """A build that is running elsewhere."""

    def __init__(self, options: Options) -> None:
        """It begins. Raises OSError where there can be no more processes."""
        context = multiprocessing.get_context("spawn")
        self._ear, mouth = context.Pipe(duplex=False)
        self._process = context.Process(target=_build, args=(options, mouth), name="build apart")
        with mouth:
            self._process.start()

    def outcome(self) -> Outcome | None:
        """Wait for what becomes of it; None where it was ended, or failed."""
        with self._ear:
            try:
                outcome = self._ear.recv()
            except EOFError:
                outcome = None
            self._process.join()
        return outcome if isinstance(outcome, Outcome) else None

    def end(self) -> None:
        """End it, from another thread than the one that waits for it."""
        self._process.terminate()
        if not wait([self._process.sentinel], _PATIENCE):
            self._process.kill()
            wait([self._process.sentinel])


def _build(options: Options, mouth: Connection) -> None:
    # Ctrl-C goes to all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with mouth, suppress(Exception):  # it is tried again by the first process, which tells of it
        mouth.send(build(options))


def _leave(*_: object) -> NoReturn:
    raise SystemExit
