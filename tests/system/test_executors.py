"""Builds by executors from outside: the same bytes as a build by processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import loky
import pytest
from support.checkout import ROOT
from support.golden import tree
from support.incremental_archive import differences, quick_builds

from sitegen.engine import Options, Outcome, build

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

SITE = ROOT / "tests/sites/first_release"


def standard() -> Executor:
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


def robust() -> Executor:
    return loky.ProcessPoolExecutor(2)


@pytest.fixture(params=[standard, robust], ids=["standard library", "loky"], scope="module")
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with request.param() as executor:
        yield executor


def archive(root: Path) -> Path:
    shutil.copytree(SITE, root)
    return root


def built(root: Path, executor: Executor | None = None) -> Outcome:
    return build(Options(root, root / "public", search=False, jobs=1 if executor is None else 2), executor=executor)


def renamed(root: Path) -> None:
    """An edit that every page shows."""
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("title: ", "title: New "), encoding="utf-8")


def test_a_first_and_a_later_build_give_what_processes_of_this_machine_give(
    executor: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, elsewhere = archive(tmp_path / "here"), archive(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)  # workers are in another folder
    for edit in (lambda _: None, renamed):
        edit(here)
        edit(elsewhere)
        assert (built(here).is_done, built(Path("elsewhere"), executor).is_done) == (True, True)
        assert differences(elsewhere / "public", tree(here / "public")) == ""
    assert [path.name for path in elsewhere.rglob("shared-*")] == []
    assert built(elsewhere, executor).changed == frozenset()


def test_where_the_executor_breaks_the_old_site_stays_and_the_next_build_makes_the_new_one(tmp_path: Path) -> None:
    root = archive(tmp_path / "archive")
    assert built(root).is_done
    before = tree(root / "public")
    renamed(root)
    with standard() as executor:
        executor.submit(os.getpid).result()
        os.kill(next(iter(executor._processes)), signal.SIGKILL)  # type: ignore[attr-defined]
        outcome = built(root, executor)
    (problem,) = outcome.problems
    assert (outcome.is_done, problem.code) == (False, "executor-failed")
    assert "BrokenProcessPool" in problem.message
    assert differences(root / "public", before) == ""
    assert built(root).is_done
    assert "New " in (root / "public/index.html").read_text(encoding="utf-8")


def test_a_fault_in_a_worker_is_one_of_this_process(executor: Executor, tmp_path: Path) -> None:
    """A mistake in a template of the archive is told as ever."""
    root = archive(tmp_path / "archive")
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/article.html").write_text("{{ page.titel }}", encoding="utf-8")
    told = [str(problem) for problem in built(root, executor).problems]
    assert [path.name for path in root.iterdir() if "public" in path.name] == []
    assert told == [str(problem) for problem in built(root).problems]
    assert "template-error" in told[0]
