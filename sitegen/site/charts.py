"""Counts in time, roles and co-mentions as drawings: SVG made at build, the same bytes for the same facts.

A drawing is `Html` made of our own tags, numbers and escaped words; templates show it with the filter `html(root)`.
It has classes and no style, so the theme colours it, in the dark and on paper too. Words are placed by an estimate of
their width that is too wide rather than too narrow, since no font is at hand when a site is built. What is cut short
here stands in full in the list beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import count
from math import ceil, floor, sqrt
from typing import Final

from sitegen.core import collation, dates
from sitegen.site.pages.page_records import Companion, PeriodCount, RoleView
from sitegen.site.record_markdown import Html

SIZE: Final = 12
"""Of words, in units of the drawing."""
WIDTH: Final = 300
"""Of roles and co-mentions: a side column, and nearly the whole of the smallest screen."""
NARROWEST: Final = 280
"""Pixels that counts in time have on the smallest screen; they are as wide as there is room."""

_BREADTHS: Final = {
    character: breadth
    for breadth, characters in (
        (0.32, " .,:;'’‘`·ijlI|!()[]{}"),
        (0.43, 'frtJ-/*1"“”'),
        (0.57, "cksvxyz?L–"),
        (0.89, "mw…"),
        (0.98, "MW@%"),
        (1.14, "—"),
    )
    for character in characters
}
"""In units of the size of the words: those of Public Sans and a little more, where they are far from the usual."""
_CAPITAL, _SMALL, _FOREIGN, _FULL = 0.78, 0.64, 0.92, 1.05
"""The usual: Latin capitals; all else in ASCII; other scripts; and ideographs, which fill a square."""

# --- words ------------------------------------------------------------------------------------------------------


# The same names stand in the drawings of many pages.
@lru_cache(maxsize=1 << 14)
def text_width(words: str) -> float:
    """The width of words in a drawing, estimated in its units: rather too wide.

    Each character counts by its kind: measured widths of Public Sans for those far from the usual, two averages for
    other ASCII, one for other scripts, a square for wide ones (UAX 11, W and F), nothing for combining marks.
    """
    return SIZE * sum(map(_character_width, words))


def truncated_to_width(words: str, width: float) -> str:
    """The words, or as many of them as fit into `width` units with `…` behind them."""
    breadth, whole = 0.0, 0
    for place, character in enumerate(words):
        if SIZE * (breadth + _character_width("…")) <= width:
            whole = place
        breadth += _character_width(character)
        if SIZE * breadth > width:
            return words[:whole].rstrip(" ,.;:-–") + "…"
    return words


@lru_cache(maxsize=1 << 14)
def wrapped_lines(words: str, width: float, most: int = 3) -> tuple[str, ...]:
    """The words on at most `most` lines of at most `width` units each; the last is cut short where there are more."""
    first, *rest = words.split() or [""]
    while rest and text_width(f"{first} {rest[0]}") <= width:
        first = f"{first} {rest.pop(0)}"
    if not rest or most == 1:
        return (truncated_to_width(" ".join((first, *rest)), width),)
    return truncated_to_width(first, width), *wrapped_lines(" ".join(rest), width, most - 1)


@lru_cache(maxsize=1 << 12)
def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    base = unicodedata.normalize("NFD", character)[0]
    usual = _FOREIGN if not base.isascii() else _CAPITAL if base.isupper() else _SMALL
    return _BREADTHS.get(base, usual)


def _number(value: float) -> str:
    """At most two decimals, and no zero that says nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(words: str, x: str, y: float, anchor: str = "middle") -> str:
    return f'<text x="{x}" y="{_number(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _drawing(kind: str, label: str, size: str, parts: Iterator[str]) -> Html:
    head = f'class="chart {kind}" paint-order="stroke" role="img" aria-label="{escape(label)}" {size}'
    return Html(f"<svg {head}>{''.join(parts)}</svg>")


# --- counts in time ---------------------------------------------------------------------------------------------

_FLOOR, _TALLEST, _HEIGHT = 92, 74, 112
"""Where columns stand, how high the highest is, and how high the drawing is with the words below."""
_COLUMN, _FIRST, _SECOND = 0.28, 0.2, 0.52
"""Width and places of the two columns, as parts of a period's room."""


def columns(periods: Sequence[PeriodCount]) -> Html:
    """Counts in time as SVG: two columns a period, articles and claims; empty for fewer than two periods.

    Horizontal places are percentages: the drawing is as wide as there is room, and its words keep their size. Where
    numbers would touch on the smallest screen (`NARROWEST`), by `text_width`, none are shown; of labels as many as fit.
    """
    most = max((max(one.articles, one.claims) for one in periods), default=0)
    if len(periods) < 2 or not most:
        return Html("")
    label = f"Articles and claims from {periods[0].label} to {periods[-1].label}"
    return _drawing("columns", label, f'width="100%" height="{_HEIGHT}"', _column_parts(periods, most))


