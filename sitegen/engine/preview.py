"""The builds of a preview: an edited article is shown at once, and all else of the site follows when there is time.

To look at all sources and all files of a large site takes longer than to make the page of one article; and the files
for machines, the search index and whatever other pages show of it take longer still. So where it is known that seeds
changed, and which, an incremental build publishes their pages *ahead* of everything else: each as a full build would
make it, but for what it shows of other articles that are ahead. The deferred build that follows is a full one: it
brings the rest, finds what nobody reported, and leaves the site that a clean build makes. This module only schedules.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from sitegen.core.problems import Problem, Problems
from sitegen.engine.article_cache import load_articles
from sitegen.engine.article_processor import ArticleProcessor, stage_settings
from sitegen.engine.build_process import BuildProcess
from sitegen.engine.build_types import Options, Outcome, StageTimer, no_progress
from sitegen.engine.cache import CacheFolder, DamagedError
from sitegen.engine.cached_records import RECORDS, SITE, BuildRecord, key_of, load_record
from sitegen.engine.page_traces import SiteTrace
from sitegen.engine.record_cache import RecordTable
from sitegen.engine.run import build
from sitegen.files import processes, signatures
from sitegen.files.source_files import CONTENT, SEEDS, TEMPLATES, packaged_theme
from sitegen.files.walk import files_below
from sitegen.output import publish
from sitegen.output.publish import FileContent, journal, marker
from sitegen.output.render import Renderer

if TYPE_CHECKING:
    from sitegen.engine.live_site import KeptBuild

PROCESS_FROM: Final = 150
"""Articles from which a build is worth a process of its own, which takes half a second to begin."""
_AHEAD: Final = (f"{SEEDS}/", *(f"{CONTENT}/{kind}/" for kind in ("articles", "claims", "notes")))
"""Where the files are whose changes can be published ahead of everything else."""
_LOADED: Final = ("static/", "media/", "data/previews/")
"""Where the files are that pages load. The search page loads the index too, but only where somebody searches."""


class _CancelledError(BaseException):
    """Something else is to be built first: no fault, so that no part of a build takes it for one."""


class PreviewBuilder:
    """The builds of one preview. While one thread is in `run_deferred` another may `build`, which cancels that."""

    def __init__(self, options: Options) -> None:
        # What a build changed is known when it ends: none may be cancelled between its pages and its index.
        self._options = options = replace(options, is_index_last=False)
        self._turn = threading.Lock()
        self._is_wanted = threading.Event()
        """Whether a build waits for its turn."""
        self._is_cancelled = threading.Event()
        self._deferred: BuildProcess | None = None
        """The deferred build that is running in a process of its own."""
        self._unbuilt: frozenset[str] | None = None
        """The files that changed since the last build that was done, below the archive's root; None = not known."""
        self._fast: _FastPreview | None = None
        self._is_loaded = False
        """Whether `_fast` is about the last full build; else it is about the one before."""
        self._articles = _number_of_seeds(options.root)
        self._problems: tuple[Problem, ...] = ()

    @property
    def has_deferred(self) -> bool:
        """Whether `run_deferred` has something to do: to be called when nothing has happened for a second or two."""
        return self._unbuilt == frozenset() and (not self._is_loaded or self._is_ahead)

    @property
    def _is_ahead(self) -> bool:
        return self._is_loaded and self._fast is not None and self._fast.is_ahead

    def build(self, changed: frozenset[Path] | None = None) -> Outcome:
        """The site after the files `changed` (absolute paths) did; None = after whatever changed.

        These are the files that changed since the last call, or since the last one that was done.
        """
        self._is_wanted.set()
        self.cancel_deferred()
        with self._turn:
            self._is_wanted.clear()
            below = None if changed is None else self._below(changed)
            self._unbuilt = None if self._unbuilt is None or below is None else self._unbuilt | below
            outcome = self._build_ahead() or self._build_full()
            self._problems = tuple(outcome.problems)
        return outcome

    def cancel_deferred(self) -> None:
        """Cancel the deferred build that is running, if there is one: something has changed, and is to be built."""
        self._is_cancelled.set()
        if running := self._deferred:
            running.end()

    def run_deferred(self) -> Outcome | None:
        """Run the deferred full build. None if it changed nothing that an open page shows, or was cancelled.

        `changed` of the outcome leaves out what no open page is made of: the files for machines and the search index.
        """
        with self._turn:
            self._is_cancelled.clear()
            try:
                outcome = self._build_deferred() if self._is_ahead else None
            except _CancelledError:
                return None
            if not self._must_stop() and not self._is_loaded:
                self._load()
                if self._fast:
                    self._fast.warm_up()
            if outcome is None:
                return None
            before, self._problems = self._problems, tuple(outcome.problems)
            outcome = replace(outcome, changed=_shown_by_pages(outcome.changed))
            is_seen = outcome.changed != frozenset() or outcome.notices or before != self._problems
            return outcome if is_seen else None

    def _below(self, changed: Set[Path]) -> frozenset[str] | None:
        """Files as paths below the archive's root; None where one of them is elsewhere."""
        root = self._options.root.resolve()
        is_within = all(path.is_relative_to(root) for path in changed)
        return frozenset(path.relative_to(root).as_posix() for path in changed) if is_within else None

    def _build_ahead(self) -> Outcome | None:
        """The pages of what changed, in place; None where a full build is needed."""
        files = self._unbuilt
        if not files or not all(path.startswith(_AHEAD) for path in files):
            return None
        self._load()
        outcome = self._fast.build(files) if self._fast else None
        if outcome and outcome.is_done:
            self._unbuilt = frozenset()
        return outcome

    def _build_full(self) -> Outcome:
        process = self._start_process()
        outcome = (process.outcome() if process else None) or build(self._options)
        self._note(outcome)
        return outcome

    def _build_deferred(self) -> Outcome:
        self._deferred = self._start_process()
        if self._deferred and self._must_stop():
            self._deferred.end()
        outcome = self._deferred.outcome() if self._deferred else None
        self._deferred = None
        if outcome is None:
            self._remove_staging()
            self._check_cancelled()
            outcome = build(self._options, self._check_cancelled)
        self._note(outcome)
        if not outcome.is_done:
            self._unbuilt = None  # it found what nobody reported
        return outcome

    def _start_process(self) -> BuildProcess | None:
        """A full build in a process of its own, where that pays."""
        if self._articles < PROCESS_FROM:
            return None
        try:
            return BuildProcess(self._options)
        except OSError:
            return None

    def _note(self, outcome: Outcome) -> None:
        if outcome.is_done:
            self._articles = outcome.stats.articles
            self._unbuilt, self._is_loaded = frozenset(), False

    def _remove_staging(self) -> None:
        """Remove the staging files of a cancelled build: no incremental one publishes beside them."""
        if any(Path(self._options.output, name).exists() for name in journal.OWN_NAMES - {marker.NAME}):
            options = self._options
            with publish.open_output(options.root, options.output, Problems(), is_preview=options.is_preview):
                pass

    def _check_cancelled(self, stage: str = "", done: int = 0, total: int = 0) -> None:
        """Progress of a deferred build: it stops where a build waits, but not between publishing and remembering."""
        del done, total
        if self._must_stop() and stage != "remember":
            raise _CancelledError

    def _must_stop(self) -> bool:
        """Whether a build waits, so that the deferred one must stop."""
        return self._is_cancelled.is_set() or self._is_wanted.is_set()

    def _load(self) -> None:
        """Load what the last full build kept."""
        if not self._is_loaded:
            last = _load_last(self._options)
            before, self._fast, self._is_loaded = self._fast, None, True
            with suppress(DamagedError):
                self._fast = _FastPreview(self._options, last, before) if last else None


