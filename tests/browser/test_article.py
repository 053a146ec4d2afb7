"""An article and its annotations: beside their words, lit up together, gone through one by one, hidden, copied."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.archives import write

from .conftest import Open, at, ready

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect
    from playwright.sync_api import Page as Tab

WIDTHS = pytest.mark.parametrize("width", [1280, 390])
VOTE, DENSE = "articles/vote/", "articles/dense/"
LIT = "[...document.querySelectorAll('.lit')].map(one => one.id || one.querySelector('.said')?.innerText || '')"
LOAD, SAFE, YEAR = "The bridge carries nothing.", "What is safe", "The year 2009"


def lit(tab: Tab) -> set[str]:
    return set(tab.evaluate(LIT))


def unfolded(tab: Tab) -> list[str]:
    return tab.evaluate("[...document.querySelectorAll('.card[open] .said')].map(one => one.innerText)")


def boxes(tab: Tab, selector: str) -> list[FloatRect]:
    found = [one.bounding_box() for one in tab.locator(selector).all()]
    return [box for box in found if box]


# --- where cards stand


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [780, 1100, 1280, 1920])
def test_forty_cards_stand_in_the_margin_and_never_overlap(
    harbour: Path, opened: Open, width: int, scripts: bool
) -> None:
    tab = opened(harbour, DENSE, width, java_script_enabled=scripts)
    cards = boxes(tab, ".card")
    assert len(cards) == 40
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(cards))
    right = max(box["x"] + box["width"] for box in boxes(tab, ".text"))
    assert all(box["x"] >= right and box["x"] + box["width"] <= width for box in cards)
    assert tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [780, 1100, 1280, 1920])
def test_a_card_begins_beside_its_words(reference: Path, opened: Open, width: int) -> None:
    tab = opened(reference, "articles/five-warnings/", width)
    for name in ("note-section-1373", "claim-appears-to-violate"):
        words, card = boxes(tab, f"[id='{name}']")[0], boxes(tab, f".card:has([id='card.{name}'])")[0]
        assert abs(card["y"] - words["y"]) < 120


@pytest.mark.parametrize("width", [320, 390, 700])
def test_on_a_narrow_screen_cards_are_folded_below_their_paragraph(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, DENSE, width, java_script_enabled=False)
    texts, cards = boxes(tab, ".text"), boxes(tab, ".cards")
    assert all(text["y"] + text["height"] <= some["y"] + 6 for text, some in zip(texts, cards, strict=True))
    assert unfolded(tab) == []
    assert max(box["height"] for box in boxes(tab, ".card")) < 60


def test_a_table_of_contents_leads_to_the_headings(harbour: Path, opened: Open) -> None:
    for width in (1280, 390):
        tab = opened(harbour, VOTE, width)
        contents = tab.get_by_role("navigation", name="Contents")
        assert contents.get_by_role("link").all_inner_texts() == ["The piers", "The vote", "What comes next"]
        contents.get_by_role("link", name="What comes next").click()
        at(tab, "#section-what-comes-next")


# --- light


@WIDTHS
def test_words_and_cards_light_up_together_under_the_pointer(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    tab.locator("#claim-pier").hover()
    assert lit(tab) == {"claim-pier", "marker.claim-pier", "The pier is old."}
    tab.locator(".card", has_text=LOAD).locator("summary").hover()
    assert lit(tab) == {"claim-load", "note-safe", "note-year", "marker.claim-load", LOAD}
    tab.locator("h1").hover()
    assert lit(tab) == set()


@WIDTHS
@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_id_leads_to_the_card_and_lights_it(harbour: Path, opened: Open, width: int, scripts: bool) -> None:
    tab = opened(harbour, f"{VOTE}#claim-jetty", width, java_script_enabled=scripts)
    tab.set_viewport_size({"width": width, "height": 200})
    tab.evaluate("location.hash = ''")
    tab.evaluate("location.hash = '#claim-jetty'")
    card = tab.locator(".card", has_text="The pier is old.")
    assert card.evaluate("one => one.matches(':has(:target)') && one.getBoundingClientRect().top < innerHeight")
    assert (lit(tab), unfolded(tab)) == (
        ({"claim-pier", "marker.claim-pier", "The pier is old."}, ["The pier is old."]) if scripts else (set(), [])
    )


def test_the_card_lights_all_its_words_and_no_others(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.locator(".card", has_text=LOAD).hover()
    words = tab.evaluate("[...document.querySelectorAll('mark.lit')].map(one => one.innerText).join('')")
    assert words == "has not carried a safe load"


def test_they_light_up_with_the_focus(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.get_by_role("link", name="Claim 4").focus()
    assert "The pier is old." in lit(tab)
    tab.locator("#main").focus()
    assert lit(tab) == set()


@WIDTHS
@pytest.mark.parametrize("target", ["claim-pier", "card.claim-pier", "marker.claim-pier"])
def test_they_light_up_when_a_link_leads_to_them(harbour: Path, opened: Open, width: int, target: str) -> None:
    tab = opened(harbour, f"{VOTE}#{target}", width)
    tab.locator(".lit").first.wait_for()
    assert lit(tab) == {"claim-pier", "marker.claim-pier", "The pier is old."}
    assert tab.get_by_text("The pier is old.").is_visible()


def test_without_scripts_the_words_of_a_link_light_up_too(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, f"{VOTE}#claim-pier", java_script_enabled=False, reduced_motion="reduce")
    colour = "getComputedStyle(document.querySelector('#claim-pier')).backgroundColor"
    assert tab.evaluate(colour) == "rgb(248, 230, 182)"


# --- from one to the next


@WIDTHS
def test_clicks_on_words_lead_through_all_their_annotations(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    words = tab.locator("mark", has_text="safe load")
    seen = []
    for _ in range(4):
        words.click()
        seen += unfolded(tab)
    assert seen == [LOAD, SAFE, YEAR, LOAD]


def test_taps_do_so_too(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE, 390, has_touch=True, is_mobile=True)
    seen = []
    for _ in range(3):
        tab.locator("mark", has_text="safe load").tap()
        seen += unfolded(tab)
    assert seen == [LOAD, SAFE, YEAR]


@WIDTHS
def test_the_keyboard_reaches_them_by_their_numbers(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    for name, statement in (("Claim 1", LOAD), ("Note 2", SAFE), ("Note 3", YEAR)):
        tab.get_by_role("link", name=name, exact=True).press("Enter")
        tab.locator(".card[open]", has_text=statement).wait_for()


@WIDTHS
def test_the_bar_counts_what_is_not_hidden(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    bar = tab.get_by_role("navigation", name="Annotations")
    bar.get_by_role("button", name="Next").click()
    for kind, told in (("Claims", "2 annotations"), ("Notes", "0 annotations")):
        tab.get_by_label(kind, exact=True).uncheck()
        assert bar.get_by_role("status").inner_text() == told
    for kind, told in (("Notes", "2 annotations"), ("Claims", "1 of 4")):
        tab.get_by_label(kind, exact=True).check()
        assert bar.get_by_role("status").inner_text() == told


@WIDTHS
def test_the_bar_and_the_keys_go_forth_and_back(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    bar = tab.get_by_role("navigation", name="Annotations")
    assert bar.get_by_role("status").inner_text() == "4 annotations"
    bar.get_by_role("button", name="Next").click()
    assert (unfolded(tab), bar.get_by_role("status").inner_text()) == ([LOAD], "1 of 4")
    tab.keyboard.press("n")
    assert unfolded(tab) == [SAFE]
    assert tab.evaluate("document.activeElement.id") == "marker.note-safe"
    tab.keyboard.press("p")
    tab.keyboard.press("p")
    assert unfolded(tab) == ["The pier is old."]
    bar.get_by_role("button", name="Previous").press("Enter")
    assert (unfolded(tab), bar.get_by_role("status").inner_text()) == ([YEAR], "3 of 4")
    tab.keyboard.press("Escape")
    tab.locator("#main").focus()
    assert lit(tab) == set()


def test_going_on_begins_where_the_reader_is(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, DENSE)
    tab.locator("#note-n30").scroll_into_view_if_needed()
    tab.evaluate("document.querySelector('#note-n30').scrollIntoView({block: 'start'})")
    tab.keyboard.press("n")
    assert tab.evaluate("document.activeElement.id") in ("marker.note-n30", "marker.note-n31")
    inside = tab.evaluate(
        "(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"
    )
    assert inside


def test_a_question_mark_shows_the_keys_and_escape_closes_them(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.keyboard.press("?")
    dialog = tab.get_by_role("dialog", name="Keys")
    assert "next annotation" in dialog.inner_text()
    tab.keyboard.press("n")
    assert unfolded(tab) == []
    tab.keyboard.press("Escape")
    assert not dialog.is_visible()
    tab.get_by_role("button", name="Keys").click()
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()


def test_keys_are_letters_while_a_reader_types_or_holds_a_modifier(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    tab.locator("textarea").press("n")
    tab.locator("#main").focus()
    tab.keyboard.press("Alt+n")
    assert (unfolded(tab), tab.locator("textarea").input_value()) == ([], "n")


def test_keys_can_be_switched_off_for_good(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.keyboard.press("?")
    tab.get_by_label("Letters work as keys").uncheck()
    tab.keyboard.press("Escape")
    tab.reload()
    ready(tab)
    tab.keyboard.press("n")
    assert unfolded(tab) == []
    tab.get_by_role("button", name="Keys").click()
    assert not tab.get_by_label("Letters work as keys").is_checked()


# --- showing and hiding


@WIDTHS
def test_a_reader_hides_claims_notes_and_names_and_the_text_stays(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width)
    text = tab.locator(".flow .text").all_inner_texts()
    for kind, hidden in (("Claims", ".claim:is(.card, .marker)"), ("Notes", ".note:is(.card, .marker)")):
        assert tab.locator(f".article {hidden}").first.is_visible()
        tab.get_by_label(kind, exact=True).uncheck()
        assert tab.locator(f".article {hidden}").locator("visible=true").count() == 0
    tab.get_by_label("Names", exact=True).press("Space")
    style = "(one => [one.backgroundImage, one.borderBlockEndWidth, one.textDecorationLine])"
    marks = tab.evaluate(f"[...document.querySelectorAll('mark')].map(one => {style}(getComputedStyle(one)).join())")
    assert set(marks) == {"none,0px,none"}
    assert tab.evaluate("getComputedStyle(document.querySelector('a.name')).textDecorationLine") == "none"
    assert tab.locator(".flow .text").all_inner_texts() == text


def test_what_is_hidden_stays_hidden_on_every_page_of_the_site(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.get_by_label("Notes", exact=True).uncheck()
    tab.goto(tab.url.replace(VOTE, DENSE))
    ready(tab)
    assert tab.locator(".card").locator("visible=true").count() == 0
    assert not tab.get_by_label("Notes", exact=True).is_checked()
    tab.get_by_label("Notes", exact=True).check()
    assert tab.locator(".card").locator("visible=true").count() == 40


def test_what_is_hidden_is_passed_over(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.get_by_label("Notes", exact=True).uncheck()
    tab.keyboard.press("n")
    tab.keyboard.press("n")
    assert unfolded(tab) == ["The pier is old."]
    tab.locator("mark", has_text="safe load").click()
    tab.locator("mark", has_text="safe load").click()
    assert unfolded(tab) == [LOAD]


# --- copying


def copied(tab: Tab) -> str:
    return tab.evaluate("navigator.clipboard.readText()")


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def test_a_card_copies_the_link_to_its_words(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE, **CLIPBOARD)
    tab.locator("#claim-pier").click()
    tab.locator(".card", has_text="The pier is old.").locator("a", has_text="Copy link").click()
    tab.get_by_text("Copied").wait_for()
    assert copied(tab).endswith("/archive/2024/articles/vote/#claim-pier")


def test_a_citation_is_copied_by_keyboard(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE, 390, **CLIPBOARD)
    tab.locator("summary", has_text="BibTeX").press("Enter")
    tab.get_by_role("button", name="Copy CSL-JSON").press("Enter")
    tab.get_by_text("Copied").wait_for()
    assert json.loads(copied(tab))[0]["title"] == "Council votes"


# --- without scripts, and on paper


@WIDTHS
def test_without_scripts_all_of_it_is_there(harbour: Path, opened: Open, width: int) -> None:
    tab = opened(harbour, VOTE, width, java_script_enabled=False)
    tab.get_by_role("link", name="Claim 1", exact=True).click()
    card = tab.locator(".card", has_text=LOAD)
    card.get_by_text("It carries trams.").wait_for()
    card.get_by_role("link", name="Link", exact=True).click()
    at(tab, "#claim-load")
    tab.locator("summary", has_text="BibTeX").click()
    assert tab.get_by_text("@article{vote,").is_visible()
    assert tab.get_by_role("button").count() == 0


def test_on_paper_annotations_are_numbered_notes_without_controls(harbour: Path, opened: Open) -> None:
    tab = opened(harbour, VOTE)
    tab.get_by_label("Claims", exact=True).focus()
    tab.emulate_media(media="print")
    assert tab.locator("button, nav, input, .skip, .copy, .cite").locator("visible=true").count() == 0
    assert tab.get_by_text("It carries trams.").is_visible()
    assert tab.locator(".card .by").all_inner_texts()[0] == "1 · Claim by Ana Reyes"
    target = "getComputedStyle(document.querySelector('.text a[href^=http]'), '::after').content"
    assert "https://example.org/day" in tab.evaluate(target)


# --- for everyone


@WIDTHS
def test_axe_finds_no_fault_with_everything_open(
    harbour: Path, opened: Open, faults: Callable[[Tab], list[object]], width: int
) -> None:
    tab = opened(harbour, VOTE, width, bypass_csp=True, has_touch=width == 390)
    tab.keyboard.press("n")
    tab.locator("summary", has_text="BibTeX").click()
    tab.locator(".text").get_by_role("link", name="Ana Reyes").hover()
    tab.get_by_role("tooltip").wait_for()
    assert faults(tab) == []


@WIDTHS
def test_the_seed_article_of_the_reference_archive_keeps_to_all_this(reference: Path, opened: Open, width: int) -> None:
    tab = opened(reference, "articles/landrieu-political-stunt/", width)
    for _ in range(18):
        tab.keyboard.press("n")
    assert tab.get_by_role("navigation", name="Annotations").get_by_role("status").inner_text() == "1 of 17"
    assert tab.evaluate("document.documentElement.scrollWidth") == width


# --- links to words


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_of_a_person_leads_to_the_very_words_in_any_script(
    run_cli: Callable[..., object], opened: Open, tmp_path: Path, scripts: bool
) -> None:
    names = ["Ana Reyes", "Иван Мост", "京都", "O’Brien & Söhne", "हिन्दी सभा", "3"]
    text = f"{'. '.join(names)}. {'At length. ' * 400}\n\n{'. '.join(names)}."
    actors = "".join(f"- {{id: a{number}, name: '{name}', kind: place}}\n" for number, name in enumerate(names))
    write(tmp_path, {"seeds/a.txt": f"Headline\n\n{text}\n", "content/actors/all.yaml": actors})
    run_cli("build", "--root", tmp_path, "--no-search")
    tab = opened(tmp_path / "public", java_script_enabled=scripts)
    home = tab.url
    for number, name in enumerate(names):
        for which in (0, 1):
            tab.goto(f"{home}places/a{number}/")
            if scripts:
                ready(tab)
            tab.locator(".mentions b.hit a").nth(which).click()
            target = tab.locator(":target")
            assert target.inner_text() == name
            assert tab.locator(f".name:text-is('{name}')").nth(which).evaluate("one => one.matches(':target')")
            assert target.evaluate("one => one.getBoundingClientRect().top < innerHeight")
