"""What a reader does, in Firefox and in WebKit: read, point, filter, search, and see it as it was meant."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from .conftest import OpenIn
from .engine import Engine

VOTE, DENSE = "articles/vote/", "articles/dense/"
LIGHT, DARK = "rgb(253, 252, 249)", "rgb(22, 22, 19)"

PLAIN = """
const line = (style) => [style.textDecorationLine, style.textDecorationColor, style.textDecorationThickness];
return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).map((one) => {
  const style = getComputedStyle(one);
  return [one.textContent, ...line(style), style.color];
});
"""
"""Of links their words, line, its colour and thickness, and the colour of the words."""

BOXES = """
return [...document.querySelectorAll(arguments[0])].map((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return { left, right, top, bottom };
});
"""
LIT = "return [...document.querySelectorAll('.lit')].map((one) => one.id).filter(Boolean)"
WIDTH = "return document.documentElement.scrollWidth"
PAPER = "return getComputedStyle(document.body).backgroundColor"
CARD = """
const card = document.querySelector('#preview');
return card?.checkVisibility() ? card.innerText.replace(/\\n+/g, '\\n') : '';
"""
ROWS = "return [...document.querySelectorAll('tbody tr')].filter((one) => one.checkVisibility()).length"
IN_VIEW = """
const walker = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const at = walker.currentNode.data.indexOf(arguments[0]);
  if (at < 0) continue;
  const range = new Range();
  range.setStart(walker.currentNode, at);
  range.setEnd(walker.currentNode, at + arguments[0].length);
  const { top, bottom } = range.getBoundingClientRect();
  return scrollY > 0 && top >= 0 && bottom <= innerHeight;
}
"""


def boxes(engine: Engine, selector: str) -> list[dict[str, float]]:
    return engine.js(BOXES, selector)


def is_seen(colour: str) -> bool:
    """Whether a computed colour is not transparent."""
    return colour not in ("transparent", "rgba(0, 0, 0, 0)")


# --- links ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "links"),
    [
        (VOTE, ".text a.name"),
        (VOTE, ".text a[href^=http]"),
        (VOTE, ".facts a"),
        ("people/ana-reyes/", ".mentions .meta a"),
    ],
)
def test_a_link_in_words_is_underlined(harbour: Path, opened_in: OpenIn, page: str, links: str) -> None:
    found: list[list[Any]] = opened_in(harbour, page).js(PLAIN, links)
    assert found
    assert [one for one in found if one[1] != "underline" or not is_seen(one[2]) or one[3] not in ("1px", "auto")] == []


def test_a_name_has_a_thin_line_of_its_own_colour_and_a_thick_one_under_the_pointer(
    harbour: Path, opened_in: OpenIn
) -> None:
    engine = opened_in(harbour, VOTE)
    before = engine.js(PLAIN, ".text a.name")
    assert {(one[1], one[3]) for one in before} == {("underline", "1px")}
    assert all(one[2] != one[4] for one in before)
    engine.hover(".text a.name", "Ana Reyes")
    assert engine.until(
        "const style = getComputedStyle(document.querySelector('.text a.name:hover') ?? document.body);"
        "return style.textDecorationThickness === '2px' && style.textDecorationLine"
    ) == "underline"  # fmt: skip


# --- an article and its notes -----------------------------------------------------------------------------------


def test_cards_stand_beside_their_words_and_never_overlap(harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour, DENSE)
    cards, texts = boxes(engine, ".card"), boxes(engine, ".text")
    assert len(cards) == 40
    assert [pair for pair in pairwise(cards) if pair[0]["bottom"] > pair[1]["top"] + 0.5] == []
    assert min(card["left"] for card in cards) >= max(text["right"] for text in texts)
    assert engine.js(WIDTH) <= 1280


def test_on_a_narrow_screen_cards_are_below_their_paragraph(harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour, VOTE, 390)
    cards, texts = boxes(engine, ".flow .card"), boxes(engine, ".flow .text")
    assert cards
    assert all(any(text["bottom"] <= card["top"] for text in texts) for card in cards)
    assert all(card["left"] < 100 and card["right"] <= 390 for card in cards)
    assert engine.js(WIDTH) <= 390


def test_words_and_card_light_up_together_and_keys_go_on(harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour, VOTE)
    engine.hover("mark.claim", "western pier")
    assert "claim-pier" in engine.until(f"const lit = (() => {{ {LIT} }})(); return lit.length && lit")
    assert engine.js("return document.querySelectorAll('.card.lit').length") == 1
    engine.leave()
    engine.until("return !document.querySelector('.lit')")
    engine.press("n")
    first = engine.until("return document.activeElement?.id ?? location.hash")
    engine.press("n")
    assert engine.until("const now = document.activeElement?.id ?? location.hash; return now !== arguments[0] && now",
                        first)  # fmt: skip


def test_an_inner_shadow_of_words_ends_with_the_line(reference: Path, opened_in: OpenIn) -> None:
    """Of words over two lines Firefox draws one that is not cloned as long as all of them, in each line."""
    shadows = opened_in(reference, "people/jeff-sessions/", 390).js(
        "return [...document.querySelectorAll('main *')].map((one) => getComputedStyle(one))"
        ".filter((style) => style.display === 'inline' && style.boxShadow.includes('inset'))"
        ".map((style) => style.boxDecorationBreak || style.webkitBoxDecorationBreak)"
    )
    assert set(shadows) == {"clone"}


# --- previews ---------------------------------------------------------------------------------------------------


def test_pointer_and_focus_open_the_card_of_a_name_and_escape_closes_it(harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour, VOTE)
    engine.leave()
    engine.hover(".text a.name", "Ana Reyes")
    assert engine.until(CARD).split("\n")[:3] == ["Person", "Ana Reyes", "Mayor of the harbour since 2021."]
    engine.press(Keys.ESCAPE)
    engine.until(f"return !(() => {{ {CARD} }})()")
    engine.leave()
    engine.press(Keys.TAB)
    engine.js("[...document.querySelectorAll('.text a.name')].find((one) => one.textContent === 'River Authority')"
              ".focus({ focusVisible: true })")  # fmt: skip
    assert "Organization" in engine.until(CARD)


# --- the whole site ---------------------------------------------------------------------------------------------


def test_the_choice_of_light_or_dark_holds_on_the_next_page(harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour)
    try:
        engine.click("button.theme")
        assert engine.js(PAPER) == LIGHT
        engine.click("button.theme")
        assert engine.js(PAPER) == DARK
        engine.click("nav a", "People")
        engine.until("return location.pathname.endsWith('/people/') && document.readyState === 'complete'")
        assert engine.js(PAPER) == DARK
    finally:
        engine.js("localStorage.clear()")


def test_the_table_of_claims_is_filtered(reference: Path, opened_in: OpenIn) -> None:
    engine = opened_in(reference, "claims/")
    total = engine.until(ROWS)
    engine.until("return document.querySelector('form.filters select[name=verdict]')")
    engine.js(
        "const menu = document.querySelector('select[name=verdict]'); menu.selectedIndex = 1;"
        "menu.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    shown = engine.until(f"const rows = (() => {{ {ROWS} }})(); return rows < arguments[0] && rows", total)
    assert 0 < shown < total
    assert "verdict=" in engine.js("return location.href")


def test_words_are_found_and_lead_to_their_place(reference: Path, opened_in: OpenIn) -> None:
    engine = opened_in(reference, "search/")
    engine.click("input[name=q]")
    engine.press("slated to meet", Keys.ENTER)
    engine.element("#results a", "Landrieu calls meeting")
    engine.click("#results a", "Landrieu calls meeting")
    engine.until("return location.pathname.endsWith('/articles/landrieu-political-stunt/')")


def test_an_address_with_words_leads_to_them(harbour: Path, opened_in: OpenIn) -> None:
    engine = opened_in(harbour, f"{DENSE}#:~:text=matter40")
    engine.until(IN_VIEW, "matter40")
