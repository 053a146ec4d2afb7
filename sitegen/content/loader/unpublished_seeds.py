"""Seeds that another tool does not show, by the keys of its front matter; each key is reported once.

No clock is asked, so a date is judged by the `as_of` of site.yaml. Without one an article that is to be shown from some
day on is held back, since it may never have been public; one that is to be shown until some day is not, since it was.
Sources: the front matter of Hugo (draft, publishDate, expiryDate and their aliases pubdate, unpublishdate), of Jekyll
and Bridgetown (published), of VuePress and Docusaurus (publish, draft). Hugo takes keys in any case, and front matter
in TOML and JSON. What looks like a head of such a tool and is none here counts, too: its author trusts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from enum import Enum, auto
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.yaml_reader import MetadataEntry, VisibilityMetadata, YamlValue
from sitegen.core.dates import day_in
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Date, Status
from sitegen.core.problems import Location, Problems

_UTC: Final = ZoneInfo("UTC")
_DAY: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")
_NO: Final = frozenset({"false", "no", "off", "n", "0"})
_YES: Final = frozenset({"true", "yes", "on", "y", "1"})
_PUBLIC: Final = frozenset({"published", "publish", "public", "live"})
"""Values of `status` by which other tools show an article; any other holds it back."""
_NOT_PUBLIC: Final = frozenset(
    {"draft", "review", "withdrawn", "private", "pending", "future", "hidden", "unpublished"}
)
"""Values of `status` that hold back at a head that is no front matter here."""


_OURS: Final = frozenset(one.value for one in Status)


class HoldReason(Enum):
    """What another tool's key means for an article."""

    BACK = auto()
    UNKNOWN = auto()
    """It is shown; by its date it might have to be hidden, and no `as_of` says."""
    UNREAD = auto()
    """It is held back by the head of a text that is no front matter here."""


class _HoldDates(NamedTuple):
    as_of: str
    """Empty = not given."""
    own: str
    """Of the article; empty = it has none."""
    zone: ZoneInfo


def _is_draft(value: str, _: _HoldDates) -> HoldReason | None:
    return None if value in _NO else HoldReason.BACK


def _is_unpublished(value: str, _: _HoldDates) -> HoldReason | None:
    return HoldReason.BACK if value in _NO else None


def _is_early(value: str, dates: _HoldDates) -> HoldReason | None:
    day = _day(value, dates.zone)
    # Whoever is published from the day on of which it is needs no embargo.
    latest = dates.as_of or dates.own
    return None if day and latest and day <= latest else HoldReason.BACK


def _is_late(value: str, dates: _HoldDates) -> HoldReason | None:
    if not dates.as_of:
        return HoldReason.UNKNOWN
    day = _day(value, dates.zone)
    return None if day and day > dates.as_of else HoldReason.BACK


_RULES: Final[dict[str, Callable[[str, _HoldDates], HoldReason | None]]] = {
    "draft": _is_draft,
    "expirydate": _is_late,
    "pubdate": _is_early,
    "publish": _is_unpublished,
    "publishdate": _is_early,
    "published": _is_unpublished,
    "unpublishdate": _is_late,
}


def is_public_status(status: str) -> bool:
    """Whether a `status`, also in the words of another tool, makes an article public."""
    return status.strip().lower() in _PUBLIC


def is_visibility_key(key: str) -> bool:
    """Whether this key of another tool decides who sees an article."""
    return key.lower() in _RULES


class UnpublishedSeeds(FrozenRecord):
    """Decides which seeds are held back by keys of other tools, and reports where."""

    as_of: Date | None
    zone: ZoneInfo = _UTC
    """Of the archive: a moment is judged by the day that it has there."""

    def is_held(self, raw: RawRecord | None, head: VisibilityMetadata, file: str, problems: Problems) -> bool:
        """Whether a seed is held back by its head and by no `status` of ours, with a problem for each key that says so.

        `raw` is what is written about the seed `file`: its front matter, merged with its record. Reports: held-back.
        """
        values = raw.values if raw else {}
        if raw and "status" in values:
            return _is_held_by_status(raw, head, problems)
        own = values.get("date")
        own_date = own if isinstance(own, str) else next((one.value for one in head.entries if one.key == "date"), "")
        as_of = _day(self.as_of.iso, self.zone) if self.as_of else ""
        judged = _HoldDates(as_of, _day(own_date, self.zone), self.zone)
        found = [(*one, raw.key_place((one[1],))) for one in _held_by_front_matter(raw, file, judged)] if raw else []
        found += _held_by_head(head, file, {key for _, key, _ in found}, judged)
        for held, key, place in found:
            _report(held, key.lower(), place, problems)
        return any(held is not HoldReason.UNKNOWN for held, _, _ in found)


