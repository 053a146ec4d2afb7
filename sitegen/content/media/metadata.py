"""The metadata of a picture that gives people away: places, names, and numbers of cameras, in EXIF, XMP and IPTC."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO, Final

from sitegen.content.media import exif, iptc, xmp
from sitegen.content.media.metadata_fields import MetadataField, MetadataKind, metadata_words
from sitegen.content.media.segments import (
    PNG_SIGN,
    DamagedPictureError,
    Segment,
    SegmentKind,
    SegmentReader,
    jpeg,
    png,
    size_of,
    webp,
)

_MOST: Final = 4_000_000
"""Bytes of one block of metadata that are read: a hundred times what is usual."""
_MOST_LOOKS: Final = 500
"""Blocks of metadata of one file that are read."""
_MOST_SCANNED: Final = 64_000_000
"""Bytes of a file that is scanned as a whole."""
_MOST_HEADS: Final = 20
"""Places in it that may be the head of an EXIF."""
_EXIF_HEAD: Final = re.compile(
    rb"II\x2a\x00\x08\x00\x00\x00|MM\x00\x2a\x00\x00\x00\x08|(?<=Exif\x00\x00)(?=II\x2a\x00|MM\x00\x2a)"
)
_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"))


class MediaFormat(Enum):
    """The format of a file, by how it begins."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    TIFF = "TIFF"
    HEIF = "HEIF"
    """HEIC and AVIF."""
    OTHER = ""


_PARTS: Final[dict[MediaFormat, SegmentReader]] = {MediaFormat.JPEG: jpeg, MediaFormat.PNG: png, MediaFormat.WEBP: webp}


