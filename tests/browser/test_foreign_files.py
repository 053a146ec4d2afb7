"""What an author keeps as evidence is opened in the preview: it runs nothing, reads no token and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.archives import vote, write
from support.preview_server import COMMAND, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab


SCRIPT = """
document.documentElement.setAttribute("data-ran", "yes");
fetch("/").then((page) => page.text()).then((page) => {
  const token = /data-sitegen-token="([^"]+)"/.exec(page)[1];
  const fields = {name: "Canary Reyes"};
  return fetch("/_sitegen/api/save", {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-Sitegen-Token": token},
    body: JSON.stringify({kind: "actor", article: "vote", id: null, fields}),
  });
}).then((answer) => document.documentElement.setAttribute("data-wrote", answer.status));
"""
HTML = f"<!doctype html><html><title>Kept</title><body><h1>Kept</h1><script>{SCRIPT}</script>"
XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Kept</title></head>'
    f"<body><h1>Kept</h1><script>//<![CDATA[{SCRIPT}//]]></script></body></html>"
)
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>//<![CDATA[{SCRIPT}//]]></script></svg>'
FILES = {
    "content/media/kept.html": HTML,
    "content/media/kept.htm": HTML,
    "content/media/kept/index.html": HTML,
    "content/media/kept.xhtml": XHTML,
    "content/media/kept.svg": SVG,
    "content/media/kept.xml": XHTML,
    "templates/static/kept.html": HTML,
    "templates/static/kept.svg": SVG,
}
PATHS = sorted(path.removeprefix("content/").removeprefix("templates/") for path in FILES)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = write(vote(tmp_path_factory.mktemp("archive")), FILES)
    (root / "content/site.yaml").write_text("title: Kept\nmedia: all\n", encoding="utf-8")
    server = Server(root, program=(*COMMAND, str(root))).started()
    (root / "public/by-hand.html").write_text(HTML, encoding="utf-8")
    yield server
    assert server.stop() == 0


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Tab]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def records(root: Path) -> str:
    """Every word of the archive's records."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted((root / "content").rglob("*.yaml")))


@pytest.mark.parametrize("path", [*PATHS, "by-hand.html"])
def test_it_is_shown_and_nothing_in_it_runs(server: Server, tab: Tab, path: str) -> None:
    before = records(server.root)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(server.url + path)
    assert [url for url in asked if not url.endswith("favicon.ico")] == [server.url + path]
    assert tab.locator("[data-ran]").count() == 0
    assert "/_sitegen/" not in tab.content().replace("/_sitegen/api/save", "")
    assert records(server.root) == before


@pytest.mark.parametrize("path", ["media/kept.html", "media/kept.xhtml", "media/kept.svg"])
def test_where_nothing_holds_it_back_the_same_file_does_run(
    server: Server, tab: Tab, serve_folder: Callable[..., str], path: str
) -> None:
    tab.goto(serve_folder(server.root / "public") + path)
    tab.locator("[data-ran]").wait_for(state="attached")


def test_a_page_shows_the_picture_and_leads_to_what_was_kept(server: Server, tab: Tab) -> None:
    tab.goto(f"{server.url}articles/vote/")
    size = """(path) => new Promise((done) => {
        const picture = new Image();
        picture.onload = () => done(picture.naturalWidth);
        picture.onerror = () => done("refused");
        picture.src = path;
    })"""
    assert tab.evaluate(size, "/media/kept.svg") == 9
    tab.evaluate("location.href = '/media/kept.html'")
    tab.get_by_role("heading", name="Kept").wait_for()


def test_what_was_kept_cannot_be_opened_and_steered_by_another_site(
    server: Server, tab: Tab, serve_folder: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Elsewhere</title>", encoding="utf-8")
    tab.goto(serve_folder(tmp_path))
    with tab.context.expect_page() as opened:
        tab.evaluate("(url) => { window.kept = window.open(url) }", f"{server.url}articles/vote/")
    opened.value.wait_for_load_state()
    assert opened.value.title() != ""
    assert opened.value.evaluate("window.opener") is None
    tab.wait_for_function("window.kept.closed")  # so it is to who opened it: there is nothing to hold


def test_a_page_shows_why_a_question_is_too_large(server: Server, tab: Tab) -> None:
    tab.goto(f"{server.url}articles/vote/")
    tab.locator(".bar").wait_for()
    ask = """async (length) => {
        const { call, problemsOf } = await import("/_sitegen/editor-api.js");
        return await call("check", { words: " ".repeat(length) }).catch((error) => problemsOf(error)[0].message);
    }"""
    told = "this is more than the preview takes at once: a question has 1 MB at most"
    assert [tab.evaluate(ask, length) for length in (1 << 20, 20 << 20)] == [told, told]
