"""YAML files as authors write them, each in a style of its own, and what they might change in them.

All is drawn from one number: if Hypothesis drew every choice, a file would take fifty times as long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, cast

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

KEYS = ("id", "name", "claim", "about", "topics", "quote", "where", "body", "sources", "status")
WORDS = [
    "bridge", "the", "Ana", "née", "мост", "桥", "🌉", "גשר", "well-known", "1911", "a:b", "x#y", "it's", "“so”", "c/o",
    "and", "said",
]  # fmt: skip
ODD = [
    "No", "~", "a: b", "a #b", "- a", '"a" b', "it's: so", "[a", "a\\b", "1984", "2017-11-16", "@a", "x,y", "a ", " b",
]  # fmt: skip
"""What can be taken for something else than text, or for the end of it."""
BLOCKS = ("- one\n- two", "    code  here", "| a | b |\n|---|---|\n| c | d |", "> said", "# Title")
SHARED = "reported_by"
"""The key of a value with an anchor, and of its alias."""


class Author:
    """Writes records, and comments that tell what they belong to."""

    def __init__(self, seed: int) -> None:
        self.rnd = Random(seed)
        self.step = self.rnd.choice([2, 2, 4, 3])
        self.dash = self.rnd.choice([2, 2, 0, 4])
        self.gap = self.rnd.choice([2, 2, 4])
        self.column = self.rnd.choice([0, 0, 2])
        self.comments: dict[str, tuple[int, str]] = {}
        self.at: tuple[int, str] = (-1, "")

    def seldom(self, of: int = 4) -> bool:
        """Whether something is done that is done once in a while."""
        return not self.rnd.randrange(of)

    # What is said

    def words(self, least: int = 1, most: int = 6) -> str:
        """Words in a line."""
        return " ".join(self.rnd.choices(WORDS, k=self.rnd.randint(least, most)))

    def line(self) -> str:
        """Words, or what YAML might take for something else."""
        return self.rnd.choice(ODD) if self.seldom() else self.words()

    def lines(self) -> list[Value]:
        """Several of them."""
        return [self.line() for _ in range(self.rnd.randint(1, 4))]

    def markdown(self) -> str:
        """A text of one or several blocks."""
        blocks = [
            self.rnd.choice(BLOCKS) if self.seldom() else self.words(1, 40) for _ in range(self.rnd.randint(1, 3))
        ]
        return "\n\n".join(blocks).strip()

    def quote(self) -> Value:
        """The words of a passage."""
        quote: dict[str, Value] = {"exact": self.words()}
        if self.seldom(2):
            quote["prefix"] = "said: "
        return quote if self.seldom(2) else self.words(1, 25)

    def item(self, key: str) -> Value:
        """An item of a list."""
        if key == "where":
            return {"article": self.words(1, 1), "quote": self.quote()}
        if key != "sources":
            return self.line()
        return {
            "title": self.line(),
            **({"url": "https://example.org/a?b=c#d"} if self.seldom(2) else {}),
            "date": "2024-03",
        }

    def value(self, key: str) -> Value:
        """What may stand behind a key."""
        if key in ("where", "sources"):
            return [self.item(key) for _ in range(self.rnd.randint(1, 3))]
        if key in ("about", "topics"):
            return self.line() if self.seldom() else self.lines()
        return {"quote": self.quote, "body": self.markdown, "claim": lambda: self.words(1, 30)}.get(key, self.line)()

    def record(self, identifier: str) -> dict[str, Value]:
        """A record with some keys, in any order."""
        names = [*self.rnd.sample(KEYS[1:], k=self.rnd.randint(1, 6)), "id"]
        self.rnd.shuffle(names)
        return {name: identifier if name == "id" else self.value(name) for name in names}

    def changes(self, old: Mapping[str, object]) -> dict[str, Value | None]:
        """What may be changed in a record; None = a key goes."""
        found: dict[str, Value | None] = {}
        for key in self.rnd.sample(KEYS[1:], k=self.rnd.randint(1, 4)):
            if key in old and self.seldom():
                found[key] = None
            elif isinstance(old.get(key), list) and not self.seldom():
                found[key] = self.other_list(key, cast("list[Value]", old[key]))
            else:
                found[key] = self.value(key)
        return found

    def other_list(self, key: str, old: Sequence[Value]) -> list[Value]:
        """A list with some items gone, and new ones somewhere."""
        kept = [item for item in old if not self.seldom()]
        for _ in range(self.rnd.randint(0, 2)):
            kept.insert(self.rnd.choice([len(kept), self.rnd.randint(0, len(kept))]), self.item(key))
        return kept or [self.item(key)]

    # How it is written

    def comment(self) -> str:
        """A comment that is nowhere else."""
        found = f"#{len(self.comments)}. of {self.at[1] or 'all'}: - [x"
        self.comments[found] = self.at
        return found

    def behind(self) -> str:
        """What may stand behind a value."""
        return f"  {self.comment()}" if self.seldom(5) else ""

    def above(self, column: int) -> list[str]:
        """What may stand above a key or an item."""
        blank = [""] if self.seldom(6) else []
        left = self.rnd.randint(0, column) if self.seldom(6) else column
        return [*blank, *(" " * left + self.comment() for _ in range(self.rnd.randint(1, 2) if self.seldom() else 0))]

    def mapping(self, values: Mapping[str, Value], column: int, *, is_record: bool = False) -> list[str]:
        """The lines of a mapping."""
        lines: list[str] = []
        for key, value in values.items():
            lines += self.above(column) if lines else []
            self.at = (self.at[0], key) if is_record else self.at
            lines += self.entry(key, value, column)
            self.at = (self.at[0], "") if is_record else self.at
        return lines

    def entry(self, key: str, value: Value, column: int) -> list[str]:
        """The lines of a key and its value."""
        name = " " * column + (f'"{key}":' if self.seldom(12) else f"{key}:")
        if isinstance(value, str):
            return self.text(name, value, column)
        if self.seldom(3):
            return self.brackets(name, value, column)
        first = name + self.behind()
        if isinstance(value, list):
            return [first, *self.items(value, column + self.dash)]
        return [first, *self.above(column + self.step), *self.mapping(value, column + self.step)]

    def items(self, values: Sequence[Value], column: int) -> list[str]:
        """The lines of a list."""
        lines: list[str] = []
        dash = " " * column + "-"
        for value in values:
            lines += self.above(column) if lines or self.seldom() else []
            if isinstance(value, str):
                lines += self.text(dash, value, column)
            elif self.seldom(3) or isinstance(value, list):
                lines += self.brackets(dash, value, column)
            elif self.seldom(8):
                lines += [dash + self.behind(), *self.mapping(value, column + self.gap)]
            else:
                lines += self.dashed(self.mapping(value, column + self.gap), column)
        return lines

    def dashed(self, lines: list[str], column: int) -> list[str]:
        """The lines of a mapping, with a dash before the first."""
        return [" " * column + "-" + " " * (self.gap - 1) + lines[0][column + self.gap :], *lines[1:]]

    def brackets(self, name: str, value: Value, column: int) -> list[str]:
        """The lines of a list in brackets, or of a mapping in braces."""
        pieces = self.flow(value).split(", ")
        if not self.seldom(5) or "x,y" in self.flow(value):
            return [f"{name} {', '.join(pieces)}{self.behind()}"]
        pieces = [f"{piece},{self.behind()}" for piece in pieces[:-1]] + [pieces[-1] + self.behind()]
        return [f"{name} {pieces[0]}", *(" " * (column + self.step) + piece for piece in pieces[1:])]

    def text(self, name: str, words: str, column: int) -> list[str]:
        """The lines of a text behind a key or dash."""
        inner = " " * (column + self.step)
        is_block = "\n" in words or (len(words) > 20 and self.seldom(2))
        if is_block and not words.startswith(" "):
            sign = "|" if "\n" in words else self.rnd.choice("|>")
            body = self.folded(words) if sign == ">" else words.split("\n")
            first = f"{name} {sign}{self.rnd.choice(['', '', '-'])}{self.behind()}"
            return [first, *(inner + line if line else "" for line in body)]
        lines = self.folded(self.quoted(words)) if self.seldom(6) else [self.quoted(words)]
        if self.seldom(10):
            written = [name + self.behind(), *(inner + line for line in lines)]
        else:
            written = [f"{name} {lines[0]}", *(inner + line for line in lines[1:])]
        return [*written[:-1], written[-1] + self.behind()]

    def folded(self, words: str) -> list[str]:
        """Words on several lines."""
        found = [""]
        for word in words.split(" "):
            if len(found[-1]) > 30 and word[:1] not in "#-:\"'" and self.seldom(3):
                found.append(word)
            else:
                found[-1] = f"{found[-1]} {word}" if found != [""] else word
        return found

    def quoted(self, words: str, *, in_flow: bool = False) -> str:
        """A text in one line."""
        is_plain = words[0] not in '-@["~ |>#' and not words.endswith(" ") and ": " not in words and " #" not in words
        sign = self.rnd.choice(["", "", "'", '"'] if is_plain and not (in_flow and "," in words) else ["'", '"'])
        if sign == '"':
            return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        return "'" + words.replace("'", "''") + "'" if sign else words

    def flow(self, value: Value) -> str:
        """A value in brackets or braces."""
        if isinstance(value, str):
            return self.quoted(value, in_flow=True)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.flow(inner)}" for key, inner in value.items()) + "}"
        inner = ", ".join(self.flow(one) for one in value)
        return f"[ {inner} ]" if self.seldom() else f"[{inner}]"

    def end(self, lines: list[str]) -> str:
        """The file."""
        newline = self.rnd.choice(["\n", "\n", "\r\n"])
        return self.rnd.choice(["", "", "\ufeff"]) + newline.join(lines) + self.rnd.choice([newline, newline, ""])


@dataclass(frozen=True)
class Written:
    """A file, and what its author knows of it."""

    text: str
    comments: Mapping[str, tuple[int, str]]
    """Each comment with the record it is in, -1 = none, and the key whose value it is in, empty = none."""
    spans: Sequence[tuple[int, int]]
    """The first line of each record, `r0`, `r1` …, or of the comment above it, but for the first, and the line behind
    its last."""
    author: Author

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.spans)

    def around(self, number: int) -> tuple[str, str]:
        """All that stands above a record, and all that stands below it."""
        lines = self.text.splitlines(keepends=True)
        first, end = self.spans[number]
        return "".join(lines[:first]), "".join(lines[end:])


def a_list(seed: int, *, shares: bool = False) -> Written:
    """A file with a list of records; if it `shares`, the first has a value to which an alias of the last refers."""
    author = Author(seed)
    count, column, is_airy = author.rnd.randint(2 if shares else 1, 4), author.column, author.seldom(2)
    lines = author.rnd.choice([list, lambda: [author.comment(), ""], lambda: ["---"]])()
    spans = []
    for number in range(count):
        author.at, first = (number or -1, ""), len(lines)
        if lines and author.seldom(2):
            lines.append(" " * column + author.comment())
        if not number:  # what is above the first is the file's
            author.at, first = (0, ""), len(lines)
        lines += author.dashed(author.mapping(author.record(f"r{number}"), column + author.gap, is_record=True), column)
        if shares and number in (0, count - 1):
            lines.append(
                " " * (column + author.gap) + f"{SHARED}: {'*' if number else '&'}them{'' if number else ' [ana, tom]'}"
            )
        spans.append((first, len(lines)))
        lines += [""] if is_airy and number + 1 < count else []
    author.at = (-1, "")
    lines += author.rnd.choice([list, lambda: ["", author.comment()], lambda: ["", ""]])()
    return Written(author.end(lines), author.comments, spans, author)


def a_mapping(seed: int) -> Written:
    """A file that is one record."""
    author = Author(seed)
    lines = author.rnd.choice([list, lambda: [author.comment(), ""], lambda: ["---"]])()
    author.at = (0, "")
    first = len(lines)
    lines += author.mapping(author.record("r0"), 0, is_record=True)
    return Written(author.end(lines), author.comments, [(first, len(lines))], author)
