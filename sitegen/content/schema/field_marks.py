"""Marks on the types of fields: what a reader, an editor and the loader need to know besides what a value is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ReferenceKind

TEXT: Final[JsonSchemaValue] = {"type": ["string", "number", "boolean"]}
"""Any scalar: `1984` and `false` are text here, and no text in the eyes of an editor."""


class Reference(FrozenRecord):
    """Marks a text that names a record: the loader looks it up, and the editor offers what there is."""

    to: ReferenceKind


class ReaderText(FrozenRecord):
    """Marks text for readers: in it a `#` may well be meant as a sign, and not as the start of a comment."""


class MarkdownSyntax(FrozenRecord):
    """Marks text in Markdown, in which `[[id]]` leads to a record."""


class WebAddress(FrozenRecord):
    """Marks the address of a page elsewhere."""


class ListShorthand(FrozenRecord):
    """Tells editors that a list may be written as one value."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The item, or an array of it."""
        array = handler(schema)
        return {"anyOf": [array["items"], {"type": "array", "items": array["items"]}]}


class TextShorthand(FrozenRecord):
    """Tells editors that a mapping may be written as text, which is then the value of its `key`."""

    key: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text, or the mapping."""
        return {"anyOf": [dict(TEXT), handler(schema)]}


def mapping_from_text(key: str) -> Callable[[object], object]:
    """A validator that makes of a text the mapping that has it under `key`; all else it leaves as it is."""

    def mapping(value: object) -> object:
        return {key: value} if isinstance(value, str) else value

    return mapping
