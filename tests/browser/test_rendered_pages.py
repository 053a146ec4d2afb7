"""The theme in a real browser and before the HTML checker: what a reader can reach, see and read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.sample_pages import ARTICLE_PAGE, PAGES, SITE

from sitegen.core import urls
from sitegen.output.render import Renderer
from sitegen.site.pages.page_records import Page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'"
"""What pages need to be shown, and no more: nothing inline, nothing from elsewhere."""

WIDE, NARROW, NARROWEST = 1280, 390, 320
STAYING = [page for page in PAGES if type(page).__name__ != "RedirectPage"]
EVERY_PAGE = pytest.mark.parametrize("page", STAYING, ids=lambda page: type(page).__name__)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample as a file, with the theme's static files and the one picture that they show."""
    folder, renderer = tmp_path_factory.mktemp("site"), Renderer()
    for page in PAGES:
        path = folder / urls.output_path(page.frame.url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(renderer.render(page, SITE, urls.to_root(page.frame.url)))
    for name, source in renderer.static_files():
        (folder / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / "static" / name)
    (folder / "media").mkdir()
    shutil.copyfile(folder / "static/icon.svg", folder / "media/reyes.jpg")
    return folder


@pytest.fixture
def address(site: Path, serve_folder: Callable[..., str]) -> str:
    """Where the samples are served."""
    return serve_folder(site)


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts and closes them: `contexts(390, color_scheme="dark")`."""
    made: list[BrowserContext] = []

    def make(width: int, **options: object) -> BrowserContext:
        made.append(chromium.new_context(viewport={"width": width, "height": 800}, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def article(address: str, contexts: Callable[..., BrowserContext]) -> Callable[..., Tab]:
    """Opens the article at a width, without JavaScript: `article(390)`."""

    def opened(width: int) -> Tab:
        tab = contexts(width, java_script_enabled=False).new_page()
        tab.goto(address + ARTICLE_PAGE.frame.url)
        return tab

    return opened


def test_pages_are_valid_html(site: Path, check_html: Callable[[Path], str]) -> None:
    assert check_html(site) == ""


@EVERY_PAGE
def test_axe_finds_no_fault_on_a_wide_screen_and_on_a_narrow_one(
    page: Page, address: str, contexts: Callable[..., BrowserContext], faults: Callable[[Tab], list[object]]
) -> None:
    tab = contexts(WIDE).new_page()
    tab.goto(address + page.frame.url)
    assert faults(tab) == []
    tab.set_viewport_size({"width": NARROW, "height": 800})
    assert faults(tab) == []


@EVERY_PAGE
def test_a_page_fits_the_smallest_screen_and_keeps_to_a_strict_policy(
    page: Page, address: str, contexts: Callable[..., BrowserContext]
) -> None:
    tab = contexts(NARROWEST).new_page()
    refused: list[str] = []
    # The samples have no search index, so that the search page's script finds none is no offence against the policy.
    tab.on("console", lambda m: refused.append(m.text) if m.type == "error" and "404" not in m.text else None)
    # It alone asks for files by itself, and may do so before or after the page is looked at: so that is waited for.
    is_search = type(page).__name__ == "SearchPage"
    policy = f"{POLICY}; connect-src 'self'" if is_search else POLICY
    headers = {"content-type": "text/html", "content-security-policy": policy}
    tab.route(address + page.frame.url, lambda route: route.fulfill(response=route.fetch(), headers=headers))
    tab.goto(address + page.frame.url, wait_until="networkidle" if is_search else "load")
    assert (tab.evaluate("document.documentElement.scrollWidth"), refused) == (NARROWEST, [])


def test_on_a_narrow_screen_a_card_is_folded_until_its_number_is_followed(article: Callable[..., Tab]) -> None:
    tab = article(NARROW)
    reasoning = tab.get_by_text("The report says so of one pier.")
    assert not reasoning.is_visible()
    tab.get_by_role("link", name="Claim 1").click()
    reasoning.wait_for(state="visible")
    assert not tab.get_by_text("The weight of one vehicle.").first.is_visible()


def test_on_a_narrow_screen_a_card_opens_by_keyboard(article: Callable[..., Tab]) -> None:
    tab = article(NARROW)
    tab.locator("summary", has_text="The bridge has carried").press("Enter")
    tab.get_by_text("The report says so of one pier.").wait_for(state="visible")


def test_on_a_wide_screen_a_card_stands_open_beside_its_words(article: Callable[..., Tab]) -> None:
    tab = article(WIDE)
    card, text = tab.locator(".cards:not(.dense) .card"), tab.locator("h1")
    assert card.get_by_text("The weight of one vehicle.").is_visible()
    beside, words = card.bounding_box(), text.bounding_box()
    assert beside is not None
    assert words is not None
    assert beside["x"] > words["x"] + words["width"]
    assert beside["y"] < words["y"] + words["height"]


def test_where_many_cards_stand_beside_one_block_they_are_folded(article: Callable[..., Tab]) -> None:
    tab = article(WIDE)
    assert not tab.get_by_text("The report says so of one pier.").is_visible()
    tab.get_by_role("link", name="Claim 1").click()
    tab.get_by_text("The report says so of one pier.").wait_for(state="visible")


def test_the_numbers_of_annotations_are_shown_but_are_no_part_of_the_text(article: Callable[..., Tab]) -> None:
    tab = article(WIDE)
    marker = tab.locator(".marker").first
    box = marker.bounding_box()
    assert box is not None
    assert box["width"] > 4
    assert tab.locator(".text").first.inner_text() == (
        "Mayor Ana Reyes said the bridge has not carried a safe load since 2009."
    )


def test_on_paper_every_card_is_unfolded(article: Callable[..., Tab]) -> None:
    tab = article(WIDE)
    tab.emulate_media(media="print")
    assert tab.get_by_text("The report says so of one pier.").is_visible()
    assert tab.get_by_text("Disputed").locator("visible=true").count() == 1
