"""Topics: the page of each, and all of them as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.model import Topic
from sitegen.site.pages import page_metadata
from sitegen.site.pages.article_pages import group_by_year, listed_articles
from sitegen.site.pages.claim_pages import claims_of_record
from sitegen.site.pages.note_pages import listed_notes
from sitegen.site.pages.page_records import Frame, Link, Pager, TopicItem, TopicPage, TopicsPage
from sitegen.site.pages.pagination import (
    IsWanted,
    ListedItems,
    ListPage,
    every_page,
    is_one_page,
    list_pages,
    only_page,
)
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.timeline import counts_by_month, dated_items
from sitegen.site.pages.views import MOST_COMPANIONS, Views
from sitegen.site.pages.wording import LONGEST_MARK, counted
from sitegen.text.sentences import shorten


def topics_units(views: Views, is_wanted: IsWanted = every_page) -> list[ListPage]:
    """The pages of the list of all topics: as many as those of the first level take."""
    url = urls.section(urls.TOPICS)
    if not is_wanted(url):
        return []
    return list_pages("Topics", url, views.index.site.per_page, views.shared(url, lambda: _roots(views)))


def topics_page(views: Views, at: ListPage) -> TopicsPage:
    """A page of the list of all topics, A to Z as a tree."""
    shared = views.shared if at.is_first else views.shared.unnoted
    listed = shared(at.list_url, lambda: _roots(views))
    count, pager = len(views.index.topics) if at.is_first else 0, at.pager(listed)
    frame = Frame(
        url=at.url,
        title=at.title,
        description=f"{counted(count, 'topic')} of this archive." if at.is_first else at.described(pager),
        section=at.list_url,
        language=views.index.site.language,
    )
    items = tuple(topic_item(views, topic) for topic in at.part(listed))
    return TopicsPage(frame, count if at.is_first else None, items, pager)


def _roots(views: Views) -> ListedItems:
    """The topics that are below no other, as a list of several pages."""
    roots = views.topics_by_name(topic for topic in views.index.topics.values() if not topic.parent)
    language = views.index.site.language
    return ListedItems(
        "",
        "",
        roots,
        keys=lambda: [topic.id for topic in roots],
        mark=lambda topic: views.beside(shorten(topic.name, language, LONGEST_MARK)),
    )


def topic_item(views: Views, topic: Topic, *, with_children: bool = True) -> TopicItem:
    """A topic as lists show it."""
    views.index.log.note("topics", topic.id)
    index = views.index
    children = views.topics_by_name(index.topic_children.get(topic.id, ())) if with_children else []
    return TopicItem(
        url=urls.topic(topic.id),
        name=topic.name,
        lead=views.markdown.lead(topic.summary),
        articles=len(index.topic_entries.get(topic.id, ())),
        claims=len(index.topic_claims.get(topic.id, ())),
        children=tuple(topic_item(views, child) for child in children),
        is_draft=is_draft(topic),
        is_review=is_review(topic),
    )


class _TopicLists(NamedTuple):
    """What is listed of a topic, each list in its order."""

    articles: ListedItems
    claims: ListedItems
    notes: ListedItems


def topic_units(views: Views, is_wanted: IsWanted = every_page) -> Iterator[tuple[Topic, ListPage]]:
    """The pages of all topics: the first with the beginning of each list, and those on which the lists go on."""
    index, per_page = views.index, views.index.site.per_page
    for topic in index.topics.values():
        url, tables = urls.topic(topic.id), (index.topic_entries, index.topic_claims, index.topic_notes)
        if not is_wanted(url):
            continue
        lengths = [len(table.get(topic.id, ())) for table in tables]
        if is_one_page(per_page, *lengths):
            yield topic, only_page(topic.name, url, per_page, *zip(_TopicLists._fields, lengths, strict=True))
        else:
            lists = views.shared(url, partial(_lists, views, topic))
            yield from ((topic, at) for at in list_pages(topic.name, url, per_page, *lists))


def topic_page(views: Views, topic: Topic, at: ListPage) -> TopicPage:
    """A page of one topic; the later ones have nothing but a part of one of its lists."""
    index, per_page = views.index, views.index.site.per_page
    lists = views.shared(at.list_url, lambda: _lists(views, topic))
    pager = at.pager(*lists)
    page = TopicPage(
        frame=_frame(views, topic, at, pager),
        name=topic.name,
        articles=group_by_year(map(views.article_item, at.part(lists.articles))),
        claims=views.claim_items(at.part(lists.claims)),
        notes=tuple(map(views.note_item, at.part(lists.notes))),
        pager=pager,
    )
    if not at.is_first:
        return page
    timeline = dated_items(views, lists.articles.items, lists.claims.items)
    return replace(
        page,
        summary=views.markdown.html(topic.summary),
        body=views.markdown.html(topic.body),
        parent=views.topic(topic.parent) if topic.parent else None,
        children=_links(views, index.topic_children.get(topic.id, ())),
        related=_links(views, (index.topics[one] for one in topic.related)),
        article_count=len(lists.articles.items),
        actors=views.companions(index.topic_actors.get(topic.id, ())[:MOST_COMPANIONS]),
        shares=views.shares(lists.claims.items),
        timeline=tuple(timeline) if 2 <= len(timeline) <= per_page else (),
        periods=counts_by_month(timeline),
    )


def _lists(views: Views, topic: Topic) -> _TopicLists:
    index = views.index
    return _TopicLists(
        listed_articles(index.topic_entries.get(topic.id, ()), "articles", "Articles"),
        claims_of_record(views, index.topic_claims.get(topic.id, ()), "claims", "Claims"),
        listed_notes(views, index.topic_notes.get(topic.id, ()), "notes", "Notes"),
    )


def _links(views: Views, topics: Sequence[Topic] | Iterator[Topic]) -> tuple[Link, ...]:
    return tuple(views.topic(topic.id) for topic in views.topics_by_name(topics))


def _frame(views: Views, topic: Topic, at: ListPage, pager: Pager) -> Frame:
    section = Link("Topics", urls.section(urls.TOPICS))
    above = []
    parent = topic.parent
    while parent:
        above.append(views.topic(parent))
        parent = views.index.topics[parent].parent
    crumbs = (section, *reversed(above))
    return Frame(
        url=at.url,
        title=topic.name,
        description=views.markdown.lead(topic.summary) if at.is_first else at.described(pager),
        section=section.url,
        language=views.index.site.language,
        crumbs=crumbs,
        is_draft=is_draft(topic),
        is_review=is_review(topic),
        is_unlisted=topic.is_unlisted,
        meta=page_metadata.of_topic(views, topic, crumbs) if at.is_first else page_metadata.PLAIN,
    )
