"""Archives that are hostile in every field, read in a real browser: nothing of them runs, and nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from typing import TYPE_CHECKING

import pytest
import yaml
from support import adversarial, adversarial_fields
from support.adversarial import PAYLOADS, words_without_an_end
from support.adversarial_html import OF_MARKDOWN, is_parted
from support.archives import write
from support.preview_server import COMMAND, Server
from support.static_server import served

from sitegen.core.model import RawHtml

from .conftest import Open, ready
from .editor.page import select

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog
    from playwright.sync_api import Page as Tab

PREFIX = "/archive/2024/"
PAGES = [
    "", "articles/", "articles/article-all/", "articles/front-all/", "claims/", "claims/claim-all/", "claims/lost-all/",
    "claims/verdict/verdict-all/", "people/", "people/person-all/", "organizations/organization-all/",
    "places/place-all/", "notes/", "notes/note-all/", "topics/", "topics/topic-all/", "timeline/", "editors/",
    "page-all/", "draft-script/", "search/", "404.html",
]  # fmt: skip
"""One of each kind, with as many payloads as it can have."""
WITH_MARKDOWN = [path for path in PAGES if "-all" in path and "claims/" not in path]
"""Those in which it matters whether HTML is kept."""
RECORDS = ("articles/front-{}/", "claims/claim-{}/")
IN_ONE_MODE = pytest.mark.parametrize("reader", ["sanitize"], indirect=True)

SKELETON = """(markdown) => [...document.querySelectorAll("*")]
  .filter((one) => !one.parentElement?.closest(`${markdown}, .chart text`))
  .map((one) => {
    let depth = 0;
    for (let above = one; above; above = above.parentElement) depth++;
    const id = one.id.replace(/w\\d+q.*/, "w");
    return `${depth} ${one.localName} #${id} .${one.getAttribute("class") ?? ""} ${one.getAttributeNames().sort()}`;
  })"""
"""Each element of the page as it is now, but for what Markdown made; two archives of the same shape have the same."""
PROVOKE = """() => {
  addEventListener("click", (event) => event.preventDefault(), true);
  const kinds = ["pointerover", "mouseover", "mouseenter", "pointerdown", "focus", "focusin", "click", "blur",
    "focusout", "toggle", "error", "load", "animationend", "paste", "wheel", "contextmenu"];
  const all = [...document.querySelectorAll("body, body :not(#more)")];
  const options = {bubbles: true, cancelable: true};
  for (const one of all) for (const kind of kinds) one.dispatchEvent(new Event(kind, options));
  return [...document.links].map((link) => link.protocol).filter((one) => !/^(https?|mailto|tel):$/.test(one));
}"""
"""Every event a reader or a browser may cause on every element; then the links that lead to no page and no mailbox."""
IN_FRAMES = """(urls) => Promise.all(urls.map((src) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.onload = () => done(frame.contentDocument.querySelectorAll("main *").length);
  frame.src = src;
  document.body.append(frame);
})))"""


@dataclass
class Reader:
    """A browser without any policy, which tells whatever it should not have done."""

    context: BrowserContext
    url: str
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # In every frame of every page, so that `top.canary` and `parent.canary` are the same.
        self.context.expose_function("canary", lambda *given: self.told.append(f"ran {given}"))
        self.context.on("dialog", self._refuse)
        self.context.on("weberror", lambda error: self.told.append(str(error.error)))
        self.context.on("request", lambda request: self._note(request.url))
        self.tab = self.context.new_page()
        self.context.on("page", lambda page: self.told.append(f"opened {page.url}"))

    def _refuse(self, dialog: Dialog) -> None:
        self.told.append(f"said {dialog.message}")
        dialog.dismiss()

    def _note(self, url: str) -> None:
        if not url.startswith((self.url, "data:image/svg+xml,")):
            self.told.append(f"asked for {url}")

    def open(self, path: str) -> Tab:
        """The tab, with a page of the site in it."""
        self.tab.goto(self.url + path)
        ready(self.tab)
        return self.tab

    def shape(self, path: str) -> list[str]:
        """Each element of a page; of a list that goes over pages every kind of element that these have together."""
        found: list[str] = self.open(path).evaluate(SKELETON, OF_MARKDOWN)
        if not is_parted(path):
            return found
        while following := self.tab.evaluate("document.querySelector('a[rel=next]')?.href"):
            self.tab.goto(following)
            ready(self.tab)
            found += self.tab.evaluate(SKELETON, OF_MARKDOWN)
        return sorted({*found})

    def all_told(self) -> list[str]:
        """What was told so far; what pages told before they answer has come by then."""
        self.tab.evaluate("0")
        return self.told


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The sites on a server: `escape` and `sanitize`, hostile in every field, and `twin` with harmless words."""
    with ExitStack() as stack:
        base, sites = tmp_path_factory.getbasetemp(), {}
        for mode in RawHtml:
            sites[str(mode.value)] = adversarial.site(base / f"hostile-{mode}", raw_html=mode)
        sites["twin"] = adversarial.site(base / "harmless", is_hostile=False)
        yield {name: stack.enter_context(served(site.folder, PREFIX)) for name, site in sites.items()}


