"""Who appears with whom: an actor among those that share most articles with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, sqrt
from typing import Final

from sitegen.core import collation
from sitegen.core.frozen_record import FrozenRecord
from sitegen.site.charts.chart_text import SIZE, WIDTH, svg_drawing, svg_number, svg_text, wrapped_lines
from sitegen.site.pages.page_records import Companion
from sitegen.site.record_markdown import Html

_PLACES: Final = (
    (-100, 0), (100, 0), (0, -92), (0, 92), (-100, -78), (100, 78), (100, -78), (-100, 78),
)  # fmt: skip
"""Fixed, so that nothing moves about: one name in each cell of three by three, and the actor in the middle."""
_CELL: Final = 97
_LINE: Final = 14
_HUB: Final = 20
_LARGEST: Final = 10


class _NetworkNode(FrozenRecord):
    """A companion with its place."""

    companion: Companion
    x: float
    y: float
    """Below the middle of the hub, in units; `x` is from the left edge."""
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
    return svg_drawing("network", label, size, _network_parts(nodes, most, collation.initials(name)))


def _network_parts(nodes: Sequence[_NetworkNode], most: int, initials: str) -> Iterator[str]:
    middle = svg_number(WIDTH / 2)
    for node in nodes:
        width = svg_number(1 + 4 * node.companion.articles / most)
        yield f'<line x1="{middle}" y1="0" x2="{svg_number(node.x)}" y2="{svg_number(node.y)}" stroke-width="{width}"/>'
    for node in nodes:
        yield f'<circle cx="{svg_number(node.x)}" cy="{svg_number(node.y)}" r="{svg_number(node.radius)}"/>'
    yield f'<circle class="hub" cx="{middle}" cy="0" r="{_HUB}"/>'
    yield svg_text(initials, middle, 4)
    for node in nodes:
        for line, y in node.names():
            yield svg_text(line, svg_number(node.x), y)
