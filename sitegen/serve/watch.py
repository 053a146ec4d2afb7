"""Watches the sources of an archive.

Changes are events of the file system (by watchfiles), or where there are none, as on network drives, the files
are looked at again and again. watchfiles can look, too, but cannot tell two saves in one second apart. Where a link
leads to a folder they are looked at, too: watchfiles would watch what is there, be it the whole disk.
"""

from __future__ import annotations

import asyncio
import os
import platform
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch
from watchfiles._rust_notify import WatchfilesRustInternalError

from sitegen.files.signatures import FileSignature, changed_signatures, folder_signatures, signature_of
from sitegen.files.source_files import CONTENT, SEEDS, TEMPLATES
from sitegen.files.walk import has_folder_links

SOURCES: Final = (SEEDS, CONTENT, TEMPLATES)
"""What is watched, below the archive's root."""

# What editors leave beside a file while they save it; hidden files are known by their dot.
_TEMPORARY: Final = re.compile(r".*~|#.*#|4913|.*\.(?:swp|swx|tmp|part|crdownload)", re.DOTALL)

# This much silence ends a burst: saving by an editor, a checkout, an unzipping are many events and one change.
_BURST_GAP: Final = 0.1
# A burst that does not end is built all the same, so that the preview of a long copying is not years behind.
_MAX_BURST: Final = 1.6
# A source folder that comes has to be watched anew; what follows at once belongs to the same change.
_SETTLE_SECONDS: Final = 0.25

# Of looking: often enough to be felt as prompt, and at most a sixth of the time however many files there are.
_POLL_PAUSE: Final = 0.25
_POLL_PAUSE_FACTOR: Final = 5

# Of so many changes at once the system may have dropped some.
_MAX_KNOWN: Final = 1000


