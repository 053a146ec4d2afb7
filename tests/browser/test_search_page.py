"""The search page in a real browser, under a sub-path and a strict policy: what a reader finds, and how."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from support.archives import write

from .conftest import SEARCH_POLICY, Held, at, ready, state

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

Cli = Callable[..., CompletedProcess[str]]
Open = Callable[..., "Tab"]

PREFIX = "/archive/2020/"

NOTHING = "Nothing happened.\n\n" * 40
TEXTS = {
    "seeds/prefet.txt": f"A visit\n\n{NOTHING}Le préfet Álvarez a salué l’arrêt de la Straße.\n",
    "seeds/harlow.txt": "A count\n\nHarlow's plan failed; Harlow’s re-vote is due: <img src=x onerror=alert(1)>.\n",
    "seeds/boat.txt": "A boat\n\nIt came with nets.\n",
    "content/actors/zoe.yaml": "name: Zoë Lund\nkind: person\n",
    "content/site.yaml": "title: Finds\n",
} | {f"seeds/many-{number}.txt": f"Report {number}\n\nEvery report tells of turnips.\n" for number in range(23)}


@pytest.fixture(scope="module")
def finds(run_cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of words that are hard to find."""
    root = write(tmp_path_factory.mktemp("finds"), TEXTS)
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    return root / "public"


@pytest.fixture
def opened(chromium: Browser, serve_folder: Callable[..., str]) -> Iterator[Open]:
    """Opens a page of a site: `opened(site, "search/?q=bridge")`; at the end no error was told to the console."""
    contexts, faults = [], []

    def open_page(site: Path, path: str) -> Tab:
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 500}))
        tab = contexts[-1].new_page()
        tab.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto(serve_folder(site, PREFIX, SEARCH_POLICY) + path)
        # Before the script listens the browser itself would send the form, with all of its fields.
        ready(tab)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def counted(tab: Tab, words: str) -> None:
    """Waits until the live region says so, and all is shown that is found."""
    tab.get_by_role("status").get_by_text(words, exact=True).wait_for()
    ready(tab)


def titles(tab: Tab) -> list[str]:
    return tab.locator("#results h2").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("cedric richmond", "Person", "Cedric Richmond"),
        ("experts not allowed", "Claim", "The mayor is not allowed to bring his policy experts."),
        ("so-called", "Note", "Why it says “so-called”"),
        ("slated to meet", "Article", "Landrieu calls meeting with Sessions a ‘political stunt’"),
    ],
)
def test_words_find_a_person_a_claim_a_note_and_a_passage(
    opened: Open, reference: Path, query: str, kind: str, title: str
) -> None:
    tab = opened(reference, f"search/?q={query}")
    ready(tab)
    result = tab.locator("#results > li", has=tab.get_by_role("heading", name=title, exact=True))
    assert result.locator(".meta span").first.inner_text() == kind


def test_from_a_nested_page_the_first_result_leads_to_the_very_passage(opened: Open, reference: Path) -> None:
    tab = opened(reference, "people/mitch-landrieu/")
    tab.get_by_role("link", name="Search", exact=True).click()
    tab.get_by_label("Words to look for").fill("political stunt substantive")
    tab.get_by_role("button", name="Search").click()
    tab.get_by_label("Kind").select_option("Claim")
    counted(tab, "1 result for “political stunt substantive”")
    with tab.expect_navigation() as navigation:
        tab.locator("#results h2 a").first.click()
    assert navigation.value is not None
    assert navigation.value.status == 200
    at(tab, f"{PREFIX}articles/landrieu-political-stunt/#claim-political-stunt")
    assert tab.evaluate("document.querySelector(':target').textContent") == "political stunt"
    tab.go_back()
    tab.get_by_role("link", name="About this claim").click()
    at(tab, f"{PREFIX}claims/political-stunt/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("withdrawn", "No results for “withdrawn”"),
        ("nets withdrawn", "No results for “nets withdrawn”"),
        ("with", "1 result for “with”"),
        ("turnip", "23 results for “turnip”"),
        ("turni", "23 results for “turni”"),
        ("reporting", "23 results for “reporting”"),
    ],
)
def test_a_word_that_is_nowhere_is_not_found_by_how_it_begins(
    opened: Open, finds: Path, query: str, found: str
) -> None:
    tab = opened(finds, f"search/?q={query.replace(' ', '+')}")
    counted(tab, found)


def test_a_result_of_an_article_leads_to_the_words(opened: Open, finds: Path) -> None:
    from playwright.sync_api import expect

    tab = opened(finds, "search/?q=prefet+alvarez")
    tab.locator("#results h2 a").first.click()
    expect(tab.get_by_text("Le préfet Álvarez")).to_be_in_viewport()
    assert unquote(tab.url).endswith("articles/prefet/#:~:text=Le-,préfet Álvarez,-a salué l’arrêt")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("prefet alvarez", "A visit"),
        ("prefét", "A visit"),
        ("ALVAREZ", "A visit"),
        ("arret", "A visit"),
        ("l'arrêt", "A visit"),
        ("strasse", "A visit"),
        ("Harlow", "A count"),
        ("Harlow's", "A count"),
        ("re-vote", "A count"),
        ("vote", "A count"),
        ("zoe lund", "Zoë Lund"),
    ],
)
def test_accents_possessives_and_hyphens_hide_no_word(opened: Open, finds: Path, query: str, title: str) -> None:
    tab = opened(finds, f"search/?q={query}")
    counted(tab, f"1 result for “{query}”")
    assert titles(tab) == [title]


