"""A preview that is killed at any moment: files are old or new, nobody is left, and the next build is right.

With SITEGEN_SOAK=n there are n times as many kills.
"""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from support.archives import VOTE, vote
from support.checkout import TIMES
from support.golden import tree
from support.incremental_archive import differences, quick_builds
from support.preview_server import COMMAND, NOTE, Server, ask, save
from support.waiting import when

from sitegen.engine import Options, build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs SIGKILL and /proc")

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


class Killed:
    """An archive whose preview is killed over and over."""

    def __init__(self, root: Path) -> None:
        self.root, self._site = vote(root / "archive"), root / "clean"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def begun(self) -> Server:
        """A preview that has just been called."""
        return Server(self.root, program=(*COMMAND, str(self.root), "--port", str(self.port)))

    def kill(self, server: Server) -> None:
        """End it as `kill -9` does; nobody that it started lives on, and its port is free."""
        server.process.kill()
        server.process.wait()
        when(lambda: not offspring(self.root))
        assert server.process.stdout is not None
        server._reader.join()
        server.process.stdout.close()
        with socket.create_server(("127.0.0.1", self.port)):
            pass

    def heal(self) -> str:
        """What is wrong with the next build: it has to be done, leave nothing, and make what a clean one makes."""
        outcome = build(Options(self.root, self.root / "public"))
        if not outcome.is_done:
            return str(list(map(str, outcome.problems)))
        shutil.rmtree(self._site, ignore_errors=True)
        for name in ("seeds", "content", "templates"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, self._site / name)
        build(Options(self._site, self._site / "public"))
        odd = {path.name for path in self.root.iterdir()} - {"seeds", "content", "templates", "public", ".sitegen"}
        return f"left {odd}" if odd else differences(self.root / "public", tree(self._site / "public"))


def offspring(root: Path) -> list[str]:
    """The processes that were started for an archive."""
    found = []
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdecimal() and f"SITEGEN_TEST={root}".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().decode(errors="replace"))
    return found


@pytest.fixture
def killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Killed]:
    one = Killed(tmp_path)
    monkeypatch.setenv("SITEGEN_TEST", str(one.root))  # which all that it starts inherits
    yield one
    assert offspring(one.root) == []


def test_a_kill_while_it_starts_leaves_nothing_in_the_way(killed: Killed) -> None:
    chance = Random("start")
    begin = time.perf_counter()
    killed.kill(killed.begun().started())
    whole = time.perf_counter() - begin
    for _ in range(2 * TIMES):
        shutil.rmtree(killed.root / "public", ignore_errors=True)
        shutil.rmtree(killed.root / ".sitegen", ignore_errors=True)
        seconds, server = chance.uniform(0.3, 1) * whole, killed.begun()
        time.sleep(seconds)
        killed.kill(server)
        assert (seconds, killed.heal()) == (seconds, "")


def test_a_kill_while_it_builds_again_leaves_a_site_that_the_next_build_mends(killed: Killed) -> None:
    chance = Random("again")
    for turn in range(2 * TIMES):
        server, seconds = killed.begun().started(), chance.uniform(0.05, 0.9)
        save(killed.root / "seeds/vote.txt", VOTE.replace("Nobody", f"Number {turn}"))
        if turn % 2:
            save(killed.root / "content/actors/more.yaml", f"name: Number {turn}\n")
        time.sleep(seconds)
        killed.kill(server)
        assert (seconds, killed.heal()) == (seconds, "")
        assert f"Number {turn}" in (killed.root / "public/articles/vote/index.html").read_text(encoding="utf-8")


def test_a_kill_while_the_editor_saves_leaves_the_old_file_or_the_new_one(killed: Killed) -> None:
    chance, notes = Random("save"), killed.root / "content/notes/vote.yaml"
    for turn in range(3 * TIMES):
        server, seconds = killed.begun().started(), chance.uniform(0, 0.1)
        before = notes.read_bytes() if notes.exists() else b""
        note = {**NOTE, "fields": {"title": f"Title {turn}", "body": "Words. " * 5000}}

        def saved(server: Server = server, note: Mapping[str, object] = note) -> None:
            with suppress(OSError, ValueError, AssertionError):
                ask(server, "save", note)

        asking = threading.Thread(target=saved)
        asking.start()
        time.sleep(seconds)
        killed.kill(server)
        asking.join()
        after = notes.read_bytes() if notes.exists() else b""
        assert after == before or (after.startswith(before) and f"Title {turn}".encode() in after)
        assert after.count(b"Words.") == 5000 * after.count(b"title: Title")
        assert (seconds, killed.heal()) == (seconds, "")
    server = killed.begun().started()
    assert ask(server, "save", NOTE)[0] == 200
    assert [path.name for path in notes.parent.iterdir()] == ["vote.yaml"]
    assert server.stop() == 0
