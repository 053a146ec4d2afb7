"""The index of the archive → one record per output page, without any HTML of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sitegen.content.reference_fields import LinkTarget, link_targets
from sitegen.content.visibility import is_visible
from sitegen.core import urls
from sitegen.core.model import ActorKind, Claim, Note, Site, Status
from sitegen.core.problems import Problems
from sitegen.site.index import ReadKey, SiteIndex
from sitegen.site.index.read_log import WHOLE_ARCHIVE
from sitegen.site.pages import (
    actor_pages,
    article_pages,
    claim_pages,
    corrections_page,
    data_page,
    editor_pages,
    general_pages,
    introductions,
    note_pages,
    scale_page,
    search_page,
    timeline,
    topic_pages,
)
from sitegen.site.pages.general_pages import RedirectUnit
from sitegen.site.pages.page_records import Link, MetaImage, NavLink, Page, SiteView
from sitegen.site.pages.pagination import IsWanted, ListPage, every_page
from sitegen.site.pages.search_page import SearchState
from sitegen.site.pages.views import Views
from sitegen.site.record_markdown import RecordMarkdown

__all__ = ["PageGroup", "SearchState", "build_pages", "page_groups", "record_markdown_of", "site_view"]

T = TypeVar("T")


class PageGroup(NamedTuple):
    """Pages that are made alike, so that any of them can be made anywhere."""

    units: Sequence[Any]
    """What each page is made of: a record, a page of a list, or both."""
    url: Callable[[Any], str]
    """The URL of the page of a unit, by which the unit is known; nothing is made for it."""
    page: Callable[[Any], Page]
    """The page of a unit."""
    row: Callable[[Any], ReadKey | None] = lambda _: WHOLE_ARCHIVE
    """The row of the index that a unit is; None where the page reads all that it shows through the index."""
    shows: Callable[[Any], str] = lambda _: ""
    """What the page of a unit shows that is not read through the index: its part of a list, its neighbours.

    Where it differs, so may the page.
    """
    list_page: Callable[[Any], ListPage] | None = None
    """The place of a unit's page among those of its list; None where the units are no pages of lists."""
    is_articles: bool = False
    """Whether the units are the articles' places among all, newest first, in the order of their ids."""
    is_short: bool = False
    """Whether its pages are short, and many of them."""

    def list_url(self, unit: Any) -> str:
        """The URL of the first page of the list that the page of a unit is of, or was; else empty."""
        if self.list_page:
            return self.list_page(unit).list_url
        is_old_page = isinstance(unit, RedirectUnit) and isinstance(unit.now, ListPage)
        return unit.now.list_url if is_old_page else ""


def page_groups(
    views: Views, *, drafts: bool, search_state: SearchState = SearchState.NONE, is_wanted: IsWanted = every_page
) -> list[PageGroup]:
    """Every page of the site, always in the same order; problems of links in Markdown go to those of its `markdown`.

    `is_wanted`: of lists and records those that are asked for by the URLs of their first pages; others are left out.
    """
    index = views.index
    found = [
        _single("", lambda: general_pages.home_page(views)),
        _list(article_pages.articles_units(views, is_wanted), partial(article_pages.articles_page, views)),
        PageGroup(
            _by_id(index, is_wanted),
            lambda place: urls.article(index.in_order[place].article.id),
            partial(article_pages.article_page, views),
            lambda place: ReadKey("articles", index.in_order[place].article.id),
            partial(article_pages.neighbours, views),
            is_articles=True,
        ),
        _lists(actor_pages.actors_units(views, is_wanted), partial(actor_pages.actors_page, views)),
        _lists(actor_pages.actor_units(views, is_wanted), partial(actor_pages.actor_page, views), "actors"),
    ]
    if index.topics:
        found.append(_list(topic_pages.topics_units(views, is_wanted), partial(topic_pages.topics_page, views)))
        found.append(
            _lists(topic_pages.topic_units(views, is_wanted), partial(topic_pages.topic_page, views), "topics")
        )
    found += _claim_groups(views, is_wanted)
    found.append(
        _list(
            timeline.timeline_units(views, is_wanted),
            partial(timeline.timeline_page, views),
            lambda at: f"{at.neighbourhood}\n{timeline.beside(views, at)}",
        )
    )
    found += _note_groups(views, is_wanted)
    found.append(_list(corrections_page.corrections_units(views), partial(corrections_page.corrections_page, views)))
    return [*found, *_other_groups(views, found, drafts=drafts, search_state=search_state)]


