"""The order of names in an index, and its letters."""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.core import collation
from sitegen.core.collation import initials, is_a_to_z

NAMES = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aZÅØłŻıß'“3٣½王Ж .ʻþん")), max_size=8)
LANGUAGES = st.sampled_from(
    ["en", "sv", "cs", "zh", "zh-Hant", "ja", "ko", "th", "ar", "tr", "sr-Latn", "no-such", "x-a"]
)


def in_order(language: str, *names: str) -> list[str]:
    return sorted(names, key=collation.collation_for(language).sort_key)


def letters(language: str, *names: str) -> list[str]:
    """The letters of an index, each as often as its names are parted by others."""
    return [letter for letter, _ in groupby(map(collation.collation_for(language).initial, in_order(language, *names)))]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Ahmed", "Álvarez", "O'Brien", "Ødegaard", "Żak", "Zola"]),
        ("en", ["Oberon", "Œuvre", "Offa"]),
        ("sv", ["Aho", "Zorn", "Åberg", "Ärlig", "Öst"]),
        ("fi", ["Aalto", "Zetterberg", "Åkesson", "Äijälä", "Öhman"]),
        ("da", ["Bertelsen", "Zahle", "Ærø", "Østergaard", "Aabenraa"]),
        ("de", ["Aal", "Ärger", "Azur", "Öz", "Ozelot"]),
        ("es", ["Naranjo", "Nuez", "Ñandú", "Ocampo"]),
        ("cs", ["Cyr", "Čech", "Dub", "Hora", "Chalupa", "Ibl"]),
        ("hu", ["Czuczor", "Csaba", "Dani", "Gyula", "Hédi"]),
        ("tr", ["Ilgaz", "Işık", "İnan", "Jale", "Oktay", "Özge"]),
        ("pl", ["Lato", "Łaski", "Mazur", "Zator", "Żak"]),
        ("uk", ["Гай", "Ґудзь", "Дума", "Євген"]),
        ("el", ["Άννα", "Βασίλης", "Ωνάσης"]),
        ("th", ["กา", "เก", "ขา"]),
        ("zh", ["安", "李", "王"]),
        ("zh-Hant", ["一", "王", "李"]),
    ],
)
def test_names_stand_in_the_order_of_the_archives_language(language: str, names: list[str]) -> None:
    assert in_order(language, *reversed(names)) == names


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("en", "Álvarez", "A"),
        ("en", "Ødegaard", "O"),
        ("en", "Łódź", "L"),
        ("en", "Æthelred", "A"),
        ("en", "Œuvre", "O"),
        ("en", "ılıca", "I"),
        ("en", "Żak", "Z"),
        ("en", "Þór", "Þ"),
        ("en", "'t Hooft", "T"),
        ("en", "(The) Bank", "T"),
        ("en", "\u02bbAukai", "A"),
        ("en", "\u02bfAbd", "A"),
        ("en", "\u02bcOkoa", "O"),
        ("en", "1984", "0–9"),
        ("en", "٣", "0–9"),
        ("en", "½", "0–9"),
        ("en", "Иван", "И"),
        ("en", "Ёж", "Е"),
        ("en", "Ἀθηνᾶ", "Α"),
        ("en", "王小明", "王"),
        ("en", "김철수", "ㄱ"),
        ("en", "あべ", "あ"),
        ("en", "เก", "ก"),
        ("en", "!!!", "#"),
        ("en", "", "#"),
        ("sv", "Åberg", "Å"),
        ("nn", "Ødegaard", "Ø"),
        ("is", "Þór", "Þ"),
        ("es", "Ñandú", "Ñ"),
        ("cs", "Chalupa", "CH"),
        ("hu", "Szabó", "SZ"),
        ("tr", "İnan", "İ"),
        ("vi", "Đỗ", "Đ"),
        ("uk", "Ґудзь", "Ґ"),
        ("ko", "김철수", "ㄱ"),
        ("ko", "金", "ㄱ"),
        ("ja", "アン", "あ"),
        ("ja", "がま", "か"),
        ("ja", "んだ", "わ"),
        ("ja", "王", "王"),
        ("zh", "王小明", "W"),
        ("th", "เก", "ก"),
        ("ar", "أحمد", "ا"),
        ("he", "שרה", "ש"),
        ("hy", "Արամ", "Ա"),
        ("no-such", "Álvarez", "A"),
    ],
)
def test_an_index_lists_a_name_under_a_letter_of_the_archives_language(language: str, name: str, letter: str) -> None:
    assert collation.collation_for(language).initial(name) == letter


def test_signs_before_a_name_do_not_count() -> None:
    names = ["Adams", "Quail", "¿Qué?", "“Stunt” politics", "Tate", "'t Hooft"]
    assert [name.strip("¿?“'") for name in in_order("en", *names)] == [
        "Adams", "Quail", "Qué", "Stunt” politics", "t Hooft", "Tate",
    ]  # fmt: skip


def test_case_does_not_count_until_nothing_else_differs() -> None:
    assert in_order("en", "de Groot", "De Groot", "Deen", "dal") == ["dal", "de Groot", "De Groot", "Deen"]


@pytest.mark.parametrize(
    ("name", "shown"),
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
def test_a_name_without_a_picture_is_shown_by_its_first_and_last_initial(name: str, shown: str) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (["A", "Æ", "CH", "Z"], True),
        (["#", "0–9", "B"], True),
        ([], True),
        (["K", "ㄱ"], False),
        (["Α", "Ω"], False),
        (["A", "王"], False),
    ],
)
def test_only_latin_letters_run_from_a_to_z(shown: list[str], expected: bool) -> None:
    assert is_a_to_z(shown) is expected


@given(LANGUAGES, st.lists(NAMES, max_size=10))
@example("en", ["Irvine", "ılıca", "Zed"])
@example("en", ["…", "!!!", "王", "a"])
@example("ja", ["ん", "王", "わ", "一"])
def test_all_names_of_one_letter_stand_together(language: str, names: list[str]) -> None:
    shown = letters(language, *names)
    assert len(shown) == len(set(shown))


@given(LANGUAGES, NAMES, NAMES)
def test_the_order_is_total(language: str, one: str, other: str) -> None:
    sort_key = collation.collation_for(language).sort_key
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.permutations(["Zola", "Álvarez", "Alvarez", "alvarez", "O'Brien", "1984", "!!!", "王"]))
def test_the_order_of_the_files_makes_no_difference(names: list[str]) -> None:
    assert in_order("en", *names) == ["!!!", "1984", "alvarez", "Alvarez", "Álvarez", "O'Brien", "Zola", "王"]


@pytest.mark.parametrize("locale", ["C", "sv_SE.UTF-8", "tr_TR.UTF-8"])
def test_the_locale_of_the_machine_makes_no_difference(locale: str) -> None:
    code = (
        "from sitegen.core import collation; from sitegen.text.mentions import common_word_names; "
        "c = collation.collation_for('en'); "
        "print([c.initial(n) for n in ('Åsa', 'ışık', 'İnan')]); "
        "print([collation.collation_for(t).initial('Åsa') for t in ('no-such', 'la', 'tlh', '')]); "
        "print(['mai' in common_word_names._days_and_months(t) for t in ('de-AT', 'de-1996', 'la')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["['A', 'I', 'I']", "['Å', 'A', 'A', 'A']", "[True, True, False]"]
