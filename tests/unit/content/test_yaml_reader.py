"""Text of a file → plain values that remember where they stand."""

# ruff: noqa: E501 (a message stands in one line, as its reader sees it)

import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.yaml_reader import (
    MAX_ALIASED_NODES,
    CleanedText,
    Document,
    KeyPath,
    decode,
    is_unclosed,
    parse,
    parser,
    split_front_matter,
)
from sitegen.core.problems import Location, Problems

QUOTES = "put the whole value in quotes"
TABS = "use spaces: YAML allows no tab before a key or a value"


def read(text: str, first_line: int = 1) -> Document:
    problems = Problems()
    document = parse(text, "a.yaml", problems, first_line)
    assert [str(problem) for problem in problems] == []
    assert document is not None
    return document


def told(text: str) -> list[str]:
    problems = Problems()
    parse(text, "a.yaml", problems)
    return [str(problem) for problem in problems]


def at(line: int, column: int) -> Location:
    return Location("a.yaml", line, column)


@pytest.mark.parametrize(
    "typed",
    ["No", "yes", "on", "true", "null", "~", "1984", "0123", "1_000", "12:30", "1e3", ".5", "2017-11-16", "0x1F"],
)
def test_every_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert read(f"name: {typed}").value == {"name": typed}
    assert read(f"- {typed}").value == [typed]


def test_an_empty_value_is_none_and_an_empty_text_is_text() -> None:
    assert read('a:\nb: ""\nc: [x, ]\nd:\n  -').value == {"a": None, "b": "", "c": ["x"], "d": [None]}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "\ufeff", "---\n"])
def test_nothing_is_no_mistake(text: str) -> None:
    problems = Problems()
    document = parse(text, "a.yaml", problems)
    assert (document is None or document.value is None, len(problems)) == (True, 0)


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read("\ufeffname: Ana").value == {"name": "Ana"}


def test_places_are_those_of_key_and_value() -> None:
    document = read("- name: Ana\n  roles:\n    - {title: Mayor}\n")
    assert document.place() == at(1, 1)
    assert document.place((0,)) == at(1, 3)
    assert document.place((0, "name")) == at(1, 9)
    assert document.key_place((0, "roles")) == at(2, 3)
    assert document.place((0, "roles", 0, "title")) == at(3, 15)
    assert document.key_place((0, "roles", 0, "title")) == at(3, 8)


def test_a_place_that_is_not_there_is_the_nearest_around_it() -> None:
    assert read("roles:\n  - title: x").place(("roles", 0, "of")) == at(2, 5)


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    assert read("name: x", first_line=2).place(("name",)) == at(2, 7)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("body: plain", at(1, 7)),
        ("body: |\n  words", at(2, 3)),
        ("body: >-\n\n\n    words", at(4, 5)),
        ('body: "quoted"', at(1, 7)),
        ("body: |", at(1, 7)),
    ],
)
def test_the_words_of_a_block_begin_below_its_sign(text: str, place: Location) -> None:
    assert read(text).words_place(("body",)) == place


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("q: fair # not really", "# not really"),
        ("q: #1 pick", "#1 pick"),
        ("q: fair  # a comment", ""),
        ("q: fair\t# a comment", ""),
        ("q: fair#1", ""),
        ("q: 'fair' # a comment", ""),
        ("q: fair\n# a comment", ""),
        ("q: [fair] # a comment", ""),
        ("q: over\n  two lines # cut", "# cut"),
    ],
)
def test_one_space_and_a_hash_may_have_been_meant_as_words(text: str, comment: str) -> None:
    assert read(text).comment_after(("q",)) == comment


def test_control_characters_of_escapes_are_taken_out_and_it_shows() -> None:
    value = read('id: "a\\0b\\x1bc"').value
    assert value == {"id": "abc"}
    assert isinstance(value, dict)
    assert isinstance(value["id"], CleanedText)


def test_line_breaks_that_no_editor_knows_do_not_shift_lines() -> None:
    assert read("a: x\u2028y\nb: z").place(("b",)) == at(2, 4)


