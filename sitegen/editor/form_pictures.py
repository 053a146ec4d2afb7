"""Pictures that were brought in while a form was filled in: kept where something uses them, else taken out again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sitegen.editor import author_files
from sitegen.editor.api_types import EditConflictError, EditRefusedError
from sitegen.editor.change_history import DoneChange, History
from sitegen.editor.pictures import FOLDER
from sitegen.files.source_files import CONTENT, SEEDS, TEMPLATES
from sitegen.files.walk import files_below


def settle(root: Path, history: History, paths: Sequence[str], *, is_saved: bool) -> list[DoneChange]:
    """Take those pictures out again that nothing uses; gives what was done for that.

    `paths` are below `content/media/`. Where the form `is_saved`, those that are used become a part of its change, the
    last one of `history`, so that both are taken back at once. What was not put there in this run stays, and what is
    another file by now.
    """
    added = {path: done for path in paths if (done := history.added(f"{FOLDER}/{path}"))}
    used = {path: done for path, done in added.items() if _is_named(root, path)}
    if is_saved:
        history.join(used.values())
    taken = []
    for path, done in added.items():
        if path not in used:
            with suppress(EditConflictError, EditRefusedError):
                taken.append(history.take_back(done))
    return taken


def _is_named(root: Path, path: str) -> bool:
    """Whether a path stands in any text of the archive, whatever it means there. It has letters, digits and hyphens."""
    words = re.compile(rb"(?<![\w-])" + re.escape(path.encode()) + rb"(?![\w-])")
    for folder in (CONTENT, SEEDS, TEMPLATES):
        for name in files_below(root / folder, with_links=False):
            file = f"{folder}/{name}"
            if not file.startswith(f"{FOLDER}/") and words.search(author_files.current_bytes(root, file) or b""):
                return True
    return False
