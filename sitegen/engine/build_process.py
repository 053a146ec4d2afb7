"""A build in a process of its own, which can be cancelled at any moment.

How far it was does not matter to the build that comes next. A large build has stretches of seconds in which it cannot
be cancelled otherwise, and it holds Python's lock, which slows down everything else in the same process. A process of
its own has one thread, too, so its workers can be forks.
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
"""Seconds in which it may remove what it made elsewhere than in the output, such as a folder of temporary files."""


class BuildProcess:
    """A build that is running in another process."""

    def __init__(self, options: Options) -> None:
        """Start the build. Raises OSError where there can be no more processes."""
        context = multiprocessing.get_context("spawn")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_build, args=(options, sender), name="build apart")
        with sender:
            self._process.start()

    def outcome(self) -> Outcome | None:
        """Wait for what becomes of the build; None where it was cancelled, or failed."""
        with self._receiver:
            try:
                outcome = self._receiver.recv()
            except EOFError:
                outcome = None
            self._process.join()
        return outcome if isinstance(outcome, Outcome) else None

    def end(self) -> None:
        """Cancel the build, from another thread than the one that waits for it."""
        self._process.terminate()
        if not wait([self._process.sentinel], _PATIENCE):
            self._process.kill()
            wait([self._process.sentinel])


def _build(options: Options, sender: Connection) -> None:
    # Ctrl-C goes to all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with sender, suppress(Exception):  # it is tried again by the first process, which reports it
        sender.send(build(options))


def _leave(*_: object) -> NoReturn:
    raise SystemExit
