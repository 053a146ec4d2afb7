"""Drawings that nothing is cut off of, the table of claims, the index of people: by mouse and by keyboard."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.archives import write

from .conftest import Open, at

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

WIDTHS = pytest.mark.parametrize("width", [1280, 390])
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGNkYPhfDwAChAGA8YvxYwAAAABJRU5ErkJggg=="
)

PEOPLE = (
    "Ana Reyes", "Wilhelmina MacMillan-Wammerton", "Commission on the Management of Municipal Waterways",
    "Łucja Żółć", "Мария Щербакова-Шишкина", "中華人民共和國國務院總理辦公室主任", "Ímy", "Ben O’Hara", "W W",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Tom Ito", "שרה כהן",
)  # fmt: skip
EVERYONE = " met ".join(PEOPLE)
ROLES = (
    "  roles:\n"
    "  - {title: Member of the standing committee on matters of bridges and of other crossings, from: 1962-03}\n"
    "  - {title: Mayor, from: 2021}\n  - {title: Vice-Chairwoman of Waterways, from: 2018-02, to: 2018-05}\n"
    "  - {title: Clerk, to: 1971}\n  - {title: Walker}\n"
)
CLAIMS = (
    ("old", "ana", "false", "2019", "piers"),
    ("wide", "p1", "true", "2021-05", "piers"),
    ("safe", "ana", "true", "2023-11-02", "bridge"),
    ("late", "", "", "", "bridge"),
)


@pytest.fixture(scope="module")
def busy(run_cli: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with names of every length, many years, and lists over several pages."""
    root = tmp_path_factory.mktemp("busy")
    actors = "".join(f'- id: p{n}\n  name: "{name}"\n' for n, name in enumerate(PEOPLE) if n)
    write(root, {f"seeds/a{n}.txt": f"Headline {n}\n\n{EVERYONE}.\n" for n in range(3)})
    write(root, {f"content/articles/a{n}.yaml": f"seed: a{n}.txt\ndate: {1931 + 41 * n}-05\n" for n in range(3)})
    claims = "".join(
        f"- {{id: {name}, claim: It is {name}., article: a0, topics: [{topic}]"
        + "".join(f", {key}: {value}" for key, value in (("speaker", who), ("verdict", held), ("date", day)) if value)
        + "}\n"
        for name, who, held, day, topic in CLAIMS
    )
    write(
        root,
        {
            "content/site.yaml": "title: Busy\nper_page: 6\n",
            "content/actors/ana.yaml": "- id: ana\n  name: Ana Reyes\n  image: {file: ana.png, alt: Ana}\n" + ROLES,
            "content/actors/others.yaml": actors,
            "content/claims/all.yaml": claims,
        },
    )
    (root / "content/media").mkdir()
    (root / "content/media/ana.png").write_bytes(PIXEL)
    done = run_cli("build", "--root", root, "--no-search")
    assert done.returncode == 0, done.stderr  # type: ignore[attr-defined]
    return root / "public"


CUT_OFF = """() => [...document.querySelectorAll("svg.chart")].flatMap((drawing) => {
  const frame = drawing.getBoundingClientRect();
  const texts = [...drawing.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const outside = ([, box]) =>
    box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 3;
  // A third of a line's height is air.
  const meet = ([, a], [, b]) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top + a.height / 3 < b.bottom && b.top + b.height / 3 < a.bottom;
  const over = texts.filter((one, place) => texts.slice(place + 1).some((other) => meet(one, other)));
  return [...texts.filter(outside), ...over].map(([words]) => words);
})"""
DRAWN = ("people/ana/", "people/p2/", "topics/piers/", "timeline/", "")
LISTS = (*DRAWN, "claims/", "claims/verdict/true/", "claims/verdict/none/", "people/")


def claims(tab: Tab) -> list[str]:
    """The statements that the table shows."""
    return tab.locator("tbody tr:visible td:first-child").all_inner_texts()


# --- drawings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_word_of_a_drawing_is_cut_off_or_under_another(busy: Path, opened: Open, width: int) -> None:
    tab = opened(busy, width=width)
    start = tab.url
    for url in DRAWN:
        tab.goto(start + url)
        tab.evaluate("document.fonts.ready")
        assert tab.locator("svg.chart text").count() > 3, url
        assert tab.evaluate(CUT_OFF) == [], url


@pytest.mark.parametrize("width", [1280, 320])
def test_nor_in_the_reference_archive(reference: Path, opened: Open, width: int) -> None:
    tab = opened(reference, width=width)
    start, drawn = tab.url, 0
    for page in sorted(reference.glob("*/*/index.html")):
        if 'class="chart' in page.read_text(encoding="utf-8"):
            tab.goto(start + page.parent.relative_to(reference).as_posix() + "/")
            tab.evaluate("document.fonts.ready")
            assert tab.evaluate(CUT_OFF) == [], page
            drawn += 1
    assert drawn > 25


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawing_has_the_colours_of_the_page(busy: Path, opened: Open, scheme: str) -> None:
    tab = opened(busy, "people/ana/", color_scheme=scheme)
    ink = tab.evaluate("getComputedStyle(document.body).color")
    assert tab.locator(".network text").first.evaluate("text => getComputedStyle(text).fill") == ink


