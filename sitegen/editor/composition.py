"""A form → the text of the author's file with the record in it, written nowhere yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.content import schema
from sitegen.content.loader import person_names
from sitegen.content.loader.raw_record import stem_id
from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_reader import Path as Steps
from sitegen.core import urls
from sitegen.core.model import ActorKind
from sitegen.core.problems import Location, Problem
from sitegen.editor import author_files, file_choice, forms, selection, validation
from sitegen.editor.api_types import Change, Checked, Draft, FieldProblem, Kind, RefusedError, Value, Values
from sitegen.editor.article_view import Reading
from sitegen.editor.author_files import ContentFile, Placed
from sitegen.editor.file_choice import Home, Newcomer
from sitegen.editor.validation import Known

_NAMED_BY = {Kind.CLAIM: "claim", Kind.NOTE: "title", Kind.ACTOR: "name"}
"""The words from which the id of a new record is made."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What a form comes to."""

    change: Change
    checked: Checked
    line: int


def new_record(root: Path, known: Known, reading: Reading, draft: Draft) -> Composed:
    """A record that is not there yet. Raises RefusedError where nothing sensible can be written."""
    values = {key: value for key, value in forms.filled(draft.kind, draft.values).items() if value is not None}
    told: list[FieldProblem] = []
    quoted = _passage(reading, draft, told)
    if draft.kind is Kind.ACTOR:
        values |= _called(reading, draft, values)
    given = values.pop("id", "")
    words = str(values.get(_NAMED_BY[draft.kind], "")) or "untitled"
    identifier = str(given) or file_choice.free_id(known.archive, draft.kind, words)
    told += _of_id(known, draft.kind, identifier)
    # What is no id is told below, and must not become a part of a path before.
    named = file_choice.free_id(known.archive, draft.kind, words) if schema.id_fault(identifier) else identifier
    newcomer = Newcomer(draft.kind, named, reading.article.id, _actor_kind(values))
    home = file_choice.home(root, known.archive, newcomer)
    whole = forms.in_order(draft.kind, {"id": identifier, **values, **quoted})
    told += validation.problems(draft.kind, whole, known, home.file)
    text = _added(home, whole)
    before = home.there.raw if home.there else None
    return _composed(Change(f"{draft.kind} {identifier} added", home.file, before, text.encode()), identifier, told)


def changed_record(known: Known, reading: Reading, draft: Draft, there: ContentFile) -> Composed:
    """A record of a file with what the form says; all that the form does not ask for stays as it is.

    Raises RefusedError where there is no such record, or where it cannot be changed without touching more of the file.
    """
    record = there.record(draft.id or "")
    if record is None:
        raise refused(there.file, f'there is no {draft.kind} "{draft.id}" in this file any more')
    told: list[FieldProblem] = []
    filled = forms.filled(draft.kind, draft.values)
    if filled.pop("id", None) not in (None, record.id):
        told.append(_id_is_for_ever(there.file))
    changes = {key: new for key, new in filled.items() if not _says_the_same(record.values.get(key), new)}
    text = changed_text(there, record.path, changes, forms.ORDER[draft.kind])
    if draft.selection is not None:
        text = _requoted(author_files.of_text(there.file, b"", text), record, reading, draft, told)
    whole = author_files.of_text(there.file, b"", text).record(record.id)
    told += validation.problems(draft.kind, whole.values if whole else {}, known, there.file)
    change = Change(f"{draft.kind} {record.id} changed", there.file, there.raw, text.encode())
    return _composed(change, record.id, told)


def removed_record(kind: Kind, identifier: str, there: ContentFile) -> Composed:
    """A file without a record. Raises RefusedError as `changed_record`."""
    record = there.record(identifier)
    taken = record_edits.remove(there.text, there.file, record.path) if record else None
    if taken is None:
        raise refused(there.file, f'the {kind} "{identifier}" cannot be taken out without touching more of the file')
    text, removed = taken
    change = Change(f"{kind} {identifier} removed", there.file, there.raw, None if text is None else text.encode())
    return Composed(change, Checked(identifier, there.file, removed, ()), 0)


def changed_text(there: ContentFile, path: Steps, changes: Mapping[str, Value | None], order: tuple[str, ...]) -> str:
    """A file's text with other values at a place. Raises RefusedError where more of it would have to be touched."""
    text = record_edits.change(there.text, there.file, path, changes, order) if changes else there.text
    return writable(text, there.file)


def writable(text: str | None, file: str) -> str:
    """A text that could be made. Raises RefusedError for what no YAML can say, such as control characters."""
    if text is None:
        raise refused(file, "this cannot be written without touching more of the file")
    return text


