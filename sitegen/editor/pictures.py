"""A picture that somebody brings in: known by its bytes, under a safe name, never over another file."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Final

from sitegen.content.media.active_content import active_content
from sitegen.content.media.metadata import MediaFormat, format_of
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problem
from sitegen.editor import author_files
from sitegen.editor.api_types import EditRefusedError, FieldProblem, FileChange
from sitegen.files.source_files import CONTENT, MAX_BYTES

MAX_PICTURE: Final = MAX_BYTES
"""Bytes of a picture: as of any file that is read whole."""
FOLDER: Final = f"{CONTENT}/media"

_ENDS: Final = {MediaFormat.JPEG: ".jpg", MediaFormat.PNG: ".png", MediaFormat.WEBP: ".webp"}
_LONGEST_STEM: Final = 60
_AVIF: Final = (b"avif", b"avis")
_BROWSERS: Final = "browsers show JPEG, PNG, WebP, GIF and AVIF, and SVG without scripts: save it as one of these"


class PlacedPicture(FrozenRecord):
    """Where a picture is, or is to be."""

    path: str
    """Below `content/media/`."""
    change: FileChange | None
    """None = the very same file is there already."""


def plan_picture(root: Path, name: str, data: bytes) -> PlacedPicture:
    """A picture in `content/media/`, its name made of `name` and the ending of what it is.

    Raises EditRefusedError: bad-value for what is none or is too large.
    """
    end = _ending_of(name, data)
    stem = _safe_stem(PurePosixPath(name.replace("\\", "/")).stem)
    there = {path.name.lower() for path in (root / FOLDER).glob("*")} if (root / FOLDER).is_dir() else set()
    count, path = 1, f"{stem}{end}"
    while path.lower() in there:
        if author_files.current_bytes(root, f"{FOLDER}/{path}") == data:
            return PlacedPicture(path, None)
        count += 1
        path = f"{stem}-{count}{end}"
    return PlacedPicture(path, FileChange(f"picture {path} added", f"{FOLDER}/{path}", None, data))


def _safe_stem(name: str) -> str:
    """Lower-case letters from a to z, digits and hyphens: a name that every file system and address has alike."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return urls.slug(plain)[:_LONGEST_STEM].strip("-") or "picture"


def _ending_of(name: str, data: bytes) -> str:
    if len(data) > MAX_PICTURE:
        message = f"this picture has {len(data) / 1e6:.0f} MB, and {MAX_PICTURE / 1e6:.0f} are the most"
        raise _refused(message, "make it smaller: readers load it as it is")
    file = io.BytesIO(data)
    kind = format_of(file)
    if kind in _ENDS:
        return _ENDS[kind]
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ".gif"
    if kind is MediaFormat.HEIF and data[8:12] in _AVIF:
        return ".avif"
    if name.lower().endswith(".svg") and b"<svg" in data[:4096]:
        reason = active_content("x.svg", file)
        if not reason:
            return ".svg"
        raise _refused(f'"{name}" {reason}', "save it as a plain SVG, or as PNG")
    raise _refused(f'"{name}" is no picture that browsers show' if data else f'"{name}" is empty', _BROWSERS)


def _refused(message: str, hint: str) -> EditRefusedError:
    return EditRefusedError(FieldProblem(Problem(Location(FOLDER), "bad-value", message, hint)))
