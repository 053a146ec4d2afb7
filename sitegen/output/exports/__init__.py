"""The archive for machines: `data/`, `robots.txt`, and with a `base_url` feeds and a sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core import urls
from sitegen.output.exports import feeds, record_files, sitemap
from sitegen.output.exports.article_lines import (
    ARTICLE_FILES,
    MENTION_COLUMNS,
    ArticleLines,
    article_lines,
    update_article_lines,
    update_record_line,
)
from sitegen.output.exports.sitemap import SitemapEntry, sitemap_entry
from sitegen.output.exports.web_annotations import CONTEXT, text_files
from sitegen.site.index import SiteIndex
from sitegen.site.pages.views import Views
from sitegen.site.record_markdown import RecordMarkdown

__all__ = [
    "ARTICLE_FILES",
    "CONTEXT",
    "MENTION_COLUMNS",
    "ArticleLines",
    "SitemapEntry",
    "article_lines",
    "data_and_robots",
    "feeds_and_sitemap",
    "sitemap_entry",
    "text_files",
    "update_article_lines",
    "update_record_line",
]


def data_and_robots(index: SiteIndex, *, drafts: bool) -> Iterator[tuple[str, bytes]]:
    """The files of `data/` that are no `ARTICLE_FILES`, and `robots.txt`: paths below the output folder with contents.

    Source: RFC 9309 (robots.txt). A site with drafts asks every robot to keep out.
    """
    yield from record_files.record_files(index)
    yield "robots.txt", _robots(index.archive.site.base_url, drafts=drafts).encode()


def feeds_and_sitemap(
    index: SiteIndex, markdown: RecordMarkdown, addresses: Sequence[SitemapEntry]
) -> Iterator[tuple[str, bytes]]:
    """Feeds and the sitemap of these entries: paths below the output folder with contents; none without `base_url`."""
    if index.archive.site.base_url:
        yield from feeds.feed_files(Views(index, markdown))
        yield from sitemap.sitemap_files(index.archive.site, addresses)


def _robots(base_url: str, *, drafts: bool) -> str:
    if drafts:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"\nSitemap: {base_url}{urls.SITEMAP}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
