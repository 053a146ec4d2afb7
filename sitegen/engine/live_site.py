"""The archive as readers see it and its index, kept in memory by a preview, and carried on from edit to edit.

A few files of articles, claims and notes, or seeds, are read again by the loader's own functions, the articles whose
words or quotes changed are processed again, and the rows of the index in which any of it stands are made anew. So any
page can be made as a full build makes it. Where an edit may do more than that, the full build has to follow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.content import word_usage
from sitegen.content.loader.kept_files import KeptSeed
from sitegen.content.loader.record_updates import ReadUpdates, RecordUpdater, kind_of_file
from sitegen.content.reference_fields import LinkTarget, link_targets
from sitegen.content.word_usage import SeedContent
from sitegen.core.model import (
    ActorId,
    AnnotatedArticle,
    ArticleBody,
    ArticleId,
    MatchRule,
    Status,
    WordUsageEvidence,
)
from sitegen.core.problems import Problem, Problems
from sitegen.engine.article_cache import ArticleCache, CachedArticle
from sitegen.engine.article_processor import ArticleProcessor, ArticleTask, StoredBodies, process
from sitegen.engine.cached_records import Diagnostics
from sitegen.engine.edit_plan import MAX_EDITED
from sitegen.engine.edit_scope import ChangedText, EditScope, ScopedEdit, requests_in
from sitegen.engine.page_traces import SiteTrace
from sitegen.engine.record_cache import KeptSources, RecordTable
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS
from sitegen.site import index as indexing
from sitegen.site import pages
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.index.index_updater import IndexEdit, IndexUpdater
from sitegen.site.record_markdown import RecordMarkdown


class KeptBuild(NamedTuple):
    """What a full build kept, as far as a preview goes on from it."""

    articles: ArticleCache
    trace: Callable[[], SiteTrace]
    """Loads what is known of its pages, and the archive as readers see it. Raises DamagedError."""
    records: RecordTable
    hashes: Mapping[str, str]
    """Of all its sources, by their paths."""


class LiveEdit(NamedTuple):
    """What an edit makes of the site."""

    site_index: SiteIndex
    markdown: RecordMarkdown
    problems: Problems
    """Those of `markdown`, once pages were made with it."""
    scoped: ScopedEdit
    staged: Mapping[ArticleId, StagedArticle]
    """The articles that were processed again."""
    read: ReadUpdates
    hashes: Mapping[str, str]
    """The SHA-256 of all files that are not as they were."""
    evidence: WordUsageEvidence

    @property
    def changes_files(self) -> bool:
        """Whether other pages or files may show what changed, whatever the pages of the articles and records do."""
        return bool(self.hashes)

    @property
    def own(self) -> dict[ArticleId, tuple[Problem, ...]]:
        """The problems of the articles that were processed again."""
        return {name: one.entry.annotated.problems for name, one in self.staged.items()}


class StagedArticle(NamedTuple):
    """An article that was processed again."""

    before: ArticleEntry
    entry: ArticleEntry
    body: ArticleBody
    text: str
    """What its seed says."""


class LiveSite:
    """What a preview holds of the last full build, and of all that it published ahead since then."""

    def __init__(self, root: Path, kept: KeptBuild, processor: ArticleProcessor) -> None:
        """Raises DamagedError."""
        self._root, self._processor, self._drafts = root, processor, kept.articles.shared.drafts
        entries, blobs = kept.articles.entries, kept.articles.blobs
        trace = kept.trace()
        archive = trace.archive
        annotated = [blobs.read(entry.article, CachedArticle).annotated for entry in entries.values()]
        self.index = indexing.build_index(archive, annotated, _bodies(kept.articles, {}), drafts=self._drafts)
        self.updater = IndexUpdater(self.index)
        self.markdown = pages.record_markdown_of(self.index, Problems())
        self._take_build(kept)
        settings = kept.records.site, kept.records.context
        self._records = RecordUpdater(root, settings, KeptSources(kept.records), kept.records.sources)
        self._scope = EditScope(root, archive, trace.visibility, drafts=self._drafts)
        self._is_sure = True
        """Whether all are seen, and hidden, who were in that build."""
        self._by_seed = {f"{SEEDS}/{entry.seed}": article for article, entry in entries.items()}

    def _take_build(self, kept: KeptBuild) -> None:
        self._articles, self._evidence = kept.articles, kept.articles.evidence
        self._hashes, self._fresh = dict(kept.hashes), dict[ArticleId, ArticleBody]()

    def carry_on(self, kept: KeptBuild) -> bool:
        """Go on from another full build; False where that found what nobody told of."""
        if (
            not self._is_sure
            or kept.hashes != self._hashes
            or kept.articles.entries.keys() != self._articles.entries.keys()
        ):
            return False
        self._take_build(kept)
        self._records.go_on_from(KeptSources(kept.records))
        self.index = indexing.with_log(replace(self.index, bodies=_bodies(kept.articles, {})))
        return True

    def edited(self, files: Iterable[str], diagnostics: Diagnostics) -> LiveEdit | None:
        """The site after these files changed, by their paths below the archive's root; None where it may be more.

        Raises DamagedError, OSError.
        """
        seeds = {path for path in files if path.startswith(f"{SEEDS}/")}
        records = {*files}.difference(seeds)
        if not self._is_sure or not self._are_known(seeds, records):
            return None
        read = self._records.read(records)
        scoped = self._scope.of(read.records, self._names_in) if read else None
        if read is None or scoped is None or _are_told_of(records, diagnostics.others, scoped.told):
            return None
        told = {one for one, some in diagnostics.own.items() if any(p.location.file in records for p in some)}
        wanted = {*map(self._by_seed.__getitem__, seeds), *scoped.articles, *told}
        staged = self._staged(wanted & self._articles.entries.keys(), scoped, seeds)
        evidence = self._evidence_after(staged, seeds) if staged is not None else None
        if staged is None or evidence is None:
            return None
        hashes = {**read.hashes, **{path: staged[self._by_seed[path]].body.sha256 for path in seeds}}
        changed = {path: sha256 for path, sha256 in hashes.items() if self._hashes.get(path) != sha256}
        return self._joined(scoped, staged, read)._replace(hashes=changed, evidence=evidence)

    def take(self, edit: LiveEdit) -> None:
        """Go on from an edit that was published."""
        self.index, self.markdown, self._evidence = edit.site_index, edit.markdown, edit.evidence
        self._fresh |= {name: one.body for name, one in edit.staged.items()}
        self._hashes |= edit.hashes
        self._records.take(edit.read)
        self._scope.take(edit.scoped)
        self._is_sure = self._scope.take_texts(map(self._changed_text, edit.staged.values()))

    def _names_in(self, article: ArticleId) -> tuple[ActorId, ...]:
        """Whose names stand in an article, as far as it was processed."""
        entry = self.index.articles.get(article)
        return entry.annotated.possible_actors if entry else ()

    def _changed_text(self, staged: StagedArticle) -> ChangedText:
        before, after = (one.annotated.possible_actors for one in (staged.before, staged.entry))
        source = self._records.source(f"{SEEDS}/{staged.entry.article.seed}")
        article = source.article.record if isinstance(source, KeptSeed) else staged.entry.article
        return ChangedText((article, article), before, after)

    def _are_known(self, seeds: Collection[str], records: Collection[str]) -> bool:
        """Whether all files are such as can be read by themselves, and not too many."""
        is_few = len(seeds) + len(records) <= MAX_EDITED and self._by_seed.keys() >= {*seeds}
        # What is in the archive and not known was of no use to it: what it says now may be much.
        return is_few and all(
            kind_of_file(path) and (path not in self._hashes or self._records.source(path) is not None)
            for path in records
        )

    def _staged(
        self, wanted: Collection[ArticleId], scoped: ScopedEdit, seeds: Collection[str]
    ) -> dict[ArticleId, StagedArticle] | None:
        """These articles, processed again; None where another page than theirs may be another by it."""
        if len(wanted) > MAX_EDITED:
            return None
        found: dict[ArticleId, StagedArticle] = {}
        for name in sorted(wanted):
            before = self.index.articles[name]
            place = bisect_left(scoped.archive.articles, name, key=lambda one: one.id)
            article = scoped.archive.articles[place]
            requests = requests_in(name, before.annotated, scoped, drafts=self._drafts)
            one = self._process(before, ArticleTask(article, requests), is_edited=f"{SEEDS}/{article.seed}" in seeds)
            if one is None:
                return None
            found[name] = one
        return found

    def _process(self, before: ArticleEntry, task: ArticleTask, *, is_edited: bool) -> StagedArticle | None:
        """An article as its seed is now; None where links, front matter or whom readers see may be others."""
        entry = self._articles.entries[task.article.id]
        if is_edited and task.article.sha256:
            return None  # its author demands the words of before
        known = self._articles.blobs.read(entry.article, CachedArticle).links
        seed = source_files.read_directly(self._root, f"{SEEDS}/{entry.seed}")
        text = _decoded(seed)
        if text is None:
            return None
        annotated, body, asked, _ = process(self._processor.with_links(dict(known)), task, seed)
        was = before.annotated
        if (
            not {*asked} <= {*known}
            or annotated.links_to != was.links_to
            or annotated.ignored_words != was.ignored_words
        ):
            return None
        if body.front != self.index.bodies[task.article.id].front or self._may_show_others(was, annotated):
            return None
        return StagedArticle(before, ArticleEntry(task.article, annotated), body, text)

    def _may_show_others(self, was: AnnotatedArticle, now: AnnotatedArticle) -> bool:
        """Whether the words may show somebody whom readers did not see, or hide somebody whom the page still names."""
        before, after = set(was.possible_actors), set(now.possible_actors)
        if not {actor.id for actor in self.index.whole.hidden_actors}.isdisjoint(after - before):
            return True
        # Who is named by an initial alone is not shown by that; who is pinned is, by the record.
        named = {one.actor for one in now.mentions if one.how is not MatchRule.PINNED}
        return bool(before - after) and not named <= after

    def _evidence_after(
        self, staged: Mapping[ArticleId, StagedArticle], seeds: Iterable[str]
    ) -> WordUsageEvidence | None:
        """By what the archive's word usage is known; None where it may be another."""
        edited = [staged[self._by_seed[path]] for path in seeds]
        contents = [
            SeedContent(one.entry.article.seed, one.text)
            for one in edited
            if one.entry.article.status is Status.PUBLISHED
        ]
        return word_usage.updated_evidence(self._evidence, contents) if contents else self._evidence

    def _joined(self, scoped: ScopedEdit, staged: Mapping[ArticleId, StagedArticle], read: ReadUpdates) -> LiveEdit:
        """The site with the records and articles of an edit."""
        problems = Problems()
        bodies = _bodies(self._articles, {**self._fresh, **{name: one.body for name, one in staged.items()}})
        entries = {name: one.entry for name, one in staged.items()}
        edit = IndexEdit(scoped.claims, scoped.notes, entries)
        index = self.updater.updated(self.index, scoped.archive, bodies, edit)
        markdown = self.markdown.with_targets(_targets(scoped, staged), problems)
        return LiveEdit(index, markdown, problems, scoped, staged, read, {}, self._evidence)


