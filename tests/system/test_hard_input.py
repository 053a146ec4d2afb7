"""Input that broke other tools, as whole small archives: quotes, overlaps, YAML, addresses, scrapes and claims."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.archives import write

from sitegen.engine import Options, build

BASE = "https://host.example/archive/"


@dataclass(frozen=True, slots=True)
class Made:
    """A site, as far as it was made, and what was told."""

    folder: Path
    told: list[str]
    """Place, code and message of each problem."""
    hints: list[str]

    def page(self, url: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / url / "index.html").read_text(encoding="utf-8"))

    def words(self, url: str, selector: str) -> list[str]:
        return [node.text(deep=True) for node in self.page(url).css(selector)]

    def lines(self, name: str) -> list[dict[str, str]]:
        text = (self.folder / f"data/{name}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def passage(self, claim: str, article: str = "a") -> str:
        """The marked words of a claim, whatever they are cut into."""
        return "".join(self.words(f"articles/{article}", f'mark[data-on~="claim-{claim}"]'))

    def linked_data(self, url: str) -> dict[str, dict[str, object]]:
        """What a page tells machines, by type."""
        (script,) = self.page(url).css('script[type="application/ld+json"]')
        return {one["@type"]: one for one in json.loads(script.text())["@graph"]}


Make = Callable[..., Made]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def make(files: dict[str, str | bytes], **options: object) -> Made:
        write(tmp_path, {path: text for path, text in files.items() if isinstance(text, str)})
        for path, text in files.items():
            if isinstance(text, bytes):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_bytes(text)
        outcome = build(Options(tmp_path, tmp_path / "public", search=False, **options))  # type: ignore[arg-type]
        told = [str(problem).partition("\n")[0] for problem in outcome.problems]
        return Made(tmp_path / "public", told, [problem.hint for problem in outcome.problems])

    return make


def quoting(text: str, quote: str, name: str = "a.txt") -> dict[str, str | bytes]:
    """An article with a claim `c` on these words."""
    claim = f"claim: C.\narticle: a\nquote: {json.dumps(quote)}\n"
    return {f"seeds/{name}": text, "content/claims/c.yaml": claim}


# --- quotes -----------------------------------------------------------------------------------------------------


def test_a_deleted_sentence_moves_to_no_other_and_other_claims_are_still_made(make: Make) -> None:
    lost = "The north clinic cut waiting times by nine percent."
    site = make(
        {
            **quoting("The clinics\n\nThe south clinic cut waiting times by nine percent.", lost),
            "content/claims/d.yaml": "claim: D.\narticle: a\nquote: waiting times\n",
        },
        keep_going=True,
    )
    assert site.told == [f'content/claims/c.yaml:3:8: error[quote-not-found]: seeds/a.txt has no words "{lost}"']
    assert (site.passage("c"), site.passage("d")) == ("", "waiting times")


def test_only_the_words_between_prefix_and_suffix_are_marked(make: Make) -> None:
    text = "The first vote is a formality. The final vote is a decision. The vote is a record."
    claim = 'claim: C.\narticle: a\nquote: {exact: vote, prefix: "The final ", suffix: " is a decision"}\n'
    site = make({"seeds/a.txt": text, "content/claims/c.yaml": claim})
    (one,) = site.lines("annotations")
    assert site.passage("c") == "vote"
    start = len("a\n\n") + 41
    assert one["target"]["selector"][1] == {"type": "TextPositionSelector", "start": start, "end": start + 4}


@pytest.mark.parametrize(
    ("text", "quote", "marked"),
    [
        ("“We won’t close it,” she said – twice.", '"We won\'t close it," she said - twice.', None),
        ("«Nous fermons», dit-elle ‹non›.", "\"Nous fermons\", dit-elle 'non'.", None),
        ("in about 40\u00a0000  homes\nthere", "in about 40 000 homes there", "in about 40\u00a0000  homes there"),
        ("the infra\u00adstruc\u00adture\u200b plan", "infrastructure plan", "infra\u00adstruc\u00adture\u200b plan"),
        ("Ame\u0301lie Roux resigned", "Amélie Roux resigned", None),
        ("Amélie Roux resigned", "Ame\u0301lie Roux resigned", None),
        ("😀😀 The mayor said no.", "mayor said no", "mayor said no"),
        ("So the commit-\ntee met", "the committee met", "the commit- tee met"),
        ("Not rent-controlled. a rent-\ncontrolled flat", "a rent-controlled flat", "a rent- controlled flat"),
        ("1986. That was the year the mill closed.", "1986. That was", "1986. That was"),
    ],
)  # fmt: skip
def test_words_typed_in_another_way_are_marked_and_shown_as_the_article_has_them(
    make: Make, text: str, quote: str, marked: str | None
) -> None:
    site = make(quoting(text, quote))
    assert site.told == []
    assert site.passage("c") == (text if marked is None else marked)


def test_a_hyphen_at_the_end_of_a_line_is_shown_as_the_seed_has_it(make: Make) -> None:
    site = make({"seeds/a.txt": "A title\n\nthe commit-\ntee met a rent-\ncontrolled flat"})
    assert site.words("articles/a", ".text p") == ["the commit- tee met a rent- controlled flat"]


def test_a_quote_goes_over_bold_words_and_links_which_stay_as_they_are(make: Make) -> None:
    text = "# T\n\nThe council **approved** the [plan](https://example.org/p) on Monday."
    site = make(quoting(text, "council approved the plan on Monday", "a.md"))
    assert (site.told, site.passage("c")) == ([], "council approved the plan on Monday")
    page = site.page("articles/a")
    assert [node.text() for node in page.css(".text strong")] == ["approved"]
    assert [node.text() for node in page.css('.text a[href="https://example.org/p"]')] == ["plan"]


def test_a_paragraph_above_moves_no_passage_and_words_that_grew_are_lost(make: Make) -> None:
    files = quoting("T\n\nA new paragraph.\n\nM. and P. Holt agreed, they said.", "M. and P. Holt agreed")
    site = make(files)
    assert (site.told, site.passage("c")) == ([], "M. and P. Holt agreed")
    site = make({**files, "seeds/a.txt": "T\n\nMia and Paul Holt agreed, they said."}, keep_going=True)
    assert [problem.split(": ")[1] for problem in site.told] == ["error[quote-not-found]"]
    assert site.passage("c") == ""


# --- overlaps ---------------------------------------------------------------------------------------------------

INNER = "- {id: inner, claim: I., article: a, quote: finance bill}\n"
OUTER = "- {id: outer, claim: O., article: a, quote: The finance bill passed on Tuesday}\n"


def test_a_passage_within_another_is_there_in_whichever_order_they_are_written(make: Make) -> None:
    text = {"seeds/a.txt": "T\n\nThe finance bill passed on Tuesday, late."}
    one = make({**text, "content/claims/c.yaml": INNER + OUTER})
    before = (one.folder / "articles/a/index.html").read_text(encoding="utf-8")
    other = make({**text, "content/claims/c.yaml": OUTER + INNER})
    assert (other.folder / "articles/a/index.html").read_text(encoding="utf-8") == before
    assert (other.passage("inner"), other.passage("outer")) == ("finance bill", "The finance bill passed on Tuesday")


def test_passages_that_cross_share_a_segment_and_each_id_is_there_once(make: Make) -> None:
    claims = "".join(f"- {{id: {one}, claim: C., article: a, quote: {quote}}}\n" for one, quote in CROSSING.items())
    site = make({"seeds/a.txt": "T\n\nalpha beta gamma delta", "content/claims/c.yaml": claims})
    marks = site.page("articles/a").css("mark")
    assert [(mark.attributes["data-on"], mark.text()) for mark in marks] == [
        ("claim-a", "alpha "),
        ("claim-a claim-b", "beta gamma"),
        ("claim-b", " delta"),
    ]
    ids = [node.attributes["id"] for node in site.page("articles/a").css("[id]")]
    assert len(ids) == len(set(ids))
    assert site.words("articles/a", "#claim-a") == ["alpha "]
    assert site.words("claims/a", 'a[href="../../articles/a/#claim-a"]') != []


CROSSING = {"a": "alpha beta gamma", "b": "beta gamma delta"}


def test_a_passage_over_two_paragraphs_is_marked_in_each_and_joins_none(make: Make) -> None:
    site = make(quoting("T\n\nOne. The last.\n\nThe first. Two.", "The last. The first."))
    assert site.words("articles/a", ".text p mark") == ["The last.", "The first."]
    assert site.words("articles/a", ".text p") == ["One. The last.", "The first. Two."]


def test_a_heading_with_a_link_and_a_name_has_no_link_in_a_link(make: Make) -> None:
    site = make({
        "seeds/a.md": "# T\n\n## Vote on [Mill Lane](https://example.org/m) by Ana Reyes\n",
        "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
    })  # fmt: skip
    page = site.page("articles/a")
    assert page.css("a a") == []
    assert [node.attributes["id"] for node in page.css(".text h2")] == ["section-vote-on-mill-lane-by-ana-reyes"]
    assert site.words("articles/a", ".text h2 a") == ["Mill Lane", "Ana Reyes"]


def test_a_claim_and_a_note_on_the_same_words_both_lead_on_by_a_plain_link(make: Make) -> None:
    site = make({
        **quoting("T\n\nNow the finance bill passed.", "the finance bill"),
        "content/notes/n.yaml": "title: N\nbody: B.\narticle: a\nquote: the finance bill\n",
    })  # fmt: skip
    markers = site.page("articles/a").css(".text a.marker")
    assert [one.attributes["href"] for one in markers] == ["#card.claim-c", "#card.note-n"]
    assert [mark.attributes["data-on"] for mark in site.page("articles/a").css("mark")] == ["claim-c note-n"]


# --- YAML -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("identifier", ["0123", "007", "08", "1984"])
def test_an_id_of_digits_stays_as_it_was_typed(make: Make, identifier: str) -> None:
    site = make({
        "seeds/a.txt": "Words.",
        "content/actors/x.yaml": f"id: {identifier}\nname: {identifier}\n",
        "content/claims/c.yaml": f"claim: C.\nspeaker: {identifier}\ndate: 2020\ntopics: [404, housing]\n",
        "content/articles/a.yaml": "seed: a.txt\ntopics: [404]\n",
    })  # fmt: skip
    assert site.told == []
    assert [(one["id"], one["name"]) for one in site.lines("actors")] == [(identifier, identifier)]
    assert site.words(f"people/{identifier}", "h1") == [identifier]
    assert [one["topics"] for one in site.lines("articles")] == [["404"]]
    assert "a" in site.words("topics/404", "main")[0]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "actors/x.yaml", "name: Budget: what changed\n",
            "content/actors/x.yaml:1:13: error[yaml-syntax]: there is a colon inside an unquoted value",
        ),
        (
            "claims/x.yaml", "claim: C.\narticle: a\nquote: first\nverdict: true\ndate: 2020\n\n\nquote: second\n",
            'content/claims/x.yaml:8:1: error[duplicate-key]: "quote" is given twice, in line 3 and in line 8',
        ),
        (
            "actors/x.yaml", "name:\tAna Reyes\n",
            "content/actors/x.yaml:1:6: error[yaml-tab]: there is a tab in front of this value",
        ),
        (
            "actors/x.yaml", "name: Ana\naliases:\n\t- Reyes\n",
            "content/actors/x.yaml:3:1: error[yaml-tab]: there is a tab here",
        ),
        (
            "claims/x.yaml", "- id: x\n  claim: C.\n-\n",
            "content/claims/x.yaml:3:2: error[empty-item]: there is nothing in this item",
        ),
    ],
)  # fmt: skip
def test_what_yaml_cannot_hold_is_told_with_its_place(make: Make, file: str, text: str, told: str) -> None:
    site = make({"seeds/a.txt": "first second", f"content/{file}": text})
    assert site.told == [told]
    assert site.hints[0]
    assert not site.folder.exists()


def test_half_a_quote_is_told_though_its_half_is_there(make: Make) -> None:
    site = make({
        "seeds/a.txt": "T\n\nWe are # one in care.",
        "content/claims/c.yaml": "claim: C.\narticle: a\nquote: We are # one in care\n",
    })  # fmt: skip
    assert site.told == [
        (
            'content/claims/c.yaml:3:8: warning[comment-in-text]: YAML takes "# one in care" for a comment, '
            'so only "We are" is read'
        )
    ]


# --- addresses --------------------------------------------------------------------------------------------------


def test_topics_that_differ_in_case_alone_are_one_page(make: Make) -> None:
    site = make({
        "seeds/a.md": "---\ntopics: Housing\n---\nOne.", "seeds/b.md": "---\ntopics: housing\n---\nTwo.",
    })  # fmt: skip
    assert (site.told, [one["id"] for one in site.lines("topics")]) == ([], ["housing"])
    assert [one["topics"] for one in site.lines("articles")] == [["housing"], ["housing"]]


def test_articles_of_one_title_have_two_addresses_and_of_one_name_are_told(make: Make) -> None:
    files = {"seeds/2019/vote.txt": "Council meets\n\nOne.", "seeds/2020/votes.txt": "Council meets\n\nTwo."}
    site = make(files)
    assert (site.told, [one["id"] for one in site.lines("articles")]) == ([], ["vote", "votes"])
    site = make({"seeds/2021/vote.txt": "Council meets\n\nThree."})
    assert site.told == [
        'seeds/2021/vote.txt: error[duplicate-id]: the id "vote" is taken by the article at seeds/2019/vote.txt'
    ]


def test_names_of_any_script_and_of_signs_have_addresses_that_differ(make: Make) -> None:
    names = ["王小明", "Иван Петров", "!!!", "C#: what now?", "Zoë Lund", "x" * 300 + "a", "x" * 300 + "b"]
    front = "".join(f"  - {json.dumps(name, ensure_ascii=False)}\n" for name in names)
    site = make({"seeds/a.md": f"---\ntopics:\n{front}---\nOne."})
    assert site.told == []
    folders = sorted(path.name for path in (site.folder / "topics").iterdir() if path.is_dir())
    assert len(folders) == len({folder.lower() for folder in folders}) == len(names)
    assert [folder for folder in folders if len(folder.encode()) > 255 or set(folder) & set('<>:"|?*\\#% ')] == []
    assert {"王小明", "иван-петров", "c-what-now", "zoë-lund"} <= set(folders)
    addresses = [one.attributes["href"] or "" for one in site.page("topics").css('main a[href*="zo"]')]
    assert addresses == ["../topics/zo%C3%AB-lund/"]


def test_a_record_that_was_renamed_in_a_circle_is_reached_from_each_old_name_at_once(make: Make) -> None:
    site = make({
        "seeds/a.txt": "Ana Reyes left.",
        "content/actors/x.yaml": "id: a\nname: Ana Reyes\nformerly: [a, b, c]\n",
    })  # fmt: skip
    assert site.told == []
    assert site.words("people/a", "h1") == ["Ana Reyes"]
    for old in ("b", "c"):
        refresh = site.page(f"people/{old}").css_first('meta[http-equiv="refresh"]')
        assert (refresh.attributes["content"] or "").endswith("url=../../people/a/")


# --- scrapes ----------------------------------------------------------------------------------------------------


def test_text_of_a_wrong_encoding_is_told_and_not_repaired(make: Make) -> None:
    text = "T\n\nâ€œWe wonâ€™t pay,â€\u009d said the CafÃ© owner"
    site = make(quoting(text, "We won’t pay"), keep_going=True)
    assert site.told == [
        'content/claims/c.yaml:3:8: error[quote-not-found]: seeds/a.txt has no words "We won’t pay"',
        (
            'seeds/a.txt:3: warning[suspect-encoding]: "â€œ" looks like UTF-8 that was read as another encoding, '
            "4 times in all"
        ),
    ]
    assert site.words("articles/a", ".text p") == ["â€œWe wonâ€™t pay,â€ said the CafÃ© owner"]


@pytest.mark.parametrize("text", ["“…as told to Zoë…”", "HYVÄÄ YÖTÄ…"])
def test_words_that_only_look_wrong_are_left_as_they_are(make: Make, text: str) -> None:
    site = make({"seeds/a.txt": f"T\n\n{text}"})
    assert (site.told, site.words("articles/a", ".text p")) == ([], [text])


def test_a_plain_text_has_no_lists_and_no_code_and_its_names_are_found(make: Make) -> None:
    site = make({
        "seeds/a.txt": 'T\n\n1986. The mill closed.\n\n    "It was cold," said Ana Reyes.\n\n+ one more witness',
        "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
    })  # fmt: skip
    assert site.page("articles/a").css(".text :is(ol, ul, pre)") == []
    assert site.words("articles/a", ".text p") == [
        "1986. The mill closed.", '"It was cold," said Ana Reyes.', "+ one more witness",
    ]  # fmt: skip
    assert site.words("articles/a", ".text a.name") == ["Ana Reyes"]


def test_bytes_that_are_no_utf_8_are_told_with_their_place(make: Make) -> None:
    site = make({"seeds/a.txt": b"One\nTwo\xed"})
    assert site.told == ["seeds/a.txt:2:4: error[not-utf8]: not UTF-8: byte 0xED at position 7"]
    assert not site.folder.exists()


def test_a_title_that_the_text_repeats_is_shown_once_and_quoted_once(make: Make) -> None:
    site = make({**quoting("Mill closes\n\nIt was late.", "Mill closes"), "content/articles/a.yaml": TITLE})
    assert site.told == []
    assert [one["text"] for one in site.lines("articles")] == ["Mill closes\n\nIt was late."]
    assert site.words("articles/a", "h1") == ["Mill closes"]


TITLE = "seed: a.txt\ntitle: Mill closes\n"


def test_names_in_the_last_lines_of_a_source_can_be_excluded_and_the_lines_stay(make: Make) -> None:
    site = make({
        "seeds/a.txt": "T\n\nAna Reyes left.\n\nCopyright 2020 Example Wire.\nMore: Ana Reyes opens school",
        "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
        "content/actors/wire.yaml": "name: Example Wire\nkind: organization\n",
        "content/articles/a.yaml": (
            "seed: a.txt\nnot_mentions: ['Copyright 2020 Example Wire. More: Ana Reyes opens school']\n"
        ),
    })  # fmt: skip
    assert site.told == []
    rows = (site.folder / "data/mentions.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1:] == ["a,3,12,Ana Reyes,ana-reyes,person,name"]
    last = "Copyright 2020 Example Wire. More: Ana Reyes opens school"
    assert site.words("articles/a", ".text p") == ["Ana Reyes left.", last]


SCALE = """verdicts:
  - {id: mostly-false, label: mostly false, definition: D., tone: negative, rating: 2/5}
  - {id: opinion, label: opinion, definition: D., tone: neutral}
