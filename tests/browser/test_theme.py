"""Light and dark: the reader's system, or the reader's choice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

LIGHT, DARK = "rgb(253, 252, 249)", "rgb(22, 22, 19)"


def paper(tab: Tab) -> str:
    return tab.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_a_page_follows_the_system(harbour: Path, opened: Open, scheme: str, colour: str) -> None:
    assert paper(opened(harbour, color_scheme=scheme)) == colour


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_without_scripts_it_does_so_too(harbour: Path, opened: Open, scheme: str, colour: str) -> None:
    tab = opened(harbour, color_scheme=scheme, java_script_enabled=False)
    assert (paper(tab), tab.get_by_role("button").count()) == (colour, 0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_switch_goes_from_system_to_light_to_dark(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, width=width, color_scheme="dark")
    tab.get_by_role("button", name="Light or dark: system").click()
    assert paper(tab) == LIGHT
    tab.get_by_role("button", name="Light or dark: light").press("Enter")
    assert paper(tab) == DARK
    tab.get_by_role("button", name="Light or dark: dark").press("Space")
    assert tab.get_by_role("button", name="Light or dark: system").is_visible()


def test_the_choice_holds_on_the_next_page_and_on_every_one_of_this_site(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, color_scheme="dark")
    tab.get_by_role("button", name="Light or dark").click()
    tab.get_by_role("link", name="People").first.click()
    tab.wait_for_url("**/people/")
    assert paper(tab) == LIGHT
    assert tab.evaluate("Object.keys(localStorage)") == ["/archive/2024/theme"]


def test_the_choice_is_there_before_anything_is_shown(harbour: Path, opened: Open) -> None:
    tab = opened(harbour)
    tab.get_by_role("button", name="Light or dark").click()
    tab.add_init_script(
        "new MutationObserver((_, all) => { if (document.body) { window.saw = document.documentElement.dataset.theme;"
        " all.disconnect(); } }).observe(document, {childList: true, subtree: true})"
    )
    tab.reload()
    assert tab.evaluate("window.saw") == "light"


def test_where_nothing_may_be_kept_the_switch_works_for_the_page(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, color_scheme="light")
    tab.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    tab.reload()
    tab.get_by_role("button", name="Light or dark").click()
    tab.get_by_role("button", name="Light or dark").click()
    assert paper(tab) == DARK
