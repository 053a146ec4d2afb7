"""Inputs are drawn from a row of bytes: so every fuzzer that changes bytes can look for them.

A draw is a few bytes, and the same bytes are the same input for ever. Where the row ends, every draw is the first of
its choices, which is the simplest one; so a shorter row is a simpler input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_ANY: Final = 255
"""A piece of a text that is any character at all instead of one of the given pieces."""


class Lots:
    """The draws of one input."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def number(self, below: int = 256) -> int:
        """A number from 0 that is smaller than `below`, which is at most 65,536."""
        size = 1 if below <= 256 else 2
        self._at += size
        return int.from_bytes(self._raw[self._at - size : self._at], "big") % below

    def maybe(self) -> bool:
        """Whether something is so that need not be."""
        return self.number(2) == 1

    def one(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[self.number(len(choices))]

    def several(self, most: int, draw: Callable[[], T]) -> list[T]:
        """At most so many draws."""
        return [draw() for _ in range(self.number(most + 1))]

    def rest(self) -> bytes:
        """All that was not drawn yet."""
        found, self._at = self._raw[self._at :], len(self._raw)
        return found

    def joined(self, pieces: Sequence[str], most: int = 40) -> str:
        """A text of at most so many of the pieces, with any character between them now and then."""
        return "".join(self.several(most, lambda: self._piece(pieces)))

    def _piece(self, pieces: Sequence[str]) -> str:
        number = self.number()
        return self.character() if number == _ANY else pieces[number % len(pieces)]

    def character(self) -> str:
        """Any character that UTF-8 can hold; half of them ASCII."""
        first = self.number()
        if first < 128:
            return chr(first)
        code = (first % 17 << 16) + self.number(65_536) if first % 2 else self.number(65_536)
        return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)

    def characters(self, most: int) -> str:
        """A text of any characters."""
        return "".join(self.several(most, self.character))

    def text_or(self, draw: Callable[[Lots], str]) -> str:
        """The bytes themselves as a text, as files of the archive are, or one that is drawn."""
        return draw(self) if self.maybe() else self.rest().decode(errors="replace")
