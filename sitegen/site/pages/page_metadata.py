"""What the head of each kind of page tells machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.core import urls
from sitegen.core.model import Actor, ActorKind, Claim, Note, Topic
from sitegen.site import linked_data
from sitegen.site.index import ArticleEntry
from sitegen.site.linked_data import Thing
from sitegen.site.pages import citation_dates, feed_entries, last_changed
from sitegen.site.pages.page_records import Link, Meta, MetaField, MetaImage
from sitegen.site.pages.views import Views

Crumbs = tuple[Link, ...]

PLAIN: Final = Meta()
"""Of pages that are lists, and of a list's second page on."""


def with_feed(views: Views, url: str) -> Meta:
    """Of a list that has a feed of its own, at this URL."""
    return Meta(feed=urls.feed(url)) if views.index.site.base_url else PLAIN


def of_home(views: Views) -> Meta:
    """Of the front page."""
    index = views.index
    website = linked_data.website(index.site)
    return Meta(linked_data=linked_data.to_json([website]), changed=last_changed.of_everything(index))


def of_article(views: Views, entry: ArticleEntry, lead: str, crumbs: Crumbs) -> Meta:
    """Of an article."""
    here = views.article(entry)
    thing = linked_data.news_article(views.index, entry, lead)
    return Meta(
        kind="article",
        text=urls.article_text(entry.article.id),
        citation=tuple(_citation(views, entry)),
        linked_data=linked_data.to_json([thing, _way(views, *crumbs, here)]),
        changed=last_changed.of_entry(views.index, entry),
    )


def of_actor(views: Views, actor: Actor, lead: str, crumbs: Crumbs) -> Meta:
    """Of a person, organization or place."""
    image = MetaImage(urls.file_url(f"media/{actor.image.file}"), actor.image.alt) if actor.image else None
    thing = linked_data.actor_thing(views.index, actor, lead)
    return Meta(
        kind="profile" if actor.kind is ActorKind.PERSON else "website",
        image=image,
        feed=feed_entries.actor_feed_url(views.index, actor),
        linked_data=linked_data.to_json([thing, _way(views, *crumbs, views.actor(actor.id))]),
        changed=last_changed.of_actor(views.index, actor),
    )


def of_topic(views: Views, topic: Topic, crumbs: Crumbs) -> Meta:
    """Of a topic."""
    return Meta(
        feed=feed_entries.topic_feed_url(views.index, topic),
        linked_data=linked_data.to_json([_way(views, *crumbs, views.topic(topic.id))]),
        changed=last_changed.of_topic(views.index, topic),
    )


def of_claim(views: Views, claim: Claim, lead: str, crumbs: Crumbs) -> Meta:
    """Of a claim."""
    here = Link(claim.claim, urls.claim(claim.id))
    leads = [views.markdown.lead(one.review) for one in claim.reviews]
    things = linked_data.claim_reviews(views.index, claim, lead, leads)
    return Meta(
        kind="article",
        linked_data=linked_data.to_json([*things, _way(views, *crumbs, here)]),
        changed=last_changed.of_claim(claim),
    )


def of_note(views: Views, note: Note, crumbs: Crumbs) -> Meta:
    """Of a context note."""
    here = Link(note.title, urls.note(note.id))
    return Meta(kind="article", linked_data=linked_data.to_json([_way(views, *crumbs, here)]))


def _way(views: Views, *steps: Link) -> Thing:
    return linked_data.breadcrumb_list(views.index.site, ((step.text, step.url) for step in steps))


def _citation(views: Views, entry: ArticleEntry) -> Iterator[MetaField]:
    """How Google Scholar and Zotero cite an article: as its publisher's, with the archive as a place to read it.

    The publisher is a journal's title, too: Scholar asks for that, and reference managers read nothing else as what an
    article was published in.
    """
    site, article = views.index.site, entry.article
    page = site.base_url + urls.article(article.id) if site.base_url else ""
    fields = [("title", entry.annotated.title), *(("author", name) for name in article.authors)]
    fields += [
        ("publication_date", citation_dates.citation_meta_date(article.date)),
        ("journal_title", article.publisher),
        ("publisher", article.publisher),
        ("language", article.language or site.language),
        ("public_url", article.url or page),
        ("fulltext_html_url", page),
    ]
    for name, content in fields:
        if content:
            yield MetaField(f"citation_{name}", content)