@pytest.fixture(params=[mode.value for mode in RawHtml])
def reader(request: pytest.FixtureRequest, chromium: Browser, addresses: dict[str, str]) -> Iterator[Reader]:
    """A reader of each hostile site."""
    context = chromium.new_context(bypass_csp=True)
    yield Reader(context, addresses[request.param])
    context.close()


@pytest.fixture(scope="module")
def skeletons(chromium: Browser, addresses: dict[str, str]) -> dict[str, list[str]]:
    """What harmless words make of each page once its scripts ran."""
    context = chromium.new_context()
    reader = Reader(context, addresses["twin"])
    made = {path: reader.shape(path) for path in PAGES}
    assert reader.all_told() == []
    context.close()
    return made


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<svg/onload=canary(1)>", "ran (1,)"),
        ("<b onmouseover=top.canary(2)>x</b>", "ran (2,)"),
        ("<iframe srcdoc='<script>parent.canary(3)</script>'></iframe>", "ran (3,)"),
        ("<script>alert(4)</script>", "said 4"),
        ("<img src=http://127.0.0.1:1/5>", "asked for http://127.0.0.1:1/5"),
        ("<script>throw 6</script>", "6"),
        ("<script>open('about:blank')</script>", "opened about:blank"),
    ],
)
def test_a_page_that_runs_something_is_noticed(tmp_path: Path, chromium: Browser, markup: str, told: str) -> None:
    write(tmp_path, {"index.html": f"<!doctype html><link rel=icon href='data:image/svg+xml,'><p>Words.</p>{markup}"})
    context = chromium.new_context(bypass_csp=True)
    with served(tmp_path) as url:
        reader = Reader(context, url)
        reader.open("").evaluate(PROVOKE)
        assert told in reader.all_told()
        context.close()


def test_a_link_that_runs_something_is_noticed(chromium: Browser) -> None:
    tab = chromium.new_page()
    tab.set_content("<a href=' java\nscript:canary(1)'>x</a><a href=https://example.org/>y</a>")
    assert tab.evaluate(PROVOKE) == ["javascript:"]
    tab.close()


def test_pages_that_are_read_pointed_at_and_clicked_run_nothing_and_keep_their_shape(
    reader: Reader, skeletons: dict[str, list[str]], addresses: dict[str, str]
) -> None:
    for path in WITH_MARKDOWN if reader.url == addresses["escape"] else PAGES:
        assert reader.shape(path) == skeletons[path], path
        tab = reader.open(path) if is_parted(path) else reader.tab
        for key in ("Tab", "Tab", "Tab", "Tab", "n", "n", "p", "Escape"):
            tab.keyboard.press(key)
        assert tab.evaluate(PROVOKE) == [], path
        assert reader.all_told() == [], path


def test_pages_of_every_payload_run_nothing(reader: Reader) -> None:
    urls = [f"{reader.url}{path.format(name)}" for path in RECORDS for name in PAYLOADS]
    sizes = reader.open("404.html").evaluate(IN_FRAMES, urls)
    assert (len(sizes), min(sizes) > 20) == (len(RECORDS) * len(PAYLOADS), True)
    assert reader.all_told() == []


@IN_ONE_MODE
@pytest.mark.parametrize(("path", "record"), [("notes/", "notes/note-script/"), ("claims/", "claims/claim-script/")])
def test_a_preview_shows_markup_as_text(reader: Reader, path: str, record: str) -> None:
    tab = reader.open(path)
    tab.locator(f"main a[href$='/{record}']").first.hover()
    card = tab.get_by_role("tooltip")
    card.wait_for()
    assert "</script><script>canary(" in card.inner_text()
    assert card.locator(":not(p)").count() == 0
    assert reader.all_told() == []


