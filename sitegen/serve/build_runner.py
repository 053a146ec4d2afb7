"""Builds beside the server, whatever becomes of them."""

from __future__ import annotations

import asyncio
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from sitegen.core.problems import Problem
from sitegen.files.signatures import FileSignature, changed_signatures, folder_signatures
from sitegen.serve.notifications import Notification, make_notification
from sitegen.serve.shutdown import block_interrupts, end_thread

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of a build."""

    is_done: bool
    """Whether there is something new to show."""
    report: str = ""
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

    def do(self) -> BuildReport | None:
        """Do what is left; None where nothing comes of it that anybody sees, or it was ended."""

    def end(self) -> None:
        """End it: something else is to be built. Called in another thread."""


@dataclass(frozen=True, slots=True)
class BuildNotice:
    """The same, as the server needs it."""

    rebuilt: BuildReport
    report: Notification
    """For the open pages."""
    changed: frozenset[str]
    """The files of the published folder that are others now."""

    def sheets(self) -> tuple[str, ...]:
        """The style sheets, where nothing else changed: open pages need only take these anew."""
        return tuple(sorted(self.changed)) if all(path.endswith(".css") for path in self.changed) else ()


class BuildRunner:
    """Builds, one after the other, and knows what has not been built yet."""

    def __init__(self, root: Path, folder: Path, rebuild: RunBuild, later: DeferredWork | None = None) -> None:
        self._root, self._folder, self._rebuild, self._later = root, folder, rebuild, later
        self._thread = threading.Thread()
        self._published: dict[str, FileSignature] | None = None
        self._unbuilt: frozenset[Path] | None = None

    def note(self, changed: frozenset[Path] | None) -> None:
        """Sources changed, these or unknown ones; those that a failed build was given wait still."""
        self._unbuilt = None if changed is None or self._unbuilt is None else self._unbuilt | changed

    @property
    def is_behind(self) -> bool:
        """Whether a build has left something to be done later."""
        return self._later is not None and self._later.is_due

    async def catch_up(self) -> BuildNotice | None:
        """Do what was left, in a thread; None where nothing comes of it that anybody sees."""
        return await self._in_thread(self._caught_up)

    def hasten(self) -> None:
        """End what is being done late: there is something new to build."""
        if self._later is not None:
            self._later.end()

    async def build(self) -> BuildNotice:
        """Build in a thread."""
        built = await self._in_thread(self._built)
        if built.rebuilt.is_done:
            self._unbuilt = frozenset()
        elif built.report.fault:
            self._unbuilt = None
        return built

    def end(self) -> None:
        """End the build that is running, if there is one; what it has published stays whole."""
        end_thread(self._thread)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        loop = asyncio.get_running_loop()
        result: asyncio.Future[Result] = loop.create_future()

        def give(done: Result) -> None:
            if not result.done():
                result.set_result(done)

        def run() -> None:
            block_interrupts()
            done = work()
            call_soon(loop, lambda: give(done))

        self._thread = threading.Thread(target=run, name="build", daemon=True)
        self._thread.start()
        return await result

    def _built(self) -> BuildNotice:
        return self._outcome(partial(self._rebuild, self._unbuilt))

    def _caught_up(self) -> BuildNotice | None:
        later = self._later
        rebuilt: BuildReport | None = None

        def do() -> BuildReport:
            nonlocal rebuilt
            rebuilt = later.do() if later else None
            return rebuilt or BuildReport(is_done=True, changed=frozenset())

        built = self._outcome(do)
        return built if rebuilt or built.report.fault else None

    def _outcome(self, work: Callable[[], BuildReport]) -> BuildNotice:
        try:
            rebuilt = work()
            told = make_notification(self._root, rebuilt.problems, is_done=rebuilt.is_done)
            return BuildNotice(rebuilt, told, self._changed(rebuilt))
        except BaseException as error:  # a fault of ours, or a panic in an extension: told, and survived
            fault = "".join(traceback.format_exception(error)).rstrip()
            # What it may have changed is found after the next build.
            return BuildNotice(
                BuildReport(is_done=False, report=fault), Notification(is_done=False, fault=fault), frozenset()
            )

    def _changed(self, rebuilt: BuildReport) -> frozenset[str]:
        """What the build told; else the difference; after the first build, and when in doubt, all there is."""
        before, self._published = self._published, None
        if rebuilt.changed is not None:
            return rebuilt.changed
        self._published = folder_signatures(self._folder)
        return frozenset(self._published) if before is None else changed_signatures(before, self._published)


def call_soon(loop: asyncio.AbstractEventLoop, function: Callable[[], None]) -> None:
    """Have something done on the event loop, from another thread; nothing where the loop has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(function)
