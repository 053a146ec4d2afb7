#!/usr/bin/env bash
# "1961/1961" is an interval of level 0, its ends of year precision: something that began and ended in 1961. edtf of npm refuses
# it with "invalid upper bound", as if it ended before it began. It also refuses a doubtful decade, "196X?".
# Seen: edtf 4.11.1. Source: edtf/src/interval.js, upper.
# What sitegen does: it reads both, and refuses only what ends before it begins ("1963/1961").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --no-save edtf@4.11.1 >/dev/null
cat > seen.mjs <<'JAVASCRIPT'
import edtf from "edtf";
const said = (text) => { try { return edtf(text).edtf; } catch (error) { return `refused: ${error.message.split("\n")[0]}`; } };
const seen = Object.fromEntries(["1961/1963", "1961/1961", "196X", "196X?"].map((text) => [text, said(text)]));
console.log("edtf 4.11.1", seen);
process.exit(seen["1961/1961"].startsWith("refused") && seen["1961/1963"] === "1961/1963" ? 0 : 1);
JAVASCRIPT
node seen.mjs
