"""The search page where articles are in many languages: asked from one English page, by a reader who knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
from support.archives import write
from support.multilingual_searches import ARTICLES, SEARCHES

from .conftest import SEARCH_POLICY, ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PREFIX = "/archive/"
RECORDS = {
    "content/site.yaml": "title: Nine languages\n",
    "content/actors/all.yaml": (
        "- {id: jon-grain, name: Jon Grain, summary: A miller., aliases: [The Barley Man]}\n"
        "- {id: mia-grain, name: Mia Grain, summary: She wrote of Jon Grain and of grain and grain alone.}\n"
        "- {id: mill, name: The Mill, kind: organization, summary: It grinds barley for a man called Grain.}\n"
    ),
    "content/topics/bees.yaml": "name: Bees\n",
    "content/articles/all.yaml": "".join(
        f"- {{id: {one}, seed: {one}.txt, language: {language}, date: {1950 + number}-03-02}}\n"
        for number, (one, (language, _, _)) in enumerate(ARTICLES.items())
    )
    + "- {id: barley, seed: barley.txt}\n",
    "seeds/barley.txt": "Grain and grain\n\nThe Barley Man ground it. Bees, bees, grain. Mia Grain, Jon Grain.\n",
} | {f"seeds/{one}.txt": f"{title}\n\n{text}\n" for one, (_, title, text) in ARTICLES.items()}


Asked = Callable[..., list[str]]


@pytest.fixture(scope="module")
def site(run_cli: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's site."""
    root = write(tmp_path_factory.mktemp("nine-languages"), RECORDS)
    assert run_cli("build", "--quiet", "--root", root).returncode == 0
    return root / "public"


@pytest.fixture
def asked(site: Path, chromium: Browser, serve_folder: Callable[..., str]) -> Iterator[Asked]:
    """Types words, and gives the addresses of the first ten results; or comes with a query, and gives all."""
    tab = chromium.new_page()
    page = serve_folder(site, PREFIX, SEARCH_POLICY) + "search/"
    tab.goto(page)
    ready(tab)

    def ask(typed: str, query: str = "") -> list[str]:
        if query:
            tab.goto(page + query)
        else:
            tab.get_by_label("Words to look for").fill(typed)
            tab.get_by_role("button", name="Search").click()
        ready(tab)
        while query and tab.get_by_role("button", name="More results").is_visible():
            tab.get_by_role("button", name="More results").click()
            ready(tab)
        assert not {"\u200b", "\u2060"} & {*tab.locator("main").inner_text()}
        links = tab.locator("#results h2 a").evaluate_all("all => all.map(one => one.pathname)")
        return [link.removeprefix(PREFIX) for link in links]

    yield ask
    tab.close()


def test_each_is_among_the_first_three(asked: Asked) -> None:
    found = {one: asked(one.typed) for one in SEARCHES}
    assert {one.typed: urls for one, urls in found.items() if f"articles/{one.article}/" not in urls[:3]} == {}


def test_who_has_the_name_comes_before_all_that_tells_of_it(asked: Asked) -> None:
    first = {
        "grain": ["people/jon-grain/", "people/mia-grain/"],
        "jon grain": ["people/jon-grain/"],
        "Barley Man": ["people/jon-grain/"],
        "bees": ["topics/bees/"],
        "mia gr": ["people/mia-grain/"],
    }
    assert {typed: sorted(asked(typed)[: len(meant)]) for typed, meant in first.items()} == first


def test_results_of_all_languages_come_by_date_and_those_without_one_at_the_end(asked: Asked) -> None:
    ids = [f"articles/{one}/" for one in ARTICLES]
    assert asked("", "?topic=Bees") == ["topics/bees/"]  # and nothing of an index in which no article has a topic
    assert asked("", "?kind=Article&order=newest") == [*ids[::-1], "articles/barley/"]
    assert asked("", "?kind=Article&order=oldest") == [*ids, "articles/barley/"]