def _column_parts(periods: Sequence[PeriodCount], most: int) -> Iterator[str]:
    step = 100 / len(periods)
    counts = {
        "articles": [(index * step + step * _FIRST, one.articles) for index, one in enumerate(periods)],
        "claims": [(index * step + step * _SECOND, one.claims) for index, one in enumerate(periods)],
    }
    has_numbers = _has_room_for_numbers(periods)
    for kind, found in counts.items():
        seen = [(x, max(1.5, _TALLEST * count / most), count) for x, count in found if count]
        yield f'<g class="{kind}">'
        for x, height, _ in seen:
            yield (
                f'<rect x="{_number(x)}%" y="{_number(_FLOOR - height)}"'
                f' width="{_number(step * _COLUMN)}%" height="{_number(height)}"/>'
            )
        yield "</g>"
        if has_numbers:
            for x, height, count in seen:
                yield _text(f"{count:,}", f"{_number(x + step * _COLUMN / 2)}%", _FLOOR - height - 4)
    yield f'<line x1="0" y1="{_FLOOR}.5" x2="100%" y2="{_FLOOR}.5"/>'
    yield from _period_labels([one.label for one in periods])


def _has_room_for_numbers(periods: Sequence[PeriodCount]) -> bool:
    """Whether on the smallest screen no number meets the next one."""
    room = NARROWEST / len(periods)
    between = min(_SECOND - _FIRST, 1 - _SECOND + _FIRST) * room
    widest = max(text_width(f"{count:,}") for one in periods for count in (one.articles, one.claims))
    return widest + 2 <= between


def _period_labels(labels: Sequence[str]) -> Iterator[str]:
    """Below every period where there is room, else below the first, the last and every so many between."""
    step = 100 / len(labels)
    # Half as much again, for readers whose letters are larger.
    most = max(2, floor(NARROWEST / (1.5 * max(map(text_width, labels)))))
    y = _HEIGHT - 4
    if len(labels) <= most:
        for index, label in enumerate(labels):
            yield _text(label, f"{_number((index + 0.5) * step)}%", y)
        return
    yield _text(labels[0], "0", y, "start")
    apart = ceil((len(labels) - 1) / (most - 1))
    for index in range(apart, len(labels) - apart, apart):
        yield _text(labels[index], f"{_number((index + 0.5) * step)}%", y)
    yield _text(labels[-1], "100%", y, "end")


# --- roles in time ----------------------------------------------------------------------------------------------

MOST_ROLES: Final = 12
"""More would be a wall of bars; the list has the others."""
_EDGE: Final = 18
"""Left and right of the axis: room for half a year's number, and for the points of bars without an end."""
_ROW, _BAR, _POINT = 30, 6, 5
"""Height of a role with its name, of its bar, and length of a point."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """A scale of years, from the first to the last."""

    first: int
    last: int

    def place(self, moment: float) -> float:
        """Where a moment in years stands, in units of the drawing from the left."""
        return _EDGE + (WIDTH - 2 * _EDGE) * (moment - self.first) / (self.last - self.first)

    def ticks(self) -> list[int]:
        """The years that are named: both ends, and round ones between (1, 2, 5 × 10ⁿ) that leave room for words."""
        apart = 1.3 * max(text_width(dates.year_range(year, year)) for year in (self.first, 2000, self.last))
        size = next(
            size for power in count() for size in (10**power, 2 * 10**power, 5 * 10**power)
            if self.place(self.first + size) - self.place(self.first) >= apart or size >= self.last - self.first
        )  # fmt: skip
        between = range(-(-(self.first + 1) // size) * size, self.last, size)
        ends = self.place(self.first) + apart, self.place(self.last) - apart
        return [self.first, *(year for year in between if ends[0] <= self.place(year) <= ends[1]), self.last]


def role_bars(roles: Sequence[RoleView]) -> Html:
    """Roles in time as SVG: a bar each over common years, in the order given; empty where none is dated.

    A bar without an end, or without a beginning, has a point there. At most `MOST_ROLES` are drawn.
    """
    dated = [role for role in roles if role.since or role.until][:MOST_ROLES]
    if not dated:
        return Html("")
    axis = _year_axis(dated)
    height = _ROW * len(dated) + 24
    label = f"Roles in time, {dates.year_range(axis.first, axis.first)} to {dates.year_range(axis.last, axis.last)}"
    return _drawing("roles-chart", label, f'viewBox="0 0 {WIDTH} {height}"', _role_parts(dated, axis))


def _role_parts(roles: Sequence[RoleView], axis: _Axis) -> Iterator[str]:
    floor_line = _ROW * len(roles) + 6
    ruled = "".join(f"M{_number(axis.place(year))} 0V{floor_line}" for year in axis.ticks())
    yield f'<path class="rule" d="{ruled}"/>'
    for index, role in enumerate(roles):
        left, right = sorted(
            (
                axis.place(role.since.point.in_years) if role.since else 1,
                axis.place(role.until.point.in_years) if role.until else WIDTH - 1,
            )
        )
        right = max(right, left + 3)
        y = _ROW * index
        yield _role_name(role.title, left, y + 14)
        yield f'<path class="span" d="{_bar(left, right, y + 19, role)}"/>'
    yield f'<line x1="0" y1="{floor_line}" x2="{WIDTH}" y2="{floor_line}"/>'
    for year in axis.ticks():
        yield _year_name(year, axis.place(year), floor_line + 14)


def _year_name(year: int, x: float, y: float) -> str:
    """Below its place on the axis, or so far beside it that it is whole."""
    words = dates.year_range(year, year)
    half = text_width(words) / 2
    return _text(words, _number(min(max(x, half), WIDTH - half)), y)


def _role_name(title: str, left: float, y: float) -> str:
    """Above the bar's beginning, or so far before it that it is whole."""
    shown = truncated_to_width(title, WIDTH - 2)
    if left + text_width(shown) < WIDTH:
        return _text(shown, _number(left), y, "start")
    return _text(shown, str(WIDTH - 1), y, "end")


