"""Edits that show on pages of other records, by ways that are easily overlooked: the site is that of a clean build."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from support.edit_machine import OneEdit
from support.incremental_archive import quick_builds

from sitegen.engine import Options, check

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


@pytest.fixture
def machine() -> Generator[OneEdit]:
    found = OneEdit()
    yield found
    found.teardown()


def test_a_later_page_of_articles_about_somebody_shows_whom_they_name(machine: OneEdit) -> None:
    machine.sources.site["per_page"] = 1
    for number in range(4):
        machine.sources.seeds[f"about{number}.txt"] = f"About {number}\n\nCars passed. Luis Holt saw {number}.\n"
        machine.sources.records["articles"][f"about{number}"] = {"seed": f"about{number}.txt", "actors": ["harbour"]}
    assert machine.build()
    for number in range(4):
        machine.sources.seeds[f"about{number}.txt"] += "\nAna Reyes saw it, too.\n"
        assert machine.build()


def test_people_of_a_topic_whom_its_articles_do_not_name_are_in_order(machine: OneEdit) -> None:
    machine.sources.records["articles"]["count"]["actors"] = ["harbour", "spare"]
    assert machine.build()
    machine.sources.patch("actors", "spare", {"sort_name": "Aaa"})
    assert machine.build()
    machine.sources.patch("actors", "harbour", {"sort_name": "Aa"})
    assert machine.build()


def test_words_that_a_page_links_to_are_looked_for_after_edits_of_others(machine: OneEdit) -> None:
    link = "See [it](/articles/vote/#:~:text=below%20the%20window)."
    machine.sources.patch("actors", "council", {"body": link})
    assert machine.build()
    machine.sources.patch("actors", "spare", {"summary": "Somebody."})
    assert machine.build()
    machine.sources.seeds["vote.txt"] = machine.sources.seeds["vote.txt"].replace("below the window", "by")
    machine.build()
    assert "dead-link" in {problem.code for problem in check(Options(machine.here.root, "", search=False)).problems}


def test_of_pages_with_the_same_dead_link_the_first_is_named(machine: OneEdit) -> None:
    link = "See [it](/articles/vote/#claim-safe)."
    machine.sources.patch("actors", "spare", {"body": link})
    machine.sources.patch("topics", "traffic", {"body": link})
    assert machine.build()
    machine.sources.patch("claims", "safe", {"quote": None, "article": "count"})
    machine.sources.patch("topics", "traffic", {"name": "Road"})
    machine.build()
    assert "broken-fragment" in {
        problem.code for problem in check(Options(machine.here.root, "", search=False)).problems
    }


def test_two_pages_at_one_address_are_both_made(machine: OneEdit) -> None:
    machine.sources.records["articles"]["count"]["formerly"] = ["counted-cars"]
    assert machine.build()
    machine.sources.seeds["other.txt"] = "Others\n\nCars passed.\n"
    machine.sources.records["articles"]["counted-cars"] = {"seed": "other.txt"}
    assert not machine.build()


def test_a_build_that_is_refused_for_another_fault_may_have_a_new_article(machine: OneEdit) -> None:
    assert machine.build()
    machine.sources.seeds["other.txt"] = "Others\n\nCars passed.\n"
    machine.sources.patch("claims", "safe", {"quote": "no such words"})
    assert not machine.build()


def test_a_cache_that_begins_a_new_file_says_nothing_of_places_in_the_old_one(
    machine: OneEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.engine.build_cache._MOST_UNUSED", 0)
    machine.sources.seeds["vote.txt"] += "\nIt rained that day.\n"
    assert machine.build()
    machine.sources.seeds["vote.txt"] = machine.sources.seeds["vote.txt"].replace("rained", "poured")
    machine.sources.patch("actors", "spare", {"summary": "Somebody."})
    assert machine.build()


def test_a_fault_in_a_text_is_told_by_pages_that_were_not_the_first_to_show_it(machine: OneEdit) -> None:
    machine.sources.site["per_page"] = 1
    for day in range(1, 11):
        machine.sources.seeds[f"day{day}.txt"] = f"Day {day}\n\nCars passed.\n"
        machine.sources.records["articles"][f"day{day}"] = {"seed": f"day{day}.txt", "date": f"2026-01-{day:02}"}
    machine.sources.patch("articles", "day2", {"summary": "A map: ![Lost](media/lost.svg)"})
    assert machine.build()
    machine.sources.seeds["day11.txt"] = "Day 11\n\nCars passed.\n"
    machine.sources.records["articles"]["day11"] = {"seed": "day11.txt", "date": "2026-01-11"}
    assert machine.build()


def test_a_parent_that_is_written_by_name_may_get_another_id(machine: OneEdit) -> None:
    machine.sources.patch("topics", "bridge", {"parent": "Traffic"})
    assert machine.build()
    machine.sources.rename("topics", "traffic", "newly")
    assert machine.build()


LETTER = "2024/letter.md"


def test_a_heading_that_came_with_words_alone_can_be_linked_to(machine: OneEdit) -> None:
    machine.sources.seeds[LETTER] += "\n## Deeper\n\nIt is deep.\n"
    assert machine.build()
    machine.sources.seeds[LETTER] += "\n## Later\n\nIt is late.\n"
    assert machine.build()
    machine.sources.patch("notes", "tonnes", {"body": "See [it](/articles/letter/#section-later)."})
    assert machine.build()


def test_a_picture_that_came_with_words_alone_stays_where_others_show_it_no_more(machine: OneEdit) -> None:
    machine.sources.patch("actors", "spare", {"image": {"file": "deep/rain.webp", "alt": "Rain"}})
    assert machine.build()
    machine.sources.seeds[LETTER] += "\n![Rain](media/deep/rain.webp)\n"
    assert machine.build()
    machine.sources.patch("actors", "spare", {"image": None})
    assert machine.build()
