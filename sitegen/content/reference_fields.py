"""What records refer to: found, and taken out, by the types of their fields, so that no field is listed here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from msgspec.structs import fields, replace

from sitegen.core import language_tags, urls
from sitegen.core.frozen_record import FrozenRecord, is_record
from sitegen.core.model import Archive, ArticleId, Markdown, Status, is_needed

R = TypeVar("R")

Hidden = Mapping[Any, Collection[str]]
"""By the type of ids (`ActorId`, `TopicId`) those that lead to nothing that readers see."""


class LinkTarget(FrozenRecord):
    """A record that `[[id]]` can lead to."""

    kind: str
    """`person`, `organization`, `place`, `topic`, `claim`, `note`, `article`."""
    id: str
    label: str
    """What stands for a link without words of its own; of a record that readers do not see the id."""
    url: str
    """Empty for a record that readers do not see."""
    language: str = ""
    """Of the label, BCP 47; empty where it is the archive's, or a name."""


def link_targets(
    archive: Archive, titles: Mapping[ArticleId, str], is_seen: Callable[[Status | None], bool]
) -> Iterator[LinkTarget]:
    """Every record of an archive to which `[[id]]` can lead.

    `titles` are those of the articles that readers see; of other records their status says whether they do.
    """
    for actor in archive.actors:
        yield _target(actor.kind.value, actor, actor.name, urls.actor(actor.kind, actor.id), is_seen)
    for topic in archive.topics:
        yield _target("topic", topic, topic.name, urls.topic(topic.id), is_seen)
    for claim in archive.claims:
        yield _target("claim", claim, claim.claim, urls.claim(claim.id), is_seen)
    for note in archive.notes:
        yield _target("note", note, note.title, urls.note(note.id), is_seen)
    for article in archive.articles:
        title = titles.get(article.id, "")
        language = language_tags.language_if_other(article.language, archive.site.language)
        url = urls.article(article.id) if title else ""
        yield LinkTarget("article", article.id, title or article.id, url, language)


def _target(kind: str, record: Any, label: str, url: str, is_seen: Callable[[Status | None], bool]) -> LinkTarget:
    is_link = is_seen(record.status)
    return LinkTarget(kind, record.id, label if is_link else record.id, url if is_link else "")


def values_in(record: Any, wanted: Any) -> Iterator[Any]:
    """All values of a type that a record holds, also in lists and in its parts, in the order of its fields.

    `wanted` is the type of an id, or `Markdown`. What names the record itself, and why it was withdrawn, is left out.
    """
    for field in _fields(record.__class__, wanted):
        value = getattr(record, field.name)
        for one in value if field.is_many else (value,):
            if one is None:
                continue
            if field.is_leaf:
                yield one
            else:
                yield from values_in(one, wanted)


def without_references(record: R, hidden: Hidden, keep: Collection[str] = ()) -> R:
    """A record that no longer refers to what readers do not see, but for the fields `keep`.

    A part that needs such a reference (`core.model.is_needed`) goes with it.
    """
    kept: Any = record
    for wanted, ids in hidden.items():
        changes = {
            field.name: _without(getattr(kept, field.name), field, wanted, ids)
            for field in _fields(kept.__class__, wanted)
            if field.name not in keep
        }
        kept = replace(kept, **changes)
    return cast("R", kept)


def map_texts(record: R, change: Callable[[Markdown], Markdown]) -> R:
    """A record with each of its texts as `change` makes it, but for why it was withdrawn."""
    own: Any = record
    given = {field: getattr(own, field.name) for field in _fields(own.__class__, Markdown)}
    return cast(
        "R", replace(own, **{field.name: _mapped(field, value, change) for field, value in given.items() if value})
    )


def _mapped(field: _ReferenceField, value: Any, change: Callable[[Markdown], Markdown]) -> Any:
    """A text, a part, or several, with all texts as `change` makes them."""
    if field.is_many:
        return tuple(_mapped(replace(field, is_many=False), one, change) for one in value)
    return change(value) if field.is_leaf else map_texts(value, change)


class _ReferenceField(FrozenRecord):
    """A field of a record in which there can be values of some type."""

    name: str
    is_many: bool
    is_leaf: bool
    """Whether it holds such values; else it holds parts that do."""
    is_needed: bool


_OF_ITSELF = frozenset({"id", "withdrawn"})
"""Fields that name nobody else, or that readers see when the record is hidden (`withdrawal_reason`)."""


@cache
def _fields(record: Any, wanted: Any) -> tuple[_ReferenceField, ...]:
    hints, found = get_type_hints(record), []
    for field in fields(record):
        hint = hints[field.name]
        types: list[Any] = [hint, *get_args(hint)]
        is_part = any(is_record(one) and one is not wanted and _fields(one, wanted) for one in types)
        if field.name not in _OF_ITSELF and (wanted in types or is_part):
            found.append(_ReferenceField(field.name, get_origin(hint) is tuple, wanted in types, is_needed(field)))
    return tuple(found)


def _without(value: Any, field: _ReferenceField, wanted: Any, ids: Collection[str]) -> Any:
    """A value without these ids, and without the parts that need them; None for one that is left out."""
    if field.is_many:
        single = replace(field, is_many=False)
        kept = (_without(one, single, wanted, ids) for one in value)
        return tuple(one for one in kept if one is not None)
    if value is None or field.is_leaf:
        return None if value in ids else value
    inner = _fields(value.__class__, wanted)
    changes = {one.name: _without(getattr(value, one.name), one, wanted, ids) for one in inner}
    is_lost = any(one.is_needed and changes[one.name] is None and getattr(value, one.name) is not None for one in inner)
    return None if is_lost else replace(value, **changes)
