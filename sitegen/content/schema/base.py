"""The base of all models: how a record is validated, and how its errors become problems for the author."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final, TypeVar, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from sitegen.content.schema.field_marks import ListShorthand, MarkdownSyntax, ReaderText, Reference, WebAddress
from sitegen.content.schema.value_types import value_kind
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ReferenceKind
from sitegen.core.suggestions import did_you_mean

Steps = tuple[str | int, ...]


class Written(BaseModel):
    """A mapping of which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M")
W = TypeVar("W", bound=Written)


class ValidationContext(FrozenRecord):
    """What validating a record needs to know of the archive."""

    zone: ZoneInfo


class SchemaProblem(FrozenRecord):
    """One thing that is wrong in a record."""

    path: Steps
    """From the record to the value, as the model sees it: a list has indexes even where it is written as one value."""
    code: str
    message: str
    hint: str = ""

    @property
    def is_about_key(self) -> bool:
        """Whether the key is wrong, and not its value."""
        return self.code == "unknown-key"

    def is_explained_by(self, other: SchemaProblem) -> bool:
        """Whether the key that is missing here is the one that `other` found misspelt."""
        return self.path[:-1] == other.path[:-1] and other.hint.startswith(f'did you mean "{self.path[-1]}"')


def parse_record(model: type[W], values: Mapping[str, Any], setting: ValidationContext) -> W:
    """The record that these values make. Raises pydantic's ValidationError, for `schema_problems`."""
    return model.model_validate(values, context=setting)


def schema_problems(model: type[Written], error: ValidationError) -> list[SchemaProblem]:
    """What is wrong, in words for the author; a key that is missing because it is misspelt is reported once.

    Codes: unknown-key, missing-key, wrong-type, empty-item, bad-date, bad-id, bad-url, bad-value.
    """
    found = [_schema_problem(model, one) for one in error.errors(include_url=False)]
    unknown = [one for one in found if one.is_about_key]
    return [one for one in found if one.code != "missing-key" or not any(map(one.is_explained_by, unknown))]


def keys_at(model: type[Written], path: Steps) -> list[str]:
    """The keys that the mapping at `path` can have, in the order in which authors write them; empty for no mapping."""
    owner = _annotation(model, path)
    inner = next(_models_in(owner), None)
    return [field.alias or name for name, field in inner.model_fields.items()] if inner else []


def description_at(model: type[Written], path: Steps) -> str:
    """What the key at the end of `path` is for, as editors show it."""
    owner = next(_models_in(_annotation(model, path[:-1])), None)
    fields = owner.model_fields.items() if owner else ()
    return next((field.description or "" for name, field in fields if (field.alias or name) == path[-1]), "")


def is_reader_text(model: type[Written], path: Steps) -> bool:
    """Whether the value at `path` is text for readers."""
    return any(_marks_in(_annotation(model, path), ReaderText))


def reference_at(model: type[Written], path: Steps) -> ReferenceKind | None:
    """What the text at `path`, or each item of a list there, refers to; None where it is no reference."""
    mark = next(_marks_in(_annotation(model, path), Reference), None)
    return mark.to if mark else None


def is_markdown(model: type[Written], path: Steps) -> bool:
    """Whether the value at `path` is text in Markdown, or a list of such."""
    return any(_marks_in(_annotation(model, path), MarkdownSyntax))


def is_web_address(model: type[Written], path: Steps) -> bool:
    """Whether the value at `path` is the address of a page elsewhere, or a list of such."""
    return any(_marks_in(_annotation(model, path), WebAddress))


def is_list(model: type[Written], path: Steps) -> bool:
    """Whether there may be several values at `path`."""
    return any(_marks_in(_annotation(model, path), ListShorthand))


_EXPECTED: Final = {
    "string_type": "text",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "enum": "a word",
}


def _schema_problem(model: type[Written], found: ErrorDetails) -> SchemaProblem:
    path, kind, value = found["loc"], found["type"], found["input"]
    context = found.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(model, path)
    if kind == "missing":
        return SchemaProblem(path, "missing-key", f'"{path[-1]}" is missing', "")
    if (value is None and "message" not in context) or kind == "string_too_short":
        return SchemaProblem(path, "empty-item", "there is nothing in this item", _EMPTY_HINT)
    if kind == "enum" and isinstance(value, str):
        return _unknown_word(model, path, value)
    if kind in _EXPECTED:
        message = f"{_name_of(path)} must be {_EXPECTED[kind]}, and this is {value_kind(value)}"
        return SchemaProblem(path, "wrong-type", message, _type_hint(model, path, _EXPECTED[kind], value))
    at = context.get("at")
    return SchemaProblem(
        (*path, at) if at else path, kind, context.get("message", found["msg"]), context.get("hint", "")
    )


