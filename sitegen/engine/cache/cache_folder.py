"""The folder `.sitegen/` of an archive, in which each output has a folder of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeVar

from sitegen.engine.cache.blob_store import BlobFile, read_failure
from sitegen.engine.cache.serialization import DamagedError, pack, unpack
from sitegen.files import source_files
from sitegen.files.atomic import write_atomic

Kind = TypeVar("Kind")

CACHE_NAME: Final = ".sitegen"
SAVED_LAST: Final = "build"
"""The file that is saved last and counts on the others, and so is the first to be removed."""
_IGNORE_NAME: Final = ".gitignore"
_IGNORE: Final = "# What the last build left for the next one. Safe to delete.\n*\n"
_BLOBS: Final = re.compile("blobs-[0-9a-f]+")


def new_token() -> str:
    """Sixteen hexadecimal digits that no other build has."""
    return secrets.token_hex(8)


class CacheFolder:
    """The cache of one output: a file for each name, and one of many blobs."""

    def __init__(self, root: Path, output: Path) -> None:
        """`output` as it is resolved: each has a folder of its own, so that builds do not disturb each other."""
        self._top = root / CACHE_NAME
        self._folder = self._top / hashlib.sha256(os.fsencode(output)).hexdigest()[:16]

    @property
    def folder(self) -> Path:
        """Where it is; need not exist."""
        return self._folder

    def shown(self, name: str) -> str:
        """The name of one of its files for messages, below the root of the archive."""
        return f"{CACHE_NAME}/{self._folder.name}/{name}"

    def open(self) -> bool:
        """Make the folder; whether it is there."""
        try:
            if self.is_blocked():
                return False
            if self._folder.is_symlink() or (self._folder.exists() and not self._folder.is_dir()):
                self._folder.unlink()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._ignore()
        except OSError:
            return False
        return True

    def _ignore(self) -> None:
        """That version control passes it over, whatever became of the file that says so. Raises OSError."""
        path = self._top / _IGNORE_NAME
        with contextlib.suppress(OSError), source_files.open_regular(str(path)) as file:
            if not path.is_symlink() and file.read(len(_IGNORE) + 1) == _IGNORE.encode():
                return
        with contextlib.suppress(FileNotFoundError):
            _remove(path)
        write_atomic(path, _IGNORE.encode())

    def is_blocked(self) -> bool:
        """Whether a file or link is where `.sitegen/` should be. Raises OSError."""
        return self._top.is_symlink() or (self._top.exists() and not self._top.is_dir())

    def load(self, name: str, kind: type[Kind]) -> Kind:
        """The record that was saved under a name. Raises DamagedError, also where there is none, or no `kind`."""
        try:
            with source_files.open_regular(str(self._folder / name)) as file:
                return unpack(file.read(), kind)
        except OSError as error:
            raise DamagedError(read_failure(error), name) from None
        except DamagedError as error:
            raise DamagedError(error.reason, name) from None

    def has(self, name: str) -> bool:
        """Whether there is anything of that name."""
        return os.path.lexists(self._folder / name)

    def save(self, name: str, value: object) -> None:
        """Keep a value under a name: whole, or not at all. Raises OSError."""
        write_atomic(self._folder / name, pack(value))

    def rename(self, name: str, new: str) -> None:
        """Keep under another name what was saved under this one. Raises OSError."""
        (self._folder / name).replace(self._folder / new)

    def new_blobs(self) -> BlobFile:
        """A new file for the blobs of a build."""
        return BlobFile(self._folder / f"blobs-{new_token()}")

    def blobs(self, name: str) -> BlobFile:
        """The file of blobs of an earlier build. Raises DamagedError."""
        if not _BLOBS.fullmatch(name):
            raise DamagedError
        found = BlobFile(self._folder / name)
        try:
            source_files.open_regular(str(self._folder / name)).close()
        except OSError as error:
            raise DamagedError(read_failure(error), name) from None
        return found

    def forget(self, keep: Iterable[str] = ()) -> None:
        """Remove the files of this output but for the names in `keep`."""
        with contextlib.suppress(OSError):
            left = {*self._folder.iterdir()} - {self._folder / name for name in keep}
            for path in sorted(left, key=lambda path: path.name != SAVED_LAST):
                with contextlib.suppress(OSError):  # the others are removed all the same
                    _remove(path)

    def abandon(self) -> None:
        """Remove the whole folder, and `.sitegen/` where nothing else is in it."""
        self.forget()
        with contextlib.suppress(OSError):
            self._folder.rmdir()
            if [path.name for path in self._top.iterdir()] == [_IGNORE_NAME]:
                (self._top / _IGNORE_NAME).unlink()
                self._top.rmdir()


def cache_folders(root: Path) -> list[CacheFolder]:
    """The caches of all outputs of an archive, that of the last build first."""
    found: list[tuple[int, CacheFolder]] = []
    with contextlib.suppress(OSError):
        for folder in (root / CACHE_NAME).iterdir():
            cache = CacheFolder(root, root)
            cache._folder = folder
            with contextlib.suppress(OSError):
                found.append(((folder / SAVED_LAST).lstat().st_mtime_ns, cache))
    return [cache for _, cache in sorted(found, key=lambda one: one[0], reverse=True)]


def _remove(path: Path) -> None:
    """Raises OSError."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
