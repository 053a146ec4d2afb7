"""The files of an archive: what is read, what is passed over, and what must not be there.

Links that lead out of the archive are not followed, and only regular files are ever opened: a pipe would wait for ever.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from sitegen.nearest import did_you_mean
from sitegen.problems import Location, Problems
from sitegen.sources import CONTENT, SEEDS, TEMPLATES, is_passed_over, unreadable
from sitegen.urls import DEVICES

KINDS: Final = ("articles", "actors", "claims", "notes", "topics")
"""Folders of records in `content/`."""
PAGES: Final = "pages"
MEDIA: Final = "media"
SITE_FILES: Final = ("site.yaml", "site.yml")
YAML_ENDS: Final = (".yaml", ".yml")
SEED_ENDS: Final = (".txt", ".md")

_Waiting: TypeAlias = "tuple[str, tuple[str, ...]]"
"""A folder, and where it and those around it really are."""
_ODD: Final = ((stat.S_ISFIFO, "is a pipe"), (stat.S_ISSOCK, "is a socket"))
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"|?*\\]|[. ]$')


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an archive by what they are for; paths from its root, with forward slashes, in order."""

    site: str = ""
    """Empty = there is none."""
    records: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    """Folder → YAML files."""
    pages: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    """Paths below `content/media/`."""
    seeds: list[str] = field(default_factory=list)
    """Paths below `seeds/`."""


def find(root: Path, problems: Problems) -> Files | None:
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
    walk = _Walk(root, problems)
    _tell_folders(root, problems)
    content = [path.removeprefix(f"{CONTENT}/") for path in walk.files(CONTENT)]
    sites = [name for name in SITE_FILES if name in content]
    files = Files(site=f"{CONTENT}/{sites[0]}" if sites else "")
    for path in content:
        _sort_in(path, files, problems)
    for path in walk.files(SEEDS):
        if path.lower().endswith(SEED_ENDS):
            files.seeds.append(path.removeprefix(f"{SEEDS}/"))
        else:
            message = f'"{path.rpartition("/")[2]}" is no seed and is not read'
            hint = "seeds are .txt and .md files: save it as one, or let its name begin with _"
            problems.add(Location(path), "unknown-file", message, hint)
    return files


def templates(root: Path, problems: Problems) -> list[str]:
    """The files below `templates/`, sorted, as paths from the root; hidden ones are passed over.

    Reports: outside-link, unreadable-file, unportable-name.
    """
    found = _Walk(root, problems, _is_hidden).files(TEMPLATES)
    for path in found:
        _tell_unportable(path.removeprefix(f"{TEMPLATES}/"), Location(path), problems)
    return found


def _is_hidden(name: str, *, is_folder: bool) -> bool:  # noqa: ARG001 - as `is_passed_over`
    return name.startswith(".")


def _tell_folders(root: Path, problems: Problems) -> None:
    """Tell where the settings are a folder: without a word, none of them would count."""
    for name in SITE_FILES:
        path = f"{CONTENT}/{name}"
        if (root / path).is_dir() and not (root / path).is_symlink():
            unreadable(path, "it is a folder, not a file", problems)


def _sort_in(path: str, files: Files, problems: Problems) -> None:
    """Put a file of `content/` where it belongs; told if that is nowhere."""
    top, slash, rest = path.partition("/")
    end = PurePosixPath(path).suffix.lower()
    location = Location(f"{CONTENT}/{path}")
    if slash and top == MEDIA:
        _tell_unportable(rest, location, problems)
        files.media.append(rest)
    elif slash and top == PAGES and end == ".md":
        files.pages.append(location.file)
    elif slash and top in KINDS and end in YAML_ENDS:
        files.records[top].append(location.file)
    elif slash and top in (*KINDS, PAGES):
        problems.add(location, "unknown-file", f'"{rest}" is not read', _hint_in_folder(top, end))
    elif slash:
        names = (*KINDS, PAGES, MEDIA)
        hint = did_you_mean(top, {name: name for name in names}) or f"there are {', '.join(names)}"
        problems.add(Location(f"{CONTENT}/{top}"), "unknown-file", f'there is no folder "{top}" in {CONTENT}/', hint)
    elif location.file != files.site:
        problems.add(location, "unknown-file", f'"{path}" is not read', _hint_on_top(path, files))


def _tell_unportable(path: str, location: Location, problems: Problems) -> None:
    """Tell of a picture that would keep the site from being copied to Windows. Reports: unportable-name."""
    for name in path.split("/"):
        sign = _NOT_ON_WINDOWS.search(name)
        if sign or name.partition(".")[0].rstrip().lower() in DEVICES:
            where = "in it" if sign and sign.end() < len(name) else "at its end"
            reason = f'of the "{sign[0]}" {where}' if sign else "devices are called so"
            message = f'"{name}" is no name on Windows, because {reason}'
            problems.add(location, "unportable-name", message, "rename it, so that the site can be copied anywhere")


