"""Answers about changed ids: what a rename or a merge would come to, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from sitegen.editor import EditorSession, EditRefusedError, FieldProblem
from sitegen.editor.refactoring import MergePlan, NamedPlace, ReferenceEdit, RenamePlan
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
    """Make one of two records; with `dry` say only what that would come to."""
    kind, identifier = asked.required_record()
    side = asked.text("prefer") and asked.choice("prefer", {"from": 1, "into": 1})
    try:
        plan = editor.merge(kind, identifier, asked.text("into"), side, is_dry=asked.is_set("dry"))
    except EditRefusedError as error:
        raise EditRefusedError(*map(_without_options, error.problems)) from None
    return {
        **_plan_json(editor, plan),
        "addresses": list(plan.old_urls),
        "url": plan.into.url(plan.into.id),
        "told": list(plan.merged.told),
        "removed": plan.removed,
        "mentions": _mentions_json(plan.mentions) if plan.mentions else None,
    }


def _without_options(one: FieldProblem) -> FieldProblem:
    """A problem whose hint is for the form: options are those of the command."""
    if "--prefer" not in one.problem.hint:
        return one
    return replace(one, problem=replace(one.problem, hint=_CLASH_HINT))


def undo_json(editor: EditorSession) -> Json | None:
    """What `undo` takes back, and the number by which it is meant; None where there is nothing."""
    return {"label": editor.undo_label, "change": editor.undo_number} if editor.undo_label else None


def _plan_json(editor: EditorSession, plan: RenamePlan | MergePlan) -> Json:
    return {
        "label": plan.label,
        "files": [one.file for one in plan.changes],
        "references": [_reference_json(one) for one in islice(plan.references, MAX_SHOWN)],
        "count": len(plan.references),
        "carried": [{"seed": one.seed, "file": one.file} for one in plan.carried],
        "undo": undo_json(editor),
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
