#!/usr/bin/env bash
# yaml-edit 0.2.0 (2026) writes most texts in the letters that they are given in. A text that can stand neither plain nor in
# single quotation marks (it has `: ` and an apostrophe) it puts into double ones, and there every letter beyond ASCII
# becomes an escape: `мост's: x` is stored as "\u043C\u043E\u0441\u0442's: x". It is valid YAML and reads back as the same,
# but an author who opens the file cannot read it. YAML needs no such escapes (1.2.2, 5.1 and 5.7).
# Source: the package as published; seen on Linux with Python 3.11.
# What sitegen does: it changes YAML with an engine of its own (docs/decisions/0028), which writes letters as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check yaml-edit==0.2.0 pyyaml==6.0.3 2>/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import yaml
import yaml_edit

print("yaml-edit", version("yaml-edit"))
for words in ("мост: x", "мост's: x"):
    document = yaml_edit.Document.parse("where: bridge\n")
    document["where"] = words
    text = str(document)
    print(repr(words), "->", text.strip())
    assert yaml.safe_load(text) == {"where": words}
    assert ("\\u043C" in text) == ("'" in words), "no longer so"
PYTHON
