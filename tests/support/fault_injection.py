"""A disk that notes what is asked of it, and at a chosen call ends the process or fails."""

from __future__ import annotations

import builtins
import io
import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

Then = Callable[[], None]
"""What happens at the chosen call."""

_OF_PATHS: Final = ("replace", "rename", "unlink", "mkdir", "rmdir")
_WRITES: Final = os.O_WRONLY | os.O_RDWR


class WeakDisk:
    """Notes the calls that change something below some folders, and lets something happen at one of them."""

    def __init__(self, *tops: Path, at: int = 0, then: Then = lambda: None, lasts: bool = False) -> None:
        self.calls: list[str] = []
        """The names of the functions, in the order of their calls."""
        self._tops = [str(top) for top in tops]
        self._at, self._then, self._lasts = at, then, lasts

    def install(self) -> None:
        """From now on, and for good: to be called in a process that ends afterwards."""
        for name in _OF_PATHS:
            setattr(os, name, self._of_paths(name, getattr(os, name)))
        self._os_open, self._os_write, self._os_fsync = os.open, os.write, os.fsync
        self._open = io.open
        os.open, os.write = self._open_handle, self._write
        os.fsync = self._fsync  # type: ignore[assignment]
        io.open = builtins.open = self._open_file

    def is_near(self, *paths: str) -> bool:
        """Whether one of the paths is in one of the folders, or beside it under a name made from its own."""
        return any(
            path == top or path.startswith((f"{top}/", f"{_beside(top)}")) for path in paths for top in self._tops
        )

    def asked(self, name: str) -> bool:
        """Note a call; whether it is the chosen one."""
        self.calls.append(name)
        number = len(self.calls)
        return number == self._at or (self._lasts and 0 < self._at < number)

    def happen(self) -> None:
        """Let it happen."""
        self._then()

    def _of_paths(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*paths: Any, dir_fd: int | None = None, **more: Any) -> Any:
            names = [_whole(path, dir_fd) for path in paths[:2] if isinstance(path, (str, Path))]
            if self.is_near(*names) and self.asked(name):
                self.happen()
            if dir_fd is not None:
                more["dir_fd"] = dir_fd
            return function(*paths, **more)

        return call

    def _open_handle(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & _WRITES and self.is_near(_whole(path, dir_fd)) and self.asked("open"):
            self.happen()
        return self._os_open(path, flags, mode, dir_fd=dir_fd)

    def _write(self, handle: int, data: Any) -> int:
        if self.is_near(_of_handle(handle)) and self.asked("write"):
            self._os_write(handle, data[: len(data) // 2])
            self.happen()
        return self._os_write(handle, data)

    def _fsync(self, handle: int) -> None:
        if self.is_near(_of_handle(handle)) and self.asked("fsync"):
            self.happen()
        self._os_fsync(handle)

    def _open_file(self, file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        if not set(mode) & set("wax+") or not isinstance(file, (str, Path)) or not self.is_near(str(file)):
            return self._open(file, mode, *more, **named)
        if self.asked("open"):
            self.happen()
        return _WeakFile(self, self._open(file, mode, *more, **named), str(file))


class _WeakFile:
    """A file that was opened for writing."""

    def __init__(self, disk: WeakDisk, file: IO[Any], path: str) -> None:
        self._disk, self._file, self._path = disk, file, path
        self._certain = Path(path).stat().st_size
        """How much of it is known to be on the disk."""

    def write(self, data: Any) -> Any:
        if self._disk.asked("write"):
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._disk.happen()
        return self._file.write(data)

    def flush(self) -> None:
        if self._disk.asked("flush"):
            self._disk.happen()
        self._file.flush()
        self._certain = Path(self._path).stat().st_size

    def close(self) -> None:
        if not self._file.closed and self._disk.asked("close"):
            self._file.close()
            os.truncate(self._path, self._certain)  # what was not flushed is lost
            self._disk.happen()
        self._file.close()

    def __enter__(self) -> _WeakFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def die() -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(*codes: int) -> Then:
    """Raise an OSError, each time with the next of some codes."""
    rest = itertools.cycle(codes)

    def then() -> None:
        code = next(rest)
        raise OSError(code, os.strerror(code))

    return then


def _whole(path: str | Path, folder: int | None) -> str:
    return str(path) if folder is None else f"{_of_handle(folder)}/{path}"


def _of_handle(handle: int) -> str:
    return str(Path(f"/proc/self/fd/{handle}").readlink())


def _beside(top: str) -> str:
    folder, _, name = top.rpartition("/")
    return f"{folder}/.{name}.sitegen"
