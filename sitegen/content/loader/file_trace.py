"""What one file says, gathered while it is read: its problems, and what the next load may know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic

from sitegen.content.loader.kept_files import (
    ID,
    KeptFile,
    KeptRecord,
    KeptSource,
    Lookup,
    R,
    TopicUse,
    ValuePath,
    label_of_record,
    path_key,
)
from sitegen.content.loader.name_checks import paths_of_names
from sitegen.content.loader.raw_record import RawRecord
from sitegen.content.loader.record_parser import ParsedRecord
from sitegen.content.loader.references import ReferenceIndex
from sitegen.content.word_usage import may_be_common
from sitegen.core.model import Actor, ReferenceKind, Topic
from sitegen.core.problems import Location, Problem, Problems, Severity


class FileTrace(Generic[R]):
    """What is found in one file while it is read. Small, as there is one for each file."""

    __slots__ = ("_leads_nowhere", "_lookups", "_records", "file", "problems", "sha256")

    def __init__(self, file: str, sha256: str) -> None:
        """`sha256` is that of the file's bytes, in hexadecimal."""
        self.file, self.sha256 = file, sha256
        self.problems: tuple[Problem, ...] = ()
        """Those that the file has of its own, and those of its references."""
        self._lookups: tuple[Lookup, ...] = ()
        self._records: tuple[KeptRecord[R], ...] = ()
        self._leads_nowhere = False

    def take(self, problems: Problems) -> None:
        """Take over what was reported about the file."""
        if len(problems):
            self.problems += problems.take()

    def add(self, record: R, raw: RawRecord | None, label: str, references: ReferenceIndex) -> None:
        """Add a record that was built, the references that were looked up for it, and their problems."""
        self.take(references.problems)
        topics: list[TopicUse] = []
        for one in references.taken():
            if one.found is None or raw is None:
                self._leads_nowhere = True
            elif one.kind is ReferenceKind.TOPIC:
                topics.append(TopicUse(one.written, one.found, raw.place(one.path)))
            elif (lookup := Lookup(one.kind, one.written, one.found)) not in self._lookups:
                self._lookups += (lookup,)
        own_label = "" if label == label_of_record(record) else label
        places = tuple(_places(record, raw)) if raw else ()
        self._records += (KeptRecord(record, own_label, places, tuple(topics)),)

    def kept(self) -> KeptSource | None:
        """What the next load may know of the file; None where it has to read it, to say again what is wrong."""
        found: Any = KeptFile(self.records, self.lookups, self.problems)
        return found if self.is_sound else None

    @property
    def is_sound(self) -> bool:
        """Whether nothing in the file is an error, and all of its references lead somewhere."""
        return not self._leads_nowhere and all(one.severity is not Severity.ERROR for one in self.problems)

    @property
    def records(self) -> tuple[KeptRecord[R], ...]:
        """In the order of the file."""
        if len(self._records) < 2:
            return self._records
        return tuple(sorted(self._records, key=lambda one: (one.record.location.line, one.record.location.column)))

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        """Each once."""
        return self._lookups


def _places(record: R, raw: RawRecord) -> Iterator[tuple[str, Location]]:
    """Where the values stand that other records can make a problem of."""
    place = raw.id_place
    if place != record.location:
        yield ID, place
    for index in range(len(record.formerly)):
        yield f"formerly/{index}", raw.place(("formerly", index))
    if isinstance(record, Actor):
        for words, path in paths_of_names(record).items():
            if may_be_common(words):
                yield path_key(path), raw.place(path) if path[1:] else raw.words_place(path)
    elif isinstance(record, Topic):
        paths: tuple[ValuePath, ...] = (("name",), ("parent",)) if record.parent else (("name",),)
        for path in paths:
            yield path_key(path), raw.place(path)


class FreshRecord(Generic[R]):
    """A record that was read, to be built once all ids are known."""

    __slots__ = ("_label", "_make", "_parsed", "_trace")
    _trace: FileTrace[R]
    _make: Callable[[Any, ReferenceIndex], R]

    def __init__(
        self, parsed: ParsedRecord[Any], trace: FileTrace[R], label: str, make: Callable[[Any, ReferenceIndex], R]
    ) -> None:
        """`label` is that by which its id is suggested; `make` builds it."""
        self._parsed, self._trace, self._label, self._make = parsed, trace, label, make

    @property
    def id(self) -> str:
        """Its id."""
        return self._parsed.id

    @property
    def origin(self) -> RawRecord:
        """Where it stands."""
        return self._parsed.raw

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its old ids."""
        found: tuple[str, ...] = self._parsed.written.formerly
        return found

    @property
    def name(self) -> str:
        """That of an actor or a topic."""
        found: str = getattr(self._parsed.written, "name", "")
        return found

    def build(self, references: ReferenceIndex) -> R:
        """The record of the archive. What `make` reports goes to the trace of the file."""
        record = self._make(self._parsed, references)
        self._trace.add(record, self._parsed.raw, self._label, references)
        return record
