"""How two quotes differ, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Levenshtein

from sitegen.fold import fold

if TYPE_CHECKING:
    from sitegen.model import Quote

BETWEEN: Final = " … "
"""Between the two ends of a long stretch."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same, or gone, or new; the ones that are not are empty."""

    same: str = ""
    gone: str = ""
    new: str = ""


def words_of(quote: Quote) -> str:
    """The words of a quote, on one line; of a long stretch its two ends."""
    ends = [" ".join(part.split()) for part in (quote.exact, quote.until) if part]
    return BETWEEN.join(ends)


def difference(before: str, after: str) -> Iterator[Piece]:
    """What became of the words of `before`; typography that folding evens out makes no difference."""
    old, new = before.split(), after.split()
    old_keys, new_keys = ([fold(word).text for word in words] for words in (old, new))
    gone: list[str] = []
    come: list[str] = []
    for step in Levenshtein.opcodes(old_keys, new_keys):
        here, there = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag != "equal":
            gone += here
            come += there
            continue
        if gone or come:
            yield Piece(gone=" ".join(gone), new=" ".join(come))
            gone, come = [], []
        yield Piece(same=" ".join(there))
    if gone or come:
        yield Piece(gone=" ".join(gone), new=" ".join(come))
