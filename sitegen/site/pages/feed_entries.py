"""What feeds hold: the newest of the site, of a person, of a topic.

A feed is a list by time, so what has no date is in none, and who is in nothing dated has none. Drafts are in none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import Final

from sitegen.core import dates, urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.language_tags import direction
from sitegen.core.model import Actor, ActorKind, Article, Claim, Date, Status, Topic, TopicId
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.pages import last_changed
from sitegen.site.pages.views import Views
from sitegen.site.record_markdown import ROOT_MARK, Html

NEWEST: Final = 50
"""Entries of a feed: more than a reader who looks once in a while misses, and still a small file."""

_WITHIN_PAGE: Final = re.compile(r'(<a\b[^<>]*?\shref=")#')


class FeedEntry(FrozenRecord):
    """An article or claim in a feed; URLs are absolute."""

    url: str
    """Of its page."""
    id: str
    """The first address that its page had: where a record is renamed, readers are not shown it as a new one."""
    original: str
    """Where it was published; may be empty."""
    title: str
    html: Html
    """Its summary or first words."""
    published: Date
    changed: Date
    """The newest date of what its page holds."""
    authors: tuple[str, ...]
    """Empty = those of the feed."""
    rights: str
    """Who holds them, in the author's words; may be empty."""
    language: str
    """BCP 47."""
    topics: tuple[str, ...]
    """Their names."""


class Feed(FrozenRecord):
    """The newest entries of a page."""

    url: str
    """Of the page, from the site's root."""
    title: str
    description: str
    """Plain; may be empty."""
    entries: tuple[FeedEntry, ...]
    """Newest first; only the site's feed can be empty: it is there from the first day, for who subscribes early."""
    old_urls: tuple[str, ...] = ()
    """Those that the page had before its record was renamed, the oldest first; the first may be its own."""


class FeedBuilder:
    """Makes the feeds of a site with a `base_url`; each entry is made once, in however many feeds it is."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._index = views.index
        self._site = views.index.site
        self._entries_by_url: dict[str, tuple[FeedEntry, set[tuple[str, str]]]] = {}
        """Each with the rows of the index that it was made of."""

    def site_feed(self) -> Feed:
        """The feed of the site: its newest articles."""
        entries = islice(_published_entries(self._index.entries), NEWEST)
        return Feed("", self._site.title, self._site.description, tuple(map(self._article, entries)))

    def actor_feed(self, actor: Actor) -> Feed | None:
        """The feed of a person; None of whoever has no entry."""
        entries = islice(_of_person(self._index, actor), NEWEST)
        addresses = [urls.actor(actor.kind, one) for one in (actor.id, *actor.formerly)]
        lead = self._views.markdown.lead(actor.summary)
        return self._feed(addresses, actor.name, lead, map(self._article, entries))

    def topic_feed(self, topic: Topic) -> Feed | None:
        """The feed of a topic; None of one without an entry, or that is a draft."""
        if not _is_public(topic):
            return None
        addresses = [urls.topic(one) for one in (topic.id, *topic.formerly)]
        lead = self._views.markdown.lead(topic.summary)
        return self._feed(addresses, topic.name, lead, self._of_topic(topic))

    def _feed(self, addresses: Sequence[str], name: str, description: str, entries: Iterable[FeedEntry]) -> Feed | None:
        """The feed of the page at the first of these addresses, which had the others before."""
        found = tuple(entries)
        title = f"{self._views.beside(name)} · {self._site.title}"
        return Feed(addresses[0], title, description, found, tuple(addresses[1:])) if found else None

    def _of_topic(self, topic: Topic) -> list[FeedEntry]:
        entries = islice(_published_entries(self._index.topic_entries.get(topic.id, ())), NEWEST)
        newest_entries = [self._article(entry) for entry in entries]
        newest_entries += [
            self._claim(claim) for claim in _published_claims(self._index.topic_claims.get(topic.id, ()))
        ]
        newest_entries.sort(key=lambda entry: entry.url)
        newest_entries.sort(key=lambda entry: entry.published, reverse=True)
        return newest_entries[:NEWEST]

    def _article(self, entry: ArticleEntry) -> FeedEntry:
        url = urls.article(entry.article.id)
        return self._once(url, lambda: self._article_entry(entry, self._site.base_url + url))

    def _once(self, url: str, make: Callable[[], FeedEntry]) -> FeedEntry:
        """An entry, made where it is needed first; whoever has it has read what it was made of."""
        if url not in self._entries_by_url:
            with self._index.log.apart() as reads:
                self._entries_by_url[url] = make(), reads
        entry, reads = self._entries_by_url[url]
        self._index.log.note_all(reads)
        return entry

    def _article_entry(self, entry: ArticleEntry, url: str) -> FeedEntry:
        article = entry.article
        if article.date is None:
            raise ValueError(article.id)
        publisher = (article.publisher,) if article.publisher else ()
        return FeedEntry(
            url=url,
            id=self._first(article, urls.article),
            original=article.url,
            title=entry.annotated.title,
            html=self._summary(article, url) or _paragraph(self._views.lead(entry), self._views.foreign(article)),
            published=article.date,
            changed=last_changed.of_entry(self._index, entry) or article.date,
            authors=article.authors or publisher,
            rights=article.rights,
            language=article.language or self._site.language,
            topics=self._names(article.topics),
        )

    def _summary(self, article: Article, url: str) -> Html:
        """In the archive's language, which it says itself in an entry of another one."""
        html = self._absolute(self._views.markdown.html(article.summary), url)
        if not html or not self._views.foreign(article):
            return html
        return Html(f"<div{_language_attributes(self._site.language)}>{html}</div>")

    def _claim(self, claim: Claim) -> FeedEntry:
        url = urls.claim(claim.id)
        return self._once(url, lambda: self._claim_entry(claim, self._site.base_url + url))

    def _claim_entry(self, claim: Claim, url: str) -> FeedEntry:
        published = _claim_date(claim)
        if published is None:
            raise ValueError(claim.id)
        verdict = self._views.verdict(claim.verdict)
        words = _paragraph(f"{verdict.label}: {verdict.definition}") if verdict else Html("")
        return FeedEntry(
            url=url,
            id=self._first(claim, urls.claim),
            original="",
            title=claim.claim,
            html=Html(words + self._absolute(self._views.markdown.html(claim.review, top=3), url)),
            published=published,
            changed=last_changed.of_claim(claim) or published,
            authors=(claim.reviewed_by,) if claim.reviewed_by else (),
            rights="",
            language=self._site.language,
            topics=self._names(claim.topics),
        )

    def _first(self, record: Article | Claim, url: Callable[[str], str]) -> str:
        return self._site.base_url + url(next(iter(record.formerly), record.id))

    def _names(self, topics: Iterable[TopicId]) -> tuple[str, ...]:
        named = (self._index.topics[topic] for topic in topics)
        return tuple(topic.name for topic in named if _is_public(topic))

    def _absolute(self, html: Html, page: str) -> Html:
        """HTML of a record for readers elsewhere: links of the site, and those within its page, lead there."""
        rooted = html.replace(ROOT_MARK, escape(self._site.base_url))
        return Html(_WITHIN_PAGE.sub(lambda match: f"{match[1]}{escape(page)}#", rooted).strip())


