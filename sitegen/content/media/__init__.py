"""The files of `content/media/`: which a site names, what they tell besides what they show, and what they run."""

from __future__ import annotations

from typing import NamedTuple


class MediaFacts(NamedTuple):
    """What was found in a file of `content/media/`, whatever it is called: known by the hash of its bytes."""

    runs: str
    """By `media.running.runs`, of a file whose name ends so; empty = nothing."""
    tells: tuple[tuple[str, str, str], ...]
    """By `media.telling.tells`: what, field and words of each."""
    stripped: str
    """The SHA-256 of the same without what it tells; empty = that was not made."""
