"""People, organizations and places: the page of each, and the index of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace

from sitegen.core import collation, dates, urls
from sitegen.core.model import Actor, ActorId, ActorKind, Excerpt, Mention
from sitegen.site.index import ActorMentions
from sitegen.site.pages import page_metadata
from sitegen.site.pages.article_pages import listed_articles
from sitegen.site.pages.claim_pages import claims_of_record
from sitegen.site.pages.note_pages import listed_notes
from sitegen.site.pages.page_records import (
    ActorItem,
    ActorPage,
    ActorsPage,
    Frame,
    ImageView,
    LetterGroup,
    Link,
    MentionGroup,
    MentionView,
    MentionYear,
    Pager,
    RelatedActor,
    RoleView,
)
from sitegen.site.pages.pagination import (
    IsWanted,
    ListedItems,
    ListPage,
    every_page,
    is_one_page,
    list_pages,
    numbered_keys,
    only_page,
)
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import MOST_COMPANIONS, Views
from sitegen.site.pages.wording import LONGEST_MARK, counted, date_mark, last_begun
from sitegen.text.sentences import shorten

LIST_NAMES: Final = ("mentions", "articles", "claims-made", "claims-about", "claims-reported", "notes")
"""The lists of an actor in the order of the page, by the folders of their later pages."""
INDEX_TITLES = {
    ActorKind.PERSON: "People",
    ActorKind.ORGANIZATION: "Organizations",
    ActorKind.PLACE: "Places",
}


class _ActorLists(NamedTuple):
    """What is listed of an actor, each list in its order."""

    mentions: ListedItems
    """Of pairs of `ActorMentions` and one of its mentions."""
    articles: ListedItems
    """About it, without its name."""
    claims_made: ListedItems
    claims_about: ListedItems
    claims_reported: ListedItems
    notes: ListedItems


def actor_units(views: Views, is_wanted: IsWanted = every_page) -> Iterator[tuple[Actor, ListPage]]:
    """The pages of all actors: the first with the beginning of each list, and those on which the lists go on."""
    index, per_page = views.index, views.index.site.per_page
    tables: tuple[Mapping[ActorId, Sequence[object]], ...] = (
        index.about, index.claims_made, index.claims_about, index.claims_reported, index.actor_notes
    )  # fmt: skip
    for actor in index.actors.values():
        url = urls.actor(actor.kind, actor.id)
        if not is_wanted(url):
            continue
        mentions = sum(one.count for one in index.mentions.get(actor.id, ()))
        lengths = [mentions, *(len(table.get(actor.id, ())) for table in tables)]
        if is_one_page(per_page, *lengths):
            yield actor, only_page(actor.name, url, per_page, *zip(LIST_NAMES, lengths, strict=True))
        else:
            lists = views.shared(url, partial(_lists, views, actor))
            yield from ((actor, at) for at in list_pages(actor.name, url, per_page, *lists))


def actor_page(views: Views, actor: Actor, at: ListPage) -> ActorPage:
    """A page of one actor; the later ones have nothing but a part of one of its lists."""
    lists = views.shared(at.list_url, lambda: _lists(views, actor))
    pager = at.pager(*lists)
    page = ActorPage(
        frame=_frame(views, actor, at, pager),
        kind=actor.kind,
        name=actor.name,
        years=_years(views, at, lists.mentions),
        about_articles=tuple(map(views.article_item, at.part(lists.articles))),
        claims_made=views.verdict_groups(at.part(lists.claims_made)),
        claims_about=views.claim_items(at.part(lists.claims_about)),
        claims_reported=views.claim_items(at.part(lists.claims_reported)),
        notes=tuple(map(views.note_item, at.part(lists.notes))),
        pager=pager,
    )
    return _first_page(views, actor, lists, page) if at.is_first else page


def _first_page(views: Views, actor: Actor, lists: _ActorLists, page: ActorPage) -> ActorPage:
    """The page with all that is no part of a list."""
    index = views.index
    return replace(
        page,
        one_line=views.one_line(actor, with_life=True),
        aliases=actor.aliases,
        born=actor.born,
        died=actor.died,
        summary=views.markdown.html(actor.summary),
        body=views.markdown.html(actor.body),
        image=_image(actor),
        roles=_roles(views, actor),
        mention_count=len(lists.mentions.items),
        article_count=len(index.mentions.get(actor.id, ())),
        shares=views.shares(lists.claims_made.items),
        companions=views.companions(index.co_mentions.get(actor.id, ())[:MOST_COMPANIONS]),
        topics=views.topics(actor.topics),
        related=tuple(RelatedActor(one.relation, views.actor(one.actor)) for one in actor.related),
        same_as=actor.same_as,
        sources=views.sources(actor.sources),
    )


def _lists(views: Views, actor: Actor) -> _ActorLists:
    index, names = views.index, LIST_NAMES
    pairs = [(one, mention) for one in index.mentions.get(actor.id, ()) for mention in one.mentions]
    return _ActorLists(
        ListedItems(
            names[0],
            "Mentions",
            pairs,
            keys=lambda: numbered_keys(one.entry.article.id for one, _ in pairs),
            mark=lambda pair: date_mark(pair[0].entry.article.date),
        ),
        listed_articles(index.about.get(actor.id, ()), names[1], "Other articles"),
        claims_of_record(views, index.claims_made.get(actor.id, ()), names[2], "Claims made"),
        claims_of_record(views, index.claims_about.get(actor.id, ()), names[3], "Claims about"),
        claims_of_record(views, index.claims_reported.get(actor.id, ()), names[4], "Claims reported"),
        listed_notes(views, index.actor_notes.get(actor.id, ()), names[5], "Notes"),
    )


def actors_units(views: Views, is_wanted: IsWanted = every_page) -> Iterator[tuple[ActorKind, ListPage]]:
    """The pages of the indexes of people, organizations and places, as far as there are any."""
    there = {actor.kind for actor in views.index.actors.values()}
    for kind in (kind for kind in ActorKind if kind in there):
        index = _index_link(kind)
        if not is_wanted(index.url):
            continue
        listed = views.shared(index.url, partial(_all_of_kind, views, kind))
        per_page = views.index.site.per_page
        yield from ((kind, at) for at in list_pages(index.text, index.url, per_page, listed))


def _all_of_kind(views: Views, kind: ActorKind) -> ListedItems:
    actors = sorted(
        (actor for actor in views.index.actors.values() if actor.kind is kind),
        key=lambda actor: (views.collation.sort_key(actor.sort_name), urls.actor(kind, actor.id)),
    )
    language = views.index.site.language
    return ListedItems(
        "",
        "",
        actors,
        keys=lambda: [actor.id for actor in actors],
        mark=lambda actor: views.beside(shorten(actor.sort_name, language, LONGEST_MARK)),
    )


def actors_page(views: Views, kind: ActorKind, at: ListPage) -> ActorsPage:
    """A page of the index of a kind, A to Z."""
    shared = views.shared if at.is_first else views.shared.unnoted
    listed = shared(at.list_url, lambda: _all_of_kind(views, kind))
    if not at.is_first:
        views.index.log.note_all(("actors", actor.id) for actor in at.part(listed))
    pager, letters = at.pager(listed), _letter_links(views, at, listed.items) if at.is_first else ()
    is_a_to_z = collation.is_a_to_z(letter.text for letter in letters)
    count = f"{counted(len(listed.items), kind.value)} of this archive{', from A to Z' if is_a_to_z else ''}."
    frame = Frame(
        url=at.url,
        title=at.title,
        description=count if at.is_first else at.described(pager),
        section=at.list_url,
        language=views.index.site.language,
    )
    groups: dict[str, list[ActorItem]] = {}
    for item in map(views.actor_item, at.part(listed)):
        groups.setdefault(views.collation.initial(item.sort_name), []).append(item)
    return ActorsPage(
        frame=frame,
        kind=kind,
        total=len(listed.items) if at.is_first else None,
        letters=tuple(LetterGroup(one, tuple(some), urls.letter_element(one)) for one, some in groups.items()),
        index=letters,
        is_a_to_z=is_a_to_z,
        others=_other_indexes(views, kind) if at.is_first else (),
        pager=pager,
    )


def _other_indexes(views: Views, kind: ActorKind) -> tuple[Link, ...]:
    there = {actor.kind for actor in views.index.actors.values()}
    return tuple(_index_link(other) for other in ActorKind if other in there and other is not kind)


def _index_link(kind: ActorKind) -> Link:
    return Link(INDEX_TITLES[kind], urls.section(urls.SECTION_OF_ACTOR[kind]))


def _letter_links(views: Views, at: ListPage, actors: Sequence[Actor]) -> tuple[Link, ...]:
    """Every letter, leading to the page on which it begins; `at` is the first page."""
    first: dict[str, int] = {}
    for place, actor in enumerate(actors):
        first.setdefault(views.collation.initial(actor.sort_name), place)
    return tuple(
        Link(letter, urls.with_fragment(at.url_of(place), urls.letter_element(letter)))
        for letter, place in first.items()
    )


def _frame(views: Views, actor: Actor, at: ListPage, pager: Pager) -> Frame:
    section = _index_link(actor.kind)
    whole = (views.markdown.lead(actor.summary) or views.one_line(actor, with_life=True)) if at.is_first else ""
    return Frame(
        url=at.url,
        title=actor.name,
        description=whole if at.is_first else at.described(pager),
        section=section.url,
        language=views.index.site.language,
        crumbs=(section,),
        is_draft=is_draft(actor),
        is_review=is_review(actor),
        is_unlisted=actor.is_unlisted,
        meta=page_metadata.of_actor(views, actor, whole, (section,)) if at.is_first else page_metadata.PLAIN,
    )


def _image(actor: Actor) -> ImageView | None:
    if not actor.image:
        return None
    image = actor.image
    return ImageView(urls.file_url(f"media/{image.file}"), image.alt, image.credit, image.rights)


def _roles(views: Views, actor: Actor) -> tuple[RoleView, ...]:
    return tuple(
        RoleView(
            title=role.title,
            of=views.actor(role.of) if role.of else None,
            years=dates.date_range(role.since, role.until),
            since=role.since,
            until=role.until,
        )
        for role in sorted(actor.roles, key=last_begun, reverse=True)
    )


def _years(views: Views, at: ListPage, mentions: ListedItems) -> tuple[MentionYear, ...]:
    """The mentions of a page under their articles, and these under their years."""
    pairs: Sequence[tuple[ActorMentions, Mention]] = at.part(mentions)
    by_article: dict[str, list[tuple[ActorMentions, Mention]]] = {}
    for pair in pairs:
        by_article.setdefault(pair[0].entry.article.id, []).append(pair)
    years: dict[str, list[MentionGroup]] = {}
    for some in by_article.values():
        date = some[0][0].entry.article.date
        years.setdefault(date.year if date else "", []).append(_group(views, some))
    return tuple(MentionYear(dates.year_heading(year) if year else "", tuple(groups)) for year, groups in years.items())


def _group(views: Views, pairs: Sequence[tuple[ActorMentions, Mention]]) -> MentionGroup:
    first, mention = pairs[0]
    article = views.article(first.entry)
    return MentionGroup(
        article=article,
        date=first.entry.article.date,
        publisher=first.entry.article.publisher,
        is_continued=mention != first.mentions[0],
        mentions=tuple(_sentence(article.url, some) for some in _by_sentence([one for _, one in pairs])),
    )


def _by_sentence(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions that stand in one sentence together; of a long one each may have an excerpt of its own."""
    together: list[Mention] = []
    for one in mentions:
        if together and not _goes_on(together[-1].excerpt, one.excerpt):
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def _goes_on(before: Excerpt, one: Excerpt) -> bool:
    """Whether both are of one sentence, which may stand in a text twice."""
    return "".join(before) == "".join(one) and len(one.before) >= len(before.before) + len(before.words)


def _sentence(article: str, mentions: Sequence[Mention]) -> MentionView:
    """One sentence with the mentions in it."""
    pieces: list[Link] = []
    done = 0
    for one in mentions:
        before, words, _ = one.excerpt
        pieces += [Link(before[done:], ""), Link(words, urls.with_fragment(article, one.element))]
        done = len(before) + len(words)
    pieces.append(Link(mentions[-1].excerpt.after, ""))
    return MentionView(mentions[0].excerpt, pieces[1].url, tuple(piece for piece in pieces if piece.text))
