"""A built site to read, and tabs that mind every error on the console."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.archives import write
from support.waiting import when

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route
    from playwright.sync_api import Page as Tab

Open = Callable[..., "Tab"]

STRICT = (
    "default-src 'none'; script-src 'self'{}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
POLICY = {"Content-Security-Policy": STRICT.format("")}
SEARCH_POLICY = {"Content-Security-Policy": STRICT.format(" 'wasm-unsafe-eval'")}
"""What SECURITY.md recommends; `search/` alone needs the second one."""

VOTE = """\
---
title: Council votes
---
Mayor Ana Reyes said the bridge has not carried a safe load since 2009.

## The piers

Nobody in the River Authority agreed. The western pier is from 1911.

## The vote

The vote was close.

## What comes next

A second count was asked for on [the first day](https://example.org/day) of the new year.
"""

RECORDS = {
    "content/site.yaml": "title: The Harbour Archive\n",
    "content/articles/vote.yaml": (
        "seed: vote.md\ndate: 2024-03-12\npublisher: The Harbour Letter\nauthors: [Mia Holt]\n"
        "url: https://example.org/vote\ntopics: [traffic]\n"
    ),
    "content/actors/all.yaml": (
        "- {id: ana-reyes, name: Ana Reyes, summary: Mayor of the harbour since 2021.}\n"
        "- {id: river-authority, name: River Authority, kind: organization}\n"
    ),
    "content/topics/traffic.yaml": "name: Traffic\nsummary: All that moves.\n",
    "content/claims/all.yaml": (
        "- {id: load, claim: The bridge carries nothing., speaker: ana-reyes, verdict: disputed, article: vote,\n"
        "   review: It carries trams., quote: has not carried a safe load}\n"
        "- {id: pier, claim: The pier is old., formerly: jetty, article: vote, quote: The western pier is from 1911}\n"
        "- {id: hidden, claim: Nobody may see this., status: draft, article: vote, quote: The vote was close}\n"
        "- {id: gone, claim: Nobody may see this., status: withdrawn, article: vote, quote: The vote was close}\n"
    ),
    "content/notes/all.yaml": (
        "- {id: safe, title: What is safe, body: Less than three tonnes., article: vote, quote: safe load}\n"
        "- {id: year, title: The year 2009, body: It was dry., article: vote, quote: a safe load since 2009}\n"
    ),
}

SENTENCES = [f"Sentence {number} speaks of matter{number:02} at no great length." for number in range(1, 41)]
NOTES = "".join(
    f"- {{id: n{number}, title: A note on the matter of number {number}, article: dense, quote: matter{number:02},\n"
    f"   body: '{'What must be known of it takes a while to say. ' * (1 + number % 4)}'}}\n"
    for number in range(1, 41)
)
DENSE = "\n\n".join(" ".join(SENTENCES[begin:end]) for begin, end in ((0, 1), (1, 9), (9, 12), (12, 28), (28, 40)))


def ready(tab: Tab) -> None:
    """Wait until the scripts of a page have done what they began; a page that is none of a site has none of them."""
    tab.locator('html[data-scripts="done"], html:not(:has(script[src$="/theme.js"]))').wait_for(state="attached")


def state(tab: Tab) -> str | None:
    """What a page says of its own scripts: `busy` or `done`; None where none run."""
    return tab.locator("html").get_attribute("data-scripts")


class Held:
    """Answers that are held back: `Held(tab, "**/data/previews/*")`."""

    def __init__(self, tab: Tab, urls: str) -> None:
        self._tab = tab
        self._routes: list[Route] = []
        tab.route(urls, lambda route: self._routes.append(route))  # noqa: PLW0108 - Playwright sets a mark on it

    def asked(self) -> None:
        """Wait until one is asked for."""
        when(lambda: self._tab.evaluate("true") and self._routes)

    def let_go(self) -> None:
        """Give those that were asked for."""
        for route in self._routes:
            route.continue_()


def at(tab: Tab, ending: str) -> None:
    """Wait until a tab's address ends so."""
    from playwright.sync_api import expect

    expect(tab).to_have_url(re.compile(re.escape(ending) + "$"))


@pytest.fixture(scope="session")
def harbour(run_cli: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site: an article whose annotations overlap, and one with forty notes."""
    root = tmp_path_factory.mktemp("harbour")
    write(root, RECORDS)
    write(root, {"seeds/vote.md": VOTE, "seeds/dense.txt": f"Dense\n\n{DENSE}\n", "content/notes/dense.yaml": NOTES})
    done = run_cli("build", "--root", root, "--base-url", "https://example.org/archive/", "--no-search")
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    return root / "public"


@pytest.fixture
def opened(chromium: Browser, serve_folder: Callable[..., str]) -> Iterator[Open]:
    """Opens pages under a sub-path: `opened(folder, "articles/vote/", 390, has_touch=True)`; minds console errors."""
    contexts, errors, addresses = [], [], {}

    def open_page(folder: Path, url: str = "", width: int = 1280, **options: object) -> Tab:
        if folder not in addresses:
            addresses[folder] = serve_folder(folder, "/archive/2024/", POLICY)
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(addresses[folder] + url)
        if options.get("java_script_enabled", True):
            ready(tab)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
