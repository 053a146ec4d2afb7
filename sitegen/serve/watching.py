"""What happens to the sources of an archive while it is shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch
from watchfiles._rust_notify import WatchfilesRustInternalError

SOURCES: Final = ("seeds", "content", "templates")
"""What is watched, below the archive's root."""

# What editors leave beside a file while they save it; hidden files are told by their dot.
_PASSING: Final = re.compile(r".*~|#.*#|4913|.*\.(?:swp|swx|tmp|part|crdownload)", re.DOTALL)

# This much silence ends a burst: saving by an editor, a checkout, an unzipping are many events and one change.
_SILENCE_MS: Final = 100
# A burst that does not end is built all the same, so that the preview of a long copying is not years behind.
_LONGEST_BURST_MS: Final = 1600


class Changes:
    """What happens to the sources: noticed even while a build runs."""

    def __init__(self, root: Path, output: Path) -> None:
        self._root, self._output = root, output
        self._happened = asyncio.Event()
        self._other_folders = asyncio.Event()

    async def some(self) -> None:
        """Return when something changed since the last call."""
        await self._happened.wait()
        self._happened.clear()

    async def watch(self) -> None:
        """Watch until cancelled: the source folders whole, and of the root only which of them there are."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch_root())
            while True:
                self._other_folders.clear()
                folders = [self._root / name for name in SOURCES if (self._root / name).is_dir()]
                watching = group.create_task(self._watch_folders(folders))
                await self._other_folders.wait()
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching

    async def _watch_folders(self, folders: list[Path]) -> None:
        async for _ in _bursts(folders, self._matters, is_deep=True):
            self._happened.set()

    async def _watch_root(self) -> None:
        async for _ in _bursts([self._root], self._is_source_folder, is_deep=False):
            self._other_folders.set()
            # The new folder's own watch begins only now; what happened in it before is built after this silence.
            await asyncio.sleep(_SILENCE_MS / 1000)
            self._happened.set()

    def _is_source_folder(self, change: Change, path: str) -> bool:
        # A folder is "modified" when something in it changes; that is the other watch's business.
        return change is not Change.modified and Path(path).parent == self._root and Path(path).name in SOURCES

    def _matters(self, change: Change, path: str) -> bool:
        del change
        place = Path(path)
        if place.is_relative_to(self._output):
            return False
        names = place.relative_to(self._root).parts if place.is_relative_to(self._root) else place.parts[-1:]
        return not any(name.startswith(".") or _PASSING.fullmatch(name) for name in names)


async def _bursts(
    folders: list[Path], accepts: Callable[[Change, str], bool], *, is_deep: bool
) -> AsyncIterator[object]:
    """Changes, those that belong together as one; by looking again and again where the system gives no events."""
    for is_polling in (None, True):
        if not folders:
            return
        with suppress(OSError, WatchfilesRustInternalError):  # such as: no more watches allowed
            async for burst in awatch(
                *folders,
                watch_filter=accepts,
                recursive=is_deep,
                step=_SILENCE_MS,
                debounce=_LONGEST_BURST_MS,
                rust_timeout=1000,
                force_polling=is_polling,
                ignore_permission_denied=True,
            ):
                yield burst
