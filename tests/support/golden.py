"""Folders and files held against what they should be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def assert_golden(path: Path, text: str) -> None:
    """Whether `text` is what the file holds; with SITEGEN_ACCEPT=1 (`make accept`) it is written there instead."""
    if os.environ.get("SITEGEN_ACCEPT"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path; Pagefind's excepted, which differ from run to run."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if "search/pagefind/" not in name}
