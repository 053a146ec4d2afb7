"""Names and terms: who is named where."""

import pickle
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.checkout import ROOT
from support.spec_cases import Case, cases
from support.waiting import is_in_proportion

from sitegen.content.schema.value_types import MAX_SEARCHED
from sitegen.core.model import (
    Actor,
    ActorId,
    ActorKind,
    Article,
    ArticleId,
    ManualMention,
    Markdown,
    MatchRule,
    Note,
    NoteId,
    NotMention,
)
from sitegen.core.problems import Location, Problems
from sitegen.text.anchoring import SearchableText
from sitegen.text.mentions import NameHit, TermHit, find_names, find_terms, index_names
from sitegen.text.mentions.multi_pattern_search import PatternSearcher
from sitegen.text.prose import Prose

RECORD = Location("content/articles/case.yaml", 1)


def prose(source: str) -> Prose:
    """Blocks parted by blank lines, the first the headline; `⟦code⟧`."""
    blocks = [" ".join(block.split("\n")) for block in source.split("\n\n")]
    marked = "\n\n".join(blocks)
    code, text = [], ""
    for number, piece in enumerate(re.split("[⟦⟧]", marked)):
        if number % 2:
            code.append((len(text), len(text) + len(piece)))
        text += piece
    starts = [0, *(match.end() for match in re.finditer("\n\n", text))]
    units = tuple(zip(starts, [*(start - 2 for start in starts[1:]), len(text)], strict=True))
    source_lines = [
        source[: match.start()].count("\n") + 1 for match in re.finditer(r"(?<![^\n]\n)^(?=.)", source, re.M)
    ]
    lines = tuple(zip(starts, source_lines, strict=True))
    return Prose(blocks[0], text, (), (), units, tuple(code), (), lines, (), ())


def actor_from(row: str) -> Actor:
    identifier, kind, name, aliases, surname = (part.strip() for part in f"{row} |".split("|")[:5])
    is_pinned_only = aliases == "-"
    names = () if is_pinned_only else tuple(alias.strip() for alias in aliases.split(",") if alias.strip())
    return Actor(
        ActorId(identifier),
        Location("content/actors/all.yaml", 1),
        name,
        ActorKind(kind),
        aliases=names,
        surnames=(surname,) if surname else (),
        is_pinned_only=is_pinned_only,
    )


def article_from(record: str) -> Article:
    known = yaml.safe_load(record) or {}
    pins = tuple(
        ManualMention(pin["text"], ActorId(pin["actor"]), Location(RECORD.file, 2), pin.get("occurrence", 0))
        for pin in known.get("mentions", [])
    )
    refused = tuple(
        NotMention(one, Location(RECORD.file, 3))
        if isinstance(one, str)
        else NotMention(one["text"], Location(RECORD.file, 3), ActorId(one["actor"]))
        for one in known.get("not_mentions", [])
    )
    actors = tuple(ActorId(actor) for actor in known.get("actors", []))
    return Article(ArticleId("case"), RECORD, "case.txt", actors=actors, mentions=pins, not_mentions=refused)


