"""The builds of a preview: an edited article is shown at once, and all else of the site follows when there is time.

To look at all sources and all files of a large site takes longer than to make the page of one article; and the files
for machines, the search index and whatever other pages show of it take longer still. So where it is known that seeds
changed, and which, their pages are made of what is in memory and published *ahead*: each as a build of everything would
make it, but for what it shows of other articles that are ahead. The `look` that follows is such a build. It brings the
rest, finds what nobody told of, and leaves the site that a clean build makes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.core.problems import Problem, Problems
from sitegen.engine.build_cache import asked
from sitegen.engine.build_process import BuildProcess
from sitegen.engine.build_types import Options, Outcome, StageTimer, no_progress
from sitegen.engine.cache import CacheFolder, DamagedError
from sitegen.engine.cached_records import BuildRecord, PreviousBuild, articles_of, files_of
from sitegen.engine.incremental import MAX_EDITED
from sitegen.engine.run import build
from sitegen.engine.single_page import FullBuildRequiredError, SinglePageBuilder, are_as_known
from sitegen.files import signatures
from sitegen.files.signatures import FileSignature
from sitegen.files.source_files import SEEDS, TEMPLATES, packaged_theme
from sitegen.output import publish
from sitegen.output.publish import journal, marker

PROCESS_FROM: Final = 150
"""Articles from which a build is worth a process of its own, which takes half a second to begin."""
_LOADED: Final = ("static/", "media/", "data/previews/")
"""Where the files are that pages load. The search page loads the index too, but only where somebody searches."""


class _CancelledError(BaseException):
    """Something else is to be built first: no fault, so that no part of a build takes it for one."""


class PreviewBuilder:
    """The builds of one preview. While one thread is in `look` another one may `build`, which ends the look."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._turn = threading.Lock()
        self._is_wanted = threading.Event()
        """Whether a build waits for its turn."""
        self._is_hastened = threading.Event()
        self._apart: BuildProcess | None = None
        """The look that is running."""
        self._unbuilt: frozenset[str] | None = None
        """The files that changed since the last build that was done, below the archive's root; None = not known."""
        self._ahead: _FastPreview | None = None
        self._is_recalled = False
        """Whether `_ahead` is about the last whole build; else it is about the one before."""
        self._articles = 0
        self._told: tuple[Problem, ...] = ()

    @property
    def needs_look(self) -> bool:
        """Whether `look` has something to do: to be called as soon as nothing has happened for a second or two."""
        return self._unbuilt == frozenset() and (not self._is_recalled or self._is_ahead)

    @property
    def _is_ahead(self) -> bool:
        return self._is_recalled and self._ahead is not None and self._ahead.is_ahead

    def build(self, changed: frozenset[Path] | None = None) -> Outcome:
        """The site after the files `changed` (absolute paths) did; None = after whatever changed.

        These are the files that changed since the last call, or since the last one that was done.
        """
        self._is_wanted.set()
        self.hasten()
        with self._turn:
            self._is_wanted.clear()
            below = None if changed is None else self._below(changed)
            self._unbuilt = None if self._unbuilt is None or below is None else self._unbuilt | below
            outcome = self._built_ahead() or self._whole()
            self._told = tuple(outcome.problems)
        return outcome

    def hasten(self) -> None:
        """End the look that is running, if there is one: something has changed, and is to be built."""
        self._is_hastened.set()
        if apart := self._apart:
            apart.end()

    def look(self) -> Outcome | None:
        """Build all that is left; None where nobody sees a difference, or another build ended it.

        `changed` of the outcome leaves out what no open page is made of: the files for machines and the search index.
        """
        with self._turn:
            self._is_hastened.clear()
            try:
                outcome = self._looked() if self._is_ahead else None
            except _CancelledError:
                return None
            if not self._is_in_the_way() and not self._is_recalled:
                self._recall()
                if self._ahead:
                    self._ahead.at_hand.warm_up()
            if outcome is None:
                return None
            told, self._told = self._told, tuple(outcome.problems)
            outcome = replace(outcome, changed=_shown(outcome.changed))
            is_seen = outcome.changed != frozenset() or outcome.notices or told != self._told
            return outcome if is_seen else None

    def _below(self, changed: Set[Path]) -> frozenset[str] | None:
        """Files as paths below the archive's root; None where one of them is elsewhere."""
        root = self._options.root.resolve()
        is_within = all(path.is_relative_to(root) for path in changed)
        return frozenset(path.relative_to(root).as_posix() for path in changed) if is_within else None

    def _built_ahead(self) -> Outcome | None:
        """The pages of the seeds that changed; None where more may have to be made."""
        seeds = self._unbuilt
        if not seeds or len(seeds) > MAX_EDITED or not all(path.startswith(f"{SEEDS}/") for path in seeds):
            return None
        self._recall()
        outcome = self._ahead.built(seeds, StageTimer(no_progress)) if self._ahead else None
        if outcome and outcome.is_done:
            self._unbuilt = frozenset()
        return outcome

    def _whole(self) -> Outcome:
        apart = self._begun_apart()
        outcome = (apart.outcome() if apart else None) or build(self._options)
        self._note(outcome)
        return outcome

    def _looked(self) -> Outcome:
        self._apart = self._begun_apart()
        if self._apart and self._is_in_the_way():
            self._apart.end()
        outcome = self._apart.outcome() if self._apart else None
        self._apart = None
        if outcome is None:
            self._clear_away()
            self._heed()
            outcome = build(self._options, self._heed)
        self._note(outcome)
        if not outcome.is_done:
            self._unbuilt = None  # it found what nobody told of
        return outcome

    def _begun_apart(self) -> BuildProcess | None:
        """A whole build in a process of its own, where that pays."""
        if self._articles < PROCESS_FROM:
            return None
        try:
            return BuildProcess(self._options)
        except OSError:
            return None

    def _note(self, outcome: Outcome) -> None:
        if outcome.is_done:
            self._articles = outcome.stats.articles
            self._unbuilt, self._is_recalled = frozenset(), False

    def _clear_away(self) -> None:
        """What a build left that was ended would be in the way of one that publishes ahead."""
        if any(Path(self._options.output, name).exists() for name in journal.OWN_NAMES - {marker.NAME}):
            options = self._options
            with publish.open_output(options.root, options.output, Problems(), is_preview=options.is_preview):
                pass

    def _heed(self, stage: str = "", done: int = 0, total: int = 0) -> None:
        """End a look that is in the way of a build, but not between publishing and remembering."""
        del done, total
        if self._is_in_the_way() and stage != "remember":
            raise _CancelledError

    def _is_in_the_way(self) -> bool:
        """Whether a look is."""
        return self._is_hastened.is_set() or self._is_wanted.is_set()

    def _recall(self) -> None:
        """Have at hand what the last whole build remembers."""
        if not self._is_recalled:
            last = _remembered(self._options)
            self._ahead, self._is_recalled = _FastPreview(self._options, last, self._ahead) if last else None, True