def _number_of_seeds(root: Path) -> int:
    """About how many articles the first build has, by which it is known whether it gets a process of its own."""
    return len(files_below(root / SEEDS))


class _PublishedBuild(NamedTuple):
    """The last full build."""

    record: BuildRecord
    kept: KeptBuild


def _load_last(options: Options) -> _PublishedBuild | None:
    """What the last full build kept; None where no preview with these options could go on from it."""
    from sitegen.engine.live_site import KeptBuild

    cache = CacheFolder(options.root, Path(os.path.realpath(options.output)))
    programs = signatures.program_signatures(packaged_theme())
    try:
        record = load_record(cache, programs) if programs else None
        if record is None or not record.has_articles or not record.is_like(key_of(options)):
            return None
        articles, records = load_articles(cache, record.blobs), cache.load(RECORDS, RecordTable)
        trace = partial(_load_trace, cache, record.trace)
        return _PublishedBuild(record, KeptBuild(articles, trace, records, record.sources.hash_of_each()))
    except DamagedError:
        return None


def _load_trace(cache: CacheFolder, token: str) -> SiteTrace:
    """What is known of the pages of a build. Raises DamagedError."""
    trace = cache.load(SITE, SiteTrace)
    if trace.token != token:
        raise DamagedError("it is of another build", SITE)
    return trace


