"""A bucket of S3, or of anything that speaks as S3 does; the only module that knows obstore.

Keys are taken as they are: nothing is a pattern, and no listing is kept. A write puts an object into place whole or not
at all, and says what it expects to find there, so that nothing of others is written over (docs/decisions/0054).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.core import extras
from sitegen.core.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from obstore.store import S3Store

SCHEME: Final = "s3://"
_ADDRESS: Final = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[^?#]*))?")
_LARGE: Final = 64 * 1024 * 1024
"""Bytes from which on an object is sent in parts, which no condition can be set for."""
_RETRIES: Final = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
_CLIENT: Final[dict[str, Any]] = {"connect_timeout": "5s", "timeout": "300s"}
_DETAILS: Final = re.compile(r"\s*Debug source:.*", re.DOTALL)
_MAX_TOLD: Final = 300


class StorageError(Exception):
    """What was asked of the storage could not be done; `code` is that of the problem."""

    def __init__(self, message: str, hint: str, code: str = "storage-failed") -> None:
        super().__init__(message, hint)
        self.message, self.hint, self.code = message, hint, code

    def __str__(self) -> str:
        return self.message


class StoragePlace(FrozenRecord):
    """Where in which bucket a site lies."""

    bucket: str
    prefix: str
    """Empty, or with a slash at its end."""

    def __str__(self) -> str:
        return f"{SCHEME}{self.bucket}/{self.prefix}".rstrip("/")


class StoredObject(NamedTuple):
    """An object as a listing has it."""

    size: int
    """Bytes."""
    etag: str


def parse_address(address: str) -> StoragePlace | None:
    """The place that `s3://bucket/prefix` names; None where it is no such address."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    prefix = (match["prefix"] or "").strip("/")
    parts = prefix.split("/") if prefix else []
    is_plain = all(part not in ("", ".", "..") and part.isprintable() for part in parts)
    return StoragePlace(match["bucket"], f"{prefix}/" if prefix else "") if is_plain else None


class ObjectBucket:
    """The objects of one bucket. All of its methods raise StorageError."""

    def __init__(self, name: str) -> None:
        """Nothing is asked yet. Address of the server and credentials are those of the environment (`AWS_…`).

        Raises MissingExtraError.
        """
        extras.require("storage")
        self.name = name
        self._store: S3Store | None = None

    def listed(self, prefix: str) -> dict[str, StoredObject]:
        """All objects whose keys begin with `prefix`, which is empty or ends with a slash."""
        import obstore

        try:
            pages = obstore.list(self._connected(), prefix or None)
            return {one["path"]: StoredObject(one["size"], one["e_tag"] or "") for page in pages for one in page}
        except Exception as error:
            raise self._failure(error, f"{prefix}*") from error

    def folders(self, prefix: str) -> list[str]:
        """The names after `prefix`, up to the next slash, that keys have."""
        import obstore

        try:
            found = obstore.list_with_delimiter(self._connected(), prefix or None)["common_prefixes"]
            return sorted(one.rstrip("/").rpartition("/")[2] for one in found)
        except Exception as error:
            raise self._failure(error, f"{prefix}*") from error

    def read(self, key: str) -> tuple[bytes, str] | None:
        """An object and its ETag; None where there is none."""
        import obstore

        try:
            found = obstore.get(self._connected(), key)
            return found.bytes().to_bytes(), found.meta["e_tag"] or ""
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error):
                raise self._failure(error, key) from error
            return None
        except Exception as error:
            raise self._failure(error, key) from error

    def headers(self, key: str) -> dict[str, str]:
        """The headers of an object, and what was said of it when it was written; empty where there is none."""
        import obstore

        try:
            found = obstore.get(self._connected(), key, options={"head": True}).attributes
            return {str(name): str(value) for name, value in found.items()}
        except FileNotFoundError:
            return {}
        except Exception as error:
            raise self._failure(error, key) from error

    def write(self, key: str, content: bytes | Path, headers: Mapping[str, str], expected: str = "") -> str:
        """Write an object, and give its ETag. `expected` is the ETag of what is there now; empty = nothing is there.

        Where something else is there, nothing is written. Raises OSError for a file that cannot be read.
        """
        import obstore

        attributes: Any = dict(headers)
        mode: Any = {"e_tag": expected} if expected else "create"
        try:
            if isinstance(content, Path) and content.stat().st_size > _LARGE:
                mode = "overwrite"
            elif isinstance(content, Path):
                content = content.read_bytes()
            return obstore.put(self._connected(), key, content, attributes=attributes, mode=mode)["e_tag"] or ""
        except Exception as error:
            if type(error) is OSError or (isinstance(error, OSError) and error.filename is not None):
                raise
            raise self._failure(error, key) from error

    def copy(self, source: str, target: str) -> None:
        """Copy an object, with its headers, within the storage."""
        import obstore

        try:
            obstore.copy(self._connected(), source, target)
        except Exception as error:
            raise self._failure(error, target) from error

    def remove(self, keys: Iterable[str]) -> None:
        """Remove objects; those that are gone already are no fault."""
        import obstore

        names = list(keys)
        try:
            if names:
                obstore.delete(self._connected(), names)
        except Exception as error:
            raise self._failure(error, names[0]) from error

    def _connected(self) -> S3Store:
        if self._store is None:
            from obstore.store import S3Store

            # Where options are given obstore does not read this one from the environment.
            is_open = os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("true", "1", "yes", "on")
            client: Any = {**_CLIENT, "allow_http": is_open}
            retries: Any = _RETRIES
            self._store = S3Store(self.name, client_options=client, retry_config=retries)
        return self._store

    def _failure(self, error: Exception, key: str) -> StorageError:
        """What to tell of an exception of obstore: its words, which have no secret in them, where nothing is known."""
        if isinstance(error, StorageError):
            return error
        kind, words = type(error).__name__, str(error)
        shown = f"{SCHEME}{self.name}/{key}"
        if kind in ("AlreadyExistsError", "PreconditionError"):
            return StorageError(
                f'"{shown}" was written by somebody else in the meantime', "build again when that has ended"
            )
        for marks, message, hint in _CAUSES:
            if any(mark in words or mark == kind for mark in marks):
                return StorageError(message.format(shown=shown, bucket=self.name), hint)
        told = " ".join(_DETAILS.sub("", words).split())[:_MAX_TOLD]
        return StorageError(
            f'"{shown}" could not be reached: {told}', "look at the address and AWS_REGION; build again"
        )


_CAUSES: Final = (
    (("NoSuchBucket",), 'there is no bucket "{bucket}"', "make it, or mend the address and AWS_ENDPOINT_URL"),
    (
        ("latest/api/token", "latest/meta-data", "MissingSecretAccessKey", "MissingAccessKeyId"),
        'no credentials were found for "{shown}"',
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment",
    ),
    (
        ("403 Forbidden", "401 Unauthorized", "PermissionDeniedError", "UnauthenticatedError"),
        'access to "{shown}" was denied',
        "look at AWS_ACCESS_KEY_ID and its rights there: to list, read, write and delete",
    ),
    (
        ("URL scheme is not allowed", "BadScheme"),
        'the server of "{shown}" is asked without encryption',
        "set AWS_ENDPOINT_URL to an https address, or AWS_ALLOW_HTTP=true on a network of your own",
    ),
    (
        ("error sending request", "ConnectError", "operation timed out"),
        'the server of "{shown}" does not answer',
        "look at the network and AWS_ENDPOINT_URL, and build again",
    ),
)
"""By which words a cause is known, what to tell of it, and what to do."""
