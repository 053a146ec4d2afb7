"""The page of an article whose words changed, made from what the last build kept of it, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sitegen.content import word_usage
from sitegen.content.media.media_references import FOLDER, MediaReferences
from sitegen.content.word_usage import SeedContent
from sitegen.core import urls
from sitegen.core.model import AnnotatedArticle, ArticleBody, ArticleId, MatchRule, Status, WordUsageEvidence
from sitegen.engine.article_processor import ArticleProcessor, ArticleTask, process, stage_settings
from sitegen.engine.cache import DamagedError
from sitegen.engine.cached_records import ArticleEntry, CachedArticle, PreviousBuild, expected
from sitegen.engine.page_shell import updated_shell
from sitegen.files import signatures, source_files
from sitegen.files.signatures import FileSignature
from sitegen.files.source_files import SEEDS, TEMPLATES
from sitegen.output.link_check import PageLinks
from sitegen.output.publish import marker
from sitegen.output.render import Renderer, TemplateProblem
from sitegen.site.pages.article_pages import PageShell, fill_body
from sitegen.site.pages.page_records import ArticlePage


class FullBuildRequiredError(Exception):
    """Something else may have to be made anew."""


class ArticleEdit(NamedTuple):
    """An article after its words changed."""

    kept: ArticleEntry
    before: CachedArticle
    after: CachedArticle
    body: ArticleBody
    edit: SeedContent
    """What its seed says now."""

    @property
    def is_alone(self) -> bool:
        """Whether no other page shows any of the change."""
        return _outline(self.before.woven) == _outline(self.after.woven)


class PageFile(NamedTuple):
    """A file of the output, and what is to be there."""

    path: str
    data: bytes


class Toolchain(NamedTuple):
    """What makes pages of articles; good for as long as neither names nor templates change."""

    loom: ArticleProcessor
    renderer: Renderer


class SinglePageBuilder:
    """Makes single articles; where more than their words may have changed it raises MoreChangedError."""

    def __init__(
        self, root: Path, articles: PreviousBuild, outputs: Mapping[str, FileSignature], tools: Toolchain | None = None
    ) -> None:
        """`articles` is what the last build kept, `outputs` are the files that it made."""
        self._root, self._outputs = root, outputs
        self._pile, self._kept, self._common, self._traces = articles
        self.tools = tools or Toolchain(
            ArticleProcessor(root, stage_settings(self._common.archive, drafts=self._common.drafts)),
            Renderer(root / TEMPLATES),
        )
        archive = self._common.archive
        self._names = MediaReferences(archive.media, self._common.site.base_url)
        self._by_seed = {f"{SEEDS}/{kept.seed}": article for article, kept in self._kept.items()}

    def warm_up(self) -> None:
        """Make any page, so that the first one that is asked for does not wait for templates to be compiled."""
        for article in islice(self._kept, 1):
            with suppress(FullBuildRequiredError, DamagedError, OSError):
                self.page(self.draft(article))

    def articles(self, seeds: Iterable[str]) -> list[ArticleId]:
        """Whose seeds these are."""
        found = [self._by_seed.get(path) for path in seeds]
        if None in found:
            raise FullBuildRequiredError
        return sorted(filter(None, found))

    def draft(self, article: ArticleId) -> ArticleEdit:
        """An article as its seed is now. Raises DamagedError, OSError too."""
        kept = self._kept[article]
        before = expected(self._pile.piece(kept.strip), CachedArticle)
        if before.article.sha256:  # its author demands the words of before
            raise FullBuildRequiredError
        seed = self._seed(kept.seed)
        loom = self.tools.loom.with_links(dict(before.asked))
        woven, body, asked = process(loom, ArticleTask(before.article, before.anchors), seed)
        # What else a link may mean is not at hand, and other pages tell who links to them.
        if not {*asked} <= {*before.asked} or woven.links_to != before.woven.links_to:
            raise FullBuildRequiredError
        if body.front != self._body(kept).front:
            raise FullBuildRequiredError
        edit = SeedContent(kept.seed, seed.decode().removeprefix("\ufeff"))
        draft = ArticleEdit(kept, before, before._replace(woven=woven), body, edit)
        self.traces_after([draft])
        return draft

    def traces_after(self, drafts: Iterable[ArticleEdit]) -> WordUsageEvidence:
        """By what the archive's habits are known after these; where they may be others, other articles are, too."""
        published = [one.edit for one in drafts if one.before.article.status is Status.PUBLISHED]
        traces = word_usage.updated_evidence(self._traces, published)
        if traces is None:
            raise FullBuildRequiredError
        return traces

    def page(self, draft: ArticleEdit) -> PageFile:
        """What a build of everything would make of the article's page. Raises DamagedError too."""
        kept = expected(self._pile.piece(draft.kept.around), PageShell)
        around = kept if draft.is_alone else updated_shell(self._common, kept, draft.before, draft.after.woven)
        if around is None or self._may_show_others(draft):
            raise FullBuildRequiredError
        page = fill_body(around, draft.body)
        if page.frame.url in self._common.worded:  # a link to words that may be gone
            raise FullBuildRequiredError
        before, after = self._rendered(fill_body(kept, self._body(draft.kept))), self._rendered(page)
        self._check(draft, self._links(page, before), self._links(page, after))
        return PageFile(urls.output_path(page.frame.url), after)

    def _may_show_others(self, draft: ArticleEdit) -> bool:
        """Whether the words may show somebody whom readers did not see, or hide somebody whom the page still names."""
        before, after = set(draft.before.woven.standing), set(draft.after.woven.standing)
        unseen = {actor.id for actor in self._common.archive.unseen_actors}
        if not unseen.isdisjoint(after - before):
            return True
        # Who is named by an initial alone is not shown by that; who is pinned is, by the record.
        named = {one.actor for one in draft.after.woven.mentions if one.how is not MatchRule.PINNED}
        return bool(before - after) and not named <= after

    def _seed(self, name: str) -> bytes:
        """What stands in a seed; one that a link leads to, or no UTF-8, has to be told of. Raises OSError too."""
        data = source_files.read_directly(self._root, f"{SEEDS}/{name}")
        try:
            data.decode()
        except UnicodeDecodeError:
            raise FullBuildRequiredError from None
        return data

    def _body(self, kept: ArticleEntry) -> ArticleBody:
        return expected(self._pile.piece(kept.body), ArticleBody)

    def _rendered(self, page: ArticlePage) -> bytes:
        try:
            return self.tools.renderer.render(page, self._common.view, urls.to_root(page.frame.url))
        except TemplateProblem:
            raise FullBuildRequiredError from None

    def _links(self, page: ArticlePage, data: bytes) -> PageLinks:
        links = PageLinks(self._common.site_path, self._names)
        links.add(page.frame.url, data.decode())
        return links

    def _check(self, draft: ArticleEdit, before: PageLinks, after: PageLinks) -> None:
        """That all links of the page lead somewhere, and all that led into it still do."""
        # Mentions are linked to from pages of actors, which are made anew when they are fewer.
        passing = {mention.element for mention in draft.before.woven.mentions}
        is_sound = all(map(self._is_there, after.links.keys() - before.links.keys()))
        is_sound &= after.words.keys() == before.words.keys()
        # A picture that no page names any more is not published any more, and one that is named for the first time is.
        is_sound &= before.media <= after.media and all(f"{FOLDER}{one}" in self._outputs for one in after.media)
        if not is_sound or not _ids(before) - passing <= _ids(after) or len(after.problems):
            raise FullBuildRequiredError

    def _is_there(self, link: tuple[str, str]) -> bool:
        """Whether a link leads to a file of the site; of the index nobody knows what its files are called."""
        path, element = urls.output_path(link[0]), link[1]
        return (
            not element and path in self._outputs and not path.startswith((f"{marker.VOLATILE_FOLDER}/", marker.NAME))
        )


def are_as_known(output: Path, paths: Iterable[str], looks: Mapping[str, FileSignature]) -> bool:
    """Whether nobody has published since these and the marker of the output looked so."""
    found = signatures.signature_table(output, [*paths, marker.NAME])
    return found is not None and all(looks.get(path) == look for path, look in found.by_path().items())


def _outline(woven: AnnotatedArticle) -> tuple[object, ...]:
    """What other pages show of an article: everything but the places in its text."""
    return (
        woven.title,
        woven.opening,
        tuple((one.element, one.actor, one.how, one.excerpt, one.is_link) for one in woven.mentions),
        tuple((one.span.annotation, one.words, one.excerpt, one.is_exact) for one in woven.passages),
        woven.lost,
        tuple((one.actors, one.why, one.excerpt) for one in woven.unlinked),
        woven.standing,
        woven.nobody,
    )


def _ids(links: PageLinks) -> set[str]:
    return set(links.pages[0][1].split("\0"))
