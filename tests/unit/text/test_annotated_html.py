"""Weaving: the HTML of annotated articles, and that annotating never changes what is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkout import ROOT
from support.spec_cases import Case, cases

from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    AnchorRequest,
    AnnotatedBlock,
    AnnotationId,
    AnnotationKind,
    Article,
    ArticleId,
    MatchRule,
    Mention,
    Quote,
    Span,
)
from sitegen.core.problems import Location
from sitegen.text import mentions as names
from sitegen.text.annotated_html import Annotations, annotate_html
from sitegen.text.article_stage import StageResult, StageSettings, annotate_article
from sitegen.text.prose import Prose, SeedContext, read_seed
from sitegen.text.sentences import SentenceFinder

HERE = Location("content/x.yaml", 1, 1)
MARKER = re.compile(r'<a class="marker[^>]*data-n="(\d+)"></a>')
TAG = re.compile(r"<[^>]*>")


def annotation(words: str) -> AnnotationId:
    kind, _, record = words.partition(" ")
    return AnnotationId(AnnotationKind(kind), record)


def staged(case: Case) -> StageResult:
    wanted = [line.partition(": ") for line in case.blocks.get("annotations", "").split("\n") if line]
    anchors = tuple(AnchorRequest(annotation(head), Quote(exact, HERE)) for head, _, exact in wanted)
    rows = [line.split(" | ") for line in case.blocks.get("names", "").split("\n") if line]
    actors = [Actor(ActorId(row[0]), HERE, row[1], *map(ActorKind, row[2:])) for row in rows]  # type: ignore[arg-type]
    setting = StageSettings(names.index_names(actors, ()), {actor.id: f"people/{actor.id}/" for actor in actors})
    article = Article(ArticleId("x"), HERE, "x.md", title="T")
    return annotate_article(setting, article, case.blocks["seed"].encode(), anchors)


@pytest.mark.parametrize("case", cases(ROOT / "tests/spec/weave.md"), ids=str)
def test_articles_are_woven_as_written(case: Case) -> None:
    annotated, one, *_ = staged(case)
    assert {problem.code for problem in annotated.problems} <= {"markup-as-text"}
    assert "\n".join(MARKER.sub(r"[\1]", block.html) for block in one.blocks) == case.blocks["html"]


def test_a_marker_leads_to_its_card_and_says_what_it_is() -> None:
    case = Case("", 0, {"seed": "One two.", "annotations": "note b: two"})
    (block,) = staged(case).body.blocks
    assert MARKER.search(block.html)[0] == (
        '<a class="marker note" id="marker.note-b" href="#card.note-b" aria-label="Note 1" data-n="1"></a>'
    )
    assert block.annotations == (annotation("note b"),)


SEED = """# T

alpha **beta** gamma [delta *eps*](https://example.org) zeta `eta` theta
iota

- kappa
- lambda & <mu>

| nu | xi |
|----|----|
| omi | pi |
"""
PROSE = read_seed(SEED.encode(), "seeds/x.md", SeedContext())


@st.composite
def threads(draw: st.DrawFn) -> Annotations:
    solid = [place for place, character in enumerate(PROSE.text) if not character.isspace()]
    stretch = st.tuples(st.sampled_from(solid), st.sampled_from(solid)).map(lambda pair: (min(pair), max(pair) + 1))
    kinds = st.sampled_from(AnnotationKind)
    found = draw(st.lists(st.tuples(stretch, kinds), max_size=8))
    spans = [Span(start, end, AnnotationId(kind, f"s{n}")) for n, ((start, end), kind) in enumerate(found)]
    cuts = sorted(draw(st.sets(st.sampled_from(solid), max_size=6)))
    sentences = SentenceFinder(PROSE.text, PROSE.units, "en")
    mentions = [
        Mention(
            f"mention-{n}",
            start,
            end,
            ActorId("a"),
            MatchRule.NAME,
            sentences.excerpt(start, end),
            is_link=draw(st.booleans()),
        )
        for n, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False), 1)
    ]
    outer = [one for one in mentions if not PROSE.text[one.start + 1 : one.end - 1].isspace()]
    outer = [one for one in outer if one.end - one.start > 2]
    for one in draw(st.lists(st.sampled_from(outer), max_size=2, unique=True)) if outer else ():
        element, start, excerpt = f"mention-{len(mentions) + 1}", one.start + 1, one.excerpt
        mentions.append(Mention(element, start, one.end - 1, ActorId("a"), MatchRule.NAME, excerpt, is_link=False))
    mentions.sort(key=lambda one: one.start)
    return Annotations(
        sorted(spans, key=lambda span: (span.end, span.start, span.annotation)), mentions, {ActorId("a"): "people/a/"}
    )


def blocks_of(given_threads: Annotations) -> list[AnnotatedBlock]:
    headline, blocks = annotate_html(PROSE, given_threads)
    return [headline, *blocks]


def plain(html: str) -> str:
    return unescape(TAG.sub("", html))


def text_without_breaks(prose: Prose) -> str:
    return prose.text.replace("\n\n", "")


@given(threads())
def test_the_visible_text_is_never_changed(given_threads: Annotations) -> None:
    assert "".join(plain(block.html) for block in blocks_of(given_threads)) == text_without_breaks(PROSE)


@given(threads())
def test_the_segments_of_each_annotation_join_to_its_span(given_threads: Annotations) -> None:
    html = "".join(block.html for block in blocks_of(given_threads))
    marks = re.findall(r'<mark [^>]*data-on="([^"]*)">(.*?)</mark>', html)
    for span in given_threads.spans:
        element = f"{span.annotation.kind}-{span.annotation.id}"
        words = "".join(plain(inner) for on, inner in marks if element in on.split())
        assert words == PROSE.text[span.start : span.end].replace("\n\n", "")


@given(threads())
def test_ids_are_there_once_and_nothing_is_nested_wrongly(given_threads: Annotations) -> None:
    html = "".join(block.html for block in blocks_of(given_threads))
    ids = re.findall(r' id="([^"]*)"', html)
    wanted = {f"{span.annotation.kind}-{span.annotation.id}" for span in given_threads.spans}
    wanted |= {f"marker.{element}" for element in set(wanted)}
    wanted |= {mention.element for mention in given_threads.mentions}
    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


@given(threads())
def test_elements_are_closed_in_order_and_never_stand_in_their_own_kind(given_threads: Annotations) -> None:
    for block in blocks_of(given_threads):
        open_elements: list[str] = []
        for closes, name in re.findall(r"<(/?)([a-z0-9]+)", block.html):
            if closes:
                assert open_elements.pop() == name
            elif name != "br":
                assert name in ("ul", "li", "span") or name not in open_elements
                open_elements.append(name)
        assert open_elements == []


ANCHORS = (
    AnchorRequest(annotation("claim a"), Quote("alpha beta gamma", HERE)),
    AnchorRequest(annotation("note b"), Quote("beta gamma delta", HERE)),
    AnchorRequest(annotation("note a"), Quote("beta gamma", HERE)),
    AnchorRequest(annotation("claim c"), Quote("beta gamma", HERE)),
)


@given(st.permutations(ANCHORS))
def test_the_order_of_the_records_makes_no_difference(anchors: list[AnchorRequest]) -> None:
    def with_all(some: Sequence[AnchorRequest]) -> StageResult:
        article = Article(ArticleId("x"), HERE, "x.txt")
        return annotate_article(
            StageSettings(names.index_names((), ()), {}),
            article,
            b"T\n\nalpha beta gamma delta",
            tuple(some),
        )

    assert with_all(anchors) == with_all(ANCHORS)
