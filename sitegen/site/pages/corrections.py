"""What was taken back: verdicts that changed, words that were corrected, records that were withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sitegen.core import dates, urls
from sitegen.core.model import Article, Claim, ClaimId, Date, Note, Withdrawal
from sitegen.site.index import SiteIndex, VerdictChange
from sitegen.site.pages.page_records import CorrectionView, Link
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views


class Correction(NamedTuple):
    """Something that was taken back."""

    key: str
    """By which the list knows it: of the changes of a claim each has its number, counted from the oldest."""
    date: Date | None
    claim: ClaimId | None
    """Of a change."""
    change: VerdictChange | None
    """None of a record that was withdrawn."""
    withdrawn: str
    """The row of the index of a withdrawn record; else empty."""


def all_corrections(index: SiteIndex) -> list[Correction]:
    """All that was taken back, newest first; what has no date last."""
    found = [
        Correction(f"claim-{claim}{f'/{number}' if number > 1 else ''}", change.date, claim, change, "")
        for claim, changes in index.corrections.items()
        for number, change in enumerate(changes, 1)
    ]
    found += [
        Correction(f"withdrawn-{row}", record.withdrawn.date if record.withdrawn else None, None, None, row)
        for row, record in index.withdrawn.items()
    ]
    found.sort(key=lambda one: one.key)
    return sorted(found, key=lambda one: dates.date_order(one.date), reverse=True)


def correction_view(views: Views, one: Correction) -> CorrectionView:
    """A correction as the page shows it."""
    if one.change is None or one.claim is None:
        return _withdrawn_view(views, views.index.withdrawn[one.withdrawn])
    claim, change = views.index.claims[one.claim], one.change
    place = urls.with_fragment(urls.claim(claim.id), change.element_id)
    return CorrectionView(
        kind=change.kind.value,
        date=change.date,
        record="claim",
        what=Link(claim.claim, place),
        before=views.verdict(change.before),
        verdict=views.verdict(change.now),
        why=change.why,
        is_draft=is_draft(claim),
        is_review=is_review(claim),
    )


def _withdrawn_view(views: Views, record: Article | Claim | Note) -> CorrectionView:
    said, kind = record.withdrawn or Withdrawal(), type(record).__name__.lower()
    title, language = withdrawn_title(record), views.foreign(record) if isinstance(record, Article) else ""
    return CorrectionView(
        kind="withdrawn",
        date=said.date,
        record=kind,
        what=Link(title or f"Withdrawn {kind}", page_url(record)(record.id), language if title else ""),
        before=None,
        verdict=None,
        reason=views.markdown.html(said.why),
    )


def page_url(record: Article | Claim | Note) -> Callable[[str], str]:
    """What makes of an id the URL of a page of this kind."""
    if isinstance(record, Article):
        return urls.article
    return urls.claim if isinstance(record, Claim) else urls.note


def withdrawn_title(record: Article | Claim | Note) -> str:
    """By which readers know what was withdrawn, as far as its author lets them; may be empty."""
    said = record.withdrawn.title if record.withdrawn else ""
    return said or (record.title if isinstance(record, Article) else "")
