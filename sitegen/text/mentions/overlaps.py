"""Matches that overlap: the longest are chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeVar

_Match = TypeVar("_Match", bound=tuple[Any, ...])


def longest(matches: list[_Match]) -> list[_Match]:
    """Of matches that overlap the longest, then the first; in reading order."""
    matches.sort(key=lambda match: match[0])
    if all(one[1] <= other[0] for one, other in pairwise(matches)):
        return matches
    chosen: list[_Match] = []
    for match in sorted(matches, key=lambda match: (match[0] - match[1], match[0])):
        place = bisect_left(chosen, match[0], key=lambda match: match[0])
        is_free_before = not place or chosen[place - 1][1] <= match[0]
        if is_free_before and (place == len(chosen) or match[1] <= chosen[place][0]):
            chosen.insert(place, match)
    return chosen


def is_inside(match: tuple[Any, ...], wholes: Sequence[tuple[Any, ...]]) -> bool:
    """Whether these words are a part of one of the longer ones, which are in reading order and disjoint."""
    place = bisect_right(wholes, match[0], key=lambda whole: whole[0]) - 1
    return place >= 0 and match[1] <= wholes[place][1] and wholes[place][:2] != match[:2]
