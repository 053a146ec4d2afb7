"""An article as the preview's editor sees it: its text to be quoted, and what stands in it already."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from sitegen.core.model import AnnotatedArticle, Article, Mention, Site
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
    """One article as its seed was at one moment."""

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
    def searchable(self) -> SearchableText:
        """Its text, ready for quotes to be found in, as a build has it."""
        site, media = self.known.archive.site, self.setting.media
        view = prose.SeedContext(self.article.title, self.article.url, site.raw_html, media, self.setting.articles)
        language = self.article.language or site.language
        return SearchableText(prose.read_seed(self.seed, self.file, view), self.file, language)

    @cached_property
    def annotated(self) -> AnnotatedArticle:
        """The article with its passages and mentions, those of drafts included."""
        return self.as_if(self.article)

    def as_if(self, article: Article) -> AnnotatedArticle:
        """The article with its passages and mentions, if this were what is known about it."""
        anchors = index.anchors_by_article(self.known.archive, drafts=True).get(article.id, ())
        return stage.annotate_article(self.setting, article, self.seed, anchors).annotated

    def annotations_at(self, start: int, end: int) -> tuple[str, ...]:
        """Annotations with a passage that overlaps a half-open span of code points, as `claim:id` and `note:id`."""
        found = (one.span for one in self.annotated.passages if one.span.start < end and start < one.span.end)
        return tuple(dict.fromkeys(f"{span.annotation.kind}:{span.annotation.id}" for span in found))

    def actors_at(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the actors whose mentions overlap a half-open span of code points."""
        return tuple(dict.fromkeys(one.actor for one in mentions_in(self.annotated, (start, end))))


def mentions_in(annotated: AnnotatedArticle, place: tuple[int, int]) -> list[Mention]:
    """The mentions that overlap a half-open span of code points."""
    return [one for one in annotated.mentions if one.start < place[1] and place[0] < one.end]


class ArticleViews:
    """The articles of an archive as it was read once; the last one that was asked for is kept."""

    def __init__(self, root: Path, known: KnownRecords) -> None:
        self._root, self.known = root, known
        self._last: ArticleView | None = None

    @cached_property
    def _setting(self) -> StageSettings:
        archive = self.known.archive
        setting = article_processor.stage_settings(article_processor.names_only(archive, drafts=True), drafts=True)
        return replace(setting, articles=article_processor.article_links(archive, drafts=True))

    def with_site(self, site: Site) -> ArticleViews:
        """The same if these were the settings of the archive."""
        return ArticleViews(self._root, KnownRecords(replace(self.known.archive, site=site)))

    def of(self, identifier: str) -> ArticleView:
        """The article with this id as its seed is now. Raises EditRefusedError where there is none that can be read."""
        article = next((one for one in self.known.archive.articles if one.id == identifier), None)
        if article is None:
            hint = "load the page again; the article may be gone, or its record may have a mistake"
            raise _refused(Problem(Location(SEEDS), "unknown-id", f'there is no article "{identifier}"', hint))
        problems = Problems()
        seed = source_files.read_source(self._root, f"{SEEDS}/{article.seed}", problems)
        if seed is None or not _is_text(seed):
            reported = next(iter(problems), None)
            place = Location(f"{SEEDS}/{article.seed}")
            raise _refused(reported or Problem(place, "not-utf8", "the seed is no UTF-8 text", "save it as UTF-8"))
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
