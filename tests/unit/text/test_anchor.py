"""Quotes: where they stand, and what their author is told when they do not."""

import itertools
import re
import unicodedata

import pytest
import regex
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from support.checkout import ROOT
from support.quotes import HERE, find, prose, quote
from support.spec_cases import Case, cases
from support.waiting import is_in_proportion

from benchmarks import texts
from sitegen.core.model import Quote
from sitegen.core.problems import Problems
from sitegen.text.anchoring import SearchableText, anchor_quote, is_exact
from sitegen.text.normalize import normalize
from sitegen.text.similarity.nearest_passage import NearPassage, find_nearest
from sitegen.text.similarity.tokens import WordSequence


def real(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize("case", cases(ROOT / "tests/spec/anchor.md"), ids=str)
def test_quotes_are_found_as_written(case: Case) -> None:
    text = real(case.blocks["text"])
    problems = Problems()

    found = find(text, Quote(location=HERE, **yaml.safe_load(case.blocks["quote"])), problems)

    told = "\n".join(f"{problem.code}: {problem.message}\n{problem.hint}" for problem in problems)
    assert told == case.blocks.get("problem", "")
    words = f"{found[0]} {found[1]} {text[slice(*found)]}" if found else ""
    assert words == real(case.blocks.get("found", ""))


def exactness(text: str, quote: Quote) -> tuple[tuple[int, int] | None, bool]:
    found = find(text, quote)
    return found, found is not None and is_exact(text[slice(*found)], quote)


def test_words_as_they_stand_are_exact_and_normalized_ones_are_not() -> None:
    text = "She said “no” – twice."
    assert exactness(text, quote("“no” – twice")) == ((9, 21), True)
    assert exactness(text, quote('"no" - twice')) == ((9, 21), False)


def test_a_stretch_is_exact_where_both_its_ends_are() -> None:
    text = "She said “no” – twice."
    assert exactness(text, Quote("She", HERE, until="– twice")) == ((0, 21), True)
    assert exactness(text, Quote("She", HERE, until="- twice")) == ((0, 21), False)


def test_a_problem_is_at_the_quote() -> None:
    problems = Problems()
    find("Other words.", quote("a quote"), problems)
    assert [str(problem.location) for problem in problems] == ["content/claims/case.yaml:3:8"]


def test_a_context_cut_inside_an_accented_letter_fits() -> None:
    text = "e\u0301 no. e\u0301 no\u0301."
    assert exactness(text, quote("no", prefix="\u0301 ", suffix=". e")) == ((3, 5), True)


def test_a_long_passage_is_shown_without_its_middle() -> None:
    problems = Problems()
    words = " ".join(f"word{number}" for number in range(100))
    find(words, quote(words.replace("word50", "wort50")), problems)
    (problem,) = problems
    assert problem.hint == (
        'did you mean "word0 word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 word12 word13 word14 '
        "word15 word16 word17 … word83 word84 word85 word86 word87 word88 word89 word90 word91 word92 word93 word94 "
        'word95 word96 word97 word98 word99" (line 1)? It has "word50" for "wort50".'
    )


UNSEEN = " \n\xa0\xad\u200d"
CHARACTERS = [*"ab .\n“’–…\xa0\xadeé한👩\u200d", "e\u0301", "\u1112\u1161"]
TEXTS = st.lists(st.sampled_from(CHARACTERS), min_size=1, max_size=30).map("".join)


@given(TEXTS, st.data())
def test_whole_characters_cut_from_a_text_anchor_back_or_it_is_told_why_not(text: str, data: st.DataObject) -> None:
    edges = [0, *itertools.accumulate(map(len, regex.findall(r"\X", text)))]
    start, end = sorted(data.draw(st.lists(st.sampled_from(edges), min_size=2, max_size=2, unique=True)))
    problems = Problems()
    found = find(text, quote(text[start:end]), problems)
    codes = [problem.code for problem in problems]
    if found:
        assert text[slice(*found)].strip(UNSEEN) == text[start:end].strip(UNSEEN)
        assert codes == []
    else:
        assert codes in (["quote-ambiguous"], ["quote-empty"], ["quote-cuts-word"])


@given(st.text(st.sampled_from("".join(CHARACTERS)), min_size=1, max_size=30), st.data())
def test_a_cut_inside_a_character_is_told_or_found_without_a_failure(text: str, data: st.DataObject) -> None:
    """Programs cut so, and nobody else: an accent without its letter, half of a syllable."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    problems = Problems()
    found = find(text, quote(text[start:end]), problems)
    assert (found is None) == (len(problems) == 1)
    assert found is None or 0 <= found[0] < found[1] <= len(text)


@given(st.lists(st.text("abcé", min_size=1, max_size=4), min_size=3, max_size=12), st.data())
def test_words_damaged_as_people_do_are_found_at_the_same_place(words: list[str], data: st.DataObject) -> None:
    joints = st.sampled_from([" ", "  ", "\xa0", "\n", " – ", "— ", ", “", "” ", "’s ", "… ", "\u00ad", " ‘", "é "])
    text = "".join(word + data.draw(joints) for word in words)
    exact = text.strip()
    assume(exact)
    damaged = exact.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'").replace("\u00ad", "")
    damaged = re.sub("[–—]", "-", damaged).replace("…", "...")
    damaged = unicodedata.normalize("NFD", " ".join(damaged.split()))
    whole, same = find(text, quote(exact)), find(text, quote(damaged))
    assert whole is not None
    assert same == whole


def test_every_note_of_a_scholarly_edition_is_found_where_it_belongs() -> None:
    strayed = []
    for record in texts.collection("schnitzler_interviews"):
        text = record["text"]
        searchable = SearchableText(prose(text), f"seeds/{record['id']}.txt")
        for note in record["context_notes"]:
            if not note["anchored"]:
                continue
            start, end = note["start"], note["end"]
            cut = quote(text[start:end], text[max(start - 32, 0) : start], text[end : end + 32])
            found = anchor_quote(searchable, cut, Problems())
            if found is None or text[slice(*found)].strip() != text[start:end].strip():
                strayed.append((record["id"], start, end, found))
    # Its words are `Stellwagen`, the text has `Stellwagens`: a word that is cut is told.
    assert strayed == [("asi_M020", 9612, 9622, None)]


@pytest.mark.slow
def test_of_a_quote_without_an_end_the_first_words_are_compared_in_bounded_time() -> None:
    def compare(size: int) -> None:
        before = "Nobody said so. " * (size * 6 // 100)
        text = f"{before}The bridge is safe. {'x' * (size // 10)}"
        words, begin = WordSequence(normalize(text), text), len(before) + 20
        assert find_nearest(words, f"The bridge is sound. {'y' * size}") is None
        compared = {250_000: 754, 1_000_000: 188}[size]
        assert find_nearest(words, "x" * size) == NearPassage(
            begin, begin + compared, f"Only the first {compared} characters were compared."
        )

    assert is_in_proportion(compare, 1_000_000)
