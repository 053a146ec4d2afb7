"""Fields that complete what is typed, and words that are names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .page import Edit, Preview, chips, claim, fields, focused, panel, said, saved, select

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab


# --- completion


def options(tab: Tab) -> list[str]:
    return panel(tab).locator("[role=option]:visible").all_inner_texts()


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
    assert box.get_attribute("aria-activedescendant") is None  # the first is offered, and no arrow was there yet
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        box.press(key)
    lit = box.evaluate("one => one.getRootNode().getElementById(one.getAttribute('aria-activedescendant')).innerText")
    assert lit == "Luis Reyes luis-reyes"
    box.press("Enter")
    box.press_sequentially("ana")
    for key in ("ArrowDown", "Enter", "Backspace"):
        assert chips(tab) == (["Luis Reyes", "Ana Reyes"] if key == "Backspace" else ["Luis Reyes"])
        box.press(key)
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
    box.press("Enter")
    box.press_sequentially("ana")
    assert options(tab) != []
    box.press("Control+Enter")  # as Tab does: what is offered is taken
    saved(tab)
    assert fields(preview) == {"speaker": ["Nobody Known", "ana-reyes"]}


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
