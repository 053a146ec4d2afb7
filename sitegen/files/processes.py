"""Map a function over jobs in several processes; results come in the order of the jobs.

Where forking is safe the workers share the memory of this process; elsewhere (macOS, Windows, and beside threads, as in
the preview) they are spawned, and their arguments are pickled. This process is one of those that work, unless it has
other threads, which would have to wait: one process fewer is the most memory that can be saved. If a worker is killed,
most often for want of memory, this process does the remaining jobs itself.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Final, Generic, TypeVar

Given = TypeVar("Given")
Job = TypeVar("Job")
Result = TypeVar("Result")

Prepare = Callable[[Given], Callable[[Job], Result]]
"""Returns the function that does the jobs; called once in each process. Picklable: a class or function of a module."""

_MAX_QUEUED_PER_WORKER: Final = 6
"""Jobs for each worker that wait to be done: while this process does a long one, the others do so many short ones."""
_MAX_PENDING_PER_WORKER: Final = 12
"""Jobs for each process that are taken before the first result is; it bounds memory. A long job keeps none waiting."""
_SWITCH_INTERVAL: Final = 0.0005
"""Seconds after which this process stops its own work to hand out jobs: a tenth of Python's, which lets others idle."""


def can_fork() -> bool:
    """Whether forking is safe: on Linux, without other threads, whose locks would stay locked in the copy."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def reduced_gc() -> Iterator[None]:
    """Context manager: freeze existing objects and raise the thresholds of the garbage collector.

    What a build makes lives until its end, and hardly any of it is cyclic. Measured on 10,000 articles: 10 % less time.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


@contextmanager
def unscanned() -> Iterator[None]:
    """Context manager: what is made within it stays, and the garbage collector is not to look through it ever again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def return_free_memory() -> None:
    """Give the system back what is free between what was allocated, where glibc does the allocating.

    It keeps that for itself otherwise, and as much of it as a stage once needed: a build that loads 30,000 files 35 MB.
    """
    if sys.platform == "linux":
        import ctypes  # takes its time to load, as much as a small archive takes

        with suppress(OSError, AttributeError):  # other C libraries have no such function
            ctypes.CDLL(None).malloc_trim(0)


def usable_cpus() -> int:
    """The number of CPUs that this process may use; at least 1."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_processes(
    workers: int, prepare: Prepare[Given, Job, Result], given: Given, jobs: Iterable[Job]
) -> Iterator[Result]:
    """Yield `prepare(given)(job)` for each job, in order, from so many processes; with fewer than two from this one.

    Jobs are taken lazily, `_MAX_PENDING_PER_WORKER` for each process in advance. Raises what a job raises in its place.
    """
    with worker_pool(workers, prepare, given) as run:
        yield from run(jobs)


@contextmanager
def worker_pool(
    workers: int, prepare: Prepare[Given, Job, Result], given: Given
) -> Iterator[Callable[[Iterable[Job]], Iterator[Result]]]:
    """Context manager: what does rows of jobs as `map_processes` does, one row after the other in the same processes.

    A row has to be at its end before the next one begins.
    """
    if workers < 2:
        yield partial(map, prepare(given))
        return
    work = prepare(given) if threading.active_count() == 1 else None
    others = workers - 1 if work else workers
    with _quick_handover(), _start_workers(others, prepare, given, work) as executor:
        pool = _Pool[Given, Job, Result](executor, others, prepare, given, work)
        try:
            yield pool.run
        finally:
            if pool.is_broken:
                _kill_workers(executor)
            executor.shutdown(cancel_futures=True)


def _kill_workers(executor: ProcessPoolExecutor) -> None:
    """End what is left of a pool in which a process was killed.

    The executor asks the others to end, and waits for them; seen on Python 3.11: one that was just spawned, and never
    heard of it, was waited for without an end.
    """
    # Python 3.14 has `kill_workers`, which shuts the executor down, too.
    for process in [*(executor._processes or {}).values()]:
        process.kill()


