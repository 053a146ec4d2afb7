"""Values to be written, which of them say the same, and how two lists differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from sitegen.content.yaml_edit.scalars import unwrap
from sitegen.content.yaml_reader import YamlValue
from sitegen.core.frozen_record import FrozenRecord

NewValue: TypeAlias = "str | Sequence[NewValue] | Mapping[str, NewValue]"
"""A text, a list or a mapping; never nothing."""


def canonical(value: NewValue | YamlValue) -> YamlValue:
    """The value in a form that is equal for all values that say the same to sitegen.

    A list of one text or mapping says what its item says, since a list may be written as one value. Line breaks within
    a paragraph and at the end of a text say nothing, and neither does the order of keys.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return unwrap(value)
    if isinstance(value, Mapping):
        return {key: canonical(value[key]) for key in sorted(value)}
    is_one = len(value) == 1 and isinstance(value[0], str | Mapping)
    return canonical(value[0]) if is_one else [canonical(item) for item in value]


class ListDiff(FrozenRecord):
    """What becomes of the items of a list; items by their index, old and new."""

    changed: Sequence[tuple[int, int]]
    """Old items that are in the new list in another form, and those they become."""
    deleted: Sequence[int]
    """Old items that are not in the new list."""
    added: Sequence[tuple[int, int]]
    """Old items, -1 = the head of the list, and new ones that come behind them."""


def diff_lists(old: Sequence[YamlValue], new: Sequence[NewValue]) -> ListDiff:
    """The least that has to be done to make one list of the other. Source: `difflib.SequenceMatcher`."""
    changed: list[tuple[int, int]] = []
    deleted: list[int] = []
    added: list[tuple[int, int]] = []
    for first, last, new_first, new_last in _differences(old, new):
        both = min(last - first, new_last - new_first)
        changed += zip(range(first, first + both), range(new_first, new_first + both), strict=True)
        deleted += range(first + both, last)
        added += ((first + both - 1, number) for number in range(new_first + both, new_last))
    return ListDiff(changed, deleted, added)


def _differences(old: Sequence[YamlValue], new: Sequence[NewValue]) -> Iterator[tuple[int, int, int, int]]:
    """Spans of the old list and of the new one that replaces them."""
    before, after = ([json.dumps(canonical(item)) for item in items] for items in (old, new))
    for kind, first, last, new_first, new_last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first, last, new_first, new_last
