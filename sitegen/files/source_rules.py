"""What of an archive's folder can be a source: the names that are passed over, the links that are followed, and how a
file is opened.

A link is one more name for something that is read anyway: it is followed to what lies in the same top folder, and only
where no part of the way there would be passed over. So nothing can be published through a link that would not be read
without it. A file is opened from folder to folder, and no link among them is followed any more: what is opened is what
was looked at, whatever is put into its place meanwhile.

Hard links are not distinguished from files, since to the system they are files; nor are folders mounted a second time.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from io import BufferedReader
from typing import Final

CONTENT: Final = "content"
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"
MEDIA: Final = f"{CONTENT}/media"
STATIC: Final = f"{TEMPLATES}/static"

INDEX_FOLDER: Final = "search/pagefind"
"""Where the search index is in an output."""
OUTPUT_MARK: Final = ".sitegen-files"
"""A folder that holds a file of this name was made by a build, and is no source."""

_SOURCE_FOLDERS: Final = (MEDIA, CONTENT, SEEDS, TEMPLATES)
"""Links stay within these; one within another stands before it."""

_TEMPORARY: Final = re.compile(r".*(?:~|\.swp|\.swx|\.tmp|\.bak)|#.*#|4913")
"""What editors leave behind while they save; vim tries with a file named 4913 whether it may write."""

_LITTER: Final = frozenset(
    {"thumbs.db", "thumbs.db:encryptable", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "picasa.ini", "icon\r"}
)
_LITTER_FOLDERS: Final = frozenset({"@eadir", "$recycle.bin", "system volume information"})
"""What file managers leave behind, in any case: thumbnails, also of pictures deleted since, and looks of folders."""

_HAS_DIR_FD: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
"""Whether the system opens a file below a folder that is open."""
_FOLDER_FLAGS: Final = sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_NOFOLLOW")) | getattr(os, "O_PATH", 0)
_NON_BLOCKING: Final = getattr(os, "O_NONBLOCK", 0)
"""A pipe that came where a file was is opened at once, and not when somebody writes into it."""
_FILE_FLAGS: Final = _NON_BLOCKING | getattr(os, "O_NOFOLLOW", 0)
_LINK_ERRORS: Final = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK})
"""What systems say of a link that is not to be followed; of other things that are no folder, too."""


class LinkError(OSError):
    """A link that is not followed; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(errno.ELOOP, message)
        self.message, self.hint = message, hint


def is_ignored(name: str, *, is_folder: bool) -> bool:
    """Whether a file or folder of `seeds/` or `content/` is ignored: hidden, temporary or a file manager's."""
    is_temporary = not is_folder and _TEMPORARY.fullmatch(name)
    return name[0] in "._" or bool(is_temporary) or _is_litter(name, is_folder=is_folder)


def is_ignored_template(name: str, *, is_folder: bool) -> bool:
    """Whether a file or folder of `templates/` is ignored: hidden or a file manager's."""
    return name.startswith(".") or _is_litter(name, is_folder=is_folder)


def _is_litter(name: str, *, is_folder: bool) -> bool:
    """Whether a file manager made this for itself: it is not read, reported or published."""
    return name.lower() in (_LITTER_FOLDERS if is_folder else _LITTER)


def resolve_links(root: str, path: str) -> str:
    """Where something really is, all links followed: the path below `root` of what `path` below `root` leads to.

    Raises LinkError where one of the links is not followed. What leads nowhere is given as far as it is known.
    """
    base = os.path.realpath(root)
    found = os.path.realpath(os.path.join(base, path))  # noqa: PTH118 - a root may be the system's
    inside = os.path.join(base, "")  # noqa: PTH118
    place = found.removeprefix(inside).replace(os.sep, "/")
    if place == path and found.startswith(inside):
        return path
    link = _first_link(base, path)
    if not found.startswith(inside):
        message = f'"{link}" is a link that leads out of the archive, and is not followed'
        raise LinkError(message, "put a copy in its place")
    _refuse_other_folder(base, link, place, _source_folder(path))
    _refuse_ignored(base, link, place)
    return place


def open_source(root: str, path: str) -> BufferedReader:
    """A regular file of an archive, to be read; its path is below `root`.

    Raises LinkError where it is a link that is not followed, OSError, also for what is none any more.
    """
    try:
        return open_without_links(root, path)
    except OSError as error:
        if error.errno not in _LINK_ERRORS:
            raise
        place = resolve_links(root, path)
        if place == path:
            raise
    return open_without_links(root, place)


def open_without_links(root: str, path: str) -> BufferedReader:
    """The same, where there is no link on the way to it. Raises OSError, also where there is one."""
    if not _is_plain_source(path):
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))

    def handle(_: str, flags: int) -> int:
        return (
            _open_by_folders(root, path, flags | _FILE_FLAGS)
            if _HAS_DIR_FD
            else _open_by_path(root, path, flags | _FILE_FLAGS)
        )

    return _demand_regular(open(f"{root}/{path}", "rb", opener=handle))


def open_regular(path: str) -> BufferedReader:
    """A regular file that is none of the archive's sources, to be read. Raises OSError, also for what is none."""

    def handle(path: str, flags: int) -> int:
        return os.open(path, flags | _NON_BLOCKING)

    return _demand_regular(open(path, "rb", opener=handle))


