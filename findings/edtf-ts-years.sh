#!/usr/bin/env bash
# @edtf-ts/core puts the years 0 to 99 into the twentieth century, "0044-03-15" is 15 March 1944, passes over the zone of a time,
# and lets the decade "-004X" end before it begins.
# Seen: @edtf-ts/core 0.4.2. Source: Date.UTC of JavaScript, which takes years below 100 for those of 1900.
# What sitegen does: 15 March 44; the day that a time has in its own zone; -004X is from 50 to 41 BC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save @edtf-ts/core@0.4.2 >/dev/null
cat > seen.mjs <<'JAVASCRIPT'
import { parse } from "@edtf-ts/core";
const bounds = (text) => { const { value } = parse(text); return [value.min, value.max].map((one) => new Date(one).toISOString()); };
const seen = Object.fromEntries(["0044-03-15", "1985-04-12T23:20:30+04:30", "-004X"].map((text) => [text, bounds(text)]));
console.log("@edtf-ts/core 0.4.2", seen);
process.exit(seen["0044-03-15"][0].startsWith("1944") ? 0 : 1);
JAVASCRIPT
node seen.mjs
