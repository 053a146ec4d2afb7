"""The target of a build that publishes: what it is given is put into place when all of it is there."""

from __future__ import annotations

import hashlib
import os
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from sitegen.core.problems import Problems
from sitegen.files.atomic import is_within, parent_paths, read_chunks
from sitegen.files.splicing import FilePiece, Stretch
from sitegen.output.publish import journal, marker
from sitegen.output.publish.file_stager import FileStager, NullStager, StagedFile
from sitegen.output.publish.io_errors import OutputConflictError, problem_of
from sitegen.output.publish.output_folder import OutputFolder
from sitegen.output.publish.target import Changes, OutputStream, Target


class PublishTarget(Target):
    """Takes the files of one build, and publishes them.

    After a fault, which is reported as a problem at once, `put` and `commit` do nothing: see `is_broken`.
    """

    published: frozenset[str]
    """The files of the last build."""

    def __init__(self, place: OutputFolder, problems: Problems) -> None:
        self._place, self._problems = place, problems
        self._files: set[str] = set()
        self._folders: set[str] = {""}
        self._open: list[StagedStream] = []
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
        with _Reporting(self, path):
            self._take(path, data)

    def stager(self, *, is_shared: bool = False) -> FileStager:
        """What writes files in any process, of which each has to be given to `take`. Reports as `put` does."""
        if not self.is_broken:
            with _Reporting(self, ""):
                return self._stager(is_shared=is_shared)
        return NullStager()

    def take(self, staged: StagedFile) -> None:
        """One file of the new site that a stager wrote. Raises and reports as `put` does."""
        if self.is_broken:
            return
        self._expect(staged.path)
        with _Reporting(self, staged.path):
            if staged.fault:
                raise staged.fault
            if staged.temp_path:
                self._take_staged(staged.path, staged.temp_path)

    def stream(self, path: str) -> StagedStream:
        """One file of the new site, to be written in pieces. Raises and reports as `put` does."""
        stream = StagedStream(self, path)
        if not self.is_broken:
            self._expect(path)
            with _Reporting(self, path):
                stream.open(*self._create_temp(path))
                self._open.append(stream)
        return stream

    def splice(self, path: str, pieces: Sequence[FilePiece]) -> bool:
        """One file of the new site from new bytes and stretches of published files, copied by the kernel where it can.

        Of these files only the sizes are looked at: who calls this knows that they are as the last build left them.
        False: one is gone, or shorter; then the file has to be `put`. Raises and reports as `put` does.
        """
        ends: dict[str, int] = {}
        for start, length, source in (piece for piece in pieces if isinstance(piece, Stretch)):
            ends[source or path] = max(start + length, ends.get(source or path, 0))
        if self.is_broken:
            return True
        if not self.published.issuperset(ends):
            return False
        with _Reporting(self, path):
            if not all(self._reaches(source, end) for source, end in ends.items()):
                return False
            self._expect(path)
            self._splice(path, pieces)
        return True

    def copy(self, path: str, file: BinaryIO) -> None:
        """One file of the new site, as a file is that may be larger than the memory, and may grow meanwhile.

        Raises OSError where that cannot be read; else raises and reports as `put` does.
        """
        size = os.fstat(file.fileno()).st_size
        if self.is_broken or self._is_copied(path, file, size):
            return
        file.seek(0)
        stream = self.stream(path)
        for piece in read_chunks(file, size):
            stream.write(piece)
        stream.close()

    def _is_copied(self, path: str, file: BinaryIO, size: int) -> bool:
        """Whether a file with the same bytes is where it has to be; `file` may then have been read in part."""
        with _Reporting(self, path):
            there = self._open_published(path, size)
        if self.is_broken or there is None:
            return False
        with there:
            for piece in read_chunks(file, size):
                with _Reporting(self, path):
                    is_same = there.read(len(piece)) == piece
                if self.is_broken or not is_same:
                    return False
        self._expect(path)
        return True

    def keep(self, paths: Iterable[str]) -> None:
        """Files of the last build that stay as it left them, which who calls this knows. Raises ValueError as `put`."""
        for path in paths:
            if path not in self.published:
                raise ValueError(f"no file of the last build: {path!r}")
            self._expect(path)

    def gone(self) -> frozenset[str]:
        """The files of the last build that this one has not, as far as it was given them by now."""
        return self.published - self.files()

    def keep_all(self, files: Mapping[str, str]) -> bool:
        """Count on several files of the last build, if each still has its SHA-256 on the disk; or on none.

        False: they have to be `put`. So a page that is known to be the same need not be rendered.
        """
        if self.is_broken or not self.published.issuperset(files):
            return False
        with _Reporting(self, ""):
            if all(self._is_kept(path, sha256) for path, sha256 in files.items()):
                for path in files:
                    self._expect(path)
                return True
        return False

    def last(self, path: str) -> bytes | None:
        """A file of the last build; None where it is gone, or there was none."""
        if path in self.published and not self.is_broken:
            with _Reporting(self, path):
                return self._last(path)
        return None

    def refuse_another(self, last: Iterable[str]) -> bool:
        """Whether what is published looks like the site of another archive; then that is reported.

        The marker names no archive, since the same archive is to give the same bytes. So it looks so where records were
        published, and none of them has an address in this build. `last` are the files of this archive's last build
        there: where just these are published nobody has built there since, whatever the records are called now.
        Reports: output-refused.
        """
        is_known = marker.without_volatile(last) == marker.without_volatile(self.published)
        pages = 0 if is_known else marker.foreign_pages(self.published, self._files)
        if not pages:
            return False
        message = f'"{self._place.shown}" holds the site of another archive, as it seems: of its {pages} pages of'
        message += " records none is one of this archive's"
        hint = "choose another folder with --output, or give --replace if that site may go"
        self._problems.add(self._place.location(), "output-refused", message, hint)
        return True

    def files(self) -> frozenset[str]:
        """The files of this build, with the marker that lists them."""
        return frozenset((*self._files, marker.NAME))

    def commit(self) -> Changes | None:
        """Put all that was given into place, and remove the other files of the last build; None where that failed.

        Reports: unwritable-output, output-refused.
        """
        if self.is_broken:
            return None
        with _Reporting(self, ""):
            return self._publish()
        return None

    def close(self) -> None:
        """Remove what was staged and not published."""
        for stream in self._open:
            stream.discard()
        self._clear()

    @abstractmethod
    def where(self, path: str) -> Path:
        """Where the bytes of a file that was put or kept are until `commit`, for tools that read finished pages."""

    @abstractmethod
    def complete(self, path: str, temp_path: str) -> None:
        """Called when a file is completely written to `temp_path`, which `_create_temp` gave. Raises OSError."""

    @abstractmethod
    def _take(self, path: str, data: bytes) -> None:
        """Take one file, whole. Raises OSError."""

    @abstractmethod
    def _stager(self, *, is_shared: bool) -> FileStager:
        """What writes files in any process. Raises OSError, OutputConflictError."""

    @abstractmethod
    def _take_staged(self, path: str, temp_path: str) -> None:
        """Take one file that was written to `temp_path`, and differs from the published one. Raises OSError."""

    @abstractmethod
    def _reaches(self, path: str, end: int) -> bool:
        """Whether what is published at a path is a regular file of so many bytes or more. Raises OSError."""

    @abstractmethod
    def _splice(self, path: str, pieces: Sequence[FilePiece]) -> None:
        """Take one file from pieces. Raises OSError."""

    @abstractmethod
    def _create_temp(self, path: str) -> tuple[str, BinaryIO]:
        """A new file to write `path` to, after its path below the folder that is written into. Raises OSError."""

    @abstractmethod
    def _open_published(self, path: str, size: int) -> BinaryIO | None:
        """What is published at a path, to be read; None where that is no regular file of this size. Raises OSError."""

    @abstractmethod
    def _last(self, path: str) -> bytes | None:
        """A file of the last build; None where it is gone. Raises OSError."""

    @abstractmethod
    def _publish(self) -> Changes:
        """Put all into place. Raises OSError, OutputConflictError."""

    @abstractmethod
    def _clear(self) -> None:
        """Remove what was staged and not published."""

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
            above = parent_paths(path)
            if not self._files.isdisjoint(above):
                raise ValueError(f"a file stands where a folder has to be: {path!r}")
            self._folders.update(above)
        self._files.add(path)

    def fail(self, error: OSError | OutputConflictError, path: str) -> None:
        """Report a fault at `path`, and take nothing more."""
        self.is_broken = True
        if isinstance(error, OutputConflictError):
            self._problems.add(self._place.location(), "output-refused", error.message, error.hint)
            return
        path = path or self._below(error.filename)
        file = f"{self._place.shown}/{path}" if path else self._place.shown
        is_moving = journal.is_waiting(self._place.path)
        self._problems.add(*problem_of(self._place.shown, error, file, is_moving=is_moving))

    def _below(self, file: object) -> str:
        path = Path(file) if isinstance(file, str) else self._place.path
        is_below = path.is_relative_to(self._place.path) and path != self._place.path
        return path.relative_to(self._place.path).as_posix() if is_below else ""


