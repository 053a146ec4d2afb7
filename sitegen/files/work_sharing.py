"""Who does the jobs of a build: processes of this machine, or an executor from outside.

The article stage, the pages and the files for machines ask here, and nowhere else. Of an executor two things are asked:
`submit`, and that results come (`concurrent.futures.Executor`); so any will do, the standard library's or a cluster's.
What all jobs of a row share goes once into a file in a folder that all workers see; `remote_jobs` reads it there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import secrets
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, wait
from concurrent.futures import TimeoutError as NotYetError
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from sitegen.files import processes, remote_jobs
from sitegen.files.processes import Prepare
from sitegen.files.remote_jobs import ExecutorError, SharedPart

Given = TypeVar("Given")
Job = TypeVar("Job")
Result = TypeVar("Result")

FORK_FROM: Final = 150
"""The number of articles from which forked workers cost less than they save; measured on two cores."""
SPAWN_FROM: Final = 1500
"""The same for spawned workers."""

_AHEAD: Final = 12
"""Jobs for each worker that are handed out before the first result is taken: it bounds the memory for results."""
_UNKNOWN: Final = 8
"""Workers of an executor that does not say how many it has."""
_LOOK: Final = 5.0
"""Seconds without a result after which the executor is asked whether it still works."""


class WorkSharing(ABC):
    """Shares the jobs of a build; `size` is always as much work as so many articles are."""

    is_outside: bool
    """Whether workers may be on other machines, and may do a job twice."""

    @abstractmethod
    def pool(
        self, size: int, prepare: Prepare[Given, Job, Result], given: Given
    ) -> AbstractContextManager[Callable[[Iterable[Job]], Iterator[Result]]]:
        """Context manager: what does rows of jobs, one row after the other, as `processes.worker_pool` does."""

    def map(
        self, size: int, prepare: Prepare[Given, Job, Result], given: Given, jobs: Iterable[Job]
    ) -> Iterator[Result]:
        """Yield `prepare(given)(job)` for each job, in order. Raises what a job raises in its place."""
        with self.pool(size, prepare, given) as run:
            yield from run(jobs)


class LocalWork(WorkSharing):
    """Processes of this machine, as many as pay."""

    is_outside = False

    def __init__(self, jobs: int = 0) -> None:
        """`jobs`: how many; 0 = as many as pay."""
        self._jobs = jobs

    def workers(self, size: int) -> int:
        """How many processes to use for so much work."""
        least = FORK_FROM if processes.can_fork() else SPAWN_FROM
        return self._jobs or (processes.usable_cpus() if size >= least else 1)

    def pool(
        self, size: int, prepare: Prepare[Given, Job, Result], given: Given
    ) -> AbstractContextManager[Callable[[Iterable[Job]], Iterator[Result]]]:
        """As above. If a process is killed, this one does what is left."""
        return processes.worker_pool(self.workers(size), prepare, given)


class MeasuredExecutor(Executor):
    """An executor that can be asked for more than `submit`."""

    def parallelism(self) -> int:
        """How many jobs it does at once, as far as that is known now; at least 1."""
        raise NotImplementedError

    def check(self) -> None:
        """Raises ExecutorError where no result can be expected any more."""
        raise NotImplementedError

    def failure(self, error: Exception) -> ExecutorError:
        """What to tell of an exception that came instead of a result."""
        return _failed(error)


class ExecutorWork(WorkSharing):
    """An executor from outside, which does all the work that is shared; a failing one ends the build."""

    is_outside = True

    def __init__(self, executor: Executor, folder: Path, at_once: int = 0) -> None:
        """`folder`: one that all workers see. `at_once`: how many jobs the executor does at once; 0 = not known."""
        self._executor, self._folder, self._at_once = executor, folder, at_once
        token = secrets.token_hex(8)
        self._serials = (f"{token}-{number}" for number in count())

    @contextmanager
    def pool(
        self,
        size: int,  # noqa: ARG002 - who brings an executor wants it to work
        prepare: Prepare[Given, Job, Result],
        given: Given,
    ) -> Iterator[Callable[[Iterable[Job]], Iterator[Result]]]:
        """As above. Raises ExecutorError."""
        shared = self._share((prepare, given))
        try:
            yield partial(self._run, shared)
        finally:
            with suppress(OSError):
                Path(shared.path).unlink(missing_ok=True)

    def _share(self, value: object) -> SharedPart:
        """Write what all jobs share. Raises ExecutorError."""
        part = self._folder / f"shared-{secrets.token_hex(8)}.new"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as file:
                hashed = _HashedFile(file)
                pickle.dump(value, hashed, pickle.HIGHEST_PROTOCOL)
                file.flush()
                os.fsync(file.fileno())  # other machines see it from now on
            sha256 = hashed.digest.hexdigest()
            return SharedPart(str(part.replace(self._folder / f"shared-{sha256[:32]}")), sha256)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            reason = os.strerror(error.errno) if error.errno else str(error)
            hint = "workers read there what all of them need: let the archive lie where it can be written to"
            raise ExecutorError(f'cannot write to "{self._folder}": {reason}', hint) from None

    def _run(self, shared: SharedPart, jobs: Iterable[Job]) -> Iterator[Any]:
        """The results of a row of jobs, in order."""
        pending: deque[Future[bytes]] = deque()
        try:
            for job in jobs:
                pending.append(self._submit(shared, job))
                while len(pending) >= self._most():
                    yield self._result(pending[0])
                    pending.popleft()
            while pending:
                yield self._result(pending[0])
                pending.popleft()
        finally:
            begun = [one for one in pending if not one.cancel()]
            wait(begun, _LOOK)  # what they write is no more than removed, but better now than while it is

    def _submit(self, shared: SharedPart, job: object) -> Future[bytes]:
        versions, packed = remote_jobs.program_versions(), pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        try:
            return self._executor.submit(
                remote_jobs.run_job, (shared.path, shared.sha256), versions, next(self._serials), packed
            )
        except ExecutorError:
            raise
        except Exception as error:  # of whatever kind an executor has
            raise self._failure(error) from error

    def _result(self, future: Future[bytes]) -> Any:
        while True:
            try:
                answer = future.result(_LOOK)
                break
            except ExecutorError:
                raise
            except NotYetError as error:
                if future.done():  # the executor's own
                    raise self._failure(error) from error
                if isinstance(self._executor, MeasuredExecutor):
                    self._executor.check()
            except Exception as error:  # of whatever kind an executor has
                raise self._failure(error) from error
        return remote_jobs.result_of(answer)

    def _failure(self, error: Exception) -> ExecutorError:
        return self._executor.failure(error) if isinstance(self._executor, MeasuredExecutor) else _failed(error)

    def _most(self) -> int:
        if isinstance(self._executor, MeasuredExecutor):
            return _AHEAD * self._executor.parallelism()
        return _AHEAD * (self._at_once or _UNKNOWN)


class _HashedFile:
    """A file that is written, and hashed meanwhile."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


def _failed(error: Exception) -> ExecutorError:
    """The error for what an executor raised by itself."""
    words = " ".join(str(error).split())
    message = f"the executor could not do a job ({type(error).__name__}{': ' if words else ''}{words})"
    hint = "the published folder is as it was; mend that, or build without it, and the next build makes all of it"
    return ExecutorError(message, hint)
