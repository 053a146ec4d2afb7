"""A job as it runs in a worker of an executor from outside, and what it gives back.

Jobs and results are pickled here, and bytes to the executor, which so neither looks through them nor hashes them.
What all jobs share is a pickle in a file, with its SHA-256 in every job: nothing is unpickled but what came with a job,
or has a hash that did. So whoever can change the file alone can run nothing, and whoever can send jobs could anyway
(docs/decisions/0050).
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import platform
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final, NamedTuple

from sitegen.core.version import __version__

LIBRARIES: Final = (
    "jinja2", "langcodes", "markdown-it-py", "markupsafe", "mdit-py-plugins", "msgspec", "nh3", "pillow",
    "pyahocorasick", "pydantic", "pyicu-wheels", "pyyaml", "rapidfuzz", "regex",
)  # fmt: skip
"""What has a part in the bytes of a site."""
_PATIENCE: Final = 10.0
"""Seconds in which a file that was just written has to be seen on another machine: network drives may be late."""
_PAUSE: Final = 0.1
_PACKAGE: Final = Path(__file__).resolve().parents[1]


class ExecutorError(Exception):
    """An executor did not do what it was asked for; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return self.message


class UnseenFolderError(Exception):
    """A worker does not see, or may not write to, what the first process works in."""


class SharedPart(NamedTuple):
    """What all jobs of a row share."""

    path: str
    """The file that it was pickled into, as a path that is the same on all machines."""
    sha256: str
    """Of the file, in hexadecimal."""


def run_job(shared: tuple[str, str], versions: dict[str, str], serial: str, job: bytes) -> bytes:  # noqa: ARG001
    """Do a job: `shared` is a `SharedPart`, `versions` those of the first process, `job` the pickled job.

    `serial` is another one for each job: an executor that takes equal calls for one (Dask) would do one of them.
    Gives what `result_of` reads. Everything is plain values until it is known that both are of one version.
    """
    try:
        _check_versions(versions)
        with _alone, _rare_gc():
            work = _prepared(SharedPart(*shared))
            return pickle.dumps(("done", work(pickle.loads(job))))  # noqa: S301 - from who sent this very call
    except (ExecutorError, UnseenFolderError) as refused:
        return pickle.dumps(("refused", *_words(refused)))
    except Exception as error:
        return _raised(error)


def result_of(answer: bytes) -> Any:
    """What a job gave. Raises what it raised, and ExecutorError where a worker could not begin."""
    kind, *given = pickle.loads(answer)  # noqa: S301 - from the executor, which was trusted with the jobs
    if kind == "refused":
        raise ExecutorError(*given)
    if kind == "raised":
        raise given[0]
    return given[0]


def _raised(error: Exception) -> bytes:
    """What is given back of an exception, with the place where it was raised."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        answer = pickle.dumps(("raised", error))
        pickle.loads(answer)  # noqa: S301 - of the line above: some can be written and not be read
    except Exception:
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        plain.add_note(error.__notes__[-1])
        return pickle.dumps(("raised", plain))
    return answer


@cache
def program_versions() -> dict[str, str]:
    """What has to be the same in all processes, by the names that people know."""
    found = {"Python": ".".join(platform.python_version_tuple()[:2]), "sitegen": __version__}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "none"
    return {**found, "sitegen's own files": _digest()}


def forget_shared() -> None:
    """Let go of what the last jobs shared: a worker lives longer than a build."""
    global _held  # noqa: PLW0603 (what a process keeps between jobs)
    with _alone:
        _held = None
        gc.unfreeze()


_alone: Final = threading.Lock()
"""Held by the thread that works: what makes pages has one log of what it reads."""
_held: tuple[str, Callable[[Any], Any]] | None = None
"""The hash of what was prepared last, and what does its jobs."""


def _prepared(shared: SharedPart) -> Callable[[Any], Any]:
    """What does the jobs. Raises UnseenFolderError."""
    global _held  # noqa: PLW0603 (what a process keeps between jobs)
    if _held is None or _held[0] != shared.sha256:
        _held = None  # both would be in memory at once
        gc.unfreeze()
        data = _seen(shared)
        gc.disable()
        try:
            prepare, given = pickle.loads(data)  # noqa: S301 - its hash came with the job
            del data
            _held = shared.sha256, prepare(given)
            gc.freeze()  # it stays, and is not to be looked through in each collection
        finally:
            gc.enable()
    return _held[1]


def _seen(shared: SharedPart) -> bytes:
    """The file, as soon as it is whole here. Raises UnseenFolderError."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            data = Path(shared.path).read_bytes()
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
        else:
            if hashlib.sha256(data).hexdigest() == shared.sha256:
                return data
            reason = "it has other bytes there"
        if time.monotonic() > deadline:
            raise UnseenFolderError(f'"{shared.path}": {reason}')
        time.sleep(_PAUSE)


@contextmanager
def _rare_gc() -> Iterator[None]:
    """Context manager: the garbage collector runs as seldom as in processes of ours, and then as it did before."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check_versions(wanted: dict[str, str]) -> None:
    """Raises ExecutorError where this process would make other bytes."""
    own = program_versions()
    others = [name for name in sorted(wanted | own, key=str.casefold) if wanted.get(name) != own.get(name)]
    if not others:
        return
    first = next((name for name in ("Python", "sitegen") if name in others), others[0])
    theirs, ours = own.get(first, "none"), wanted.get(first, "none")
    if first.startswith("sitegen's"):
        what = f"other files in its sitegen {__version__}"
    else:
        what = f"{first} {theirs}, and this process {ours}"
    hint = "install the same versions everywhere, and start the workers anew: they would make other bytes"
    raise ExecutorError(f"the worker {_name()} has {what}", hint)


def _words(refused: ExecutorError | UnseenFolderError) -> tuple[str, str]:
    """Message and hint."""
    if isinstance(refused, ExecutorError):
        return refused.message, refused.hint
    hint = "archive and output have to lie in a folder that all workers see and may write to, under the same path"
    return f"the worker {_name()} cannot use {refused}", hint


def _name() -> str:
    """What a person finds this process by."""
    return f"{platform.node()}:{os.getpid()}"


@cache
def _digest() -> str:
    """Of all that runs: one version number may stand for many states of a checkout."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
