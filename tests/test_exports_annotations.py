"""Mentions and annotations for machines: their fields, and that every offset leads to its words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from small_archives import (
    HARBOUR,
    SCALE,
    article,
    claim,
    data_of,
    graph_of,
    note,
    on,
    organization,
    person,
    with_base,
)

from sitegen.graph import Graph
from sitegen.model import Archive, Pin, Site

SITE = Site(verdicts=SCALE)
BASE = "https://e.org/sub/"


def file(built: Graph, name: str, base_url: str = BASE) -> str:
    return data_of(with_base(built, base_url))[f"data/{name}"].decode()


def annotations(built: Graph, base_url: str = BASE) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file(built, "annotations.jsonl", base_url).split("\n")[:-1]]


def test_mentions_are_a_table_by_article_and_start() -> None:
    pin = Pin("the mayor", "ana", on("a").location)
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


def test_an_annotation_selects_its_words_with_what_stands_around_them() -> None:
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a", "the bridge is “safe”")),))
    text = "Vote\n\n😀 In the year after the long winter the bridge is “safe” for every car that crosses it at night."
    assert annotations(graph_of(archive, {"a": text})) == [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://e.org/sub/articles/a/#claim-c",
            "type": "Annotation",
            "motivation": "assessing",
            "body": {"type": "TextualBody", "value": "Statement c.", "format": "text/plain", "purpose": "assessing"},
            "target": {
                "source": "https://e.org/sub/articles/a/",
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
    found = annotations(graph_of(archive, {"a": "Vote\n\nAna Reyes left."}), base_url="")
    assert [(one["id"], one["motivation"], one["body"], one["sitegen"]) for one in found] == [
        (
            "articles/a/#note-n",
            "describing",
            {"type": "TextualBody", "value": "What n is.", "format": "text/markdown", "purpose": "describing"},
            {"kind": "note", "id": "n", "article": "a"},
        ),
        (
            "articles/a/#mention-Ana-Reyes",
            "identifying",
            {"type": "SpecificResource", "source": "people/ana/", "purpose": "identifying"},
            {"kind": "mention", "id": "ana", "article": "a"},
        ),
    ]


def test_an_annotation_of_a_whole_article_selects_all_of_its_text() -> None:
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a"), on("a", "left")),))
    found = annotations(graph_of(archive, {"a": "Vote\n\nAna left."}))
    assert [(one["id"], *one["target"]["selector"]) for one in found] == [
        (
            "https://e.org/sub/articles/a/#claim-c.0",
            {"type": "TextQuoteSelector", "exact": "Vote\n\nAna left.", "prefix": "", "suffix": ""},
            {"type": "TextPositionSelector", "start": 0, "end": 15},
        ),
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
    for one in annotations(built):
        quote, position = one["target"]["selector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == text[start:end] != ""
        assert (quote["prefix"], quote["suffix"]) == (text[max(0, start - 32) : start], text[end : end + 32])
    table = io.StringIO(file(built, "mentions.csv"), newline="")
    for row in csv.DictReader(table):
        assert row["text"] == text[int(row["start"]) : int(row["end"])] != ""
