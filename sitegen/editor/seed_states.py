"""Whether of a seed more than its words changed: then the archive has to be read again, which takes seconds."""

from __future__ import annotations

from pathlib import Path

from sitegen.editor import author_files
from sitegen.files.source_files import SEEDS
from sitegen.files.walk import files_below
from sitegen.text.article_stage import front_matter


class SeedStates:
    """The front matter of each seed of an archive at one moment, as a hash."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._hashes: dict[str, str] = {}

    def read(self) -> None:
        """Take all seeds as they are now."""
        names = files_below(self._root / SEEDS, with_links=False)
        read = ((name, author_files.current_bytes(self._root, f"{SEEDS}/{name}")) for name in names)
        self._hashes = {name: _hash_of(raw, name) for name, raw in read if raw is not None}

    def is_as_read(self, path: Path) -> bool:
        """Whether a file, by its absolute path, is a seed whose front matter is what it was."""
        folder = self._root.resolve() / SEEDS
        seed = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
        known, raw = self._hashes.get(seed), author_files.current_bytes(self._root, f"{SEEDS}/{seed}")
        return known is not None and raw is not None and known == _hash_of(raw, seed)


def _hash_of(raw: bytes, seed: str) -> str:
    return author_files.version_of(front_matter(raw, seed).encode())