@pytest.mark.parametrize(
    ("text", "first_line"),
    [
        ("title: Budget: what changed", "a.yaml:1:14: error[yaml-syntax]: there is a colon inside an unquoted value"),
        ("name:\tAna", "a.yaml:1:6: error[yaml-tab]: there is a tab in front of this value"),
        ("roles:\n\t- x", "a.yaml:2:1: error[yaml-tab]: there is a tab here"),
        ("name: !!python/object/apply:os.system [x]", 'a.yaml:1:7: error[yaml-tag]: "!!python/object/apply:os.system" is a YAML tag; values have none here'),
        ("a: 1\nb: 2\na: 3", 'a.yaml:3:1: error[duplicate-key]: "a" is given twice, in line 1 and in line 3'),
        ("a: 'x", "a.yaml:1:4: error[yaml-syntax]: a quotation mark is opened here and never closed"),
        ("a: *x", "a.yaml:1:4: error[yaml-syntax]: an asterisk here means an alias, and there is no anchor of that name"),
        ("a: &Partners", 'a.yaml:1:4: error[yaml-syntax]: "&Partners" means an anchor that nothing refers to'),
        ("a: x\n---\nb: y", "a.yaml:2:1: error[yaml-syntax]: a second YAML document begins here"),
        ("a: @x", "a.yaml:1:4: error[yaml-syntax]: no unquoted value can begin with this sign"),
        ("a: x\x07", "a.yaml:1:5: error[yaml-syntax]: the character U+0007 cannot stand in YAML"),
        ("é: “\na: “é”\x07", "a.yaml:2:7: error[yaml-syntax]: the character U+0007 cannot stand in YAML"),
        ("[x]: y", "a.yaml:1:1: error[yaml-syntax]: a key must be a word"),
        ("a: &x [*x]", "a.yaml:1:1: error[yaml-too-large]: an alias repeats the value it stands in, or too much is nested"),
    ],
)  # fmt: skip
def test_what_is_no_yaml_is_told_with_its_place(text: str, first_line: str) -> None:
    assert [problem.split("\n")[0] for problem in told(text)] == [first_line]


def test_a_hint_says_what_to_do() -> None:
    assert told("title: Budget: what") == [
        f"a.yaml:1:14: error[yaml-syntax]: there is a colon inside an unquoted value\n  hint: {QUOTES}"
    ]
    assert told("name:\tAna") == [f"a.yaml:1:6: error[yaml-tab]: there is a tab in front of this value\n  hint: {TABS}"]


def test_a_duplicate_key_leaves_the_first_value_to_be_checked_further() -> None:
    document = parse("a: 1\na: 2", "a.yaml", Problems())
    assert document is not None
    assert document.value == {"a": "1"}


def test_aliases_that_unfold_without_end_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    text = "\n".join([*lines, "b: *a8"])
    assert told(text) == [
        f"a.yaml:1:1: error[yaml-too-large]: the aliases unfold to more than {MAX_ALIASED_NODES} values"
    ]


@pytest.mark.parametrize("text", ["[" * 40 + "]" * 40, "[" * 100_000, "{a: " * 50 + "x" + "}" * 50])
def test_nesting_without_end_is_refused(text: str) -> None:
    assert {problem.partition("]")[0].partition("[")[2] for problem in told(text)} <= {"yaml-too-large", "yaml-syntax"}
    assert told(text) != []


def test_a_file_that_is_not_utf8_is_told_with_its_first_bad_byte() -> None:
    problems = Problems()
    assert decode(b"one\r\ncaf\xc3\xa9 \xed", "seeds/a.txt", problems) is None
    assert [str(problem) for problem in problems] == [
        "seeds/a.txt:2:6: error[not-utf8]: not UTF-8: byte 0xED at position 11\n  hint: save it as UTF-8; it seems to be Windows-1252 or Latin-1"
    ]


def test_utf16_is_recognized() -> None:
    problems = Problems()
    assert decode("Text".encode("utf-16"), "a.txt", problems) is None
    assert next(iter(problems)).hint == "save it as UTF-8; it seems to be UTF-16"


def test_decoding_drops_the_byte_order_mark() -> None:
    assert decode(b"\xef\xbb\xbfText", "a.txt", Problems()) == "Text"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\ntitle: x\n---\nBody", ("title: x\n", "Body", 4)),
        ("\ufeff---\r\ntitle: x\r\n---\r\nBody\r\n", ("title: x\n", "Body\n", 4)),
        ("---\n---\nBody", ("", "Body", 3)),
        ("---\ntitle: x\n---", ("title: x\n", "", 4)),
        ("Body\n---\ntitle: x\n---\n", (None, "Body\n---\ntitle: x\n---\n", 1)),
        ("---\nProse between rules.\n---\n", (None, "---\nProse between rules.\n---\n", 1)),
        ("---\ntitle: a --- b\n---\nBody", ("title: a --- b\n", "Body", 4)),
        ("----\ntitle: x\n---\n", (None, "----\ntitle: x\n---\n", 1)),
    ],
)
def test_front_matter_stands_between_two_fences(text: str, parts: tuple[str | None, str, int]) -> None:
    assert split_front_matter(text) == parts


