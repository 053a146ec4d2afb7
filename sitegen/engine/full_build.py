"""A full build around `pipeline`: what may be reused, publishing, and what is kept for the next build."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sitegen.core.problems import Problems
from sitegen.engine.build_context import BuildContext
from sitegen.engine.build_types import Options, Outcome, StageTimer
from sitegen.engine.cache import BlobStore, MemoryStore, ObjectStore
from sitegen.engine.cached_records import BuildRecord, key_of
from sitegen.engine.changes import ChangedFiles, PreviousBuild
from sitegen.engine.media_files import KnownMedia
from sitegen.engine.page_selection import is_about_records
from sitegen.engine.page_traces import KnownSite
from sitegen.engine.pipeline import NOTHING_KEPT, BuildResult, Reusable, make_site
from sitegen.files import signatures
from sitegen.files.signatures import SignatureTable
from sitegen.files.work_sharing import LocalWork, WorkSharing
from sitegen.output import publish, search
from sitegen.output.publish import Changes, NullTarget, PublishTarget, journal, marker
from sitegen.site.pages import SearchState
from sitegen.site.pages.views import Views


def build_all(
    options: Options,
    last: PreviousBuild | None,
    timer: StageTimer,
    edits: ChangedFiles | None = None,
    work: WorkSharing | None = None,
) -> Outcome:
    """All of the site, in place. Without `last` nothing of an earlier build is used, and nothing is kept for the next.

    With `edits` since then, which are all that there are, pages stay as they are that have nothing to do with them.
    `work`: who does the jobs; None = processes of this machine.
    Raises DamagedError where a store does not give back what was put into it, ExecutorError where an executor fails.
    """
    problems, previous, record = Problems(), last.previous if last else None, None
    is_moving = journal.is_waiting(Path(options.output))
    with publish.open_output(options.root, options.output, problems, is_preview=options.is_preview) as target:
        known = _known_site(options, last, edits, target) if last and edits and target else None
        store, reusable = _reusable(last if target else None, known, is_packed=last is not None)
        if known and store is not known.articles.blobs:
            known = None  # where an article is in one file of blobs says nothing of where it is in another
        context = BuildContext(options, target or NullTarget(), problems, timer, store, _work(options, work), known)
        made = make_site(context, reusable)
        if last and last.articles and made.damage:
            last.cache.note(made.damage, last.articles.blobs.name)
        if last and made.record_damage:
            last.cache.note(made.record_damage)
        changes = _publish(options, target, problems, previous, timer) if target else None
        if last and target and changes:
            timer("remember")
            outputs = _outputs_after(options, edits.outputs if known and edits else None, changes, target.files())
            record = _remember(options, last, outputs, made)
    changed = frozenset((*changes.written, *changes.removed)) if changes else frozenset()
    if last and made.unindexed and changes:
        indexed = make_index(options, made.unindexed, record, timer)
        if indexed is None:
            return build_all(options, last._replace(articles=None), timer, work=work)
        record, files = indexed
        last.cache.save_edit(record)
        changed |= files
    drafts = previous.drafts if previous else None
    if changes:
        drafts = made.stats.drafts if options.drafts else None
    # Of a move that was interrupted, and finished now, nobody has reported the files.
    return Outcome(
        problems, timer.timed(made.stats), changes is not None, None if is_moving else changed, drafts=drafts
    )


def make_index(
    options: Options, views: Views, record: BuildRecord | None, timer: StageTimer
) -> tuple[BuildRecord, frozenset[str]] | None:
    """Make the search index of what was just published, and put it in place: the record then, and the changed files.

    None where that failed, or another build came between: all has to be made once more.
    """
    timer("search")
    problems = Problems()
    with publish.open_output(options.root, options.output, problems, is_preview=options.is_preview) as target:
        if target is None or record is None or _outputs(options, record.outputs.listed()) != record.outputs:
            return None
        target.keep(path for path in record.outputs.listed() if not _is_of_index(path) and path != marker.NAME)
        state = search.write_search_index(views, target, problems, most=options.most_indexed)
        changes = target.commit() if state is SearchState.INDEXED else None
        outputs = _outputs(options, sorted(target.files())) if changes else None
        if changes is None or outputs is None:
            return None
        now = record._replace(outputs=outputs, is_index_due=False)
        return now, frozenset((*changes.written, *changes.removed))


def _is_of_index(path: str) -> bool:
    return path.startswith(f"{search.FOLDER}/")


def check_all(options: Options, store: BlobStore, timer: StageTimer) -> Outcome:
    """Everything that a full build checks; nothing is written. Raises DamagedError where the store does not work."""
    problems = Problems()
    made = make_site(BuildContext(options, NullTarget(), problems, timer, store, _work(options, None)), NOTHING_KEPT)
    is_done = not problems.blocks(strict=options.strict, keep_going=options.keep_going)
    return Outcome(problems, timer.timed(made.stats), is_done)


def _work(options: Options, work: WorkSharing | None) -> WorkSharing:
    """Who does the jobs: processes of this machine, where nobody else was brought."""
    return LocalWork(options.jobs) if work is None else work


def _known_site(options: Options, last: PreviousBuild, edits: ChangedFiles, target: PublishTarget) -> KnownSite | None:
    """The site of the last build, where it is known of all changes which pages they concern.

    The output is looked at once more: until now another build may have been at work there.
    """
    if last.articles is None or not is_about_records(edits.sources):
        return None
    is_listed = target.files().union(target.published).issuperset(edits.outputs.listed())
    is_same = is_listed and _outputs(options, edits.outputs.listed()) == edits.outputs
    return last.cache.known_site(last.articles, edits.overwritten) if is_same else None


def _outputs(options: Options, files: Iterable[str]) -> SignatureTable | None:
    return signatures.signature_table(Path(os.path.realpath(options.output)), files)


def _reusable(last: PreviousBuild | None, known: KnownSite | None, *, is_packed: bool) -> tuple[BlobStore, Reusable]:
    """Where the articles go, and what of the last build may be used again."""
    if last is None:
        return MemoryStore() if is_packed else ObjectStore(), NOTHING_KEPT
    store: BlobStore | None = last.cache.amended_store(known.articles) if known else None
    store = store or last.cache.new_store(last.articles.blobs.name if last.articles else "")
    sources = last.state.sources if last.state else None
    records = last.cache.records(sources)
    media = KnownMedia(last.cache.media(), sources)
    return store, Reusable(last.articles, media, records, last.cache.hold_records)


def _publish(
    options: Options, target: PublishTarget, problems: Problems, previous: BuildRecord | None, timer: StageTimer
) -> Changes | None:
    """Put a site that is made into place; None where a problem forbids that, or it failed."""
    if problems.blocks(strict=options.strict, keep_going=options.keep_going):
        return None
    if not options.replace and target.refuse_another(previous.outputs.listed() if previous else []):
        return None
    timer("publish")
    return target.commit()


def _outputs_after(
    options: Options, before: SignatureTable | None, changes: Changes, files: Iterable[str]
) -> SignatureTable | None:
    """The signatures of the files of a build; of those that stayed they are as in `before`, where that is given."""
    paths = sorted(files)
    if before is None:
        return _outputs(options, paths)
    known = before.by_path()
    now = _outputs(options, {*changes.written, marker.NAME}.union(path for path in paths if path not in known))
    if now is None:
        return None
    known |= now.by_path()
    return SignatureTable.of({path: known[path] for path in paths})


def _remember(
    options: Options, last: PreviousBuild, outputs: SignatureTable | None, made: BuildResult
) -> BuildRecord | None:
    """Keep for the next build what this one made, and how everything looked; None where that cannot be."""
    if last.state is None or outputs is None:
        last.cache.forget()
        return None
    record = BuildRecord(
        key_of(options),
        last.state.sources,
        outputs,
        made.diagnostics,
        made.stats,
        made.site.articles.blobs if made.site else "",
        made.site.trace.token if made.site else "",
        is_index_due=made.unindexed is not None,
    )
    last.cache.save_build(last.state.programs, record, made.site, made.media)
    return record
