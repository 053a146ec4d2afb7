"""XMP metadata (ISO 16684-1), read with expat; XMP that declares a document type is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.parsers import expat

from sitegen.content.media.metadata_fields import MetadataField, MetadataKind, metadata_words

_DC: Final = "http://purl.org/dc/elements/1.1/"
_TIFF: Final = "http://ns.adobe.com/tiff/1.0/"
_AUX: Final = "http://ns.adobe.com/exif/1.0/aux/"
_EXIF_EX: Final = "http://cipa.jp/exif/1.0/"
_PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"
_IPTC_CORE: Final = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_IPTC_EXT: Final = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_REGIONS: Final = "http://www.metadataworkinggroup.com/schemas/regions/"
_PEOPLE: Final = "http://ns.microsoft.com/photo/1.2/t/Region#"

_FIELDS: Final = {
    **dict.fromkeys(((_PHOTOSHOP, name) for name in ("City", "State", "Country")), MetadataKind.PLACE),
    **dict.fromkeys(((_IPTC_CORE, name) for name in ("Location", "CountryCode")), MetadataKind.PLACE),
    **dict.fromkeys(
        ((_IPTC_EXT, name) for name in ("City", "Sublocation", "ProvinceState", "CountryName", "LocationName")),
        MetadataKind.PLACE,
    ),
    **dict.fromkeys(
        (
            *((_DC, "creator"), (_TIFF, "Artist"), (_AUX, "OwnerName"), (_PHOTOSHOP, "CaptionWriter")),
            *((_EXIF_EX, name) for name in ("CameraOwnerName", "Photographer", "ImageEditor")),
            *((_IPTC_CORE, name) for name in ("CreatorContactInfo", "CiEmailWork", "CiTelWork", "CiAdrExtadr")),
            *((_IPTC_EXT, name) for name in ("PersonInImage", "PersonName")),
            *((_REGIONS, "Name"), (_PEOPLE, "PersonDisplayName")),
        ),
        MetadataKind.NAME,
    ),
}
_OF_PLACES: Final = ("gpslat", "gpslon", "gpsdestlat", "gpsdestlon", "gpsposition", "gpscoordinates")
_OF_DEVICES: Final = "serialnumber"
"""In whatever namespace: makers of cameras and drones have their own."""


def read_xmp(data: bytes) -> list[MetadataField]:
    """The fields of a packet; of malformed XML those before the error, and a field of kind UNREAD."""
    reader = _XmpReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.words, _refuse
    parser.buffer_text = True
    try:
        parser.Parse(data.strip(b"\x00 \r\n\t"), True)  # noqa: FBT003 - it takes no names
    except (expat.ExpatError, ValueError, _RefusedXmpError):
        reader.found.append(MetadataField(MetadataKind.UNREAD, "XMP"))
    return reader.found


class _RefusedXmpError(Exception):
    pass


def _refuse(*_: object) -> None:
    raise _RefusedXmpError


_DEEPEST: Final = 100
"""Elements within each other; what programs write has a dozen."""
_MOST_FOUND: Final = 1000


class _XmpReader:
    """Gathers the words of the elements that tell something, and such attributes."""

    def __init__(self) -> None:
        self.found: list[MetadataField] = []
        self._open: list[tuple[str, MetadataKind | None, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            self._add(key, _what(key), value)
        self._open.append((name, _what(name), []))
        if len(self._open) > _DEEPEST or len(self.found) > _MOST_FOUND:
            raise _RefusedXmpError

    def words(self, words: str) -> None:
        for _, what, found in self._open:
            if what:
                found.append(words[:1000])

    def end(self, _: str) -> None:
        name, what, found = self._open.pop()
        self._add(name, what, " ".join(found))

    def _add(self, name: str, what: MetadataKind | None, value: str) -> None:
        words = metadata_words(value)
        if what and words:
            self.found.append(MetadataField(what, name.rpartition(" ")[2], "" if what is MetadataKind.PLACE else words))


def _what(name: str) -> MetadataKind | None:
    space, _, local = name.rpartition(" ")
    lower = local.lower()
    if lower.startswith(_OF_PLACES):
        return MetadataKind.PLACE
    if lower.endswith(_OF_DEVICES):
        return MetadataKind.DEVICE
    return _FIELDS.get((space, local))


def xmp_packets(data: bytes) -> Iterable[bytes]:
    """The packets in a file of any format, which are found by how they begin and end (ISO 16684-1, packet scanning)."""
    end = 0
    while (start := data.find(b"<x:xmpmeta", end)) >= 0:
        end = data.find(b"</x:xmpmeta>", start)
        if end < 0:
            yield data[start:]
            return
        end += len(b"</x:xmpmeta>")
        yield data[start:end]
