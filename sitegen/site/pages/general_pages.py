"""Home, prose pages, 404, and the pages that keep old addresses alive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, TypeAlias

from sitegen.content.visibility import is_visible, withdrawal_reason
from sitegen.core import urls
from sitegen.core.model import Actor, ActorKind, Article, Claim, Note, ProsePage, Status, Topic
from sitegen.site.index import SiteIndex
from sitegen.site.pages import page_metadata
from sitegen.site.pages.claim_pages import shares_of_all
from sitegen.site.pages.page_records import (
    ActorItem,
    Frame,
    HomePage,
    Link,
    NotFoundPage,
    RedirectPage,
    TextPage,
    WithdrawnPage,
)
from sitegen.site.pages.timeline import all_dated_items, counts_by_year
from sitegen.site.pages.topic_pages import topic_item
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted

_PublishableRecord: TypeAlias = "Article | Claim | Note | ProsePage | Actor | Topic"

HOME_ARTICLES: Final = 9
HOME_PEOPLE: Final = 12
HOME_TOPICS: Final = 12
"""What the home page shows of each: a taste that leads on to the whole."""


def home_page(views: Views) -> HomePage:
    """The front page."""
    index, site = views.index, views.index.archive.site
    topics = sorted(
        (topic_item(views, topic, with_children=False) for topic in index.topics.values()),
        key=lambda item: (-item.articles, -item.claims, views.collation.sort_key(item.name)),
    )
    return HomePage(
        frame=Frame(
            url="",
            title=site.title,
            description=site.description,
            section="",
            language=site.language,
            meta=page_metadata.of_home(views),
        ),
        counts=_counts(views),
        articles=tuple(map(views.article_item, index.entries[:HOME_ARTICLES])),
        people=_most_present(views),
        topics=tuple(topics[:HOME_TOPICS]),
        shares=shares_of_all(views),
        periods=counts_by_year(all_dated_items(views)),
    )


def text_pages(views: Views, *, drafts: bool) -> Iterator[TextPage]:
    """The pages of the archive's own prose."""
    for page in views.index.archive.pages:
        if is_visible(page.status, drafts=drafts):
            frame = Frame(
                url=urls.prose_page(page.id),
                title=page.title,
                description=page.summary or views.markdown.lead(page.body),
                section=urls.prose_page(page.id),
                language=views.index.archive.site.language,
                is_draft=page.status is Status.DRAFT,
            )
            yield TextPage(frame, views.markdown.html(page.body))


def not_found_page(views: Views) -> NotFoundPage:
    """What a server shows for an address that leads nowhere."""
    language = views.index.archive.site.language
    return NotFoundPage(
        Frame(url="404.html", title="Page not found", description="", section="", language=language, is_listed=False)
    )


def withdrawn_pages(views: Views) -> Iterator[WithdrawnPage]:
    """A page at the address of every record that was taken back: that it was, and why, without its text."""
    archive = views.index.archive
    for article in filter(_is_withdrawn, archive.articles):
        yield _withdrawn(views, urls.article(article.id), "article", article)
    for claim in filter(_is_withdrawn, archive.claims):
        yield _withdrawn(views, urls.claim(claim.id), "claim", claim)
    for note in filter(_is_withdrawn, archive.notes):
        yield _withdrawn(views, urls.note(note.id), "note", note)
    for page in filter(_is_withdrawn, archive.pages):
        yield _withdrawn(views, urls.prose_page(page.id), "page", page)
    for actor in filter(_is_withdrawn, archive.hidden_actors):
        yield _withdrawn(views, urls.actor(actor.kind, actor.id), actor.kind.value, actor)
    for topic in filter(_is_withdrawn, archive.hidden_topics):
        yield _withdrawn(views, urls.topic(topic.id), "topic", topic)


def redirect_pages(views: Views, *, drafts: bool) -> Iterator[RedirectPage]:
    """A page at every old address of a record that has a page, also of one that was taken back."""
    index = views.index
    for actor in (*index.archive.actors, *index.archive.hidden_actors):
        yield from _redirects(views, actor, partial(urls.actor, actor.kind), actor.name, drafts=drafts)
    for topic in (*index.topics.values(), *index.archive.hidden_topics):
        yield from _redirects(views, topic, urls.topic, topic.name, drafts=drafts)
    titles = {entry.article.id: entry.annotated.title for entry in index.entries}
    for article in index.archive.articles:
        title = titles.get(article.id) or _withdrawn_title(article)
        yield from _redirects(views, article, urls.article, title, drafts=drafts)
    for claim in index.archive.claims:
        yield from _redirects(views, claim, urls.claim, claim.claim, drafts=drafts)
    for note in index.archive.notes:
        yield from _redirects(views, note, urls.note, note.title, drafts=drafts)
    for page in index.archive.pages:
        yield from _redirects(views, page, urls.prose_page, page.title, drafts=drafts)


