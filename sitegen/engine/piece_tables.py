"""Where the pieces of joined files are in the output, so that an edit replaces some and the kernel copies the rest."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from sitegen.files.splicing import FilePiece, Stretch
from sitegen.output.exports import JoinedFile


class PieceTable(NamedTuple):
    """The units of a group of exports in order, with the lengths of their pieces; packed, as there may be very many."""

    keys: str
    """With a zero character between them; none of them is empty."""
    lengths: tuple[bytes, ...]
    """Of each joined file of the group: of each unit's piece its bytes, four bytes a number."""

    @classmethod
    def of(cls, keys: Sequence[str], lengths: Sequence[array[int]]) -> PieceTable:
        """The table of these units, with the lengths of their pieces in each of the files."""
        return cls("\0".join(keys), tuple(one.tobytes() for one in lengths))

    def names(self) -> list[str]:
        """The keys of the units, in their order."""
        return self.keys.split("\0") if self.keys else []

    def resized(self, lengths: Mapping[str, int]) -> PieceTable:
        """The same with other lengths of some units' pieces in the first of the files."""
        if not lengths:
            return self
        column = array("I", self.lengths[0])
        for place, key in enumerate(self.names()):
            column[place] = lengths.get(key, column[place])
        return self._replace(lengths=(column.tobytes(), *self.lengths[1:]))

    def updated(
        self, files: Sequence[JoinedFile], changed: Mapping[str, Sequence[bytes]], keys: Sequence[str] | None = None
    ) -> tuple[PieceTable, list[list[FilePiece]]]:
        """The table after an edit, and what each of the files is put together from.

        `changed` has the pieces of units that are new or changed, one for each file; `keys` all units in the order that
        they have now, None = the one they had. Raises KeyError for a unit that is neither known nor among the changed.
        """
        before = self.names()
        now = before if keys is None else keys
        known = {key: place for place, key in enumerate(before)}
        places = [-1 if key in changed else known[key] for key in now]
        made = {place: changed[now[place]] for place, old in enumerate(places) if old < 0}
        results = [
            _spliced(file, array("I", lengths), places, {place: pieces[number] for place, pieces in made.items()})
            for number, (file, lengths) in enumerate(zip(files, self.lengths, strict=True))
        ]
        return PieceTable.of(now, [lengths for lengths, _ in results]), [pieces for _, pieces in results]


def _spliced(
    file: JoinedFile, lengths: array[int], places: Sequence[int], made: Mapping[int, bytes]
) -> tuple[array[int], list[FilePiece]]:
    """The lengths of the pieces of a file after an edit, and what it is put together from.

    `places`: of each piece its place among those that there were; of one in `made` -1.
    """
    gap = len(file.separator)
    starts = list(accumulate((length + gap for length in lengths), initial=len(file.head)))
    pieces: list[FilePiece] = [file.head]
    for start, stop in _runs(places):
        if start:
            pieces.append(file.separator)
        if start in made:
            pieces.append(made[start])
        else:
            begin, last = places[start], places[stop - 1]
            pieces.append(Stretch(starts[begin], starts[last] + lengths[last] - starts[begin]))
    pieces.append(file.tail)
    after = array("I", [len(made[place]) if old < 0 else lengths[old] for place, old in enumerate(places)])
    return after, [piece for piece in pieces if piece]


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges of pieces that follow on each other as they did, and each new piece by itself."""
    ends = [place for place in range(1, len(places)) if not 0 <= places[place - 1] == places[place] - 1]
    return list(zip([0, *ends], [*ends, len(places)], strict=True)) if places else []
