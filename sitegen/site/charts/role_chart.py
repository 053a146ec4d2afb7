"""Roles in time: a bar each over a scale of years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from math import ceil, floor
from typing import Final

from sitegen.core import dates
from sitegen.core.frozen_record import FrozenRecord
from sitegen.site.charts.chart_text import WIDTH, svg_drawing, svg_number, svg_text, text_width, truncated_to_width
from sitegen.site.pages.page_records import RoleView
from sitegen.site.record_markdown import Html

MOST_ROLES: Final = 12
"""More would be a wall of bars; the list has the others."""
_EDGE: Final = 18
"""Left and right of the axis: room for half a year's number, and for the points of bars without an end."""
_ROW, _BAR, _POINT = 30, 6, 5
"""Height of a role with its name, of its bar, and length of a point."""


class _Axis(FrozenRecord):
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
    return svg_drawing("roles-chart", label, f'viewBox="0 0 {WIDTH} {height}"', _role_parts(dated, axis))


def _role_parts(roles: Sequence[RoleView], axis: _Axis) -> Iterator[str]:
    floor_line = _ROW * len(roles) + 6
    ruled = "".join(f"M{svg_number(axis.place(year))} 0V{floor_line}" for year in axis.ticks())
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
    return svg_text(words, svg_number(min(max(x, half), WIDTH - half)), y)


def _role_name(title: str, left: float, y: float) -> str:
    """Above the bar's beginning, or so far before it that it is whole."""
    shown = truncated_to_width(title, WIDTH - 2)
    if left + text_width(shown) < WIDTH:
        return svg_text(shown, svg_number(left), y, "start")
    return svg_text(shown, str(WIDTH - 1), y, "end")


def _bar(left: float, right: float, y: float, role: RoleView) -> str:
    half = svg_number(_BAR / 2)
    start, end = (left if role.since else left + _POINT), (right if role.until else right - _POINT)
    tip = f"V{y + _BAR}" if role.until else f"l{_POINT} {half} -{_POINT} {half}"
    tail = "" if role.since else f"l-{_POINT} -{half}"
    return f"M{svg_number(start)} {y}H{svg_number(end)}{tip}H{svg_number(start)}{tail}z"


def _year_axis(roles: Sequence[RoleView]) -> _Axis:
    known = sorted(date.point.in_years for role in roles for date in (role.since, role.until) if date)
    first, last = floor(known[0]), ceil(known[-1])
    if first < last:
        return _Axis(first, last)
    # All in one moment: the year goes where the bars lead away from.
    return _Axis(first, last + 1) if any(role.since for role in roles) else _Axis(first - 1, last)
