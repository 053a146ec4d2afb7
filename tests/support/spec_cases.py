"""Reads cases that are written as text, so that one can be added without Python.

A case is a heading `## What is true` and fenced blocks under it, each with a name after its opening fence. Words
between the blocks are for people. A block's text is its lines joined by newlines, without one at the end; a fence of
more back-ticks may hold shorter ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_OPENING = re.compile(r"(`{3,})(\S+)")


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    name: str
    line: int
    """Of the heading, counted from 1."""
    blocks: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.line}-{self.name}"


def cases(path: Path) -> list[Case]:
    """The cases of a file in its order.

    Raises ValueError with file and line for a block outside a case, one named twice, or one that is never closed.
    """
    found: list[Case] = []
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    for number, line in lines:
        if line.startswith("## "):
            found.append(Case(line[3:].strip(), number))
        elif match := _OPENING.fullmatch(line.rstrip()):
            fence, name = match.groups()
            if not found or name in found[-1].blocks:
                raise ValueError(f"{path.name}:{number}: a block “{name}” does not belong here")
            found[-1].blocks[name] = _block(lines, fence, f"{path.name}:{number}")
    return found


def _block(lines: enumerate[str], fence: str, where: str) -> str:
    taken: list[str] = []
    for _, line in lines:
        if line.rstrip() == fence:
            return "\n".join(taken)
        taken.append(line)
    raise ValueError(f"{where}: a block is never closed")
