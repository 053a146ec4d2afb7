"""What outlives the page, what the bar shows, and that all of it is for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .page import (
    CONFLICT,
    EMPTY,
    PIER,
    SAVED,
    Edit,
    Preview,
    act_on,
    chips,
    claim,
    claim_value,
    fields,
    focused,
    panel,
    said,
    saved,
    select,
    started,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

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
    preview.answers["overview"]["records"] = [{**PIER, "version": "v2", "fields": {"claim": "Theirs."}}]
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
    preview.statuses["overview"], preview.answers["overview"] = 403, {}
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
    preview.answers["overview"]["undo"] = SAVED["undo"]
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


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_fault(editing: Edit, preview: Preview, faults: Callable[[Tab], list[object]], width: int) -> None:
    preview.answers["check"]["problems"] = [{**EMPTY, "field": ""}, {**EMPTY, "severity": "warning"}]
    preview.answers["passage"]["on"] = ["claim:pier"]
    tab = editing(width, bypass_csp=True)
    select(tab, "The western pier")
    tab.locator(".toolbar").wait_for()
    assert faults(tab) == []
    claim(tab).fill("x")
    panel(tab).get_by_text("Warning").wait_for()
    for more in ("More fields", "As YAML"):
        panel(tab).get_by_text(more).click()
    tab.get_by_role("combobox", name="Who says it").fill("re")
    assert faults(tab) == []
    preview.statuses["save"], preview.answers["save"] = 409, CONFLICT
    tab.keyboard.press("Control+Enter")
    panel(tab).get_by_role("alert").wait_for()
    assert faults(tab) == []
    panel(tab).get_by_role("button", name="Keep theirs").click()
    tab.get_by_role("button", name="Suggestions (1)").click()
    panel(tab).get_by_role("button", name="Ana Reyes").click()
    said(tab).wait_for()
    assert faults(tab) == []
    select(tab, "Ana Reyes")
    tab.get_by_role("button", name="Person").click()
    assert faults(tab) == []
    panel(tab).get_by_label("New person").check()
    panel(tab).get_by_role("button", name="Close").click()
    tab.get_by_role("dialog", name="Discard what you typed?").wait_for()
    assert faults(tab) == []


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
