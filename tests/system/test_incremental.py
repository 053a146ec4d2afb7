"""The law of builds: whatever was built before, the site and the problems are those of a clean build elsewhere.

A machine edits a small archive, its site and what a build remembers, as people, editors and version control do, and
builds in between. With SITEGEN_SOAK=n it does n times as much, and looks for the shortest way to a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from support.checkout import TIMES
from support.edit_machine import STEPS, AnyEdits, OneEdit
from support.incremental_archive import quick_builds

from sitegen.engine import Outcome, build_cache, selective_build
from sitegen.engine.changes import FullBuildReason
from sitegen.output.search import FOLDER

pytestmark = pytest.mark.soaked
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


TestAnyEdits = AnyEdits.TestCase


@pytest.mark.parametrize("step", dict.fromkeys(STEPS), ids=lambda step: step.__name__)
def test_each_kind_of_edit_by_itself(step: Callable[[AnyEdits, Random], None]) -> None:
    machine, chance = OneEdit(), Random(step.__name__)
    try:
        for _ in range(2):
            machine.build()
            step(machine, chance)
        machine.build()
    finally:
        machine.teardown()


FEW_STEPS = (OneEdit.edit_a_seed, OneEdit.edit_a_record, OneEdit.edit_names)


class FewEdits(OneEdit):
    """Edits of few records and texts, which are made without loading the archive."""

    def __init__(self, *, is_open: bool, drafts: bool, per_page: int) -> None:
        super().__init__()
        self.shows_drafts = drafts
        self.sources.is_open = self.good.is_open = is_open
        self.sources.site["per_page"] = self.good.site["per_page"] = per_page

    def build(self, output: str = "public", *, drafts: bool = False, base_url: str = "") -> bool:
        return super().build(output, drafts=drafts or self.shows_drafts, base_url=base_url)


def selections(monkeypatch: pytest.MonkeyPatch) -> list[Outcome | FullBuildReason]:
    """What comes of each attempt to build without loading the archive."""
    made: list[Outcome | FullBuildReason] = []
    make = selective_build.build_selection

    def noted(*given: Any) -> Outcome | FullBuildReason:
        made.append(make(*given))
        return made[-1]

    monkeypatch.setattr(selective_build, "build_selection", noted)
    # Of so few articles it would soon be time to leave behind what is used no more.
    monkeypatch.setattr(build_cache, "_MOST_UNUSED", 100)
    return made


@pytest.mark.parametrize(
    ("is_open", "drafts", "per_page"),
    [(True, False, 2), (False, False, 50), (False, True, 2)],
    ids=["no drafts", "drafts left out", "drafts shown"],
)
def test_edits_that_are_made_without_loading_the_archive(
    is_open: bool, drafts: bool, per_page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = selections(monkeypatch)
    machine, chance = FewEdits(is_open=is_open, drafts=drafts, per_page=per_page), Random("open")
    try:
        machine.build()
        for _ in range(16 * TIMES):
            chance.choice(FEW_STEPS)(machine, chance)
            machine.build()
        assert sum(isinstance(one, Outcome) for one in made) > 1
    finally:
        machine.teardown()


def test_lists_that_get_pages_and_lose_them_need_no_full_build(monkeypatch: pytest.MonkeyPatch) -> None:
    made = selections(monkeypatch)
    machine = FewEdits(is_open=True, drafts=False, per_page=2)
    site = machine.here.root / "public"
    try:
        machine.build(base_url="https://example.org/")
        pages = set[int]()
        for verdict in ("true", None, "false"):
            machine.sources.patch("claims", "safe", {"verdict": verdict})
            machine.build(base_url="https://example.org/")
            assert isinstance(made[-1], Outcome), made[-1]
            assert (site / "claims/verdict/false/index.html").exists() == (verdict == "false")
            pages.add(made[-1].stats.pages)
        assert len(pages) > 1
    finally:
        machine.teardown()


SEARCHED_STEPS = (OneEdit.edit_a_seed, OneEdit.edit_a_record, OneEdit.delete_a_record, OneEdit.add_a_record)


class SearchedEdits(OneEdit):
    """The same with a search."""

    is_searched = True


def test_edits_of_a_site_with_a_search() -> None:
    machine, chance = SearchedEdits(), Random("search")
    try:
        assert machine.build()
        assert (machine.here.root / f"public/{FOLDER}").is_dir()
        for step in SEARCHED_STEPS:
            step(machine, chance)
            machine.build()
    finally:
        machine.teardown()
