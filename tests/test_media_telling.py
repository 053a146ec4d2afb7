"""What pictures tell besides what they show, and the same pictures without it."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import IPTC, PHOTOSHOP, XMP, heif, in_jpeg, in_png, in_webp, picture, told_by_exif, webp_of
from PIL import Image, ImageCms

from sitegen.media import exif, xmp
from sitegen.media.parts import DamagedPictureError
from sitegen.media.stripping import can_strip, stripped
from sitegen.media.tell import Tell, What
from sitegen.media.telling import tells

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
    return {one.field for one in tells(io.BytesIO(data))}


def without(data: bytes) -> bytes:
    return b"".join(stripped(io.BytesIO(data)))


@pytest.mark.parametrize(("data", "fields"), TOLD.values(), ids=TOLD)
def test_a_picture_tells_places_names_and_numbers(data: bytes, fields: set[str]) -> None:
    assert told(data) == fields


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_rights_turns_and_empty_fields_tell_nothing(data: bytes) -> None:
    assert told(data) == set()


def test_of_a_place_only_the_field_is_known_and_of_a_name_its_words() -> None:
    data = in_jpeg(JPEG, (0xE1, EXIF), (0xED, b"Photoshop 3.0\x00" + PHOTOSHOP))
    assert tells(io.BytesIO(data)) == (
        Tell(What.DEVICE, "BodySerialNumber", "SN-42"),
        Tell(What.NAME, "Artist", "Jane Source"),
        Tell(What.NAME, "By-line", "Jane Source"),
        Tell(What.NAME, "CameraOwnerName", "Olga Owner"),
        Tell(What.PLACE, "City"),
        Tell(What.PLACE, "GPSLatitude"),
        Tell(What.PLACE, "GPSLongitude"),
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
    assert len(xmp.told(fields.encode())) == 1


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
        Image.effect_noise((64, 64), 60).convert(mode).save(file, "JPEG", **more)  # type: ignore[arg-type]
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


@given(st.data())
def test_any_damage_ends_soon_and_what_can_be_stripped_tells_nothing_then(draw: st.DataObject) -> None:
    data = bytearray(draw.draw(st.sampled_from(SAMPLES)))
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data)))
        length = draw.draw(st.integers(0, 8))
        data[at : at + length] = draw.draw(
            st.sampled_from([b"", b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff", b"\x01"])
        )
    tells(io.BytesIO(bytes(data)))
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
    assert Tell(What.UNREAD, field) in tells(io.BytesIO(data))


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
    assert b"".join(stripped(io.BytesIO(plain[:2] + head + extension + plain[20:]))) == plain
