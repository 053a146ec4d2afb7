"""Pagefind as a program: where it is, and one run of it over a folder.

It is run over a folder of small files. Handing it the records one by one, in its service mode, is no faster (10,000
records in 4.8 s against 4.1 s on two busy cores, 1,000 in 0.6 s against 0.5 s) and takes a protocol and two threads.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final

from sitegen.files.walk import files_below

_PATIENCE: Final = 600
"""Seconds; a hundred times what 10,000 articles take."""
_UNUSED: Final = ("pagefind-worker.js", "pagefind-highlight.js")


class PagefindError(Exception):
    """Pagefind is not there, or did not do its work; the message is for the person who ran the build."""


def find_pagefind() -> str:
    """The path of the program. Raises PagefindError where there is none."""
    if own := os.environ.get("PAGEFIND_BINARY_PATH"):
        return own
    with suppress(ImportError, FileNotFoundError):
        return str(import_module("pagefind_bin").get_executable())
    if found := shutil.which("pagefind"):
        return found
    raise PagefindError("Pagefind, which makes the search index, is not installed")


def pagefind_version(program: str) -> str:
    """What the program calls itself: `pagefind 1.5.2`. Raises PagefindError."""
    return _command_output([program, "--version"], None).strip()


def run_pagefind(program: str, documents: Iterable[bytes], language: str) -> Iterator[tuple[str, bytes]]:
    """The files of one index over HTML documents: paths below its folder, with contents. Raises PagefindError, OSError.

    `language` is that of the index, a tag of BCP 47: it decides which endings of words are taken for one.
    """
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as name:
        made, folder = Path(name, "index"), Path(name, "records")
        folder.mkdir()
        for number, document in enumerate(documents):
            (folder / f"{number}.html").write_bytes(document)
        options = [f"--site={folder}", f"--output-path={made}", f"--force-language={language.lower()}", "--silent"]
        # In a folder of its own, so that no settings file of somebody else's project is read.
        _command_output([program, *options], name)
        if not (made / "pagefind-entry.json").is_file():
            raise PagefindError("Pagefind made no search index")
        for path in files_below(made):
            if _is_needed(path):
                yield path, (made / path).read_bytes()


def _command_output(command: list[str], folder: str | None) -> str:
    try:
        return subprocess.check_output(  # noqa: S603 - our own program, with no word of an author's among its options
            command, cwd=folder, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", timeout=_PATIENCE
        )
    except subprocess.CalledProcessError as failed:
        lines = (failed.output.strip() or "it does not say why").splitlines()
        raise PagefindError(f"Pagefind, which makes the search index, failed: {lines[-1]}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PagefindError(f"Pagefind, which makes the search index, cannot be run: {error}") from None


def _is_needed(path: str) -> bool:
    """Whether our search page uses a file: it has a user interface of its own."""
    name = path.rpartition("/")[2]
    return name not in _UNUSED and "-ui." not in name
