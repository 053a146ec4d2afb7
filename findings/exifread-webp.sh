#!/usr/bin/env bash
# ExifRead 3.5.1 finds no EXIF in a valid WebP whose EXIF chunk begins with the TIFF header, as RFC 9649 has it and as
# programs write it: it passes over six bytes for a prefix "Exif\0\0" that is not there, and says nothing. A program that warns of
# places in pictures would call such a picture clean. Source: exifread, find_webp_exif.
# What sitegen does: it finds the chunk itself, with or without the prefix, and has Pillow read the TIFF directories.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ExifRead==3.5.1 pillow==13.0.0 2>/dev/null
"$folder/venv/bin/python" - "$folder/picture.webp" <<'PYTHON'
import sys
from importlib.metadata import version

import exifread
from PIL import Image

path = sys.argv[1]
exif = Image.Exif()
exif[0x013B] = "Somebody"  # Artist
Image.new("RGB", (8, 8)).save(path, exif=exif.tobytes().removeprefix(b"Exif\0\0"))
data = open(path, "rb").read()
chunk = data[data.index(b"EXIF") + 8 :][:6]
with open(path, "rb") as file:
    try:
        found = exifread.process_file(file)
    except Exception as error:
        found = f"raised {error!r}"
pillow = dict(Image.open(path).getexif())
print("ExifRead", version("exifread"), "finds", found, "; Pillow", version("pillow"), "finds", pillow)
print("the chunk begins with", chunk)
assert pillow.get(0x013B) == "Somebody"
sys.exit(0 if "Somebody" not in str(found) else 1)
PYTHON
