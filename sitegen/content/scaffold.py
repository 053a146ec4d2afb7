"""What the commands `new` and `schema` write: a small archive to start from, and the schemas of its records."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sitegen.core.problems import Location, Problem


def create_archive(folder: Path) -> Problem | None:
    """Fill an absent or empty `folder` with the starter archive; a problem, and nothing written, if it holds anything.

    Reports: output-refused, unwritable-output.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return Problem(
            Location(folder.as_posix()),
            "output-refused",
            f'"{folder}" is not empty',
            "name a folder that does not exist yet: nothing of yours is ever written over",
        )
    try:
        _copy(files("sitegen.content") / "starter", folder)
    except OSError as error:
        return unwritable_folder(folder, error)
    return None


def unwritable_folder(folder: Path, error: OSError) -> Problem:
    """Why a folder could not be filled."""
    return Problem(
        Location(folder.as_posix()),
        "unwritable-output",
        f'"{folder}" cannot be written: {error.strerror}',
        "choose a folder that you may write to",
    )


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schema of every record kind as `<kind>.schema.json`; the paths written. Raises OSError."""
    from sitegen.content.schema import json_schemas

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in sorted(json_schemas().items()):
        path = folder / f"{kind}.schema.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for item in sorted(source.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            _copy(item, target / item.name)
        else:
            (target / item.name).write_bytes(item.read_bytes())
