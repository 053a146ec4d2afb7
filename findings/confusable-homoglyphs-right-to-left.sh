#!/usr/bin/env bash
# In confusable-homoglyphs 3.3.1 letters that are written from right to left stand in the table between two marks of direction
# (U+200E), as they do in Unicode's own file for the eye: who looks a Hebrew or Arabic letter up by itself finds no partner.
# Its pairs have no direction either, so that neither of two letters is the one that a skeleton is made of.
# Source: confusables.json of the package, made from Unicode's confusables.txt.
# What sitegen does: it asks ICU for skeletons (SpoofChecker), whose table has neither marks nor pairs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check confusable-homoglyphs==3.3.1 2>/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from confusable_homoglyphs.confusables import confusables_data

vav = "\u05d5"
alone, between = confusables_data.get(vav), confusables_data.get(f"\u200e{vav}\u200e")
print("confusable-homoglyphs", version("confusable-homoglyphs"))
print("the letter vav alone:", alone, "; between two U+200E:", between and between[:2])
sys.exit(0 if alone is None and between else 1)
PYTHON
