"""Which actors and topics a record names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from sitegen.model import Actor, ActorId, Archive, Article, Claim, Markdown, Note, ProsePage, Topic, TopicId
from sitegen.seen.links import ACTOR_KINDS, Links

Record: TypeAlias = "Article | Claim | Note | ProsePage | Actor | Topic"


class Named(NamedTuple):
    """What is named: an actor or a topic."""

    is_topic: bool
    id: str


def names(record: Record, links: Links) -> Iterator[Named]:
    """Whom and what a record names, by its fields and by its links; the words of a seed are left out."""
    yield from listed(record)
    for text in _texts(record):
        yield from linked(text, links)


def listed(record: Record) -> Iterator[Named]:
    """Whom and what the fields of a record name by id."""
    yield from map(_actor, _actors(record))
    yield from map(_topic, _topics(record))


def linked(text: Markdown | None, links: Links) -> Iterator[Named]:
    """Whom and what the links of a text name."""
    for key in links.targets(text):
        if key.kind == "topic" or key.kind in ACTOR_KINDS:
            yield Named(key.kind == "topic", key.id)


def reason(record: Record) -> Markdown | None:
    """Why a record was taken back, as its page says it: before there was a key for it, the summary had to."""
    if isinstance(record, Article):
        return record.withdrawn or record.summary
    if isinstance(record, Claim) and not record.withdrawn:
        last = max(record.history, key=lambda entry: entry.date, default=None)
        return Markdown(last.why, record.location) if last else None
    return record.withdrawn


def everything(archive: Archive) -> Iterator[Record]:
    """Every record, each kind in the order of its ids."""
    for some in (archive.articles, archive.claims, archive.notes, archive.pages, archive.actors, archive.topics):
        yield from some


def key_of(record: Actor | Topic) -> Named:
    """By what others name this record."""
    return Named(isinstance(record, Topic), record.id)


def is_bare(topic: Topic) -> bool:
    """Whether a topic says nothing but its name: most of these have no record of their own."""
    return replace(topic, status=None, spellings=()) == Topic(topic.id, topic.name, topic.location)


def _actor(actor: ActorId) -> Named:
    return Named(is_topic=False, id=actor)


def _topic(topic: TopicId) -> Named:
    return Named(is_topic=True, id=topic)


def _actors(record: Record) -> Iterable[ActorId]:
    if isinstance(record, Article):
        refused = (one.actor for one in record.not_mentions if one.actor)
        return (*record.actors, *(pin.actor for pin in record.mentions), *refused)
    if isinstance(record, Claim):
        return (*record.speakers, *record.reported_by, *record.about)
    if isinstance(record, Note):
        return record.actors
    if isinstance(record, Actor):
        return (*(role.of for role in record.roles if role.of), *(one.actor for one in record.related))
    return ()


def _topics(record: Record) -> Iterable[TopicId]:
    if isinstance(record, Topic):
        return (*([record.parent] if record.parent else []), *record.related)
    return () if isinstance(record, ProsePage) else record.topics


def _texts(record: Record) -> Iterable[Markdown | None]:
    if isinstance(record, Article):
        return (record.summary,)
    if isinstance(record, Claim):
        return (record.review, *(Markdown(step.why, record.location) for step in record.history))
    if isinstance(record, Actor | Topic):
        return (record.summary, record.body)
    return (record.body,)
