"""Pages of people, claims and lists: what they are about can be changed there, each field by the type of its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from support.pictures import picture

from .page import ANA, ANA_RECORD, EMPTY, MERGED, PIER, SAVED, Edit, Preview, fields, focused, panel, said

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

DROP = """(zone, bytes) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "Ana R..PNG", {type: "image/png"}));
  for (const type of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
  }
}"""


@pytest.fixture(autouse=True)
def of_a_person(preview: Preview) -> None:
    preview.answers["state"] = {"undo": None, "name": "Ana Reyes", "sort": "person"}


def opened(editing: Edit, width: int = 1280, **options: object) -> Tab:
    tab = editing(width, ANA, **options)
    tab.get_by_role("button", name="Edit this person").click()
    panel(tab).wait_for()
    return tab


def test_a_page_asks_for_nothing_but_its_state_until_something_is_edited(editing: Edit, preview: Preview) -> None:
    tab = editing(url=ANA)
    assert preview.asked == [("state", {"kind": "actor", "id": "ana-reyes"})]
    tab.get_by_role("button", name="Edit this person").click()
    panel(tab).wait_for()
    assert {name for name, _ in preview.asked} == {"state", "record", "overview", "check"}
    assert preview.bodies("overview") == [{"article": ""}]


def test_a_person_is_changed_on_their_page(editing: Edit, preview: Preview) -> None:
    tab = opened(editing)
    assert focused(tab) == "name"
    panel(tab).get_by_text("More fields").click()
    panel(tab).get_by_role("button", name="Add a role").click()
    role = panel(tab).get_by_role("group", name="Role 1")
    role.get_by_label("Title").fill("Mayor")
    role.get_by_role("combobox", name="Of or in").fill("river")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Control+Enter")
    said(tab).wait_for()
    [body] = preview.bodies("save")
    assert (body["article"], body["kind"], body["id"], body["version"]) == ("", "actor", "ana-reyes", "v7")
    assert body["fields"] == {**ANA_RECORD["fields"], "roles": [{"title": "Mayor", "of": "river-authority"}]}


def test_a_field_that_is_emptied_is_taken_out_of_the_record(editing: Edit, preview: Preview) -> None:
    tab = opened(editing)
    panel(tab).locator("[name='summary']").fill("")
    tab.keyboard.press("Control+Enter")
    said(tab).wait_for()
    assert fields(preview) == {"name": "Ana Reyes", "summary": ""}


def test_a_picture_is_dropped_in_and_what_it_shows_is_asked_for(editing: Edit, preview: Preview) -> None:
    missing = {**EMPTY, "field": "image.alt", "message": '"alt" is missing'}
    preview.answers["check"]["problems"] = [missing]
    tab = opened(editing)
    data = picture("PNG")
    panel(tab).locator(".drop").evaluate(DROP, list(data))
    panel(tab).get_by_text("It is content/media/ana.png").wait_for()
    assert (preview.bodies("picture"), preview.query) == ([{"size": len(data)}], "name=Ana%20R..PNG")
    panel(tab).get_by_role("img", name="The picture").wait_for()
    alt = panel(tab).get_by_label("What it shows")
    panel(tab).get_by_text('Error "alt" is missing').wait_for()
    assert alt.get_attribute("aria-invalid") == "true"
    preview.answers["check"]["problems"] = []
    alt.fill("Ana Reyes at her desk")
    alt.press("Control+Enter")
    said(tab).wait_for()
    assert fields(preview) == {
        **ANA_RECORD["fields"],
        "image": {"file": "ana.png", "alt": "Ana Reyes at her desk"},
    }
    assert (preview.bodies("save")[-1]["pictures"], preview.bodies("discard")) == (["ana.png"], [])
    tab.get_by_role("button", name="Edit this person").click()
    panel(tab).locator(".drop").evaluate(DROP, list(data))
    panel(tab).get_by_text("It is content/media/ana.png").wait_for()
    tab.keyboard.press("Escape")
    preview.answers["discard"] = {**SAVED, "label": "content/media/ana.png taken out again"}
    tab.get_by_role("button", name="Discard").click()
    said(tab).get_by_text("Content/media/ana.png taken out again").wait_for()
    assert preview.bodies("discard") == [{"pictures": ["ana.png"]}]


def test_a_refused_save_leads_to_the_first_field_that_is_wrong_and_the_id_is_no_field(
    editing: Edit, preview: Preview
) -> None:
    tab = opened(editing)
    assert panel(tab).locator(".acts").get_by_text("ana-reyes").is_visible()
    assert panel(tab).locator("[name='id']").count() == 0
    panel(tab).get_by_text("More fields").click()
    for _ in range(2):
        panel(tab).get_by_role("button", name="Add a role").click()
    panel(tab).get_by_text("More fields").click()
    wrong = {**EMPTY, "field": "roles.1.of", "message": "there is no such actor"}
    doubted = {**EMPTY, "severity": "warning", "field": "name"}
    preview.statuses["save"], preview.answers["save"] = 422, {"problems": [doubted, wrong]}
    tab.keyboard.press("Control+Enter")
    told = panel(tab).get_by_text("Error there is no such actor")
    told.wait_for()
    assert focused(tab) == "roles.1.of"
    box = panel(tab).locator("[name='roles.1.of']")
    assert told.locator("..").get_attribute("id") in (box.get_attribute("aria-describedby") or "").split()
    place = box.bounding_box()
    assert place
    assert 0 < place["y"] < 800 - place["height"]
    preview.answers["save"] = {"problems": [{**EMPTY, "field": "", "message": "the whole is wrong"}]}
    tab.keyboard.press("Control+Enter")
    panel(tab).get_by_text("Error the whole is wrong").wait_for()
    assert "the whole is wrong" in focused(tab)


def test_what_is_no_picture_is_told_where_it_was_dropped(editing: Edit, preview: Preview) -> None:
    preview.statuses["picture"] = 422
    preview.answers["picture"] = {"problems": [{**EMPTY, "message": '"x" is no picture that browsers show'}]}
    tab = opened(editing)
    panel(tab).locator(".drop").evaluate(DROP, [1, 2, 3])
    panel(tab).locator(".drop").get_by_text("is no picture that browsers show").wait_for()
    assert panel(tab).locator("[name='image.file']").input_value() == ""


def test_claims_and_notes_of_lists_can_be_changed_there(editing: Edit, preview: Preview) -> None:
    preview.answers["record"] = PIER
    tab = editing(url="harbour/claims/")
    tab.get_by_role("button", name="Edit claim: The pier is old.").click()
    panel(tab).wait_for()
    assert preview.bodies("record") == [{"kind": "claim", "id": "pier"}]
    tab.keyboard.press("Control+Enter")
    said(tab).wait_for()
    assert fields(preview) == PIER["fields"]
    assert editing(url="harbour/notes/").get_by_role("button", name="Edit note: What is safe").is_visible()


def test_a_record_is_removed_on_its_page_and_told_where_it_is_still_named(editing: Edit, preview: Preview) -> None:
    told = {
        **EMPTY,
        "message": "person ana-reyes is named here (speaker)",
        "file": "content/claims/all.yaml",
        "line": 3,
    }
    preview.statuses["remove"], preview.answers["remove"] = 422, {"problems": [told]}
    tab = opened(editing)
    panel(tab).get_by_role("button", name="Remove this person…").click()
    dialog = tab.get_by_role("dialog", name="Remove person ana-reyes?")
    dialog.get_by_role("button", name="Remove").click()
    dialog.get_by_text("content/claims/all.yaml:3: person ana-reyes is named here").wait_for()
    assert preview.bodies("remove") == [{"article": "", "kind": "actor", "id": "ana-reyes", "version": "v7"}]


def test_a_form_outlives_that_its_page_is_loaded_anew(editing: Edit) -> None:
    tab = opened(editing)
    panel(tab).get_by_label("What it shows").fill("Ana at her desk")
    tab.reload()
    panel(tab).wait_for()
    assert panel(tab).get_by_label("What it shows").input_value() == "Ana at her desk"
    assert focused(tab) == "image.alt"


def test_another_id_is_given_once_it_is_seen_what_follows(editing: Edit, preview: Preview) -> None:
    tab = opened(editing)
    panel(tab).get_by_role("button", name="Another id…").click()
    assert focused(tab) == "new"
    button = panel(tab).get_by_role("button", name="Do it")
    assert button.is_disabled()
    panel(tab).get_by_label("New id").fill("ana")
    panel(tab).get_by_text("people/ana-reyes/ will lead to people/ana/.").wait_for()
    panel(tab).get_by_text("content/claims/all.yaml:2 (speaker)").wait_for()
    button.click()
    said(tab).get_by_text("Person ana-reyes is now ana: 2 files changed").wait_for()
    asked = {"kind": "actor", "id": "ana-reyes", "new": "ana"}
    assert preview.bodies("rename") == [{**asked, "dry": "yes"}, asked]


def test_what_cannot_be_renamed_is_told_and_not_done(editing: Edit, preview: Preview) -> None:
    preview.statuses["rename"] = 422
    preview.answers["rename"] = {"problems": [{**EMPTY, "message": 'the id "luis-reyes" is taken'}]}
    tab = opened(editing)
    panel(tab).get_by_role("button", name="Another id…").click()
    panel(tab).get_by_label("New id").fill("luis-reyes")
    panel(tab).get_by_text('the id "luis-reyes" is taken').wait_for()
    assert panel(tab).get_by_role("button", name="Do it").is_disabled()


def test_two_become_one_with_the_sentences_of_both_side_by_side(editing: Edit, preview: Preview) -> None:
    tab = opened(editing)
    panel(tab).get_by_role("button", name="The same as another…").click()
    box = panel(tab).get_by_role("combobox", name="The same as")
    box.fill("river")  # is no person
    assert panel(tab).get_by_role("option").count() == 0
    born = {"key": "born", "from": ["1951"], "into": ["1950"], "isList": False, "side": ""}
    topics = {"key": "topics", "from": ["Roads", "Tolls"], "into": ["Roads"], "isList": True, "side": "both"}
    preview.answers["merge"] = {"choices": [born, topics], "problems": []}
    box.fill("luis")
    tab.keyboard.press("Enter")
    panel(tab).get_by_text("Say above which is right").wait_for()
    assert panel(tab).get_by_role("button", name="Do it").is_disabled()
    assert panel(tab).get_by_role("group", name="topics").get_by_role("radio", name="Both").is_checked()
    preview.answers["merge"] = {**MERGED, "choices": [{**born, "side": "from"}, topics]}
    panel(tab).get_by_role("group", name="born").get_by_role("radio", name="1951").check()
    panel(tab).get_by_text("Named 2 and 1 times now, and 3 times then.").wait_for()
    assert panel(tab).locator(".plan .sides h3").all_inner_texts() == ["Ana Reyes", "Luis Reyes"]
    assert panel(tab).locator(".sides mark").all_inner_texts() == ["Ana Reyes", "Luis"]
    panel(tab).get_by_role("button", name="Do it").and_(tab.locator(":enabled")).wait_for()
    tab.keyboard.press("Control+Enter")
    said(tab).wait_for()
    asked = {"kind": "actor", "id": "ana-reyes", "into": "luis-reyes", "prefer": {"born": "from", "topics": "both"}}
    assert preview.bodies("merge")[-2:] == [{**asked, "dry": "yes"}, asked]


def test_axe_finds_no_fault_with_a_form_of_every_kind_of_field(
    editing: Edit, faults: Callable[[Tab], list[object]]
) -> None:
    for width in (1280, 390):
        tab = opened(editing, width, bypass_csp=True)
        panel(tab).get_by_text("More fields").click()
        panel(tab).get_by_role("button", name="Add a role").click()
        assert faults(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        panel(tab).get_by_role("button", name="The same as another…").click()
        panel(tab).get_by_role("combobox", name="The same as").fill("luis")
        tab.keyboard.press("Enter")
        panel(tab).locator(".sides").wait_for()
        assert faults(tab) == []
