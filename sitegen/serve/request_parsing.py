"""Questions to the preview's editor, parsed: how much of one is taken, and what it has to be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, TypeGuard

from tornado.web import HTTPError

from sitegen.core.problems import Location, Problem
from sitegen.editor import (
    MAX_PICTURE,
    EditRefusedError,
    FieldProblem,
    FilledForm,
    MentionChange,
    MentionWay,
    RecordKind,
    Selection,
)
from sitegen.editor.api_types import FormValue
from sitegen.editor.refactoring import PreferredSide

MAX_TEXT: Final = 200_000
"""Characters of a single value: more than anybody types, and less than takes a second to look through."""
MAX_VALUES: Final = 500
"""Values of a list, and links of a text: more than any record has, and few enough to be checked while others wait."""
MAX_VALUES_IN_ALL: Final = 4_000
"""Values of a form, with those inside others: some lists of that length, but not a list of lists."""
MAX_BODY: Final = 1 << 20
"""Bytes of a question; a longer one is answered 413."""
MAX_READ: Final = 1 << 25
"""Bytes of a body that is read to its end, so that it can be refused in words; beyond it the connection is closed."""

_TOO_LONG_HINT: Final = "make it shorter, or write it into the file yourself"
BODY_TOO_LARGE: Final = Problem(
    Location(""),
    "bad-value",
    "this is more than the preview takes at once: a question has 1 MB at most",
    _TOO_LONG_HINT,
)


class BodyBuffer:
    """The body of a request, as long as it is not longer than `most` bytes; of a longer one nothing is kept."""

    def __init__(self, most: int = MAX_BODY) -> None:
        self._parts: list[bytes] = []
        self._length, self._most = 0, most

    @property
    def is_too_large(self) -> bool:
        """Whether it is longer than that."""
        return self._length > self._most

    def append(self, part: bytes) -> None:
        """Add the next part."""
        self._length += len(part)
        if self.is_too_large:
            self._parts.clear()
        else:
            self._parts.append(part)

    def content(self) -> bytes:
        """All of it."""
        return b"".join(self._parts)


PICTURE_TOO_LARGE: Final = Problem(
    Location(""),
    "bad-value",
    f"this picture is too large: {MAX_PICTURE / 1e6:.0f} MB are the most",
    "make it smaller: readers load it as it is",
)


class EditorRequest:
    """The parts of a question, checked when asked for. Raises HTTPError (400) where one is not as it must be."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = given

    def text(self, name: str) -> str:
        """A text; empty where there is none."""
        given = self._given.get(name)
        if given is None:
            return ""
        if not isinstance(given, str) or len(given) > MAX_TEXT:
            raise HTTPError(400, reason="Not a text")
        return given

    def choice(self, name: str, known: Mapping[str, object]) -> str:
        """One of some words."""
        given = self.text(name)
        if given not in known:
            raise HTTPError(400, reason="Not one of the choices")
        return given

    def texts(self, name: str) -> tuple[str, ...]:
        """Several texts; none where none are given."""
        given = self._given.get(name, [])
        if not isinstance(given, list) or len(given) > MAX_VALUES:
            raise HTTPError(400, reason="Not a list")
        items = EditorRequest({str(number): one for number, one in enumerate(given)})
        return tuple(map(items.text, map(str, range(len(given)))))

    def sides(self, name: str) -> dict[str, PreferredSide]:
        """By key which of two records is right; empty where nothing is said."""
        given = self._given.get(name, {})
        if not isinstance(given, dict) or len(given) > MAX_VALUES:
            raise HTTPError(400, reason="Not an object")
        known, inner = {one.value: one for one in PreferredSide}, EditorRequest(given)
        return {key: known[inner.choice(key, known)] for key in given}

    def data(self) -> bytes:
        """The bytes of a file."""
        given = self._given.get("data")
        if not isinstance(given, bytes):
            raise HTTPError(400, reason="Not a file")
        return given

    def kind(self) -> RecordKind:
        """The kind of a record."""
        return RecordKind(self.choice("kind", {one.value: one for one in RecordKind}))

    def record(self) -> tuple[RecordKind, str] | None:
        """Kind and id of a record; None where none is given."""
        return (self.kind(), self.text("id")) if self.text("kind") else None

    def required_record(self) -> tuple[RecordKind, str]:
        """The same where there has to be one."""
        return self.kind(), self.text("id")

    def count(self, name: str) -> int:
        """A whole number from 0 up; 0 where there is none."""
        given = self._given.get(name, 0)
        if not isinstance(given, int) or isinstance(given, bool) or given < 0:
            raise HTTPError(400, reason="Not a number")
        return given

    def is_set(self, name: str) -> bool:
        """Whether anything is given."""
        return bool(self.text(name))

    def selection(self) -> Selection | None:
        """Selected words."""
        given = self._given.get("selection")
        if given is None:
            return None
        if not isinstance(given, dict):
            raise HTTPError(400, reason="Not a selection")
        inner = EditorRequest(given)
        return Selection(inner.text("words"), inner.text("before"), inner.text("after"))

    def required_selection(self) -> Selection:
        """The same where there has to be one; without any it is empty, which the editor refuses in words."""
        return self.selection() or Selection("")

    def mention(self) -> MentionChange:
        """What is said of selected words."""
        way = MentionWay(self.choice("how", {one.value: one for one in MentionWay}))
        selection, is_whole = self.required_selection(), self.is_set("whole")
        return MentionChange(self.text("article"), selection, way, self.text("actor"), is_whole)

    def form(self) -> FilledForm:
        """A form as it was filled in. Raises EditRefusedError for what is longer than a form can be."""
        fields = self._given.get("fields")
        values: dict[str, FormValue] = {}
        room = MAX_VALUES_IN_ALL
        for name, value in fields.items() if isinstance(fields, dict) else ():
            if _is_value(value):
                room -= _count_values(value)
                excess = _excess(value) or ("" if room >= 0 else f"more values than the {MAX_VALUES_IN_ALL:,}")
                if excess:
                    raise EditRefusedError(FieldProblem(_too_long_problem(name, excess), name))
                values[name] = value
        article, identifier, pictures = self.text("article"), self.text("id") or None, self.texts("pictures")
        return FilledForm(self.kind(), article, identifier, values, self.selection(), pictures)


