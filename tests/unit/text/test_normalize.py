"""Folding: what becomes alike, and the way back."""

import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.normalize import normalize, normalize_for_ids

TRICKY = st.text(
    st.sampled_from(
        "ab A\n\t\xa0\u2009\u3000'’‘‚\"“”„′″-–—−‑…．.\xad\u200b\u200d\u2060\ufeff"
        "é\u0301\u0308\u0323oǖ\u212b\u0958\u0344"
        "\u1112\u1161\u11ab한각😀👩«»ß中กำ־׳״ʻʿ´\u0374\u1ffd〜～ﬁﬅ¬"
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“We won’t close it,” she said – twice.", '"We won\'t close it," she said - twice.'),
        ("„Ja“, ‚nein‘", "\"Ja\", 'nein'"),
        ("6′ 2″", "6' 2\""),
        ("«Oui» ‹non›", "\"Oui\" 'non'"),
        ("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h"),
        ("wait…", "wait..."),
        ("about 40\u00a0000  homes\nin\t\n\nthe valley", "about 40 000 homes in the valley"),
        ("infra\u00adstruc\u00adture\u200b plan", "infrastructure plan"),
        ("a \u200b b", "a b"),
        ("\u202aleft\u202c", "left"),
        ("Ame\u0301lie", "Amélie"),
        ("בן־ארי, צ׳רצ׳יל, ארה״ב", "בן-ארי, צ'רצ'יל, ארה\"ב"),
        ("Kealiʻi, Oʻzbekiston, ʿAbd, Rus´", "Keali'i, O'zbekiston, 'Abd, Rus'"),
        ("10\u301c20, 10\uff5e20", "10-20, 10-20"),
        ("կարմիր֊սև, ᠮᠣ᠆ᠭ", "կարմիր-սև, ᠮᠣ-ᠭ"),
        ("the ﬁrst ofﬁce of ﬂoor staﬀ, waﬄe, ﬅ, ﬆ", "the first office of floor staff, waffle, st, st"),
        ("ﬁ\u0301n", "fín"),
        ("com\u00ad\nmittee, com¬\nmittee, com\u200b¬ \u00ad\nmittee", "com- mittee, com- mittee, com- mittee"),
        ("e\u0301\u00ad\ne\u0301", "é- é"),
        ("мост\u00ad\nовой, 故¬\n障", "мост- овой, 故- 障"),
        ("so ¬p, 5\u00ad\n6, a.\u00ad\nb", "so ¬p, 5 6, a. b"),
        ("e\u00ad\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u212b", "Å"),
        ("Plain ASCII stays, Case too.", "Plain ASCII stays, Case too."),
        ("", ""),
    ],
)
def test_typography_folds_to_its_plain_form(text: str, folded: str) -> None:
    assert normalize(text).text == folded


def test_the_way_back_takes_what_folding_hid_inside_but_not_around() -> None:
    text = "the \u200binfra\u00adstructure\u200b plan"
    folded = normalize(text)
    start = folded.text.index("infra")
    end = start + len("infrastructure")
    assert text[folded.start_of(start) : folded.end_of(end)] == "infra\u00adstructure"


def test_half_of_a_changed_place_leads_back_to_the_whole_of_it() -> None:
    text = "no… yes"
    folded = normalize(text)
    assert (folded.start_of(3), folded.end_of(4)) == (2, 3)


def test_an_accent_is_never_parted_from_its_letter() -> None:
    text = "x Ame\u0301lie Roux"
    folded = normalize(text)
    start = folded.text.index("Amé")
    assert text[folded.start_of(start) : folded.end_of(start + 3)] == "Ame\u0301"


@given(TRICKY | st.text(max_size=60))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert normalize(unicodedata.normalize("NFD", text)).text == normalize(unicodedata.normalize("NFC", text)).text


@given(TRICKY | st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(TRICKY)
def test_folded_text_is_composed_and_holds_no_two_spaces(text: str) -> None:
    folded = normalize(text).text
    assert unicodedata.is_normalized("NFC", folded)
    assert "  " not in folded


@given(TRICKY)
def test_offsets_rise_and_stay_within_the_original(text: str) -> None:
    folded = normalize(text)
    places = range(len(folded.text) + 1)
    for offsets in ([folded.start_of(i) for i in places], [folded.end_of(i) for i in places]):
        assert offsets == sorted(offsets)
        assert all(0 <= offset <= len(text) for offset in offsets)


@given(TRICKY, st.data())
def test_a_stretch_leads_back_to_a_slice_that_holds_it(text: str, data: st.DataObject) -> None:
    folded = normalize(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    original = text[folded.start_of(start) : folded.end_of(end)]
    if start < end:
        assert folded.text[start:end] in normalize(original).text


@given(TRICKY)
def test_the_whole_leads_back_to_all_but_hidden_characters_at_its_ends(text: str) -> None:
    folded = normalize(text)
    whole = text[folded.start_of(0) : folded.end_of(len(folded.text))]
    assert normalize(whole).text == folded.text


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126)))
def test_clean_text_keeps_its_offsets(text: str) -> None:
    folded = normalize(text)
    places = list(range(len(text) + 1))
    assert (folded.text, [folded.start_of(place) for place in places]) == (text, places)


EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))
"""Each code point of Unicode."""


def test_every_dash_of_unicode_folds_to_one() -> None:
    dashes = regex.findall(r"\p{Dash}", EVERYTHING)
    assert len(dashes) > 25
    assert {dash: normalize(dash).text for dash in dashes} == dict.fromkeys(dashes, "-")


def test_every_quotation_mark_of_unicode_but_brackets_folds_to_a_straight_one() -> None:
    marks = regex.findall(r"\p{Quotation_Mark}", EVERYTHING)
    brackets = "「」『』﹁﹂﹃﹄｢｣"
    assert {mark for mark in marks if normalize(mark).text not in ("'", '"')} == {*brackets}


BEFORE = "“We” – ‘all’ «of» us… ʼ ′ ″ ― a\u00adb c\u00ad\nd e\u0301 \u2019s ﹣ 6″\u200b."
LATER = "בן־ארי ארה״ב ﬁrst com¬\nmittee com\u00ad\nmittee ʻ 〜"


def test_what_ids_are_counted_by_stays_as_it_was() -> None:
    assert normalize_for_ids(BEFORE).text == '"We" - \'all\' "of" us... \' \' " - ab c d é \'s - 6".'
    assert normalize_for_ids(LATER).text == "בן־ארי ארה״ב ﬁrst com¬ mittee com mittee ʻ 〜"
    assert normalize_for_ids("ﬁ\u0301").text == "ﬁ\u0301"
    assert [normalize(text).is_for_ids for text in (LATER, "plain", "“We” – é")] == [False, True, True]


@given(TRICKY | st.text(max_size=60))
def test_a_text_that_is_folded_as_ids_are_is_the_same_in_both(text: str) -> None:
    if normalize(text).is_for_ids:
        assert normalize(text) == normalize_for_ids(text)
