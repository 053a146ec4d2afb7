"""Records put into YAML files, changed in them and taken out of them: what is written, and what is left alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
import yaml12
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from support.checkout import ROOT
from support.random_yaml import KEYS, SHARED, a_list, a_mapping

from sitegen.content.yaml_edit.record_edits import append, change, new_list, new_mapping, record_yaml, remove
from sitegen.content.yaml_edit.scalars import WIDTH, unwrap, wrap
from sitegen.content.yaml_reader import YamlValue, parse
from sitegen.core.problems import Problems
from sitegen.editor import EditRefusedError, author_files

FILE = "content/claims/r0.yaml"
ANA = {"id": "ana", "name": "Ana Reyes"}
ORDER = (
    "id",
    "claim",
    "speaker",
    "article",
    "quote",
    "where",
    "date",
    "topics",
    "verdict",
    "review",
    "sources",
    "status",
)
SEEDS = st.integers(0, 2**32)
CONTENT = sorted((ROOT / "content").rglob("*.yaml"))


def said(text: str) -> Any:
    """What a file says; that its last line has no end makes no difference."""
    problems = Problems()
    document = parse(text if text.endswith(("\n", "\r")) else text + "\n", FILE, problems)
    assert [str(problem) for problem in problems] == []
    return document.value if document else None


def says_the_same(value: YamlValue, wanted: Any) -> bool:
    """Whether a value is the wanted one but for how its lines are broken; a list of one may be its item."""
    if isinstance(wanted, list):
        if len(wanted) == 1 and not isinstance(value, list):
            return says_the_same(value, wanted[0])
        return isinstance(value, list) and len(value) == len(wanted) and all(map(says_the_same, value, wanted))
    if isinstance(wanted, dict):
        return (
            isinstance(value, dict)
            and value.keys() == wanted.keys()
            and all(says_the_same(value[key], wanted[key]) for key in wanted)
        )
    return isinstance(value, str) and unwrap(value) == unwrap(wanted)


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many characters or lines are the same at the head of both."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def one_stretch_differs(one: str, other: str) -> bool:
    """Whether two texts begin and end alike, with nothing but one stretch put in between."""
    return alike(one, other) + alike(one[::-1], other[::-1]) >= min(len(one), len(other))


def touched(before: str, after: str) -> tuple[str, str]:
    """The lines that go, and those that come in their place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    return "".join(old[start : len(old) - end]), "".join(new[start : len(new) - end])


def written(value: object) -> str:
    """How a value is written behind a key."""
    text = new_mapping({"key": value})  # type: ignore[dict-item]
    assert text is not None
    return text.removeprefix("key:").removesuffix("\n").removeprefix(" ")


def changed(text: str, changes: Mapping[str, Any], path: Sequence[str | int] = (0,)) -> str | None:
    return change(text, FILE, tuple(path), changes, ORDER)


# Finding


def find(text: str, file: str, record: str) -> tuple[str | int, ...] | None:
    """The way to a record, as the editor finds it."""
    found = author_files.parse_text(file, b"", text).record(record)
    return None if found is None else found.path


@pytest.mark.parametrize(
    ("text", "file", "record", "path"),
    [
        ("- id: ana\n- id: tom\n", "people.yaml", "tom", (1,)),
        ("- id: ANA\n- id: Éva\n", "people.yaml", "éva", (1,)),
        ("- name: x\n- note\n- id: ana\n", "people.yaml", "ana", (2,)),
        ("- id: ana\n- id: ana\n", "people.yaml", "ana", (0,)),
        ("name: Ana\n", "content/actors/Ana Reyes.yaml", "ana-reyes", ()),
        ("id:\nname: Ana\n", "content/actors/Ana Reyes.yaml", "ana-reyes", ()),
        ("id: ana\nname: Ana\n", "content/actors/people.yaml", "ana", ()),
        ("id: ana\nname: Ana\n", "content/actors/people.yaml", "people", None),
        ("- id: ana\n", "content/actors/tom.yaml", "tom", None),
        ("# nothing\n", "content/actors/ana.yaml", "ana", None),
        ("just words\n", "content/actors/ana.yaml", "ana", None),
    ],
)
def test_a_record_is_found_by_its_id_or_by_the_name_of_its_file(
    text: str, file: str, record: str, path: object
) -> None:
    assert find(text, file, record) == path


def test_in_a_file_that_is_no_yaml_nothing_is_looked_for() -> None:
    with pytest.raises(EditRefusedError) as caught:
        find("- id: [ana\n", "content/actors/ana.yaml", "ana")
    assert [one.problem.code for one in caught.value.problems] == ["yaml-syntax"]


def test_a_record_is_shown_as_it_stands_moved_to_the_edge_with_its_own_comments() -> None:
    before = "  - id: a\r\n\r\n"
    text = "  # of b\r\n  - id: b  # its id\r\n    body: |\r\n      One\r\n\r\n      two\r\n    # below\r\n"
    after = "\r\n  # of c\r\n  - id: c\r\n"
    assert record_yaml(before + text + after, FILE, (1,)) == (
        "# of b\n- id: b  # its id\n  body: |\n    One\n\n    two\n  # below\n"
    )
    assert record_yaml("# the file\n\n# of a\nname: a  # x\n\n# end\n", FILE, ()) == "# of a\nname: a  # x\n"
    assert record_yaml("[{id: a}, {id: b, name: x}]\n", FILE, (1,)) == "- {id: b, name: x}\n"


