"""Turns of a transcript in plain text: lines that begin with who speaks, or when.

People type one turn a line, without blank lines between. Joined by blanks they would be a paragraph that nobody can
read. A single such line may be the second line of a sentence (`the rule was` / `Rule 5: nobody speaks`), so one alone
is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_TIME: Final = re.compile(
    r"[\[(]\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?=\s|$)"
)
_LABEL: Final = re.compile(r"([^\s:：][^:：]{0,39}?)\s?(?::(?=\s|$)|：)")
_ASIDE: Final = re.compile(r"\s*\([^()]*\)$")
"""Behind a speaker's name: `MOSS (laughs):`."""
_MOST_WORDS: Final = 4
_LEAST: Final = 2
"""Turns in a block."""


def split_turns(lines: Sequence[str]) -> frozenset[int]:
    """Which lines of a block begin a turn; none where there are fewer than two."""
    found = frozenset(place for place, line in enumerate(lines) if _is_turn(line))
    return found if len(found) >= _LEAST else frozenset()


def _is_turn(line: str) -> bool:
    return bool(_TIME.match(line)) or _is_speaker(line)


def _is_speaker(line: str) -> bool:
    """Whether a line begins with a few words and a colon, all of them written as names or signs of speakers are."""
    label = _LABEL.match(line)
    words = _ASIDE.sub("", label[1]).split() if label else []
    return 0 < len(words) <= _MOST_WORDS and words[0][0].isalpha() and all(_is_name(word[0]) for word in words)


def _is_name(first: str) -> bool:
    """Whether a word that begins so may be of a name: with a capital, a digit, or a letter that has no case."""
    return first.isupper() or first.isdigit() or unicodedata.category(first) in ("Lo", "Lt")
