"""Two records become one: what the one says then, what follows, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from support.archives import problems, texts, write

from sitegen.editor import EditRefusedError, author_files
from sitegen.editor.refactoring import FieldsClashError, MergePlan, PreferredSide, plan_merge

FILES = {
    "seeds/a.md": (
        "---\nactors: [t-halloran, tom-halloran]\ntopics: [bridges, Traffic]\n---\n# A\n\n"
        "Thomas Halloran spoke of the bridge. Halloran left.\n"
    ),
    "seeds/b.txt": "B\n\nTom Halloran sat down. Halloran said no.\n",
    "seeds/c.txt": "C\n\nThomas Halloran met Tom Halloran. Halloran wept.\n",
    "seeds/d.txt": "D\n\nNobody was there.\n",
    "content/actors/people.yaml": (
        "# People\n"
        "- id: tom-halloran\n  name: Tom Halloran\n  born: 1961\n"
        "  related: {actor: t-halloran, relation: namesake}\n  topics: [Traffic]\n"
        "# The other one.\n"
        "- id: t-halloran\n  name: Thomas Halloran  # as in the rolls\n  formerly: [thomas]\n  aliases: T. Halloran\n"
        "  sort_name: Halloran, T.\n  born: 1961\n  died: 2020\n  topics: [bridges, traffic]\n"
        "  same_as: https://example.org/t\n"
    ),
    "content/claims/no.yaml": (
        "claim: No.\nspeaker: [tom-halloran, t-halloran]\nabout: t-halloran  # him\narticle: b\n"
        "quote: Halloran said no\nreview: '[[t-halloran|He]] and [[tom-halloran]]'\n"
    ),
    "content/articles/c.yaml": (
        "seed: c.txt\nmentions:\n  - {text: Halloran, actor: t-halloran, occurrence: 3}\n"
        "  - {text: Halloran, actor: tom-halloran, occurrence: 3}\n"
    ),
    "content/topics/bridges.yaml": "name: Bridges\nparent: traffic\n",
    "content/topics/traffic.yaml": "name: Traffic\nrelated: [Bridges]\nsummary: Of [[bridges]].\n",
    "content/notes/n.yaml": "title: N\ntopics: [traffic, bridges, BRIDGES, Roads]\nbody: W.\n",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", FILES)


def merge(root: Path, source: str, into: str, **prefer: str) -> MergePlan:
    before = texts(root)
    plan = plan_merge(root, source, into, {key: PreferredSide(side) for key, side in prefer.items()})
    assert texts(root) == before
    author_files.write_together(root, plan.changes)
    assert problems(root) == []
    return plan


def refusals(root: Path, source: str, into: str, **prefer: str) -> list[tuple[str, str, str]]:
    before = texts(root)
    with pytest.raises(EditRefusedError) as caught:
        plan_merge(root, source, into, {key: PreferredSide(side) for key, side in prefer.items()})
    assert texts(root) == before
    return [(one.problem.code, str(one.problem.location), one.problem.message) for one in caught.value.problems]


def test_two_people_who_are_one(root: Path) -> None:
    plan = merge(root, "person:t-halloran", "tom-halloran")
    expected = dict(FILES)
    expected["content/actors/people.yaml"] = (
        "# People\n"
        "- id: tom-halloran\n  name: Tom Halloran\n  aliases: [Thomas Halloran, T. Halloran]\n  born: 1961\n"
        "  died: 2020\n"
        "  same_as: https://example.org/t\n  topics: [Traffic, bridges]\n"
        "  formerly: [tom-halloran, thomas, t-halloran]\n"
    )
    expected["content/claims/no.yaml"] = (
        "claim: No.\nspeaker: [tom-halloran]\nabout: tom-halloran  # him\narticle: b\n"
        "quote: Halloran said no\nreview: '[[tom-halloran|He]] and [[tom-halloran]]'\n"
    )
    expected["content/articles/c.yaml"] = (
        "seed: c.txt\nmentions:\n  - {text: Halloran, actor: tom-halloran, occurrence: 3}\n"
    )
    expected["content/articles/a.yaml"] = "seed: a.md\nactors: tom-halloran\n"
    assert texts(root) == expected
    assert plan.old_urls == ("people/thomas/", "people/t-halloran/")
    assert plan.merged.told == (
        "sort_name “Halloran, T.”: it is that of the name “Thomas Halloran”",
        "related: to itself",
    )
    assert plan.removed.startswith("# The other one.\n- id: t-halloran\n")


def test_mentions_add_up(root: Path) -> None:
    write(root, {"content/articles/c.yaml": "seed: c.txt\n"})
    found = merge(root, "t-halloran", "tom-halloran").mentions
    assert found is not None
    assert [(one.article, one.excerpt.words) for one in found.source] == [
        ("a", "Thomas Halloran"), ("c", "Thomas Halloran")
    ]  # fmt: skip
    assert [(one.article, one.excerpt.words) for one in found.into] == [
        ("b", "Tom Halloran"), ("b", "Halloran"), ("c", "Tom Halloran")
    ]  # fmt: skip
    # The surname was both's, and so nobody's.
    assert [(one.article, one.excerpt.words) for one in found.gained] == [("a", "Halloran"), ("c", "Halloran")]
    assert found.lost == ()
    assert len(found.source) + len(found.into) + len(found.gained) == len(found.after)


def test_both_are_found_by_the_surnames_by_which_each_was(root: Path) -> None:
    write(root, {"content/actors/more.yaml": "- {id: mia, name: Mia Holt}\n- {id: m-berg, name: Mia Berg}\n"})
    write(root, {"seeds/e.txt": "E\n\nMia Berg came. Berg left.\n"})
    found = merge(root, "m-berg", "mia").mentions
    assert texts(root)["content/actors/more.yaml"] == (
        "- {id: mia, name: Mia Holt, aliases: Mia Berg, surname: [Holt, Berg], formerly: [mia, m-berg]}\n"
    )
    assert found is not None
    assert [len(found.source), len(found.after), len(found.lost)] == [2, 2, 0]


def test_what_told_the_two_apart_goes(root: Path) -> None:
    apart = "seed: a.md\nnot_mentions:\n  - {text: Halloran, actor: tom-halloran}\n  - bridge\n"
    write(root, {"content/articles/a.yaml": apart})
    plan = merge(root, "t-halloran", "tom-halloran")
    assert plan.merged.told[-1] == "not_mentions “Halloran” of content/articles/a.yaml: it told the two apart"
    found = plan.mentions
    assert found is not None
    assert [(one.article, one.excerpt.words) for one in found.source if one.article == "a"] == [
        ("a", "Thomas Halloran"), ("a", "Halloran")
    ]  # fmt: skip
    assert found.lost == ()
    assert texts(root)["content/articles/a.yaml"] == "seed: a.md\nactors: tom-halloran\nnot_mentions:\n  - bridge\n"


def test_what_one_of_them_alone_says_is_written_as_it_stands_there(root: Path) -> None:
    own = (
        "  # From the parish register.\n  born: 1961  # or 1962\n"
        "  summary: >\n    Sat in the council,\n    as [[one]] did, and\n\n    said *nothing*.\n"
        "  same_as:\n    # Both are right.\n    - https://example.org/b  # the older one\n    - 'https://example.org/c'\n"
    )
    text = f"- id: one\n  name: Ana One\n  died: 2031\n\n- id: two\n  name: Ana Two\n{own}  body: |\n    See [[two]].\n"
    write(root, {"content/actors/more.yaml": text})
    merge(root, "two", "one")
    born, _, rest = own.partition("  summary: >")
    assert texts(root)["content/actors/more.yaml"] == (
        f"- id: one\n  name: Ana One\n  aliases: Ana Two\n  surname: [One, Two]\n{born}  died: 2031\n  summary: >{rest}"
        .replace("  same_as", "  body: |\n    See [[one]].\n  same_as") + "  formerly: [one, two]\n"
    )  # fmt: skip


def test_a_comment_beside_what_is_there_twice_is_told(root: Path) -> None:
    speakers = "speaker:\n  - tom-halloran  # the baker\n  - t-halloran  # as quoted\n"
    write(root, {"content/claims/yes.yaml": f"claim: Yes.\n{speakers}"})
    plan = merge(root, "t-halloran", "tom-halloran")
    assert plan.merged.told[-1] == "the comment “# as quoted” of content/claims/yes.yaml"
    assert "# the baker\n" in texts(root)["content/claims/yes.yaml"]


def test_what_a_build_will_tell_of_texts_is_told_before(root: Path) -> None:
    """The surname of the other is that of a third: who was meant by it is not clear any more."""
    write(root, {"content/actors/more.yaml": "- {id: ana, name: Ana Reyes}\n- {id: ana-holt, name: Ana Holt}\n"})
    write(
        root,
        {"content/actors/mia.yaml": "name: Mia Holt\n", "seeds/e.txt": "E\n\nMia Holt met Ana Reyes. Holt left.\n"},
    )
    assert problems(root) == []
    plan = plan_merge(root, "ana-holt", "ana")
    assert [f"{one.location} {one.code} {one.message}" for one in plan.warnings] == [
        'seeds/e.txt:3 name-ambiguous "Holt" fits Ana Reyes (ana) and Mia Holt (mia): it names nobody on line 3'
    ]
    write(root, {"content/site.yaml": "accept: name-ambiguous\n"})
    assert plan_merge(root, "ana-holt", "ana").warnings == ()
    assert plan_merge(root, "t-halloran", "tom-halloran").warnings == ()


CLASHING = (
    "- {id: one, name: Ana One, born: 1950, summary: A, status: draft}\n"
    "- {id: two, name: Ana Two, born: 1951, summary: B, match: pinned, status: draft}\n"
)


def test_fields_that_clash_are_told_with_both_places(root: Path) -> None:
    write(root, {"content/actors/more.yaml": CLASHING})
    place = "content/actors/more.yaml"
    assert refusals(root, "two", "one") == [
        ("fields-clash", f"{place}:1:3", f'match is "names" here, and "pinned" at {place}:2:59'),
        ("fields-clash", f"{place}:1:34", f'born is "1950" here, and "1951" at {place}:2:34'),
        ("fields-clash", f"{place}:1:49", f'summary is "A" here, and "B" at {place}:2:49'),
    ]
    plan = merge(root, "two", "one", **{"": "into", "born": "from"})
    assert dict(plan.merged.changes) == {
        "born": "1951", "aliases": ["Ana Two"], "surname": ["One", "Two"], "formerly": ["one", "two"]
    }  # fmt: skip


def test_each_field_is_one_of_two_values_and_a_list_both(root: Path) -> None:
    more = (
        "- {id: one, name: Ana One, born: 1950, died: 2000, topics: [Traffic, Roads]}\n"
        "- {id: two, name: Ana Two, born: 1951, died: 2001, topics: [Roads, Tolls], same_as: https://example.org/2}\n"
    )
    write(root, {"content/actors/more.yaml": more})
    with pytest.raises(FieldsClashError) as caught:
        plan_merge(root, "two", "one", {"born": PreferredSide.FROM, "died": PreferredSide.BOTH})
    assert [(one.key, one.source, one.into, one.side) for one in caught.value.merged.choices] == [
        ("born", "1951", "1950", "from"),
        ("died", "2001", "2000", None),  # of a day there are not two
        ("topics", ["Roads", "Tolls"], ["Traffic", "Roads"], "both"),
    ]
    expected = {"both": ["Traffic", "Roads", "Tolls"], "from": ["Roads", "Tolls"], "into": ["Traffic", "Roads"]}
    for side, topics in expected.items():
        plan = plan_merge(root, "two", "one", {"": PreferredSide.INTO, "topics": PreferredSide(side)})
        assert plan.merged.changes.get("topics", ["Traffic", "Roads"]) == topics
        assert {one.key: one.side for one in plan.merged.choices} == {"born": "into", "died": "into", "topics": side}


@pytest.mark.parametrize(("side", "is_refused"), [("draft", True), ("published", False)])
def test_an_address_that_readers_know_leads_to_nothing_hidden(root: Path, side: str, is_refused: bool) -> None:
    write(
        root,
        {"content/actors/more.yaml": f"- {{id: one, name: Ana One, status: {side}}}\n- {{id: two, name: Ana Two}}\n"},
    )
    if not is_refused:
        merge(root, "two", "one")
        return
    told = refusals(root, "two", "one", **{"": "into"})
    assert [one[2] for one in told] == ["readers do not see it, and people/two/ is to lead to it"]


def test_two_topics_by_id_and_by_name(root: Path) -> None:
    plan = merge(root, "bridges", "traffic")
    files = texts(root)
    assert "content/topics/bridges.yaml" not in files
    assert files["content/topics/traffic.yaml"] == (
        "name: Traffic\nsummary: Of [[traffic]].\nformerly: [traffic, bridges]\n"
    )
    assert files["content/notes/n.yaml"] == "title: N\ntopics: [traffic, Roads]\nbody: W.\n"
    assert files["content/articles/a.yaml"] == "seed: a.md\ntopics: traffic\n"
    assert plan.merged.told == ("the name “Bridges”: a topic has one name", "related: to itself")
    assert plan.mentions is None


def test_topics_that_are_only_named(root: Path) -> None:
    merge(root, "bridges", "topic:roads")
    files = texts(root)
    assert files["content/topics/roads.yaml"] == "name: Roads\nparent: traffic\nformerly: [roads, bridges]\n"
    assert files["content/notes/n.yaml"] == "title: N\ntopics: [traffic, roads]\nbody: W.\n"
    merge(root, "topic:roads", "traffic")
    files = texts(root)
    assert files["content/topics/traffic.yaml"] == (
        "name: Traffic\nsummary: Of [[traffic]].\nformerly: [traffic, roads, bridges]\n"
    )
    assert files["content/notes/n.yaml"] == "title: N\ntopics: [traffic]\nbody: W.\n"


def test_a_topic_that_would_stand_below_itself(root: Path) -> None:
    write(
        root, {"content/topics/x.yaml": "name: X\nparent: bridges\n", "content/topics/y.yaml": "name: Y\nparent: X\n"}
    )
    assert [one[0] for one in refusals(root, "bridges", "y", parent="into")] == ["circular-topic"]
    merge(root, "traffic", "bridges")
    assert texts(root)["content/topics/bridges.yaml"] == (
        "name: Bridges\nsummary: Of [[bridges]].\nformerly: [bridges, traffic]\n"
    )


@pytest.mark.parametrize(
    ("source", "into", "code", "message"),
    [
        (
            "t-halloran",
            "council",
            "fields-clash",
            "person t-halloran at content/actors/people.yaml:8:3 is no organization",
        ),
        ("no", "claim:no", "not-written", "two claims cannot become one"),
        ("article:b", "c", "not-written", "two articles cannot become one: an article is its seed"),
        ("t-halloran", "topic:traffic", "fields-clash", "is no topic, as traffic is"),
        ("t-halloran", "t-halloran", "duplicate-id", "are one record"),
        ("t-halloran", "nobody", "unknown-id", 'there is no actor with the id "nobody"'),
        ("nobody", "t-halloran", "unknown-id", 'there is no record with the id "nobody"'),
    ],
)
def test_what_cannot_become_one(root: Path, source: str, into: str, code: str, message: str) -> None:
    write(root, {"content/actors/council.yaml": "name: Town Council\nkind: organization\n"})
    ((found, _, told),) = refusals(root, source, into)
    assert found == code
    assert message in told


def test_what_was_broken_off_is_gone_on_with(root: Path) -> None:
    plan = plan_merge(root, "t-halloran", "tom-halloran")
    write(root, {"content/actors/people.yaml": (plan.changes[0].after or b"").decode()})
    assert problems(root) != []
    rest = merge(root, "t-halloran", "tom-halloran")
    assert [one.file for one in rest.changes] == [one.file for one in plan.changes[1:]]
    assert plan_merge(root, "t-halloran", "tom-halloran").changes == ()


@pytest.mark.parametrize("ids", [("roads", "traffic"), ("traffic", "roads")])
@pytest.mark.parametrize("parent", ["[traffic]", "{id: traffic}"])
def test_a_value_of_the_wrong_type_is_refused_or_left_as_it_is(
    tmp_path: Path, ids: tuple[str, str], parent: str
) -> None:
    text = f"- {{id: roads, name: Roads, parent: {parent}}}\n- {{id: traffic, name: Traffic}}\n"
    write(tmp_path, {"seeds/a.txt": "A\n\nB.\n", "content/topics/t.yaml": text})
    with suppress(EditRefusedError):
        assert plan_merge(tmp_path, *ids).changes