@pytest.mark.parametrize("text", [" \ufeffid: a\n", "  \ufeffid: a\n  claim: |\n    One.\n\n    Two.\n"])
def test_a_byte_order_mark_of_a_key_does_not_become_that_of_the_text(text: str) -> None:
    assert said(text)["\ufeffid"] == "a"
    taken = remove(text, FILE, ())
    assert taken is not None
    assert (taken[0], said(taken[1])) == (None, said(text))
    assert taken[1] == record_yaml(text, FILE, ())
    assert taken[1].startswith(" \ufeff")


def test_a_sign_that_only_yaml_counts_as_the_end_of_a_line_is_a_space_as_any_other() -> None:
    assert record_yaml("\u2028 body: >\n    One\n", FILE, ()) == "body: >\n  One\n"


@pytest.mark.parametrize(("text", "path"), [("- id: a\n", (1,)), ("- id: a\n", ()), ("id: a\n", (0,)), ("[", (0,))])
def test_what_is_not_there_cannot_be_shown_or_removed(text: str, path: tuple[int, ...]) -> None:
    with pytest.raises(LookupError):
        record_yaml(text, FILE, path)
    assert remove(text, FILE, path) is None


# Adding


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "- id: ana\n  name: Ana Reyes\n"),
        ("\ufeff", "\ufeff- id: ana\n  name: Ana Reyes\n"),
        ("# People\n", "# People\n\n- id: ana\n  name: Ana Reyes\n"),
        ("# People", "# People\n\n- id: ana\n  name: Ana Reyes"),
        ("---\n", "---\n- id: ana\n  name: Ana Reyes\n"),
        ("[]\n", "- id: ana\n  name: Ana Reyes\n"),
        ("- id: a\n- id: b\n", "- id: a\n- id: b\n- id: ana\n  name: Ana Reyes\n"),
        ("- id: a\n\n- id: b\n", "- id: a\n\n- id: b\n\n- id: ana\n  name: Ana Reyes\n"),
        ("- id: a\n", "- id: a\n\n- id: ana\n  name: Ana Reyes\n"),
        ("- id: a\n- id: b", "- id: a\n- id: b\n- id: ana\n  name: Ana Reyes"),
        ("- id: a\r\n- id: b\r\n", "- id: a\r\n- id: b\r\n- id: ana\r\n  name: Ana Reyes\r\n"),
        ("  -   id: a\n  -   id: b\n", "  -   id: a\n  -   id: b\n  -   id: ana\n      name: Ana Reyes\n"),
        ("- id: a\n- id: b\n# end\n", "- id: a\n- id: b\n# end\n\n- id: ana\n  name: Ana Reyes\n"),
        ("- id: a\n- id: b\n  # of b\n", "- id: a\n- id: b\n  # of b\n- id: ana\n  name: Ana Reyes\n"),
        ("- id: a\n\n\n", "- id: a\n\n- id: ana\n  name: Ana Reyes\n\n\n"),
        ("- id: a\n- id: b\n...\n", "- id: a\n- id: b\n- id: ana\n  name: Ana Reyes\n...\n"),
        ("- {id: a}\n- {id: b}\n", "- {id: a}\n- {id: b}\n- {id: ana, name: Ana Reyes}\n"),
        ("[{id: a}]\n", "[{id: a}, {id: ana, name: Ana Reyes}]\n"),
        ("- id: a\n  body: |+\n    x\n\n", "- id: a\n  body: |+\n    x\n\n- id: ana\n  name: Ana Reyes\n"),
        ("- &a\n  id: a\n- *a\n", "- &a\n  id: a\n- *a\n- id: ana\n  name: Ana Reyes\n"),
    ],
)
def test_a_record_is_added_at_the_end_as_the_file_is_written(before: str, after: str) -> None:
    assert append(before, FILE, ANA) == after


def test_a_new_record_is_indented_as_the_others_are() -> None:
    before = "- id: a\n  sources:\n  - title: x\n  quote:\n      exact: x\n- id: b\n"
    record: dict[str, Any] = {
        "id": "c",
        "quote": {"exact": "v"},
        "sources": [{"title": "z", "url": "https://z.org"}, {"title": "w"}],
    }
    assert append(before, FILE, record) == (
        before + "- id: c\n  quote:\n      exact: v\n  sources:\n  - title: z\n    url: https://z.org\n  - title: w\n"
    )


@pytest.mark.parametrize("text", ["id: a\n", "words\n", "- [\n", "a: 1\n---\nb: 2\n", "-\tid: a\n"])
def test_nothing_is_added_to_one_record_or_to_what_is_no_yaml(text: str) -> None:
    assert append(text, FILE, ANA) is None


def test_a_new_file_is_written_as_an_author_would_write_it() -> None:
    record: dict[str, Any] = {
        "id": "no-safe-load",
        "claim": "The bridge has carried no safe load since 2009.",
        "speaker": ["ana-reyes"],
        "about": ["mill-bridge", "town-council"],
        "article": "bridge-vote",
        "quote": {"exact": "the bridge", "prefix": "Mayor Reyes closed "},
        "date": "2024-03-12",
        "topics": ["Mill Bridge", "Trade, and roads"],
        "verdict": "no",
        "review": "The limit was lowered in 2009, but the bridge stayed open to cars below it. See [[load-limit]]: it "
        "tells more.",
        "body": "It has two parts.\n\n"
        "The second is long, longer than a line of a file should be if it is to be read by an editor.\n\n"
        "- a list\n- with a second item",
        "sources": [{"title": "Report: 2023", "url": "https://example.org/a#b"}, {"title": "Another"}],
        "where": [{"article": "bridge-count"}],
        "terms": [],
    }
    assert new_list(record) == (
        "- id: no-safe-load\n"
        "  claim: The bridge has carried no safe load since 2009.\n"
        "  speaker: ana-reyes\n"
        "  about: [mill-bridge, town-council]\n"
        "  article: bridge-vote\n"
        "  quote:\n"
        "    exact: the bridge\n"
        '    prefix: "Mayor Reyes closed "\n'
        "  date: 2024-03-12\n"
        '  topics: [Mill Bridge, "Trade, and roads"]\n'
        '  verdict: "no"\n'
        "  review: >\n"
        "    The limit was lowered in 2009, but the bridge stayed open to cars below it. See [[load-limit]]:\n"
        "    it tells more.\n"
        "  body: |\n"
        "    It has two parts.\n"
        "\n"
        "    The second is long, longer than a line of a file should be if it is to be read by an editor.\n"
        "\n"
        "    - a list\n"
        "    - with a second item\n"
        "  sources:\n"
        '    - title: "Report: 2023"\n'
        "      url: https://example.org/a#b\n"
        "    - title: Another\n"
        "  where:\n"
        "    - article: bridge-count\n"
        "  terms: []\n"
    )
    assert (
        new_mapping({"name": "Ana", "aliases": ["A. Reyes", "Mayor Reyes"]})
        == "name: Ana\naliases: [A. Reyes, Mayor Reyes]\n"
    )


