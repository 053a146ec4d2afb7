"""What takes the files of one build, and puts them into place when all are there."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.problems import Problems
from sitegen.publish import journal, marker, plan
from sitegen.publish.disk import Folders, are_same, equals, is_within, parents, read, sync, write
from sitegen.publish.faults import BlockedError, told
from sitegen.publish.places import Place
from sitegen.publish.stream import Guard, Stream


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to the published folder; paths are below it, sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    """How many files stayed as they were."""


class Target(ABC):
    """Takes the files of one build.

    After a fault, which is reported as a problem at once, `put` and `commit` do nothing: see `is_broken`.
    """

    published: frozenset[str]
    """The files of the last build."""

    def __init__(self, place: Place, problems: Problems) -> None:
        self._place, self._problems = place, problems
        self._files: set[str] = set()
        self._folders: set[str] = {""}
        self._open: list[Stream] = []
        self.is_broken = False
        """Whether nothing can be published any more; the rest of the build can be spared."""

    def put(self, path: str, data: bytes) -> None:
        """One file of the new site; `path` is below the output folder, with forward slashes.

        Raises ValueError for a path that leaves the folder, is put twice, or is a file here and a folder there.
        Reports: unwritable-output; output-refused where a file that is not ours is in the way.
        """
        if self.is_broken:
            return
        self._expect(path)
        with Guard(self, path):
            self._take(path, data)

    def stream(self, path: str) -> Stream:
        """One file of the new site, to be written in pieces. Raises and reports as `put` does."""
        stream = Stream(self, path)
        if not self.is_broken:
            self._expect(path)
            with Guard(self, path):
                stream.begin(self._room_for(path))
                self._open.append(stream)
        return stream

    def keep(self, path: str, sha256: str) -> bool:
        """Count on a file of the last build, if it still has this hash (hexadecimal) on the disk.

        False: it has to be `put`. So a page that is known to be the same need not be rendered.
        """
        return self.keep_all({path: sha256})

    def keep_all(self, files: Mapping[str, str]) -> bool:
        """Count on several files of the last build with their hashes: on all of them, or as `keep` on none."""
        if self.is_broken or not self.published.issuperset(files):
            return False
        with Guard(self, ""):
            if all(self._is_kept(path, sha256) for path, sha256 in files.items()):
                for path in files:
                    self._expect(path)
                return True
        return False

    def last(self, path: str) -> bytes | None:
        """A file of the last build; None where it is gone, or there was none."""
        if path in self.published and not self.is_broken:
            with Guard(self, path):
                return self._last(path)
        return None

    @abstractmethod
    def where(self, path: str) -> Path:
        """Where the bytes of a file that was put or kept are until `commit`, for tools that read finished pages."""

    def files(self) -> frozenset[str]:
        """The files of this build, with the marker that lists them."""
        return frozenset((*self._files, marker.NAME))

    def commit(self) -> Changes | None:
        """Put all that was given into place, and remove the files of the last build that were not.

        None, with the problem reported, where that failed. Nothing is written where nothing changed.
        Reports: unwritable-output, output-refused.
        """
        if self.is_broken:
            return None
        with Guard(self, ""):
            return self._publish()
        return None

    def close(self) -> None:
        """Remove what was staged and not published."""
        for stream in self._open:
            stream.abandon()
        self._clear()

    @abstractmethod
    def _clear(self) -> None: ...

    @abstractmethod
    def _take(self, path: str, data: bytes) -> None: ...

    @abstractmethod
    def _room_for(self, path: str) -> str:
        """Where a file can be written that is `_taken` when it is complete."""

    @abstractmethod
    def taken(self, path: str, room: str) -> None:
        """A file is complete in its room."""

    @abstractmethod
    def _last(self, path: str) -> bytes | None: ...

    @abstractmethod
    def _publish(self) -> Changes: ...

    def _is_kept(self, path: str, sha256: str) -> bool:
        data = self._last(path)
        return data is not None and hashlib.sha256(data).hexdigest() == sha256

    def _expect(self, path: str) -> None:
        if not is_within(path) or path.partition("/")[0] in journal.OWN_NAMES:
            raise ValueError(f"no path for a file of the site: {path!r}")
        if path in self._files or path in self._folders:
            raise ValueError(f"put twice, or both a file and a folder: {path!r}")
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            above = parents(path)
            if not self._files.isdisjoint(above):
                raise ValueError(f"a file stands where a folder has to be: {path!r}")
            self._folders.update(above)
        self._files.add(path)

    def fail(self, error: OSError | BlockedError, path: str) -> None:
        """Report a fault at `path`, and take nothing more."""
        self.is_broken = True
        if isinstance(error, BlockedError):
            self._problems.add(self._place.location(), "output-refused", error.message, error.hint)
            return
        path = path or self._below(error.filename)
        file = f"{self._place.shown}/{path}" if path else self._place.shown
        is_moving = journal.is_waiting(self._place.path)
        self._problems.add(*told(self._place.shown, error, file, is_moving=is_moving))

    def _below(self, file: object) -> str:
        path = Path(file) if isinstance(file, str) else self._place.path
        is_below = path.is_relative_to(self._place.path) and path != self._place.path
        return path.relative_to(self._place.path).as_posix() if is_below else ""


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


class LaterTarget(Target):
    """A later build: what differs is staged inside the output folder, and moved in by the journal."""

    def __init__(self, place: Place, problems: Problems) -> None:
        super().__init__(place, problems)
        journal.clear_stage(place.path)
        self.published = marker.files(place.path)
        self._top: Final = str(place.path)
        self._stage: Final = f"{place.path}/{journal.STAGE}"
        self._staged: dict[str, int] = {}
        self._streams = 0
        self._real = Folders(place.path)

    def where(self, path: str) -> Path:  # noqa: D102 - told above
        if path in self._staged:
            return Path(self._stage, str(self._staged[path]))
        return self._place.path / path

    def _take(self, path: str, data: bytes) -> None:
        if not self._has(path, data):
            self._stage_file(path, data)

    def _room_for(self, path: str) -> str:  # noqa: ARG002 - its name is given when it is complete
        Path(self._stage).mkdir(exist_ok=True)
        self._streams += 1
        return f"{self._stage}/stream-{self._streams}"

    def taken(self, path: str, room: str) -> None:
        """Compared only now, since only now it is there."""
        if self._real.are_real(path.rpartition("/")[0]) and are_same(f"{self._top}/{path}", room):
            Path(room).unlink()
            return
        number = len(self._staged)
        Path(room).rename(f"{self._stage}/{number}")
        self._staged[path] = number

    def _last(self, path: str) -> bytes | None:
        if not self._real.are_real(path.rpartition("/")[0]):
            return None
        try:
            return read(f"{self._top}/{path}")
        except FileNotFoundError:
            return None

    def _stage_file(self, path: str, data: bytes) -> None:
        if not self._staged:
            Path(self._stage).mkdir(exist_ok=True)
        number = len(self._staged)
        write(f"{self._stage}/{number}", data)
        self._staged[path] = number

    def _publish(self) -> Changes:
        output, written = self._place.path, tuple(sorted(self._staged))
        removed = plan.removals(output, self.published - self._files)
        content = marker.content(self._files)
        if not self._has(marker.NAME, content):
            self._stage_file(marker.NAME, content)
        if self._staged or removed:
            steps = plan.journal_of(self._files, self._staged, removed)
            plan.check(output, steps, self.published)
            stage = Path(self._stage)
            sync([stage / str(number) for number in self._staged.values()], [stage] if self._staged else [])
            journal.carry_out(output, steps)
        return Changes(written, removed, len(self._files) - len(written))

    def _has(self, path: str, data: bytes) -> bool:
        with suppress(FileNotFoundError):
            return self._real.are_real(path.rpartition("/")[0]) and equals(f"{self._top}/{path}", data)
        return False

    def _clear(self) -> None:
        if not journal.is_waiting(self._place.path):
            with suppress(OSError):  # the next build tries again, and reports it if it must
                journal.clear_stage(self._place.path)
