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
from sitegen.editor.author_files import ContentFile
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
    quoted = passage_of(view, form, problems)
    if form.kind is RecordKind.ACTOR:
        values |= _aliases_of_actor(view, form, values)
    given = values.pop("id", "")
    words = str(values.get(_ID_SOURCE[form.kind], "")) or "untitled"
    identifier = str(given) or file_choice.free_id(known.archive, form.kind, words)
    problems += _id_problems(known, form.kind, identifier)
    # What is no id is reported below, and must not become a part of a path before.
    named = file_choice.free_id(known.archive, form.kind, words) if schema.id_fault(identifier) else identifier
    newcomer = NewRecordSpec(form.kind, named, view.article.id, actor_kind(values).value)
    home = file_choice.choose_file(root, known.archive, newcomer)
    whole = forms.in_order(form.kind, {"id": identifier, **values, **quoted})
    problems += validation.problems(form.kind, whole, known, home.file)
    text = text_with_record(home, whole)
    before = home.content.raw if home.content else None
    return checked_plan(
        FileChange(f"{form.kind} {identifier} added", home.file, before, text.encode()), identifier, problems
    )


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
    return checked_plan(change, identifier, [])


def checked_plan(change: FileChange, identifier: str, problems: list[FieldProblem]) -> PlannedEdit:
    """A plan of a ready change, with the record as it is after it, and the problems that were found."""
    text = (change.after or b"").decode()
    file = author_files.parse_text(change.file, b"", text)
    record = file.record(identifier)
    yaml = record_edits.record_yaml(file.text, file.file, record.path) if record else text
    return PlannedEdit(
        change, CheckResult(identifier, change.file, yaml, tuple(problems)), record.line if record else 0
    )


def text_with_record(home: TargetFile, record: FormValues) -> str:
    """The text of a file with one more record, or of a new one. Raises EditRefusedError."""
    if home.is_alone:
        is_named = urls.id_key(stem_id(home.file)) == urls.id_key(str(record["id"]))
        text = record_edits.new_mapping({key: value for key, value in record.items() if key != "id" or not is_named})
    elif home.content is None:
        text = record_edits.new_list(record)
    else:
        text = record_edits.append(home.content.text, home.content.file, record)
    return require_text(text, home.file)


def passage_of(view: ArticleView, form: FilledForm, problems: list[FieldProblem]) -> FormValues:
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
    if words in (name, *person_names.surnames(name, actor_kind(values)), *aliases):
        return {}
    return {"aliases": [*aliases, words]}


def _id_problems(known: KnownRecords, kind: RecordKind, identifier: str) -> list[FieldProblem]:
    """What is wrong with the id of a new record, beside what the schema says."""
    if schema.id_fault(identifier) or not known.has(f"{kind}s", identifier):
        return []
    message, hint = f'there is a {kind} "{identifier}" already', "give this one another id"
    return [FieldProblem(Problem(Location("content"), "duplicate-id", message, hint), "id")]


def actor_kind(values: Mapping[str, FormValue]) -> ActorKind:
    """The kind of an actor by what is written about it; a person where nothing is said that is one."""
    given = values.get("kind")
    return next((one for one in ActorKind if one.value == given), ActorKind.PERSON)
