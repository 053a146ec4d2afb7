"""Commands that are forked from a process in which all of sitegen is loaded already.

To start Python and to load what a command needs takes several times as long as what it does in a small archive. What is
forked is a process of its own in all else: it has its arguments, folder, surroundings, streams, signals and end, and
from its first line on it does what a fresh one does. Whatever decides how Python starts is left to a fresh one: other
programs, other settings of Python, of the language or the time zone; and all where there is no fork.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, TypedDict

from support.waiting import PATIENCE

CLI: Final = (sys.executable, "-c", "from sitegen.cli import main; main()")
"""The command `sitegen`, wherever it is installed."""
TESTS: Final = str(Path(__file__).resolve().parents[1])
PREVIEW: Final = (sys.executable, str(Path(__file__).with_name("preview_program.py")))
"""The preview with a small build, in a script of its own."""
_PROGRAMS: Final = (CLI, PREVIEW)
"""What may be forked, by how it is called."""
_OF_PYTHON: Final = ("PYTHON", "LC_", "LANG", "TZ", "LD_", "COVERAGE")
"""How the names of variables begin that a process reads when it starts."""
_SERVER: Final = (
    f"import sys; sys.path.append({TESTS!r})\n"
    "from support.fork_server import serve\n"
    "main = serve(int(sys.argv[1]))\n"
    "sys.exit(main())"
)
AT_ONCE: Final = 0.0
_LONGEST: Final = 1 << 20
"""Bytes of a request at most."""


class Forked:
    """A process that was forked: what the tests use of subprocess.Popen."""

    def __init__(self, answers: socket.socket) -> None:
        self._answers = answers
        self.stdout: IO[str] | None = None
        self.pid = int(answers.recv(32))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit status, negative for a signal; None while it runs."""
        try:
            return self.wait(AT_ONCE)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """The same when it has ended; raises subprocess.TimeoutExpired after so many seconds."""
        if self.returncode is None:
            self._answers.settimeout(timeout)
            try:
                self.returncode = int(self._answers.recv(32))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0) from None
            self._answers.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it has not ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it, whatever it does."""
        self.send_signal(signal.SIGKILL)


Process = Forked | subprocess.Popen[str]


def start(command: Sequence[str]) -> Process:
    """A process whose standard output can be read, with what it says of errors in it."""
    if not _is_known(command, os.environ):
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(command, text=True, encoding="utf-8", **pipes)  # type: ignore[call-overload]
    reading, writing = os.pipe()
    process = _server().fork(command, None, os.environ, (writing, writing))
    os.close(writing)
    process.stdout = os.fdopen(reading, encoding="utf-8")
    return process


def run(
    command: Sequence[str], *, cwd: str | Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command gave when it has ended; raises subprocess.TimeoutExpired if it does not."""
    surroundings = os.environ if env is None else env
    if not _is_known(command, surroundings):
        given = {"stdin": subprocess.DEVNULL, "timeout": PATIENCE, "text": True, "encoding": "utf-8"}
        return subprocess.run(command, cwd=cwd, env=env, check=False, capture_output=True, **given)  # type: ignore[call-overload]
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        process = _server().fork(command, cwd, surroundings, (out.fileno(), err.fileno()))
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, code, out.read(), err.read())


def _program(command: Sequence[str]) -> tuple[str, ...]:
    """How the program is called that may be forked; nothing for other commands."""
    return next((words for words in _PROGRAMS if tuple(command[: len(words)]) == words), ())


def _is_known(command: Sequence[str], env: Mapping[str, str]) -> bool:
    if not hasattr(os, "fork") or sys.platform == "darwin" or not _program(command):
        return False
    return _of_python(env) == _of_python(_server().env)


def _of_python(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_OF_PYTHON)}


# --- the process from which others are forked ------------------------------------------------------------------------


class _Request(TypedDict):
    """What is asked of it."""

    argv: list[str]
    """From the name of the program on: `-c` for the command."""
    cwd: str
    env: dict[str, str]


class _Server:
    """The near end of it."""

    def __init__(self) -> None:
        self.env = dict(os.environ)
        self._requests, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with far:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _SERVER, str(far.fileno())], pass_fds=[far.fileno()]
            )
        atexit.register(self.stop)

    def fork(
        self, command: Sequence[str], cwd: str | Path | None, env: Mapping[str, str], streams: tuple[int, int]
    ) -> Forked:
        program = _program(command)
        argv = ["-c" if program == CLI else program[1], *command[len(program) :]]
        asked: _Request = {"argv": argv, "cwd": str(cwd or Path.cwd()), "env": dict(env)}
        answers, far = socket.socketpair()
        with far:
            socket.send_fds(self._requests, [json.dumps(asked).encode()], [far.fileno(), *streams])
        return Forked(answers)

    def stop(self) -> None:
        self._requests.close()
        self._process.wait()


@functools.cache
def _server() -> _Server:
    return _Server()


def serve(handle: int) -> Callable[[], object]:
    """Fork a process for each request that comes through a socket; in that process it returns what is to be called."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _load_all()
    requests = socket.socket(fileno=handle)
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    signal.set_wakeup_fd(waking.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    answers: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([requests, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            _tell_ended(answers)
        if requests in ready:
            data, (answer, *streams) = _received(requests, answers)
            if (pid := os.fork()) == 0:
                for one in (requests, woken, waking, *answers.values()):
                    one.close()
                os.close(answer)
                return _become(json.loads(data), streams)
            answers[pid] = socket.socket(fileno=answer)
            answers[pid].send(str(pid).encode())
            for stream in streams:
                os.close(stream)


def _received(requests: socket.socket, running: Iterable[int]) -> tuple[bytes, list[int]]:
    """The next request; where none will come it ends with all that it has started."""
    data, handles, _, _ = socket.recv_fds(requests, _LONGEST, 3)
    if data:
        return data, handles
    for pid in running:
        os.kill(pid, signal.SIGKILL)
    os._exit(0)


def _load_all() -> None:
    """Load every module of sitegen, and what they need: most are loaded by what needs them first."""
    import sitegen

    for module in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()  # or each process would look through all of it, and copy it for that


def _tell_ended(answers: dict[int, socket.socket]) -> None:
    """Tell the exit status of each process that has ended."""
    while answers:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with answers.pop(pid) as answer:
            answer.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(asked: _Request, streams: Sequence[int]) -> Callable[[], object]:
    """Make this process the one that was asked for; what it is to call."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for handle, number in zip((nothing, *streams), (0, 1, 2), strict=True):
        os.dup2(handle, number)
    for handle in {nothing, *streams} - {0}:
        os.close(handle)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv = asked["argv"]
    if sys.argv[0] == "-c":
        return importlib.import_module("sitegen.cli").main
    return partial(runpy.run_path, sys.argv[0], run_name="__main__")
