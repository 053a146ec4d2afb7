"""Words in the sentence they stand in, for every page that shows a mention or a passage.

Sentences are told by plain rules: a mistake shows a little more or less of the text, and never changes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from sitegen.model import Excerpt

LONGEST: Final = 320
"""Characters of an excerpt; more is no longer a sentence that one takes in at a glance."""
_MOST: Final = 2 * LONGEST
"""Characters before and after the words by which it is decided what is cut."""
_LEAST_CONTEXT: Final = 40
"""Characters around words that are long themselves."""

_CLOSING: Final = "\"'”’»›)\\]」』）"
_OPENING: Final = "\"'“‘„‚«‹(\\[¿¡「『（"
_WITHOUT_SPACE: Final = "。！？"
_END: Final = re.compile(
    # One set of characters first: that is what the engine skips to fastest.
    f"(?P<mark>[.!?…؟۔।॥{_WITHOUT_SPACE}]+)[{_CLOSING}]*(?P<space>\\s*)(?=(?P<next>[{_OPENING}]*(?P<first>\\w)?))"
)
_TOKEN: Final = re.compile(r"[^\s(\[\"'“‘„«—–]*\Z")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LONGEST_TOKEN: Final = 24

_TITLES: Final = """
    adm amb ave bldg blvd brig capt cf col cmdr dept dir dist div dr ed eds esp est fig ft gen gov govt hon hr insp
    lt maj messrs mlle mme mr mrs ms mt mx pres prof rd rep reps res rev sec sen sens sgt sr st supt treas univ vol
    vs approx bzw ca etc evtl geb gest ggf inkl nr sog str vgl viz zzgl
"""
_ABBREVIATIONS: Final = frozenset(_TITLES.split())
"""Words whose full stop ends no sentence, even before a capital letter."""
_MONTHS: Final = "jan feb mar apr jun jul aug sep sept oct nov dec art ch no nos op p pp para sect"
_BEFORE_NUMBERS: Final = frozenset(_MONTHS.split())
"""Words whose full stop ends no sentence where a number follows."""


class Sentences:
    """The sentences of one text; those of a unit are looked for when the first words of it are asked for."""

    def __init__(self, text: str, units: Sequence[tuple[int, int]]) -> None:
        """`units` are the stretches of `text` that a sentence never leaves, sorted and disjoint."""
        self._text: Final = text
        self._units: Final = units
        self._first: Final = [start for start, _ in units]
        self._starts: Final[dict[int, list[int]]] = {}

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The words from `start` to `end` in their sentence, or sentences; offsets are code points, half-open.

        Longer ones are cut between words to about `LONGEST` characters, with `…` where something is left out.
        """
        first = self._sentence_at(start)[0]
        last = max(self._sentence_at(max(end - 1, start))[1], end)
        words = self._text[start:end]
        # No more than is looked at: a sentence may be a whole book in which a name stands ten thousand times.
        before = self._text[max(min(first, start), start - _MOST) : start]
        after = self._text[end : min(last, end + _MOST)]
        after = after.rstrip() if last <= end + _MOST else after
        if len(before) + len(words) + len(after) <= LONGEST:
            return Excerpt(before, words, after)
        return _trimmed(before, words, after)

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        number = bisect_right(self._first, offset) - 1
        if number < 0 or offset >= self._units[number][1]:
            return offset, offset
        starts = self._starts.get(number)
        if starts is None:
            starts = self._starts[number] = _sentence_starts(self._text, *self._units[number])
        place = bisect_right(starts, offset)
        return starts[place - 1], starts[place] if place < len(starts) else self._units[number][1]


def ends(text: str) -> list[int]:
    """Where the sentences of a single paragraph end, the last of them excepted."""
    return [len(text[:start].rstrip()) for start in _sentence_starts(text, 0, len(text))[1:]]


def _sentence_starts(text: str, start: int, end: int) -> list[int]:
    ends = (match for match in _END.finditer(text, start, end) if match.end() < end)
    return [start, *(match.end() for match in ends if _ends_sentence(text, start, match))]


def _ends_sentence(text: str, unit_start: int, match: re.Match[str]) -> bool:
    if match["mark"][-1] in _WITHOUT_SPACE:
        return True
    first = match["first"]
    is_lower = first is not None and first.islower() and first == match["next"]
    if not match["space"] or not match["next"] or is_lower:
        return False
    if match["mark"] != ".":
        return True
    token = _TOKEN.search(text, max(unit_start, match.start() - _LONGEST_TOKEN), match.start())
    word = token.group().casefold() if token else ""
    if _INITIALS.fullmatch(word) or word in _ABBREVIATIONS:
        return False
    return word not in _BEFORE_NUMBERS or first is None or not first.isdigit()


def _trimmed(before: str, words: str, after: str) -> Excerpt:
    words = _middle_left_out(words)
    room = max(LONGEST - len(words), 2 * _LEAST_CONTEXT)
    for_before = max(room // 2, room - len(after))
    for_after = max(room // 2, room - len(before))
    return Excerpt(_tail(before, for_before), words, _head(after, for_after))


def _middle_left_out(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{_head(words, LONGEST * 2 // 3)} {_tail(words, LONGEST // 3).removeprefix('…')}"


def _tail(text: str, room: int) -> str:
    """The last words that fit; a script without spaces is cut where there is no more room."""
    if len(text) <= room:
        return text
    cut = text[len(text) - room :]
    if not text[len(text) - room - 1].isspace():
        cut = cut[cut.find(" ") + 1 :] if " " in cut[:-1] else cut
    return f"…{cut.lstrip()}" if cut.strip() else "… "


def _head(text: str, room: int) -> str:
    """The first words that fit."""
    if len(text) <= room:
        return text
    cut = text[:room]
    if not text[room].isspace() and " " in cut[1:]:
        cut = cut[: cut.rfind(" ")]
    return f"{cut.rstrip()}…"
