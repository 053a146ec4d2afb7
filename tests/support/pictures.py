"""Small pictures made in code, with what they tell besides what they show."""

from __future__ import annotations

import io
import zlib
from typing import Final

from PIL import Image, TiffImagePlugin

ARTIST: Final = 0x013B
EXIF_FIELDS: Final = {0xA430: "Olga Owner", 0xA431: "SN-42"}
XMP: Final = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/" photoshop:City="Haven" exif:GPSLatitude="48,51.0N">'
    "<dc:creator><rdf:Seq><rdf:li>Jane Source</rdf:li></rdf:Seq></dc:creator><dc:rights>(c) Jane Source</dc:rights>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)
IPTC: Final = b"".join(
    b"\x1c\x02" + bytes([number]) + len(words).to_bytes(2, "big") + words
    for number, words in ((80, b"Jane Source"), (90, b"Haven"), (116, b"(c) Jane Source"))
)
PHOTOSHOP: Final = b"8BIM\x04\x04\x00\x00" + len(IPTC).to_bytes(4, "big") + IPTC


def picture(kind: str, *, exif: bytes = b"", icc: bytes = b"", mode: str = "RGB") -> bytes:
    """A picture of 16 by 8 points in a format of Pillow."""
    image = Image.linear_gradient("L").resize((16, 8)).convert(mode)
    file = io.BytesIO()
    more = {name: value for name, value in (("exif", exif), ("icc_profile", icc)) if value}
    image.save(file, kind, **more)
    return file.getvalue()


def told_by_exif(turned: int = 1) -> bytes:
    """EXIF with a place, two names and the number of a camera, after its sign."""
    exif = Image.Exif()
    exif[0x0112], exif[ARTIST], exif[0x8298] = turned, "Jane Source", "(c) Jane Source"
    exif.get_ifd(0x8769).update(EXIF_FIELDS)
    half = TiffImagePlugin.IFDRational(1, 2)
    exif.get_ifd(0x8825).update({1: "N", 2: (48, 51, half), 3: "E", 4: (2, 21, half)})
    return exif.tobytes()


def in_jpeg(data: bytes, *segments: tuple[int, bytes]) -> bytes:
    """A JPEG with more segments, each by the second byte of its marker."""
    more = [b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body for marker, body in segments]
    return data[:2] + b"".join(more) + data[2:]


def in_png(data: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG with more chunks after its first."""
    more = [
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in chunks
    ]
    return data[:33] + b"".join(more) + data[33:]


def webp_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    body = b"".join(name + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2) for name, data in chunks)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def in_webp(data: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A simple WebP with more chunks, and the chunk that says so before them."""
    flags = sum({b"EXIF": 0x08, b"XMP ": 0x04}.get(name, 0) for name, _ in chunks)
    size = bytes([flags, 0, 0, 0]) + (15).to_bytes(3, "little") + (7).to_bytes(3, "little")
    name, length = data[12:16], int.from_bytes(data[16:20], "little")
    return webp_of((b"VP8X", size), (name, data[20 : 20 + length]), *chunks)


def heif(*held: bytes) -> bytes:
    """What begins as HEIC does, and holds these bytes somewhere."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x01\x00mdat" + b"\x07" * 50 + b"\x07".join(held)


def webp_as_text(name: str) -> str:
    """What begins as a WebP does and tells a name, of ASCII alone, for archives that are written as text."""
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><d xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{name}</dc:creator></d></x:xmpmeta>"
    ).ljust(0x0240)
    return webp_of((b"VP8L", b"Nobody sees it. "), (b"XMP ", xmp.encode())).decode("ascii")
