"""Old ids (`formerly`): each may redirect to one record, and may be no current id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Protocol, TypeVar

from msgspec.structs import replace

from sitegen.content.loader.references import Origin
from sitegen.core import urls
from sitegen.core.model import Actor, Article, Claim, Note, ProsePage, Topic
from sitegen.core.problems import Problems

T = TypeVar("T", Actor, Article, Claim, Note, ProsePage, Topic)


class HasFormerIds(Protocol):
    """A record that was read, or is known, and may have old ids."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def origin(self) -> Origin | None:
        """Where it stands; None for an article about whose seed nothing is written."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """Its old ids."""


def renamed_records(read: Iterable[HasFormerIds]) -> dict[str, Origin]:
    """Where the records stand that have old ids, by id."""
    return {one.id: one.origin for one in read if one.formerly and one.origin}


def without_collisions(
    records: Iterable[T], entries: Mapping[str, Origin], problems: Problems, reserved: Container[str] = ()
) -> list[T]:
    """The records of one section of the site, each with those of its old ids that can redirect to it.

    `entries` say where the records stand, by id; `reserved` are ids that no record of the section can have. An old id
    that is the record's own is left out, unless it stands first. Reports: path-collision.
    """
    listed = list(records)
    if not any(one.formerly for one in listed):
        return listed
    taken = {urls.id_key(one.id): (one, "") for one in listed}
    kept = []
    for one in listed:
        own = urls.id_key(one.id)
        free: list[str] = []
        for index, old in enumerate(one.formerly):
            key = urls.id_key(old)
            if key == own:
                free += [one.id] if index == 0 else []  # its address was its first one, and so feeds go on calling it
                continue
            if key in taken or key in reserved:
                other = _shown(*taken[key]) if key in taken else "a folder that a build makes itself"
                message = f'the old id "{old}" of "{one.id}" is that of {other}'
                hint = "an address can lead to one record only: take the old id out of one of them"
                problems.add(entries[one.id].place(("formerly", index)), "path-collision", message, hint)
                continue
            taken[key] = one, ", an old one, too"
            free.append(old)
        kept.append(replace(one, formerly=tuple(free)) if tuple(free) != one.formerly else one)
    return kept


def _shown(record: T, more: str) -> str:
    return f'"{record.id}" at {record.location}{more}'