# How a text is written


@pytest.mark.parametrize(
    "words", ["1984", "0123", "2017-11-16", "12:30", "a-b", "it's", "a#b", "a:b", "née", "桥 🌉", "3.5"]
)
def test_ids_names_numbers_and_dates_stand_without_quotation_marks(words: str) -> None:
    assert written(words) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        *(
            (word, f'"{word}"')
            for word in ("No", "yes", "on", "OFF", "true", "null", "~", "y", ".nan", "<<", "=", "...")
        ),
        *((f"{sign}x", f'"{sign}x"') for sign in "-?:,[]{}#&*!|>'%@`"),
        ('"so" it is', "'\"so\" it is'"),
        ('"so" it\'s', '"\\"so\\" it\'s"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a:", '"a:"'),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a\u00a0", '"a\u00a0"'),
        ("a\tb", '"a\\tb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("\ufeffa", '"\\ufeffa"'),
        ("\u200fשלום", "\u200fשלום"),
    ],
)
def test_what_yaml_could_take_for_something_else_stands_in_quotation_marks(words: str, shown: str) -> None:
    assert written(words) == shown


@pytest.mark.parametrize("words", ["a\x00b", "a\x1bb", "a\x85b", "a\rb", "a\ud800", "a\uffff"])
def test_what_yaml_cannot_hold_is_never_written(words: str) -> None:
    record = {"name": words}
    assert (new_mapping(record), new_list(record), append("- id: a\n", FILE, record), changed("- id: a\n", record)) == (
        None,
    ) * 4


LONG = "Some words that go on and on until the line is full, and then on for a while"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            f"{LONG}. {LONG}.",
            f">\n  {LONG}. Some words that go\n  on and on until the line is full, and then on for a while.",
        ),
        (f"{LONG}, for - it seems - no reason", f">\n  {LONG}, for - it seems - no\n  reason"),
        ("x" * 120, "x" * 120),
        ("A\n\nB", "|\n  A\n\n  B"),
        ("A\n", ">\n  A"),
        ("  code\n\nA", "|2\n    code\n\n  A"),
        ("\nA\n\tB", "|\n\n  A\n  \tB"),
        ("A\n\n ", '"A\\n\\n "'),
        (
            f"{LONG} and the end \n\n# Not broken {LONG} {LONG}",
            f"|\n  {LONG} and the end \n\n  # Not broken {LONG} {LONG}",
        ),
    ],
)
def test_long_texts_are_folded_and_several_paragraphs_stand_as_they_are(words: str, shown: str) -> None:
    assert written(words) == shown


def test_texts_of_a_list_stand_in_brackets_while_they_fit() -> None:
    texts = ["A name", "Another, longer", f"{LONG} more"]
    assert written(texts[:2]) == '[A name, "Another, longer"]'
    assert written(texts) == f"\n  - A name\n  - Another, longer\n  - {LONG} more"
    assert written(["A\n\nB", "C"]) == "\n  - |\n    A\n\n    B\n  - C"
    assert written([["a", "b"], {"text": "c", "of": ["d"]}]) == "\n  - [a, b]\n  - text: c\n    of: d"
    assert written({}) == "{}"


