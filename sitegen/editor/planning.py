"""A form → the text of the author's file with the record in it; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.content import schema
from sitegen.content.loader import person_names
from sitegen.content.loader.raw_record import stem_id
from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_reader import KeyPath as Steps
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind
from sitegen.core.problems import Location, Problem
from sitegen.editor import author_files, file_choice, forms, selection, validation
from sitegen.editor.api_types import (
    CheckResult,
    EditRefusedError,
    FieldProblem,
    FileChange,
    FilledForm,
    FormValue,
    FormValues,
    RecordKind,
    refusal,
)
from sitegen.editor.article_view import ArticleView
from sitegen.editor.author_files import ContentFile, FileRecord
from sitegen.editor.file_choice import NewRecordSpec, TargetFile
from sitegen.editor.validation import KnownRecords

_ID_SOURCE = {RecordKind.CLAIM: "claim", RecordKind.NOTE: "title", RecordKind.ACTOR: "name"}
"""The words from which the id of a new record is made."""


class PlannedEdit(FrozenRecord):
    """What a form would change, and how its record would look."""

    change: FileChange
    checked: CheckResult
    line: int
    """Where the record would begin, from 1; 0 where it is gone."""


def plan_new_record(root: Path, known: KnownRecords, view: ArticleView, form: FilledForm) -> PlannedEdit:
    """A new record in the file that `file_choice` finds for it.

    Reports what `validation.problems` does, duplicate-id, and what `selection` refuses. Raises EditRefusedError where
    nothing sensible can be written.
    """
    values = {key: value for key, value in forms.values_to_write(form.kind, form.values).items() if value is not None}
    problems: list[FieldProblem] = []
    quoted = _passage_of(view, form, problems)
    if form.kind is RecordKind.ACTOR:
        values |= _aliases_of_actor(view, form, values)
    given = values.pop("id", "")
    words = str(values.get(_ID_SOURCE[form.kind], "")) or "untitled"
    identifier = str(given) or file_choice.free_id(known.archive, form.kind, words)
    problems += _id_problems(known, form.kind, identifier)
    # What is no id is reported below, and must not become a part of a path before.
    named = file_choice.free_id(known.archive, form.kind, words) if schema.id_fault(identifier) else identifier
    newcomer = NewRecordSpec(form.kind, named, view.article.id, _actor_kind(values))
    home = file_choice.choose_file(root, known.archive, newcomer)
    whole = forms.in_order(form.kind, {"id": identifier, **values, **quoted})
    problems += validation.problems(form.kind, whole, known, home.file)
    text = _text_with_record(home, whole)
    before = home.content.raw if home.content else None
    return _plan_of(
        FileChange(f"{form.kind} {identifier} added", home.file, before, text.encode()), identifier, problems
    )


def plan_change(known: KnownRecords, view: ArticleView, form: FilledForm, content: ContentFile) -> PlannedEdit:
    """A record of a file with what the form says; what the form does not ask for stays as it is.

    Reports as `plan_new_record`, and bad-id where another id was given.

    Raises EditRefusedError where there is no such record, or where it cannot be changed without touching more of the
    file.
    """
    record = content.record(form.id or "")
    if record is None:
        raise refusal(content.file, f'there is no {form.kind} "{form.id}" in this file any more')
    problems: list[FieldProblem] = []
    filled = forms.values_to_write(form.kind, form.values)
    if filled.pop("id", None) not in (None, record.id):
        problems.append(_changed_id_problem(content.file))
    changes = {key: new for key, new in filled.items() if not _is_same_value(record.values.get(key), new)}
    text = edit_text(content, record.path, changes, forms.ORDER[form.kind])
    if form.selection is not None:
        text = _text_with_quote(author_files.parse_text(content.file, b"", text), record, view, form, problems)
    whole = author_files.parse_text(content.file, b"", text).record(record.id)
    problems += validation.problems(form.kind, whole.values if whole else {}, known, content.file)
    change = FileChange(f"{form.kind} {record.id} changed", content.file, content.raw, text.encode())
    return _plan_of(change, record.id, problems)


def plan_removal(kind: RecordKind, identifier: str, content: ContentFile) -> PlannedEdit:
    """A file without a record. Raises EditRefusedError as `plan_change`."""
    record = content.record(identifier)
    taken = record_edits.remove(content.text, content.file, record.path) if record else None
    if taken is None:
        raise refusal(content.file, f'the {kind} "{identifier}" cannot be taken out without touching more of the file')
    text, removed = taken
    change = FileChange(
        f"{kind} {identifier} removed", content.file, content.raw, None if text is None else text.encode()
    )
    return PlannedEdit(change, CheckResult(identifier, content.file, removed, ()), 0)


def edit_text(
    content: ContentFile, path: Steps, changes: Mapping[str, FormValue | None], order: tuple[str, ...]
) -> str:
    """A file's text with other values of the mapping at `path`, new keys put in by `order`; None removes a key.

    Raises EditRefusedError where more of it would have to be touched.
    """
    text = record_edits.change(content.text, content.file, path, changes, order) if changes else content.text
    return require_text(text, content.file)


def require_text(text: str | None, file: str) -> str:
    """The text, if it could be made. Raises EditRefusedError for what no YAML can say, such as control characters."""
    if text is None:
        raise refusal(file, "this cannot be written without touching more of the file")
    return text


def plan_of(change: FileChange, identifier: str) -> PlannedEdit:
    """A plan of a ready change, with the record as it is after it; nothing is checked."""
    return _plan_of(change, identifier, [])


def _plan_of(change: FileChange, identifier: str, problems: list[FieldProblem]) -> PlannedEdit:
    text = (change.after or b"").decode()
    file = author_files.parse_text(change.file, b"", text)
    record = file.record(identifier)
    yaml = record_edits.record_yaml(file.text, file.file, record.path) if record else text
    return PlannedEdit(
        change, CheckResult(identifier, change.file, yaml, tuple(problems)), record.line if record else 0
    )


def _text_with_record(home: TargetFile, record: FormValues) -> str:
    if home.is_alone:
        is_named = urls.id_key(stem_id(home.file)) == urls.id_key(str(record["id"]))
        text = record_edits.new_mapping({key: value for key, value in record.items() if key != "id" or not is_named})
    elif home.content is None:
        text = record_edits.new_list(record)
    else:
        text = record_edits.append(home.content.text, home.content.file, record)
    return require_text(text, home.file)


def _passage_of(view: ArticleView, form: FilledForm, problems: list[FieldProblem]) -> FormValues:
    """`article` and `quote` of a new claim or note; a selection that cannot be quoted is reported, not raised."""
    if form.kind is RecordKind.ACTOR:
        return {}
    passage: FormValues = {"article": view.article.id}
    if form.selection is not None:
        try:
            hit = selection.locate(view.searchable, form.selection)
            passage["quote"] = selection.quote_values(selection.quote_for(view.searchable, hit))
        except EditRefusedError as error:
            problems += error.problems
            passage["quote"] = " ".join(form.selection.words.split()) or "?"
    return passage


def _aliases_of_actor(view: ArticleView, form: FilledForm, values: FormValues) -> FormValues:
    """The other names of a new actor, with the selected words where they would else not be linked to it."""
    name, given = values.get("name"), values.get("aliases", [])
    if form.selection is None or not isinstance(name, str):
        return {}
    hit = selection.locate(view.searchable, form.selection)
    words = " ".join(view.searchable.prose.text[slice(*view.searchable.span_of(hit))].split())
    aliases = given if isinstance(given, list) else [given]
    if words in (name, *person_names.surnames(name, ActorKind(_actor_kind(values))), *aliases):
        return {}
    return {"aliases": [*aliases, words]}


def _text_with_quote(
    content: ContentFile, record: FileRecord, view: ArticleView, form: FilledForm, problems: list[FieldProblem]
) -> str:
    """The text of a file in which a record quotes other words of the article, in place of those it quoted first."""
    quote = _passage_of(view, form, problems).get("quote")
    for path, passage in _passages(record):
        if passage.get("article") == view.article.id:
            return edit_text(content, path, {"quote": quote}, ("article", "quote"))
    raise refusal(content.file, f'"{record.id}" is not about this article any more')


def _passages(record: FileRecord) -> list[tuple[Steps, FormValues]]:
    """The mappings that hold `article` and `quote`, with the ways to them."""
    where = record.values.get("where")
    if isinstance(where, list):
        steps = ((*record.path, "where", number) for number in range(len(where)))
        return [(path, one) for path, one in zip(steps, where, strict=True) if isinstance(one, dict)]
    if isinstance(where, dict):
        return [((*record.path, "where"), where)]
    return [(record.path, record.values)]


def _is_same_value(old: FormValue | None, new: FormValue | None) -> bool:
    return _comparable(old) == _comparable(new)


def _comparable(value: FormValue | None) -> object:
    """A value without what makes no difference: white space, and whether a single text is written as a list."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().split("\n"))
    if isinstance(value, list):
        return (
            _comparable(value[0])
            if len(value) == 1 and isinstance(value[0], str)
            else [_comparable(one) for one in value]
        )
    if isinstance(value, dict):
        return {key: _comparable(inner) for key, inner in value.items()}
    return value


def _id_problems(known: KnownRecords, kind: RecordKind, identifier: str) -> list[FieldProblem]:
    """What is wrong with the id of a new record, beside what the schema says."""
    if schema.id_fault(identifier) or not known.has(f"{kind}s", identifier):
        return []
    message, hint = f'there is a {kind} "{identifier}" already', "give this one another id"
    return [FieldProblem(Problem(Location("content"), "duplicate-id", message, hint), "id")]


def _changed_id_problem(file: str) -> FieldProblem:
    message = "the id of a record makes its address, and stays as it is"
    hint = "write the old one here; what changes an address is done in the file, with the old one in `formerly`"
    return FieldProblem(Problem(Location(file), "bad-id", message, hint), "id")


def _actor_kind(values: Mapping[str, FormValue]) -> str:
    given = values.get("kind")
    return next((one.value for one in ActorKind if one.value == given), ActorKind.PERSON.value)
