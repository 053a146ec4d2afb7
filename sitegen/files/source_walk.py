"""The files below a folder of an archive, and the names that they may have.

Which links are followed is decided by `source_rules`, and only regular files are found: a pipe would wait for ever.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from sitegen.core.problems import Location, Problems
from sitegen.core.urls import DEVICES
from sitegen.files import source_rules
from sitegen.files.source_files import report_read_error, report_unreadable
from sitegen.files.source_rules import OUTPUT_MARK, TEMPLATES, LinkError, is_ignored, is_ignored_template
from sitegen.files.walk import is_link, walk

_PendingFolder: TypeAlias = "tuple[str, tuple[str, ...]]"
"""A folder, and where it and those around it really are."""
_SPECIAL_FILES: Final = ((stat.S_ISFIFO, "is a pipe"), (stat.S_ISSOCK, "is a socket"))
_INVISIBLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OWN_NAME: Final = f"take {OUTPUT_MARK} out of it if it is to be read all the same; else build into another folder"
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"|?*\\]|[. ]$')


def template_paths(root: Path, problems: Problems) -> list[str]:
    """The files below `templates/`, sorted, as paths from the root; hidden ones are passed over.

    Reports: outside-link, unreadable-file, unportable-name.
    """
    found = SourceWalk(root, problems, is_ignored_template).files(TEMPLATES)
    for path in found:
        report_unportable(path.removeprefix(f"{TEMPLATES}/"), Location(path), problems)
    return found


def report_unportable(path: str, location: Location, problems: Problems) -> None:
    """Report a file that would keep the site from being copied to Windows. Reports: unportable-name."""
    for name in path.split("/"):
        sign = _NOT_ON_WINDOWS.search(name)
        if sign or name.partition(".")[0].rstrip().lower() in DEVICES:
            where = "in it" if sign and sign.end() < len(name) else "at its end"
            reason = f'of the "{sign[0]}" {where}' if sign else "devices are called so"
            message = f'"{name}" is no name on Windows, because {reason}'
            hint, remedy = (f"rename {what}, so that the site can be copied anywhere" for what in ("it", "them"))
            cause = f"these are no names on Windows, because {reason.removesuffix(f' {where}')}"
            problems.add(location, "unportable-name", message, hint, cause=cause, remedy=remedy)


class SourceWalk:
    """Goes through folders; each file is met once, however links lead about."""

    def __init__(self, root: Path, problems: Problems, is_left_out: Callable[..., bool] = is_ignored) -> None:
        self._is_left_out = is_left_out
        self._root = os.fspath(root)
        self._real_root = os.path.realpath(root)
        self._problems = problems

    def files(self, top: str) -> list[str]:
        """All files below a folder, sorted, as paths from the root.

        Reports: outside-link, unreadable-file.
        """
        found: list[str] = []
        start = self._real_root + os.sep + top
        if Path(start).is_symlink():
            self._followed(top, ())  # it tells why not: a link leads to what is below the folder, which this one is not
            return []
        waiting: list[_PendingFolder] = [(top, (start,))] if os.path.lexists(start) else []
        while waiting:
            folder, chain = waiting.pop()
            below = walk(f"{self._root}/{folder}", f"{folder}/", choose=self._wanted, on_error=self._report_folder)
            for path, entry in below:
                if is_link(entry):
                    self._take_link(path, _chain_to(path, folder, chain), found, waiting)
                elif entry.is_file(follow_symlinks=False):
                    found.append(path)
                else:
                    self._report_special(path, entry.stat(follow_symlinks=False).st_mode)
        return sorted(found)

    def _wanted(self, folder: str, entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        """The entries of a folder ("/" at its end) that are read; none of what a build made."""
        if any(entry.name == OUTPUT_MARK for entry in entries):
            report_unreadable(folder[:-1], "it is what a build made, and no source", self._problems, _OWN_NAME)
            return
        for entry in entries:
            if self._is_left_out(entry.name, is_folder=entry.is_dir(follow_symlinks=False)):
                continue
            shown, fault = _name_fault(folder + entry.name)
            if fault:
                report_unreadable(shown, fault, self._problems, "give it another name")
            else:
                yield entry

    def _report_folder(self, folder: str, error: OSError) -> None:
        report_unreadable(folder[:-1], error.strerror or "it cannot be opened", self._problems)

    def _take_link(self, path: str, chain: tuple[str, ...], found: list[str], waiting: list[_PendingFolder]) -> None:
        real, mode = self._followed(path, chain)
        if not real:
            return
        if stat.S_ISDIR(mode):
            waiting.append((path, (*chain, real)))
        elif stat.S_ISREG(mode):
            found.append(path)
        else:
            self._report_special(path, mode)

    def _followed(self, path: str, chain: tuple[str, ...]) -> tuple[str, int]:
        """Where a link leads, and the mode of what is there, if it may be followed; empty, with a problem, if not."""
        real = os.path.realpath(f"{self._root}/{path}")
        if real in chain:
            report_unreadable(path, "it is a link that leads back to a folder it stands in", self._problems)
            return "", 0
        try:
            source_rules.resolve_links(self._root, path)
            return real, os.stat(real).st_mode  # noqa: PTH116 (as everywhere here)
        except LinkError as error:
            report_read_error(path, error, self._problems)
        except OSError:
            report_unreadable(path, "it is a link that leads nowhere", self._problems)
        return "", 0

    def _report_special(self, path: str, mode: int) -> None:
        reason = next((words for test, words in _SPECIAL_FILES if test(mode)), "is a device")
        report_unreadable(path, f"it {reason}, not a file", self._problems)


def _chain_to(path: str, top: str, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Where the folders around `path` really are; `chain` are those around `top`, with it, where the walk began."""
    for name in path[len(top) + 1 :].split("/")[:-1]:
        chain = (*chain, chain[-1] + os.sep + name)
    return chain


def _name_fault(path: str) -> tuple[str, str]:
    """The path as messages show it, and why a file of that name cannot be read; empty if it can."""
    if path.isprintable():
        return path, ""
    if any("\ud800" <= character <= "\udfff" for character in path):
        return os.fsencode(path).decode(errors="replace"), "its name is not UTF-8"
    shown = _INVISIBLE.sub(lambda found: found[0].encode("unicode_escape").decode(), path)
    return shown, "there is a sign in its name that cannot be seen" if shown != path else ""