def _targets(scoped: ScopedEdit, staged: Mapping[ArticleId, StagedArticle]) -> Iterator[LinkTarget]:
    """What links in Markdown lead to, of all that an edit changed."""
    changed = replace(
        scoped.archive,
        actors=(),
        topics=(),
        claims=tuple(edit.after for edit in scoped.claims),
        notes=tuple(edit.after for edit in scoped.notes),
        articles=tuple(one.entry.article for one in staged.values()),
    )
    titles = {name: one.entry.annotated.title for name, one in staged.items()}
    return link_targets(changed, titles, lambda status: status is not Status.WITHDRAWN)


def _decoded(seed: bytes) -> str | None:
    """The text of a seed; None where it cannot be read."""
    try:
        return seed.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _bodies(articles: ArticleCache, fresh: Mapping[ArticleId, ArticleBody]) -> Mapping[ArticleId, ArticleBody]:
    """The words of all articles; `fresh` are those of articles that are not as they were kept."""
    kept = StoredBodies(articles.blobs, {article: entry.body for article, entry in articles.entries.items()})
    return ChainMap(dict(fresh), kept) if fresh else kept  # type: ignore[arg-type]  # nothing is put into it


def _are_told_of(files: Collection[str], problems: Iterable[Problem], told: Collection[Problem]) -> bool:
    """Whether any of these problems but those `told` stands in these files, or speaks of them: in another line now."""
    others = (one for one in problems if replace(one, is_note=False) not in told)
    said = [" ".join((one.location.file, one.message, one.hint, one.cause)) for one in others]
    return any(path in words for words in said for path in files)
