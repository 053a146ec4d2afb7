"""What the author of broken YAML was about to write is told, where the text shows it."""

from __future__ import annotations

import pytest

from sitegen.content.yaml_reader import parse
from sitegen.core.problems import Problems


def told(text: str) -> list[str]:
    problems = Problems()
    parse(text, "f", problems)
    return [str(problem).removeprefix("f:") for problem in problems]


def syntax(place: str, message: str, hint: str) -> list[str]:
    return [f"{place}: error[yaml-syntax]: {message}\n  hint: {hint}"]


CHOOSE = "choose one of the two texts, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
MERGES = [
    ("name: A\n<<<<<<< HEAD\nborn: 1950\n=======\nborn: 1951\n>>>>>>> theirs\n", "2:1"),
    ("<<<<<<< HEAD\nname: A\n=======\nname: B\n>>>>>>> theirs\n", "1:1"),
    ("- id: a\n<<<<<<< ours\n  name: A\n||||||| base\n  name: C\n=======\n  name: B\n>>>>>>> theirs\n", "2:1"),
]


@pytest.mark.parametrize(("text", "place"), MERGES)
def test_a_merge_that_is_not_ended_is_named(text: str, place: str) -> None:
    assert told(text) == syntax(place, "a merge was begun here and not ended", CHOOSE)


def test_such_lines_in_a_text_are_words() -> None:
    assert told("body: |\n  <<<<<<< HEAD\n  =======\n") == []


BLOCKS = [
    ("body: |\nThe text.\nMore.\n", "2:1", "body: |", 2),
    ("title: A\nbody: |-\n\nThe text.\n\nMore.\n", "4:1", "body: |-", 2),
    ("- id: a\n  review: >\n  The text\n  goes on.\n", "3:3", "review: >", 4),
]


@pytest.mark.parametrize(("text", "place", "head", "spaces"), BLOCKS)
def test_text_that_is_not_indented_below_its_key_is_named(text: str, place: str, head: str, spaces: int) -> None:
    message = f"this is neither `key: value` nor a part of the text above, `{head}`"
    assert told(text) == syntax(
        place, message, f"text below `{head}` has to be indented by {spaces} spaces, in each of its lines"
    )


BEHIND = [
    (
        "summary: 'He's the baker'\n",
        "1:13",
        "this apostrophe ends the quotation",
        'write the value in "…", or the apostrophe twice',
    ),
    (
        "- 'l'\u00e9t\u00e9'\n",
        "1:5",
        "this apostrophe ends the quotation",
        'write the value in "…", or the apostrophe twice',
    ),
    ('title: "No" is a word\n', "1:11", "the quotation ends here, before `is a word`", "write the whole value in '…'"),
    ("title: 'No' is a word\n", "1:11", "the quotation ends here, before `is a word`", 'write the whole value in "…"'),
    ("quote: [The bridge] has\n", "1:8", "`[` begins a list, which ends before `has`", "put the whole value in quotes"),
    ("a: 1\nb: {x: y} z\n", "2:4", "`{` begins a mapping, which ends before `z`", "put the whole value in quotes"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), BEHIND)
def test_what_stands_behind_a_value_that_ended_is_named(text: str, place: str, message: str, hint: str) -> None:
    assert told(text) == syntax(place, message, hint)


@pytest.mark.parametrize(
    ("sign", "name"), [("\uff1a", "full-width colon"), ("\u2236", "sign for a ratio"), ("\ufe55", "small colon")]
)
def test_a_colon_of_another_script_is_named(sign: str, name: str) -> None:
    hint = f'"{sign}" is a {name}: write ":" and a space behind it'
    assert told(f"id: a\nname{sign}\u738b\n") == syntax("2:5", "this line has no colon that YAML knows", hint)


def test_where_a_line_has_a_colon_of_its_own_another_one_is_a_word() -> None:
    assert told("title: a\uff1ab\n") == []


def twice(place: str, key: str, lines: tuple[int, int], more: str, hint: str) -> list[str]:
    message = f'"{key}" is given twice, in line {lines[0]} and in line {lines[1]}{more}'
    return [f"{place}: error[duplicate-key]: {message}\n  hint: {hint}"]


def test_a_record_that_begins_without_its_sign_is_told_once() -> None:
    more, ask = ", and so are other keys of this record", "does a new record begin here? Put `- ` before"
    hint = f"{ask} `id`, in place of two spaces"
    assert told("- id: a\n  name: A\n  id: b\n  name: B\n") == twice("3:3", "id", (1, 3), more, hint)
    hint = f"{ask} the first key of each, and two spaces before its other lines"
    assert told("id: a\nname: A\nkind: x\n\nid: b\nname: B\nkind: y\n") == twice("5:1", "id", (1, 5), more, hint)
    assert told("id: a\nname: A\nname: B\n") == twice("3:1", "name", (2, 3), "", "keep one of them")


def test_a_key_at_the_margin_below_a_list_may_begin_a_record() -> None:
    hint = "if a new record begins here, put `- ` before `id`, and two spaces before its other lines"
    assert told("- id: a\n  name: A\nid: b\nname: B\n") == syntax("3:1", "this is no item of the list above", hint)


