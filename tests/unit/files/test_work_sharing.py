"""Work done by an executor from outside: in order, a few jobs ahead, by workers that are as this process is."""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support.checkout import ROOT

from sitegen.files import remote_jobs
from sitegen.files.remote_jobs import ExecutorError
from sitegen.files.work_sharing import ExecutorWork, LocalWork, WorkSharing


class OddError(Exception):
    """What a job raises."""


def doubler(given: int) -> Callable[[int], int]:
    """Doubles a number, and adds what was given."""
    PREPARED.append(given)

    def double(job: int) -> int:
        if job == 13:
            raise OddError(job)
        return 2 * job + given

    return double


PREPARED: list[int] = []
"""What was given, each time that a worker prepared itself."""


@pytest.fixture(autouse=True)
def _nothing_held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    PREPARED.clear()
    monkeypatch.setattr(remote_jobs, "_PATIENCE", 0.0)
    yield
    remote_jobs.forget_shared()


class Executor(ThreadPoolExecutor):
    """One whose workers are threads of this process: what a worker does is seen here."""

    def __init__(self, workers: int = 2) -> None:
        super().__init__(workers)
        self.calls: list[tuple[Any, ...]] = []

    def submit(self, function: Callable[..., Any], /, *given: Any, **known: Any) -> Future[Any]:
        self.calls.append(given)
        return super().submit(function, *self.changed(*given), **known)

    def changed(self, *given: Any) -> tuple[Any, ...]:
        """The call as it comes to a worker."""
        return given


def results(executor: Executor, folder: Path, jobs: int = 30, given: int = 1) -> list[int]:
    with executor:
        return list(ExecutorWork(executor, folder, 1).map(0, doubler, given, range(jobs)))


@pytest.mark.parametrize("jobs", [0, 1, 12])
def test_results_come_in_the_order_of_the_jobs(jobs: int, tmp_path: Path) -> None:
    assert results(Executor(), tmp_path / "shared", jobs) == [2 * job + 1 for job in range(jobs)]


def test_what_jobs_share_goes_to_a_worker_once_and_is_gone_afterwards(tmp_path: Path) -> None:
    with Executor() as executor, ExecutorWork(executor, tmp_path).pool(0, doubler, 7) as run:
        assert len([*tmp_path.iterdir()]) == 1
        assert [*run(range(3)), *run(range(3))] == [7, 9, 11, 7, 9, 11]
    assert PREPARED == [7]
    assert [*tmp_path.iterdir()] == []


def test_a_worker_holds_no_more_than_one_shared_part(tmp_path: Path) -> None:
    with Executor() as executor:
        work = ExecutorWork(executor, tmp_path)
        found = [list(work.map(0, doubler, given, range(2))) for given in (1, 2, 1)]
    assert found == [[1, 3], [2, 4], [1, 3]]
    assert PREPARED == [1, 2, 1]


def test_no_two_calls_are_equal_since_some_executors_do_equal_ones_once(tmp_path: Path) -> None:
    executor = Executor()
    with executor:
        work = ExecutorWork(executor, tmp_path)
        with work.pool(0, doubler, 1) as run:
            assert [*run([5, 5]), *run([5])] == [11, 11, 11]
        assert [*ExecutorWork(executor, tmp_path).map(0, doubler, 1, [5])] == [11]
    assert len(set(map(str, executor.calls))) == 4


def test_jobs_are_taken_only_a_few_in_advance(tmp_path: Path) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for job in range(100, 1100):
            taken.append(job)
            yield job

    with Executor() as executor:
        found = ExecutorWork(executor, tmp_path, 2).map(0, doubler, 1, jobs())
        next(found)
        assert 12 < len(taken) <= 24
        found.close()  # type: ignore[attr-defined]
        assert len(taken) <= 24


@pytest.mark.parametrize("workers", [LocalWork(1), LocalWork(2), None])
def test_what_a_job_raises_is_raised_in_its_place(workers: WorkSharing | None, tmp_path: Path) -> None:
    with Executor() as executor:
        found = (workers or ExecutorWork(executor, tmp_path)).map(0, doubler, 0, range(20))
        assert [next(found) for _ in range(13)] == [2 * job for job in range(13)]
        with pytest.raises(OddError, match="13"):
            next(found)


