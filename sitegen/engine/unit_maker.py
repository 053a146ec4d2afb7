"""Units of export groups made in batches, each whole in one process: from the index to bytes and to files."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from sitegen.content.media.media_references import MediaReferences
from sitegen.engine.page_renderer import PageBatch, PageRenderer, RenderedPages
from sitegen.engine.page_traces import RowNumbers
from sitegen.output import exports
from sitegen.output.exports import ExportGroup, ExportUnit
from sitegen.output.publish import FileStager, StagedFile
from sitegen.site.index import ReadKey, ReadLog
from sitegen.site.pages.views import Views

_UNITS_PER_BATCH: Final = 500


class UnitBatch(NamedTuple):
    """Some units of a group."""

    group: int
    """Which of the groups, from 0."""
    keys: Sequence[str]


class MadeUnits(NamedTuple):
    """The units of a batch, and what has to be known of them."""

    joined: list[tuple[bytes, array[int]]]
    """For each joined file of the group the pieces of all units, with its separator between them, and their lengths."""
    reads: list[bytes]
    """Of each unit the rows of the index that it was made of, as numbers in `rows`: four bytes each."""
    rows: list[ReadKey]
    files: dict[str, tuple[StagedFile, ...]]
    """Of the units that have files of their own: these."""
    media: dict[str, tuple[str, ...]]
    """Of the units that name files of `content/media/`: these."""


class UnitMaker(NamedTuple):
    """What it takes to make units."""

    log: ReadLog
    """In which it is noted what they read."""
    names: MediaReferences
    """Knows which files of media they name."""
    stager: FileStager
    """Writes their own files."""

    def make(self, group: ExportGroup, keys: Sequence[str]) -> MadeUnits:
        """These units of a group."""
        numbers, units = RowNumbers(), list[ExportUnit]()
        made = MadeUnits([], [], [], {}, {})
        for key in keys:
            self.log.take()
            unit = group.make(key)
            made.reads.append(numbers.packed(self.log.take()))
            units.append(unit)
            if unit.files:
                made.files[key] = tuple(self.stager.stage(*file) for file in unit.files)
            if named := media_named(self.names, unit):
                made.media[key] = named
        made.rows.extend(ReadKey(*row) for row in numbers.numbers)
        for number, file in enumerate(group.joined):
            pieces = [unit.pieces[number] for unit in units]
            made.joined.append((file.separator.join(pieces), array("I", map(len, pieces))))
        return made

    def batches(self, group: ExportGroup) -> Iterator[MadeUnits]:
        """All units of a group, some at a time."""
        return (self.make(group, batch.keys) for batch in batches_of([group]))


class SiteMaker:
    """Makes pages, and when all of them are there the units: whoever made the pages has much of what units show.

    Each process has one.
    """

    def __init__(self, renderer: PageRenderer) -> None:
        self._renderer, plan = renderer, renderer.plan
        self._maker = UnitMaker(plan.site_index.log, renderer.names, plan.stager)

    def __call__(self, batch: PageBatch | UnitBatch) -> RenderedPages | MadeUnits:
        """The pages or the units of a batch. Raises TemplateProblem."""
        if isinstance(batch, PageBatch):
            return self._renderer(batch)
        return self._maker.make(self._groups[batch.group], batch.keys)

    @cached_property
    def _groups(self) -> list[ExportGroup]:
        return unit_groups(self._renderer)


def unit_groups(renderer: PageRenderer) -> list[ExportGroup]:
    """All groups but those of articles and of the sitemap: what these are made of is known once there are the pages."""
    views = Views(renderer.plan.site_index, renderer.markdown)
    own = exports.export_groups(views, drafts=renderer.plan.drafts)
    return [*own, *exports.preview_groups(views, renderer.view.preview_digits)]


def batches_of(groups: Sequence[ExportGroup]) -> Iterator[UnitBatch]:
    """All units of these groups, in order, as batches for any process."""
    for number, group in enumerate(groups):
        for start in range(0, len(group.keys), _UNITS_PER_BATCH):
            yield UnitBatch(number, group.keys[start : start + _UNITS_PER_BATCH])


def media_named(names: MediaReferences, unit: ExportUnit) -> tuple[str, ...]:
    """The files of `content/media/` that a unit names, sorted."""
    named: set[str] = set()
    for data in (*unit.pieces, *(data for _, data in unit.files)):
        named |= names.in_data(data)
    return tuple(sorted(named))