# Changing


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("- claim: It is.  # c\n", {"claim": "It: is"}, '- claim: "It: is"  # c\n'),
        ("- claim: 'is' # c\n", {"claim": "was"}, "- claim: 'was'  # c\n"),
        ("- claim:   is\n", {"claim": "was"}, "- claim:   was\n"),
        ('- claim: "is"\n', {"claim": "was"}, '- claim: "was"\n'),
        ("- claim:\n    is  # c\n", {"claim": "was"}, "- claim:\n    was  # c\n"),
        ("- claim:  # c\n", {"claim": "was"}, "- claim: was  # c\n"),
        ("- claim: # c\n", {"claim": "was"}, "- claim: was  # c\n"),
        ("- claim: is\n", {"claim": ""}, '- claim: ""\n'),
        ('- claim: "a\\nb"\n', {"claim": "a\nc"}, '- claim: "a\\nc"\n'),
        ("- claim: |  # c\n    is\n\n- id: b\n", {"claim": "was"}, "- claim: |  # c\n    was\n\n- id: b\n"),
        ("- claim: >-\n      is\n", {"claim": "was"}, "- claim: >-\n      was\n"),
        ("- claim: >\n    is\n", {"claim": "A\n\nB"}, "- claim: |\n    A\n\n    B\n"),
        ("- claim: |+\n    is\n\n- id: b\n", {"claim": "was"}, "- claim: |\n    was\n\n- id: b\n"),
        ("- claim: is\r\n", {"claim": "A\n\nB"}, "- claim: |\r\n    A\r\n\r\n    B\r\n"),
        ('- claim: "is\n    so"  # c\n', {"claim": "is it"}, '- claim: "is\n    it"  # c\n'),
        ('- claim: "is\n    so"  # c\n', {"claim": "A\n\nB"}, "- claim: |  # c\n    A\n\n    B\n"),
        ("- quote:\n    prefix: |\n      a\n", {"quote": {"prefix": "b "}}, '- quote:\n    prefix: "b "\n'),
        ("- {claim: is, id: a}\n", {"claim": "a, b"}, '- {claim: "a, b", id: a}\n'),
        ('- {"claim":is}\n', {"claim": "was"}, '- {"claim": was}\n'),
    ],
)
def test_a_text_takes_the_place_of_another_in_its_style(before: str, changes: Mapping[str, Any], after: str) -> None:
    assert changed(before, changes) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- quote: 'one'\n", "- quote:\n    exact: 'one'\n    prefix: 'the '\n"),
        ('- quote: "one"  # p. 3\n', '- quote:  # p. 3\n    exact: "one"\n    prefix: "the "\n'),
        ("- quote: one\n", '- quote:\n    exact: one\n    prefix: "the "\n'),
        ("- quote: >-\n   one\n", '- quote:\n   exact: >-\n    one\n   prefix: "the "\n'),
        ("- {quote: 'one'}\n", "- {quote: {exact: 'one', prefix: 'the '}}\n"),
    ],
)
def test_a_text_that_becomes_a_mapping_gives_it_its_style(before: str, after: str) -> None:
    assert changed(before, {"quote": {"exact": "one", "prefix": "the "}}) == after


def test_of_a_folded_text_only_the_lines_that_differ_are_broken_anew() -> None:
    before = (
        "review: >\n"
        "  The limit was lowered in 2009.\n"
        "  The bridge stayed open to cars below it, and nobody has counted those who walk over it on foot.\n"
        "  That is all.\n"
        "date: 2017\n"
    )
    words = before[12:-11].replace("\n ", "")
    assert change(before, FILE, (), {"review": words.replace("nobody has", "so far nobody has ever")}) == (
        "review: >\n"
        "  The limit was lowered in 2009.\n"
        "  The bridge stayed open to cars below it, and so far nobody has ever counted those who walk over it\n"
        "  on foot. That is all.\n"
        "date: 2017\n"
    )


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        # Of the same kind as before
        ("- topics: [a, b]  # c\n", {"topics": ["a", "b", "c"]}, "- topics: [a, b, c]  # c\n"),
        ("- topics: [ a,b ]\n", {"topics": ["b", "x"]}, "- topics: [ b, x ]\n"),
        ("- topics: [a, b]\n", {"topics": ["x", "a"]}, "- topics: [x, a]\n"),
        ("- topics: ['a']\n", {"topics": ["a", "b"]}, "- topics: ['a', 'b']\n"),
        ("- topics: [a,  # c\n    b]\n", {"topics": ["a"]}, "- topics: [a  # c\n    ]\n"),
        ("- topics: [a,  # c\n    b]\n", {"topics": ["b"]}, "- topics: [b]\n"),
        (
            "- topics:\n    - a  # c\n    # d\n    - b\n",
            {"topics": ["a", "b", "c"]},
            "- topics:\n    - a  # c\n    # d\n    - b\n    - c\n",
        ),
        ("- topics:\n  - a\n  # d\n  - b\n", {"topics": ["b"]}, "- topics:\n  # d\n  - b\n"),
        ("- topics:\n  - a\n  # d\n  - b\n", {"topics": ["c", "a", "b"]}, "- topics:\n  - c\n  - a\n  # d\n  - b\n"),
        ('- topics:\n    - "a"\n', {"topics": ["a", "b"]}, '- topics:\n    - "a"\n    - "b"\n'),
        (
            "- topics:\n    - a\n\n    - b\n\n- id: b\n",
            {"topics": ["a", "b", "c"]},
            "- topics:\n    - a\n\n    - b\n\n    - c\n\n- id: b\n",
        ),
        ("- topics: a\n", {"topics": ["b"]}, "- topics: b\n"),
        (
            "- where:\n    - {article: a}\n",
            {"where": [{"article": "a"}, {"article": "b"}]},
            "- where:\n    - {article: a}\n    - {article: b}\n",
        ),
        ("- sources: {title: a}\n", {"sources": [{"title": "b"}]}, "- sources: {title: b}\n"),
        (
            "- sources:\n    # c\n    - title: a  # d\n      date: 2017\n    - title: b\n",
            {"sources": [{"title": "a", "url": "https://a.org"}, {"title": "b", "date": "2018"}]},
            "- sources:\n    # c\n    - title: a  # d\n      url: https://a.org\n    - title: b\n      date: 2018\n",
        ),
        # Of another kind
        ("- topics: a  # c\n", {"topics": ["a", "b"]}, "- topics: [a, b]  # c\n"),
        ("- topics:  # c\n    - a\n  id: b\n", {"topics": []}, "- topics: []  # c\n  id: b\n"),
        ("- topics: []\n", {"topics": ["a"]}, "- topics: a\n"),
        (
            "- quote: a  # c\n",
            {"quote": {"exact": "a", "suffix": " b"}},
            '- quote:  # c\n    exact: a\n    suffix: " b"\n',
        ),
        ("- quote:\n    exact: a\n    prefix: b\n", {"quote": "a"}, "- quote: a\n"),
        ("- quote: {exact: a}\n", {"quote": {"from": "a", "to": "b"}}, "- quote: {from: a, to: b}\n"),
        ("- quote:\n    exact: a\n", {"quote": {"from": "a", "to": "b"}}, "- quote:\n    from: a\n    to: b\n"),
        ("- where:\n    - a\n", {"where": [{"article": "b"}]}, "- where:\n    - article: b\n"),
    ],
)
def test_lists_and_mappings_are_changed_part_by_part(before: str, changes: Mapping[str, Any], after: str) -> None:
    assert changed(before, changes) == after


