"""Claims: the page of each, and all of them by verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.model import Claim, VerdictId
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import ClaimPage, ClaimsPage, Frame, HistoryView, Link, RelatedClaims, VerdictShare
from sitegen.site.pages.pagination import ListPage, list_pages
from sitegen.site.pages.views import Views, is_draft
from sitegen.site.pages.wording import counted


class ClaimsUnit(NamedTuple):
    """A page of the list of all claims, or of the claims with one verdict."""

    at: ListPage
    is_of_one: bool = False
    verdict: VerdictId | None = None
    """Of a list of one verdict; None there for the claims without one."""


def claims_units(views: Views) -> Iterator[ClaimsUnit]:
    """The pages of the list of all claims, and those of each verdict that a claim has."""
    per_page = views.index.site.per_page
    for at in list_pages(urls.section(urls.CLAIMS), per_page, len(views.index.claims)):
        yield ClaimsUnit(at)
    for share in shares_of_all(views):
        for at in list_pages(share.url, per_page, share.count):
            yield ClaimsUnit(at, is_of_one=True, verdict=VerdictId(share.verdict.id) if share.verdict else None)


def claims_page(views: Views, unit: ClaimsUnit) -> ClaimsPage:
    """A page of the list of all claims by verdict, or of one verdict."""
    at, url = unit.at, urls.section(urls.CLAIMS)
    claims, shares = views.shared(
        url, lambda: (views.claims_by_verdict(views.index.claims.values()), shares_of_all(views))
    )
    if unit.is_of_one:
        some = views.shared(at.list_url, lambda: [claim for claim in claims if claim.verdict == unit.verdict])
        return _claims_page(views, unit, some, shares, _verdict_frame(views, unit))
    frame = Frame(
        url=at.url,
        title="Claims",
        description=f"{counted(len(claims), 'claim')}, by how they hold up.",
        section=url,
        language=views.index.site.language,
    )
    return _claims_page(views, unit, claims, shares, frame)


def _claims_page(
    views: Views, unit: ClaimsUnit, claims: Sequence[Claim], shares: tuple[VerdictShare, ...], frame: Frame
) -> ClaimsPage:
    return ClaimsPage(
        frame=frame,
        total=len(claims),
        shares=shares,
        verdict=views.verdict(unit.verdict),
        is_of_one=unit.is_of_one,
        claims=views.claim_items(unit.at.part(claims)),
        pager=unit.at.pager,
    )


def _verdict_frame(views: Views, unit: ClaimsUnit) -> Frame:
    verdict, url = views.verdict(unit.verdict), urls.section(urls.CLAIMS)
    return Frame(
        url=unit.at.url,
        title=f"Claims: {verdict.label if verdict else 'No verdict yet'}",
        description=verdict.definition if verdict else "Claims without a verdict.",
        section=url,
        language=views.index.site.language,
        crumbs=(Link("Claims", url),),
    )


def shares_of_all(views: Views) -> tuple[VerdictShare, ...]:
    """How the verdicts on all claims are spread, each leading to the page of its claims."""
    without = urls.no_verdict(views.verdicts.keys())
    return tuple(
        replace(share, url=urls.verdict(share.verdict.id) if share.verdict else without)
        for share in views.shares(tuple(views.index.claims.values()))
    )


def claim_page(views: Views, claim: Claim) -> ClaimPage:
    """The page of one claim."""
    related = views.index.related_claims.get(claim.id, ())
    lead, crumbs = views.markdown.lead(claim.review), (Link("Claims", urls.section(urls.CLAIMS)),)
    return ClaimPage(
        frame=Frame(
            url=urls.claim(claim.id),
            title=claim.claim,
            description=lead,
            section=urls.section(urls.CLAIMS),
            language=views.index.site.language,
            crumbs=crumbs,
            is_draft=is_draft(claim),
            meta=page_metadata.of_claim(views, claim, lead, crumbs),
        ),
        statement=claim.claim,
        speakers=views.actors(claim.speakers),
        reported_by=views.actors(claim.reported_by),
        about=views.actors(claim.about),
        date=claim.date,
        verdict=views.verdict(claim.verdict),
        review=views.markdown.html(claim.review, top=3),
        reviewed_by=claim.reviewed_by,
        reviewed=claim.reviewed,
        passages=tuple(views.passage(location) for location in views.index.claim_locations[claim.id]),
        sources=views.sources(claim.sources),
        related=tuple(RelatedClaims(label, views.claim_items(claims)) for label, claims in related),
        history=_history(views, claim),
        topics=views.topics(claim.topics),
    )


def _history(views: Views, claim: Claim) -> tuple[HistoryView, ...]:
    in_order = sorted(claim.history, key=lambda entry: entry.date)
    return tuple(HistoryView(entry.date, views.verdict(entry.verdict), entry.why) for entry in in_order)
