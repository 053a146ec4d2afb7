"""The editor of the preview over HTTP: questions and answers as JSON, for the pages of this run alone.

Whoever asks has to be a page that this server sent: the token is in its HTML, which no other site can read, and every
question carries it in a header, which no other site can make a browser send.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tornado.web import HTTPError, stream_request_body

from sitegen import editor as annotate
from sitegen.editor import (
    ArticleOverview,
    EditConflictError,
    EditorSession,
    EditRefusedError,
    FieldProblem,
    SaveResult,
)
from sitegen.serve import change_answers
from sitegen.serve.change_answers import Json
from sitegen.serve.handlers import GuardedHandler, HandlerRule, PreviewState
from sitegen.serve.request_parsing import (
    BODY_TOO_LARGE,
    MAX_READ,
    PICTURE_TOO_LARGE,
    BodyBuffer,
    EditorRequest,
    parse_object,
)

TOKEN_HEADER: Final = "X-Sitegen-Token"  # noqa: S105 - the name of a header


class EditorExtension:
    """The editor of one run, and who may ask it."""

    def __init__(self, root: Path) -> None:
        self.token = secrets.token_urlsafe(32)
        self.session = EditorSession(root, last_change=int(time.time() * 1000))  # above that of any run before
        self.lock = asyncio.Lock()

    def handlers(self, state: PreviewState) -> list[HandlerRule]:
        """The handler of all questions, by the pattern of their paths."""
        return [(r"/_sitegen/api/([a-z]+)", EditorHandler, {"state": state, "editing": self})]

    def tags(self) -> bytes:
        """HTML for every page: the style sheet, and the script with the token."""
        sheet = '<link rel="stylesheet" href="/_sitegen/editor.css">'
        script = f'<script type="module" src="/_sitegen/editor.js" data-sitegen-token="{self.token}"></script>'
        return (sheet + script).encode()

    def sources_changed(self, changed: frozenset[Path] | None) -> None:
        """These files of the archive changed, or (None) unknown ones: what was read of it may be out of date."""
        self.session.forget(changed)


@stream_request_body
class EditorHandler(GuardedHandler):
    """One question, answered in a thread: page loads do not wait for it.

    Statuses: 200 with the answer; 400 for what is no question, 403 without the token, 404 for an unknown name, 409 with
    both versions where the file was changed by somebody else, 413 for more than `MAX_BODY` bytes, 422 with problems.
    """

    editing: EditorExtension

    def initialize(self, state: PreviewState, editing: EditorExtension | None = None, **_: object) -> None:
        """Keep what the answer depends on."""
        super().initialize(state)
        self._body = BodyBuffer()
        self._refusal: HTTPError | None = None
        if editing is not None:
            self.editing = editing

    def prepare(self) -> None:
        """Refuse whoever has not got the token, before anything of the question is kept.

        What is sent is taken to its end all the same: a connection that is closed before is reset, and then no page
        learns why.
        """
        self.request.connection.set_max_body_size(MAX_READ)  # type: ignore[union-attr]  # it is HTTP/1
        if self._is_picture:
            self._body = BodyBuffer(annotate.MAX_PICTURE)
        try:
            super().prepare()
            given = self.request.headers.get(TOKEN_HEADER, "")
            if not hmac.compare_digest(given.encode(), self.editing.token.encode()):
                raise HTTPError(403, reason="No token of this run")
        except HTTPError as error:
            if self.request.method != "POST":
                raise
            self._refusal = error

    def data_received(self, chunk: bytes) -> None:
        """A part of the question."""
        if self._refusal is None:
            self._body.append(chunk)

    async def post(self, name: str) -> None:
        """Answer the question `name`."""
        if self._refusal:
            raise self._refusal
        answer = _METHODS.get(name)
        if answer is None:
            raise HTTPError(404)
        if self._body.is_too_large:
            problem = PICTURE_TOO_LARGE if self._is_picture else BODY_TOO_LARGE
            self._send(413, {"problems": [change_answers.problem_json(FieldProblem(problem))]})
            return
        asked = self._picture() if self._is_picture else EditorRequest(parse_object(self._body.content()))
        async with self.editing.lock:
            status, content = await asyncio.to_thread(_respond, answer, self.editing.session, asked)
        if status == 200 and "label" in content and not asked.is_set("dry"):
            for file in content["files"]:
                self.state.saved(file)
        self._send(status, content)

    @property
    def _is_picture(self) -> bool:
        return self.path_args[0] == "picture"

    def _picture(self) -> EditorRequest:
        """A picture and its name, which stands in the address: the body is the file and nothing else."""
        return EditorRequest({"name": self.get_query_argument("name", ""), "data": self._body.content()})

    def _send(self, status: int, content: Json) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(content, ensure_ascii=False))


def _respond(
    answer: Callable[[EditorSession, EditorRequest], Json], editor: EditorSession, asked: EditorRequest
) -> tuple[int, Json]:
    try:
        return 200, answer(editor, asked)
    except EditRefusedError as error:
        return 422, {"problems": [change_answers.problem_json(one) for one in error.problems]}
    except EditConflictError as error:
        versions = {"file": error.file, "mine": error.mine, "theirs": error.theirs, "version": error.version}
        return 409, versions


def _overview(editor: EditorSession, asked: EditorRequest) -> Json:
    found = editor.overview(asked.text("article"))
    return {
        "article": {"id": found.article, "title": found.title, "file": found.file},
        "forms": {kind.value: [_field_json(one) for one in fields] for kind, fields in annotate.FORMS.items()},
        "known": _known_json(found),
        "records": [_listed_json(one) for one in found.records],
        "undo": change_answers.undo_json(editor),
    }


def _passage(editor: EditorSession, asked: EditorRequest) -> Json:
    quoted = editor.passage(asked.text("article"), asked.required_selection())
    return {"words": quoted.words, "quote": quoted.quote, "on": quoted.on, "actors": quoted.actors}


def _check(editor: EditorSession, asked: EditorRequest) -> Json:
    checked = editor.check_mention(asked.mention()) if asked.text("how") else editor.check(asked.form())
    problems = [change_answers.problem_json(one) for one in checked.problems]
    return {"id": checked.id, "file": checked.file, "yaml": checked.yaml, "problems": problems}


def _save(editor: EditorSession, asked: EditorRequest) -> Json:
    return _save_json(editor, editor.save(asked.form(), asked.text("version")))


def _remove(editor: EditorSession, asked: EditorRequest) -> Json:
    return _save_json(editor, editor.remove(asked.kind(), asked.text("id"), asked.text("version")))


def _mention(editor: EditorSession, asked: EditorRequest) -> Json:
    return _save_json(editor, editor.mention(asked.mention()))


def _record(editor: EditorSession, asked: EditorRequest) -> Json:
    return _listed_json(editor.record(asked.kind(), asked.text("id")))


def _state(editor: EditorSession, asked: EditorRequest) -> Json:
    record = asked.record()
    name, sort = editor.known_name(*record) if record else ("", "")
    return {"undo": change_answers.undo_json(editor), "name": name, "sort": sort}


def _picture(editor: EditorSession, asked: EditorRequest) -> Json:
    path = editor.add_picture(asked.text("name") or "picture", asked.data())
    return {"path": path, "undo": change_answers.undo_json(editor), "problems": []}


def _discard(editor: EditorSession, asked: EditorRequest) -> Json:
    return _save_json(editor, editor.discard(asked.texts("pictures")))


def _undo(editor: EditorSession, asked: EditorRequest) -> Json:
    return _save_json(editor, editor.undo(asked.count("change")))


def _suggestions(editor: EditorSession, asked: EditorRequest) -> Json:
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


def _accept(editor: EditorSession, asked: EditorRequest) -> Json:
    return _save_json(editor, editor.accept(asked.text("article"), asked.text("key"), asked.text("choice")))


_METHODS: Final[Mapping[str, Callable[[EditorSession, EditorRequest], Json]]] = {
    "overview": _overview,
    "passage": _passage,
    "state": _state,
    "record": _record,
    "picture": _picture,
    "discard": _discard,
    "check": _check,
    "save": _save,
    "remove": _remove,
    "mention": _mention,
    "rename": change_answers.rename,
    "merge": change_answers.merge,
    "undo": _undo,
    "suggestions": _suggestions,
    "accept": _accept,
}


def _save_json(editor: EditorSession, saved: SaveResult) -> Json:
    return {
        "label": saved.label,
        "kind": saved.kind,
        "id": saved.id,
        "file": saved.file,
        "line": saved.line,
        "yaml": saved.yaml,
        "files": list(saved.files),
        "moved": change_answers.moved_json(saved.moved),
        "undo": change_answers.undo_json(editor),
    }


def _field_json(field: annotate.FormField) -> Json:
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.ask.value,
        "of": field.of,
        "options": [{"id": one, "name": one} for one in field.options],
        "required": field.is_required,
        "hint": field.help,
        "more": field.is_more,
        "shorthand": field.shorthand,
        "parts": [_field_json(one) for one in field.parts],
    }


def _known_json(found: ArticleOverview) -> Json:
    def known(of: str, one: annotate.KnownRecord) -> Json:
        return {"id": one.id, "name": one.name, "also": one.also, "tone" if of == "verdicts" else "kind": one.sign}

    return {of: [known(of, one) for one in names] for of, names in found.known.names.items()}


def _listed_json(one: annotate.ListedRecord) -> Json:
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
