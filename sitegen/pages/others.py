"""Home, prose pages, 404, and the pages that keep old addresses alive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

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
        title = article.title or "Withdrawn article"
        # Before there was a key for it, the summary had to say why.
        yield _withdrawn(views, urls.article(article.id), title, "article", article.withdrawn or article.summary)
    for claim in filter(_is_withdrawn, archive.claims):
        reason = claim.withdrawn or _last_reason(claim)
        yield _withdrawn(views, urls.claim(claim.id), "Withdrawn claim", "claim", reason)
    for note in filter(_is_withdrawn, archive.notes):
        yield _withdrawn(views, urls.note(note.id), "Withdrawn note", "note", note.withdrawn)
    for page in filter(_is_withdrawn, archive.pages):
        yield _withdrawn(views, urls.prose_page(page.id), page.title, "page", page.withdrawn)


def redirect_pages(views: Views) -> Iterator[RedirectPage]:
    """Old addresses of renamed actors and topics."""
    for actor in views.graph.archive.actors:
        for old in actor.formerly:
            yield _redirect(views, urls.actor(actor.kind, old), views.actor(actor.id))
    for topic in views.graph.topics.values():
        for old in topic.formerly:
            yield _redirect(views, urls.topic(old), views.topic(topic.id))


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


def _is_withdrawn(record: Article | Claim | Note | ProsePage) -> bool:
    return record.status is Status.WITHDRAWN


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
    section = f"{url.partition('/')[0]}/"
    frame = Frame(url=url, title=target.text, description="", section=section, language=language, is_listed=False)
    return RedirectPage(frame, target)
