"""Writes every file of a site into a target: pages, files for machines, media, static files; and checks the links.

A problem that is found at the last page leaves the site as it was: the target publishes nothing before all is there.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import BinaryIO, Final

from sitegen.content.media.media_references import MediaReferences
from sitegen.core import urls
from sitegen.engine.article_cache import ArticleCache, ArticleTable, SharedContext
from sitegen.engine.article_processor import names_only
from sitegen.engine.build_context import BuildContext
from sitegen.engine.cache import BlobFile, DamagedError, new_token
from sitegen.engine.export_traces import GroupTrace
from sitegen.engine.export_writer import DataEdit, ExportWriter, JoinedWriter
from sitegen.engine.media_files import MediaPublisher
from sitegen.engine.page_renderer import PageRenderer, RenderedPages, RenderPlan
from sitegen.engine.page_selection import ChangedRows, pages_to_make, rows_changed
from sitegen.engine.page_traces import KnownSite, PackedTraces, PageTrace, RowNumbers, SiteRecord, SiteTrace, renumbered
from sitegen.engine.piece_tables import PieceTable
from sitegen.engine.unit_maker import MadeUnits, SiteMaker, UnitBatch, batches_of, unit_groups
from sitegen.engine.visibility_pass import ProcessedArchive
from sitegen.files import source_files
from sitegen.files.source_files import MAX_BYTES, TEMPLATES
from sitegen.output import exports, search
from sitegen.output.exports import ArticleLines
from sitegen.output.link_check import LinkChecker, PageLinks, link_digest
from sitegen.output.publish import NullTarget
from sitegen.output.render import TemplateProblem
from sitegen.site import pages
from sitegen.site.index import SiteIndex
from sitegen.site.index.read_log import WHOLE_ARCHIVE
from sitegen.site.pages import SearchState
from sitegen.site.pages.views import Views

PAGES_PER_ARTICLE: Final = 4
"""About how many pages a site has for each article: by it a number of pages is as much work as one of articles."""


class SiteWriter:
    """Makes every file of a site."""

    def __init__(
        self, context: BuildContext, index: SiteIndex, processed: ProcessedArchive, media: MediaPublisher
    ) -> None:
        """`processed`: its articles that are written get their page shells, too."""
        self._options, self._timer, self._store = context.options, context.timer, context.store
        self._target, self._problems, self._work = context.target, context.problems, context.work
        self._index, self._processed, self._media = index, processed, media
        self._entries = processed.entries
        self._known = context.known
        self._checker = LinkChecker()
        self._lines = JoinedWriter(context.target, exports.ARTICLE_FILES)
        self._made_lines: dict[str, ArticleLines] = {}
        """Of the articles whose pages were made, where others may be kept."""
        self._pages = PackedTraces()
        """Those that were made, by their URLs, and then those that stay."""
        self._kept: list[PageTrace] = []
        """Those among them that stay."""
        self._lost: set[bytes] = set()
        """`link_digest` of the elements that pages had in the last build and have no more."""
        self._numbers = RowNumbers(context.known.trace.rows if context.known else ())
        self._rows: ChangedRows | None = None
        """What changed since the last build; None = anything."""
        self._exports: dict[str, GroupTrace] = {}
        self._named: set[str] = set()
        """The files of `content/media/` that files other than pages name."""
        self.unused: tuple[str, ...] = ()
        """Those that are left out."""
        self.unindexed: Views | None = None
        """Of what the search index is to be made once the pages are published; None = it is made, or there is none."""
        self._is_complete = False

    def write(self, *, is_blocked: bool) -> int:
        """Write all files; how many of them are pages. `is_blocked`: nothing will be published.

        Reports: what the link checker, the exports, the search, the media and the templates do.
        """
        for file in exports.ARTICLE_FILES:
            self._checker.add_file(file.path)
        try:
            renderer = self._renderer(is_blocked=is_blocked)
            self._timer("render")
            self._make(renderer)
        except TemplateProblem as error:
            self._problems.extend([error.problem])
            return len(self._pages)
        self._timer("media")
        self._put_media()
        self._timer("check")
        self._check_kept()
        for url, html in renderer.render_again(self._checker.word_link_targets):
            self._checker.check_words(url, html)
        self._problems.extend(self._checker.problems())
        self._is_complete = True
        return len(self._pages)

    def _make(self, renderer: PageRenderer) -> None:
        """Make what is not as it was in the last build: pages, and files for machines. Raises TemplateProblem."""
        shows = renderer.shown() if self._known else {}
        wanted = self._wanted(renderer, shows)
        pages = len(self._index.in_order) if wanted is None else len(wanted) // PAGES_PER_ARTICLE
        with self._work.pool(pages, SiteMaker, renderer) as run:
            for made in run(renderer.batches(wanted)):
                if isinstance(made, RenderedPages):
                    self._take(made)
                self._timer("render", len(self._pages))
            if wanted is not None and self._known:
                self._keep_pages(self._known, shows)
            self._pages.put_in_order(shows or renderer.shown())
            self._copy_static_files(renderer)
            self._timer("data")
            self._put_article_lines()
            writer = self._put_data(renderer, run)
        # Once the other processes have ended: what they hold of the site is as much as it is here.
        self._put_sitemap(writer)

    def _wanted(self, renderer: PageRenderer, shows: Mapping[str, str]) -> frozenset[str] | None:
        """The URLs of the pages to make; None = all."""
        if self._known is None:
            return None
        try:
            self._rows = rows_changed(self._known, self._processed, self._index, renderer.view)
        except DamagedError:
            return None
        return pages_to_make(self._known, self._rows, shows) if self._rows else None

    def _keep_pages(self, known: KnownSite, shows: Mapping[str, str]) -> None:
        """Leave the pages that were not made as they are."""
        before = {page.url: page for page in known.trace.pages}
        for url, page in before.items():
            if url in self._pages:
                lost = {*page.ids.split("\0")}.difference(self._pages[url].ids.split("\0"))
                self._lost.update(link_digest(page.files[0], element) for element in lost)
        for url in shows:
            if url not in self._pages:
                page = before[url]
                self._pages.keep(page)
                self._kept.append(page)
                self._checker.add_kept(page.files[0], page.ids, page.media)
                for path in page.files[1:]:
                    self._checker.add_file(path)
                self._target.keep(page.files)
        if self._plan.keeps_shells:
            self._keep_shells(known.articles)

    def _keep_shells(self, last: ArticleCache) -> None:
        """Of articles whose pages stay the page shells and lines are as they were, whatever else was kept of them."""
        for name, entry in self._entries.items():
            if not entry.lengths:
                before = last.entries[name]
                self._entries[name] = entry._replace(shell=before.shell, lengths=before.lengths)

    def _check_kept(self) -> None:
        """Look again for the links of those pages that link to what was there in the last build and is gone."""
        lost = {*self._lost, *map(link_digest, self._target.gone())} if self._kept else set()
        numbers = {int.from_bytes(digest, sys.byteorder) for digest in lost}
        for page in self._kept:
            if numbers and not numbers.isdisjoint(array("Q", page.targets)):
                html, links = self._target.last(page.files[0]), PageLinks(self._plan.site_path)
                links.add(page.url, (html or b"").decode())
                self._checker.add_links(links)
        self._checker.put_in_order(map(urls.output_path, self._pages))

    def _renderer(self, *, is_blocked: bool) -> PageRenderer:
        """What renders the pages, once it is known whether there is a search."""
        options, state = self._options, SearchState.NONE
        if options.search:
            views = Views(self._index, pages.record_markdown_of(self._index, self._problems))
            state = self._search(views, is_blocked=is_blocked)
        keeps = isinstance(self._store, BlobFile) and not is_blocked
        stager = self._target.stager(is_shared=self._work.is_outside)
        plan = RenderPlan(self._index, options.root / TEMPLATES, options.drafts, state, keeps, stager)
        renderer = PageRenderer(plan)
        self._plan, self._view = renderer.plan, renderer.view
        self._problems.extend(renderer.renderer.problems)
        return renderer

    def _search(self, views: Views, *, is_blocked: bool) -> SearchState:
        """Whether the site gets a search; the index goes into the target."""
        if isinstance(self._target, NullTarget) or is_blocked:
            return SearchState.INDEXED  # nothing will be published, so the pages alone are looked at
        is_left = self._known is not None and self._known.articles.shared.is_searched and self._options.may_index_last
        if is_left and search.leave_search_index(self._target):
            self.unindexed = views
            return SearchState.INDEXED
        self._timer("search")
        return search.write_search_index(views, self._target, self._problems, most=self._options.most_indexed)

    def _take(self, made: RenderedPages) -> None:
        self._problems.extend(made.problems)
        self._checker.add_pages(made.links)
        rows = [self._numbers.number(row) for row in made.rows]
        for trace in made.traces:
            self._pages.add(trace._replace(reads=renumbered(trace.reads, rows)))
        for text in made.texts:
            self._checker.add_file(text.path)
        for file in chain(made.files, made.texts):
            self._target.take(file)
        for (article, shell), lines in zip(made.shells, made.lines, strict=True):
            if self._known:
                self._made_lines[article] = lines
            else:
                self._lines.add(lines)
            if self._plan.keeps_shells:
                lengths = tuple(map(len, lines))
                self._entries[article] = self._entries[article]._replace(shell=self._store.add(shell), lengths=lengths)

    def kept(self) -> SiteRecord | None:
        """What the next build needs to know of this one; None where not all of it could be kept."""
        options = self._options
        if not self._is_complete or not self._plan.keeps_shells or not self._store.is_whole:
            return None
        found = names_only(self._index.whole, drafts=options.drafts)
        is_searched = self._plan.search_state is SearchState.INDEXED
        site = self._index.site
        word_links = self._word_links()
        view, path, blobs = self._view, self._plan.site_path, self._store.name
        shared = SharedContext(found, site, view, path, blobs, options.drafts, is_searched, word_links)
        return SiteRecord(
            shared, ArticleTable.of(blobs, self._entries, self._index.whole.word_usage.evidence), self._trace()
        )

    def _trace(self) -> SiteTrace:
        return SiteTrace(
            token=new_token(),
            archive=self._index.whole,
            rows=list(self._numbers.numbers),
            pages=self._pages.listed(),
            words=self._word_links(),
            is_sound=not self._checker.problems(),
            exports=self._exports,
            outlines={article: one.outline for article, one in self._processed.facts.items()},
            visibility=self._processed.visibility,
        )

    def _word_links(self) -> tuple[str, ...]:
        """The URLs of pages whose words are linked to, those too that pages that stay may link to."""
        stayed = self._known.trace.words if self._known and self._kept else ()
        return tuple(sorted({*self._checker.word_link_targets, *stayed}))

    def _put_article_lines(self) -> None:
        """The files with lines of all articles; those of articles that were not made again are as they were."""
        if not self._known:
            self._lines.close()
            return
        known = self._known.articles.entries
        columns = (
            zip(*(entry.lengths for entry in known.values()), strict=True)
            if known
            else [()] * len(exports.ARTICLE_FILES)
        )
        table = PieceTable.of(list(known), [array("I", column) for column in columns])
        _, spliced = table.updated(exports.ARTICLE_FILES, self._made_lines, list(self._entries))
        for file, pieces in zip(exports.ARTICLE_FILES, spliced, strict=True):
            if not self._target.splice(file.path, pieces):
                raise DamagedError("a file of the last build is not as it was")

    def _put_data(self, renderer: PageRenderer, run: Callable[[Iterable[UnitBatch]], Iterable[object]]) -> ExportWriter:
        """The files for machines but for those of articles, and for the sitemap."""
        writer = ExportWriter(self._target, self._index.log, self._numbers, renderer.names)
        groups, edit = unit_groups(renderer), self._data_edit()
        if edit:
            writer.amend_all(groups, edit)
        else:
            writer.put_all(groups, (one for one in run(batches_of(groups)) if isinstance(one, MadeUnits)))
        return writer

    def _put_sitemap(self, writer: ExportWriter) -> None:
        """The sitemap, after all other files for machines."""
        addresses = [address for _, address in self._pages.addresses()]
        groups, edit = exports.sitemap_groups(self._index.site, addresses), self._data_edit()
        if edit:
            writer.amend_all(groups, edit)
        else:
            for group in groups:
                writer.put(group)
        for path in writer.paths:
            self._checker.add_file(path)
        self._named |= writer.media()
        self._exports = writer.traces

    def _data_edit(self) -> DataEdit | None:
        """What changed since the last build, entries of the sitemap among it; None = anything."""
        if not self._known or not self._rows:
            return None
        known, now = self._known.trace, dict(self._pages.addresses())
        moved = {page.url for page in known.pages if page.address != now.get(page.url)}
        hit = self._numbers.of((*self._rows.of_exports, WHOLE_ARCHIVE))
        return DataEdit(known.exports, hit, moved, self._known.articles.lines)

    def _put_media(self) -> None:
        """Those of the author's pictures that something published names."""
        wanted = self._media.wanted(self._named | self._checker.media)
        for done, path in enumerate(wanted):
            self._timer("media", done, len(wanted))
            self._checker.add_file(f"media/{path}")
            self._media.publish(path, self._target)
        self.unused = tuple(sorted({*self._index.whole.media}.difference(wanted)))

    def _copy_static_files(self, renderer: PageRenderer) -> None:
        """The static files of the theme, as they are."""
        root = self._options.root
        own = root / TEMPLATES
        for name, source in renderer.renderer.static_files():
            path = f"static/{name}"
            self._checker.add_file(path)
            names = renderer.names if source.is_relative_to(own) else None
            source_files.copy_source(root, source, self._problems, partial(self._copy, path, names))

    def _copy(self, path: str, names: MediaReferences | None, file: BinaryIO) -> None:
        """A file as it is; `names` looks for the pictures that one of the archive's own names."""
        if names:
            self._named |= names.in_static_file(file.read(MAX_BYTES))
            file.seek(0)
        self._target.copy(path, file)