@IN_ONE_MODE
def test_a_search_shows_markup_as_text(reader: Reader) -> None:
    tab = reader.open("search/?q=canary&kind=<img src=x onerror=canary(1)>&person=\"'><svg onload=canary(1)>")
    for words in ("canary", "<svg/onload=canary(1)>", '"><img src=x onerror=canary(1)>', "{{canary(1)}}", "w1q"):
        reader.open("search/")
        tab.get_by_label("Words to look for").fill(words)
        tab.get_by_role("button", name="Search").click()
        tab.get_by_role("status").get_by_text(f" for “{words}”").wait_for()
        assert set(tab.locator("#results *").evaluate_all("all => all.map(one => one.localName)")) <= {
            "li", "h2", "a", "bdi", "p", "mark", "span",
        }  # fmt: skip
        assert tab.locator(".search img, .search svg").count() == 0
    reader.open("search/?q=svg onload")
    tab.locator("#results h2", has_text="<svg/onload=canary(").first.wait_for()
    assert reader.all_told() == []


def test_feeds_and_data_that_are_opened_run_nothing(reader: Reader) -> None:
    for path in ("feed.xml", "feed.json", "sitemap.xml", "claims/feed.xml", "data/previews/all.json"):
        reader.tab.goto(reader.url + path)
        assert reader.all_told() == [], path


HOSTILE = "<img src=x onerror=canary(1)>"


def test_the_overlay_of_the_preview_shows_markup_as_text(tmp_path: Path, chromium: Browser) -> None:
    root = write(
        tmp_path, {"seeds/vote.txt": f"{HOSTILE}\n\nThe {HOSTILE} vote </script><script>canary(2)</script>.\n"}
    )
    server = Server(root, program=(*COMMAND, str(root))).started()
    context = chromium.new_context()
    reader = Reader(context, server.url)
    tab = reader.open("articles/vote/")
    claim = {"id": "x", "claim": HOSTILE, "article": "vote", "quote": f"The {HOSTILE} vode", HOSTILE: "x"}
    write(root, {f"content/claims/{HOSTILE}.yaml": json.dumps(claim)})
    overlay = tab.get_by_role("dialog")
    overlay.wait_for()
    assert overlay.inner_text().count(HOSTILE) >= 3
    assert overlay.locator("img, script, svg").count() == 0
    assert reader.all_told() == []
    context.close()
    assert server.stop() == 0


def test_the_editor_of_the_preview_shows_markup_as_text_and_writes_it_as_it_is(
    tmp_path: Path, chromium: Browser
) -> None:
    actor = json.dumps({"id": "who", "name": HOSTILE, "aliases": [f"{HOSTILE} too"]})
    claim = json.dumps({"id": "x", "claim": HOSTILE, "article": "vote", "quote": "The vote", "review": HOSTILE})
    root = write(tmp_path, {
        "seeds/vote.txt": f"{HOSTILE}\n\nThe vote {HOSTILE} was close.\n",
        "content/actors/who.yaml": actor, "content/claims/x.yaml": claim,
    })  # fmt: skip
    server = Server(root, program=(*COMMAND, str(root))).started()
    context = chromium.new_context()
    reader = Reader(context, server.url)
    tab = reader.open("articles/vote/")
    tab.locator(".bar").wait_for()
    select(tab, "was close")
    tab.keyboard.press("a")
    tab.get_by_role("textbox", name="Claim, in your words").fill(HOSTILE)
    tab.get_by_role("combobox", name="Who says it").fill("img")
    tab.get_by_role("option", name=HOSTILE).first.click()
    assert tab.locator("sitegen-editor img, sitegen-editor [onerror]").count() == 0
    tab.keyboard.press("Control+Enter")
    tab.get_by_role("group", name="Last change").get_by_text("Saved to").wait_for()
    (made,) = {path.name for path in (root / "content/claims").iterdir()} - {"x.yaml"}
    record = yaml.safe_load((root / "content/claims" / made).read_text(encoding="utf-8"))
    assert (record["claim"], record["speaker"]) == (HOSTILE, "who")
    assert reader.all_told() == []
    context.close()
    assert server.stop() == 0


def test_no_word_without_an_end_makes_a_page_wider_than_a_telephone(
    tmp_path: Path, opened: Open, run_cli: Callable[..., CompletedProcess[str]]
) -> None:
    root = write(tmp_path, words_without_an_end(2_000))
    done = run_cli(
        "build", "--drafts", "--keep-going", "--no-search", "--base-url", adversarial_fields.BASE, "--root", root
    )
    assert done.returncode == 0
    for page in ("", "articles/a/", "claims/long/", "people/long/", "topics/long/", "notes/long/", "long/", "editors/"):
        tab = opened(root / "public", page, 390)
        assert tab.evaluate("document.documentElement.scrollWidth") == 390, page
