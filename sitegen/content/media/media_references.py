"""Which files of `content/media/` published text refers to: in any attribute, style, script, feed or record.

A name counts where it stands after `media/` and what is before that leads to this site: nothing, steps up, or the
address of the site. So a picture of another server that happens to be called alike does not count, nor do words that
readers see or hear: only what a browser or another program would load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import unquote, urlsplit

FOLDER: Final = "media/"
"""Where they are, below the root of the site."""

_TEXT: Final = re.compile(r">[^<]+<")
_PROGRAM: Final = re.compile(r"<(?:script|style)\b([^>]*)>(.*?)</", re.DOTALL | re.IGNORECASE)
_DATA: Final = re.compile(r"\bjson\b", re.IGNORECASE)
"""In the tag of a script: it holds data and runs nothing."""
_SAID: Final = re.compile(
    r"""[\s"'](?:alt|title|aria-\w+)\s*=\s*(?:"[^"]*"|'[^']*')"""
    r"""|[\s"']content\s*=\s*(?:"[^"\s]*\s[^"]*"|'[^'\s]*\s[^']*')"""
)
"""Attributes with words."""
_AFTER_WORDS: Final = re.compile(r"[^\s\"'(=>;,:\[{`]\s+\Z|[^\s\"'(=>;,:\[{`\\|}]\Z")
"""Before a way: it stands in a sentence, and not in a list of sources, a style or a program."""
_ENDS: Final = re.compile(r"[\"'\\&<?#]|\Z")
"""After a name in data: nothing more belongs to it."""
_BEFORE: Final = re.compile(r"[^\s\"'()<>=,;|\\`{}]*\Z")
_UP: Final = re.compile(r"(?:\.{1,2}/)*")
_END: Final = re.compile(r"[\"<>`\n\r]")
_GOES_ON: Final = re.compile(r"[\w/%+@~-]|\.\w")
"""After a name: it is part of a longer one."""
_LONGEST_WAY: Final = 300
"""Characters before `media/` that are looked at."""


class MediaReferences:
    """Finds references to some files of `content/media/`."""

    def __init__(self, files: Iterable[str], base_url: str = "") -> None:
        """`files` are paths below `content/media/`; `base_url` is where the site will stand."""
        self._files, self._base_url = frozenset(files), base_url
        self._lengths = sorted({len(path) for path in self._files}, reverse=True)
        self._longest = 12 * max(self._lengths, default=0) + 2
        """As it is written: each character may be up to twelve. What follows shows that the name ends there."""
        parts = urlsplit(base_url)
        self._starts = frozenset({"/", parts.path or "/", base_url, f"//{parts.netloc}{parts.path}"} - {""})
        self._at_start = lru_cache(maxsize=4096)(self._found)

    def __reduce__(self) -> tuple[type[MediaReferences], tuple[frozenset[str], str]]:
        return MediaReferences, (self._files, self._base_url)

    def in_page(self, html: str) -> frozenset[str]:
        """The files to which tags, styles and scripts of a page refer; its words do not count."""
        if not self._files or FOLDER not in html:
            return frozenset()
        found = self._in(_SAID.sub(" ", _TEXT.sub("><", html)), is_ours=self._is_ours)
        for kind, program in _PROGRAM.findall(html):
            found |= self._in(program, is_ours=self._is_ours, is_data=bool(_DATA.search(kind)))
        return frozenset(found)

    def in_data(self, data: bytes) -> frozenset[str]:
        """The files to which a data file or feed refers."""
        if not self._files or FOLDER.encode() not in data:
            return frozenset()
        return frozenset(self._in(data.decode(errors="replace"), is_ours=self._is_ours, is_data=True))

    def in_static_file(self, data: bytes) -> frozenset[str]:
        """The files to which a static file of the theme refers, whatever stands before `media/`."""
        if not self._files or FOLDER.encode() not in data:
            return frozenset()
        return frozenset(self._in(data.decode(errors="replace"), is_ours=lambda _: True))

    def _in(self, text: str, is_ours: Callable[[str], bool], *, is_data: bool = False) -> set[str]:
        found: set[str] = set()
        for start in _places(text):
            way = _BEFORE.search(text, max(0, start - _LONGEST_WAY), start)
            begin = way.start() if way else start
            before = text[max(0, begin - 20) : begin]
            if not is_ours(text[begin:start]) or _AFTER_WORDS.search(before) or (is_data and before[-1:].isspace()):
                continue
            rest = text[start + len(FOLDER) : start + len(FOLDER) + self._longest]
            end = _END.search(rest)
            name = self._at_start(rest[: end.start()] if end else rest, is_data)
            if name:
                found.add(name)
        return found

    def _is_ours(self, way: str) -> bool:
        return bool(_UP.fullmatch(way)) or unescape(way) in self._starts

    def _found(self, written: str, is_data: bool) -> str:  # noqa: FBT001 - it is called in one place
        """The longest name with which this begins; empty if it is none."""
        for text in dict.fromkeys((unquote(unescape(written)), written)):
            for length in self._lengths:
                is_name = text[:length] in self._files and len(text) >= length and not _GOES_ON.match(text, length)
                if is_name and (not is_data or _ENDS.match(text, length)):
                    return text[:length]
        return ""


def _places(text: str) -> Iterator[int]:
    """Offsets of `media/` in a text, where it is a whole name."""
    start = text.find(FOLDER)
    while start >= 0:
        if not start or not (text[start - 1].isalnum() or text[start - 1] in "_-.~%"):
            yield start
        start = text.find(FOLDER, start + 1)
