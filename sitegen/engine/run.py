"""Building a site: the shortest way that gives what a full build would.

Light to import: a build that finds nothing to do loads nothing of what makes pages.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sitegen.core.problems import Problems
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_types import Options, Outcome, Progress, StageTimer, no_progress
from sitegen.engine.cache import DamagedError


def build(options: Options, progress: Progress = no_progress) -> Outcome:
    """Make the site and put it in place, unless a problem forbids it."""
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
