"""Names that a scan breaks at the end of a line: `Ada Rey- nolds`, `Jean- Luc`. Quotes are found so, too."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from sitegen.text.mentions.spelling_forms import with_plain_capitals

if TYPE_CHECKING:
    from sitegen.text.mentions.multi_pattern_search import PatternHit, PatternSearcher

_BREAK: Final = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")


def find_over_line_ends(searcher: PatternSearcher, text: str) -> list[PatternHit]:
    """Every place of the words in a folded text, those with such breaks in them included, by where they end."""
    text = with_plain_capitals(text)
    over = list(_over(searcher, text))
    return sorted((*searcher.find(text), *over), key=itemgetter(0)) if over else searcher.find(text)


def has_any_over_line_ends(searcher: PatternSearcher, text: str) -> bool:
    """Whether any of the words stand in a folded text, with breaks or without."""
    text = with_plain_capitals(text)
    return searcher.is_in(text) or any(searcher.is_in(joined) for joined, _, _ in _joined(text))


def _over(searcher: PatternSearcher, text: str) -> Iterator[PatternHit]:
    for joined, breaks, width in _joined(text):
        for last, (length, payload) in searcher.find(joined):
            start = last + 1 - length
            before, within = bisect_right(breaks, start), bisect_left(breaks, last + 1)
            if before < within:
                yield last + width * within, (length + width * (within - before), payload)


def _joined(text: str) -> Iterator[tuple[str, list[int], int]]:
    """The text without the hyphens and blanks of breaks, and without the blanks alone; where and how long they were."""
    places = [match.start() for match in _BREAK.finditer(text)] if "- " in text else []
    if places:
        yield _BREAK.sub("", text), [place - 2 * n for n, place in enumerate(places)], 2
        yield _BREAK.sub("-", text), [place + 1 - n for n, place in enumerate(places)], 1