def _claim_groups(views: Views, is_wanted: IsWanted) -> Iterator[PageGroup]:
    """The lists of claims, the scale of verdicts, and the page of each claim."""
    index = views.index
    if not index.claims and not _any_withdrawn(index.whole.claims):
        return
    yield _claims(views, is_wanted)
    if introductions.page_link(index, urls.SCALE):
        yield _single(urls.section(urls.SCALE), lambda: scale_page.scale_page(views))
    yield PageGroup(
        tuple(claim for claim in index.claims.values() if is_wanted(urls.claim(claim.id))),
        lambda claim: urls.claim(claim.id),
        partial(claim_pages.claim_page, views),
        lambda claim: ReadKey("claims", claim.id),
        is_short=True,
    )


def _note_groups(views: Views, is_wanted: IsWanted) -> Iterator[PageGroup]:
    """The list of notes, and the pages of each."""
    index = views.index
    if index.notes or _any_withdrawn(index.whole.notes):
        yield _list(note_pages.notes_units(views, is_wanted), partial(note_pages.notes_page, views))
        own = _lists(note_pages.note_units(views, is_wanted), partial(note_pages.note_page, views), "notes")
        yield own._replace(is_short=True)


def _other_groups(
    views: Views, lists: Sequence[PageGroup], *, drafts: bool, search_state: SearchState
) -> Iterator[PageGroup]:
    """The pages of what is no record of its own, and of the old addresses of records and of these lists."""
    index = views.index
    if search_state is not SearchState.NONE:
        url = urls.section(search_page.SEARCH_SECTION)
        page = partial(search_page.search_page, views, search_state)
        yield _single(url, lambda: page(_sections(index)), search_state.value)
    yield PageGroup(
        general_pages.text_units(views, drafts=drafts),
        lambda page: urls.prose_page(page.id),
        partial(general_pages.text_page, views),
    )
    yield _single(urls.section(urls.DATA), lambda: data_page.data_page(views))
    if drafts:
        yield _single(urls.section(urls.EDITORS), lambda: editor_pages.editors_page(views))
    yield PageGroup(
        tuple(general_pages.withdrawn_units(views)),
        general_pages.record_url,
        partial(general_pages.withdrawn_page, views),
    )
    yield PageGroup(
        (*general_pages.redirect_units(views, drafts=drafts), *general_pages.numbered_units(_list_pages(lists))),
        lambda unit: unit.url,
        partial(general_pages.redirect_page, views),
        lambda unit: None if isinstance(unit.now, ListPage) else WHOLE_ARCHIVE,
        lambda unit: unit.now.title if isinstance(unit.now, ListPage) else "",
        is_short=True,
    )
    yield _single(general_pages.NOT_FOUND, lambda: general_pages.not_found_page(views))


def build_pages(
    index: SiteIndex, markdown: RecordMarkdown, *, drafts: bool, search_state: SearchState = SearchState.NONE
) -> Iterator[Page]:
    """All page records of the site, group by group."""
    for group in page_groups(Views(index, markdown), drafts=drafts, search_state=search_state):
        yield from map(group.page, group.units)


def _by_id(index: SiteIndex, is_wanted: IsWanted) -> list[int]:
    places = (place for place, one in enumerate(index.in_order) if is_wanted(urls.article(one.article.id)))
    return sorted(places, key=lambda place: index.in_order[place].article.id)


def _single(url: str, page: Callable[[], Page], shows: str = "") -> PageGroup:
    """The one page of its kind."""
    return PageGroup((None,), lambda _: url, lambda _: page(), _through_index, lambda _: shows)


def _list(
    units: Sequence[ListPage], page: Callable[[ListPage], Page], shows: Callable[[ListPage], str] | None = None
) -> PageGroup:
    """The pages of one list."""
    return PageGroup(units, lambda at: at.url, page, _through_index, shows or _neighbourhood, lambda at: at)


def _neighbourhood(at: ListPage) -> str:
    return at.neighbourhood


def _lists(units: Iterable[tuple[T, ListPage]], page: Callable[[T, ListPage], Page], table: str = "") -> PageGroup:
    """The pages of the lists of several records, which are in a table of the index, or of kinds of them."""
    row = (lambda unit: ReadKey(table, unit[0].id)) if table else _through_index
    return PageGroup(
        tuple(units),
        lambda unit: unit[1].url,
        lambda unit: page(*unit),
        row,
        lambda unit: unit[1].neighbourhood,
        lambda unit: unit[1],
    )


def _through_index(_: object) -> None:
    """Of pages that read all that they show through the index."""


