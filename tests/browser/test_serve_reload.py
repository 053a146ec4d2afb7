"""The preview in a real browser: an open page shows a change by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.preview_server import Server, put, save
from support.waiting import when

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

# The policy that published pages carry: scripts and sockets of the site itself, nothing inline.
PAGE = (
    "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'self'; img-src data:\">"
    "<link rel=icon href='data:,'><link rel=stylesheet href=/static/a.css><title>Budget</title><h1>{}</h1>"
    + "<p>A line of a long page.</p>"
    * 200
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("archive")
    save(root / "seeds/a.txt", PAGE.format("first"))
    save(root / "templates/a.css", "h1 { color: rgb(1, 1, 1) }")
    server = Server(root).started()
    yield server
    assert server.stop() == 0


@pytest.fixture
def faults() -> list[str]:
    """What tabs told on their consoles."""
    return []


@pytest.fixture
def tab(server: Server, chromium: Browser, faults: list[str]) -> Iterator[Tab]:
    """The page, scrolled down and waiting for changes; it has a mark that is gone when it is loaded anew."""
    page = chromium.new_page()
    sent: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    page.goto(server.url + "a/")
    # The second message of livereload's script says that it waits for changes. What was sent is told with any answer.
    when(lambda: page.evaluate("true") and len(sent) > 1)
    page.evaluate("scrollTo(0, 2000); window.mark = true")
    yield page
    page.close()


COLOUR = "getComputedStyle(document.querySelector('h1')).color"


def becomes(tab: Tab, expression: str) -> None:
    """Wait until it is true. (Playwright's own waiting is forbidden by the page's policy.)"""
    when(lambda: tab.evaluate(expression))


def is_marked(tab: Tab) -> bool:
    return tab.evaluate("window.mark === true && scrollY === 2000")


def test_an_open_page_shows_an_edit_by_itself_and_stays_where_it_was(
    server: Server, tab: Tab, faults: list[str]
) -> None:
    put(server, "seeds/a.txt", PAGE.format("second"))
    tab.get_by_role("heading", name="second").wait_for()
    becomes(tab, "scrollY === 2000")
    assert tab.evaluate("window.mark") is None
    assert faults == []


def test_a_style_sheet_is_taken_anew_without_loading_the_page_anew(server: Server, tab: Tab, faults: list[str]) -> None:
    put(server, "templates/a.css", "h1 { color: rgb(2, 2, 2) }")
    becomes(tab, f"{COLOUR} === 'rgb(2, 2, 2)'")
    assert is_marked(tab)
    assert faults == []


def test_a_build_that_changed_nothing_leaves_the_page_alone(server: Server, tab: Tab) -> None:
    put(server, "content/x.yaml", "no part of any page")
    put(server, "templates/a.css", "h1 { color: rgb(3, 3, 3) }")
    becomes(tab, f"{COLOUR} === 'rgb(3, 3, 3)'")
    assert is_marked(tab)


def test_a_page_takes_its_place_when_it_is_made_and_leaves_it_when_it_is_gone(server: Server, tab: Tab) -> None:
    tab.goto(server.url + "b/")
    tab.get_by_text("Not here.").wait_for()
    put(server, "seeds/b.txt", PAGE.format("made"))
    tab.get_by_role("heading", name="made").wait_for()
    (server.root / "seeds/b.txt").unlink()
    assert server.line() == "built"
    tab.get_by_text("Not here.").wait_for()


def test_a_page_shows_what_happened_while_there_was_no_server(tmp_path: Path, chromium: Browser) -> None:
    save(tmp_path / "seeds/a.txt", PAGE.format("first"))
    first = Server(tmp_path).started()
    page = chromium.new_page()
    page.goto(first.url + "a/")
    assert first.stop() == 0
    save(tmp_path / "seeds/a.txt", PAGE.format("second"))
    second = Server(tmp_path, "--port", str(first.port)).started()
    page.get_by_role("heading", name="second").wait_for()
    page.close()
    assert second.stop() == 0


def test_a_page_that_was_opened_before_there_was_a_site_shows_it_by_itself(tmp_path: Path, chromium: Browser) -> None:
    save(tmp_path / "content/x.yaml", "broken")
    server = Server(tmp_path).started()
    page = chromium.new_page()
    page.goto(server.url)
    assert page.title() == "The archive has problems"
    put(server, "content/x.yaml", "mended")
    page.get_by_text("Home").wait_for()
    page.close()
    assert server.stop() == 0
