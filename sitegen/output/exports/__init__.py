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
    moved_line,
    moved_lines,
)
from sitegen.output.exports.sitemap import Address, address
from sitegen.output.exports.web_annotations import CONTEXT, text_files
from sitegen.site.index import Graph
from sitegen.site.pages.views import Views
from sitegen.site.record_markdown import Fields

__all__ = [
    "ARTICLE_FILES",
    "CONTEXT",
    "MENTION_COLUMNS",
    "Address",
    "ArticleLines",
    "address",
    "article_lines",
    "files",
    "followed",
    "moved_line",
    "moved_lines",
    "text_files",
]


def files(graph: Graph, *, drafts: bool) -> Iterator[tuple[str, bytes]]:
    """What every site has beside `ARTICLE_FILES`, as paths below the output folder, each with its contents."""
    yield from record_files.files(graph)
    yield "robots.txt", _robots(graph.archive.site.base_url, drafts=drafts).encode()


def followed(graph: Graph, fields: Fields, addresses: Sequence[Address]) -> Iterator[tuple[str, bytes]]:
    """What others follow the site by: feeds and the sitemap of `addresses`; nothing without a `base_url`."""
    if graph.archive.site.base_url:
        yield from feeds.files(Views(graph, fields))
        yield from sitemap.files(graph.archive.site, addresses)


def _robots(base_url: str, *, drafts: bool) -> str:
    if drafts:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"\nSitemap: {base_url}{urls.SITEMAP}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
