"""The work of a team and what readers of a newsroom follow: from the author's files to pages, feeds and JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.built_sites import Made, made

from sitegen.content.loader import load
from sitegen.core.problems import Problems
from sitegen.editor.api_types import RecordKind
from sitegen.editor.validation import KnownRecords, problems

SITE = """\
title: The Check
base_url: https://example.org/
publisher: {name: The Letter}
team:
  - {id: cem, name: Cem Aydin, url: "https://example.org/cem"}
  - {id: mia, name: Mia Holt}
  - {id: desk, name: Fact desk, kind: organization}
"""
CLAIMS = """\
- id: several
  claim: It carried no load.
  where:
    - {article: vote, quote: carried no load, speaker: ana, date: 2024-03-12}
    - {article: count, quote: carried no load, speaker: [luis, hidden], date: 2024-04-01}
    - {article: count, quote: nobody counted, speaker: hidden}
  reviews:
    - {verdict: disputed, reviewed_by: mia, reviewed: 2024-04-05, review: "It *depends*."}
    - {verdict: "true", reviewed_by: Cem Aydin, reviewed: 2024-04-10, review: The report says so.}
    - {verdict: unverified, reviewed_by: desk, reviewed: 2024-04-03}
- id: waits
  claim: Cars passed at night.
  article: count
  status: review
  assigned: [{who: mia, since: 2024-05-02}, Cem Aydin]
