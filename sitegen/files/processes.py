"""Work spread over processes, its results in the order of the jobs.

Where a process can be forked safely the workers share what is in memory; elsewhere (macOS, Windows, and beside threads,
as in the preview) they are started anew and are sent it. A process that is ended from outside, most often for want of
memory, loses nothing: what is left of the work is done here.
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
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final, TypeVar

Given = TypeVar("Given")
Job = TypeVar("Job")
Result = TypeVar("Result")

Prepare = Callable[[Given], Callable[[Job], Result]]
"""Makes what does the jobs, once in each process. To be found by its name: a class, or a function of a module."""

_MAX_QUEUED_PER_WORKER: Final = 3
"""Jobs for each worker that are handed out before the first result is taken: so memory stays bounded."""


def can_fork() -> bool:
    """Whether a copy of this process would work: not beside threads, whose locks nobody would open in the copy."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def reduced_gc() -> Iterator[None]:
    """With a garbage collector that seldom looks: what a build makes stays to its end, and hardly any of it is cyclic.

    What is there already is not looked through at all. Measured on 10,000 articles: a tenth of the time.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def usable_cpus() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_processes(
    workers: int, prepare: Prepare[Given, Job, Result], given: Given, jobs: Iterable[Job]
) -> Iterator[Result]:
    """`prepare(given)(job)` of every job, in their order; with fewer than two workers in this process.

    Jobs are taken when they are needed, a few for each worker in advance. What a job raises is raised here.
    """
    if workers < 2:
        yield from map(prepare(given), jobs)
        return
    waiting: deque[Job] = deque()
    futures: deque[Future[Result]] = deque()
    rest = iter(jobs)
    with _start_workers(workers, prepare, given) as executor:
        try:
            for job in rest:
                waiting.append(job)  # first: a pool that is broken already takes no job
                futures.append(executor.submit(_run_job, job))
                if len(waiting) > _MAX_QUEUED_PER_WORKER * workers:
                    yield futures.popleft().result()
                    waiting.popleft()
            while waiting:
                yield futures.popleft().result()
                waiting.popleft()
            return
        except BrokenProcessPool:
            left = list(waiting)
        finally:
            executor.shutdown(cancel_futures=True)
    yield from map(prepare(given), chain(left, rest))


def _start_workers(workers: int, prepare: Prepare[Given, Job, Result], given: Given) -> ProcessPoolExecutor:
    global _work  # noqa: PLW0603 (what a forked worker finds in its copy of the memory)
    if not can_fork():
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, spawn, _init_worker, (prepare, given))
    _work = prepare(given)
    gc.freeze()  # the workers' garbage collectors would copy what they look through
    return ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _init_worker)


_work: Callable[[Any], Any]
"""Of a worker: what does its jobs."""


def _init_worker(prepare: Prepare[Any, Any, Any] | None = None, given: object = None) -> None:
    global _work  # noqa: PLW0603 (a process pool has no other way to keep something between jobs)
    # Ctrl-C goes to all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    if prepare:
        _work = prepare(given)


def _exit_with_parent() -> None:
    """A worker would wait for jobs for ever, and keep its memory, when the first process is killed."""
    first = multiprocessing.parent_process()
    if first:
        first.join()
        os._exit(1)


def _run_job(job: Any) -> Any:
    return _work(job)
