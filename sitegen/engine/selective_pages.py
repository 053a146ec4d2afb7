"""The pages that an edit of a few records and texts concerns, made of what the last build kept; and their links."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from sitegen.core import urls
from sitegen.core.model import AnnotatedArticle, ArticleBody, ArticleId
from sitegen.engine.article_cache import CachedArticle
from sitegen.engine.article_processor import StoredBodies
from sitegen.engine.cache import BlobRef
from sitegen.engine.changes import FullBuildReason
from sitegen.engine.page_order import pages_after
from sitegen.engine.page_renderer import PageRenderer, RenderedPages, RenderPlan
from sitegen.engine.page_selection import ChangedRows
from sitegen.engine.page_traces import KnownSite, PageTrace, RowNumbers, renumbered
from sitegen.engine.selective_edit import SelectiveEdit
from sitegen.output.link_check import link_digest
from sitegen.output.publish import FileStager, marker
from sitegen.site.index import ArticleEntry, SiteIndex, index_of
from sitegen.site.index.changed_rows import changed_rows, moved_rows
from sitegen.site.index.read_log import WHOLE_ARCHIVE, ReadKey
from sitegen.site.index.stored_articles import ArticleOutline, StoredSource, outline_of, stored_entry
from sitegen.site.index.table_makers import newest_first
from sitegen.site.pages import SearchState
from sitegen.site.pages.search_page import SEARCH_SECTION


class MadePages(NamedTuple):
    """The pages of an edit."""

    batches: list[RenderedPages]
    traces: dict[str, PageTrace]
    """Of each page that was made, by its URL, with the rows numbered as in the numbers that were given."""
    gone: tuple[PageTrace, ...]
    """Those that a list has no more."""
    site: list[PageTrace]
    """All pages of the site, in order."""


def edited_index(known: KnownSite, edit: SelectiveEdit, bodies: Mapping[ArticleId, BlobRef]) -> SiteIndex:
    """The index after an edit: of articles that were not edited the rest is read when it is asked for.

    `bodies`: where those of the edited articles are in the store. Reading raises DamagedError.
    """
    blobs, entries = known.articles.blobs, known.articles.entries
    outlines = edited_outlines(known, edit)

    @cache
    def read(article: ArticleId) -> AnnotatedArticle:
        return blobs.read(entries[article].article, CachedArticle).annotated

    records = {article.id: article for article in edit.archive.articles}
    found = [
        ArticleEntry(records[name], edit.articles[name].after.annotated)
        if name in edit.articles
        else stored_entry(records[name], outlines[name], read)
        for name in entries
    ]
    places = {name: entry.body for name, entry in entries.items()} | dict(bodies)
    bodies_of, is_draft_build = StoredBodies(blobs, places), known.articles.shared.drafts
    return index_of(StoredSource(edit.archive, newest_first(found), bodies_of, drafts=is_draft_build))


def edited_outlines(known: KnownSite, edit: SelectiveEdit) -> dict[ArticleId, ArticleOutline]:
    """What is at hand of each article after an edit."""
    return known.trace.outlines | {name: outline_of(one.after.annotated) for name, one in edit.articles.items()}


def rows_after(known: KnownSite, edit: SelectiveEdit, index: SiteIndex) -> ChangedRows:
    """The rows that an edit changes."""
    before = {name: ArticleEntry(one.before.article, one.before.annotated) for name, one in edit.articles.items()}
    rows = changed_rows(known.trace.archive, index, before)
    blobs, entries = known.articles.blobs, known.articles.entries
    rows |= {
        ReadKey("articles", name)
        for name, one in edit.articles.items()
        if blobs.read(entries[name].body, ArticleBody) != one.body
    }
    return ChangedRows(frozenset(rows), frozenset(rows | moved_rows(index, before)))


class SelectiveRenderer:
    """Makes the pages that read a changed row."""

    def __init__(self, known: KnownSite, index: SiteIndex, rows: ChangedRows) -> None:
        self._known, self._index, self._rows = known, index, rows
        self.numbers = RowNumbers(known.trace.rows)
        """Of the rows that the pages read."""

    def make(self, templates: Path, stager: FileStager) -> MadePages | FullBuildReason:
        """The pages, which `stager` writes. Raises TemplateProblem, DamagedError."""
        stale = set(self._stale())
        lists = frozenset(self.pages[url].first for url in stale)
        state = self._search_state()
        drafts = self._known.articles.shared.drafts
        plan = RenderPlan(self._index, templates, drafts=drafts, search_state=state, keeps_shells=True)
        renderer = PageRenderer(plan._replace(lists=lists, stager=stager))
        if renderer.view != self._known.articles.shared.view:
            return FullBuildReason("every page shows what changed")
        shows = renderer.shown()
        gone = {url for url, page in self.pages.items() if page.first in lists and url not in shows}
        if any(not self.pages[url].list_url for url in gone):
            return FullBuildReason("a page went")
        stale.update(self._moved(shows))
        if not (stale | gone).isdisjoint(self._known.trace.words):
            return FullBuildReason("a link leads to words of a page")
        made = [renderer(batch) for batch in renderer.batches(stale - gone)]
        self.renderer = renderer
        return self._put_in_order(made, gone, shows)

    def _put_in_order(
        self, batches: list[RenderedPages], gone: Collection[str], shows: Mapping[str, str]
    ) -> MadePages | FullBuildReason:
        traces = {trace.url: trace for one in batches for trace in self._traces(one)}
        before = self._known.trace.pages
        if not gone and traces.keys() <= self.pages.keys():
            return MadePages(batches, traces, (), [traces.get(page.url, page) for page in before])
        after = pages_after(before, traces, gone, shows)
        if after is None:
            return FullBuildReason("a page came")
        return MadePages(batches, traces, tuple(self.pages[url] for url in gone), after)

    def _search_state(self) -> SearchState:
        """That of the last build: an edit that brings no page and takes none away leaves it."""
        if self._known.articles.shared.is_searched:
            return SearchState.INDEXED
        return SearchState.LEFT_OUT if urls.section(SEARCH_SECTION) in self.pages else SearchState.NONE

    @cached_property
    def pages(self) -> dict[str, PageTrace]:
        """The pages of the last build, by their URLs."""
        return {page.url: page for page in self._known.trace.pages}

    def _stale(self) -> Iterator[str]:
        hit = self.numbers.of((*self._rows.of_pages, WHOLE_ARCHIVE))
        for page in self._known.trace.pages:
            if not page.is_sound or not hit.isdisjoint(array("I", page.reads)):
                yield page.url
            elif self._known.overwritten and not self._known.overwritten.isdisjoint(page.files):
                yield page.url  # a preview showed it ahead, or somebody else wrote it
        yield from self.pages.keys() & {urls.article(name) for name in self._known.articles.edited}

    def _moved(self, shows: Mapping[str, str]) -> Iterator[str]:
        """Of the lists that were gone through the pages that show another part, and new ones."""
        for url, part in shows.items():
            page = self.pages.get(url)
            if page is None or page.shows != part:
                yield url

    def _traces(self, made: RenderedPages) -> Iterator[PageTrace]:
        rows = [self.numbers.number(row) for row in made.rows]
        for trace in made.traces:
            yield trace._replace(reads=renumbered(trace.reads, rows))


def why_unsound(made: MadePages, known: Mapping[str, PageTrace], outputs: Collection[str]) -> str:
    """Why a full build has to look at the links of the site; empty where all are sound that these pages concern.

    `known`: the pages of the last build by their URLs; `outputs`: the paths of all files then.
    """
    for url, page in made.traces.items():
        before = known.get(url)
        beside = (before.files[1:], before.media) if before else ((), ())
        if not page.is_sound or (page.files[1:], page.media) != beside:
            return "a page has other files, or something is wrong with it"
    if any(page.media for page in made.gone):
        return "a picture may not be needed any more"
    now = {page.files[0]: page for page in made.site}
    for links in (one.links for one in made.batches):
        if links.words or len(links.problems) or not all(_leads(*link, now, outputs) for link in links.links):
            return "a link of a page may be broken"
    lost = {digest for url, page in made.traces.items() if url in known for digest in _lost(known[url], page)}
    lost.update(digest for page in made.gone for digest in _lost(page, None))
    others = (page for page in made.site if page.url not in made.traces) if lost else ()
    is_broken = any(not lost.isdisjoint(array("Q", page.targets)) for page in others)
    return "a link into a page may be broken" if is_broken else ""


def _leads(target: str, element: str, pages: Mapping[str, PageTrace], outputs: Collection[str]) -> bool:
    """Whether a link leads to a file of the site, and to an element that it has."""
    path = urls.output_path(target)
    if path not in outputs or path.startswith((f"{marker.VOLATILE_FOLDER}/", marker.NAME)):
        return False
    return not element or (path in pages and element in pages[path].ids.split("\0"))


def _lost(before: PageTrace, now: PageTrace | None) -> Iterator[int]:
    """The elements that a page has no more, as `LinkedPage.targets` has them; of one that is gone itself, too."""
    there = {*before.ids.split("\0")}
    for element in there.difference(now.ids.split("\0")) if now else {"", *there}:
        yield int.from_bytes(link_digest(before.files[0], element), sys.byteorder)
