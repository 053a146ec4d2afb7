"""What is written in EDTF of level 2, and the date of level 1 that comes nearest.

Source: Library of Congress, EDTF specification (2019), level 2. Tables of our own: libraries differ on seasons by
hemisphere, on quadrimesters and on significant digits (docs/decisions/0022). Text is given in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SUB_YEARS: Final = {
    **{25 + index: (21 + index, 0) for index in range(4)},
    # The same names in the south, of other months; the words of a season are what is shown.
    **{29 + index: (21 + index, 0) for index in range(4)},
    **{33 + index: (1 + 3 * index, 3) for index in range(4)},
    **{37 + index: (1 + 4 * index, 4) for index in range(3)},
    **{40 + index: (1 + 6 * index, 6) for index in range(2)},
}
"""By code: a season of level 1; or the first month of a quarter, quadrimester, semester, and how many months it has."""
_SUB_YEAR: Final = re.compile(r"(-?\d{4})-(2[5-9]|3\d|4[01])([?~%]?)", re.ASCII)
_EXPONENT: Final = re.compile(r"y(-?\d{1,9})e(\d{1,2})(?:s\d+)?", re.ASCII)
_SIGNIFICANT: Final = re.compile(r"(y?)(-?)(\d{1,9})s(\d{1,2})", re.ASCII)
_SET: Final = re.compile(r"\[[^\[\]{}]*\]|\{[^\[\]{}]*\}")
_QUALIFIED: Final = re.compile(r"[?~%]?-?[\dx]{4}[?~%]{0,2}(?:-[?~%]?[\dx]{2}[?~%]{0,2}){0,2}", re.ASCII)
_UNSPECIFIED: Final = re.compile(r"(-?)([\dx]{4})(?:-([\dx]{2})(?:-([\dx]{2}))?)?", re.ASCII)
_LAST_DAY: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def nearest_level1(text: str) -> str:
    """The date of level 0 or 1 that comes nearest to what level 2 says; empty for what is not of level 2."""
    found = _nearest_level1(text)
    return found if found.casefold() != text else ""


def _nearest_level1(text: str) -> str:
    if match := _SUB_YEAR.fullmatch(text):
        return _part_of_year(match[1], int(match[2]), match[3])
    if match := _EXPONENT.fullmatch(text):
        return _long_year(int(match[1]) * 10 ** min(int(match[2]), 12))
    if match := _SIGNIFICANT.fullmatch(text):
        return _significant(match)
    if _SET.fullmatch(text):
        return _whole(text[1:-1])
    start, slash, end = text.partition("/")
    if not slash:
        return _point(text)
    ends = [part if part in ("", "..") else _point(part, is_end=True) or part for part in (start, end)]
    firsts = ends[0].partition("/")[0], ends[1].rpartition("/")[2]
    return "" if ends == [start, end] else "/".join(firsts).upper()


def _part_of_year(year: str, code: int, sign: str) -> str:
    first, months = _SUB_YEARS[code]
    if not months:
        return f"{year}-{first}{sign}"
    return f"{year}-{first:02}{sign}/{year}-{first + months - 1:02}{sign}"


def _long_year(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04}"


def _significant(match: re.Match[str]) -> str:
    """A year of which some digits count: as one with unspecified digits, or from its first to its last year."""
    is_long, sign, digits, count = match[1], match[2], match[3], int(match[4])
    open_digits = len(digits) - count
    if open_digits <= 0:
        return _long_year(int(sign + digits))
    if not is_long and len(digits) == 4 and open_digits <= 2:
        return f"{sign}{digits[:count]}{'X' * open_digits}"
    ends = sorted(int(sign + digits[:count] + digit * open_digits) for digit in "09")
    return "/".join(map(_long_year, ends))


def _whole(members: str) -> str:
    """One of a set, or all of it: from its first to its last."""
    parts = [part for one in members.split(",") for part in _ends(one.strip())]
    if not parts or (len(parts) == 1 and not parts[0]):
        return ""
    if len(parts) == 1:
        return parts[0].upper()
    start, end = (parts[0] or "..", parts[-1] or "..")
    return f"{start}/{end}".upper()


def _ends(member: str) -> Iterator[str]:
    first, dots, last = member.partition("..")
    yield from (first.strip(), last.strip()) if dots else (member,)


def _point(text: str, *, is_end: bool = False) -> str:
    if not _QUALIFIED.fullmatch(text):
        return ""
    signs = {sign for sign in text if sign in "?~%"}
    sign = "%" if "%" in signs or signs == {"?", "~"} else "".join(signs)
    bare = re.sub("[?~%]", "", text)
    if "x" not in bare:
        return f"{bare}{sign}"
    match = _UNSPECIFIED.fullmatch(bare)
    return _unspecified(match, sign, is_end=is_end) if match else ""


def _unspecified(match: re.Match[str], sign: str, *, is_end: bool) -> str:
    """Unspecified digits that are not the last ones of a year, or that stand in an interval."""
    minus, year, month, day = match.groups()
    if "x" in year:
        open_digits = 4 - len(year.rstrip("x"))
        known = year.rstrip("x")
        if "x" in known or not known:
            return ""
        if open_digits <= 2 and not is_end:
            return f"{minus}{known}{'X' * open_digits}{sign}"
        ends = [f"{minus}{known}{digit * open_digits}{sign}" for digit in "09"]
        return "/".join(reversed(ends) if minus else ends)
    if month and "x" in month:
        return _stretch(f"{minus}{year}", month, 12, sign, "" if is_end else "-XX-XX" if day else "-XX")
    if day and month and month.isdecimal() and 1 <= int(month) <= 12:
        most = 29 if month == "02" and int(year) % 4 == 0 and (int(year) % 100 or int(year) % 400 == 0) else 0
        last = most or _LAST_DAY[int(month) - 1]
        return _stretch(f"{minus}{year}-{month}", day, last, sign, "" if is_end else "-XX")
    return ""


def _stretch(before: str, part: str, most: int, sign: str, whole: str) -> str:
    """From the first to the last month or day of which some digits are known, or as a whole where none is."""
    if part == "xx" and whole:
        return f"{before}{whole}{sign}"
    fits = [
        one for one in (f"{number:02}" for number in range(1, most + 1)) if re.fullmatch(part.replace("x", r"\d"), one)
    ]
    return f"{before}-{fits[0]}{sign}/{before}-{fits[-1]}{sign}" if fits else ""
