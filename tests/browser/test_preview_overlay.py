"""What is wrong, over the open pages of the preview: told in full, out of the way, gone when it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, Literal

import pytest
from support.preview_server import Server, save

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator
    from playwright.sync_api import Page as Tab

# Of the site: a policy without anything inline, a style sheet that would spoil whatever it reaches, and a form.
PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8>"
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'; img-src data:\">"
    "<meta name=viewport content='width=device-width, initial-scale=1'><meta name=color-scheme content='light dark'>"
    "<link rel=icon href='data:,'><link rel=stylesheet href=/static/a.css><title>Budget</title>"
    "<main><h1>The budget</h1><label>Search <input></label>" + "<p>A line of a long page.</p>" * 60 + "</main>"
)
SPOILING = (
    "* { display: none !important; font-size: 3px !important } "
    "html, body, main, h1, label, input, p { display: block !important } "
    "sitegen-problems { visibility: hidden !important; opacity: 0 } html { color-scheme: light dark }"
)
BROKEN = "name: Ana\nrole: broken mayor\nsummary: Words.\n"
# Axe cannot tell what is behind words in a fixed element: the contrast of each with the nearest background of its own.
PALE = """host => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = one => {
    const colour = getComputedStyle(one).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" ? behind(one.parentElement) : colour;
  };
  const hasWords = one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  return [...host.shadowRoot.querySelectorAll("*")].filter(one => one.checkVisibility() && hasWords(one))
    .map(one => [one.textContent, light(getComputedStyle(one).color), light(behind(one))])
    .map(([words, one, other]) => [words, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)])
    .filter(([, contrast]) => contrast < 4.5);
}"""
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("archive")
    save(root / "seeds/a.txt", PAGE)
    save(root / "seeds/b.txt", PAGE)
    save(root / "templates/a.css", SPOILING)
    server = Server(root).started()
    yield server
    assert server.stop() == 0


Visit = Callable[..., "Tab"]


def is_fault(message: ConsoleMessage) -> bool:
    # That a page is not there is told, too.
    return message.type == "error" and "404 (Not Found)" not in message.text


@pytest.fixture
def visit(server: Server, chromium: Browser) -> Iterator[Visit]:
    """Opens a page of the preview: `visit("a/", 390, color_scheme="dark")`; its console has to stay without errors."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(url: str = "a/", width: int = 1280, **options: object) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto(server.url + url)
        return tab

    mend(server)
    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def spoil(server: Server, words: str) -> None:
    """Let the next build fail."""
    save(server.root / "content/x.yaml", words)
    assert server.line() not in ("", "built")


def mend(server: Server) -> None:
    """Let the next build be done; what earlier ones told is passed over."""
    save(server.root / "content/x.yaml", "well\n")
    assert server.line_that_is("built")


def overlay(tab: Tab) -> Locator:
    return tab.get_by_role("dialog")


def corner(tab: Tab) -> Locator:
    return tab.locator("sitegen-problems .corner")


def test_an_error_is_shown_over_every_open_page_with_all_that_is_known(server: Server, visit: Visit) -> None:
    tabs = [visit("a/"), visit("b/"), visit("no/such/page/")]
    spoil(server, BROKEN)
    for tab in tabs:
        told = overlay(tab)
        told.wait_for()
        assert told.get_by_role("heading").inner_text() == "1 error"
        assert told.get_by_role("listitem").inner_text().split("\n") == [
            "Error",
            "content/x.yaml:2:7",
            "yaml-syntax",
            "",
            "<b>broken</b> cannot be",
            "",
            "1",
            "name: Ana",
            "2",
            "role: broken mayor",
            "3",
            "summary: Words.",
            "",
            "Hint: take <i>broken</i> away",
        ]
        assert told.locator("mark").all_inner_texts() == ["broken"]
        assert told.locator("b, i").count() == 0
        assert told.bounding_box()["width"] > 800


def test_it_is_gone_when_it_is_mended_and_the_page_was_never_loaded_anew(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, BROKEN)
    overlay(tab).wait_for()
    tab.evaluate("window.mark = true")
    mend(server)
    overlay(tab).wait_for(state="hidden")
    assert not corner(tab).is_visible()
    assert tab.evaluate("window.mark")


def test_escape_folds_it_away_in_all_pages_of_a_tab_until_the_next_build(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, BROKEN)
    overlay(tab).wait_for()
    tab.keyboard.press("Escape")
    assert not overlay(tab).is_visible()
    assert corner(tab).inner_text() == "1 error"
    tab.goto(server.url + "b/")
    corner(tab).wait_for()
    assert not overlay(tab).is_visible()
    spoil(server, f"{BROKEN}also: broken\n")
    overlay(tab).wait_for()
    assert overlay(tab).get_by_role("heading").inner_text() == "2 errors"


