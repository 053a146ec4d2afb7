"""What an author meant who wrote no valid date. Each proposal is parsed again, so that all are valid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from sitegen.core import edtf
from sitegen.core.dates.edtf_level2 import nearest_level1

_MONTHS: Final = (
    ("jan", "ene", "gen"), ("feb", "fév", "fev"), ("mar", "mär", "mrt", "maa"), ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aoû", "aou", "ago"),
    ("sep", "set"), ("oct", "okt", "ott", "out"), ("nov",), ("dec", "dez", "déc", "dic"),
)  # fmt: skip
"""How names of months begin in English, German, French, Spanish, Italian, Portuguese and Dutch."""
_MOST: Final = 60
"""Texts of more characters are not tried."""
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_UNDATED: Final = frozenset(
    {"unknown", "undated", "n.d.", "nd", "n. d.", "s.d.", "o.j.", "none", "no date", "?", "-", "0000-00-00"}
)

_TOO_LONG: Final = re.compile(r"[Yy]?-?\d{10,}|[Yy]-?\d+[Ee]\d+", re.ASCII)
_NO_DAY: Final = re.compile(r"((-?(?!0000)\d{4})-\d\d)(?:-\d\d)?", re.ASCII)
"""Where month and day are of no calendar, the year is all the same."""
_ABOUT: Final = re.compile(
    r"(?:(?:circa|ca|c|approximately|approx|about|around|um|etwa|vers|hacia)(?![^\W\d_])\.?|~|≈)\s*(.+)"
    r"|(.+?)\s*\(?(?:c\.|ca\.|approx\.)\)?"
)
_DOUBT: Final = re.compile(r"(?:probably|possibly|perhaps|maybe|\?)\s*(.+)|(.+?)\s*(?:\(\?\)|\?|\(uncertain\))")
_BEFORE: Final = re.compile(r"(?:before|until|till|by|up to|to|vor|bis|avant|[<≤–-])\s*(.+)")
_AFTER: Final = re.compile(r"(?:after|since|from|seit|nach|après|depuis|[>≥])\s*(.+)|(.+?)\s*(?:[–-]|onwards)")
_RANGE: Final = re.compile(r"(?:between\s+|from\s+)?(.+?)(?:\s*[–—]\s*|\s+-\s+|\s+(?:to|until|and|bis)\s+)(.+)")
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")
_SHORT_RANGE: Final = re.compile(r"(\d\d)(\d\d)[-–/](\d\d)")
_ERA: Final = re.compile(
    r"(\d{1,4})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.\s?chr\.|av\. j\.-c\.)"
    r"|(\d{1,4})\s*(?:a\.?d\.?|c\.?e\.?)|a\.?d\.?\s*(\d{1,4})"
)
_DECADE: Final = re.compile(r"(?:the )?(?:(?:early|mid|late)[ -])?(\d{3})0['’]?s")
_CENTURY: Final = re.compile(r"(?:the )?(?:(?:early|mid|late)[ -])?(\d{1,2})(?:st|nd|rd|th)[ -](?:c\.|century|cent\.)")
_NAMED_SEASON: Final = re.compile(rf"({'|'.join(_SEASONS)})\s*(?:of\s+)?(\d{{4}})|(\d{{4}})\s+({'|'.join(_SEASONS)})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?\.?|(\d{4})(\d\d)(\d\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[./](\d{4})")
_WEEK: Final = re.compile(r"(\d{4})-?w(\d\d)(?:-?([1-7]))?")
_NAMED_MONTH: Final = re.compile(
    r"(?:\w+,\s+)?(?:the\s+)?(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s+of|\s+de)?[\s-]+)?([^\W\d_]{3,})\.?,?(?:\s+de)?[\s-]+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)


HINT: Final = (
    "write it as 2017, 2017-11 or 2017-11-16; about 1961 is 1961~, perhaps 1961 is 1961?, the 1960s are 196X, "
    "and 1961 to 1963 is 1961/1963"
)


def correction_hint(text: str) -> str:
    """What to do about a text that is no date."""
    text = text.strip()
    if text.casefold() in _UNDATED:
        return "leave the date out where none is known"
    if found := corrections(text):
        return f"write {' or '.join(found)}"
    if match := _NO_DAY.fullmatch(text):
        known = next(filter(_is_date, (match[1], match[2])))
        return f"write the day that it was, or as much of it as is known: {known}"
    if _TOO_LONG.fullmatch(text):
        return f"a year of more than {edtf.MOST_YEAR_DIGITS} digits cannot be shown"
    if ":" in text:
        return "write a time as 2017-11-16T09:30 or, with its zone, 2017-11-16T09:30:00-06:00"
    return HINT


def corrections(text: str) -> tuple[str, ...]:
    """The dates that a text may mean which is none, as EDTF; empty where nobody can tell."""
    words = " ".join(text.split()).casefold()
    if len(words) > _MOST:
        return ()
    return tuple(dict.fromkeys(_first_match(words, _RULES)))


def _is_date(text: str) -> bool:
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return True


_Rule = Callable[[str], Iterator[str]]


def _first_match(words: str, rules: Sequence[_Rule]) -> Iterator[str]:
    """What the first matching rule makes of a text."""
    if (proposed := nearest_level1(words)) and _is_date(proposed):
        yield proposed
        return
    for rule in rules:
        if found := tuple(filter(_is_date, rule(words))):
            yield from found
            return


def _one(words: str, rules: Sequence[_Rule]) -> str:
    """The date that a part of a text is or means, if that is one alone and no interval; else empty."""
    words = words.strip(" .,")
    found = [words] if _is_date(words) else list(dict.fromkeys(_first_match(words, rules)))
    return found[0] if len(found) == 1 and "/" not in found[0] else ""


def _qualified(expression: re.Pattern[str], sign: str) -> _Rule:
    def rule(words: str) -> Iterator[str]:
        if (match := expression.fullmatch(words)) and (inner := _one(_only_group(match), _PLAIN)):
            has_other = inner[-1] in "?~%" and inner[-1] != sign
            yield inner.rstrip("?~%") + ("%" if has_other else sign)

    return rule


def _bounded(expression: re.Pattern[str], form: str) -> _Rule:
    def rule(words: str) -> Iterator[str]:
        if (match := expression.fullmatch(words)) and (inner := _one(_only_group(match), _HEDGED)):
            yield form.format(inner)

    return rule


def _only_group(match: re.Match[str]) -> str:
    """The one group of a match that is not empty."""
    return next(group for group in match.groups("") if group)


def _short_year(words: str) -> Iterator[str]:
    """A year of three digits; one of more than four, which needs a Y; a day without hyphens; a Y that is not needed."""
    if re.fullmatch(r"\d{3}", words, re.ASCII):
        yield f"0{words}"
    elif re.fullmatch(r"-?\d{5,9}", words, re.ASCII) and not any(map(_is_date, _year_first(words))):
        yield f"Y{words}"
    elif match := re.fullmatch(r"y(-?)(\d{1,9})", words, re.ASCII):
        yield f"{match[1]}{match[2]:0>4}" if len(match[2]) < 5 else words.upper()


def _era(words: str) -> Iterator[str]:
    if match := _ERA.fullmatch(words):
        before, *after = match.groups()
        year = 1 - int(before) if before else int(next(filter(None, after)))
        yield f"-{-year:04}" if year < 0 else f"{year:04}"


def _decade(words: str) -> Iterator[str]:
    if match := _DECADE.fullmatch(words):
        yield f"{match[1]}X"


def _century(words: str) -> Iterator[str]:
    if match := _CENTURY.fullmatch(words):
        yield f"{int(match[1]) - 1:02}XX"


def _season(words: str) -> Iterator[str]:
    if match := _NAMED_SEASON.fullmatch(words):
        name, year, other_year, other_name = match.groups()
        yield f"{year or other_year}-{_SEASONS[name or other_name]}"


def _year_first(words: str) -> Iterator[str]:
    if match := _YEAR_FIRST.fullmatch(words):
        year, _, month, day, *packed = match.groups()
        parts = [year, month, *([day] if day else [])] if year else packed
        yield "-".join(f"{part:0>2}" for part in parts)


def _year_last(words: str) -> Iterator[str]:
    """Days come first where dots part the numbers; with slashes and hyphens nobody can tell."""
    if match := _YEAR_LAST.fullmatch(words):
        one, sign, other, year = match.groups()
        yield f"{year}-{other:0>2}-{one:0>2}"
        if sign != ".":
            yield f"{year}-{one:0>2}-{other:0>2}"
    elif match := _MONTH_YEAR.fullmatch(words):
        yield f"{match[2]}-{match[1]:0>2}"


def _named_month(words: str) -> Iterator[str]:
    if match := _NAMED_MONTH.fullmatch(words):
        day, name, other_day, year = match.groups()
        months = [month for month, starts in enumerate(_MONTHS, 1) if name.startswith(starts)]
        if len(months) == 1 and not (day and other_day):
            yield f"{year}-{months[0]:02}" + (f"-{day or other_day:0>2}" if day or other_day else "")


def _week(words: str) -> Iterator[str]:
    if match := _WEEK.fullmatch(words):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
            yield monday.isoformat() if match[3] else f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
        except (ValueError, OverflowError):
            return


def _range(words: str) -> Iterator[str]:
    if match := _SHORT_RANGE.fullmatch(words):
        century, first, last = match.groups()
        # Up to 41 it is a month, a season or a part of a year.
        if last > max(first, "41"):
            yield f"{century}{first}/{century}{last}"
    elif match := (_YEARS.fullmatch(words) or _RANGE.fullmatch(words)):
        start, end = (_one(part, _HEDGED) for part in match.groups())
        if start and end:
            yield f"{start}/{end}"


def _reversed(words: str) -> Iterator[str]:
    start, _, end = words.partition("/")
    yield f"{end}/{start}".upper()


# Each kind looks into its parts by the rules of the kinds before it alone: so there is an end to it.
_PLAIN: Final[tuple[_Rule, ...]] = (
    _short_year, _era, _decade, _century, _season, _week, _year_first, _year_last, _named_month,
)  # fmt: skip
_HEDGED: Final = (*_PLAIN, _qualified(_ABOUT, "~"), _qualified(_DOUBT, "?"))
_RULES: Final = (*_PLAIN, _range, _reversed, *_HEDGED[-2:], _bounded(_BEFORE, "../{}"), _bounded(_AFTER, "{}/.."))
