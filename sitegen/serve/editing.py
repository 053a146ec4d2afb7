"""The editor of the preview over HTTP: questions and answers as JSON, for the pages of this run alone.

Whoever asks has to be a page that this server sent: the token is in its HTML, which no other site can read, and every
question carries it in a header, which no other site can make a browser send.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from tornado.web import HTTPError

from sitegen import annotate
from sitegen.annotate import ConflictError, Draft, Editor, FieldProblem, Kind, Overview, RefusedError, Saved, Selection
from sitegen.problems import Problem
from sitegen.serve.requests import Guarded, Shown

Json: TypeAlias = "dict[str, Any]"

TOKEN_HEADER: Final = "X-Sitegen-Token"  # noqa: S105 - the name of a header
MOST_TEXT: Final = 200_000
"""Characters of a single value: more than anybody types, and less than takes a second to look through."""


class Editing:
    """The editor of one run, and who may ask it."""

    def __init__(self, root: Path) -> None:
        self.token = secrets.token_urlsafe(32)
        self.editor = Editor(root)
        self.lock = asyncio.Lock()

    def handlers(self, shown: Shown) -> list[tuple[str, type[Guarded], dict[str, object]]]:
        """What answers the questions."""
        return [(r"/_sitegen/api/([a-z]+)", Answer, {"shown": shown, "editing": self})]

    def tags(self) -> bytes:
        """What a page needs to be edited in."""
        sheet = '<link rel="stylesheet" href="/_sitegen/editor.css">'
        script = f'<script type="module" src="/_sitegen/editor.js" data-sitegen-token="{self.token}"></script>'
        return (sheet + script).encode()

    def sources_changed(self, changed: frozenset[Path] | None) -> None:
        """Something in the archive is another now: these files, or whatever it was."""
        self.editor.forget(changed)


class Answer(Guarded):
    """One question, answered in a thread: page loads do not wait for it."""

    editing: Editing

    def initialize(self, shown: Shown, editing: Editing | None = None, **_: object) -> None:
        """Keep what the answer depends on."""
        super().initialize(shown)
        if editing is not None:
            self.editing = editing

    def prepare(self) -> None:
        """Refuse whoever has not got the token, before anything of the question is read."""
        super().prepare()
        given = self.request.headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.editing.token.encode()):
            raise HTTPError(403, reason="No token of this run")

    async def post(self, name: str) -> None:
        """Answer the question `name`."""
        answer = _ANSWERS.get(name)
        if answer is None:
            raise HTTPError(404)
        asked = _Asked(_object(self.request.body))
        async with self.editing.lock:
            status, told = await asyncio.to_thread(_answered, answer, self.editing.editor, asked)
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(told, ensure_ascii=False))


class _Asked:
    """What was asked, each part demanded to be what it has to be. Raises HTTPError where it is not."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = given

    def text(self, name: str) -> str:
        """A text; empty where there is none."""
        given = self._given.get(name)
        if given is None:
            return ""
        if not isinstance(given, str) or len(given) > MOST_TEXT:
            raise HTTPError(400, reason="Not a text")
        return given

    def choice(self, name: str, known: Mapping[str, object]) -> str:
        """One of some words."""
        given = self.text(name)
        if given not in known:
            raise HTTPError(400, reason="Not one of the choices")
        return given

    def kind(self) -> Kind:
        """The kind of a record."""
        return Kind(self.choice("kind", {one.value: one for one in Kind}))

    def selection(self) -> Selection | None:
        """Selected words."""
        given = self._given.get("selection")
        if given is None:
            return None
        if not isinstance(given, dict):
            raise HTTPError(400, reason="Not a selection")
        inner = _Asked(given)
        return Selection(inner.text("words"), inner.text("before"), inner.text("after"))

    def draft(self) -> Draft:
        """A form as it was filled in."""
        fields = self._given.get("fields")
        values = {name: value for name, value in fields.items() if _is_value(value)} if isinstance(fields, dict) else {}
        return Draft(self.kind(), self.text("article"), self.text("id") or None, values, self.selection())


def _demanded(selection: Selection | None) -> Selection:
    return selection or Selection("")


def _is_value(given: object, depth: int = 0) -> bool:
    """Whether this can be a value of a form: texts, lists of them, lists of mappings to them."""
    if isinstance(given, str):
        return len(given) <= MOST_TEXT
    if depth == 3 or not isinstance(given, list | dict):
        return False
    parts = given.values() if isinstance(given, dict) else given
    return all(_is_value(part, depth + 1) for part in parts)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise HTTPError(400, reason="Not JSON") from None
    if not isinstance(given, dict):
        raise HTTPError(400, reason="Not an object")
    return given