def _hint_in_folder(folder: str, end: str) -> str:
    if folder == PAGES:
        return "prose pages are .md files"
    if folder == "articles" and end in SEED_ENDS:
        return f"texts of articles belong into {SEEDS}/; here is what is known about them, in .yaml files"
    return "records are .yaml files; let other files' names begin with _"


def _hint_on_top(name: str, files: Files) -> str:
    if name in (*KINDS, PAGES, MEDIA):
        return f'"{name}" has to be a folder; make one, and move what is in this file into it'
    stem, end = PurePosixPath(name).stem, PurePosixPath(name).suffix
    if name in SITE_FILES:
        return f"settings are read from {files.site}; delete one of the two"
    if end in YAML_ENDS:
        folder = next((kind for kind in KINDS if stem in (kind, kind[:-1])), "")
        return f"move it into {CONTENT}/{folder or KINDS[1]}/, or into another folder of records"
    return f"prose belongs into {CONTENT}/{PAGES}/, pictures into {CONTENT}/{MEDIA}/"


class _Walk:
    """Goes through folders; each file is met once, however links lead about."""

    def __init__(self, root: Path, problems: Problems, is_left_out: Callable[..., bool] = is_passed_over) -> None:
        self._is_left_out = is_left_out
        self._root = os.fspath(root)
        self._real_root = os.path.realpath(root)
        self._problems = problems

    def files(self, top: str) -> list[str]:
        """All files below a folder, sorted, as paths from the root."""
        found: list[str] = []
        start = self._real_root + os.sep + top
        if Path(start).is_symlink():
            start = self._followed(top, ())
        waiting: list[_Waiting] = [(top, (start,))] if start and os.path.lexists(start) else []
        while waiting:
            folder, chain = waiting.pop()
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}"
                if entry.is_symlink():
                    self._take_link(path, chain, found, waiting)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append((path, (*chain, chain[-1] + os.sep + entry.name)))
                elif entry.is_file(follow_symlinks=False):
                    found.append(path)
                else:
                    self._tell_odd(path, entry.stat(follow_symlinks=False).st_mode)
        return sorted(found)

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(f"{self._root}/{folder}") as entries:
                listed = list(entries)
        except OSError as error:
            unreadable(folder, error.strerror or "it cannot be opened", self._problems)
            return
        for entry in listed:
            if self._is_left_out(entry.name, is_folder=entry.is_dir(follow_symlinks=False)):
                continue
            shown, fault = _fault_of(f"{folder}/{entry.name}")
            if fault:
                unreadable(shown, fault, self._problems, "give it another name")
            else:
                yield entry

    def _take_link(self, path: str, chain: tuple[str, ...], found: list[str], waiting: list[_Waiting]) -> None:
        real = self._followed(path, chain)
        if not real:
            return
        mode = Path(real).stat().st_mode
        if stat.S_ISDIR(mode):
            waiting.append((path, (*chain, real)))
        elif stat.S_ISREG(mode):
            found.append(path)
        else:
            self._tell_odd(path, mode)

    def _followed(self, path: str, chain: tuple[str, ...]) -> str:
        """Where a link leads, if it may be followed; empty, with a problem, if not."""
        real = os.path.realpath(f"{self._root}/{path}")
        if not real.startswith(self._real_root + os.sep):
            message = f'"{path}" is a link that leads out of the archive, and is not followed'
            self._problems.add(Location(path), "outside-link", message, "put a copy in its place")
            return ""
        if not Path(real).exists():
            unreadable(path, "it is a link that leads nowhere", self._problems)
            return ""
        if real in chain:
            unreadable(path, "it is a link that leads back to a folder it stands in", self._problems)
            return ""
        return real

    def _tell_odd(self, path: str, mode: int) -> None:
        reason = next((words for test, words in _ODD if test(mode)), "is a device")
        unreadable(path, f"it {reason}, not a file", self._problems)


def _fault_of(path: str) -> tuple[str, str]:
    """The path as it can be told, and why a file of that name cannot be read; empty if it can."""
    if path.isprintable():
        return path, ""
    if any("\ud800" <= character <= "\udfff" for character in path):
        return os.fsencode(path).decode(errors="replace"), "its name is not UTF-8"
    shown = _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), path)
    return shown, "there is a sign in its name that cannot be seen" if shown != path else ""
