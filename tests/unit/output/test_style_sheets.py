"""The style sheets, read without a browser: no declaration that an engine is known to drop as a whole."""

from __future__ import annotations

import pytest
from support.checkout import ROOT
from support.style_sheets import SHEETS, Part, Sheets, read

SCRIPTS = [*(ROOT / "templates/static/js").glob("*.js"), *(ROOT / "sitegen/serve/browser").glob("*.js")]
LINES = {"none", "underline", "overline", "line-through", "inherit", "initial", "unset", "revert"}
ALL = read()


def parts(text: str) -> list[Part]:
    return Sheets({"a.css": text}).parts


def of_links(found: list[Part]) -> list[str]:
    """Declarations of `text-decoration` that say more than where the line is."""
    return [str(part) for part in found if part.name == "text-decoration" and part.value not in LINES]


def test_every_sheet_is_read() -> None:
    assert {part.file.rpartition("/")[2] for part in ALL.parts} >= {path.name for path in SHEETS}
    assert len(ALL.parts) > 1000


def test_every_sheet_keeps_to_the_grammar_of_css() -> None:
    assert ALL.parts
    assert ALL.faults == []


def test_the_line_of_a_link_stands_by_itself() -> None:
    assert of_links(ALL.parts) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a { text-decoration: underline 1px red }", ["a.css:1: text-decoration: underline 1px red"]),
        (":root { --x: red }\n@media print { p { b:hover { text-decoration: underline var(--x) } } }",
         ["a.css:2: text-decoration: underline red"]),
        ("a { text-decoration: underline 1px !important }", ["a.css:1: text-decoration: underline 1px"]),
        ("a { text-decoration: underline; text-decoration-thickness: 1px }", []),
    ],
)  # fmt: skip
def test_a_line_with_more_in_one_declaration_is_seen(text: str, named: list[str]) -> None:
    assert of_links(parts(text)) == named


def test_a_value_is_seen_with_each_meaning_of_its_variables() -> None:
    text = ":root { --x: 1px solid var(--y); --y: red } .a { --y: blue } p { border: var(--x); color: var(--z, green) }"
    assert [part.value for part in parts(text) if part.name] == ["1px solid red", "1px solid blue", "green"]


def test_selectors_and_conditions_are_parts_too() -> None:
    text = "a, b:is(c, d) { e > f { color: red } }\n@media (width > 1px) { g { @supports (x: y) { color: red } } }"
    found = [(part.kind, part.value, part.conditions) for part in parts(text)]
    assert found == [
        ("selector", "a", ()),
        ("selector", "b:is(c, d)", ()),
        ("selector", "e > f", ()),
        ("style", "red", ()),
        ("media", "(width > 1px)", ()),
        ("selector", "g", ()),
        ("style", "red", ("(x: y)",)),
    ]


def test_what_is_no_css_is_told() -> None:
    sheets = Sheets({"a.css": "p { color red; } @layer x { b { top: 0 } }"})
    assert sheets.parts
    assert [fault.partition(" ")[0] for fault in sheets.faults] == ["a.css:1:"] * 2


def test_nothing_but_colours_is_another_in_the_dark() -> None:
    """A sheet or a script that asked for the scheme could change anything; `light-dark()` takes colours alone."""
    assert SCRIPTS
    asking = [path.name for path in (*SHEETS, *SCRIPTS) if "prefers-color-scheme" in path.read_text(encoding="utf-8")]
    assert asking == []