def composed(change: Change, identifier: str) -> Composed:
    """A change of a record's file, with the record as it is after it."""
    return _composed(change, identifier, [])


def refused(file: str, reason: str, hint: str = "write it by hand") -> RefusedError:
    """Nothing is written, for this reason."""
    return RefusedError(FieldProblem(Problem(Location(file), "not-written", reason, hint)))


def _composed(change: Change, identifier: str, told: list[FieldProblem]) -> Composed:
    text = (change.after or b"").decode()
    file = author_files.of_text(change.file, b"", text)
    record = file.record(identifier)
    yaml = record_edits.record_yaml(file.text, file.file, record.path) if record else text
    return Composed(change, Checked(identifier, change.file, yaml, tuple(told)), record.line if record else 0)


def _added(home: Home, record: Values) -> str:
    if home.is_alone:
        is_named = urls.id_key(stem_id(home.file)) == urls.id_key(str(record["id"]))
        text = record_edits.new_mapping({key: value for key, value in record.items() if key != "id" or not is_named})
    elif home.there is None:
        text = record_edits.new_list(record)
    else:
        text = record_edits.append(home.there.text, home.there.file, record)
    return writable(text, home.file)


def _passage(reading: Reading, draft: Draft, told: list[FieldProblem]) -> Values:
    """What a new claim or note says about where it stands."""
    if draft.kind is Kind.ACTOR:
        return {}
    passage: Values = {"article": reading.article.id}
    if draft.selection is not None:
        try:
            hit = selection.place(reading.target, draft.selection)
            passage["quote"] = selection.written(selection.quote(reading.target, hit))
        except RefusedError as error:
            told += error.problems
            passage["quote"] = " ".join(draft.selection.words.split()) or "?"
    return passage


def _called(reading: Reading, draft: Draft, values: Values) -> Values:
    """The other names of a new actor, with the selected words where they would else not be linked to it."""
    name, given = values.get("name"), values.get("aliases", [])
    if draft.selection is None or not isinstance(name, str):
        return {}
    hit = selection.place(reading.target, draft.selection)
    words = " ".join(reading.target.prose.text[slice(*reading.target.place(hit))].split())
    aliases = given if isinstance(given, list) else [given]
    if words in (name, *person_names.surnames(name, ActorKind(_actor_kind(values))), *aliases):
        return {}
    return {"aliases": [*aliases, words]}


def _requoted(there: ContentFile, record: Placed, reading: Reading, draft: Draft, told: list[FieldProblem]) -> str:
    """The text of a file in which a record quotes other words of the article, in place of those it quoted first."""
    quote = _passage(reading, draft, told).get("quote")
    for path, passage in _passages(record):
        if passage.get("article") == reading.article.id:
            return changed_text(there, path, {"quote": quote}, ("article", "quote"))
    raise refused(there.file, f'"{record.id}" is not about this article any more')


def _passages(record: Placed) -> list[tuple[Steps, Values]]:
    """The mappings that hold `article` and `quote`, with the ways to them."""
    where = record.values.get("where")
    if isinstance(where, list):
        steps = ((*record.path, "where", number) for number in range(len(where)))
        return [(path, one) for path, one in zip(steps, where, strict=True) if isinstance(one, dict)]
    if isinstance(where, dict):
        return [((*record.path, "where"), where)]
    return [(record.path, record.values)]


def _says_the_same(old: Value | None, new: Value | None) -> bool:
    return _plain(old) == _plain(new)


def _plain(value: Value | None) -> object:
    """A value without what is of no account: white space, and whether one is written as a list."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().split("\n"))
    if isinstance(value, list):
        return _plain(value[0]) if len(value) == 1 and isinstance(value[0], str) else [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


def _of_id(known: Known, kind: Kind, identifier: str) -> list[FieldProblem]:
    """What is wrong with the id of a new record, beside what the schema says."""
    if schema.id_fault(identifier) or not known.has(f"{kind}s", identifier):
        return []
    message, hint = f'there is a {kind} "{identifier}" already', "give this one another id"
    return [FieldProblem(Problem(Location("content"), "duplicate-id", message, hint), "id")]


def _id_is_for_ever(file: str) -> FieldProblem:
    message = "the id of a record makes its address, and stays as it is"
    hint = "write the old one here; what changes an address is done in the file, with the old one in `formerly`"
    return FieldProblem(Problem(Location(file), "bad-id", message, hint), "id")


def _actor_kind(values: Mapping[str, Value]) -> str:
    given = values.get("kind")
    return next((one.value for one in ActorKind if one.value == given), ActorKind.PERSON.value)
