"""How this run of the command was called, so that commands it proposes work as they stand."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path


def proposed(*arguments: str | Path) -> str:
    """A command of ours to type next, called as this one was, its arguments in quotes where a shell needs them."""
    words = [*called_as(), *map(str, arguments)]
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """A word as the system's shell reads it; on Windows no path has a quotation mark in it."""
    if os.name == "nt":
        return f'"{word}"' if " " in word else word
    return shlex.quote(word)


def called_as() -> list[str]:
    """The words before the arguments: `sitegen` where the shell finds it by that name, else its path as it was typed,
    or `python -m sitegen`; `sitegen` also where a program of somebody's called it."""
    path = Path(sys.argv[0])
    if path.name == "__main__.py":
        return [sys.orig_argv[0], "-m", "sitegen"]
    if path.stem != "sitegen":
        return ["sitegen"]
    found = shutil.which("sitegen")
    is_found = found is not None and _is_same(Path(found), path)
    return ["sitegen" if is_found else str(path)]


def _is_same(one: Path, other: Path) -> bool:
    """Whether both lead to one file. On Windows a program may be called without its ending."""
    return any(path.exists() and one.samefile(path) for path in (other, other.with_suffix(".exe")))
