"""Which actors and topics a record names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias, cast, get_args, get_origin, get_type_hints

from sitegen.content.visibility.record_links import ACTOR_KINDS, LinkIndex
from sitegen.core.model import Actor, ActorId, Archive, Article, Claim, Markdown, Note, ProsePage, Topic, TopicId

Record: TypeAlias = "Article | Claim | Note | ProsePage | Actor | Topic"


class ActorOrTopic(NamedTuple):
    """What is named: an actor or a topic."""

    is_topic: bool
    id: str


def named_by(record: Record, links: LinkIndex) -> Iterator[ActorOrTopic]:
    """Whom and what a record names, by its fields and by its links; the words of a seed are left out."""
    yield from named_in_fields(record)
    for text in _texts(record):
        yield from named_in_links(text, links)


def named_in_fields(record: Record) -> Iterator[ActorOrTopic]:
    """Whom and what the fields of a record name by id."""
    yield from map(_actor, _actors(record))
    yield from map(_topic, _topics(record))


def named_in_links(text: Markdown | None, links: LinkIndex) -> Iterator[ActorOrTopic]:
    """Whom and what the links of a text name."""
    for key in links.targets(text):
        if key.kind == "topic" or key.kind in ACTOR_KINDS:
            yield ActorOrTopic(key.kind == "topic", key.id)


def withdrawal_reason(record: Record) -> Markdown | None:
    """Why a record was taken back, as its page says it: before there was a key for it, the summary had to."""
    if isinstance(record, Article):
        return record.withdrawn or record.summary
    if isinstance(record, Claim) and not record.withdrawn:
        last = max(record.history, key=lambda entry: entry.date, default=None)
        return Markdown(last.why, record.location) if last else None
    return record.withdrawn


def all_records(archive: Archive) -> Iterator[Record]:
    """Every record, each kind in the order of its ids."""
    for some in (archive.articles, archive.claims, archive.notes, archive.pages, archive.actors, archive.topics):
        yield from some


def key_of(record: Actor | Topic) -> ActorOrTopic:
    """By what others name this record."""
    return ActorOrTopic(isinstance(record, Topic), record.id)


def is_name_only(topic: Topic) -> bool:
    """Whether a topic says nothing but its name: most of these have no record of their own."""
    return replace(topic, status=None, spellings=()) == Topic(topic.id, topic.name, topic.location)


def _actor(actor: ActorId) -> ActorOrTopic:
    return ActorOrTopic(is_topic=False, id=actor)


def _topic(topic: TopicId) -> ActorOrTopic:
    return ActorOrTopic(is_topic=True, id=topic)


def _actors(record: Record) -> Iterator[ActorId]:
    return _values(record, ActorId)


def _topics(record: Record) -> Iterator[TopicId]:
    return _values(record, TopicId)


def _texts(record: Record) -> Iterator[Markdown]:
    yield from _values(record, Markdown)
    if isinstance(record, Claim):  # whose page gives these as Markdown where it has nothing else to say
        yield from (Markdown(step.why, record.location) for step in record.history)


_OF_ITSELF: Final = frozenset({"id", "withdrawn"})
"""Fields that name nobody else, or that readers see when the record is hidden (`reason`)."""


def _values(record: Any, wanted: Any) -> Iterator[Any]:
    """All values of a type that a record holds, also in lists and in parts of it: no field has to be listed here."""
    for field, is_list, is_leaf in _fields(record.__class__, wanted):
        value = getattr(record, field)
        for one in value if is_list else (value,):
            if one is None:
                continue
            if is_leaf:
                yield one
            else:
                yield from _values(one, wanted)


@cache
def _fields(record: Any, wanted: Any) -> tuple[tuple[str, bool, bool], ...]:
    """The fields of a dataclass in which there can be such values: name, whether it is a tuple, whether of these."""
    found = []
    for field, hint in get_type_hints(record).items():
        types: list[Any] = [hint, *get_args(hint)]
        is_part = any(is_dataclass(one) and one is not wanted and _fields(cast("Any", one), wanted) for one in types)
        if field not in _OF_ITSELF and (wanted in types or is_part):
            found.append((field, get_origin(hint) is tuple, wanted in types))
    return tuple(found)
