"""The law of builds: whatever was built before, the site and the problems are those of a clean build elsewhere.

A machine edits a small archive, its site and what a build remembers, as people, editors and version control do, and
builds in between. With SITEGEN_SOAK=n it does n times as much, and looks for the shortest way to a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from support.edit_machine import STEPS, AnyEdits, OneEdit
from support.incremental_archive import quick_builds

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
