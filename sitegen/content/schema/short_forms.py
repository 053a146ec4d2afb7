"""Mappings that may be written as text alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sitegen.content.schema.value_types import TEXT


def mapping_from_text(key: str) -> Callable[[object], object]:
    """Makes of a text the mapping that has it under `key`."""

    def mapping(value: object) -> object:
        return {key: value} if isinstance(value, str) else value

    return mapping


@dataclass(frozen=True, slots=True)
class TextShorthand:
    """Tells editors that a mapping may be written as text."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text, or the mapping."""
        return {"anyOf": [dict(TEXT), handler(schema)]}
