"""Claims: the page of each, all of them newest first, and those of each verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from sitegen.core import urls
from sitegen.core.model import Claim, VerdictId
from sitegen.site.index import ChangeKind, verdict_changes
from sitegen.site.linked_data import review_elements
from sitegen.site.pages import page_metadata
from sitegen.site.pages.page_records import (
    ClaimPage,
    ClaimsPage,
    Frame,
    HistoryView,
    Link,
    RelatedClaims,
    ReviewView,
    VerdictShare,
)
from sitegen.site.pages.pagination import IsWanted, ListedItems, ListPage, every_page, list_pages
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views, newest_claims
from sitegen.site.pages.wording import LONGEST_MARK, counted, date_mark
from sitegen.text.sentences import shorten


class ClaimsUnit(NamedTuple):
    """A page of the list of all claims, or of the claims with one verdict."""

    at: ListPage
    is_of_one: bool = False
    verdict: VerdictId | None = None
    """Of a list of one verdict; None there for the claims without one."""


def claims_units(views: Views, is_wanted: IsWanted = every_page) -> Iterator[ClaimsUnit]:
    """The pages of the list of all claims, and those of each verdict that a claim has: where one is asked for all."""
    per_page, url = views.index.site.per_page, urls.section(urls.CLAIMS)
    verdicts = views.verdicts.keys()
    if not any(map(is_wanted, (url, urls.no_verdict(verdicts), *map(urls.verdict, verdicts)))):
        return
    listed = views.shared(url, lambda: _all_claims(views))
    yield from map(ClaimsUnit, list_pages("Claims", url, per_page, listed))
    for share in shares_of_all(views):
        verdict = VerdictId(share.verdict.id) if share.verdict else None
        of_one = _of_one_verdict(views, listed, verdict)
        title = f"Claims: {share.verdict.label if share.verdict else 'No verdict yet'}"
        yield from (
            ClaimsUnit(at, is_of_one=True, verdict=verdict) for at in list_pages(title, share.url, per_page, of_one)
        )


def _all_claims(views: Views) -> ListedItems:
    return _listed_claims(views, newest_claims(views.index.claims.values()))


def _of_one_verdict(views: Views, listed: ListedItems, verdict: VerdictId | None) -> ListedItems:
    return _listed_claims(views, [claim for claim in listed.items if claim.verdict == verdict])


def _listed_claims(views: Views, claims: Sequence[Claim]) -> ListedItems:
    return ListedItems("", "", claims, keys=lambda: [claim.id for claim in claims], mark=partial(_date_or_words, views))


def _date_or_words(views: Views, claim: Claim) -> str:
    """A claim by its date, or by its first words: many have no date."""
    words = shorten(claim.claim, views.index.site.language, LONGEST_MARK)
    return date_mark(claim.said) if claim.said else f"“{words}”"


def claims_of_record(views: Views, claims: Iterable[Claim], name: str, title: str) -> ListedItems:
    """Claims of an actor or topic, in the order of the scale, as a list of several pages."""
    in_order = views.claims_by_verdict(claims)
    labels = {verdict.id: verdict.label for verdict in views.verdicts.values()}
    return ListedItems(
        name,
        title,
        in_order,
        keys=lambda: [claim.id for claim in in_order],
        mark=lambda claim: f"{labels.get(claim.verdict, 'No verdict yet')}, {_date_or_words(views, claim)}",
    )


def claims_page(views: Views, unit: ClaimsUnit) -> ClaimsPage:
    """A page of the list of all claims, or of those with one verdict, newest first."""
    at, url = unit.at, urls.section(urls.CLAIMS)
    shared = views.shared if at.is_first else views.shared.unnoted
    listed = shared(url, lambda: _all_claims(views))
    if unit.is_of_one:
        whole = listed
        listed = shared(at.list_url, lambda: _of_one_verdict(views, whole, unit.verdict))
    if not at.is_first:
        views.index.log.note_all(("claims", claim.id) for claim in at.part(listed))
    pager = at.pager(listed)
    frame = Frame(
        url=at.url,
        title=at.title,
        description=_description(views, unit, len(listed.items)) if at.is_first else at.described(pager),
        section=url,
        language=views.index.site.language,
        crumbs=(Link("Claims", url),) if unit.is_of_one else (),
        meta=page_metadata.PLAIN if unit.is_of_one or not at.is_first else page_metadata.with_feed(views, url),
    )
    return ClaimsPage(
        frame=frame,
        total=len(listed.items) if at.is_first else None,
        shares=shares_of_all(views) if at.is_first else (),
        verdict=views.verdict(unit.verdict),
        is_of_one=unit.is_of_one,
        claims=views.claim_items(at.part(listed)),
        pager=pager,
    )


def _description(views: Views, unit: ClaimsUnit, count: int) -> str:
    if not unit.is_of_one:
        return f"{counted(count, 'claim')}, newest first, and how they hold up."
    verdict = views.verdict(unit.verdict)
    return verdict.definition if verdict else "Claims without a verdict."


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
            is_review=is_review(claim),
            is_unlisted=claim.is_unlisted,
            meta=page_metadata.of_claim(views, claim, lead, crumbs),
        ),
        statement=claim.claim,
        speakers=views.actors(claim.speakers),
        reported_by=views.actors(claim.reported_by),
        about=views.actors(claim.about),
        date=claim.date if any(place.speakers for place in claim.passages) else claim.said,
        verdict=views.verdict(claim.verdict),
        review=views.markdown.html(claim.review, top=3),
        reviewed_by=reviewer.text if (reviewer := views.reviewer(claim.reviewed_by)) else "",
        reviewed=claim.reviewed,
        passages=tuple(views.passage(location) for location in views.index.claim_locations[claim.id]),
        sources=views.sources(claim.sources),
        related=tuple(RelatedClaims(label, views.claim_items(claims)) for label, claims in related),
        history=_history(views, claim),
        topics=views.topics(claim.topics),
        reviewer=reviewer,
        reviews=tuple(_reviews(views, claim)),
    )


def _reviews(views: Views, claim: Claim) -> Iterator[ReviewView]:
    for one, element in zip(claim.reviews, review_elements(views.index, claim), strict=True):
        by, text = views.reviewer(one.reviewed_by), views.markdown.html(one.review, top=3)
        yield ReviewView(element, views.verdict(one.verdict), by, one.reviewed, text)


def _history(views: Views, claim: Claim) -> tuple[HistoryView, ...]:
    return tuple(
        HistoryView(
            one.date,
            None if one.kind is ChangeKind.WORDS else views.verdict(one.now),
            one.why,
            views.verdict(one.before) if one.kind is ChangeKind.VERDICT else None,
            one.element_id,
        )
        for one in verdict_changes(claim)
    )
