"""Editing on a built page: a stand-in for the preview's answers, and what a hand does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from support.checkout import ROOT

from ..conftest import ready

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Route
    from playwright.sync_api import Page as Tab


SCRIPTS = ROOT / "sitegen/serve/browser"
TAGS = (
    '<link rel="stylesheet" href="/_sitegen/editor.css">'
    '<script type="module" src="/_sitegen/editor.js" data-sitegen-token="a-token"></script>'
)
ANA = "harbour/people/ana-reyes/"
VOTE, HARD = "harbour/articles/vote/", "hard/articles/hard/"

Json = dict[str, Any]


def field(name: str, label: str, kind: str = "line", of: str = "", **more: object) -> Json:
    return {"name": name, "label": label, "kind": kind, "of": of, "options": [], "required": False, "hint": "",
            "more": False, "shorthand": "", "parts": [], **more}  # fmt: skip


STATUS = [{"id": "published", "name": "published"}, {"id": "draft", "name": "draft"}]
SOURCE = [
    field("title", "Title", required=True),
    field("url", "Address"),
    field("publisher", "Publisher"),
    field("date", "Date", "date"),
    field("accessed", "Looked at on", "date", more=True),
]
CHANGE = [
    field("date", "Date", "date", required=True),
    field("was", "Was", "one", "verdicts"),
    field("verdict", "Verdict", "one", "verdicts"),
    field("why", "What changed it", required=True),
]
PICTURE = [field("file", "File", "file", "media", required=True), field("alt", "What it shows", required=True)]
CLAIM_FORM = [
    field("claim", "Claim, in your words", required=True, hint="The statement in your own words, one sentence."),
    field("speaker", "Who says it", "many", "actors"),
    field("verdict", "Verdict", "one", "verdicts"),
    field("review", "Reasoning", "text"),
    field("sources", "Sources", "rows", parts=SOURCE),
    field("date", "Said on", "date", more=True, hint="When it was said."),
    field("topics", "Topics", "many", "topics", more=True),
    field("reported_by", "Reported by", "one", "actors", more=True),
    field("history", "History", "rows", parts=CHANGE, more=True),
    field("status", "Status", "choice", options=STATUS, more=True),
    field("id", "Id", more=True),
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
    field("image", "Picture", "group", parts=PICTURE),
    field(
        "roles", "Roles", "rows", parts=[field("title", "Title"), field("of", "Of or in", "one", "actors")], more=True
    ),
    field("id", "Id", more=True),
]
ANA_KNOWN = {"id": "ana-reyes", "name": "Ana Reyes", "kind": "person", "also": ["Bürgermeisterin Reyes"]}
KNOWN = {
    "actors": [
        ANA_KNOWN,
        {"id": "luis-reyes", "name": "Luis Reyes", "kind": "person", "also": []},
        {"id": "river-authority", "name": "River Authority", "kind": "organization", "also": ["RA"]},
    ],
    "media": [{"id": "old.png", "name": "old.png"}],
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
ANA_RECORD: Json = {
    "kind": "actor", "id": "ana-reyes", "name": "Ana Reyes", "file": "content/actors/all.yaml", "line": 1,
    "version": "v7", "words": [], "isDraft": False, "fields": {"name": "Ana Reyes", "summary": "Mayor."},
}  # fmt: skip
RENAMED: Json = {
    "label": "person ana-reyes is now ana", "addresses": ["people/ana-reyes/"], "url": "people/ana/",
    "files": ["content/actors/all.yaml", "content/claims/all.yaml"], "count": 1, "carried": [], "undo": None,
    "moved": {"before": "people/ana-reyes/", "after": "people/ana/"},
    "references": [{"file": "content/claims/all.yaml", "line": 2, "key": "speaker"}],
}  # fmt: skip


def named(count: int, words: str = "") -> Json:
    sentence = {"article": "vote", "before": "There ", "words": words, "after": " said so."}
    return {"count": count, "sentences": [sentence] if words else []}


MERGED: Json = {
    **RENAMED, "label": "person ana-reyes is now luis-reyes", "url": "people/luis-reyes/", "told": ["name: Ana Reyes"],
    "warnings": ["seeds/e.txt:3: “Holt” fits two"], "removed": "name: Ana Reyes\n", "choices": [], "problems": [],
    "moved": {"before": "people/ana-reyes/", "after": "people/luis-reyes/"}, "mentions": {
        "source": named(2, "Ana Reyes"), "into": named(1, "Luis"), "after": named(3, "Luis"), "gained": named(0),
        "lost": named(0),
    },
}  # fmt: skip
YAML = "id: pier\nclaim: The pier is old.\n"
SAVED = {
    "label": "claim pier added", "kind": "claim", "id": "pier", "file": "content/claims/pier.yaml", "line": 12,
    "yaml": YAML, "files": ["content/claims/pier.yaml"], "moved": None,
    "undo": {"label": "claim pier added", "change": 7},
}  # fmt: skip
SUGGESTION = {
    "key": "s1", "title": "“Reyes” is not linked", "detail": "Two persons are called so.", "words": "Reyes laughed",
    "choices": [{"key": "ana", "label": "Ana Reyes"}, {"key": "luis", "label": "Luis Reyes"}],
}  # fmt: skip
CONFLICT = {"file": "content/claims/pier.yaml", "mine": "claim: Mine.\n", "theirs": "claim: Theirs.\n", "version": "v2"}
EMPTY = {
    "severity": "error", "code": "missing-key", "message": "a claim needs a statement", "hint": "Say it in a sentence.",
    "file": "", "line": 0, "column": 0, "field": "claim",
}  # fmt: skip


Edit = Callable[..., "Tab"]
"""Opens an article to be edited, at a width in pixels; what follows are options of the tab."""


class Preview:
    """Answers as the preview does, and remembers what it was asked: `(name, body)`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Json]] = []
        self.tokens: set[str | None] = set()
        self.statuses: dict[str, int] = {}
        self.held: set[str] = set()
        self.query = ""
        """Of the address of the last call."""
        self.waiting: list[Route] = []
        """Calls of the names in `held`, not answered yet."""
        self.answers: dict[str, Json] = {
            "overview": {
                "article": {"id": "vote", "title": "Council votes", "file": "content/articles/vote.yaml"},
                "forms": {"claim": CLAIM_FORM, "note": NOTE_FORM, "actor": ACTOR_FORM},
                "known": KNOWN, "records": [PIER, DRAFT, LOST], "undo": None,
            },
            "suggestions": {"suggestions": [SUGGESTION]},
            "passage": {"words": "The words as they stand.", "quote": {}, "on": [], "actors": []},
            "check": {"id": "pier", "file": "content/claims/pier.yaml", "yaml": YAML, "problems": []},
            "save": SAVED, "mention": SAVED, "accept": SAVED, "undo": {**SAVED, "label": "claim pier added: undone"},
            "rename": RENAMED, "merge": MERGED, "record": ANA_RECORD,
            "state": {"undo": None, "name": "Council votes", "sort": "article"},
            "picture": {"path": "ana.png", "undo": None, "problems": []},
            "remove": {**SAVED, "label": "claim pier removed"}, "discard": {**SAVED, "label": "", "files": []},
        }  # fmt: skip
        self.is_gone = False

    def answer(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if self.is_gone:
            return route.abort()
        self.tokens.add(route.request.headers.get("x-sitegen-token"))
        body = {"size": len(route.request.post_data_buffer or b"")} if "?" in name else None
        name, _, self.query = name.partition("?")
        self.asked.append((name, body or json.loads(route.request.post_data or "")))
        if name in self.held:
            return self.waiting.append(route)
        return route.fulfill(status=self.statuses.get(name, 200), json=self.answers[name])

    def bodies(self, name: str) -> list[Json]:
        return [body for asked, body in self.asked if asked == name]


def started(tab: Tab) -> None:
    ready(tab)
    tab.locator("sitegen-editor .bar").wait_for()


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


def chips(tab: Tab) -> list[str]:
    return panel(tab).locator(".chips:visible li span").all_inner_texts()


def act_on(tab: Tab, name: str) -> None:
    """Press a button on the card of the claim "pier"."""
    tab.locator(".card", has_text="The pier is old.").locator("summary").click()
    tab.locator(".card").get_by_role("button", name=f"{name} claim: The pier is old.").click()


def texts(site: Path) -> dict[str, str]:
    """What the build says that the reader of each article sees, by the article's id."""
    lines = (site / "data/articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["id"]: one["text"] for one in map(json.loads, lines)}
