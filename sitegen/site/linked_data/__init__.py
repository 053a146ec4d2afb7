"""The archive in the words of schema.org, for search engines and reference managers.

A thing holds only what is known: nothing is empty or null. What must be absolute is left out without a `base_url`.
Source: schema.org 15 (NewsArticle, Claim, ClaimReview, Rating, BreadcrumbList).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec

from sitegen.core import page_elements, urls
from sitegen.core.model import Actor, ActorId, ActorKind, Claim, Date, Review, Site, Topic, VerdictId
from sitegen.site.index import ArticleEntry, PassageLocation, SiteIndex
from sitegen.site.linked_data import ratings
from sitegen.site.reviewers import reviewer_called

Thing = dict[str, object]
"""A thing of schema.org, ready for JSON."""

_TYPE_OF_ACTOR: Final = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.PLACE: "Place",
}
_DATES_OF_ACTOR: Final = {
    ActorKind.PERSON: ("birthDate", "deathDate"),
    ActorKind.ORGANIZATION: ("foundingDate", "dissolutionDate"),
}
"""A place has no property for when it was there."""


def to_json(things: Iterable[Thing]) -> str:
    """These things as one JSON-LD text of schema.org; empty where all are. Source: JSON-LD 1.1, `@graph`."""
    found = [thing for thing in things if thing]
    if not found:
        return ""
    whole = found[0] if len(found) == 1 else {"@graph": found}
    return msgspec.json.encode({"@context": "https://schema.org", **whole}).decode()


def website(site: Site) -> Thing:
    """The archive itself: `WebSite`."""
    return _thing(
        "WebSite",
        name=site.title,
        url=site.base_url,
        description=site.description,
        inLanguage=site.language,
        publisher=_publisher(site) if site.publisher else None,
    )


def news_article(index: SiteIndex, entry: ArticleEntry, lead: str) -> Thing:
    """An article: `NewsArticle`, with publisher, authors and URL of the original, as part of the archive.

    `lead` is its summary or first words, plain.
    """
    site, record, annotated = index.site, entry.article, entry.annotated
    page = _page(site, urls.article(record.id))
    named = dict.fromkeys(actor for actor in annotated.named if actor not in record.actors)
    about = [_actor_in_brief(index, actor) for actor in record.actors]
    about += [_topic_in_brief(site, index.topics[topic]) for topic in record.topics]
    return _thing(
        "NewsArticle",
        headline=annotated.title,
        description=lead,
        datePublished=_day(record.date),
        author=[_author(name, record.publisher) for name in record.authors],
        publisher=_thing("Organization", name=record.publisher) if record.publisher else None,
        url=record.url or page,
        archivedAt=record.archived_url,
        copyrightNotice=record.rights,
        mainEntityOfPage=page,
        isPartOf=_thing("WebSite", name=site.title, url=site.base_url),
        inLanguage=record.language or site.language,
        about=about,
        mentions=[_actor_in_brief(index, actor) for actor in named],
    )


def actor_thing(index: SiteIndex, one: Actor, lead: str) -> Thing:
    """A `Person`, `Organization` or `Place`; `lead` is its summary, plain."""
    site = index.site
    life = zip(_DATES_OF_ACTOR.get(one.kind, ()), (_day(one.born), _day(one.died)), strict=False)
    return _thing(
        _TYPE_OF_ACTOR[one.kind],
        name=one.name,
        alternateName=list(one.aliases),
        description=lead,
        url=_page(site, urls.actor(one.kind, one.id)),
        image=_page(site, urls.file_url(f"media/{one.image.file}")) if one.image else "",
        sameAs=list(one.same_as),
        **dict(life),
    )


def claim_reviews(index: SiteIndex, one: Claim, lead: str, other_leads: Sequence[str]) -> list[Thing]:
    """A `ClaimReview` around the `Claim` for each review with a verdict, that which is shown first.

    Where the site has no `base_url`, or no review a verdict, the `Claim` alone. `lead` is the reasoning's beginning,
    plain, `other_leads` those of the claim's other reviews.
    Source: schema.org, ClaimReview; Google Search Central, fact check.
    """
    site, statement = index.site, _statement(index, one)
    if not site.base_url:
        return [statement]
    own, page = Review(one.verdict, one.review, one.reviewed_by, one.reviewed), _page(site, urls.claim(one.id))
    found = [_claim_review(index, statement, own, _Placed(f"{page}#review", page, lead, review_dates(one)))]
    for other, element, words in zip(one.reviews, review_elements(index, one), other_leads, strict=True):
        days = [other.reviewed] if other.reviewed else []
        place = _Placed(urls.with_fragment(page, element), page, words, days)
        found.append(_claim_review(index, statement, other, place))
    return list(filter(None, found)) or [statement]


class _Placed(NamedTuple):
    """Where a review stands, and its first words and days."""

    address: str
    page: str
    lead: str
    days: Sequence[Date]


def _claim_review(index: SiteIndex, statement: Thing, review: Review, place: _Placed) -> Thing:
    """The `ClaimReview` of one review; empty without a verdict."""
    rating, days = _rating(index.site, review.verdict), place.days
    if not rating:
        return {}
    return _thing(
        "ClaimReview",
        **{"@id": place.address},
        url=place.page,
        claimReviewed=statement["text"],
        datePublished=_day(days[0]) if days else "",
        dateModified=_day(days[-1]) if days and days[-1] != days[0] else "",
        author=_reviewer(index, review.reviewed_by),
        reviewRating=rating,
        itemReviewed=statement,
        reviewBody=place.lead,
        inLanguage=index.site.language,
    )


def review_elements(index: SiteIndex, one: Claim) -> list[str]:
    """The elements of a claim's other reviews on its page: by reviewer, and of several by one in the order of time."""
    seen, found = Counter[str](), []
    for review in reversed(one.reviews):
        who = reviewer_called(index, review.reviewed_by)
        name = (who.member or urls.slug_or_hash(who.name)) if who else ""
        seen[name] += 1
        found.append(page_elements.review_element(name, seen[name]))
    return found[::-1]


