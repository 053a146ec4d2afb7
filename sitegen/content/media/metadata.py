"""What a picture tells besides what it shows: places, names, and numbers of cameras, in EXIF, XMP and IPTC."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO, Final

from sitegen.content.media import exif, iptc, xmp
from sitegen.content.media.metadata_fields import Tell, What, shortened
from sitegen.content.media.segments import PNG_SIGN, DamagedPictureError, Holds, Part, Parts, jpeg, png, size_of, webp

_MOST: Final = 4_000_000
"""Bytes of one part with metadata that are looked at: a hundred times what is usual."""
_MOST_LOOKS: Final = 500
"""Parts with metadata of one file that are looked at."""
_MOST_SCANNED: Final = 64_000_000
"""Bytes of a file that is looked through as a whole."""
_MOST_HEADS: Final = 20
"""Places in it that may be the head of an EXIF."""
_EXIF_HEAD: Final = re.compile(
    rb"II\x2a\x00\x08\x00\x00\x00|MM\x00\x2a\x00\x00\x00\x08|(?<=Exif\x00\x00)(?=II\x2a\x00|MM\x00\x2a)"
)
_BRANDS: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"))


class Format(Enum):
    """How a file begins."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    TIFF = "TIFF"
    HEIF = "HEIF"
    """HEIC and AVIF."""
    OTHER = ""


_PARTS: Final[dict[Format, Parts]] = {Format.JPEG: jpeg, Format.PNG: png, Format.WEBP: webp}


def format_of(file: BinaryIO) -> Format:
    """The format of a picture, by how its file begins: what it is called does not matter."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(PNG_SIGN):
        return Format.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[:4] in (b"II\x2a\x00", b"MM\x00\x2a", b"II\x2b\x00", b"MM\x00\x2b"):
        return Format.TIFF
    return Format.HEIF if head[4:8] == b"ftyp" and head[8:12] in _BRANDS else Format.OTHER


def has_parts(kind: Format) -> bool:
    """Whether files of a format are made of parts that can be left out."""
    return kind in _PARTS


def parts_of(kind: Format, file: BinaryIO, *, whole: bool) -> Iterator[Part]:
    """The parts of a file. Raises DamagedPictureError, KeyError for a format without any."""
    return _PARTS[kind](file, whole)


def tells(file: BinaryIO) -> tuple[Tell, ...]:
    """What a picture tells, in a fixed order; nothing for a file of another kind. A damaged one as far as it goes."""
    kind, found = format_of(file), list[Tell]()
    if kind in _PARTS:
        found = _in_parts(kind, file)
    elif kind is Format.TIFF:
        found = _with_inner(exif.told(file))
    elif kind is Format.HEIF:
        found = _scanned(file)
    return tuple(sorted(set(found)))


def _in_parts(kind: Format, file: BinaryIO) -> list[Tell]:
    found, more_xmp, photoshop = list[Tell](), list[bytes](), list[bytes]()
    left = _MOST_LOOKS
    try:
        for part in parts_of(kind, file, whole=False):
            if part.holds in (Holds.PICTURE, Holds.OTHER, Holds.UNKNOWN):
                continue
            left -= 1
            if left < 0 or part.end - part.body > _MOST:
                found.append(Tell(What.UNREAD, part.holds.value))
                continue
            file.seek(part.body)
            data = file.read(part.end - part.body)
            if part.holds is Holds.EXIF:
                found += _with_inner(exif.told(io.BytesIO(data.removeprefix(b"Exif\x00\x00"))))
            elif part.holds is Holds.XMP:
                found += xmp.told(data)
            elif part.holds is Holds.TEXT:
                found += _in_text(part.name, data[:-4])
            else:
                (more_xmp if part.holds is Holds.MORE_XMP else photoshop).append(data)
    except DamagedPictureError:
        pass
    if more_xmp:
        found += xmp.told(b"".join(more_xmp))
    for one in iptc.resources(b"".join(photoshop)):
        found += iptc.told(one)
    return found


def _with_inner(found: exif.Found) -> list[Tell]:
    """What EXIF tells, with the other kinds of metadata that stand in it."""
    for data in found.xmp:
        found += xmp.told(data)
    for data in (*found.iptc, *(one for some in found.photoshop for one in iptc.resources(some))):
        found += iptc.told(data)
    return found


def _scanned(file: BinaryIO) -> list[Tell]:
    """What a file tells whose parts are anywhere in it: they are known by how they begin."""
    if size_of(file) > _MOST_SCANNED:
        return [Tell(What.UNREAD, "metadata")]
    file.seek(0)
    data, found = file.read(_MOST_SCANNED), list[Tell]()
    for number, place in enumerate(_EXIF_HEAD.finditer(data)):
        if number == _MOST_HEADS:
            found.append(Tell(What.UNREAD, "EXIF"))
            break
        found += _with_inner(exif.told(io.BytesIO(data[place.start() : place.start() + _MOST])))
    for packet in xmp.packets(data):
        found += xmp.told(packet)
    return found


# --- text in PNG

_AUTHORS: Final = frozenset({"author", "artist", "creator"})
_XMP_KEY: Final = "xml:com.adobe.xmp"
_RAW: Final = re.compile(r"raw profile type (exif|app1|iptc|xmp)\Z")
"""How ImageMagick keeps what was in a JPEG: as hexadecimal digits, after the name and the length."""


def _in_text(chunk: bytes, data: bytes) -> list[Tell]:
    key, text = _key_and_text(chunk, data)
    if text is None:
        return [Tell(What.UNREAD, "text")]
    if key == _XMP_KEY:
        return xmp.told(text)
    if key in _AUTHORS:
        words = shortened(text.decode(errors="replace"))
        return [Tell(What.NAME, key.capitalize(), words)] if words else []
    raw = _RAW.match(key)
    return _in_raw(raw[1], text) if raw else []


def _key_and_text(chunk: bytes, data: bytes) -> tuple[str, bytes | None]:
    """The keyword in small letters and the text, unpacked; None where that fails, or is more than is looked at."""
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


def _in_raw(kind: str, text: bytes) -> list[Tell]:
    try:
        data = bytes.fromhex("".join(text.decode("ascii").strip().splitlines()[2:]))
    except ValueError:
        return [Tell(What.UNREAD, kind)]
    if kind == "iptc":
        blocks = list(iptc.resources(data)) or [data]
        return [one for block in blocks for one in iptc.told(block)]
    at = data.find(b"<x:xmpmeta")
    if kind == "xmp" or at >= 0:
        return xmp.told(data[max(at, 0) :])
    return _with_inner(exif.told(io.BytesIO(data.removeprefix(b"Exif\x00\x00"))))