def _is_value(given: object, depth: int = 0) -> TypeGuard[FormValue]:
    """Whether this can be a value of a form: texts, lists of them, lists of mappings to them."""
    if isinstance(given, str):
        return True
    if depth == 3 or not isinstance(given, list | dict):
        return False
    parts = given.values() if isinstance(given, dict) else given
    return all(_is_value(part, depth + 1) for part in parts)


def _excess(given: FormValue) -> str:
    """What of a value is more than a form can hold; empty where nothing is."""
    if isinstance(given, str):
        if len(given) > MAX_TEXT:
            return f"{len(given):,} characters, and {MAX_TEXT:,} are the most"
        links = given.count("[[")
        return f"{links:,} links, and {MAX_VALUES} are the most" if links > MAX_VALUES else ""
    if len(given) > MAX_VALUES:
        return f"{len(given):,} values, and {MAX_VALUES} are the most"
    parts = given.values() if isinstance(given, dict) else given
    return next(filter(None, map(_excess, parts)), "")


def _count_values(given: FormValue) -> int:
    if isinstance(given, str):
        return 1
    return sum(map(_count_values, given.values() if isinstance(given, dict) else given))


def _too_long_problem(field: str, excess: str) -> Problem:
    return Problem(Location(""), "bad-value", f'"{field}" has {excess} that the preview takes', _TOO_LONG_HINT)


def parse_object(body: bytes) -> Mapping[str, object]:
    """The parts of a question. Raises HTTPError: 400 where it is no JSON object."""
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise HTTPError(400, reason="Not JSON") from None
    if not isinstance(given, dict):
        raise HTTPError(400, reason="Not an object")
    return given
