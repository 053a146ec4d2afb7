"""Stretches widened to whole characters as a reader sees them: no mark parts a letter from its accent."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    import re

_WINDOW: Final = 200
"""How far back to look for a character that surely begins a cluster; none in real text is nearly as long."""


def widen_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` moved apart to the nearest grapheme cluster boundaries (Unicode Annex 29)."""
    return _boundary(text, start)[0], _boundary(text, end)[1]


def _boundary(text: str, index: int) -> tuple[int, int]:
    """The cluster boundaries around an offset: twice the offset itself where it is one."""
    if index <= 0 or index >= len(text) or (_stands_alone(text[index - 1]) and _stands_alone(text[index])):
        return index, index
    position = index - 1
    lowest = max(index - _WINDOW, 0)
    while position > lowest and not text[position].isascii():
        position -= 1
    for cluster in _clusters().finditer(text, position):
        if cluster.end() == index:
            return index, index
        if cluster.end() > index:
            return cluster.start(), cluster.end()
    return index, index


def _stands_alone(character: str) -> bool:
    """Whether this character, beside another such, never joins it: Latin letters, punctuation, Chinese."""
    if "\u3041" <= character <= "\u9fff":
        return character not in "\u3099\u309a"  # the marks that make か into が
    return character < "\u0300" or "\u2010" <= character <= "\u2027"


@functools.cache
def _clusters() -> re.Pattern[str]:
    """One grapheme cluster; imported late, since few archives have words that need it."""
    import regex

    return cast("re.Pattern[str]", regex.compile(r"\X"))  # type: ignore[no-untyped-call]
