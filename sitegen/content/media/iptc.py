"""IPTC metadata: the datasets of IPTC-NAA IIM 4.2, in a JPEG within the image resources of Photoshop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.content.media.metadata_fields import MetadataField, MetadataKind, metadata_words

_RESOURCE: Final = b"8BIM"
_IPTC_RESOURCE: Final = 0x0404
_DATASET: Final = 0x1C
_APPLICATION: Final = 2
"""The number of the application record, which holds what people enter."""
_FIELDS: Final = {
    26: (MetadataKind.PLACE, "Content Location Code"),
    27: (MetadataKind.PLACE, "Content Location Name"),
    80: (MetadataKind.NAME, "By-line"),
    90: (MetadataKind.PLACE, "City"),
    92: (MetadataKind.PLACE, "Sub-location"),
    95: (MetadataKind.PLACE, "Province-State"),
    100: (MetadataKind.PLACE, "Country Code"),
    101: (MetadataKind.PLACE, "Country Name"),
    118: (MetadataKind.NAME, "Contact"),
    122: (MetadataKind.NAME, "Writer-Editor"),
}


def iptc_resources(data: bytes) -> Iterator[bytes]:
    """The blocks of IPTC among the image resources of Photoshop, up to where these are damaged."""
    place = 0
    while data.startswith(_RESOURCE, place) and place + 7 <= len(data):
        kind, name = int.from_bytes(data[place + 4 : place + 6], "big"), data[place + 6] + 1
        place += 6 + name + name % 2
        size = int.from_bytes(data[place : place + 4], "big")
        if kind == _IPTC_RESOURCE:
            yield data[place + 4 : place + 4 + size]
        place += 4 + size + size % 2


def read_iptc(data: bytes) -> Iterator[MetadataField]:
    """The fields of the datasets, up to the first with an extended length, which holds no words."""
    place = 0
    while place + 5 <= len(data) and data[place] == _DATASET:
        record, number, size = data[place + 1], data[place + 2], int.from_bytes(data[place + 3 : place + 5], "big")
        place += 5
        if size & 0x8000:
            return
        words = metadata_words(data[place : place + size].decode(errors="replace"))
        if record == _APPLICATION and number in _FIELDS and words:
            what, field = _FIELDS[number]
            yield MetadataField(what, field, "" if what is MetadataKind.PLACE else words)
        place += size
