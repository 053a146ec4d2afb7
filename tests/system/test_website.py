"""The website of the documentation, as `make docs` makes it: whole, linked, searchable, and by itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.checkout import ROOT, absent

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = "axe.run().then(all => all.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"
BASE = "http://docs.test/sitegen/"
DEMOS = ("newsroom", "edition", "classroom")


@pytest.fixture(scope="module")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website, made without a word of a fault: a link of a document that leads nowhere is one."""
    if find_spec("sphinx") is None:
        absent("what makes the documentation's website is not installed (see the Makefile)")
    folder = tmp_path_factory.mktemp("website") / "docs"
    command = [sys.executable, str(ROOT / "tools/website/build.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


def pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Every page but those of the demo archives, which no address within them leads out of."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("demo/"):
            yield name, LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_every_document_has_a_page_and_all_can_be_reached(website: Path) -> None:
    documents = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "docs").rglob("*.md")]
    assert [one for one in documents if not (website / one / "index.html").is_file()] == []
    linked = {
        urljoin(f"{BASE}{name}", node.attributes["href"] or "").partition("#")[0]
        for name, page in pages(website)
        for node in page.css("a[href]")
    }
    assert [one for one in documents if f"{BASE}{one.as_posix()}/" not in linked] == []


def test_every_link_and_fragment_leads_somewhere(website: Path) -> None:
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages(website)}
    dead, count = [], 0
    for name, page in pages(website):
        base = BASE + name.removesuffix("index.html")
        for node in page.css("a[href], link[href], img[src], script[src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            url = urlsplit(urljoin(base, address))
            if url.netloc == "docs.test":
                count += 1
                file = unquote(url.path).removeprefix("/sitegen/")
                file = f"{file}index.html" if not file or file.endswith("/") else file
                is_there = url.path.startswith("/sitegen/") and (website / file).is_file()
                if not is_there or (url.fragment and unquote(url.fragment) not in ids.get(file, {url.fragment})):
                    dead.append((name, address))
    assert count > 1000
    assert dead == []


def test_nothing_is_fetched_from_elsewhere(website: Path) -> None:
    fetched = [
        (name, address)
        for name, page in pages(website)
        for node in page.css("script[src], img[src], link[rel=stylesheet], link[rel=icon], link[rel=preload]")
        if (address := node.attributes.get("src") or node.attributes.get("href") or "")
    ]
    assert [one for one in fetched if urlsplit(one[1]).netloc] == []


@pytest.mark.parametrize("page", ["", "docs/tutorial/", "docs/reference/", "gallery/"])
def test_axe_finds_no_fault_and_nothing_is_wider_than_the_window(
    website: Path, chromium: Browser, need_tool: Callable[[str], Path], serve_folder: Callable[..., str], page: str
) -> None:
    address = serve_folder(website, "/sitegen/") + page
    schemes: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (390, "dark"))
    for width, scheme in schemes:
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        tab = context.new_page()
        tab.goto(address)
        tab.add_script_tag(path=need_tool("axe.js"))
        assert tab.evaluate(AXE) == [], (width, scheme)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_the_search_finds_the_guide_before_a_decision(
    website: Path, chromium: Browser, serve_folder: Callable[..., str]
) -> None:
    tab = chromium.new_page()
    tab.goto(serve_folder(website, "/sitegen/") + "search/?q=reanchor")
    links = tab.locator("#search-results li > a")
    tab.locator("#search-results li > a[href*='docs/decisions/']").first.wait_for()
    found = [str(link.get_attribute("href")).partition("?")[0] for link in links.all()]
    assert any("docs/authoring/" in one for one in found[:3]), found
    assert "docs/decisions/" not in found[0]
    tab.close()


def test_it_can_be_searched(website: Path) -> None:
    index = (website / "searchindex.js").read_text(encoding="utf-8")
    assert all(word in index for word in ("reanchor", "docs/tutorial", "Cloudflare Pages and Netlify"))
    (form,) = LexborHTMLParser((website / "index.html").read_text(encoding="utf-8")).css('form[role="search"]')
    assert (website / (form.attributes["action"] or "") / "index.html").is_file()


@pytest.mark.parametrize("kind", DEMOS)
def test_the_gallery_leads_to_demo_archives(website: Path, kind: str) -> None:
    gallery = LexborHTMLParser((website / "gallery/index.html").read_text(encoding="utf-8"))
    assert f"../demo/{kind}/" in [node.attributes["href"] for node in gallery.css("a[href]")]
    demo = LexborHTMLParser((website / f"demo/{kind}/index.html").read_text(encoding="utf-8"))
    assert demo.css_first("h1").text() in gallery.body.text()
    assert len(list((website / f"demo/{kind}/articles").glob("*/index.html"))) >= 2
