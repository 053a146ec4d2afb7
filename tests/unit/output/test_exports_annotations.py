"""Mentions and annotations for machines: their fields, and that every offset leads to its words."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.sample_archives import (
    HARBOUR,
    SCALE,
    SEEDS,
    article,
    claim,
    data_of,
    graph_of,
    note,
    on,
    organization,
    person,
    topic,
    with_base,
)

from sitegen.core.model import ActorId, Archive, Date, HistoryEntry, ManualMention, Site, Status, TopicId, VerdictId
from sitegen.output import exports
from sitegen.site.index import SiteIndex

SITE = Site(verdicts=SCALE)
BASE = "https://e.org/sub/"


def file(built: SiteIndex, name: str, base_url: str = BASE) -> str:
    return data_of(with_base(built, base_url))[f"data/{name}"].decode()


def annotations_of(built: SiteIndex, base_url: str = BASE) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file(built, "annotations.jsonl", base_url).split("\n")[:-1]]


def test_mentions_are_a_table_by_article_and_start() -> None:
    pin = ManualMention("the mayor", ActorId("ana"), on("a").location)
    archive = Archive(
        SITE,
        articles=(article("a", mentions=(pin,)), article("b")),
        actors=(person("ana", "Ana Reyes", aliases=("A, “R”",)), organization("council", "Town Council")),
    )
    seeds = {"b": "😀 Vote\n\nTown Council met.", "a": 'T\n\nAna Reyes left. A, "R" too, the mayor. Reyes!'}
    assert file(graph_of(archive, seeds), "mentions.csv") == (
        "article,start,end,text,actor,kind,how\n"
        "a,3,12,Ana Reyes,ana,person,name\n"
        'a,19,25,"A, ""R""",ana,person,alias\n'
        "a,31,40,the mayor,ana,person,pinned\n"
        "a,42,47,Reyes,ana,person,surname\n"
        "b,8,20,Town Council,council,organization,name\n"
    )


def text_body(value: str, form: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": form, "purpose": purpose, "language": "en"}


def test_an_annotation_selects_its_words_with_what_stands_around_them() -> None:
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a", "the bridge is “safe”")),))
    text = "Vote\n\n😀 In the year after the long winter the bridge is “safe” for every car that crosses it at night."
    assert annotations_of(graph_of(archive, {"a": text})) == [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://e.org/sub/articles/a/#claim-c",
            "type": "Annotation",
            "motivation": "assessing",
            "creator": {"type": "Organization", "name": "Archive", "homepage": "https://e.org/sub/"},
            "body": [text_body("Statement c.", "text/plain", "assessing")],
            "target": {
                "source": "https://e.org/sub/articles/a/text.txt",
                "scope": "https://e.org/sub/articles/a/",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "the bridge is “safe”",
                        "prefix": " In the year after the long winter "[-32:],
                        "suffix": " for every car that crosses it at night."[:32],
                    },
                    {"type": "TextPositionSelector", "start": 42, "end": 62},
                ],
            },
            "sitegen": {"kind": "claim", "id": "c", "article": "a"},
        }
    ]


def test_notes_describe_and_mentions_identify() -> None:
    archive = Archive(
        SITE, articles=(article("a"),), actors=(person("ana", "Ana Reyes"),), notes=(note("n", on("a", "left")),)
    )
    found = annotations_of(graph_of(archive, {"a": "Vote\n\nAna Reyes left."}), base_url="")
    assert [(one["id"], one["motivation"], one["body"], one["sitegen"]) for one in found] == [
        (
            "../articles/a/#note-n",
            "describing",
            text_body("What n is.", "text/markdown", "describing"),
            {"kind": "note", "id": "n", "article": "a"},
        ),
        (
            "../articles/a/#mention-Ana-Reyes",
            "identifying",
            {"type": "SpecificResource", "source": "../people/ana/", "purpose": "identifying"},
            {"kind": "mention", "id": "ana", "article": "a"},
        ),
    ]


def test_a_note_without_a_text_tags_its_words_with_its_topics_that_readers_see() -> None:
    def tagged(*topics: str) -> tuple[str, Any, Any]:
        named = tuple(map(TopicId, topics))
        archive = Archive(
            SITE,
            articles=(article("a"),),
            topics=(topic("fear"), topic("rain"), topic("hidden", status=Status.DRAFT)),
            notes=(note("n", on("a", "left"), body=None, topics=named),),
        )
        built = graph_of(archive, {"a": "Vote\n\nAna left."})
        (one,) = annotations_of(built)
        return one["motivation"], one.get("body"), json.loads(file(built, "notes.jsonl"))["body"]

    fear, rain = (text_body(name, "text/plain", "tagging") for name in ("Fear", "Rain"))
    assert tagged("fear") == tagged("hidden", "fear") == ("tagging", fear, None)
    assert tagged("fear", "rain") == ("tagging", [fear, rain], None)
    assert tagged("hidden") == ("tagging", None, None)


