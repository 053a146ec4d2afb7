"""Find the files of an archive by what they are for, and report those that nothing reads."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problems
from sitegen.core.suggestions import did_you_mean
from sitegen.files.source_files import CONTENT, SEEDS, report_unreadable
from sitegen.files.source_walk import SourceWalk, report_unportable

KINDS: Final = ("articles", "actors", "claims", "notes", "topics")
"""Folders of records in `content/`."""
PAGES: Final = "pages"
MEDIA: Final = "media"
SITE_FILES: Final = ("site.yaml", "site.yml")
YAML_ENDS: Final = (".yaml", ".yml")
SEED_ENDS: Final = (".txt", ".md")
_NAMELESS: Final = tuple(f"/{end}" for end in YAML_ENDS)


class ArchiveFiles(FrozenRecord):
    """The files of an archive by what they are for; paths from its root, with forward slashes, in order."""

    site: str = ""
    """Empty = there is none."""
    records: dict[str, list[str]] = msgspec.field(default_factory=lambda: {kind: [] for kind in KINDS})
    """Folder → YAML files."""
    pages: list[str] = msgspec.field(default_factory=list)
    media: list[str] = msgspec.field(default_factory=list)
    """Paths below `content/media/`."""
    seeds: list[str] = msgspec.field(default_factory=list)
    """Paths below `seeds/`."""


def find_files(root: Path, problems: Problems) -> ArchiveFiles | None:
    """The files below `root`; None where there is no archive.

    Reports: no-archive, outside-link, unreadable-file, unknown-file, unportable-name.
    """
    if not any(os.path.lexists(root / name) for name in (CONTENT, SEEDS)):
        problems.add(
            Location(root.as_posix()),
            "no-archive",
            f'"{root}" is no archive: it has neither a folder "{SEEDS}" nor a folder "{CONTENT}"',
            "go to the archive's folder or name it with --root; `sitegen new DIR` makes one to start from",
        )
        return None
    walk = SourceWalk(root, problems)
    _report_folders(root, problems)
    content = [path.removeprefix(f"{CONTENT}/") for path in walk.files(CONTENT)]
    sites = [name for name in SITE_FILES if name in content]
    files = ArchiveFiles(site=f"{CONTENT}/{sites[0]}" if sites else "")
    for path in content:
        _sort_in(path, files, problems)
    for path in walk.files(SEEDS):
        if path.lower().endswith(SEED_ENDS):
            files.seeds.append(path.removeprefix(f"{SEEDS}/"))
        else:
            message = f'"{path.rpartition("/")[2]}" is no seed and is not read'
            hint = "seeds are .txt and .md files: save it as one, or let its name begin with _"
            cause = f'"{end}" files are no seeds and are not read' if (end := PurePosixPath(path).suffix) else ""
            problems.add(Location(path), "unknown-file", message, hint, cause=cause)
    return files


def with_changes(files: ArchiveFiles, changes: Mapping[str, bytes | None]) -> ArchiveFiles:
    """The files as they will be once these are written, by path from the root; None = it is gone."""
    changed = ArchiveFiles(files.site, {kind: [*found] for kind, found in files.records.items()}, [*files.pages])
    changed.media.extend(files.media)
    changed.seeds.extend(files.seeds)
    for path, data in sorted(changes.items()):
        for listed in (*changed.records.values(), changed.pages):
            if path in listed:
                listed.remove(path)
        if data is not None:
            _sort_in(path.removeprefix(f"{CONTENT}/"), changed, Problems())
    for listed in (*changed.records.values(), changed.pages):
        listed.sort()
    return changed


def _report_folders(root: Path, problems: Problems) -> None:
    """Report settings that are a folder. Reports: unreadable-file."""
    for name in SITE_FILES:
        path = f"{CONTENT}/{name}"
        if (root / path).is_dir() and not (root / path).is_symlink():
            report_unreadable(path, "it is a folder, not a file", problems)


def _sort_in(path: str, files: ArchiveFiles, problems: Problems) -> None:
    """Add a file of `content/` to the list it belongs to. Reports: unknown-file, unportable-name."""
    top, slash, rest = path.partition("/")
    if top in KINDS and path.endswith(YAML_ENDS) and not path.endswith(_NAMELESS):
        files.records[top].append(f"{CONTENT}/{path}")  # as most are: the rest takes ten times as long
        return
    end = PurePosixPath(path).suffix.lower()
    location = Location(f"{CONTENT}/{path}")
    if slash and top == MEDIA:
        report_unportable(rest, location, problems)
        files.media.append(rest)
    elif slash and top == PAGES and end == ".md":
        files.pages.append(location.file)
    elif slash and top in KINDS and end in YAML_ENDS:
        files.records[top].append(location.file)
    elif slash and top in (*KINDS, PAGES):
        hint = _hint_in_folder(top, end)
        cause = f'"{end}" files are not read in {CONTENT}/{top}/' if end else ""
        problems.add(location, "unknown-file", f'"{rest}" is not read', hint, cause=cause)
    elif slash:
        names = (*KINDS, PAGES, MEDIA)
        hint = did_you_mean(top, {name: name for name in names}) or f"there are {', '.join(names)}"
        problems.add(Location(f"{CONTENT}/{top}"), "unknown-file", f'there is no folder "{top}" in {CONTENT}/', hint)
    elif location.file != files.site:
        problems.add(location, "unknown-file", f'"{path}" is not read', _hint_on_top(path, files))


def _hint_in_folder(folder: str, end: str) -> str:
    if folder == PAGES:
        return "prose pages are .md files"
    if folder == "articles" and end in SEED_ENDS:
        return f"texts of articles belong into {SEEDS}/; here is what is known about them, in .yaml files"
    return "records are .yaml files; let other files' names begin with _"


def _hint_on_top(name: str, files: ArchiveFiles) -> str:
    if name in (*KINDS, PAGES, MEDIA):
        return f'"{name}" has to be a folder; make one, and move what is in this file into it'
    stem, end = PurePosixPath(name).stem, PurePosixPath(name).suffix
    if name in SITE_FILES:
        return f"settings are read from {files.site}; delete one of the two"
    if end in YAML_ENDS:
        folder = next((kind for kind in KINDS if stem in (kind, kind[:-1])), "")
        return f"move it into {CONTENT}/{folder or KINDS[1]}/, or into another folder of records"
    return f"prose belongs into {CONTENT}/{PAGES}/, pictures into {CONTENT}/{MEDIA}/"
