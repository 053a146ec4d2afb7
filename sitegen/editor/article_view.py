"""An article as the preview's editor sees it: its text to be quoted, and what stands in it already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sitegen.core.model import AnnotatedArticle, Article
from sitegen.core.problems import Location, Problem, Problems
from sitegen.editor.api_types import EditRefusedError, FieldProblem
from sitegen.editor.validation import KnownRecords
from sitegen.engine import article_processor
from sitegen.files import source_files
from sitegen.files.source_files import SEEDS
from sitegen.site import index
from sitegen.text import article_stage as stage
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.article_stage import StageSettings


@dataclass(frozen=True)
class ArticleView:
    """One article's words at one moment."""

    root: Path
    known: KnownRecords
    article: Article
    seed: bytes
    setting: StageSettings

    @property
    def file(self) -> str:
        """The seed, from the archive's root."""
        return f"{SEEDS}/{self.article.seed}"

    @cached_property
    def target(self) -> SearchableText:
        """The text, ready to be searched. The same as a build reads it."""
        site, media = self.known.archive.site, self.setting.media
        reading = prose.SeedContext(self.article.title, self.article.url, site.raw_html, media, self.setting.articles)
        language = self.article.language or site.language
        return SearchableText(prose.read_seed(self.seed, self.file, reading), self.file, language)

    @cached_property
    def woven(self) -> AnnotatedArticle:
        """What stands in it, drafts included."""
        anchors = index.anchors_by_article(self.known.archive, drafts=True).get(self.article.id, ())
        return stage.annotate_article(self.setting, self.article, self.seed, anchors).annotated

    def annotations_at(self, start: int, end: int) -> tuple[str, ...]:
        """Claims and notes of which a passage shares words with a stretch of the text."""
        found = (one.span for one in self.woven.passages if one.span.start < end and start < one.span.end)
        return tuple(dict.fromkeys(f"{span.annotation.kind}:{span.annotation.id}" for span in found))

    def actors_at(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of those who are named in a stretch of the text."""
        found = (one.actor for one in self.woven.mentions if one.start < end and start < one.end)
        return tuple(dict.fromkeys(found))


class ArticleViews:
    """The articles of an archive, those that were asked for last kept."""

    def __init__(self, root: Path, known: KnownRecords) -> None:
        self._root, self.known = root, known
        self._last: ArticleView | None = None

    @cached_property
    def _setting(self) -> StageSettings:
        archive = self.known.archive
        setting = article_processor.stage_settings(article_processor.names_only(archive, drafts=True), drafts=True)
        return replace(setting, articles=article_processor.article_links(archive, drafts=True))

    def of(self, identifier: str) -> ArticleView:
        """The article with this id as its seed is now. Raises EditRefusedError where there is none that can be read."""
        article = next((one for one in self.known.archive.articles if one.id == identifier), None)
        if article is None:
            hint = "load the page again; the article may be gone, or its record may have a mistake"
            raise _refused(Problem(Location(SEEDS), "unknown-id", f'there is no article "{identifier}"', hint))
        problems = Problems()
        seed = source_files.read_source(self._root, f"{SEEDS}/{article.seed}", problems)
        if seed is None or not _is_text(seed):
            told = next(iter(problems), None)
            place = Location(f"{SEEDS}/{article.seed}")
            raise _refused(told or Problem(place, "not-utf8", "the seed is no UTF-8 text", "save it as UTF-8"))
        if self._last is None or (self._last.article, self._last.seed) != (article, seed):
            self._last = ArticleView(self._root, self.known, article, seed, self._setting)
        return self._last


def _is_text(seed: bytes) -> bool:
    try:
        seed.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refused(problem: Problem) -> EditRefusedError:
    return EditRefusedError(FieldProblem(problem))
