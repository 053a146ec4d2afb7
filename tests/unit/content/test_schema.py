"""What an author may write, as models and as JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import fields
from pydantic import ValidationError
from support.checkout import ROOT

from sitegen.content import schema
from sitegen.content.schema import (
    ValidationContext,
    Written,
    WrittenActor,
    WrittenClaim,
    WrittenTopic,
    json_schemas,
    parse_record,
    schema_problems,
)
from sitegen.core.model import Actor, Article, Claim, Date, Note, ProsePage, ReferenceKind, Site, Tone, Topic

SETTING = ValidationContext(ZoneInfo("UTC"))
SCHEMAS = json_schemas()
TEXT = {"type": ["string", "number", "boolean"]}
NULL = {"type": "null"}


def found(model: type[Written], values: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Path and code of what is wrong."""
    with pytest.raises(ValidationError) as caught:
        parse_record(model, values, SETTING)
    return [(mistake.path, mistake.code) for mistake in schema_problems(model, caught.value)]


def definition(kind: str, name: str) -> dict[str, Any]:
    value: dict[str, Any] = SCHEMAS[kind]["definitions"][name]
    return value


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_a_record_is_what_its_values_are() -> None:
    actor = parse_record(
        WrittenActor, {"name": "Ana\n  Reyes\n", "aliases": "Mayor", "born": "1961-08", "match": "pinned"}, SETTING
    )
    assert (actor.name, actor.aliases, actor.born, actor.match) == ("Ana Reyes", ("Mayor",), Date("1961-08"), "pinned")


def test_keys_that_python_keeps_for_itself_are_ordinary_keys() -> None:
    actor = parse_record(
        WrittenActor, {"name": "Ana", "roles": {"title": "Mayor", "from": "2021", "to": "2024"}}, SETTING
    )
    assert (actor.roles[0].since, actor.roles[0].until) == (Date("2021"), Date("2024"))


def test_a_mistake_is_told_with_path_and_code() -> None:
    values = {"aliases": [None, ["x"]], "kind": "persn", "roles": {"titel": "x"}, "formerly": "A b", "born": ["x"]}
    assert found(WrittenActor, values) == [
        (("name",), "missing-key"),
        (("kind",), "bad-value"),
        (("aliases", 0), "empty-item"),
        (("aliases", 1), "wrong-type"),
        (("roles", 0, "titel"), "unknown-key"),
        (("born",), "wrong-type"),
        (("formerly", 0), "bad-id"),
    ]


def test_a_key_that_is_misspelt_is_not_missing_too() -> None:
    assert found(WrittenTopic, {"nam": "x"}) == [(("nam",), "unknown-key")]
    assert found(WrittenTopic, {"summry": "x"}) == [(("name",), "missing-key"), (("summry",), "unknown-key")]


def test_keys_are_told_where_they_can_stand() -> None:
    assert schema.keys_at(WrittenClaim, ("quote",)) == [
        "exact", "prefix", "suffix", "occurrence", "from", "to", "history",
    ]  # fmt: skip
    assert schema.keys_at(WrittenClaim, ("where", 0)) == ["article", "quote", "speaker", "date"]
    assert schema.keys_at(WrittenClaim, ("nothing", "such")) == []


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        (("claim",), True), (("quote",), True), (("quote", "exact"), True), (("where", 0, "quote", "prefix"), True),
        (("review",), True), (("sources", 0, "title"), True), (("history", 0, "why"), True),
        (("speaker",), False), (("date",), False), (("verdict",), False), (("where", 0, "article"), False),
    ],
)  # fmt: skip
def test_text_for_readers_is_told_from_ids_and_dates(path: tuple[str | int, ...], is_so: bool) -> None:
    assert schema.is_reader_text(WrittenClaim, path) is is_so


def test_the_scale_that_is_built_in_has_the_words_true_and_false_and_every_tone() -> None:
    ids = [step.id for step in schema.DEFAULT_VERDICTS]
    assert {"true", "false", "needs-context", "overtaken", "unverified"} <= set(ids)
    assert len(set(ids)) == len(ids)
    assert {step.tone for step in schema.DEFAULT_VERDICTS} == set(Tone)
    assert all(step.label and step.definition.endswith(".") for step in schema.DEFAULT_VERDICTS)


def test_there_is_a_json_schema_for_each_kind() -> None:
    assert set(SCHEMAS) == {"actor", "article", "claim", "note", "topic", "site", "page"}
    assert json.loads(json.dumps(SCHEMAS)) == SCHEMAS


