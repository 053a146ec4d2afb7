"""The segments of a picture's file, by what they are for: JPEG (ITU-T T.81), PNG (third edition) and WebP (RFC 9649).

Only what says how long a part is and what it holds is read, never pixels; lengths that lead out of the file are damage.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import BinaryIO, Final, NamedTuple

_MOST_PARTS: Final = 500_000
"""Segments of a file that are read; a PNG of 4 GB in chunks of 8 KB has as many."""
_BLOCK: Final = 1 << 20


class DamagedPictureError(Exception):
    """The file is malformed."""


class UnknownSegmentError(DamagedPictureError):
    """The file has a segment that decoders must know and that is unknown here: it can be neither kept nor left out."""


class SegmentKind(Enum):
    """What a segment is for."""

    PICTURE = "picture"
    """What it takes to show the picture: pixels, colours, movement."""
    EXIF = "EXIF"
    XMP = "XMP"
    MORE_XMP = "more XMP"
    """A piece of what did not fit into one part."""
    IPTC = "IPTC"
    TEXT = "text"
    OTHER = "other"
    """All else, which shows nothing: comments, notes of programs, smaller pictures, whatever follows the end."""
    UNKNOWN = "unknown"
    """What its format says must be known to show the picture, and is not known here."""


class Segment(NamedTuple):
    """A half-open range of bytes of a file, with what it is for: a JPEG segment, a PNG or WebP chunk."""

    holds: SegmentKind
    start: int
    end: int
    """One past the last byte."""
    body: int
    """Offset of its contents, behind all headers."""
    name: bytes = b""
    """How its format calls it."""


SegmentReader = Callable[[BinaryIO, bool], Iterator[Segment]]
"""Reads all segments of a file, or (False) those before the pixels where metadata may stand only there."""


def size_of(file: BinaryIO) -> int:
    """The size of a file in bytes."""
    return file.seek(0, io.SEEK_END)


# --- JPEG

_APP1: Final = {
    b"Exif\x00": (SegmentKind.EXIF, 6),
    b"http://ns.adobe.com/xap/1.0/\x00": (SegmentKind.XMP, 29),
    b"http://ns.adobe.com/xmp/extension/\x00": (SegmentKind.MORE_XMP, 35 + 32 + 8),
}
_KEPT_APPS: Final = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""APP segments that decide about colours; all others show nothing."""
_SHOWN_IN_JPEG: Final = frozenset(range(0xC0, 0xDE)) - {0xC8, *range(0xD0, 0xDB)}
"""Frames, tables, counts of lines and between restarts."""
_IN_LAYERS: Final = frozenset({0xDE, 0xDF})
"""Of pictures in several sizes, which nothing shows."""
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Marks that hold nothing, passed over where they stand between segments."""
_PHOTOSHOP: Final = b"Photoshop 3.0\x00"
_START_OF_SCAN: Final = 0xDA
_END_OF_IMAGE: Final = 0xD9
_MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""In the pixels: what is neither a byte 0xFF among them nor one of the marks that restart decoding."""


def jpeg(file: BinaryIO, whole: bool) -> Iterator[Segment]:  # noqa: FBT001 - as `Parts`
    """The segments of a JPEG, each stretch of pixels with the header before it. Raises DamagedPictureError."""
    size = size_of(file)
    yield Segment(SegmentKind.PICTURE, 0, 2, 2)
    start = 2
    for _ in range(_MOST_PARTS):
        marker, body = _marker_at(file, start)
        if marker == _END_OF_IMAGE:
            yield Segment(SegmentKind.PICTURE, start, body, body)
            if body < size:
                yield Segment(SegmentKind.OTHER, body, size, body)
            return
        if marker in _ALONE:
            yield Segment(SegmentKind.OTHER, start, body, body)
            start = body
            continue
        end = _end_of_segment(file, body, size)
        if marker == _START_OF_SCAN:
            if not whole:
                return
            end = _end_of_pixels(file, end)
            yield Segment(SegmentKind.PICTURE, start, end, body + 2, b"\xda")
            if end == size:  # cut off, and shown as far as it goes
                return
        else:
            yield _segment(file, marker, start, body + 2, end)
        start = end
    raise DamagedPictureError


def _marker_at(file: BinaryIO, start: int) -> tuple[int, int]:
    """The second byte of a marker, and where it ends: any number of bytes 0xFF may stand before it."""
    file.seek(start)
    if file.read(1) != b"\xff":
        raise DamagedPictureError
    place = start + 1
    while (byte := file.read(1)) == b"\xff":
        place += 1
    if byte in (b"", b"\x00"):
        raise DamagedPictureError
    return byte[0], place + 1


