"""docs/reference.md is what the schemas and the examples of docs/authoring.md make of it."""

from __future__ import annotations

from support.checkout import ROOT
from support.golden import assert_golden
from support.schema_reference import keys_without_example, reference_page

from sitegen.content.schema import json_schemas


def test_the_reference_is_made_of_the_schemas_as_they_are() -> None:
    """After a change of a key or an example: `make accept ARGS=tests/unit/content/test_schema_reference.py`."""
    assert_golden(ROOT / "docs/reference.md", reference_page())


def test_every_key_of_every_record_has_an_example_in_the_guide() -> None:
    assert keys_without_example() == []


def test_every_key_of_every_kind_and_part_has_a_row() -> None:
    page = reference_page()
    keys = [
        (name, key)
        for schema in json_schemas().values()
        for name, part in schema["definitions"].items()
        for key in part.get("properties", ())
    ]
    assert len(keys) > 100
    assert [one for one in keys if f"`{one[1]}`" not in page] == []
    assert page.count("\n| `") + page.count("\n| **`") == len(set(keys))
