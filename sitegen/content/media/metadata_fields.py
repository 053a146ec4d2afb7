"""Fields of a picture's metadata."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

_LONGEST: Final = 200


class MetadataKind(StrEnum):
    """What a field gives away."""

    PLACE = "place"
    NAME = "name"
    DEVICE = "device"
    UNREAD = "unread"
    """Metadata that could not be read, or not in full."""


class MetadataField(NamedTuple):
    """A field of metadata that gives something away."""

    what: MetadataKind
    field: str
    """As the field's standard calls it; of what is unread the kind of metadata."""
    words: str = ""
    """The value of a name or number, cut; empty for a place."""


def metadata_words(words: str) -> str:
    """A value in one line, without zero bytes around it, cut after 200 characters."""
    return " ".join(words.strip("\x00 ").split())[:_LONGEST]
