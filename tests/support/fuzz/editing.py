"""Laws of editing: whatever a file is like, a record that is changed, added or taken out leaves all else as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sitegen.content.yaml_edit.record_edits import NewValue, append, change, record_yaml, remove
from sitegen.content.yaml_reader import KeyPath, parse
from sitegen.core.problems import Problems
from support.fuzz import words
from support.fuzz.laws import law
from support.fuzz.lots import Lots
from support.fuzz.reading import document_of

FILE: Final = "content/claims/x.yaml"


def _said(text: str) -> Any:
    """What a file says that was edited: it is still YAML."""
    document = document_of(text)
    assert document or _is_nothing(text)
    return document.value if document else None


def _is_nothing(text: str) -> bool:
    problems = Problems()
    return parse(text, FILE, problems) is None and not len(problems)


def _text(lots: Lots) -> tuple[str, Any] | None:
    """A file and what it says; None for one that is no YAML, which no editor opens."""
    text = lots.text_or(lambda lots: words.yaml(lots) if lots.number(3) == 2 else words.records(lots))
    document = document_of(text)
    return (text, document.value) if document else None


def _value(lots: Lots, depth: int = 0) -> NewValue:
    shape = lots.number(6)
    if depth > 1 or shape < 3:
        return lots.one((words.prose, words.markdown, words.yaml))(lots)
    if shape < 5:
        return lots.several(3, lambda: _value(lots, depth + 1))
    return dict(lots.several(3, lambda: (lots.one(words.KEYS), _value(lots, depth + 1))))


def _others(records: Any, path: Sequence[str | int]) -> list[Any]:
    """The records of a list but that which a path leads into."""
    return [one for number, one in enumerate(records) if number != path[0]]


def _is_as_asked(found: Any, wanted: Any) -> bool:
    """Whether a value is the wanted one but for how its lines are broken; a list of one may be its item."""
    if isinstance(wanted, list):
        if len(wanted) == 1 and not isinstance(found, list):
            return _is_as_asked(found, wanted[0])
        return isinstance(found, list) and len(found) == len(wanted) and all(map(_is_as_asked, found, wanted))
    if isinstance(wanted, dict):
        same = isinstance(found, dict) and found.keys() == wanted.keys()
        return same and all(_is_as_asked(found[key], one) for key, one in wanted.items())
    return (str(found) if found else "").split() == str(wanted).split()


def _record_of(lots: Lots, value: Any) -> tuple[KeyPath, dict[str, Any]] | None:
    if isinstance(value, list) and value:
        number = lots.number(len(value))
        return ((number,), value[number]) if isinstance(value[number], dict) else None
    return ((), value) if isinstance(value, dict) else None


@law("content/*/*.yaml", bytes(12))
def changing_a_record_changes_what_is_asked_for_and_nothing_else(lots: Lots) -> None:
    head = Lots(bytes(lots.number() for _ in range(11)))
    file = _text(lots)
    place = _record_of(head, file[1]) if file else None
    if file is None or place is None:
        return
    (text, before), (path, old) = file, place
    key = head.one([*old, *words.KEYS]) if head.number(3) else head.one(words.KEYS)
    new = None if head.number(5) == 4 else _value(head)
    edited = change(text, FILE, path, {key: new}, words.KEYS)
    if edited is None:
        return
    after = _said(edited)
    now = after[path[0]] if path else after
    assert {**(now or {}), key: None} == {**old, key: None}
    assert key not in (now or {}) if new is None else _is_as_asked(now.get(key), new)
    if path:
        assert _others(after, path) == _others(before, path)


@law("content/*/*.yaml", bytes(12))
def a_record_that_is_added_and_removed_leaves_no_trace(lots: Lots) -> None:
    head = Lots(bytes(lots.number() for _ in range(11)))
    file = _text(lots)
    if file is None:
        return
    text, before = file
    record = {"id": "new", head.one(words.KEYS[1:]): _value(head), "name": _value(head)}
    added = append(text, FILE, record)
    if added is None:
        return
    after = _said(added)
    assert after[:-1] == (before or [])
    assert _is_as_asked(after[-1], record)
    taken = remove(added, FILE, (len(after) - 1,))
    assert taken is not None
    assert (_said(taken[0] or "") or []) == (before or [])
    assert _said(taken[1]) == [after[-1]]


@law("content/*/*.yaml", bytes(3))
def a_record_that_is_taken_out_is_told_whole_and_the_others_stay(lots: Lots) -> None:
    pick = Lots(bytes((lots.number(), lots.number())))
    file = _text(lots)
    if file is None or not (place := _record_of(pick, file[1])):
        return
    (text, before), (path, old) = file, place
    taken = remove(text, FILE, path)
    if taken is None:
        return
    rest, removed = taken
    others = _others(before, path) if path else None
    assert (_said(rest or "") or None) == (others or None)
    assert _said(removed) == ([old] if path else old)
    assert record_yaml(text, FILE, path) == removed
