"""A site below one prefix of a bucket: what differs is uploaded, what is gone removed, and nothing else touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from msgspec.structs import replace

from sitegen.output.storage import object_list
from sitegen.output.storage.object_bucket import SCHEME, ObjectBucket, StorageError, StoredObject
from sitegen.output.storage.object_list import ObjectList, PublishedFile
from sitegen.output.storage.site_files import CONTENT_HASH, SiteFile, in_order

_AT_ONCE: Final = 16
"""Requests at one time: they wait more than they work."""
_REMOVED_AT_ONCE: Final = 500
_MOST_COPIED: Final = 4 << 30
"""Bytes that storage copies in one request."""

Given = TypeVar("Given")
Result = TypeVar("Result")
Report = Callable[[int, int], None]
"""Is told how many objects of how many are written."""


class UploadedFiles(NamedTuple):
    """What a publish did."""

    uploaded: int
    copied: int
    removed: int


class CopySource(NamedTuple):
    """A whole site below another prefix of the bucket, whose objects may be copied."""

    prefix: str
    files: Mapping[str, PublishedFile]


class PrefixUpload:
    """One publish below one prefix."""

    def __init__(self, bucket: ObjectBucket, prefix: str, folder: Path, source: CopySource | None = None) -> None:
        """`folder`: of the files; `source`: where there are copies of some. Raises StorageError."""
        self._bucket, self._prefix, self._folder, self._source = bucket, prefix, folder, source
        self._last, self._etag = object_list.read_list(bucket, prefix) or (ObjectList(), "")

    @property
    def last(self) -> ObjectList:
        """What was published here, or begun."""
        return self._last

    @property
    def is_known(self) -> bool:
        """Whether sitegen published here, or began to."""
        return self._etag != ""

    def carry_out(self, files: Mapping[str, SiteFile], report: Report) -> UploadedFiles:
        """Make the prefix hold these files and none of other publishes. Raises StorageError, OSError."""
        there = self._listed()
        begun = self._begun(there)
        self._refuse_foreign(files, there, begun)
        same = {path for path, file in files.items() if self._is_there(path, file, there, begun)}
        wanted = [path for path in files if path not in same]
        gone = [path for path in self._ours(there, begun) if path not in files]
        if not wanted and not gone and self._last.is_whole and files.keys() == self._last.files.keys():
            return UploadedFiles(0, 0, 0)
        writing = {**self._last.writing, **{path: files[path] for path in wanted}}
        self._write_list(replace(self._last, writing=writing, is_whole=False))
        written = self._write_all(wanted, files, there, report)
        self._remove_all(gone)
        etags = {path: there[path].etag for path in same} | written
        if not all(etags.values()):
            etags |= {path: one.etag for path, one in self._listed().items() if path in files}
        done = {path: PublishedFile(*_fields(file), etags.get(path, "")) for path, file in files.items()}
        self._write_list(ObjectList(done, is_whole=True))
        copied = sum(not etag for etag in written.values())
        return UploadedFiles(len(wanted) - copied, copied, len(gone))

    def clear(self) -> int:
        """Remove all of it that is ours, and give the number of files; a publish that is at work here fails then.

        Raises StorageError.
        """
        self._write_list(replace(self._last, is_whole=False))
        there = self._listed()
        ours = self._ours(there, self._begun(there))
        self._remove_all(ours)
        self._bucket.remove([f"{self._prefix}{object_list.NAME}"])
        return len(ours)

    def _listed(self) -> dict[str, StoredObject]:
        """The objects there, by their paths below the prefix."""
        return {key.removeprefix(self._prefix): one for key, one in self._bucket.listed(self._prefix).items()}

    def _begun(self, there: Mapping[str, StoredObject]) -> dict[str, dict[str, str]]:
        """The headers of what a publish that did not come to its end may have written."""
        paths = [path for path in self._last.writing if path in there]
        return dict(zip(paths, _at_once(lambda path: self._bucket.headers(self._prefix + path), paths), strict=True))

    def _ours(self, there: Iterable[str], begun: Mapping[str, Mapping[str, str]]) -> list[str]:
        return sorted(path for path in there if path in self._last.files or _is_ours(begun.get(path)))

    def _refuse_foreign(
        self,
        files: Mapping[str, SiteFile],
        there: Mapping[str, StoredObject],
        begun: Mapping[str, Mapping[str, str]],
    ) -> None:
        ours = {*self._ours(there, begun)}
        for path in files:
            if path in there and path not in ours:
                shown = f"{SCHEME}{self._bucket.name}/{self._prefix}{path}"
                message = (
                    f'"{shown}" is an object that sitegen did not make, and stands where one of the site has to be'
                )
                raise StorageError(message, "move it away, or publish to another address", "output-refused")

    def _is_there(
        self,
        path: str,
        file: SiteFile,
        there: Mapping[str, StoredObject],
        begun: Mapping[str, Mapping[str, str]],
    ) -> bool:
        """Whether the object of a file is as it has to be."""
        if path not in there:
            return False
        if path in begun:
            return all(begun[path].get(name) == value for name, value in file.headers().items())
        last = self._last.files.get(path)
        return last is not None and _fields(last) == _fields(file) and last.etag == there[path].etag

    def _write_all(
        self,
        wanted: Iterable[str],
        files: Mapping[str, SiteFile],
        there: Mapping[str, StoredObject],
        report: Report,
    ) -> dict[str, str]:
        """The ETags of what was uploaded; empty where it was copied."""

        def write(path: str) -> str:
            if path not in there and self._copy(path, files[path]):
                return ""
            expected = there[path].etag if path in there else ""
            return self._bucket.write(self._prefix + path, self._folder / path, files[path].headers(), expected)

        written: dict[str, str] = {}
        groups = in_order(wanted)
        total = sum(map(len, groups))
        for group in groups:
            for path, etag in zip(group, _at_once(write, group), strict=True):
                written[path] = etag
                report(len(written), total)
        return written

    def _copy(self, path: str, file: SiteFile) -> bool:
        """Whether there is a copy of a file in the bucket; then it is brought to its place."""
        if self._source is None:
            return False
        known = self._source.files.get(path)
        if known is None or _fields(known) != _fields(file) or (self._folder / path).stat().st_size > _MOST_COPIED:
            return False
        self._bucket.copy(self._source.prefix + path, self._prefix + path)
        return True

    def _remove_all(self, paths: list[str]) -> None:
        for at in range(0, len(paths), _REMOVED_AT_ONCE):
            self._bucket.remove(self._prefix + path for path in paths[at : at + _REMOVED_AT_ONCE])

    def _write_list(self, objects: ObjectList) -> None:
        self._etag = object_list.write_list(self._bucket, self._prefix, objects, self._etag)


def _at_once(function: Callable[[Given], Result], given: Iterable[Given]) -> list[Result]:
    """Call a function for each, several at one time. After the first exception, which is raised, no more are begun."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        waiting = [threads.submit(function, one) for one in given]
        try:
            return [one.result() for one in waiting]
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _is_ours(headers: Mapping[str, str] | None) -> bool:
    return headers is not None and CONTENT_HASH in headers


def _fields(file: SiteFile) -> tuple[str, str, str]:
    return file.sha256, file.content_type, file.cache_control
