"""The object beside a site in storage that says which objects are sitegen's: what the marker is in a folder.

It is written before anything else is, with what is about to be written, and again when that is done. So a publish that
was killed has left word of every object that may be its own.
"""

from __future__ import annotations

from typing import Final

import msgspec

from sitegen.core.frozen_record import FrozenRecord
from sitegen.files.atomic import is_within
from sitegen.output.storage.object_bucket import ObjectBucket, StorageError
from sitegen.output.storage.site_files import SiteFile

NAME: Final = ".sitegen-site.json"
_FORMAT: Final = 1
_HEADERS: Final = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-cache"}


class PublishedFile(SiteFile):
    """A file that was published."""

    etag: str = ""
    """Of its object."""


class ObjectList(FrozenRecord):
    """The objects of a site below one prefix."""

    files: dict[str, PublishedFile] = msgspec.field(default_factory=dict)
    """Those of the last publish that came to its end."""
    writing: dict[str, SiteFile] = msgspec.field(default_factory=dict)
    """Those that one which has not come to its end was about to write; empty where there is none."""
    is_whole: bool = False
    """Whether a publish came to its end here, and none began after it."""
    format: int = _FORMAT

    def paths(self) -> frozenset[str]:
        """All that may be ours."""
        return frozenset((*self.files, *self.writing))


def read_list(bucket: ObjectBucket, prefix: str) -> tuple[ObjectList, str] | None:
    """The list of a site and its ETag; None where there is none. Raises StorageError."""
    found = bucket.read(f"{prefix}{NAME}")
    if found is None:
        return None
    data, etag = found
    try:
        objects = msgspec.json.decode(data, type=ObjectList)
        is_known = objects.format == _FORMAT and all(map(is_within, objects.paths()))
    except (msgspec.DecodeError, UnicodeDecodeError):
        is_known = False
    if not is_known:
        message = f'"{prefix}{NAME}" there is damaged, or from another version of sitegen'
        hint = "look whether anything below that address is needed, remove it, and build again"
        raise StorageError(message, hint, "output-refused")
    return objects, etag


def write_list(bucket: ObjectBucket, prefix: str, objects: ObjectList, expected: str) -> str:
    """Write the list in place of that with the ETag `expected`; gives the new one. Raises StorageError."""
    return bucket.write(f"{prefix}{NAME}", msgspec.json.encode(objects), _HEADERS, expected)
