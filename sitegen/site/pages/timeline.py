"""All that is dated, in the order of time: as a list, and counted by months, years or longer stretches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Final
from urllib.parse import unquote

from sitegen.core import dates, edtf, urls
from sitegen.core.model import Claim, ClaimId, Date
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.pages.page_records import Frame, Link, PeriodCount, TimelineItem, TimelinePage, TimelineYear
from sitegen.site.pages.pagination import IsWanted, ListedItems, ListPage, every_page, list_pages
from sitegen.site.pages.record_status import is_draft, is_review
from sitegen.site.pages.views import Views
from sitegen.site.pages.wording import counted

MOST_PERIODS: Final = 40
"""Periods that a drawing shows: on the smallest screen each has seven pixels."""
MOST_MONTHS: Final = 18
"""The most months that are shown one by one; a longer time is shown in years."""


def has_timeline(index: SiteIndex) -> bool:
    """Whether two dated articles or claims are of different days: less is not worth an entry of the menu."""
    articles = {entry.article.date.day for entry in index.entries if entry.article.date}
    return len(articles | {claim.said.day for claim in index.claims.values() if claim.said}) > 1


def dated_items(views: Views, entries: Iterable[ArticleEntry], claims: Iterable[Claim]) -> list[TimelineItem]:
    """Those of these articles and claims that have a date, oldest first."""
    items = [
        TimelineItem(
            date=entry.article.date,
            kind="article",
            text=entry.annotated.title,
            url=urls.article(entry.article.id),
            by=(entry.article.publisher,) if entry.article.publisher else (),
            is_draft=is_draft(entry.article),
            is_review=is_review(entry.article),
            language=views.foreign(entry.article),
        )
        for entry in entries
        if entry.article.date
    ]
    items += [
        TimelineItem(
            date=claim.said,
            kind="claim",
            text=claim.claim,
            url=urls.claim(claim.id),
            by=tuple(speaker.text for speaker in views.actors(claim.speakers)),
            is_draft=is_draft(claim),
            is_review=is_review(claim),
        )
        for claim in claims
        if claim.said
    ]
    return sorted(items, key=lambda item: (item.date.key, item.kind, item.url))


def all_dated_items(views: Views) -> list[TimelineItem]:
    """All articles and claims that have a date, oldest first."""
    return dated_items(views, views.index.entries, views.index.claims.values())


def timeline_units(views: Views, is_wanted: IsWanted = every_page) -> list[ListPage]:
    """The pages of the list of all dated articles and claims; one that says so where there are none."""
    url = urls.section(urls.TIMELINE)
    if not is_wanted(url):
        return []
    return list_pages("Timeline", url, views.index.site.per_page, views.shared(url, lambda: _all_dated(views)))


def _all_dated(views: Views) -> ListedItems:
    items = all_dated_items(views)
    return ListedItems(
        "", "", items, keys=lambda: [_key(item) for item in items], mark=lambda item: dates.short_date(item.date)
    )


def _key(item: TimelineItem) -> str:
    """An item by its kind and the id in its URL: `article-mill-bridge`."""
    return f"{item.kind}-{unquote(item.url).split('/')[1]}"


def timeline_page(views: Views, at: ListPage) -> TimelinePage:
    """A page of the list of all dated articles and claims."""
    shared = views.shared if at.is_first else views.shared.unnoted
    listed = shared(at.list_url, lambda: _all_dated(views))
    if not at.is_first:
        _note(views, at.part(listed))
    pager = at.pager(listed)
    return TimelinePage(
        frame=Frame(
            url=at.url,
            title=at.title,
            description=_description(listed.items) if at.is_first else at.described(pager),
            section=at.list_url,
            language=views.index.site.language,
        ),
        total=len(listed.items) if at.is_first else None,
        periods=counts_by_year(listed.items) if at.is_first else (),
        index=_year_links(listed.items, at) if at.is_first else (),
        years=_years(listed.items, at),
        pager=pager,
    )


def _note(views: Views, items: Iterable[TimelineItem]) -> None:
    """Note the rows that these items are made from."""
    for kind, _, name in (_key(item).partition("-") for item in items):
        if kind == "claim":
            views.actors(views.index.claims[ClaimId(name)].speakers)
        else:
            views.index.log.note("listed", name)


def beside(views: Views, at: ListPage) -> str:
    """The years of what stands right before and after a later page: a year's counts are left out where it goes on."""
    if at.is_first:
        return ""  # it reads the whole list
    ((_, start, stop),) = at.shown
    items = views.shared.unnoted(at.list_url, lambda: _all_dated(views)).items
    return " ".join(item.date.year for item in (*items[start - 1 : start], *items[stop : stop + 1]))


