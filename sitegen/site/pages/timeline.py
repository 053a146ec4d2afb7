"""All that is dated, in the order of time: as a list, and counted by months, years or longer stretches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Final

from sitegen.core import dates, edtf, urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Claim, Date
from sitegen.site.index import ArticleEntry, SiteIndex
from sitegen.site.pages.page_records import Frame, Link, PeriodCount, TimelineItem, TimelinePage, TimelineYear
from sitegen.site.pages.pagination import ListPage, list_pages
from sitegen.site.pages.views import Views, is_draft
from sitegen.site.pages.wording import counted

MOST_PERIODS: Final = 40
"""Periods that a drawing shows: on the smallest screen each has seven pixels."""
MOST_MONTHS: Final = 18
"""The most months that are shown one by one; a longer time is shown in years."""


def has_timeline(index: SiteIndex) -> bool:
    """Whether two dated articles or claims are of different days: less is not worth an entry of the menu."""
    articles = {entry.article.date.day for entry in index.entries if entry.article.date}
    return len(articles | {claim.date.day for claim in index.claims.values() if claim.date}) > 1


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
            language=views.foreign(entry.article),
        )
        for entry in entries
        if entry.article.date
    ]
    items += [
        TimelineItem(
            date=claim.date,
            kind="claim",
            text=claim.claim,
            url=urls.claim(claim.id),
            by=tuple(speaker.text for speaker in views.actors(claim.speakers)),
            is_draft=is_draft(claim),
        )
        for claim in claims
        if claim.date
    ]
    return sorted(items, key=lambda item: (item.date.key, item.kind, item.url))


def all_dated_items(views: Views) -> list[TimelineItem]:
    """All articles and claims that have a date, oldest first."""
    return dated_items(views, views.index.entries, views.index.claims.values())


class _Timeline(FrozenRecord):
    """What all pages of the timeline share."""

    items: Sequence[TimelineItem]
    counts: Counter[tuple[str, str]]
    """Of each year and kind."""
    links: tuple[Link, ...]
    """Every year, leading to where it begins."""


def timeline_units(views: Views) -> list[ListPage]:
    """The pages of the list of all dated articles and claims; one that says so where there are none."""
    index = views.index
    dated = sum(1 for entry in index.entries if entry.article.date)
    dated += sum(1 for claim in index.claims.values() if claim.date)
    return list_pages(urls.section(urls.TIMELINE), index.site.per_page, dated)


def timeline_page(views: Views, at: ListPage) -> TimelinePage:
    """A page of the list of all dated articles and claims."""
    whole = views.shared(at.list_url, lambda: _timeline(views))
    return TimelinePage(
        frame=Frame(
            url=at.url,
            title="Timeline",
            description=_description(whole.items),
            section=at.list_url,
            language=views.index.site.language,
        ),
        total=len(whole.items),
        periods=counts_by_year(whole.items) if at.is_first else (),
        index=whole.links,
        years=_years(at.part(whole.items), whole.counts),
        pager=at.pager,
    )


def _timeline(views: Views) -> _Timeline:
    items = all_dated_items(views)
    counts = Counter((item.date.year, item.kind) for item in items)
    return _Timeline(items, counts, _year_links(items, views.index.site.per_page))


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


def _year_links(items: Sequence[TimelineItem], per_page: int) -> tuple[Link, ...]:
    """Every year, leading to the page on which it begins."""
    first = {item.date.year: place for place, item in reversed(list(enumerate(items)))}
    url = urls.section(urls.TIMELINE)
    return tuple(
        Link(
            dates.year_heading(year),
            urls.with_fragment(urls.numbered(url, first[year] // per_page + 1), urls.year_element(year)),
        )
        for year in sorted(first, key=first.__getitem__)
    )


def _years(items: Sequence[TimelineItem], counts: Counter[tuple[str, str]]) -> tuple[TimelineYear, ...]:
    groups: dict[str, list[TimelineItem]] = {}
    for item in items:
        groups.setdefault(item.date.year, []).append(item)
    return tuple(
        TimelineYear(
            dates.year_heading(year),
            urls.year_element(year),
            counts[year, "article"],
            counts[year, "claim"],
            tuple(some),
        )
        for year, some in groups.items()
    )
