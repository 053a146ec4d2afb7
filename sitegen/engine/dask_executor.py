"""Workers of Dask distributed: of a cluster that is there, or of one that is started on this machine for one build."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.core import extras
from sitegen.files.remote_jobs import ExecutorError, forget_shared
from sitegen.files.work_sharing import MeasuredExecutor

if TYPE_CHECKING:
    from distributed import Client

LOCAL: Final = "local:"
"""Before the number of workers of a cluster on this machine."""

_CONNECT: Final = 10
"""Seconds in which a scheduler has to answer, where Dask's own settings do not say fewer."""
_WORKERS: Final = 60
"""Seconds in which a scheduler has to have a worker: containers take some to start."""
_COUNT_EVERY: Final = 2.0
"""Seconds after which workers are counted anew."""
_LOCAL_SETTINGS: Final = {
    "distributed.worker.profile.enabled": False,  # it stops the worker a hundred times a second
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,
}
_LOGGERS: Final = ("distributed", "tornado.application", "asyncio")
"""What tells of workers that come and go, and of lost connections, each with a traceback: we say so in one line."""
_REMAINS: Final = "the published folder is as it was; the next build, with the cluster or without, makes all of it"


class _Connection(NamedTuple):
    client: Client
    executor: Executor
    stack: ExitStack
    """Ends all of it."""


class DaskExecutor(MeasuredExecutor):
    """Connects when the first job comes: a build that finds nothing to do asks no cluster."""

    def __init__(self, address: str, tell: Callable[[str], None]) -> None:
        """`address`: `local:4`, or that of a scheduler, `tcp://host:8786`. `tell` is told who works, in one line.

        Raises MissingExtraError.
        """
        extras.require("cluster")
        self._address, self._tell = address, tell
        self._connection: _Connection | None = None
        self._count, self._counted, self._seen = 1, 0.0, time.monotonic()

    def submit(self, function: Callable[..., Any], /, *given: Any, **known: Any) -> Future[Any]:
        """As every executor does. Raises ExecutorError where there is no cluster."""
        return self._connected().executor.submit(function, *given, **known)

    def parallelism(self) -> int:
        """The number of workers: each does one job at a time, however many threads it has."""
        if time.monotonic() - self._counted > _COUNT_EVERY:
            with suppress(OSError):
                self._recount(self._connected().client)
        return max(self._count, 1)

    def check(self) -> None:
        """Raises ExecutorError where there are no workers any more, or no scheduler."""
        if self._connection:
            try:
                self._recount(self._connection.client)
            except OSError as error:
                raise self.failure(error) from error
            if time.monotonic() - self._seen > _WORKERS:
                message = f"the cluster at {self._address} has had no workers for {_WORKERS} seconds"
                raise ExecutorError(message, f"start some; {_REMAINS}")

    def failure(self, error: Exception) -> ExecutorError:
        """What to tell of an exception that came instead of a result."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            message = f"{error.allowed_failures + 1} workers ended, one after the other, while they did the same job"
            hint = f"give them more memory, or look why in the log of {error.last_worker.address}; {_REMAINS}"
            return ExecutorError(message, hint)
        is_lost = self._connection is not None and self._connection.client.status != "running"
        if is_lost or isinstance(error, (CancelledError, OSError)):
            return ExecutorError(f"the connection to the scheduler at {self._address} was lost", _REMAINS)
        return super().failure(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as it is defined
        """End the cluster of this machine, or let go of the other one."""
        if self._connection:
            self._connection.stack.close()
            self._connection = None

    def _connected(self) -> _Connection:
        if self._connection is None:
            with ExitStack() as stack:
                client = self._start(stack)
                # Calls that are equal are run all the same: they write files.
                executor = client.get_executor(pure=False)
                self._connection = _Connection(client, executor, stack.pop_all())
            self._recount(client)
            self._tell(self._words(client))
        return self._connection

    def _start(self, stack: ExitStack) -> Client:
        """A client of a cluster that has workers. Raises ExecutorError."""
        import dask
        from dask.utils import parse_timedelta
        from distributed import Client, Security  # it sets the levels of loggers when it is imported

        for logger in map(logging.getLogger, _LOGGERS):
            stack.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.CRITICAL)
        if self._address.startswith(LOCAL):
            return _start_local(int(self._address.removeprefix(LOCAL)), stack)
        if self._address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
            message = f"{self._address} asks for certificates, and Dask has none here"
            raise ExecutorError(message, "name them in its settings: DASK_DISTRIBUTED__COMM__TLS__CA_FILE and the like")
        seconds = min(_CONNECT, parse_timedelta(dask.config.get("distributed.comm.timeouts.connect")))
        try:
            client = stack.enter_context(Client(self._address, timeout=seconds, set_as_default=False))
        except OSError as error:
            message = f"no scheduler answers at {self._address} within {seconds:g} seconds"
            raise ExecutorError(message, "start it with `dask scheduler`, or mend the address") from error
        except Exception as error:  # what it raises for certificates and versions that do not fit is of many kinds
            message = f"the scheduler at {self._address} cannot be used ({type(error).__name__}: {error})"
            raise ExecutorError(message, "have the same versions of Dask and its settings on all machines") from error
        stack.callback(_forget, client)
        try:
            client.wait_for_workers(1, timeout=_WORKERS)
        except TimeoutError as error:
            message = f"the scheduler at {self._address} has no workers"
            raise ExecutorError(message, f"start some with `dask worker --nthreads 1 {self._address}`") from error
        return client

    def _recount(self, client: Client) -> None:
        """Raises OSError where the scheduler does not answer."""
        now = time.monotonic()
        self._count, self._counted = len(client.nthreads()), now
        if self._count:
            self._seen = now

    def _words(self, client: Client) -> str:
        threads = max(client.nthreads().values(), default=1)
        more = f"; of {threads} threads of a worker one is used: --nthreads 1" if threads > 1 else ""
        has_dashboard = find_spec("bokeh") or not self._address.startswith(LOCAL)
        link = f"; dashboard: {client.dashboard_link}" if has_dashboard and client.dashboard_link else ""
        workers = "1 worker" if self._count == 1 else f"{self._count} workers"
        return f"Cluster {self._address}: {workers}{more}{link}"


def _start_local(workers: int, stack: ExitStack) -> Client:
    """A cluster of this machine; nobody else who has an account there can send it anything."""
    import dask
    from distributed import Client, LocalCluster, Security

    stack.enter_context(dask.config.set(_LOCAL_SETTINGS))
    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        memory_limit=None,
        security=Security.temporary(),
        dashboard_address="127.0.0.1:0",  # None is port 8787 all the same, and words of it where that is taken
        silence_logs=logging.CRITICAL,
    )
    stack.enter_context(cluster)
    return stack.enter_context(Client(cluster, set_as_default=False))


def _forget(client: Client) -> None:
    """Let the workers of others go of what they hold of this build, where they still can."""
    with suppress(Exception):  # else they let go of it with the next build
        client.run(forget_shared, on_error="ignore")
