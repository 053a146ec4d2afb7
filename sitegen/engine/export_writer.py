"""Puts the units of export groups into a target: all of them, or after an edit those alone that it concerns."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple

from sitegen.content.media.media_references import MediaReferences
from sitegen.engine.cache import DamagedError
from sitegen.engine.export_traces import GroupTrace, UnitReads, reads_by_unit
from sitegen.engine.page_traces import RowNumbers, renumbered
from sitegen.engine.piece_tables import PieceTable
from sitegen.engine.unit_maker import MadeUnits, UnitMaker, batches_of, media_named
from sitegen.output.exports import ExportGroup, ExportUnit, JoinedFile
from sitegen.output.publish import OutputStream, Target
from sitegen.site.index.read_log import ReadLog

_GATHERED: Final = 1 << 20
"""Bytes of a file that are kept in memory; a smaller one is put as a whole."""


class GroupEdit(NamedTuple):
    """What is known of a group after an edit."""

    before: GroupTrace
    """As it is in the output."""
    hit: Collection[int]
    """The numbers of the rows of the index that changed."""
    changed: Collection[str] = ()
    """Units that have to be made for other reasons."""


class DataEdit(NamedTuple):
    """What is known of all groups after an edit."""

    before: Mapping[str, GroupTrace]
    """By name, as they are in the output."""
    hit: Collection[int]
    """As in `GroupEdit`, like the next."""
    changed: Collection[str]
    longer: Mapping[str, Mapping[str, int]]
    """By group the lengths of those units' pieces that builds of articles alone changed."""


class ExportWriter:
    """Puts groups into a target, and notes what the next build needs to know of them."""

    def __init__(self, target: Target, log: ReadLog, numbers: RowNumbers, names: MediaReferences) -> None:
        """`log`: what the units read is noted in it. `names`: knows which files of media they name."""
        self._target, self._log, self._numbers, self._names = target, log, numbers, names
        self.traces: dict[str, GroupTrace] = {}
        """Of each group by its name."""
        self.paths: list[str] = []
        """All files of the groups."""

    def media(self) -> set[str]:
        """The files of `content/media/` that they name."""
        return {name for trace in self.traces.values() for names in trace.media.values() for name in names}

    def put(self, group: ExportGroup, made: Iterable[MadeUnits] | None = None) -> None:
        """Take all units of a group, some at a time; where none are given they are made here."""
        writer, reads = JoinedWriter(self._target, group.joined), UnitReads()
        files: dict[str, tuple[str, ...]] = {}
        media: dict[str, tuple[str, ...]] = {}
        maker = UnitMaker(self._log, self._names, self._target.stager())
        for some in maker.batches(group) if made is None else made:
            writer.add_joined(some.joined)
            rows = [self._numbers.number(row) for row in some.rows]
            for one in some.reads:
                reads.add(renumbered(one, rows))
            for key, own in some.files.items():
                for file in own:
                    self._target.take(file)
                files[key] = tuple(file.path for file in own)
                self.paths += files[key]
            media.update(some.media)
        writer.close()
        self.paths += (file.path for file in group.joined)
        self.traces[group.name] = GroupTrace(writer.table(group.keys), *reads.packed(), files, media)

    def put_all(self, groups: Sequence[ExportGroup], made: Iterator[MadeUnits]) -> None:
        """Take all units of these groups, as `batches_of` parts them."""
        counts = Counter(batch.group for batch in batches_of(groups))
        for number, group in enumerate(groups):
            self.put(group, islice(made, counts[number]))

    def amend_all(self, groups: Iterable[ExportGroup], edit: DataEdit) -> None:
        """Make the units that an edit concerns. Raises DamagedError where the output was changed."""
        for group in groups:
            before = edit.before.get(group.name)
            if before is None:
                self.put(group)
            else:
                pieces = before.pieces.resized(edit.longer.get(group.name, {}))
                self.amend(group, GroupEdit(before._replace(pieces=pieces), edit.hit, edit.changed))

    def amend(self, group: ExportGroup, edit: GroupEdit) -> None:
        """Make the units that an edit concerns; the others stay. Raises DamagedError where the output was changed."""
        before, keys = edit.before, list(group.keys)
        stale = {*before.stale(keys, edit.hit), *edit.changed}
        units = {key: self._make(group, key) for key in keys if key in stale}
        pieces, files = before.pieces, before.files
        self.paths += (file.path for file in group.joined)
        if not units and keys == pieces.names():
            kept = chain((file.path for file in group.joined), *files.values())
            self._target.keep(kept)
            self.paths += chain(*files.values())
            self.traces[group.name] = before
            return
        pieces, spliced = pieces.updated(group.joined, {key: unit.pieces for key, (unit, _) in units.items()}, keys)
        for file, some in zip(group.joined, spliced, strict=True):
            if not self._target.splice(file.path, some):
                raise DamagedError("a file of the last build is not as it was")
        self._note_edit(group.name, edit, units, pieces)

    def _note_edit(
        self, name: str, edit: GroupEdit, units: dict[str, tuple[ExportUnit, bytes]], pieces: PieceTable
    ) -> None:
        """The own files of units, and what is known of a group from now on."""
        before, known, reads = edit.before, reads_by_unit(edit.before), UnitReads()
        files: dict[str, tuple[str, ...]] = {}
        media: dict[str, tuple[str, ...]] = {}
        for key in pieces.names():
            if key in units:
                unit, rows = units[key]
                self._note(key, unit, files, media)
                reads.add(rows)
                continue
            reads.add(known[key])
            if own := before.files.get(key):
                self._target.keep(own)
                self.paths += own
                files[key] = own
            if names := before.media.get(key):
                media[key] = names
        self.traces[name] = GroupTrace(pieces, *reads.packed(), files, media)

    def _make(self, group: ExportGroup, key: str) -> tuple[ExportUnit, bytes]:
        """A unit, and the rows that it was made of."""
        self._log.take()
        unit = group.make(key)
        return unit, self._numbers.packed(self._log.take())

    def _note(
        self, key: str, unit: ExportUnit, files: dict[str, tuple[str, ...]], media: dict[str, tuple[str, ...]]
    ) -> None:
        """Put the own files of a unit, and note what it has."""
        for path, data in unit.files:
            self._target.put(path, data)
        if unit.files:
            files[key] = tuple(path for path, _ in unit.files)
            self.paths += files[key]
        if named := media_named(self._names, unit):
            media[key] = named


