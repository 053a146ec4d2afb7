"""Metadata of EXIF and TIFF, read with Pillow from their directories alone, never from pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final

from sitegen.content.media.metadata_fields import MetadataField, MetadataKind, metadata_words
from sitegen.core import extras

if TYPE_CHECKING:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

_EXIF: Final = 0x8769
_GPS: Final = 0x8825
_ORIENTATION: Final = 0x0112
_XMP: Final = 0x02BC
_IPTC: Final = 0x83BB
_PHOTOSHOP: Final = 0x8649
_MOST_DIRECTORIES: Final = 200
"""Directories of a file that are read; each page of a TIFF has one."""
_MOST_BYTES: Final = 32_000_000
"""Bytes of the values of one directory, which Pillow holds in memory."""

_GPS_FIELDS: Final = {2: "GPSLatitude", 4: "GPSLongitude", 20: "GPSDestLatitude", 22: "GPSDestLongitude"}
_GPS_FIELDS_IN_WORDS: Final = {28: "GPSAreaInformation"}
_FIELDS: Final = {
    0x013B: (MetadataKind.NAME, "Artist"),
    0x9C9D: (MetadataKind.NAME, "XPAuthor"),
    0xA430: (MetadataKind.NAME, "CameraOwnerName"),
    0xA437: (MetadataKind.NAME, "Photographer"),
    0xA438: (MetadataKind.NAME, "ImageEditor"),
    0xA431: (MetadataKind.DEVICE, "BodySerialNumber"),
    0xA435: (MetadataKind.DEVICE, "LensSerialNumber"),
    0xC62F: (MetadataKind.DEVICE, "CameraSerialNumber"),
}


class ExifMetadata(list[MetadataField]):
    """The fields that EXIF tells, with the blocks of other metadata that were found in it."""

    def __init__(self) -> None:
        super().__init__()
        self.xmp: list[bytes] = []
        self.iptc: list[bytes] = []
        self.photoshop: list[bytes] = []


class _LimitedFile:
    """A file whose length Pillow takes for at most `_MOST_BYTES`, so that it reads no more into memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.read, self.tell = file.read, file.tell

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        reached = self._file.seek(place, whence)
        return self._file.seek(_MOST_BYTES) if whence == io.SEEK_END and reached > _MOST_BYTES else reached


def read_exif(file: IO[bytes]) -> ExifMetadata:
    """The metadata in the directories of a TIFF, which EXIF behind its prefix is; UNREAD for what cannot be read.

    Raises MissingExtraError where Pillow is not installed.
    """
    extras.require("media")
    found = ExifMetadata()
    with warnings.catch_warnings(record=True) as faults:
        warnings.simplefilter("always")
        try:
            for directory in _directories(file):
                _read_directory(file, directory, found)
        except Exception:  # a library that is given foreign bytes can fail in any way
            found.append(MetadataField(MetadataKind.UNREAD, "EXIF"))
    if faults:
        found.append(MetadataField(MetadataKind.UNREAD, "EXIF"))
    return found


def orientation(data: bytes) -> int:
    """The orientation in EXIF, 2 to 8; 0 = not turned, or not given. Raises MissingExtraError."""
    extras.require("media")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = next(_directories(io.BytesIO(data))).get(_ORIENTATION)
        except Exception:  # as above
            return 0
    return value if isinstance(value, int) and 2 <= value <= 8 else 0


def orientation_alone(value: int) -> bytes:
    """EXIF that holds an orientation and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\x00\x03" + b"\x00\x00\x00\x01" + value.to_bytes(2, "big") + b"\x00\x00"
    return b"MM\x00\x2a\x00\x00\x00\x08" + b"\x00\x01" + entry + b"\x00\x00\x00\x00"


def _directories(file: IO[bytes]) -> Iterator[ImageFileDirectory_v2]:
    """The chain of directories, each of which gives the offset of the next."""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    file.seek(0)
    head = file.read(8)
    if head[2:4] in (b"\x2b\x00", b"\x00\x2b"):  # BigTIFF has a longer one
        head += file.read(8)
    directory = ImageFileDirectory_v2(head)
    place, met = directory.next, set[int]()
    while place and place not in met and len(met) < _MOST_DIRECTORIES:
        met.add(place)
        directory = _loaded(file, directory, place)
        yield directory
        place = directory.next


def _loaded(
    file: IO[bytes], like: ImageFileDirectory_v2, place: int, group: int | None = None
) -> ImageFileDirectory_v2:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    directory = ImageFileDirectory_v2(prefix=like.prefix, group=group)
    directory._bigtiff = like._bigtiff
    file.seek(place)
    directory.load(_LimitedFile(file))  # type: ignore[arg-type]  # it reads, seeks and tells
    return directory


def _read_directory(file: IO[bytes], directory: ImageFileDirectory_v2, found: ExifMetadata) -> None:
    _read_fields(directory, found)
    for tag in (_EXIF, _GPS):
        place = directory.get(tag)
        if isinstance(place, int):
            inner = _loaded(file, directory, place, tag)
            (_read_gps_position if tag == _GPS else _read_fields)(inner, found)
    for tag, where in ((_XMP, found.xmp), (_IPTC, found.iptc), (_PHOTOSHOP, found.photoshop)):
        raw = directory.tagtype.get(tag) and directory._tagdata.get(tag)
        if raw:
            where.append(bytes(raw))


def _read_fields(directory: ImageFileDirectory_v2, found: ExifMetadata) -> None:
    for tag, (what, name) in _FIELDS.items():
        if tag in directory and (words := _words(directory[tag], is_utf_16=0x9C9B <= tag <= 0x9C9F)):
            found.append(MetadataField(what, name, words))


def _read_gps_position(directory: ImageFileDirectory_v2, found: ExifMetadata) -> None:
    for tag, name in _GPS_FIELDS.items():
        if tag in directory:
            found.append(MetadataField(MetadataKind.PLACE, name))
    for tag, name in _GPS_FIELDS_IN_WORDS.items():
        if tag in directory and _words(directory[tag]):
            found.append(MetadataField(MetadataKind.PLACE, name))


def _words(value: object, *, is_utf_16: bool = False) -> str:
    """A value as text; empty where a camera only reserved room for it."""
    if isinstance(value, tuple):
        value = (
            bytes(value) if all(isinstance(one, int) and 0 <= one < 256 for one in value) else " ".join(map(str, value))
        )
    if isinstance(value, bytes):
        value = value.decode("utf-16-le" if is_utf_16 else "utf-8", errors="replace")
    return metadata_words(str(value))
