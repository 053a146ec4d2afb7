"""People, organizations and places: the page of each, and the index of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core import collation, dates, urls
from sitegen.core.model import Actor, ActorKind, Claim, Excerpt, Mention
from sitegen.site.index import ActorMentions
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
from sitegen.site.pages.pagination import page_count, page_slice, pager
from sitegen.site.pages.views import MOST_COMPANIONS, Views, is_draft
from sitegen.site.pages.wording import counted, last_begun
from sitegen.site.record_markdown import Html

INDEX_TITLES = {
    ActorKind.PERSON: "People",
    ActorKind.ORGANIZATION: "Organizations",
    ActorKind.PLACE: "Places",
}


def actor_pages(views: Views, actor: Actor) -> Iterator[ActorPage]:
    """The pages of one actor: as many as its longest list takes."""
    index = views.index
    mentioned = index.mentions.get(actor.id, ())
    pairs = [(one, mention) for one in mentioned for mention in one.mentions]
    made = views.claims_by_verdict(index.claims_made.get(actor.id, ()))
    about = views.claims_by_verdict(index.claims_about.get(actor.id, ()))
    reported = views.claims_by_verdict(index.claims_reported.get(actor.id, ()))
    silent = index.about.get(actor.id, ())
    notes = views.notes_by_title(index.actor_notes.get(actor.id, ()))
    per_page = index.archive.site.per_page
    total = page_count(per_page, len(pairs), len(made), len(about), len(reported), len(silent), len(notes))
    url, shares = urls.actor(actor.kind, actor.id), views.shares(made)
    companions = views.companions(index.co_mentions.get(actor.id, ())[:MOST_COMPANIONS])
    for number in range(1, total + 1):
        is_first = number == 1
        yield ActorPage(
            frame=_frame(views, actor, number),
            kind=actor.kind,
            name=actor.name,
            one_line=views.one_line(actor, with_life=True),
            aliases=actor.aliases,
            born=actor.born,
            died=actor.died,
            summary=views.markdown.html(actor.summary) if is_first else Html(""),
            body=views.markdown.html(actor.body) if is_first else Html(""),
            image=_image(actor) if is_first else None,
            roles=_roles(views, actor),
            mention_count=len(pairs),
            article_count=len(mentioned),
            years=_years(views, page_slice(pairs, number, per_page)),
            about_articles=tuple(map(views.article_item, page_slice(silent, number, per_page))),
            shares=shares,
            claims_made=views.verdict_groups(_claims(made, number, per_page)),
            claims_about=views.claim_items(_claims(about, number, per_page)),
            claims_reported=views.claim_items(_claims(reported, number, per_page)),
            notes=tuple(map(views.note_item, page_slice(notes, number, per_page))),
            companions=companions,
            topics=views.topics(actor.topics),
            related=tuple(RelatedActor(one.relation, views.actor(one.actor)) for one in actor.related),
            same_as=actor.same_as,
            sources=views.sources(actor.sources) if is_first else (),
            pager=pager(url, number, total),
        )


def actors_pages(views: Views) -> Iterator[ActorsPage]:
    """The indexes of people, organizations and places, as far as there are any, A to Z over as many pages as needed."""
    actors = views.index.archive.actors
    kinds = [kind for kind in ActorKind if any(actor.kind is kind for actor in actors)]
    for kind in kinds:
        items = sorted(
            (views.actor_item(actor) for actor in actors if actor.kind is kind),
            key=lambda item: (views.collation.sort_key(item.sort_name), item.url),
        )
        others = tuple(_index_link(other) for other in kinds if other is not kind)
        yield from _index_pages(views, kind, items, others)


def _index_link(kind: ActorKind) -> Link:
    return Link(INDEX_TITLES[kind], urls.section(urls.SECTION_OF_ACTOR[kind]))


def _index_pages(
    views: Views, kind: ActorKind, items: Sequence[ActorItem], others: tuple[Link, ...]
) -> Iterator[ActorsPage]:
    site, (title, url) = views.index.archive.site, _text_and_url(_index_link(kind))
    total = page_count(site.per_page, len(items))
    letter_links = _letter_links(views, url, items)
    is_a_to_z = collation.is_a_to_z(letter.text for letter in letter_links)
    elements = {letter.text: urls.letter_element(place) for place, letter in enumerate(letter_links, 1)}
    for number in range(1, total + 1):
        frame = Frame(
            url=urls.numbered(url, number),
            title=title,
            description=f"{counted(len(items), kind.value)} of this archive{', from A to Z' if is_a_to_z else ''}.",
            section=url,
            language=site.language,
        )
        letters: dict[str, list[ActorItem]] = {}
        for item in page_slice(items, number, site.per_page):
            letters.setdefault(views.collation.initial(item.sort_name), []).append(item)
        groups = tuple(LetterGroup(letter, tuple(some), elements[letter]) for letter, some in letters.items())
        yield ActorsPage(frame, kind, len(items), groups, letter_links, is_a_to_z, others, pager(url, number, total))


def _letter_links(views: Views, url: str, items: Sequence[ActorItem]) -> tuple[Link, ...]:
    """Every letter, leading to the page on which it begins."""
    first: dict[str, int] = {}
    per_page = views.index.archive.site.per_page
    for place, item in enumerate(items):
        first.setdefault(views.collation.initial(item.sort_name), place // per_page + 1)
    return tuple(
        Link(letter, urls.with_fragment(urls.numbered(url, page), urls.letter_element(number)))
        for number, (letter, page) in enumerate(first.items(), 1)
    )


def _text_and_url(link: Link) -> tuple[str, str]:
    return link.text, link.url


def _claims(claims: Sequence[Claim], number: int, per_page: int) -> Sequence[Claim]:
    return page_slice(claims, number, per_page)


def _frame(views: Views, actor: Actor, number: int) -> Frame:
    section = _index_link(actor.kind)
    lead = views.markdown.lead(actor.summary) or views.one_line(actor, with_life=True)
    return Frame(
        url=urls.numbered(urls.actor(actor.kind, actor.id), number),
        title=actor.name,
        description=lead,
        section=section.url,
        language=views.index.archive.site.language,
        crumbs=(section,),
        is_draft=is_draft(actor),
        meta=page_metadata.of_actor(views, actor, lead, (section,)) if number == 1 else page_metadata.PLAIN,
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
