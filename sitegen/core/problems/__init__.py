"""Problems: what is wrong in the author's files, and where; collected in one run, sorted, printed in one place.

A mistake of the author is a `Problem` value; a mistake of ours is an exception with a traceback.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, Final

from msgspec.structs import force_setattr, replace

from sitegen.core.frozen_record import FrozenRecord


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning only a strict one, a note none; gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}
_E, _W, _N = Severity

CODES: Final[dict[str, Severity]] = {
    # files and folders
    "no-archive": _E,
    "not-utf8": _E,
    "unreadable-file": _E,
    "missing-extra": _E,
    "outside-link": _E,
    "unknown-file": _W,
    "unportable-name": _W,
    "missing-seed": _E,
    "hash-mismatch": _E,
    "missing-media": _E,
    "picture-tells": _W,
    "picture-not-stripped": _E,
    "active-media": _W,
    "output-refused": _E,
    "search-failed": _W,
    "executor-failed": _E,
    "storage-failed": _E,
    "unwritable-output": _E,
    # YAML
    "yaml-syntax": _E,
    "yaml-tab": _E,
    "yaml-tag": _E,
    "yaml-too-large": _E,
    "duplicate-key": _E,
    "comment-in-text": _W,
    "list-as-text": _W,
    # records
    "unknown-key": _E,
    "foreign-key": _N,
    "misspelt-key": _W,
    "unread-value": _W,
    "missing-key": _E,
    "wrong-type": _E,
    "empty-item": _E,
    "bad-date": _E,
    "bad-id": _E,
    "bad-url": _E,
    "password-in-url": _W,
    "bad-value": _E,
    "duplicate-id": _E,
    "look-alike": _W,
    "duplicate-article": _E,
    "unknown-id": _E,
    "unknown-reviewer": _W,
    "source-incomplete": _W,
    "circular-topic": _E,
    "path-collision": _E,
    "id-ambiguous": _E,
    "fields-clash": _E,
    "not-written": _E,
    # words
    "suspect-encoding": _W,
    "markup-as-text": _W,
    "template-call": _N,
    "footnote-label": _W,
    "empty-passage": _W,
    "quote-empty": _E,
    "quote-not-found": _E,
    "quote-cuts-word": _E,
    "quote-ambiguous": _E,
    "quote-by-count": _N,
    "quote-not-changed": _E,
    "common-name": _W,
    "name-ambiguous": _W,
    "mention-not-found": _E,
    "mention-overlap": _W,
    "not-mention-not-found": _W,
    "link-ambiguous": _E,
    "dead-link": _W,
    # who is seen
    "held-back": _W,
    "only-in-drafts": _W,
    "draft-named": _W,
    # pages
    "template-error": _E,
    "broken-link": _E,
    "broken-fragment": _E,
    "duplicate-element-id": _E,
}
"""Every code there is, with its severity; each has an entry in `docs/problems.md`."""

RETIRED: Final = frozenset({"search-without-words"})
"""Codes of earlier versions that nothing is told with any more; archives that accept them go on being built."""
ACCEPTABLE: Final = frozenset(code for code, severity in CODES.items() if severity is not Severity.ERROR)
"""The codes that an archive may accept: they are still reported, and fail no build."""

MAX_WORDS: Final = 2000
"""Characters of a message or hint; the longest that shows how a passage differs has 700."""

_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What breaks a line, moves a terminal's cursor, or cannot be encoded."""

LOST_PASSAGES: Final = frozenset({"quote-not-found", "quote-cuts-word", "quote-ambiguous"})
"""The errors in spite of which `--keep-going` publishes."""


