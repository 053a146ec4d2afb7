"""Dates in plain English. What is brief stands in lists, where there is little room."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sitegen.core import edtf
from sitegen.core.edtf import DatePoint, EdtfDate, IntervalEnd
from sitegen.core.model import Date

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_SOME_DATE: Final = "an unknown date"


def long_date(when: Date) -> str:
    """`16 November 2017`, `2017`, `about 1961`, `1961, uncertain`, `the 1960s`, `45 BC`, `1961 to 1963`."""
    return _formatted(when.iso, is_brief=False)


def short_date(when: Date) -> str:
    """`16 Nov 2017`, `2017`, `about 1961`, `1961?`, `1960s`, `45 BC`, `1961–1963`."""
    return _formatted(when.iso, is_brief=True)


def date_after_verb(when: Date) -> str:
    """When something happened, behind a verb: `16 November 2017`, `in the 1960s`, `between 1961 and 1963`."""
    said = edtf.parse(when.iso)
    if said.end is None:
        words = long_date(when)
        return f"in {words}" if words.startswith(("the ", *edtf.SEASONS.values())) else words
    return _within(said)


def year_heading(year: str) -> str:
    """A year as `Date.year` has it, for readers: `1961`, `1960s`, `1900–1999`, `45 BC`."""
    point = edtf.parse(year).point
    return str(point.year) if point.is_exact and 1 <= point.year <= 9999 else _bare(point, is_brief=True)


def year_range(first: int, last: int) -> str:
    """A stretch of years, by their astronomical numbers: `1961`, `1900–1999`, `50–41 BC`, `10,000–19,999`."""
    if first == last:
        return str(first) if 1 <= first <= 9999 else _year(first).removeprefix("the year ")
    return _stretch(DatePoint(first, last), is_brief=True)


def date_range(since: Date | None, until: Date | None) -> str:
    """`2010–2018`, `since 2017`, `until 2018`, `about 1961 to 1963`, or empty."""
    first, last = (_in_years(one) if one else "" for one in (since, until))
    if first and last:
        return first if first == last else _joined(first, last)
    if first:
        return f"since {first}"
    return f"until {last}" if last else ""


def life_dates(born: Date | None, died: Date | None) -> str:
    """`1960–2031`, `about 1960 to 2031`, `born 1960`, `died in the 1960s`, or empty."""
    if born and died:
        return _joined(_in_years(born), _in_years(died))
    for verb, when in (("born", born), ("died", died)):
        if when:
            words = _in_years(when)
            return f"{verb} in {words}" if words.startswith("the ") else f"{verb} {words}"
    return ""


def _joined(first: str, last: str) -> str:
    return f"{first} to {last}" if set(" –") & set(first + last) else f"{first}–{last}"


def _in_years(when: Date) -> str:
    """The year within a phrase: `1961`, `about 1961`, `1961?`, `the 1960s`, `between 1961 and 1963`."""
    said = edtf.parse(when.iso)
    if said.end is None:
        return _of_point(edtf.only_year(said.point))
    start, end = (edtf.only_year(one) if isinstance(one, DatePoint) else one for one in (said.start, said.end))
    return _of_point(start) if isinstance(start, DatePoint) and start == end else _within(EdtfDate(start, end))


def _within(said: EdtfDate) -> str:
    """That something happened within an interval."""
    if said.start is IntervalEnd.OPEN or said.end is IntervalEnd.OPEN:
        return f"{_inside(said.point)} or {'before' if said.start is IntervalEnd.OPEN else 'after'}"
    return "between {} and {}".format(*_ends(said))


def _of_point(year: DatePoint) -> str:
    if year.is_exact:
        return str(year.year)
    return _hedged(_bare(year, is_brief=False), year, "?")


@lru_cache(maxsize=4096)  # a list shows the same days again and again
def _formatted(text: str, *, is_brief: bool) -> str:
    said = edtf.parse(text)
    if said.end is None:
        point = said.point
        words = _bare(point, is_brief=is_brief)
        if point.unknown and not is_brief:
            words += f", {point.unknown} unknown"
        return _hedged(words, point, "?" if is_brief else ", uncertain")
    if said.start is IntervalEnd.OPEN or said.end is IntervalEnd.OPEN:
        return f"{'until' if said.start is IntervalEnd.OPEN else 'since'} {_inside(said.point, is_brief=is_brief)}"
    first, last = _ends(said, is_brief=is_brief)
    if not is_brief:
        return f"{first} to {last}"
    return f"{first} – {last}" if " " in first or last.startswith("about ") else f"{first}–{last}"


def _ends(said: EdtfDate, *, is_brief: bool = False) -> tuple[str, str]:
    """Both ends in words; what they share is in the last alone."""
    start, end = said.start, said.end
    if isinstance(start, DatePoint) and isinstance(end, DatePoint):
        is_plain = start.is_exact and end.is_exact and start.month and end.month
        if is_plain and start.year == end.year and start.month not in edtf.SEASONS:
            day_alone = start.month == end.month and start.day and end.day
            first = str(start.day) if day_alone else _bare(start, is_brief=is_brief, has_year=False)
            return first, _bare(end, is_brief=is_brief)
    unknown = "?" if is_brief else _SOME_DATE
    first, last = (_inside(one, is_brief=is_brief) if isinstance(one, DatePoint) else unknown for one in (start, end))
    return first, last


def _inside(point: DatePoint, *, is_brief: bool = False) -> str:
    """A date within a phrase."""
    return _hedged(_bare(point, is_brief=is_brief), point, "?" if is_brief else " (uncertain)")


def _hedged(words: str, point: DatePoint, doubt: str) -> str:
    if point.is_approximate:
        words = words.replace("between", "between about", 1) if words.startswith("between") else f"about {words}"
    return words + doubt if point.is_uncertain else words


def _bare(point: DatePoint, *, is_brief: bool, has_year: bool = True) -> str:
    if point.unspecified:
        return _stretch(point, is_brief=is_brief)
    words = [str(point.day)] if point.day else []
    if point.month in edtf.SEASONS:
        words.append(edtf.SEASONS[point.month])
    elif point.month:
        words.append(MONTHS[point.month - 1][: 3 if is_brief else None])
    return " ".join([*words, _year(point.year)] if has_year else words)


def _stretch(point: DatePoint, *, is_brief: bool) -> str:
    """A decade by its name, if it is not also that of a century; else its first and last year."""
    first, last = point.year, point.last_year
    if point.unspecified == 1 and first >= 100 and first // 10 % 10:
        return f"{first}s" if is_brief else f"the {first}s"
    if last <= 0:
        ends = (_year(first).removesuffix(" BC"), _year(last))
    else:
        year = _year(last).removeprefix("the year ")
        ends = (_year(first).removeprefix("the year "), f"AD {year}" if first <= 0 else year)
    return "{}–{}".format(*ends) if is_brief else "between {} and {}".format(*ends)


def _year(year: int) -> str:
    if year > 9999:
        return f"the year {year:,}"
    if year > 0:
        return str(year)
    return f"{1 - year:,} BC" if year < -9998 else f"{1 - year} BC"
