"""From words that are selected to a form, and what it says while it is filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .page import EMPTY, YAML, Edit, Preview, claim, claim_value, fields, focused, frame, panel, saved, select, texts

if TYPE_CHECKING:
    from playwright.sync_api import Request


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
