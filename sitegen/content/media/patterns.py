"""Which files of `content/media/` are published though no page names them: patterns as in `site.yaml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

EVERYTHING: Final = "**"
"""The pattern of all files."""


def matching(patterns: Iterable[str], paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """The files that each pattern means.

    `*` and `?` stand for letters of one name, `[…]` for one of some, `**` for folders of any depth, none included. A
    pattern that ends in a slash means all that is below the folder.
    """
    listed = [(path, tuple(_composed(path).split("/"))) for path in paths]
    return {pattern: frozenset(path for path, names in listed if _fits(names, _parts(pattern))) for pattern in patterns}


def _composed(text: str) -> str:
    """With accents joined to their letters: some systems take them apart in the names of files."""
    return unicodedata.normalize("NFC", text)


def _parts(pattern: str) -> tuple[str, ...]:
    whole = f"{pattern}{EVERYTHING}" if pattern.endswith("/") else pattern
    return tuple(_composed(whole).split("/"))


def _fits(names: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether a path fits: all places in the pattern where one may be are followed at once, which takes no longer."""
    places = _skipped({0}, parts)
    for name in names:
        after = {place for place in places if place < len(parts) and parts[place] == EVERYTHING}
        after |= {
            place + 1
            for place in places
            if place < len(parts) and parts[place] != EVERYTHING and fnmatchcase(name, parts[place])
        }
        places = _skipped(after, parts)
    # `press/**` means what is in the folder, so a last `**` has to have met a name: it stays in its place.
    return len(parts) in places


def _skipped(places: set[int], parts: tuple[str, ...]) -> set[int]:
    """With the places after each `**`, which may stand for nothing."""
    found = set(places)
    for place, part in enumerate(parts):
        if place in found and part == EVERYTHING:
            found.add(place + 1)
    return found