def test_a_list_in_brackets_goes_on_below_its_first_item_where_the_line_is_full() -> None:
    words = LONG.replace(",", "")
    after = changed(f"- topics: [{words}]\n", {"topics": [words, words, "a"]})
    assert after == f"- topics: [{words},\n           {words}, a]\n"


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("- id: a\n  date: 2017\n", {"topics": ["x"]}, "- id: a\n  date: 2017\n  topics: x\n"),
        (
            "- id: a\n  date: 2017\n",
            {"claim": "x", "speaker": "b"},
            "- id: a\n  claim: x\n  speaker: b\n  date: 2017\n",
        ),
        ("- claim: x\n  date: 2017\n", {"id": "a"}, "- id: a\n  claim: x\n  date: 2017\n"),
        (
            "- status: draft\n  id: a\n  topics: x\n",
            {"verdict": "b"},
            "- status: draft\n  id: a\n  topics: x\n  verdict: b\n",
        ),
        ("- id: a\n", {"odd": "x", "date": "2017"}, "- id: a\n  date: 2017\n  odd: x\n"),
        ("- id: a\n  # of date\n  date: 2017\n", {"claim": "x"}, "- id: a\n  claim: x\n  # of date\n  date: 2017\n"),
        ("- id: a\n  # of a\n\n  date: 2017\n", {"claim": "x"}, "- id: a\n  # of a\n\n  claim: x\n\n  date: 2017\n"),
        ("- # of claim\n  claim: x\n", {"id": "a"}, "- # of claim\n  id: a\n  claim: x\n"),
        (
            "- id: a\n  # of a\n# of b\n- id: b\n",
            {"date": "2017"},
            "- id: a\n  # of a\n  date: 2017\n# of b\n- id: b\n",
        ),
        ("- {id: a, date: 2017}\n", {"claim": "x, y"}, '- {id: a, claim: "x, y", date: 2017}\n'),
        ("- {date: 2017}\n", {"id": "a"}, "- {id: a, date: 2017}\n"),
        ("- id: a", {"date": "2017"}, "- id: a\n  date: 2017"),
        ("- id: a\n  review: |+\n    x\n\n", {"status": "b"}, "- id: a\n  review: |+\n    x\n\n  status: b\n"),
    ],
)
def test_a_new_key_goes_where_an_author_would_put_it(before: str, changes: Mapping[str, Any], after: str) -> None:
    assert changed(before, changes) == after


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("# the file\nclaim: x\n", {"id": "a"}, "# the file\nclaim: x\nid: a\n"),
        ("# the file\n\nclaim: x\n", {"id": "a"}, "# the file\n\nid: a\nclaim: x\n"),
        ("id: a\n\n# of date\ndate: 2017\n", {"claim": "x"}, "id: a\n\nclaim: x\n\n# of date\ndate: 2017\n"),
        ("id: a\n\ndate: 2017\n", {"date": "2018", "topics": ["x"]}, "id: a\n\ndate: 2018\n\ntopics: x\n"),
        ("claim: x\n\ndate: 2017\n", {"id": "a"}, "id: a\n\nclaim: x\n\ndate: 2017\n"),
        ("id: a\n\ndate: 2017\n\ntopics: x\n", {"date": None}, "id: a\n\ntopics: x\n"),
        ("id: a\n\n# of date\ndate: 2017\n\ntopics: x\n", {"date": None}, "id: a\n\n# of date\n\ntopics: x\n"),
    ],
)
def test_blank_lines_between_keys_stay_what_they_are(before: str, changes: Mapping[str, Any], after: str) -> None:
    assert changed(before, changes, ()) == after


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("- id: a\n  date: 2017  # c\n  topics: x\n", {"date": None}, "- id: a\n  topics: x\n"),
        ("- claim: x\n  id: a\n", {"claim": None}, "- id: a\n"),
        ("- claim: x  # c\n  # of id\n  id: a\n", {"claim": None}, "- # of id\n  id: a\n"),
        ("- claim: x\n  date: 2017\n  topics: x\n", {"claim": None, "date": None, "id": "a"}, "- id: a\n  topics: x\n"),
        ("- id: a\n  topics:\n    - x\n    # c\n    - y", {"topics": None}, "- id: a"),
        # What parted it from the key above goes with it; what parts the record from the next stays as it is.
        ("- id: a\n\n  topics: x\n- id: b\n", {"topics": None}, "- id: a\n- id: b\n"),
        ("- id: a\r\n\r\n  topics: x\r\n\r\n- id: b\r\n", {"topics": None}, "- id: a\r\n\r\n- id: b\r\n"),
        ("- id: a\n\n  date: 2017\n\n  topics: x\n- id: b\n", {"date": None, "topics": None}, "- id: a\n- id: b\n"),
        ("- id: a\n\n  topics: x\n  # more\n- id: b\n", {"topics": None}, "- id: a\n\n  # more\n- id: b\n"),
        ("- id: a\n  # of topics\n\n  topics: x\n- id: b\n", {"topics": None}, "- id: a\n  # of topics\n- id: b\n"),
        ("- topics:\n    - x\n\n    - y\n  id: a\n", {"topics": ["x"]}, "- topics:\n    - x\n  id: a\n"),
        # Blank lines that a sign keeps are those of a text.
        ("- body: |+\n    x\n\n  date: 2017\n- id: b\n", {"date": None}, "- body: |+\n    x\n\n- id: b\n"),
        ("- body: |+\n    x\n\n  date: 2017\n\n- id: b\n", {"date": None}, "- body: |+\n    x\n\n- id: b\n"),
        ("- body: |+\n    x\n\n  date: 2017\n\n", {"date": None}, "- body: |+\n    x\n\n"),
        ("- body: |+\n    x\n\n  date: 2017\n", {"date": None}, "- body: |+\n    x\n\n"),
        ("- {id: a, date: 2017, topics: x}\n", {"date": None, "topics": None}, "- {id: a}\n"),
        ("- {id: a, date: 2017, topics: x}\n", {"id": None}, "- {date: 2017, topics: x}\n"),
        ("- id: a\n  quote: x\n", {"id": None, "quote": None, "claim": "z"}, "- claim: z\n"),
        (
            "- id: a\n  sources:\n    - x\n    - y\n",
            {"sources": ["x"], "status": "b"},
            "- id: a\n  sources:\n    - x\n  status: b\n",
        ),
    ],
)
def test_a_key_goes_and_comments_on_their_own_lines_stay(before: str, changes: Mapping[str, Any], after: str) -> None:
    assert changed(before, changes) == after


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("- claim: >\n    is\n    so\n", {"claim": "is so"}),
        ("- claim: |\n    is\n    so\n\n    or not\n", {"claim": "is so\n\nor not"}),
        ("- topics: a\n", {"topics": ["a"]}),
        ("- topics: ['a']\n", {"topics": "a"}),
        ("- quote: {to: b, from: 'a'}\n", {"quote": {"from": "a", "to": "b"}}),
        ("- id: a\n", {"claim": None}),
        ("- claim: &x a\n  topics: *x\n", {"claim": "a", "topics": ["a"]}),
    ],
)
def test_what_says_the_same_already_is_not_touched(text: str, changes: Mapping[str, Any]) -> None:
    assert changed(text, changes) == text


