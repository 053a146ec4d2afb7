"""Passages of real texts: found where they belong however their quotes were damaged, or told, and at once."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.text import prose
from sitegen.text.anchoring import SearchableText

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
passages = pytest.importorskip("passages")

EVERY = {**passages.DAMAGES, "all together": passages.all_together}


@pytest.fixture(scope="module")
def speech() -> SearchableText:
    """A text of 171,000 characters."""
    return SearchableText(prose.read_seed(passages.longest_speech().encode(), "seeds/speech.txt"), "seeds/speech.txt")


FOUND = Counter({"right": 315, "quote-cuts-word": 1})
"""One is `Stellwagen`, of `Stellwagens`."""


@pytest.mark.parametrize("damage", EVERY.values(), ids=EVERY)
def test_every_noted_passage_of_an_edition_is_found_at_its_place(damage: Callable[[str], str]) -> None:
    assert passages.count(damage) == FOUND


def test_words_that_a_text_breaks_with_soft_hyphens_are_found() -> None:
    assert passages.in_texts_with_soft_hyphens() == FOUND


@pytest.mark.parametrize("damage", [str, passages.all_together], ids=["as they are", "all together"])
def test_words_without_context_are_found_at_their_place_or_told_ambiguous(damage: Callable[[str], str]) -> None:
    assert passages.count(damage, context=0) == {"right": 267, "quote-ambiguous": 48, "quote-cuts-word": 1}


def test_a_quote_of_a_long_text_takes_milliseconds(speech: SearchableText) -> None:
    fastest = {
        name: min(passages.milliseconds(speech, quotes[0]) for _ in range(5))
        for name, quotes in passages.timed_quotes(speech.prose.text, 1).items()
    }
    # Ten times as long as a slow machine takes.
    assert {name: taken for name, taken in fastest.items() if taken > 100} == {}
