"""Run as a script: publishes a site over and over, each time killed at the next call that touches the disk.

    publish_process.py FOLDER

FOLDER/<n>/site is what the n-th kill left; the last one, FOLDER/whole, was not killed.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sitegen.core.problems import Problems
from sitegen.files import atomic
from sitegen.output.publish import open_output

TOUCHES = ("open", "write", "copy_file_range", "fsync", "sync", "replace", "rename", "unlink", "mkdir", "rmdir")
"""The functions of `os` through which publishing reads and changes the disk."""

Site = dict[str, bytes]

OLD: Site = {
    "index.html": b"old home",
    "same.html": b"same",
    "people/was-file": b"a file that becomes a folder",
    "people/was-folder/index.html": b"a folder that becomes a file",
    "gone/deep/index.html": b"removed with its folders",
    "gone/deep/er/index.html": b"removed with its folders too",
    "static/zoë.css": b"old style",
}
NEW: Site = {
    "index.html": b"new home, longer than the old one",
    "same.html": b"same",
    "people/was-file/index.html": b"in a folder now",
    "people/was-folder": b"a file now",
    "static/zoë.css": b"new style",
    "new/deep/index.html": b"in folders that were not there",
}


def publish(root: Path, site: Site) -> Problems:
    problems = Problems()
    with open_output(root, root / "site", problems) as target:
        if target is not None:
            for path, data in site.items():
                target.put(path, data)
            target.commit()
    return problems


def many(site: Site, words: str) -> Site:
    """The site with so many more files that they are not synced one by one."""
    return site | {f"many/{number}.html": f"{words} {number}".encode() for number in range(30)}


def at_call(number: int, then: Callable[[], None]) -> None:
    """Let `then` happen just before the n-th call that touches the disk."""
    calls = itertools.count(1)

    def watched(function: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            if next(calls) == number:
                then()
            return function(*args, **options)

        return call

    for name in TOUCHES:
        if hasattr(os, name):
            setattr(os, name, watched(getattr(os, name)))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _is_killed(root: Path, site: Site, number: int) -> bool:
    child = os.fork()
    if child == 0:
        at_call(number, _die)
        publish(root, site)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder: Path, case: str) -> None:
    old, new = (many(OLD, "old"), many(NEW, "new")) if case == "many" else (OLD, NEW)
    assert (len(new) > atomic._SYNC_ALL_FROM) == (case == "many")
    (folder / "start").mkdir()
    if case != "first":
        publish(folder / "start", old)
    for number in itertools.count(1):
        root = folder / str(number)
        shutil.copytree(folder / "start", root)
        if not _is_killed(root, new, number):
            root.rename(folder / "whole")
            break
    shutil.rmtree(folder / "start")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