def format_of(file: BinaryIO) -> MediaFormat:
    """The format of a picture, by how its file begins: what it is called does not matter."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"\xff\xd8\xff"):
        return MediaFormat.JPEG
    if head.startswith(PNG_SIGN):
        return MediaFormat.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return MediaFormat.WEBP
    if head[:4] in (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b"):
        return MediaFormat.TIFF
    return MediaFormat.HEIF if head[4:8] == b"ftyp" and head[8:12] in _BRANDS else MediaFormat.OTHER


def has_segments(kind: MediaFormat) -> bool:
    """Whether files of a format are made of segments that can be left out."""
    return kind in _PARTS


def segments_of(kind: MediaFormat, file: BinaryIO, *, whole: bool) -> Iterator[Segment]:
    """The segments of a file. Raises DamagedPictureError, and KeyError for a format without any."""
    return _PARTS[kind](file, whole)


def metadata_of(file: BinaryIO) -> tuple[MetadataField, ...]:
    """The metadata of a picture, sorted; none for other files. Of a damaged file that before the damage."""
    kind, found = format_of(file), list[MetadataField]()
    if kind in _PARTS:
        found = _in_parts(kind, file)
    elif kind is MediaFormat.TIFF:
        found = _with_inner(exif.read_exif(file))
    elif kind is MediaFormat.HEIF:
        found = _scanned(file)
    return tuple(sorted(set(found)))


def _in_parts(kind: MediaFormat, file: BinaryIO) -> list[MetadataField]:
    found, more_xmp, photoshop = list[MetadataField](), list[bytes](), list[bytes]()
    left = _MOST_LOOKS
    try:
        for part in segments_of(kind, file, whole=False):
            if part.holds in (SegmentKind.PICTURE, SegmentKind.OTHER, SegmentKind.UNKNOWN):
                continue
            left -= 1
            if left < 0 or part.end - part.body > _MOST:
                found.append(MetadataField(MetadataKind.UNREAD, part.holds.value))
                continue
            file.seek(part.body)
            data = file.read(part.end - part.body)
            if part.holds is SegmentKind.EXIF:
                found += _with_inner(exif.read_exif(io.BytesIO(data.removeprefix(b"Exif\x00\x00"))))
            elif part.holds is SegmentKind.XMP:
                found += xmp.read_xmp(data)
            elif part.holds is SegmentKind.TEXT:
                found += _in_text(part.name, data[:-4])
            else:
                (more_xmp if part.holds is SegmentKind.MORE_XMP else photoshop).append(data)
    except DamagedPictureError:
        pass
    if more_xmp:
        found += xmp.read_xmp(b"".join(more_xmp))
    for one in iptc.iptc_resources(b"".join(photoshop)):
        found += iptc.read_iptc(one)
    return found


def _with_inner(found: exif.ExifMetadata) -> list[MetadataField]:
    """The fields of EXIF and of the XMP and IPTC in it."""
    for data in found.xmp:
        found += xmp.read_xmp(data)
    for data in (*found.iptc, *(one for some in found.photoshop for one in iptc.iptc_resources(some))):
        found += iptc.read_iptc(data)
    return found


def _scanned(file: BinaryIO) -> list[MetadataField]:
    """The metadata of a file that is scanned for the signs with which EXIF and XMP begin."""
    if size_of(file) > _MOST_SCANNED:
        return [MetadataField(MetadataKind.UNREAD, "metadata")]
    file.seek(0)
    data, found = file.read(_MOST_SCANNED), list[MetadataField]()
    for number, place in enumerate(_EXIF_HEAD.finditer(data)):
        if number == _MOST_HEADS:
            found.append(MetadataField(MetadataKind.UNREAD, "EXIF"))
            break
        found += _with_inner(exif.read_exif(io.BytesIO(data[place.start() : place.start() + _MOST])))
    for packet in xmp.xmp_packets(data):
        found += xmp.read_xmp(packet)
    return found


# --- text in PNG

_AUTHORS: Final = frozenset({"author", "artist", "creator"})
_XMP_KEY: Final = "xml:com.adobe.xmp"
_RAW: Final = re.compile(r"raw profile type (exif|app1|iptc|xmp)\Z")
"""How ImageMagick keeps what was in a JPEG: as hexadecimal digits, after the name and the length."""


def _in_text(chunk: bytes, data: bytes) -> list[MetadataField]:
    key, text = _key_and_text(chunk, data)
    if text is None:
        return [MetadataField(MetadataKind.UNREAD, "text")]
    if key == _XMP_KEY:
        return xmp.read_xmp(text)
    if key in _AUTHORS:
        words = metadata_words(text.decode(errors="replace"))
        return [MetadataField(MetadataKind.NAME, key.capitalize(), words)] if words else []
    raw = _RAW.match(key)
    return _in_raw(raw[1], text) if raw else []


def _key_and_text(chunk: bytes, data: bytes) -> tuple[str, bytes | None]:
    """The keyword in lower case and the text, decompressed; None where that fails or is longer than `_MOST`."""
    key, _, rest = data.partition(b"\x00")
    name = key.decode("latin-1").lower()
    is_packed = chunk == b"zTXt"
    if is_packed:
        rest = rest[1:]
    elif chunk == b"iTXt":
        is_packed, rest = rest[:1] == b"\x01", rest[2:]
        rest = rest.split(b"\x00", 2)[-1] if rest.count(b"\x00") >= 2 else b""
    if not is_packed:
        return name, rest
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(rest, _MOST)
    except zlib.error:
        return name, None
    return name, None if unpacker.unconsumed_tail else text


def _in_raw(kind: str, text: bytes) -> list[MetadataField]:
    try:
        data = bytes.fromhex("".join(text.decode("ascii").strip().splitlines()[2:]))
    except ValueError:
        return [MetadataField(MetadataKind.UNREAD, kind)]
    if kind == "iptc":
        blocks = list(iptc.iptc_resources(data)) or [data]
        return [one for block in blocks for one in iptc.read_iptc(block)]
    at = data.find(b"<x:xmpmeta")
    if kind == "xmp" or at >= 0:
        return xmp.read_xmp(data[max(at, 0) :])
    return _with_inner(exif.read_exif(io.BytesIO(data.removeprefix(b"Exif\x00\x00"))))
