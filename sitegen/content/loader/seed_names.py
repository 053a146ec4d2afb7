"""Which record of `content/articles/` is about which seed."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Sequence
from typing import Final

from sitegen.content.loader.kept_files import ValuePath
from sitegen.content.loader.references import Origin
from sitegen.core.problems import Problems
from sitegen.core.suggestions import Suggestions
from sitegen.files.source_files import SEEDS

_SEED: Final[ValuePath] = ("seed",)


class SeedNames:
    """Finds seeds by the paths that records give."""

    def __init__(self, seeds: Sequence[str], problems: Problems) -> None:
        """`problems` are those of the walk so far: a seed that is reported there is not reported as missing."""
        self._names = {unicodedata.normalize("NFC", seed): seed for seed in seeds}
        self._reported = {problem.location.file for problem in problems}
        self._suggestions = Suggestions({name: name for name in self._names})

    def find(self, given: object, origin: Origin, problems: Problems) -> str:
        """The seed that a record is about, by what it gives as `seed`; empty if it has none.

        Reports: bad-value, missing-seed.
        """
        if not isinstance(given, str):
            return ""  # reported by validation
        path = posixpath.normpath(unicodedata.normalize("NFC", given.strip()))
        if path in self._names:
            return self._names[path]
        if path.startswith(("/", "..")) or "\\" in path:
            message = f'"{given}" is no path below {SEEDS}/'
            hint = f"write the way from {SEEDS}/ to the file, with forward slashes: 2024/vote.txt"
            problems.add(origin.place(_SEED), "bad-value", message, hint)
        elif f"{SEEDS}/{path}" not in self._reported:
            message = f'there is no seed "{given}" in {SEEDS}/'
            problems.add(origin.place(_SEED), "missing-seed", message, self._hint(path))
        return ""

    def _hint(self, path: str) -> str:
        within = path.removeprefix(f"{SEEDS}/")
        if within in self._names:
            return f'write "{within}": the path begins below {SEEDS}/'
        near = self._suggestions.hint(path)
        return near or "seeds are .txt and .md files whose names begin neither with . nor with _"