def test_a_file_holds_a_record_a_list_of_them_or_nothing_yet() -> None:
    record = {"$ref": "#/definitions/WrittenTopic"}
    assert SCHEMAS["topic"]["anyOf"] == [record, {"type": "array", "items": record}, NULL]
    assert SCHEMAS["site"]["anyOf"] == [{"$ref": "#/definitions/WrittenSite"}, NULL]


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_key_is_described_and_no_other_is_allowed(kind: str) -> None:
    mappings = {name: one for name, one in SCHEMAS[kind]["definitions"].items() if one["type"] == "object"}
    assert [name for name, one in mappings.items() if one["additionalProperties"] is not False] == []
    assert [
        f"{name}.{key}"
        for name, one in mappings.items()
        for key, value in one["properties"].items()
        if not value.get("description")
    ] == []


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_reference_within_a_schema_leads_somewhere(kind: str) -> None:
    references = {one["$ref"] for one in objects(SCHEMAS[kind]) if "$ref" in one}
    assert {reference.removeprefix("#/definitions/") for reference in references} <= set(SCHEMAS[kind]["definitions"])


def test_what_is_needed_is_required() -> None:
    needed = {kind: definition(kind, f"Written{kind.title()}").get("required", []) for kind in SCHEMAS}
    assert needed == {
        "actor": ["name"], "article": ["seed"], "claim": ["claim"], "note": ["title"], "topic": ["name"],
        "site": [], "page": ["title"],
    }  # fmt: skip


def is_met(rule: dict[str, Any], value: Any) -> bool:
    """What a validator says of the words of JSON Schema that say what a note needs."""
    kinds: dict[str, Any] = {"object": dict, "array": list}
    is_mapping, inner = isinstance(value, dict), rule.get("properties", {})
    return (
        isinstance(value, kinds.get(rule.get("type", ""), object))
        and not (is_mapping and set(rule.get("required", ())) - set(value))
        and not (is_mapping and any(not is_met(inner[key], value[key]) for key in set(inner) & set(value)))
        and not ("contains" in rule and not any(is_met(rule["contains"], one) for one in value))
        and not ("anyOf" in rule and not any(is_met(one, value) for one in rule["anyOf"]))
        and not ("not" in rule and is_met(rule["not"], value))
        and not ("enum" in rule and value not in rule["enum"])
    )


NO_TEXT = [(("body",), "missing-key")]
HERE = {"article": "a", "quote": "x"}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"body": "x"}, []),
        ({"topics": "t", **HERE}, []),
        ({"topics": ["t"], "where": HERE}, []),
        ({"topics": ["t"], "where": [{"article": "a"}, HERE]}, []),
        ({}, NO_TEXT),
        (HERE, NO_TEXT),
        ({"topics": [], **HERE}, NO_TEXT),
        ({"topics": "t"}, NO_TEXT),
        ({"topics": "t", "article": "a"}, NO_TEXT),
        ({"topics": "t", "where": [{"article": "a"}]}, NO_TEXT),
        ({"terms": "t", **HERE}, NO_TEXT),
        ({"bdoy": "x"}, [(("bdoy",), "unknown-key")]),
        ({"topics": [["t"]], **HERE}, [(("topics", 0), "wrong-type")]),
        ({"topics": "t", "article": "a", "quote": []}, [(("quote",), "wrong-type")]),
        ({"article": ["a"]}, [(("article",), "wrong-type"), *NO_TEXT]),
    ],
)
def test_a_note_has_a_text_or_topics_of_words_that_it_quotes(values: dict[str, Any], wrong: list[object]) -> None:
    given = {"title": "x", **values}
    assert (found(schema.WrittenNote, given) if wrong else []) == wrong
    if not wrong:
        assert parse_record(schema.WrittenNote, given, SETTING).body == values.get("body")
    if wrong in ([], NO_TEXT):
        assert is_met({"anyOf": definition("note", "WrittenNote")["anyOf"]}, given) is (not wrong)


def test_a_note_without_text_and_topics_is_told_both_ways() -> None:
    with pytest.raises(ValidationError) as caught:
        parse_record(schema.WrittenNote, {"title": "x"}, SETTING)
    (mistake,) = schema_problems(schema.WrittenNote, caught.value)
    assert [word in mistake.hint for word in ("`body: …`", "`topics`", "`quote`")] == [True] * 3


def test_a_list_may_be_written_as_one_value_and_a_key_may_be_empty() -> None:
    aliases = definition("actor", "WrittenActor")["properties"]["aliases"]
    assert aliases["anyOf"] == [TEXT, {"type": "array", "items": TEXT}, NULL]


def test_a_quote_is_text_or_a_mapping_of_one_of_two_forms() -> None:
    quote = definition("claim", "WrittenClaim")["properties"]["quote"]
    assert quote["anyOf"] == [TEXT, {"$ref": "#/definitions/WrittenQuote"}, NULL]
    assert definition("claim", "WrittenQuote")["oneOf"] == [{"required": ["exact"]}, {"required": ["from", "to"]}]


