"""Records that stand there already: changed, removed, and changed by others meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .page import (
    CONFLICT,
    EMPTY,
    PIER,
    SAVED,
    YAML,
    Edit,
    Preview,
    act_on,
    chips,
    claim_value,
    fields,
    focused,
    panel,
    said,
    saved,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


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


def test_another_verdict_is_entered_in_the_history_with_its_reason_or_left_out(editing: Edit, preview: Preview) -> None:
    tab = editing()
    act_on(tab, "Edit")
    asked = panel(tab).get_by_role("group", name="It was “Supported”, and is “Disputed” from now on")
    verdict = panel(tab).get_by_label("Verdict").first
    assert not asked.is_visible()
    verdict.select_option("disputed")
    asked.get_by_label("When (needed)").fill("2024-05-01")
    missing = {**EMPTY, "field": "history.0.why", "message": '"why" is missing'}
    preview.statuses["save"], preview.answers["save"] = 422, {"problems": [missing]}
    tab.keyboard.press("Control+Enter")
    asked.get_by_text('Error "why" is missing').wait_for()
    assert focused(tab) == "change.why"
    tab.keyboard.type("A second survey.")
    tab.reload()
    panel(tab).wait_for()
    assert asked.get_by_label("Why it changed (needed)").input_value() == "A second survey."
    entry = {"date": "2024-05-01", "was": "supported", "verdict": "disputed", "why": "A second survey."}
    preview.statuses.clear()
    preview.answers["save"] = SAVED
    tab.keyboard.press("Control+Enter")
    saved(tab)
    assert fields(preview) == {**PIER["fields"], "verdict": "disputed", "history": [entry]}
    act_on(tab, "Edit")
    verdict.select_option("disputed")
    asked.get_by_label("Leave it out of the history").check()
    assert not asked.get_by_label("Why it changed").is_visible()
    tab.keyboard.press("Control+Enter")
    panel(tab).wait_for(state="detached")
    assert fields(preview) == {**PIER["fields"], "verdict": "disputed"}


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
    assert preview.bodies("undo") == [{"change": 7}]


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
