"""The type that a file of a site is served as, by its name: the same in the preview and where it is published."""

from __future__ import annotations

import mimetypes
from typing import Final

_TEXTS: Final = frozenset({"application/json", "application/jsonl"})

# The machine's own table of types is not asked: the same site is to get the same types everywhere, and on Windows
# programs write into it.
_TYPES: Final = mimetypes.MimeTypes(filenames=())
for _type, _ending in (
    ("text/javascript", ".js"),
    ("text/javascript", ".mjs"),
    ("application/jsonl", ".jsonl"),
    ("application/wasm", ".wasm"),
    ("application/xml", ".xml"),
    ("font/woff2", ".woff2"),
    ("image/webp", ".webp"),
    ("image/avif", ".avif"),
    ("text/markdown", ".md"),
    ("text/csv", ".csv"),
    ("application/xhtml+xml", ".xhtml"),
):
    _TYPES.add_type(_type, _ending)


def content_type(path: str) -> str:
    """The value of `Content-Type` for a file, with its charset where it is text; unknown files are bytes."""
    if path.rpartition("/")[2] == "feed.xml":
        return "application/atom+xml"
    kind, encoding = _TYPES.guess_type(path)
    if kind is None or encoding:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _TEXTS else kind
