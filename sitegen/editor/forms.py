"""The forms of the preview: which keys of a record they ask for, and how.

Keys that no form has (`where`, `history`, `roles` …) stay as they are when a record is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sitegen.content import schema
from sitegen.content.schema.record_models import Match
from sitegen.core.model import ActorKind, Status
from sitegen.editor.api_types import Kind, Value


class Ask(StrEnum):
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


LISTS: Final = frozenset({Ask.MANY, Ask.WORDS, Ask.SOURCES})


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record."""

    name: str
    label: str
    ask: Ask = Ask.LINE
    of: str = ""
    """Of which records the ids are: `actors`, `claims`, `topics`, `verdicts`."""
    options: tuple[str, ...] = ()
    is_required: bool = False
    is_more: bool = False
    """Whether it is asked for only by those who want to say more."""


_STATUS: Final = Field("status", "Status", Ask.CHOICE, options=tuple(one.value for one in Status), is_more=True)
_WITHDRAWN: Final = Field("withdrawn", "Why it was withdrawn", Ask.TEXT, is_more=True)
_ID: Final = Field("id", "Id", is_more=True)
_SOURCES: Final = Field("sources", "Sources", Ask.SOURCES)


def _more(name: str, label: str, ask: Ask = Ask.LINE, of: str = "") -> Field:
    return Field(name, label, ask, of, is_more=True)


FORMS: Final[Mapping[Kind, tuple[Field, ...]]] = {
    Kind.CLAIM: (
        Field("claim", "Claim, in your words", is_required=True),
        Field("speaker", "Who says it", Ask.MANY, "actors"),
        Field("verdict", "Verdict", Ask.ONE, "verdicts"),
        Field("review", "Reasoning", Ask.TEXT),
        _SOURCES,
        _more("about", "About whom", Ask.MANY, "actors"),
        _more("date", "Said on", Ask.DATE),
        _more("topics", "Topics", Ask.MANY, "topics"),
        _more("reported_by", "Reported by", Ask.MANY, "actors"),
        _more("reviewed_by", "Judged by"),
        _more("reviewed", "Judged on", Ask.DATE),
        _more("repeats", "Repeats", Ask.MANY, "claims"),
        _more("contradicts", "Contradicts", Ask.MANY, "claims"),
        _more("supports", "Supports", Ask.MANY, "claims"),
        _more("answers", "Answers", Ask.MANY, "claims"),
        _STATUS,
        _WITHDRAWN,
        _ID,
    ),
    Kind.NOTE: (
        Field("title", "Title", is_required=True),
        Field("body", "Note", Ask.TEXT, is_required=True),
        _SOURCES,
        _more("terms", "Also wherever these words stand first", Ask.WORDS),
        _more("topics", "Topics", Ask.MANY, "topics"),
        _more("actors", "About whom", Ask.MANY, "actors"),
        _STATUS,
        _WITHDRAWN,
        _ID,
    ),
    Kind.ACTOR: (
        Field("name", "Name", is_required=True),
        Field("kind", "Kind", Ask.CHOICE, options=tuple(one.value for one in ActorKind)),
        Field("aliases", "Other names", Ask.WORDS),
        Field("summary", "Who or what it is", Ask.TEXT),
        _more("surname", "Surname", Ask.WORDS),
        _more("born", "Born", Ask.DATE),
        _more("died", "Died", Ask.DATE),
        _more("same_as", "The same elsewhere (URLs)", Ask.WORDS),
        _more("topics", "Topics", Ask.MANY, "topics"),
        Field("sources", "Sources", Ask.SOURCES, is_more=True),
        Field("match", "Found by", Ask.CHOICE, options=tuple(one.value for one in Match), is_more=True),
        _STATUS,
        _WITHDRAWN,
        _ID,
    ),
}
"""The fields of each form, in the order in which they are asked for."""

MODELS: Final[Mapping[Kind, type[schema.Written]]] = {
    Kind.CLAIM: schema.WrittenClaim,
    Kind.NOTE: schema.WrittenNote,
    Kind.ACTOR: schema.WrittenActor,
}

_PASSAGES: Final = ("article", "quote", "where")
ORDER: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.CLAIM: (
        *("id", "status", "withdrawn", "claim", "speaker", "reported_by", "about", *_PASSAGES, "date", "topics"),
        *("repeats", "contradicts", "supports", "answers", "verdict", "review", "reviewed_by", "reviewed"),
        *("sources", "history", "formerly"),
    ),
    Kind.NOTE: (
        *("id", "status", "withdrawn", "title", *_PASSAGES, "terms", "topics", "actors", "body", "sources"),
        "formerly",
    ),
    Kind.ACTOR: (
        *("id", "status", "withdrawn", "name", "kind", "sort_name", "aliases", "surname", "match", "roles", "born"),
        *("died", "summary", "body", "same_as", "image", "topics", "related", "sources", "formerly"),
    ),
}
"""The order in which an author would write the keys."""


def hint(kind: Kind, name: str) -> str:
    """What a field is for."""
    return schema.description_at(MODELS[kind], (name,))


def filled(kind: Kind, values: Mapping[str, Value]) -> dict[str, Value | None]:
    """What a form says about its fields, as it is to be written: None for what is to be absent."""
    return {one.name: _written(one, values.get(one.name)) for one in FORMS[kind] if one.name in values}


def shown(kind: Kind, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values of a record as its form has them: what may be several is a list, however it was written."""
    lists = {one.name for one in FORMS[kind] if one.ask in LISTS}
    return {key: [one] if key in lists and not isinstance(one, list) else one for key, one in values.items()}


def in_order(kind: Kind, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values in the order in which an author would write them."""
    return {key: values[key] for key in ORDER[kind] if key in values}


def _written(field: Field, given: Value | None) -> Value | None:
    if given is None:
        return None
    if field.ask not in LISTS:
        text = given if isinstance(given, str) else ""
        return _lines(text) if field.ask is Ask.TEXT else " ".join(text.split()) or None
    items = [item for item in map(_item, given if isinstance(given, list) else [given]) if item]
    if not items:
        return None
    return items[0] if len(items) == 1 and isinstance(items[0], str) else list(items)


def _lines(text: str) -> str | None:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n") or None


def _item(given: Value) -> Value | None:
    if isinstance(given, str):
        return " ".join(given.split()) or None
    if isinstance(given, dict):
        return dict(_parts(given)) or None
    return None


def _parts(given: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    for key, value in given.items():
        kept = _item(value)
        if kept:
            yield key, kept
