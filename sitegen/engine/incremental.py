"""Builds after edits by which nothing but pages of articles and their lines differ: plan, make, check, publish."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.problems import Problems
from sitegen.engine.article_cache import ArticleCache, ArticleTable, SharedContext
from sitegen.engine.article_processor import ArticleProcessor, stage_settings
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_types import Options, Outcome, StageTimer, Stats
from sitegen.engine.cache import DamagedError, pack
from sitegen.engine.cached_records import Diagnostics
from sitegen.engine.changes import ChangedFiles, FullBuildReason, PreviousBuild
from sitegen.engine.edit_data import NO_DATA, EditedData, make_data
from sitegen.engine.edit_pages import check_pages, render_pages
from sitegen.engine.edit_plan import MAX_EDITED, EditPlan, EditPlanner
from sitegen.files import signatures
from sitegen.files.signatures import FileSignature, SignatureTable
from sitegen.files.source_files import SEEDS, TEMPLATES
from sitegen.output import publish
from sitegen.output.publish import FileContent, marker
from sitegen.output.render import Renderer


class Toolchain(NamedTuple):
    """What makes pages of articles as those of the last build were made."""

    processor: ArticleProcessor
    renderer: Renderer


class PublishedSite(NamedTuple):
    """The site that an incremental build amends."""

    outputs: Mapping[str, FileSignature]
    """The signatures of its files."""
    diagnostics: Diagnostics
    stats: Stats


class EditResult(NamedTuple):
    """What became of an incremental build."""

    outcome: Outcome
    plan: EditPlan
    diagnostics: Diagnostics
    table: ArticleTable | None
    """The entries of all articles after it; None where nothing was published."""


class _MadeEdit(NamedTuple):
    """What was made of a plan."""

    plan: EditPlan
    diagnostics: Diagnostics
    files: dict[str, FileContent] | None
    """All files that may differ, by their paths below the output folder; None where a problem forbids publishing."""
    data: EditedData


class IncrementalBuilder:
    """Builds what a few seeds change since the build whose articles it was given."""

    def __init__(self, options: Options, articles: ArticleCache) -> None:
        self._options, self._articles, self._output = options, articles, Path(options.output)
        self._tools = make_toolchain(options.root, articles.shared)
        self._planner = EditPlanner(options.root, articles, self._tools.processor)

    def build(self, sources: Iterable[str], site: PublishedSite, timer: StageTimer) -> EditResult | FullBuildReason:
        """The site after these sources changed, in place. Raises DamagedError, OSError: a full build has to follow."""
        timer("read")
        plan = self._planner.plan(sources)
        made = plan if isinstance(plan, FullBuildReason) else self._make(plan, site, timer)
        return made if isinstance(made, FullBuildReason) else self._publish(made, site, timer)

    def _make(self, plan: EditPlan, site: PublishedSite, timer: StageTimer) -> _MadeEdit | FullBuildReason:
        """What a plan names, with the links of its pages checked."""
        diagnostics = site.diagnostics.updated({edit.article: edit.after.annotated.problems for edit in plan.edits})
        is_blocked = diagnostics.all().blocks(strict=self._options.strict, keep_going=self._options.keep_going)
        blocked = _MadeEdit(plan, diagnostics, None, NO_DATA)
        pages = render_pages(plan, self._articles, self._tools.renderer)
        if isinstance(pages, FullBuildReason):
            return pages
        unsound = check_pages(pages, self._articles.shared, site.outputs)
        if unsound or is_blocked:
            return unsound or blocked
        files: dict[str, FileContent] = dict(zip(plan.pages, (page.after for page in pages), strict=True))
        timer("data")
        data = make_data(plan, self._articles.entries, self._output)
        return data if isinstance(data, FullBuildReason) else _MadeEdit(plan, diagnostics, files | data.files, data)

    def _publish(self, made: _MadeEdit, site: PublishedSite, timer: StageTimer) -> EditResult | FullBuildReason:
        """Put into place what differs from what is there, unless a problem forbids it or somebody else published."""
        plan, problems = made.plan, made.diagnostics.all()
        if made.files is None:
            outcome = Outcome(problems, timer.timed(site.stats), is_done=False)
            return EditResult(outcome, plan, made.diagnostics, None)
        timer("publish")
        changed = {path: content for path, content in made.files.items() if self._is_new(path, content)}
        is_known = partial(look_as_known, self._output, tuple(changed), site.outputs)
        if changed and not publish.patch_output(self._options, changed, is_known, Problems()):
            return FullBuildReason("another build published meanwhile", is_output_known=False)
        table = self._updated_table(plan, made.data)
        if table is None:
            return FullBuildReason("the articles cannot be kept", is_output_known=False)
        outcome = Outcome(problems, timer.timed(site.stats), is_done=True, changed=frozenset(changed))
        return EditResult(outcome, plan, made.diagnostics, table)

    def _is_new(self, path: str, content: FileContent) -> bool:
        """Whether a file has other bytes now; what is in pieces was compared when these were made."""
        return not isinstance(content, bytes) or content != (self._output / path).read_bytes()

    def _updated_table(self, plan: EditPlan, data: EditedData) -> ArticleTable | None:
        """The entries of all articles, with new blobs of the edited ones; None where the disk does not take them."""
        entries, blobs = dict(self._articles.entries), self._articles.blobs
        for edit in plan.edits:
            entries[edit.article] = edit.entry._replace(
                sha256=edit.body.sha256,
                article=blobs.add(pack(edit.after)),
                body=blobs.add(pack(edit.body)),
                lengths=data.lengths[edit.article],
                ngrams=edit.ngrams,
            )
        blobs.close()
        if not blobs.is_whole:
            return None
        before = self._articles.lines
        lines = {path: before.get(path, {}) | data.lines.get(path, {}) for path in {**before, **data.lines}}
        edited = {*self._articles.edited, *(edit.article for edit in plan.edits)}
        table = ArticleTable.of(blobs.name, entries, plan.evidence)
        return table._replace(lines=lines, edited=tuple(sorted(edited)))


def build_edits(
    options: Options, changes: ChangedFiles, last: PreviousBuild, timer: StageTimer
) -> Outcome | FullBuildReason:
    """The site after a few articles were edited, in place and kept, as a full build would make it."""
    try:
        result = _build_edits(options, changes, last.articles, timer)
    except DamagedError as damage:
        last.cache.note(damage)
        return FullBuildReason("the cache is damaged")
    except OSError:
        return FullBuildReason("a file cannot be read or written", is_output_known=False)
    if isinstance(result, FullBuildReason):
        return result
    if result.outcome.is_done:
        _remember(options, changes, result, last.cache)
    return replace(result.outcome, drafts=changes.previous.drafts)


def _build_edits(
    options: Options, changes: ChangedFiles, articles: ArticleCache | None, timer: StageTimer
) -> EditResult | FullBuildReason:
    if articles is None:
        return FullBuildReason("no articles were kept")
    seeds = _edited_seeds(changes, articles)
    if isinstance(seeds, FullBuildReason):
        return seeds
    site = PublishedSite(changes.outputs.by_path(), changes.previous.diagnostics, changes.previous.stats)
    return IncrementalBuilder(options, articles).build(seeds, site, timer)


def _remember(options: Options, changes: ChangedFiles, result: EditResult, cache: BuildCache) -> None:
    """Keep for the next build what the edit changed, and how everything looked."""
    written = signatures.signature_table(Path(os.path.realpath(options.output)), result.outcome.changed or ())
    if written is None:
        cache.forget()
        return
    outputs = SignatureTable.of(changes.outputs.by_path() | written.by_path())
    sources, diagnostics = changes.state.sources, result.diagnostics
    record = changes.previous._replace(sources=sources, outputs=outputs, diagnostics=diagnostics)
    cache.save_edit(record, result.table)


def _edited_seeds(changes: ChangedFiles, articles: ArticleCache) -> frozenset[str] | FullBuildReason:
    """The seeds to be built again: those that changed, and those of articles whose page somebody else changed."""
    entries = articles.entries.items() if changes.overwritten else ()
    seeds = {urls.output_path(urls.article(article)): f"{SEEDS}/{entry.seed}" for article, entry in entries}
    if not changes.overwritten <= seeds.keys():
        return FullBuildReason("somebody else changed a file that is no article's page")
    found = changes.sources.union(seeds[path] for path in changes.overwritten)
    return found if may_be_seeds(found) else FullBuildReason("other sources changed than a few seeds")


def may_be_seeds(sources: Collection[str]) -> bool:
    """Whether these sources are so few that an incremental build pays, and seeds all of them."""
    return len(sources) <= MAX_EDITED and all(path.startswith(f"{SEEDS}/") for path in sources)


def make_toolchain(root: Path, shared: SharedContext) -> Toolchain:
    """What makes pages as those of the last build were made."""
    settings = stage_settings(shared.archive, drafts=shared.drafts)
    return Toolchain(ArticleProcessor(root, settings), Renderer(root / TEMPLATES))


def look_as_known(output: Path, paths: Iterable[str], outputs: Mapping[str, FileSignature]) -> bool:
    """Whether nobody has published since these files and the marker of the output looked so."""
    found = signatures.signature_table(output, [*paths, marker.NAME])
    return found is not None and all(outputs.get(path) == look for path, look in found.by_path().items())
