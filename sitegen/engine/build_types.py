"""What a build is asked to do, how it says how far it is, and what became of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import AnchorCounts
from sitegen.core.problems import Problems


class Options(FrozenRecord):
    """What a build is asked to do."""

    root: Path
    """The folder of the archive."""
    output: Path | str
    """The folder of the site; or where it is published to in object storage, `s3://bucket/prefix`."""
    drafts: bool = False
    """Whether drafts are shown, too."""
    strict: bool = False
    """Whether warnings forbid publishing, as errors do."""
    keep_going: bool = False
    """Whether passages that are not found any more forbid nothing."""
    base_url: str = ""
    """Instead of the one in site.yaml; empty = that one."""
    jobs: int = 0
    """Processes to use; 0 = as many as pay."""
    search: bool = True
    """Whether the site gets a search page and an index."""
    most_indexed: int = 0
    """Records from which on an index is kept but not made anew; 0 = however many there are."""
    is_index_last: bool = True
    """Whether after an edit the pages are published before the index is made anew; never where warnings forbid that."""
    replace: bool = False
    """Whether the site of another archive may be replaced."""
    versioned: bool = False
    """Whether in object storage each site is put under a prefix of its own, and switched to last."""
    is_preview: bool = False
    """Whether the output is the folder in `.sitegen/` that previews with drafts are made in, and no other build is."""

    @property
    def may_index_last(self) -> bool:
        """Whether the index may be made once the pages are published."""
        return self.is_index_last and not self.strict


class Stats(FrozenRecord):
    """Figures of a build."""

    articles: int = 0
    mentions: int = 0
    passages: int = 0
    pages: int = 0
    drafts: int = 0
    """Records that only a build with drafts shows, in such a build."""
    health: tuple[AnchorCounts, ...] = ()
    """How the quoted passages of each file were found."""
    unused: tuple[str, ...] = ()
    """The files below `content/media/` that were left out of the site, since nothing that is published names them."""
    seconds: float = 0.0
    stages: tuple[tuple[str, float], ...] = ()
    """Each stage with its seconds, in the order of the build."""


class Outcome(FrozenRecord):
    """What became of a build."""

    problems: Problems
    stats: Stats
    is_done: bool
    """Whether nothing forbade publishing."""
    changed: frozenset[str] | None = frozenset()
    """The files that it wrote or removed, as paths below the output folder; None = not known."""
    notices: tuple[str, ...] = ()
    """What its user should know and cannot mend in the archive, a line each: nothing that a strict build minds."""
    drafts: int | None = None
    """How many drafts the output holds now; None where the site there was made without, or nothing is known of it."""


class Progress(Protocol):
    """A function that is called as a build goes on."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of a stage; 0 = not known."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Progress for nobody."""


class StageTimer:
    """Progress that measures how long each stage takes, and passes on what it is called with."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._begin = self._last = time.perf_counter()
        self._seconds: dict[str, float] = {}
        self._stage = ""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """A stage begins, or goes on."""
        if stage != self._stage:
            self._note()
            self._stage = stage
        self._progress(stage, done, total)

    def timed(self, stats: Stats) -> Stats:
        """The figures of a build with its times up to now."""
        self._note()
        return replace(stats, seconds=self._last - self._begin, stages=tuple(self._seconds.items()))

    def _note(self) -> None:
        now = time.perf_counter()
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._last
        self._last = now