class _FastPreview:
    """What is published ahead of the last full build, and what it takes to publish more."""

    def __init__(self, options: Options, last: _PublishedBuild, before: _FastPreview | None) -> None:
        """State after the last full build; what `before` holds is kept where it is that of this build. DamagedError."""
        from sitegen.engine.live_pages import PageMaker
        from sitegen.engine.live_site import LiveSite

        record, shared = last.record, last.kept.articles.shared
        self._options, self._output = options, Path(options.output)
        self._outputs, self._diagnostics, self._stats = record.outputs.by_path(), record.diagnostics, record.stats
        if before is not None and before.live.carry_on(last.kept):
            self.live: LiveSite = before.live
            self.renderer: Renderer = before.renderer
        else:
            settings = stage_settings(shared.archive, drafts=shared.drafts)
            self.renderer = Renderer(options.root / TEMPLATES)
            with processes.unscanned():
                self.live = LiveSite(options.root, last.kept, ArticleProcessor(options.root, settings))
        self._maker = PageMaker(self._output, shared, self.renderer)
        self.is_ahead = False
        """Whether the site is not that of a full build any more."""

    def warm_up(self) -> None:
        """Make what the first edit would wait for otherwise: templates and schemas are loaded when they are needed."""
        self.renderer.prepare()

    def build(self, files: Set[str]) -> Outcome | None:
        """The pages of what these files change as they are now, in place; None where a full build is needed."""
        try:
            return self._build(files, StageTimer(no_progress))
        except (DamagedError, OSError):
            return None

    def _build(self, files: Set[str], timer: StageTimer) -> Outcome | None:
        timer("read")
        edit = self.live.edited(files, self._diagnostics)
        if edit is None:
            return None
        options, diagnostics = self._options, self._diagnostics.updated(edit.own)
        problems = diagnostics.all()
        if problems.blocks(strict=options.strict, keep_going=options.keep_going):
            return Outcome(problems, timer.timed(self._stats), is_done=False)  # the full build that follows reports all
        timer("render")
        made = self._maker.pages(self.live, edit, self._outputs)
        if made is None:
            return None
        timer("publish")
        changed = {page.path: page.html.encode() for page in made if page.html != page.before}
        if changed and not self._publish(changed):
            return None
        self.live.take(edit)
        self._diagnostics, self.is_ahead = diagnostics, self.is_ahead or bool(changed) or edit.changes_files
        return Outcome(problems, timer.timed(self._stats), is_done=True, changed=frozenset(changed))

    def _publish(self, changed: Mapping[str, bytes]) -> bool:
        """Put pages into place, new ones too; False where somebody else published, or a file stands in their way."""
        new = {path for path in changed if path not in self._outputs}
        listed = {marker.NAME: marker.marker_bytes({*self._outputs, *new} - {marker.NAME})} if new else {}
        is_known = partial(self._is_as_known, changed, new)
        files: dict[str, FileContent] = {**changed, **listed}
        if not publish.patch_output(self._options, files, is_known, Problems()):
            return False
        written = signatures.signature_table(self._output, sorted(files))
        if written is not None:
            self._outputs = {**self._outputs, **written.by_path()}
        return written is not None

    def _is_as_known(self, changed: Iterable[str], new: Set[str]) -> bool:
        """Whether nobody has published since the site was known, and nothing stands where a new page is to be."""
        found = signatures.signature_table(self._output, [*(path for path in changed if path not in new), marker.NAME])
        is_same = found is not None and all(self._outputs.get(path) == look for path, look in found.by_path().items())
        return is_same and not any(os.path.lexists(self._output / path) for path in new)


def _shown_by_pages(changed: frozenset[str] | None) -> frozenset[str] | None:
    """Those of some files that an open page is, or has loaded."""
    if changed is None:
        return None
    return frozenset(path for path in changed if path.endswith(".html") or path.startswith(_LOADED))
