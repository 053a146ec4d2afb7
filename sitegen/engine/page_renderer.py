"""Pages rendered in batches, each whole in one process: from the index to files, with what has to be known of them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from sitegen.content.media.media_references import MediaReferences
from sitegen.core import urls
from sitegen.core.model import ArticleId, RawHtml
from sitegen.core.problems import Problem, Problems
from sitegen.engine.cache import pack
from sitegen.engine.page_traces import PageTrace, RowNumbers
from sitegen.output import exports
from sitegen.output.exports import ArticleLines, SitemapEntry
from sitegen.output.link_check import PageLinks
from sitegen.output.publish import FileStager, NullStager, StagedFile
from sitegen.output.render import Renderer
from sitegen.site import pages
from sitegen.site.index import ReadKey, SiteIndex
from sitegen.site.pages import SearchState
from sitegen.site.pages.article_pages import fill_body, page_shell
from sitegen.site.pages.page_records import NotFoundPage, Page, SiteView
from sitegen.site.pages.pagination import every_page
from sitegen.site.pages.views import Views

PAGES_PER_BATCH: Final = 40
"""Pages that are made at once: articles or pages of lists."""
_SHORT_PAGES_PER_BATCH: Final = 4 * PAGES_PER_BATCH
"""The same of short pages; a batch is to be more work than handing it over."""


class RenderPlan(NamedTuple):
    """What the pages of a site are rendered from."""

    site_index: SiteIndex
    templates: Path
    drafts: bool
    search_state: SearchState
    keeps_shells: bool = False
    """Whether the page shells of articles are to be kept for the next build."""
    stager: FileStager = NullStager()
    """What writes the pages."""
    lists: frozenset[str] | None = None
    """The URLs of the records and lists whose pages may be asked for; None = all."""

    @property
    def site_path(self) -> str:
        """How an absolute path into the site begins."""
        return urlsplit(self.site_index.site.base_url).path or "/"


class PageBatch(NamedTuple):
    """Some units of a group of pages."""

    group: int
    """Which of the groups, from 0."""
    places: Sequence[int]
    """Which of its units."""


class RenderedPages(NamedTuple):
    """The pages of a batch, and what has to be known of them."""

    files: list[StagedFile]
    """As they were written."""
    links: PageLinks
    lines: list[ArticleLines]
    """Of the articles among them, for `data/`."""
    texts: list[StagedFile]
    """Those of the articles among them, as files."""
    shells: list[tuple[ArticleId, bytes]]
    """The articles among them with their page shells, packed; empty where those are not kept."""
    traces: list[PageTrace]
    """Of each page; the rows that it reads are numbered as in `rows`."""
    rows: list[ReadKey]
    problems: list[Problem]


class PageRenderer:
    """Renders the pages of a site; each process has one, since it keeps the compiled templates."""

    def __init__(self, plan: RenderPlan) -> None:
        self.plan, self._problems = plan, Problems()
        index, drafts, state = plan.site_index, plan.drafts, plan.search_state
        self.markdown = pages.record_markdown_of(index, self._problems)
        self.view: SiteView = pages.site_view(index, self.markdown, drafts=drafts, search_state=state)
        self.renderer = Renderer(plan.templates)
        is_wanted = every_page if plan.lists is None else plan.lists.__contains__
        # There may be copies of this, and none of them should do it again.
        if plan.lists is None and len(index.in_order) > PAGES_PER_BATCH:
            self.renderer.prepare()
        self.views = Views(index, self.markdown)
        self._has_html = index.site.raw_html is not RawHtml.ESCAPE
        self.names = MediaReferences(index.whole.media, index.site.base_url)
        self._groups = pages.page_groups(self.views, drafts=drafts, search_state=state, is_wanted=is_wanted)

    def __reduce__(self) -> tuple[type[PageRenderer], tuple[RenderPlan]]:
        return PageRenderer, (self.plan,)

    def __call__(self, batch: PageBatch) -> RenderedPages:
        """The pages of a batch. Raises TemplateProblem."""
        group, log, numbers = self._groups[batch.group], self.plan.site_index.log, RowNumbers()
        made = RenderedPages([], PageLinks(self.plan.site_path, self.names), [], [], [], [], [], [])
        log.take()  # what is read before pages are made is the same for all of them
        for unit in map(group.units.__getitem__, batch.places):
            if row := group.row(unit):
                log.note(*row)
            texts = len(made.texts)
            address = self._render_article(unit, made) if group.is_articles else self._render(group.page(unit), made)
            path, ids, media, targets = made.links.pages[-1]
            found = self._problems.take()
            made.problems.extend(found)
            made.traces.append(
                PageTrace(
                    url=group.url(unit),
                    shows=group.shows(unit),
                    reads=numbers.packed(log.take()),
                    files=(path, *(text.path for text in made.texts[texts:])),
                    address=address,
                    ids=ids,
                    media=media,
                    targets=targets,
                    is_sound=not found,
                    list_url=group.list_url(unit),
                )
            )
        made.rows.extend(ReadKey(*row) for row in numbers.numbers)
        return made

    def shown(self) -> dict[str, str]:
        """Each page by its URL, with what it shows as `PageGroup.shows` has it; of several with one URL all of it."""
        found: dict[str, str] = {}
        for group in self._groups:
            for unit in group.units:
                url, part = group.url(unit), group.shows(unit)
                found[url] = f"{found[url]}\n{part}\n" if url in found else part
        return found

    def batches(self, wanted: Container[str] | None = None) -> Iterator[PageBatch]:
        """The pages with these URLs, or all of them, as batches for any process."""
        for number, group in enumerate(self._groups):
            places: Sequence[int] = range(len(group.units))
            if wanted is not None:
                places = [place for place, unit in enumerate(group.units) if group.url(unit) in wanted]
            size = _SHORT_PAGES_PER_BATCH if group.is_short else PAGES_PER_BATCH
            for start in range(0, len(places), size):
                yield PageBatch(number, places[start : start + size])

    def render_again(self, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
        """The pages with these URLs once more: each URL and its HTML. Raises TemplateProblem."""
        own = {urls.article(entry.article.id): place for place, entry in enumerate(self.plan.site_index.in_order)}
        others = {url for url in wanted if url not in own}
        for place in sorted(own[url] for url in wanted if url in own):
            entry = self.plan.site_index.in_order[place]
            shell = page_shell(self.views, place)
            yield self._html(fill_body(shell, self.plan.site_index.bodies[entry.article.id]))
        if others:
            groups = (group for group in self._groups if not group.is_articles)
            units = ((group, unit) for group in groups for unit in group.units)
            yield from (self._html(group.page(unit)) for group, unit in units if group.url(unit) in others)

    def _html(self, page: Page) -> tuple[str, str]:
        return page.frame.url, self.renderer.html(page, self.view, path_to_root(page, self.plan.site_path))

    def _render_article(self, place: int, made: RenderedPages) -> SitemapEntry | None:
        """An article's page, with what else has to be known of its words."""
        index = self.plan.site_index
        entry = index.in_order[place]
        shell, body = page_shell(self.views, place), index.bodies[entry.article.id]
        made.lines.append(exports.article_lines(index, entry, body))
        made.texts.extend(self.plan.stager.stage(*text) for text in exports.text_files(entry.article, body))
        made.shells.append((entry.article.id, pack(shell, is_compressed=True) if self.plan.keeps_shells else b""))
        return self._render(fill_body(shell, body), made)

    def _render(self, page: Page, made: RenderedPages) -> SitemapEntry | None:
        """Its entry in the sitemap."""
        url = page.frame.url
        html = self.renderer.html(page, self.view, path_to_root(page, self.plan.site_path))
        made.files.append(self.plan.stager.stage(urls.output_path(url), html.encode()))
        made.links.add(url, html, is_plain=not self._has_html and self.renderer.is_own(page))
        return exports.sitemap_entry(page.frame)


def path_to_root(page: Page, site_path: str) -> str:
    """The way from a page to the root of the site; 404.html is served at any depth, so it takes the absolute one."""
    return site_path if isinstance(page, NotFoundPage) else urls.to_root(page.frame.url)