def _description(items: Sequence[TimelineItem]) -> str:
    kinds = Counter(item.kind for item in items)
    words = " and ".join(counted(kinds[kind], kind) for kind in ("article", "claim") if kinds[kind])
    return f"{words} in the order of time." if words else "No article or claim of this archive has a date."


def counts_by_year(items: Sequence[TimelineItem]) -> tuple[PeriodCount, ...]:
    """Counts by year without a gap, by 10, 100, … years where more than `MOST_PERIODS`; empty for one period.

    What may be of several periods (`196X`) counts in none.
    """
    years = [item.date.point.year for item in items]
    span = max(years, default=0) - min(years, default=0) + 1
    size = next(10**power for power in count() if span <= MOST_PERIODS * 10**power)
    # What may be of several periods is counted in none.
    sure = [one for one in items if _period(one.date.point.year, size) == _period(one.date.point.last_year, size)]
    return _counts(sure, lambda date: _period(date.point.year, size), lambda period: _years_label(period, size))


def counts_by_month(items: Sequence[TimelineItem]) -> tuple[PeriodCount, ...]:
    """Counts by month where all months are known and within `MOST_MONTHS`, else `counts_by_year`."""
    has_months = all(1 <= item.date.point.month <= 12 for item in items)
    months = [_month(item.date) for item in items] if has_months else []
    if months and max(months) - min(months) < MOST_MONTHS:
        return _counts(items, _month, _month_label)
    return counts_by_year(items)


def _counts(
    items: Sequence[TimelineItem], period_of: Callable[[Date], int], label: Callable[[int], str]
) -> tuple[PeriodCount, ...]:
    counts = Counter((period_of(item.date), item.kind) for item in items)
    periods = [period for period, _ in counts]
    if len(set(periods)) < 2:
        return ()
    every = range(min(periods), max(periods) + 1)
    return tuple(PeriodCount(label(one), counts[one, "article"], counts[one, "claim"]) for one in every)


def _period(year: int, size: int) -> int:
    """The number of the stretch that an astronomical year is in; before the common era they end in 1 BC, the year 0."""
    return (year - 1 if year < 1 and size > 1 else year) // size


def _years_label(period: int, size: int) -> str:
    first, last = period * size, (period + 1) * size - 1
    if first < 0 and size > 1:
        return dates.year_range(first + 1, last + 1)
    if size == 10 and first >= 0:
        return f"{first}s"
    return f"0–{last if last <= 9999 else f'{last:,}'}" if first == 0 and size > 1 else dates.year_range(first, last)


def _month(date: Date) -> int:
    return date.point.year * 12 + date.point.month - 1


def _month_label(month: int) -> str:
    return dates.short_date(Date(f"{edtf.year_text(edtf.DatePoint(month // 12, month // 12))}-{month % 12 + 1:02}"))


def _year_links(items: Sequence[TimelineItem], at: ListPage) -> tuple[Link, ...]:
    """Every year, leading to the page on which it begins; `at` is the first page."""
    first = {item.date.year: place for place, item in reversed(list(enumerate(items)))}
    return tuple(
        Link(dates.year_heading(year), urls.with_fragment(at.url_of(first[year]), urls.year_element(year)))
        for year in sorted(first, key=first.__getitem__)
    )


def _years(items: Sequence[TimelineItem], at: ListPage) -> tuple[TimelineYear, ...]:
    """The years of a page; how much is of a year is told only where all of it is on this page."""
    ((_, start, stop),) = at.shown
    groups: dict[str, list[TimelineItem]] = {}
    for item in items[start:stop]:
        groups.setdefault(item.date.year, []).append(item)
    beside = {item.date.year for item in (*items[max(0, start - 1) : start], *items[stop : stop + 1])}
    found = []
    for year, some in groups.items():
        counts = Counter(item.kind for item in some if year not in beside)
        heading, element = dates.year_heading(year), urls.year_element(year)
        found.append(TimelineYear(heading, element, counts["article"], counts["claim"], tuple(some)))
    return tuple(found)
