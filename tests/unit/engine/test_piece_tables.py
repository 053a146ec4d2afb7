"""Tables of pieces: after any edits they are those of a clean build, and what they splice is its file."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.engine.cache import pack, unpack
from sitegen.engine.piece_tables import PieceTable
from sitegen.files.splicing import FilePiece, Stretch, joined_pieces
from sitegen.output.exports import JoinedFile

Units = dict[str, tuple[bytes, bytes]]
"""Each unit with its piece of two files, in their order."""

FILES = (JoinedFile("lines", b"head\n"), JoinedFile("object", b"{", b",", b"}\n"))


def whole(file: JoinedFile, pieces: Sequence[bytes]) -> bytes:
    return file.head + file.separator.join(pieces) + file.tail


def clean(units: Units) -> tuple[PieceTable, list[bytes]]:
    """The table and the files of a clean build."""
    columns = [[pieces[number] for pieces in units.values()] for number in range(2)]
    table = PieceTable.of(list(units), [array("I", map(len, column)) for column in columns])
    return table, [whole(file, column) for file, column in zip(FILES, columns, strict=True)]


def put_together(old: bytes, pieces: Sequence[FilePiece]) -> bytes:
    return b"".join(old[p.start : p.start + p.length] if isinstance(p, Stretch) else p for p in pieces)


UNITS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.binary(max_size=5), st.binary(max_size=5)), unique_by=lambda one: one[0]
).map(lambda rows: {key: (one, other) for key, one, other in rows})


@given(UNITS, UNITS, st.sets(st.sampled_from("abcdefgh")))
def test_after_any_edit_table_and_files_are_those_of_a_clean_build(before: Units, after: Units, made: set[str]) -> None:
    table, files = clean(before)
    changed = {key: pieces for key, pieces in after.items() if key in made or before.get(key) != pieces}
    found, spliced = table.updated(FILES, changed, list(after))
    expected, wanted = clean(after)
    assert found == expected
    assert [put_together(old, pieces) for old, pieces in zip(files, spliced, strict=True)] == wanted
    assert found.names() == list(after)


@given(UNITS, st.integers(0, 8))
def test_a_unit_that_comes_anywhere_leaves_the_others(before: Units, place: int) -> None:
    rows = list(before.items())
    after = dict([*rows[:place], ("new", (b"n", b"nn")), *rows[place:]])
    table, files = clean(before)
    found, spliced = table.updated(FILES, {"new": after["new"]}, list(after))
    expected, wanted = clean(after)
    assert found == expected
    assert [put_together(old, pieces) for old, pieces in zip(files, spliced, strict=True)] == wanted


@given(UNITS)
def test_units_that_stay_are_one_stretch(units: Units) -> None:
    table, files = clean(units)
    found, spliced = table.updated(FILES, {})
    assert found == table
    for file, old, pieces in zip(FILES, files, spliced, strict=True):
        assert put_together(old, pieces) == old
        stretches = [piece for piece in joined_pieces(pieces) if isinstance(piece, Stretch)]
        assert sum(stretch.length for stretch in stretches) == len(old) - len(file.head) - len(file.tail)
        assert len(stretches) <= 1


@given(UNITS, st.sets(st.sampled_from("abcdefgh")))
def test_pieces_that_are_known_to_be_longer_are_found(units: Units, longer: set[str]) -> None:
    table, _ = clean(units)
    now = {key: (one + b"more", other) if key in longer else (one, other) for key, (one, other) in units.items()}
    resized = table.resized({key: len(now[key][0]) for key in longer if key in now})
    assert resized == clean(now)[0]


def test_what_stood_first_still_stands_behind_a_new_first_piece() -> None:
    units: Units = {"b": (b"1", b"2"), "c": (b"3", b"4")}
    table, old = clean(units)
    changed, spliced = table.updated(FILES, {"a": (b"5", b"6")}, ["a", "b", "c"])
    wanted, files = clean({"a": (b"5", b"6"), **units})
    assert changed == wanted
    assert [put_together(*one) for one in zip(old, spliced, strict=True)] == files


def test_a_unit_of_which_nobody_knows_the_piece_is_told() -> None:
    table, _ = clean({"a": (b"1", b"2")})
    with pytest.raises(KeyError):
        table.updated(FILES, {}, ["a", "b"])


def test_a_table_is_kept_as_it_is() -> None:
    units: Mapping[str, tuple[bytes, bytes]] = {"a": (b"1", b""), "é/b": (b"22", b"333")}
    table, _ = clean({**units})
    assert unpack(pack(table), PieceTable) == table
    assert PieceTable.of([], [array("I")] * 2).names() == []
