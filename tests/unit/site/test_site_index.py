"""Who and what is where, of what readers see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.sample_archives import (
    DRAFT,
    HARBOUR,
    HERE,
    SCALE,
    WITHDRAWN,
    article,
    claim,
    graph_of,
    harbour,
    note,
    on,
    organization,
    person,
    topic,
)

from sitegen.core.model import (
    AnchorRequest,
    AnnotationId,
    AnnotationKind,
    AnnotationTarget,
    Archive,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    MatchRule,
    Note,
    NoteId,
    Quote,
    Site,
    Topic,
)
from sitegen.site import index as graph
from sitegen.site.index import ArticleEntry, PassageLocation, SiteIndex

SITE = Site(verdicts=SCALE)
CLAIM, NOTE = AnnotationKind.CLAIM, AnnotationKind.NOTE


def ids(groups: Mapping[Any, Iterable[Topic | Claim | Note]]) -> dict[str, list[str]]:
    return {key: [record.id for record in records] for key, records in groups.items()}


def articles(groups: Mapping[Any, Iterable[ArticleEntry]]) -> dict[str, list[str]]:
    return {key: [entry.article.id for entry in entries] for key, entries in groups.items()}


def places(some: Iterable[PassageLocation]) -> list[tuple[str, int, str, str]]:
    """Each with its article, the number of its annotation, the words that were found, the quote that was lost."""
    return [
        (one.entry.article.id, one.annotation.number, one.passage.excerpt.words if one.passage else "", one.lost)
        for one in some
    ]


def related(built: SiteIndex) -> dict[str, list[tuple[str, list[str]]]]:
    return {
        key: [(words, [one.id for one in some]) for words, some in ties] for key, ties in built.related_claims.items()
    }


def test_articles_are_newest_first_and_the_undated_last() -> None:
    archive = Archive(
        SITE,
        articles=(
            article("a", "2017"),
            article("b"),
            article("c", "2017-11-16"),
            article("d", "2017-11-16T09:00:00+00:00"),
            article("e", "2017-11"),
            article("f", "2018"),
            article("g", "2017"),
            article("h"),
        ),
    )
    assert [entry.article.id for entry in graph_of(archive).entries] == ["f", "d", "c", "e", "a", "g", "b", "h"]


@given(
    st.permutations([article(name, date) for name, date in (("a", "2017"), ("b", ""), ("c", "2017"), ("d", "2018"))])
)
def test_the_order_of_the_woven_articles_makes_no_difference(shuffled: list[Article]) -> None:
    built = graph_of(Archive(SITE, articles=tuple(shuffled)))
    assert [entry.article.id for entry in built.entries] == ["d", "a", "c", "b"]


def test_drafts_and_what_was_withdrawn_are_nowhere() -> None:
    built = harbour()
    assert [entry.article.id for entry in built.entries] == ["count", "vote", "old"]
    assert list(built.claims) == ["counted", "lost", "safe"]
    assert list(built.notes) == ["cars", "tonnes"]
    assert list(built.topics) == ["bridge", "traffic"]
    assert articles(built.topic_entries) == {"bridge": ["count", "vote"], "traffic": ["vote"]}
    assert ids(built.topic_claims) == {"bridge": ["safe"], "traffic": ["counted"]}
    assert ids(built.claims_made) == {"ana": ["lost", "safe"]}
    assert related(built) == {
        "counted": [("Repeats", ["safe"]), ("Contradicted by", ["safe"])],
        "safe": [("Repeated by", ["counted"]), ("Contradicts", ["counted"])],
    }


def test_with_drafts_what_was_withdrawn_alone_is_nowhere() -> None:
    built = harbour(drafts=True)
    assert [entry.article.id for entry in built.entries] == ["plan", "count", "vote", "old"]
    assert list(built.claims) == ["counted", "hidden", "lost", "safe"]
    assert list(built.notes) == ["cars", "secret", "tonnes"]
    assert list(built.topics) == ["bridge", "merger", "traffic"]
    assert places(built.claim_locations[ClaimId("safe")]) == [
        ("vote", 1, "the bridge is safe", ""),
        ("plan", 1, "a plan", ""),
    ]


@pytest.mark.parametrize(
    "told",
    [
        Archive(SITE, articles=(article("a", topics=("x",)),)),
        Archive(SITE, claims=(claim("a", topics=("x",)),)),
        Archive(SITE, notes=(note("a", topics=("x",)),)),
        Archive(SITE, actors=(person("a", "A B", topics=("x",)),)),
        Archive(SITE, articles=(article("a", status=DRAFT, topics=("x",)),), claims=(claim("a", topics=("x",)),)),
        Archive(SITE),
    ],
)
def test_a_topic_is_seen_where_a_record_that_readers_see_names_it_or_none_does(told: Archive) -> None:
    assert list(graph_of(replace(told, topics=(topic("x"),))).topics) == ["x"]


def test_mentions_are_listed_newest_article_first() -> None:
    mentions = {
        actor: [(one.entry.article.id, [(m.element, m.how) for m in one.mentions]) for one in some]
        for actor, some in harbour().mentions.items()
    }
    assert mentions == {
        "ana": [
            ("count", [("mention-Ana-Reyes", MatchRule.NAME)]),
            ("vote", [("mention-Ana-Reyes", MatchRule.NAME), ("mention-Reyes.2", MatchRule.SURNAME)]),
        ],
        "luis": [
            ("count", [("mention-Luis-Holt", MatchRule.NAME), ("mention-Holt.2", MatchRule.SURNAME)]),
            ("vote", [("mention-Luis-Holt", MatchRule.NAME)]),
        ],
    }


def test_an_article_about_an_actor_that_it_does_not_name_is_kept_apart() -> None:
    archive = Archive(
        SITE,
        articles=(article("a", actors=("ana", "luis", "luis")),),
        actors=(person("ana", "Ana Reyes"), person("luis", "Luis Holt")),
    )
    assert articles(graph_of(archive, {"a": "Vote\n\nAna Reyes left."}).about) == {"luis": ["a"]}


def test_companions_share_articles_and_the_most_come_first() -> None:
    assert harbour().co_mentions == {
        "ana": (("luis", 2), ("council", 1)),
        "council": (("luis", 1), ("ana", 1)),
        "luis": (("ana", 2), ("council", 1)),
    }


def test_who_is_alone_has_no_companions() -> None:
    archive = Archive(SITE, articles=(article("a"),), actors=(person("ana", "Ana Reyes"),))
    assert graph_of(archive, {"a": "Vote\n\nAna Reyes and Ana Reyes."}).co_mentions == {}


def test_a_topic_has_the_actors_of_its_articles_and_those_that_name_it() -> None:
    assert harbour().topic_actors == {
        "bridge": (("luis", 2), ("ana", 2), ("council", 1)),
        "traffic": (("luis", 1), ("ana", 1), ("council", 1)),
    }
    archive = Archive(SITE, actors=(organization("council", "Council", topics=("x",)),), topics=(topic("x"),))
    assert graph_of(archive).topic_actors == {"x": (("council", 0),)}


def test_a_topic_has_its_sub_topics() -> None:
    assert ids(harbour().topic_children) == {"traffic": ["bridge"]}


@pytest.mark.parametrize(
    ("field", "forward", "backward"),
    [
        ("repeats", "Repeats", "Repeated by"),
        ("contradicts", "Contradicts", "Contradicted by"),
        ("supports", "Supports", "Supported by"),
        ("answers", "Answers", "Answered by"),
    ],
)
def test_a_tie_between_claims_is_seen_from_both_ends(field: str, forward: str, backward: str) -> None:
    known: Any = {field: ("b", "c")}
    archive = Archive(SITE, claims=(claim("a", **known), claim("b"), claim("c")))
    assert related(graph_of(archive)) == {
        "a": [(forward, ["b", "c"])],
        "b": [(backward, ["a"])],
        "c": [(backward, ["a"])],
    }


def test_a_tie_that_both_ends_tell_is_seen_under_both_words() -> None:
    archive = Archive(SITE, claims=(claim("a", contradicts=("b",)), claim("b", contradicts=("a",), repeats=("a",))))
    assert related(graph_of(archive)) == {
        "a": [("Repeated by", ["b"]), ("Contradicts", ["b"]), ("Contradicted by", ["b"])],
        "b": [("Repeats", ["a"]), ("Contradicts", ["a"]), ("Contradicted by", ["a"])],
    }


def test_places_stand_as_their_author_listed_them_and_then_those_of_terms() -> None:
    archive = Archive(
        SITE,
        articles=(article("a", "2020"), article("b", "2021"), article("c", "2022"), article("d", status=DRAFT)),
        notes=(note("n", on("a", "two"), on("d", "one"), on("a"), on("a", "one"), on("c", "gone"), terms=("two",)),),
    )
    text = "T\n\none two"
    built = graph_of(archive, {"a": text, "b": text, "c": text, "d": text})
    assert places(built.note_locations[NoteId("n")]) == [
        ("a", 1, "two", ""),
        ("a", 0, "", ""),
        ("a", 2, "one", ""),
        ("c", 1, "", "gone"),
        ("b", 1, "two", ""),
    ]


def test_an_annotation_of_a_whole_article_stands_there_once() -> None:
    again = AnnotationTarget(on("a").article, replace(HERE, line=9))
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a"), again),), notes=(note("n", on("a")),))
    built = graph_of(archive)
    assert places(built.claim_locations[ClaimId("c")]) == [("a", 1, "", "")]
    assert ids(built.whole_article) == {"a": ["c", "n"]}


def test_a_quote_that_was_not_found_is_kept_beside_the_whole_article() -> None:
    archive = Archive(SITE, articles=(article("a"),), claims=(claim("c", on("a", "gone"), on("a")),))
    assert places(graph_of(archive).claim_locations[ClaimId("c")]) == [("a", 1, "", "gone"), ("a", 1, "", "")]


def test_the_article_stage_is_asked_for_the_quotes_that_readers_see() -> None:
    passages = (on("a", "one"), on("a"), on("b", "two"), on("a", "three"))
    archive = Archive(
        SITE,
        claims=(
            claim("c", *passages),
            claim("d", on("a", "x"), status=DRAFT),
            claim("w", on("a", "y"), status=WITHDRAWN),
        ),
        notes=(note("n", on("b", "four")),),
    )
    found = graph.anchors_by_article(archive, drafts=False)
    assert found == {
        "a": (
            AnchorRequest(AnnotationId(CLAIM, "c", 1), Quote("one", HERE)),
            AnchorRequest(AnnotationId(CLAIM, "c", 2), Quote("three", HERE)),
        ),
        "b": (
            AnchorRequest(AnnotationId(CLAIM, "c", 1), Quote("two", HERE)),
            AnchorRequest(AnnotationId(NOTE, "n", 1), Quote("four", HERE)),
        ),
    }
    with_drafts = graph.anchors_by_article(archive, drafts=True)[ArticleId("a")]
    assert [anchor.annotation.id for anchor in with_drafts] == ["c", "c", "d"]


def test_no_index_holds_an_empty_list() -> None:
    built = harbour()
    indexes: tuple[Mapping[Any, Any], ...] = (
        built.mentions,
        built.about,
        built.co_mentions,
        built.topic_entries,
        built.topic_actors,
    )
    indexes += (built.topic_claims, built.topic_notes, built.topic_children, built.claims_made, built.claims_about)
    indexes += (built.actor_notes, built.whole_article, built.related_claims)
    assert [index for index in indexes if not all(index.values())] == []


def test_an_archive_without_articles_has_a_graph() -> None:
    built = graph_of(replace(HARBOUR, articles=()))
    assert (built.entries, built.mentions, places(built.claim_locations[ClaimId("safe")])) == ((), {}, [])