def test_words_to_choose_from_are_listed() -> None:
    assert definition("actor", "ActorKind")["enum"] == ["person", "organization", "place"]
    assert definition("site", "Tone")["enum"] == ["positive", "negative", "mixed", "neutral"]
    assert definition("actor", "Match")["enum"] == ["names", "pinned"]


def test_text_may_look_like_a_number_or_a_truth_value() -> None:
    assert definition("actor", "WrittenActor")["properties"]["name"]["type"] == TEXT["type"]


def test_the_scale_that_is_built_in_can_be_looked_up() -> None:
    described = definition("site", "WrittenSite")["properties"]["verdicts"]["description"]
    assert all(f"{step.id} = " in described for step in schema.DEFAULT_VERDICTS)


@pytest.mark.parametrize(
    ("heading", "kind", "name"),
    [
        ("Articles", "article", "WrittenArticle"),
        ("Actors", "actor", "WrittenActor"),
        ("Topics", "topic", "WrittenTopic"),
        ("Claims", "claim", "WrittenClaim"),
        ("Notes", "note", "WrittenNote"),
        ("Settings", "site", "WrittenSite"),
    ],
)
def test_the_authors_handbook_shows_every_key(heading: str, kind: str, name: str) -> None:
    handbook = (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
    section = handbook.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    shown = set(re.findall(r"^(\w+):", section, re.MULTILINE))
    assert (
        set(definition(kind, name)["properties"]) - shown - {"where"} - ({"id"} if kind != "actor" else set()) == set()
    )
    assert shown - set(definition(kind, name)["properties"]) == set()


RECORDS = [
    (schema.WrittenActor, Actor, {"match", "surname"}),
    (schema.WrittenArticle, Article, set()),
    (schema.WrittenClaim, Claim, {"article", "quote", "where"}),
    (schema.WrittenNote, Note, {"article", "quote", "where"}),
    (schema.WrittenTopic, Topic, set()),
    (schema.WrittenPage, ProsePage, set()),
    (schema.WrittenSite, Site, set()),
]
"""The models of what is written and of what is made of it; the keys that go to no field of their own name."""
IDS = {
    "ActorId": ReferenceKind.ACTOR,
    "ClaimId": ReferenceKind.CLAIM,
    "TopicId": ReferenceKind.TOPIC,
    "VerdictId": ReferenceKind.VERDICT,
}


@pytest.mark.parametrize(("written", "made", "apart"), RECORDS)
def test_each_key_goes_to_the_field_of_its_name(written: type[Written], made: Any, apart: set[str]) -> None:
    assert set(written.model_fields) - {*made.__struct_fields__} == apart


@pytest.mark.parametrize(("written", "made", "apart"), RECORDS)
def test_what_refers_to_a_record_is_declared_as_a_reference(written: type[Written], made: Any, apart: set[str]) -> None:
    for name, field in written.model_fields.items():
        hint = "" if name in apart or name == "id" else next(str(one.type) for one in fields(made) if one.name == name)
        kind = next((kind for identifier, kind in IDS.items() if identifier in hint), None)
        if name == "reviewed_by" or (made, name) == (Note, "authors"):
            kind = ReferenceKind.REVIEWER  # a name, which need be nobody's
        assert name in apart or schema.reference_at(written, (field.alias or name,)) == kind


def test_a_reference_in_a_part_of_a_record_is_known_by_its_path() -> None:
    assert schema.reference_at(WrittenClaim, ("where", 0, "article")) == ReferenceKind.ARTICLE
    assert schema.reference_at(schema.WrittenArticle, ("mentions", 3, "actor")) == ReferenceKind.ACTOR
    assert schema.reference_at(WrittenActor, ("image", "file")) == ReferenceKind.MEDIA
    assert schema.reference_at(WrittenActor, ("roles",)) is None


@pytest.mark.parametrize(
    ("model", "values", "path"),
    [
        (WrittenActor, {"name": "x" * 201}, ("name",)),
        (WrittenActor, {"name": "x", "aliases": ["y", "x" * 201]}, ("aliases", 1)),
        (WrittenActor, {"name": "x", "surname": "x" * 201}, ("surname", 0)),
        (schema.WrittenNote, {"title": "x", "body": "x", "terms": ["x" * 201]}, ("terms", 0)),
        (schema.WrittenSite, {"not_mentions": ["x" * 201]}, ("not_mentions", 0)),
    ],
)
def test_words_that_texts_are_searched_for_have_at_most_200_characters(
    model: type[Written], values: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    assert found(model, values) == [(path, "bad-value")]
    assert parse_record(WrittenActor, {"name": "\u00e9" * 200}, SETTING).name == "\u00e9" * 200