def _list_pages(groups: Iterable[PageGroup]) -> Iterator[ListPage]:
    for group in groups:
        if group.list_page:
            yield from map(group.list_page, group.units)


def _claims(views: Views, is_wanted: IsWanted) -> PageGroup:
    """The lists of claims."""
    return PageGroup(
        tuple(claim_pages.claims_units(views, is_wanted)),
        lambda unit: unit.at.url,
        partial(claim_pages.claims_page, views),
        _through_index,
        lambda unit: unit.at.neighbourhood,
        lambda unit: unit.at,
    )


def _any_withdrawn(records: Iterable[Claim | Note]) -> bool:
    """Whether there is a page of a withdrawn record: it leads to the index of its kind, which then has to be there."""
    return any(record.status is Status.WITHDRAWN for record in records)


def record_markdown_of(index: SiteIndex, problems: Problems) -> RecordMarkdown:
    """What renders the Markdown of this archive's records. What it reports later goes to `problems`."""
    site, media = index.site, index.whole.media
    markdown = RecordMarkdown(_link_targets(index), media, site.raw_html, problems, site.language)
    markdown.log = index.log
    return markdown


def site_view(
    index: SiteIndex, markdown: RecordMarkdown, *, drafts: bool, search_state: SearchState = SearchState.NONE
) -> SiteView:
    """What every page shows of the archive itself."""
    site = index.site
    publisher = Link(site.publisher.name, site.publisher.url) if site.publisher else None
    navigation = _own_navigation(site) or _navigation(index, drafts=drafts)
    if search_state is SearchState.NONE:
        navigation = tuple(link for link in navigation if link.url.rstrip("/") != search_page.SEARCH_SECTION)
    return SiteView(
        title=site.title,
        description=site.description,
        navigation=navigation,
        footer=markdown.html(site.footer),
        publisher=publisher,
        base_url=site.base_url,
        logo=_logo(site),
        is_unlisted=site.is_unlisted,
        scale=introductions.page_link(index, urls.SCALE),
        corrections=introductions.page_link(index, urls.CORRECTIONS),
        editors=Link(editor_pages.TITLE, urls.section(urls.EDITORS)) if drafts else None,
        preview_digits=urls.preview_digits(
            len(index.actors) + len(index.topics) + len(index.claims) + len(index.notes)
        ),
    )


def _logo(site: Site) -> MetaImage | None:
    if not site.publisher or not site.publisher.logo:
        return None
    return MetaImage(urls.file_url(f"media/{site.publisher.logo}"), site.publisher.name)


def _own_navigation(site: Site) -> tuple[NavLink, ...]:
    return tuple(
        NavLink(item.label, item.url if urls.is_web(item.url) else item.url.lstrip("/"), urls.is_web(item.url))
        for item in site.navigation
    )


def _navigation(index: SiteIndex, *, drafts: bool) -> tuple[NavLink, ...]:
    """The sections that the archive has, its prose, and the search."""
    prose = (
        NavLink(page.title, urls.prose_page(page.id), is_absolute=False)
        for page in index.whole.pages
        if is_visible(page.status, drafts=drafts)
    )
    return (
        *_sections(index),
        *prose,
        NavLink(search_page.TITLE, urls.section(search_page.SEARCH_SECTION), is_absolute=False),
    )


def _sections(index: SiteIndex) -> tuple[NavLink, ...]:
    """The sections that the archive has; of the actors' indexes the first, which leads to the others."""
    kinds = {actor.kind for actor in index.actors.values()}
    first = next((kind for kind in ActorKind if kind in kinds), None)
    sections = [("Articles", urls.ARTICLES)]
    if first:
        sections.append((actor_pages.INDEX_TITLES[first], urls.SECTION_OF_ACTOR[first]))
    for title, name, records in (
        ("Topics", urls.TOPICS, index.topics),
        ("Claims", urls.CLAIMS, index.claims),
        ("Notes", urls.NOTES, index.notes),
    ):
        if records:
            sections.append((title, name))
    if timeline.has_timeline(index):
        sections.append(("Timeline", urls.TIMELINE))
    return tuple(NavLink(title, urls.section(name), is_absolute=False) for title, name in sections)


def _link_targets(index: SiteIndex) -> Iterator[LinkTarget]:
    """Where `[[id]]` leads: of what was withdrawn nothing but its own page is left."""
    titles = {entry.article.id: entry.annotated.title for entry in index.in_order}
    return link_targets(index.whole, titles, lambda status: status is not Status.WITHDRAWN)
