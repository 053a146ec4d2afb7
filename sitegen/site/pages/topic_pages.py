"""Topics: the page of each, and all of them as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Claim, Note, Topic
from sitegen.site.index import ArticleEntry
from sitegen.site.pages import page_metadata
from sitegen.site.pages.article_pages import group_by_year
from sitegen.site.pages.page_records import Frame, Link, TopicItem, TopicPage, TopicsPage
from sitegen.site.pages.pagination import ListPage, list_pages
from sitegen.site.pages.timeline import counts_by_month, dated_items
from sitegen.site.pages.views import MOST_COMPANIONS, Views, is_draft
from sitegen.site.pages.wording import counted
from sitegen.site.record_markdown import Html


def topics_units(views: Views) -> list[ListPage]:
    """The pages of the list of all topics: as many as those of the first level take."""
    return list_pages(urls.section(urls.TOPICS), views.index.site.per_page, len(_roots(views)))


def topics_page(views: Views, at: ListPage) -> TopicsPage:
    """A page of the list of all topics, A to Z as a tree."""
    total = len(views.index.topics)
    frame = Frame(
        url=at.url,
        title="Topics",
        description=f"{counted(total, 'topic')} of this archive.",
        section=at.list_url,
        language=views.index.site.language,
    )
    roots = views.shared(at.list_url, lambda: views.topics_by_name(_roots(views)))
    return TopicsPage(frame, total, tuple(topic_item(views, topic) for topic in at.part(roots)), at.pager)


def _roots(views: Views) -> list[Topic]:
    return [topic for topic in views.index.topics.values() if not topic.parent]


def topic_item(views: Views, topic: Topic, *, with_children: bool = True) -> TopicItem:
    """A topic as lists show it."""
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
    )


class _TopicLists(FrozenRecord):
    """What is listed of a topic, each list in its order."""

    entries: Sequence[ArticleEntry]
    claims: Sequence[Claim]
    notes: Sequence[Note]


def topic_units(views: Views) -> Iterator[tuple[Topic, ListPage]]:
    """The pages of all topics: as many of each as its longest list takes."""
    index = views.index
    for topic in index.topics.values():
        lengths = (len(some.get(topic.id, ())) for some in (index.topic_entries, index.topic_claims, index.topic_notes))
        for at in list_pages(urls.topic(topic.id), index.site.per_page, *lengths):
            yield topic, at


def topic_page(views: Views, topic: Topic, at: ListPage) -> TopicPage:
    """A page of one topic."""
    index, per_page = views.index, views.index.site.per_page
    lists = views.shared(at.list_url, lambda: _lists(views, topic))
    timeline = dated_items(views, lists.entries, lists.claims) if at.is_first else []
    return TopicPage(
        frame=_frame(views, topic, at),
        name=topic.name,
        summary=views.markdown.html(topic.summary) if at.is_first else Html(""),
        body=views.markdown.html(topic.body) if at.is_first else Html(""),
        parent=views.topic(topic.parent) if topic.parent else None,
        children=_links(views, index.topic_children.get(topic.id, ())),
        related=_links(views, (index.topics[one] for one in topic.related)),
        article_count=len(lists.entries),
        articles=group_by_year(map(views.article_item, at.part(lists.entries))),
        actors=views.companions(index.topic_actors.get(topic.id, ())[:MOST_COMPANIONS]),
        claims=views.claim_items(at.part(lists.claims)),
        shares=views.shares(lists.claims),
        notes=tuple(map(views.note_item, at.part(lists.notes))),
        timeline=tuple(timeline) if 2 <= len(timeline) <= per_page else (),
        periods=counts_by_month(timeline),
        pager=at.pager,
    )


def _lists(views: Views, topic: Topic) -> _TopicLists:
    index = views.index
    return _TopicLists(
        entries=index.topic_entries.get(topic.id, ()),
        claims=views.claims_by_verdict(index.topic_claims.get(topic.id, ())),
        notes=views.notes_by_title(index.topic_notes.get(topic.id, ())),
    )


def _links(views: Views, topics: Sequence[Topic] | Iterator[Topic]) -> tuple[Link, ...]:
    return tuple(views.topic(topic.id) for topic in views.topics_by_name(topics))


def _frame(views: Views, topic: Topic, at: ListPage) -> Frame:
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
        description=views.markdown.lead(topic.summary),
        section=section.url,
        language=views.index.site.language,
        crumbs=crumbs,
        is_draft=is_draft(topic),
        meta=page_metadata.of_topic(views, topic, crumbs) if at.is_first else page_metadata.PLAIN,
    )
