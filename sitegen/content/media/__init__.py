"""The files of `content/media/`: which of them a site refers to, their metadata, and their active content."""

from __future__ import annotations

from typing import NamedTuple


class MediaFacts(NamedTuple):
    """What was found in a file of `content/media/`; stored by the hash of its bytes, so its name does not matter."""

    runs: str
    """As `active_content.active_content` says of a file with this suffix; empty = nothing."""
    tells: tuple[tuple[str, str, str], ...]
    """As `metadata.metadata_of` gives them: kind, field and words of each."""
    stripped: str
    """SHA-256 of the file without its metadata; empty = that was not made."""
