"""What has to be made where only words of articles changed: their seeds alone are read, and compared with the cache.

Everything that could make another page differ is compared: the names and passages found, the sentences they stand in,
the title and the opening, links and ids. Where any of it is not as it was, the plan is a full build.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from sitegen.content import word_usage
from sitegen.content.word_usage import SeedContent
from sitegen.core import urls
from sitegen.core.model import (
    AnchorRequest,
    AnnotatedArticle,
    Archive,
    ArticleBody,
    ArticleId,
    Status,
    WordUsageEvidence,
)
from sitegen.engine.article_cache import ArticleCache, CachedArticle, CacheEntry
from sitegen.engine.article_processor import ArticleProcessor, ArticleTask, process, stage_settings
from sitegen.engine.changes import FullBuildReason
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS
from sitegen.site.index.changed_rows import shown_elsewhere

MAX_EDITED: Final = 20
"""More files or articles than these are left to a full build, which does not take much longer then."""


class ArticleEdit(NamedTuple):
    """An article whose words changed."""

    entry: CacheEntry
    """Where the cache has it as it was."""
    before: CachedArticle
    after: CachedArticle
    body: ArticleBody
    seed: SeedContent
    """What its seed says now."""
    ngrams: bytes
    """As `StageResult` has it."""

    @property
    def article(self) -> ArticleId:
        """Its id."""
        return self.after.article.id

    @property
    def page(self) -> str:
        """The path of its page below the output folder."""
        return urls.output_path(urls.article(self.article))


class EditPlan(NamedTuple):
    """What a build has to make after an edit, and nothing else of the site: a page for each article."""

    edits: tuple[ArticleEdit, ...]
    evidence: WordUsageEvidence
    """By what the archive's word usage is known after the edits."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages to be rendered, as paths below the output folder."""
        return tuple(edit.page for edit in self.edits)


class EditPlanner:
    """Makes plans from what the last build kept of its articles."""

    def __init__(self, root: Path, articles: ArticleCache, processor: ArticleProcessor) -> None:
        self._root, self._articles, self._processor = root, articles, processor
        self._by_seed = {f"{SEEDS}/{entry.seed}": article for article, entry in articles.entries.items()}

    def with_names(self, names: Archive, evidence: WordUsageEvidence) -> EditPlanner:
        """The same where other names are looked for; `names` is what `names_only` gives."""
        articles = self._articles._replace(evidence=evidence)
        processor = self._processor._replace(settings=stage_settings(names, drafts=articles.shared.drafts))
        return EditPlanner(self._root, articles, processor)

    def plan(self, sources: Iterable[str]) -> EditPlan | FullBuildReason:
        """What is to be made after these sources changed, given as paths below the archive's root.

        Nothing but the pages of the articles and their lines in `data/` differs then. Raises DamagedError, OSError.
        """
        articles = [self._by_seed.get(path, ArticleId("")) for path in sources]
        if not all(articles) or len(articles) > MAX_EDITED:
            return FullBuildReason("other sources changed than a few seeds")
        if self._articles.shared.is_searched:
            return FullBuildReason("the search index has the words of articles")
        edits: list[ArticleEdit] = []
        for article in sorted(articles):
            edit = self.edit(article, is_alone=True)
            if isinstance(edit, FullBuildReason):
                return edit
            if edit.before.article.status is not Status.PUBLISHED:
                return FullBuildReason("whose names stand in a draft has to be looked at")
            edits.append(edit)
        evidence = self.evidence_after(edits)
        return evidence if isinstance(evidence, FullBuildReason) else EditPlan(tuple(edits), evidence)

    def edit(
        self, article: ArticleId, *, is_alone: bool, quotes: tuple[AnchorRequest, ...] | None = None
    ) -> ArticleEdit | FullBuildReason:
        """An article as its seed is now, with `quotes` instead of those it had. Raises DamagedError, OSError.

        `is_alone`: no other page may show any of what changed.
        """
        blobs, entry = self._articles.blobs, self._articles.entries[article]
        before = blobs.read(entry.article, CachedArticle)
        if before.article.sha256:
            return FullBuildReason("its author demands the words of before")
        seed = source_files.read_directly(self._root, f"{SEEDS}/{entry.seed}")
        text = _decoded(seed)
        if text is None:
            return FullBuildReason("a seed is no UTF-8")
        processor = self._processor.with_links(dict(before.links))
        wanted = before.quotes if quotes is None else quotes
        result = process(processor, ArticleTask(before.article, wanted), seed)
        after = before._replace(annotated=result.annotated, quotes=wanted)
        if is_alone and _told_elsewhere(before.annotated) != _told_elsewhere(after.annotated):
            return FullBuildReason("other pages show what changed")
        # What else a link may mean is not known here, and other pages say who links to them.
        if not {*result.asked} <= {*before.links} or after.annotated.links_to != before.annotated.links_to:
            return FullBuildReason("a link changed")
        if result.body.front != blobs.read(entry.body, ArticleBody).front:
            return FullBuildReason("front matter changed")
        return ArticleEdit(entry, before, after, result.body, SeedContent(entry.seed, text), result.ngrams)

    def evidence_after(self, edits: Iterable[ArticleEdit]) -> WordUsageEvidence | FullBuildReason:
        """By what the archive's word usage is known after these edits."""
        published = [one.seed for one in edits if one.before.article.status is Status.PUBLISHED]
        evidence = word_usage.updated_evidence(self._articles.evidence, published)
        return FullBuildReason("the word usage of the archive may be another") if evidence is None else evidence


def _decoded(seed: bytes) -> str | None:
    try:
        return seed.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _told_elsewhere(annotated: AnnotatedArticle) -> tuple[object, ...]:
    """What other pages show of an article, and what it decides for the archive as a whole."""
    return (*shown_elsewhere(annotated), annotated.possible_actors, annotated.ignored_words)
