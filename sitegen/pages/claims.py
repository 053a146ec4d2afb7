"""Claims: the page of each, and all of them by verdict."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.model import Claim
from sitegen.pages.records import ClaimPage, ClaimsPage, Frame, HistoryView, Link, RelatedClaims
from sitegen.pages.views import Views, is_draft, page_count, pager, part
from sitegen.pages.wording import counted


def claim_pages(views: Views) -> Iterator[ClaimPage]:
    """The page of every claim."""
    for claim in views.graph.claims.values():
        yield _claim_page(views, claim)


def claims_pages(views: Views) -> Iterator[ClaimsPage]:
    """All claims, by verdict."""
    site, url = views.graph.archive.site, urls.section(urls.CLAIMS)
    claims = views.by_verdict(views.graph.claims.values())
    shares = views.shares(claims)
    total = page_count(site.per_page, len(claims))
    for number in range(1, total + 1):
        frame = Frame(
            url=urls.numbered(url, number),
            title="Claims",
            description=f"{counted(len(claims), 'claim')}, by how they hold up.",
            section=url,
            language=site.language,
        )
        groups = views.groups(part(claims, number, site.per_page))
        yield ClaimsPage(frame, len(claims), shares, groups, pager(url, number, total))


def _claim_page(views: Views, claim: Claim) -> ClaimPage:
    related = views.graph.related.get(claim.id, ())
    return ClaimPage(
        frame=Frame(
            url=urls.claim(claim.id),
            title=claim.claim,
            description=views.fields.lead(claim.review),
            section=urls.section(urls.CLAIMS),
            language=views.graph.archive.site.language,
            crumbs=(Link("Claims", urls.section(urls.CLAIMS)),),
            is_draft=is_draft(claim),
        ),
        statement=claim.claim,
        speakers=views.actors(claim.speakers),
        reported_by=views.actors(claim.reported_by),
        about=views.actors(claim.about),
        date=claim.date,
        verdict=views.verdict(claim.verdict),
        review=views.fields.html(claim.review, top=3),
        reviewed_by=claim.reviewed_by,
        reviewed=claim.reviewed,
        passages=tuple(views.place(place, claim) for place in views.graph.claim_places[claim.id]),
        sources=views.sources(claim.sources),
        related=tuple(RelatedClaims(label, views.claim_items(claims)) for label, claims in related),
        history=_history(views, claim),
        topics=views.topics(claim.topics),
    )


def _history(views: Views, claim: Claim) -> tuple[HistoryView, ...]:
    in_order = sorted(claim.history, key=lambda entry: entry.date)
    return tuple(HistoryView(entry.date, views.verdict(entry.verdict), entry.why) for entry in in_order)
