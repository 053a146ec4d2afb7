"""Archive and graph → one record per output page, without any HTML of ours."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.fields import Fields, Target
from sitegen.graph import Graph, is_visible
from sitegen.model import ActorKind, Site
from sitegen.pages import actors, articles, claims, notes, others, topics
from sitegen.pages.records import Link, NavLink, Page, SiteView
from sitegen.pages.views import Views
from sitegen.problems import Problems

__all__ = ["build", "fields_of", "site_view"]


def build(graph: Graph, fields: Fields, *, drafts: bool) -> Iterator[Page]:
    """Every page of the site, always in the same order; problems of links in Markdown go to those of `fields`."""
    views = Views(graph, fields)
    yield others.home_page(views)
    yield from articles.articles_pages(views)
    yield from articles.article_pages(views)
    yield from actors.actors_pages(views)
    yield from actors.actor_pages(views)
    if graph.archive.topics:
        yield from topics.topics_pages(views)
        yield from topics.topic_pages(views)
    if graph.claims:
        yield from claims.claims_pages(views)
        yield from claims.claim_pages(views)
    if graph.notes:
        yield from notes.notes_pages(views)
        yield from notes.note_pages(views)
    yield from others.text_pages(views, drafts=drafts)
    yield from others.withdrawn_pages(views)
    yield from others.redirect_pages(views)
    yield others.not_found_page(views)


def fields_of(graph: Graph, problems: Problems) -> Fields:
    """What renders the Markdown of this archive's records; problems of its links go to `problems`."""
    archive = graph.archive
    return Fields(_targets(graph), archive.media, archive.site.raw_html, problems)


def site_view(graph: Graph, fields: Fields, *, drafts: bool) -> SiteView:
    """What every page shows of the archive itself."""
    site = graph.archive.site
    publisher = Link(site.publisher.name, site.publisher.url) if site.publisher else None
    return SiteView(
        title=site.title,
        description=site.description,
        navigation=_own_navigation(site) or _navigation(graph, drafts=drafts),
        footer=fields.html(site.footer),
        publisher=publisher,
    )


def _own_navigation(site: Site) -> tuple[NavLink, ...]:
    return tuple(
        NavLink(item.label, item.url if urls.is_web(item.url) else item.url.lstrip("/"), urls.is_web(item.url))
        for item in site.navigation
    )


def _navigation(graph: Graph, *, drafts: bool) -> tuple[NavLink, ...]:
    """The sections that the archive has; of the actors' indexes the first, which leads to the others."""
    kinds = {actor.kind for actor in graph.archive.actors}
    first = next((kind for kind in ActorKind if kind in kinds), None)
    sections = [("Articles", urls.ARTICLES)]
    if first:
        sections.append((actors.INDEX_TITLES[first], urls.SECTION_OF_ACTOR[first]))
    for title, name, records in (
        ("Topics", urls.TOPICS, graph.archive.topics),
        ("Claims", urls.CLAIMS, graph.claims),
        ("Notes", urls.NOTES, graph.notes),
    ):
        if records:
            sections.append((title, name))
    links = [NavLink(title, urls.section(name), is_absolute=False) for title, name in sections]
    links += [
        NavLink(page.title, urls.prose_page(page.id), is_absolute=False)
        for page in graph.archive.pages
        if is_visible(page.status, drafts=drafts)
    ]
    return tuple(links)


def _targets(graph: Graph) -> Iterator[Target]:
    archive = graph.archive
    titles = {entry.article.id: entry.woven.title for entry in graph.entries}
    for actor in archive.actors:
        yield Target(actor.kind.value, actor.id, actor.name, urls.actor(actor.kind, actor.id))
    for topic in archive.topics:
        yield Target("topic", topic.id, topic.name, urls.topic(topic.id))
    for claim in archive.claims:
        is_seen = claim.id in graph.claims
        yield Target("claim", claim.id, claim.claim if is_seen else claim.id, urls.claim(claim.id) if is_seen else "")
    for note in archive.notes:
        is_seen = note.id in graph.notes
        yield Target("note", note.id, note.title if is_seen else note.id, urls.note(note.id) if is_seen else "")
    for article in archive.articles:
        title = titles.get(article.id, "")
        yield Target("article", article.id, title or article.id, urls.article(article.id) if title else "")
