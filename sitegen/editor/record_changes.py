"""A form of a record that is there → the text of its file with what the form says; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.content.yaml_edit import record_edits
from sitegen.content.yaml_reader import KeyPath as Steps
from sitegen.core.model import ActorKind
from sitegen.core.problems import Location, Problem
from sitegen.editor import author_files, file_choice, forms, mention_edits, planning, validation
from sitegen.editor.api_types import (
    CheckResult,
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
from sitegen.editor.file_choice import NewRecordSpec
from sitegen.editor.placed_records import PlacedRecord
from sitegen.editor.planning import PlannedEdit
from sitegen.editor.validation import KnownRecords


def plan_change(
    root: Path, known: KnownRecords, placed: PlacedRecord, form: FilledForm, view: ArticleView | None = None
) -> PlannedEdit:
    """A record with what a form says; what the form does not ask for stays as it is. `view` is the article in which the
    words of the form were selected.

    A topic or an article about which nothing is written gets a record. Reports as `planning.plan_new_record`, and
    bad-id where another id was given, not-written for what stands in the front matter of a seed and cannot be absent.
    Raises EditRefusedError where it cannot be changed without touching more of the file.
    """
    identifier = placed.known.id
    filled = forms.values_to_write(form.kind, form.values)
    problems: list[FieldProblem] = []
    if filled.pop("id", None) not in (None, identifier):
        problems.append(_changed_id_problem(placed.known.location.file))
    before = placed.values
    changes = {key: new for key, new in filled.items() if not _is_same_value(before.get(key), new)}
    problems += _hidden_problems(placed, changes)
    problems += _moved_problems(placed, changes)
    plan = _plan_in_file(placed, form, changes, view, problems) or _plan_first(root, known, placed, changes)
    whole = {**before, **_written(plan, identifier)}
    gone = {key for key, value in changes.items() if value is None}
    whole = {key: value for key, value in whole.items() if key not in gone}
    problems += validation.problems(form.kind, whole, known, plan.change.file)
    return planning.checked_plan(plan.change, plan.checked.id, problems)


def _written(plan: PlannedEdit, identifier: str) -> FormValues:
    """The record as it would stand in its file."""
    file = author_files.parse_text(plan.change.file, b"", (plan.change.after or b"").decode())
    record = file.record(plan.checked.id) or file.record(identifier)
    return record.values if record else {}


def _plan_in_file(
    placed: PlacedRecord,
    form: FilledForm,
    changes: Mapping[str, FormValue | None],
    view: ArticleView | None,
    problems: list[FieldProblem],
) -> PlannedEdit | None:
    content, record = placed.content, placed.record
    if content is None or record is None:
        return None
    text = planning.edit_text(content, record.path, changes, forms.ORDER[form.kind])
    if form.selection is not None and view is not None:
        text = _text_with_quote(author_files.parse_text(content.file, b"", text), record, view, form, problems)
    identifier = record.id or placed.known.id
    change = FileChange(f"{form.kind} {identifier} changed", content.file, content.raw, text.encode())
    return planning.plan_of(change, identifier)


def _plan_first(
    root: Path, known: KnownRecords, placed: PlacedRecord, changes: Mapping[str, FormValue | None]
) -> PlannedEdit:
    """The first record of a topic that was only named, or of an article that was a seed alone."""
    values: FormValues = {key: value for key, value in changes.items() if value is not None}
    label = f"{placed.kind} {placed.known.id} written"
    if placed.kind is RecordKind.ARTICLE:
        article = next(one for one in known.archive.articles if one.id == placed.known.id)
        return mention_edits.plan_article_record(root, article, forms.in_order(placed.kind, values), label)
    name: FormValues = {"name": placed.values.get("name", "")}
    home = file_choice.choose_file(root, known.archive, NewRecordSpec(placed.kind, placed.known.id, ""))
    whole = forms.in_order(placed.kind, {"id": placed.known.id, **name, **values})
    before = home.content.raw if home.content else None
    text = planning.text_with_record(home, whole)
    return planning.plan_of(FileChange(label, home.file, before, text.encode()), placed.known.id)


def _hidden_problems(placed: PlacedRecord, changes: Mapping[str, FormValue | None]) -> list[FieldProblem]:
    """Keys that cannot be absent: what stands in the front matter of the seed would come to light."""
    file = placed.known.location.file
    message = "this stands in the front matter of the seed, which is never written into"
    hint = "write something else in its place: what the record says wins"
    lost = [key for key, value in changes.items() if value is None and key in placed.beneath]
    return [FieldProblem(Problem(Location(file), "not-written", message, hint), key) for key in lost]


def _moved_problems(placed: PlacedRecord, changes: Mapping[str, FormValue | None]) -> list[FieldProblem]:
    """That another kind is another address."""
    if placed.kind is not RecordKind.ACTOR or "kind" not in changes:
        return []
    message = "the kind is a part of the address: the page moves, and nothing leads there from the old one"
    hint = f"where others may link to it, keep it a {placed.values.get('kind', ActorKind.PERSON.value)}"
    return [FieldProblem(Problem(Location(placed.known.location.file), "dead-link", message, hint), "kind")]


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


def _text_with_quote(
    content: ContentFile, record: FileRecord, view: ArticleView, form: FilledForm, problems: list[FieldProblem]
) -> str:
    """The text of a file in which a record quotes other words of the article, in place of those it quoted first."""
    quote = planning.passage_of(view, form, problems).get("quote")
    for path, passage in _passages(record):
        if passage.get("article") == view.article.id:
            return planning.edit_text(content, path, {"quote": quote}, ("article", "quote"))
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


def _changed_id_problem(file: str) -> FieldProblem:
    message = "the id of a record makes its address, and stays as it is"
    hint = "write the old one here; what changes an address is done in the file, with the old one in `formerly`"
    return FieldProblem(Problem(Location(file), "bad-id", message, hint), "id")