def _end_of_segment(file: BinaryIO, body: int, size: int) -> int:
    file.seek(body)
    length = int.from_bytes(file.read(2), "big")
    if length < 2 or body + length > size:
        raise DamagedPictureError
    return body + length


def _end_of_pixels(file: BinaryIO, start: int) -> int:
    file.seek(start)
    place, rest = start, b""
    while block := file.read(_BLOCK):
        found = _MARKER.search(rest + block)
        if found:
            return place - len(rest) + found.start()
        place += len(block)
        rest = block[-1:]
    return place


def _segment(file: BinaryIO, marker: int, start: int, body: int, end: int) -> Segment:
    file.seek(body)
    head = file.read(min(40, end - body))
    name = bytes([marker])
    if marker == 0xE1:
        for sign, (holds, length) in _APP1.items():
            if head.startswith(sign):
                return Segment(holds, start, end, min(body + length, end), name)
    if marker == 0xED and head.startswith(_PHOTOSHOP):
        return Segment(SegmentKind.IPTC, start, end, body + len(_PHOTOSHOP), name)
    if marker in _IN_LAYERS:
        return Segment(SegmentKind.UNKNOWN, start, end, body, name)
    is_kept = marker in _SHOWN_IN_JPEG or (marker in _KEPT_APPS and head.startswith(_KEPT_APPS[marker]))
    return Segment(SegmentKind.PICTURE if is_kept else SegmentKind.OTHER, start, end, body, name)


# --- PNG

PNG_SIGN: Final = b"\x89PNG\r\n\x1a\n"
_SHOWN_IN_PNG: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs acTL fcTL fdAT cICP mDCV cLLI".split()
)
_IN_PNG: Final = dict.fromkeys(_SHOWN_IN_PNG, SegmentKind.PICTURE) | {
    b"eXIf": SegmentKind.EXIF, b"tEXt": SegmentKind.TEXT, b"zTXt": SegmentKind.TEXT, b"iTXt": SegmentKind.TEXT
}  # fmt: skip


def png(file: BinaryIO, whole: bool) -> Iterator[Segment]:  # noqa: ARG001, FBT001 - as `Parts`; text may follow the pixels
    """The chunks of a PNG. Raises DamagedPictureError."""
    size = size_of(file)
    start = len(PNG_SIGN)
    yield Segment(SegmentKind.PICTURE, 0, start, start)
    for _ in range(_MOST_PARTS):
        file.seek(start)
        head = file.read(8)
        name, body = head[4:], start + 8
        end = body + int.from_bytes(head[:4], "big") + 4
        if len(head) < 8 or not name.isalpha() or end > size:
            raise DamagedPictureError
        unknown = SegmentKind.UNKNOWN if name[:1].isupper() else SegmentKind.OTHER
        yield Segment(_IN_PNG.get(name, unknown), start, end, body, name)
        start = end
        if name == b"IEND":
            if end < size:
                yield Segment(SegmentKind.OTHER, end, size, end)
            return
    raise DamagedPictureError


# --- WebP

_IN_WEBP: Final = {b"EXIF": SegmentKind.EXIF, b"XMP ": SegmentKind.XMP} | dict.fromkeys(
    (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"), SegmentKind.PICTURE
)


def webp(file: BinaryIO, whole: bool) -> Iterator[Segment]:  # noqa: ARG001, FBT001 - as `Parts`; they follow the pixels
    """The chunks of a WebP, after its head of twelve bytes. Raises DamagedPictureError."""
    size = size_of(file)
    file.seek(4)
    riff_end = int.from_bytes(file.read(4), "little") + 8
    if riff_end > size or riff_end < 12:
        raise DamagedPictureError
    yield Segment(SegmentKind.PICTURE, 0, 12, 12, b"RIFF")
    start = 12
    for _ in range(_MOST_PARTS):
        if start >= riff_end:
            break
        file.seek(start)
        head = file.read(8)
        name, body = head[:4], start + 8
        length = int.from_bytes(head[4:], "little")
        end = min(body + length + length % 2, riff_end) if body + length <= riff_end else size + 1
        if len(head) < 8 or end > riff_end:
            raise DamagedPictureError
        yield Segment(_IN_WEBP.get(name, SegmentKind.OTHER), start, end, body, name)
        start = end
    else:
        raise DamagedPictureError
    if riff_end < size:
        yield Segment(SegmentKind.OTHER, riff_end, size, riff_end)
