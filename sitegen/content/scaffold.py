"""What the commands `new` and `schema` write: an archive to start from, and the schemas of its records.

Below `starter/` there is a folder for each kind of archive, a small one that is whole and invented, and `common/` with
what every kind gets: its `README.md` is filled in, and a name that begins with `dot-` begins with a dot in the archive.
Below `starter/de/` there is each of them in German; all other languages get the English one.
"""

from __future__ import annotations

import hashlib
import json
import os
import string
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problem
from sitegen.core.version import __version__

SCHEMAS: Final = ".schemas"
"""The folder of the schemas in a new archive."""

_RECORDS: Final = {"actor": "actors", "article": "articles", "claim": "claims", "note": "notes", "topic": "topics"}
_DOT: Final = "dot-"
_RUN: Final = 0o755


_ENGLISH: Final = "en"
EXAMPLE_LANGUAGES: Final = (_ENGLISH, "de")
"""The languages in which there are examples."""


class StarterChoices(FrozenRecord):
    """What an archive is started with."""

    title: str
    language: str
    """A tag of BCP 47."""
    base_url: str
    """Where the site will stand; empty where that is not known yet."""
    kind: str
    """A folder of `starter/` that is neither `common` nor a language."""


def is_free(folder: Path) -> bool:
    """Whether an archive may be made there: in a folder that is absent or empty, but for what Git keeps."""
    return not folder.exists() or (folder.is_dir() and all(path.name == ".git" for path in folder.iterdir()))


def taken_folder(folder: Path) -> Problem:
    """Why no archive is made in a folder that is not free."""
    return Problem(
        Location(folder.as_posix()),
        "output-refused",
        f'"{folder}" is not empty',
        "name a folder that does not exist yet: nothing of yours is ever written over",
    )


def create_archive(folder: Path, choices: StarterChoices) -> Problem | None:
    """Fill a free `folder` with an archive; a problem, and nothing written, where it is not free or cannot be written.

    Reports: output-refused, unwritable-output.
    """
    if not is_free(folder):
        return taken_folder(folder)
    made: list[Path] = []
    try:
        for name, data in starter_files(choices).items():
            _write_new(folder / name, data, made)
    except OSError as error:
        _take_back(made)
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


def starter_files(choices: StarterChoices) -> dict[str, bytes]:
    """The files of a new archive by their paths."""
    starter = files("sitegen.content") / "starter"
    found = dict(_read(starter / choices.kind))
    if (language := example_language(choices.language)) != _ENGLISH:
        found = {"week.md": found["week.md"], **dict(_read(starter / language / choices.kind))}
    found |= dict(_read(starter / "common"))
    words = {"title": choices.title, "week": found.pop("week.md").decode()}
    found["README.md"] = string.Template(found["README.md"].decode()).substitute(words).encode()
    found["content/site.yaml"] = _settings(found["content/site.yaml"].decode(), choices).encode()
    found[".vscode/settings.json"] = _json({"yaml.schemas": _schema_paths()})
    schemas = {f"{SCHEMAS}/{name}": data for name, data in schema_files().items()}
    return dict(sorted({**found, **_installation(), **schemas}.items()))


def example_language(language: str) -> str:
    """The language of the example in an archive that is in `language`, a tag of BCP 47."""
    own = language.partition("-")[0].lower()
    return own if own in EXAMPLE_LANGUAGES else _ENGLISH


def schema_files() -> dict[str, bytes]:
    """The JSON Schema of every record kind: `<kind>.schema.json`."""
    from sitegen.content.schema import json_schemas

    return {f"{kind}.schema.json": _json(schema) for kind, schema in sorted(json_schemas().items())}


def write_schemas(folder: Path) -> list[Path]:
    """Write all of `schema_files`; the paths written. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in schema_files().items():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return written


def _json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _schema_paths() -> dict[str, list[str]]:
    """For each schema the files that are to be written by it, as the YAML language server reads it."""
    of_records = {
        f"{SCHEMAS}/{kind}.schema.json": [f"content/{name}/**/*.{end}" for end in ("yaml", "yml")]
        for kind, name in _RECORDS.items()
    }
    return {**of_records, f"{SCHEMAS}/site.schema.json": ["content/site.yaml", "content/site.yml"]}


def _settings(text: str, choices: StarterChoices) -> str:
    """The kind's site.yaml with what was chosen, its comments kept."""
    from sitegen.content.schema import WrittenSite, keys_at
    from sitegen.content.yaml_edit import record_edits

    chosen = {"title": choices.title, "language": choices.language, "base_url": choices.base_url or None}
    edited = record_edits.change(text, "content/site.yaml", (), chosen, keys_at(WrittenSite, ()))
    if edited is None:
        raise ValueError(chosen)
    return edited


def _installation() -> dict[str, bytes]:
    """`requirements.txt`, by which pip installs the sitegen that is running with all extras, and its wheel if at hand.

    Source: PEP 610, `direct_url.json`: from where a package was installed, without passwords.
    """
    try:
        origin = json.loads(distribution("sitegen").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    address, version = origin.get("url", ""), origin.get("vcs_info")
    sha256 = origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    if address.startswith("https://"):
        source = f"{version['vcs']}+{address}@{version['commit_id']}" if version else address
        mark = f"#sha256={sha256}" if sha256 and not version else ""
        return {"requirements.txt": f"sitegen[all] @ {source}{mark}\n".encode()}
    name = f"sitegen-{__version__}-py3-none-any.whl"
    wheel = _wheel(address, name, sha256)
    asks = "" if wheel else "# Put the wheel that sitegen was installed from beside this file, or its address here.\n"
    return {"requirements.txt": f"{asks}./{name}[all]\n".encode(), **({name: wheel} if wheel else {})}


def _wheel(address: str, name: str, sha256: str | None) -> bytes | None:
    """The file that sitegen was installed from; None where it is none, or no longer that one."""
    path = unquote(urlsplit(address).path)
    file = Path(path.removeprefix("/") if os.name == "nt" else path)
    if not address.startswith("file:") or file.name != name:
        return None
    try:
        data = file.read_bytes()
    except OSError:
        return None
    is_same = sha256 in (None, hashlib.sha256(data).hexdigest())  # not every installer notes the hash
    return data if is_same else None


def _read(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        name = item.name.replace(_DOT, ".", 1) if item.name.startswith(_DOT) else item.name
        if item.is_dir():
            yield from _read(item, f"{above}{name}/")
        else:
            yield f"{above}{name}", item.read_bytes()


def _write_new(path: Path, data: bytes, made: list[Path]) -> None:
    """Write a file that is not there, and tell in `made` what came to be, folders first. Raises OSError."""
    for folder in reversed([path.parent, *path.parent.parents]):
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
    with path.open("xb") as file:
        made.append(path)
        file.write(data)
    if data.startswith(b"#!"):
        path.chmod(_RUN)


def _take_back(made: list[Path]) -> None:
    """Remove what was written before it went wrong."""
    for path in reversed(made):
        try:
            path.rmdir() if path.is_dir() else path.unlink()
        except OSError:  # somebody else put something there
            return
