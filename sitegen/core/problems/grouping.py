"""Groups of problems of one cause: one line with a count and the first places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Problem, Severity

PLACES: Final = 3
"""Places that are printed for each cause; `--json` has all."""


class ProblemGroup(FrozenRecord):
    """Problems of one cause, in the order of their places; at least one."""

    problems: tuple[Problem, ...]

    @property
    def first(self) -> Problem:
        """The one whose place comes first."""
        return self.problems[0]

    @property
    def severity(self) -> Severity:
        """Of each of them."""
        return self.first.severity

    @property
    def message(self) -> str:
        """What was found; of several how many there are, and where else than in the first place."""
        if len(self.problems) == 1:
            return self.first.message
        others = [str(one.location) for one in self.problems[1:PLACES]]
        more = len(self.problems) - 1 - len(others)
        last = f"{more:,} more" if more else others.pop()
        also = f"{', '.join(others)} and {last}" if others else last
        return f"{self.first.cause or self.first.message} ({self._count()}): also {also}"

    @property
    def hint(self) -> str:
        """What to do about it; about all of them, where there are several."""
        return (len(self.problems) > 1 and self.first.remedy) or self.first.hint

    def as_json(self) -> dict[str, Any]:
        """The first of them, with what is said of all (`Problem.as_json`)."""
        return {**self.first.as_json(), "message": self.message, "hint": self.hint}

    def __str__(self) -> str:
        first = f"{self.first.location}: {self.severity}[{self.first.code}]: {self.message}"
        return f"{first}\n  hint: {self.hint}" if self.hint else first

    def _count(self) -> str:
        number, files = len(self.problems), len({one.location.file for one in self.problems})
        if number == files:
            return f"{number:,} files"
        return f"{number:,} places" if files == 1 else f"{number:,} places in {files:,} files"


def group_problems(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Problems by their causes, in the order of their first places; `problems` are in the order of theirs.

    Warnings and notes of one code are of one cause where they say the same (`Problem.cause`, or message and hint). Of
    errors each stands alone: each is mended in its own place, and none may be missed.
    """
    groups: dict[object, list[Problem]] = {}
    for one in problems:
        key = one if one.severity is Severity.ERROR else (one.severity, one.code, *_what(one))
        groups.setdefault(key, []).append(one)
    return [ProblemGroup(tuple(some)) for some in groups.values()]


def _what(problem: Problem) -> tuple[str, str]:
    return (problem.cause, "") if problem.cause else (problem.message, problem.hint)