@pytest.mark.parametrize(
    ("text", "is_so"), [("---\ntitle: x\nBody", True), ("---\nProse.", False), ("title: x", False), ("---", False)]
)
def test_front_matter_without_an_end_is_seen(text: str, is_so: bool) -> None:
    assert is_unclosed(text) is is_so


WORD = st.sampled_from(["a", "b", "id", "é", "𝒳🌍", "two words"])
COMMENT = st.sampled_from(["", "", "", " # cut off", "  # meant", " #🌍"])
FLOW = st.recursive(
    st.sampled_from(["a", "'b'", '"c"', "🌍 d", '"\\0e"']),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(WORD, inner), max_size=3, unique_by=lambda pair: pair[0]).map(
            lambda pairs: "{" + ", ".join(f"{key}: {item}" for key, item in pairs) + "}"
        )
    ),
    max_leaves=6,
)


def indented(lines: list[str]) -> list[str]:
    """What is written behind a key or a dash, and the lines below it."""
    return [lines[0], *(f"  {line}" if line else "" for line in lines[1:])]


def as_list(items: list[list[str]]) -> list[str]:
    """A list in lines; the first one, behind the key, is empty."""
    return ["", *(line for head, *rest in map(indented, items) for line in (f"- {head}", *rest))]


def as_mapping(pairs: list[tuple[str, list[str]]]) -> list[str]:
    found = [""]
    for key, lines in pairs:
        head, *rest = indented(lines)
        found += ["# between", f"{key}: {head}", *rest]
    return found


