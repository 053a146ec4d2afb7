"""Publishing into an output folder that does not exist yet: a new folder beside it is filled, then renamed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO, Final

from sitegen.core.problems import Problems
from sitegen.files.atomic import sync_paths
from sitegen.files.splicing import FilePiece
from sitegen.output.publish import journal, marker
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.file_stager import FileStager, SharedStager, TreeStager
from sitegen.output.publish.io_errors import OutputConflictError
from sitegen.output.publish.output_folder import OutputFolder
from sitegen.output.publish.publish_target import PublishTarget
from sitegen.output.publish.real_folders import RealFolders
from sitegen.output.publish.target import Changes

_NOT_PUBLISHED: Final = "nothing was published"
_REMOVALS: Final = 3


class InitialPublish(PublishTarget):
    """Target of a first build: a new folder beside the output, renamed into place when it is complete."""

    def __init__(self, place: OutputFolder, problems: Problems) -> None:
        super().__init__(place, problems)
        self.published = frozenset()
        self._made = [path for path in place.path.parents if not path.exists()]
        self._tree = place.path.with_name(f".{place.path.name}.sitegen-new")
        self._directory: DirectoryHandle | None = None
        self._is_published = False
        self._clear_litter()

    def where(self, path: str) -> Path:  # noqa: D102 - as above
        return self._tree / path

    def _take(self, path: str, data: bytes) -> None:
        directory = self._started()
        self._tree_folders.make(path.rpartition("/")[0])
        directory.write(path, data)

    def _open_published(self, path: str, size: int) -> BinaryIO | None:  # noqa: ARG002 - there was no last build
        return None

    def _reaches(self, path: str, end: int) -> bool:  # noqa: ARG002 - there was no last build
        return False

    def _splice(self, path: str, pieces: Sequence[FilePiece]) -> None:
        self._take(path, b"".join(piece for piece in pieces if isinstance(piece, bytes)))

    def _create_temp(self, path: str) -> tuple[str, BinaryIO]:
        directory = self._started()
        self._tree_folders.make(path.rpartition("/")[0])
        return path, directory.create(path)

    def complete(self, path: str, temp_path: str) -> None:
        """Nothing to do: the file was written to its place."""

    def _stager(self, *, is_shared: bool) -> FileStager:
        directory = self._started()
        return SharedStager.within(directory, is_new=True) if is_shared else TreeStager(directory)

    def _take_staged(self, path: str, temp_path: str) -> None:
        """As above."""

    def _last(self, path: str) -> bytes | None:  # noqa: ARG002 - there was no last build
        return None

    def _publish(self) -> Changes:
        directory = self._started()
        journal.clear_stage(directory)  # who writes too late finds it gone
        directory.write(marker.NAME, marker.marker_bytes(self._files))
        directory.sync([*self._files, marker.NAME], self._folders)
        directory.demand(_NOT_PUBLISHED)
        self._tree.rename(self._place.path)
        if not directory.is_at(self._place.path):  # ours was replaced just before the rename
            with suppress(OSError):
                self._place.path.rename(self._tree)
            raise directory.moved(_NOT_PUBLISHED)
        self._is_published = True
        made, self._made = self._made, []
        # The site is published. If the entry cannot be synced, a power cut may undo the rename, and nothing else.
        with suppress(OSError):
            sync_paths([], [self._place.path.parent, *(folder.parent for folder in made)])
        return Changes(tuple(sorted(self._files)), (), 0)

    def _clear(self) -> None:
        if self._directory is not None:
            with closing(self._directory):
                self._clear_directory(self._directory)
        for folder in self._made:
            try:
                folder.rmdir()
            except OSError:  # never made, or somebody else uses it by now
                return

    def _clear_directory(self, directory: DirectoryHandle) -> None:
        if self._is_published:
            return
        try:
            directory.demand(_NOT_PUBLISHED)
            with suppress(OSError):  # the next build tries again, and reports it if it must
                _remove_tree(directory)
        except OutputConflictError as blocked:
            self.fail(blocked, "")

    def _started(self) -> DirectoryHandle:
        if self._directory is None:
            self._tree.parent.mkdir(parents=True, exist_ok=True)
            self._tree.mkdir()
            directory = DirectoryHandle(self._tree, self._tree.name)
            if directory.names():
                directory.close()
                raise directory.moved(_NOT_PUBLISHED)
            self._directory, self._tree_folders = directory, RealFolders(directory.lstat, directory.mkdir)
            # First of all, so that what a killed build leaves is known to be ours.
            directory.write(marker.NAME, marker.marker_bytes([]))
        return self._directory

    def _clear_litter(self) -> None:
        if not self._tree.is_symlink() and not self._tree.exists():
            return
        try:
            directory = DirectoryHandle(self._tree, self._tree.name)
        except NotADirectoryError:
            raise self._not_ours() from None
        with closing(directory):
            if not marker.has_marker(directory) and directory.names():
                raise self._not_ours()
            _remove_tree(directory)

    def _not_ours(self) -> OutputConflictError:
        return OutputConflictError(
            f'"{self._tree.name}" beside it is not from sitegen, and a first build is made under that name',
            f'move "{self._tree.name}" away, and build again',
        )


def _remove_tree(directory: DirectoryHandle) -> None:
    """Delete a folder of ours, its marker last, so that it is known as ours after a crash. Raises OSError.

    The stage goes first: without it no worker begins a file any more. What one has just begun is gone the next time.
    """
    journal.clear_stage(directory)
    for _ in range(_REMOVALS):
        for name in directory.names():
            if name != marker.NAME:
                directory.remove(name)
    if directory.names() == [marker.NAME]:
        directory.remove(marker.NAME)
    if directory.is_at(directory.path):
        directory.path.rmdir()
