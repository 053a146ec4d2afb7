#!/usr/bin/env bash
# Winter 2001, "2001-24" in EDTF of level 1: December 2001 alone for edtf of PyPI, October to December for edtf of npm, December
# to February for @edtf-ts/core. No two agree, and each answers without a doubt; the standard gives seasons no months.
# Seen: edtf 5.0.2 (PyPI), edtf 4.11.1 and @edtf-ts/core 0.4.2 (npm).
# What sitegen does: a season has a name and a place behind the months of its year, and no bounds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check edtf==5.0.2 2>/dev/null
npm install --silent --no-audit --no-fund --no-save edtf@4.11.1 @edtf-ts/core@0.4.2 >/dev/null
cat > seen.mjs <<'JAVASCRIPT'
import edtf from "edtf";
import { parse } from "@edtf-ts/core";
for (const { min, max } of [edtf("2001-24"), parse("2001-24").value]) {
  console.log([min, max].map((one) => new Date(one).toISOString().slice(0, 10)).join(" "));
}
JAVASCRIPT
{
  venv/bin/python -c '
from time import strftime
from edtf import parse_edtf
winter = parse_edtf("2001-24")
print(*(strftime("%Y-%m-%d", day) for day in (winter.lower_strict(), winter.upper_strict())))'
  node seen.mjs
} | tee answers
test "$(sort -u answers | wc -l)" = 3
