"""Records as bytes with a checksum, and back: reading gives a record of the type that was asked for, or an error.

The bytes are MessagePack, which holds plain values only. Nothing in them names a type or a function, so whatever is
there, reading it runs nothing and makes nothing but the fields of that one type, each of which is checked.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

import msgspec

from sitegen.core.frozen_record import FrozenRecord

Kind = TypeVar("Kind")

_DIGEST: Final = 16
_PLAIN, _ESCAPED, _COMPRESSED = b"\0", b"\1", b"\2"
"""After the checksum: whether texts are as they were, or escaped; or that all of the rest is compressed."""


class DamagedError(Exception):
    """What is there is not what was packed, or cannot be had."""

    def __init__(self, reason: str = "it is not what a build wrote", part: str = "") -> None:
        """Why, and of which file in the folder of the cache, where that is known."""
        super().__init__(reason, part)
        self.reason, self.part = reason, part

    def __str__(self) -> str:
        return self.reason


def pack(value: object, *, is_compressed: bool = False) -> bytes:
    """A value made of records, plain values and collections of them, as bytes. Raises DamagedError: it is another.

    `is_compressed`: for what is large and seldom read, a fourth of the bytes for a hundredth of a second a megabyte.
    """
    try:
        data = _PLAIN + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:  # a file whose name is no text
        data = _ESCAPED + msgspec.msgpack.encode(_with_texts(value, _escape))
    except Exception as error:  # what the kinds of values that no record of ours has raise
        reason = f"it cannot be packed ({type(error).__name__})"
        raise DamagedError(reason) from error
    if is_compressed:
        data = _COMPRESSED + zlib.compress(data, 1)
    return hashlib.blake2b(data, digest_size=_DIGEST).digest() + data


def unpack(packed: bytes, kind: type[Kind]) -> Kind:
    """The value, which is a `kind` in every field. Raises DamagedError."""
    check_blob(packed)
    flag, data = packed[_DIGEST : _DIGEST + 1], memoryview(packed)[_DIGEST + 1 :]
    try:
        if flag == _COMPRESSED:
            whole = zlib.decompress(data)
            flag, data = whole[:1], memoryview(whole)[1:]
        value = _decoder(cast(Any, kind)).decode(data)
        return cast(Kind, _with_texts(value, _unescape) if flag == _ESCAPED else value)
    except Exception as error:  # a record can refuse its fields in any way
        raise DamagedError from error


def check_blob(packed: bytes) -> None:
    """Raises DamagedError where this is not what was packed; a tenth of the work of `unpack`."""
    if hashlib.blake2b(memoryview(packed)[_DIGEST:], digest_size=_DIGEST).digest() != packed[:_DIGEST]:
        raise DamagedError


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def _escape(text: str) -> str:
    """A text that may hold halves of characters, as one that holds none."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _unescape(text: str) -> str:
    return text.encode("latin-1").decode("utf-8", "surrogatepass")


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same value with all of its texts changed; members of enums stay."""
    kind = type(value)
    if kind is str:
        return change(value)
    if kind is dict:
        return {_with_texts(key, change): _with_texts(one, change) for key, one in value.items()}
    if isinstance(value, FrozenRecord):
        return kind(*(_with_texts(getattr(value, name), change) for name in kind.__struct_fields__))
    if isinstance(value, (tuple, list, set, frozenset)):
        parts = [_with_texts(one, change) for one in value]
        return kind(*parts) if hasattr(kind, "_fields") else kind(parts)
    if kind is msgspec.Raw:  # packed before; where it is read, it may be asked for as what it is
        return msgspec.Raw(msgspec.msgpack.encode(_with_texts(msgspec.msgpack.decode(value), change)))
    return value