def real(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


@pytest.mark.parametrize("case", cases(ROOT / "tests/spec/names.md"), ids=str)
def test_names_are_found_as_written(case: Case) -> None:
    given_prose = prose(real(case.blocks["text"]))
    words = index_names([actor_from(row) for row in case.blocks["actors"].splitlines()], [])
    problems = Problems()

    hits = find_names(
        SearchableText(given_prose, "seeds/case.txt"), words, article_from(case.blocks.get("record", "")), problems
    )

    told = [f"{given_prose.text[hit.start : hit.end]} → {hit.actor} ({hit.how})" for hit in hits]
    assert told == real(case.blocks["mentions"]).splitlines()
    assert "\n".join(map(str, problems)) == case.blocks.get("problems", "")


def person(identifier: str, name: str, *aliases: str) -> Actor:
    return Actor(ActorId(identifier), RECORD, name, aliases=aliases, surnames=(name.rsplit(maxsplit=1)[-1],))


def note(identifier: str, *terms: str) -> Note:
    return Note(NoteId(identifier), RECORD, identifier, Markdown("", RECORD), terms=terms)


def named(text: str, *actors: Actor) -> list[NameHit]:
    searchable = SearchableText(prose(text), "seeds/case.txt")
    return find_names(searchable, index_names(actors, []), article_from(""), Problems())


def terms(text: str, *notes: Note) -> list[tuple[str, str]]:
    given_prose = prose(text)
    hits = find_terms(SearchableText(given_prose, "seeds/case.txt"), index_names([], notes))
    return [(hit.note, given_prose.text[hit.start : hit.end]) for hit in hits]


def test_offsets_are_code_points_of_the_text_itself() -> None:
    assert named("😀\n\n😀 “x” … Ana\xa0 Reyes", person("ana", "Ana Reyes")) == [
        NameHit(11, 21, ActorId("ana"), MatchRule.NAME)
    ]


def test_an_archive_without_actors_names_nobody() -> None:
    assert named("Ana Reyes") == []


def test_a_lexicon_survives_the_way_to_a_worker() -> None:
    words = pickle.loads(pickle.dumps(index_names([person("ana", "Ana Reyes")], [note("easing", "easing")])))
    searchable = SearchableText(prose("Ana Reyes on easing"), "seeds/case.txt")
    assert find_names(searchable, words, article_from(""), Problems()) == [
        NameHit(0, 9, ActorId("ana"), MatchRule.NAME)
    ]
    assert find_terms(searchable, words) == [TermHit(NoteId("easing"), 13, 19)]


def test_the_order_of_records_changes_nothing() -> None:
    ada, john = person("ada", "Ada Crane", "Crane"), person("john", "John Crane", "Crane")
    text = "Cranes\n\nCrane met Ada Crane."
    told = []
    for actors in ([ada, john], [john, ada]):
        problems = Problems()
        hits = find_names(
            SearchableText(prose(text), "seeds/case.txt"), index_names(actors, []), article_from(""), problems
        )
        told.append((hits, list(problems)))
    assert told[0] == told[1]


def test_a_pin_in_code_is_told() -> None:
    problems = Problems()
    article = article_from("mentions: [{text: mercer, actor: ana}]")
    searchable = SearchableText(prose("Tools\n\n⟦mercer --help⟧"), "seeds/case.txt")
    assert find_names(searchable, index_names([], []), article, problems) == []
    told = (
        'content/articles/case.yaml:2: error[mention-not-found]: seeds/case.txt has the words "mercer" 0 times outside '
        "code and URLs\n  hint: code and URLs name nobody"
    )
    assert list(map(str, problems)) == [told]


def test_where_the_article_has_no_record_the_hint_says_so() -> None:
    problems = Problems()
    article = Article(ArticleId("case"), Location("seeds/case.txt"), "case.txt")
    words = index_names([person("ada", "Ada Crane", "Crane"), person("john", "John Crane", "Crane")], [])
    find_names(SearchableText(prose("Vote\n\nCrane left."), "seeds/case.txt"), words, article, problems)
    hint = (
        'say in the article\'s record who it is, mentions: [{text: "Crane", actor: ada}], '
        'or that it is nobody, not_mentions: ["Crane"]'
    )
    assert [problem.hint for problem in problems] == [hint]


def test_where_two_have_one_whole_name_the_hint_says_how_to_make_one_of_them() -> None:
    problems = Problems()
    index = index_names([person("a-crane", "Ada Crane", "Crane"), person("ada-crane", "Ada Crane", "Crane")], [])
    find_names(SearchableText(prose("Vote\n\nAda Crane left. Crane wept."), "f"), index, article_from(""), problems)
    hints = [one.hint.partition("; ")[2] for one in problems if one.code == "name-ambiguous"]
    assert hints == ["if both are one, `sitegen merge a-crane ada-crane` makes one of them", ""]


@given(
    st.text(st.sampled_from("Ana Reyes.-—'’s\n\u0301王")),
    st.lists(st.text(st.sampled_from("Ana Reys-’王"), min_size=1, max_size=6), max_size=6),
)
def test_mentions_never_overlap_and_hold_a_name(text: str, names: list[str]) -> None:
    actors = [Actor(ActorId(str(n)), RECORD, name) for n, name in enumerate(names)]
    only_block = Prose("", text, (), (), ((0, len(text)),), (), (), ((0, 1),), (), ())
    hits = find_names(
        SearchableText(only_block, "seeds/case.txt"), index_names(actors, []), article_from(""), Problems()
    )
    ends = [0, *(hit.end for hit in hits)]
    assert all(end <= hit.start < hit.end for end, hit in zip(ends, hits, strict=False))


def test_a_term_is_marked_once_where_it_first_stands() -> None:
    assert terms("Vote\n\nThey fear easing. More easing.", note("easing", "easing", "loosening")) == [
        ("easing", "easing")
    ]


def test_a_term_may_begin_a_sentence_with_a_capital_but_not_stand_so_within() -> None:
    easing = note("easing", "quantitative easing")
    assert terms("Vote\n\nThe Quantitative easing. “Quantitative easing” works.", easing) == [
        ("easing", "Quantitative easing")
    ]
    assert terms("Vote\n\nThe Quantitative easing.", easing) == []
    assert terms("Quantitative easing\n\nVote.", easing) == [("easing", "Quantitative easing")]
    assert terms("VOTE ON QUANTITATIVE EASING\n\nVote.", easing) == [("easing", "QUANTITATIVE EASING")]


def test_a_term_is_whole_words_and_no_plural() -> None:
    assert terms("Vote\n\nThe banks and the bankers.", note("bank", "bank")) == []


def test_a_term_is_not_found_inside_a_longer_one() -> None:
    found = terms("Vote\n\nThe Bank of England is a Bank.", note("bank", "Bank"), note("boe", "Bank of England"))
    assert found == [("boe", "Bank of England"), ("bank", "Bank")]


def test_two_notes_may_explain_the_same_words() -> None:
    assert terms("Vote\n\nThe bank.", note("a", "bank"), note("b", "bank")) == [("a", "bank"), ("b", "bank")]


# So short an alphabet that words overlap and stand inside each other.
PIECES = st.text("ab", min_size=1, max_size=4)
KEYS = st.sets(PIECES | st.builds(lambda piece: piece * 50, PIECES), max_size=8)


@given(KEYS, st.lists(PIECES | st.builds(lambda piece: piece * 100, PIECES), max_size=6).map("".join))
def test_words_are_found_wherever_they_stand(keys: set[str], text: str) -> None:
    searcher = PatternSearcher({key: key.upper() for key in keys})
    expected = {
        (start + len(key) - 1, (len(key), key.upper()))
        for key in keys
        for start in range(len(text))
        if text.startswith(key, start)
    }
    found = searcher.find(text)
    assert len(found) == len(expected)
    assert set(found) == expected
    assert [last for last, _ in found] == sorted(last for last, _ in found)
    assert searcher.is_in(text) == bool(expected)


@pytest.mark.slow
@pytest.mark.parametrize("length", [1, MAX_SEARCHED, 3 * MAX_SEARCHED])
def test_the_longest_word_there_can_be_is_found_in_a_long_text_of_one_letter_in_time(length: int) -> None:
    """A ligature is up to three letters when it is looked for."""

    def find(size: int) -> None:
        found = PatternSearcher({"x" * length: "X"}).find("x" * size)
        assert found == [(last, (length, "X")) for last in range(length - 1, size)]

    assert is_in_proportion(find, 1_000_000)


def test_a_name_that_stands_at_each_letter_of_a_long_word_takes_time_that_grows_with_the_text_alone() -> None:
    names = index_names([person("long", "x" * MAX_SEARCHED)], [])

    def look(size: int) -> None:
        assert names.names_in(SearchableText(prose("x" * size), "seeds/case.txt"), ()) == []

    assert is_in_proportion(look, 100_000)
