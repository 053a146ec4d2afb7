"""The models as JSON Schema, for completion and checking in an editor."""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sitegen.content.schema.base import Written
from sitegen.content.schema.record_models import KINDS
from sitegen.content.schema.site_settings import WrittenSite

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
"""What the YAML language server understands in full."""
_REFERENCE: Final = "#/definitions/{model}"
_NULL: Final = {"type": "null"}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Kind → JSON Schema of what a file of that kind may hold: `actor`, `article`, … `site`, `page`."""
    files = {kind: _of_records(kind, model) for kind, model in KINDS.items() if kind != "page"}
    alone: dict[str, type[Written]] = {"site": WrittenSite, "page": KINDS["page"]}
    return files | {kind: _of_one(kind, model) for kind, model in alone.items()}


class _SchemaGenerator(GenerateJsonSchema):
    """Without titles that repeat the key, and without defaults, which the descriptions tell."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        del schema
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The type alone."""
        return self.generate_inner(schema["schema"])


def _of_records(kind: str, model: type[Written]) -> dict[str, Any]:
    """One record, a list of them, or a file that is still empty."""
    definitions, name = _definitions(model), model.__name__
    record = {"$ref": _REFERENCE.format(model=name)}
    choice = {"anyOf": [record, {"type": "array", "items": record}, _NULL]}
    return {"$schema": _DIALECT, "title": kind, **choice, "definitions": definitions}


def _of_one(kind: str, model: type[Written]) -> dict[str, Any]:
    definitions = _definitions(model)
    return {
        "$schema": _DIALECT,
        "title": kind,
        "anyOf": [{"$ref": _REFERENCE.format(model=model.__name__)}, _NULL],
        "definitions": definitions,
    }


def _definitions(model: type[Written]) -> dict[str, Any]:
    whole = model.model_json_schema(schema_generator=_SchemaGenerator, ref_template=_REFERENCE)
    found: dict[str, Any] = {**whole.pop("$defs", {}), model.__name__: whole}
    for one in found.values():
        one.pop("title", None)
        needed = one.get("required", [])
        for key, value in one.get("properties", {}).items():
            if key not in needed:
                one["properties"][key] = _or_empty(value)
    return dict(sorted(found.items()))


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """An empty key is an absent one, so nothing behind it is right wherever nothing at all would be."""
    description = {key: schema[key] for key in ("description",) if key in schema}
    inner = {key: value for key, value in schema.items() if key not in description}
    choices = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
    return {**description, "anyOf": [*(one for one in choices if one != _NULL), _NULL]}
