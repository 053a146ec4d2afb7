"""Words selected on a page: found where they were selected, and quoted so that they are found there again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problems
from sitegen.editor import EditRefusedError, Selection
from sitegen.editor import selection as selecting
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText, anchor_quote

VOTE = "The vote\n\nThe first vote is a formality. The final vote is a decision.\n\nThe vote is a record."


def searchable(text: str, name: str = "vote.txt") -> SearchableText:
    return SearchableText(prose.read_seed(text.encode(), f"seeds/{name}", prose.SeedContext()), f"seeds/{name}")


def quoted(of: SearchableText, words: str, before: str = "", after: str = "") -> tuple[str, object]:
    """The words of the text, and the quote as it is written."""
    hit = selecting.locate(of, Selection(words, before, after))
    start, end = of.span_of(hit)
    return of.prose.text[start:end], selecting.quote_values(selecting.quote_for(of, hit))


def why_not(of: SearchableText, words: str, before: str = "", after: str = "") -> tuple[str, str]:
    with pytest.raises(EditRefusedError) as caught:
        quoted(of, words, before, after)
    problem = caught.value.problems[0].problem
    return problem.code, problem.message


def test_words_that_stand_once_are_quoted_by_themselves() -> None:
    assert quoted(searchable(VOTE), "a formality") == ("a formality", "a formality")


def test_what_stands_around_a_selection_says_which_of_several_it_is() -> None:
    of = searchable(VOTE)
    assert quoted(of, "vote", "The final ", " is a decision") == ("vote", {"exact": "vote", "prefix": "final"})
    assert quoted(of, "vote", "is a decision.\n\nThe ", " is a record") == (
        "vote",
        {"exact": "vote", "prefix": "decision. The"},
    )


def test_no_more_stands_beside_a_quote_than_it_takes() -> None:
    of = searchable("A B x C. A B x D. E B x C.")
    assert quoted(of, "x", "E B ", " C.") == ("x", {"exact": "x", "prefix": "E B"})


def test_words_with_nothing_to_tell_them_apart_are_refused() -> None:
    assert why_not(searchable(VOTE), "vote") == (
        "quote-ambiguous",
        "these words stand in the article several times",
    )


def test_equal_surroundings_on_both_sides_are_told_apart_by_counting() -> None:
    text = "Ho ho.\n\n" + "no " * 40 + "end"
    of = searchable(text)
    assert quoted(of, "no", "Ho ho.\n\n" + "no " * 14, " no no")[1] == {"exact": "no", "occurrence": "15"}


def test_words_that_are_not_there_are_refused() -> None:
    assert why_not(searchable(VOTE), "a formalty") == ("quote-not-found", "these words do not stand in the article")


def test_a_selection_of_nothing_is_refused() -> None:
    assert why_not(searchable(VOTE), " \n\u200b") == ("quote-empty", "nothing is selected")


def test_a_selection_may_cross_paragraphs() -> None:
    words = "is a decision.\n\nThe vote is"
    assert quoted(searchable(VOTE), words) == (words, "is a decision. The vote is")


def test_a_long_selection_is_quoted_by_its_ends() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    words = text[:1200].rpartition(" ")[0]
    found, quote = quoted(searchable(text), words)
    assert found == words
    assert quote == {
        "from": "word0 word1 word2 word3 word4 word5 word6",
        "to": "word156 word157 word158 word159 word160 word161 word162",
    }


def test_emoji_and_combining_marks_come_out_as_the_exact_words() -> None:
    text = "Reply: 👩‍👩‍👧 said Ame\u0301lie, «oui» 🇫🇷 twice."
    of = searchable(text)
    assert quoted(of, "👩‍👩‍👧 said Amélie")[0] == "👩‍👩‍👧 said Ame\u0301lie"
    assert quoted(of, "Ame", "said ", "\u0301lie")[0] == "Ame\u0301lie"


def test_words_of_a_text_from_right_to_left_come_out_in_their_order() -> None:
    text = "قال رئيس البلدية إن الجسر آمن. ولم يوافق أحد."
    assert quoted(searchable(text), "الجسر آمن") == ("الجسر آمن", "الجسر آمن")


def test_markup_inside_a_selection_is_no_part_of_its_words() -> None:
    of = searchable("The council **approved** the [plan](https://example.org/p) on Monday.", "vote.md")
    words = "council approved the plan"
    assert quoted(of, words) == (words, words)


def test_what_the_text_has_and_a_browser_leaves_out_is_in_the_words() -> None:
    of = searchable("the infra\u00adstruc\u00adture\u200b plan of 40\u00a0000")
    assert quoted(of, "infrastructure plan of 40 000")[0] == "infra\u00adstruc\u00adture\u200b plan of 40\u00a0000"


@given(
    st.text(st.sampled_from("ab .-“”’é\u0301\u00ad👍\n"), min_size=1, max_size=60),
    st.integers(0, 59),
    st.integers(1, 30),
)
def test_every_selection_of_a_text_is_found_where_it_was_or_refused(text: str, start: int, length: int) -> None:
    of = searchable("Head\n\n" + text)
    whole = of.prose.text
    start = min(start, len(whole) - 1)
    end = min(start + length, len(whole))
    selection = Selection(whole[start:end], whole[max(start - 100, 0) : start], whole[end : end + 100])
    try:
        hit = selecting.locate(of, selection)
        quote = selecting.quote_for(of, hit)
    except EditRefusedError:
        return
    place = of.span_of(hit)
    assert re.sub(r"\s", "", whole[start:end]) in re.sub(r"\s", "", whole[place[0] : place[1]]) or _folds_alike(
        whole[start:end], whole[place[0] : place[1]]
    )
    made = Quote(quote.exact, Location(""), quote.prefix, quote.suffix, quote.occurrence, quote.until)
    assert anchor_quote(of, made, Problems()) == place


def _folds_alike(one: str, other: str) -> bool:
    from sitegen.text.normalize import normalize

    return normalize(one).text.strip() in normalize(other).text
