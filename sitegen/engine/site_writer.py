"""Writes every file of a site into a target: pages, files for machines, media, static files; and checks the links.

A problem that is found at the last page leaves the site as it was: the target publishes nothing before all is there.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import BinaryIO, Final

from sitegen.content.media.media_references import MediaReferences
from sitegen.core.model import ArticleId
from sitegen.engine.article_cache import ArticleTable, CacheEntry, SharedContext
from sitegen.engine.article_processor import names_only
from sitegen.engine.build_context import BuildContext
from sitegen.engine.cache import BlobFile
from sitegen.engine.export_writer import JoinedWriter
from sitegen.engine.media_files import MediaPublisher
from sitegen.engine.page_renderer import PageRenderer, RenderedPages, RenderPlan, same_renderer
from sitegen.files import processes, source_files
from sitegen.files.source_files import MAX_BYTES, TEMPLATES
from sitegen.output import exports, search
from sitegen.output.exports import ExportGroup, SitemapEntry
from sitegen.output.link_check import LinkChecker
from sitegen.output.publish import NullTarget
from sitegen.output.render import TemplateProblem
from sitegen.site import pages
from sitegen.site.index import SiteIndex
from sitegen.site.pages import SearchState
from sitegen.site.pages.views import Views

FORK_FROM: Final = 150
"""The number of articles from which forked workers cost less than they save; measured on two cores."""
SPAWN_FROM: Final = 1500
"""The same for spawned workers."""


def workers(jobs: int, articles: int) -> int:
    """How many processes to use for an archive; `jobs` = what was asked for, 0 = as many as pay."""
    least = FORK_FROM if processes.can_fork() else SPAWN_FROM
    return jobs or (processes.usable_cpus() if articles >= least else 1)


class SiteWriter:
    """Makes every file of a site."""

    def __init__(
        self, context: BuildContext, index: SiteIndex, entries: dict[ArticleId, CacheEntry], media: MediaPublisher
    ) -> None:
        """`entries`: where the store has the articles; those that are written get their page shells, too."""
        self._options, self._timer, self._store = context.options, context.timer, context.store
        self._target, self._problems = context.target, context.problems
        self._index, self._entries, self._media = index, entries, media
        self._checker = LinkChecker()
        self._lines = JoinedWriter(context.target, exports.ARTICLE_FILES)
        self._addresses: list[SitemapEntry] = []
        self._named: set[str] = set()
        """The files of `content/media/` that files other than pages name."""
        self.unused: tuple[str, ...] = ()
        """Those that are left out."""
        self._is_complete = False

    def write(self, *, is_blocked: bool) -> int:
        """Write all files; how many of them are pages. `is_blocked`: nothing will be published.

        Reports: what the link checker, the exports, the search, the media and the templates do.
        """
        for file in exports.ARTICLE_FILES:
            self._checker.add_file(file.path)
        count = 0
        try:
            renderer = self._renderer(is_blocked=is_blocked)
            self._timer("render")
            number = workers(self._options.jobs, len(self._index.entries))
            for made in processes.map_processes(number, same_renderer, renderer, renderer.batches()):
                self._take(made)
                count += len(made.files)
                self._timer("render", count)
            self._copy_static_files(renderer)
        except TemplateProblem as error:
            self._problems.extend([error.problem])
            return count
        self._timer("data")
        self._lines.close()
        self._put_data(renderer)
        self._timer("media")
        self._put_media()
        self._timer("check")
        for url, html in renderer.render_again(self._checker.word_link_targets):
            self._checker.check_words(url, html)
        self._problems.extend(self._checker.problems())
        self._is_complete = True
        return count

    def _renderer(self, *, is_blocked: bool) -> PageRenderer:
        """What renders the pages, once it is known whether there is a search."""
        options, state = self._options, SearchState.NONE
        self._timer("search")
        if options.search:
            views = Views(self._index, pages.record_markdown_of(self._index, self._problems))
            state = self._search(views, is_blocked=is_blocked)
        keeps = isinstance(self._store, BlobFile) and not is_blocked
        renderer = PageRenderer(RenderPlan(self._index, options.root / TEMPLATES, options.drafts, state, keeps))
        self._plan, self._view = renderer.plan, renderer.view
        self._problems.extend(renderer.renderer.problems)
        return renderer

    def _search(self, views: Views, *, is_blocked: bool) -> SearchState:
        """Whether the site gets a search; the index goes into the target."""
        if isinstance(self._target, NullTarget) or is_blocked:
            return SearchState.INDEXED  # nothing will be published, so the pages alone are looked at
        return search.write_search_index(views, self._target, self._problems, most=self._options.most_indexed)

    def _take(self, made: RenderedPages) -> None:
        self._problems.extend(made.problems)
        self._checker.add_pages(made.links)
        self._addresses += made.addresses
        for path, data in made.files:
            self._target.put(path, data)
        for path, data in made.texts:
            self._put(path, data)
        for (article, shell), lines in zip(made.shells, made.lines, strict=True):
            self._lines.add(lines)
            if self._plan.keeps_shells:
                lengths = tuple(map(len, lines))
                self._entries[article] = self._entries[article]._replace(shell=self._store.add(shell), lengths=lengths)

    def articles(self) -> tuple[SharedContext, ArticleTable] | None:
        """What the next build needs to know of the articles; None where not all of it could be kept."""
        options = self._options
        if not self._is_complete or not self._plan.keeps_shells or not self._store.is_whole:
            return None
        found = names_only(self._index.whole, drafts=options.drafts)
        is_searched = self._plan.search_state is SearchState.INDEXED
        site = self._index.site
        word_links = tuple(sorted(self._checker.word_link_targets))
        view, path, blobs = self._view, self._plan.site_path, self._store.name
        shared = SharedContext(found, site, view, path, blobs, options.drafts, is_searched, word_links)
        return shared, ArticleTable.of(blobs, self._entries, self._index.whole.word_usage.evidence)

    def _put_data(self, renderer: PageRenderer) -> None:
        """The files for machines but for those of articles."""
        views = Views(self._index, renderer.markdown)
        for group in chain(
            exports.export_groups(views, drafts=self._options.drafts),
            exports.sitemap_groups(self._index.archive.site, self._addresses),
            exports.preview_groups(views, renderer.view.preview_digits),
        ):
            self._put_group(group, renderer.names)

    def _put_group(self, group: ExportGroup, names: MediaReferences) -> None:
        writer = JoinedWriter(self._target, group.joined)
        for file in group.joined:
            self._checker.add_file(file.path)
        for key in group.keys:
            unit = group.make(key)
            writer.add(unit.pieces)
            for path, data in unit.files:
                self._put(path, data)
            for data in (*unit.pieces, *(data for _, data in unit.files)):
                self._named |= names.in_data(data)
        writer.close()

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

    def _put(self, path: str, data: bytes) -> None:
        self._checker.add_file(path)
        self._target.put(path, data)
