"""Old ids (`formerly`): each may redirect to one record, and may be no current id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Protocol, TypeVar

from msgspec.structs import replace

from sitegen.content.loader.raw_record import RawRecord
from sitegen.core import urls
from sitegen.core.model import Actor, Article, Claim, Note, ProsePage, Topic
from sitegen.core.problems import Problems

T = TypeVar("T", Actor, Article, Claim, Note, ProsePage, Topic)


class _WithFormerIds(Protocol):
    @property
    def formerly(self) -> tuple[str, ...]: ...


class HasFormerIds(Protocol):
    """A parsed record that may have old ids; an article of a seed alone has neither `raw` nor `written`."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def raw(self) -> RawRecord | None:
        """Where it stands."""

    @property
    def written(self) -> _WithFormerIds | None:
        """What it says."""


def renamed_records(read: Iterable[HasFormerIds]) -> dict[str, RawRecord]:
    """The records that have old ids, as they were written, by id."""
    return {one.id: one.raw for one in read if one.raw and one.written and one.written.formerly}


def without_collisions(
    records: Iterable[T], entries: Mapping[str, RawRecord], problems: Problems, reserved: Container[str] = ()
) -> list[T]:
    """The records of one section of the site, each with those of its old ids that can redirect to it.

    `entries` are the records as written, by id; `reserved` are ids that no record of the section can have. An old id
    that is the record's own again is no matter: it was renamed back. Reports: path-collision.
    """
    listed = list(records)
    taken = {urls.id_key(one.id): f'"{one.id}" at {one.location}' for one in listed}
    kept = []
    for one in listed:
        own = urls.id_key(one.id)
        free = []
        for index, old in enumerate(one.formerly):
            key = urls.id_key(old)
            if key == own:
                continue
            if key in taken or key in reserved:
                other = taken.get(key, "a folder that a build makes itself")
                message = f'the old id "{old}" of "{one.id}" is that of {other}'
                hint = "an address can lead to one record only: take the old id out of one of them"
                problems.add(entries[one.id].place(("formerly", index)), "path-collision", message, hint)
                continue
            taken[key] = f'"{one.id}" at {one.location}, an old one, too'
            free.append(old)
        kept.append(replace(one, formerly=tuple(free)) if tuple(free) != one.formerly else one)
    return kept