_EMPTY_HINT: Final = "fill it or delete it; a text that begins with # has to stand in quotes"


def _unknown_key(model: type[Written], path: Steps) -> SchemaProblem:
    known = keys_at(model, path[:-1])
    hint = did_you_mean(str(path[-1]), {key: key for key in known})
    hint += f"{' ' if hint else ''}known here: {', '.join(known)}"
    return SchemaProblem(path, "unknown-key", f'there is no key "{path[-1]}" here', hint)


def _unknown_word(model: type[Written], path: Steps, value: str) -> SchemaProblem:
    words = [str(one.value) for one in next(_enums_in(_annotation(model, path)))]
    hint = did_you_mean(value, {word: word for word in words})
    hint += f"{' ' if hint else ''}possible: {', '.join(words)}"
    return SchemaProblem(path, "bad-value", f'"{value}" is no {path[-1]}', hint)


def _type_hint(model: type[Written], path: Steps, expected: str, value: object) -> str:
    if expected != "a mapping":
        return "write one value; text with : or brackets in it has to stand in quotes" if expected == "text" else ""
    keys = f"keys: {', '.join(keys_at(model, path))}"
    if isinstance(value, str) and _WEB.match(value) and reference_at(model, (*path, "file")) is ReferenceKind.MEDIA:
        line = _ready_line(model, path, value.rpartition("/")[2].partition("?")[0] or "…")
        return f"put the picture into content/media/, then write {line}; it has {keys}"
    return f"write {line}; it has {keys}" if (line := _ready_line(model, path, value)) else f"give it {keys}"


def _ready_line(model: type[Written], path: Steps, value: object) -> str:
    """The line to write in place of a text: `image: {file: ana.jpg, alt: …}`; empty if it would be long."""
    inner = next(_models_in(_annotation(model, path)), None)
    if inner is None or not isinstance(value, str) or not 0 < len(value) <= _LONGEST_READY or "\n" in value:
        return ""
    fields = inner.model_fields
    required = [one.alias or name for name, one in fields.items() if one.is_required()]
    own = "url" if "url" in fields and _WEB.match(value) else next(iter(required or keys_at(model, path)))
    shown = json.dumps(value, ensure_ascii=False) if _NOT_PLAIN.search(value) else value
    given = [f"{own}: {shown}", *(f"{key}: …" for key in required if key != own)]
    key = f"{path[-1]}: " if isinstance(path[-1], str) else ""
    return f"`{key}{{{', '.join(given)}}}`"


_LONGEST_READY: Final = 120
_WEB: Final = re.compile(r"https?://\S+$")
_NOT_PLAIN: Final = re.compile(r"""^[^\w/.]|[\[\]{},"]|: |:$| #""")
"""What cannot stand in a mapping between brackets without quotation marks."""


def _name_of(path: Steps) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if not key:
        return "this"
    return f'"{key}"' if path[-1] == key else f'each item of "{key}"'


def _annotation(model: type[Written], path: Steps) -> object:
    """The type of the value at `path`; with its marks."""
    here: object = model
    for step in path:
        if isinstance(step, int):
            continue
        owner = next(_models_in(here), None)
        if owner is None:
            return None
        field = next((one for name, one in owner.model_fields.items() if (one.alias or name) == step), None)
        if field is None:
            return None
        here = (field.annotation, *field.metadata)
    return here


def parts_of(annotation: object) -> Iterator[object]:
    """A type and all that it is made of."""
    yield annotation
    inner = annotation if isinstance(annotation, tuple) else get_args(annotation)
    for part in inner:
        yield from parts_of(part)


def _models_in(annotation: object) -> Iterator[type[Written]]:
    return (part for part in parts_of(annotation) if isinstance(part, type) and issubclass(part, Written))


def _enums_in(annotation: object) -> Iterator[type[Enum]]:
    return (part for part in parts_of(annotation) if isinstance(part, type) and issubclass(part, Enum))


def _marks_in(annotation: object, mark: type[M]) -> Iterator[M]:
    return (part for part in parts_of(annotation) if isinstance(part, mark))
