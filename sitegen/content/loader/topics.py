"""Topics: those that have a record, and those that are only named."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sitegen.content.loader.field_values import markdown_of
from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.raw_record import Path, RawRecord
from sitegen.content.loader.record_parser import LoadContext, ParsedRecord
from sitegen.content.schema import WrittenTopic
from sitegen.core import urls
from sitegen.core.model import Topic, TopicId, TopicSpelling
from sitegen.core.problems import Location

ANOTHER_TOPIC: Final = (
    "write both names alike; or, if they are two topics, give one a record in content/topics/ with this name and an id "
    "of its own"
)
"""The hint where two names would share an address."""

_OF_NO_ACCOUNT: Final = frozenset("\"'`ʼ")


class TopicNameKey(NamedTuple):
    """What is equal for two names that are one topic."""

    id: str
    """The key of the id that the name makes."""
    signs: str
    """The name without what may be written in several ways; the rest that no id holds tells `C++` from `C`."""


def topic_name_key(name: str) -> TopicNameKey:
    """Names that differ in case, spaces, hyphens, apostrophes or quotation marks alone are one topic."""
    kept = (c for c in unicodedata.normalize("NFC", name).casefold().lower() if not _is_ignored(c))
    return TopicNameKey(urls.id_key(urls.slug_or_hash(name)), unicodedata.normalize("NFC", "".join(kept)))


def _is_ignored(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "ZC" or category in ("Pd", "Pc", "Pi", "Pf") or character in _OF_NO_ACCOUNT


class TopicRegistry:
    """Finds topics by id or by name; one that is only named comes to be by it."""

    def __init__(self, records: Sequence[ParsedRecord[WrittenTopic]], known: IdRegistry, desk: LoadContext) -> None:
        """Reports duplicate-id for two records with one name."""
        self._records = records
        self._known = known
        self._problems = desk.problems
        self._by_name: dict[TopicNameKey, TopicId] = {}
        self._named: dict[TopicId, Topic] = {}
        self._spellings: dict[TopicId, list[TopicSpelling]] = {}
        """How each record spells those that are only named."""
        self._first: dict[str, TopicId] = {}
        """Those that are only named, by the keys of their ids."""
        self._seen: dict[str, TopicId] = {}
        self._old: set[str] = set()
        for record in records:
            self._register(record)

    def _register(self, record: ParsedRecord[WrittenTopic]) -> None:
        name, identifier = record.written.name, TopicId(record.id)
        self._old.update(map(urls.id_key, record.written.formerly))
        other = self._by_name.setdefault(topic_name_key(name), identifier)
        if other != identifier:
            message = f'the name "{name}" is taken by the topic "{other}" at {self._known.place_of(other)}'
            hint = "give one of the two another name: topics are referred to by their names, too"
            self._problems.add(record.entry.place(("name",)), "duplicate-id", message, hint)

    def find(self, written: str, entry: RawRecord, path: Path) -> TopicId | None:
        """The topic that is meant; None where its record could not be used, or had this id once.

        Reports: unknown-id, duplicate-id.
        """
        found = self._seen.get(written) or self._found(written, entry, path)
        if found:
            self._seen[written] = found
        if found in self._named:
            # Which of them readers see is not known yet.
            self._spellings.setdefault(found, []).append(TopicSpelling(entry.location, written, entry.place(path)))
        return found

    def find_all(self, written: Sequence[str], entry: RawRecord, key: str = "topics") -> tuple[TopicId, ...]:
        """The topics that a list names, each once."""
        found = [self.find(one, entry, (key, index)) for index, one in enumerate(written)]
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _found(self, written: str, entry: RawRecord, path: Path) -> TopicId | None:
        if self._known.has(written):
            found = self._known.find(written, entry, path, self._problems)
            return None if found is None else TopicId(found)
        key = topic_name_key(written)
        if key in self._by_name:
            return self._by_name[key]
        if self._is_another_s(key):
            self._tell_another(written, key, entry, path)
            return None
        # By an old id nobody comes to be: its address is to lead to the topic that had it.
        if self._known.has(key.id) or key.id in self._old:
            found = self._known.find(key.id, entry, path, self._problems)
            return None if found is None else TopicId(found)
        identifier = TopicId(urls.slug_or_hash(written))
        self._named[identifier] = Topic(identifier, written, entry.place(path))
        self._by_name[key] = self._first[key.id] = identifier
        return identifier

    def _is_another_s(self, key: TopicNameKey) -> bool:
        """Whether the address that this name makes is another topic's; who writes it as an id means that one."""
        is_like_an_id = key == topic_name_key(key.id)
        return key.id in self._first or (not is_like_an_id and self._known.place_of(key.id) is not None)

    def _tell_another(self, written: str, key: TopicNameKey, entry: RawRecord, path: Path) -> None:
        if key.id in self._first:
            topic = self._named[self._first[key.id]]
            name, other = topic.name, topic.location
        else:
            name, other = key.id, self._known.place_of(key.id) or Location("")
        message = f'the topic "{written}" would have the address of the topic "{name}" at {other}'
        code, told = "duplicate-id", (message, ANOTHER_TOPIC)
        if entry.is_in_seed(str(path[0])):
            code, told = "unread-value", entry.unread(*told)
        self._problems.add(entry.place(path), code, *told)

    def all(self) -> list[Topic]:
        """Every topic, sorted by id; to be asked when all others have been found.

        Reports: circular-topic.
        """
        own = [self._topic(record) for record in self._records]
        named = (replace(topic, spellings=self._unlike(topic)) for topic in self._named.values())
        topics = {topic.id: topic for topic in (*own, *named)}
        for record in sorted(self._records, key=lambda one: one.id):
            self._cut_circle(record, topics)
        return sorted(topics.values(), key=lambda topic: topic.id)

    def _unlike(self, topic: Topic) -> tuple[TopicSpelling, ...]:
        found = self._spellings[topic.id]
        return tuple(found) if any(one.name != topic.name for one in found) else ()

    def _topic(self, record: ParsedRecord[WrittenTopic]) -> Topic:
        written, entry = record.written, record.entry
        related = self.find_all(written.related, entry, "related")
        return Topic(
            id=TopicId(record.id),
            name=written.name,
            location=entry.location,
            summary=markdown_of(written.summary, entry, "summary"),
            body=markdown_of(written.body, entry, "body"),
            parent=self.find(written.parent, entry, ("parent",)) if written.parent else None,
            related=tuple(one for one in related if one != record.id),
            formerly=written.formerly,
            status=written.status,
            withdrawn=markdown_of(written.withdrawn, entry, "withdrawn"),
        )

    def _cut_circle(self, record: ParsedRecord[WrittenTopic], topics: dict[TopicId, Topic]) -> None:
        start = TopicId(record.id)
        way = [start]
        parent = topics[start].parent
        while parent and parent not in way:
            way.append(parent)
            parent = topics[parent].parent
        if parent != start:
            return
        circle = " → ".join(f'"{one}"' for one in [*way, start])
        message = f"this topic stands below itself: {circle}"
        place = record.entry.place(("parent",))
        self._problems.add(place, "circular-topic", message, "take `parent` out of one of them")
        topics[start] = replace(topics[start], parent=None)
