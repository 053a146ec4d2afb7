#!/usr/bin/env bash
# undate reads "1961?" and "1961~" as EDTF and loses the sign: both are the year 1961, and so they are written. A negative year
# is written as what is no EDTF: -0001 as 00-1. A season, "2001-21", which is level 1 too, ends in a VisitError.
# Seen: undate 0.8.0. Source: undate/converters/edtf/transformer.py, undate/undate.py.
# What sitegen does: it keeps what was typed, and shows "1961, uncertain", "about 1961", "2 BC", "spring 2001".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check undate==0.8.0 2>/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from undate import Undate

written = {text: Undate.parse(text, "EDTF").format("EDTF") for text in ("1961?", "1961~", "-0001")}
try:
    Undate.parse("2001-21", "EDTF")
    season = "is read"
except Exception as error:
    season = f"raises {type(error).__name__}"
print("undate", version("undate"), "writes", written, "and 2001-21", season)
sys.exit(0 if written["1961?"] == written["1961~"] == "1961" and written["-0001"] != "-0001" else 1)
PYTHON
