"""A disk that fails at any moment: never a traceback, and a cache that cannot be kept is no reason to fail.

With SITEGEN_SOAK=n there are n times as many faults.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from random import Random
from typing import Final

import pytest
from support.checkout import TIMES
from support.fault_injection import WeakDisk, fail
from support.incremental_archive import quick_builds
from support.interrupted_builds import KINDS, Ended, Workshop, spread

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork and /proc")

CODES: Final = (errno.ENOSPC, errno.EACCES, errno.EIO)
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("faults"))


def chosen(workshop: Workshop, kind: str, top: Path, count: int) -> list[tuple[str, WeakDisk]]:
    """Disks that fail once, or from then on, each at another call for something in `top`; and what each is."""
    chance = Random(kind)
    workshop.prepare(kind)
    whole = workshop.run(WeakDisk(top))
    assert whole
    assert workshop.heal() == ""
    disks = []
    for number in spread(whole.calls, count * TIMES, chance):
        code, lasts = chance.choice(CODES), chance.random() < 0.5
        words = f"{errno.errorcode[code]} at call {number}, {whole.calls[number - 1]}{' and all after it' * lasts}"
        disks.append((words, WeakDisk(top, at=number, then=fail(code), lasts=lasts)))
    return disks


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_in_the_cache_never_makes_a_build_fail(workshop: Workshop, kind: str) -> None:
    for words, disk in chosen(workshop, kind, workshop.cache, 5):
        workshop.prepare(kind)
        done = workshop.run(disk)
        assert done
        assert (words, done.told) == (words, workshop.clean()[1])
        assert (words, workshop.faults()) == (words, "")
        assert (words, workshop.heal()) == (words, "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_in_the_site_is_told_and_leaves_it_whole(workshop: Workshop, kind: str) -> None:
    for words, disk in chosen(workshop, kind, workshop.site, 5):
        workshop.prepare(kind)
        done = workshop.run(disk)
        assert done
        assert (words, after_fault(workshop, kind, done)) == (words, "")
        assert (words, workshop.harm(kind)) == (words, "")
        assert (words, workshop.heal()) == (words, "")


def after_fault(workshop: Workshop, kind: str, done: Ended) -> str:
    """What is wrong where a build met a fault in the site: it may tell so, or have found another way."""
    if "unwritable-output" in done.problems:
        return "it says that it published" if done.is_done else workshop.untruth(kind, done.told)
    return workshop.faults() if done.told == workshop.clean()[1] else done.told


def test_a_version_control_file_that_could_not_be_written_is_written_next_time(workshop: Workshop) -> None:
    workshop.prepare("first")
    workshop.run(WeakDisk(workshop.cache / ".gitignore", at=2, then=fail(errno.ENOSPC)))
    assert workshop.heal() == ""


def test_where_the_table_of_articles_can_be_neither_replaced_nor_removed_nothing_goes_by_it(workshop: Workshop) -> None:
    (table,) = workshop.cache.glob("*/articles")
    for _ in range(3):
        workshop.prepare("edit")
        done = workshop.run(WeakDisk(table, at=1, then=fail(errno.EACCES), lasts=True))
        assert done
        assert (done.told, workshop.faults()) == (workshop.clean()[1], "")
    assert workshop.heal() == ""
