"""The archive for machines: `data/`, `robots.txt`, and with a `base_url` feeds and a sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.core import urls
from sitegen.output.exports import feeds, record_files
from sitegen.output.exports.article_lines import (
    ARTICLE_FILES,
    MENTION_COLUMNS,
    ArticleLines,
    article_group,
    article_lines,
    update_article_lines,
    update_record_line,
)
from sitegen.output.exports.export_groups import ExportGroup, ExportUnit, JoinedFile, whole_file
from sitegen.output.exports.link_previews import PreviewKey, known_preview_group, preview_group, preview_groups
from sitegen.output.exports.sitemap import SitemapEntry, sitemap_entry, sitemap_groups, sitemap_piece
from sitegen.output.exports.web_annotations import CONTEXT, text_files
from sitegen.site.pages.views import Views

__all__ = [
    "ARTICLE_FILES",
    "CONTEXT",
    "MENTION_COLUMNS",
    "ArticleLines",
    "ExportGroup",
    "ExportUnit",
    "JoinedFile",
    "PreviewKey",
    "SitemapEntry",
    "article_group",
    "article_lines",
    "export_groups",
    "known_preview_group",
    "preview_group",
    "preview_groups",
    "sitemap_entry",
    "sitemap_groups",
    "sitemap_piece",
    "text_files",
    "update_article_lines",
    "update_record_line",
]


def export_groups(views: Views, *, drafts: bool) -> Iterator[ExportGroup]:
    """The files for machines that are made of the index alone: all but those of articles, previews and the sitemap."""
    yield from record_files.record_groups(views.index)
    base_url = views.index.site.base_url
    yield whole_file(
        "robots.txt", lambda: _robots("" if views.index.site.is_unlisted else base_url, drafts=drafts).encode()
    )
    yield from feeds.feed_groups(views)


def _robots(base_url: str, *, drafts: bool) -> str:
    """Source: RFC 9309. A site with drafts asks every robot to keep out."""
    if drafts:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"\nSitemap: {base_url}{urls.SITEMAP}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
