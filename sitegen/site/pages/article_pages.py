"""Articles: the annotated page of each, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from sitegen.core import dates, urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, AnnotatedBlock, AnnotationId, ArticleBody, ArticleId, Claim, Note
from sitegen.site.index import ArticleEntry, speakers_at, whole_annotation
from sitegen.site.pages import margin, page_metadata
from sitegen.site.pages.citations import citations
from sitegen.site.pages.page_records import (
    ArticleItem,
    ArticlePage,
    ArticlesPage,
    Block,
    Card,
    Companion,
    Contents,
    Frame,
    Link,
    YearGroup,
)
from sitegen.site.pages.pagination import IsWanted, ListedItems, ListPage, every_page, list_pages
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views, annotation_kind
from sitegen.site.pages.wording import counted, date_mark
from sitegen.site.record_markdown import Html

LEAST_HEADINGS: Final = 3
"""A table of contents with fewer entries says nothing that the page does not show."""


def article_page(views: Views, place: int) -> ArticlePage:
    """The page of `index.entries[place]`."""
    article = views.index.in_order[place].article.id
    return fill_body(page_shell(views, place), views.index.bodies[article])


def neighbours(views: Views, place: int) -> str:
    """The links of the page of an article to the newer and to the older one."""
    return repr((_newer(views, place), _older(views, place)))


def _newer(views: Views, place: int) -> Link | None:
    return views.article(views.index.in_order[place - 1]) if place else None


def _older(views: Views, place: int) -> Link | None:
    entries = views.index.in_order
    return views.article(entries[place + 1]) if place + 1 < len(entries) else None


def articles_units(views: Views, is_wanted: IsWanted = every_page) -> list[ListPage]:
    """The pages of the list of all articles."""
    if not is_wanted(urls.section(urls.ARTICLES)):
        return []
    site, listed = views.index.site, listed_articles(views.index.entries)
    return list_pages("Articles", urls.section(urls.ARTICLES), site.per_page, listed)


def listed_articles(entries: Sequence[ArticleEntry], name: str = "", title: str = "") -> ListedItems:
    """Articles as a list of several pages."""
    return ListedItems(
        name,
        title,
        entries,
        keys=lambda: [entry.article.id for entry in entries],
        mark=lambda entry: date_mark(entry.article.date),
    )


def articles_page(views: Views, at: ListPage) -> ArticlesPage:
    """A page of the list of all articles, newest first."""
    listed = listed_articles(views.index.entries if at.is_first else views.index.in_order)
    if not at.is_first:
        views.index.log.note_all(("listed", entry.article.id) for entry in at.part(listed))
    count, pager = len(listed.items), at.pager(listed)
    frame = Frame(
        url=at.url,
        title=at.title,
        description=f"{counted(count, 'article')}, newest first." if at.is_first else at.described(pager),
        section=at.list_url,
        language=views.index.site.language,
    )
    years = group_by_year(map(views.article_item, at.part(listed)))
    return ArticlesPage(frame, count if at.is_first else None, years, pager)


def group_by_year(items: Iterable[ArticleItem]) -> tuple[YearGroup, ...]:
    """Articles under the years they are of, in the order given."""
    groups: dict[str, list[ArticleItem]] = {}
    for item in items:
        groups.setdefault(item.date.year if item.date else "", []).append(item)
    return tuple(YearGroup(dates.year_heading(year) if year else "", tuple(some)) for year, some in groups.items())


class PageShell(FrozenRecord):
    """An article's page but for its own words: what changes where other records do."""

    page: ArticlePage
    """With an empty body."""
    cards: Mapping[AnnotationId, Card]
    """Of all annotations whose words are in the body."""


def fill_body(around: PageShell, body: ArticleBody) -> ArticlePage:
    """The page with the article's own words."""
    cards = around.cards
    has_contents = len(body.headings) >= LEAST_HEADINGS
    return replace(
        around.page,
        headline=Html(body.headline.html),
        headline_cards=tuple(cards[one] for one in body.headline.annotations),
        blocks=_blocks(body.blocks, cards),
        contents=tuple(Contents(h.level, h.element_id, h.text) for h in body.headings) if has_contents else (),
        sha256=body.sha256,
    )


