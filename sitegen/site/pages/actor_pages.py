"""People, organizations and places: the page of each, and the index of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sitegen.core import collation, dates, urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Actor, ActorId, ActorKind, Claim, Excerpt, Mention, Note
from sitegen.site.index import ActorMentions, ArticleEntry
from sitegen.site.pages import page_metadata
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
    RelatedActor,
    RoleView,
)
from sitegen.site.pages.pagination import ListPage, list_pages
from sitegen.site.pages.views import MOST_COMPANIONS, Views, is_draft
from sitegen.site.pages.wording import counted, last_begun
from sitegen.site.record_markdown import Html

INDEX_TITLES = {
    ActorKind.PERSON: "People",
    ActorKind.ORGANIZATION: "Organizations",
    ActorKind.PLACE: "Places",
}


class _ActorLists(FrozenRecord):
    """What is listed of an actor, each list in its order."""

    mentions: Sequence[tuple[ActorMentions, Mention]]
    silent: Sequence[ArticleEntry]
    """The articles about it that do not name it."""
    made: Sequence[Claim]
    about: Sequence[Claim]
    reported: Sequence[Claim]
    notes: Sequence[Note]


def actor_units(views: Views) -> Iterator[tuple[Actor, ListPage]]:
    """The pages of all actors: as many of each as its longest list takes."""
    index, per_page = views.index, views.index.site.per_page
    tables: tuple[Mapping[ActorId, Sequence[object]], ...] = (
        index.about, index.claims_made, index.claims_about, index.claims_reported, index.actor_notes
    )  # fmt: skip
    for actor in index.actors.values():
        mentions = sum(len(one.mentions) for one in index.mentions.get(actor.id, ()))
        lengths = (len(table.get(actor.id, ())) for table in tables)
        for at in list_pages(urls.actor(actor.kind, actor.id), per_page, mentions, *lengths):
            yield actor, at


def actor_page(views: Views, actor: Actor, at: ListPage) -> ActorPage:
    """A page of one actor."""
    index = views.index
    lists = views.shared(at.list_url, lambda: _lists(views, actor))
    return ActorPage(
        frame=_frame(views, actor, at),
        kind=actor.kind,
        name=actor.name,
        one_line=views.one_line(actor, with_life=True),
        aliases=actor.aliases,
        born=actor.born,
        died=actor.died,
        summary=views.markdown.html(actor.summary) if at.is_first else Html(""),
        body=views.markdown.html(actor.body) if at.is_first else Html(""),
        image=_image(actor) if at.is_first else None,
        roles=_roles(views, actor),
        mention_count=len(lists.mentions),
        article_count=len(index.mentions.get(actor.id, ())),
        years=_years(views, at.part(lists.mentions)),
        about_articles=tuple(map(views.article_item, at.part(lists.silent))),
        shares=views.shares(lists.made),
        claims_made=views.verdict_groups(at.part(lists.made)),
        claims_about=views.claim_items(at.part(lists.about)),
        claims_reported=views.claim_items(at.part(lists.reported)),
        notes=tuple(map(views.note_item, at.part(lists.notes))),
        companions=views.companions(index.co_mentions.get(actor.id, ())[:MOST_COMPANIONS]),
        topics=views.topics(actor.topics),
        related=tuple(RelatedActor(one.relation, views.actor(one.actor)) for one in actor.related),
        same_as=actor.same_as,
        sources=views.sources(actor.sources) if at.is_first else (),
        pager=at.pager,
    )


def _lists(views: Views, actor: Actor) -> _ActorLists:
    index = views.index
    return _ActorLists(
        mentions=[(one, mention) for one in index.mentions.get(actor.id, ()) for mention in one.mentions],
        silent=index.about.get(actor.id, ()),
        made=views.claims_by_verdict(index.claims_made.get(actor.id, ())),
        about=views.claims_by_verdict(index.claims_about.get(actor.id, ())),
        reported=views.claims_by_verdict(index.claims_reported.get(actor.id, ())),
        notes=views.notes_by_title(index.actor_notes.get(actor.id, ())),
    )


class _ActorIndex(FrozenRecord):
    """What all pages of the index of a kind share."""

    items: Sequence[ActorItem]
    letters: tuple[Link, ...]
    """Every letter, leading to where it begins."""
    is_a_to_z: bool
    others: tuple[Link, ...]
    """The indexes of the other kinds."""


def actors_units(views: Views) -> Iterator[tuple[ActorKind, ListPage]]:
    """The pages of the indexes of people, organizations and places, as far as there are any."""
    counts = Counter(actor.kind for actor in views.index.actors.values())
    for kind in ActorKind:
        if counts[kind]:
            url = urls.section(urls.SECTION_OF_ACTOR[kind])
            yield from ((kind, at) for at in list_pages(url, views.index.site.per_page, counts[kind]))


def actors_page(views: Views, kind: ActorKind, at: ListPage) -> ActorsPage:
    """A page of the index of a kind, A to Z."""
    whole = views.shared(at.list_url, lambda: _actor_index(views, kind))
    count, words = len(whole.items), ", from A to Z" if whole.is_a_to_z else ""
    frame = Frame(
        url=at.url,
        title=INDEX_TITLES[kind],
        description=f"{counted(count, kind.value)} of this archive{words}.",
        section=at.list_url,
        language=views.index.site.language,
    )
    elements = {letter.text: urls.letter_element(place) for place, letter in enumerate(whole.letters, 1)}
    letters: dict[str, list[ActorItem]] = {}
    for item in at.part(whole.items):
        letters.setdefault(views.collation.initial(item.sort_name), []).append(item)
    groups = tuple(LetterGroup(letter, tuple(some), elements[letter]) for letter, some in letters.items())
    return ActorsPage(frame, kind, count, groups, whole.letters, whole.is_a_to_z, whole.others, at.pager)


def _actor_index(views: Views, kind: ActorKind) -> _ActorIndex:
    actors = views.index.actors.values()
    items = sorted(
        (views.actor_item(actor) for actor in actors if actor.kind is kind),
        key=lambda item: (views.collation.sort_key(item.sort_name), item.url),
    )
    letters = _letter_links(views, _index_link(kind).url, items)
    kinds = {actor.kind for actor in actors}
    others = tuple(_index_link(other) for other in ActorKind if other in kinds and other is not kind)
    return _ActorIndex(items, letters, collation.is_a_to_z(letter.text for letter in letters), others)


def _index_link(kind: ActorKind) -> Link:
    return Link(INDEX_TITLES[kind], urls.section(urls.SECTION_OF_ACTOR[kind]))


def _letter_links(views: Views, url: str, items: Sequence[ActorItem]) -> tuple[Link, ...]:
    """Every letter, leading to the page on which it begins."""
    first: dict[str, int] = {}
    per_page = views.index.site.per_page
    for place, item in enumerate(items):
        first.setdefault(views.collation.initial(item.sort_name), place // per_page + 1)
    return tuple(
        Link(letter, urls.with_fragment(urls.numbered(url, page), urls.letter_element(number)))
        for number, (letter, page) in enumerate(first.items(), 1)
    )


def _frame(views: Views, actor: Actor, at: ListPage) -> Frame:
    section = _index_link(actor.kind)
    lead = views.markdown.lead(actor.summary) or views.one_line(actor, with_life=True)
    return Frame(
        url=at.url,
        title=actor.name,
        description=lead,
        section=section.url,
        language=views.index.site.language,
        crumbs=(section,),
        is_draft=is_draft(actor),
        meta=page_metadata.of_actor(views, actor, lead, (section,)) if at.is_first else page_metadata.PLAIN,
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


def _years(views: Views, pairs: Sequence[tuple[ActorMentions, Mention]]) -> tuple[MentionYear, ...]:
    """Mentions under their articles, and these under their years, in the order given."""
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
        is_continued=mention is not first.mentions[0],
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
