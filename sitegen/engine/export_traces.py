"""What a build keeps of the files for machines: what each unit was made of, and where its pieces are."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from sitegen.engine.piece_tables import PieceTable


class GroupTrace(NamedTuple):
    """The units of a group of exports, as they are in the output."""

    pieces: PieceTable
    reads: bytes
    """The numbers of the rows of the index that the units were made of, one unit after the other: four bytes each."""
    counts: bytes
    """How many of these each unit has: four bytes each."""
    files: dict[str, tuple[str, ...]]
    """Of the units that have files of their own: their paths below the output folder."""
    media: dict[str, tuple[str, ...]]
    """Of the units that name files of `content/media/`: these."""

    def stale(self, keys: Sequence[str], hit: Collection[int]) -> list[str]:
        """Of these units those that are new, or were made of one of these rows."""
        known = self.pieces.names()
        ends = list(accumulate(array("I", self.counts)))
        units = {bisect_right(ends, place) for place, row in enumerate(array("I", self.reads)) if row in hit}
        fresh = {*known}.difference(known[unit] for unit in units)
        return [key for key in keys if key not in fresh]


class UnitReads:
    """Gathers the rows that the units of a group were made of, for `GroupTrace`."""

    def __init__(self) -> None:
        self._reads: list[bytes] = []

    def add(self, reads: bytes) -> None:
        """The rows of the next unit, as four bytes each."""
        self._reads.append(reads)

    def packed(self) -> tuple[bytes, bytes]:
        """`GroupTrace.reads` and `GroupTrace.counts`."""
        counts = array("I", [len(one) // array("I").itemsize for one in self._reads])
        return b"".join(self._reads), counts.tobytes()


def reads_by_unit(trace: GroupTrace) -> Mapping[str, bytes]:
    """The rows of each unit, as four bytes each."""
    size = array("I").itemsize
    ends = list(accumulate(array("I", trace.counts), initial=0))
    names = trace.pieces.names()
    return {key: trace.reads[start * size : end * size] for key, start, end in zip(names, ends, ends[1:], strict=False)}
