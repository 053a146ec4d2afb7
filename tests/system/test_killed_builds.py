"""A build that is killed at any moment leaves a whole site, and a cache that the next build goes on from.

With SITEGEN_SOAK=n there are n times as many kills.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from support.checkout import TIMES
from support.fault_injection import WeakDisk, die
from support.incremental_archive import quick_builds
from support.interrupted_builds import KINDS, Workshop, ended, spread
from support.waiting import PATIENCE, when

from sitegen.core.problems import Problems
from sitegen.output.publish import journal, open_output

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, SIGKILL and /proc")

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("kind", KINDS)
def test_an_unharmed_build_goes_the_way_of_its_kind(workshop: Workshop, kind: str) -> None:
    workshop.prepare(kind)
    whole = workshop.run()
    assert whole
    assert whole.told == workshop.clean()[1]
    assert ("weave" in whole.stages) == (kind in ("first", "again", "record"))
    assert ("publish" in whole.stages) == (kind != "same")
    assert workshop.heal() == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_at_any_call_leaves_a_whole_site_and_the_next_build_is_right(workshop: Workshop, kind: str) -> None:
    chance = Random(kind)
    workshop.prepare(kind)
    whole = workshop.run()
    assert whole
    assert workshop.heal() == ""
    for number in spread(whole.calls, 7 * TIMES, chance):
        workshop.prepare(kind)
        workshop.run(WeakDisk(workshop.here.root, at=number, then=die))
        check(workshop, kind, f"killed at call {number}, {whole.calls[number - 1]}", is_back=chance.random() < 0.3)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_at_any_time_leaves_a_whole_site_and_the_next_build_is_right(workshop: Workshop, kind: str) -> None:
    chance = Random(kind)
    workshop.prepare(kind)
    whole = workshop.run()
    assert whole
    assert workshop.heal() == ""
    for _ in range(4 * TIMES):
        seconds = chance.uniform(0, whole.seconds)
        workshop.prepare(kind)
        child, ear = workshop.start(WeakDisk(workshop.here.root))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        ended(child, ear)
        check(workshop, kind, f"killed after {seconds} s", is_back=chance.random() < 0.3)


def test_the_command_may_be_killed_at_any_time(workshop: Workshop) -> None:
    chance, command = Random(0), command_of(workshop)
    begin = time.perf_counter()
    assert subprocess.run(command, check=False).returncode == 0
    whole = time.perf_counter() - begin
    for turn in range(3 * TIMES):
        kind, seconds = KINDS[turn % len(KINDS)], chance.uniform(0.5, 1) * whole
        workshop.prepare(kind)
        with subprocess.Popen(command) as process:
            time.sleep(seconds)
            process.kill()
        check(workshop, kind, f"killed after {seconds} s", is_back=False)
    assert subprocess.run(command, check=False).returncode == 0


def command_of(workshop: Workshop) -> list[str]:
    options = ["--root", str(workshop.here.root), "--output", str(workshop.site), "--no-search", "--quiet"]
    return [sys.executable, "-c", "from sitegen.cli import main; main()", "build", *options]


def test_the_workers_of_a_killed_build_are_in_nobodys_way(workshop: Workshop) -> None:
    workshop.prepare("record")
    child, ear = workshop.start(WeakDisk(workshop.here.root), jobs=2)
    wait_for_workers(child)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ear)
    problems = Problems()
    with open_output(workshop.here.root, workshop.site, problems, patience=PATIENCE) as target:
        found = target is not None, list(problems)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    assert found == (True, [])
    assert workshop.harm("record") == ""
    assert workshop.heal() == ""


def wait_for_workers(process: int) -> None:
    """Return when a process has started others."""
    when(Path(f"/proc/{process}/task/{process}/children").read_bytes)


def test_all_that_publishing_keeps_in_a_site_is_seen_to_be_its_own() -> None:
    assert {name[: len(".sitegen-")] for name in journal.OWN_NAMES} == {".sitegen-"}


def check(workshop: Workshop, kind: str, how: str, *, is_back: bool) -> None:
    """All that has to be true after a kill; `is_back`: its author takes the change back before the next build."""
    harm = workshop.harm(kind)
    if is_back:
        workshop.take_back()
    assert (how, is_back, harm, workshop.heal()) == (how, is_back, "", "")
