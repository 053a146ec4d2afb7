"""A site into object storage, of the folder that it was built in.

Below one prefix readers see each object as soon as it is there: so assets come first, then pages, then what leads to
them, and removals last. With `versioned` every site has a prefix of its own below `site-versions/`, named by its
content, and one small object, `site-current`, says last which of them is shown: a host that reads it shows the one or
the other whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sitegen.core.problems import Location, Problems
from sitegen.files import lock
from sitegen.output.publish import marker
from sitegen.output.publish.io_errors import OutputConflictError
from sitegen.output.storage import object_list
from sitegen.output.storage.object_bucket import SCHEME, ObjectBucket, StorageError, StoragePlace, parse_address
from sitegen.output.storage.prefix_upload import CopySource, PrefixUpload, Report, UploadedFiles
from sitegen.output.storage.site_files import SiteFile, local_files, version_of

__all__ = ["SCHEME", "SitePublisher", "StorageError", "StoragePlace", "UploadedFiles", "parse_address"]

CURRENT: Final = "site-current"
VERSIONS: Final = "site-versions/"
_VERSION: Final = re.compile(r"[0-9a-f]{16}")
_CURRENT_HEADERS: Final = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-cache"}


class SitePublisher:
    """Brings the site of a folder to a place in object storage."""

    def __init__(self, place: StoragePlace, *, versioned: bool, replace: bool) -> None:
        """`replace`: whether the site of another archive may go. Raises MissingExtraError."""
        self._place, self._is_versioned, self._replace = place, versioned, replace
        self._bucket = ObjectBucket(place.bucket)

    def publish(self, folder: Path, problems: Problems, report: Report) -> UploadedFiles | None:
        """Publish the files that a build made in a folder; None, with a problem reported, where that failed.

        Nothing that sitegen did not write is written over or removed. What a publish that was killed has left is
        completed. Reports: output-refused, storage-failed.
        """
        with lock.locked(folder.resolve(), lock.PATIENCE) as is_ours:
            try:
                if not is_ours:
                    message = "another sitegen is at work in the folder that is published, and has not finished"
                    raise StorageError(message, "wait for it, or end it, and build again", "output-refused")
                files = _sound_files(folder)
                return (
                    self._publish_version(folder, files, report)
                    if self._is_versioned
                    else self._publish_here(folder, files, report)
                )
            except (StorageError, OutputConflictError) as error:
                code = error.code if isinstance(error, StorageError) else "output-refused"
                problems.add(Location(str(self._place)), code, error.message, error.hint)
            except OSError as error:
                message = f"a file of the site cannot be read: {error}"
                problems.add(Location(str(self._place)), "storage-failed", message, "mend that and build again")
        return None

    def _publish_here(self, folder: Path, files: Mapping[str, SiteFile], report: Report) -> UploadedFiles:
        if self._bucket.read(self._place.prefix + CURRENT) is not None:
            raise self._layout_error("versions in it", "give --versioned")
        upload = PrefixUpload(self._bucket, self._place.prefix, folder)
        self._refuse_another(upload, files)
        return upload.carry_out(files, report)

    def _publish_version(self, folder: Path, files: Mapping[str, SiteFile], report: Report) -> UploadedFiles:
        if object_list.read_list(self._bucket, self._place.prefix) is not None:
            raise self._layout_error("a site without versions", "leave out --versioned")
        current, etag = self._current()
        source = None
        if current:
            last = PrefixUpload(self._bucket, self._prefix_of(current), folder)
            self._refuse_another(last, files)
            source = CopySource(self._prefix_of(current), last.last.files)
        others = self._bucket.folders(self._place.prefix + VERSIONS)  # before it is switched: of later ones none is old
        version = version_of(files)
        done = PrefixUpload(self._bucket, self._prefix_of(version), folder, source).carry_out(files, report)
        if version != current:
            self._bucket.write(self._place.prefix + CURRENT, version.encode(), _CURRENT_HEADERS, etag)
        removed = sum(self._clear(one, folder) for one in others if one not in (version, current or version))
        return done._replace(removed=done.removed + removed)

    def _current(self) -> tuple[str, str]:
        """The version that is shown and the ETag of the object that says so; empty where there is none."""
        found = self._bucket.read(self._place.prefix + CURRENT)
        if found is None:
            return "", ""
        version = found[0].decode(errors="replace")
        if not _VERSION.fullmatch(version) or object_list.read_list(self._bucket, self._prefix_of(version)) is None:
            message = f'"{self._place}/{CURRENT}" is an object that sitegen did not make, or its version is gone'
            raise StorageError(message, "move it away, or publish to another address", "output-refused")
        return version, found[1]

    def _clear(self, version: str, folder: Path) -> int:
        """Remove a version that was shown before the last one, or was never completed; the number of its files."""
        if not _VERSION.fullmatch(version):
            return 0
        old = PrefixUpload(self._bucket, self._prefix_of(version), folder)
        return old.clear() if old.is_known else 0

    def _prefix_of(self, version: str) -> str:
        return f"{self._place.prefix}{VERSIONS}{version}/"

    def _refuse_another(self, upload: PrefixUpload, files: Mapping[str, SiteFile]) -> None:
        """The rule of folders (docs/decisions/0010), where nothing but the list of the site is known of it."""
        pages = 0 if self._replace else marker.foreign_pages(upload.last.paths(), files.keys())
        if pages:
            message = f'"{self._place}" holds the site of another archive, as it seems: of its {pages} pages of records'
            hint = "choose another address with --output, or give --replace if that site may go"
            raise StorageError(f"{message} none is one of this archive's", hint, "output-refused")

    def _layout_error(self, found: str, remedy: str) -> StorageError:
        hint = f"{remedy}, or publish to another address: the host is told where to look"
        return StorageError(f'"{self._place}" holds {found}', hint, "output-refused")


def _sound_files(folder: Path) -> dict[str, SiteFile]:
    """The files of the site. Raises StorageError for a name that no object can have, OSError, OutputConflictError."""
    files = local_files(folder)
    for path in files:
        if not path.isprintable() or any(part in ("", ".", "..") for part in path.split("/")):
            message = f'no object can be called as the file "{path}" of the site is'
            raise StorageError(message, "give that file another name", "output-refused")
    return files
