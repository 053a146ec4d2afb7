"""Which pages have to be made after an edit, where the archive was loaded and its articles were processed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sitegen.core import urls
from sitegen.core.model import ArticleId
from sitegen.engine.article_cache import ArticleCache, CachedArticle, CacheEntry
from sitegen.engine.page_traces import KnownSite, stale_pages
from sitegen.engine.visibility_pass import ProcessedArchive
from sitegen.files.source_files import CONTENT, SEEDS
from sitegen.site.index import ArticleEntry, ReadKey, SiteIndex
from sitegen.site.index.changed_rows import changed_rows, is_reordered, moved_rows
from sitegen.site.pages.page_records import SiteView

_MEDIA = f"{CONTENT}/media/"


def is_about_records(sources: Iterable[str]) -> bool:
    """Whether all of these sources are seeds or records: of templates and pictures no page says what it reads."""
    tops = (f"{SEEDS}/", f"{CONTENT}/")
    return all(path.startswith(tops) and not path.startswith(_MEDIA) for path in sources)


class ChangedRows(NamedTuple):
    """The rows of the index that are not as they were."""

    of_pages: frozenset[ReadKey]
    of_exports: frozenset[ReadKey]
    """For the files for machines, which also tell where in a text words stand."""


def rows_changed(known: KnownSite, processed: ProcessedArchive, index: SiteIndex, view: SiteView) -> ChangedRows | None:
    """The rows that differ since the last build; None where more may differ than what is read in rows.

    Raises DamagedError where the articles of the last build cannot be read.
    """
    trace, shared = known.trace, known.articles.shared
    before = trace.archive
    if not trace.is_sound or view != shared.view or index.site != before.site or index.whole.media != before.media:
        return None
    if is_reordered(before, index.whole):
        return None
    articles = dict(_articles(known.articles, processed))
    rows = changed_rows(before, index, articles) | set(_bodies(known.articles, processed))
    return ChangedRows(frozenset(rows), frozenset(rows | moved_rows(index, articles)))


def pages_to_make(known: KnownSite, rows: ChangedRows, shows: Mapping[str, str]) -> frozenset[str] | None:
    """The URLs of the pages that have to be made; None = all of them. `shows`: as for `stale_pages`."""
    edited = shows.keys() & {urls.article(name) for name in known.articles.edited}
    found = edited.union(stale_pages(known.trace, rows.of_pages, shows))
    if known.overwritten:
        pages = (page for page in known.trace.pages if page.url in shows)
        found |= {page.url for page in pages if not known.overwritten.isdisjoint(page.files)}
    return None if any(url in found for url in known.trace.words) else frozenset(found)


def _articles(last: ArticleCache, processed: ProcessedArchive) -> Iterator[tuple[ArticleId, ArticleEntry | None]]:
    """The articles that are not as they were, as they were."""
    for name in _edited(last, processed):
        entry = last.entries.get(name)
        one = last.blobs.read(entry.article, CachedArticle) if entry else None
        yield name, ArticleEntry(one.article, one.annotated) if one else None


def _bodies(last: ArticleCache, processed: ProcessedArchive) -> Iterator[ReadKey]:
    """The articles whose own words are not as they were."""
    for name in _edited(last, processed):
        before, now = last.entries.get(name), processed.entries.get(name)
        if before and now and not _is_same_body(last, before, now):
            yield ReadKey("articles", name)


def _is_same_body(last: ArticleCache, before: CacheEntry, now: CacheEntry) -> bool:
    return last.blobs.raw(before.body) == last.blobs.raw(now.body)


def _edited(last: ArticleCache, processed: ProcessedArchive) -> list[ArticleId]:
    return [
        name for name in {**last.entries, **processed.entries} if last.entries.get(name) != processed.entries.get(name)
    ]
