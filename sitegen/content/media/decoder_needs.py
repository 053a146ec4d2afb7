"""What a decoder needs of the segments that stay: bytes that it ignores could say anything, and are left out.

Lengths are those of ITU-T T.81, PNG (third edition) and RFC 9649. Inside of what is packed only its end is looked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

from sitegen.content.media.segments import DamagedPictureError, Segment

_BLOCK: Final = 1 << 20
_MOST_UNPACKED: Final = 1 << 31
"""Bytes of one stream: no browser shows a picture that is larger."""


class ByteRange(NamedTuple):
    """A half-open range of bytes of the file, to be copied."""

    start: int
    end: int
    """One past the last byte."""


Piece = bytes | ByteRange


def length_of(piece: Piece) -> int:
    """The length in bytes."""
    return len(piece) if isinstance(piece, bytes) else piece.end - piece.start


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    data = file.read(length)
    if len(data) < length:
        raise DamagedPictureError
    return data


# --- JPEG

_JFIF: Final = 14
"""Bytes of the head of a JPEG; the last two are the sides of the small picture that may follow."""
_ADOBE: Final = 12
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def in_jpeg(file: BinaryIO, parts: Iterable[bytes | Segment]) -> Iterator[Piece]:
    """What a decoder needs of the segments of a JPEG that stay; bytes that replace one go through as they are.

    Raises DamagedPictureError, also where a table is longer than what is in it: decoders refuse that too.
    """
    has_frame = False
    for part in parts:
        if isinstance(part, bytes):
            yield part
            continue
        marker = part.name
        if marker in (b"\xe0", b"\xee"):
            yield from _head(file, part)
            continue
        if marker and marker != b"\xe2":
            data = _read(file, part.body, _length_of_segment(file, part))
            if _length_needed(marker[0], data) != len(data):
                raise DamagedPictureError
            has_frame = has_frame or marker[0] in _FRAMES
        yield ByteRange(part.start, part.end)
    if not has_frame:  # or of a kind that is not known, and was left out
        raise DamagedPictureError


def _head(file: BinaryIO, part: Segment) -> Iterator[bytes]:
    """The head of JFIF without the small picture that it may hold; Adobe's word on colours without what follows it."""
    length = _JFIF if part.name == b"\xe0" else _ADOBE
    if part.end - part.body < length:
        return  # decoders pass over it
    data = _read(file, part.body, length)
    if part.name == b"\xe0":
        data = data[:-2] + b"\x00\x00"
    yield segment(part.name, data)


def segment(marker: bytes, data: bytes) -> bytes:
    """A segment with its marker and its length."""
    return b"\xff" + marker + (len(data) + 2).to_bytes(2, "big") + data


def _length_of_segment(file: BinaryIO, part: Segment) -> int:
    """Length of the contents of a segment in bytes; pixels may follow in the same part."""
    return int.from_bytes(_read(file, part.body - 2, 2), "big") - 2


def _length_needed(marker: int, data: bytes) -> int:
    """Length in bytes of tables or a header by their own counts."""
    if marker in _FRAMES:
        return 6 + 3 * data[5] if len(data) > 5 else -1
    if marker == 0xDA:
        return 4 + 2 * data[0] if data else -1
    if marker == 0xDB:
        return _tables(data, lambda at: 129 if data[at] >> 4 else 65)
    if marker == 0xC4:
        return _tables(data, lambda at: 17 + sum(data[at + 1 : at + 17]))
    if marker == 0xCC:
        return _tables(data, lambda _: 2)
    return 2  # of lines, or between restarts


def _tables(data: bytes, length: Callable[[int], int]) -> int:
    at = 0
    while at < len(data):
        at += length(at)
    return at


# --- PNG

_LONGEST: Final = {
    b"IHDR": 13, b"PLTE": 768, b"IEND": 0, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"sBIT": 4, b"bKGD": 6,
    b"hIST": 512, b"pHYs": 9, b"acTL": 8, b"fcTL": 26, b"cICP": 4, b"mDCV": 24, b"cLLI": 8,
}  # fmt: skip
"""Bytes of each chunk but those that are packed; decoders pass over a longer one, unless the picture needs it."""
_PROFILE: Final = b"ICC profile\x00\x00"
"""A name for every profile, since it shows nothing and may tell, and the number of the way of packing."""


