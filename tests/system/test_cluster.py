"""Builds by a Dask cluster: the same bytes though a worker is killed, and a clear word where there can be no site."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.checkout import ROOT
from support.golden import tree
from support.incremental_archive import differences
from support.waiting import PATIENCE, when

from sitegen.cli import main

SITE = ROOT / "tests/sites/first_release"

KILLS: str = """
import os, signal
from sitegen.files import remote_jobs

# Dask loads it twice.
done, once, run = 0, {once!r}, getattr(remote_jobs, "run_itself", remote_jobs.run_job)

def run_job(*given):
    global done
    done += 1
    if done == 3 and not os.path.exists(once):
        open(once, "x").close()
        run(*given)
        os.kill({process} or os.getpid(), signal.SIGKILL)
    return run(*given)

remote_jobs.run_itself, remote_jobs.run_job = run, run_job
"""
"""For workers to load: it ends a process when the third job is done, and before that is told; 0 = the worker itself."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SITE, tmp_path / "archive")
    return tmp_path / "archive"


def command(*words: object, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """`sitegen` in a process of its own."""
    given = [sys.executable, "-m", "sitegen", *map(str, words)]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s", **surroundings}
    return subprocess.run(given, env=known, capture_output=True, text=True, timeout=PATIENCE, check=False)


def build(
    root: Path, cluster: str = "", output: str = "public", **surroundings: str
) -> subprocess.CompletedProcess[str]:
    options = ["--cluster", cluster] if cluster else ["--jobs", "1"]
    return command("build", "--root", root, "--output", root / output, "--no-search", *options, **surroundings)


def killer(folder: Path, process: int = 0) -> str:
    """A module for workers of Dask to load."""
    (folder / "kills.py").write_text(KILLS.format(once=str(folder / "killed"), process=process), encoding="utf-8")
    return f'["{folder / "kills.py"}"]'


def test_a_worker_that_is_killed_changes_nothing(root: Path, tmp_path: Path) -> None:
    here = cli("build", "--root", root, "--output", root / "here", "--no-search", "--jobs", "1")
    with socket.socket() as taken:
        with suppress(OSError):  # or others have it
            taken.bind(("127.0.0.1", 8787))  # Dask's own port, where another cluster may be at work
            taken.listen()
        done = build(root, "local:2", DASK_DISTRIBUTED__WORKER__PRELOAD=killer(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"Cluster local:2: 2 workers\n{here.stderr}"
    assert (tmp_path / "killed").exists()
    assert differences(root / "public", tree(root / "here")) == ""
    assert [*root.rglob("shared-*")] == []


def cli(*words: object) -> Result:
    """`sitegen` in this process."""
    return CliRunner().invoke(main, [*map(str, words)])


@contextmanager
def process(*words: str, **surroundings: str) -> Iterator[int]:
    """A process of a cluster while it is needed."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": known, "cwd": "/"}
    started = subprocess.Popen([sys.executable, "-m", "distributed.cli." + words[0], *words[1:]], **quiet)  # type: ignore[call-overload]
    try:
        yield started.pid
    finally:
        started.kill()
        started.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of a scheduler, and its process."""
    file = folder / "scheduler.json"
    options = ("--host", "tcp://127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with process("dask_scheduler", *options) as number:
        when(file.exists)
        when(file.read_text)
        yield str(json.loads(file.read_text(encoding="utf-8"))["address"]), number


def worker(address: str, **surroundings: str) -> AbstractContextManager[int]:
    return process("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", **surroundings)


def test_what_cannot_be_is_told_and_the_old_site_stays(root: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sitegen", tmp_path / "other/sitegen", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "other/sitegen/core/version.py").write_text('"""Other."""\n\n__version__ = "0.0.9"\n', encoding="utf-8")
    assert cli("build", "--root", root, "--no-search").exit_code == 0
    before = tree(root / "public")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("title: ", "title: Another "), encoding="utf-8")
    with scheduler(tmp_path) as (address, number):
        with worker(address, PYTHONPATH=str(tmp_path / "other")):
            refused = build(root, address)
        with worker(address, DASK_DISTRIBUTED__WORKER__PRELOAD=killer(tmp_path, number)):
            lost = build(root, address)
    assert [one.returncode for one in (refused, lost)] == [1, 1]
    assert " has sitegen 0.0.9, and this process " in refused.stderr
    assert f"error[executor-failed]: the connection to the scheduler at {address} was lost" in lost.stderr
    assert "Traceback" not in refused.stderr + lost.stderr
    assert differences(root / "public", before) == ""
    assert cli("build", "--root", root, "--no-search").exit_code == 0
    assert "Another " in (root / "public/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["foo", "local:0", "local:99999", "http://a:80", "tcp://a", "local:x"])
def test_what_is_no_address_is_told(root: Path, address: str) -> None:
    done = cli("build", "--root", root, "--cluster", address)
    assert done.exit_code == 2
    assert f'"{address}" is no cluster: write tcp://HOST:PORT or tls://HOST:PORT, or local:4 for' in done.output


def test_processes_and_workers_are_not_asked_for_together(root: Path) -> None:
    done = cli("build", "--root", root, "--cluster", "local:2", "--jobs", "2")
    assert (done.exit_code, "--jobs is for processes of this machine" in done.output) == (2, True)


def test_without_the_extra_it_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.core.extras.is_installed", lambda extra: extra != "cluster")
    done = cli("build", "--root", root, "--cluster", "local:2")
    assert done.exit_code == 2
    assert "--cluster needs Dask distributed: pip install 'sitegen[cluster]'" in done.output


def test_a_scheduler_that_does_not_answer_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.engine.dask_executor._CONNECT", 1)
    done = cli("build", "--root", root, "--no-search", "--cluster", "tcp://127.0.0.1:1")
    assert done.exit_code == 1
    assert "executor: error[executor-failed]: no scheduler answers at tcp://127.0.0.1:1 within 1 seconds" in done.output


def test_certificates_that_are_not_there_are_asked_for(root: Path) -> None:
    done = cli("build", "--root", root, "--no-search", "--cluster", "tls://127.0.0.1:8786")
    assert done.exit_code == 1
    assert "tls://127.0.0.1:8786 asks for certificates, and Dask has none here" in done.output


def test_a_build_that_finds_nothing_to_do_asks_no_cluster(root: Path) -> None:
    assert cli("build", "--root", root, "--no-search").exit_code == 0
    assert cli("build", "--root", root, "--no-search", "--cluster", "tcp://127.0.0.1:1").exit_code == 0
