"""The forms of the preview: which keys of a record they ask for, and how.

Keys that no form has (`where`, `history`, `roles` …) stay as they are when a record is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from msgspec.structs import replace

from sitegen.content import schema
from sitegen.content.schema.record_models import Match
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ActorKind, Status
from sitegen.editor.api_types import FormValue, RecordKind


class InputType(StrEnum):
    """How a field is asked for."""

    LINE = "line"
    TEXT = "text"
    """Markdown, on several lines."""
    DATE = "date"
    CHOICE = "choice"
    ONE = "one"
    """One id."""
    MANY = "many"
    """Several ids."""
    WORDS = "words"
    """Several short texts."""
    SOURCES = "sources"


LIST_INPUTS: Final = frozenset({InputType.MANY, InputType.WORDS, InputType.SOURCES})


class FormField(FrozenRecord):
    """One key of a record."""

    name: str
    label: str
    ask: InputType = InputType.LINE
    of: str = ""
    """Of which records the ids are: `actors`, `claims`, `topics`, `verdicts`; the schema says it."""
    options: tuple[str, ...] = ()
    is_required: bool = False
    is_more: bool = False
    """Whether it is asked for only by those who want to say more."""


_STATUS: Final = FormField(
    "status", "Status", InputType.CHOICE, options=tuple(one.value for one in Status), is_more=True
)
_WITHDRAWN: Final = FormField("withdrawn", "Why it was withdrawn", InputType.TEXT, is_more=True)
_ID: Final = FormField("id", "Id", is_more=True)
_SOURCES: Final = FormField("sources", "Sources", InputType.SOURCES)


def _optional(name: str, label: str, ask: InputType = InputType.LINE) -> FormField:
    return FormField(name, label, ask, is_more=True)


_FORMS: Final[Mapping[RecordKind, tuple[FormField, ...]]] = {
    RecordKind.CLAIM: (
        FormField("claim", "Claim, in your words", is_required=True),
        FormField("speaker", "Who says it", InputType.MANY),
        FormField("verdict", "Verdict", InputType.ONE),
        FormField("review", "Reasoning", InputType.TEXT),
        _SOURCES,
        _optional("about", "About whom", InputType.MANY),
        _optional("date", "Said on", InputType.DATE),
        _optional("topics", "Topics", InputType.MANY),
        _optional("reported_by", "Reported by", InputType.MANY),
        _optional("reviewed_by", "Judged by"),
        _optional("reviewed", "Judged on", InputType.DATE),
        _optional("repeats", "Repeats", InputType.MANY),
        _optional("contradicts", "Contradicts", InputType.MANY),
        _optional("supports", "Supports", InputType.MANY),
        _optional("answers", "Answers", InputType.MANY),
        _STATUS,
        _WITHDRAWN,
        _ID,
    ),
    RecordKind.NOTE: (
        FormField("title", "Title", is_required=True),
        FormField("body", "Note", InputType.TEXT, is_required=True),
        _SOURCES,
        _optional("terms", "Also wherever these words stand first", InputType.WORDS),
        _optional("topics", "Topics", InputType.MANY),
        _optional("actors", "About whom", InputType.MANY),
        _STATUS,
        _WITHDRAWN,
        _ID,
    ),
    RecordKind.ACTOR: (
        FormField("name", "Name", is_required=True),
        FormField("kind", "Kind", InputType.CHOICE, options=tuple(one.value for one in ActorKind)),
        FormField("aliases", "Other names", InputType.WORDS),
        FormField("summary", "Who or what it is", InputType.TEXT),
        _optional("surname", "Surname", InputType.WORDS),
        _optional("born", "Born", InputType.DATE),
        _optional("died", "Died", InputType.DATE),
        _optional("same_as", "The same elsewhere (URLs)", InputType.WORDS),
        _optional("topics", "Topics", InputType.MANY),
        FormField("sources", "Sources", InputType.SOURCES, is_more=True),
        FormField("match", "Found by", InputType.CHOICE, options=tuple(one.value for one in Match), is_more=True),
        _STATUS,
        _WITHDRAWN,
        _ID,
    ),
}
MODELS: Final[Mapping[RecordKind, type[schema.Written]]] = {
    RecordKind.CLAIM: schema.WrittenClaim,
    RecordKind.NOTE: schema.WrittenNote,
    RecordKind.ACTOR: schema.WrittenActor,
}


def _with_reference(kind: RecordKind, field: FormField) -> FormField:
    """A field with what the schema says that it refers to."""
    to = schema.reference_at(MODELS[kind], (field.name,))
    return replace(field, of=f"{to}s") if to else field


FORMS: Final[Mapping[RecordKind, tuple[FormField, ...]]] = {
    kind: tuple(_with_reference(kind, field) for field in fields) for kind, fields in _FORMS.items()
}
"""The fields of each form, in the order in which they are asked for."""
ORDER: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    kind: tuple(schema.keys_at(model, ())) for kind, model in MODELS.items()
}
"""The order in which an author would write the keys: that of the schema."""


def hint(kind: RecordKind, name: str) -> str:
    """What a field is for."""
    return schema.description_at(MODELS[kind], (name,))


def values_to_write(kind: RecordKind, values: Mapping[str, FormValue]) -> dict[str, FormValue | None]:
    """What a form says about its fields, as it is to be written: None for what is to be absent."""
    return {one.name: _value_to_write(one, values.get(one.name)) for one in FORMS[kind] if one.name in values}


def values_for_form(kind: RecordKind, values: Mapping[str, FormValue]) -> dict[str, FormValue]:
    """The values of a record as its form has them: what may be several is a list, however it was written."""
    lists = {one.name for one in FORMS[kind] if one.ask in LIST_INPUTS}
    return {key: [one] if key in lists and not isinstance(one, list) else one for key, one in values.items()}


def in_order(kind: RecordKind, values: Mapping[str, FormValue]) -> dict[str, FormValue]:
    """The values in the order in which an author would write them."""
    return {key: values[key] for key in ORDER[kind] if key in values}


def _value_to_write(field: FormField, given: FormValue | None) -> FormValue | None:
    if given is None:
        return None
    if field.ask not in LIST_INPUTS:
        text = given if isinstance(given, str) else ""
        return _lines(text) if field.ask is InputType.TEXT else " ".join(text.split()) or None
    items = [item for item in map(_item, given if isinstance(given, list) else [given]) if item]
    if not items:
        return None
    return items[0] if len(items) == 1 and isinstance(items[0], str) else list(items)


def _lines(text: str) -> str | None:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n") or None


def _item(given: FormValue) -> FormValue | None:
    if isinstance(given, str):
        return " ".join(given.split()) or None
    if isinstance(given, dict):
        return dict(_parts(given)) or None
    return None


def _parts(given: Mapping[str, FormValue]) -> Iterator[tuple[str, FormValue]]:
    for key, value in given.items():
        kept = _item(value)
        if kept:
            yield key, kept