def in_png(file: BinaryIO, parts: Iterable[bytes | Segment]) -> Iterator[Piece]:
    """What a decoder needs of the chunks of a PNG that stay: nothing behind the end of compressed data.

    Raises DamagedPictureError.
    """
    frame = _ZlibStream(file)
    for part in parts:
        if isinstance(part, bytes):
            yield part
            continue
        end = part.end - 4
        if part.name == b"fcTL":
            frame = _ZlibStream(file)
        if part.name == b"iCCP":
            yield _profile(file, part.body, end)
        elif part.name in (b"IDAT", b"fdAT"):
            yield from _pixels(file, part, frame)
        elif part.name not in _LONGEST or end - part.body <= _LONGEST[part.name]:
            yield ByteRange(part.start, part.end)
        elif part.name[:1].isupper():
            raise DamagedPictureError


def chunk_of_png(name: bytes, data: bytes) -> bytes:
    """A chunk with its length and its checksum."""
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _pixels(file: BinaryIO, part: Segment, frame: _ZlibStream) -> Iterator[Piece]:
    numbered = 4 if part.name == b"fdAT" else 0  # its place among the chunks of a moving picture
    start, end = part.body + numbered, part.end - 4
    if start > end:
        raise DamagedPictureError
    was_over = frame.is_over
    last = frame.goes_to(start, end)
    if last == end and not was_over:
        yield ByteRange(part.start, part.end)
    elif numbered or not was_over:
        yield chunk_of_png(part.name, _read(file, part.body, last - part.body))


def _profile(file: BinaryIO, start: int, end: int) -> bytes:
    name, sign, _ = _read(file, start, min(81, end - start)).partition(b"\x00")
    packed = start + len(name) + 2
    stream = _ZlibStream(file)
    if not sign or packed > end:
        raise DamagedPictureError
    last = stream.goes_to(packed, end)
    if not stream.is_over:
        raise DamagedPictureError
    return chunk_of_png(b"iCCP", _PROFILE + _read(file, packed, last - packed))


class _ZlibStream:
    """A zlib stream that may go on over several chunks."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpacker = zlib.decompressobj()
        self._length = 0

    @property
    def is_over(self) -> bool:
        """Whether the stream has ended."""
        return self._unpacker.eof

    def goes_to(self, start: int, end: int) -> int:
        """The offset up to which the bytes from `start` to `end` belong to the stream. Raises DamagedPictureError."""
        if self.is_over:
            return start
        while start < end and not self.is_over:
            block = _read(self._file, start, min(_BLOCK, end - start))
            start += len(block)
            self._unpack(block)
        return start - len(self._unpacker.unused_data)

    def _unpack(self, block: bytes) -> None:
        while block and not self.is_over:
            try:
                self._length += len(self._unpacker.decompress(block, _BLOCK))
            except zlib.error:
                raise DamagedPictureError from None
            if self._length > _MOST_UNPACKED:
                raise DamagedPictureError
            block = self._unpacker.unconsumed_tail


# --- WebP

_FIXED: Final = {b"VP8X": 10, b"ANIM": 6}
_FRAME: Final = 16
"""Bytes of a frame before its own chunks."""
_IN_FRAME: Final = frozenset((b"ALPH", b"VP8 ", b"VP8L"))


def in_webp(file: BinaryIO, part: Segment) -> list[Piece]:
    """What a decoder needs of a chunk of a WebP that stays, and of the chunks in it. Raises DamagedPictureError."""
    length = int.from_bytes(_read(file, part.body - 4, 4), "little")
    if part.name in _FIXED:
        return chunk_of_webp(part.name, [_read(file, part.body, min(length, _FIXED[part.name]))])
    if part.name != b"ANMF":
        return chunk_of_webp(part.name, [ByteRange(part.body, part.body + length)])
    held: list[Piece] = [_read(file, part.body, _FRAME)]
    start, end = part.body + _FRAME, part.body + length
    while start < end:
        head = _read(file, start, 8)
        name, body = head[:4], start + 8
        start = body + int.from_bytes(head[4:], "little")
        if start > end:
            raise DamagedPictureError
        if name in _IN_FRAME:
            held += chunk_of_webp(name, [ByteRange(body, start)])
        start += (start - body) % 2
    return chunk_of_webp(part.name, held)


def chunk_of_webp(name: bytes, held: list[Piece]) -> list[Piece]:
    """A chunk with its length, and with the byte that makes it even."""
    length = sum(map(length_of, held))
    return [name + length.to_bytes(4, "little"), *held, b"\x00" * (length % 2)]