class _Remembered(NamedTuple):
    """What a whole build remembers for the next one."""

    programs: dict[str, FileSignature] | None
    files: BuildRecord
    articles: PreviousBuild


def _remembered(options: Options) -> _Remembered | None:
    """What the last whole build remembers; None where one for these options could not go on from it."""
    cache, programs = (
        CacheFolder(options.root, Path(os.path.realpath(options.output))),
        signatures.program_signatures(packaged_theme()),
    )
    files = files_of(cache, programs)
    articles = articles_of(cache) if files else None
    if files is None or articles is None or files.asked != asked(options):
        return None
    return _Remembered(programs, files, articles)


class _FastPreview:
    """What is published ahead of the last whole build, and what it takes to publish more."""

    def __init__(self, options: Options, last: _Remembered, before: _FastPreview | None) -> None:
        """After the last whole build; `before` was so after an earlier one."""
        self._options, self._output = options, Path(options.output)
        self._told, self._stats = last.files.told, last.files.stats
        self._looks = last.files.outputs.by_path()
        self._made_of = last.programs, _templates(last.files), last.articles.common
        tools = before.at_hand.tools if before and before._made_of == self._made_of else None
        self.at_hand: SinglePageBuilder = SinglePageBuilder(options.root, last.articles, self._looks, tools)
        self.is_ahead = False

    def built(self, seeds: Set[str], watch: StageTimer) -> Outcome | None:
        """The pages of these seeds as they are now, in place; None where more may have to be made."""
        try:
            return self._built(seeds, watch)
        except (FullBuildRequiredError, DamagedError, OSError):
            return None

    def _built(self, seeds: Set[str], watch: StageTimer) -> Outcome | None:
        watch("read")
        drafts = [self.at_hand.draft(article) for article in self.at_hand.articles(seeds)]
        told = self._told.again({draft.after.article.id: draft.after.woven.problems for draft in drafts})
        problems = told.all()
        if problems.blocks(strict=self._options.strict, keep_going=self._options.keep_going):
            return Outcome(problems, watch.timed(self._stats), is_done=False)
        pages = dict(map(self.at_hand.page, drafts))
        files = {path: data for path, data in pages.items() if data != (self._output / path).read_bytes()}
        watch("publish")
        if files and not self._publish(files):
            return None
        self._told = told
        self.is_ahead |= bool(files) or any(draft.body.sha256 != draft.kept.sha256 for draft in drafts)
        return Outcome(problems, watch.timed(self._stats), is_done=True, changed=frozenset(files))

    def _publish(self, files: dict[str, bytes]) -> bool:
        """Whether it was done: not where anybody else has published since."""
        is_known = partial(are_as_known, self._output, files, self._looks)
        if not publish.patch_output(self._options, files, is_known, Problems()):
            return False
        looks = signatures.signature_table(self._output, files)
        if looks is not None:
            self._looks.update(looks.by_path())
        return looks is not None


def _templates(files: BuildRecord) -> dict[str, str]:
    """The hashes of the archive's own templates."""
    return {path: sha256 for path, sha256 in files.sources.hash_of_each().items() if path.startswith(f"{TEMPLATES}/")}


def _shown(changed: frozenset[str] | None) -> frozenset[str] | None:
    """Those of some files that an open page is, or has loaded."""
    if changed is None:
        return None
    return frozenset(path for path in changed if path.endswith(".html") or path.startswith(_LOADED))