def test_it_can_be_used_by_keyboard_alone(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, BROKEN)
    overlay(tab).wait_for()
    has_focus = "() => document.activeElement.shadowRoot?.activeElement?.className"
    assert tab.evaluate(has_focus) == "sheet"
    tab.keyboard.press("Tab")
    assert tab.evaluate(has_focus) == "fold"
    tab.keyboard.press("Enter")
    assert (overlay(tab).is_visible(), tab.evaluate(has_focus)) == (False, "corner error")
    tab.keyboard.press("Enter")
    assert (overlay(tab).is_visible(), tab.evaluate(has_focus)) == (True, "sheet")
    assert (
        overlay(tab).evaluate("one => one.getRootNode().getElementById(one.getAttribute('aria-labelledby')).innerText")
        == "1 error"
    )


def test_the_focus_of_somebody_who_writes_in_the_page_stays(server: Server, visit: Visit) -> None:
    tab = visit()
    tab.get_by_role("textbox").fill("half a word")
    spoil(server, BROKEN)
    overlay(tab).wait_for()
    tab.keyboard.type(" and the other half")
    assert tab.get_by_role("textbox").input_value() == "half a word and the other half"
    mend(server)
    overlay(tab).wait_for(state="hidden")
    assert tab.evaluate("document.activeElement.tagName") == "INPUT"


def test_a_warning_is_a_line_in_a_corner_that_opens_the_list(server: Server, visit: Visit) -> None:
    tab = visit()
    save(server.root / "content/x.yaml", "name: doubtful\n")
    corner(tab).wait_for()
    assert not overlay(tab).is_visible()
    box = corner(tab).bounding_box()
    assert box is not None
    assert box["width"] < 150
    assert box["height"] < 40
    corner(tab).click()
    assert overlay(tab).get_by_role("heading").inner_text() == "1 warning"
    assert overlay(tab).locator("header p").inner_text() == "The site is shown all the same."
    assert not corner(tab).is_visible()
    # The list stays open while there are warnings, and is not opened where somebody closed it.
    save(server.root / "content/x.yaml", "name: doubtful\nalso: doubtful\n")
    overlay(tab).get_by_role("heading", name="2 warnings").wait_for()
    tab.mouse.click(3, 700)
    assert not overlay(tab).is_visible()
    save(server.root / "content/x.yaml", "name: doubtful\nalso: doubtful\nthird: doubtful\n")
    corner(tab).get_by_text("3 warnings").wait_for()
    assert not overlay(tab).is_visible()


def test_errors_and_warnings_are_counted_and_errors_come_first(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, "a: doubtful\nb: broken\nc: broken\n")
    overlay(tab).wait_for()
    assert overlay(tab).get_by_role("heading").inner_text() == "2 errors, 1 warning"
    assert overlay(tab).locator("strong").all_inner_texts() == ["Error", "Error", "Warning"]
    assert overlay(tab).locator("header p").inner_text() == "Nothing new is shown until this is mended."


def test_of_very_many_problems_the_first_are_shown(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, "a: broken\n" * 1234)
    overlay(tab).wait_for()
    items = overlay(tab).get_by_role("listitem")
    assert overlay(tab).get_by_role("heading").inner_text() == "1,234 errors"
    assert (items.count(), items.last.inner_text()) == (101, "… and 1,134 more, which the terminal lists.")


def test_a_fault_of_ours_is_shown_with_its_traceback(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, "crash <b>here</b>\n")
    overlay(tab).wait_for()
    assert overlay(tab).get_by_role("heading").inner_text() == "sitegen failed"
    assert "This is a fault of sitegen, not of your files." in overlay(tab).inner_text()
    assert overlay(tab).locator("pre").inner_text().endswith("\nZeroDivisionError: crash <b>here</b>")
    assert overlay(tab).locator("b").count() == 0


def test_a_line_that_ends_too_early_is_marked_at_its_end(server: Server, visit: Visit) -> None:
    tab = visit()
    spoil(server, "a: broken\n")
    overlay(tab).wait_for()
    assert overlay(tab).locator("mark").bounding_box()["width"] > 20


def test_in_light_and_dark_all_words_stand_out_nothing_is_too_wide_and_axe_finds_no_fault(
    server: Server, visit: Visit, faults: Callable[[Tab], list[object]]
) -> None:
    tabs = {width: visit("a/", width, bypass_csp=True) for width in (390, 1280)}
    spoil(server, f"a: doubtful\nb: {'unbroken' * 60} words\nc: broken\n")
    for width, tab in tabs.items():
        overlay(tab).wait_for()
        assert (faults(tab), pale(tab)) == ([], []), width
        assert overlay(tab).evaluate("one => one.scrollWidth <= one.clientWidth && one.clientWidth <= innerWidth")
        tab.keyboard.press("Escape")
        assert (faults(tab), pale(tab)) == ([], []), width
        assert tab.evaluate("document.documentElement.scrollWidth") == width


def pale(tab: Tab) -> list[object]:
    """The words of the overlay that do not stand out from what is behind them, in light or in dark."""
    found: list[object] = []
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        found += tab.locator("sitegen-problems").evaluate(PALE)
    return found
