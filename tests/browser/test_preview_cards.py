"""Cards with the first lines of a record beside the links that lead to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.core import urls

from .conftest import Held, Open, at, ready, state

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

WIDTHS = pytest.mark.parametrize("width", [1280, 390])
VOTE = "articles/vote/"


def preview(tab: Tab) -> str:
    card = tab.get_by_role("tooltip")
    card.wait_for()
    return card.inner_text()


def is_gone(tab: Tab) -> bool:
    tab.get_by_role("tooltip").wait_for(state="hidden")
    return True


@WIDTHS
def test_a_pointer_over_a_name_opens_its_card(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    link = tab.locator(".text").get_by_role("link", name="Ana Reyes")
    link.hover()
    assert preview(tab).split("\n\n") == [
        "Person",
        "Ana Reyes",
        "Mayor of the harbour since 2021.",
        "Named in 1 article",
    ]
    assert link.get_attribute("aria-describedby") == tab.get_by_role("tooltip").get_attribute("id")


@pytest.mark.parametrize(
    ("page", "name", "words"),
    [
        (VOTE, "Traffic", ["Topic", "Traffic", "All that moves."]),
        (VOTE, "River Authority", ["Organization", "River Authority", "Named in 1 article"]),
        ("people/ana-reyes/", "The bridge carries nothing.", ["Claim by Ana Reyes", "Disputed", "It carries trams."]),
        ("notes/", "What is safe", ["Note", "What is safe", "Less than three tonnes."]),
    ],
)
def test_the_focus_opens_the_cards_of_all_kinds(
    harbour: Path, opened: Open, page: str, name: str, words: list[str]
) -> None:
    tab = opened(harbour, page)
    tab.locator("main").get_by_role("link", name=name, exact=True).first.focus()
    shown = preview(tab)
    assert [word for word in words if word not in shown] == []


def test_it_closes_with_escape_and_when_pointer_or_focus_leave(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    link = tab.locator(".text").get_by_role("link", name="Ana Reyes")
    link.hover()
    preview(tab)
    tab.keyboard.press("Escape")
    assert is_gone(tab)
    assert link.get_attribute("aria-describedby") is None
    tab.mouse.move(2, 2)
    link.hover()
    preview(tab)
    tab.mouse.move(2, 2)
    assert is_gone(tab)
    link.focus()
    preview(tab)
    tab.keyboard.press("Tab")
    assert is_gone(tab)


def test_the_pointer_may_enter_the_card(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.locator(".text").get_by_role("link", name="Ana Reyes").hover()
    preview(tab)
    tab.get_by_role("tooltip").hover()
    ready(tab)
    assert tab.get_by_role("tooltip").is_visible()


def test_a_page_is_busy_until_a_card_is_shown_and_until_it_is_gone(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    assert state(tab) == "done"
    held = Held(tab, "**/data/previews/*")
    tab.locator(".text").get_by_role("link", name="Ana Reyes").hover()
    assert state(tab) == "busy"
    held.asked()
    assert (state(tab), tab.get_by_role("tooltip").is_visible()) == ("busy", False)
    held.let_go()
    ready(tab)
    assert tab.get_by_role("tooltip").is_visible()
    tab.mouse.move(1, 1)
    ready(tab)
    assert not tab.get_by_role("tooltip").is_visible()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_never_leaves_the_window(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    for link in tab.locator(".text a.name, .kicker a, .names a").all():
        link.scroll_into_view_if_needed()
        link.hover()
        preview(tab)
        box = tab.get_by_role("tooltip").bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["y"] >= 0, box["x"] + box["width"] <= width, box["y"] + box["height"] <= 800) == (
            (True,) * 4
        )
        tab.mouse.move(1, 1)
        assert is_gone(tab)


def test_a_link_to_a_place_or_to_elsewhere_has_none(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    for link in (tab.get_by_role("link", name="the first day"), tab.locator(".card a").first):
        link.hover()
        ready(tab)
        assert tab.get_by_role("tooltip").count() == 0


def test_one_file_is_fetched_once(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for name in ("Ana Reyes", "River Authority", "Ana Reyes"):
        tab.locator(".text").get_by_role("link", name=name).focus()
        preview(tab)
        tab.keyboard.press("Escape")
    assert [url.partition("/archive/2024/")[2] for url in asked if "/data/" in url] == ["data/previews/all.json"]


def test_without_scripts_a_link_is_a_link(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE, java_script_enabled=False)
    assert state(tab) is None
    tab.locator(".text").get_by_role("link", name="Ana Reyes").click()
    at(tab, "/people/ana-reyes/")


def test_on_touch_a_button_after_the_name_opens_and_closes_it(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE, 390, has_touch=True, is_mobile=True)
    button = tab.locator(".text").get_by_role("button", name="About Ana Reyes")
    button.tap()
    assert preview(tab).startswith("Person")
    assert button.get_attribute("aria-expanded") == "true"
    button.tap()
    assert is_gone(tab)
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    preview(tab)
    tab.keyboard.press("Escape")
    assert is_gone(tab)
    button.tap()
    preview(tab)
    tab.locator("h1").tap()
    assert is_gone(tab)
    assert "About" not in tab.locator(".text").first.inner_text()


def test_no_file_holds_what_readers_do_not_see(harbour: Path) -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in (harbour / "data/previews").iterdir())
    assert "Nobody may see this" not in words
    assert list(json.loads(words)) == sorted(json.loads(words))


def test_a_large_archive_is_spread_over_files_that_scripts_find(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    asked: list[str] = []
    tab.route("**/data/previews/*", lambda route: (asked.append(route.request.url), route.fulfill(json={})))
    for digits in (1, 2, 3):
        tab.evaluate(f"document.body.dataset.previews = {digits}")
        tab.locator(".text").get_by_role("link", name="Ana Reyes").hover()
        ready(tab)
        tab.mouse.move(1, 1)
        ready(tab)
    assert [url.partition("/archive/2024/")[2] for url in asked] == [
        urls.preview_file("people/ana-reyes/", digits) for digits in (1, 2, 3)
    ]
