"""Words that turn the direction of writing, and words without an end."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.adversarial import words_without_an_end
from support.adversarial_html import TURNS
from support.archives import write
from support.waiting import is_in_proportion

from sitegen.engine import Options, build
from sitegen.text.prose.html_text import isolate


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Ana Reyes", "Ana Reyes"),
        ("\u202eana", "\u2068\u202eana\u2069"),
        ("a\u2069\u202ena", "\u2068a\u202ena\u2069"),
        ("\u2067a\u202bb\u2069c\u2069", "\u2068\u2067a\u202bb\u2069c\u2069"),
        ("\u2066\u2067a", "\u2068\u2066\u2067a\u2069\u2069\u2069"),
        ("https://e.org/\u202ea", "https://e.org/%E2%80%AEa"),
        ("see https://e.org/\u202ea", "\u2068see https://e.org/\u202ea\u2069"),
    ],
)
def test_a_turn_of_direction_ends_where_its_field_ends(words: str, shown: str) -> None:
    assert isolate(words) == shown


@given(st.text("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069aא", max_size=30))
def test_words_with_turns_are_one_isolate_and_otherwise_the_same(words: str) -> None:
    rest = isolate(words)
    assert TURNS.sub("", rest) == TURNS.sub("", words)
    while rest != (less := re.sub("[\u2066-\u2068][^\u2066-\u2069]*\u2069", "", rest)):
        rest = less
    assert rest == ("" if TURNS.search(words) else words)


def test_turns_by_the_million_are_ended_in_their_time() -> None:
    turns = ("\u202b", "\u2069", "\u2067", "\u2069")
    assert is_in_proportion(lambda times: isolate("".join(turn * times for turn in turns)), 500_000)


def test_a_word_of_a_million_letters_in_every_place_is_built_in_bounded_time(tmp_path: Path) -> None:
    turns = count()

    def built(length: int) -> None:
        root = write(tmp_path / str(next(turns)), words_without_an_end(length))
        outcome = build(Options(root, root / "public", drafts=True, keep_going=True))
        assert [(problem.code, problem.severity) for problem in outcome.problems] == [("quote-not-found", "error")]
        assert outcome.is_done

    assert is_in_proportion(built, 1_000_000)
