"""Many words looked for in one text at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final

LONGEST: Final = 200
"""Characters of words that the automaton looks for: at each letter of `xxxx` it goes over every beginning of `xxx`."""


PatternHit = tuple[int, tuple[int, Any]]
"""A place of some words: the offset of their last character, how many characters they are, and what they stand for."""


class PatternSearcher:
    """Finds words wherever they stand, those inside others and those that overlap, too; can be sent to a process."""

    def __init__(
        self,
        payloads: Mapping[str, Any] = MappingProxyType({}),
        lengths: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """`payloads` are what the words stand for, by the words; `lengths` tells where only the last characters do."""
        self._long = {key: payload for key, payload in payloads.items() if len(key) > LONGEST}
        self._automaton: Any = None
        if len(payloads) > len(self._long):
            # Imported late: an archive without actors and terms does not need it.
            import ahocorasick

            self._automaton = ahocorasick.Automaton()
            for key, payload in payloads.items():
                if len(key) <= LONGEST:
                    self._automaton.add_word(key, (lengths.get(key, len(key)), payload))
            self._automaton.make_automaton()

    def find(self, text: str) -> list[PatternHit]:
        """Every place of the words, by where they end."""
        found: list[PatternHit] = list(self._automaton.iter(text)) if self._automaton is not None else []
        for key, payload in self._long.items():
            if key in text:
                found += ((last, (len(key), payload)) for last in _ends(text, key))
        return sorted(found, key=itemgetter(0)) if self._long else found

    def is_in(self, text: str) -> bool:
        """Whether any of the words stand there."""
        is_short = self._automaton is not None and next(self._automaton.iter(text), None) is not None
        return is_short or any(key in text for key in self._long)


def _ends(text: str, key: str) -> Iterator[int]:
    """Where `key` ends in `text`, in time that grows with the lengths alone. Source: Knuth, Morris and Pratt, 1977."""
    borders = [0]
    """How much of each beginning of the key is its end, too."""
    for character in key[1:]:
        borders.append(_longer(key, borders, borders[-1], character))
    length = 0
    for place, character in enumerate(text):
        length = _longer(key, borders, borders[-1] if length == len(key) else length, character)
        if length == len(key):
            yield place


def _longer(key: str, borders: list[int], length: int, character: str) -> int:
    """How much of the key is matched once `character` follows `length` characters that match."""
    while length and key[length] != character:
        length = borders[length - 1]
    return length + (key[length] == character)
