"""A first build: a whole new folder beside the output, renamed into place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from sitegen.problems import Problems
from sitegen.publish import marker
from sitegen.publish.disk import Folders, sync, write
from sitegen.publish.faults import BlockedError
from sitegen.publish.places import Place
from sitegen.publish.target import Changes, Target


class FirstTarget(Target):
    """A first build: a whole new folder beside the output, renamed into place."""

    def __init__(self, place: Place, problems: Problems) -> None:
        super().__init__(place, problems)
        self.published = frozenset()
        self._made = [path for path in place.path.parents if not path.exists()]
        self._tree = place.path.with_name(f".{place.path.name}.sitegen-new")
        self._tree_folders = Folders(self._tree)
        self._is_started = False
        self._clear_litter()

    def where(self, path: str) -> Path:  # noqa: D102 - told above
        return self._tree / path

    def _take(self, path: str, data: bytes) -> None:
        self._start()
        self._tree_folders.make(path.rpartition("/")[0])
        write(f"{self._tree}/{path}", data)

    def _opened(self, path: str, size: int) -> BinaryIO | None:  # noqa: ARG002 - there was no last build
        return None

    def _room_for(self, path: str) -> str:
        self._start()
        self._tree_folders.make(path.rpartition("/")[0])
        return f"{self._tree}/{path}"

    def taken(self, path: str, room: str) -> None:
        """It is where it has to be."""

    def _last(self, path: str) -> bytes | None:  # noqa: ARG002 - there was no last build
        return None

    def _publish(self) -> Changes:
        self._start()
        write(f"{self._tree}/{marker.NAME}", marker.content(self._files))
        sync(
            [self._tree / path for path in (*self._files, marker.NAME)],
            [self._tree / folder for folder in self._folders],
        )
        self._tree.rename(self._place.path)
        made, self._made = self._made, []
        # The site stands. Where the entry cannot be synced a power cut may undo the renaming, and nothing else.
        with suppress(OSError):
            sync([], [self._place.path.parent, *(folder.parent for folder in made)])
        return Changes(tuple(sorted(self._files)), (), 0)

    def _clear(self) -> None:
        if self._is_started:
            with suppress(OSError):  # the next build tries again, and reports it if it must
                marker.remove_folder(self._tree)
        for folder in self._made:
            try:
                folder.rmdir()
            except OSError:  # never made, or somebody else uses it by now
                return

    def _start(self) -> None:
        if self._is_started:
            return
        self._tree.parent.mkdir(parents=True, exist_ok=True)
        self._tree.mkdir()
        self._is_started = True
        # At once, so that what a kill leaves is known to be ours.
        write(f"{self._tree}/{marker.NAME}", marker.content([]))

    def _clear_litter(self) -> None:
        if not self._tree.is_symlink() and not self._tree.exists():
            return
        is_ours = not self._tree.is_symlink() and self._tree.is_dir() and marker.stands_in(self._tree)
        if is_ours:
            marker.remove_folder(self._tree)
            return
        try:
            self._tree.rmdir()
        except OSError:
            raise BlockedError(
                f'"{self._tree.name}" beside it is not from sitegen, and a first build is made under that name',
                f'move "{self._tree.name}" away, and build again',
            ) from None
