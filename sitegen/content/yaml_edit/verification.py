"""Whether a file that was edited says what it should, and of all else exactly what it said before."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.content.yaml_edit.plain_values import Value, meaning
from sitegen.content.yaml_reader import Path, Plain, parse
from sitegen.core.problems import Problems


def is_added(before: str, after: str, record: Mapping[str, Value]) -> bool:
    """Whether there is one more record at the end of a list."""
    old, new = _said(before) or [], _said(after)
    return isinstance(new, list) and new[:-1] == old and meaning(new[-1]) == meaning(record)


def is_new(text: str, record: Mapping[str, Value]) -> bool:
    """Whether a text is a record and nothing else."""
    return bool(record) and meaning(_said(text)) == meaning(record)


def is_removed(before: str, after: str, number: int) -> bool:
    """Whether a record is gone; -1 = the file was the record."""
    old = _said(before)
    rest = [*old[:number], *old[number + 1 :]] if isinstance(old, list) else []
    return (_said(after) or []) == rest


def is_changed(before: str, after: str, path: Path, changes: Mapping[str, Value | None]) -> bool:
    """Whether the mapping at a path says what it should; None = the key is gone."""
    old, new = _said(before), _said(after)
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
    return kept == found and all(key in new and meaning(new[key]) == meaning(value) for key, value in wanted.items())


def _split(value: Plain, step: str | int) -> tuple[Plain, Plain]:
    """A value without what one step leads to, and that."""
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return [*value[:step], *value[step + 1 :]], value[step]
    if isinstance(value, dict) and isinstance(step, str):
        return {key: inner for key, inner in value.items() if key != step}, value.get(step)
    return value, None


def _said(text: str) -> Plain:
    """What a file says, with a line break at its end: without one a text in its last line would end otherwise."""
    problems = Problems()
    document = parse(text if text.endswith(("\n", "\r")) else text + "\n", "", problems)
    if document is None:
        # A file without records says nothing, and one that is no YAML what no file of records says.
        return "no YAML" if len(problems) else None
    return document.value
