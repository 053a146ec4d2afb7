"""Known names that lead nowhere, with the reason why."""

from __future__ import annotations

from typing import Any

from support.sample_archives import HERE, article, graph_of, organization, person

from sitegen.core.model import Actor, AnnotatedArticle, Archive, ManualMention, NotMention, Site

ANA, LUIS = person("ana", "Ana Reyes"), person("luis", "Luis Reyes")
TOM = person("tom", "Tom Halloran")
MERCURY = organization("mercury", "Mercury")
SINGER = organization("singer", "The Singer", is_pinned_only=True)


def annotate(text: str, *actors: Actor, drafts: bool = True, **known: Any) -> AnnotatedArticle:
    (entry,) = graph_of(
        Archive(Site(), articles=(article("a", **known),), actors=actors), {"a": f"T\n\n{text}"}, drafts=drafts
    ).entries
    return entry.annotated


def told(text: str, *actors: Actor, **known: Any) -> list[tuple[str, tuple[str, ...], str]]:
    """The words, whom they fit, and why they are not linked."""
    one = annotate(text, *actors, **known)
    return [(lost.excerpt.words, lost.actors, lost.why.value) for lost in one.unlinked]


def test_a_name_that_fits_two_actors_is_told() -> None:
    text = "Ana Reyes met Luis Reyes. Then Reyes left."
    assert told(text, ANA, LUIS) == [("Reyes", ("ana", "luis"), "ambiguous")]
    assert told("Mercury came.", MERCURY, organization("planet", "Mercury")) == [
        ("Mercury", ("mercury", "planet"), "ambiguous")
    ]


def test_a_surname_without_its_full_name_before_is_told() -> None:
    assert told("Then Halloran left.", TOM) == [("Halloran", ("tom",), "not introduced")]
    assert told("Then Halloran left. Tom Halloran it was.", TOM) == [("Halloran", ("tom",), "not introduced")]
    assert told("Then Reyes left.", ANA, LUIS) == [("Reyes", ("ana", "luis"), "not introduced")]


def test_a_name_of_an_actor_that_only_pins_name_is_told() -> None:
    assert told("The Singer sang.", SINGER) == [("The Singer", ("singer",), "pinned only")]


def test_a_name_that_the_author_refuses_is_told() -> None:
    for refusal in (NotMention("Mercury", HERE), NotMention("Mercury", HERE, MERCURY.id)):
        assert told("Mercury shone.", MERCURY, not_mentions=(refusal,)) == [("Mercury", ("mercury",), "refused")]


def test_a_refusal_of_one_actor_leaves_the_other() -> None:
    refused = (NotMention("Reyes", HERE, ANA.id),)
    assert told("Then Reyes left.", ANA, LUIS, not_mentions=refused) == [("Reyes", ("luis",), "not introduced")]


def test_what_is_linked_is_not_told() -> None:
    assert told("Tom Halloran came, and Halloran left.", TOM) == []
    assert told("Halloran left.", TOM, actors=("tom",)) == []
    assert told("The Singer sang.", SINGER, mentions=(ManualMention("The Singer", SINGER.id, HERE),)) == []


def test_the_surname_in_a_stranger_s_name_is_nobody_s() -> None:
    assert told("She met Bob Halloran there.", TOM) == []


def test_a_small_word_that_is_also_a_surname_is_not_told() -> None:
    assert told("May it be so.", person("theresa", "Theresa May")) == []


def test_a_part_of_a_longer_name_is_not_told() -> None:
    both = (organization("trust", "Halloran Trust"), TOM)
    assert told("The Halloran Trust met.", *both) == []


def test_nobody_is_told_unless_drafts_are_shown() -> None:
    assert annotate("Then Halloran left.", TOM, drafts=False).unlinked == ()