def _bar(left: float, right: float, y: float, role: RoleView) -> str:
    half = _number(_BAR / 2)
    start, end = (left if role.since else left + _POINT), (right if role.until else right - _POINT)
    tip = f"V{y + _BAR}" if role.until else f"l{_POINT} {half} -{_POINT} {half}"
    tail = "" if role.since else f"l-{_POINT} -{half}"
    return f"M{_number(start)} {y}H{_number(end)}{tip}H{_number(start)}{tail}z"


def _year_axis(roles: Sequence[RoleView]) -> _Axis:
    known = sorted(date.point.in_years for role in roles for date in (role.since, role.until) if date)
    first, last = floor(known[0]), ceil(known[-1])
    if first < last:
        return _Axis(first, last)
    # All in one moment: the year goes where the bars lead away from.
    return _Axis(first, last + 1) if any(role.since for role in roles) else _Axis(first - 1, last)


# --- who appears with whom -------------------------------------------------------------------------------------------

_PLACES: Final = (
    (-100, 0), (100, 0), (0, -92), (0, 92), (-100, -78), (100, 78), (100, -78), (-100, 78),
)  # fmt: skip
"""Fixed, so that nothing moves about: one name in each cell of three by three, and the actor in the middle."""
_CELL: Final = 97
_LINE: Final = 14
_HUB: Final = 20
_LARGEST: Final = 10


@dataclass(frozen=True, slots=True)
class _NetworkNode:
    """A companion with its place."""

    companion: Companion
    x: float
    y: float
    radius: float

    def names(self) -> Iterator[tuple[str, float]]:
        """The lines of the name, each with its height in the drawing: above a node of the upper half, else below."""
        shown = wrapped_lines(self.companion.name, _CELL)
        top = self.y - self.radius - 6 - _LINE * (len(shown) - 1)
        first = top if self.y < 0 else self.y + self.radius + _LINE
        for index, line in enumerate(shown):
            yield line, first + _LINE * index


def network(companions: Sequence[Companion], name: str) -> Html:
    """Those who share most articles with an actor as SVG, around it; empty where nobody does.

    At most eight, at fixed places. A line is 1 to 5 units thick by the number of shared articles; a dot grows by
    the square root of it, from a radius of 4 units to `_LARGEST`.
    """
    shown = [one for one in companions if one.articles > 0][: len(_PLACES)]
    if not shown:
        return Html("")
    most = max(one.articles for one in shown)
    nodes = [
        _NetworkNode(one, WIDTH / 2 + x, y, 4 + (_LARGEST - 4) * sqrt(one.articles / most))
        for one, (x, y) in zip(shown, _PLACES, strict=False)
    ]
    heights = [height for node in nodes for _, height in node.names()]
    top = floor(min(-_HUB - 1, *(node.y - node.radius for node in nodes), *(y - SIZE for y in heights)))
    bottom = ceil(max(_HUB + 1, *(node.y + node.radius for node in nodes), *(y + 4 for y in heights)))
    label = f"{name} in the middle of those who share articles; most with {shown[0].name}"
    size = f'viewBox="0 {top} {WIDTH} {bottom - top}"'
    return _drawing("network", label, size, _network_parts(nodes, most, collation.initials(name)))


def _network_parts(nodes: Sequence[_NetworkNode], most: int, initials: str) -> Iterator[str]:
    middle = _number(WIDTH / 2)
    for node in nodes:
        width = _number(1 + 4 * node.companion.articles / most)
        yield f'<line x1="{middle}" y1="0" x2="{_number(node.x)}" y2="{_number(node.y)}" stroke-width="{width}"/>'
    for node in nodes:
        yield f'<circle cx="{_number(node.x)}" cy="{_number(node.y)}" r="{_number(node.radius)}"/>'
    yield f'<circle class="hub" cx="{middle}" cy="0" r="{_HUB}"/>'
    yield _text(initials, middle, 4)
    for node in nodes:
        for line, y in node.names():
            yield _text(line, _number(node.x), y)
