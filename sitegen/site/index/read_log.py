"""What pages read of the archive, noted while they are made: afterwards each page is known to depend on that alone.

Source of the terms: Mokhov, Mitchell, Peyton Jones, Build Systems à la Carte (2018): these are the traces of its
constructive and verifying rebuilders.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from typing import Final, NamedTuple, TypeVar, overload

K = TypeVar("K", bound=str)
V = TypeVar("V")
D = TypeVar("D")


class ReadKey(NamedTuple):
    """A row of a table of the index, or a table as a whole."""

    table: str
    row: str
    """The id that it was looked up by; empty = all rows, in their order."""


WHOLE_ARCHIVE: Final = ReadKey("archive", "")
"""Anything at all: to be made again after every change."""


class ReadLog:
    """Notes which rows are read between one `take` and the next. Every process has its own."""

    def __init__(self) -> None:
        self._keys: set[tuple[str, str]] = set()

    def note(self, table: str, row: str = "") -> None:
        """This row was read, or all of the table."""
        self._keys.add((table, row))

    def note_all(self, keys: Iterable[tuple[str, str]]) -> None:
        """All of these were read: what was made earlier of them is used again."""
        self._keys.update(keys)

    def take(self) -> frozenset[tuple[str, str]]:
        """All that was read since the last time: pairs as `ReadKey`."""
        keys = frozenset(self._keys)
        self._keys.clear()
        return keys

    @contextmanager
    def apart(self) -> Iterator[set[tuple[str, str]]]:
        """What is read within it is in the given set alone: for work that several pages share."""
        before, self._keys = self._keys, set()
        try:
            yield self._keys
        finally:
            self._keys = before


class RecordedTable(Mapping[K, V]):
    """A mapping whose readers are noted: lookups by their row, and what goes through all rows by the table."""

    __slots__ = ("_log", "_make", "_name", "_rows")
    _rows: Mapping[K, V]

    def __init__(self, name: str, rows: Mapping[K, V] | Callable[[], Mapping[K, V]], log: ReadLog) -> None:
        """`rows`, or what makes them when the first is asked for."""
        self._name, self._log = name, log
        if isinstance(rows, Mapping):
            self._rows = rows
        else:
            self._make = rows

    def __getattr__(self, name: str) -> Mapping[K, V]:
        # Asked for what is not there yet: so tables that are there are read as quickly as any attribute.
        if name != "_rows":
            raise AttributeError(name)
        self._rows = self._make()
        return self._rows

    @property
    def rows(self) -> Mapping[K, V]:
        """All rows, for what makes no page."""
        return self._rows

    def __reduce__(self) -> tuple[type[RecordedTable[K, V]], tuple[str, Mapping[K, V], ReadLog]]:
        return RecordedTable, (self._name, self._rows, self._log)

    def __getitem__(self, key: K) -> V:
        self._log.note(self._name, key)
        return self._rows[key]

    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, default: V | D, /) -> V | D: ...

    def get(self, key: K, default: V | D | None = None, /) -> V | D | None:
        """As of a mapping. That there is no such row is read, too."""
        self._log.note(self._name, key)
        return self._rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._log.note(self._name, str(key))
        return key in self._rows

    def __iter__(self) -> Iterator[K]:
        self._log.note(self._name)
        return iter(self._rows)

    def __len__(self) -> int:
        self._log.note(self._name)
        return len(self._rows)

    def values(self) -> ValuesView[V]:
        """As of a mapping, without a lookup for each row."""
        self._log.note(self._name)
        return self._rows.values()

    def items(self) -> ItemsView[K, V]:
        """As of a mapping, without a lookup for each row."""
        self._log.note(self._name)
        return self._rows.items()
