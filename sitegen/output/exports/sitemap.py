"""`sitemap.xml`: every page that search engines may list. Source: sitemaps.org, protocol 0.9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.core import dates, urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Date, Site
from sitegen.output.exports.export_formats import XML_HEAD, xml_element
from sitegen.output.exports.export_groups import ExportGroup, ExportUnit, JoinedFile
from sitegen.site.pages.page_records import Frame

MOST_URLS: Final = 50_000
"""In one file, as the protocol has it."""

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


class SitemapEntry(FrozenRecord):
    """A page in the sitemap."""

    url: str
    """From the site's root."""
    changed: Date | None
    """The newest date of what it holds; None = not known."""


def sitemap_entry(frame: Frame) -> SitemapEntry | None:
    """The entry of a page; None for one that search engines are not to list, or that is a draft."""
    is_listed = frame.is_listed and not frame.is_draft and not frame.is_unlisted
    return SitemapEntry(frame.url, frame.meta.changed) if is_listed else None


def sitemap_groups(site: Site, addresses: Sequence[SitemapEntry], most: int = MOST_URLS) -> Iterator[ExportGroup]:
    """`sitemap.xml`, or of more than `most` pages an index of that name and `sitemap-1.xml`, `sitemap-2.xml` …

    A unit is a page by its URL, in the order given. There are none without a `base_url`, as they
    hold whole addresses, nor of a site that search engines are not to list.
    """
    if not site.base_url or site.is_unlisted:
        return
    if len(addresses) <= most:
        yield _pages(site, urls.SITEMAP, addresses)
        return
    parts = [addresses[start : start + most] for start in range(0, len(addresses), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = "".join(f"<sitemap>\n{xml_element('loc', site.base_url + name)}</sitemap>\n" for name in names)
    head, tail = _around("sitemapindex")
    index = ExportUnit(files=((urls.SITEMAP, head + listed.encode() + tail),))
    yield ExportGroup("index of sitemaps", (f"{len(parts)} sitemaps",), lambda _: index)
    for name, part in zip(names, parts, strict=True):
        yield _pages(site, name, part)


def sitemap_piece(site: Site, entry: SitemapEntry) -> bytes:
    """What a sitemap says of a page."""
    return _page(site.base_url + entry.url, entry.changed, ZoneInfo(site.timezone)).encode()


def _pages(site: Site, path: str, entries: Sequence[SitemapEntry]) -> ExportGroup:
    by_url = {entry.url: entry for entry in entries}
    head, tail = _around("urlset")

    def make(key: str) -> ExportUnit:
        return ExportUnit((sitemap_piece(site, by_url[key]),))

    return ExportGroup(path, [entry.url for entry in entries], make, (JoinedFile(path, head, tail=tail),))


def _page(url: str, changed: Date | None, zone: ZoneInfo) -> str:
    lastmod = xml_element("lastmod", _lastmod(changed, zone)) if changed and dates.has_rfc3339(changed) else ""
    return f"<url>\n{xml_element('loc', url)}{lastmod}</url>\n"


def _lastmod(when: Date, zone: ZoneInfo) -> str:
    """A whole day or a moment: the protocol's schema knows no months and years."""
    moment = dates.rfc3339(when, zone)
    return moment if "T" in when.iso else moment[:10]


def _around(name: str) -> tuple[bytes, bytes]:
    """Head and tail of a file with this root element."""
    return f'{XML_HEAD}<{name} xmlns="{_NAMESPACE}">\n'.encode(), f"</{name}>\n".encode()