def review_dates(one: Claim) -> list[Date]:
    """When a claim was judged: first `reviewed` or the oldest entry of its history, in the order of time."""
    return sorted(filter(None, (one.reviewed, *(entry.date for entry in one.history))))


def breadcrumb_list(site: Site, crumbs: Iterable[tuple[str, str]]) -> Thing:
    """The way down to a page, (words, URL) a step, as `BreadcrumbList`; empty without a `base_url`."""
    if not site.base_url:
        return {}
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": _page(site, url)}
        for position, (name, url) in enumerate(crumbs, 1)
    ]
    return _thing("BreadcrumbList", itemListElement=steps)


def _statement(index: SiteIndex, one: Claim) -> Thing:
    """What was claimed, by whom, and where."""
    site = index.site
    found = [location for location in index.claim_locations[one.id] if not location.lost]
    speakers = [{**_actor_in_brief(index, speaker), **_same_as(index.actors[speaker])} for speaker in one.speakers]
    page = _page(site, urls.claim(one.id))
    return _thing(
        "Claim",
        **{"@id": page and f"{page}#claim"},
        text=one.claim,
        url=page,
        author=speakers or _own_voice(found),
        datePublished=_day(one.said),
        appearance=_appearances(site, found),
        firstAppearance=_first_appearance(index, one),
        about=[_actor_in_brief(index, actor_id) for actor_id in one.about],
        inLanguage=site.language,
    )


def _appearances(site: Site, locations: Iterable[PassageLocation]) -> list[str]:
    """Absolute URLs of the articles that a claim stands in: here, and where they were published."""
    articles = list({location.entry.article.id: location.entry.article for location in locations}.values())
    here = [_page(site, urls.article(article.id)) for article in articles]
    return list(dict.fromkeys(filter(None, [*here, *(article.url for article in articles)])))


def _first_appearance(index: SiteIndex, one: Claim) -> str:
    """The address of the oldest article that a claim, or one that it repeats, stands in; empty = nobody knows which."""
    claims = (one.id, *(other for other in one.repeats if other in index.claims))
    locations = (location for claim_id in claims for location in index.claim_locations[claim_id] if not location.lost)
    articles = list({location.entry.article.id: location.entry.article for location in locations}.values())
    if len(articles) > 1:
        dated = [(article.date, article) for article in articles if article.date]
        oldest = min((date for date, _ in dated), default=None)
        articles = [article for date, article in dated if date == oldest]
    return "".join(article.url or _page(index.site, urls.article(article.id)) for article in articles[:1])


def _own_voice(locations: Iterable[PassageLocation]) -> list[Thing]:
    """Who says what an article says in its own voice: its publisher."""
    names = dict.fromkeys(location.entry.article.publisher for location in locations)
    return [_thing("Organization", name=name) for name in names if name]


def _rating(site: Site, verdict_id: VerdictId | None) -> Thing:
    """The words of a verdict, and its number where it has one that fits the scale; nothing without a verdict."""
    verdict = next((step for step in site.verdicts if step.id == verdict_id), None)
    if not verdict:
        return {}
    number = ratings.rating_of(verdict, site.verdicts)
    return _thing(
        "Rating",
        ratingValue=number.value if number else None,
        bestRating=number.best if number else None,
        worstRating=number.worst if number else None,
        alternateName=verdict.label,
        ratingExplanation=verdict.definition,
    )


def _reviewer(index: SiteIndex, name: str) -> Thing:
    """Who is named as the reviewer, else who publishes the archive."""
    who = reviewer_called(index, name)
    if who is None or who.kind is None:
        return _publisher(index.site)
    url = who.url if urls.is_web(who.url) else _page(index.site, who.url) if who.url else ""
    return _thing(_TYPE_OF_ACTOR[who.kind], name=who.name, url=url, sameAs=list(who.same_as))


def _publisher(site: Site) -> Thing:
    if not site.publisher:
        return _thing("Organization", name=site.title, url=site.base_url)
    logo = _page(site, urls.file_url(f"media/{site.publisher.logo}")) if site.publisher.logo else ""
    return _thing("Organization", name=site.publisher.name, url=site.publisher.url, logo=logo)


def _author(name: str, publisher: str) -> Thing:
    return _thing("Organization" if name == publisher else "Person", name=name)


def _actor_in_brief(index: SiteIndex, actor_id: ActorId) -> Thing:
    one = index.actor_names[actor_id]
    url = _page(index.site, urls.actor(one.kind, one.id))
    return _thing(_TYPE_OF_ACTOR[one.kind], name=one.name, url=url)


def _topic_in_brief(site: Site, topic: Topic) -> Thing:
    return _thing("Thing", name=topic.name, url=_page(site, urls.topic(topic.id)))


def _same_as(one: Actor) -> Thing:
    return {"sameAs": list(one.same_as)} if one.same_as else {}


def _thing(kind: str, **properties: object) -> Thing:
    """A thing with those of its properties that have a value; a list of one is that one."""
    known = {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in properties.items()
        if value is not None and value not in ("", [], {})
    }
    return {"@type": kind, **known}


def _page(site: Site, url: str) -> str:
    """The absolute URL; empty without a `base_url`."""
    return site.base_url + url if site.base_url else ""


def _day(when: Date | None) -> str:
    """As schema.org takes it; what ISO 8601-1 has no words for is in `data/` alone."""
    return when.plain if when else ""
