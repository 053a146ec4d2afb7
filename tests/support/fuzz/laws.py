"""A law: what is asserted of every input, and what the search for one that breaks it begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sitegen.core.problems import Problems
from support.checkout import ROOT
from support.fuzz.lots import Lots

Check = Callable[[Lots], None]

LONGEST = 2048
"""Bytes of an input at most; what is larger has tests of its own (tests/system/test_hard_input.py)."""


@dataclass(frozen=True, slots=True)
class Law:
    """What is asserted, of whatever is drawn."""

    check: Check
    files: str = ""
    """The files of this archive that are inputs, as a pattern; empty = it begins with nothing."""
    head: bytes = b""
    """The draws before such a file."""
    seconds: float = 2.0
    """What one input may take of one core: more is a failure as well."""
    turns: int = 1
    """How many it has in a round of the search: more for what takes longer."""

    @property
    def name(self) -> str:
        """The law as a sentence."""
        return self.check.__name__

    def hold(self, raw: bytes) -> None:
        """Assert it of an input. What is raised has a note with the command that does it again."""
        try:
            self.check(Lots(raw))
        except Exception as error:
            error.add_note(f"Again: tools/fuzz {self.name} --input {raw.hex()}")
            raise

    def examples(self) -> Iterator[bytes]:
        """The inputs to begin with."""
        for path in sorted(ROOT.glob(self.files)) if self.files else ():
            yield (self.head + path.read_bytes())[:LONGEST]


LAWS: dict[str, Law] = {}
"""All of them, by their names."""


def law(files: str = "", head: bytes = b"", seconds: float = 2.0, turns: int = 1) -> Callable[[Check], Check]:
    """Makes a function a law."""

    def made(check: Check) -> Check:
        LAWS[check.__name__] = Law(check, files, head, seconds, turns)
        return check

    return made


def assert_told_well(problems: Problems, lines: int, *, has_columns: bool = True) -> None:
    """That each problem has its place in a text of so many lines, and is told on a line of its own.

    In seeds the words of a headline may be those of the file's name, which stand on no line.
    """
    for problem in problems:
        assert has_columns <= problem.location.line <= lines, problem
        assert has_columns <= problem.location.column, problem
        assert problem.message, problem
        assert len(str(problem).splitlines()) == 1 + bool(problem.hint), problem


def lines_of(text: str) -> int:
    """Lines as an editor counts them; a few more where lines end in two signs."""
    return text.count("\n") + text.count("\r") + 1