def test_an_annotation_of_a_whole_article_selects_nothing_of_its_text() -> None:
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a"), on("a", "left")),))
    found = annotations_of(graph_of(archive, {"a": "Vote\n\nAna left."}))
    assert found[0]["target"] == {
        "source": "https://e.org/sub/articles/a/text.txt",
        "scope": "https://e.org/sub/articles/a/",
    }
    assert [(one["id"], *one["target"].get("selector", ())) for one in found] == [
        ("https://e.org/sub/articles/a/#claim-c.0",),
        (
            "https://e.org/sub/articles/a/#claim-c",
            {"type": "TextQuoteSelector", "exact": "left", "prefix": "Vote\n\nAna ", "suffix": "."},
            {"type": "TextPositionSelector", "start": 10, "end": 14},
        ),
    ]


@given(st.lists(st.sampled_from(["Ana Reyes", "😀", "the bridge", "e\u0301", "“Holt”", "\u2028", "a, b"]), max_size=12))
def test_every_offset_leads_to_its_words_in_the_text(words: list[str]) -> None:
    archive = replace(HARBOUR, articles=(article("vote"),))
    built = graph_of(archive, {"vote": f"T\n\n{' '.join(words)} end"})
    (body,) = built.bodies.values()
    text = body.text
    for one in annotations_of(built):
        if "selector" not in one["target"]:
            assert one["sitegen"]["kind"] == "claim"  # the one that speaks of the whole article
            continue
        quote, position = one["target"]["selector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == text[start:end] != ""
        assert (quote["prefix"], quote["suffix"]) == (text[max(0, start - 32) : start], text[end : end + 32])
    table = io.StringIO(file(built, "mentions.csv"), newline="")
    for row in csv.DictReader(table):
        assert row["text"] == text[int(row["start"]) : int(row["end"])] != ""


def test_a_claim_tells_its_verdict_its_speaker_its_reviewer_and_when() -> None:
    judged = (HistoryEntry(Date("2024-03-14"), "New.", VerdictId("true")), HistoryEntry(Date("2024"), "Why not."))
    one = claim(
        "c", on("a", "left"), speakers=("ana",), verdict="false", reviewed_by="Mia Holt",
        reviewed=Date("2024-03-20T09:30:00+00:00"), history=judged,
    )  # fmt: skip
    archive = Archive(SITE, (article("a"),), (person("ana", "Ana Reyes"), organization("desk", "Desk")), claims=(one,))
    found = annotations_of(graph_of(archive, {"a": "Vote\n\nSomebody left."}))[0]
    statement, verdict = found["body"]
    assert statement["creator"] == {"id": f"{BASE}people/ana/", "type": "Person", "name": "Ana Reyes"}
    assert (verdict["purpose"], verdict["value"]) == ("classifying", "False")
    assert found["creator"] == {"type": "Person", "name": "Mia Holt"}
    assert (found["created"], found["modified"]) == ("2024-03-14T00:00:00+00:00", "2024-03-20T09:30:00+00:00")
    desk = replace(archive, claims=(replace(one, reviewed_by="Desk", reviewed=None, history=()),))
    found = annotations_of(graph_of(desk, {"a": "Vote\n\nSomebody left."}))[0]
    assert found["creator"] == {"type": "Organization", "name": "Desk"}
    assert found.keys().isdisjoint({"created", "modified"})


def test_names_are_found_by_the_program_unless_somebody_pinned_them() -> None:
    pin = ManualMention("the mayor", ActorId("ana"), on("a").location)
    archive = Archive(SITE, (article("a", mentions=(pin,)),), (person("ana", "Ana Reyes"),))
    found = annotations_of(graph_of(archive, {"a": "T\n\nAna Reyes left. So did the mayor."}))
    assert [one["creator"]["type"] for one in found] == ["Software", "Organization"]


@pytest.mark.parametrize("base", [BASE, ""])
def test_every_annotation_leads_to_a_text_that_has_its_words_at_its_place(base: str) -> None:
    """As a consumer does it: addresses resolved against that of the file, the text read as UTF-8."""
    built = with_base(graph_of(HARBOUR, SEEDS), base)
    here = urljoin(base or "https://elsewhere.test/", "data/annotations.jsonl")
    texts = {
        urljoin(here, f"../{path}"): data.decode()
        for entry in built.entries
        for path, data in exports.text_files(entry.article, built.bodies[entry.article.id])
    }
    found = annotations_of(built, base)
    assert len(found) > len(texts) > 1
    for one in found:
        target = one["target"]
        text = texts[urljoin(here, target["source"])]
        assert urljoin(here, target["source"]) == urljoin(urljoin(here, target["scope"]), "text.txt")
        assert urljoin(here, one["id"]).startswith(f"{urljoin(here, target['scope'])}#")
        for quote, position in [target["selector"]] if "selector" in target else []:
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_the_text_of_a_renamed_article_stays_where_it_was() -> None:
    built = graph_of(Archive(SITE, (article("b", formerly=("a",)),)), {"b": "Vote\n\nAna left."})
    (entry,) = built.entries
    assert list(exports.text_files(entry.article, built.bodies[entry.article.id])) == [
        ("articles/b/text.txt", b"Vote\n\nAna left."),
        ("articles/a/text.txt", b"Vote\n\nAna left."),
    ]
