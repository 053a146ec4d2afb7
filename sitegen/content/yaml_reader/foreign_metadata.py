"""What the head of a text says about its visibility, whether or not it is front matter that is read here.

Other tools read more kinds of metadata than are read here: TOML between `+++`, JSON, YAML behind an empty line or a
comment. Who wrote `draft = true` there did not mean the text to be public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sitegen.content.yaml_reader.front_matter import may_have_front_matter, split_front_matter

LINES: Final = 100
"""Lines of a text in which such metadata is looked for."""
_KEYS: Final = "draft|date|expirydate|pubdate|publish|published|publishdate|status|unpublishdate"
_BLANK: Final = " \t\n\r\v\f\xa0\u200b\u2060\ufeff"
_FENCE: Final = re.compile(r"-{3}|\+{3}|;{3}|\{|<!--|`{3}|~{3}|%YAML|#\+")
_KEY: Final = re.compile(r"[\"']?[A-Za-z][\w-]*[\"']?[ \t]*[:=]")
_PAIR: Final = re.compile(
    r"(?:^|[{,?]|<!--|-{3}|\+{3})[ \t\ufeff]{0,40}(?:- |#\+)?[\"']?\b"
    rf"({_KEYS})"
    r"[\"']?\s{0,9}[:=][ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^,}\n#]*)",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)
_TOP_PAIR: Final = re.compile(
    rf"^[\"']?({_KEYS})[\"']?[ \t]*:[ \t]+(\"[^\"\n]*\"|'[^'\n]*'|[^\n#]*)", re.MULTILINE | re.IGNORECASE | re.ASCII
)


class MetadataEntry(NamedTuple):
    """A key of metadata with its value."""

    key: str
    """In small letters."""
    value: str
    """As it stands, without quotation marks."""
    line: int
    """From 1."""
    column: int
    """In code points, from 1."""


class VisibilityMetadata(NamedTuple):
    """What the head of a text says about its visibility."""

    entries: tuple[MetadataEntry, ...]
    """In the order of the text; a key that is there twice is here twice."""
    is_read: bool
    """Whether it is front matter that is read here: then of a key that is there twice only one is read."""
    is_fenced: bool
    """Whether it begins with characters by which some tool knows front matter; without them it may be prose."""


def visibility_metadata(text: str, *, has_front_matter: bool) -> VisibilityMetadata:
    """The keys at the head of a text that are about its visibility or its date; none if it has no metadata.

    `has_front_matter`: front matter is read in a file of this kind. Time grows with the length of the head alone.
    """
    # Behind a second byte order mark nothing is read.
    matter = split_front_matter(text)[0] if has_front_matter and may_have_front_matter(text) else None
    if matter is not None:
        # Of TOML and JSON no key that is there twice is read at all.
        entries = _entries(_TOP_PAIR, matter, 2) if text.startswith("---") else ()
        return VisibilityMetadata(tuple(entries), is_read=True, is_fenced=True)
    start = len(text) - len(text.lstrip(_BLANK))
    is_fenced = _FENCE.match(text, start) is not None
    if not is_fenced and not _KEY.match(text, start):
        return VisibilityMetadata((), is_read=False, is_fenced=False)
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    first = text[:start].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    lines = _lines(text, start)
    if is_fenced:
        return VisibilityMetadata(tuple(_entries(_PAIR, "\n".join(lines), first)), is_read=False, is_fenced=True)
    block = "\n".join(_until_blank(lines))
    return VisibilityMetadata(tuple(_lone_entries(block, first)), is_read=False, is_fenced=False)


def _lines(text: str, start: int) -> list[str]:
    """The first lines from `start` on; a line that is very long is cut."""
    some = text[start : start + LINES * 200].replace("\r\n", "\n").replace("\r", "\n")
    return some.split("\n")[:LINES]


def _until_blank(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        yield line


def _entries(pattern: re.Pattern[str], text: str, first_line: int) -> Iterator[MetadataEntry]:
    for match in pattern.finditer(text):
        yield _entry(match, text, first_line)


def _lone_entries(text: str, first_line: int) -> Iterator[MetadataEntry]:
    """Those that are a line of their own: prose may have a colon anywhere."""
    for match in _PAIR.finditer(text):
        begins = text.rfind("\n", 0, match.start(1)) + 1
        if not text[begins : match.start(1)].strip(" \t\ufeff\"'") and text[match.end() : match.end() + 1] in (
            "",
            "\n",
        ):
            yield _entry(match, text, first_line)


def _entry(match: re.Match[str], text: str, first_line: int) -> MetadataEntry:
    place = match.start(1)
    value = match[2].strip().removesuffix("-->").strip().strip("\"'").strip()
    line = first_line + text.count("\n", 0, place)
    return MetadataEntry(match[1].lower(), value, line, place - text.rfind("\n", 0, place))
