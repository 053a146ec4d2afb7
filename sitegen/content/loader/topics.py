"""Topics: those that have a record, and those that are only named."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from msgspec.structs import replace

from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.kept_files import ValuePath
from sitegen.content.loader.references import Origin
from sitegen.content.loader.written_lists import list_parts, written_list
from sitegen.core import urls
from sitegen.core.model import Topic, TopicId, TopicSpelling
from sitegen.core.problems import Location, Problems
from sitegen.files.source_files import CONTENT, SEEDS

ANOTHER_TOPIC: Final = (
    "write both names alike; or, if they are two topics, give one a record in content/topics/ with this name and an id "
    "of its own"
)
"""The hint where two names would share an address."""

_TWO: Final = 2
_OF_NO_ACCOUNT: Final = frozenset("\"'`ʼ")


class TopicNameKey(NamedTuple):
    """The key by which two names are one topic."""

    id: str
    """The key of the id that the name makes."""
    signs: str
    """The name, case-folded, without spaces and hyphens; signs that no id has stay, so that `C++` is not `C`."""


def topic_name_key(name: str) -> TopicNameKey:
    """The key of a name: equal where names differ in case, spaces, hyphens, apostrophes or quotation marks alone."""
    kept = (c for c in unicodedata.normalize("NFC", name).casefold().lower() if not _is_ignored(c))
    return TopicNameKey(urls.id_key(urls.slug_or_hash(name)), unicodedata.normalize("NFC", "".join(kept)))


def _is_ignored(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "ZC" or category in ("Pd", "Pc", "Pi", "Pf") or character in _OF_NO_ACCOUNT


class TopicRecord(Protocol):
    """A topic's record, as far as its name and its ids go."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its old ids."""

    @property
    def origin(self) -> Origin:
        """Where it stands."""


class TopicRegistry:
    """Finds topics by id or by name; a new name makes a topic."""

    def __init__(self, records: Sequence[TopicRecord], registry: IdRegistry, problems: Problems) -> None:
        """Reports: duplicate-id for two records with one name."""
        self._records = records
        self._registry = registry
        self._problems = problems
        self._by_name: dict[TopicNameKey, TopicId] = {}
        self._named: dict[TopicId, Topic] = {}
        self._spellings: dict[TopicId, list[TopicSpelling]] = {}
        """Of topics without a record: how each record that names them spells them."""
        self._first: dict[str, TopicId] = {}
        """Topics without a record, by the keys of their ids."""
        self._seen: dict[str, TopicId] = {}
        self._old: set[str] = set()
        for record in records:
            self._register(record)

    def _register(self, record: TopicRecord) -> None:
        name, identifier = record.name, TopicId(record.id)
        self._old.update(map(urls.id_key, record.formerly))
        other = self._by_name.setdefault(topic_name_key(name), identifier)
        if other != identifier:
            message = f'the name "{name}" is taken by the topic "{other}" at {self._registry.place_of(other)}'
            hint = "give one of the two another name: topics are referred to by their names, too"
            self._problems.add(record.origin.place(("name",)), "duplicate-id", message, hint)

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> TopicId | None:
        """The topic that is meant; None where its record could not be used, or had this id once.

        Reports: unknown-id, duplicate-id.
        """
        found = self._seen.get(written) or self._resolve(written, raw, path, problems)
        if found:
            self._seen[written] = found
        if found in self._named:
            # Which of them readers see is not known yet.
            self._spellings.setdefault(found, []).append(TopicSpelling(raw.location, written, raw.place(path)))
        return found

    def _resolve(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> TopicId | None:
        if self._registry.has(written):
            found = self._registry.find(written, raw, path, problems)
            return None if found is None else TopicId(found)
        key = topic_name_key(written)
        if key in self._by_name:
            return self._by_name[key]
        if self._is_another_s(key):
            problems.add(raw.place(path), *self._other_topic(written, key, raw, str(path[0])))
            return None
        # By an old id nobody comes to be: its address is to lead to the topic that had it.
        if self._registry.has(key.id) or key.id in self._old:
            found = self._registry.find(key.id, raw, path, problems)
            return None if found is None else TopicId(found)
        identifier = TopicId(urls.slug_or_hash(written))
        self._named[identifier] = Topic(identifier, written, raw.place(path))
        self._by_name[key] = self._first[key.id] = identifier
        return identifier

    def _is_another_s(self, key: TopicNameKey) -> bool:
        """Whether the address that this name makes is another topic's, and the name is not that topic's id."""
        is_like_an_id = key == topic_name_key(key.id)
        return key.id in self._first or (not is_like_an_id and self._registry.place_of(key.id) is not None)

    def _other_topic(self, written: str, key: TopicNameKey, raw: Origin, top: str) -> tuple[str, str, str]:
        """Code, message and hint for a name whose address is that of another topic; it stands under the key `top`."""
        if key.id in self._first:
            topic = self._named[self._first[key.id]]
            name, other = topic.name, topic.location
        else:
            name, other = key.id, self._registry.place_of(key.id) or Location("")
        message = f'the topic "{written}" would have the address of the topic "{name}" at {other}'
        if raw.is_in_seed(top):
            return "unread-value", *raw.unread(message, ANOTHER_TOPIC)
        return "duplicate-id", message, ANOTHER_TOPIC

    def all(self, build: Callable[[TopicRecord], Topic]) -> list[Topic]:
        """Every topic, sorted by id; to be asked when all other records are built, since they may name new ones.

        `build` makes the topic of a record. Reports: circular-topic, list-as-text.
        """
        self._report_lists()
        own = [build(record) for record in self._records]
        named = (replace(topic, spellings=self._unlike(topic)) for topic in self._named.values())
        topics = {topic.id: topic for topic in (*own, *named)}
        for record in sorted(self._records, key=lambda one: one.id):
            self._cut_circle(record, topics)
        return sorted(topics.values(), key=lambda topic: topic.id)

    def _report_lists(self) -> None:
        """Report names of two parts of which one is another topic: two topics were written as one text.

        With a record of its own it is a topic, whatever its name looks like. More parts are told where they are read.
        """
        for topic in self._named.values():
            parts = list_parts(topic.name) if ";" not in topic.name else []
            known = [one for one in parts if len(parts) == _TWO and topic_name_key(one) in self._by_name]
            if known and not topic.location.file.startswith(f"{SEEDS}/"):
                message = f'"{topic.name}" is one topic here, and "{known[0]}" is another'
                hint = f"write {written_list('topics', parts)}; or, if it is one, give it a record in {CONTENT}/topics/"
                self._problems.add(topic.location, "list-as-text", message, hint)

    def _unlike(self, topic: Topic) -> tuple[TopicSpelling, ...]:
        found = self._spellings[topic.id]
        return tuple(found) if any(one.name != topic.name for one in found) else ()

    def _cut_circle(self, record: TopicRecord, topics: dict[TopicId, Topic]) -> None:
        start = TopicId(record.id)
        way = [start]
        parent = topics[start].parent
        while parent in topics and parent not in way:  # of a kept record, which is then read again, it may be gone
            way.append(parent)
            parent = topics[parent].parent
        if parent != start:
            return
        circle = " → ".join(f'"{one}"' for one in [*way, start])
        message = f"this topic stands below itself: {circle}"
        place = record.origin.place(("parent",))
        self._problems.add(place, "circular-topic", message, "take `parent` out of one of them")
        topics[start] = replace(topics[start], parent=None)
