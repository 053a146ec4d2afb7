"""Looking up references: what each kind of them leads to, and what one record was led to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

import msgspec

from sitegen.content.loader.kept_files import Lookup, RecordOrigin, TopicUse, ValuePath, path_key
from sitegen.core.frozen_record import FrozenRecord
from sitegen.core.model import ReferenceKind
from sitegen.core.problems import Location, Problems

_ANYWHERE: Final[ValuePath] = ("",)
"""The path of a reference of a record that was not read."""
_KEY_ANYWHERE: Final = path_key(_ANYWHERE)


class Origin(Protocol):
    """Where a record stands: a `RawRecord`, or a `RecordOrigin` where it was not read."""

    @property
    def location(self) -> Location:
        """Where the record begins."""

    def place(self, path: ValuePath) -> Location:
        """Where the value at `path` begins."""

    def words_place(self, path: ValuePath) -> Location:
        """Where the words of the text at `path` begin."""

    def is_in_seed(self, key: str) -> bool:
        """Whether a key stands in the front matter of a seed, which nobody edits, and not in a record."""

    def unread(self, message: str, hint: str) -> tuple[str, str]:
        """Message and hint for a value of a seed that is ignored."""


class Resolver(Protocol):
    """Finds what a reference of one kind leads to."""

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:
        """The id, or the path of a file; None where there is none, with a problem at `path` of the record."""


class SeenReference(NamedTuple):
    """A reference of a record, and what it led to."""

    kind: ReferenceKind
    written: str
    found: str | None
    path: ValuePath


class ReferenceIndex(FrozenRecord):
    """All that references can lead to."""

    resolvers: Mapping[ReferenceKind, Resolver]
    problems: Problems
    """Those of the references that were looked up."""
    _seen: list[SeenReference] = msgspec.field(default_factory=list)

    def find(self, kind: ReferenceKind, written: str, raw: Origin, path: ValuePath) -> str | None:
        """What one reference leads to. Reports: unknown-id, duplicate-id of a topic, missing-media."""
        found = self.resolvers[kind].find(written, raw, path, self.problems)
        self._seen.append(SeenReference(kind, written, found, path))
        return found

    def find_all(self, kind: ReferenceKind, written: Sequence[str], raw: Origin, path: ValuePath) -> tuple[str, ...]:
        """What the references of a list lead to, each once; what leads nowhere is left out, and reported."""
        found = [self.find(kind, one, raw, (*path, index)) for index, one in enumerate(written)]
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def taken(self) -> list[SeenReference]:
        """All that were looked up since this was asked last."""
        seen = self._seen[:]
        self._seen.clear()
        return seen

    def hold(self, lookups: Iterable[Lookup]) -> bool:
        """Whether references of a file that was not read lead to what they led to when it was."""
        nowhere, problems = RecordOrigin(Location(""), (), _pass), Problems()
        return all(
            self.resolvers[one.kind].find(one.written, nowhere, _ANYWHERE, problems) == one.found for one in lookups
        )

    def use_topics(self, uses: Iterable[TopicUse], origin: RecordOrigin) -> bool:
        """Use the topics of a record that was not read, in their order; whether they are those that they were."""
        find, problems = self.resolvers[ReferenceKind.TOPIC].find, Problems()
        found = [find(use.written, _origin_of(use, origin), _ANYWHERE, problems) == use.found for use in uses]
        return all(found)


def _origin_of(use: TopicUse, origin: RecordOrigin) -> RecordOrigin:
    return RecordOrigin(origin.location, ((_KEY_ANYWHERE, use.place),), _pass)


def _pass() -> None:
    """Of a reference that leads elsewhere now the caller learns by what is found."""
