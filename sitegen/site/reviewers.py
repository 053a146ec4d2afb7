"""Who a reviewer or an author of a note is: of the team, an actor, the publisher, or a person of that name."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, Claim, TeamMember
from sitegen.site.index import SiteIndex


class Reviewer(FrozenRecord):
    """Somebody who judges claims or writes notes."""

    name: str
    kind: ActorKind | None
    """None = the publisher."""
    url: str = ""
    """Of a page about them, absolute, or of an actor's page from the site's root; may be empty."""
    same_as: tuple[str, ...] = ()
    member: str = ""
    """The id of somebody of the team."""


def member_called(index: SiteIndex, name: str) -> TeamMember | None:
    """Who of the team has this id or name."""
    key = urls.id_key(name)
    return next((one for one in index.site.team if key in (urls.id_key(one.id), urls.id_key(one.name))), None)


def reviewer_called(index: SiteIndex, name: str) -> Reviewer | None:
    """Who is meant by a name, or the id of somebody of the team; None without one."""
    if not name:
        return None
    if member := member_called(index, name):
        return Reviewer(member.name, member.kind, member.url, member.same_as, member.id)
    site = index.site
    if name == (site.publisher.name if site.publisher else site.title):
        return Reviewer(name, None, site.publisher.url if site.publisher else "")
    if actor := index.by_name.get(name):
        return Reviewer(name, actor.kind, urls.actor(actor.kind, actor.id), actor.same_as)
    return Reviewer(name, ActorKind.PERSON)


def reviewers_called(index: SiteIndex, names: Iterable[str]) -> tuple[Reviewer, ...]:
    """The same of several."""
    return tuple(found for name in names if (found := reviewer_called(index, name)))


def members_of(index: SiteIndex, claim: Claim) -> frozenset[str]:
    """Who of the team has reviewed a claim, by ids."""
    names = (claim.reviewed_by, *(one.reviewed_by for one in claim.reviews))
    return frozenset(one.member for one in reviewers_called(index, names) if one.member)
