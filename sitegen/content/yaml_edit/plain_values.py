"""Values as they are to be written, and which of them say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sitegen.content.yaml_edit.scalars import unwrap
from sitegen.content.yaml_reader import YamlValue

NewValue: TypeAlias = "str | Sequence[NewValue] | Mapping[str, NewValue]"
"""A text, a list or a mapping; never nothing."""


def canonical(value: NewValue | YamlValue) -> YamlValue:
    """What is equal for two values that say the same.

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