"""

# --- claims -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["He typed </script><b>bold</b> twice.", '"AT&T" paid <nothing>.'])
def test_words_of_a_claim_stay_the_same_words_for_machines(make: Make, words: str) -> None:
    claim = f"claim: {json.dumps(words)}\nspeaker: ana-reyes\nverdict: mostly-false\narticle: a\nquote: was late\n"
    site = make({
        "seeds/a.txt": "T\n\nIt was late.",
        "content/site.yaml": f"base_url: {BASE}\npublisher: {{name: Fact Desk}}\n{SCALE}",
        "content/actors/ana-reyes.yaml": "name: Ana Reyes\n",
        "content/claims/c.yaml": claim,
    })  # fmt: skip
    assert site.told == []
    review = site.linked_data("claims/c")["ClaimReview"]
    assert review["claimReviewed"] == words
    assert review["author"]["name"] == "Fact Desk"
    assert review["itemReviewed"]["author"]["name"] == "Ana Reyes"
    assert review["url"] == f"{BASE}claims/c/"
    assert f"{BASE}articles/a/" in json.dumps(review)
    assert site.words("claims/c", "h1") == [words]


def test_a_claim_is_rated_with_a_number_only_where_its_verdict_has_one(make: Make) -> None:
    verdicts = {"one": "verdict: mostly-false\n", "two": "verdict: opinion\n", "three": ""}
    claims = {f"content/claims/{name}.yaml": f"claim: C.\n{verdict}" for name, verdict in verdicts.items()}
    site = make({"seeds/a.txt": "T.", "content/site.yaml": f"base_url: {BASE}\n{SCALE}", **claims})
    rating = site.linked_data("claims/one")["ClaimReview"]["reviewRating"]
    assert rating == {
        "@type": "Rating", "alternateName": "mostly false", "bestRating": 5, "ratingValue": 2, "worstRating": 1,
        "ratingExplanation": "D.",
    }  # fmt: skip
    in_words = site.linked_data("claims/two")["ClaimReview"]["reviewRating"]
    assert in_words == {"@type": "Rating", "alternateName": "opinion", "ratingExplanation": "D."}
    assert "ClaimReview" not in site.linked_data("claims/three")


def test_the_verdicts_true_and_false_are_verdicts(make: Make) -> None:
    site = make({
        "seeds/a.txt": "T.",
        "content/claims/c.yaml": "- {id: on, claim: On., verdict: true}\n- {id: off, claim: Off., verdict: false}\n",
    })  # fmt: skip
    assert (site.told, {one["id"]: one["verdict"] for one in site.lines("claims")}) == (
        [],
        {"on": "true", "off": "false"},
    )
    assert [path for path in ("true", "false") if not (site.folder / f"claims/verdict/{path}").is_dir()] == []
