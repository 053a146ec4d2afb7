"""Home, prose pages, 404, and the pages that keep old addresses alive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from sitegen.content.visibility import is_visible
from sitegen.core import urls
from sitegen.core.model import Actor, ActorKind, Article, Claim, Note, ProsePage, Status, Topic, Withdrawal
from sitegen.site.index import SiteIndex
from sitegen.site.pages import introductions, page_metadata
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
from sitegen.site.pages.pagination import ListPage
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.timeline import all_dated_items, counts_by_year
from sitegen.site.pages.topic_pages import topic_item
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted

_PublishableRecord: TypeAlias = "Article | Claim | Note | ProsePage | Actor | Topic"

_ADDRESSES: Final[Mapping[type, Callable[[str], str]]] = {
    Article: urls.article, Claim: urls.claim, Note: urls.note, ProsePage: urls.prose_page, Topic: urls.topic
}  # fmt: skip
"""Of the kinds of record whose address says no more than their id."""

NOT_FOUND: Final = "404.html"
"""What servers show where there is nothing."""
HOME_ARTICLES: Final = 9
HOME_PEOPLE: Final = 12
HOME_TOPICS: Final = 12
"""What the home page shows of each: a taste that leads on to the whole."""


def home_page(views: Views) -> HomePage:
    """The front page."""
    index, site = views.index, views.index.site
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


def text_units(views: Views, *, drafts: bool) -> tuple[ProsePage, ...]:
    """The archive's own prose, as far as there are pages of it: some stands above what is made of records."""
    introduced = introductions.introduced(views.index)
    pages = (page for page in views.index.whole.pages if is_visible(page.status, drafts=drafts))
    return tuple(page for page in pages if page.id not in introduced)


def text_page(views: Views, page: ProsePage) -> TextPage:
    """A page of the archive's own prose."""
    frame = Frame(
        url=urls.prose_page(page.id),
        title=page.title,
        description=page.summary or views.markdown.lead(page.body),
        section=urls.prose_page(page.id),
        language=views.index.site.language,
        is_draft=is_draft(page),
        is_review=is_review(page),
        is_unlisted=page.is_unlisted,
    )
    return TextPage(frame, views.markdown.html(page.body))


def not_found_page(views: Views) -> NotFoundPage:
    """What a server shows for an address that leads nowhere."""
    language = views.index.site.language
    return NotFoundPage(
        Frame(url=NOT_FOUND, title="Page not found", description="", section="", language=language, is_listed=False)
    )


def withdrawn_units(views: Views) -> Iterator[_PublishableRecord]:
    """Every record that was taken back."""
    archive = views.index.archive
    records = (archive.articles, archive.claims, archive.notes, archive.pages)
    return filter(_is_withdrawn, chain(*records, archive.hidden_actors, archive.hidden_topics))


def withdrawn_page(views: Views, record: _PublishableRecord) -> WithdrawnPage:
    """The page at the address of a record that was taken back: that it was, and why, without its text."""
    url = record_url(record)
    frame = Frame(
        url=url,
        title=_withdrawn_title(record),
        description="",
        section=_index_of(views.index, url, record),
        language=views.index.site.language,
        is_listed=False,
        title_language=_title_language(views, record),
    )
    said = record.withdrawn or Withdrawal()
    is_listed = isinstance(record, Article | Claim | Note)
    corrections = introductions.page_link(views.index, urls.CORRECTIONS) if is_listed else None
    return WithdrawnPage(frame, _kind(record), views.markdown.html(said.why), said.date, corrections)


class RedirectUnit(NamedTuple):
    """An old address, and what is there now."""

    url: str
    now: _PublishableRecord | ListPage
    """A record that has a page, also one that was taken back; or the first page of a list."""


def redirect_units(views: Views, *, drafts: bool) -> Iterator[RedirectUnit]:
    """Every old address of records; none of a record that has no page itself."""
    index, archive = views.index, views.index.archive
    actors = (*archive.actors, *archive.hidden_actors)
    topics = (*index.topics.values(), *archive.hidden_topics)
    records: Iterator[_PublishableRecord]
    records = chain(actors, topics, archive.articles, archive.claims, archive.notes, archive.pages)
    for record in records:
        if record.formerly and (
            _is_withdrawn(record) or record.status is None or is_visible(record.status, drafts=drafts)
        ):
            yield from (RedirectUnit(record_url(record, old), record) for old in record.formerly if old != record.id)


