"""Which actors and topics a record names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from sitegen.content.reference_fields import values_in
from sitegen.content.visibility.record_links import ACTOR_KINDS, LinkIndex
from sitegen.core.model import (
    Actor,
    ActorId,
    Archive,
    Article,
    Claim,
    Markdown,
    Note,
    ProsePage,
    Topic,
    TopicId,
    Withdrawal,
)

Record: TypeAlias = "Article | Claim | Note | ProsePage | Actor | Topic"


class ActorOrTopic(NamedTuple):
    """The key of an actor or a topic that a record names."""

    is_topic: bool
    id: str


def named_by(record: Record, links: LinkIndex) -> Iterator[ActorOrTopic]:
    """The actors and topics that a record names by fields and links; not by the text of a seed."""
    yield from named_in_fields(record)
    for text in _texts(record):
        yield from named_in_links(text, links)


def named_in_fields(record: Record) -> Iterator[ActorOrTopic]:
    """The actors and topics to which the fields of a record refer."""
    yield from map(_actor, values_in(record, ActorId))
    yield from map(_topic, values_in(record, TopicId))


def named_in_links(text: Markdown | None, links: LinkIndex) -> Iterator[ActorOrTopic]:
    """The actors and topics to which a text links."""
    for key in links.targets(text):
        if key.kind == "topic" or key.kind in ACTOR_KINDS:
            yield ActorOrTopic(key.kind == "topic", key.id)


def withdrawal_of(record: Record) -> Withdrawal | None:
    """What the page of a withdrawn record says of it: before there was a key for the reason, its summary had to."""
    said = record.withdrawn or Withdrawal()
    if isinstance(record, Article):
        said = replace(said, why=said.why or record.summary)
    last = max(record.history, key=lambda entry: entry.date, default=None) if isinstance(record, Claim) else None
    if last and not said.why:
        said = replace(said, why=Markdown(last.why, record.location), date=said.date or last.date)
    return None if said == Withdrawal() else said


def withdrawal_reason(record: Record) -> Markdown | None:
    """Why a record was taken back, as its page says it."""
    said = withdrawal_of(record)
    return said.why if said else None


def all_records(archive: Archive) -> Iterator[Record]:
    """Every record, each kind in the order of its ids."""
    for some in (archive.articles, archive.claims, archive.notes, archive.pages, archive.actors, archive.topics):
        yield from some


def key_of(record: Actor | Topic) -> ActorOrTopic:
    """The key by which others name this record."""
    return ActorOrTopic(isinstance(record, Topic), record.id)


def is_name_only(topic: Topic) -> bool:
    """Whether a topic says nothing but its name: most of these have no record of their own."""
    return replace(topic, status=None, spellings=()) == Topic(topic.id, topic.name, topic.location)


def _actor(actor: ActorId) -> ActorOrTopic:
    return ActorOrTopic(is_topic=False, id=actor)


def _topic(topic: TopicId) -> ActorOrTopic:
    return ActorOrTopic(is_topic=True, id=topic)


def _texts(record: Record) -> Iterator[Markdown]:
    yield from values_in(record, Markdown)
    if isinstance(record, Claim):  # whose page gives these as Markdown where it has nothing else to say
        yield from (Markdown(step.why, record.location) for step in record.history)
