"""Characters as readers see them, and scripts that put no blanks between their words.

No mark parts a letter from its accent: spans are widened to whole grapheme clusters (Unicode Standard Annex 29).
"""

from __future__ import annotations

import functools
import re
from typing import Final, cast

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


WITHOUT_SPACES: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u197f\u19e0-\u19ff"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9fe\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Thai, Lao, Myanmar, Khmer, Tai Le; Han and kana: the inside of a class of a regular expression."""
_WITHOUT_SPACES: Final = re.compile(f"[{WITHOUT_SPACES}]")


def is_without_spaces(character: str) -> bool:
    """Whether this is of a script that puts no spaces between words."""
    return character > "\u0dff" and _WITHOUT_SPACES.match(character) is not None
