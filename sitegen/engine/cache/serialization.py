"""Records as bytes with a checksum, and back: unpacking makes records of ours and nothing else, whatever is there."""

from __future__ import annotations

import hashlib
import importlib
import io
import pickle
from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from typing import Any, Final

_DIGEST: Final = 16
_HOMES: Final = frozenset(
    {
        "sitegen.engine.build_types",
        "sitegen.engine.cached_records",
        "sitegen.engine.cache.blob_store",
        "sitegen.content.yaml_reader.parser",
        "sitegen.content.media",
        "sitegen.core.model",
        "sitegen.site.pages.article_pages",
        "sitegen.site.pages.page_records",
        "sitegen.core.problems",
        "sitegen.files.signatures",
    }
)
"""The modules whose records can be packed."""


class DamagedError(Exception):
    """What is there is not what was packed, or cannot be had."""

    def __init__(self, reason: str = "it is not what a build wrote", part: str = "") -> None:
        """Why, and of which file in the folder of the cache, where that is known."""
        super().__init__(reason, part)
        self.reason, self.part = reason, part

    def __str__(self) -> str:
        return self.reason


def pack(value: object) -> bytes:
    """A value made of records, plain values and collections of them, as bytes. Raises DamagedError: it is another."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    try:
        pickler.dump(value)
    except Exception as error:  # what the kinds of values that no record of ours has raise
        reason = f"it cannot be packed ({type(error).__name__})"
        raise DamagedError(reason) from error
    data = buffer.getvalue()
    return hashlib.blake2b(data, digest_size=_DIGEST).digest() + data


class _Reducers(dict[type, Callable[[Any], tuple[type, tuple[Any, ...]]]]):
    """How records are taken apart: into their type and their fields, in half the time that dataclasses take for it.

    Members of an enum are their type and their value: up to Python 3.11.3 they would be packed by way of `getattr`.
    """

    def __missing__(self, kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
        if issubclass(kind, Enum):
            self[kind] = lambda member: (kind, (member.value,))
            return self[kind]
        fields: tuple[str, ...] = tuple(getattr(kind, "__dataclass_fields__", ())) or getattr(kind, "_fields", ())
        if not fields:
            raise KeyError(kind)
        get = attrgetter(*fields)
        self[kind] = (lambda record: (kind, get(record))) if len(fields) > 1 else lambda record: (kind, (get(record),))
        return self[kind]


_REDUCERS: Final = _Reducers()


def unpack(packed: bytes) -> Any:
    """The value. Raises DamagedError."""
    data = packed[_DIGEST:]
    check_blob(packed)
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:  # a forged pickle can fail in any way
        raise DamagedError from error


def check_blob(packed: bytes) -> None:
    """Raises DamagedError where this is not what was packed; a tenth of the work of `unpack`."""
    if hashlib.blake2b(packed[_DIGEST:], digest_size=_DIGEST).digest() != packed[:_DIGEST]:
        raise DamagedError


class _Unpickler(pickle.Unpickler):
    """Makes nothing but records of ours: an archive, and so its cache, may come from anybody."""

    def find_class(self, module: str, name: str) -> type:
        """A record by its name."""
        if module not in _HOMES or "." in name:
            raise DamagedError
        found = getattr(importlib.import_module(module), name, None)
        if not isinstance(found, type) or found.__module__ != module:
            raise DamagedError
        if not (hasattr(found, "__dataclass_fields__") or issubclass(found, (tuple, str, Enum))):
            raise DamagedError
        return found
