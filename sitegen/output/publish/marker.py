"""The file in an output folder that says whose it is, and which files in it are ours."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import Final

from sitegen.core import urls
from sitegen.files.atomic import is_within, read_regular
from sitegen.files.source_rules import INDEX_FOLDER, OUTPUT_MARK
from sitegen.files.walk import leads_to_folder, skip_unreadable, walk
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.io_errors import OutputConflictError
from sitegen.output.publish.real_folders import RealFolders, lstat_below

NAME: Final = OUTPUT_MARK
VOLATILE_FOLDER: Final = INDEX_FOLDER
"""A folder whose files are named otherwise by every run: the marker names it alone, or the same site would have another
marker each time. So all that is in it counts as ours."""
_HEADER: Final = "# sitegen output, format 1: the files of the build; no others are ever removed"
# A name with a line break is rare and legal; it must not become two names.
_ESCAPES: Final = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))


_RECORDS: Final = frozenset(
    {urls.ARTICLES, urls.TOPICS, urls.CLAIMS, urls.NOTES, urls.PEOPLE, urls.ORGANIZATIONS, urls.PLACES}
)
"""The folders whose own folders are the pages of records."""


def is_marked(folder: Path) -> bool:
    """Whether there is a marker of any kind; `files` tells whether it can be trusted."""
    return (folder / NAME).is_file() and not (folder / NAME).is_symlink()


def has_marker(directory: DirectoryHandle) -> bool:
    """The same of an open folder."""
    try:
        return stat.S_ISREG(directory.lstat(NAME).st_mode)
    except FileNotFoundError:
        return False


def listed_files(folder: Path) -> frozenset[str]:
    """The files of the last build, relative to the folder; none where there is no marker.

    Raises OutputConflictError for a marker that is damaged or of another format, OSError.
    """
    try:
        data = read_regular(str(folder / NAME))
    except FileNotFoundError:
        return frozenset()
    header, *lines = (data or b"").decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    paths = {_unescape(line) for line in lines}
    if f"{VOLATILE_FOLDER}/" in paths:
        paths.remove(f"{VOLATILE_FOLDER}/")
        paths.update(_files_below(folder, VOLATILE_FOLDER))
    if header != _HEADER or not all(map(is_within, paths)):
        raise OutputConflictError(
            f'"{NAME}" in it is damaged, or from another version of sitegen',
            "look whether anything in the folder is needed, delete the folder, and build again",
        )
    return frozenset(paths)


def marker_bytes(paths: Iterable[str]) -> bytes:
    """The marker of a build that made these files: the same files, the same bytes."""
    names = {f"{VOLATILE_FOLDER}/" if path.startswith(f"{VOLATILE_FOLDER}/") else path for path in paths}
    lines = [_HEADER, *sorted(_escape(name) for name in names)]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def foreign_pages(published: Iterable[str], files: Set[str]) -> int:
    """How many pages of records are published of which none is among the files of this build; 0 where one is.

    Paths are below the output folder.
    """
    pages = set(filter(is_of_record, published))
    return len(pages) if pages.isdisjoint(files) else 0


def without_volatile(files: Iterable[str]) -> frozenset[str]:
    """The files of a build without the list of them and the search index, whose files have other names each time."""
    return frozenset(path for path in files if path != NAME and not path.startswith(f"{VOLATILE_FOLDER}/"))


def _files_below(folder: Path, name: str) -> Iterator[str]:
    """What is below a folder of the output but for folders; nothing where it is a link, or there is one on the way."""
    if RealFolders(lstat_below(folder)).are_real(name):
        below = walk(folder / name, f"{name}/", on_error=skip_unreadable)
        yield from (path for path, entry in below if not leads_to_folder(entry))


def _escape(path: str) -> str:
    for character, escape in _ESCAPES:
        path = path.replace(character, escape)
    return path


def _unescape(line: str) -> str:
    for character, escape in reversed(_ESCAPES):
        line = line.replace(escape, character)
    return line


def is_of_record(path: str) -> bool:
    """Whether this is the page of an article, actor, topic, claim or note."""
    section, _, rest = path.partition("/")
    return section in _RECORDS and rest.count("/") == 1 and rest.endswith("/index.html")
