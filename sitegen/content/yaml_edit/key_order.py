"""Where new keys go among those that are there, and which items of two lists are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sitegen.content.yaml_edit.plain_values import NewValue, canonical
from sitegen.content.yaml_reader import YamlValue


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """A place for new keys."""

    beside: str
    """A key that is there."""
    is_before: bool
    """Whether it is in front of that key."""


def insertion_points(new: Sequence[str], kept: Sequence[str], order: Sequence[str]) -> dict[InsertionPoint, list[str]]:
    """Where new keys go: where the fewest of those that are there stand on the wrong side, going by `order`.

    Of several such places it is the one behind the nearest key before it in the order, else the last. A key that is not
    in the order goes to the end.
    """
    rank = {name: number for number, name in enumerate(order)}
    found: dict[InsertionPoint, list[str]] = {}
    for name in sorted(new, key=lambda one: rank.get(one, len(rank))):
        number = _best_index(rank[name], [rank.get(one, -1) for one in kept]) if name in rank else len(kept)
        place = InsertionPoint(kept[number - 1], is_before=False) if number else InsertionPoint(kept[0], is_before=True)
        found.setdefault(place, []).append(name)
    return found


def _best_index(own: int, ranks: Sequence[int]) -> int:
    """How many keys stand before the new one; a rank of -1 is that of a key which the order does not know."""
    numbers = range(len(ranks) + 1)
    wrong = [sum(one > own for one in ranks[:at]) + sum(0 <= one < own for one in ranks[at:]) for at in numbers]
    best = [at for at in numbers if wrong[at] == min(wrong)]
    earlier = [(one, at + 1) for at, one in enumerate(ranks) if 0 <= one < own]
    behind_nearest = max(earlier, default=(-1, len(ranks)))[1]
    return behind_nearest if behind_nearest in best else best[-1]


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What becomes of the items of a list."""

    changed: Sequence[tuple[int, int]]
    """Old items that are in the new list in another form, and those they become."""
    gone: Sequence[int]
    """Old items that are not in the new list."""
    added: Sequence[tuple[int, int]]
    """Old items, -1 = the head of the list, and new ones that come behind them."""


def diff_lists(old: Sequence[YamlValue], new: Sequence[NewValue]) -> ListDiff:
    """The least that has to be done to make one list of the other."""
    changed: list[tuple[int, int]] = []
    gone: list[int] = []
    added: list[tuple[int, int]] = []
    for first, last, new_first, new_last in _differences(old, new):
        both = min(last - first, new_last - new_first)
        changed += zip(range(first, first + both), range(new_first, new_first + both), strict=True)
        gone += range(first + both, last)
        added += ((first + both - 1, number) for number in range(new_first + both, new_last))
    return ListDiff(changed, gone, added)


def _differences(old: Sequence[YamlValue], new: Sequence[NewValue]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of the old list and what is in their place in the new one."""
    said, say = ([json.dumps(canonical(item)) for item in items] for items in (old, new))
    for kind, first, last, new_first, new_last in SequenceMatcher(None, said, say, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first, last, new_first, new_last
