"""The whole way, from the author's files to every file of the site: load → weave → graph → pages → check.

Everything is gathered before anything is published: a problem found at the last page leaves the site as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import BinaryIO, Final, NamedTuple, Protocol

from sitegen.content import loader
from sitegen.content.media import MediaFacts
from sitegen.content.media.media_references import MediaReferences
from sitegen.core.model import AnnotatedArticle, Archive, ArticleId
from sitegen.core.problems import Problems
from sitegen.engine import visibility_pass
from sitegen.engine.article_processor import StoredBodies, names_only
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_types import Options, StageTimer, Stats
from sitegen.engine.cache import BlobFile, BlobStore, MemoryStore, ObjectStore
from sitegen.engine.cached_records import ArticleEntry, ArticleTable, Diagnostics, SharedContext
from sitegen.engine.media_files import MediaPublisher
from sitegen.engine.page_renderer import PageRenderer, RenderedPages, RenderPlan, identity
from sitegen.engine.visibility_pass import ProcessingContext
from sitegen.files import processes, source_files
from sitegen.files.source_files import MAX_BYTES, TEMPLATES
from sitegen.output import exports, search
from sitegen.output.exports import ArticleLines, SitemapEntry
from sitegen.output.link_check import LinkChecker
from sitegen.output.render import TemplateProblem
from sitegen.site import anchor_report, index, link_previews, pages
from sitegen.site.index import SiteIndex
from sitegen.site.pages import SearchState
from sitegen.site.pages.views import Views

FORK_FROM: Final = 150
"""Articles from which copies of this process cost less than they save; measured on two cores."""
SPAWN_FROM: Final = 1500
"""The same where workers have to be started anew."""


class OutputStream(Protocol):
    """Takes a file in pieces."""

    def write(self, data: bytes) -> None:
        """The next piece."""

    def end(self) -> None:
        """All of it is there."""


class SiteTarget(search.SearchTarget, Protocol):
    """What takes the files of a site; `publish.Target` is one."""

    def stream(self, path: str) -> OutputStream:
        """One file, to be written in pieces."""

    def copy(self, path: str, file: BinaryIO) -> None:
        """One file, as another one is; it may be larger than the memory. Raises OSError where it cannot be read."""


class NullTarget:
    """Takes files for a check, which writes nothing."""

    def put(self, path: str, data: bytes) -> None:
        """Forget it."""

    def copy(self, path: str, file: BinaryIO) -> None:
        """Forget it."""

    def stream(self, path: str) -> NullTarget:  # noqa: ARG002 - it goes the same way
        """Forget that too."""
        return self

    def write(self, data: bytes) -> None:
        """Forget it."""

    def end(self) -> None:
        """There is nothing to end."""

    def last(self, path: str) -> None:
        """There was no last build."""

    def keep_all(self, files: Mapping[str, str]) -> bool:  # noqa: ARG002 - there is none to keep
        """Keep nothing."""
        return False


class BuildResult(NamedTuple):
    """A whole site."""

    told: Diagnostics
    stats: Stats
    site: tuple[SharedContext, ArticleTable] | None
    """What the next build needs to amend articles; None where they cannot be."""
    pictures: dict[str, MediaFacts]
    """What was found in files of `content/media/`."""


class BuildContext(NamedTuple):
    """A build: what is asked for, and where everything goes."""

    options: Options
    target: SiteTarget
    problems: Problems
    watch: StageTimer
    packs: bool = True
    """Whether articles are packed where nothing of them is kept: else they take more memory."""


def make_site(order: BuildContext, memory: BuildCache | None = None) -> BuildResult:
    """Every output file into the target, every problem into `problems`; what articles are made of into `memory`."""
    order.watch("read")
    archive = loader.load(order.options.root, order.problems)
    if archive is None:
        return BuildResult(Diagnostics({}, tuple(order.problems)), Stats(), None, {})
    if order.options.base_url:
        archive = replace(archive, site=replace(archive.site, base_url=order.options.base_url.rstrip("/") + "/"))
    with processes.reduced_gc():
        return _made(order, archive, memory)


def _made(order: BuildContext, archive: Archive, memory: BuildCache | None) -> BuildResult:
    options, problems = order.options, order.problems
    last = memory.articles() if memory else None
    unkept = MemoryStore() if order.packs else ObjectStore()
    pile = memory.pile(last) if memory else unkept
    try:
        number = workers(options, len(archive.articles))
        seen = visibility_pass.process_articles(
            ProcessingContext(options, problems, order.watch, number, last, pile), archive
        )
        archive, woven, kept = seen.archive, seen.woven, seen.kept
        if memory and last and seen.damage:
            memory.note(seen.damage, last.pile.name)
        _tell_unmet(archive, woven, problems)
        own = {one.article: one.problems for one in woven if one.problems}
        # Whether there is a search depends on what is wrong by now.
        is_blocked = (
            Diagnostics(own, tuple(problems), archive.site.accept)
            .all()
            .blocks(strict=options.strict, keep_going=options.keep_going)
        )
        bodies = StoredBodies(pile, {article: one.body for article, one in kept.items()})
        media = MediaPublisher(options.root, archive, problems, memory)
        site = _SiteWriter(order, index.build_index(archive, woven, bodies, drafts=options.drafts), pile, kept, media)
        count = site.make(is_blocked=is_blocked)
    finally:
        pile.close()
    told = Diagnostics(own, tuple(problems), archive.site.accept)
    problems.extend(told.all())
    stats = Stats(
        articles=len(woven),
        mentions=sum(len(one.mentions) for one in woven),
        passages=sum(len(one.passages) for one in woven),
        pages=count,
        drafts=anchor_report.draft_count(archive) if options.drafts else 0,
        health=anchor_report.anchor_counts(archive, woven, drafts=options.drafts),
        unused=site.unused,
    )
    return BuildResult(told, stats, site.remembered(), media.known)


def _tell_unmet(archive: Archive, woven: Iterable[AnnotatedArticle], problems: Problems) -> None:
    """Words of the archive's `not_mentions` that stand in no article. Reports: not-mention-not-found."""
    met = {words for one in woven for words in one.nobody}
    for one in archive.site.not_mentions:
        if one.text not in met:
            message, hint = f'no article has the words "{one.text}"', "mend this item of not_mentions, or take it out"
            problems.add(one.location, "not-mention-not-found", message, hint)


