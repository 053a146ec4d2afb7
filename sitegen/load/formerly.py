"""Old ids: each leads to one record, and to none that is there itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sitegen import urls
from sitegen.load.entry import Entry
from sitegen.model import Actor, Topic
from sitegen.problems import Problems

T = TypeVar("T", Actor, Topic)


def checked(records: Iterable[T], entries: Mapping[str, Entry], problems: Problems) -> list[T]:
    """The records of one section of the site with those of their old ids that can lead to them.

    `entries` are the records as written, by id. An old id that is the record's own again is no matter: it was
    renamed back. Reports: path-collision.
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
            if key in taken:
                message = f'the old id "{old}" of "{one.id}" is that of {taken[key]}'
                hint = "an address can lead to one record only: take the old id out of one of them"
                problems.add(entries[one.id].place(("formerly", index)), "path-collision", message, hint)
                continue
            taken[key] = f'"{one.id}" at {one.location}, an old one, too'
            free.append(old)
        kept.append(replace(one, formerly=tuple(free)) if tuple(free) != one.formerly else one)
    return kept
