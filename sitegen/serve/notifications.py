"""What open pages are sent after each build: its problems, with the lines that they are about, and what it changed."""

from __future__ import annotations

import json
import re
import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Location, Problem, Problems, Severity
from sitegen.core.problems.grouping import ProblemGroup, group_problems
from sitegen.files import source_files

MAX_SHOWN: Final = 100
"""Causes of problems that a page shows; who has more mends these first, and the terminal has all."""

_MAX_SOURCE: Final = 4_000_000
_MAX_CONTEXT: Final = 90
"""Characters of a long line that are shown on each side of the words concerned."""
_MAX_MARKED: Final = 200

_LINE_END: Final = re.compile(r"\r\n|[\r\n]")
_QUOTED: Final = re.compile(r'"([^"]+)"')
_TOKEN: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[^\s,:\]}]+|\S""")


class Notification(FrozenRecord):
    """What became of a build, as open pages show it."""

    is_done: bool
    """Whether its site is the one that is shown."""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    """How many of each there are."""
    problems: tuple[dict[str, Any], ...] = ()
    """Those that are shown, as pages take them; those of one cause together, with the first one's place."""
    unlisted: int = 0
    """How many are in none of these."""
    fault: str = ""
    """A traceback, where sitegen itself failed."""


class _SavedFile(NamedTuple):
    """A file that the editor saved."""

    file: str
    """Its path below the archive's root."""
    number: int
    """Of all saves of the run, from 1."""


class Broadcaster:
    """Sends each notification to all open pages, and the last one to each page that opens."""

    def __init__(self) -> None:
        self._sockets: set[WebSocketHandler] = set()
        # A page that was opened with an earlier run of the preview shall not take our numbers for that one's.
        self._run = secrets.token_hex(4)
        self._builds = self._changes = self._saves = 0
        self._last = Notification(is_done=False)
        self._saved: dict[Path, _SavedFile] = {}

    def await_build(self, path: Path, file: str) -> None:
        """The editor saved a file, at `path` and called `file`: pages are told as long as no build has shown it."""
        self._saves += 1
        self._saved[path] = _SavedFile(file, self._saves)

    def awaited(self, changed: Collection[Path] | None) -> Mapping[Path, _SavedFile]:
        """Those saved files that a build shows that begins now after these changes; None = whatever changed."""
        return {path: saved for path, saved in self._saved.items() if changed is None or path in changed}

    def forget(self, built: Mapping[Path, _SavedFile]) -> None:
        """These were built; what was saved again meanwhile is still to be."""
        self._saved = {path: saved for path, saved in self._saved.items() if built.get(path) != saved}

    @property
    def version(self) -> str:
        """Names the site that is shown: a page of another version is out of date."""
        return f"{self._run}-{self._changes}"

    def join(self, socket: WebSocketHandler) -> None:
        """A page is open: it is sent the last notification at once, and every later one."""
        self._sockets.add(socket)
        socket.write_message(self._message(""))

    def leave(self, socket: WebSocketHandler) -> None:
        """A page was closed."""
        self._sockets.discard(socket)

    def send(self, notification: Notification, news: str = "") -> None:
        """A build ended; `news` is what of the site it changed: nothing, the "styles" alone, or the "pages" as well."""
        self._last = notification
        self._builds += 1
        self._changes += bool(news)
        message = self._message(news)
        for socket in tuple(self._sockets):
            with suppress(WebSocketClosedError):
                socket.write_message(message)

    def _message(self, news: str) -> str:
        report = self._last
        message = {
            "build": f"{self._run}-{self._builds}",
            "version": self.version,
            "news": news,
            "isDone": report.is_done,
            "errors": report.errors,
            "warnings": report.warnings,
            "notes": report.notes,
            "problems": report.problems,
            "unlisted": report.unlisted,
            "fault": report.fault,
            "isWaiting": not self._builds,
            "unbuilt": sorted({saved.file for saved in self._saved.values()}),
        }
        return json.dumps(message)  # in ASCII: names of files may hold what is no text


def make_notification(root: Path, problems: Sequence[Problem], *, is_done: bool) -> Notification:
    """What became of a build, the gravest problems first, each with the lines around it; at most `MAX_SHOWN` causes.

    `root` is the archive's real path, without links.
    """
    counts = Counter(problem.severity for problem in problems)
    errors, warnings, notes = (counts[severity] for severity in Severity)
    groups = sorted(group_problems(problems), key=lambda group: group.severity.rank)[:MAX_SHOWN]
    unlisted = len(problems) - sum(len(group.problems) for group in groups)
    sources = _SourceLines(root)
    return Notification(
        is_done, errors, warnings, notes, tuple(_group_json(group, sources) for group in groups), unlisted
    )


def _group_json(group: ProblemGroup, sources: _SourceLines) -> dict[str, Any]:
    lines = sources.lines(group.first.location.file)
    return {**group.as_json(), "excerpt": list(excerpt(lines, group.first))}


def excerpt(lines: Sequence[str], problem: Problem) -> Iterator[dict[str, Any]]:
    """The line of a problem between its neighbours; of its own line the words concerned stand apart."""
    place = problem.location
    if not 0 < place.line <= len(lines):
        return
    for number in range(max(place.line - 1, 1), min(place.line + 1, len(lines)) + 1):
        line = lines[number - 1]
        start, end = _marked_range(line, place, _QUOTED.findall(problem.message)) if number == place.line else (0, 0)
        before, after = line[:start], line[end:]
        if number != place.line:
            before, after = "", _shortened(line, 2 * _MAX_CONTEXT)
        elif len(before) > _MAX_CONTEXT + 1:
            before = f"…{before[-_MAX_CONTEXT:]}"
        yield {"line": number, "before": before, "words": line[start:end], "after": _shortened(after, 2 * _MAX_CONTEXT)}


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most + 1 else f"{words[:most]}…"


def _marked_range(line: str, place: Location, quoted: Iterable[str]) -> tuple[int, int]:
    """Where the words stand: those that the message quotes, else what begins at the column."""
    start = min(max(place.column - 1, 0), len(line))
    # At a column only there, or behind the quotation mark that stands there.
    last = start + 1 if place.column else len(line)
    for words in sorted(quoted, key=len, reverse=True):
        found = line.find(words, start, last + len(words))
        if found >= 0:
            return found, found + len(words)
    match = _TOKEN.match(line, start) if place.column else None
    return (start, min(match.end(), start + _MAX_MARKED)) if match else (start, start)


class _SourceLines:
    """The lines of the author's files, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, list[str]] = {}

    def lines(self, file: str) -> list[str]:
        """Nothing of a file that is elsewhere, is none, or is too large to be looked through for one line."""
        if file not in self._known:
            self._known[file] = self._read(file)
        return self._known[file]

    def _read(self, file: str) -> list[str]:
        with suppress(ValueError):  # a name that no file can have
            data = source_files.read_source(self._root, file, Problems())
            if data is not None and len(data) <= _MAX_SOURCE:
                return _LINE_END.split(data.decode("utf-8-sig", "replace").removesuffix("\n"))
        return []
