"""Names that are linked wrongly: what the bar beside them offers, and words of links that are selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .page import ANA_RECORD, Edit, Preview, focused, panel, said, select

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page as Tab


def name(tab: Tab) -> Locator:
    return tab.locator(".article .text a.name", has_text="Ana Reyes")


def bar(tab: Tab) -> Locator:
    return tab.get_by_role("group", name="Ana Reyes: Ana Reyes")


def drag(tab: Tab, first: float, last: float, target: Locator) -> None:
    """Over an element, from and to so many pixels behind its beginning and before its end."""
    box = target.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    tab.mouse.move(box["x"] + first, middle)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 20, middle)
    tab.mouse.move(box["x"] + box["width"] - last, middle)
    tab.mouse.up()


def test_not_this_person_is_two_clicks(editing: Edit, preview: Preview) -> None:
    tab = editing()
    name(tab).hover()
    bar(tab).get_by_role("button", name="Not this person").click()
    assert panel(tab).get_by_role("radio", name="Not Ana Reyes").is_checked()
    panel(tab).get_by_text("As YAML").click()
    assert panel(tab).get_by_role("region", name="As YAML").is_visible()
    panel(tab).get_by_role("button", name="Save").click()
    said(tab).wait_for()
    [body] = preview.bodies("mention")
    assert (body["actor"], body["how"], body["whole"], body["selection"]["words"]) == (
        "ana-reyes",
        "not",
        "yes",
        "Ana Reyes",
    )
    assert preview.bodies("check")[-1] == body


def test_words_can_be_nobody_here_or_in_any_article(editing: Edit, preview: Preview) -> None:
    tab = editing()
    name(tab).hover()
    bar(tab).get_by_role("button", name="Not this person").click()
    panel(tab).get_by_role("radio", name="Nobody").check()
    assert panel(tab).get_by_role("radio", name="In this article").is_checked()
    panel(tab).get_by_role("radio", name="In any article").check()
    tab.keyboard.press("Control+Enter")
    said(tab).wait_for()
    assert [(body["actor"], body["how"]) for body in preview.bodies("mention")] == [("", "nowhere")]


def test_somebody_else_is_whoever_else_is_called_so(editing: Edit, preview: Preview) -> None:
    tab = editing()
    name(tab).focus()
    tab.keyboard.press("a")
    panel(tab).wait_for()
    box = panel(tab).get_by_role("combobox", name="Who or what the words name")
    assert (focused(tab), box.input_value()) == ("actor", "Luis Reyes")
    tab.keyboard.press("Control+Enter")
    said(tab).wait_for()
    assert [(body["actor"], body["how"]) for body in preview.bodies("mention")] == [("luis-reyes", "article")]


def test_whoever_is_named_can_be_changed_where_they_are_named(editing: Edit, preview: Preview) -> None:
    tab = editing()
    name(tab).hover()
    bar(tab).get_by_role("button", name="Edit Ana Reyes").click()
    assert preview.bodies("record") == [{"kind": "actor", "id": "ana-reyes"}]
    box = panel(tab).get_by_role("textbox", name="Name (needed)")
    assert box.input_value() == "Ana Reyes"
    box.fill("Ana Maria Reyes")
    box.press("Control+Enter")
    said(tab).wait_for()
    [body] = preview.bodies("save")
    assert (body["kind"], body["id"], body["version"]) == ("actor", "ana-reyes", ANA_RECORD["version"])
    assert body["fields"]["name"] == "Ana Maria Reyes"


def test_words_of_a_link_are_selected_and_the_link_is_still_followed(editing: Edit) -> None:
    tab = editing()
    drag(tab, 2, 2, name(tab))
    assert tab.evaluate("getSelection().toString()") == "Ana Reyes"
    tab.locator(".toolbar").get_by_role("button", name="Claim").wait_for()
    assert name(tab).get_attribute("href") == "../../people/ana-reyes/"
    tab.mouse.click(5, 600)
    name(tab).click()
    tab.wait_for_url("**/people/ana-reyes/")


def test_the_bar_goes_when_it_is_not_wanted(editing: Edit) -> None:
    tab = editing()
    name(tab).hover()
    bar(tab).wait_for()
    tab.keyboard.press("Escape")
    bar(tab).wait_for(state="hidden")
    tab.mouse.move(5, 600)
    name(tab).hover()
    bar(tab).wait_for()
    select(tab, "Nobody in the")
    bar(tab).wait_for(state="hidden")


def test_axe_finds_no_fault_with_a_name_that_is_corrected(editing: Edit, faults: Callable[[Tab], list[object]]) -> None:
    for width in (1280, 390):
        tab = editing(width, bypass_csp=True)
        name(tab).hover()
        bar(tab).wait_for()
        assert faults(tab) == []
        bar(tab).get_by_role("button", name="Not this person").click()
        panel(tab).get_by_text("As YAML").click()
        assert faults(tab) == []
