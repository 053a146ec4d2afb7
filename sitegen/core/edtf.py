"""A parser for the Extended Date/Time Format (EDTF), levels 0 and 1.

Sources: Library of Congress, EDTF specification (2019); ISO 8601-2:2019, annex A; ISO 8601-1:2019 for the calendar, in
which the year 0000 is 1 BC and -0044 is 45 BC. Libraries differ on seasons, unknown ends, early years and
output (docs/decisions/0022), so the typed text is kept, and what has no bounds gets none.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord

MOST_YEAR_DIGITS: Final = 9
"""Most digits of a year behind `Y`; ten would reach beyond the age of the Earth."""
SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""EDTF codes of the seasons. They have no months here, since these differ by hemisphere."""

_UNSURE: Final = "[?~%]?"
_LONG: Final = rf"Y-?[1-9][0-9]{{4,{MOST_YEAR_DIGITS - 1}}}"
_DAY: Final = "-?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_UNSPECIFIED: Final = "-?[0-9]{2}(?:[0-9]X|XX)|-?[0-9]{4}-(?:[0-9]{2}-)?XX|-?[0-9]{4}-XX-XX"
_END: Final = rf"(?:{_DAY}|{_LONG}){_UNSURE}"
_TIME: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ] *[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
_ZONE: Final = "(?: *(?:[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?"
PATTERN: Final = (
    rf"^(?:(?:{_DAY}|{_UNSPECIFIED}|{_LONG}){_UNSURE}|{_END}/(?:{_END}|\.\.)?|(?:\.\.)?/{_END}|{_TIME}{_ZONE})$"
)
"""Matches all dates, and some that are none, as 2017-02-30. For forms, so also valid in JavaScript."""

_POINT: Final = re.compile(
    r"(?:(?P<year>-?\d\d(?:\d\d|\dX|XX))(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    rf"|Y(?P<long>-?[1-9]\d{{4,{MOST_YEAR_DIGITS - 1}}}))(?P<sign>[?~%]?)",
    re.ASCII,
)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)
_EPOCH: Final = datetime(1970, 1, 1)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHOWN: Final = 60