def test_a_mapping_is_changed_at_any_depth() -> None:
    text = "- where:\n    - article: a\n      quote: {exact: x}\n"
    after = text.replace("x}", 'v, prefix: "z "}')
    assert changed(text, {"exact": "v", "prefix": "z "}, (0, "where", 0, "quote")) == after
    assert changed(text, {"article": "b"}, (0, "where", 0)) == text.replace("article: a", "article: b")


@pytest.mark.parametrize(
    ("text", "path", "changes"),
    [
        ("- topics: &x [a]\n  about: *x\n", (0,), {"topics": ["b"]}),
        ("- topics: &x [a]\n  about: *x\n", (0,), {"about": ["b"]}),
        ("- topics: [&x a]\n  about: *x\n", (0,), {"topics": ["b"]}),
        ("- quote: &x {exact: a}\n- quote: *x\n", (0, "quote"), {"exact": "b"}),
        ("- quote: &x {exact: a}\n- quote: *x\n", (1, "quote"), {"exact": "b"}),
        ("- &x\n  id: a\n- *x\n", (0,), {"id": "b"}),
        ("- claim: !!str a\n", (0,), {"claim": "b"}),
        ("- ? claim\n  : a\n", (0,), {"claim": "b"}),
        ("- id: a\n", (0,), {"id": None}),
        ("- id: a\n", (1,), {"id": "b"}),
        ("- id: a\n", (0, "id"), {"id": "b"}),
        ("- a\n", (0,), {"id": "b"}),
        ("- id: [\n", (0,), {"id": "b"}),
        ("- topics: [a,\n    # of b\n    b]\n", (0,), {"topics": ["b"]}),
        ("- claim:\n    # of it\n    is\n", (0,), {"claim": ["a", "b"]}),
        ("- id: a\n  id: b\n  date: 2017\n", (0,), {"id": None}),
        ("", (), {"id": "a"}),
    ],
)
def test_what_cannot_be_changed_by_itself_is_refused(
    text: str, path: tuple[int, ...], changes: Mapping[str, Any]
) -> None:
    assert changed(text, changes, path) is None


# Removing


@pytest.mark.parametrize(
    ("before", "after", "removed"),
    [
        ("- id: a\n- id: b\n  x: y\n- id: c\n", "- id: a\n- id: c\n", "- id: b\n  x: y\n"),
        ("- id: a\n\n- id: b\n\n- id: c\n", "- id: a\n\n- id: c\n", "- id: b\n"),
        ("- id: a\n\n- id: b\n", "- id: a\n", "- id: b\n"),
        ("- id: a\n- id: b", "- id: a", "- id: b\n"),
        (
            "- id: a\n\n# of b\n- id: b\n  # in b\n\n# of c\n- id: c\n",
            "- id: a\n\n# of c\n- id: c\n",
            "# of b\n- id: b\n  # in b\n",
        ),
        ("- id: a\n\n# not of b\n\n- id: b\n", "- id: a\n\n# not of b\n", "- id: b\n"),
        ("- id: a\n  # in a\n- id: b\n# end\n", "- id: a\n  # in a\n", "- id: b\n# end\n"),
        ("- id: a\r\n- id: b\r\n", "- id: a\r\n", "- id: b\n"),
        ("[{id: a}, {id: b}, {id: c}]\n", "[{id: a}, {id: c}]\n", "- {id: b}\n"),
        ("[{id: a}, {id: b}]\n", "[{id: a}]\n", "- {id: b}\n"),
    ],
)
def test_a_record_is_taken_out_with_its_comments(before: str, after: str, removed: str) -> None:
    assert remove(before, FILE, (1,)) == (after, removed)


