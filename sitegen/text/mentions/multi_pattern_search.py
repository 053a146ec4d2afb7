"""Many words looked for in one text at once, those too that a scan breaks at the end of a line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final

from sitegen.text.mentions.name_forms import with_plain_capitals

PatternHit = tuple[int, tuple[int, Any]]
"""A place of some words: the offset of their last character, how many characters they are, and what they stand for."""


class PatternSearcher:
    """Finds words wherever they stand, those inside others and those that overlap, too; can be sent to a process.

    Words are short (the schema lets names and terms have 200 characters): at each letter of a long `xxxx` the search
    goes over every beginning of `xxx`. Source: Aho and Corasick, 1975.
    """

    def __init__(
        self,
        payloads: Mapping[str, Any] = MappingProxyType({}),
        lengths: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """`payloads` are what the words stand for, by the words; `lengths` tells where only the last characters do."""
        self._automaton: Any = None
        if payloads:
            # Imported late: an archive without actors and terms does not need it.
            import ahocorasick

            self._automaton = ahocorasick.Automaton()
            for key, payload in payloads.items():
                self._automaton.add_word(key, (lengths.get(key, len(key)), payload))
            self._automaton.make_automaton()

    def words(self) -> list[str]:
        """The words."""
        return list(self._automaton.keys()) if self._automaton is not None else []

    def find(self, text: str) -> list[PatternHit]:
        """Every place of the words, by where they end."""
        return list(self._automaton.iter(text)) if self._automaton is not None else []

    def is_in(self, text: str) -> bool:
        """Whether any of the words stand there."""
        return self._automaton is not None and next(self._automaton.iter(text), None) is not None


_BREAK: Final = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")


def find_over_line_ends(searcher: PatternSearcher, text: str) -> list[PatternHit]:
    """Every place of the words in a normalized text, those with such breaks in them included, by where they end."""
    text = with_plain_capitals(text)
    over = list(_over(searcher, text))
    return sorted((*searcher.find(text), *over), key=itemgetter(0)) if over else searcher.find(text)


def has_any_over_line_ends(searcher: PatternSearcher, text: str) -> bool:
    """Whether any of the words stand in a normalized text, with breaks or without."""
    return any(map(searcher.is_in, searched_texts(text)))


def searched_texts(text: str) -> list[str]:
    """The texts in which `has_any_over_line_ends` looks."""
    text = with_plain_capitals(text)
    return [text, *(joined for joined, _, _ in _joined(text))]


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
