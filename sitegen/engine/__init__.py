"""What a build is asked to do and what became of it; the way itself is in `pipeline`.

Light to import: a build that finds nothing to do loads nothing of what makes pages.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sitegen.core.problems import Problems

if TYPE_CHECKING:
    from sitegen.core.model import AnchorCounts
    from sitegen.engine.build_cache import BuildCache


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked to do."""

    root: Path
    output: Path | str
    drafts: bool = False
    strict: bool = False
    keep_going: bool = False
    base_url: str = ""
    """Instead of the one in site.yaml; empty = that one."""
    jobs: int = 0
    """Processes to use; 0 = as many as pay."""
    search: bool = True
    """Whether the site gets a search page and an index."""
    most_indexed: int = 0
    """Records from which on an index is kept but not made anew; 0 = however many there are."""
    replace: bool = False
    """Whether the site of another archive may be replaced."""
    is_preview: bool = False
    """Whether the output is the folder in `.sitegen/` that previews with drafts are made in, and no other build is."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What a build made."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
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
    """Is told how far a build is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` steps of a stage; 0 = not known."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Progress that nobody wants to see."""


class StageTimer:
    """Measures how long each stage takes, and passes the progress on."""

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
        """The same with the times up to now."""
        self._note()
        return replace(stats, seconds=self._last - self._begin, stages=tuple(self._seconds.items()))

    def _note(self) -> None:
        now = time.perf_counter()
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._last
        self._last = now


def build(options: Options, progress: Progress = no_progress) -> Outcome:
    """Make the site and put it in place, unless a problem forbids it."""
    from sitegen.engine.build_cache import BuildCache

    watch, outcome = StageTimer(progress), None
    watch("look")
    memory = BuildCache(options)
    try:
        outcome = _built_anyhow(options, memory, watch)
    finally:
        if not outcome or not outcome.is_done:
            memory.give_up()
    made = outcome.stats.drafts if options.drafts else None
    drafts = made if outcome.is_done else memory.last_drafts()
    return replace(outcome, notices=memory.notices(), drafts=drafts)


def _built_anyhow(options: Options, memory: BuildCache, watch: StageTimer) -> Outcome:
    """Without what is remembered, where the way with it ends in a fault: one that has another cause comes again."""
    try:
        return _built(options, memory, watch)
    except Exception as error:
        if not memory.is_put_aside(error):
            raise
    return _build(options, None, watch)


def _built(options: Options, memory: BuildCache, watch: StageTimer) -> Outcome:
    """By the shortest way."""
    changed = memory.changes()
    if changed is not None and memory.last and not changed:
        memory.refresh()
        return Outcome(memory.last.told.all(), watch.timed(memory.last.stats), is_done=True)
    if changed:
        from sitegen.engine.incremental import edited

        outcome = edited(options, memory, changed, watch)
        if outcome:
            return outcome
    return _build(options, memory, watch)


def _build(options: Options, memory: BuildCache | None, watch: StageTimer) -> Outcome:
    """Make all of it; nothing is kept for the next build without a memory."""
    from sitegen.engine.pipeline import BuildContext, NullTarget, make_site
    from sitegen.output import publish
    from sitegen.output.publish import journal

    problems, changes = Problems(), None
    is_moving = journal.is_waiting(Path(options.output))
    place = options.root, options.output
    with publish.open_output(*place, problems, is_preview=options.is_preview) as target:
        order = BuildContext(options, target or NullTarget(), problems, watch, packs=memory is not None)
        made = make_site(order, memory if target else None)
        is_done = target is not None and not problems.blocks(strict=options.strict, keep_going=options.keep_going)
        if is_done and target is not None and not options.replace:
            last = memory.last.outputs.listed() if memory and memory.last else []
            is_done = not target.refuse_another(last)
        if is_done and target is not None:
            watch("publish")
            changes = target.commit()
            is_done = changes is not None
        if is_done and target is not None and memory is not None:
            watch("remember")
            memory.remember(target.files(), made.told, made.stats, made.site, made.pictures)
    changed = frozenset((*changes.written, *changes.removed)) if changes else frozenset()
    # Of a move that was interrupted, and finished now, nobody has told.
    return Outcome(problems, watch.timed(made.stats), is_done, None if is_moving else changed)


def check(options: Options, progress: Progress = no_progress) -> Outcome:
    """Everything that a build checks; writes nothing."""
    from sitegen.engine.cache import DamagedError

    watch = StageTimer(progress)
    try:
        return _checked(options, watch, packs=True)
    except DamagedError:
        return _checked(options, watch, packs=False)


def _checked(options: Options, watch: StageTimer, *, packs: bool) -> Outcome:
    from sitegen.engine.pipeline import BuildContext, NullTarget, make_site

    problems = Problems()
    made = make_site(BuildContext(options, NullTarget(), problems, watch, packs))
    is_done = not problems.blocks(strict=options.strict, keep_going=options.keep_going)
    return Outcome(problems, watch.timed(made.stats), is_done)
