"""A build after a few records or texts were edited: what they concern is made of what the last build kept, no more.

Plan → make → check → publish → remember, as everywhere. Of the archive the edited files alone are read; tables of the
index are made when a page asks for them, and of the pages those alone that read a row that changed. Where more may
differ, the answer is a full build.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.core.model import ArticleId
from sitegen.core.problems import Problems
from sitegen.engine import full_build
from sitegen.engine.article_cache import ArticleTable, CacheEntry
from sitegen.engine.build_types import Options, Outcome, StageTimer, Stats
from sitegen.engine.cache import BlobFile, BlobRef, DamagedError, new_token, pack
from sitegen.engine.cached_records import BuildRecord
from sitegen.engine.changes import ChangedFiles, FullBuildReason, PreviousBuild
from sitegen.engine.export_traces import GroupTrace
from sitegen.engine.export_writer import ExportWriter
from sitegen.engine.incremental import look_as_known
from sitegen.engine.page_selection import is_about_records
from sitegen.engine.page_traces import KnownSite, SiteRecord
from sitegen.engine.patch_target import NotAPatchError, PatchTarget
from sitegen.engine.selective_edit import SelectiveEdit, SelectiveEditor
from sitegen.engine.selective_exports import SelectiveExporter, put_article_lines
from sitegen.engine.selective_names import NameEditor
from sitegen.engine.selective_pages import (
    MadePages,
    SelectiveRenderer,
    edited_index,
    edited_outlines,
    rows_after,
    why_unsound,
)
from sitegen.files import signatures
from sitegen.files.signatures import FileSignature, SignatureTable
from sitegen.files.source_files import TEMPLATES
from sitegen.output import publish
from sitegen.output.exports import ArticleLines
from sitegen.output.publish import marker
from sitegen.output.render import TemplateProblem
from sitegen.site.pages.views import Views


class _MadeSite(NamedTuple):
    """What an edit makes."""

    edit: SelectiveEdit
    pages: MadePages
    exports: dict[str, GroupTrace]
    rows: list[tuple[str, str]]
    bodies: dict[ArticleId, BlobRef]
    views: Views


def build_selection(
    options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer
) -> Outcome | FullBuildReason:
    """The site after a few records or texts were edited, in place and kept, as a full build would make it."""
    try:
        return _build(options, changes, last, timer)
    except DamagedError as damage:
        last.cache.note(damage)
        return FullBuildReason("the cache is damaged")
    except (NotAPatchError, TemplateProblem) as other:
        return FullBuildReason(f"a file for machines came or went, or a template fails: {other}")
    except OSError:
        return FullBuildReason("a file cannot be read or written", is_output_known=False)


def _build(
    options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer
) -> Outcome | FullBuildReason:
    known = _known_site(options, changes, last)
    if isinstance(known, FullBuildReason):
        return known
    edit = _edit(options.root, changes, last, known)
    if isinstance(edit, FullBuildReason):
        return edit
    builder, finisher = _SelectiveBuilder(options, changes, known, timer), _Finisher(options, changes, last, timer)
    if edit.is_unseen(drafts=options.drafts) and not known.overwritten:
        return finisher.finish_unseen(builder, edit)
    made = builder.make(edit)
    return made if isinstance(made, FullBuildReason) else finisher.finish(builder, made)


def _edit(root: Path, changes: ChangedFiles, last: PreviousBuild, known: KnownSite) -> SelectiveEdit | FullBuildReason:
    """What the changed files say now."""
    records = last.cache.records(changes.state.sources).table
    if records is None:
        return FullBuildReason("what was read was not kept")
    if last.cache.amended_store(known.articles) is None:
        return FullBuildReason("it is time to leave behind what is used no more")
    names = NameEditor(root, known, changes.state.sources)
    return SelectiveEditor(known, records, names).edit(changes.sources, changes.previous.diagnostics.others)


def _known_site(options: Options, changes: ChangedFiles, last: PreviousBuild) -> KnownSite | FullBuildReason:
    """The site of the last build, where an edit like this one may need nothing else."""
    articles, sources = last.articles, changes.sources
    if articles is None or not sources or not is_about_records(sources):
        return FullBuildReason("other sources changed than records and texts")
    if articles.shared.is_searched and (not options.may_index_last or options.most_indexed):
        return FullBuildReason("the search index has to be made first")
    if marker.NAME in changes.overwritten:
        return FullBuildReason("another list of files is published")
    known = last.cache.known_site(articles, changes.overwritten)
    if known is None or not known.trace.is_sound:
        return FullBuildReason("the pages were not kept, or a link of them is broken, or another file was changed")
    return known


class _SelectiveBuilder:
    """Makes what an edit concerns."""

    def __init__(self, options: Options, changes: ChangedFiles, known: KnownSite, timer: StageTimer) -> None:
        self._options, self.known, self._timer = options, known, timer
        self.outputs = changes.outputs.by_path()
        self.target = PatchTarget(Path(options.output), self.outputs)
        self.diagnostics = changes.previous.diagnostics
        self.entries: dict[ArticleId, CacheEntry] = dict(known.articles.entries)

    def is_blocked(self, edit: SelectiveEdit) -> bool:
        """Whether a problem forbids publishing; all of them are in `diagnostics` then."""
        own = {name: one.after.annotated.problems for name, one in edit.articles.items()}
        self.diagnostics = self.diagnostics.updated(own)._replace(others=edit.problems)
        options = self._options
        return self.diagnostics.all().blocks(strict=options.strict, keep_going=options.keep_going)

    def make(self, edit: SelectiveEdit) -> _MadeSite | FullBuildReason:
        """What an edit concerns, in `target`. Raises DamagedError, OSError, NotAPatchError, TemplateProblem."""
        options = self._options
        if self.is_blocked(edit):
            return FullBuildReason("a problem forbids publishing")
        bodies = self._store(edit)
        index = edited_index(self.known, edit, bodies)
        self._timer("render")
        rows = rows_after(self.known, edit, index)
        renderer = SelectiveRenderer(self.known, index, rows)
        pages = renderer.make(options.root / TEMPLATES, self.target.stager())
        if isinstance(pages, FullBuildReason):
            return pages
        self.target.drop(file for page in pages.gone for file in page.files)
        if unsound := why_unsound(pages, renderer.pages, self.target.paths()):
            return FullBuildReason(unsound)
        self._put(pages)
        self._timer("data")
        views, names = renderer.renderer.views, renderer.renderer.names
        index.log.take()
        writer = ExportWriter(self.target, index.log, renderer.numbers, names)
        exports = SelectiveExporter(self.known, views, writer).write(rows, renderer.numbers, pages)
        if isinstance(exports, FullBuildReason):
            return exports
        self.target.list_files()
        return _MadeSite(edit, pages, exports, list(renderer.numbers.numbers), bodies, views)

    @property
    def blobs(self) -> BlobFile:
        """Where articles are kept."""
        return self.known.articles.blobs

    def _store(self, edit: SelectiveEdit) -> dict[ArticleId, BlobRef]:
        """Keep the edited articles; where their bodies are now."""
        for name, one in edit.articles.items():
            article, body = self.blobs.add(pack(one.after)), self.blobs.add(pack(one.body))
            entry = self.entries[name]._replace(sha256=one.body.sha256, ngrams=one.ngrams)
            self.entries[name] = entry._replace(article=article, body=body)
        self.blobs.flush()
        return {name: self.entries[name].body for name in edit.articles}

    def _put(self, pages: MadePages) -> None:
        lines: dict[str, ArticleLines] = {}
        for made in pages.batches:
            for (article, shell), own in zip(made.shells, made.lines, strict=True):
                lines[article] = own
                lengths = tuple(map(len, own))
                self.entries[article] = self.entries[article]._replace(shell=self.blobs.add(shell), lengths=lengths)
        if lines:
            put_article_lines(self.known, lines, self.target)


class _Finisher:
    """Publishes what was made, and keeps it for the next build."""

    def __init__(self, options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer) -> None:
        self._options, self._changes, self._last, self._timer = options, changes, last, timer
        self._output = Path(options.output)

    def finish(self, builder: _SelectiveBuilder, made: _MadeSite) -> Outcome | FullBuildReason:
        """Publish, remember, and make the search index where there is one. Raises OSError."""
        self._timer("publish")
        files, gone, cache = builder.target.files, builder.target.gone(), self._last.cache
        is_known = partial(self._is_as_known, builder.target, builder.outputs)
        if files and not publish.patch_output(self._options, files, is_known, Problems(), gone):
            return FullBuildReason("another build published meanwhile", is_output_known=False)
        self._timer("remember")
        builder.blobs.close()
        record = self._record(builder, made)
        if record is None or not builder.blobs.is_whole:
            cache.forget()
            return FullBuildReason("the edit cannot be kept", is_output_known=False)
        site = _site_record(builder, made, record.trace)
        cache.save_selection(record, site, made.edit.records, has_names=made.edit.names is not None)
        changed = gone.union(files) - {marker.NAME}
        if record.is_index_due:
            indexed = full_build.make_index(self._options, made.views, record, self._timer)
            if indexed is None:
                return FullBuildReason("the search index cannot be made", is_output_known=False)
            record, more = indexed
            cache.save_edit(record)
            changed |= more
        stats = self._timer.timed(record.stats)
        return Outcome(record.diagnostics.all(), stats, is_done=True, changed=changed, drafts=record.drafts)

    def _is_as_known(self, target: PatchTarget, outputs: Mapping[str, FileSignature]) -> bool:
        """Whether nobody has published since the site was known, and nothing stands where a new file is to be."""
        new = target.new
        paths = (*(path for path in target.files if path not in new), *target.gone())
        is_same = look_as_known(self._output, paths, outputs)
        return is_same and not any(os.path.lexists(self._output / path) for path in new)

    def finish_unseen(self, builder: _SelectiveBuilder, edit: SelectiveEdit) -> Outcome | FullBuildReason:
        """Remember an edit of which readers see nothing."""
        if builder.is_blocked(edit):
            return FullBuildReason("a problem forbids publishing")
        self._timer("remember")
        state, previous, trace = self._changes.state, self._changes.previous, builder.known.trace
        record = previous._replace(sources=state.sources, diagnostics=builder.diagnostics)
        if (edit.archive, edit.visibility) != (trace.archive, trace.visibility):
            record = record._replace(trace=new_token())
            trace = trace._replace(token=record.trace, archive=edit.archive, visibility=edit.visibility)
        self._last.cache.save_unseen(record, None if trace is builder.known.trace else trace, edit.records)
        stats, files = self._timer.timed(record.stats), frozenset[str]()
        return Outcome(record.diagnostics.all(), stats, is_done=True, changed=files, drafts=record.drafts)

    def _record(self, builder: _SelectiveBuilder, made: _MadeSite) -> BuildRecord | None:
        """The record of this build; None where the output is not as it was published."""
        state, previous = self._changes.state, self._changes.previous
        written = signatures.signature_table(Path(os.path.realpath(self._output)), builder.target.files)
        if written is None:
            return None
        return previous._replace(
            sources=state.sources,
            outputs=SignatureTable.of(_outputs_after(builder, written)),
            diagnostics=builder.diagnostics,
            stats=_stats_after(previous.stats, made, drafts=self._options.drafts),
            trace=new_token(),
            is_index_due=builder.known.articles.shared.is_searched,
        )


def _outputs_after(builder: _SelectiveBuilder, written: SignatureTable) -> dict[str, FileSignature]:
    gone = builder.target.gone()
    return {path: look for path, look in builder.outputs.items() if path not in gone} | written.by_path()


def _stats_after(stats: Stats, made: _MadeSite, *, drafts: bool) -> Stats:
    edit = made.edit
    pairs = [(one.before.annotated, one.after.annotated) for one in edit.articles.values()]
    return replace(
        stats,
        pages=len(made.pages.site),
        mentions=stats.mentions + sum(len(now.mentions) - len(was.mentions) for was, now in pairs),
        health=edit.health(stats.health, drafts=drafts),
        passages=stats.passages + sum(len(now.passages) - len(was.passages) for was, now in pairs),
    )


def _site_record(builder: _SelectiveBuilder, made: _MadeSite, token: str) -> SiteRecord:
    known, edit = builder.known, made.edit
    trace = known.trace._replace(
        token=token,
        archive=edit.archive,
        rows=made.rows,
        pages=made.pages.site,
        exports=made.exports,
        outlines=edited_outlines(known, edit),
        visibility=edit.visibility,
    )
    articles, shared = ArticleTable.of(known.articles.blobs.name, builder.entries, edit.evidence), known.articles.shared
    return SiteRecord(shared._replace(archive=edit.names) if edit.names else shared, articles, trace)
