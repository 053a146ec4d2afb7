"""Inputs without a guide: bytes by lot, and files of the archive that something happened to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Final

from support.fuzz.laws import LONGEST, Law

SIZES: Final = (4, 16, 64, 128, 256, 512)
_SIGNS: Final = (
    "\n", "\r", "\t", "  ", "\n\n", "---\n", ": ", "- ", "#", "|\n", "'", '"', "&a ", "*a", "[", "]", "{", "}", "<b>",
    "</", "<!--", "](", "![", "`", "**", "\\", "\0", "\u2028", "\ufeff", "\u0301", "\u200d", "\xad", "é", "İ", "“",
    "’", "…", "\x85", "[[", "[^1]",
)  # fmt: skip
"""What has a meaning somewhere, to be put anywhere."""


def inputs(law: Law, chance: Random) -> Iterator[bytes]:
    """Without end: the law's examples first, then others."""
    examples = list(law.examples())
    yield from examples
    for number in count():
        if examples and number % 2:
            yield law.head + _hurt(chance.choice(examples)[len(law.head) :], chance)
        else:
            yield chance.randbytes(chance.choice(SIZES))


def _hurt(text: bytes, chance: Random) -> bytes:
    """A stretch of a file with some signs put in, taken out or doubled."""
    start = chance.randrange(len(text) + 1) * chance.randrange(2)
    found = bytearray(text[start : start + chance.choice((40, 200, 1000))])
    for _ in range(1 + chance.randrange(5)):
        at, most = chance.randrange(len(found) + 1), chance.choice((1, 4, 30))
        piece = found[at : at + most]
        ways: tuple[Callable[[], bytes], ...] = (
            lambda: chance.choice(_SIGNS).encode(),
            lambda piece=piece: piece + piece,  # type: ignore[misc]
            lambda: b"",
            lambda: chance.randbytes(1),
        )
        found[at : at + most * chance.randrange(2)] = chance.choice(ways)()
    return bytes(found[:LONGEST])


def shrunk(raw: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """An input that still fails, with what can be left out left out and the rest as plain as it can be."""
    size = max(len(raw) // 2, 1)
    while size:
        at = 0
        while at < len(raw):
            shorter = raw[:at] + raw[at + size :]
            plainer = raw[:at] + bytes(len(raw[at : at + size])) + raw[at + size :]
            if fails(shorter):
                raw = shorter
            elif plainer != raw and fails(plainer):
                raw = plainer
            else:
                at += size
        size //= 2
    return raw
