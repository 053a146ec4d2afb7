"""Dates as authors write them, and as readers see them. No clock and no locale of the machine is asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.core import edtf
from sitegen.core.dates.correction import correction_hint
from sitegen.core.dates.edtf_level2 import nearest_level1
from sitegen.core.dates.formatting import (
    MONTHS,
    date_after_verb,
    date_range,
    life_dates,
    long_date,
    short_date,
    year_heading,
    year_range,
)
from sitegen.core.model import Date

__all__ = [
    "MONTHS",
    "DateOrder",
    "correction_hint",
    "date_after_verb",
    "date_order",
    "date_range",
    "day_in",
    "has_rfc3339",
    "life_dates",
    "long_date",
    "may_agree",
    "parse_date",
    "rfc3339",
    "short_date",
    "year_heading",
    "year_range",
]  # fmt: skip

_TIME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ]\s*(\d{1,2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*"
    r"(?:(Z|z|UTC|GMT)|([+-]\d{2}(?::?\d{2})?))?",
    re.ASCII,
)


def parse_date(text: str, zone: ZoneInfo) -> Date:
    """The date an author wrote: EDTF of level 0 or 1, kept as it was typed, or a day with a time.

    A time with a zone is shown in that zone, so its day is the one that stands there; one without is taken to be of
    `zone`. Offsets are in whole minutes; of a second's parts nothing stays. A time that the clocks of `zone` have twice
    is the first of the two.
    Raises ValueError, with words for the author, for what is no such date or of no calendar.
    """
    text = text.strip()
    if match := _TIME.fullmatch(text):
        return Date(_moment(match, zone, text))
    try:
        edtf.parse(text)
    except ValueError:
        if nearest_level1(text.casefold()):
            raise ValueError(f'"{edtf.excerpt_of(text)}" is not a date of EDTF level 0 or 1') from None
        raise
    return Date(text)


def _moment(match: re.Match[str], zone: ZoneInfo, text: str) -> str:
    day, minutes, seconds, is_utc, offset = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{minutes:0>5}{seconds or ':00'}{'+00:00' if is_utc else offset or ''}")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.replace(tzinfo=_in_minutes(moment)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise ValueError(f'"{edtf.excerpt_of(text)}" is not in the calendar') from None


def day_in(text: str, zone: ZoneInfo) -> str:
    """The year, month or day that an author wrote, or the day that a time has in `zone`; empty where none is sure."""
    try:
        when = parse_date(text, zone)
        if "T" not in when.iso:
            return when.plain
        return datetime.fromisoformat(when.iso).astimezone(zone).date().isoformat()
    except (ValueError, OverflowError):
        return ""


DateOrder = tuple[int | float | str, ...]
"""Where something stands in time, for sorting."""


def date_order(when: Date | None) -> DateOrder:
    """The sort key of a date that may be absent: None comes before all dates."""
    return when.key if when else ()


def has_rfc3339(when: Date) -> bool:
    """Whether RFC 3339 has this date: its year is one of 0001 to 9999."""
    return 1 <= when.point.year <= 9999


def rfc3339(when: Date, zone: ZoneInfo) -> str:
    """The date as a moment of RFC 3339, for feeds; one without a time is its first midnight in `zone`."""
    if "T" in when.iso:
        moment = datetime.fromisoformat(when.iso)
    else:
        year, month, day = when.point.first
        moment = datetime(year, month or 1, day or 1, tzinfo=zone)
    return moment.replace(tzinfo=_in_minutes(moment)).isoformat(timespec="seconds")


def may_agree(one: Date, other: Date) -> bool:
    """Whether two dates can be of one event: they overlap, or one of them is uncertain or approximate."""
    points = (one.point, other.point)
    if any(point.is_uncertain or point.is_approximate for point in points):
        return True
    (first, last), (other_first, other_last) = map(_bounds, (one, other))
    return first <= other_last and other_first <= last


_Day = tuple[float, int, int]


def _bounds(when: Date) -> tuple[_Day, _Day]:
    """The earliest and the latest day that a date can mean; infinite for open or unknown ends."""
    said = edtf.parse(when.iso)
    end = said.start if said.end is None else said.end
    first: _Day = said.start.first if isinstance(said.start, edtf.DatePoint) else (float("-inf"), 1, 1)
    last: _Day = end.last if isinstance(end, edtf.DatePoint) else (float("inf"), 12, 31)
    return first, last


def _in_minutes(moment: datetime) -> timezone:
    """How far the clocks are from UTC at a moment that knows its zone.

    Before standard time they went by the sun, to the second; an offset can tell minutes only.
    """
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    return timezone(timedelta(minutes=minutes))
