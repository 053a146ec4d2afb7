"""The source, read: which names a module uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from support.checkout import ROOT

Key = TypeVar("Key")

PYTHON: Final = sorted(path for name in ("sitegen", "benchmarks", "tests") for path in (ROOT / name).rglob("*.py"))


class SyntaxTrees(Mapping[Key, ast.Module]):
    """Files by some name, each parsed when it is asked for the first time: most runs of tests ask for none."""

    def __init__(self, files: Mapping[Key, Path]) -> None:
        self._files = files

    def __getitem__(self, key: Key) -> ast.Module:
        return _tree(self._files[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


TREES: Final = SyntaxTrees({path.relative_to(ROOT).as_posix(): path for path in PYTHON})


@cache
def all_uses(tree: ast.AST) -> frozenset[str]:
    """All of `uses`, looked for once however many tests ask."""
    return frozenset(uses(tree))


def uses(tree: ast.AST) -> Iterator[str]:
    """The full name of everything that is used, whatever it was imported as; keywords as `shell=True`.

    What is not imported counts as built in.
    """
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known |= {one.asname: one.name for one in node.names if one.asname}
            known |= {first: first for one in node.names if not one.asname and (first := one.name.partition(".")[0])}
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            known |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
            yield from (f"{node.module}.{one.name}" for one in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := _dotted(node)):
            first, dot, rest = name.partition(".")
            yield known.get(first, f"builtins.{first}") + dot + rest
        elif isinstance(node, ast.keyword) and node.arg and isinstance(node.value, ast.Constant):
            yield f"{node.arg}={node.value.value!r}"


def _dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute of a name; empty for one of anything else."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return before and f"{before}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def found(words: set[str], files: Mapping[str, Set[str]]) -> set[tuple[str, str]]:
    """Which files use which of these words, or something in a module of that name."""
    return {
        (file, word)
        for file, names in files.items()
        for name in names
        for word in words
        if name == word or name.startswith(f"{word}.")
    }
