"""What all records have in common."""

from __future__ import annotations

import copy

import msgspec
import pytest
from msgspec.structs import replace

from sitegen.core.frozen_record import FrozenRecord, is_record
from sitegen.core.model import Archive, Quote, Site
from sitegen.core.problems import Location, Problem

PLACE = Location("content/notes/a.yaml", 3, 1)
QUOTE = Quote("the pier", PLACE, occurrence=2)


class Berth(FrozenRecord):
    number: int
    ships: tuple[str, ...] = ()


class Pier(FrozenRecord):
    number: int
    ships: tuple[str, ...] = ()


def test_nothing_changes_a_record() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        QUOTE.exact = "another"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        del QUOTE.exact
    with pytest.raises(AttributeError):
        QUOTE.remembered = 1  # type: ignore[attr-defined]


def test_records_are_equal_by_type_and_fields() -> None:
    assert Berth(1, ("a",)) == Berth(1, ships=("a",))
    assert hash(Berth(1, ("a",))) == hash(Berth(1, ("a",)))
    assert Berth(1) != Berth(2)
    assert Berth(1) != Pier(1)
    assert len({Berth(1), Pier(1), Berth(1)}) == 2


def test_another_record_is_made_of_one_with_a_field_changed() -> None:
    assert replace(QUOTE, occurrence=0) == Quote("the pier", PLACE)
    assert QUOTE.occurrence == 2


def test_places_are_in_the_order_of_file_line_and_column() -> None:
    places = [Location("b"), Location("a", 2), Location("a", 1, 9), Location("a", 1, 2)]
    assert sorted(places) == places[::-1]


def test_the_words_of_a_problem_are_in_one_line_however_it_is_made() -> None:
    problem = Problem(PLACE, "unknown-id", "one\ntwo", "a\x1b[2J")
    assert (problem.message, problem.hint) == ("one\\ntwo", "a\\x1b[2J")
    packed = msgspec.msgpack.encode((PLACE, "unknown-id", "one\ntwo"))
    assert msgspec.msgpack.decode(packed, type=Problem).message == "one\\ntwo"
    assert replace(problem, hint="b\nc").hint == "b\\nc"


def test_a_copy_is_equal() -> None:
    archive = Archive(Site(), media=("a.jpg",))
    assert copy.deepcopy((archive, QUOTE)) == (archive, QUOTE)


def test_fields_are_written_without_their_names() -> None:
    assert msgspec.to_builtins(Berth(1, ("a",))) == [1, ("a",)]


def test_a_class_of_records_is_known() -> None:
    assert is_record(Quote)
    assert not is_record(QUOTE)
    assert not is_record(str)
