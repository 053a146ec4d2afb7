"""Parsing a raw record into its model; everything wrong in it is reported at its place."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

import msgspec
from pydantic import ValidationError

from sitegen.content import schema
from sitegen.content.loader import lists_as_text, record_checks, seed_front_matter
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import RawRecord, Values
from sitegen.content.loader.unpublished_seeds import UnpublishedSeeds
from sitegen.content.yaml_reader import CleanedText
from sitegen.core import urls
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.problems import Problems

W = TypeVar("W", bound=schema.Written)

_FOLLOWS: Final = frozenset({"missing-key", "unknown-key"})
"""Codes that are not reported again in later rounds: they may follow from a value that was taken out."""


class ParsedRecord(FrozenRecord, Generic[W]):
    """A record that passed validation, with its id."""

    id: str
    raw: RawRecord
    written: W


class LoadContext(FrozenRecord):
    """What parsing a record needs, and what is gathered by it."""

    setting: schema.ValidationContext
    problems: Problems
    held_back: UnpublishedSeeds = msgspec.field(default_factory=lambda: UnpublishedSeeds(None))


def parse_all(
    entries: list[RawRecord], model: type[W], registry: IdRegistry, context: LoadContext
) -> list[ParsedRecord[W]]:
    """The records that pass validation, each with its id; the ids of the others are registered as left out.

    Reports: bad-id, duplicate-id, missing-key, unknown-key, wrong-type, empty-item, bad-date, bad-url, bad-value,
    comment-in-text, list-as-text, password-in-url.
    """
    found = []
    for raw in entries:
        identifier = id_of(raw, raw.stem if raw.is_alone else "", context)
        is_free = bool(identifier) and registry.claim_at(identifier, label_of(raw), raw.id_place, context.problems)
        written = validated(model, raw, context)
        if written is not None and is_free:
            found.append(ParsedRecord(identifier, raw, written))
        elif identifier:
            registry.leave_out(identifier, is_free=is_free)
        else:
            registry.tolerate(raw.values.get("id"))
    return found


def id_of(raw: RawRecord, default: str, context: LoadContext) -> str:
    """The id of a record in NFC; empty if it has no valid one. Reports: missing-key, bad-id of control characters.

    Another malformed one is reported by `validated`; in the front matter of a seed it is replaced by `default`.
    """
    given = raw.values.get("id", default)
    if not isinstance(given, str):
        return default if raw.is_in_seed("id") else ""
    if not given:
        message = "a record in a list needs an id"
        hint = "add `id: …`; it makes the address of its page"
        context.problems.add(raw.location, "missing-key", message, hint)
        return ""
    if raw.is_in_seed("id") and (isinstance(given, CleanedText) or schema.id_fault(given)):
        return default
    if isinstance(given, CleanedText):
        message, hint = f'"{given}" has control characters in it', f'write "{urls.slug_or_hash(given)}"'
        context.problems.add(raw.place(("id",)), "bad-id", message, hint)
        return ""
    return "" if schema.id_fault(given) else schema.to_nfc(given)


def label_of(raw: RawRecord) -> str:
    """The name, title or claim of a record, for the suggestion of its id; empty if it has none."""
    names = (raw.values.get(key) for key in ("name", "title", "claim"))
    return next((name for name in names if isinstance(name, str)), "")


def validated(model: type[W], raw: RawRecord, context: LoadContext) -> W | None:
    """The record as its model, without the values that are wrong; None if it cannot do without them.

    What stands in a seed's front matter is no error (`seed_front_matter`). Reports: as `parse_all`, and
    foreign-key, misspelt-key, unread-value.
    """
    _report_comments(model, raw, context.problems)
    lists_as_text.report_lists_as_text(model, raw, context.problems)
    for path, found in raw.passwords():
        context.problems.add(raw.place(path), *found.problem())
    values = raw.values
    is_first = True
    while True:
        try:
            return schema.parse_record(model, values, context.setting)
        except ValidationError as error:
            wrong = schema.schema_problems(model, error)
        if is_first and (kind := record_checks.likely_kind(model, raw, wrong)):
            record_checks.report_misfiled(kind, raw, context.problems)
            return None
        for problem in wrong:
            if is_first or problem.code not in _FOLLOWS:
                _report(problem, model, raw, context.problems)
        kept = _without(values, wrong, raw)
        if kept == values:
            return None
        values, is_first = kept, False


def _without(values: Values, wrong: list[schema.SchemaProblem], raw: RawRecord) -> Values:
    """The values without those that are wrong; of a list in a seed only the wrong items go."""
    kept = dict(values)
    items: dict[str, set[int]] = {}
    for path in filter(None, (one.path for one in wrong)):
        key, at = str(path[0]), path[1] if len(path) > 1 else None
        if isinstance(at, int) and isinstance(values.get(key), list) and raw.is_in_seed(key):
            items.setdefault(key, set()).add(at)
        else:
            kept.pop(key, None)
    for key, wrong_items in items.items():
        listed = kept.get(key)
        if isinstance(listed, list):
            kept[key] = [item for place, item in enumerate(listed) if place not in wrong_items]
    return kept


def _report(problem: schema.SchemaProblem, model: type[W], raw: RawRecord, problems: Problems) -> None:
    path = problem.path
    if path and raw.is_in_seed(str(path[0])):
        seed_front_matter.report_field_problem(problem, raw, problems)
        return
    if problem.code == "missing-key":
        is_absent = not path or path[-1] not in _keys(raw, path[:-1])
        place = raw.place(path[:-1]) if is_absent and path else raw.place(path)
        hint = problem.hint or f"add `{path[-1]}: …`: {schema.description_at(model, path)}"
        problems.add(place, problem.code, problem.message, hint)
        return
    place = raw.key_place(path) if problem.is_about_key else raw.place(path)
    problems.add(place, problem.code, problem.message, problem.hint)


def _keys(raw: RawRecord, path: tuple[str | int, ...]) -> frozenset[str]:
    value: object = raw.values
    for step in path:
        if isinstance(step, int) and isinstance(value, list):
            value = value[step]
        elif isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
    return frozenset(value) if isinstance(value, dict) else frozenset()


def _report_comments(model: type[W], raw: RawRecord, problems: Problems) -> None:
    for path, words, comment in raw.text_with_comments():
        if (not words and comment[1:2].strip() == "") or not schema.is_reader_text(model, path):
            continue
        rest = f'only "{words}" is read' if words else "nothing is read"
        message = f'YAML takes "{comment}" for a comment, so {rest}'
        hint = "put the whole value in quotes; if it is a comment, put two spaces before it"
        problems.add(raw.place(path), "comment-in-text", message, hint)
