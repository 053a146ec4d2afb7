"""A target that gathers what differs from the published files: of pages that come and go those, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from sitegen.files.splicing import FilePiece, is_in_place
from sitegen.output.publish import FileContent, FileStager, OutputStream, StagedFile, Target, marker


class NotAPatchError(Exception):
    """The edit brings more than other contents of files that are there, and pages."""


class PatchTarget(Target):
    """Takes the files that are made again; of all others it is known that they stay.

    Each method raises OSError where what is there cannot be read.
    """

    def __init__(self, output: Path, outputs: Collection[str]) -> None:
        """`outputs`: the paths of all published files."""
        self._output, self._outputs = output, outputs
        self.files: dict[str, FileContent] = {}
        """Those with other contents, and the new ones."""
        self._gone: set[str] = set()

    @property
    def new(self) -> frozenset[str]:
        """The files among these that were not there."""
        return frozenset(path for path in self.files if path not in self._outputs)

    def put(self, path: str, data: bytes) -> None:
        """One file, whole; it may be new."""
        if path not in self._outputs or (self._output / path).read_bytes() != data:
            self.files[path] = data

    def drop(self, paths: Iterable[str]) -> None:
        """Take files away. Raises NotAPatchError where there is none."""
        for path in paths:
            self._expect(path)
            self._gone.add(path)

    def paths(self) -> frozenset[str]:
        """All files of the output then."""
        return self.new.union(path for path in self._outputs if path not in self._gone)

    def list_files(self) -> None:
        """Say in the marker which files there are, once all was given."""
        if self.new or self._gone:
            self.files[marker.NAME] = marker.marker_bytes(self.paths() - {marker.NAME})

    def stager(self, *, is_shared: bool = False) -> FileStager:  # noqa: ARG002 - all is made in this process
        """What gives files to `put` where they are made."""
        return _Putter(self)

    def take(self, staged: StagedFile) -> None:
        """It was put when it was made."""

    def splice(self, path: str, pieces: Sequence[FilePiece]) -> bool:
        """One file from new bytes and stretches of files. Raises NotAPatchError where there was none."""
        self._expect(path)
        with (self._output / path).open("rb") as file:
            if not is_in_place(pieces, file.fileno()):
                self.files[path] = pieces
        return True

    def keep(self, paths: Iterable[str]) -> None:
        """Files that stay. Raises NotAPatchError where there is none."""
        for path in paths:
            self._expect(path)

    def stream(self, path: str) -> OutputStream:
        """Raises NotAPatchError: what is written in pieces is made anew."""
        raise NotAPatchError(path)

    def copy(self, path: str, file: BinaryIO) -> None:  # noqa: ARG002 - as above
        """Raises NotAPatchError: what is copied is no record's."""
        raise NotAPatchError(path)

    def last(self, path: str) -> bytes | None:
        """A file of the last build; None where there was none."""
        return (self._output / path).read_bytes() if path in self._outputs else None

    def gone(self) -> frozenset[str]:
        """Those that are taken away."""
        return frozenset(self._gone)

    def keep_all(self, files: Mapping[str, str]) -> bool:  # noqa: ARG002 - none is known by its hash here
        """None is counted on."""
        return False

    def _expect(self, path: str) -> None:
        if path not in self._outputs:
            raise NotAPatchError(path)


class _Putter(FileStager):
    """Gives files to a target in the same process."""

    def __init__(self, target: PatchTarget) -> None:
        self._target = target

    def stage(self, path: str, data: bytes) -> StagedFile:
        self._target.put(path, data)
        return StagedFile(path)
