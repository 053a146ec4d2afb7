"""An article's text while it is read, piece by piece, with all that is known about each piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sitegen.core.model import ArticleId, Heading
from sitegen.core.problems import Location, Problem
from sitegen.text.prose.prose_model import Prose, ProsePart, TextRun

UNIT_END: Final = "\n\n"

# Names are not looked for in these. What ends a sentence is not taken for the end of an address. The name of a mailbox
# has 64 characters at most (RFC 5321, 4.5.3.1.1); without an end, words that are joined by dots were all tried anew.
_WEB: Final = r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
_BARE_URL: Final = re.compile(_WEB)
_BARE_URL_OR_MAILBOX: Final = re.compile(rf"{_WEB}|\b[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+")


class ProseBuilder:
    """Takes the words of an article in the order of reading."""

    def __init__(self, file: str, numbers: Sequence[int]) -> None:
        """`numbers` gives for each line of the body, from 0, the line of the seed."""
        self.headline: tuple[ProsePart, ...] = ()
        self.headings: list[Heading] = []
        self.seed_title = (0, 0)
        self.taken = ""
        self.links_to: set[ArticleId] = set()
        self.asked: Mapping[str, ArticleId] = {}
        self._file, self._numbers = file, numbers
        self._pieces: list[str] = []
        self._length = 0
        self._units: list[tuple[int, int]] = []
        self._is_between = True
        self._code: list[tuple[int, int]] = []
        self._links: list[tuple[int, int]] = []
        self._lines: list[tuple[int, int]] = []
        self._problems: list[Problem] = []

    @property
    def next(self) -> int:
        """Where the next words will begin."""
        return self._length + (len(UNIT_END) if self._is_between and self._length else 0)

    def words(self) -> str:
        """What was said so far."""
        return "".join(self._pieces)

    def end_unit(self) -> None:
        """What follows is another paragraph, heading, item or cell."""
        self._is_between = True

    def say(self, words: str, line: int = -1) -> TextRun:
        """The next words; `line`, from 0, is that of the body on which they begin, -1 where the seed has none."""
        if self._is_between:
            if self._length:
                self._append(UNIT_END)
            self._units.append((self._length, self._length))
            self._is_between = False
        start = self._length
        if 0 <= line < len(self._numbers):
            self._remember_line(start, self._numbers[line])
        self._append(words)
        self._units[-1] = (self._units[-1][0], self._length)
        return TextRun(start, self._length)

    @property
    def seed(self) -> str:
        """The path of the seed below `seeds/`."""
        return self._file.partition("/")[2]

    def aside(self) -> ProseBuilder:
        """Takes words that are not shown."""
        return ProseBuilder(self._file, self._numbers)

    def mark_seed_title(self, start: int) -> None:
        """What was said from `start` on would be the title if the author gave no other one."""
        self.seed_title = (start, self._length)

    def mark_code(self, start: int) -> None:
        """What was said from `start` on is code."""
        if start < self._length:
            self._code.append((start, self._length))

    def mark_link(self, start: int) -> None:
        """What was said from `start` on is in a link of the seed."""
        if start < self._length:
            self._links.append((start, self._length))

    def keep_only(self, start: int, end: int) -> None:
        """Of all that was said, which is the headline, keep a stretch: the rest is dirt of a scrape."""
        line = self._lines[:1]
        text = self.words()[start:end]
        self._pieces, self._length = [text], len(text)
        self._units = [(0, len(text))]
        self._lines = [(0, line[0][1])] if line else []
        self._code = _moved(self._code, start, len(text))
        self._links = _moved(self._links, start, len(text))

    def report(self, line: int, code: str, message: str, hint: str, cause: str = "") -> None:
        """A problem on a line of the seed, counted from 1; the rest as in `Problem`."""
        self._problems.append(Problem(Location(self._file, line), code, message, hint, cause))

    def report_at(self, line: int, code: str, message: str, hint: str, cause: str = "") -> None:
        """A problem on a line of the body, counted from 0."""
        self.report(self._numbers[min(line, len(self._numbers) - 1)], code, message, hint, cause)

    def note(self, line: int, code: str, message: str, hint: str, cause: str) -> None:
        """What a seed alone causes and nobody need mend, on a line of the seed; `cause` is the same of many seeds."""
        place = Location(self._file, line)
        self._problems.append(Problem(place, code, message, hint, cause=cause, is_note=True))

    def note_at(self, line: int, code: str, message: str, hint: str, cause: str) -> None:
        """The same on a line of the body, counted from 0."""
        self.note(self._numbers[min(line, len(self._numbers) - 1)], code, message, hint, cause)

    def line_of(self, offset: int) -> int:
        """The line of the seed, counted from 1, on which the words at `offset` stand."""
        place = bisect_right(self._lines, offset, key=lambda one: one[0])
        return self._lines[place - 1][1] if place else self._numbers[0]

    def is_code(self, offset: int) -> bool:
        """Whether the words at `offset` are code. What was said later is in a later stretch."""
        place = bisect_right(self._code, offset, key=lambda one: one[0])
        return bool(place) and offset < self._code[place - 1][1]

    def prose(self, title: str, blocks: Sequence[tuple[ProsePart, ...]]) -> Prose:
        """The article, when all is said."""
        text = self.words()
        return Prose(
            title=title,
            text=text,
            headline=self.headline,
            blocks=tuple(map(_with_long_runs, blocks)),
            units=tuple(self._units),
            code=_joined([*self._code, *_bare_urls(text)]),
            links=_joined(self._links),
            lines=tuple(self._lines),
            headings=tuple(self.headings),
            problems=tuple(self._problems),
            seed_title=self.seed_title,
            taken=self.taken,
            links_to=tuple(sorted(self.links_to)),
            asked=tuple(sorted(self.asked.items())),
        )

    def _append(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _remember_line(self, start: int, number: int) -> None:
        if not self._lines or self._lines[-1][1] != number:
            self._lines.append((start, number))


def _bare_urls(text: str) -> list[tuple[int, int]]:
    """Where addresses stand; they are looked for only in a text that has a sign of one."""
    if "@" in text:
        return [match.span() for match in _BARE_URL_OR_MAILBOX.finditer(text)]
    return [match.span() for match in _BARE_URL.finditer(text)] if "://" in text or "www." in text else []


def _with_long_runs(parts: Iterable[ProsePart]) -> tuple[ProsePart, ...]:
    """The same parts with runs that follow each other made one, so that a name over a line end is one link."""
    joined: list[ProsePart] = []
    for part in parts:
        if joined and isinstance(part, TextRun) and isinstance(joined[-1], TextRun):
            joined[-1] = TextRun(joined[-1].start, part.end)
        else:
            joined.append(part)
    return tuple(joined)


def _moved(stretches: list[tuple[int, int]], start: int, length: int) -> list[tuple[int, int]]:
    cut = [(max(begin - start, 0), min(end - start, length)) for begin, end in stretches]
    return [(begin, end) for begin, end in cut if begin < end]


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same stretches sorted and disjoint."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
