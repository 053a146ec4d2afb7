#!/usr/bin/env bash
# An interval whose end is unknown, "1985/", has for edtf of PyPI an end all the same: ten years on, 1995-01-01; one whose
# beginning is unknown begins ten years before. Nothing says that this is made up. An open end, "1985/..", is infinite.
# Seen: edtf 5.0.2. Source: edtf/appsettings.py, DELTA_IF_UNKNOWN.
# What sitegen does: unknown and open ends are two values without bounds; readers see "1985 to an unknown date".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2 2>/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version
from time import strftime

from edtf import parse_edtf

end, beginning = parse_edtf("1985/").upper_strict(), parse_edtf("/1985").lower_strict()
print("edtf", version("edtf"), "1985/ ends", strftime("%Y-%m-%d", end), "and /1985 begins", strftime("%Y-%m-%d", beginning))
sys.exit(0 if (end.tm_year, beginning.tm_year) == (1995, 1975) else 1)
PYTHON
