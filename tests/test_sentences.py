"""Excerpts: words in the sentence they stand in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Excerpt
from sitegen.sentences import LONGEST, Sentences


def units(text: str) -> list[tuple[int, int]]:
    starts = [0, *(match.end() for match in re.finditer("\n\n", text))]
    return list(zip(starts, [*(start - 2 for start in starts[1:]), len(text)], strict=True))


def excerpt(marked: str) -> str:
    """The excerpt around the words in `⟦ ⟧`, marked again."""
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    found = Sentences(text, units(text)).excerpt(start, end)
    return f"{found.before}⟦{found.words}⟧{found.after}"


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("It rained. Then ⟦Ana⟧ left. All slept.", "Then ⟦Ana⟧ left."),
        ("⟦Ana⟧ left.", "⟦Ana⟧ left."),
        ("Was it? ⟦Ana⟧ left! Really.", "⟦Ana⟧ left!"),
        ("She said “no.” ⟦Ana⟧ left.", "⟦Ana⟧ left."),
        ("It rained. “⟦Ana⟧ left.” So it was.", "“⟦Ana⟧ left.”"),
        ("In 2019. 12 people saw ⟦Ana⟧.", "12 people saw ⟦Ana⟧."),
        ("It cost 3.5 millions to ⟦Ana⟧.", "It cost 3.5 millions to ⟦Ana⟧."),
        ("We met R. B. ⟦Holt⟧ and Mr. Reyes of St. Ives.", "We met R. B. ⟦Holt⟧ and Mr. Reyes of St. Ives."),
        ("The U.S. Senate heard Rep. ⟦Holt⟧ there.", "The U.S. Senate heard Rep. ⟦Holt⟧ there."),
        ("On Nov. 16 ⟦Holt⟧ met no. 7.", "On Nov. 16 ⟦Holt⟧ met no. 7."),
        ("He said no. ⟦Holt⟧ left.", "⟦Holt⟧ left."),
        ("They met in Nov. ⟦Holt⟧ left.", "⟦Holt⟧ left."),
        ("He went … and ⟦Holt⟧ left.", "He went … and ⟦Holt⟧ left."),
        ("He went… ⟦Holt⟧ left.", "⟦Holt⟧ left."),
        ("He went. ⟦holt⟧ left.", "He went. ⟦holt⟧ left."),
        ("下雨了。⟦王小明⟧走了。大家睡了。", "⟦王小明⟧走了。"),
        ("他说：“下雨了。”⟦王小明⟧走了。", "⟦王小明⟧走了。"),
        ("बारिश हुई। ⟦राम⟧ गया। सब सोए।", "⟦राम⟧ गया।"),
        ("Headline by ⟦Ana⟧\n\nThen she left.", "Headline by ⟦Ana⟧"),
        ("It rained. It ⟦poured. All⟧ slept. Nobody left.", "It ⟦poured. All⟧ slept."),
        ("It rained. It ⟦poured.\n\nAll⟧ slept. Nobody left.", "It ⟦poured.\n\nAll⟧ slept."),
        ("It rained. ⟦It poured.⟧ All slept.", "⟦It poured.⟧"),
    ],
)
def test_words_are_shown_in_their_sentence(marked: str, shown: str) -> None:
    assert excerpt(marked) == shown


def test_a_long_sentence_is_cut_between_words_around_the_words() -> None:
    text = "Before " + "long " * 100 + "Ana" + " late" * 100 + "."
    found = Sentences(text, units(text)).excerpt(507, 510)
    assert found == Excerpt("…" + "long " * 31, "Ana", " late" * 31 + "…")


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    text = "So Ana" + " late" * 100 + "."
    found = Sentences(text, units(text)).excerpt(3, 6)
    assert found == Excerpt("So ", "Ana", " late" * 62 + "…")


def test_long_words_keep_their_ends_and_some_context() -> None:
    text = "So many more came " + "word " * 200 + "at the end of all of it, as was said."
    found = Sentences(text, units(text)).excerpt(18, 1017)
    assert found == Excerpt("So many more came ", "word " * 41 + "word… " + "word " * 20 + "word", text[1017:])


def test_a_sentence_without_spaces_is_cut_where_room_ends() -> None:
    text = "很" * 600
    found = Sentences(text, units(text)).excerpt(300, 302)
    assert found == Excerpt("…" + "很" * 159, "很很", "很" * 159 + "…")


def test_words_outside_every_unit_stand_alone() -> None:
    assert Sentences("One. Two.", []).excerpt(5, 8) == Excerpt("", "Two", "")


@given(st.text(st.sampled_from("Aab. “”!。\n王"), min_size=1, max_size=60), st.data())
def test_an_excerpt_that_fits_is_a_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Sentences(text, units(text)).excerpt(start, end)
    assert found.words == text[start:end]
    assert text[start - len(found.before) : end + len(found.after)] == found.before + found.words + found.after


@given(st.lists(st.text("ab", min_size=1, max_size=30), min_size=1, max_size=200), st.data())
def test_an_excerpt_is_never_much_longer_than_the_longest(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Sentences(text, units(text)).excerpt(start, end)
    assert len(found.before) + len(found.words) + len(found.after) <= LONGEST + 90