def _is_held_by_status(raw: RawRecord, head: VisibilityMetadata, problems: Problems) -> bool:
    """Whether a `status` in the seed itself holds it back: one of another tool, or one that is given twice."""
    if not raw.is_in_seed("status"):
        return False
    given = raw.values["status"]
    words = {one.value.lower() for one in head.entries if one.key == "status"} if head.is_read else set()
    is_clear = len(words) < 2 or all(map(is_public_status, words))
    if is_clear and isinstance(given, str) and (given in _OURS or is_public_status(given)):
        return False
    _report(HoldReason.BACK, "status", raw.key_place(("status",)), problems)
    return True


def _report(held: HoldReason, key: str, place: Location, problems: Problems) -> None:
    """Report by which key an article is held back, or may have to be. Reports: held-back."""
    one, several = ((words.format(key=key), hint) for words, hint in _MESSAGES[held])
    # Who is not shown harms nobody: that needs no mending.
    is_note = held is not HoldReason.UNKNOWN
    problems.add(place, "held-back", *one, cause=several[0], remedy=several[1], is_note=is_note)


_AS_OF: Final = "write `as_of: YYYY-MM-DD` into content/site.yaml to hold back what was over by then"
_FRONT_MATTER: Final = "front matter is YAML between two lines --- at the very beginning of a .md file; with"
_MESSAGES: Final = {
    HoldReason.BACK: (
        (
            '"{key}" holds an article back, as in another tool',
            "readers see it as soon as its record says `status: published`; `status: draft` says the same",
        ),
        (
            '"{key}" holds articles back, as in another tool',
            "readers see each as soon as its record says `status: published`; `status: draft` says the same",
        ),
    ),
    HoldReason.UNREAD: (
        (
            '"{key}" at the head of an article holds back, though it is no front matter here',
            f"{_FRONT_MATTER} `status: published` in its record readers see the article, these lines included",
        ),
        (
            '"{key}" at the head of articles holds back, though it is no front matter here',
            f"{_FRONT_MATTER} `status: published` in its record readers see an article, these lines included",
        ),
    ),
    HoldReason.UNKNOWN: (
        ('by "{key}" another tool may no longer show an article; here readers see it', _AS_OF),
        ('by "{key}" another tool may no longer show articles; here readers see them', _AS_OF),
    ),
}
"""By reason: message and hint for one article, and for several."""


def _held_by_front_matter(raw: RawRecord, file: str, dates: _HoldDates) -> Iterator[tuple[HoldReason, str]]:
    """Reason and key for each key of the front matter that holds back; keys merged by `<<` count, too."""
    is_seed = raw.file == file
    for key in raw.values:
        if not is_seed and not raw.is_of_front_matter(key):
            continue
        value = raw.values[key]
        if key == "<<":
            merged = (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))
            verdicts = [_hold_reason(name, inner, dates) for one in merged for name, inner in one.items()]
        else:
            verdicts = [_hold_reason(key, value, dates)]
        yield from ((held, key) for held in verdicts if held)


def _hold_reason(key: str, value: YamlValue, dates: _HoldDates) -> HoldReason | None:
    rule = _RULES.get(key.lower())
    return rule(value.strip().lower() if isinstance(value, str) else "", dates) if rule else None


def _held_by_head(
    head: VisibilityMetadata, file: str, known: Collection[str], dates: _HoldDates
) -> Iterator[tuple[HoldReason, str, Location]]:
    """Reason, key and place of what else a head says: repeated keys, and heads that are no front matter here."""
    found = {key.lower() for key in known}
    for one in head.entries:
        held = (
            _hold_reason(one.key, one.value, dates)
            if head.is_read
            else _held_by_prose(one, dates, is_fenced=head.is_fenced)
        )
        if held and one.key not in found:
            found.add(one.key)
            yield held, one.key, Location(file, one.line, one.column)


def _held_by_prose(one: MetadataEntry, dates: _HoldDates, *, is_fenced: bool) -> HoldReason | None:
    """The reason in a head that may be prose: a line counts only if its value is a usual one for its key."""
    value = one.value.lower()
    if one.key == "status":
        return HoldReason.UNREAD if value in _NOT_PUBLIC else None
    if one.key == "draft" and (value not in _YES if not is_fenced else " " in value):
        return None
    if not is_fenced and one.key not in ("draft", "publish", "published"):
        return None
    return HoldReason.UNREAD if _hold_reason(one.key, value, dates) is HoldReason.BACK else None


def _day(value: str, zone: ZoneInfo) -> str:
    """The day `YYYY-MM-DD` of a date in `zone`; for what is no exact date the day that it begins with, or empty."""
    match = _DAY.match(value)
    return day_in(value, zone) or (match[1] if match else "")