- {id: first, claim: Cars passed at dawn., article: count, status: draft, assigned: {who: mia, since: 2024-01-02}}
- {id: nobody, claim: Cars passed at noon., article: count, status: review}
- {id: open, claim: Cars passed at dusk., article: count, date: 2023-05-05, assigned: [mia, cem], reviewed_by: cem}
"""
FILES = {
    "content/site.yaml": SITE,
    "content/claims/all.yaml": CLAIMS,
    "content/actors/all.yaml": "- {id: ana, name: Ana Reyes}\n- {id: luis, name: Luis Holt}\n"
    "- {id: hidden, name: Hid Den, status: draft}\n",
    "content/notes/all.yaml": "id: load\ntitle: A load\nbody: It is a weight.\narticle: vote\nquote: load\n"
    "author: [mia, desk]\ncertainty: low\n",
    "seeds/vote.txt": "The vote\n\nAna Reyes said that it carried no load.\n",
    "seeds/count.txt": "The count\n\nLuis Holt says it carried no load, and nobody counted.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("newsroom"), FILES)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("desk"), FILES, drafts=True)


def graph(site: Made, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site.one(url, 'script[type="application/ld+json"]').text())["@graph"]
    return found


def test_the_newest_of_several_reviews_is_the_verdict_and_the_others_stand_below(site: Made) -> None:
    assert site.words("claims/several/", ".judgment h2") == ["Verdict True"]
    assert site.words("claims/several/", ".judgment .meta") == ["Reviewed by Cem Aydin, 10 April 2024"]
    others = [node.attributes["id"] for node in site.page("claims/several/").css('[id^="review-"]')]
    assert others == ["review-mia", "review-desk"]
    assert site.words("claims/several/", "#review-mia .meta") == ["Disputed Mia Holt 5 April 2024"]


def test_there_is_a_claim_review_for_each_review_by_a_person_or_a_desk(site: Made) -> None:
    reviews = [one for one in graph(site, "claims/several/") if one["@type"] == "ClaimReview"]
    page = "https://example.org/claims/several/"
    assert [one["@id"] for one in reviews] == [f"{page}#review", f"{page}#review-mia", f"{page}#review-desk"]
    assert [one["author"] for one in reviews] == [
        {"@type": "Person", "name": "Cem Aydin", "url": "https://example.org/cem"},
        {"@type": "Person", "name": "Mia Holt"},
        {"@type": "Organization", "name": "Fact desk"},
    ]
    assert [one["reviewRating"]["alternateName"] for one in reviews] == ["True", "Disputed", "Unverified"]
    assert {one["itemReviewed"]["@id"] for one in reviews} == {f"{page}#claim"}


def test_a_place_says_who_said_it_there_and_when(site: Made) -> None:
    places = site.words("claims/several/", ".passages .meta")
    assert [place.partition(" · ")[0] for place in places] == [
        "Said by Ana Reyes, 12 Mar 2024",
        "Said by Luis Holt, 1 Apr 2024",
    ]
    assert site.words("claims/several/", "header .lede") == ["Said by Ana Reyes, Luis Holt"]
    assert site.words("articles/vote/", ".card.claim .who") == ["by Ana Reyes"]
    by = site.words("articles/count/", ".card.claim .who")
    assert "by Luis Holt" in by
    assert "by Ana Reyes" not in by
    (claim,) = [one for one in site.lines("claims") if one["id"] == "several"]
    assert [(one["speaker"], one["date"]) for one in claim["passages"]] == [
        (["ana"], "2024-03-12"),
        (["luis"], "2024-04-01"),
    ]
    assert (claim["date"], claim["speaker"]) == ("2024-03-12", ["ana", "luis"])


def test_a_note_says_who_wrote_it_and_how_sure_it_is(site: Made) -> None:
    assert site.words("notes/load/", ".main > .meta") == ["By Mia Holt, Fact desk · Certainty: low"]
    (note,) = site.lines("notes")
    assert (note["authors"], note["certainty"]) == (["Mia Holt", "Fact desk"], "low")
    (found,) = [one for one in site.lines("annotations") if one["sitegen"]["kind"] == "note"]
    assert [one["type"] for one in found["creator"]] == ["Person", "Organization"]


def test_readers_see_nothing_of_what_is_in_review_nor_who_is_to_check(site: Made) -> None:
    assert [one["id"] for one in site.lines("claims")] == ["open", "several"]
    assert b"cars passed at night" not in site.everything()
    assert not (site.folder / "editors").exists()


def test_the_desk_says_what_waits_for_whom_the_oldest_first(desk: Made) -> None:
    lists = {
        name: [
            node.text(deep=True)
            for node in desk.page("editors/").css(f'section[aria-labelledby="{name}"] .statement a')
        ]
        for name in ("desk-mia", "desk-cem", "review")
    }
    assert lists == {
        "desk-mia": ["Cars passed at dusk.", "Cars passed at dawn.", "Cars passed at night."],
        "desk-cem": ["Cars passed at night."],
        "review": ["Cars passed at noon."],
    }
    facts = desk.words("editors/", 'section[aria-labelledby="desk-mia"] .meta.parts')
    assert facts[2].startswith("claim in review since 2 May 2024 content/claims/all.yaml:")


def told(folder: Path, **changes: str) -> tuple[list[str], list[str]]:
    files = {**FILES, **{f"content/{name.replace('__', '/')}.yaml": text for name, text in changes.items()}}
    site = made(folder, files)
    return site.told, site.hints


def test_what_is_in_review_is_marked_so_and_not_as_a_draft(desk: Made) -> None:
    def marks(path: str) -> list[str]:
        return [node.text() for node in desk.page(path).css(".draft")]

    assert (marks("claims/waits/")[0], marks("claims/first/")[0]) == ("In review", "Draft")
    assert {*marks("articles/count/")} == {*marks("claims/")} == {"In review", "Draft"}
    assert desk.page("claims/waits/").css_first('meta[name="robots"]') is not None


def test_who_is_nobody_of_the_team_is_told_and_what_becomes_of_it(tmp_path: Path) -> None:
    claim = "id: x\nclaim: It is so.\narticle: vote\nreviewed_by: {}\n"
    found, hints = told(tmp_path / "a", claims__all=claim.format("Cem Aydn"))
    assert "content/claims/all.yaml:4:14: warning[unknown-reviewer]" in found[-1]
    assert 'did you mean "cem"? Else add' in hints[-1]
    for known in ("Cem Aydin", "mia", "The Letter", "Ana Reyes"):
        assert "unknown-reviewer" not in " ".join(told(tmp_path / known, claims__all=claim.format(known))[0])
    without = SITE.partition("team:")[0]
    assert "unknown" not in " ".join(told(tmp_path / "b", site=without, claims__all=claim.format("Anybody"))[0])


def test_an_assignment_to_nobody_is_an_error(tmp_path: Path) -> None:
    found, hints = told(tmp_path, claims__all="id: x\nclaim: It is so.\narticle: vote\nassigned: ghost\n")
    assert "content/claims/all.yaml:4:11: error[unknown-id]" in found[-1]
    assert "there are: cem, desk, mia" in hints[-1]


def test_sources_are_asked_for_copies_and_days_only_where_the_archive_wants_it(tmp_path: Path) -> None:
    claim = "id: x\nclaim: It is so.\narticle: vote\nsources:\n  - {title: A, url: 'https://e.org'}\n  - title: B\n"
    assert "source-incomplete" not in " ".join(told(tmp_path / "a", claims__all=claim)[0])
    asked = f"{SITE}source_checks: [archived_url, accessed]\n"
    found, _ = told(tmp_path / "b", site=asked, claims__all=claim)
    assert [one for one in found if "source-incomplete" in one] == [
        'content/claims/all.yaml:5:5: warning[source-incomplete]: "A" lacks an archived copy',
        'content/claims/all.yaml:5:5: warning[source-incomplete]: "A" lacks the day on which it was looked at',
    ]


def test_which_of_several_reviews_is_shown_must_be_clear(tmp_path: Path) -> None:
    claim = 'id: x\nclaim: It is so.\narticle: vote\nreview: Mine.\nreviews:\n  - {verdict: "true"}\n'
    found, _ = told(tmp_path / "a", claims__all=claim)
    assert "content/claims/all.yaml:4:9: error[bad-value]" in found[-1]
    own = made(tmp_path / "b", {**FILES, "content/claims/all.yaml": f'{claim}verdict: "false"\n'})
    assert own.words("claims/x/", ".judgment h2") == ["Verdict False"]


@pytest.mark.parametrize("name", ["corrections", "verdicts"])
def test_a_prose_page_of_that_address_stands_above_the_list(tmp_path: Path, name: str) -> None:
    page = {f"content/pages/{name}.md": "---\ntitle: What we say\n---\n\nOur words.\n"}
    site = made(tmp_path, {**FILES, **page})
    assert (site.is_done, site.words(f"{name}/", "h1")) == (True, ["What we say"])
    assert site.words(f"{name}/", ".prose p")[0] == "Our words."
    assert [link for link in site.words("", "nav a") if link == "What we say"] == ["What we say"]


def test_where_an_archive_withdrew_a_page_of_that_address_there_is_no_list(tmp_path: Path) -> None:
    page = {"content/pages/verdicts.md": "---\ntitle: Old\nstatus: withdrawn\n---\n\nOld words.\n"}
    site = made(tmp_path, {**FILES, **page})
    assert (site.is_done, site.words("verdicts/", ".lede")) == (True, ["This page was withdrawn."])
    assert site.page("claims/several/").css(".judgment h2 a") == []


def test_the_editor_takes_any_reviewer_and_only_the_team_as_checkers(tmp_path: Path) -> None:
    made(tmp_path, FILES)
    archive = load(tmp_path, Problems())
    assert archive
    known = KnownRecords(archive)
    claim: dict[str, Any] = {"id": "x", "claim": "It is so.", "article": "vote", "reviewed_by": "Anybody"}
    assert list(problems(RecordKind.CLAIM, claim, known, "x.yaml")) == []
    assert [known.has("members", one) for one in ("cem", "Cem Aydin", "ghost")] == [True, True, False]
    assert [one.id for one in known.names["reviewers"]] == ["cem", "mia", "desk"]
