"""Editing in the preview: its scripts on a built page, before a stand-in for the preview's answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archives import write
from conftest import ROOT, served

from .conftest import POLICY, ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Request, Route
    from playwright.sync_api import Page as Tab

SCRIPTS = ROOT / "sitegen/serve/browser"
TAGS = (
    '<link rel="stylesheet" href="/_sitegen/editor.css">'
    '<script type="module" src="/_sitegen/editor.js" data-sitegen-token="a-token"></script>'
)
VOTE, HARD = "harbour/articles/vote/", "hard/articles/hard/"

Json = dict[str, Any]


def field(name: str, label: str, kind: str = "line", of: str = "", **more: object) -> Json:
    return {"name": name, "label": label, "kind": kind, "of": of, "options": [], "required": False, "hint": "",
            "more": False, **more}  # fmt: skip


STATUS = [{"id": "published", "name": "published"}, {"id": "draft", "name": "draft"}]
CLAIM_FORM = [
    field("claim", "Claim, in your words", required=True, hint="The statement in your own words, one sentence."),
    field("speaker", "Who says it", "many", "actors"),
    field("verdict", "Verdict", "one", "verdicts"),
    field("review", "Reasoning", "text"),
    field("sources", "Sources", "sources"),
    field("date", "Said on", "date", more=True, hint="When it was said."),
    field("topics", "Topics", "many", "topics", more=True),
    field("reported_by", "Reported by", "one", "actors", more=True),
    field("status", "Status", "choice", options=STATUS, more=True),
]
NOTE_FORM = [
    field("title", "Title", required=True),
    field("body", "Note", "text", required=True),
    field("terms", "Also wherever these words stand first", "words", more=True),
]
ACTOR_FORM = [
    field("name", "Name", required=True),
    field("kind", "Kind", "choice"),
    field("summary", "Who it is", "text"),
]
ANA = {"id": "ana-reyes", "name": "Ana Reyes", "kind": "person", "also": ["Bürgermeisterin Reyes"]}
KNOWN = {
    "actors": [
        ANA,
        {"id": "luis-reyes", "name": "Luis Reyes", "kind": "person", "also": []},
        {"id": "river-authority", "name": "River Authority", "kind": "organization", "also": ["RA"]},
    ],
    "topics": [{"id": "traffic", "name": "Traffic"}, {"id": "trade", "name": "Trade"}],
    "claims": [{"id": "load", "name": "The bridge carries nothing."}],
    "verdicts": [
        {"id": "supported", "name": "Supported", "tone": "positive"},
        {"id": "disputed", "name": "Disputed", "tone": "mixed"},
    ],
}
PIER: Json = {
    "kind": "claim", "id": "pier", "name": "The pier is old.", "file": "content/claims/all.yaml", "line": 3,
    "version": "v1", "words": ["The western pier is from 1911"], "isDraft": False,
    "fields": {
        "claim": "The pier is old.", "speaker": ["ana-reyes"], "verdict": "supported",
        "sources": [{"title": "Survey", "url": "https://example.org/s", "accessed": "2024-01-02"}],
    },
}  # fmt: skip
DRAFT = {**PIER, "id": "hidden", "name": "Nobody may see this.", "isDraft": True, "words": ["The vote was close"]}
LOST = {**PIER, "kind": "note", "id": "gone", "name": "What is gone", "words": [], "fields": {"title": "What is gone"}}
YAML = "id: pier\nclaim: The pier is old.\n"
SAVED = {
    "label": "claim pier added", "kind": "claim", "id": "pier", "file": "content/claims/pier.yaml", "line": 12,
    "yaml": YAML, "undo": {"label": "claim pier added"},
}  # fmt: skip
SUGGESTION = {
    "key": "s1", "title": "“Reyes” is not linked", "detail": "Two persons are called so.", "words": "Reyes laughed",
    "choices": [{"key": "ana", "label": "Ana Reyes"}, {"key": "luis", "label": "Luis Reyes"}],
}  # fmt: skip
EMPTY = {
    "severity": "error", "code": "missing-key", "message": "a claim needs a statement", "hint": "Say it in a sentence.",
    "file": "", "line": 0, "column": 0, "field": "claim",
}  # fmt: skip


class Preview:
    """Answers as the preview does, and remembers what it was asked: `(name, body)`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Json]] = []
        self.tokens: set[str | None] = set()
        self.statuses: dict[str, int] = {}
        self.held: set[str] = set()
        self.waiting: list[Route] = []
        """Calls of the names in `held`, not answered yet."""
        self.answers: dict[str, Json] = {
            "desk": {
                "article": {"id": "vote", "title": "Council votes", "file": "content/articles/vote.yaml"},
                "forms": {"claim": CLAIM_FORM, "note": NOTE_FORM, "actor": ACTOR_FORM},
                "known": KNOWN, "records": [PIER, DRAFT, LOST], "undo": None,
            },
            "suggestions": {"suggestions": [SUGGESTION]},
            "passage": {"words": "The words as they stand.", "quote": {}, "on": [], "actors": []},
            "check": {"id": "pier", "file": "content/claims/pier.yaml", "yaml": YAML, "problems": []},
            "save": SAVED, "mention": SAVED, "accept": SAVED, "undo": {**SAVED, "label": "claim pier added: undone"},
            "remove": {**SAVED, "label": "claim pier removed"},
        }  # fmt: skip
        self.is_gone = False

    def answer(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if self.is_gone:
            return route.abort()
        self.tokens.add(route.request.headers.get("x-sitegen-token"))
        self.asked.append((name, json.loads(route.request.post_data or "")))
        if name in self.held:
            return self.waiting.append(route)
        return route.fulfill(status=self.statuses.get(name, 200), json=self.answers[name])

    def bodies(self, name: str) -> list[Json]:
        return [body for asked, body in self.asked if asked == name]


@pytest.fixture
def preview() -> Preview:
    return Preview()


@pytest.fixture(scope="module")
def address(harbour: Path, hard: Path, reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with `harbour/`, `hard/` and `reference/`, their articles as the preview sends them."""
    root = tmp_path_factory.mktemp("served")
    (root / "_sitegen").symlink_to(SCRIPTS)
    for name, site in {"harbour": harbour, "hard": hard, "reference": reference}.items():
        shutil.copytree(site, root / name)
        for page in (root / name / "articles").rglob("index.html"):
            page.write_text(page.read_text(encoding="utf-8") + TAGS, encoding="utf-8")
    with served(root, "/", POLICY) as url:
        yield url


Edit = Callable[..., "Tab"]


@pytest.fixture
def editing(address: str, chromium: Browser, preview: Preview) -> Iterator[Edit]:
    """Opens an article to be edited: `editing(390, VOTE, color_scheme="dark")`; minds errors of scripts and policy."""
    contexts, errors = [], []

    def heard(words: str) -> None:
        if "Failed to load resource" not in words:  # what the preview refuses the browser tells, too
            errors.append(words)

    def edit(width: int = 1280, url: str = VOTE, **options: object) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(5000)
        tab.on("console", lambda message: heard(message.text) if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.route("**/_sitegen/api/*", preview.answer)
        tab.goto(address + url)
        started(tab)
        return tab

    yield edit
    for context in contexts:
        context.close()
    assert errors == []


def started(tab: Tab) -> None:
    ready(tab)
    tab.locator(".bar").wait_for()


def select(tab: Tab, words: str, more: int = 0) -> None:
    """Select words within one text node of the article, from `more` letters behind their beginning on."""
    tab.evaluate(
        """([words, more]) => {
          const walker = document.createTreeWalker(document.querySelector(".article"), NodeFilter.SHOW_TEXT);
          while (!walker.nextNode().data.includes(words));
          const {currentNode: node} = walker;
          const start = node.data.indexOf(words);
          getSelection().setBaseAndExtent(node, start + more, node, start + words.length - more);
        }""",
        [words, more],
    )


def claim(tab: Tab, words: str = "The western pier") -> Locator:
    """The first field of a new claim about these words, opened by the key."""
    select(tab, words)
    tab.keyboard.press("a")
    return tab.get_by_role("textbox", name="Claim, in your words")


def focused(tab: Tab) -> str:
    """The name of the field with the focus; of another element its words; empty where it is the page."""
    found: str = tab.evaluate(
        "(one => one ? one.name || one.textContent : '')"
        "(document.querySelector('sitegen-editor').shadowRoot.activeElement)"
    )
    return found


def claim_value(tab: Tab) -> str:
    return panel(tab).get_by_role("textbox", name="Claim, in your words").input_value()


def frame(tab: Tab) -> None:
    """Let the page show what it has to show."""
    tab.evaluate("new Promise(requestAnimationFrame)")


def said(tab: Tab) -> Locator:
    """What the corner says of the last change."""
    return tab.get_by_role("group", name="Last change")


def saved(tab: Tab) -> None:
    said(tab).get_by_text("Saved to content/claims/pier.yaml, line 12").wait_for()


def fields(preview: Preview) -> object:
    """What the form that was saved last held."""
    return preview.bodies("save")[-1]["fields"]


def panel(tab: Tab) -> Locator:
    return tab.locator(".panel")


# --- words and their surroundings


MARKDOWN = """\
# *Hard* words & “marks”

First line\\
second line,\\
*third* **line** with `code  here` and a [link *in*](https://example.org/) it.[^1]

- one
- two

  two and a half

  1. deep **inside**

> Quoted once.
>
> > And twice, by Zoë (e\u0301) 👩‍👩‍👧 and 𝒳.

| Head | Other |
|------|-------|
| a b  |       |
| c    | d     |

```
code: 1
    indented

end
```

هذا نص عربي، وفيه كلمات للاختيار.

<div><p>Raw <em>one</em> <b>two</b></p><p>and<br>three</p></div>

[^1]: The footnote *says* so.
"""
HARD_RECORDS = {
    "content/site.yaml": "title: Hard\nraw_html: sanitize\n",
    "seeds/hard.md": MARKDOWN,
    "content/claims/hard.yaml": (
        "- {id: one, claim: One., article: hard, quote: 'with code here and a link in it'}\n"
        "- {id: two, claim: Two., article: hard, quote: {from: second line, to: two and a half}}\n"
        "- {id: all, claim: All., article: hard, quote: {from: Hard words, to: The footnote says}}\n"
    ),
    "content/notes/hard.yaml": "{id: note, title: Note, body: A note., article: hard, quote: 'line with code'}\n",
}

READ = "import('/_sitegen/editor-selection.js').then(module => module.readText().text)"
READ_PAGES = """async urls => {
  const {readText} = await import('/_sitegen/editor-selection.js');
  const pages = await Promise.all(urls.map(async (url) => (await fetch(url)).text()));
  return pages.map((page) => readText(new DOMParser().parseFromString(page, "text/html")).text);
}"""
SELECTED = "import('/_sitegen/editor-selection.js').then(module => module.selectionOf(getSelection().getRangeAt(0)))"
RANDOM = """
import('/_sitegen/editor-selection.js').then(({readText, rangeOf, selectionOf}) => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const point = () => {
    const node = nodes[random(nodes.length)];
    return [node, random((node.length ?? node.childNodes.length) + 1)];
  };
  const {text, pieces} = readText();
  const faults = [];
  for (let turn = 0; turn < 300; turn += 1) {
    const range = document.createRange();
    range.setStart(...point());
    const other = point();
    if (range.comparePoint(...other) < 0) range.setStart(...other);
    else range.setEnd(...other);
    // Letter by letter, the slow way.
    const isInside = (node, at) => !range.comparePoint(node, at) && !range.comparePoint(node, at + 1);
    const inside = pieces.flatMap(({node, at}) =>
      [...Array(node.length).keys()].filter((offset) => isInside(node, offset)).map((offset) => at + offset));
    const wanted = inside.length ? text.slice(inside[0], inside.at(-1) + 1).trim() : "";
    const got = selectionOf(range);
    // Half of an emoji is taken whole.
    if (wanted.isWellFormed() ? (got?.words ?? "") !== wanted : !got.words.isWellFormed()) faults.push([wanted, got]);
    if (got && !text.includes(got.before + got.words + got.after)) faults.push(["around", got]);
    const again = got && selectionOf(rangeOf(got));
    if (JSON.stringify(again) !== JSON.stringify(got)) faults.push(["again", got, again]);
  }
  return faults;
})
"""


@pytest.fixture(scope="module")
def hard(run_cli: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an article that has every kind of markup, and passages across all of it."""
    root = tmp_path_factory.mktemp("hard")
    write(root, HARD_RECORDS)
    done = run_cli("build", "--root", root, "--no-search")
    assert done.returncode == 0, done.stderr
    return root / "public"


def texts(site: Path) -> dict[str, str]:
    """What the build says that the reader of each article sees, by the article's id."""
    lines = (site / "data/articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["id"]: one["text"] for one in map(json.loads, lines)}


def test_the_words_on_a_page_are_read_as_the_build_reads_them(
    editing: Edit, hard: Path, harbour: Path, reference: Path
) -> None:
    tab = editing(url=HARD)
    assert tab.evaluate(READ) == texts(hard)["hard"]
    for name, site in {"harbour": harbour, "reference": reference}.items():
        wanted = texts(site)
        assert tab.evaluate(READ_PAGES, [f"/{name}/articles/{one}/" for one in wanted]) == list(wanted.values())


def test_any_selection_is_clipped_to_the_words_in_it_and_found_again(editing: Edit) -> None:
    assert editing(url=HARD).evaluate(RANDOM) == []


FROM_TO = {
    "over highlights and markers": (
        "#claim-load", 0, "[id='marker.note-year']", 0, "has not carried a safe load since 2009"
    ),
    "backwards": ("[id='marker.note-year']", 0, "#claim-load", 0, "has not carried a safe load since 2009"),
    "over cards": ("[id='marker.note-year']", 0, "#section-the-piers", 1, ".\n\nThe piers"),
    "from a card": (".card .said", 0, "#section-the-piers", 1, "The piers"),
    "to the next block": ("#section-the-piers", 0, ".text:has(#section-the-piers) + .text p", 0, "The piers"),
    "a headline": ("h1", 0, "h1", 1, "Council votes"),
    "in a card": (".card .said", 0, ".card .said", 1, None),
    "beside the article": ("header.site", 0, "header.site", 1, None),
}  # fmt: skip


def test_a_selection_holds_words_of_the_article_alone(editing: Edit, harbour: Path) -> None:
    tab = editing()
    text = texts(harbour)["vote"]
    for case, (*points, words) in FROM_TO.items():
        tab.evaluate(
            "([from, a, to, b]) => getSelection().setBaseAndExtent("
            "document.querySelector(from), a, document.querySelector(to), b)",
            points,
        )
        before, _, after = text.partition(words) if words else ("", "", "")
        wanted = {"words": words, "before": before[-100:], "after": after[:100]} if words else None
        assert (case, tab.evaluate(SELECTED)) == (case, wanted)


def test_all_of_the_page_is_all_of_the_article(editing: Edit, harbour: Path) -> None:
    tab = editing()
    tab.keyboard.press("Control+a")
    assert tab.evaluate(SELECTED) == {"words": texts(harbour)["vote"], "before": "", "after": ""}


def test_cards_are_no_text_wherever_a_theme_has_them(editing: Edit, harbour: Path) -> None:
    tab = editing()
    tab.evaluate("document.querySelector('.flow .text p').append(document.querySelector('.flow .cards'))")
    assert tab.evaluate(READ) == texts(harbour)["vote"]


def test_a_selection_cuts_no_character_into_halves(editing: Edit) -> None:
    tab = editing(url=HARD)
    select(tab, "👩‍👩‍👧 and 𝒳", 1)
    assert tab.evaluate(SELECTED)["words"] == "👩‍👩‍👧 and 𝒳"


def test_a_line_that_is_broken_is_one_passage(editing: Edit) -> None:
    tab = editing(url=HARD)
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.text p'))")
    words = tab.evaluate(SELECTED)["words"]
    assert words == "First line\nsecond line,\nthird line with code  here and a link in it."


# --- from a selection to a form


def test_words_selected_by_mouse_bring_a_toolbar_that_opens_the_form(editing: Edit, preview: Preview) -> None:
    tab = editing()
    tab.get_by_text("The vote was close.").click(click_count=3)
    bar = tab.get_by_role("group", name="Annotate the selected words")
    bar.wait_for()
    kinds = ["Claim", "Note", "Person", "Organization", "Place", "Mention"]
    assert bar.get_by_role("button").all_inner_texts() == kinds
    bar.get_by_role("button", name="Note").click()
    assert focused(tab) == "title"
    assert not bar.is_visible()
    [asked] = preview.bodies("passage")
    assert (asked["article"], asked["selection"]["words"]) == ("vote", "The vote was close.")
    assert preview.tokens == {"a-token"}
    tab.keyboard.press("Escape")
    assert tab.evaluate("[document.activeElement.id, String(getSelection()).trim()]") == ["main", "The vote was close."]


def test_the_toolbar_stands_at_the_words_and_in_the_window(editing: Edit) -> None:
    for width, words in ((1280, "Ana Reyes"), (390, "close")):
        tab = editing(width, has_touch=width == 390)
        select(tab, words)
        tab.locator(".toolbar").wait_for()
        box = tab.locator(".toolbar").bounding_box()
        place = tab.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
        assert box
        distance = min(abs(place["top"] - box["y"] - box["height"]), abs(box["y"] - place["bottom"]))
        assert distance < 30
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_words_beside_the_article_bring_no_toolbar(editing: Edit) -> None:
    tab = editing()
    for selector in (".card .said", "header.site .title", ".facts dd"):
        select(tab, "close")
        tab.locator(".toolbar").wait_for()
        tab.evaluate(f"getSelection().selectAllChildren(document.querySelector('{selector}'))")
        tab.locator(".toolbar").wait_for(state="hidden")
        tab.keyboard.press("a")
        assert not panel(tab).count()


def test_a_finger_opens_the_form_too(editing: Edit, preview: Preview) -> None:
    tab = editing(390, has_touch=True, is_mobile=True)
    select(tab, "close")
    tab.get_by_role("button", name="Note", exact=True).tap()
    panel(tab).get_by_text("The words as they stand.").wait_for()
    assert preview.bodies("passage")[0]["selection"]["words"] == "close"


def test_one_key_opens_the_form_of_a_claim_in_its_first_field(editing: Edit) -> None:
    tab = editing()
    tab.keyboard.press("a")
    assert not panel(tab).count()
    claim(tab).wait_for()
    assert focused(tab) == "claim"
    assert tab.get_by_role("tab", selected=True).inner_text() == "Claim"


def test_the_key_is_a_letter_in_a_field_and_where_letters_are_no_keys(editing: Edit) -> None:
    tab = editing()
    for name in ("textarea", "select"):
        tab.evaluate("name => document.querySelector('main').prepend(document.createElement(name))", name)
        select(tab, "close")
        tab.evaluate("name => document.querySelector(`main ${name}`).focus()", name)
        tab.keyboard.press("a")
        assert not panel(tab).count()
    assert tab.locator("main textarea").input_value() == "a"
    tab.evaluate("remember('keys', 'off')")
    tab.locator("#main").focus()
    select(tab, "close")
    tab.keyboard.press("a")
    assert not panel(tab).count()


def test_letters_in_the_editor_are_no_keys_of_the_site(editing: Edit) -> None:
    tab = editing()
    claim(tab).press_sequentially("n?p")
    assert claim_value(tab) == "n?p"
    assert not tab.locator(".card[open]").count()
    assert not tab.get_by_role("dialog", name="Keys").is_visible()


def test_a_claim_with_verdict_and_source_takes_eight_keys_beside_its_words(
    editing: Edit, harbour: Path, preview: Preview
) -> None:
    tab = editing()
    select(tab, "The western pier")
    before, _, after = texts(harbour)["vote"].partition("The western pier")
    keys = ["a", "The pier is safe.", "Tab", "Tab", "d", "Tab", "Tab", "A survey", "Tab", "https://example.org/s"]
    for key in [*keys, "Control+Enter"]:
        tab.keyboard.type(key) if " " in key or "/" in key else tab.keyboard.press(key)
    saved(tab)
    assert preview.bodies("save") == [{
        "article": "vote", "kind": "claim", "id": None, "version": None,
        "selection": {"words": "The western pier", "before": before[-100:], "after": after[:100]},
        "fields": {
            "claim": "The pier is safe.", "verdict": "disputed",
            "sources": [{"title": "A survey", "url": "https://example.org/s"}],
        },
    }]  # fmt: skip
    assert not panel(tab).count()


def test_the_form_shows_the_words_as_the_text_has_them_and_what_stands_on_them(editing: Edit, preview: Preview) -> None:
    preview.answers["passage"] = {
        "words": "The western pier", "quote": {}, "on": ["claim:pier", "note:new"], "actors": ["ana-reyes"],
    }  # fmt: skip
    tab = editing()
    claim(tab)
    quote = panel(tab).locator(".quote")
    quote.get_by_text("Named here: Ana Reyes").wait_for()
    assert quote.locator("blockquote").inner_text() == "The western pier"
    assert quote.get_by_text("On these words already: claim “The pier is old.”, note “new”").is_visible()


def test_words_that_cannot_be_quoted_are_shown_with_the_reason(editing: Edit, preview: Preview) -> None:
    preview.statuses["passage"] = 422
    preview.answers["passage"] = {"problems": [{**EMPTY, "message": "these words stand there several times"}]}
    tab = editing()
    claim(tab)
    panel(tab).locator(".quote").get_by_text("Error these words stand there several times").wait_for()
    assert panel(tab).locator("blockquote").inner_text() == "The western pier"


def test_tabs_change_the_kind_and_what_was_typed_waits(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab).fill("The pier is safe.")
    tab.get_by_role("tab", name="Claim").press("ArrowRight")
    assert focused(tab) == "Note"
    tab.get_by_role("textbox", name="Title").fill("Piers")
    tab.get_by_role("tab", name="Note").press("ArrowLeft")
    assert claim_value(tab) == "The pier is safe."
    tab.get_by_role("tab", name="Note").click()
    tab.keyboard.press("Tab")
    tab.get_by_role("textbox", name="Note").press("Control+Enter")
    saved(tab)
    assert preview.bodies("save")[0]["kind"] == "note"
    assert fields(preview) == {"title": "Piers"}


def test_escape_closes_the_form_and_gives_back_focus_and_selection(editing: Edit) -> None:
    tab = editing()
    tab.get_by_role("link", name="Claim 4").focus()
    claim(tab).press("Escape")
    assert not panel(tab).count()
    assert tab.evaluate("[document.activeElement.id, String(getSelection())]") == [
        "marker.claim-pier",
        "The western pier",
    ]


def test_escape_asks_only_where_something_was_typed(editing: Edit) -> None:
    tab = editing()
    claim(tab).press("x")
    tab.keyboard.press("Escape")
    dialog = tab.get_by_role("dialog", name="Discard what you typed?")
    dialog.get_by_role("button", name="Keep writing").press("Enter")
    assert (claim_value(tab), focused(tab)) == ("x", "claim")
    tab.keyboard.press("Escape")
    dialog.get_by_role("button", name="Discard").click()
    panel(tab).wait_for(state="detached")


def test_a_form_that_is_open_takes_other_words_that_are_selected(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab).fill("It is so.")
    select(tab, "The vote was close")
    tab.get_by_role("button", name="Use these words").click()
    panel(tab).get_by_role("textbox", name="Claim, in your words").press("Control+Enter")
    saved(tab)
    [body] = preview.bodies("save")
    assert (body["selection"]["words"], body["fields"]) == ("The vote was close", {"claim": "It is so."})


# --- what the form says while it is filled in


def test_what_is_typed_is_checked_a_quarter_of_a_second_after_the_last_letter(editing: Edit, preview: Preview) -> None:
    tab = editing()
    tab.clock.install(time=0)
    tab.clock.pause_at(1000)
    field = claim(tab)
    field.press("x")
    tab.clock.run_for(249)
    field.press("y")
    tab.clock.run_for(249)
    tab.evaluate("fetch('/_sitegen/editor.css').then(answer => answer.text())")  # what was asked before is heard now
    assert [body["fields"] for body in preview.bodies("check")] == [{}]
    with tab.expect_response("**/check"):
        tab.clock.run_for(1)
    assert [body["fields"] for body in preview.bodies("check")] == [{}, {"claim": "xy"}]


def test_answers_that_come_too_late_are_dropped(editing: Edit, preview: Preview) -> None:
    def says(words: str) -> Callable[[Request], bool]:
        return lambda request: words in (request.post_data or "")

    tab = editing()
    preview.held = {"check"}
    field = claim(tab)
    for words in ("first", "second"):
        with tab.expect_request(says(words)):
            field.fill(words)
    frame(tab)
    early, late = preview.waiting[-2:]
    late.fulfill(json={**preview.answers["check"], "yaml": "claim: second\n"})
    shown = panel(tab).get_by_text("claim: second")
    shown.wait_for(state="attached")
    with tab.expect_response("**/check"):
        early.fulfill(json={**preview.answers["check"], "yaml": "claim: first\n"})
    frame(tab)
    assert shown.count() == 1


def test_problems_stand_at_their_field_or_on_top_and_the_yaml_below(editing: Edit, preview: Preview) -> None:
    problem = {**EMPTY, "severity": "warning", "field": "", "message": "nobody is named", "hint": ""}
    dated = {**EMPTY, "field": "date", "message": "this is no date", "hint": "Write 2024-03-12."}
    preview.answers["check"]["problems"] = [problem, dated]
    tab = editing()
    claim(tab).press("x")
    panel(tab).get_by_role("status").get_by_text("Warning nobody is named").wait_for()
    panel(tab).get_by_text("More fields").click()
    field = panel(tab).get_by_label("Said on")
    with tab.expect_response("**/check"):
        field.press("5")
    panel(tab).get_by_text("Error this is no date").wait_for()
    assert field.get_attribute("aria-invalid") == "true"
    described = field.evaluate("one => one.getAttribute('aria-describedby').split(' ').map(id => "
                               "one.getRootNode().getElementById(id).innerText)")  # fmt: skip
    assert described == ["When it was said.", "Error this is no date missing-key\nWrite 2024-03-12."]
    panel(tab).get_by_text("As YAML").click()
    assert panel(tab).get_by_role("region", name="As YAML").inner_text() == YAML
    assert panel(tab).get_by_text("content/claims/pier.yaml").is_visible()


def test_that_a_field_is_empty_is_told_only_after_a_try(editing: Edit, preview: Preview) -> None:
    preview.answers["check"]["problems"] = [EMPTY]
    preview.statuses["save"], preview.answers["save"] = 422, {"problems": [EMPTY]}
    tab = editing()
    with tab.expect_response("**/check"):
        claim(tab)
    tab.get_by_role("combobox", name="Who says it").focus()
    told = panel(tab).get_by_text("a claim needs a statement")
    assert not told.count()
    tab.keyboard.press("Control+Enter")
    told.wait_for()
    assert focused(tab) == "claim"
    assert tab.locator("sitegen-editor").get_by_text("Not saved: a claim needs a statement").count() == 1


def test_a_form_is_saved_once_however_often_the_keys_are_pressed(editing: Edit, preview: Preview) -> None:
    tab = editing()
    preview.held = {"save"}
    button = panel(tab).get_by_role("button", name="Save")
    claim(tab).fill("x")
    assert button.is_enabled()
    with tab.expect_request("**/save"):
        tab.keyboard.press("Control+Enter")
    assert button.is_disabled()
    tab.keyboard.press("Meta+Enter")
    preview.waiting[-1].fulfill(status=422, json={"problems": [EMPTY]})
    panel(tab).get_by_text("a claim needs a statement").wait_for()
    assert button.is_enabled()
    assert len(preview.bodies("save")) == 1


# --- completion


def options(tab: Tab) -> list[str]:
    return panel(tab).locator("[role=option]:visible").all_inner_texts()


def chips(tab: Tab) -> list[str]:
    return panel(tab).locator(".chips:visible li span").all_inner_texts()


def test_records_are_found_by_name_other_names_and_id_without_accents_and_case(editing: Edit) -> None:
    tab = editing()
    claim(tab)
    box = tab.get_by_role("combobox", name="Who says it")
    for typed, found in {
        "BURGERM": ["Ana Reyes ana-reyes"],
        "rey lu": ["Luis Reyes luis-reyes"],
        "river-auth": ["River Authority river-authority"],
        "ra": ["River Authority river-authority"],
        "nobody": [],
    }.items():
        box.fill(typed)
        assert options(tab) == found
        assert box.get_attribute("aria-expanded") == str(bool(found)).lower()


def test_the_keyboard_chooses_from_the_list_and_takes_back(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab)
    box = tab.get_by_role("combobox", name="Who says it")
    box.press_sequentially("rey")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        box.press(key)
    lit = box.evaluate("one => one.getRootNode().getElementById(one.getAttribute('aria-activedescendant')).innerText")
    assert lit == "Luis Reyes luis-reyes"
    box.press("Enter")
    box.press_sequentially("ri")
    box.press("Tab")
    assert (chips(tab), focused(tab)) == (["Luis Reyes", "River Authority"], "verdict")
    box.press("Backspace")
    assert chips(tab) == ["Luis Reyes"]
    box.press_sequentially("a")
    box.press("Escape")
    assert (options(tab), box.input_value()) == ([], "a")
    panel(tab).get_by_role("button", name="Remove Luis Reyes").click()
    box.fill("Nobody Known")
    box.press("Control+Enter")
    saved(tab)
    assert fields(preview) == {"speaker": ["Nobody Known"]}


def test_the_mouse_chooses_too_and_a_field_for_one_holds_one(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab)
    panel(tab).get_by_text("More fields").click()
    box = tab.get_by_role("combobox", name="Reported by")
    box.click()
    for name in ("Ana Reyes", "Luis Reyes"):
        box.fill(name[:3])
        panel(tab).get_by_role("option", name=name).click()
        assert (box.input_value(), options(tab)) == (name, [])
    box.press("Control+Enter")
    saved(tab)
    assert fields(preview) == {"reported_by": "luis-reyes"}


def test_topics_may_be_new_and_words_are_free(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab)
    panel(tab).get_by_text("More fields").click()
    topics = tab.get_by_role("combobox", name="Topics")
    topics.fill("tra")
    assert options(tab) == ["Traffic traffic", "Trade trade", "New: tra"]
    topics.press("ArrowUp")
    topics.press("Enter")
    topics.fill("TRAFFIC")
    assert options(tab) == ["Traffic traffic"]
    topics.press("Enter")
    topics.press("Control+Enter")
    saved(tab)
    assert fields(preview) == {"topics": ["tra", "traffic"]}
    claim(tab)
    tab.get_by_role("tab", name="Note").click()
    panel(tab).get_by_text("More fields").click()
    terms = tab.get_by_role("textbox", name="Also wherever")
    for words in ("safe, sound", "pier"):
        terms.fill(words)
        terms.press("Enter")
    assert chips(tab) == ["safe, sound", "pier"]


def test_sources_are_rows_that_come_and_go(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab)
    row = panel(tab).get_by_role("group", name="Source 1")
    row.get_by_label("Title").fill("One")
    panel(tab).get_by_role("button", name="Add a source").press("Enter")
    assert focused(tab) == "sources.1.title"
    tab.keyboard.type("Two")
    panel(tab).get_by_role("group", name="Source 2").get_by_label("Date").fill("2024-03")
    panel(tab).get_by_role("button", name="Add a source").click()
    panel(tab).get_by_role("button", name="Remove source 1").click()
    assert row.get_by_label("Title").input_value() == "Two"
    row.get_by_label("Title").press("Control+Enter")
    saved(tab)
    assert fields(preview) == {"sources": [{"title": "Two", "date": "2024-03"}]}


def test_a_statement_is_one_line_however_it_is_pasted(editing: Edit) -> None:
    tab = editing()
    box = claim(tab)
    box.fill("Two\n  lines")
    box.press("Enter")
    assert box.input_value() == "Two lines"


# --- names


def test_words_become_another_name_of_who_is_known_or_name_him_only_here(editing: Edit, preview: Preview) -> None:
    tab = editing()
    for way, how in (("Everywhere", "alias"), ("Only here", "pin")):
        select(tab, "Mayor")
        tab.get_by_role("button", name="Mention").click()
        panel(tab).get_by_role("combobox", name="Who or what the words name").press_sequentially("ana")
        tab.keyboard.press("Enter")
        panel(tab).get_by_label(way).check()
        tab.keyboard.press("Control+Enter")
        saved(tab)
        body = preview.bodies("mention")[-1]
        assert (set(body), body["actor"], body["how"], body["selection"]["words"]) == (
            {"article", "selection", "actor", "how"}, "ana-reyes", how, "Mayor",
        )  # fmt: skip
        said(tab).get_by_role("button", name="Close").click()


def test_who_is_probably_meant_is_chosen_already(editing: Edit) -> None:
    tab = editing()
    for kind, words, guess in (("Person", "Reyes", "Ana Reyes"), ("Organization", "River", "River Authority")):
        select(tab, words)
        tab.get_by_role("button", name=kind).click()
        assert panel(tab).get_by_role("combobox").input_value() == guess
        tab.keyboard.press("Escape")


def test_nobody_chosen_is_told_at_once(editing: Edit, preview: Preview) -> None:
    tab = editing()
    select(tab, "close")
    tab.get_by_role("button", name="Mention").click()
    tab.keyboard.press("Control+Enter")
    panel(tab).get_by_text("Error nobody is chosen").wait_for()
    assert focused(tab) == "actor"
    assert preview.bodies("mention") == []


def test_words_that_name_somebody_new_make_an_actor_of_that_kind(editing: Edit, preview: Preview) -> None:
    tab = editing()
    select(tab, "western pier")
    tab.get_by_role("button", name="Place").click()
    assert panel(tab).get_by_label("New place").is_checked()
    assert focused(tab) == "name"
    panel(tab).get_by_label("Who it is").fill("A pier.")
    tab.keyboard.press("Control+Enter")
    saved(tab)
    [body] = preview.bodies("save")
    assert (body["kind"], body["fields"]) == (
        "actor", {"name": "western pier", "kind": "place", "summary": "A pier."},
    )  # fmt: skip


# --- what stands there already


def act_on(tab: Tab, name: str) -> None:
    """Press a button on the card of the claim "pier"."""
    tab.locator(".card", has_text="The pier is old.").locator("summary").click()
    tab.locator(".card").get_by_role("button", name=f"{name} claim: The pier is old.").click()


def test_a_card_opens_its_record_to_be_changed(editing: Edit, preview: Preview) -> None:
    tab = editing()
    act_on(tab, "Edit")
    box = panel(tab).get_by_role("textbox", name="Claim, in your words")
    assert (box.input_value(), focused(tab), chips(tab)) == ("The pier is old.", "claim", ["Ana Reyes"])
    assert panel(tab).locator("blockquote").inner_text() == "The western pier is from 1911"
    assert panel(tab).get_by_label("Verdict").input_value() == "supported"
    box.fill("The pier is very old.")
    box.press("Control+Enter")
    saved(tab)
    [body] = preview.bodies("save")
    assert (body["id"], body["version"], body["selection"]) == ("pier", "v1", None)
    assert body["fields"] == {**PIER["fields"], "claim": "The pier is very old."}


def test_only_records_that_can_be_edited_have_the_buttons_and_paper_has_none(editing: Edit) -> None:
    tab = editing()
    assert tab.locator(".card:has(.sitegen-edits) .said").all_inner_texts() == ["The pier is old."]
    assert tab.locator(".bar").is_visible()
    tab.emulate_media(media="print")
    assert not tab.locator(".bar, .sitegen-edits").locator("visible=true").count()


def test_removing_asks_with_the_yaml_and_can_be_copied_and_undone(editing: Edit, preview: Preview) -> None:
    tab = editing(permissions=["clipboard-read", "clipboard-write"])
    act_on(tab, "Remove")
    dialog = tab.get_by_role("dialog", name="Remove claim pier?")
    assert dialog.get_by_role("region", name="What is removed").inner_text() == YAML
    dialog.get_by_role("button", name="Cancel").click()
    tab.locator(".card").get_by_role("button", name="Remove claim").click()
    dialog.get_by_role("button", name="Remove").click()
    toast = said(tab)
    toast.get_by_text("Removed from content/claims/pier.yaml").wait_for()
    assert preview.bodies("remove") == [{"article": "vote", "kind": "claim", "id": "pier", "version": "v1"}]
    toast.get_by_text("What was removed").click()
    toast.get_by_role("button", name="Copy").click()
    toast.get_by_role("button", name="Copied").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == YAML
    toast.get_by_role("button", name="Undo").click()
    said(tab).get_by_text("Claim pier added: undone").wait_for()
    assert preview.bodies("undo") == [{}]


def test_what_changed_before_its_removal_is_shown_and_asked_for_again(editing: Edit, preview: Preview) -> None:
    preview.statuses["remove"] = 409
    preview.answers["remove"] = {"file": PIER["file"], "mine": "", "theirs": "claim: New.\n", "version": "v2"}
    tab = editing()
    act_on(tab, "Remove")
    dialog = tab.get_by_role("dialog", name="Remove claim pier?")
    dialog.get_by_role("button", name="Remove").click()
    dialog.get_by_text("claim: New.").wait_for()
    preview.statuses.clear()
    preview.answers["remove"] = SAVED
    dialog.get_by_role("button", name="Remove").click()
    said(tab).get_by_text("Removed from").wait_for()
    assert [body["version"] for body in preview.bodies("remove")] == ["v1", "v2"]


CONFLICT = {"file": "content/claims/pier.yaml", "mine": "claim: Mine.\n", "theirs": "claim: Theirs.\n", "version": "v2"}


@pytest.fixture
def disputed(editing: Edit, preview: Preview) -> Callable[..., Tab]:
    """Opens a page on which a save was found to be in conflict with another's."""

    def dispute(width: int = 1280, **options: object) -> Tab:
        preview.statuses["save"], preview.answers["save"] = 409, CONFLICT
        tab = editing(width, **options)
        act_on(tab, "Edit")
        tab.keyboard.type("!")
        tab.keyboard.press("Control+Enter")
        panel(tab).get_by_role("alert").wait_for()
        return tab

    return dispute


def test_a_conflict_shows_both_versions_side_by_side_or_one_below_the_other(disputed: Callable[..., Tab]) -> None:
    for width, is_beside in ((1280, True), (390, False)):
        tab = disputed(width)
        theirs = panel(tab).get_by_role("region", name="Theirs, in the file now")
        mine = panel(tab).get_by_role("region", name="Yours")
        assert (theirs.inner_text(), mine.inner_text()) == (CONFLICT["theirs"], CONFLICT["mine"])
        one, other = theirs.bounding_box(), mine.bounding_box()
        assert one
        assert other
        assert (one["y"] == other["y"], one["x"] == other["x"]) == (is_beside, not is_beside)


def test_in_a_conflict_one_keeps_theirs_or_saves_ones_own_over_it(
    disputed: Callable[..., Tab], preview: Preview
) -> None:
    tab = disputed()
    panel(tab).get_by_role("button", name="Keep theirs").click()
    panel(tab).wait_for(state="detached")
    assert len(preview.bodies("save")) == 1
    tab = disputed()
    preview.statuses.clear()
    preview.answers["save"] = SAVED
    panel(tab).get_by_role("button", name="Save mine over it").click()
    saved(tab)
    first, second = preview.bodies("save")[-2:]
    assert (first["version"], second) == ("v1", {**first, "version": "v2"})


def test_in_a_conflict_nothing_of_ones_own_is_lost(disputed: Callable[..., Tab], preview: Preview) -> None:
    preview.answers["save"] = CONFLICT
    tab = disputed(permissions=["clipboard-read", "clipboard-write"])
    panel(tab).get_by_role("button", name="Copy mine").click()
    panel(tab).get_by_role("button", name="Copied").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == CONFLICT["mine"]
    tab.keyboard.press("Escape")
    assert (claim_value(tab), focused(tab)) == ("The pier is old.!", "claim")


def test_what_cannot_be_written_over_offers_no_such_thing(disputed: Callable[..., Tab], preview: Preview) -> None:
    tab = disputed()
    tab.keyboard.press("Escape")
    preview.answers["save"] = {**CONFLICT, "version": "", "theirs": ""}
    tab.keyboard.press("Control+Enter")
    panel(tab).get_by_text("Nothing: it was removed.").wait_for()
    names = panel(tab).locator(".conflict").get_by_role("button").all_inner_texts()
    assert names == ["Keep theirs", "Copy mine"]


# --- what outlives the page


def test_an_open_form_survives_the_reload_with_values_focus_and_caret(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab).fill("The pier is safe.")
    tab.get_by_role("combobox", name="Who says it").fill("lu")
    tab.keyboard.press("Enter")
    tab.keyboard.type("re")
    panel(tab).get_by_text("More fields").click()
    panel(tab).get_by_label("Said on").fill("2024")
    for _ in range(2):
        panel(tab).get_by_label("Said on").press("ArrowLeft")
    tab.reload()
    started(tab)
    panel(tab).wait_for()
    assert (claim_value(tab), chips(tab)) == ("The pier is safe.", ["Luis Reyes"])
    assert tab.get_by_role("combobox", name="Who says it").input_value() == "re"
    assert focused(tab) == "date"
    tab.keyboard.type("x")
    assert panel(tab).get_by_label("Said on").input_value() == "20x24"
    assert tab.evaluate("String([...CSS.highlights.get('sitegen-words')][0])") == "The western pier"
    tab.keyboard.press("Control+Enter")
    saved(tab)
    assert preview.bodies("save")[0]["selection"]["words"] == "The western pier"
    tab.reload()
    started(tab)
    assert not panel(tab).count()


def test_a_form_without_the_focus_does_not_take_it_after_the_reload(editing: Edit) -> None:
    tab = editing()
    claim(tab).fill("x")
    tab.locator("#main").focus()
    tab.reload()
    started(tab)
    panel(tab).wait_for()
    assert tab.evaluate("document.activeElement.tagName") == "BODY"


def test_the_version_of_a_changed_record_is_the_one_that_was_opened(editing: Edit, preview: Preview) -> None:
    tab = editing()
    act_on(tab, "Edit")
    tab.keyboard.type("!")
    preview.answers["desk"]["records"] = [{**PIER, "version": "v2", "fields": {"claim": "Theirs."}}]
    tab.reload()
    started(tab)
    panel(tab).get_by_role("textbox", name="Claim, in your words").press("Control+Enter")
    saved(tab)
    body = preview.bodies("save")[-1]
    assert (body["version"], body["fields"]["claim"]) == ("v1", "The pier is old.!")


def test_the_last_change_is_said_again_after_the_reload_until_it_is_closed(editing: Edit) -> None:
    tab = editing()
    claim(tab).press("Control+Enter")
    toast = said(tab)
    toast.wait_for()
    tab.reload()
    started(tab)
    assert toast.get_by_text("Saved to content/claims/pier.yaml, line 12").is_visible()
    assert toast.get_by_role("button", name="Undo").is_visible()
    toast.get_by_role("button", name="Close").click()
    tab.reload()
    started(tab)
    assert not toast.count()


def test_without_the_preview_the_form_says_so_and_keeps_all(editing: Edit, preview: Preview) -> None:
    tab = editing()
    field = claim(tab)
    preview.is_gone = True
    field.fill("The pier is safe.")
    told = panel(tab).get_by_text("the preview cannot be reached")
    told.wait_for()
    field.press("Control+Enter")
    tab.get_by_text("Not saved: the preview cannot be reached").wait_for(state="attached")
    assert claim_value(tab) == "The pier is safe."
    preview.is_gone = False
    field.press("Control+Enter")
    saved(tab)
    assert fields(preview) == {"claim": "The pier is safe."}


def test_a_refusal_without_reasons_is_put_into_words(editing: Edit, preview: Preview) -> None:
    tab = editing()
    claim(tab)
    for status, words in {
        403: "this page is from an earlier run of the preview",
        404: "the preview does not know this article any more",
        413: "this is more than the preview takes at once",
        500: "the preview answered with 500",
    }.items():
        preview.statuses["save"], preview.answers["save"] = status, {}
        tab.keyboard.press("Control+Enter")
        panel(tab).get_by_text(f"Error {words}").wait_for()


def test_where_editing_cannot_begin_the_bar_says_why(editing: Edit, preview: Preview) -> None:
    preview.statuses["desk"], preview.answers["desk"] = 403, {}
    tab = editing()
    assert tab.locator(".bar").inner_text() == "Not editing: this page is from an earlier run of the preview"
    select(tab, "close")
    tab.keyboard.press("a")
    assert not panel(tab).count()


# --- the bar, and what there is to do


def test_the_bar_counts_suggestions_and_undoes_only_where_there_is_something(editing: Edit, preview: Preview) -> None:
    tab = editing()
    tab.get_by_role("button", name="Suggestions (1)").wait_for()
    undo = tab.locator(".bar").get_by_role("button", name="Undo")
    assert not undo.count()
    preview.answers["desk"]["undo"] = SAVED["undo"]
    claim(tab).press("Control+Enter")
    undo.wait_for()
    assert undo.get_attribute("title") == "claim pier added"
    preview.statuses["undo"], preview.answers["undo"] = 409, CONFLICT
    undo.click()
    said(tab).get_by_text("Not undone: content/claims/pier.yaml was changed").wait_for()


def test_a_suggestion_is_accepted_by_one_of_its_choices(editing: Edit, preview: Preview) -> None:
    tab = editing()
    with tab.expect_response("**/api/suggestions"):  # they are asked for again
        tab.get_by_role("button", name="Suggestions (1)").click()
    preview.answers["suggestions"] = {"suggestions": []}
    dialog = tab.get_by_role("dialog", name="Suggestions and lost passages")
    assert dialog.locator("blockquote").inner_text() == "Reyes laughed"
    dialog.get_by_role("button", name="Luis Reyes").click()
    dialog.get_by_text("There is nothing to suggest.").wait_for()
    assert preview.bodies("accept") == [{"article": "vote", "key": "s1", "choice": "luis"}]
    assert said(tab).get_by_text("Claim pier added: content/claims/pier.yaml, line 12").is_visible()
    dialog.get_by_role("button", name="Close").press("Escape")
    assert focused(tab) == "Suggestions (0)"


def test_a_suggestion_that_is_refused_says_why(editing: Edit, preview: Preview) -> None:
    preview.statuses["accept"], preview.answers["accept"] = 422, {"problems": [EMPTY]}
    tab = editing()
    tab.get_by_role("button", name="Suggestions (1)").click()
    panel(tab).get_by_role("button", name="Ana Reyes").click()
    panel(tab).get_by_text("a claim needs a statement").wait_for()


def test_drafts_and_lost_passages_are_changed_from_the_panel(editing: Edit, preview: Preview) -> None:
    tab = editing()
    tab.get_by_role("button", name="Suggestions (1)").click()
    listed = panel(tab).get_by_role("list").last.get_by_role("listitem")
    assert [one.inner_text().split("\n")[0] for one in listed.all()] == ["Nobody may see this.", "What is gone"]
    listed.last.get_by_role("button", name="Edit").click()
    tab.get_by_role("dialog", name="Edit note gone").wait_for()
    select(tab, "The vote was close")
    tab.get_by_role("button", name="Use these words").click()
    panel(tab).get_by_role("textbox", name="Title").press("Control+Enter")
    saved(tab)
    [body] = preview.bodies("save")
    assert (body["id"], body["selection"]["words"]) == ("gone", "The vote was close")


# --- for everybody


AXE = "axe.run().then(all => all.violations.map(one => [one.id, one.nodes.map(n => n.html)]))"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_fault(
    editing: Edit, preview: Preview, need_tool: Callable[[str], Path], width: int, scheme: str
) -> None:
    preview.answers["check"]["problems"] = [{**EMPTY, "field": ""}, {**EMPTY, "severity": "warning"}]
    preview.answers["passage"]["on"] = ["claim:pier"]
    tab = editing(width, color_scheme=scheme, bypass_csp=True)
    tab.add_script_tag(path=need_tool("axe.js"))
    select(tab, "The western pier")
    tab.locator(".toolbar").wait_for()
    assert tab.evaluate(AXE) == []
    claim(tab).fill("x")
    panel(tab).get_by_text("Warning").wait_for()
    for more in ("More fields", "As YAML"):
        panel(tab).get_by_text(more).click()
    tab.get_by_role("combobox", name="Who says it").fill("re")
    assert tab.evaluate(AXE) == []
    preview.statuses["save"], preview.answers["save"] = 409, CONFLICT
    tab.keyboard.press("Control+Enter")
    panel(tab).get_by_role("alert").wait_for()
    assert tab.evaluate(AXE) == []
    panel(tab).get_by_role("button", name="Keep theirs").click()
    tab.get_by_role("button", name="Suggestions (1)").click()
    panel(tab).get_by_role("button", name="Ana Reyes").click()
    said(tab).wait_for()
    assert tab.evaluate(AXE) == []
    select(tab, "Ana Reyes")
    tab.get_by_role("button", name="Person").click()
    assert tab.evaluate(AXE) == []
    panel(tab).get_by_label("New person").check()
    panel(tab).get_by_role("button", name="Close").click()
    tab.get_by_role("dialog", name="Discard what you typed?").wait_for()
    assert tab.evaluate(AXE) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_are_in_sight_beside_the_panel(editing: Edit, width: int) -> None:
    tab = editing(width)
    claim(tab, "new year").wait_for()
    words = tab.evaluate("[...CSS.highlights.get('sitegen-words')][0].getBoundingClientRect().toJSON()")
    box = panel(tab).bounding_box()
    assert box
    assert box["x"] > words["right"] if width == 1280 else box["y"] > words["bottom"]
    assert words["top"] >= 0
    assert tab.evaluate("document.documentElement.scrollWidth") == width