class _Pool(Generic[Given, Job, Result]):
    """Does rows of jobs, and what is left of them here where a process of the pool was killed."""

    def __init__(
        self,
        executor: ProcessPoolExecutor,
        others: int,
        prepare: Prepare[Given, Job, Result],
        given: Given,
        work: Callable[[Job], Result] | None,
    ) -> None:
        self._executor, self._others, self._prepare, self._given, self._work = executor, others, prepare, given, work
        self.is_broken = False
        """Whether a process of the pool was killed."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Result]:
        queue, rest = JobQueue[Job, Result](self._work, self._others), iter(jobs)
        if not self.is_broken:
            try:
                yield from queue.results(self._executor, rest)
                return
            except BrokenProcessPool:
                self.is_broken = True
        work = self._work = self._work or self._prepare(self._given)
        for one in queue.pending:
            yield one.done.result() if one.is_own else work(one.job)
        yield from map(work, rest)


@contextmanager
def _quick_handover() -> Iterator[None]:
    """Context manager: the threads that hand out jobs and take results do not wait long for the one that works."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class PendingJob(Generic[Job, Result]):
    """A job whose result was not given yet."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.done: Future[Result] = Future()
        self.is_own = False
        """Whether this process did it."""


class JobQueue(Generic[Job, Result]):
    """Hands jobs to a pool of processes, and does some here while it would have to wait."""

    def __init__(self, work: Callable[[Job], Result] | None, others: int) -> None:
        """`work` does a job in this process, where that is wanted; `others` is the number of processes in the pool."""
        self._work, self._others = work, others
        self.pending: deque[PendingJob[Job, Result]] = deque()
        """The jobs that were taken, in order."""

    def results(self, executor: ProcessPoolExecutor, jobs: Iterator[Job]) -> Iterator[Result]:
        """The results, in the order of the jobs. Raises BrokenProcessPool where a process of the pool was killed."""
        most = _MAX_PENDING_PER_WORKER * (self._others + 1)
        while True:
            is_room = len(self.pending) < most
            if is_room and self._queued() < _MAX_QUEUED_PER_WORKER * self._others and self._take(jobs):
                self.pending[-1].done = executor.submit(_run_job, self.pending[-1].job)
                continue
            is_waiting = bool(self.pending) and not self.pending[0].done.done()
            if is_waiting and self._work and (own := self._own_job(jobs, is_room=is_room)):
                self._do(own, self._work)
                continue
            if not self.pending:
                return
            yield self.pending[0].done.result()
            self.pending.popleft()

    def _queued(self) -> int:
        """How many jobs the pool has not done yet."""
        return sum(not one.done.done() for one in self.pending)

    def _take(self, jobs: Iterator[Job]) -> bool:
        """Whether there is one more job; it is the last of those that wait."""
        for job in jobs:
            self.pending.append(PendingJob(job))
            return True
        return False

    def _own_job(self, jobs: Iterator[Job], *, is_room: bool) -> PendingJob[Job, Result] | None:
        """A job for this process, which would have to wait: the next one, or the last that the pool has not begun."""
        if is_room and self._take(jobs):
            return self.pending[-1]
        for one in reversed(self.pending):
            if not one.is_own and one.done.cancel():
                one.done = Future()
                return one
        return None

    def _do(self, one: PendingJob[Job, Result], work: Callable[[Job], Result]) -> None:
        one.is_own = True
        try:
            one.done.set_result(work(one.job))
        except Exception as error:  # raised where its result would come
            one.done.set_exception(error)


def _start_workers(
    workers: int, prepare: Prepare[Given, Job, Result], given: Given, work: Callable[[Job], Result] | None
) -> ProcessPoolExecutor:
    """`work` is what was prepared in this process, if that was."""
    global _work  # noqa: PLW0603 (what a forked worker finds in its copy of the memory)
    if not can_fork():
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, spawn, _init_worker, (prepare, given))
    _work = work or prepare(given)
    gc.freeze()  # the workers' garbage collectors would copy what they look through
    return ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _init_worker)


_work: Callable[[Any], Any]
"""In a worker: the function that does its jobs."""


def _init_worker(prepare: Prepare[Any, Any, Any] | None = None, given: object = None) -> None:
    global _work  # noqa: PLW0603 (a process pool has no other way to keep something between jobs)
    # Ctrl-C goes to all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    if prepare:
        _work = prepare(given)


def _exit_with_parent() -> None:
    """End this worker when its parent ends; otherwise it would wait for jobs for ever."""
    first = multiprocessing.parent_process()
    if first:
        first.join()
        os._exit(1)


def _run_job(job: Any) -> Any:
    return _work(job)