class IntervalEnd(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    """Unbounded, or not yet ended."""
    UNKNOWN = ""
    """Bounded, and the date is not known."""


class DatePoint(FrozenRecord):
    """One date, with what is unknown of it."""

    year: int
    """Astronomical: 0 is 1 BC. The earliest that it can be where digits are unspecified."""
    last_year: int
    """The latest year that it can be; `year` unless digits are unspecified."""
    month: int = 0
    """1 to 12, or the code of a season (`SEASONS`); 0 = not given."""
    day: int = 0
    """1 to 31; 0 = not given."""
    unspecified: int = 0
    """How many last digits of the year are an X."""
    unknown: str = ""
    """What is written as XX: `month`, `day`, `month and day` or nothing."""
    is_uncertain: bool = False
    is_approximate: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether all that is given is certain, and the year is one of 1 to 9999."""
        return not (self.unspecified or self.is_uncertain or self.is_approximate) and 1 <= self.year <= 9999

    @property
    def in_years(self) -> float:
        """Years as a fraction, for axes, with 12 months of 31 days; what is not given counts as the first."""
        year, month, day = self.first
        return year + (max(month, 1) - 1) / 12 + (max(day, 1) - 1) / 372

    @property
    def first(self) -> tuple[int, int, int]:
        """The earliest (year, month, day); month and day are 0 if not given. A season begins with its year."""
        return self.year, self.month if self.month <= 12 else 1, self.day

    @property
    def last(self) -> tuple[int, int, int]:
        """The latest (year, month, day), with day 31 if none is given. A season ends with its year."""
        return self.last_year, self.month if 0 < self.month <= 12 else 12, self.day or 31


class EdtfDate(FrozenRecord):
    """A parsed date or interval."""

    start: DatePoint | IntervalEnd
    end: DatePoint | IntervalEnd | None = None
    """None = a single date, no interval."""
    instant: int | None = None
    """Seconds since 1970-01-01T00:00Z of a date with a time; None without one."""

    @property
    def point(self) -> DatePoint:
        """Its beginning, or its end if the beginning is open or unknown."""
        for one in (self.start, self.end):
            if isinstance(one, DatePoint):
                return one
        raise AssertionError(self)  # `read` refuses an interval with no date


class DateSortKey(NamedTuple):
    """Sort key of a date; a total order, since the typed text is its last part."""

    year: int
    digits: int
    """Minus the number of unspecified digits: a century comes before its decades, and these before their years."""
    month: int
    """Unspecified counts as 1, not given as 0; a season by its code, so after the months."""
    day: int
    rank: int
    """Intervals without a beginning come before dates that equal their end: 0 open, 1 unknown, 2 any other."""
    has_time: bool
    instant: int
    text: str


@lru_cache(maxsize=65_536)  # each date of an archive is asked for many times over
def parse(text: str) -> EdtfDate:
    """Parse a date in EDTF, level 0 or 1, or a time with its zone: `2017-11-16T09:00:00-06:00`.

    Raises ValueError, with a message for the author, for anything else and for days that no calendar has.
    """
    if _MOMENT.fullmatch(text):
        return _moment(text)
    start, slash, end = text.partition("/")
    if not slash:
        return EdtfDate(_point(start, text))
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f'"{excerpt_of(text)}" is not a date: it has neither a beginning nor an end')
    read_start, read_end = _end(start, text), _end(end, text)
    if isinstance(read_start, DatePoint) and isinstance(read_end, DatePoint) and read_start.first > read_end.last:
        raise ValueError(f'"{excerpt_of(text)}" is not in order: it ends before it begins')
    return EdtfDate(read_start, read_end)


@lru_cache(maxsize=65_536)
def sort_key(text: str) -> DateSortKey:
    """The sort key of a date in EDTF. Raises ValueError as `parse`."""
    said = parse(text)
    point = said.point
    month = point.month or int("month" in point.unknown)
    day = point.day or int("day" in point.unknown)
    rank = (
        {IntervalEnd.OPEN: 0, IntervalEnd.UNKNOWN: 1}.get(said.start, 2) if isinstance(said.start, IntervalEnd) else 2
    )
    return DateSortKey(
        point.year, -point.unspecified, month, day, rank, said.instant is not None, said.instant or 0, text,
    )  # fmt: skip


def year_of(text: str) -> str:
    """The year of a date (`EdtfDate.point`) in EDTF: `1961`, `196X`, `-0044`, `Y17000`. Raises as `parse`."""
    return year_text(parse(text).point)


def only_year(point: DatePoint) -> DatePoint:
    """The date without month and day."""
    return replace(point, month=0, day=0, unknown="")


def year_text(point: DatePoint) -> str:
    """The year in EDTF, without `?`, `~` or `%`."""
    if abs(point.year) > 9999:
        return f"Y{point.year}"
    # The digits that are there are the same in all years that it can be.
    digits = f"{abs(point.year):04}"
    sign = "-" if point.year < 0 else ""
    return f"{sign}{digits[: 4 - point.unspecified]}{'X' * point.unspecified}"


def iso_8601_1(text: str) -> str:
    """The date in ISO 8601-1: `1961`, `1961-05`, `1961-05-04` or with a time; empty if that cannot express it exactly.

    Empty for intervals, seasons, uncertain or approximate dates and years outside 0001 to 9999, which other formats
    lack or read otherwise (in XSD 1.0, -0044 is 44 BC). Raises ValueError as `parse`.
    """
    said = parse(text)
    point = said.start
    if not isinstance(point, DatePoint) or said.end is not None or not point.is_exact or point.month in SEASONS:
        return ""
    return text.replace("-XX", "")


def excerpt_of(text: str) -> str:
    """The text, cut with an ellipsis after `_SHOWN` characters, for messages."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _moment(text: str) -> EdtfDate:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is not in the calendar') from None
    there = moment.replace(tzinfo=None) - _EPOCH - (moment.utcoffset() or timedelta())
    point = DatePoint(moment.year, moment.year, moment.month, moment.day)
    return EdtfDate(point, instant=there // timedelta(seconds=1))


def _end(part: str, text: str) -> DatePoint | IntervalEnd:
    if part in ("", ".."):
        return IntervalEnd(part)
    point = _point(part, text)
    if point.unspecified or point.unknown:  # level 2
        raise _no_date(text)
    return point


def _point(part: str, text: str) -> DatePoint:
    match = _POINT.fullmatch(part)
    if not match or part.startswith("-0000"):
        raise _no_date(text)
    year = match["year"] or match["long"]
    month, day = match["month"] or "", match["day"] or ""
    if ("X" in year and month) or (month == "XX" and day not in ("", "XX")):  # level 2
        raise _no_date(text)
    first, last = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    return DatePoint(
        year=first,
        # There is no year -0000.
        last_year=last if last or first == 0 else -1,
        month=_checked_month(month, day, text),
        day=_checked_day(first, month, day, text),
        unspecified=year.count("X"),
        unknown=" and ".join(name for name, value in (("month", month), ("day", day)) if value == "XX"),
        is_uncertain=match["sign"] in ("?", "%"),
        is_approximate=match["sign"] in ("~", "%"),
    )


def _checked_month(month: str, day: str, text: str) -> int:
    if month in ("", "XX"):
        return 0
    if 1 <= int(month) <= 12 or (int(month) in SEASONS and not day):
        return int(month)
    raise ValueError(f'"{excerpt_of(text)}" is not in the calendar')


def _checked_day(year: int, month: str, day: str, text: str) -> int:
    if day in ("", "XX"):
        return 0
    most = 28 if month == "02" and not isleap(year) else _DAYS[int(month) - 1]
    if 1 <= int(day) <= most:
        return int(day)
    raise ValueError(f'"{excerpt_of(text)}" is not in the calendar')


def _no_date(text: str) -> ValueError:
    return ValueError(f'"{excerpt_of(text)}" is not a date')