def test_a_drawing_is_a_picture_with_words_for_those_who_do_not_see_it(busy: Path, opened: Open) -> None:
    tab = opened(busy, "people/ana/")
    assert tab.get_by_role("img", name="Roles in time, 1962 to 2021").is_visible()
    assert tab.get_by_role("img", name="Ana Reyes in the middle of those who share articles").is_visible()
    assert tab.get_by_role("link", name=PEOPLE[2]).is_visible()


@pytest.mark.parametrize("is_scripted", [True, False])
def test_no_list_is_wider_than_the_smallest_screen(busy: Path, opened: Open, is_scripted: bool) -> None:
    tab = opened(busy, width=320, java_script_enabled=is_scripted)
    start = tab.url
    for url in LISTS:
        tab.goto(start + url)
        assert tab.evaluate("document.documentElement.scrollWidth") == 320, url


# --- claims -----------------------------------------------------------------------------------------------------


def test_without_scripts_the_bar_leads_to_the_claims_of_a_verdict(busy: Path, opened: Open) -> None:
    tab = opened(busy, "claims/", java_script_enabled=False)
    assert claims(tab) == ["It is safe.", "It is wide.", "It is old.", "It is late."]
    assert (tab.get_by_role("button").count(), tab.get_by_role("combobox").count()) == (0, 0)
    tab.locator(".legend").get_by_role("link", name="False").click()
    tab.get_by_role("heading", level=1, name="False").wait_for()
    assert claims(tab) == ["It is old."]
    tab.locator(".legend").get_by_role("link", name="No verdict yet").click()
    tab.get_by_role("heading", level=1, name="No verdict yet").wait_for()
    assert claims(tab) == ["It is late."]


@WIDTHS
def test_menus_filter_the_table_and_say_how_many_are_left(busy: Path, opened: Open, width: int) -> None:
    tab = opened(busy, "claims/", width=width)
    status = tab.get_by_role("status")
    assert status.inner_text() == "4 of 4 claims"
    tab.get_by_label("Speaker").select_option("Ana Reyes")
    assert (claims(tab), status.inner_text()) == (["It is safe.", "It is old."], "2 of 4 claims")
    tab.get_by_label("Topic").select_option("bridge")
    assert (claims(tab), status.inner_text()) == (["It is safe."], "1 of 4 claims")
    at(tab, "/claims/?speaker=Ana+Reyes&topic=bridge")
    tab.get_by_role("button", name="Show all").click()
    at(tab, "/claims/")
    assert len(claims(tab)) == 4
    assert tab.evaluate("document.activeElement.name") == "verdict"
    assert not tab.get_by_role("button", name="Show all").is_visible()


def test_the_menus_hold_every_verdict_speaker_topic_and_year(busy: Path, opened: Open) -> None:
    tab = opened(busy, "claims/")
    assert {name: tab.get_by_label(name).locator("option").all_inner_texts() for name in ("Verdict", "Year")} == {
        "Verdict": ["All", "True", "False", "No verdict yet"],
        "Year": ["All", "2023", "2021", "2019"],
    }
    assert tab.get_by_label("Speaker").locator("option").all_inner_texts() == [
        "All", "Ana Reyes", "The article’s own words", "Wilhelmina MacMillan-Wammerton",
    ]  # fmt: skip


@WIDTHS
def test_headings_sort_up_and_down_and_back_by_keyboard(busy: Path, opened: Open, width: int) -> None:
    tab = opened(busy, "claims/", width=width)
    date, heading = tab.get_by_role("button", name="Date"), tab.locator("th[data-field=date]")
    date.focus()
    tab.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert claims(tab) == ["It is old.", "It is wide.", "It is safe.", "It is late."]
    tab.keyboard.press("Space")
    assert heading.get_attribute("aria-sort") == "descending"
    assert claims(tab) == ["It is safe.", "It is wide.", "It is old.", "It is late."]
    tab.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") is None
    assert claims(tab) == ["It is safe.", "It is wide.", "It is old.", "It is late."]
    assert date.evaluate("button => button === document.activeElement")


