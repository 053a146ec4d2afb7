"""The archive for machines: every file of `data/`, and robots.txt."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.sample_archives import (
    DRAFT,
    HARBOUR,
    SCALE,
    SEEDS,
    article,
    claim,
    data_of,
    graph_of,
    harbour,
    md,
    on,
    person,
    topic,
    with_base,
)

from sitegen.core.model import ActorId, Archive, Date, HistoryEntry, Relation, Role, Site, Source, VerdictId
from sitegen.output import exports
from sitegen.output.exports.export_formats import json_line
from sitegen.site.index import SiteIndex

SITE = Site(verdicts=SCALE)
BASE = "https://e.org/sub/"


def files(built: SiteIndex, base_url: str = BASE, *, drafts: bool = False) -> dict[str, bytes]:
    return data_of(with_base(built, base_url), drafts=drafts)


def lines(built: SiteIndex, name: str, base_url: str = BASE) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files(built, base_url)[f"data/{name}.jsonl"].decode().split("\n")[:-1]]


def only(built: SiteIndex, name: str) -> dict[str, Any]:
    (record,) = lines(built, name)
    return record


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, VALUES, max_size=4), st.integers(0, 3))
def test_json_is_written_as_python_itself_writes_it(record: dict[str, Any], indent: int) -> None:
    expected = json.dumps(record, ensure_ascii=False, indent=indent or None) + "\n"
    assert json_line(record, indent) == expected.encode()


def test_there_is_a_file_for_each_kind_of_record() -> None:
    assert sorted(files(harbour())) == [
        "data/actors.jsonl",
        "data/annotations.jsonl",
        "data/articles.jsonl",
        "data/claims.jsonl",
        "data/datapackage.json",
        "data/mentions.csv",
        "data/notes.jsonl",
        "data/topics.jsonl",
        "data/verdicts.jsonl",
        "robots.txt",
    ]


def test_an_article_has_the_fields_of_the_format_and_its_text() -> None:
    record = article(
        "vote", "2024-03-12", topics=("b", "a"), actors=("luis",), url="https://e.org/v", publisher="The Letter",
        authors=("P. Lund",), language="pt", rights="©", archived_url="https://a.org/v",
    )  # fmt: skip
    actors = (person("ana", "Ana Reyes"), person("luis", "Luis Holt"))
    archive = Archive(SITE, articles=(record,), actors=actors, topics=(topic("a"), topic("b")))
    exported = only(graph_of(archive, {"vote": "Vote\n\nAna Reyes\nleft.\n\nAna Reyes “came”."}), "articles")
    assert list(exported)[:9] == ["id", "title", "date", "url", "publisher", "topics", "actors", "sha256", "text"]
    assert exported == {
        "id": "vote",
        "title": "Vote",
        "date": "2024-03-12",
        "url": "https://e.org/v",
        "publisher": "The Letter",
        "topics": ["b", "a"],
        "actors": ["ana", "luis"],
        "sha256": "d76b12507562e4baa4ed7472864715e3c0f0433ef3a3d21578881ab3134cc31b",
        "text": "Vote\n\nAna Reyes left.\n\nAna Reyes “came”.",
        "authors": ["P. Lund"],
        "language": "pt",
        "rights": "©",
        "archived_url": "https://a.org/v",
        "page": "articles/vote/",
        "text_file": "articles/vote/text.txt",
    }


def test_what_is_not_known_of_an_article_is_null() -> None:
    exported = only(graph_of(Archive(SITE, articles=(article("a"),))), "articles")
    assert [key for key, value in exported.items() if value is None] == [
        "date",
        "url",
        "publisher",
        "rights",
        "archived_url",
    ]


def test_an_actor_has_what_its_author_wrote_and_how_often_it_is_named() -> None:
    record = person(
        "ana", "Ana Reyes", aliases=("A. R.",), roles=(Role("Mayor", None, Date("2021"), Date("2024-06")), Role("X")),
        born=Date("1961"), summary=md("See [[x]]."), same_as=("https://w.org/Q1",), topics=("x",),
        related=(Relation(ActorId("luis"), "brother"),), sources=(Source("S", "https://s.org", accessed=Date("2020")),),
    )  # fmt: skip
    archive = Archive(
        SITE,
        articles=(article("a"), article("b"), article("c", status=DRAFT)),
        actors=(record, person("luis", "L H")),
        topics=(topic("x"),),
    )
    text = "Vote\n\nAna Reyes. Ana Reyes."
    assert lines(graph_of(archive, {"a": text, "b": text, "c": text}), "actors")[0] == {
        "id": "ana",
        "name": "Ana Reyes",
        "kind": "person",
        "aliases": ["A. R."],
        "roles": [
            {"title": "Mayor", "of": None, "from": "2021", "to": "2024-06"},
            {"title": "X", "of": None, "from": None, "to": None},
        ],
        "born": "1961",
        "died": None,
        "summary": "See [[x]].",
        "same_as": ["https://w.org/Q1"],
        "topics": ["x"],
        "related": [{"actor": "luis", "relation": "brother"}],
        "sources": [
            {
                "title": "S",
                "url": "https://s.org",
                "publisher": None,
                "date": None,
                "accessed": "2020",
                "archived_url": None,
                "quote": None,
            }
        ],
        "articles": 2,
        "mentions": 4,
        "page": "people/ana/",
    }


def test_a_topic_has_its_articles_newest_first() -> None:
    assert lines(harbour(), "topics") == [
        {
            "id": "bridge",
            "name": "Bridge",
            "summary": None,
            "parent": "traffic",
            "related": [],
            "articles": ["count", "vote"],
            "page": "topics/bridge/",
        },
        {
            "id": "traffic",
            "name": "Traffic",
            "summary": "What drives.",
            "parent": None,
            "related": [],
            "articles": ["vote"],
            "page": "topics/traffic/",
        },
    ]


def test_a_claim_has_its_passages_and_the_claims_that_readers_see() -> None:
    record = claim(
        "c", on("a", "one"), on("a"), on("a", "gone"), date="2020", speakers=("ana",), about=("luis",),
        reported_by=("luis",), topics=("x",), verdict="false", review=md("Why."), reviewed_by="Desk",
        reviewed=Date("2021"), contradicts=("d", "e"),
        history=(HistoryEntry(Date("2020"), "New.", VerdictId("disputed")),),
    )  # fmt: skip
    archive = Archive(
        SITE,
        articles=(article("a"),),
        actors=(person("ana", "A B"), person("luis", "L H")),
        topics=(topic("x"),),
        claims=(record, claim("d", status=DRAFT), claim("e")),
    )
    assert lines(graph_of(archive, {"a": "T\n\none"}), "claims")[0] == {
        "id": "c",
        "claim": "Statement c.",
        "speaker": ["ana"],
        "reported_by": ["luis"],
        "about": ["luis"],
        "date": "2020",
        "topics": ["x"],
        "verdict": "false",
        "review": "Why.",
        "reviewed_by": "Desk",
        "reviewed": "2021",
        "sources": [],
        "repeats": [],
        "contradicts": ["e"],
        "supports": [],
        "answers": [],
        "history": [{"date": "2020", "was": None, "verdict": "disputed", "why": "New."}],
        "passages": [
            {"article": "a", "start": 3, "end": 6, "text": "one"},
            {"article": "a"},
            {"article": "a", "lost": "gone"},
        ],
        "page": "claims/c/",
        "reviews": [],
    }


def test_a_note_has_every_place_that_it_explains() -> None:
    assert lines(harbour(), "notes")[0] == {
        "id": "cars",
        "title": "On cars",
        "body": "What cars is.",
        "terms": ["cars"],
        "topics": ["traffic"],
        "actors": ["council"],
        "sources": [],
        "passages": [
            {"article": "count", "start": 0, "end": 4, "text": "Cars"},
            {"article": "old", "start": 15, "end": 19, "text": "cars"},
        ],
        "page": "notes/cars/",
        "authors": [],
        "certainty": None,
    }


MIXED = Archive(
    Site(title="東京", verdicts=SCALE),
    articles=(article("a", "2024"), article("b", "2024-03"), article("c", "2024-03-12T09:00:00+00:00"), article("d")),
    actors=(person("ana", "Ana Reyes", born=Date("1961")), person("luis", "Luis Holt", born=Date("1961-08-16"))),
    claims=(claim("x", on("a")), claim("y", on("b"), verdict="false", reviewed=Date("2024-03-20"))),
)
PACKAGES = {
    "every kind": harbour(),
    "seeds alone": graph_of(Archive(SITE, articles=(article("a"),)), {"a": "T\n\nSomebody came."}),
    "dates by year, month, day and moment": graph_of(MIXED, dict.fromkeys("abcd", "T\n\nAna Reyes came.")),
    "nothing": graph_of(Archive(replace(SITE, verdicts=())), {}),
}
KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "array": list, "object": dict, "any": (list, dict)
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_the_package_lists_every_file_that_holds_something(name: str) -> None:
    given_files = files(PACKAGES[name])
    package = json.loads(given_files["data/datapackage.json"])
    heads = {file.path: file.head for file in exports.ARTICLE_FILES}
    filled = {path for path, data in given_files.items() if path.startswith("data/") and data != heads.get(path, b"")}
    assert {f"data/{one['path']}" for one in package["resources"]} == filled - {"data/datapackage.json"}
    # The pattern of a name in Data Package 1.0.
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert "description" not in package or package["description"]


@pytest.mark.parametrize("name", PACKAGES)
def test_every_column_of_data_is_in_its_schema_and_every_cell_of_its_type(name: str) -> None:
    given_files = files(PACKAGES[name])
    for one in json.loads(given_files["data/datapackage.json"])["resources"]:
        fields = {field["name"]: field["type"] for field in one["schema"]["fields"]}
        text = given_files[f"data/{one['path']}"].decode()
        rows: list[dict[str, Any]]
        if one["format"] == "csv":
            rows = [
                {key: int(cell) if fields[key] == "integer" else cell for key, cell in row.items()}
                for row in csv.DictReader(io.StringIO(text, newline=""))
            ]
        else:
            rows = [json.loads(line) for line in text.split("\n")[:-1]]
        # A reader takes the columns from the first line, or from the keys that the dialect lists.
        if "dialect" in one:
            assert one["dialect"]["json"]["keys"] == list(fields)
            assert set(fields) >= {key for row in rows for key in row}
        else:
            assert [list(row) for row in rows] == [list(fields)] * len(rows)
        for row in rows:
            for key, cell in row.items():
                assert cell is None or isinstance(cell, KINDS[fields[key]]), (one["name"], key)
        keys = [row[one["schema"]["primaryKey"]] for row in rows if "primaryKey" in one["schema"]]
        assert len(set(keys)) == len(keys)


def test_every_mention_is_of_a_listed_article_and_actor() -> None:
    given_files = files(harbour())
    package = {one["name"]: one for one in json.loads(given_files["data/datapackage.json"])["resources"]}
    rows = list(csv.DictReader(io.StringIO(given_files["data/mentions.csv"].decode(), newline="")))
    for key in package["mentions"]["schema"]["foreignKeys"]:
        known = {one["id"] for one in lines(harbour(), key["reference"]["resource"])}
        assert rows
        assert {row[key["fields"]] for row in rows} <= known


def test_the_scale_says_what_each_verdict_means_and_how_often_it_was_given() -> None:
    found = {one["id"]: one for one in lines(harbour(), "verdicts")}
    assert list(found) == [step.id for step in SCALE]
    assert found["false"] == {
        "id": "false",
        "label": "False",
        "definition": "The sources speak against it.",
        "tone": "negative",
        "rating": "1/5",
        "claims": 1,
        "page": "claims/verdict/false/",
    }
    unused = next(one for one in found.values() if not one["claims"])
    assert unused["page"] is None
    assert found.keys() >= {one["verdict"] for one in lines(harbour(), "claims")} - {None}


def test_drafts_and_what_was_withdrawn_are_in_no_file() -> None:
    everything = b"\n".join(files(harbour()).values()).decode()
    for word in ("plan", "gone", "was wrong", "merger", "scandal", "hidden", "taken-back", "secret", "void"):
        assert word not in everything, word
    with_drafts = b"\n".join(files(harbour(drafts=True), drafts=True).values()).decode()
    assert "has a plan with" in with_drafts
    assert "was wrong" not in with_drafts


def test_search_engines_are_kept_out_of_a_site_with_drafts() -> None:
    assert files(harbour(), base_url="")["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert files(harbour(drafts=True), drafts=True)["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_the_order_of_the_woven_articles_makes_no_difference() -> None:
    shuffled = replace(HARBOUR, articles=HARBOUR.articles[::-1])
    assert files(graph_of(shuffled, SEEDS)) == files(harbour())
