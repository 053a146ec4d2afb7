"""A picture without its metadata: the same file less the segments that show nothing; its pixels are the same bytes.

What decides how it looks stays: colours, transparency, movement, and the way it is turned, for which a part of our own
takes the place of the camera's. Formats that would have to be written anew are left to programs for pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from sitegen.content.media import decoder_needs, exif
from sitegen.content.media.decoder_needs import Piece
from sitegen.content.media.metadata import MediaFormat, format_of, has_segments, segments_of
from sitegen.content.media.segments import DamagedPictureError, Segment, SegmentKind, UnknownSegmentError

_BLOCK: Final = 1 << 20
_HAS_EXIF: Final = 0x08
_HAS_XMP: Final = 0x04
"""Bits of the first byte in a WebP's chunk VP8X."""
_MOST_EXIF: Final = 1 << 20
"""Bytes of EXIF in which the orientation is looked for."""


def can_strip(file: BinaryIO) -> bool:
    """Whether the format of a file is one whose segments can be left out."""
    return has_segments(format_of(file))


def without_metadata(file: BinaryIO) -> Iterator[bytes]:
    """The file without its metadata, in pieces.

    Raises DamagedPictureError, in part only after the first pieces, and UnknownSegmentError.
    """
    kind = format_of(file)
    parts = list(segments_of(kind, file, whole=True))
    if any(part.holds is SegmentKind.UNKNOWN for part in parts):
        raise UnknownSegmentError
    for piece in list(_BARE[kind](file, list(_kept(kind, parts, _turned(file, parts))))):
        yield from [piece] if isinstance(piece, bytes) else read_range(file, piece.start, piece.end)


def read_range(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to `end` of a file, in blocks. Raises DamagedPictureError if the file ends before."""
    file.seek(start)
    while start < end:
        block = file.read(min(_BLOCK, end - start))
        if not block:
            raise DamagedPictureError
        start += len(block)
        yield block


def _kept(kind: MediaFormat, parts: list[Segment], turned: int) -> Iterator[bytes | Segment]:
    """The segments that stay; the first EXIF is replaced by one with the orientation `turned` alone."""
    for part in parts:
        if part.holds is SegmentKind.PICTURE:
            yield part
        elif part.holds is SegmentKind.EXIF and turned:
            yield _WRAPPED[kind](exif.orientation_alone(turned))
            turned = 0


def _turned(file: BinaryIO, parts: list[Segment]) -> int:
    """The orientation in the first EXIF of a picture, 2 to 8; 0 = not turned, or not given."""
    for part in parts:
        if part.holds is SegmentKind.EXIF:
            file.seek(part.body)
            return exif.orientation(file.read(min(part.end - part.body, _MOST_EXIF)))
    return 0


def _in_jpeg(data: bytes) -> bytes:
    return decoder_needs.segment(b"\xe1", b"Exif\x00\x00" + data)


def _in_png(data: bytes) -> bytes:
    return decoder_needs.chunk_of_png(b"eXIf", data)


def _in_webp(data: bytes) -> bytes:
    return b"EXIF" + len(data).to_bytes(4, "little") + data + b"\x00" * (len(data) % 2)


_WRAPPED: Final = {MediaFormat.JPEG: _in_jpeg, MediaFormat.PNG: _in_png, MediaFormat.WEBP: _in_webp}


def _webp(file: BinaryIO, kept: list[bytes | Segment]) -> list[Piece]:
    """A WebP says at its beginning how long it is and what it holds."""
    chunks = kept[1:]
    has_exif = any(isinstance(chunk, bytes) for chunk in chunks)
    pieces: list[Piece] = []
    for chunk in chunks:
        held = [chunk] if isinstance(chunk, bytes) else decoder_needs.in_webp(file, chunk)
        if isinstance(chunk, Segment) and chunk.name == b"VP8X":
            held[1] = _with_flags(held[1], has_exif=has_exif)
        pieces += held
    size = 4 + sum(map(decoder_needs.length_of, pieces))
    return [b"RIFF" + size.to_bytes(4, "little") + b"WEBP", *pieces]


def _with_flags(data: Piece, *, has_exif: bool) -> bytes:
    if not isinstance(data, bytes) or len(data) < 10:
        raise DamagedPictureError
    flags = data[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
    return bytes([flags]) + data[1:]


_Bare = Callable[[BinaryIO, list[bytes | Segment]], Iterable[Piece]]
_BARE: Final[dict[MediaFormat, _Bare]] = {
    MediaFormat.JPEG: decoder_needs.in_jpeg,
    MediaFormat.PNG: decoder_needs.in_png,
    MediaFormat.WEBP: _webp,
}