def _redirects(
    views: Views, record: _PublishableRecord, url: Callable[[str], str], title: str, *, drafts: bool
) -> Iterator[RedirectPage]:
    """From the old addresses of a record; none where it has no page itself."""
    if not (_is_withdrawn(record) or record.status is None or is_visible(record.status, drafts=drafts)):
        return
    words = _withdrawn_title(record) if _is_withdrawn(record) else title
    language = _title_language(views, record)
    for old in record.formerly:
        yield _redirect(views, url(old), Link(words, url(record.id), language))


def _counts(views: Views) -> tuple[Link, ...]:
    index = views.index
    kinds = Counter(actor.kind for actor in index.archive.actors)
    wanted = [(len(index.entries), "article", urls.ARTICLES)]
    wanted += [(kinds[kind], kind.value, urls.SECTION_OF_ACTOR[kind]) for kind in ActorKind]
    wanted += [
        (len(index.topics), "topic", urls.TOPICS),
        (len(index.claims), "claim", urls.CLAIMS),
        (len(index.notes), "note", urls.NOTES),
    ]
    return tuple(Link(counted(count, noun), urls.section(name)) for count, noun, name in wanted if count)


def _most_present(views: Views) -> tuple[ActorItem, ...]:
    index = views.index
    present = sorted(
        (actor for actor in index.archive.actors if actor.id in index.mentions),
        key=lambda actor: (
            -len(index.mentions[actor.id]),
            -sum(len(one.mentions) for one in index.mentions[actor.id]),
            views.collation.sort_key(actor.sort_name),
        ),
    )
    people = [actor for actor in present if actor.kind is ActorKind.PERSON] or present
    return tuple(map(views.actor_item, people[:HOME_PEOPLE]))


def _is_withdrawn(record: _PublishableRecord) -> bool:
    return record.status is Status.WITHDRAWN


def _withdrawn_title(record: _PublishableRecord) -> str:
    """What a withdrawn record is still called: the statement of a claim or the title of a note went with it."""
    if isinstance(record, Article):
        return record.title or "Withdrawn article"
    if isinstance(record, ProsePage):
        return record.title
    what = record.kind.value if isinstance(record, Actor) else type(record).__name__.lower()
    return f"Withdrawn {what}"


def _title_language(views: Views, record: _PublishableRecord) -> str:
    """As `foreign`, of what a record is called here: one that was taken back may have no words of its own left."""
    has_words = isinstance(record, Article) and (record.title or not _is_withdrawn(record))
    return views.foreign(record) if isinstance(record, Article) and has_words else ""


def _withdrawn(views: Views, url: str, kind: str, record: _PublishableRecord) -> WithdrawnPage:
    language = views.index.archive.site.language
    frame = Frame(
        url=url,
        title=_withdrawn_title(record),
        description="",
        section=_index_of(views.index, url, record),
        language=language,
        is_listed=False,
        title_language=_title_language(views, record),
    )
    return WithdrawnPage(frame, kind, views.markdown.html(withdrawal_reason(record)))


def _index_of(index: SiteIndex, url: str, record: _PublishableRecord) -> str:
    """The list that a record stood in; empty where there is none any more."""
    if isinstance(record, Actor):
        is_there = any(actor.kind is record.kind for actor in index.archive.actors)
    else:
        is_there = bool(index.topics) if isinstance(record, Topic) else not isinstance(record, ProsePage)
    return f"{url.partition('/')[0]}/" if is_there else ""


def _redirect(views: Views, url: str, target: Link) -> RedirectPage:
    language = views.index.archive.site.language
    section = f"{target.url.partition('/')[0]}/"
    frame = Frame(
        url=url,
        title=target.text,
        description="",
        section=section,
        language=language,
        is_listed=False,
        title_language=target.language,
    )
    return RedirectPage(frame, target)
