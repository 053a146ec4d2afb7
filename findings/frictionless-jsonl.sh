#!/usr/bin/env bash
# A table of JSON Lines in a Data Package: frictionless reads the columns off the first line alone. What a later line has
# besides is dropped from its rows without an error, which call themselves valid; and a schema is laid over the keys by their
# places, not their names, so the same two objects with their keys the other way round are full of wrong types.
# To JSON the order of keys means nothing, and a key may be left out.
# Seen: frictionless 5.21.0 (extra "json"). Source: frictionless/formats/json/parsers/jsonl.py.
# What sitegen does: every line of its tables has every key of the schema, in the schema's order; of the annotations, whose keys
# differ, the package's description names all keys in its dialect (json, keys), which makes them columns.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "frictionless[json]==5.21.0" 2>/dev/null
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

from frictionless import Package, Resource

FIELDS = {"fields": [{"name": "id", "type": "string"}, {"name": "count", "type": "integer"}]}


def read(name: str, words: str) -> list[dict[str, object]]:
    Path(name).write_text(words, encoding="utf-8")
    return [dict(row) | {"valid": row.valid} for row in Resource(name).read_rows()]


print("frictionless", version("frictionless"))
rows = read("later.jsonl", '{"id": "a", "count": 1}\n{"id": "b", "count": 2, "note": "kept?"}\n')
print("a key of the second line alone:", rows)
Path("turned.jsonl").write_text('{"count": 1, "id": "a"}\n', encoding="utf-8")
package = Package({"name": "p", "resources": [{"name": "t", "path": "turned.jsonl", "format": "jsonl", "schema": FIELDS}]})
report = package.validate()
kinds = sorted({error.type for task in report.tasks for error in task.errors})
print("keys in another order than the schema's:", "valid" if report.valid else kinds)
is_so = rows[1] == {"id": "b", "count": 2, "valid": True} and "type-error" in kinds
sys.exit(0 if is_so else 1)
PYTHON
