"""Claims: the page of each, and all of them by verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitegen.core import urls
from sitegen.core.model import Claim
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import ClaimPage, ClaimsPage, Frame, HistoryView, Link, RelatedClaims, VerdictShare
from sitegen.site.pages.pagination import page_count, page_slice, pager
from sitegen.site.pages.views import Views, is_draft
from sitegen.site.pages.wording import counted


def claims_pages(views: Views) -> Iterator[ClaimsPage]:
    """All claims by verdict, and those of each verdict on pages of their own."""
    claims = views.claims_by_verdict(views.index.claims.values())
    shares = shares_of_all(views)
    url = urls.section(urls.CLAIMS)
    whole = Frame(
        url=url,
        title="Claims",
        description=f"{counted(len(claims), 'claim')}, by how they hold up.",
        section=url,
        language=views.index.archive.site.language,
    )
    first = ClaimsPage(whole, len(claims), shares, None, is_of_one=False, claims=(), pager=pager(url, 1, 1))
    yield from _paginated(views, first, claims)
    for share in shares:
        some = [claim for claim in claims if claim.verdict == (share.verdict.id if share.verdict else None)]
        title = share.verdict.label if share.verdict else "No verdict yet"
        frame = replace(
            whole,
            url=share.url,
            title=f"Claims: {title}",
            description=share.verdict.definition if share.verdict else "Claims without a verdict.",
            crumbs=(Link("Claims", url),),
        )
        of_one = replace(first, frame=frame, total=len(some), verdict=share.verdict, is_of_one=True)
        yield from _paginated(views, of_one, some)


def shares_of_all(views: Views) -> tuple[VerdictShare, ...]:
    """How the verdicts on all claims are spread, each leading to the page of its claims."""
    without = urls.no_verdict(views.verdicts.keys())
    return tuple(
        replace(share, url=urls.verdict(share.verdict.id) if share.verdict else without)
        for share in views.shares(tuple(views.index.claims.values()))
    )


def _paginated(views: Views, first: ClaimsPage, claims: Sequence[Claim]) -> Iterator[ClaimsPage]:
    per_page, url = views.index.archive.site.per_page, first.frame.url
    total = page_count(per_page, len(claims))
    for number in range(1, total + 1):
        yield replace(
            first,
            frame=replace(first.frame, url=urls.numbered(url, number)),
            claims=views.claim_items(page_slice(claims, number, per_page)),
            pager=pager(url, number, total),
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
            language=views.index.archive.site.language,
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