class _Reporting:
    """With it a fault of the disk at `path` becomes a problem of the target, and nothing more is taken."""

    def __init__(self, target: PublishTarget, path: str) -> None:
        self._target, self._path = target, path

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, (OSError, OutputConflictError)):
            return False
        self._target.fail(error, self._path)
        return True


class StagedStream(OutputStream):
    """Takes a file of a build in pieces; after a fault, which is reported at once, no more of it."""

    def __init__(self, target: PublishTarget, path: str) -> None:
        self._target, self._path, self._temp_path = target, path, ""
        self._file: BinaryIO | None = None

    def open(self, temp_path: str, file: BinaryIO) -> None:
        """Write into the new file `temp_path`."""
        self._temp_path, self._file = temp_path, file

    def write(self, data: bytes) -> None:
        """The next piece."""
        if self._file and not self._target.is_broken:
            with _Reporting(self._target, self._path):
                self._file.write(data)

    def discard(self) -> None:
        """Nothing more comes, and what came is not wanted."""
        if self._file:
            with suppress(OSError):  # a full disk tells so a second time
                self._file.close()

    def close(self) -> None:
        """All of it is there."""
        if not self._file:
            return
        with _Reporting(self._target, self._path):
            self._file.close()
            if not self._target.is_broken:
                self._target.complete(self._path, self._temp_path)