class UnreadableError(Exception):
    """What cannot be pickled."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")
        self.held = threading.Lock()


def failing(error: Exception) -> Callable[[int], int]:
    """Raises."""

    def fail(_: int) -> int:
        raise UnreadableError("a", "b") from error

    return fail


def test_what_cannot_be_handed_on_is_raised_in_words(tmp_path: Path) -> None:
    with Executor() as executor, pytest.raises(RuntimeError, match=r"^UnreadableError: a b"):
        list(ExecutorWork(executor, tmp_path).map(0, failing, OddError(), [1]))


def test_where_it_was_raised_is_told(tmp_path: Path) -> None:
    with pytest.raises(OddError) as caught:
        results(Executor(), tmp_path)
    assert "in double" in caught.value.__notes__[0]


class OlderWorker(Executor):
    """One in whose workers something is installed that is not here."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def changed(self, *given: Any) -> tuple[Any, ...]:
        shared, versions, *rest = given
        return shared, {**versions, self._name: "0.9"}, *rest


@pytest.mark.parametrize("name", ["Python", "sitegen", "jinja2", "regex"])
def test_a_worker_of_another_version_is_refused(name: str, tmp_path: Path) -> None:
    here = remote_jobs.program_versions()[name]
    with pytest.raises(ExecutorError, match=rf"the worker \S+:\d+ has {name} {here}, and this process 0\.9") as caught:
        results(OlderWorker(name), tmp_path)
    assert caught.value.hint.startswith("install the same versions everywhere")
    assert PREPARED == []


def test_a_worker_with_other_files_under_the_same_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExecutorError, match="has other files in its sitegen "):
        results(OlderWorker("sitegen's own files"), tmp_path)


class BlindWorker(Executor):
    """One whose workers see another folder, or another file there."""

    def __init__(self, harm: Callable[[Path], object]) -> None:
        super().__init__()
        self._harm = harm

    def changed(self, *given: Any) -> tuple[Any, ...]:
        self._harm(Path(given[0][0]))
        return given


def test_a_folder_that_workers_do_not_see_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExecutorError, match=r'cannot use ".*/shared-\w+": No such file') as caught:
        results(BlindWorker(lambda path: path.unlink(missing_ok=True)), tmp_path)
    assert "a folder that all workers see" in caught.value.hint


def test_nothing_is_unpickled_that_is_not_what_was_written(tmp_path: Path) -> None:
    with pytest.raises(ExecutorError, match="it has other bytes there"):
        results(BlindWorker(lambda path: path.write_bytes(b"cos\nsystem\n.")), tmp_path)
    assert PREPARED == []


def test_a_file_that_comes_late_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_jobs, "_PATIENCE", 60.0)
    hidden = tmp_path / "hidden"

    def hide(path: Path) -> None:
        if path.exists():
            path.rename(hidden)
            monkeypatch.setattr("time.sleep", lambda _: hidden.exists() and hidden.rename(path))

    assert results(BlindWorker(hide), tmp_path / "shared", 1) == [1]


class BrokenWorkers(Executor):
    """One that gives up, at once or later."""

    def __init__(self, error: Exception, *, is_late: bool) -> None:
        super().__init__()
        self._error, self._is_late = error, is_late

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        if not self._is_late:
            raise self._error
        future: Future[Any] = Future()
        future.set_exception(self._error)
        return future


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("error", [BrokenExecutor("a worker died"), TimeoutError("no answer"), OSError("gone")])
def test_an_executor_that_gives_up_is_told(error: Exception, is_late: bool, tmp_path: Path) -> None:
    with pytest.raises(ExecutorError) as caught:
        results(BrokenWorkers(error, is_late=is_late), tmp_path)
    assert str(caught.value) == f"the executor could not do a job ({type(error).__name__}: {error})"
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExecutorError, match=r'cannot write to ".*/file/shared": Not a directory'):
        results(Executor(), tmp_path / "file/shared")


def test_libraries_are_compared_that_make_the_bytes_of_a_site() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["html"], *extras["languages"], *extras["media"]]
    names = {re.match(r"[\w-]+", words)[0] for words in asked}
    no_part = {"click", "livereload", "pagefind", "tornado", "tzdata", "watchfiles"}
    assert {*remote_jobs.LIBRARIES} == names - no_part | {"markupsafe"}
    assert {name for name, version in remote_jobs.program_versions().items() if version == "none"} == set()