def _answered(answer: Callable[[Editor, _Asked], Json], editor: Editor, asked: _Asked) -> tuple[int, Json]:
    try:
        return 200, answer(editor, asked)
    except RefusedError as error:
        return 422, {"problems": [_problem(one) for one in error.problems]}
    except ConflictError as error:
        told = {"file": error.file, "mine": error.mine, "theirs": error.theirs, "version": error.version}
        return 409, told


def _desk(editor: Editor, asked: _Asked) -> Json:
    found = editor.overview(asked.text("article"))
    return {
        "article": {"id": found.article, "title": found.title, "file": found.file},
        "forms": {kind.value: [_field(kind, one) for one in fields] for kind, fields in annotate.FORMS.items()},
        "known": _known(found),
        "records": [_listed(one) for one in found.records],
        "undo": _undo(editor),
    }


def _passage(editor: Editor, asked: _Asked) -> Json:
    quoted = editor.passage(asked.text("article"), _demanded(asked.selection()))
    return {"words": quoted.words, "quote": quoted.quote, "on": quoted.on, "actors": quoted.actors}


def _check(editor: Editor, asked: _Asked) -> Json:
    checked = editor.check(asked.draft())
    problems = [_problem(one) for one in checked.problems]
    return {"id": checked.id, "file": checked.file, "yaml": checked.yaml, "problems": problems}


def _save(editor: Editor, asked: _Asked) -> Json:
    return _saved(editor, editor.save(asked.draft(), asked.text("version")))


def _remove(editor: Editor, asked: _Asked) -> Json:
    return _saved(editor, editor.remove(asked.kind(), asked.text("id"), asked.text("version")))


def _mention(editor: Editor, asked: _Asked) -> Json:
    is_alias = asked.choice("how", {"alias": 1, "pin": 1}) == "alias"
    selection = _demanded(asked.selection())
    return _saved(editor, editor.mention(asked.text("article"), selection, asked.text("actor"), everywhere=is_alias))


def _take_back(editor: Editor, _: _Asked) -> Json:
    return _saved(editor, editor.undo())


def _suggestions(editor: Editor, asked: _Asked) -> Json:
    found = editor.suggestions(asked.text("article"))
    return {
        "suggestions": [
            {
                "key": one.key,
                "title": one.title,
                "detail": one.detail,
                "words": one.words,
                "choices": [{"key": choice.key, "label": choice.label} for choice in one.choices],
            }
            for one in found
        ]
    }


def _accept(editor: Editor, asked: _Asked) -> Json:
    return _saved(editor, editor.accept(asked.text("article"), asked.text("key"), asked.text("choice")))


_ANSWERS: Final[Mapping[str, Callable[[Editor, _Asked], Json]]] = {
    "desk": _desk,
    "passage": _passage,
    "check": _check,
    "save": _save,
    "remove": _remove,
    "mention": _mention,
    "undo": _take_back,
    "suggestions": _suggestions,
    "accept": _accept,
}


def _saved(editor: Editor, saved: Saved) -> Json:
    return {
        "label": saved.label,
        "kind": saved.kind,
        "id": saved.id,
        "file": saved.file,
        "line": saved.line,
        "yaml": saved.yaml,
        "undo": _undo(editor),
    }


def _undo(editor: Editor) -> Json | None:
    return {"label": editor.undo_label} if editor.undo_label else None


def _field(kind: Kind, field: annotate.Field) -> Json:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.ask.value,
        "of": field.of,
        "options": [{"id": one, "name": one} for one in field.options],
        "required": field.is_required,
        "hint": annotate.hint(kind, field.name),
        "more": field.is_more,
    }


def _known(found: Overview) -> Json:
    def known(of: str, one: annotate.Name) -> Json:
        return {"id": one.id, "name": one.name, "also": one.also, "tone" if of == "verdicts" else "kind": one.sign}

    return {of: [known(of, one) for one in names] for of, names in found.known.names.items()}


def _listed(one: annotate.Listed) -> Json:
    return {
        "kind": one.kind.value,
        "id": one.id,
        "name": one.name,
        "file": one.file,
        "line": one.line,
        "version": one.version,
        "fields": one.values,
        "words": one.words,
        "isDraft": one.is_draft,
    }


def _problem(one: FieldProblem) -> Json:
    problem: Problem = one.problem
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "field": one.field,
    }