def _demand_regular(file: BufferedReader) -> BufferedReader:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no file any more")
    return file


def is_build_output(folder: str) -> bool:
    """Whether a folder was made by a build."""
    return os.path.lexists(f"{folder}/{OUTPUT_MARK}")


def _open_by_folders(root: str, path: str, flags: int) -> int:
    """The file, opened from folder to folder."""
    first, *others = path.split("/")
    folder = os.open(f"{root}/{first}", _FOLDER_FLAGS)
    try:
        for name in others[:-1]:
            inner = os.open(name, _FOLDER_FLAGS, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(others[-1], flags, dir_fd=folder)
    finally:
        os.close(folder)


def _open_by_path(root: str, path: str, flags: int) -> int:
    """The file, where a folder cannot be opened: looked at before and afterwards."""
    place = os.path.join(os.path.realpath(root), *path.split("/"))  # noqa: PTH118 (compared with what the system says)
    _refuse_link(place)
    handle = os.open(place, flags)
    try:
        _refuse_link(place)
        if not os.path.samestat(os.fstat(handle), os.lstat(place)):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    except OSError:
        os.close(handle)
        raise
    return handle


def _refuse_link(place: str) -> None:
    if os.path.realpath(place) != place:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def is_source(path: str) -> bool:
    """Whether a path below the root of an archive is that of something in a folder of sources."""
    return _source_folder(path) not in ("", path)


def _is_plain_source(path: str) -> bool:
    """Whether a path says where a source is without going back and forth."""
    is_plain = not {"", ".", ".."} & set(path.split("/")) and "\0" not in path
    return is_plain and is_source(path) and (os.name != "nt" or not {"\\", ":"} & set(path))


def _source_folder(path: str) -> str:
    """The folder that links below it, or it itself, stay in; empty for what is in no folder of sources."""
    return next((top for top in _SOURCE_FOLDERS if f"{path}/".startswith(f"{top}/")), "")


def _first_link(base: str, path: str) -> str:
    """The first part of a path that is a link, for the message; the path itself if none is."""
    parts = path.split("/")
    paths = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return next((one for one in paths if os.path.islink(f"{base}/{one}")), path)  # noqa: PTH114


def _refuse_other_folder(base: str, link: str, place: str, top: str) -> None:
    if link == top or top.startswith(f"{link}/"):
        message = f'"{link}" is a link to "{place}", and is not followed: this folder has to be here itself'
        raise LinkError(message, f'move what is in "{place}" here, in place of the link')
    if not top or not _is_below(base, place, top):
        message = f'"{link}" is a link that leads out of {top}/, to "{place}", and is not followed'
        raise LinkError(message, f"put a copy in its place, or let it lead to something in {top}/")


def _is_below(base: str, place: str, top: str) -> bool:
    """Whether a place is below a folder, which some systems know by many spellings."""
    if place.startswith(f"{top}/"):
        return True
    length = len(top)
    is_alike = place[:length].casefold() == top.casefold() and place[length : length + 1] == "/"
    return is_alike and _is_same_file(f"{base}/{place[:length]}", f"{base}/{top}")


def _refuse_ignored(base: str, link: str, place: str) -> None:
    """Refuse what is not read under its own name: hidden, left by an editor, or made by a build."""
    parts = place.split("/")
    for end in range(1, len(parts)):
        above, name = "/".join(parts[:end]), parts[end]
        if is_build_output(f"{base}/{above}"):
            message = f'"{link}" is a link into "{above}", which a build made, and is not followed'
            raise LinkError(message, "put a copy in its place")
        if _has_ignored_name(f"{base}/{above}", place, name):
            message = f'"{link}" is a link to "{place}", and is not followed: "{name}" is passed over by its name'
            raise LinkError(message, "put a copy in its place, or give what it leads to another name")
    if is_build_output(f"{base}/{place}"):
        message = f'"{link}" is a link to "{place}", which a build made, and is not followed'
        raise LinkError(message, "put a copy in its place")


def _has_ignored_name(folder: str, place: str, name: str) -> bool:
    """Whether something on the way to a place is passed over by its name, however the link spells that."""
    path = f"{folder}/{name}"
    if _is_ignored_in(place, name, is_folder=os.path.isdir(path)):  # noqa: PTH112 (beside `lstat`)
        return True
    plain = "".join(sign for sign in name.casefold() if unicodedata.category(sign) != "Cf")
    return (
        plain not in ("", name)
        and _is_ignored_in(place, plain, is_folder=False)
        and _is_same_file(path, f"{folder}/{plain}")
    )


def _is_ignored_in(place: str, name: str, *, is_folder: bool) -> bool:
    if place.startswith(f"{STATIC}/"):
        return name[0] == "_" or is_ignored_template(name, is_folder=is_folder)
    return (is_ignored_template if place.startswith(f"{TEMPLATES}/") else is_ignored)(name, is_folder=is_folder)


def _is_same_file(path: str, other: str) -> bool:
    try:
        return os.path.samestat(os.lstat(path), os.lstat(other))
    except OSError:
        return False