class SourceWatcher:
    """Notices what happens to the sources, even while a build runs."""

    def __init__(self, root: Path, output: Path, *, is_polling: bool = False) -> None:
        self._root, self._output = root, output
        self._is_polling = is_polling or _must_poll()
        self._begun = asyncio.Event()
        self._happened = asyncio.Event()
        self._other_folders = asyncio.Event()
        self._settled = 0.0
        self._changed: set[Path] | None = set()
        self._saved: dict[Path, FileSignature] = {}
        """Files that were told of, as they looked then."""

    async def begun(self) -> None:
        """Wait until nothing that happens is missed."""
        await self._begun.wait()

    async def next_burst(self) -> frozenset[Path] | None:
        """Wait for changes since the last call: the files concerned, all of them there; None where they are not known.

        Of files and folders that are gone, and of folders that came, it is not known what was in them.
        """
        await self._happened.wait()
        while (rest := self._settled - time.monotonic()) > 0:
            await asyncio.sleep(rest)
        self._happened.clear()
        changed, self._changed = self._changed, set()
        return None if changed is None else frozenset(changed)

    def note_saved(self, path: Path) -> None:
        """A file was written by the preview itself: a change of its own, which need not be noticed any more."""
        with suppress(OSError):
            self._saved[path] = signature_of(path.stat())
            if self._changed is not None:
                self._changed.add(path)
            self._happened.set()

    async def watch(self) -> None:
        """Watch until cancelled."""
        if not self._is_polling:
            with suppress(OSError, WatchfilesRustInternalError):  # such as: no more watches allowed
                await self._listen()
        await self._look()

    async def _listen(self) -> None:
        """Take events of the file system: all of the source folders, and of the root which of these there are."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen_to_root())
                while True:
                    self._other_folders.clear()
                    listening = group.create_task(self._listen_to_folders())
                    await self._other_folders.wait()
                    listening.cancel()
                    await asyncio.wait({listening})
        except* (OSError, WatchfilesRustInternalError, UnicodeEncodeError) as errors:  # a name that is no UTF-8
            raise OSError("there are no events") from errors

    async def _listen_to_folders(self) -> None:
        folders = [self._root / name for name in SOURCES if (self._root / name).is_dir()]
        if await asyncio.to_thread(lambda: any(map(has_folder_links, folders))):
            raise OSError("what is elsewhere would be watched")
        # Called before anything can be waited for, so when the watch has just been set up.
        asyncio.get_running_loop().call_soon(self._begun.set)
        if not folders:
            return
        with suppress(FileNotFoundError):  # it has gone: the root has an event of it
            async for burst in awatch(
                *folders,
                watch_filter=self._matters,
                step=int(_BURST_GAP * 1000),
                debounce=int(_MAX_BURST * 1000),
                rust_timeout=1000,
                force_polling=False,
                ignore_permission_denied=True,
            ):
                self._note(burst)

    async def _listen_to_root(self) -> None:
        # In short steps, so that it comes before the burst in the folder itself has ended.
        async for _ in awatch(
            self._root,
            watch_filter=self._is_source_folder,
            step=25,
            rust_timeout=1000,
            recursive=False,
            force_polling=False,
            ignore_permission_denied=True,
        ):
            self._settled = time.monotonic() + _SETTLE_SECONDS
            self._other_folders.set()
            self._note(None)

    async def _look(self) -> None:
        """Look at all sources again and again."""
        is_first = not self._begun.is_set()
        before = await asyncio.to_thread(self._sources)
        self._begun.set()
        if not is_first:  # what happened while nobody watched is not known
            self._note(None)
        while True:
            begin = time.monotonic()
            after = await asyncio.to_thread(self._sources)
            if after == before:
                await asyncio.sleep(max(_POLL_PAUSE, _POLL_PAUSE_FACTOR * (time.monotonic() - begin)))
                continue
            while time.monotonic() < begin + _MAX_BURST:
                await asyncio.sleep(_BURST_GAP)
                last, after = after, await asyncio.to_thread(self._sources)
                if after == last:
                    break
            changed = [str(self._root / path) for path in changed_signatures(before, after)]
            if burst := {(Change.modified, path) for path in changed if self._matters(Change.modified, path)}:
                self._note(burst)
            before = after

    def _sources(self) -> dict[str, FileSignature]:
        """The signature of each source by its path below the root; of a folder that is a link, its own."""
        found: dict[str, FileSignature] = {}
        for name in SOURCES:
            folder = self._root / name
            if folder.is_symlink():
                with suppress(OSError):  # it has gone meanwhile
                    found[name] = signature_of(folder.lstat())
            else:
                found |= {f"{name}/{path}": one for path, one in folder_signatures(folder).items()}
        return found

    def _note(self, burst: Iterable[tuple[Change, str]] | None) -> None:
        paths = {Path(path) for change, path in burst or () if not _is_directory_event(change, path)}
        if paths and not (paths := {path for path in paths if not self._is_told_of(path)}):
            return
        is_known = 0 < len(paths) <= _MAX_KNOWN and all(path.is_file() for path in paths)
        self._changed = self._changed | paths if is_known and self._changed is not None else None
        self._happened.set()

    def _is_told_of(self, path: Path) -> bool:
        """Whether a file is as it was when somebody told of it."""
        with suppress(OSError):
            return path in self._saved and self._saved[path] == signature_of(path.stat())
        return False

    def _is_source_folder(self, change: Change, path: str) -> bool:
        # A folder is "modified" when something in it changes; that is the other watch's business.
        return change is not Change.modified and Path(path).parent == self._root and Path(path).name in SOURCES

    def _matters(self, change: Change, path: str) -> bool:
        del change
        place = Path(path)
        if place.is_relative_to(self._output):
            return False
        names = place.relative_to(self._root).parts if place.is_relative_to(self._root) else place.parts[-1:]
        return not any(name.startswith(".") or _TEMPORARY.fullmatch(name) for name in names)


def _must_poll() -> bool:
    """Whether the environment asks for it, or this is Linux inside Windows, whose drives give no events."""
    asked = os.environ.get("WATCHFILES_FORCE_POLLING", "").lower()
    return asked not in ("", "false", "disable", "disabled") or "microsoft-standard" in platform.release().lower()


def _is_directory_event(change: Change, path: str) -> bool:
    """Whether this is an event of a folder that duplicates one of a file inside."""
    return change is Change.modified and Path(path).is_dir()
