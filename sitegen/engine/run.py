"""A build from beginning to end: look → compare → plan → make → check → publish → remember.

Each step is given what it needs and gives back one value. From `plan` on there are two ways to the same site, of which
`incremental` makes what an edit changes, and `pipeline` all of it. Light to import: a build that finds nothing to do
loads nothing that makes pages.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.core.problems import Problems
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_types import Options, Outcome, Progress, StageTimer, no_progress
from sitegen.engine.cache import BlobStore, DamagedError, MemoryStore, ObjectStore
from sitegen.engine.cached_records import BuildRecord, key_of
from sitegen.engine.changes import ChangedFiles, CurrentState, FullBuild, compare, look
from sitegen.files import signatures
from sitegen.files.signatures import SignatureTable

if TYPE_CHECKING:
    from sitegen.engine.article_cache import ArticleCache
    from sitegen.engine.incremental import EditResult
    from sitegen.engine.pipeline import BuildResult, Reusable
    from sitegen.output.publish.target import Changes as Published
    from sitegen.output.publish.target import Target


class _LastBuild(NamedTuple):
    """What there is of the last build, and where this one is kept for the next."""

    cache: BuildCache
    state: CurrentState | None
    articles: ArticleCache | None


def build(options: Options, progress: Progress = no_progress) -> Outcome:
    """Make the site of an archive and put it in place, unless a problem forbids that.

    What the last build kept is used where it gives what a full build would. A fault that comes of it ends no build.
    """
    timer, outcome = StageTimer(progress), None
    timer("look")
    cache = BuildCache(options.root, options.output)
    try:
        outcome = _build(options, cache, timer)
    except Exception as fault:
        if not cache.put_aside(fault):
            raise
        outcome = _build_all(options, None, timer)  # a fault of another cause comes again
    finally:
        if outcome is None or not outcome.is_done:
            cache.give_up()
    return replace(outcome, notices=cache.notices())


def check(options: Options, progress: Progress = no_progress) -> Outcome:
    """Everything that a build checks; writes nothing."""
    timer = StageTimer(progress)
    try:
        return _check(options, MemoryStore(), timer)
    except DamagedError:
        return _check(options, ObjectStore(), timer)


def _build(options: Options, cache: BuildCache, timer: StageTimer) -> Outcome:
    """The site, made in the shortest way that is sure."""
    state = look(options.root, options.output, cache)
    changes = compare(state, key_of(options))
    if isinstance(changes, ChangedFiles) and changes.are_none:
        return _keep_all(changes, cache, timer)
    timer("read")
    last = _LastBuild(cache, state, cache.articles())
    outcome = _build_edits(options, changes, last, timer) if isinstance(changes, ChangedFiles) else changes
    return _build_all(options, last, timer) if isinstance(outcome, FullBuild) else outcome


def _keep_all(changes: ChangedFiles, cache: BuildCache, timer: StageTimer) -> Outcome:
    """The outcome of the last build once more."""
    previous, sources = changes.previous, changes.state.sources
    if previous.sources != sources:  # they say the same, and look otherwise
        cache.save_edit(previous._replace(sources=sources))
    stats = timer.timed(previous.stats)
    return Outcome(previous.diagnostics.all(), stats, is_done=True, drafts=previous.drafts)


def _build_edits(options: Options, changes: ChangedFiles, last: _LastBuild, timer: StageTimer) -> Outcome | FullBuild:
    """What a few edited articles change, and nothing else."""
    from sitegen.engine.incremental import build_edits

    try:
        result = build_edits(options, changes, last.articles, timer)
    except DamagedError as damage:
        last.cache.note(damage)
        return FullBuild("the cache is damaged")
    except OSError:
        return FullBuild("a file cannot be read")
    if isinstance(result, FullBuild):
        return result
    if result.outcome.is_done:
        _remember_edits(options, changes, result, last.cache)
    return replace(result.outcome, drafts=changes.previous.drafts)


def _remember_edits(options: Options, changes: ChangedFiles, result: EditResult, cache: BuildCache) -> None:
    looks = signatures.signature_table(_real(options.output), result.outcome.changed or ())
    if looks is None:
        cache.forget()
        return
    outputs = SignatureTable.of(changes.outputs.by_path() | looks.by_path())
    record = changes.previous._replace(sources=changes.state.sources, outputs=outputs, diagnostics=result.diagnostics)
    cache.save_edit(record, result.table)


def _build_all(options: Options, last: _LastBuild | None, timer: StageTimer) -> Outcome:
    """All of the site. Without `last` nothing of an earlier build is used, and nothing is kept for the next one."""
    from sitegen.engine.build_context import BuildContext, NullTarget
    from sitegen.engine.pipeline import NOTHING_KEPT, make_site
    from sitegen.output import publish
    from sitegen.output.publish import journal

    problems = Problems()
    previous = last.state.previous if last and last.state else None
    is_moving = journal.is_waiting(Path(options.output))
    with publish.open_output(options.root, options.output, problems, is_preview=options.is_preview) as target:
        reusable = _reusable(last) if last and target else NOTHING_KEPT
        store = ObjectStore() if last is None else _store(last) if target else MemoryStore()
        made = make_site(BuildContext(options, target or NullTarget(), problems, timer, store), reusable)
        if last and last.articles and made.damage:
            last.cache.note(made.damage, last.articles.blobs.name)
        changes = _publish(options, target, problems, previous, timer) if target else None
        if last and target and changes:
            timer("remember")
            _remember_all(options, last, target.files(), made)
    stats = timer.timed(made.stats)
    if changes is None:
        return Outcome(
            problems,
            stats,
            is_done=False,
            changed=None if is_moving else frozenset(),
            drafts=previous.drafts if previous else None,
        )
    # Of a move that was interrupted, and finished now, nobody has reported the files.
    changed = None if is_moving else frozenset((*changes.written, *changes.removed))
    return Outcome(problems, stats, is_done=True, changed=changed, drafts=stats.drafts if options.drafts else None)


def _store(last: _LastBuild) -> BlobStore:
    return last.cache.new_store(last.articles.blobs.name if last.articles else "")


def _reusable(last: _LastBuild) -> Reusable:
    from sitegen.engine.media_files import KnownMedia
    from sitegen.engine.pipeline import Reusable

    return Reusable(last.articles, KnownMedia(last.cache.media(), last.state.sources if last.state else None))


def _publish(
    options: Options, target: Target, problems: Problems, previous: BuildRecord | None, timer: StageTimer
) -> Published | None:
    """Put a site that is made into place; None where a problem forbids that, or it failed."""
    if problems.blocks(strict=options.strict, keep_going=options.keep_going):
        return None
    if not options.replace and target.refuse_another(previous.outputs.listed() if previous else []):
        return None
    timer("publish")
    return target.commit()


def _remember_all(options: Options, last: _LastBuild, files: Iterable[str], made: BuildResult) -> None:
    looks = signatures.signature_table(_real(options.output), sorted(files))
    if last.state is None or looks is None:
        last.cache.forget()
        return
    record = BuildRecord(
        key_of(options), last.state.sources, looks, made.diagnostics, made.stats, has_articles=made.articles is not None
    )
    last.cache.save_build(last.state.programs, record, made.articles, made.media)


def _check(options: Options, store: BlobStore, timer: StageTimer) -> Outcome:
    from sitegen.engine.build_context import BuildContext, NullTarget
    from sitegen.engine.pipeline import NOTHING_KEPT, make_site

    problems = Problems()
    made = make_site(BuildContext(options, NullTarget(), problems, timer, store), NOTHING_KEPT)
    is_done = not problems.blocks(strict=options.strict, keep_going=options.keep_going)
    return Outcome(problems, timer.timed(made.stats), is_done)


def _real(output: Path | str) -> Path:
    return Path(os.path.realpath(output))