NO_SPACE, WRITE = "there is no space behind the hyphen of this item", "write `- {}`"
NEITHER = "this line is neither `key: value` nor a list item"
NO_ITEM, NEW_ITEM = "this is no item of the list above", "if a new item begins here, put `- ` before `title`"
DASHES = [
    ("-id: a\n  name: A\n-id: b\n", "1:1", NO_SPACE, WRITE.format("id: a")),
    ("- id: a\n-id: b\n", "2:1", NO_SPACE, WRITE.format("id: b")),
    ("aliases:\n  - Ana\n  -Tom\nname: A\n", "3:3", NO_SPACE, WRITE.format("Tom")),
    ("sources:\n  -title: A\n   url: x\n", "2:3", NO_SPACE, WRITE.format("title: A")),
    ("sources:\n  -title: A\n  -url: x\n", "2:3", NO_SPACE, WRITE.format("title")),
    ("aliases:\n  * Ana\n  * Tom\n", "2:3", '"*" begins no item of a list', WRITE.format("Ana")),
    ("aliases:\n  - Ana\n  Tom\nname: A\n", "3:3", NO_ITEM, "put `- ` before it, `- Tom`; or, if it goes on with"),
    ("sources:\n  - title: A\n    url: x\n  title: B\n", "4:3", NO_ITEM, NEW_ITEM),
    (
        "title: - Ana\n",
        "1:8",
        "a list cannot begin on the line of its key",
        "begin the list on the next line; if it is no",
    ),
]
COLONS = [
    (
        "name:Ana\nborn: 1950\n",
        "1:5",
        "there is no space behind this colon",
        "write a space behind the colon: `name: Ana`",
    ),
    ("name: Ana\nborn:1950\nkind: x\n", "2:5", "there is no space behind this colon", "write a space behind the colon"),
    ("name Ana\nborn: 1950\n", "1:1", NEITHER, "is a colon missing behind `name`?"),
    ("name: Ana\nborn 1950\nkind: x\n", "2:1", NEITHER, "is a colon missing behind `born`?"),
    (
        "title: Budget: what changed\n",
        "1:14",
        "there is a colon inside an unquoted value",
        "put the whole value in quotes",
    ),
]
COLUMNS = [
    (
        "name: A\n  born: 1950\n",
        "2:3",
        "`born` stands deeper than `name` above it, which has a value",
        "begin `born` in",
    ),
    ("- id: a\n name: A\n", "2:2", "`name` stands less deep than `id` above it, which has a value", "begin `name` in"),
    (
        "roles:\n\u00a0 - title: A\n",
        "2:1",
        "this space (U+00A0) is none for YAML",
        "delete it, and type the space anew",
    ),
    (
        "name:\u00a0Ana\nborn: 1950\n",
        "1:6",
        "this space (U+00A0) is none for YAML",
        "delete it, and type the space anew",
    ),
]
QUOTATIONS = [
    (
        'claim: "He said\nspeaker: a\nquote: "x y"\n',
        "1:8",
        "a quotation mark is opened here and not closed",
        "close the",
    ),
    (
        'quote: "He\n  said" so\n',
        "2:7",
        "a quotation that began above ends here, before `so`",
        "write the whole value in",
    ),
]
ENDS = [
    ("a: b\n...\nc: d\n", "3:1", "a second YAML document begins here", "delete the line `...`;"),
    (
        "{a: b}\nc: d\n",
        "2:1",
        "the file begins with `{`, and what that begins has ended above",
        "a record begins with a key",
    ),
    ("%name: A\n", "1:6", "no line can begin with a percent sign", "put the whole value in quotes"),
    ("body: | Text\n  more\n", "1:9", "nothing can follow | or > on its line", "begin the text on the next line"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), [*DASHES, *COLONS, *COLUMNS, *QUOTATIONS, *ENDS])
def test_what_was_about_to_be_written_is_named(text: str, place: str, message: str, hint: str) -> None:
    found = told(text)[0]
    assert found.startswith(syntax(place, message, hint)[0]), found


@pytest.mark.parametrize("end", ["---", "---\n", "--- \n\n", "---\n# no more\n\n"])
def test_a_record_may_be_framed_like_front_matter(end: str) -> None:
    document = parse(f"---\nid: a\nbody: |\n  x\n{end}", "f", problems := Problems())
    assert (document and document.value, list(problems)) == ({"id": "a", "body": "x\n"}, [])


def test_a_second_document_is_one_and_the_hint_can_be_followed() -> None:
    hint = "delete the line `---`; where several records are meant, each begins with `- `, and is indented behind it"
    assert told("title: a\n---\nlanguage: en\n---\n") == syntax("2:1", "a second YAML document begins here", hint)


def test_long_lines_and_many_of_them_cost_no_more_than_their_length() -> None:
    for text in (
        "x: '" + "a'" * 100_000,
        "- " * 20_000 + "x'y",
        "a: b\n" + "---\n#\n" * 100_000 + "x",
        "[" * 5_000 + "] x",
    ):
        assert told(text)
