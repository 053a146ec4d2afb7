"""What feeds hold: the newest of the site, of an actor, of a topic; claims as they are judged, and corrections.

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
from sitegen.core.model import Actor, Article, Claim, Date, Note, Status, Topic, TopicId
from sitegen.site import linked_data
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.pages import introductions, last_changed
from sitegen.site.pages.corrections import Correction, all_corrections, correction_view, page_url
from sitegen.site.pages.page_records import Link
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

    def claims_feed(self) -> Feed | None:
        """The feed of the page of all claims: those that were judged, and what was corrected or withdrawn."""
        index = self._index
        if not index.claims and not any(row.startswith("claim-") for row in index.withdrawn):
            return None
        public = (claim for claim in index.claims.values() if claim.verdict and claim.status is Status.PUBLISHED)
        checks = sorted(
            ((when, claim) for claim in public if (when := _first_judged(claim))), key=lambda one: one[1].id
        )
        checks.sort(key=lambda one: one[0].key, reverse=True)
        entries = [*self._corrections(), *(self._judged(claim, when) for when, claim in checks[:NEWEST])]
        entries.sort(key=lambda entry: entry.published, reverse=True)
        link = Link("Claims", urls.section(urls.CLAIMS))
        return self._of_list(link, "Claims as they are judged, and what was corrected.", entries)

    def corrections_feed(self) -> Feed | None:
        """The feed of the page of all corrections."""
        link = introductions.page_link(self._index, urls.CORRECTIONS)
        return self._of_list(link, "What was corrected or withdrawn.", self._corrections()) if link else None

    def _of_list(self, link: Link, description: str, entries: Sequence[FeedEntry]) -> Feed:
        title = f"{self._views.beside(link.text)} · {self._site.title}"
        return Feed(link.url, title, description, tuple(entries[:NEWEST]))

    def _corrections(self) -> list[FeedEntry]:
        """The newest corrections that have a date."""
        index = self._index
        found = (one for one in all_corrections(index) if one.date and dates.has_rfc3339(one.date))
        public = (one for one in found if not one.claim or index.claims[one.claim].status is Status.PUBLISHED)
        return [self._correction(one) for one in islice(public, NEWEST)]

    def _judged(self, claim: Claim, when: Date) -> FeedEntry:
        """A claim on the day on which it was judged first, not on which it was said."""
        return self._claim_entry(claim, self._site.base_url + urls.claim(claim.id), when)

    def _correction(self, one: Correction) -> FeedEntry:
        if one.date is None:
            raise ValueError(one.key)
        view = correction_view(self._views, one)
        page = view.what.url.partition("#")[0]
        record = self._index.claims[one.claim] if one.claim else self._index.withdrawn[one.withdrawn]
        first = self._first(record, page_url(record))
        words = {"withdrawn": "Withdrawn", "words": "Corrected"}.get(view.kind, "")
        if view.kind == "verdict" and view.verdict:
            words = f"{view.verdict.label}, not {view.before.label}" if view.before else f"Now {view.verdict.label}"
        title = view.what.text if not view.what.text.startswith("Withdrawn ") else ""
        place = one.change.element_id if one.change else "withdrawn"
        return FeedEntry(
            url=self._site.base_url + view.what.url,
            id=urls.with_fragment(first, place),
            original="",
            title=f"{words}: {title}" if title else view.what.text,
            html=self._absolute(view.reason, self._site.base_url + page) or _paragraph(view.why),
            published=one.date,
            changed=one.date,
            authors=(),
            rights="",
            language=self._site.language,
            topics=(),
        )

    def actor_feed(self, actor: Actor) -> Feed | None:
        """The feed of a person, organization or place; None of whoever has no entry."""
        entries = islice(_of_actor(self._index, actor), NEWEST)
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
        published = _claim_date(claim)
        if published is None:
            raise ValueError(claim.id)
        return self._once(url, lambda: self._claim_entry(claim, self._site.base_url + url, published))

    def _claim_entry(self, claim: Claim, url: str, published: Date) -> FeedEntry:
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

    def _first(self, record: Article | Claim | Note, url: Callable[[str], str]) -> str:
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
    has_feed = index.site.base_url and any(_of_actor(index, actor))
    return urls.feed(urls.actor(actor.kind, actor.id)) if has_feed else ""


def topic_feed_url(index: SiteIndex, topic: Topic) -> str:
    """The URL of a topic's feed, from the site's root; empty where it has none."""
    entries, claims = index.topic_entries.get(topic.id, ()), index.topic_claims.get(topic.id, ())
    has_entries = any(_published_entries(entries)) or any(_published_claims(claims))
    has_feed = index.site.base_url and _is_public(topic) and has_entries
    return urls.feed(urls.topic(topic.id)) if has_feed else ""


def _is_public(topic: Topic) -> bool:
    return topic.status in (None, Status.PUBLISHED)


def _of_actor(index: SiteIndex, actor: Actor) -> Iterator[ArticleEntry]:
    """The articles that mention an actor, newest first."""
    if actor.status in (None, Status.PUBLISHED):
        yield from _published_entries(one.entry for one in index.mentions.get(actor.id, ()))


def _published_entries(entries: Iterable[ArticleEntry]) -> Iterator[ArticleEntry]:
    return (one for one in entries if _has_timestamp(one.article.date) and one.article.status is Status.PUBLISHED)


def _published_claims(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (one for one in claims if _has_timestamp(_claim_date(one)) and one.status is Status.PUBLISHED)


def _has_timestamp(when: Date | None) -> bool:
    return when is not None and dates.has_rfc3339(when)


def _first_judged(claim: Claim) -> Date | None:
    """When a claim was judged first; where nobody says, when it was said. None where feeds cannot tell it."""
    days = (*linked_data.review_dates(claim), claim.said)
    return next((when for when in days if when and dates.has_rfc3339(when)), None)


def _claim_date(claim: Claim) -> Date | None:
    return claim.said or claim.reviewed


def _paragraph(words: str, language: str = "") -> Html:
    return Html(f"<p{_language_attributes(language) if language else ''}>{escape(words)}</p>") if words else Html("")


def _language_attributes(language: str) -> str:
    """What readers of feeds know of a language stands in the HTML alone: few hand on that of an entry."""
    return f' lang="{language}" dir="{direction(language)}"'
