"""The list of all corrections, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core import dates, urls
from sitegen.core.model import PageId
from sitegen.site.pages import introductions, page_metadata
from sitegen.site.pages.corrections import Correction, all_corrections, correction_view
from sitegen.site.pages.page_records import CorrectionsPage, CorrectionView, CorrectionYear, Frame
from sitegen.site.pages.pagination import ListedItems, ListPage, list_pages
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted, date_mark
from sitegen.site.record_markdown import Html


def corrections_units(views: Views) -> list[ListPage]:
    """The pages of the list of all corrections; one that says so where there are none."""
    link = introductions.page_link(views.index, urls.CORRECTIONS)
    if link is None:
        return []
    listed = views.shared(link.url, lambda: _listed(views))
    # Its pages never had numbers.
    return [at._replace(old_numbers=1) for at in list_pages(link.text, link.url, views.index.site.per_page, listed)]


def _listed(views: Views) -> ListedItems:
    found = all_corrections(views.index)
    return ListedItems("", "", found, lambda: [one.key for one in found], lambda one: date_mark(one.date))


def corrections_page(views: Views, at: ListPage) -> CorrectionsPage:
    """A page of the list of all corrections."""
    index = views.index
    shared = views.shared if at.is_first else views.shared.unnoted
    listed = shared(at.list_url, lambda: _listed(views))
    shown: Sequence[Correction] = at.part(listed)
    if not at.is_first:
        index.log.note_all(("corrections", one.claim) for one in shown if one.claim)
    pager = at.pager(listed)
    own = index.prose.get(PageId(urls.CORRECTIONS))
    default = f"{counted(len(listed.items), 'correction')}, newest first."
    frame = Frame(
        url=at.url,
        title=at.title,
        description=introductions.description(views.index, views.markdown, urls.CORRECTIONS, default)
        if at.is_first
        else at.described(pager),
        section=at.list_url,
        language=index.site.language,
        is_draft=own is not None and is_draft(own),
        is_review=own is not None and is_review(own),
        meta=page_metadata.with_feed(views, at.list_url) if at.is_first else page_metadata.PLAIN,
    )
    return CorrectionsPage(
        frame=frame,
        total=len(listed.items) if at.is_first else None,
        intro=introductions.introduction(views.index, views.markdown, urls.CORRECTIONS) if at.is_first else Html(""),
        years=tuple(_years(views, shown)),
        pager=pager,
    )


def _years(views: Views, shown: Sequence[Correction]) -> Iterator[CorrectionYear]:
    by_year: dict[str, list[CorrectionView]] = {}
    for one in shown:
        by_year.setdefault(dates.year_heading(one.date.year) if one.date else "", []).append(
            correction_view(views, one)
        )
    return (CorrectionYear(year, tuple(some)) for year, some in by_year.items())
