"""The proof step: a text that was edited is read again, and has to say what it should, and all else as before.

Values are compared as `canonical` gives them where they are asked for, and exactly everywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.content.yaml_edit.plain_values import NewValue, canonical
from sitegen.content.yaml_reader import KeyPath, YamlValue, parse
from sitegen.core.problems import Problems


def is_added(before: str, after: str, record: Mapping[str, NewValue]) -> bool:
    """Whether there is one more record at the end of a list."""
    old, new = _value_of(before) or [], _value_of(after)
    return isinstance(new, list) and new[:-1] == old and canonical(new[-1]) == canonical(record)


def is_new(text: str, record: Mapping[str, NewValue]) -> bool:
    """Whether a text is a record and nothing else."""
    return bool(record) and canonical(_value_of(text)) == canonical(record)


def is_removed(before: str, after: str, number: int) -> bool:
    """Whether a record is gone; -1 = the file was the record."""
    old = _value_of(before)
    rest = [*old[:number], *old[number + 1 :]] if isinstance(old, list) else []
    return (_value_of(after) or []) == rest


def is_changed(before: str, after: str, path: KeyPath, changes: Mapping[str, NewValue | None]) -> bool:
    """Whether the mapping at a path says what it should; None = the key is gone."""
    old, new = _value_of(before), _value_of(after)
    for step in path:
        old_rest, old = _split(old, step)
        new_rest, new = _split(new, step)
        if old_rest != new_rest:
            return False
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    wanted = {key: value for key, value in changes.items() if value is not None}
    kept = {key: value for key, value in old.items() if key not in changes}
    found = {key: value for key, value in new.items() if key not in wanted}
    return kept == found and all(
        key in new and canonical(new[key]) == canonical(value) for key, value in wanted.items()
    )


def _split(value: YamlValue, step: str | int) -> tuple[YamlValue, YamlValue]:
    """A value without what one step leads to, and that."""
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return [*value[:step], *value[step + 1 :]], value[step]
    if isinstance(value, dict) and isinstance(step, str):
        return {key: inner for key, inner in value.items() if key != step}, value.get(step)
    return value, None


def _value_of(text: str) -> YamlValue:
    """What a file says, with a line break at its end: without one a text in its last line would end otherwise."""
    problems = Problems()
    document = parse(text if text.endswith(("\n", "\r")) else text + "\n", "", problems)
    if document is None:
        # A file without records says nothing, and one that is no YAML what no file of records says.
        return "no YAML" if len(problems) else None
    return document.value
