"""When a page last changed: the newest date in what it holds, since no clock is asked."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.core import dates
from sitegen.core.model import Actor, AnnotationKind, Claim, ClaimId, Date, Topic
from sitegen.site.index import ArticleEntry, SiteIndex


def newest(several: Iterable[Date | None]) -> Date | None:
    """The latest of these dates that is a day or a moment; None where none is."""
    return max((when for when in several if when and dates.has_rfc3339(when)), default=None)


def of_claim(claim: Claim) -> Date | None:
    """The newest of when a claim was said, reviewed and judged anew."""
    return newest(
        (claim.said, claim.reviewed, *(entry.date for entry in claim.history), *(one.reviewed for one in claim.reviews))
    )


def of_entry(index: SiteIndex, entry: ArticleEntry) -> Date | None:
    """The newest date of an article and the claims in it."""
    found = entry.annotated.annotations
    quoted = {one.id: index.claims[ClaimId(one.id)] for one in found if one.kind is AnnotationKind.CLAIM}
    whole = (record for record in index.whole_article.get(entry.article.id, ()) if isinstance(record, Claim))
    return newest((entry.article.date, *map(of_claim, (*quoted.values(), *whole))))


def of_actor(index: SiteIndex, actor: Actor) -> Date | None:
    """The newest date of the articles that name an actor or are about it, and of its claims."""
    entries = (*(one.entry for one in index.mentions.get(actor.id, ())), *index.about.get(actor.id, ()))
    by_part = (index.claims_made, index.claims_about, index.claims_reported)
    claims = (claim for some in by_part for claim in some.get(actor.id, ()))
    return newest((*(entry.article.date for entry in entries), *map(of_claim, claims)))


def of_topic(index: SiteIndex, topic: Topic) -> Date | None:
    """The newest date of a topic's articles and claims."""
    entries, claims = index.topic_entries.get(topic.id, ()), index.topic_claims.get(topic.id, ())
    return newest((*(entry.article.date for entry in entries), *map(of_claim, claims)))


def of_everything(index: SiteIndex) -> Date | None:
    """The newest date of all articles and claims."""
    return newest((*(entry.article.date for entry in index.entries), *map(of_claim, index.claims.values())))
