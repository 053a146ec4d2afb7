"""Every declaration, selector and query of the style sheets in the three engines: taken, or known not to be.

An engine passes over what it does not know and says nothing: a link without its line, a rule that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest
from support.style_sheets import Part, Sheets, read

from .conftest import OpenIn

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

WITHOUT: Mapping[str, Mapping[str, str]] = {
    "chromium": {
        "summary::-webkit-details-marker": "older WebKit needs it",
    },
    "firefox": {
        "-webkit-text-size-adjust: 100%": "for phones that enlarge letters by themselves: those with WebKit",
        "orphans: 3": "paper: a page may begin or end with one line of a paragraph",
        "summary::-webkit-details-marker": "older WebKit needs it",
        "text-wrap: pretty": "lines break as they did before",
        "widows: 3": "paper: see orphans",
    },
    "webkit": {
        "-webkit-text-size-adjust: 100%": "for phones: Safari has it there, WebKitGTK has no phones",
        "field-sizing: content": "the field has a least height and can be pulled larger",
        "hyphenate-limit-chars: 9 4 4": "shorter words are hyphenated, too",
        "summary::-webkit-details-marker": "older WebKit needs it",
    },
}
"""What an engine may lack, and what its readers have instead; versions differ, so it need not lack it."""

TAKEN = """
const parse = (text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet.cssRules[0];
};
const holds = (query) => matchMedia(query).matches;
const before = { style: "a", page: "@page", "font-face": "@font-face" };
const isTaken = ({ kind, name, value, conditions }) => {
  if (!conditions.every((one) => CSS.supports(one))) return true;
  if (kind === "selector") return CSS.supports(`selector(${/^[>+~]/.test(value) ? "a" : ""}${value})`);
  if (kind === "media") return [value, value.startsWith("(") ? `not (${value})` : `not ${value}`].some(holds);
  const { style } = parse(`${before[kind]} { ${name}: ${value} }`);
  return style.length > 0 || style.getPropertyValue(name) !== "";
};
return arguments[0].flatMap((part, place) => (isTaken(part) ? [] : [place]));
"""
"""A declaration that is not taken leaves its rule empty; of a query neither it nor its opposite holds."""


def sent(parts: list[Part]) -> list[dict[str, Any]]:
    return [
        {"kind": part.kind, "name": part.name, "value": part.value, "conditions": list(part.conditions)}
        for part in parts
    ]


def missed(parts: list[Part], places: list[int], engine: str) -> list[str]:
    """What is dropped and should not be; of a property and the same one with a prefix one is enough."""
    dropped = [parts[place] for place in places]
    taken = {(part.file, part.line, part.name, part.value) for part in parts} - {
        (part.file, part.line, part.name, part.value) for part in dropped
    }
    return [
        str(part)
        for part in dropped
        if (f"{part.name}: {part.value}" if part.name else part.value) not in WITHOUT[engine]
        and (part.file, part.line, twin(part.name), part.value) not in taken
    ]


def twin(name: str) -> str:
    """`-webkit-user-select` for `user-select`, and back."""
    return name.removeprefix("-webkit-") if name.startswith("-webkit-") else f"-webkit-{name}"


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return read().parts


BAD = "a { colour: red; text-shadow: 1px 1px 1px 1px red } b:hoover { top: 0 } @media (height =! 2) { c { top: 0 } }"


def test_firefox_and_webkit_take_every_part(parts: list[Part], harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour)
    assert missed(parts, engine.js(TAKEN, sent(parts)), engine.name) == []
    assert len(engine.js(TAKEN, sent(Sheets({"bad.css": BAD}).parts))) == 4


def test_chromium_takes_every_part(
    parts: list[Part], harbour: Path, chromium: Browser, serve_folder: Callable[..., str]
) -> None:
    tab = chromium.new_page()
    tab.goto(serve_folder(harbour))
    look = f"(parts) => (function () {{ {TAKEN} }})(parts)"
    assert missed(parts, tab.evaluate(look, sent(parts)), "chromium") == []
    assert len(tab.evaluate(look, sent(Sheets({"bad.css": BAD}).parts))) == 4
    tab.close()


def test_webkit_would_drop_a_line_with_more(harbour: Path, opened_in: OpenIn) -> None:
    """What made it necessary to look: should this fail, WebKit has learnt it, and the rule may go."""
    engine = opened_in(harbour)
    if engine.name == "webkit":
        assert engine.js(TAKEN, sent(Sheets({"a.css": "a { text-decoration: underline 1px red }"}).parts)) == [1]


@pytest.mark.parametrize("engine_name", sorted(WITHOUT))
def test_what_an_engine_may_lack_stands_in_a_sheet(parts: list[Part], engine_name: str) -> None:
    there = {f"{part.name}: {part.value}" if part.name else part.value for part in parts}
    assert set(WITHOUT[engine_name]) <= there