def workers(options: Options, articles: int) -> int:
    """How many processes to use."""
    least = FORK_FROM if processes.can_fork() else SPAWN_FROM
    return options.jobs or (processes.usable_cpus() if articles >= least else 1)


class _SiteWriter:
    """Makes every file of a site."""

    def __init__(
        self,
        order: BuildContext,
        whole: SiteIndex,
        pile: BlobStore,
        kept: dict[ArticleId, ArticleEntry],
        media: MediaPublisher,
    ) -> None:
        self._options, self._watch = order.options, order.watch
        self._target, self._problems = order.target, order.problems
        self._graph, self._pile, self._kept, self._media = whole, pile, kept, media
        self._checker = LinkChecker()
        self._streams = {path: order.target.stream(path) for path in exports.ARTICLE_FILES}
        self._addresses: list[SitemapEntry] = []
        self._named: set[str] = set()
        """The files of `content/media/` that files other than pages name."""
        self.unused: tuple[str, ...] = ()
        """Those that are left out."""
        self._is_complete = False

    def make(self, *, is_blocked: bool) -> int:
        """All of them; how many of them are pages. `is_blocked`: nothing will be published."""
        for path, first_line in exports.ARTICLE_FILES.items():
            self._checker.add_file(path)
            self._streams[path].write(first_line)
        count = 0
        try:
            studio = self._studio(is_blocked=is_blocked)
            self._watch("render")
            number = workers(self._options, len(self._graph.entries))
            for made in processes.map_processes(number, identity, studio, studio.batches()):
                self._take(made)
                count += len(made.files)
                self._watch("render", count)
            self._copy_static_files(studio)
        except TemplateProblem as error:
            self._problems.extend([error.problem])
            return count
        self._watch("data")
        for stream in self._streams.values():
            stream.end()
        self._put_data(studio)
        self._watch("media")
        self._put_media()
        self._watch("check")
        for url, html in studio.again(self._checker.worded):
            self._checker.check_words(url, html)
        self._problems.extend(self._checker.problems())
        self._is_complete = True
        return count

    def _studio(self, *, is_blocked: bool) -> PageRenderer:
        """What makes the pages, once it is known whether there is a search."""
        options, state = self._options, SearchState.NONE
        self._watch("search")
        if options.search:
            views = Views(self._graph, pages.record_markdown_of(self._graph, self._problems))
            state = self._search(views, is_blocked=is_blocked)
        keeps = isinstance(self._pile, BlobFile) and not is_blocked
        studio = PageRenderer(RenderPlan(self._graph, options.root / TEMPLATES, options.drafts, state, keeps))
        self._plan, self._view = studio.plan, studio.view
        self._problems.extend(studio.renderer.problems)
        return studio

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
        for (article, around), lines in zip(made.articles, made.lines, strict=True):
            self._write_lines(lines)
            if self._plan.keeps:
                lengths = tuple(map(len, lines))
                self._kept[article] = self._kept[article]._replace(around=self._pile.add(around), lengths=lengths)

    def remembered(self) -> tuple[SharedContext, ArticleTable] | None:
        """What the next build needs to know of the articles; None where not all of it could be kept."""
        options = self._options
        if not self._is_complete or not self._plan.keeps or not self._pile.is_whole:
            return None
        found = names_only(self._graph.archive, drafts=options.drafts)
        is_searched = self._plan.search_state is SearchState.INDEXED
        site = self._graph.archive.site
        worded = tuple(sorted(self._checker.worded))
        common = SharedContext(found, site, self._view, self._plan.site_path, options.drafts, is_searched, worded)
        return common, ArticleTable.of(self._pile.name, self._kept, self._graph.archive.habits.traces)

    def _write_lines(self, lines: ArticleLines) -> None:
        for stream, some in zip(self._streams.values(), lines, strict=True):
            stream.write(some)

    def _put_data(self, studio: PageRenderer) -> None:
        """The files for machines."""
        whole, drafts = self._graph, self._options.drafts
        for path, data in chain(
            exports.data_and_robots(whole, drafts=drafts),
            exports.feeds_and_sitemap(whole, studio.fields, self._addresses),
            link_previews.preview_files(whole, studio.fields, studio.view.preview_digits),
        ):
            self._named |= studio.names.in_data(data)
            self._put(path, data)

    def _put_media(self) -> None:
        """Those of the author's pictures that something published names."""
        wanted = self._media.wanted(self._named | self._checker.media)
        for done, path in enumerate(wanted):
            self._watch("media", done, len(wanted))
            self._checker.add_file(f"media/{path}")
            self._media.publish(path, self._target)
        self.unused = tuple(sorted({*self._graph.archive.media}.difference(wanted)))

    def _copy_static_files(self, studio: PageRenderer) -> None:
        """The static files of the theme, as they are."""
        root = self._options.root
        own = root / TEMPLATES
        for name, source in studio.renderer.static_files():
            path = f"static/{name}"
            self._checker.add_file(path)
            names = studio.names if source.is_relative_to(own) else None
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
