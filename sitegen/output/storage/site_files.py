"""The files of a site that is published to object storage: what they hold, how they are served, and in which order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import Final

from sitegen.core.content_types import content_type
from sitegen.core.frozen_record import FrozenRecord
from sitegen.output.publish import marker

CONTENT_HASH: Final = "sitegen-sha256"
"""What is said of each object besides its headers: the hash of its content; by that we know it for ours."""

_FRESH: Final = "no-cache"
_LASTING: Final = "public, max-age=31536000"
_HASHED: Final = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta")
"""Endings of pieces of the search index, whose names have a hash of what is in them."""
_FONTS: Final = "static/fonts/"


class UploadOrder(IntEnum):
    """What is uploaded before what, where readers see each file as soon as it is there."""

    ASSETS = 0
    PAGES = 1
    INDEXES = 2


class SiteFile(FrozenRecord):
    """A file of the site."""

    sha256: str
    content_type: str
    cache_control: str

    def headers(self) -> dict[str, str]:
        """Those that its object is written with."""
        return {"Content-Type": self.content_type, "Cache-Control": self.cache_control, CONTENT_HASH: self.sha256}


def local_files(folder: Path) -> dict[str, SiteFile]:
    """The files that a build made in a folder, by their paths below it, without the list of them.

    Others that lie there are no part of the site. Raises OSError, OutputConflictError.
    """
    return {path: _site_file(folder, path) for path in sorted(marker.listed_files(folder))}


def version_of(files: Mapping[str, SiteFile]) -> str:
    """The name of a site by its content: the same files and headers, the same 16 hexadecimal digits."""
    whole = hashlib.sha256()
    for path, file in sorted(files.items()):
        fields = (path, file.sha256, file.content_type, file.cache_control)
        whole.update("\0".join(fields).encode("utf-8", "surrogateescape") + b"\n")
    return whole.hexdigest()[:16]


def in_order(paths: Iterable[str]) -> list[list[str]]:
    """Paths in groups, each to be uploaded after the one before it: assets, pages, indexes; the first page last."""
    groups: dict[int, list[str]] = {order: [] for order in (*UploadOrder, len(UploadOrder))}
    for path in sorted(paths):
        groups[len(UploadOrder) if path == "index.html" else upload_order(path)].append(path)
    return [group for _, group in sorted(groups.items()) if group]


def upload_order(path: str) -> UploadOrder:
    """Indexes are all that leads to pages: lists, feeds, data, and the files that name the pieces of the search."""
    if path.startswith(("static/", "media/")) or path.endswith(_HASHED):
        return UploadOrder.ASSETS
    return UploadOrder.PAGES if marker.is_of_record(path) else UploadOrder.INDEXES


def _site_file(folder: Path, path: str) -> SiteFile:
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    is_lasting = path.endswith(_HASHED) or path.startswith(_FONTS)
    return SiteFile(digest, content_type(path), _LASTING if is_lasting else _FRESH)
