"""What all records are made of: a class with fields, that nothing changes once it is made."""

from __future__ import annotations

from typing import TypeGuard, dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class FrozenRecord(msgspec.Struct, frozen=True, array_like=True):
    """The base of all records: `class Note(FrozenRecord)`, with its fields as in a dataclass.

    Equal by type and fields, hashed by fields, written to the cache without the names of fields.
    """


def is_record(kind: object) -> TypeGuard[type[FrozenRecord]]:
    """Whether something is a class of records."""
    return isinstance(kind, type) and issubclass(kind, FrozenRecord)
