"""Whether the archive is sound after a change: what a build would have against it, at the field it is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from sitegen.content.yaml_reader import KeyPath, YamlValue, parse
from sitegen.core import urls
from sitegen.core.problems import Location, Problem, Problems, Severity
from sitegen.editor.api_types import EditRefusedError, FieldProblem, RecordKind
from sitegen.editor.author_files import parse_text
from sitegen.editor.planning import PlannedEdit
from sitegen.editor.refactoring import find_target, seed_metadata, verified_load
from sitegen.editor.refactoring.archive_edit import ArchiveEdit
from sitegen.editor.refactoring.record_targets import RecordTarget, records_of_kind, seed_file
from sitegen.editor.refactoring.reference_edits import ReferenceEditor
from sitegen.editor.refactoring.reference_rewriting import IdChange, ReferenceRewriter
from sitegen.editor.refactoring.renaming import may_name_any
from sitegen.editor.refactoring.verified_load import CheckedArchive
from sitegen.editor.validation import field_name

_WITHDRAW: Final = (
    "take it out there first; or keep the record with `status: withdrawn`, so that its address says why it is gone"
)


def require_sound(root: Path, before: CheckedArchive, plan: PlannedEdit, kind: RecordKind) -> None:
    """Raise EditRefusedError with every problem that the archive would have after a change and has not now.

    Where none of them is an error the change may be written: a build tells them.
    """
    try:
        verified_load.check(root, before, [plan.change])
    except EditRefusedError as error:
        if any(one.problem.severity is Severity.ERROR for one in error.problems):
            raise EditRefusedError(*(_at_field(one.problem, plan, kind) for one in error.problems)) from None


def require_unused(root: Path, before: CheckedArchive, kind: RecordKind, identifier: str) -> None:
    """Raise EditRefusedError with all places in which others refer to a record."""
    target = find_target(before.loaded.archive, f"{kind}:{identifier}")
    found = [
        Problem(place, "not-written", f"{target} is named here{f' ({key})' if key else ''}", _WITHDRAW)
        for place, key in references_to(root, before, target)
    ]
    if found:
        raise EditRefusedError(*map(FieldProblem, found))


def references_to(root: Path, before: CheckedArchive, target: RecordTarget) -> Iterator[tuple[Location, str]]:
    """Where others name a record, in fields, links and paths, and in which key; of prose the key is empty.

    It is as if it were renamed: what would have to change refers to it.
    """
    archive, taken = (
        before.loaded.archive,
        {urls.id_key(one.id) for one in records_of_kind(before.loaded.archive, target.kind)},
    )
    other = f"{target.id}-0"
    while urls.id_key(other) in taken:
        other += "0"
    rewriter, may_name = ReferenceRewriter(archive, IdChange(target, other)), may_name_any(target, other)
    editor = ReferenceEditor(ArchiveEdit(root), verified_load.files_of(root), rewriter, may_name)
    own = _lines_of(root, target)
    for one in editor.rewrite_all():
        if one.location.file != target.file or one.location.line not in own:
            yield one.location, one.key
    for article, values in seed_metadata.front_matter_changes(ArchiveEdit(root), archive, rewriter, may_name).items():
        seed = next(one for one in archive.articles if one.id == article)
        yield Location(seed_file(seed), 1), ", ".join(values)


def _lines_of(root: Path, target: RecordTarget) -> range:
    """The lines of a record in its file."""
    if not target.file:
        return range(0)
    records = list(ArchiveEdit(root).content(target.file).records())
    starts = [one.line for one in records]
    own = next((one.line for one in records if urls.id_key(one.id) == urls.id_key(target.id)), 0)
    return range(own, min((line for line in starts if line > own), default=1 << 31)) if own else range(0)


def _at_field(problem: Problem, plan: PlannedEdit, kind: RecordKind) -> FieldProblem:
    """A problem, at the field whose value stands at its place."""
    place = problem.location
    if place.file != plan.change.file or plan.change.after is None:
        return FieldProblem(problem)
    text = plan.change.after.decode()
    document, record = parse(text, place.file, Problems()), parse_text(place.file, b"", text).record(plan.checked.id)
    if document is None or record is None:
        return FieldProblem(problem)
    for path in _paths(record.values):
        whole = (*record.path, *path)
        if place in (document.place(whole), document.key_place(whole), document.words_place(whole)):
            # The author's file is not written yet, so its line would say nothing.
            return FieldProblem(replace(problem, location=Location(place.file)), field_name(kind, path))
    return FieldProblem(problem)


def _paths(value: YamlValue) -> Iterator[KeyPath]:
    """The ways to all parts of a value, the innermost first."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in parts:
        yield from ((step, *path) for path in _paths(inner))
        yield (step,)
