"""What pictures tell besides what they show, and the same pictures without it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence
from support.pictures import IPTC, PHOTOSHOP, XMP, heif, in_jpeg, in_png, in_webp, picture, told_by_exif, webp_of

from sitegen.content.media import exif, xmp
from sitegen.content.media.metadata import metadata_of
from sitegen.content.media.metadata_fields import MetadataField, MetadataKind
from sitegen.content.media.segments import DamagedPictureError, UnknownSegmentError
from sitegen.content.media.stripping import can_strip, without_metadata

EXIF = told_by_exif()
BARE_EXIF = EXIF.removeprefix(b"Exif\x00\x00")
BY_EXIF = {"Artist", "CameraOwnerName", "BodySerialNumber", "GPSLatitude", "GPSLongitude"}
BY_XMP = {"creator", "City", "GPSLatitude"}
BY_IPTC = {"By-line", "City"}
XMP_SIGN = b"http://ns.adobe.com/xap/1.0/\x00"
JPEG, PNG, WEBP = picture("JPEG"), picture("PNG"), picture("WEBP")
UTF_8_XMP = XMP.encode()


def itxt(text: bytes, *, is_packed: bool = False) -> bytes:
    return (
        b"XML:com.adobe.xmp\x00" + bytes([is_packed]) + b"\x00\x00\x00" + (zlib.compress(text) if is_packed else text)
    )


def raw_profile(kind: bytes, data: bytes) -> bytes:
    """As ImageMagick writes it."""
    lines = b"\n%s\n%8d\n%s\n" % (kind, len(data), data.hex().encode())
    return b"Raw profile type %s\x00\x00" % kind + zlib.compress(lines)


def tiff(*, with_exif: bool = False, more: dict[int, bytes] | None = None) -> bytes:
    """A TIFF; what other programs write into its directory stands there as bytes."""
    image, file = Image.new("L", (4, 4)), io.BytesIO()
    known = Image.Exif()
    if with_exif:
        known.load(EXIF)
        known.get_ifd(0x8769)
        known.get_ifd(0x8825)
    for tag, data in (more or {}).items():
        known[tag] = data
    image.save(file, "TIFF", exif=known)
    return file.getvalue()


TOLD = {
    "JPEG, EXIF": (in_jpeg(JPEG, (0xE1, EXIF)), BY_EXIF),
    "JPEG, XMP": (in_jpeg(JPEG, (0xE1, XMP_SIGN + UTF_8_XMP)), BY_XMP),
    "JPEG, IPTC": (in_jpeg(JPEG, (0xED, b"Photoshop 3.0\x00" + PHOTOSHOP)), BY_IPTC),
    "JPEG, IPTC in two": (
        in_jpeg(JPEG, (0xED, b"Photoshop 3.0\x00" + PHOTOSHOP[:30]), (0xED, b"Photoshop 3.0\x00" + PHOTOSHOP[30:])),
        BY_IPTC,
    ),
    "JPEG, more XMP": (
        in_jpeg(JPEG, (0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + b"A" * 32 + bytes(8) + UTF_8_XMP)),
        BY_XMP,
    ),
    "PNG, EXIF": (in_png(PNG, (b"eXIf", BARE_EXIF)), BY_EXIF),
    "PNG, XMP": (in_png(PNG, (b"iTXt", itxt(UTF_8_XMP))), BY_XMP),
    "PNG, packed XMP": (in_png(PNG, (b"iTXt", itxt(UTF_8_XMP, is_packed=True))), BY_XMP),
    "PNG, author": (in_png(PNG, (b"tEXt", b"Author\x00Jane Source")), {"Author"}),
    "PNG, packed author": (in_png(PNG, (b"zTXt", b"Author\x00\x00" + zlib.compress(b"Jane Source"))), {"Author"}),
    "PNG, EXIF as ImageMagick writes it": (in_png(PNG, (b"zTXt", raw_profile(b"exif", EXIF))), BY_EXIF),
    "PNG, IPTC as ImageMagick writes it": (in_png(PNG, (b"zTXt", raw_profile(b"iptc", PHOTOSHOP))), BY_IPTC),
    "PNG, XMP as ImageMagick writes it": (in_png(PNG, (b"zTXt", raw_profile(b"xmp", UTF_8_XMP))), BY_XMP),
    "WebP, EXIF": (in_webp(WEBP, (b"EXIF", BARE_EXIF)), BY_EXIF),
    "WebP, EXIF with its sign": (in_webp(WEBP, (b"EXIF", EXIF)), BY_EXIF),
    "WebP, XMP": (in_webp(WEBP, (b"XMP ", UTF_8_XMP)), BY_XMP),
    "TIFF, EXIF": (tiff(with_exif=True), BY_EXIF),
    "TIFF, XMP": (tiff(more={700: UTF_8_XMP}), BY_XMP),
    "TIFF, IPTC": (tiff(more={33723: IPTC}), BY_IPTC),
    "TIFF, IPTC of Photoshop": (tiff(more={34377: PHOTOSHOP}), BY_IPTC),
    "HEIC, EXIF": (heif(b"\x00\x00\x00\x06", EXIF), BY_EXIF),
    "HEIC, XMP": (heif(UTF_8_XMP), BY_XMP),
    "HEIC, both": (heif(BARE_EXIF, UTF_8_XMP), BY_EXIF | BY_XMP),
}
RIGHTS = PHOTOSHOP.replace(b"\x02\x50", b"\x02\x74").replace(b"\x02\x5a", b"\x02\x74")
EMPTY = b'<x xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator> </d:creator></x>'
SILENT = {
    "nothing": JPEG,
    "a copyright": in_jpeg(JPEG, (0xED, b"Photoshop 3.0\x00" + RIGHTS)),
    "a turn": in_jpeg(JPEG, (0xE1, b"Exif\x00\x00" + exif.orientation_alone(6))),
    "empty fields": in_png(PNG, (b"tEXt", b"Author\x00  "), (b"iTXt", itxt(EMPTY))),
    "no picture": b"Author\x00Jane Source",
    "nothing at all": b"",
}


def told(data: bytes) -> set[str]:
    return {one.field for one in metadata_of(io.BytesIO(data))}


def without(data: bytes) -> bytes:
    return b"".join(without_metadata(io.BytesIO(data)))


@pytest.mark.parametrize(("data", "fields"), TOLD.values(), ids=TOLD)
def test_a_picture_tells_places_names_and_numbers(data: bytes, fields: set[str]) -> None:
    assert told(data) == fields


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_rights_turns_and_empty_fields_tell_nothing(data: bytes) -> None:
    assert told(data) == set()


def test_of_a_place_only_the_field_is_known_and_of_a_name_its_words() -> None:
    data = in_jpeg(JPEG, (0xE1, EXIF), (0xED, b"Photoshop 3.0\x00" + PHOTOSHOP))
    assert metadata_of(io.BytesIO(data)) == (
        MetadataField(MetadataKind.DEVICE, "BodySerialNumber", "SN-42"),
        MetadataField(MetadataKind.NAME, "Artist", "Jane Source"),
        MetadataField(MetadataKind.NAME, "By-line", "Jane Source"),
        MetadataField(MetadataKind.NAME, "CameraOwnerName", "Olga Owner"),
        MetadataField(MetadataKind.PLACE, "City"),
        MetadataField(MetadataKind.PLACE, "GPSLatitude"),
        MetadataField(MetadataKind.PLACE, "GPSLongitude"),
    )


@pytest.mark.parametrize(
    "fields",
    [
        '<d xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><e:PersonInImage>Bo</e:PersonInImage></d>',
        '<d xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" r:Name="Bo"/>',
        '<d xmlns:p="http://ns.microsoft.com/photo/1.2/t/Region#" p:PersonDisplayName="Bo"/>',
        '<d xmlns:j="http://www.dji.com/drone-dji/1.0/" j:GpsLongtitude="2.3"/>',
        '<d xmlns:j="http://www.dji.com/drone-dji/1.0/" j:DroneSerialNumber="X"/>',
        '<d xmlns:c="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><c:CiEmailWork>a@b</c:CiEmailWork></d>',
    ],
)
def test_people_in_a_picture_and_fields_of_drones_are_told(fields: str) -> None:
    assert len(xmp.read_xmp(fields.encode())) == 1


# --- without what it tells

STRIPPED = [name for name in TOLD if name.startswith(("JPEG", "PNG", "WebP"))]


@pytest.mark.parametrize("name", STRIPPED)
def test_a_stripped_picture_tells_nothing_and_has_the_same_points(name: str) -> None:
    data = TOLD[name][0]
    bare = without(data)
    assert told(bare) == set()
    assert (b"Jane" in bare, b"Haven" in bare) == (False, False)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.tobytes() == after.tobytes()
    assert without(bare) == bare


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_turn_and_colours_stay(kind: str, turned: int) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture(kind, exif=told_by_exif(turned), icc=profile)
    bare = without(data)
    with Image.open(io.BytesIO(bare)) as after:
        assert after.info["icc_profile"] == profile
        assert after.getexif().get(0x0112, 1) == turned
    assert told(bare) == set()


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "LA", "I;16"])
def test_a_png_of_any_kind_keeps_what_shows(mode: str) -> None:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((16, 8)).convert(mode).save(file, "PNG", dpi=(72, 72))
    data = in_png(file.getvalue(), (b"tEXt", b"Comment\x00x"), (b"tIME", bytes(7)))
    bare = without(data)
    assert bare == file.getvalue()


def test_a_jpeg_that_comes_in_scans_or_is_of_four_colours_keeps_what_shows() -> None:
    for mode, more in (("RGB", {"progressive": True}), ("CMYK", {}), ("RGB", {"restart_marker_blocks": 1})):
        file = io.BytesIO()
        Image.effect_noise((64, 64), 60).convert(mode).save(file, "JPEG", **more)
        assert without(in_jpeg(file.getvalue(), (0xFE, b"a comment"), (0xE5, b"of a program"))) == file.getvalue()


@pytest.mark.parametrize("data", [JPEG, PNG, WEBP], ids=["JPEG", "PNG", "WebP"])
def test_what_follows_the_end_goes(data: bytes) -> None:
    assert without(data + in_jpeg(JPEG, (0xE1, EXIF))) == without(data)
    assert told(without(data)) == set()


def test_a_moving_webp_keeps_moving() -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (16, 8), (shade, 0, 0)) for shade in (0, 90, 200)]
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], duration=70, exif=EXIF)
    with Image.open(io.BytesIO(without(file.getvalue()))) as after:
        assert (after.n_frames, "exif" in after.info) == (3, False)  # type: ignore[attr-defined]


SECRET = b"Secret of Jane"
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
THUMBNAIL = (SECRET * 6)[: 4 * 6 * 3]
BEHIND_JFIF = b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x04\x06" + THUMBNAIL


def moving(kind: str) -> bytes:
    """Three pictures, of points that differ."""
    file = io.BytesIO()
    frames = [Image.linear_gradient("L").resize((16, 8)).point(lambda p, by=by: p // by) for by in (1, 2, 3)]
    frames[0].convert("RGB").save(file, kind, save_all=True, append_images=frames[1:], duration=70, lossless=True)
    return file.getvalue()


def chunks_of(data: bytes, start: int, order: Literal["big", "little"]) -> Iterator[tuple[bytes, bytes]]:
    """Name and contents of each chunk of a PNG ("big", which has checksums) or a WebP."""
    while start < len(data):
        first, second = data[start : start + 4], data[start + 4 : start + 8]
        size, name = (first, second) if order == "big" else (second, first)
        length = int.from_bytes(size, order)
        yield name, data[start + 8 : start + 8 + length]
        start += 8 + length + (4 if order == "big" else length % 2)


def png_with(data: bytes, *added: bytes, to: bytes) -> bytes:
    """A PNG with bytes behind what the last chunk of a name holds, or in more chunks of that name behind it."""
    chunks = list(chunks_of(data, 8, "big"))
    at = max(number for number, (name, _) in enumerate(chunks) if name == to)
    chunks[at] = (to, chunks[at][1] + added[0])
    chunks[at + 1 : at + 1] = [(to, one) for one in added[1:]]
    return in_png(data[:33], *chunks[1:])


def webp_with_in_frames(data: bytes, chunk: bytes) -> bytes:
    chunks = chunks_of(data, 12, "little")
    return webp_of(*[(name, held + chunk if name == b"ANMF" else held) for name, held in chunks])


ODD_CHUNK = b"JUNK" + (len(SECRET) + 1).to_bytes(4, "little") + SECRET + b"!\x00"
FEATURES = bytes(4) + b"\x0f\x00\x00\x07\x00\x00"
PACKED_ICC = zlib.compress(ICC)
HIDDEN = {
    "JPEG, the small picture of JFIF": in_jpeg(JPEG[:2] + JPEG[20:], (0xE0, BEHIND_JFIF)),
    "JPEG, a short head": in_jpeg(JPEG[:2] + JPEG[20:], (0xE0, b"JFIF\x00" + SECRET[:6])),
    "JPEG, the small picture of JFXX": in_jpeg(JPEG, (0xE0, b"JFXX\x00\x10" + SECRET)),
    "JPEG, behind Adobe's word": in_jpeg(JPEG, (0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01" + SECRET)),
    "JPEG, a comment": in_jpeg(JPEG, (0xFE, SECRET)),
    "JPEG, a mark that stands alone": JPEG[:2] + b"\xff\x01" + in_jpeg(JPEG, (0xFE, SECRET))[2:],
    "PNG, a palette to choose from": in_png(PNG, (b"sPLT", SECRET + b"\x00\x08")),
    "PNG, the name of a profile": in_png(PNG, (b"iCCP", SECRET + b"\x00\x00" + PACKED_ICC)),
    "PNG, behind a profile": in_png(PNG, (b"iCCP", b"x\x00\x00" + PACKED_ICC + SECRET)),
    "PNG, behind the points": png_with(PNG, SECRET, to=b"IDAT"),
    "PNG, in a chunk behind the points": png_with(PNG, b"", SECRET, SECRET, to=b"IDAT"),
    "PNG, behind the points of a frame": png_with(moving("PNG"), SECRET, to=b"fdAT"),
    "PNG, behind what a chunk holds": in_png(PNG, (b"gAMA", bytes(4) + SECRET)),
    "PNG, an unknown chunk": in_png(PNG, (b"seCr", SECRET)),
    "WebP, an unknown chunk": in_webp(WEBP, (b"JUNK", SECRET)),
    "WebP, in a frame": webp_with_in_frames(moving("WEBP"), ODD_CHUNK),
    "WebP, behind its features": webp_of((b"VP8X", FEATURES + SECRET), *chunks_of(WEBP, 12, "little")),
} | {
    f"JPEG, a segment {marker:X}": in_jpeg(JPEG, (marker, SECRET))
    for marker in (0x02, 0xBF, 0xC8, 0xF0, 0xF7, 0xFD, *range(0xE0, 0xF0))
}  # fmt: skip


def shown(data: bytes) -> list[bytes]:
    """The points of each picture in a file."""
    with Image.open(io.BytesIO(data)) as image:
        return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(image)]


@pytest.mark.parametrize("name", HIDDEN)
def test_only_what_a_decoder_needs_is_kept(name: str) -> None:
    data, bare = HIDDEN[name], without(HIDDEN[name])
    kind = name.partition(",")[0].upper()
    clean = moving(kind) if "frame" in name else picture(kind)
    assert SECRET[:6] in data
    assert SECRET[:6] not in bare
    assert shown(bare) == shown(clean)
    assert without(bare) == bare


@pytest.mark.parametrize("name", ["PNG, the name of a profile", "PNG, behind a profile"])
def test_a_profile_stays_under_a_name_that_all_have(name: str) -> None:
    bare = without(HIDDEN[name])
    assert dict(chunks_of(bare, 8, "big"))[b"iCCP"] == b"ICC profile\x00\x00" + PACKED_ICC
    with Image.open(io.BytesIO(bare)) as image:
        assert image.info["icc_profile"] == ICC


def test_of_the_first_segments_what_decides_density_and_colours_stays() -> None:
    bare = without(HIDDEN["JPEG, the small picture of JFIF"])
    assert bare[2:20] == b"\xff\xe0\x00\x10" + BEHIND_JFIF[:12] + b"\x00\x00"
    adobe = without(HIDDEN["JPEG, behind Adobe's word"])
    assert adobe[2:18] == b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x01"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_that_tells_nothing_stays_as_it_is(kind: str) -> None:
    assert without(moving(kind)) == moving(kind)


def test_a_png_whose_points_come_in_several_chunks_keeps_them() -> None:
    noise, file = Image.effect_noise((300, 300), 90), io.BytesIO()
    noise.save(file, "PNG")
    assert sum(name == b"IDAT" for name, _ in chunks_of(file.getvalue(), 8, "big")) > 1
    assert without(file.getvalue()) == file.getvalue()
    cut = in_png(file.getvalue()[:33], *list(chunks_of(file.getvalue(), 8, "big"))[1:2], (b"IEND", b""))
    assert without(cut) == cut  # shown as far as it goes


@pytest.mark.parametrize("data", [in_png(PNG, (b"SECR", SECRET)), in_jpeg(JPEG, (0xDE, SECRET))])
def test_what_must_be_known_to_show_a_picture_and_is_not_is_told(data: bytes) -> None:
    with pytest.raises(UnknownSegmentError):
        without(data)


NO_FRAME = JPEG.replace(b"\xff\xc0", b"\xff\xf7")
TAILS = {
    "of a table of steps": in_jpeg(JPEG, (0xDB, b"\x00" + bytes(64) + SECRET)),
    "of a table of codes": in_jpeg(JPEG, (0xC4, bytes(17) + SECRET)),
    "of a count": in_jpeg(JPEG, (0xDD, bytes(2) + SECRET)),
    "of a frame": in_jpeg(JPEG, (0xC0, b"\x08\x00\x08\x00\x10\x01\x01\x11\x00" + SECRET)),
    "no frame": NO_FRAME,
    "points that are none": png_with(PNG, b"", to=b"IDAT").replace(b"\x78\x9c", b"\x00\x00"),
    "a chunk of a frame that is cut": webp_with_in_frames(moving("WEBP"), ODD_CHUNK[:12]),
    "a frame that is too short": webp_of((b"VP8X", bytes(10)), (b"ANMF", bytes(9))),
    "a profile that is cut": in_png(PNG, (b"iCCP", b"x\x00\x00" + PACKED_ICC[:50])),
    "a profile without a name": in_png(PNG, (b"iCCP", b"x" * 90)),
    "the head": in_png(PNG[:33], (b"IHDR", bytes(13) + SECRET)),
}


@pytest.mark.parametrize("name", TAILS)
def test_what_no_decoder_takes_is_damage(name: str) -> None:
    with pytest.raises(DamagedPictureError):
        without(TAILS[name])


@pytest.mark.parametrize("name", ["TIFF, EXIF", "HEIC, EXIF"])
def test_formats_that_would_be_written_anew_are_left_alone(name: str) -> None:
    assert can_strip(io.BytesIO(TOLD[name][0])) is False


@pytest.mark.parametrize(
    "data",
    [
        JPEG[:15], JPEG[:20] + b"\x00" * 50, PNG[:40], PNG[:-12], WEBP[:-5], webp_of((b"VP8X", b"\x08"))[:-1],
        in_webp(WEBP)[:12] + b"VP8X" + b"\xff\xff\xff\x7f", in_png(PNG, (b"a b ", b"")), webp_of((b"VP8X", b"\x08")),
    ],
)  # fmt: skip
def test_damage_is_told_when_it_is_to_be_stripped_and_is_no_fault_when_it_is_read(data: bytes) -> None:
    assert told(data) == set()
    with pytest.raises(DamagedPictureError):
        without(data)


def test_a_jpeg_that_is_cut_off_within_its_points_is_stripped_as_far_as_it_goes() -> None:
    data = in_jpeg(JPEG, (0xE1, EXIF))
    assert without(data[:-20]) == JPEG[:-20]


# --- bytes of anybody

SAMPLES = [data for data, _ in TOLD.values()]


@pytest.mark.slow
@given(st.data())
def test_any_damage_ends_soon_and_what_can_be_stripped_tells_nothing_then(draw: st.DataObject) -> None:
    data = bytearray(draw.draw(st.sampled_from(SAMPLES)))
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data)))
        length = draw.draw(st.integers(0, 8))
        data[at : at + length] = draw.draw(
            st.sampled_from([b"", b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff", b"\x01"])
        )
    metadata_of(io.BytesIO(bytes(data)))
    if can_strip(io.BytesIO(bytes(data))):
        try:
            bare = without(bytes(data))
        except DamagedPictureError:
            return
        assert told(bare) == set()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (in_png(PNG, (b"zTXt", b"Author\x00\x00" + zlib.compress(bytes(5_000_000)))), "text"),
        (in_png(PNG, (b"tEXt", b"Author\x00" + bytes(5_000_000))), "text"),
        (in_png(PNG, (b"eXIf", bytes(5_000_000))), "EXIF"),
        (in_png(PNG, *[(b"tEXt", b"Title\x00x")] * 501), "text"),
        (in_webp(WEBP, (b"XMP ", b"<x>" * 200)), "XMP"),
        (in_webp(WEBP, (b"XMP ", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')), "XMP"),
        (in_webp(WEBP, (b"XMP ", b"<x>")), "XMP"),
        (in_webp(WEBP, (b"EXIF", BARE_EXIF[:-60])), "EXIF"),
        (heif(*[b"II*\x00\x08\x00\x00\x00"] * 21), "EXIF"),
    ],
)
def test_metadata_that_is_not_read_in_full_is_told(data: bytes, field: str) -> None:
    assert MetadataField(MetadataKind.UNREAD, field) in metadata_of(io.BytesIO(data))


def test_a_picture_of_a_hundred_thousand_points_a_side_is_not_unpacked() -> None:
    side = (100_000).to_bytes(4, "big")
    head = PNG[:16] + side + side + PNG[24:33]
    assert told(in_png(head + PNG[33:], (b"eXIf", BARE_EXIF))) == BY_EXIF


def test_directories_that_lead_in_a_circle_end() -> None:
    circle = b"MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x08"
    assert told(circle) == set()


def test_the_small_picture_in_the_head_of_a_jpeg_goes() -> None:
    plain = picture("JPEG")
    assert plain[2:11] == b"\xff\xe0\x00\x10JFIF\x00"
    small = b"canary" * 128  # 16 by 16 points of three bytes
    head = b"\xff\xe0" + (16 + len(small)).to_bytes(2, "big") + plain[6:18] + b"\x10\x10" + small
    extension = b"\xff\xe0" + (8 + len(small)).to_bytes(2, "big") + b"JFXX\x00\x13" + small
    assert b"".join(without_metadata(io.BytesIO(plain[:2] + head + extension + plain[20:]))) == plain
