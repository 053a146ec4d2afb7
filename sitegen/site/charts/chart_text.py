"""Words of drawings, placed by an estimate of their width, and the parts that all drawings are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Final

from sitegen.site.record_markdown import Html

SIZE: Final = 12
"""Of words, in units of the drawing."""
WIDTH: Final = 300
"""Of roles and co-mentions: a side column, and nearly the whole of the smallest screen."""

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


def svg_number(value: float) -> str:
    """At most two decimals, and no zero that says nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def svg_text(words: str, x: str, y: float, anchor: str = "middle") -> str:
    """Words at a place, escaped; `x` may be a percentage, `y` is that of the line they stand on, in units."""
    return f'<text x="{x}" y="{svg_number(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def svg_drawing(kind: str, label: str, size: str, parts: Iterator[str]) -> Html:
    """A whole drawing: its class, what it is for who does not see it, and attributes that say its size."""
    head = f'class="chart {kind}" paint-order="stroke" role="img" aria-label="{escape(label)}" {size}'
    return Html(f"<svg {head}>{''.join(parts)}</svg>")
