"""Home, prose pages, 404, and the pages that keep old addresses alive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from sitegen import collation, urls
from sitegen.graph import is_visible
from sitegen.model import ActorKind, Article, Claim, Markdown, Note, ProsePage, Status
from sitegen.pages import machines
from sitegen.pages.claims import shares_of_all
from sitegen.pages.records import (
    ActorItem,
    Frame,
    HomePage,
    Link,
    NotFoundPage,
    RedirectPage,
    TextPage,
    WithdrawnPage,
)
from sitegen.pages.timeline import by_years, everything
from sitegen.pages.topics import topic_item
from sitegen.pages.views import Views
from sitegen.pages.wording import counted

_Publishable: TypeAlias = "Article | Claim | Note | ProsePage"

HOME_ARTICLES: Final = 9
HOME_PEOPLE: Final = 12
HOME_TOPICS: Final = 12
"""What the home page shows of each: a taste that leads on to the whole."""


def home_page(views: Views) -> HomePage:
    """The front page."""
    graph, site = views.graph, views.graph.archive.site
    topics = sorted(
        (topic_item(views, topic, with_children=False) for topic in graph.topics.values()),
        key=lambda item: (-item.articles, -item.claims, collation.sort_key(item.name)),
    )
    return HomePage(
        frame=Frame(
            url="",
            title=site.title,
            description=site.description,
            section="",
            language=site.language,
            meta=machines.of_home(views),
        ),
        counts=_counts(views),
        articles=tuple(map(views.article_item, graph.entries[:HOME_ARTICLES])),
        people=_most_present(views),
        topics=tuple(topics[:HOME_TOPICS]),
        shares=shares_of_all(views),
        periods=by_years(everything(views)),
    )


def text_pages(views: Views, *, drafts: bool) -> Iterator[TextPage]:
    """The archive's own prose: about, method …"""
    for page in views.graph.archive.pages:
        if is_visible(page.status, drafts=drafts):
            frame = Frame(
                url=urls.prose_page(page.id),
                title=page.title,
                description=page.summary or views.fields.lead(page.body),
                section=urls.prose_page(page.id),
                language=views.graph.archive.site.language,
                is_draft=page.status is Status.DRAFT,
            )
            yield TextPage(frame, views.fields.html(page.body))


def not_found_page(views: Views) -> NotFoundPage:
    """What a server shows for an address that leads nowhere."""
    language = views.graph.archive.site.language
    return NotFoundPage(
        Frame(url="404.html", title="Page not found", description="", section="", language=language, is_listed=False)
    )


def withdrawn_pages(views: Views) -> Iterator[WithdrawnPage]:
    """Records that were taken back: the address stays, the text goes."""
    archive = views.graph.archive
    for article in filter(_is_withdrawn, archive.articles):
        # Before there was a key for it, the summary had to say why.
        reason = article.withdrawn or article.summary
        yield _withdrawn(views, urls.article(article.id), _withdrawn_title(article), "article", reason)
    for claim in filter(_is_withdrawn, archive.claims):
        reason = claim.withdrawn or _last_reason(claim)
        yield _withdrawn(views, urls.claim(claim.id), _withdrawn_title(claim), "claim", reason)
    for note in filter(_is_withdrawn, archive.notes):
        yield _withdrawn(views, urls.note(note.id), _withdrawn_title(note), "note", note.withdrawn)
    for page in filter(_is_withdrawn, archive.pages):
        yield _withdrawn(views, urls.prose_page(page.id), _withdrawn_title(page), "page", page.withdrawn)


def redirect_pages(views: Views, *, drafts: bool) -> Iterator[RedirectPage]:
    """Old addresses of renamed records: those that readers see, and those that were taken back."""
    graph = views.graph
    for actor in graph.archive.actors:
        for old in actor.formerly:
            yield _redirect(views, urls.actor(actor.kind, old), views.actor(actor.id))
    for topic in graph.topics.values():
        for old in topic.formerly:
            yield _redirect(views, urls.topic(old), views.topic(topic.id))
    titles = {entry.article.id: entry.woven.title for entry in graph.entries}
    for article in graph.archive.articles:
        title = titles.get(article.id) or _withdrawn_title(article)
        yield from _redirects(views, article, urls.article, title, drafts=drafts)
    for claim in graph.archive.claims:
        yield from _redirects(views, claim, urls.claim, claim.claim, drafts=drafts)
    for note in graph.archive.notes:
        yield from _redirects(views, note, urls.note, note.title, drafts=drafts)
    for page in graph.archive.pages:
        yield from _redirects(views, page, urls.prose_page, page.title, drafts=drafts)


def _redirects(
    views: Views, record: _Publishable, url: Callable[[str], str], title: str, *, drafts: bool
) -> Iterator[RedirectPage]:
    """From the old addresses of a record; none where it has no page itself."""
    if not (_is_withdrawn(record) or is_visible(record.status, drafts=drafts)):
        return
    words = _withdrawn_title(record) if _is_withdrawn(record) else title
    for old in record.formerly:
        yield _redirect(views, url(old), Link(words, url(record.id)))


def _counts(views: Views) -> tuple[Link, ...]:
    graph = views.graph
    kinds = Counter(actor.kind for actor in graph.archive.actors)
    wanted = [(len(graph.entries), "article", urls.ARTICLES)]
    wanted += [(kinds[kind], kind.value, urls.SECTION_OF_ACTOR[kind]) for kind in ActorKind]
    wanted += [
        (len(graph.topics), "topic", urls.TOPICS),
        (len(graph.claims), "claim", urls.CLAIMS),
        (len(graph.notes), "note", urls.NOTES),
    ]
    return tuple(Link(counted(count, noun), urls.section(name)) for count, noun, name in wanted if count)


def _most_present(views: Views) -> tuple[ActorItem, ...]:
    graph = views.graph
    present = sorted(
        (actor for actor in graph.archive.actors if actor.id in graph.mentions),
        key=lambda actor: (
            -len(graph.mentions[actor.id]),
            -sum(len(one.mentions) for one in graph.mentions[actor.id]),
            collation.sort_key(actor.sort_name),
        ),
    )
    people = [actor for actor in present if actor.kind is ActorKind.PERSON] or present
    return tuple(map(views.actor_item, people[:HOME_PEOPLE]))


def _is_withdrawn(record: _Publishable) -> bool:
    return record.status is Status.WITHDRAWN


def _withdrawn_title(record: _Publishable) -> str:
    """What a withdrawn record is still called: the statement of a claim or the title of a note went with it."""
    if isinstance(record, Article):
        return record.title or "Withdrawn article"
    if isinstance(record, ProsePage):
        return record.title
    return "Withdrawn claim" if isinstance(record, Claim) else "Withdrawn note"


def _withdrawn(views: Views, url: str, title: str, kind: str, reason: Markdown | None) -> WithdrawnPage:
    language = views.graph.archive.site.language
    section = "" if kind == "page" else f"{url.partition('/')[0]}/"
    frame = Frame(url=url, title=title, description="", section=section, language=language, is_listed=False)
    return WithdrawnPage(frame, kind, views.fields.html(reason))


def _last_reason(claim: Claim) -> Markdown | None:
    """The last entry of a claim's history says why it was taken back."""
    last = max(claim.history, key=lambda entry: entry.date, default=None)
    return Markdown(last.why, claim.location) if last else None


def _redirect(views: Views, url: str, target: Link) -> RedirectPage:
    language = views.graph.archive.site.language
    section = f"{target.url.partition('/')[0]}/"
    frame = Frame(url=url, title=target.text, description="", section=section, language=language, is_listed=False)
    return RedirectPage(frame, target)