def actor_feed_url(index: SiteIndex, actor: Actor) -> str:
    """The URL of an actor's feed, from the site's root; empty where it has none."""
    has_feed = index.site.base_url and any(_of_person(index, actor))
    return urls.feed(urls.actor(actor.kind, actor.id)) if has_feed else ""


def topic_feed_url(index: SiteIndex, topic: Topic) -> str:
    """The URL of a topic's feed, from the site's root; empty where it has none."""
    entries, claims = index.topic_entries.get(topic.id, ()), index.topic_claims.get(topic.id, ())
    has_entries = any(_published_entries(entries)) or any(_published_claims(claims))
    has_feed = index.site.base_url and _is_public(topic) and has_entries
    return urls.feed(urls.topic(topic.id)) if has_feed else ""


def _is_public(topic: Topic) -> bool:
    return topic.status is not Status.DRAFT


def _of_person(index: SiteIndex, actor: Actor) -> Iterator[ArticleEntry]:
    """The articles that mention a person, newest first."""
    if actor.kind is ActorKind.PERSON and actor.status is not Status.DRAFT:
        yield from _published_entries(one.entry for one in index.mentions.get(actor.id, ()))


def _published_entries(entries: Iterable[ArticleEntry]) -> Iterator[ArticleEntry]:
    return (one for one in entries if _has_timestamp(one.article.date) and one.article.status is Status.PUBLISHED)


def _published_claims(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (one for one in claims if _has_timestamp(_claim_date(one)) and one.status is Status.PUBLISHED)


def _has_timestamp(when: Date | None) -> bool:
    return when is not None and dates.has_rfc3339(when)


def _claim_date(claim: Claim) -> Date | None:
    return claim.date or claim.reviewed


def _paragraph(words: str, language: str = "") -> Html:
    return Html(f"<p{_language_attributes(language) if language else ''}>{escape(words)}</p>") if words else Html("")


def _language_attributes(language: str) -> str:
    """What readers of feeds know of a language stands in the HTML alone: few hand on that of an entry."""
    return f' lang="{language}" dir="{direction(language)}"'
