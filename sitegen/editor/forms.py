"""The forms of the preview: each key of a record is asked for as the schema's type of its value says.

What a form asks first, and by which words, is said here; which fields there are is not. Where a claim or a note stands
(`article`, `quote`, `where`) is said by selecting words, and the seed of an article never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from sitegen.content import schema
from sitegen.content.schema import FieldDescription
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ReferenceKind
from sitegen.editor.api_types import FormValue, RecordKind


class InputType(StrEnum):
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
    FILE = "file"
    """A file of `content/media/`."""
    GROUP = "group"
    """A mapping."""
    ROWS = "rows"
    """A list of mappings."""


LIST_INPUTS: Final = frozenset({InputType.MANY, InputType.WORDS, InputType.ROWS})


class FormField(FrozenRecord):
    """One key of a record."""

    name: str
    label: str
    help: str
    """What it is for."""
    ask: InputType = InputType.LINE
    of: str = ""
    """Of which records the ids are: `actors`, `claims`, `topics`, `verdicts`, `media`; the schema says it."""
    options: tuple[str, ...] = ()
    is_required: bool = False
    is_more: bool = False
    """Whether it is asked for only by those who want to say more."""
    shorthand: str = ""
    """The part of a mapping that may be written alone, as text."""
    parts: tuple[FormField, ...] = ()
    """The keys of a mapping."""


_FIRST: Final[Mapping[RecordKind, Sequence[str]]] = {
    RecordKind.CLAIM: ("claim", "speaker", "verdict", "review", "sources"),
    RecordKind.NOTE: ("title", "body", "sources"),
    RecordKind.ACTOR: ("name", "kind", "aliases", "summary", "image"),
    RecordKind.TOPIC: ("name", "summary", "parent"),
    RecordKind.ARTICLE: ("title", "date", "authors", "publisher", "topics", "summary"),
}
"""What is asked for first; all else is below a disclosure."""
_LAST: Final = ("status", "withdrawn", "formerly", "id")
_PARTS_SHOWN: Final = 4
"""Parts of a mapping that are seen at once."""
_ELSEWHERE: Final[Mapping[RecordKind, frozenset[str]]] = {
    RecordKind.CLAIM: frozenset({"article", "quote", "where"}),
    RecordKind.NOTE: frozenset({"article", "quote", "where"}),
    RecordKind.ARTICLE: frozenset({"seed"}),
}
_LABELS: Final[Mapping[str, str]] = {
    "claim": "Claim, in your words",
    "speaker": "Who says it",
    "review": "Reasoning",
    "about": "About whom",
    "reviewed_by": "Judged by",
    "reviewed": "Judged on",
    "claim.date": "Said on",
    "note.body": "Note",
    "note.actors": "About whom",
    "terms": "Also wherever these words stand first",
    "aliases": "Other names",
    "actor.summary": "Who or what it is",
    "actor.related": "How others stand to it",
    "same_as": "The same elsewhere (URLs)",
    "match": "Found by",
    "body": "More about it",
    "image": "Picture",
    "topic.summary": "What it is about",
    "parent": "Part of the topic",
    "topic.related": "Topics beside it",
    "article.actors": "About whom, though nobody is named",
    "article.url": "Address of the publication",
    "archived_url": "Address of a copy",
    "article.summary": "A few words about it",
    "mentions": "Words that name somebody",
    "not_mentions": "Words that name nobody",
    "sha256": "SHA-256 of the seed",
    "withdrawn": "Why it was withdrawn",
    "formerly": "Old ids",
    "of": "Of or in",
    "url": "Address",
    "accessed": "Looked at on",
    "alt": "What it shows, for those who do not see it",
    "why": "What changed it",
    "withdrawn.why": "Why, for readers",
    "withdrawn.title": "By which they may know it",
    "noindex": "Kept out of search engines",
    "file": "File",
}
"""By key, or by kind and key, where the key itself would not do."""

MODELS: Final[Mapping[RecordKind, type[schema.Written]]] = {kind: schema.KINDS[kind.value] for kind in RecordKind}


def _form(kind: RecordKind) -> tuple[FormField, ...]:
    described = {one.key: one for one in schema.describe_fields(MODELS[kind])}
    first, asked = _FIRST[kind], [key for key in described if key not in _ELSEWHERE.get(kind, ())]
    more = [key for key in asked if key not in (*first, *_LAST)]
    order = [*first, *more, *(key for key in _LAST if key in asked)]
    return tuple(_field(described[key], kind.value, is_more=key not in first) for key in order)


def _field(one: FieldDescription, owner: str, *, is_more: bool = False) -> FormField:
    """`owner` is the kind of record, or the key, that the field is a part of."""
    label = _LABELS.get(f"{owner}.{one.key}") or _LABELS.get(one.key) or one.key.replace("_", " ").capitalize()
    return FormField(
        name=one.key,
        label=label,
        help=one.help,
        ask=_input_type(one),
        of=_known_as(one.reference),
        options=one.words,
        is_required=one.is_required,
        is_more=is_more,
        shorthand=one.shorthand,
        parts=tuple(
            _field(part, one.key, is_more=number >= _PARTS_SHOWN and not part.is_required)
            for number, part in enumerate(one.inner)
        ),
    )


def _input_type(one: FieldDescription) -> InputType:
    if one.inner:
        return InputType.ROWS if one.is_many else InputType.GROUP
    if one.reference is ReferenceKind.MEDIA:
        return InputType.FILE
    if one.reference:
        return InputType.MANY if one.is_many else InputType.ONE
    if one.is_many:
        return InputType.WORDS
    if one.words:
        return InputType.CHOICE
    return InputType.DATE if one.is_date else InputType.TEXT if one.is_markdown else InputType.LINE


def _known_as(reference: ReferenceKind | None) -> str:
    if reference is None:
        return ""
    return "media" if reference is ReferenceKind.MEDIA else f"{reference.value}s"


FORMS: Final[Mapping[RecordKind, tuple[FormField, ...]]] = {kind: _form(kind) for kind in RecordKind}
"""The fields of each form, in the order in which they are asked for."""
ORDER: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    kind: tuple(schema.keys_at(model, ())) for kind, model in MODELS.items()
}
"""The order in which an author would write the keys: that of the schema."""


def values_to_write(kind: RecordKind, values: Mapping[str, FormValue]) -> dict[str, FormValue | None]:
    """What a form says about its fields, as it is to be written: None for what is to be absent."""
    return {one.name: _value_to_write(one, values.get(one.name)) for one in FORMS[kind] if one.name in values}


def values_for_form(kind: RecordKind, values: Mapping[str, FormValue]) -> dict[str, FormValue]:
    """The values of a record as its form has them: what may be several is a list, however it was written."""
    fields = {one.name: one for one in FORMS[kind]}
    return {key: _value_for_form(fields[key], one) if key in fields else one for key, one in values.items()}


def in_order(kind: RecordKind, values: Mapping[str, FormValue]) -> dict[str, FormValue]:
    """The values in the order in which an author would write them."""
    return {key: values[key] for key in ORDER[kind] if key in values}


def listed(value: FormValue | None) -> list[FormValue]:
    """The items of a list, however it was written."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _value_for_form(field: FormField, given: FormValue) -> FormValue:
    if field.ask not in LIST_INPUTS:
        return _part_for_form(field, given)
    return [_part_for_form(field, one) for one in listed(given)]