def test_markup_in_a_text_is_shown_as_text(opened: Open, finds: Path) -> None:
    tab = opened(finds, "search/?q=onerror")
    assert "<img src=x onerror=alert(1)>" in tab.locator("#results .lead").inner_text()
    assert tab.locator("#results img").count() == 0


def test_a_facet_narrows_counts_and_stays_in_the_address(opened: Open, reference: Path) -> None:
    tab = opened(reference, "search/?q=landrieu")
    counted(tab, "26 results for “landrieu”")
    kinds = dict(re.findall(r"(\w+) \((\d+)\)", " ".join(tab.get_by_label("Kind").locator("option").all_inner_texts())))
    assert sum(map(int, kinds.values())) == 26
    tab.get_by_label("Kind").select_option("Claim")
    counted(tab, f"{kinds['Claim']} results for “landrieu”")
    assert set(tab.locator("#results .meta span:first-child").all_inner_texts()) == {"Claim"}
    at(tab, "?q=landrieu&kind=Claim")
    # What the others would give is still told.
    assert f"Person ({kinds['Person']})" in tab.get_by_label("Kind").locator("option").all_inner_texts()
    tab.reload()
    counted(tab, f"{kinds['Claim']} results for “landrieu”")
    assert tab.get_by_label("Kind").input_value() == "Claim"
    tab.go_back()
    counted(tab, "26 results for “landrieu”")


def test_a_page_is_busy_until_its_index_is_there_and_while_it_looks_for_other_words(opened: Open, finds: Path) -> None:
    tab = opened(finds, "")
    held = Held(tab, "**/search/pagefind/pagefind.js*")
    tab.get_by_role("link", name="Search", exact=True).click()
    held.asked()
    assert (state(tab), tab.get_by_label("Kind").is_visible()) == ("busy", False)
    held.let_go()
    ready(tab)
    assert (state(tab), tab.get_by_label("Kind").is_visible()) == ("done", True)
    tab.get_by_label("Words to look for").fill("turnips")
    assert state(tab) == "busy"
    ready(tab)
    assert tab.get_by_role("status").inner_text() == "23 results for “turnips”"


def test_a_facet_without_words_lists_all_that_fits_it(opened: Open, reference: Path) -> None:
    tab = opened(reference, "search/")
    tab.locator("select[name=person]").select_option("Rebecca Dietz")
    tab.locator("#results h2", has_text="Rebecca Dietz").first.wait_for()
    at(tab, "search/?person=Rebecca+Dietz")


def test_what_is_not_there_is_told(opened: Open, finds: Path) -> None:
    tab = opened(finds, "search/?q=qqqq")
    counted(tab, "No results for “qqqq”")


def test_more_results_follow_and_the_focus_goes_to_them(opened: Open, finds: Path) -> None:
    tab = opened(finds, "search/?q=turnips")
    counted(tab, "23 results for “turnips”")
    assert len(titles(tab)) == 10
    tab.get_by_role("button", name="More results").press("Enter")
    tab.locator("#results > li:nth-child(11) a:focus").wait_for()
    tab.get_by_role("button", name="More results").click()
    tab.locator("#results > li:nth-child(23)").wait_for()
    assert not tab.get_by_role("button", name="More results").is_visible()


def test_all_of_it_works_by_keyboard(opened: Open, finds: Path) -> None:
    tab = opened(finds, "search/")
    field = tab.get_by_label("Words to look for")
    while not field.evaluate("field => field === document.activeElement"):
        tab.keyboard.press("Tab")
    tab.keyboard.type("turnips")
    tab.keyboard.press("Enter")
    counted(tab, "23 results for “turnips”")
    at(tab, "search/?q=turnips")
    link = tab.locator("#results h2 a").first
    while not link.evaluate("link => link === document.activeElement"):
        tab.keyboard.press("Tab")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "/articles/many-" in tab.url


def test_opened_from_a_disk_it_says_that_it_needs_a_server(chromium: Browser, finds: Path) -> None:
    tab = chromium.new_page()
    tab.goto((finds / "search/index.html").as_uri())
    ready(tab)
    assert tab.get_by_text("Searching needs a web server").is_visible()
    assert not tab.get_by_label("Words to look for").is_visible()
    tab.close()


def test_without_scripts_it_leads_to_the_indexes(
    chromium: Browser, finds: Path, serve_folder: Callable[..., str]
) -> None:
    tab = chromium.new_page(java_script_enabled=False)
    tab.goto(serve_folder(finds, PREFIX) + "search/")
    assert tab.locator("noscript p").inner_text().startswith("Searching needs scripts")
    tab.locator("main").get_by_role("link", name="Articles").click()
    at(tab, f"{PREFIX}articles/")
    tab.close()


def test_without_its_index_it_says_so(
    chromium: Browser, finds: Path, tmp_path: Path, serve_folder: Callable[..., str]
) -> None:
    shutil.copytree(finds, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/search/pagefind")
    tab = chromium.new_page()
    tab.goto(serve_folder(tmp_path / "site") + "search/")
    ready(tab)
    assert tab.get_by_text("The search index could not be loaded").is_visible()
    tab.close()
