"""What is read of the archive is noted, in whatever way it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.site.index.read_log import ReadLog, RecordedTable

Table = RecordedTable[str, int]


def table() -> tuple[Table, ReadLog]:
    log = ReadLog()
    return RecordedTable("claims", {"a": 1, "b": 2}, log), log


@pytest.mark.parametrize(
    ("read", "noted"),
    [
        (lambda one: one["a"], "a"),
        (lambda one: one.get("a"), "a"),
        (lambda one: one.get("nobody", 0), "nobody"),
        (lambda one: "a" in one, "a"),
        (lambda one: "nobody" in one, "nobody"),
        (list, ""),
        (len, ""),
        (bool, ""),
        (lambda one: list(one.values()), ""),
        (lambda one: list(one.items()), ""),
        (lambda one: list(one.keys()), ""),
        (lambda one: {**one}, ""),
        (lambda one: one == {}, ""),
    ],
)
def test_every_way_to_read_a_table_is_noted(read: Callable[[Table], object], noted: str) -> None:
    one, log = table()
    read(one)
    assert ("claims", noted) in log.take()


def test_a_key_that_is_not_there_is_noted_before_the_error() -> None:
    one, log = table()
    with pytest.raises(KeyError):
        one["nobody"]
    assert log.take() == {("claims", "nobody")}


def test_what_was_taken_is_not_given_again() -> None:
    one, log = table()
    one.get("a")
    log.take()
    one.get("b")
    assert log.take() == {("claims", "b")}


def test_shared_work_is_noted_apart_and_can_be_noted_again_by_who_uses_it() -> None:
    one, log = table()
    one.get("a")
    with log.apart() as shared:
        one.get("b")
    assert log.take() == {("claims", "a")}
    log.note_all(shared)
    assert log.take() == {("claims", "b")}
