"""A build from beginning to end: look → compare → plan → make → check → publish → remember.

Each step is given what it needs and gives back one value. From the plan on there are three ways to the same site, of
which each is tried where the one before it cannot be sure: `incremental` makes the pages of articles whose words alone
changed, `selective_build` what a few records and texts concern, `full_build` all. They are loaded when they are needed:
a build that finds nothing to do loads nothing that makes pages.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen.core.problems import Location, Problems
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_types import Options, Outcome, Progress, StageTimer, Stats, no_progress
from sitegen.engine.cache import DamagedError, MemoryStore, ObjectStore
from sitegen.engine.cached_records import key_of
from sitegen.engine.changes import ChangedFiles, FullBuildReason, PreviousBuild, compare, look

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sitegen.files.work_sharing import WorkSharing


def build(options: Options, progress: Progress = no_progress, *, executor: Executor | None = None) -> Outcome:
    """Make the site of an archive and put it in place, unless a problem forbids that.

    What the last build kept is used where it gives what a full build would. A fault that comes of it ends no build.
    `executor` does the work that can be shared, in processes that see archive and output under the same paths; None =
    processes of this machine. Reports: executor-failed.
    """
    timer, outcome = StageTimer(progress), None
    timer("look")
    if executor:
        options = replace(options, root=Path(os.path.abspath(options.root)))  # noqa: PTH100 - links stay as they are
    cache = BuildCache(options.root, options.output)
    work = _outside_work(executor, options, cache) if executor else None
    try:
        outcome = _build(options, cache, timer, work)
    except Exception as fault:
        if work and (problems := _problems_of_executor(fault)):
            return Outcome(problems, timer.timed(Stats()), is_done=False, drafts=cache.drafts)
        if not cache.put_aside(fault):
            raise
        outcome = _build_all(options, None, timer, work=work)  # where the fault has another cause, it comes again
    finally:
        if outcome is None or not outcome.is_done:
            cache.give_up()
    return replace(outcome, notices=cache.notices())


def _outside_work(executor: Executor, options: Options, cache: BuildCache) -> WorkSharing:
    """The executor, with the folder that it shares with this process."""
    from sitegen.files.work_sharing import ExecutorWork

    return ExecutorWork(executor, cache.folder, options.jobs)


def _problems_of_executor(fault: Exception) -> Problems | None:
    """What to tell of an executor that failed; None for other faults."""
    from sitegen.files.remote_jobs import ExecutorError

    if not isinstance(fault, ExecutorError):
        return None
    problems = Problems()
    problems.add(Location("executor"), "executor-failed", fault.message, fault.hint)
    return problems


def check(options: Options, progress: Progress = no_progress) -> Outcome:
    """Everything that a build checks; writes nothing."""
    from sitegen.engine.full_build import check_all

    timer = StageTimer(progress)
    try:
        return check_all(options, MemoryStore(), timer)
    except DamagedError:
        return check_all(options, ObjectStore(), timer)


def _build(options: Options, cache: BuildCache, timer: StageTimer, work: WorkSharing | None) -> Outcome:
    """The site, made in the shortest way that is sure."""
    edits: ChangedFiles | None = None
    with _paused_gc():
        state = look(options.root, options.output, cache)
        changes = compare(state, key_of(options))
        if isinstance(changes, ChangedFiles) and changes.are_none:
            return _keep_all(changes, cache, timer)
        timer("read")
        last = PreviousBuild(cache, state, cache.articles())
        with _closed_on_error(last):
            if isinstance(changes, ChangedFiles):
                outcome = _build_changes(options, changes, last, timer)
                if not isinstance(outcome, FullBuildReason):
                    return outcome
                edits = changes if outcome.is_output_known else None
    with _closed_on_error(last):
        return _build_all(options, last, timer, edits, work)


@contextmanager
def _closed_on_error(last: PreviousBuild) -> Iterator[None]:
    """Context manager: a build that is cancelled leaves no file open that it adds to. What it added is of no build."""
    try:
        yield
    except BaseException:
        if last.articles:
            last.articles.blobs.close()
        raise


@contextmanager
def _paused_gc() -> Iterator[None]:
    """Context manager: no garbage collection. What is kept of a large archive is loaded in half of the time then."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build_changes(
    options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer
) -> Outcome | FullBuildReason:
    """The site after a few files changed, where no more than what they concern has to be made."""
    if changes.lacks_index:
        return FullBuildReason("a search index is to be made")
    outcome = _build_edits(options, changes, last, timer)
    if isinstance(outcome, FullBuildReason) and outcome.is_output_known:
        return _build_selection(options, changes, last, timer)
    return outcome


def _keep_all(changes: ChangedFiles, cache: BuildCache, timer: StageTimer) -> Outcome:
    """The outcome of the last build once more."""
    previous, sources = changes.previous, changes.state.sources
    if previous.sources != sources:  # they say the same, and look otherwise
        cache.save_edit(previous._replace(sources=sources))
    stats = timer.timed(previous.stats)
    return Outcome(previous.diagnostics.all(), stats, is_done=True, drafts=previous.drafts)


def _build_edits(
    options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer
) -> Outcome | FullBuildReason:
    """What a few edited articles change, and nothing else: plan → make → check → publish → remember."""
    from sitegen.engine.incremental import build_edits

    return build_edits(options, changes, last, timer)


def _build_selection(
    options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer
) -> Outcome | FullBuildReason:
    """What a few edited records and texts concern: plan → make → check → publish → remember."""
    from sitegen.engine.selective_build import build_selection

    outcome = build_selection(options, changes, last, timer)
    if isinstance(outcome, FullBuildReason) and last.articles:
        last.articles.blobs.close()  # a full build may begin a file of its own
    return outcome


def _build_all(
    options: Options,
    last: PreviousBuild | None,
    timer: StageTimer,
    changes: ChangedFiles | None = None,
    work: WorkSharing | None = None,
) -> Outcome:
    """All of the site, but for the pages that `changes` do not concern: make → check → publish → remember."""
    from sitegen.engine.full_build import build_all

    return build_all(options, last, timer, changes, work)
