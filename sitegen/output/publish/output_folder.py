"""Which folder a build may write into: an absent or empty one, or one that an earlier build made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problems
from sitegen.files import atomic
from sitegen.output.publish import journal, marker

SOURCES: Final = ("seeds", "content", "templates", ".git", ".sitegen")
"""What must never be written into."""

PREVIEW: Final = ".sitegen/preview"
"""Below the root: where a preview with drafts is made, which nobody is to upload. No other output is let in there."""

_SYSTEM_FILES: Final = frozenset({".DS_Store", "Thumbs.db", "lost+found"})
"""Put by systems, not by people, into a folder that is otherwise empty: a freshly made file system has `lost+found`."""

_CHOOSE_ANOTHER: Final = "choose another folder with --output, for example --output public"


class OutputFolder(FrozenRecord):
    """An output folder that may be written into."""

    path: Path
    """Absolute, with every symbolic link on the way resolved; need not exist."""
    shown: str
    """As people know it: below the archive's root where it is there."""

    identity: atomic.FileIdentity | None = None
    """Which folder was looked at there; None where there was none."""

    def location(self) -> Location:
        """The folder as the place of a problem."""
        return Location(self.shown)


def find_output_folder(
    root: Path, output: Path | str, problems: Problems, *, is_preview: bool = False
) -> OutputFolder | None:
    """The place to write to; None, with output-refused reported, where a build could destroy what it did not make.

    `is_preview`: it has to be `PREVIEW`.
    """
    words, identity = str(output), atomic.identity(output)  # first, so that it is of what is looked at, or of nothing
    refusal = _refusal_of_name(words) or _refusal(root.resolve(), Path(output), is_preview=is_preview)
    if refusal:
        name = display_path(root, Path(output)) if words else '""'
        problems.add(Location(name), "output-refused", *refusal)
        return None
    return OutputFolder(Path(output).resolve(), display_path(root, Path(output)), identity)


def display_path(root: Path, output: Path) -> str:
    """The folder as people know it, with forward slashes."""
    here, base = Path(os.path.abspath(output)), Path(os.path.abspath(root))  # noqa: PTH100 - links stay as typed
    return (here.relative_to(base) if here.is_relative_to(base) else here).as_posix()


def _refusal_of_name(words: str) -> tuple[str, str] | None:
    # An empty --output reaches us as "." once it has been a Path; neither says which folder is meant.
    if words in ("", "."):
        return "the output folder has no name", _CHOOSE_ANOTHER
    if "\0" in words:
        return "the output folder's name has a NUL character", _CHOOSE_ANOTHER
    return None


def _refusal(root: Path, output: Path, *, is_preview: bool) -> tuple[str, str] | None:
    try:
        if output.is_symlink():
            there = output.readlink()
            return f'"{output}" is a symbolic link to "{there}"', "give the folder it leads to with --output"
        path = output.resolve()
        of_place = _refusal_of_preview if is_preview else _refusal_of_place
        return of_place(root, path, str(output)) or _refusal_of_contents(path, str(output))
    except (OSError, RuntimeError) as error:
        return f'"{output}" cannot be read: {error}', _CHOOSE_ANOTHER


def _refusal_of_place(root: Path, path: Path, words: str) -> tuple[str, str] | None:
    if path.parent == path or path == _home():
        return f'"{words}" is no folder to build into', _CHOOSE_ANOTHER
    if path == root:
        return f'"{words}" is the archive itself', _CHOOSE_ANOTHER
    if root.is_relative_to(path):
        return f'"{words}" holds the archive', _CHOOSE_ANOTHER
    for name in SOURCES:
        source = Path(os.path.realpath(root / name))
        if path.is_relative_to(source) or source.is_relative_to(path):
            return f'"{words}" would mix the site with the archive\'s "{name}"', _CHOOSE_ANOTHER
    return None


def _refusal_of_preview(root: Path, path: Path, words: str) -> tuple[str, str] | None:
    if path == root / PREVIEW:
        return None
    return (
        f'"{words}" is elsewhere, since ".sitegen" is a symbolic link',
        "put a folder in its place, or nothing at all",
    )


def _refusal_of_contents(path: Path, words: str) -> tuple[str, str] | None:
    if not path.exists():
        return None
    if not path.is_dir():
        return f'"{words}" is a file', _CHOOSE_ANOTHER
    if marker.is_marked(path) or journal.is_waiting(path):
        return None
    names = sorted(entry.name for entry in path.iterdir())
    others = [name for name in names if name not in _SYSTEM_FILES and name not in journal.OWN_NAMES]
    if not others:
        return None
    return (
        f'"{words}" holds "{others[0]}", and is not a folder that sitegen made',
        f"empty it yourself if nothing in it is needed, or {_CHOOSE_ANOTHER}",
    )


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None
