"""The order of names in an index."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.collation import initial, initials, sort_key

NAMES = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aZÅØłŻıß'“3٣½王Ж .")), max_size=8)


def test_accented_letters_stand_beside_their_plain_ones() -> None:
    names = ["Zola", "Álvarez", "Ahmed", "Ødegaard", "O'Brien", "Żak"]
    assert sorted(names, key=sort_key) == ["Ahmed", "Álvarez", "O'Brien", "Ødegaard", "Żak", "Zola"]


def test_signs_before_a_name_do_not_count() -> None:
    names = ["Tate", "“Stunt” politics", "'t Hooft", "Adams", "¿Qué?", "Quail"]
    assert sorted(names, key=sort_key) == ["Adams", "Quail", "¿Qué?", "“Stunt” politics", "'t Hooft", "Tate"]


def test_case_does_not_count_until_nothing_else_differs() -> None:
    assert sorted(["de Groot", "De Groot", "Deen", "dal"], key=sort_key) == ["dal", "De Groot", "de Groot", "Deen"]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Álvarez", "A"),
        ("Ødegaard", "O"),
        ("Żak", "Z"),
        ("Łódź", "L"),
        ("Æthelred", "A"),
        ("ılıca", "I"),
        ("'t Hooft", "T"),
        ("(The) Bank", "T"),
        ("1984", "0–9"),
        ("٣", "0–9"),
        ("½", "0–9"),
        ("Иван", "И"),
        ("Ёж", "Е"),
        ("Ἀθηνᾶ", "Α"),
        ("王小明", "王"),
        ("!!!", "#"),
        ("", "#"),
    ],
)
def test_an_index_lists_a_name_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mia Rosa Holt", "MH"),
        ("R. B. Holt", "RH"),
        ("élan", "É"),
        ("王小明", "王"),
        ("Bank (of) 5", "B"),
        ("1984", ""),
        ("", ""),
    ],
)
def test_a_name_without_a_picture_is_shown_by_its_first_and_last_initial(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.lists(NAMES, max_size=10))
@example(["Irvine", "ılıca", "Zed"])
@example(["…", "!!!", "王", "a"])
def test_all_names_of_one_letter_stand_together(names: list[str]) -> None:
    letters = [letter for letter, _ in groupby(map(initial, sorted(names, key=sort_key)))]
    assert len(letters) == len(set(letters))


@given(NAMES, NAMES)
def test_the_order_is_total(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.permutations(["Zola", "Álvarez", "Alvarez", "alvarez", "O'Brien", "1984", "!!!", "王"]))
def test_the_order_of_the_files_makes_no_difference(names: list[str]) -> None:
    assert sorted(names, key=sort_key) == ["!!!", "1984", "Alvarez", "alvarez", "Álvarez", "O'Brien", "Zola", "王"]