@pytest.mark.parametrize(
    ("before", "path", "after", "removed"),
    [
        ("- id: a\n", (0,), None, "- id: a\n"),
        ("---\n- id: a\n...\n", (0,), None, "- id: a\n"),
        ("# the file\n- id: a\n", (0,), "# the file\n", "- id: a\n"),
        ("# the file\n- id: a\n- id: b\n", (0,), "# the file\n- id: b\n", "- id: a\n"),
        ("# the file\n- id: a\n\n# of b\n- id: b\n", (0,), "# the file\n\n# of b\n- id: b\n", "- id: a\n"),
        (
            "---\n  # the file\n  # and more\n  - id: a\n  - id: b\n",
            (0,),
            "---\n  # the file\n  # and more\n  - id: b\n",
            "- id: a\n",
        ),
        ("# of a\nid: a\n", (), None, "# of a\nid: a\n"),
        ("# the file\n\n- id: a\n", (0,), "# the file\n", "- id: a\n"),
        ("\ufeff# the file\n\n- id: a\n", (0,), "\ufeff# the file\n", "- id: a\n"),
        ("- id: a\n\n# - id: b\n", (0,), "# - id: b\n", "- id: a\n"),
        ("[{id: a}]\n", (0,), None, "- {id: a}\n"),
        ("id: a\n", (), None, "id: a\n"),
        ("# the file\n\n# of a\nid: a\n", (), "# the file\n", "# of a\nid: a\n"),
        (
            "# yaml-language-server: $schema=x\n- id: a\n- id: b\n",
            (0,),
            "# yaml-language-server: $schema=x\n- id: b\n",
            "- id: a\n",
        ),
    ],
)
def test_a_file_goes_with_its_last_record_unless_comments_are_left(
    before: str, path: tuple[int, ...], after: str | None, removed: str
) -> None:
    assert remove(before, FILE, path) == (after, removed)


@pytest.mark.parametrize("number", [0, 1])
def test_a_record_is_not_removed_from_under_an_alias(number: int) -> None:
    assert remove("- topics: &x [a]\n- topics: *x\n", FILE, (number,)) is None


# Of the archive itself


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_key_of_the_archive_can_be_changed_and_changed_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    value = said(text)
    places = {}
    for number, record in enumerate(value if isinstance(value, list) else [value]):
        place = (number,) if isinstance(value, list) else ()
        assert change(text, FILE, place, record) == text
        places.update({key: (place, old) for key, old in record.items() if key not in places})
    for key, (place, old) in places.items():
        new = (
            f"{old} And more."
            if isinstance(old, str)
            else [{"title": "New"}]
            if isinstance(old, list)
            else {"name": "New"}
        )
        there = change(text, FILE, place, {key: new})
        assert there is not None
        assert touched(text, there)[0] in record_yaml(text, FILE, place)
        back = change(there, FILE, place, {key: old})
        assert back is not None
        assert says_the_same(said(back), value)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_record_added_to_the_archive_and_removed_again_leaves_no_trace(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    added = append(text, FILE, ANA)
    if isinstance(said(text), list):
        assert added is not None
        assert remove(added, FILE, find(added, FILE, "ana") or ()) == (text, "- id: ana\n  name: Ana Reyes\n")
    else:
        assert added is None


# Of any file


def test_a_list_in_a_list_is_no_single_value() -> None:
    text = '- id: a\n  x: [["a"]]\n'
    assert change(text, FILE, (0,), {"x": [["y", "a"]]}) == '- id: a\n  x: [["y", "a"]]\n'


@given(SEEDS)
def test_adding_touches_nothing_else_and_removing_gives_the_file_back(seed: int) -> None:
    file = a_list(seed)
    record = file.author.record("new")
    added = append(file.text, FILE, record)
    assert added is not None
    *before, new = said(added)
    assert (before, says_the_same(new, record)) == (said(file.text), True)
    assert one_stretch_differs(file.text, added)
    back = remove(added, FILE, (file.count,))
    assert back is not None
    assert (back[0], said(back[1])) == (file.text, [new])


@given(SEEDS)
def test_removing_takes_a_record_with_its_comments_and_nothing_else(seed: int) -> None:
    file = a_list(seed)
    number = file.author.rnd.randrange(file.count)
    records = said(file.text)
    assert find(file.text, FILE, f"r{number}") == (number,)
    taken = remove(file.text, FILE, (number,))
    assert taken is not None
    rest, removed = taken
    own = {comment for comment, (record, _) in file.comments.items() if record == number}
    assert said(removed) == [records.pop(number)]
    assert {comment for comment in file.comments if comment in removed} == own
    assert {comment for comment in file.comments if comment in (rest or "")} == file.comments.keys() - own
    assert (said(rest or "") or []) == records
    assert one_stretch_differs(file.text, rest or "")


@given(SEEDS, st.sampled_from([a_list, a_mapping]))
def test_changing_touches_only_the_keys_that_are_named(seed: int, kind: Any) -> None:
    file = kind(seed)
    number = file.author.rnd.randrange(file.count)
    value = said(file.text)
    path, old = ((number,), value[number]) if isinstance(value, list) else ((), value)
    changes = file.author.changes(old)
    edited = change(file.text, FILE, path, changes, KEYS)
    assert edited is not None
    result = said(edited)
    new = result[number] if path else result
    wanted = {key: value for key, value in {**old, **changes}.items() if value is not None}
    assert says_the_same(new, wanted)
    assert {key: new[key] for key in new if key not in changes} == {key: old[key] for key in old if key not in changes}
    if path:
        assert [*result[:number], *result[number + 1 :]] == [*value[:number], *value[number + 1 :]]
    kept = {one for one, (record, key) in file.comments.items() if record != number or key not in changes}
    assert {comment for comment in kept if comment not in edited} == set()
    assert change(file.text, FILE, path, old, KEYS) == file.text
    back = change(edited, FILE, path, {key: old.get(key) for key in changes}, KEYS)
    assert back is not None
    again = said(back)
    assert says_the_same(again[number] if path else again, old)


@given(SEEDS)
@example(841)
@example(1050)
def test_in_a_list_only_the_lines_of_one_record_are_changed(seed: int) -> None:
    file = a_list(seed)
    number = file.author.rnd.randrange(file.count)
    edited = change(file.text, FILE, (number,), file.author.changes(said(file.text)[number]), KEYS)
    assert edited is not None
    above, below = file.around(number)
    assert (edited[: len(above)], edited[len(edited) - len(below) :]) == (above, below)
    lines = edited[len(above) : len(edited) - len(below)].splitlines()
    # Nor does it come to stand farther from the next, or nearer to it.
    assert (lines[0].strip() != "", lines[-1].strip() != "") == (True, True)


@settings(max_examples=40)
@given(SEEDS)
def test_what_is_shared_by_an_alias_is_left_alone(seed: int) -> None:
    file = a_list(seed, shares=True)
    number = file.author.rnd.choice([0, file.count - 1])
    assert change(file.text, FILE, (number,), {SHARED: ["other"]}, KEYS) is None
    assert change(file.text, FILE, (number,), {SHARED: None}, KEYS) is None
    assert remove(file.text, FILE, (number,)) is None
    edited = change(file.text, FILE, (number,), file.author.changes(said(file.text)[number]), KEYS)
    assert edited is not None
    assert said(edited)[number][SHARED] == ["ana", "tom"]
    assert append(file.text, FILE, ANA) is not None


SIGNS = " \n\t:#-?[]{},'\"\\&*!|>%@`~abNo.0…é\u00a0\u2028\ufeff😀\x07\r"
PIECES = [
    "a", "bb:", "#c", "- d", "1.", "```", "~~~", "|", "  ", "\n", "\n\n", "word", "[[x y]]", "<b c>", "\\", "# h",
    "> q", "***", "=", "---", ": ", "é", "\t",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30), st.text(SIGNS, max_size=25), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
)
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@given(TEXTS, TEXTS)
def test_every_text_comes_back_as_it_was_or_is_refused(one: str, other: str) -> None:
    record: dict[str, Any] = {"text": one, "prefix": other, "list": [one, other], "in": [{"a": other, "b": [one]}]}
    text = new_list(record)
    assert (text is None) == bool(REFUSED.search(one + other))
    if text is not None:
        (found,) = said(text)
        assert says_the_same(found, record)
        assert found["prefix"] == other


