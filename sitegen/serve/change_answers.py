"""Answers about changed ids: what a rename or a merge would come to, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from sitegen.editor import EditorSession, EditRefusedError, FieldProblem, FormValue, MovedPage
from sitegen.editor.refactoring import (
    FieldsClashError,
    MergedRecord,
    MergePlan,
    NamedPlace,
    ReferenceEdit,
    RenamePlan,
)
from sitegen.editor.refactoring.mention_counts import MentionComparison
from sitegen.serve.request_parsing import EditorRequest

Json: TypeAlias = "dict[str, Any]"

MAX_SHOWN: Final = 20
"""Sentences, and places, that are shown of each list; all are counted."""
_CLASH_HINT: Final = "say above which of the two is right, or mend one of them"


def rename(editor: EditorSession, asked: EditorRequest) -> Json:
    """Give a record another id; with `dry` say only what that would change."""
    kind, identifier = asked.required_record()
    plan = editor.rename(kind, identifier, asked.text("new").strip(), is_dry=asked.is_set("dry"))
    return {**_plan_json(editor, plan), "addresses": [plan.old_url], "url": plan.new_url}


def merge(editor: EditorSession, asked: EditorRequest) -> Json:
    """Make one of two records; with `dry` say only what that would come to, or what has to be chosen before."""
    kind, identifier = asked.required_record()
    is_dry, sides = asked.is_set("dry"), asked.sides("prefer")
    try:
        plan = editor.merge(kind, identifier, asked.text("into"), sides, is_dry=is_dry)
    except FieldsClashError as error:
        if not is_dry:
            raise EditRefusedError(*map(_without_options, error.problems)) from None
        # What can be chosen is asked for, and told as no problem.
        rest = [one for one in error.problems if "--prefer" not in one.problem.hint]
        return {"choices": _choices_json(error.merged), "problems": list(map(problem_json, rest))}
    return {
        **_plan_json(editor, plan),
        "addresses": list(plan.old_urls),
        "url": plan.into.url(plan.into.id),
        "told": list(plan.merged.told),
        "warnings": [f"{one.location}: {one.message}" for one in plan.warnings],
        "removed": plan.removed,
        "mentions": _mentions_json(plan.mentions) if plan.mentions else None,
        "choices": _choices_json(plan.merged),
        "problems": [],
    }


def _without_options(one: FieldProblem) -> FieldProblem:
    """A problem whose hint is for the form: options are those of the command."""
    if "--prefer" not in one.problem.hint:
        return one
    return replace(one, problem=replace(one.problem, hint=_CLASH_HINT))


def _choices_json(merged: MergedRecord) -> list[Json]:
    return [
        {
            "key": one.key,
            "from": _shown_lines(one.source),
            "into": _shown_lines(one.into),
            "isList": one.is_list,
            "side": one.side.value if one.side else "",
        }
        for one in merged.choices
    ]


def _shown_lines(value: FormValue) -> list[str]:
    """A value as lines to read: an item of a list in each, of a mapping what it says, key by key."""
    if isinstance(value, list):
        return [" · ".join(_shown_lines(one)) for one in value]
    if isinstance(value, dict):
        return [f"{key}: {' · '.join(_shown_lines(one))}" for key, one in value.items()]
    return [value]


def undo_json(editor: EditorSession) -> Json | None:
    """What `undo` takes back, and the number by which it is meant; None where there is nothing."""
    return {"label": editor.undo_label, "change": editor.undo_number} if editor.undo_label else None


def moved_json(moved: MovedPage | None) -> Json | None:
    """The page that is elsewhere since a change; None where there is none."""
    return {"before": moved.before, "after": moved.after} if moved else None


def problem_json(one: FieldProblem) -> Json:
    """Something to mend, as pages show it."""
    return {**one.problem.as_json(), "field": one.field}


def _plan_json(editor: EditorSession, plan: RenamePlan | MergePlan) -> Json:
    return {
        "label": plan.label,
        "files": [one.file for one in plan.changes],
        "references": [_reference_json(one) for one in islice(plan.references, MAX_SHOWN)],
        "count": len(plan.references),
        "carried": [{"seed": one.seed, "file": one.file} for one in plan.carried],
        "undo": undo_json(editor),
        "moved": moved_json(plan.moved),
    }


def _reference_json(one: ReferenceEdit) -> Json:
    return {"file": one.location.file, "line": one.location.line, "key": one.key}


def _mentions_json(found: MentionComparison) -> Json:
    lists = {**found._asdict(), "gained": found.gained, "lost": found.lost}
    return {name: {"count": len(places), "sentences": _sentences(places)} for name, places in lists.items()}


def _sentences(places: Sequence[NamedPlace]) -> list[Json]:
    return [
        {
            "article": one.article,
            "before": one.excerpt.before,
            "words": one.excerpt.words,
            "after": one.excerpt.after,
        }
        for one in islice(places, MAX_SHOWN)
    ]
