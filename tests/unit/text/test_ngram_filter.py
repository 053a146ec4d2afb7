"""Filters of n-grams: words that stand in a text are never denied, and most others are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.core.model import Actor, ActorId, ActorKind, Archive, Site
from sitegen.core.problems import Location
from sitegen.text.mentions.name_changes import NO_WORDS, changed_words
from sitegen.text.mentions.ngram_filter import UNKNOWN, NgramQuery, ngrams_of

TEXT = "Mayor Ana Reyes met the Town Council of Ålesund. 高橋花子 came from 北京, and الوزير from Ōtsu. UNESCO did not."
HERE = Location("content/actors/a.yaml", 1)


def may_hold(words: str, text: str) -> bool:
    return NgramQuery([words]).may_hold(ngrams_of([text]))


def test_words_of_a_text_are_told_from_others() -> None:
    there = ["Ana Reyes", "Reyes", "Town Council", "Ålesund", "高橋", "北京", "الوزير", "Ōtsu", "UNESCO", "NESC"]
    gone = ["Ana Holt", "Rey Holt", "TOWN COUNCIL", "Alesund", "高子", "京北", "الوزارة", "Otsu", "UNICEF"]
    assert [one for one in there if not may_hold(one, TEXT)] == []
    assert [one for one in gone if may_hold(one, TEXT)] == []


def test_of_words_in_small_letters_and_of_unknown_texts_nothing_is_denied() -> None:
    assert may_hold("harbour", TEXT)
    assert may_hold("UN", TEXT)
    assert NgramQuery(["Luis Holt"]).may_hold(UNKNOWN)
    assert not NgramQuery([]).may_hold(UNKNOWN)
    assert ngrams_of(["".join(chr(0x4E00 + n) for n in range(20_000))]) == UNKNOWN


@given(st.text(alphabet="AaBbÄéßЖж 北京ال9-İʼǅ\u0301", min_size=1, max_size=40), st.data())
def test_no_part_of_a_text_is_denied(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    assert may_hold(words, text)


def archive(*names: str) -> Archive:
    actors = (Actor(ActorId(f"a{n}"), HERE, name, ActorKind.PERSON, "") for n, name in enumerate(names))
    return Archive(Site(), actors=tuple(replace(one, surnames=(one.name.split()[-1],)) for one in actors))


def test_names_that_came_and_names_that_went_are_asked_for() -> None:
    changed = changed_words(archive("Ana Reyes", "Luis Holt"), archive("Ana Reyes", "Max Moss"))
    texts = ["Luis Holt came.", "Max Moss came.", "Ana Reyes came.", "MAX MOSS CAME."]
    assert [changed.may_stand_in(ngrams_of([text])) for text in texts] == [True, True, False, True]
    assert [changed.stand_in(text) for text in texts] == [True, True, False, True]
    assert not NO_WORDS.may_stand_in(UNKNOWN)


def test_a_second_given_name_changes_what_other_names_are_part_of() -> None:
    before, after = archive("Ana Reyes"), archive("Ana Maria Reyes")
    changed = changed_words(before, after)
    assert changed.stand_in("Maria Harbour spoke.")
    assert changed.may_stand_in(ngrams_of(["Maria Harbour spoke."]))
    assert not changed.may_stand_in(ngrams_of(["Olga Harbour spoke."]))


def test_of_an_actor_with_another_alias_the_aliases_that_came_or_went_are_asked_for() -> None:
    ana = archive("Ana Reyes")
    before, after = (replace(ana, actors=(replace(ana.actors[0], aliases=some),)) for some in (("Mayor",), ("Madam",)))
    changed = changed_words(before, after)
    texts = ["Ana Reyes came.", "Reyes came.", "The Mayor came.", "MADAM CAME."]
    assert [changed.stand_in(text) for text in texts] == [False, False, True, True]
    assert [changed.may_stand_in(ngrams_of([text])) for text in texts] == [False, False, True, True]