@given(TEXTS, TEXTS)
def test_readers_of_yaml_1_1_and_1_2_take_texts_for_what_they_are(one: str, other: str) -> None:
    text = new_list({"text": one, "list": [one, other], "in": {"a": [other, one], "b": {"c": other}}})
    if text is not None:
        expected = _leaves(said(text))
        for found in (yaml.safe_load(text), yaml12.parse_yaml(text)):
            pairs = zip(_leaves(found), expected, strict=True)
            # Numbers and dates are what sitegen reads as typed.
            assert [pair for pair in pairs if pair[0] != pair[1] and not re.match(r"[-+]?[.\d]", str(pair[1]))] == []


def _leaves(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for part in inner for leaf in _leaves(part)] if isinstance(value, dict | list) else [value]


MARKUP = [
    "word", "em*x*", "*em*", "**bold**", "- x", "-", "+", "*", "1.", "12)", "#", "##", "> q", "`code", "`", "``", "~~~",
    "```", "[[id|two words]]", '[text](http://x "ti tle")', "[a b](<c d>)", "|", "|---|---|", "---", "===", "\\",
    "[^1]", "[^1]:", "[x]:", "![alt x](y)", "<b>", "<!--", "-->", "<div>", "&amp;", "\n", "\n\n", "\n\n    ", "\n  ",
    "\n- ", "\n> ", "_x y_", "word.", "2017.", "(c)", ":", "=", "end  \n", "end\\\n", "—", "***", "* * *", "?", "{#id}",
]  # fmt: skip
MARKDOWN = st.lists(st.one_of(st.sampled_from("abcdefgh"), st.sampled_from(MARKUP)), min_size=20, max_size=90)


@given(MARKDOWN.map(" ".join), st.booleans())
def test_markdown_that_is_wrapped_or_joined_again_means_the_same(words: str, has_html: bool) -> None:
    parser = MarkdownIt("commonmark", {"html": has_html}).enable("table").use(footnote_plugin)
    broken = wrap(words, 40)
    assert _shown(parser, broken) == _shown(parser, unwrap(words)) == _shown(parser, words)
    assert unwrap(broken) == unwrap(words)


def _shown(parser: MarkdownIt, words: str) -> str:
    """What a browser shows: there the end of a line is a space."""
    html = parser.render(words.rstrip("\n"))
    blocks = re.split(r"(<pre>.*?</pre>)", html, flags=re.DOTALL)
    return "".join(block if block.startswith("<pre>") else re.sub(r"\s+", " ", block) for block in blocks)


def test_lines_are_as_wide_as_they_may_be() -> None:
    lines = wrap(" ".join(["words"] * 100), WIDTH).split("\n")
    assert {len(line) for line in lines[:-1]} == {16 * 6 - 1}
