"""Which seed a record is about."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from sitegen.content import schema
from sitegen.content.loader.raw_record import RawRecord
from sitegen.core.problems import Problems
from sitegen.core.suggestions import Suggestions
from sitegen.files.source_files import SEEDS


class SeedNames:
    """Finds seeds by the paths that records give."""

    def __init__(self, seeds: Sequence[str], problems: Problems) -> None:
        """`problems` are those of the walk so far: a seed that is told there is not told again."""
        self._names = {schema.to_nfc(seed): seed for seed in seeds}
        self._told = {problem.location.file for problem in problems}
        self._suggestions = Suggestions({name: name for name in self._names})
        self._problems = problems

    def find(self, entry: RawRecord) -> str:
        """The seed that a record is about; empty if it has none. Reports: bad-value, missing-seed."""
        given = entry.values.get("seed")
        if not isinstance(given, str):
            return ""  # told when the record is read
        path = posixpath.normpath(schema.to_nfc(given.strip()))
        if path in self._names:
            return self._names[path]
        if path.startswith(("/", "..")) or "\\" in path:
            message = f'"{given}" is no path below {SEEDS}/'
            hint = f"write the way from {SEEDS}/ to the file, with forward slashes: 2024/vote.txt"
            self._problems.add(entry.place(("seed",)), "bad-value", message, hint)
        elif f"{SEEDS}/{path}" not in self._told:
            message = f'there is no seed "{given}" in {SEEDS}/'
            self._problems.add(entry.place(("seed",)), "missing-seed", message, self._hint(path))
        return ""

    def _hint(self, path: str) -> str:
        within = path.removeprefix(f"{SEEDS}/")
        if within in self._names:
            return f'write "{within}": the path begins below {SEEDS}/'
        near = self._suggestions.hint(path)
        return near or "seeds are .txt and .md files whose names begin neither with . nor with _"