class JoinedWriter:
    """Writes the joined files of a group, which are given the pieces of one unit after the other.

    A file is not in memory as a whole where it is large.
    """

    def __init__(self, target: Target, files: Sequence[JoinedFile]) -> None:
        self._files = [_GrowingFile(target, file) for file in files]

    def add(self, pieces: Sequence[bytes]) -> None:
        """The next unit's piece of each of the files."""
        for file, piece in zip(self._files, pieces, strict=True):
            file.add(piece, (len(piece),))

    def add_joined(self, joined: Sequence[tuple[bytes, array[int]]]) -> None:
        """The pieces of the next units as `MadeUnits` has them."""
        for file, (pieces, lengths) in zip(self._files, joined, strict=True):
            file.add(pieces, lengths)

    def close(self) -> None:
        """There is no further unit."""
        for file in self._files:
            file.close()

    def table(self, keys: Sequence[str]) -> PieceTable:
        """Where the pieces are, of these units."""
        return PieceTable.of(keys, [file.lengths for file in self._files])


class _GrowingFile:
    """One of these files."""

    def __init__(self, target: Target, file: JoinedFile) -> None:
        self._target, self._file = target, file
        self._waiting, self._size = [file.head], len(file.head)
        self._stream: OutputStream | None = None
        self.lengths = array("I")
        """Bytes of the pieces."""

    def add(self, pieces: bytes, lengths: Iterable[int]) -> None:
        """The next pieces, one or several with the separator between them."""
        if self._file.separator and self.lengths:
            self._waiting.append(self._file.separator)
        self.lengths.extend(lengths)
        self._waiting.append(pieces)
        self._size += len(pieces)
        if self._size >= _GATHERED:
            self._stream = self._stream or self._target.stream(self._file.path)
            self._stream.write(self._take())

    def close(self) -> None:
        """Its tail, and all of it is there."""
        self._waiting.append(self._file.tail)
        if self._stream:
            self._stream.write(self._take())
            self._stream.close()
        else:
            self._target.put(self._file.path, self._take())

    def _take(self) -> bytes:
        gathered, self._waiting, self._size = b"".join(self._waiting), [], 0
        return gathered
