"""Whether something is so."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import PlainValidator, WithJsonSchema

from sitegen.content.schema.value_types import schema_error, value_kind

_WORDS: Final = {"true": True, "yes": True, "false": False, "no": False}


def _yes_or_no(value: object) -> bool:
    found = _WORDS.get(value.strip().lower()) if isinstance(value, str) else None
    if found is None:
        shown = f'"{value[:60]}"' if isinstance(value, str) else value_kind(value)
        raise schema_error("bad-value", f"yes or no is asked for, and this is {shown}", "write true or false")
    return found


YesNo = Annotated[bool, PlainValidator(_yes_or_no), WithJsonSchema({"type": "boolean"})]
"""`true` or `false`."""
