"""Dates as authors write them, and as readers see them. No clock and no locale of the machine is asked."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from sitegen.model import Date

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\s*(\d{1,2}:\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|z|[+-]\d{2}:?\d{2})", re.ASCII)


def parse(text: str, zone: ZoneInfo) -> Date:
    """The date an author wrote; a moment is told in `zone`, by its offset in whole minutes.

    Raises ValueError, with words for the author, for what is no date of the four forms or of no calendar.
    """
    text = text.strip()
    if match := _DAY.fullmatch(text):
        year, month, day = match.groups(default="1")
        _checked(int(year), int(month), int(day), text)
        return Date(text)
    if match := _TIME.fullmatch(text):
        day_part, minutes, seconds, offset = match.groups()
        offset = "+00:00" if offset in "Zz" else offset
        try:
            moment = datetime.fromisoformat(f"{day_part}T{minutes:0>5}{seconds or ':00'}{offset}")
            return Date(moment.astimezone(_in_minutes(moment.astimezone(zone))).isoformat(timespec="seconds"))
        except (ValueError, OverflowError):
            raise ValueError(f'"{text}" is not in the calendar') from None
    raise ValueError(f'"{text}" is not a date')


def _checked(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f'"{text}" is not in the calendar') from None


def long(when: Date) -> str:
    """`16 November 2017`, `November 2017`, `2017`."""
    return _shown(when, length=20)


def short(when: Date) -> str:
    """`16 Nov 2017`, `Nov 2017`, `2017`."""
    return _shown(when, length=3)


def years(since: Date | None, until: Date | None) -> str:
    """`2010–2018`, `since 2017`, `until 2018`, or empty."""
    if since and until:
        return since.year if since.year == until.year else f"{since.year}–{until.year}"
    if since:
        return f"since {since.year}"
    return f"until {until.year}" if until else ""


def stamp(when: Date, zone: ZoneInfo) -> str:
    """The moment for a feed, as RFC 3339 asks; a day, month or year is told by its first midnight in `zone`."""
    if "T" in when.iso:
        moment = datetime.fromisoformat(when.iso)
    else:
        year, month, day = map(int, [*when.iso.split("-"), "1", "1"][:3])
        moment = datetime(year, month, day, tzinfo=zone)
    return moment.replace(tzinfo=_in_minutes(moment)).isoformat(timespec="seconds")


def _in_minutes(moment: datetime) -> timezone:
    """How far the clocks are from UTC at a moment that knows its zone.

    Before standard time they went by the sun, to the second; an offset can tell minutes only.
    """
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=4096)  # a list shows the same days again and again
def _shown(when: Date, length: int) -> str:
    parts = when.day.split("-")
    words = [parts[0].lstrip("0") or "0"]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1][:length])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)
