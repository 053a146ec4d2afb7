"""A later build: what differs is staged inside the output folder, and moved in by the journal.

Or only some files are replaced, and everything else of the last build is left as it is.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from sitegen.core.problems import Problems
from sitegen.files.atomic import has_bytes, have_same_bytes, open_of_size, read_regular
from sitegen.files.splicing import FilePiece, is_in_place
from sitegen.output.publish import journal, marker, publish_plan
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.file_stager import ChangeStager, FileStager, SharedStager
from sitegen.output.publish.io_errors import OutputConflictError, problem_of
from sitegen.output.publish.output_folder import OutputFolder
from sitegen.output.publish.publish_target import PublishTarget
from sitegen.output.publish.real_folders import RealFolders
from sitegen.output.publish.target import Changes

FileContent: TypeAlias = bytes | Sequence[FilePiece]
"""All bytes of a file, or the pieces that it is put together from."""


class UpdatePublish(PublishTarget):
    """A later build: what differs is staged inside the output folder, and moved in by the journal."""

    def __init__(self, place: OutputFolder, problems: Problems) -> None:
        super().__init__(place, problems)
        self._directory = DirectoryHandle(place.path, place.shown, place.identity)
        try:
            journal.clear_stage(self._directory)
            self.published = marker.listed_files(place.path)
        except BaseException:
            self._directory.close()
            raise
        self._top: Final = str(place.path)
        self._staged: dict[str, int] = {}
        self._streams = 0
        self._real = RealFolders(self._directory.lstat)

    def where(self, path: str) -> Path:  # noqa: D102 - as above
        if path in self._staged:
            return self._place.path / journal.STAGE / str(self._staged[path])
        return self._place.path / path

    def _take(self, path: str, data: bytes) -> None:
        if not self._has(path, data):
            self._stage_file(path, data)

    def _open_published(self, path: str, size: int) -> BinaryIO | None:
        return open_of_size(f"{self._top}/{path}", size) if self._real.are_real(path.rpartition("/")[0]) else None

    def _reaches(self, path: str, end: int) -> bool:
        with suppress(FileNotFoundError):
            status = self._directory.lstat(path) if self._real.are_real(path.rpartition("/")[0]) else None
            return status is not None and stat.S_ISREG(status.st_mode) and status.st_size >= end
        return False

    def _splice(self, path: str, pieces: Sequence[FilePiece]) -> None:
        if self._is_in_place(path, pieces):
            return
        journal.make_stage(self._directory)
        number = len(self._staged)
        self._directory.write_pieces(f"{journal.STAGE}/{number}", pieces, path)
        self._staged[path] = number

    def _is_in_place(self, path: str, pieces: Sequence[FilePiece]) -> bool:
        """Whether a file is just what is published."""
        if not self._reaches(path, 0):
            return False
        with self._directory.open(path) as file:
            return is_in_place(pieces, file.fileno())

    def _create_temp(self, path: str) -> tuple[str, BinaryIO]:  # noqa: ARG002 - its name is given when it is complete
        journal.make_stage(self._directory)
        self._streams += 1
        temp_path = f"{journal.STAGE}/stream-{self._streams}"
        return temp_path, self._directory.create(temp_path)

    def complete(self, path: str, temp_path: str) -> None:
        """Compared only now, since only now it is there."""
        if self._real.are_real(path.rpartition("/")[0]) and have_same_bytes(
            f"{self._top}/{path}", f"{self._top}/{temp_path}"
        ):
            self._directory.unlink(temp_path)
            return
        self._take_staged(path, temp_path)

    def _stager(self, *, is_shared: bool) -> FileStager:
        return SharedStager.within(self._directory, is_new=False) if is_shared else ChangeStager(self._directory)

    def _take_staged(self, path: str, temp_path: str) -> None:
        number = len(self._staged)
        self._directory.replace(temp_path, f"{journal.STAGE}/{number}")
        self._staged[path] = number

    def _last(self, path: str) -> bytes | None:
        if not self._real.are_real(path.rpartition("/")[0]):
            return None
        try:
            return read_regular(f"{self._top}/{path}")
        except FileNotFoundError:
            return None

    def _stage_file(self, path: str, data: bytes) -> None:
        if not self._staged:
            journal.make_stage(self._directory)
        number = len(self._staged)
        self._directory.write(f"{journal.STAGE}/{number}", data)
        self._staged[path] = number

    def _publish(self) -> Changes:
        output, written = self._place.path, tuple(sorted(self._staged))
        removed = publish_plan.removals(output, self.published - self._files)
        content = marker.marker_bytes(self._files)
        if not self._has(marker.NAME, content):
            self._stage_file(marker.NAME, content)
        if self._staged or removed:
            steps = publish_plan.journal_of(self._files, self._staged, removed)
            publish_plan.check_steps(output, steps, self.published)
            staged = [f"{journal.STAGE}/{number}" for number in self._staged.values()]
            self._directory.sync(staged, [journal.STAGE] if staged else [])
            journal.carry_out(self._directory, steps)
        else:
            self._directory.demand("nothing was published")
        return Changes(written, removed, len(self._files) - len(written))

    def _has(self, path: str, data: bytes) -> bool:
        with suppress(FileNotFoundError):
            return self._real.are_real(path.rpartition("/")[0]) and has_bytes(f"{self._top}/{path}", data)
        return False

    def _clear(self) -> None:
        if not journal.has_journal(self._directory):
            with suppress(OSError, OutputConflictError):  # the next build tries again, and reports it if it must
                journal.clear_stage(self._directory)
        self._directory.close()


def replace_files(
    place: OutputFolder, files: Mapping[str, FileContent], problems: Problems, gone: Iterable[str] = ()
) -> bool:
    """Put files into place and take those away that are `gone`: all of it, or nothing. No other build may be at work.

    Both are files of the last build, or of this one alone where nothing stands. Stretches are of files as the last
    build left them. Who changes which files there are has to give the marker, too.

    False, with a problem, where that failed. Reports: unwritable-output, output-refused.
    """
    try:
        with closing(DirectoryHandle(place.path, place.shown, place.identity)) as directory:
            _stage_and_move(directory, files, gone)
    except OutputConflictError as blocked:
        problems.add(place.location(), "output-refused", blocked.message, blocked.hint)
    except OSError as error:
        problems.add(*problem_of(place.shown, error, place.shown, is_moving=journal.is_waiting(place.path)))
    else:
        return True
    return False


def _stage_and_move(output: DirectoryHandle, files: Mapping[str, FileContent], gone: Iterable[str]) -> None:
    journal.clear_stage(output)
    output.mkdir(journal.STAGE)
    try:
        for number, (path, content) in enumerate(files.items()):
            if isinstance(content, bytes):
                output.write(f"{journal.STAGE}/{number}", content)
            else:
                output.write_pieces(f"{journal.STAGE}/{number}", content, path)
        removed = publish_plan.removals(output.path, gone)
        steps = publish_plan.journal_of(set(files), files, removed)
        publish_plan.check_steps(output.path, steps, frozenset((*files, *removed)))
        output.sync([f"{journal.STAGE}/{number}" for number in range(len(files))], [journal.STAGE])
        journal.carry_out(output, steps)
    except BaseException:
        if not journal.has_journal(output):
            journal.clear_stage(output)
        raise
