"""What can be asked for in a form: the fields of a model, with what the types of their values say."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Final

from sitegen.content.schema.base import Written, parts_of
from sitegen.content.schema.field_marks import ListShorthand, MarkdownSyntax, Reference, TextShorthand
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import Date, ReferenceKind

YES_NO: Final = ("true", "false")


class FieldDescription(FrozenRecord):
    """A key of a model."""

    key: str
    help: str
    """What it is for."""
    is_required: bool
    is_many: bool
    is_markdown: bool
    is_date: bool
    words: tuple[str, ...] = ()
    """The words that it can be; empty = others, too."""
    reference: ReferenceKind | None = None
    shorthand: str = ""
    """The key of an inner mapping for which a text alone stands; empty = a text is not allowed."""
    inner: tuple[FieldDescription, ...] = ()
    """The keys of an inner mapping; empty = it is none."""


@cache
def describe_fields(model: type[Written]) -> tuple[FieldDescription, ...]:
    """The keys of a model, in the order in which authors write them."""
    found = []
    for name, field in model.model_fields.items():
        parts = list(parts_of((field.annotation, *field.metadata)))
        types = [part for part in parts if isinstance(part, type)]
        models = [one for one in types if issubclass(one, Written)]
        words = next((tuple(str(word.value) for word in one) for one in types if issubclass(one, Enum)), ())
        words = YES_NO if bool in types else words
        shorthand = next((one.key for one in parts if isinstance(one, TextShorthand)), "")
        found.append(
            FieldDescription(
                key=field.alias or name,
                help=field.description or "",
                is_required=field.is_required(),
                is_many=any(isinstance(one, ListShorthand) for one in field.metadata),
                is_markdown=any(isinstance(one, MarkdownSyntax) for one in parts),
                is_date=Date in types,
                words=words,
                reference=next((one.to for one in parts if isinstance(one, Reference)), None),
                shorthand=shorthand,
                inner=describe_fields(models[0]) if models else (),
            )
        )
    return tuple(found)
