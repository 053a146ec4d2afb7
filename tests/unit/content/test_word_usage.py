"""How an archive writes its words: the facts of each seed, by their definition."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.content import word_usage
from sitegen.content.word_usage import SHORT, facts_in

PIECES = [
    "das", "Das", "der", "die", "Haus", "Bäume", "gut", "Ann", "(Ann", "“Li”", "Li", "O’", "*so*", "42", "¶", "a.", "ǅ",
    "\n\n", "\r\n\r\n", "name,", "volgens", "(volgens", "Ö", "名",
]  # fmt: skip


def facts(text: str) -> tuple[set[str], set[str]]:
    """Words with a capital beside another one, and facts: one rule after the other, each for every word."""
    words = text.replace("\r\n", "\n").replace("\n\n", " ¶ ").split()
    shown = [word if word[0].isupper() else word.lstrip(word_usage._AROUND) for word in words]
    is_capital = [word[:1].isupper() for word in shown]
    bare = [word_usage._bare(word) for word in shown]
    known = {word for word in words if word.islower() and word[0].isalpha() and word[-1].isalpha()}
    known |= {
        f"{bare[at]}=" for at, word in enumerate(shown) if is_capital[at] and len(word) <= 5 and len(bare[at]) <= SHORT
    }
    beside = set()
    for at in range(len(words) - 1):
        following = words[at + 1].lstrip(word_usage._AROUND)
        if is_capital[at] and following[:1].isupper() and shown[at][-1].isalpha():
            beside |= {shown[at], word_usage._bare(following)}
            if at and words[at - 1].islower() and words[at - 1].isalpha():
                known.add(f"{shown[at]}+")
    behind = [second for first, second in pairwise(words) if first in word_usage._ARTICLES]
    capitals = sum(word[0].isupper() for word in behind)
    if capitals >= 4 and capitals >= 0.4 * len(behind):
        nouns = [
            at for at in range(1, len(words)) if is_capital[at] and words[at - 1].casefold() in word_usage._ARTICLES
        ]
        known |= {f"{bare[at]}-" for at in nouns}
    return beside, known


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@example("das Haus die Bäume der Haus das Gut")
@example("das Haus die Bäume der Haus das gut (Das Gut")
def test_the_facts_of_a_seed_are_those_of_its_words(text: str) -> None:
    found = facts_in(text)
    assert ({*found.beside.split()}, {*found.facts.split()}) == facts(text)
