"""Two commands over one archive at once, in processes of their own: the second waits, whatever becomes of the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.archives import vote
from support.golden import tree
from support.incremental_archive import differences
from support.preview_server import Server
from support.waiting import PATIENCE, when

from sitegen.engine import Options, build

if sys.platform != "linux":
    pytest.skip("needs signals, locks and /proc", allow_module_level=True)

import fcntl

COMMAND = (sys.executable, "-c", "from sitegen.cli import main; main()")


def started(root: Path, command: str = "build") -> subprocess.Popen[str]:
    run = [*COMMAND, command, "--root", str(root), *(["--no-search"] if command == "build" else [])]
    return subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_locked(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def is_waiting(process: int, folder: Path) -> bool:
    """Whether a process has opened the folder that is locked."""
    for handle in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # it has just been closed
            if handle.readlink() == folder:
                return True
    return False


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return vote(tmp_path / "archive")


@pytest.fixture
def first(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A first build that has stopped in the midst of its work."""
    process = started(root)
    when(lambda: is_locked(root))
    process.send_signal(signal.SIGSTOP)
    yield process
    process.kill()
    process.communicate()


def fault(root: Path, clean: Path) -> str:
    """What is wrong with the site of an archive."""
    build(Options(vote(clean), clean / "public", search=False))
    odd = {path.name for path in root.iterdir()} - {"seeds", "content", "public", ".sitegen"}
    return str(odd) if odd else differences(root / "public", tree(clean / "public"))


@pytest.mark.parametrize("end", [signal.SIGCONT, signal.SIGKILL])
def test_a_second_build_waits_until_the_first_has_ended_or_was_killed(
    root: Path, tmp_path: Path, first: subprocess.Popen[str], end: signal.Signals
) -> None:
    second = started(root)
    when(lambda: is_waiting(second.pid, root))
    assert second.poll() is None
    first.send_signal(end)
    assert second.communicate(timeout=PATIENCE)[1] == ""
    assert (second.returncode, first.wait(PATIENCE)) == (0, -9 if end == signal.SIGKILL else 0)
    assert fault(root, tmp_path / "clean") == ""


def test_a_check_waits_for_nobody_and_is_in_nobodys_way(
    root: Path, tmp_path: Path, first: subprocess.Popen[str]
) -> None:
    checked = started(root, "check")
    assert checked.communicate(timeout=PATIENCE)[1] == ""
    assert checked.returncode == 0
    first.send_signal(signal.SIGCONT)
    assert first.wait(PATIENCE) == 0
    assert fault(root, tmp_path / "clean") == ""


def test_a_preview_waits_for_a_build_and_shows_the_site_once_that_was_killed(
    root: Path, first: subprocess.Popen[str]
) -> None:
    server = Server(root, program=(*COMMAND, "serve", "--root", str(root)))
    assert server.line_like("The first build takes a while; http://")
    first.kill()
    server.started()
    assert b"Nobody agreed." in server.get("/articles/vote/")[2]
    assert server.stop() == 0


def test_a_build_waits_for_the_first_build_of_a_preview(root: Path) -> None:
    server = Server(root, program=(*COMMAND, "serve", "--root", str(root)))
    when(lambda: is_locked(root))
    server.process.send_signal(signal.SIGSTOP)
    second = started(root)
    when(lambda: is_waiting(second.pid, root))
    server.process.send_signal(signal.SIGCONT)
    assert second.communicate(timeout=PATIENCE)[1] == ""
    assert second.returncode == 0
    server.started()
    assert b"Nobody agreed." in server.get("/articles/vote/")[2]
    assert server.stop() == 0