def written(leaf: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Values in lines, of which the first stands behind a key or a dash."""
    on_one_line = st.tuples(leaf, COMMENT).map(lambda parts: ["".join(parts)])
    over_lines = st.sampled_from([["over 🌍", "two lines # cut"], ['"quoted', "", 'again"'], ["'𝒳", "y'"]])
    sign = st.sampled_from(["|", ">", "|-", ">+", "|2", "| # sign"])
    block = st.tuples(sign, st.sampled_from([["words"], ["", "🌍 # words", "- more"], []])).map(
        lambda parts: [parts[0], *parts[1]]
    )
    return st.recursive(
        on_one_line | over_lines | block,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3).map(as_list)
            | st.lists(st.tuples(WORD, inner), min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(as_mapping)
        ),
        max_leaves=8,
    )


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """A mapping with an anchor, what may refer to it, and perhaps keys that are given twice."""
    head, *rest = draw(written(FLOW | st.just("")))
    anchored = [f"first: &x {head}", *(f"  {line}" for line in rest)]
    values = written(FLOW | st.just("") | st.sampled_from(["*x", "[*x, {a: *x}]"]))
    others = as_mapping(draw(st.lists(st.tuples(WORD, values), max_size=4)))[1:]
    return "\n".join([*anchored, *others, "last: *x"])


def parts(
    node: yaml.Node, key: yaml.Node | None, path: KeyPath
) -> Iterator[tuple[KeyPath, yaml.Node | None, yaml.Node]]:
    """All parts of a value with their keys; of those that are given twice the first."""
    yield path, key, node
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from parts(item, None, (*path, index))
    elif isinstance(node, yaml.MappingNode):
        for name, pair in {pair[0].value: pair for pair in reversed(node.value)}.items():
            yield from parts(pair[1], pair[0], (*path, name))


def mark_at(node: yaml.Node) -> Location:
    return at(node.start_mark.line + 1, node.start_mark.column + 1)


def words_at(node: yaml.Node, text: str) -> Location:
    if getattr(node, "style", "") not in ("|", ">"):
        return mark_at(node)
    below = re.compile(r"[^\n]*\n\s*").match(text, node.start_mark.index)
    before = text[: below.end() if below else node.start_mark.index]
    return at(before.count("\n") + 1, len(before) - before.rfind("\n"))


def cut_off(node: yaml.Node, text: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return ""
    space, mark, rest = text[node.end_mark.index :].partition("\n")[0].partition("#")
    return (mark + rest).rstrip() if space == " " else ""


@given(yaml_texts())
def test_all_places_are_those_of_the_nodes(text: str) -> None:
    document = parse(text, "a.yaml", Problems(), is_foreign=lambda _: True)
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert document is not None
    assert root is not None
    for path, key, node in parts(root, None, ()):
        told = (document.place(path), document.key_place(path), document.words_place(path))
        assert told == (mark_at(node), mark_at(key or node), words_at(node, text))
        assert document.comment_after(path) == cut_off(node, text)


@pytest.mark.parametrize(
    ("text", "place"), [("a: b\n? é", at(2, 4)), ("a: b\n? é\n", at(3, 1)), ("a: b\r? é", at(2, 4))]
)
def test_what_is_missing_at_the_end_of_a_file_has_a_place_that_an_editor_shows(text: str, place: Location) -> None:
    assert read(text).place(("é",)) == place


def test_what_stands_twice_by_an_alias_has_the_place_of_its_anchor() -> None:
    document = read("a: &x [b, {c: d}]\nb: *x\n")
    assert document.place(("b",)) == at(1, 4)
    assert document.key_place(("b",)) == at(2, 1)
    assert document.key_place(("b", 1, "c")) == at(1, 12)


SIGNS = st.text(st.sampled_from("ab:-#'\"&*!|>[]{}?,%@ \t\n\r\\0\x85\u2028é\0\x07"), max_size=60)


@given(SIGNS)
def test_any_text_gives_values_or_problems_and_never_an_exception(text: str) -> None:
    problems = Problems()
    document = parse(text, "a.yaml", problems)
    for problem in problems:
        assert 1 <= problem.location.line <= text.count("\n") + text.count("\r") + 2
        assert problem.location.column >= 1
    if document is not None:
        assert document.place().line >= 1
    split_front_matter(text)
    is_unclosed(text)


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_a_problem(raw: bytes) -> None:
    problems = Problems()
    assert (decode(raw, "a", problems) is None) == (len(problems) == 1)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Мост закрыт\n\nВчера мэр сказал, что мост опасен.", "The bridge\n\nIt is closed.", "Ο δήμαρχος είπε χθες.",
        "ראש העיר אמר אתמול שהגשר מסוכן.", "قال العمدة أمس إن الجسر خطير.", "桥已关闭\n\n市长昨天说，这座桥很危险。",
        "市長は昨日、橋は危険だと言った。", "시장은 어제 다리가 위험하다고 말했다.", "Կամուրջը փակ է, ասաց նա երեկ։",
    ],
)  # fmt: skip
def test_utf_16_and_32_without_a_mark_are_told(text: str, codec: str) -> None:
    problems = Problems()
    assert decode(text.encode(codec), "seeds/a.txt", problems) is None
    (problem,) = problems
    assert (problem.code, problem.hint) == ("not-utf8", f"save it as UTF-8; it seems to be {codec[:6].upper()}")


@pytest.mark.parametrize("codec", ["latin-1", "windows-1252"])
def test_text_of_one_byte_for_a_letter_is_not_taken_for_utf_16(codec: str) -> None:
    problems = Problems()
    assert (
        decode(
            "L’été, dit-il, fut très long à Orléans…".replace("’", "'").replace("…", ".").encode(codec), "a", problems
        )
        is None
    )
    assert [problem.hint for problem in problems] == ["save it as UTF-8; it seems to be Windows-1252 or Latin-1"]


@pytest.mark.parametrize("text", ["\x00", "\x00\x01\x02", "A word\x0c with\x07 signs\x1b[0m of\x00 a terminal.", ""])
def test_a_few_control_characters_are_no_other_encoding(text: str) -> None:
    problems = Problems()
    assert decode(text.encode(), "seeds/a.txt", problems) == text
    assert list(problems) == []


def nodes(loader: type, text: str) -> list[tuple[object, ...]] | None:
    """Each node with its tag, style, words and place; None for what is no YAML."""
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError:
        return None
    found: list[tuple[object, ...]] = []
    left = [root] if root else []
    while left and len(found) < 100:
        node = left.pop()
        is_text = isinstance(node, yaml.ScalarNode)
        place = node.start_mark.index, node.end_mark.index
        found.append((type(node), node.tag, node.value if is_text else len(node.value), place))
        children = () if is_text else node.value if isinstance(node, yaml.SequenceNode) else sum(node.value, ())
        left += children
    return found


@given(
    st.lists(
        st.sampled_from(["a", "a: ", "b: ", "- ", "\n", "\n  ", "yes", "0x1", "~", "2017-11-16", "!", "!a ", "!!int ", "'", "{", "}", "[", "]", ", ", "&x ", "*x", "| \n"]),
        max_size=15,
    ).map("".join)
)  # fmt: skip
def test_nodes_are_those_of_the_loader_that_knows_no_types(text: str) -> None:
    assert nodes(parser._TextLoader, text) == nodes(yaml.CBaseLoader, text)
