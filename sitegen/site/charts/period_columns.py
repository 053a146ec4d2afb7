"""Articles and claims in time: two columns a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Final

from sitegen.site.charts.chart_text import svg_drawing, svg_number, svg_text, text_width
from sitegen.site.pages.page_records import PeriodCount
from sitegen.site.record_markdown import Html

NARROWEST: Final = 280
"""Pixels that counts in time have on the smallest screen; they are as wide as there is room."""


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
    return svg_drawing("columns", label, f'width="100%" height="{_HEIGHT}"', _column_parts(periods, most))


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
                f'<rect x="{svg_number(x)}%" y="{svg_number(_FLOOR - height)}"'
                f' width="{svg_number(step * _COLUMN)}%" height="{svg_number(height)}"/>'
            )
        yield "</g>"
        if has_numbers:
            for x, height, count in seen:
                yield svg_text(f"{count:,}", f"{svg_number(x + step * _COLUMN / 2)}%", _FLOOR - height - 4)
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
            yield svg_text(label, f"{svg_number((index + 0.5) * step)}%", y)
        return
    yield svg_text(labels[0], "0", y, "start")
    apart = ceil((len(labels) - 1) / (most - 1))
    for index in range(apart, len(labels) - apart, apart):
        yield svg_text(labels[index], f"{svg_number((index + 0.5) * step)}%", y)
    yield svg_text(labels[-1], "100%", y, "end")
