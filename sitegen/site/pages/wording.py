"""Small phrases that several kinds of page share."""

from __future__ import annotations

from math import inf
from typing import Final

from sitegen.core import dates
from sitegen.core.model import Date, Role

LONGEST_MARK: Final = 40
"""Code points of a name by which a page of a list is told from the others."""
_PLURALS: Final = {"person": "people"}


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 claim`, `1,200 claims`."""
    plural = _PLURALS.get(noun, f"{noun}s")
    return f"{count:,} {noun if count == 1 else plural}"


def date_mark(date: Date | None) -> str:
    """Where in an order of time something stands: `14 Mar 2019`, `undated`."""
    return dates.short_date(date) if date else "undated"


def last_held(role: Role) -> tuple[dates.DateOrder, dates.DateOrder]:
    """Sort key for roles: later for one that was held longer; one that has not ended is the latest of all."""
    return _ended(role), dates.date_order(role.since)


def last_begun(role: Role) -> tuple[dates.DateOrder, dates.DateOrder]:
    """Sort key for roles: later for one that began later."""
    return dates.date_order(role.since), _ended(role)


def _ended(role: Role) -> dates.DateOrder:
    return role.until.key if role.until else (inf,)
