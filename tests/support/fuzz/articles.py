"""Laws of articles: a page says its text and nothing else; names and annotations stand where they are told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

from sitegen.content.loader.person_names import surnames
from sitegen.core.model import (
    NO_WORD_USAGE,
    Actor,
    ActorId,
    ActorKind,
    AnchorRequest,
    AnnotationId,
    AnnotationKind,
    Article,
    ArticleId,
    LinkMentions,
    ManualMention,
    Markdown,
    Note,
    NoteId,
    NotMention,
    Quote,
    RawHtml,
)
from sitegen.core.problems import Location, Problems
from sitegen.text import mentions
from sitegen.text.anchoring import SearchableText, anchor_quote
from sitegen.text.article_stage import StageResult, StageSettings, annotate_article
from sitegen.text.mentions.unlinked import index_all_names
from sitegen.text.normalize import normalize
from sitegen.text.prose import Prose, SeedContext, read_seed
from support.fuzz import words
from support.fuzz.html import assert_sound, words_of
from support.fuzz.laws import assert_told_well, law
from support.fuzz.lots import Lots

HERE: Final = Location("content/x.yaml", 1, 1)
MEDIA: Final = frozenset({"map.png"})
SEEDS: Final = "seeds/**/*.*"
FILES: Final = ["a.md", "a.txt"]
MODES: Final = list(RawHtml)
_MARK: Final = re.compile(r'<mark [^>]*data-on="([^"]*)">(.*?)</mark>', re.DOTALL)
_PROPOSED: Final = re.compile(r'occurrence (\d+) is [^;]*?, prefix: ("(?:[^"\\]|\\.)*")')


def actors_of(found: Sequence[str]) -> list[Actor]:
    """An actor for each name, of each kind."""
    actors = []
    for n, (words_of_it, kind) in enumerate(zip(found, list(ActorKind) * len(found), strict=False)):
        name = " ".join(words_of_it.split()) or "Ana"
        known = surnames(name, kind)
        actors.append(Actor(ActorId(f"a{n}"), HERE, name, kind, surnames=known, aliases=tuple(found[n + 1 : n + 2])))
    return actors


def setting(
    actors: Sequence[Actor] = (), terms: Sequence[str] = (), mode: RawHtml = RawHtml.ESCAPE, *, every: bool = False
) -> StageSettings:
    """What all articles share."""
    notes = [Note(NoteId("n"), HERE, "N", Markdown("", HERE), terms=tuple(terms))]
    links = LinkMentions.ALL if every else LinkMentions.FIRST
    pages = {actor.id: f"people/{actor.id}/" for actor in actors}
    return StageSettings(
        mentions.index_names(actors, notes), pages, "", mode, links, MEDIA, index_all_names(actors, NO_WORD_USAGE)
    )


def assert_annotated(staged: StageResult, prose: Prose) -> None:
    """That the HTML is sound, says the text and nothing else, and each mention and passage is where it says."""
    text = staged.body.text
    html = "".join(_html_of(staged))
    assert_sound(html)
    assert words_of(html) == _in_units(prose, 0, len(text))
    for one in staged.annotated.mentions:
        assert 0 <= one.start < one.end <= len(text)
        assert one.excerpt.words == text[one.start : one.end]
    marks = [(on.split(), words_of(inner)) for on, inner in _MARK.findall(html)]
    for passage in staged.annotated.passages:
        element = f"{passage.span.annotation.kind}-{passage.span.annotation.id}"
        said = "".join(inner for on, inner in marks if element in on)
        assert said == _in_units(prose, passage.span.start, passage.span.end)
    for unlinked in staged.annotated.unlinked:
        assert text[unlinked.start : unlinked.end].strip()


def _html_of(staged: StageResult) -> Iterator[str]:
    yield staged.body.headline.html
    yield from (block.html for block in staged.body.blocks)


def _in_units(prose: Prose, start: int, end: int) -> str:
    """The words of a stretch as the blocks of a page have them: without what joins blocks to one text."""
    return "".join(
        prose.text[max(start, first) : min(end, last)] for first, last in prose.units if first < end and start < last
    )


def assert_in_order(prose: Prose) -> None:
    """That the stretches and lines of a text are within it and sorted, none laps over the next, and units join."""
    assert "\n\n".join(prose.text[start:end] for start, end in prose.units) == prose.text
    for stretches in (prose.units, prose.code, prose.links):
        assert all(0 <= start <= end <= len(prose.text) for start, end in stretches)
        assert all(one[1] <= other[0] for one, other in pairwise(stretches))
    assert list(prose.lines) == sorted(prose.lines)
    assert all(0 <= offset <= len(prose.text) for offset, _ in prose.lines)


def lines(seed: bytes) -> int:
    """Lines of a seed at most."""
    return seed.count(b"\n") + seed.count(b"\r") + 1


def a_seed(lots: Lots) -> bytes:
    """The bytes of a seed, which need not be UTF-8."""
    return words.seed(lots).encode() if lots.maybe() else lots.rest()


@law(SEEDS, bytes(4), turns=3)
def any_seed_is_a_page_that_says_its_text(lots: Lots) -> None:
    name, mode = lots.one(FILES), lots.one(MODES)
    title = lots.one(["", "", "a", "The bridge", "# x", "\u200b"])
    seed = a_seed(lots)
    staged = annotate_article(setting(mode=mode), Article(ArticleId("a"), HERE, name, title=title), seed)
    assert staged.annotated.title
    assert staged.body.text.startswith(staged.annotated.title)
    prose = read_seed(seed, f"seeds/{name}", SeedContext(title, raw_html=mode, media=MEDIA))
    assert_in_order(prose)
    assert_annotated(staged, prose)
    assert_told_well(Problems(staged.annotated.problems), lines(seed), has_columns=False)


@law(SEEDS, bytes(7), turns=3)
def a_quote_cut_from_a_text_is_found_there_or_told_to_be_elsewhere_too(lots: Lots) -> None:
    name, damage = lots.one(FILES), lots.one(["", "’", "case", "word"])
    cut = lots.number(65_536), lots.number(65_536)
    prose = read_seed(a_seed(lots), f"seeds/{name}", SeedContext())
    searchable, ends = SearchableText(prose, f"seeds/{name}"), edges(prose.text)
    start, end = sorted(ends[one % len(ends)] for one in cut)
    exact = prose.text[start:end]
    problems = Problems()
    found = anchor_quote(searchable, Quote(hurt(exact, damage), HERE), problems)
    assert_told_well(problems, 1)
    codes = {problem.code for problem in problems}
    if found:
        assert not codes
        assert {*found} <= set(ends)
        assert damage or normalize(exact).text.strip() in normalize(prose.text[slice(*found)]).text
    elif damage in ("", "’"):
        assert codes <= {"quote-ambiguous", "quote-empty", "quote-cuts-word"}, exact
        assert codes != {"quote-cuts-word"} or not searchable.whole_hits(exact)
    if not damage and codes == {"quote-ambiguous"}:
        _assert_helped(searchable, exact, next(iter(problems)).hint)


def _assert_helped(searchable: SearchableText, exact: str, hint: str) -> None:
    """That a proposed prefix leads to the place for which it is proposed."""
    for number, prefix in _PROPOSED.findall(hint):
        problems = Problems()
        by_number = anchor_quote(searchable, Quote(exact, HERE, occurrence=int(number)), problems)
        by_prefix = anchor_quote(searchable, Quote(exact, HERE, prefix=json.loads(prefix)), problems)
        assert by_number == by_prefix is not None, (number, prefix)


def edges(text: str) -> list[int]:
    """Where characters as readers see them begin and end: between two of these people cut."""
    return [0, *(match.end() for match in regex.finditer(r"\X", text))]


def hurt(exact: str, damage: str) -> str:
    """Words as somebody typed them who did not copy."""
    if damage == "’":
        return exact.replace("’", "'").replace("“", '"').replace("”", '"').replace("…", "...").replace("–", "-")
    half = len(exact) // 2
    return {"": exact, "case": exact.swapcase(), "word": f"{exact[:half]}{exact[half + 3 :]} x"}[damage]


@law(turns=3)
def names_and_terms_stand_where_they_are_told(lots: Lots) -> None:
    name, every = lots.one(FILES), lots.maybe()
    found, pins, terms = (lots.several(4, lambda: words.a_name(lots)) for _ in range(3))
    actors, terms = actors_of(found or ["Ana Reyes"]), [term for term in terms if term.strip()]
    article = Article(
        ArticleId("a"), HERE, name, actors=tuple(actor.id for actor in actors[1:2]),
        mentions=tuple(
            ManualMention(pin, actors[n % len(actors)].id, HERE, n) for n, pin in enumerate(pins) if pin.strip()
        ),
        not_mentions=tuple(NotMention(term, HERE) for term in terms[:1]),
        language=lots.one(["", "de", "fr", "tr", "hu", "ko", "ar", "he"]),
    )  # fmt: skip
    seed = a_seed(lots)
    staged = annotate_article(setting(actors, terms, every=every), article, seed)
    assert_annotated(staged, read_seed(seed, f"seeds/{name}", SeedContext(media=MEDIA)))
    assert_told_well(Problems(staged.annotated.problems), lines(seed), has_columns=False)
    turned = annotate_article(setting(actors[::-1], terms, every=every), article, seed)
    assert turned.body == staged.body


@law(turns=3)
def annotations_are_woven_whole_and_in_no_order(lots: Lots) -> None:
    name, mode = lots.one(FILES), lots.one(MODES)
    cuts = lots.several(6, lambda: (lots.number(65_536), lots.number(65_536), lots.one(list(AnnotationKind))))
    actors = actors_of(lots.several(3, lambda: words.a_name(lots)))
    turn = lots.number()
    seed = a_seed(lots)
    prose = read_seed(seed, f"seeds/{name}", SeedContext(raw_html=mode, media=MEDIA))
    # Most passages begin and end at the edge of a word.
    ends = [end for end in edges(prose.text) if not re.compile(r"(?<=\w)\w").match(prose.text, end)]
    anchors = [
        AnchorRequest(AnnotationId(kind, f"c{n}"), Quote(prose.text[start:end], HERE))
        for n, (one, other, kind) in enumerate(cuts)
        for start, end in [sorted((ends[one % len(ends)], ends[other % len(ends)]))]
    ]
    article = Article(ArticleId("a"), HERE, name)
    staged = annotate_article(setting(actors, mode=mode), article, seed, tuple(anchors))
    assert_annotated(staged, prose)
    told = [one.code for one in staged.annotated.lost]
    assert set(told) <= {"quote-ambiguous", "quote-empty", "quote-cuts-word"}
    assert len(told) + len(staged.annotated.passages) == len(anchors)
    turned = sorted(anchors, key=lambda one: str(one.annotation.id) * (turn % 3), reverse=turn % 2 == 0)
    again = annotate_article(setting(actors, mode=mode), article, seed, tuple(turned))
    assert (again.annotated.passages, again.body) == (staged.annotated.passages, staged.body)
