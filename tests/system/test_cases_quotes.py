"""Quotes and overlaps that broke other tools, as whole small archives; more of them are in test_hard_input.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.built_sites import Made, made
from support.incremental_archive import quick_builds

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
NORTH = "The north clinic cut waiting times by nine percent."
SOUTH = "The south clinic cut waiting times by nine percent."
VOTES = "The first vote is a formality. The final vote is a decision. The vote is a record."


def passage(site: Made, record: str) -> str:
    """The words on the page of article `a` that are marked for this record, whatever they are cut into."""
    return "".join(node.text() for node in site.page("articles/a/").css(f'mark[data-on~="{record}"]'))


def test_a_sentence_that_is_deleted_leaves_its_claim_without_words_and_its_like_unmarked(tmp_path: Path) -> None:
    claim = f"claim: C.\narticle: a\nquote: {NORTH}\n"
    other = "claim: D.\narticle: a\nquote: The clinics opened\n"
    records = {"content/claims/c.yaml": claim, "content/claims/d.yaml": other}
    first = made(tmp_path, {"seeds/a.txt": f"T\n\nThe clinics opened. {NORTH} {SOUTH}", **records})
    assert (first.told, passage(first, "claim-c")) == ([], NORTH)
    later = made(tmp_path, {"seeds/a.txt": f"T\n\nThe clinics opened. {SOUTH}"}, keep_going=True)
    assert later.told == [f'content/claims/c.yaml:3:8: error[quote-not-found]: seeds/a.txt has no words "{NORTH}"']
    assert (passage(later, "claim-c"), passage(later, "claim-d")) == ("", "The clinics opened")
    assert later.lines("claims")[0]["passages"] == [{"article": "a", "lost": NORTH}]


def test_words_in_three_places_are_told_with_each_and_none_is_marked(tmp_path: Path) -> None:
    files = {"seeds/a.txt": f"T\n\n{VOTES}", "content/claims/c.yaml": "claim: C.\narticle: a\nquote: vote\n"}
    site = made(tmp_path, files, keep_going=True)
    assert site.told == ['content/claims/c.yaml:3:8: error[quote-ambiguous]: seeds/a.txt has the words "vote" 3 times']
    for words in ("The first vote is", "The final vote is", "The vote is a record"):
        assert words in site.hints[0]
    assert passage(site, "claim-c") == ""


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“We won’t close it,” she said – twice.", '"We won\'t close it," she said - twice.'),
        ("about 40\u00a0000  homes\nin the valley", "about 40 000 homes in the valley"),
        ("the infra\u00adstruc\u00adture\u200b plan", "infrastructure plan"),
        ("Ame\u0301lie Roux resigned", "Amélie Roux resigned"),
        ("Amélie Roux resigned", "Ame\u0301lie Roux resigned"),
    ],
)
def test_words_typed_otherwise_are_found_and_shown_as_they_stand(tmp_path: Path, text: str, quote: str) -> None:
    claim = f"claim: C.\narticle: a\nquote: {json.dumps(quote)}\n"
    site = made(tmp_path, {"seeds/a.txt": text, "content/claims/c.yaml": claim})
    as_shown = text.replace("\n", " ")
    assert site.told == []
    assert [node.text() for node in site.page("articles/a/").css(".text p")] == [as_shown]
    assert passage(site, "claim-c") == as_shown.removeprefix("the ")


def test_behind_an_emoji_offsets_are_code_points_wherever_they_are_told(tmp_path: Path) -> None:
    claim = "claim: C.\narticle: a\nquote: mayor said no\n"
    files = {"seeds/a.md": "---\ntitle: T\n---\n😀😀 The mayor said no.", "content/claims/c.yaml": claim}
    site = made(tmp_path, {**files, "content/actors/m.yaml": "name: The mayor\nkind: organization\n"})
    start = len("T\n\n") + 7
    (told,) = site.lines("claims")[0]["passages"]
    assert told == {"article": "a", "start": start, "end": start + 13, "text": "mayor said no"}
    by_motive = {one["motivation"]: one["target"]["selector"][1] for one in site.lines("annotations")}
    assert (by_motive["assessing"]["start"], by_motive["assessing"]["end"]) == (start, start + 13)
    assert (by_motive["identifying"]["start"], by_motive["identifying"]["end"]) == (start - 4, start + 5)
    assert site.text("data/mentions.csv").splitlines()[1] == f"a,{start - 4},{start + 5},The mayor,m,organization,name"
    assert passage(site, "claim-c") == "mayor said no"


def test_a_passage_over_a_paragraph_leaves_the_blocks_of_the_page_as_they_were(tmp_path: Path) -> None:
    text = {"seeds/a.md": "# T\n\nOne. *The last.*\n\n> The first. Two.\n\n- three\n"}
    claim = {"content/claims/c.yaml": "claim: C.\narticle: a\nquote: The last. The first.\n"}
    plain, marked = made(tmp_path / "plain", text), made(tmp_path / "marked", {**text, **claim})
    blocks = [
        [(node.tag, node.text()) for node in site.page("articles/a/").css(".text :is(p, blockquote, ul, li, em)")]
        for site in (plain, marked)
    ]
    assert blocks[0] == blocks[1]
    assert [node.text() for node in marked.page("articles/a/").css(".text mark")] == ["The last.", "The first."]


def test_a_link_to_a_claim_lands_on_its_first_words_and_all_of_them_are_tied(tmp_path: Path) -> None:
    claims = (
        "- {id: a, claim: A., article: a, quote: alpha beta gamma}\n"
        "- {id: b, claim: B., article: a, quote: beta gamma delta}\n"
    )
    site = made(tmp_path, {"seeds/a.txt": "T\n\nalpha beta gamma delta", "content/claims/c.yaml": claims})
    assert site.one("articles/a/", "#claim-b").text() == "beta gamma"
    assert (passage(site, "claim-a"), passage(site, "claim-b")) == ("alpha beta gamma", "beta gamma delta")
    assert site.page("claims/b/").css('main a[href="../../articles/a/#claim-b"]') != []


def test_a_passage_that_a_count_alone_holds_is_noted_and_fails_no_strict_build(tmp_path: Path) -> None:
    claim = "claim: C.\narticle: a\nquote: {exact: won't, occurrence: 2}\n"
    site = made(tmp_path, {"seeds/a.txt": "T\n\nI won't go. He won't.", "content/claims/c.yaml": claim}, strict=True)
    assert site.is_done
    (said,) = site.told
    assert said.startswith(
        'content/claims/c.yaml:3:16: note[quote-by-count]: a count alone says which "won\'t" is meant'
    )
    held = made(tmp_path, {"content/claims/c.yaml": claim.replace("occurrence: 2", 'prefix: "He"')}, strict=True)
    assert (held.told, passage(held, "claim-c")) == ([], "won't")


def test_a_correction_that_makes_a_quote_a_part_of_other_words_loses_the_passage(tmp_path: Path) -> None:
    claims = (
        "- {id: a, claim: A., article: a, quote: 5.4 percent}\n- {id: b, claim: B., article: a, quote: able to pay}\n"
    )
    first = made(
        tmp_path, {"seeds/a.txt": "T\n\nOf 5.4 percent all were able to pay.", "content/claims/c.yaml": claims}
    )
    assert (first.told, passage(first, "claim-a"), passage(first, "claim-b")) == ([], "5.4 percent", "able to pay")
    later = made(tmp_path, {"seeds/a.txt": "T\n\nOf 15.4 percent all were unable to pay."}, keep_going=True)
    assert ["quote-cuts-word" in one for one in later.told] == [True, True]
    assert (passage(later, "claim-a"), passage(later, "claim-b")) == ("", "")
