"""Puts the units of an export group into a target, piece by piece, so that no large file is in memory as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sitegen.output.exports import JoinedFile
from sitegen.output.publish import OutputStream, Target

_GATHERED: Final = 1 << 20
"""Bytes of a file that are kept in memory; a smaller one is put as a whole."""


class JoinedWriter:
    """Writes the joined files of a group, which are given the pieces of one unit after the other."""

    def __init__(self, target: Target, files: Sequence[JoinedFile]) -> None:
        self._files = [_GrowingFile(target, file) for file in files]

    def add(self, pieces: Sequence[bytes]) -> None:
        """The next unit's piece of each of the files."""
        for file, piece in zip(self._files, pieces, strict=True):
            file.add(piece)

    def close(self) -> None:
        """There is no further unit."""
        for file in self._files:
            file.close()


class _GrowingFile:
    """One of these files."""

    def __init__(self, target: Target, file: JoinedFile) -> None:
        self._target, self._file = target, file
        self._waiting, self._size = [file.head], len(file.head)
        self._is_first = True
        self._stream: OutputStream | None = None

    def add(self, piece: bytes) -> None:
        """The next piece."""
        if self._file.separator and not self._is_first:
            self._waiting.append(self._file.separator)
        self._is_first = False
        self._waiting.append(piece)
        self._size += len(piece)
        if self._size >= _GATHERED:
            self._stream = self._stream or self._target.stream(self._file.path)
            self._stream.write(self._take())

    def close(self) -> None:
        """Its tail, and all of it is there."""
        self._waiting.append(self._file.tail)
        if self._stream:
            self._stream.write(self._take())
            self._stream.close()
        else:
            self._target.put(self._file.path, self._take())

    def _take(self) -> bytes:
        gathered, self._waiting, self._size = b"".join(self._waiting), [], 0
        return gathered
