"""Writing in the preview: the real server, a real browser, and the files on the disk after each action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.archives import write
from support.preview_server import COMMAND, Server, save
from support.waiting import when

from .conftest import at

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab


ARTICLE = (
    "{}\n\nMayor Ana Reyes said the bridge is safe. Nobody agreed. The vote was close.\n\nA second vote is to follow.\n"
)
NAMES = ("Claimed", "Noted", "Named", "Aliased", "Pinned", "Edited", "Removed", "Disputed", "Lost", "Waiting")
MO = "- {id: mo-holt, name: Mo Holt, status: published}\n- {id: bo-holt, name: Bo Holt, status: published}\n"
PEOPLE = "- id: ana-reyes\n  name: Ana Reyes   # the mayor\n"
EDITED = """\
# What was said.
- id: edited
  claim: "The bridge is safe."
  article: edited
  quote: the bridge is safe   # her words
  verdict: disputed
"""
HARD = (
    "Hard words\n\nShe wrote 👩‍👩‍👧 to Ame\u0301lie.\n\nقال رئيس البلدية إن الجسر آمن.\n\n"
    "A long story began here.\n\nIt ended there.\n"
)
HARD_CLAIM = "- {id: over, claim: It began., article: hard, quote: story began}\n"

SELECT = """([from, to]) => {
  const find = (words, isEnd) => {
    const walker = document.createTreeWalker(document.querySelector(".article"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const at = node.data.indexOf(words);
      if (at >= 0 && !node.parentElement.closest(".cards")) return [node, at + (isEnd ? words.length : 0)];
    }
  };
  getSelection().setBaseAndExtent(...find(from, false), ...find(to ?? from, true));
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview of an archive with an article for each test."""
    root = tmp_path_factory.mktemp("archive")
    claim = "claim: The bridge is safe.\narticle: {}\nquote: the bridge is safe\n"
    write(root, {f"seeds/{name.lower()}.txt": ARTICLE.format(name) for name in NAMES})
    write(root, {f"content/claims/{name}.yaml": claim.format(name) for name in ("removed", "disputed", "lost")})
    write(root, {"content/actors/people.yaml": PEOPLE, "content/claims/edited.yaml": EDITED})
    write(root, {"content/actors/holts.yaml": MO})
    write(root, {"seeds/hard.txt": HARD, "content/claims/hard.yaml": HARD_CLAIM})
    server = Server(root, program=(*COMMAND, str(root))).started()
    yield server
    assert server.stop() == 0


@pytest.fixture
def opened(chromium: Browser, server: Server) -> Iterator[Callable[..., Tab]]:
    """Opens an article of the preview, and minds errors of its scripts."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    errors: list[str] = []

    def open_article(name: str, section: str = "articles") -> Tab:
        tab = context.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(f"{server.url}{section}/{name}/")
        tab.locator(".bar").wait_for()
        return tab

    yield open_article
    context.close()
    # A build of what this test did would have the page of the next one load again in the midst of it: one more article
    # is built after all that, or with it.
    count = len(list((server.root / "seeds").iterdir())) + 1
    save(server.root / f"seeds/fence-{count}.txt", f"Fence {count}\n\nWords.\n")
    assert server.line_like(f"{count} articles, ")
    assert errors == []


def becomes(path: Path, text: str | None) -> None:
    """Wait until a file says this; None = until it is gone."""
    when(lambda: _read(path) == text)


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None


def claims(server: Server, name: str) -> Path:
    return server.root / f"content/claims/{name}.yaml"


def test_a_claim_is_select_one_key_type_save(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("claimed")
    tab.evaluate(SELECT, ["Nobody agreed"])
    tab.keyboard.press("a")
    tab.get_by_role("textbox", name="Claim, in your words").wait_for()
    for words in ("No one took the mayor’s side.", "ana", "supp", "", "Minutes", "https://example.org/minutes"):
        tab.keyboard.type(words)
        tab.keyboard.press("Tab")
    tab.keyboard.press("Control+Enter")
    becomes(
        claims(server, "no-one-took-the-mayors-side"),
        "claim: No one took the mayor’s side.\n"
        "speaker: ana-reyes\n"
        "article: claimed\n"
        "quote: Nobody agreed\n"
        "verdict: supported\n"
        "sources:\n"
        "  - title: Minutes\n"
        "    url: https://example.org/minutes\n",
    )
    tab.locator("mark#claim-no-one-took-the-mayors-side").wait_for()
    assert tab.locator("mark#claim-no-one-took-the-mayors-side").inner_text() == "Nobody agreed"


def test_the_last_change_says_whether_it_is_shown(opened: Callable[[str], Tab], server: Server) -> None:
    tab, broken = opened("waiting"), server.root / "content/notes/broken.yaml"
    save(broken, "title: [\n")
    try:
        tab.get_by_role("dialog").wait_for()
        tab.keyboard.press("Escape")
        tab.evaluate(SELECT, ["Nobody agreed"])
        tab.get_by_role("button", name="Claim", exact=True).click()
        tab.get_by_role("textbox", name="Claim, in your words").fill("Waiting for it.")
        tab.keyboard.press("Control+Enter")
        toast = tab.get_by_role("group", name="Last change")
        toast.get_by_text("It is shown when what is wrong is mended.").wait_for()
    finally:
        broken.unlink()
    tab.locator("mark[id^=claim-waiting]").wait_for()
    toast.get_by_text("Saved to").wait_for()
    when(lambda: not toast.get_by_text("mended").is_visible() and not toast.get_by_text("Being built").is_visible())


def test_a_note_is_written_beside_its_words_and_taken_back(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("noted")
    tab.evaluate(SELECT, ["vote", "vote"])
    tab.get_by_role("button", name="Note", exact=True).click()
    tab.get_by_role("textbox", name="Title (needed)").fill("Two votes")
    tab.get_by_role("textbox", name="Note", exact=True).fill("One was counted again.\n\nSo it took two days.")
    tab.get_by_role("button", name="Save").click()
    note = server.root / "content/notes/noted.yaml"
    becomes(
        note,
        "- id: two-votes\n"
        "  title: Two votes\n"
        "  article: noted\n"
        "  quote:\n"
        "    exact: vote\n"
        "    prefix: The\n"
        "  body: |\n"
        "    One was counted again.\n"
        "\n"
        "    So it took two days.\n",
    )
    tab.locator("mark#note-two-votes").wait_for()
    tab.get_by_role("button", name="Undo").first.click()
    becomes(note, None)
    tab.locator("mark#note-two-votes").wait_for(state="detached")


def test_words_become_a_new_actor(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("named")
    tab.evaluate(SELECT, ["The vote"])
    tab.get_by_role("button", name="Organization", exact=True).click()
    tab.get_by_role("textbox", name="Name (needed)").fill("Vote of the council")
    tab.get_by_role("button", name="Save").click()
    becomes(
        server.root / "content/actors/organizations.yaml",
        "- id: vote-of-the-council\n  name: Vote of the council\n  kind: organization\n  aliases: The vote\n",
    )


def test_words_become_an_alias_of_an_actor(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("aliased")
    tab.evaluate(SELECT, ["Mayor"])
    tab.get_by_role("button", name="Person", exact=True).click()
    tab.get_by_text("Known person").click()
    tab.get_by_role("combobox", name="Who or what the words name").fill("ana")
    tab.keyboard.press("Tab")
    tab.get_by_role("button", name="Save").click()
    becomes(server.root / "content/actors/people.yaml", PEOPLE + "  aliases: Mayor\n")
    tab.get_by_role("button", name="Undo").first.click()
    becomes(server.root / "content/actors/people.yaml", PEOPLE)


def test_words_name_somebody_here_alone(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("pinned")
    tab.evaluate(SELECT, ["Mayor"])
    tab.get_by_role("button", name="Mention", exact=True).click()
    tab.get_by_role("combobox", name="Who or what the words name").fill("ana")
    tab.keyboard.press("Tab")
    tab.get_by_text("Only here").click()
    tab.get_by_role("button", name="Save").click()
    expected = "seed: pinned.txt\nmentions:\n  - text: Mayor\n    actor: ana-reyes\n"
    becomes(server.root / "content/articles/pinned.yaml", expected)


def test_an_edit_changes_its_line_alone(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("edited")
    tab.get_by_role("button", name="Edit claim").click()
    tab.get_by_label("Verdict").select_option("opinion")
    asked = tab.get_by_role("group", name="and is “Opinion” from now on")
    asked.get_by_label("When").fill("2024-05-01")
    asked.get_by_label("Why").fill("It is no fact.")
    tab.get_by_role("button", name="Save").click()
    entry = (
        "  history:\n    - date: 2024-05-01\n      was: disputed\n      verdict: opinion\n      why: It is no fact.\n"
    )
    becomes(claims(server, "edited"), EDITED.replace("disputed", "opinion") + entry)


def test_a_removal_asks_and_gives_back_what_it_took(opened: Callable[[str], Tab], server: Server) -> None:
    tab, before = opened("removed"), _read(claims(server, "removed"))
    tab.get_by_role("button", name="Remove claim").click()
    tab.get_by_role("dialog").get_by_role("button", name="Remove").click()
    becomes(claims(server, "removed"), None)
    tab.locator("mark#claim-removed").wait_for(state="detached")
    tab.get_by_text("What was removed").first.click()
    tab.get_by_role("button", name="Copy").first.click()
    assert tab.evaluate("navigator.clipboard.readText()") == before
    tab.get_by_role("button", name="Undo").first.click()
    becomes(claims(server, "removed"), before)


def test_both_versions_are_shown_where_a_file_was_changed_meanwhile(
    opened: Callable[[str], Tab], server: Server
) -> None:
    tab, before = opened("disputed"), _read(claims(server, "disputed")) or ""
    tab.get_by_role("button", name="Edit claim").click()
    tab.get_by_role("textbox", name="Claim, in your words").fill("The bridge is sound.")
    theirs = before + "verdict: 'true'\n"
    write(server.root, {"content/claims/disputed.yaml": theirs})
    tab.get_by_role("button", name="Save").click()
    tab.get_by_text("was changed while you wrote").wait_for()
    tab.reload()  # as the preview does when theirs is built, which may be now or was before
    tab.get_by_text("was changed while you wrote").wait_for()
    assert _read(claims(server, "disputed")) == theirs
    assert "verdict: 'true'" in tab.locator(".sides").inner_text()
    assert "The bridge is sound." in tab.locator(".sides").inner_text()
    tab.get_by_role("button", name="Save mine over it").click()
    becomes(claims(server, "disputed"), theirs.replace("is safe.", "is sound."))


def test_the_browser_goes_where_the_record_went_and_back(opened: Callable[..., Tab], server: Server) -> None:
    tab, record = opened("mo-holt", "people"), server.root / "content/actors/holts.yaml"
    toast = tab.get_by_role("group", name="Last change")
    tab.get_by_role("button", name="Edit this person").click()
    tab.get_by_role("button", name="Another id…").click()
    tab.get_by_label("New id").fill("mo")
    tab.get_by_text("people/mo-holt/ will lead to people/mo/.").wait_for()
    tab.keyboard.press("Control+Enter")
    at(tab, "/people/mo/")
    toast.get_by_text("Person mo-holt is now mo").wait_for()
    toast.get_by_role("button", name="Undo").click()
    at(tab, "/people/mo-holt/")
    toast.get_by_text("Person mo-holt is now mo: undone").wait_for()
    becomes(record, MO)
    tab.get_by_role("button", name="Edit this person").click()
    tab.get_by_role("button", name="Remove this person…").click()
    tab.get_by_role("dialog", name="Remove person").get_by_role("button", name="Remove", exact=True).click()
    at(tab, "/people/")
    toast.get_by_text("Removed from").wait_for()
    assert tab.locator("h1").inner_text() == "People"


def test_a_lost_passage_is_quoted_anew_with_a_click(opened: Callable[[str], Tab], server: Server) -> None:
    tab = opened("lost")
    seed = ARTICLE.format("Lost").replace("the bridge is safe", "the old bridge is safe")
    write(server.root, {"seeds/lost.txt": seed})
    tab.get_by_text("quote-not-found").first.wait_for()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Suggestions").click()
    tab.get_by_role("button", name="the old bridge is safe").click()
    becomes(
        claims(server, "lost"),
        "claim: The bridge is safe.\narticle: lost\nquote:\n  exact: the old bridge is safe\n"
        "  history: the bridge is safe\n",
    )
    tab.locator("mark#claim-lost").filter(has_text="the old bridge is safe").wait_for()


@pytest.mark.parametrize(
    ("first", "last", "quote"),
    [
        ("👩‍👩‍👧 to Ame", "👩‍👩‍👧 to Ame", "👩‍👩‍👧 to Ame\u0301lie"),  # a quote never ends within a word
        ("الجسر آمن", "الجسر آمن", "الجسر آمن"),
        ("long", "ended there", "long story began here. It ended there"),
    ],
    ids=["emoji and a word that was cut", "right to left", "over a highlight, a marker and paragraphs"],
)
def test_selected_words_come_out_exactly(
    opened: Callable[[str], Tab], server: Server, first: str, last: str, quote: str
) -> None:
    tab = opened("hard")
    tab.evaluate(SELECT, [first, last])
    tab.keyboard.press("a")
    tab.get_by_role("textbox", name="Claim, in your words").fill("Hard.")
    tab.get_by_role("button", name="Save").click()
    becomes(claims(server, "hard"), f"{HARD_CLAIM}\n- {{id: hard, claim: Hard., article: hard, quote: {quote}}}\n")
    tab.get_by_role("button", name="Undo").first.click()
    becomes(claims(server, "hard"), HARD_CLAIM)


def test_a_built_site_has_nothing_of_the_editor(reference: Path) -> None:
    words = (b"_sitegen", b"sitegen-token", b"livereload", b"X-Sitegen")
    files = [path for path in reference.rglob("*") if path.is_file() and "pagefind" not in path.parts]
    assert [path.name for path in files for word in words if word in path.read_bytes()] == []
    assert not list(reference.rglob("editor*.js")) + list(reference.rglob("_sitegen"))
