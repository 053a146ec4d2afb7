"""Seeds that another tool does not show: what its keys in front matter say of it, told once for each key.

No clock is asked, so a date is judged by the `as_of` of site.yaml. Without one an article that is to be shown from some
day on is held back, since it may never have been public; one that is to be shown until some day is not, since it was.
Sources: the front matter of Hugo (draft, publishDate, expiryDate and their aliases pubdate, unpublishdate), of Jekyll
and Bridgetown (published), of VuePress and Docusaurus (publish, draft). Hugo takes keys in any case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, NamedTuple

from sitegen.load.entry import Entry
from sitegen.model import Date
from sitegen.problems import Location, Problems

_DAY: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")
_NO: Final = frozenset({"false", "no", "off", "n", "0"})
FIRST: Final = 3
"""Places that are told of those that a key has."""


class Held(Enum):
    """What becomes of an article by what another tool's key says."""

    BACK = auto()
    UNKNOWN = auto()
    """It is shown, though by its date it might not be."""


class _Dates(NamedTuple):
    as_of: str
    """Empty = not given."""
    own: str
    """Of the article; empty = it has none."""


def _is_draft(value: str, _: _Dates) -> Held | None:
    return None if value in _NO else Held.BACK


def _is_unpublished(value: str, _: _Dates) -> Held | None:
    return Held.BACK if value in _NO else None


def _is_early(value: str, dates: _Dates) -> Held | None:
    day = _day(value)
    # Whoever is published from the day on of which it is needs no embargo.
    latest = dates.as_of or dates.own
    return None if day and latest and day <= latest else Held.BACK


def _is_late(value: str, dates: _Dates) -> Held | None:
    if not dates.as_of:
        return Held.UNKNOWN
    day = _day(value)
    return None if day and day > dates.as_of else Held.BACK


_RULES: Final[dict[str, Callable[[str, _Dates], Held | None]]] = {
    "draft": _is_draft,
    "expirydate": _is_late,
    "pubdate": _is_early,
    "publish": _is_unpublished,
    "publishdate": _is_early,
    "published": _is_unpublished,
    "unpublishdate": _is_late,
}


def is_known(key: str) -> bool:
    """Whether another tool shows an article, or not, by this key."""
    return key.lower() in _RULES


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What the seeds of an archive say of being shown."""

    as_of: Date | None
    _places: dict[tuple[Held, str], list[Location]] = field(default_factory=dict)

    def is_held(self, entry: Entry, *, is_seed: bool) -> bool:
        """Whether a seed is a draft by its front matter, and nothing else settles it; what was found is remembered.

        `is_seed`: the entry is that front matter, and no record that may lie over it.
        """
        if "status" in entry.values:
            return False
        own = entry.values.get("date")
        dates = _Dates(self.as_of.day if self.as_of else "", _day(own) if isinstance(own, str) else "")
        keys = [key for key in entry.values if is_seed or entry.is_of_front_matter(key)]
        found = list(_said(entry, keys, dates))
        for held, key in found:
            self._places.setdefault((held, key.lower()), []).append(entry.key_place((key,)))
        return any(held is Held.BACK for held, _ in found)

    def tell(self, problems: Problems) -> None:
        """Report, once for each key, how many articles it holds back or may. Reports: held-back."""
        for (held, key), places in self._places.items():
            places.sort()
            many = "an article" if len(places) == 1 else f"{len(places):,} articles"
            if held is Held.BACK:
                message = f'"{key}" holds {many} back, as in another tool{_others(places)}'
                hint = "readers see it as soon as its record says `status: published`; `status: draft` says the same"
            else:
                message = f'by "{key}" another tool may no longer show {many}{_others(places)}; here readers see it'
                hint = "write `as_of: YYYY-MM-DD` into content/site.yaml to hold back what was over by then"
            problems.add(places[0], "held-back", message, hint)


def _said(entry: Entry, keys: Iterable[str], dates: _Dates) -> Iterator[tuple[Held, str]]:
    for key in keys:
        rule, value = _RULES.get(key.lower()), entry.values[key]
        held = rule(value.strip().lower() if isinstance(value, str) else "", dates) if rule else None
        if held:
            yield held, key


def _day(value: str) -> str:
    match = _DAY.match(value)
    return match[1] if match else ""


def _others(places: list[Location]) -> str:
    if len(places) == 1:
        return ""
    return f" ({', '.join(one.file for one in places[:FIRST])}{' …' if len(places) > FIRST else ''})"
