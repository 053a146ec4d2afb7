"""Work spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import platform
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.waiting import when

from sitegen.files import processes


class OddError(Exception):
    """What a job raises."""


def doubler(given: int) -> Callable[[int], tuple[int, int]]:
    """Doubles a number, and adds what was given; with the process that did it."""

    def double(job: int) -> tuple[int, int]:
        if job == 13:
            raise OddError(job)
        return 2 * job + given, os.getpid()

    return double


def waiter(folder: Path) -> Callable[[int], int]:
    """Does nothing until two processes are at work, and says which process did it."""

    def wait(_: int) -> int:
        (folder / str(os.getpid())).touch()
        when(lambda: len([*folder.iterdir()]) == 2)
        return os.getpid()

    return wait


def ending(parent: int) -> Callable[[int], int]:
    """Is ended from outside at the fifth job, unless it is the first process that works."""

    def work(job: int) -> int:
        if job == 5 and os.getpid() != parent:
            os._exit(9)
        return job

    return work


@contextmanager
def a_thread() -> Iterator[None]:
    """Beside which nothing can be forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    found = list(processes.map_processes(workers, doubler, 1, range(13)))
    assert [number for number, _ in found] == [2 * job + 1 for job in range(13)]
    assert len({process for _, process in found}) <= workers


def waited_for(folder: Path) -> tuple[int, list[int]]:
    """This process, and those that worked for it."""
    return os.getpid(), list(processes.map_processes(2, waiter, folder, range(40)))


def test_this_process_works_as_well(tmp_path: Path) -> None:
    # one without threads: servers of other tests may run beside this one
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        own, found = executor.submit(waited_for, tmp_path).result()
    assert len(set(found)) == 2
    assert own in found


def test_beside_threads_processes_are_started_anew() -> None:
    with a_thread():
        assert not processes.can_fork()
        found = list(processes.map_processes(2, doubler, 1, range(5)))
    assert [number for number, _ in found] == [1, 3, 5, 7, 9]
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_is_raised_here(workers: int) -> None:
    found = processes.map_processes(workers, doubler, 0, range(20))
    with pytest.raises(OddError, match="13"):
        list(found)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_jobs_are_taken_only_a_few_in_advance(workers: int) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for job in range(100, 1100):
            taken.append(job)
            yield job

    found = processes.map_processes(workers, doubler, 0, jobs())
    next(found)
    assert len(taken) <= 13 * workers
    found.close()  # type: ignore[attr-defined]
    assert len(taken) <= 13 * workers
    assert not multiprocessing.active_children()


def test_the_work_of_a_process_that_was_killed_is_done_here() -> None:
    assert list(processes.map_processes(2, ending, os.getpid(), range(30))) == list(range(30))


def test_a_job_that_comes_after_a_process_was_killed_is_done_here() -> None:
    def jobs() -> Iterator[int]:
        yield 5
        when(lambda: not multiprocessing.active_children())
        yield from (6, 7)

    assert list(processes.map_processes(2, ending, os.getpid(), jobs())) == [5, 6, 7]


def test_rows_of_jobs_are_done_one_after_the_other_in_the_same_processes(tmp_path: Path) -> None:
    with processes.worker_pool(2, waiter, tmp_path) as run:
        first, second = set(run(range(40))), set(run(range(40)))
    assert first == {int(path.name) for path in tmp_path.iterdir()}
    assert second <= first
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_row_after_one_in_which_a_process_was_killed_is_done_here(workers: int) -> None:
    with processes.worker_pool(workers, ending, os.getpid()) as run:
        assert [list(run(range(30))), list(run(range(30)))] == [list(range(30))] * 2


def test_a_relaxed_collector_is_as_it_was_afterwards() -> None:
    import gc

    before = gc.get_threshold()
    with processes.reduced_gc():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc alone it is known how it keeps free memory")
def test_free_memory_is_given_back() -> None:
    blocks = [bytes([number % 256]) * 2000 for number in range(20_000)]
    kept = blocks[::1000]  # what lies between those stays with the process
    del blocks
    before = resident()
    processes.return_free_memory()
    assert before - resident() > 20_000_000, len(kept)
