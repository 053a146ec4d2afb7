"""Dates as citations have them.

Sources: Patashnik, BibTeXing (1988), on `year`; biblatex manual 3.20, 2.3.8, whose `date` is EDTF of levels 0 and 1;
citationstyles.org, CSL-JSON schema 1.0; Google Scholar, inclusion guidelines. What processors make of a date in
CSL-JSON was tried with citeproc-py 0.11.1 and citeproc 2.4.63 (docs/decisions/0022): negative years are counted without
a year 0 there, and intervals of months or days, and words beside numbers, come out wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.core import dates, edtf
from sitegen.core.edtf import DatePoint
from sitegen.core.model import Date


def bibtex_date_fields(when: Date) -> Iterator[tuple[str, str]]:
    """The fields of a date for BibTeX and biblatex, name and value in braces.

    Styles print `year` as it stands; biblatex reads `date`, which others pass over.
    """
    point = when.point
    if not when.plain and not _is_season(when):
        yield "year", f"{{{dates.short_date(when).replace('–', '--')}}}"
        yield "date", f"{{{when.iso}}}"
        return
    yield "year", f"{{{point.year:04}}}"
    if point.month in edtf.SEASONS:
        yield "month", f"{{{edtf.SEASONS[point.month]}}}"
        yield "date", f"{{{when.iso}}}"
    elif point.month:
        yield "month", dates.MONTHS[point.month - 1][:3].lower()
    if point.day:
        yield "day", f"{{{point.day}}}"


def csl_date(when: Date) -> Mapping[str, object]:
    """A date variable of CSL-JSON: numbers where those say the same, else `literal` words."""
    said = edtf.parse(when.iso)
    ends = [one for one in (said.start, said.end) if isinstance(one, DatePoint)]
    is_whole = len(ends) == 1 + (said.end is not None)
    are_numbers = all(1 <= one.year <= 9999 and not one.unspecified for one in ends)
    if not is_whole or not are_numbers or (said.end is not None and any(one.month for one in ends)):
        return {"literal": dates.long_date(when)}
    variable: dict[str, object] = {"date-parts": list(map(_parts, ends))}
    if ends[0].month in edtf.SEASONS:
        variable["season"] = ends[0].month - 20
    if any(one.is_approximate or one.is_uncertain for one in ends):
        variable["circa"] = True
    return variable


def citation_meta_date(when: Date | None) -> str:
    """A date for `citation_publication_date`: `1961/05/04`, or as much of it as is known; else empty."""
    return when.plain.partition("T")[0].replace("-", "/") if when else ""


def _is_season(when: Date) -> bool:
    return "/" not in when.iso and when.point.is_exact and when.point.month in edtf.SEASONS


def _parts(point: DatePoint) -> list[int]:
    """Year, month and day, as far as they are known."""
    return [part for part in (point.year, point.month if point.month not in edtf.SEASONS else 0, point.day) if part]
