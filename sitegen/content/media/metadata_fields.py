"""What a picture's metadata tells."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

_LONGEST: Final = 200


class MetadataKind(StrEnum):
    """What is told."""

    PLACE = "place"
    NAME = "name"
    DEVICE = "device"
    UNREAD = "unread"
    """Metadata that could not be read, or not in full."""


class MetadataField(NamedTuple):
    """A field that tells something."""

    what: MetadataKind
    field: str
    """As the field's standard calls it; of what is unread the kind of metadata."""
    words: str = ""
    """Of names and numbers what stands there, cut; never of a place."""


def metadata_words(words: str) -> str:
    """The first words of a value, without the blanks and zeros around them."""
    return " ".join(words.strip("\x00 ").split())[:_LONGEST]
