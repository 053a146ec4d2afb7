"""A picture without what it tells: the same file less the parts that show nothing, so its pixels are the same bytes.

What decides how it looks stays: colours, transparency, movement, and the way it is turned, for which a part of our own
takes the place of the camera's. Formats that would have to be written anew are left to programs for pictures.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from sitegen.media import exif
from sitegen.media.parts import DamagedPictureError, Holds, Part
from sitegen.media.telling import Format, format_of, has_parts, parts_of

_BLOCK: Final = 1 << 20
_HAS_EXIF: Final = 0x08
_HAS_XMP: Final = 0x04
"""Bits of the first byte in a WebP's chunk VP8X."""
_JFIF: Final = 18
"""Bytes of the segment that begins a JPEG, with its marker, where it holds no small picture."""
_MOST_EXIF: Final = 1 << 20
"""Bytes in which the way a picture is turned is looked for."""


def can_strip(file: BinaryIO) -> bool:
    """Whether the format is one whose parts can be left out."""
    return has_parts(format_of(file))


def stripped(file: BinaryIO) -> Iterator[bytes]:
    """The file in pieces, without what it tells. Raises DamagedPictureError, in part only after the first pieces."""
    kind = format_of(file)
    parts = list(parts_of(kind, file, whole=True))
    turned = _turned(file, parts)
    pieces: Iterator[bytes | Part] = _kept(kind, parts, turned)
    if kind is Format.WEBP:
        yield from _webp(file, list(pieces))
        return
    for piece in pieces:
        yield from [piece] if isinstance(piece, bytes) else _bare(kind, file, piece)


def _bare(kind: Format, file: BinaryIO, part: Part) -> Iterator[bytes]:
    """A part that stays; the head of a JPEG (JFIF 1.02) without the small picture that it may hold."""
    file.seek(part.start)
    head = file.read(_JFIF)
    if kind is Format.JPEG and head.startswith(b"\xff\xe0") and head[4:9] == b"JFIF\0" and len(head) == _JFIF:
        yield head[:2] + (_JFIF - 2).to_bytes(2, "big") + head[4:-2] + b"\0\0"
    elif kind is not Format.JPEG or head[4:9] != b"JFXX\0":
        yield from copied(file, part.start, part.end)


def copied(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """A stretch of a file. Raises DamagedPictureError where it is not there any more."""
    file.seek(start)
    while start < end:
        block = file.read(min(_BLOCK, end - start))
        if not block:
            raise DamagedPictureError
        start += len(block)
        yield block


def _kept(kind: Format, parts: list[Part], turned: int) -> Iterator[bytes | Part]:
    """The parts that stay, and what takes the place of the first EXIF."""
    for part in parts:
        if part.holds is Holds.PICTURE:
            yield part
        elif part.holds is Holds.EXIF and turned:
            yield _WRAPPED[kind](exif.orientation_alone(turned))
            turned = 0


def _turned(file: BinaryIO, parts: list[Part]) -> int:
    """How the first EXIF of a picture says that it is turned; 0 = it says nothing, or that it is not."""
    for part in parts:
        if part.holds is Holds.EXIF:
            file.seek(part.body)
            return exif.orientation(file.read(min(part.end - part.body, _MOST_EXIF)))
    return 0


def _in_jpeg(data: bytes) -> bytes:
    body = b"Exif\x00\x00" + data
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _in_png(data: bytes) -> bytes:
    body = b"eXIf" + data
    return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def _in_webp(data: bytes) -> bytes:
    return b"EXIF" + len(data).to_bytes(4, "little") + data + b"\x00" * (len(data) % 2)


_WRAPPED: Final = {Format.JPEG: _in_jpeg, Format.PNG: _in_png, Format.WEBP: _in_webp}


def _webp(file: BinaryIO, pieces: list[bytes | Part]) -> Iterator[bytes]:
    """A WebP says at its beginning how long it is and what it holds."""
    chunks = pieces[1:]
    size = 4 + sum(len(piece) if isinstance(piece, bytes) else piece.end - piece.start for piece in chunks)
    has_exif = any(isinstance(piece, bytes) for piece in chunks)
    yield b"RIFF" + size.to_bytes(4, "little") + b"WEBP"
    for piece in chunks:
        if isinstance(piece, bytes):
            yield piece
        elif piece.name == b"VP8X":
            chunk = bytearray(b"".join(copied(file, piece.start, piece.end)))
            if len(chunk) < 18:
                raise DamagedPictureError
            chunk[8] = chunk[8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
            yield bytes(chunk)
        else:
            yield from copied(file, piece.start, piece.end)
