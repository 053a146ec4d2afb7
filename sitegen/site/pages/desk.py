"""What waits for whom: the records that somebody of the team is to check, the oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sitegen.core import dates
from sitegen.core.model import Article, Assignment, Claim, Date, MemberId, Note, Status
from sitegen.site.index import ArticleEntry
from sitegen.site.pages.views import Views
from sitegen.site.reviewers import members_of

STATES: Final = {
    Status.DRAFT: "draft",
    Status.REVIEW: "in review",
    Status.PUBLISHED: "published",
    Status.WITHDRAWN: "withdrawn",
}


class Waiting(NamedTuple):
    """A record that waits for somebody."""

    record: ArticleEntry | Claim | Note
    since: Date | None
    """None = its record does not say."""

    @property
    def state(self) -> str:
        """Whether it is a draft, in review, or published."""
        return STATES[_record(self.record).status]


def waiting_by_member(views: Views) -> dict[MemberId, list[Waiting]]:
    """What each of the team is to check, the oldest first; nobody is left out.

    A record waits for whom it is assigned to; a published claim no longer, once they have reviewed it.
    """
    found: dict[MemberId, list[Waiting]] = {member.id: [] for member in views.index.site.team}
    for record in _records(views):
        for one in _record(record).assigned:
            if one.who in found and not _is_done(views, record, one):
                found[one.who].append(Waiting(record, one.since))
    return {member: sorted(some, key=_age) for member, some in found.items()}


def waiting_for_anybody(views: Views) -> list[Waiting]:
    """What is in review and assigned to nobody, the oldest first."""
    found = (one for one in _records(views) if _record(one).status is Status.REVIEW and not _record(one).assigned)
    return sorted((Waiting(one, None) for one in found), key=_age)


def _records(views: Views) -> Iterator[ArticleEntry | Claim | Note]:
    index = views.index
    yield from index.entries
    yield from index.claims.values()
    yield from index.notes.values()


def _is_done(views: Views, record: ArticleEntry | Claim | Note, one: Assignment) -> bool:
    return (
        isinstance(record, Claim) and record.status is Status.PUBLISHED and one.who in members_of(views.index, record)
    )


def _record(one: ArticleEntry | Claim | Note) -> Article | Claim | Note:
    return one.article if isinstance(one, ArticleEntry) else one


def _age(one: Waiting) -> tuple[bool, dates.DateOrder, str, str]:
    """By since when it waits, else by when it was said or published; what has no date is last."""
    record = _record(one.record)
    own = record.said if isinstance(record, Claim) else record.date if isinstance(record, Article) else None
    when = one.since or own
    return when is None, dates.date_order(when), type(record).__name__, record.id