def _part_for_form(field: FormField, given: FormValue) -> FormValue:
    if isinstance(given, str) and field.shorthand:
        return {field.shorthand: given}
    if isinstance(given, dict) and field.parts:
        parts = {one.name: one for one in field.parts}
        return {key: _value_for_form(parts[key], one) if key in parts else one for key, one in given.items()}
    return given


def _value_to_write(field: FormField, given: FormValue | None) -> FormValue | None:
    if given is None:
        return None
    if field.ask not in LIST_INPUTS:
        return _single_to_write(field, given)
    items = [item for item in (_single_to_write(field, one) for one in listed(given)) if item]
    if not items:
        return None
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


def _single_to_write(field: FormField, given: FormValue) -> FormValue | None:
    """One value, or one item of a list."""
    if field.parts:
        return _mapping_to_write(field, given) if isinstance(given, dict) else _one_line(given)
    if not isinstance(given, str):
        return None
    return _lines(given) if field.ask is InputType.TEXT else _one_line(given)


def _mapping_to_write(field: FormField, given: Mapping[str, FormValue]) -> FormValue | None:
    written = dict(_parts_to_write(field, given))
    is_short = field.shorthand and list(written) == [field.shorthand]
    return (written[field.shorthand] if is_short else written) or None


def _parts_to_write(field: FormField, given: Mapping[str, FormValue]) -> Iterator[tuple[str, FormValue]]:
    """The parts in the order of the schema, behind them what it does not know, which is told."""
    parts = {one.name: one for one in field.parts}
    for key in [*(key for key in parts if key in given), *(key for key in given if key not in parts)]:
        written = _value_to_write(parts[key], given[key]) if key in parts else given[key]
        if written:
            yield key, written


def _one_line(given: FormValue) -> str | None:
    return " ".join(given.split()) or None if isinstance(given, str) else None


def _lines(text: str) -> str | None:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n") or None
