"""Topics: the page of each, and all of them as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core import urls
from sitegen.core.model import Topic
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import Frame, Link, TopicItem, TopicPage, TopicsPage
from sitegen.site.pages.pagination import page_count, page_slice, pager
from sitegen.site.pages.timeline import counts_by_month, dated_items
from sitegen.site.pages.views import MOST_COMPANIONS, Views, group_by_year, is_draft
from sitegen.site.pages.wording import counted
from sitegen.site.record_markdown import Html


def topics_pages(views: Views) -> Iterator[TopicsPage]:
    """All topics A to Z as a tree, over as many pages as those of the first level take."""
    site, topics, url = views.index.archive.site, tuple(views.index.topics.values()), urls.section(urls.TOPICS)
    roots = views.topics_by_name(topic for topic in topics if not topic.parent)
    total = page_count(site.per_page, len(roots))
    for number in range(1, total + 1):
        frame = Frame(
            url=urls.numbered(url, number),
            title="Topics",
            description=f"{counted(len(topics), 'topic')} of this archive.",
            section=url,
            language=site.language,
        )
        items = tuple(topic_item(views, topic) for topic in page_slice(roots, number, site.per_page))
        yield TopicsPage(frame, len(topics), items, pager(url, number, total))


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


def topic_pages(views: Views, topic: Topic) -> Iterator[TopicPage]:
    """The pages of one topic: as many as its longest list takes."""
    index = views.index
    entries = index.topic_entries.get(topic.id, ())
    claims = views.claims_by_verdict(index.topic_claims.get(topic.id, ()))
    notes = views.notes_by_title(index.topic_notes.get(topic.id, ()))
    timeline = dated_items(views, entries, claims)
    per_page = index.archive.site.per_page
    total = page_count(per_page, len(entries), len(claims), len(notes))
    for number in range(1, total + 1):
        is_first = number == 1
        yield TopicPage(
            frame=_frame(views, topic, number),
            name=topic.name,
            summary=views.markdown.html(topic.summary) if is_first else Html(""),
            body=views.markdown.html(topic.body) if is_first else Html(""),
            parent=views.topic(topic.parent) if topic.parent else None,
            children=_links(views, index.topic_children.get(topic.id, ())),
            related=_links(views, (index.topics[one] for one in topic.related)),
            article_count=len(entries),
            articles=group_by_year(map(views.article_item, page_slice(entries, number, per_page))),
            actors=views.companions(index.topic_actors.get(topic.id, ())[:MOST_COMPANIONS]),
            claims=views.claim_items(page_slice(claims, number, per_page)),
            shares=views.shares(claims),
            notes=tuple(map(views.note_item, page_slice(notes, number, per_page))),
            timeline=tuple(timeline) if is_first and 2 <= len(timeline) <= per_page else (),
            periods=counts_by_month(timeline) if is_first else (),
            pager=pager(urls.topic(topic.id), number, total),
        )


def _links(views: Views, topics: Sequence[Topic] | Iterator[Topic]) -> tuple[Link, ...]:
    return tuple(views.topic(topic.id) for topic in views.topics_by_name(topics))


def _frame(views: Views, topic: Topic, number: int) -> Frame:
    section = Link("Topics", urls.section(urls.TOPICS))
    above = []
    parent = topic.parent
    while parent:
        above.append(views.topic(parent))
        parent = views.index.topics[parent].parent
    crumbs = (section, *reversed(above))
    return Frame(
        url=urls.numbered(urls.topic(topic.id), number),
        title=topic.name,
        description=views.markdown.lead(topic.summary),
        section=section.url,
        language=views.index.archive.site.language,
        crumbs=crumbs,
        is_draft=is_draft(topic),
        meta=page_metadata.of_topic(views, topic, crumbs) if number == 1 else page_metadata.PLAIN,
    )
