"""Suggestions: the word an author may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

NEAR: Final = 66.0
"""Similarity in percent below which a suggestion misleads more often than it helps."""
MAX_SUGGESTIONS: Final = 50
"""Suggestions of one list: each compares a word with the whole list, and thousands would take minutes."""


def did_you_mean(word: str, known: Mapping[str, str]) -> str:
    """A hint that names the nearest of `known` (id → label), by id or by label; empty if none is near."""
    best = max(_scored(word, {key: key for key in sorted(known)}), _scored(word, dict(sorted(known.items()))))[1]
    return f'did you mean "{best}"?' if best else ""


class Suggestions:
    """Suggests for one list of ids again and again; `known` may grow until the first suggestion."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._hints: dict[str, str] = {}

    def hint(self, word: str) -> str:
        """As `did_you_mean`; empty once there were more words than anybody mends in one go."""
        if word not in self._hints:
            is_worth_it = len(self._hints) < MAX_SUGGESTIONS
            self._hints[word] = did_you_mean(word, self._known) if is_worth_it else ""
        return self._hints[word]


def nearest_name(word: str, known: Iterable[str], percent: float) -> str:
    """The name most like `word`, with at least this similarity in percent (rapidfuzz ratio); empty if there is none."""
    return _scored(word, {one: one for one in known}, percent)[1]


def _scored(word: str, names: Mapping[str, str], cutoff: float = NEAR) -> tuple[float, str]:
    from rapidfuzz import fuzz, process, utils  # only a mistake needs it

    found = process.extractOne(word, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=cutoff)
    return (found[1], found[2]) if found else (0.0, "")
