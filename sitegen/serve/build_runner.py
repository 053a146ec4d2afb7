"""Builds in a thread beside the server, whatever becomes of them."""

from __future__ import annotations

import asyncio
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Problem
from sitegen.files.signatures import FileSignature, changed_signatures, folder_signatures
from sitegen.serve.notifications import Notification, make_notification
from sitegen.serve.shutdown import block_interrupts, end_thread

WorkResult = TypeVar("WorkResult")


class BuildReport(FrozenRecord):
    """What became of a build."""

    is_done: bool
    """Whether there is something new to show."""
    words: str = ""
    """The problems, or a line about the build, for the person at the terminal."""
    problems: tuple[Problem, ...] = ()
    """The same problems, for the open pages."""
    changed: frozenset[str] | None = None
    """The files of the published folder that it wrote or removed, by their paths below it.

    None = not known: they are looked for, which in a large site takes a while.
    """


RunBuild = Callable[[frozenset[Path] | None], BuildReport]
"""Builds. It is given the files that changed since the last build that was done, absolute and all of them there.

None = not known, the first time, or after a fault.
"""


class DeferredWork(Protocol):
    """What a build leaves to be done when there is time, such as files that no open page shows."""

    @property
    def is_due(self) -> bool:
        """Whether something is left."""

    def run(self) -> BuildReport | None:
        """Do what is left; None where it changed nothing that anybody sees, or was cancelled."""

    def cancel(self) -> None:
        """End it: something else is to be built. Called in another thread."""


class BuildNotice(FrozenRecord):
    """What became of a build, as the server passes it on."""

    report: BuildReport
    notification: Notification
    """For the open pages."""
    changed: frozenset[str]
    """The files of the published folder that are others now."""

    def style_sheets(self) -> tuple[str, ...]:
        """The changed files if all are style sheets, which open pages can reload alone; else none. Sorted paths."""
        return tuple(sorted(self.changed)) if all(path.endswith(".css") for path in self.changed) else ()


class BuildRunner:
    """Runs builds, one after the other, and knows what has not been built yet."""

    def __init__(self, root: Path, output: Path, run_build: RunBuild, deferred: DeferredWork | None = None) -> None:
        self._root, self._output, self._run_build, self._deferred = root, output, run_build, deferred
        self._thread = threading.Thread()
        self._signatures: dict[str, FileSignature] | None = None
        self._unbuilt: frozenset[Path] | None = None

    def note(self, changed: frozenset[Path] | None) -> None:
        """Sources changed, these or (None) unknown ones; those that a failed build was given are still to be built."""
        self._unbuilt = None if changed is None or self._unbuilt is None else self._unbuilt | changed

    @property
    def unbuilt(self) -> frozenset[Path] | None:
        """The files that the next build is given; None = not known which."""
        return self._unbuilt

    @property
    def has_deferred(self) -> bool:
        """Whether a build has left something to be done later."""
        return self._deferred is not None and self._deferred.is_due

    async def run_deferred(self) -> BuildNotice | None:
        """Do what was left, in a thread; None where it changed nothing that anybody sees."""
        return await self._in_thread(self._deferred_notice)

    def cancel_deferred(self) -> None:
        """End the deferred work: there is something new to build."""
        if self._deferred is not None:
            self._deferred.cancel()

    async def build(self) -> BuildNotice:
        """Build in a thread. A fault of ours comes back as a notice, too."""
        notice = await self._in_thread(lambda: self._notice(partial(self._run_build, self._unbuilt)))
        if notice.report.is_done:
            self._unbuilt = frozenset()
        elif notice.notification.fault:
            self._unbuilt = None
        return notice

    def end(self) -> None:
        """End the build that is running, if there is one; what it has published stays whole."""
        end_thread(self._thread)

    async def _in_thread(self, work: Callable[[], WorkResult]) -> WorkResult:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[WorkResult] = loop.create_future()

        def set_result(result: WorkResult) -> None:
            if not future.done():
                future.set_result(result)

        def run() -> None:
            block_interrupts()
            result = work()
            call_soon(loop, lambda: set_result(result))

        self._thread = threading.Thread(target=run, name="build", daemon=True)
        self._thread.start()
        return await future

    def _deferred_notice(self) -> BuildNotice | None:
        deferred = self._deferred
        report: BuildReport | None = None

        def run() -> BuildReport:
            nonlocal report
            report = deferred.run() if deferred else None
            return report or BuildReport(is_done=True, changed=frozenset())

        notice = self._notice(run)
        return notice if report or notice.notification.fault else None

    def _notice(self, work: Callable[[], BuildReport]) -> BuildNotice:
        try:
            report = work()
            notification = make_notification(self._root, report.problems, is_done=report.is_done)
            return BuildNotice(report, notification, self._changed_files(report))
        except BaseException as error:  # a fault of ours, or a panic in an extension: reported, and survived
            fault = "".join(traceback.format_exception(error)).rstrip()
            # What it may have changed is found after the next build.
            notification = Notification(is_done=False, fault=fault)
            return BuildNotice(BuildReport(is_done=False, words=fault), notification, frozenset())

    def _changed_files(self, report: BuildReport) -> frozenset[str]:
        """What the build reported; else the difference; after the first build, and when in doubt, all there is."""
        before, self._signatures = self._signatures, None
        if report.changed is not None:
            return report.changed
        self._signatures = folder_signatures(self._output)
        return frozenset(self._signatures) if before is None else changed_signatures(before, self._signatures)


def call_soon(loop: asyncio.AbstractEventLoop, function: Callable[[], None]) -> None:
    """Call a function on the event loop, from another thread; does nothing where the loop has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(function)
