"""Records of files that are known from an earlier load, in place of those that are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from sitegen.content.loader.id_registry import IdRegistry
from sitegen.content.loader.kept_files import ID, KeptFile, KeptRecord, KeptSeed, R, RecordOrigin, label_of_record
from sitegen.content.loader.references import ReferenceIndex
from sitegen.core.model import Actor, Article, Topic
from sitegen.core.problems import Location, Problems


class ReusedRecord(Generic[R]):
    """A record that an earlier load built of the same file."""

    __slots__ = ("_kept", "_stale", "formerly", "id", "name", "origin")
    _kept: KeptRecord[R]

    def __init__(self, kept: KeptRecord[R], stale: Callable[[], None]) -> None:
        """`stale` is called where its file has to be read after all."""
        record = kept.record
        self._kept, self._stale = kept, stale
        self.id: str = record.id
        self.formerly = record.formerly
        self.name = record.name if isinstance(record, Actor | Topic) else ""
        self.origin = RecordOrigin(record.location, kept.places, stale)

    @property
    def label(self) -> str:
        """By which its id is suggested."""
        return self._kept.label or label_of_record(self._kept.record)

    @property
    def id_place(self) -> Location:
        """Where its id stands; where it gives none, where it begins."""
        first = self._kept.places[:1]
        return first[0][1] if first and first[0][0] == ID else self._kept.record.location

    def build(self, references: ReferenceIndex) -> R:
        """The record; what it says of topics is looked up again, since the first name may make one."""
        if self._kept.topics and not references.use_topics(self._kept.topics, self.origin):
            self._stale()
        return self._kept.record


def claim_records(
    file: KeptFile[R], registry: IdRegistry, problems: Problems, stale: Callable[[], None]
) -> list[ReusedRecord[R]]:
    """The records of a file that is known, their ids registered. Reports: duplicate-id."""
    found = [ReusedRecord(one, stale) for one in file.records]
    for one in found:
        if not registry.claim_at(one.id, one.label, one.id_place, problems):
            stale()
    return found


class ReusedSeed(ReusedRecord[Article]):
    """The article that an earlier load built of the same seed and the same record."""

    __slots__ = ("has_record", "seed", "words")

    def __init__(self, kept: KeptSeed, stale: Callable[[], None]) -> None:
        super().__init__(kept.article, stale)
        self.seed, self.words, self.has_record = kept.article.record.seed, kept.words, kept.has_record