def page_shell(views: Views, place: int) -> PageShell:
    """All that stands around the words of an article, by its place among all."""
    entries, site = views.index.in_order, views.index.site
    article, annotated = entries[place].article, entries[place].annotated
    people, organizations, places = _actors(views, entries[place])
    lead, crumbs = views.lead(entries[place]), (Link("Articles", urls.section(urls.ARTICLES)),)
    page = ArticlePage(
        frame=Frame(
            url=urls.article(article.id),
            title=annotated.title,
            description=lead,
            section=urls.section(urls.ARTICLES),
            language=site.language,
            crumbs=crumbs,
            is_draft=is_draft(article),
            is_review=is_review(article),
            is_unlisted=article.is_unlisted,
            meta=page_metadata.of_article(views, entries[place], lead, crumbs),
            title_language=views.foreign(article),
            description_language=views.lead_language(article),
        ),
        headline=Html(""),
        headline_cards=(),
        whole_cards=tuple(
            _whole_card(views, entries[place], record) for record in views.index.whole_article.get(article.id, ())
        ),
        blocks=(),
        contents=(),
        date=article.date,
        publisher=article.publisher,
        authors=article.authors,
        url=article.url,
        archived_url=article.archived_url,
        rights=article.rights,
        sha256="",
        text_language=article.language or site.language,
        summary=views.markdown.html(article.summary),
        topics=views.topics(article.topics),
        counts=views.counts(entries[place]),
        people=people,
        organizations=organizations,
        places=places,
        newer=_newer(views, place),
        older=_older(views, place),
        linked_from=tuple(map(views.article, views.index.linked_from.get(article.id, ()))),
        citations=citations(entries[place], site, views.index.by_name),
    )
    return PageShell(page, _cards(views, article.id, [passage.span.annotation for passage in annotated.passages]))


def _actors(views: Views, entry: ArticleEntry) -> tuple[tuple[Companion, ...], ...]:
    """The people, organizations and places of an article, each A to Z."""
    named = views.companions(views.actors_of(entry).items())
    in_order = sorted(named, key=lambda one: (views.collation.sort_key(one.name), one.url))
    return tuple(tuple(one for one in in_order if one.kind is kind) for kind in ActorKind)


def _blocks(annotated: Sequence[AnnotatedBlock], cards: Mapping[AnnotationId, Card]) -> tuple[Block, ...]:
    beside = [tuple(cards[annotation] for annotation in block.annotations) for block in annotated]
    dense = margin.dense_blocks([(block.html, some) for block, some in zip(annotated, beside, strict=True)])
    return tuple(
        Block(Html(block.html), some, folded) for block, some, folded in zip(annotated, beside, dense, strict=True)
    )


def _cards(views: Views, article: ArticleId, annotations: Sequence[AnnotationId]) -> dict[AnnotationId, Card]:
    """A card for each passage; what a record says in full at its first passage it does not say again at the next."""
    cards: dict[AnnotationId, Card] = {}
    shown: dict[str, Link] = {}
    for number, annotation in enumerate(annotations, 1):
        card = _card(views, article, annotation, number)
        first = shown.setdefault(card.url, Link(str(number), urls.with_fragment("", card.element_id)))
        cards[annotation] = replace(card, text="", first=first) if card.text and first.text != str(number) else card
    return cards


def _card(views: Views, article: ArticleId, annotation: AnnotationId, number: int) -> Card:
    record = views.record(annotation.kind, annotation.id)
    elements = _Elements(urls.card_element(annotation), urls.annotation_element(annotation))
    card = _card_of(views, record, number, elements._replace(old=_old_elements(record, annotation)))
    return _said_here(views, card, record, (article, annotation))


def _whole_card(views: Views, entry: ArticleEntry, record: Claim | Note) -> Card:
    annotation = whole_annotation(entry, annotation_kind(record), record.id)
    elements = _Elements(urls.annotation_element(annotation), old=_old_elements(record, annotation))
    return _said_here(views, _card_of(views, record, 0, elements), record, (entry.article.id, annotation))


def _said_here(views: Views, card: Card, record: Claim | Note, place: tuple[ArticleId, AnnotationId]) -> Card:
    """The card with those who make the claim in this article."""
    if not isinstance(record, Claim):
        return card
    return replace(card, speakers=views.actors(speakers_at(record, place[0], place[1].number)))


class _Elements(NamedTuple):
    """The elements of a card."""

    own: str
    """Of the card itself."""
    target: str = ""
    """Of the first words; empty where it speaks of the whole article."""
    old: tuple[str, ...] = ()
    """What the place was called while the record had other ids."""


def _card_of(views: Views, record: Claim | Note, number: int, elements: _Elements) -> Card:
    is_claim = isinstance(record, Claim)
    return Card(
        kind=annotation_kind(record),
        element_id=elements.own,
        target_id=elements.target,
        number=number,
        speakers=(),
        statement=record.claim if isinstance(record, Claim) else record.title,
        verdict=views.verdict(record.verdict) if isinstance(record, Claim) else None,
        text=views.markdown.lead(record.review if isinstance(record, Claim) else record.body),
        url=urls.claim(record.id) if is_claim else urls.note(record.id),
        sources=len(record.sources),
        is_draft=is_draft(record),
        is_review=is_review(record),
        topics=views.tags(record) if isinstance(record, Note) else (),
        old_elements=elements.old,
    )


def _old_elements(record: Claim | Note, annotation: AnnotationId) -> tuple[str, ...]:
    """What the passage was called on this page while its record had other ids."""
    return tuple(urls.annotation_element(replace(annotation, id=old)) for old in record.formerly if old != record.id)