def numbered_units(pages: Iterable[ListPage]) -> Iterator[RedirectUnit]:
    """Every address, `page/2/`, that a page of these lists had when they were numbered."""
    for at in pages:
        if at.is_first:
            for number in range(2, at.old_numbers + 1):
                yield RedirectUnit(f"{at.list_url}page/{number}/", at)


def redirect_page(views: Views, unit: RedirectUnit) -> RedirectPage:
    """The page at an old address."""
    target = _target(views, unit.now)
    frame = Frame(
        url=unit.url,
        title=target.text,
        description="",
        section=f"{target.url.partition('/')[0]}/",
        language=views.index.site.language,
        is_listed=False,
        title_language=target.language,
    )
    return RedirectPage(frame, target)


def _target(views: Views, now: _PublishableRecord | ListPage) -> Link:
    if isinstance(now, ListPage):
        return Link(now.title, now.list_url)
    words = _withdrawn_title(now) if _is_withdrawn(now) else _title(views, now)
    return Link(words, record_url(now), _title_language(views, now))


def record_url(record: _PublishableRecord, record_id: str = "") -> str:
    """The address of a record's page, or what it would be with another id."""
    identifier = record_id or record.id
    if isinstance(record, Actor):
        return urls.actor(record.kind, identifier)
    return _ADDRESSES[type(record)](identifier)


def _counts(views: Views) -> tuple[Link, ...]:
    index = views.index
    kinds = Counter(actor.kind for actor in index.actors.values())
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
    counts = dict(index.mention_counts.items())
    present = sorted(
        (actor for actor in index.actors.values() if actor.id in counts),
        key=lambda actor: (
            -counts[actor.id].articles,
            -counts[actor.id].mentions,
            views.collation.sort_key(actor.sort_name),
        ),
    )
    people = [actor for actor in present if actor.kind is ActorKind.PERSON] or present
    return tuple(map(views.actor_item, people[:HOME_PEOPLE]))


def _is_withdrawn(record: _PublishableRecord) -> bool:
    return record.status is Status.WITHDRAWN


def _withdrawn_title(record: _PublishableRecord) -> str:
    """What a withdrawn record is still called: unless its author says so, the words of a claim or note went with it."""
    if record.withdrawn and record.withdrawn.title:
        return record.withdrawn.title
    if isinstance(record, Article):
        return record.title or "Withdrawn article"
    return record.title if isinstance(record, ProsePage) else f"Withdrawn {_kind(record)}"


def _kind(record: _PublishableRecord) -> str:
    """What a record is, in a word for readers."""
    if isinstance(record, ProsePage):
        return "page"
    return record.kind.value if isinstance(record, Actor) else type(record).__name__.lower()


def _title(views: Views, record: _PublishableRecord) -> str:
    """What a record is called on its page."""
    if isinstance(record, (Actor, Topic)):
        return record.name
    if isinstance(record, Claim):
        return record.claim
    if isinstance(record, Article):
        return views.titles.get(record.id) or _withdrawn_title(record)
    return record.title


def _title_language(views: Views, record: _PublishableRecord) -> str:
    """As `foreign`, of what a record is called here: one that was taken back may have no words of its own left."""
    has_words = isinstance(record, Article) and (record.title or not _is_withdrawn(record))
    return views.foreign(record) if isinstance(record, Article) and has_words else ""


def _index_of(index: SiteIndex, url: str, record: _PublishableRecord) -> str:
    """The list that a record stood in; empty where there is none any more."""
    if isinstance(record, Actor):
        is_there = any(actor.kind is record.kind for actor in index.actors.values())
    else:
        is_there = bool(index.topics) if isinstance(record, Topic) else not isinstance(record, ProsePage)
    return f"{url.partition('/')[0]}/" if is_there else ""
