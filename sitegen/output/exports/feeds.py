"""Feeds as files. Sources: RFC 4287 (Atom), JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.core import dates, urls
from sitegen.core.model import ActorId, Date, Site, TopicId
from sitegen.output.exports.export_formats import XML_HEAD, json_line, without_forbidden, xml_element
from sitegen.output.exports.export_groups import ExportGroup, ExportUnit
from sitegen.site.pages.feed_entries import Feed, FeedBuilder, FeedEntry
from sitegen.site.pages.views import Views

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = Date("1970-01-01")
"""When a feed was updated that holds nothing: Atom asks for a date, and this is known to mean none."""


def feed_groups(views: Views) -> Iterator[ExportGroup]:
    """The feeds of the site, of claims and corrections, of actors and topics: a unit for each, by the id of the record.

    Where a record was renamed its feed stays at the old addresses, too: feed readers follow no page that leads on.
    Without a `base_url` there are none, as they hold whole addresses.
    """
    index = views.index
    if not index.site.base_url:
        return
    builder, writer = FeedBuilder(views), _FeedWriter(index.site)

    def both(feed: Feed) -> ExportUnit:
        forms = ((urls.FEED, writer.atom(feed)), (urls.JSON_FEED, writer.json_feed(feed)))
        return ExportUnit(files=tuple((f"{feed.url}{name}", data) for name, data in forms))

    def of_record(feed: Feed | None) -> ExportUnit:
        if feed is None:
            return ExportUnit()
        data = writer.atom(feed)
        addresses = dict.fromkeys((feed.url, *feed.old_urls))
        return ExportUnit(files=tuple((urls.output_path(urls.feed(url)), data) for url in addresses))

    yield ExportGroup("feed", (urls.FEED,), lambda _: both(builder.site_feed()))
    for name, feed in (("claims", builder.claims_feed), ("corrections", builder.corrections_feed)):
        yield ExportGroup(f"feed of {name}", (urls.feed(urls.section(name)),), partial(_of_list, feed, both))
    actors = list(index.actors)
    yield ExportGroup("feeds of actors", actors, lambda key: of_record(builder.actor_feed(index.actors[ActorId(key)])))
    yield ExportGroup(
        "feeds of topics", list(index.topics), lambda key: of_record(builder.topic_feed(index.topics[TopicId(key)]))
    )


def _of_list(feed: Callable[[], Feed | None], files: Callable[[Feed], ExportUnit], _: str) -> ExportUnit:
    """The files of the feed of a list, if there is such a list."""
    found = feed()
    return files(found) if found else ExportUnit()


class _FeedWriter:
    """Writes feeds; each entry once, in however many feeds it is."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._zone = ZoneInfo(site.timezone)
        self._author = site.publisher.name if site.publisher else site.title
        self._author_url = site.publisher.url if site.publisher else ""
        self._written: dict[tuple[str, str], str] = {}

    def atom(self, feed: Feed) -> bytes:
        """`feed.xml`. Source: RFC 4287; what the feed's `id` is stays through all renamings of its record."""
        page, own = self._site.base_url + feed.url, self._site.base_url + urls.feed(feed.url)
        first = self._site.base_url + urls.feed(next(iter(feed.old_urls), feed.url))
        parts = [
            XML_HEAD,
            f'<feed xmlns="{_NAMESPACE}" xml:lang="{self._site.language}">\n',
            xml_element("title", feed.title),
            xml_element("subtitle", feed.description) if feed.description else "",
            xml_element("id", first),
            xml_element("link", rel="self", type="application/atom+xml", href=own),
            xml_element("link", rel="alternate", type="text/html", href=page),
            xml_element("updated", self._updated(feed)),
            _author(self._author, self._author_url),
            *map(self._atom_entry, feed.entries),
            "</feed>\n",
        ]
        return "".join(parts).encode()

    def _atom_entry(self, entry: FeedEntry) -> str:
        key = entry.id, entry.published.iso
        if key not in self._written:
            self._written[key] = "".join(self._parts(entry))
        return self._written[key]

    def _parts(self, entry: FeedEntry) -> Iterator[str]:
        yield f'<entry xml:lang="{entry.language}">\n'
        yield xml_element("title", entry.title)
        yield xml_element("id", entry.id)
        yield xml_element("link", rel="alternate", type="text/html", href=entry.url)
        if entry.original:
            yield xml_element("link", rel="via", href=entry.original)
        yield xml_element("published", self._moment(entry.published))
        yield xml_element("updated", self._moment(entry.changed))
        yield from (_author(name) for name in entry.authors)
        yield from (xml_element("category", term=topic) for topic in entry.topics)
        if entry.rights:
            yield xml_element("rights", entry.rights)
        if entry.html:
            yield xml_element("content", entry.html, type="html")
        yield "</entry>\n"

    def json_feed(self, feed: Feed) -> bytes:
        """`feed.json`. Source: jsonfeed.org, version 1.1."""
        base = self._site.base_url
        logo = self._site.publisher.logo if self._site.publisher else ""
        whole: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": base + feed.url,
            "feed_url": f"{base}{feed.url}{urls.JSON_FEED}",
            "description": feed.description,
            "icon": base + urls.file_url(f"media/{logo}") if logo else "",
            "authors": [_non_empty({"name": self._author, "url": self._author_url})],
            "language": self._site.language,
            "items": [self._item(entry) for entry in feed.entries],
        }
        return json_line(_non_empty(whole), indent=1)

    def _item(self, entry: FeedEntry) -> dict[str, object]:
        item: dict[str, object] = {
            "id": entry.id,
            "url": entry.url,
            "external_url": entry.original,
            "title": entry.title,
            # An item must have contents, and there are articles of a headline alone.
            "content_html": entry.html or "<p></p>",
            "date_published": self._moment(entry.published),
            "date_modified": self._moment(entry.changed),
            "authors": [_non_empty({"name": name}) for name in entry.authors],
            "tags": list(entry.topics),
            "language": entry.language,
        }
        return _non_empty(item)

    def _updated(self, feed: Feed) -> str:
        """The last moment of its entries by the clock, which may not be of the last day where zones differ."""
        moments = [self._moment(entry.changed) for entry in feed.entries] or [self._moment(_NEVER)]
        return max(moments, key=datetime.fromisoformat)

    def _moment(self, when: Date) -> str:
        return dates.rfc3339(when, self._zone)


def _author(name: str, url: str = "") -> str:
    address = xml_element("uri", url) if url else ""
    return f"<author>\n{xml_element('name', name)}{address}</author>\n"


def _non_empty(fields: dict[str, object]) -> dict[str, object]:
    """The fields that have a value, and in them only characters that Atom may hold too."""
    shown = {name: without_forbidden(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: value for name, value in shown.items() if value != "" and (value != [] or name == "items")}
