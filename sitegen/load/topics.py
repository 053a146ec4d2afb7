"""Topics: those that have a record, and those that are only named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen import urls
from sitegen.load.entry import Entry, Path
from sitegen.load.known import Known
from sitegen.load.reading import Desk, Read
from sitegen.load.words import markdown
from sitegen.model import Topic, TopicId
from sitegen.schema import WrittenTopic


class Topics:
    """Finds topics by id or by name; one that is only named comes to be by it."""

    def __init__(self, records: Sequence[Read[WrittenTopic]], known: Known, desk: Desk) -> None:
        """Reports duplicate-id for two records with one name."""
        self._records = records
        self._known = known
        self._problems = desk.problems
        self._by_name: dict[str, TopicId] = {}
        self._named: dict[TopicId, Topic] = {}
        self._seen: dict[str, TopicId] = {}
        self._old: set[str] = set()
        for record in records:
            self._register(record)

    def _register(self, record: Read[WrittenTopic]) -> None:
        name, identifier = record.written.name, TopicId(record.id)
        self._old.update(map(urls.id_key, record.written.formerly))
        other = self._by_name.setdefault(_key(name), identifier)
        if other != identifier:
            message = f'the name "{name}" is taken by the topic "{other}" at {self._known.place_of(other)}'
            hint = "give one of the two another name: topics are referred to by their names, too"
            self._problems.add(record.entry.place(("name",)), "duplicate-id", message, hint)

    def find(self, written: str, entry: Entry, path: Path) -> TopicId | None:
        """The topic that is meant; None where its record could not be used, or had this id once.

        Reports: unknown-id.
        """
        found = self._seen.get(written) or self._found(written, entry, path)
        if found:
            self._seen[written] = found
        return found

    def find_all(self, written: Sequence[str], entry: Entry, key: str = "topics") -> tuple[TopicId, ...]:
        """The topics that a list names, each once."""
        found = [self.find(one, entry, (key, index)) for index, one in enumerate(written)]
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _found(self, written: str, entry: Entry, path: Path) -> TopicId | None:
        if self._known.has(written):
            found = self._known.find(written, entry, path, self._problems)
            return None if found is None else TopicId(found)
        key = _key(written)
        if key in self._by_name:
            return self._by_name[key]
        # By an old id nobody comes to be: its address is to lead to the topic that had it.
        if self._known.has(key) or key in self._old:
            found = self._known.find(key, entry, path, self._problems)
            return None if found is None else TopicId(found)
        identifier = TopicId(urls.slug_or_hash(written))
        self._named[identifier] = Topic(identifier, written, entry.place(path))
        self._by_name[key] = identifier
        return identifier

    def all(self) -> list[Topic]:
        """Every topic, sorted by id; to be asked when all others have been found.

        Reports: circular-topic.
        """
        own = [self._topic(record) for record in self._records]
        topics = {topic.id: topic for topic in (*own, *self._named.values())}
        for record in sorted(self._records, key=lambda one: one.id):
            self._cut_circle(record, topics)
        return sorted(topics.values(), key=lambda topic: topic.id)

    def _topic(self, record: Read[WrittenTopic]) -> Topic:
        written, entry = record.written, record.entry
        related = self.find_all(written.related, entry, "related")
        return Topic(
            id=TopicId(record.id),
            name=written.name,
            location=entry.location,
            summary=markdown(written.summary, entry, "summary"),
            body=markdown(written.body, entry, "body"),
            parent=self.find(written.parent, entry, ("parent",)) if written.parent else None,
            related=tuple(one for one in related if one != record.id),
            formerly=written.formerly,
        )

    def _cut_circle(self, record: Read[WrittenTopic], topics: dict[TopicId, Topic]) -> None:
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


def _key(name: str) -> str:
    return urls.id_key(urls.slug_or_hash(name))
