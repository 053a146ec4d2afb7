"""Ids and names that nobody can tell apart are told; those that only differ a little are not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import icu
import pytest
from support.built_sites import made

from sitegen.core.confusables import mixture, skeleton

CYRILLIC_A, GREEK_O = "\u0430", "\u03bf"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ana-reyes", f"{CYRILLIC_A}na-reyes"),
        ("Ana Reyes", "\u0410na Reyes"),
        ("bolt", f"b{GREEK_O}lt"),
        ("Ivan", "\u0406van"),
        ("Scope", "\u0405\u0441\u043e\u0440\u0435"),
        ("part-1", "part-l"),
        ("Arnold", "Amold"),
        ("O’Brien", "O'Brien"),
        ("Zo\u00eb", "Zo\u0435\u0308"),
        ("Ana", "A\u200bna"),
        ("\u05d5", "l"),
    ],
)
def test_what_looks_alike_has_one_skeleton(one: str, other: str) -> None:
    assert one != other
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana", "Anna"), ("Zoë", "Zoe"), ("Straße", "Strasse"), ("Łódź", "Lodz"), ("ana", "Ana"), ("2024", "2023"),
     ("Иванова", "Иванов"), ("ο", "ω"), ("李", "季"), ("a-b", "ab")],
)  # fmt: skip
def test_what_does_not_has_two(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_the_short_table_says_what_the_long_one_says() -> None:
    of = partial(icu.SpoofChecker().getSkeleton, 0)
    printable = "".join(map(chr, range(32, 127)))
    assert [skeleton(letter) for letter in printable] == [of(letter) for letter in printable]
    assert skeleton(printable) == of(printable)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the \u0410na Reyes", ("\u0410na", "\u0410")),
        ("Иванa", ("Иванa", "a")),
        (f"n{GREEK_O}te", (f"n{GREEK_O}te", GREEK_O)),
        ("Иван Ivan, Ανα-Ana", ("", "")),
        ("TNFα, κB and 5 μm", ("", "")),
        ("NHKテレビ Tシャツ 漢字かな", ("", "")),
        ("Zoë Łódź’s naïve café", ("", "")),
        ("", ("", "")),
    ],
)
def test_only_words_of_scripts_that_look_alike_are_a_mixture(words: str, found: tuple[str, str]) -> None:
    assert mixture(words) == found


def test_a_record_that_looks_like_another_is_told_once(tmp_path: Path) -> None:
    site = made(
        tmp_path,
        {
            "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
            "content/actors/new.yaml": f"id: {CYRILLIC_A}na-reyes\nname: \u0410na Reyes\n",
            "content/actors/twin.yaml": "id: twin\nname: Ana Reyes\n",
            "content/topics/dam.yaml": "name: D\u0430m\n",
            "content/notes/n.yaml": "title: N\nbody: B.\narticle: part-1\n",
            "seeds/part-1.txt": "One\n\nWords.\n",
            "seeds/part-l.txt": "Other\n\nWords.\n",
        },
    )
    assert site.is_done
    about = "warning[look-alike]"
    first = 'looks like "Ana Reyes" of content/actors/ana-reyes.yaml:1:1: "\u0410" is CYRILLIC CAPITAL LETTER A'
    second = '"D\u0430m": "\u0430" is CYRILLIC SMALL LETTER A'
    assert [line for line in site.told if about in line] == [
        f'content/actors/new.yaml:1:1: {about}: the name "\u0410na Reyes" {first}',
        f'content/topics/dam.yaml:1:1: {about}: the name "D\u0430m" mixes letters of several scripts in {second}',
        f'seeds/part-l.txt: {about}: the id "part-l" looks like "part-1" of seeds/part-1.txt',
    ]


def test_nothing_is_told_of_words_that_are_merely_many(tmp_path: Path) -> None:
    files = {f"seeds/vote-{number}.txt": f"Vote {number}\n\nWords.\n" for number in (*range(12), 100, 101, 110)}
    names = ("Zoë Lund", "Zoe Lund", "Ивана Петрова", "Иван Петров", "Νίκος", "TNFα", "O’Brien")
    files |= {
        f"content/actors/a{number}.yaml": f"id: actor-x{number}\nname: {name}\n" for number, name in enumerate(names)
    }
    site = made(tmp_path, files)
    assert (site.is_done, [line for line in site.told if "look-alike" in line]) == (True, [])