def test_dates_that_are_not_exactly_known_sort_by_the_calendar(
    run_cli: Callable[..., object], opened: Open, tmp_path: Path
) -> None:
    dated = {"a": "196X", "b": "-0043-03-15", "c": "1961-05-04", "d": "1961~", "e": "Y-17000", "f": "2024-03-05T10:00Z"}
    write(tmp_path, {"seeds/a.txt": "Headline\n\nWords.\n"})
    records = "".join(
        f'- {{id: {name}, claim: It is {name}., article: a, date: "{day}"}}\n' for name, day in dated.items()
    )
    write(tmp_path, {"content/claims/all.yaml": records})
    run_cli("build", "--root", tmp_path, "--no-search")
    tab = opened(tmp_path / "public", "claims/?sort=date")
    assert claims(tab) == [f"It is {name}." for name in "ebadcf"]
    years = ["All", "2024", "1961", "1960s", "44 BC", "17,001 BC"]
    assert tab.get_by_label("Year").locator("option").all_inner_texts() == years
    tab.get_by_label("Year").select_option("1960s")
    assert claims(tab) == ["It is a."]


def test_verdicts_sort_by_their_scale(busy: Path, opened: Open) -> None:
    tab = opened(busy, "claims/")
    tab.get_by_role("button", name="Verdict").click()
    tab.get_by_role("button", name="Verdict").click()
    assert claims(tab) == ["It is late.", "It is old.", "It is safe.", "It is wide."]


def test_what_was_chosen_is_kept_in_the_address(busy: Path, opened: Open) -> None:
    tab = opened(busy, "claims/?verdict=True&sort=-date&year=1066")
    assert claims(tab) == ["It is safe.", "It is wide."]
    assert tab.get_by_label("Verdict").input_value() == "True"
    tab.get_by_role("button", name="Claim").click()
    tab.get_by_role("link", name="It is wide.").click()
    tab.go_back()
    assert claims(tab) == ["It is safe.", "It is wide."]
    at(tab, "/claims/?verdict=True&sort=claim")


def test_a_table_of_several_pages_says_what_it_has(
    run_cli: Callable[..., object], opened: Open, tmp_path: Path
) -> None:
    claim = "claim: It is so, article: a, verdict: true"
    write(tmp_path, {"seeds/a.txt": "Headline\n\nWords.\n", "content/site.yaml": "per_page: 2\n"})
    write(tmp_path, {"content/claims/all.yaml": "".join(f"- {{id: c{n}, {claim}, date: 201{n}}}\n" for n in range(6))})
    run_cli("build", "--root", tmp_path, "--no-search")
    tab = opened(tmp_path / "public", "claims/")
    assert tab.get_by_text("The table has 2 of 6 claims; each verdict above leads to all of its claims.").is_visible()
    assert tab.get_by_role("status").inner_text() == "2 of 2 claims on this page"
    assert tab.locator(".legend").get_by_role("link", name="True").is_visible()


def test_on_paper_the_table_has_its_headings_and_no_menus(busy: Path, opened: Open) -> None:
    tab = opened(busy, "claims/")
    tab.emulate_media(media="print")
    assert tab.get_by_text("Speaker", exact=True).locator("visible=true").all_inner_texts() == ["Speaker"]
    assert not tab.get_by_label("Verdict").is_visible()


@pytest.mark.parametrize("url", ["claims/?sort=date&topic=piers", "timeline/", "people/", "people/ana/"])
def test_axe_finds_no_fault(busy: Path, opened: Open, faults: Callable[[Tab], list[object]], url: str) -> None:
    assert faults(opened(busy, url, 390, bypass_csp=True)) == []


# --- people, timeline -------------------------------------------------------------------------------------------


@WIDTHS
def test_a_letter_leads_to_the_page_on_which_it_begins(busy: Path, opened: Open, width: int) -> None:
    tab = opened(busy, "people/", width=width, java_script_enabled=False)
    tab.get_by_role("navigation", name="Letters").get_by_role("link", name="W", exact=True).press("Enter")
    tab.locator(":target h2").get_by_text("W", exact=True).wait_for()
    assert "/people/from/" in tab.url
    assert tab.url.endswith("/#letter-W")
    tab.get_by_role("navigation", name="Pages").get_by_role("link", name="First and other pages").click()
    tab.get_by_role("navigation", name="Letters").get_by_role("link", name="D", exact=True).click()
    tab.locator(":target h2").get_by_text("D", exact=True).wait_for()
    assert "/people/#letter-D" in tab.url


@WIDTHS
def test_a_picture_is_as_high_as_it_is_wide(busy: Path, opened: Open, width: int) -> None:
    (page,) = (
        one for one in busy.glob("people/**/index.html") if '<img class="face"' in one.read_text(encoding="utf-8")
    )
    tab = opened(busy, f"{page.parent.relative_to(busy).as_posix()}/", width=width)
    box = tab.locator("img.face").bounding_box()
    assert box is not None
    assert box["width"] == box["height"] > 30
    assert tab.locator("span.face").first.bounding_box()["width"] == box["width"]


def test_a_year_of_the_timeline_leads_to_where_it_begins(busy: Path, opened: Open) -> None:
    tab = opened(busy, "timeline/")
    tab.get_by_role("navigation", name="Years").get_by_role("link", name="2013").click()
    assert tab.locator(":target h2").inner_text().startswith("2013")