class Location(FrozenRecord, order=True):
    """A place in one of the author's files."""

    file: str
    """Path below the archive's root, with forward slashes."""
    line: int = 0
    """Counted from 1; 0 = the file as a whole."""
    column: int = 0
    """Counted from 1, in characters; 0 = the line as a whole."""

    def __post_init__(self) -> None:
        # A file has many places, and each that is unpacked would have a name of its own.
        force_setattr(self, "file", sys.intern(self.file))

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Problem(FrozenRecord, order=True):
    """One thing that is wrong, in words for the person who edits the files."""

    location: Location
    code: str
    """A key of `CODES`."""
    message: str
    """What was found, with the author's words quoted back."""
    hint: str = ""
    """What to do about it."""
    cause: str = ""
    """The message for all problems of one cause together, where each has a message of its own; empty = `message`.

    Problems of one code and severity with the same such words are of one cause.
    """
    remedy: str = ""
    """What to do about all of that cause; empty = `hint`."""
    is_note: bool = False
    """Whether nobody need mend it although its code is a warning: here, or since the archive accepts that code."""

    def __post_init__(self) -> None:
        force_setattr(self, "message", _in_one_line(self.message))
        force_setattr(self, "hint", _in_one_line(self.hint))
        force_setattr(self, "cause", _in_one_line(self.cause))
        force_setattr(self, "remedy", _in_one_line(self.remedy))

    @property
    def severity(self) -> Severity:
        """Whether this stops a build. An error stays one, whatever is said of it."""
        severity = CODES[self.code]
        return Severity.NOTE if self.is_note and severity is Severity.WARNING else severity

    def as_json(self) -> dict[str, Any]:
        """What programs and pages are told of it: `severity`, `code`, `message`, `hint`, `file`, `line`, `column`."""
        place = self.location
        words = {"severity": self.severity.value, "code": self.code, "message": self.message, "hint": self.hint}
        return {**words, "file": place.file, "line": place.line, "column": place.column}

    def __str__(self) -> str:
        first = f"{self.location}: {self.severity}[{self.code}]: {self.message}"
        return f"{first}\n  hint: {self.hint}" if self.hint else first


def _in_one_line(words: str) -> str:
    """Words safe for a line of the report: without control characters, cut after `MAX_WORDS` characters."""
    if not words.isprintable():
        words = _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), words)
    return words if len(words) <= MAX_WORDS else f"{words[: MAX_WORDS - 1]}…"


def _order(problem: Problem) -> tuple[str, int, int, str, str, str, str, str, bool]:
    """The sort key of a problem: ten times as quick as comparing problems."""
    place = problem.location
    words = problem.code, problem.message, problem.hint, problem.cause, problem.remedy
    return place.file, place.line, place.column, *words, problem.is_note


class Problems:
    """All problems of a run, in the order of their places however they were found."""

    def __init__(self, problems: Iterable[Problem] = (), accepted: Iterable[str] = ()) -> None:
        """`accepted`: the codes whose warnings are notes."""
        self._found: set[Problem] = set()
        self._accepted = frozenset(accepted)
        self.extend(problems)

    def accept(self, codes: Iterable[str]) -> None:
        """Let warnings of these codes be notes, those that are here and those that come."""
        self._accepted |= frozenset(codes)
        self._found = {self._judged(problem) for problem in self._found}

    def add(  # noqa: PLR0913 - the fields of a problem
        self,
        location: Location,
        code: str,
        message: str,
        hint: str = "",
        *,
        cause: str = "",
        remedy: str = "",
        is_note: bool = False,
    ) -> None:
        """Remember one problem; the same one twice is one. `code` is a key of `CODES`, the rest as in `Problem`."""
        if code not in CODES:
            raise KeyError(code)
        self._found.add(self._judged(Problem(location, code, message, hint, cause, remedy, is_note)))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Remember problems that another stage returned."""
        self._found.update(map(self._judged, problems))

    def _judged(self, problem: Problem) -> Problem:
        return replace(problem, is_note=True) if problem.code in self._accepted else problem

    def take(self) -> tuple[Problem, ...]:
        """Remove and return all of them, sorted."""
        taken = tuple(self)
        self._found.clear()
        return taken

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=_order))

    def __len__(self) -> int:
        return len(self._found)

    def count(self, severity: Severity) -> int:
        """How many of one severity."""
        return sum(problem.severity is severity for problem in self._found)

    def blocks(self, *, strict: bool = False, keep_going: bool = False) -> bool:
        """Whether these forbid publishing.

        `strict` lets warnings count, but never notes; `keep_going` lets lost passages pass.
        """
        for problem in self._found:
            if keep_going and problem.code in LOST_PASSAGES:
                continue
            if problem.severity is Severity.ERROR or (strict and problem.severity is Severity.WARNING):
                return True
        return False
