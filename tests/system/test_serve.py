"""The preview: a real server in a process of its own, asked over the network."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from support import preview_program
from support.preview_server import SCRIPTS, Server, heard, put, save
from support.waiting import PATIENCE, when
from tornado.websocket import WebSocketClientConnection

from sitegen.serve.shutdown import end_thread


async def as_livereload(socket: WebSocketClientConnection) -> None:
    """What livereload's script says first."""
    await socket.write_message('{"command": "hello", "protocols": []}')
    await asyncio.wait_for(socket.read_message(), PATIENCE)
    await socket.write_message('{"command": "info", "url": "http://localhost/"}')
    # Any answer proves that the line before was understood.
    await socket.write_message('{"command": "hello", "protocols": []}')
    await asyncio.wait_for(socket.read_message(), PATIENCE)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("archive")
    (root / "seeds").mkdir()
    (root / "seeds/a.txt").write_text("<p>one</p>", encoding="utf-8")
    server = Server(root).started()
    yield server
    assert server.stop() == 0


@pytest.fixture
def server(shared: Server) -> Server:
    """A server that other tests use too; each leaves it with nothing unsaid."""
    assert shared.unread() == []
    return shared


# --- reloading --------------------------------------------------------------------------------------------------


def test_an_edit_is_built_and_served(server: Server) -> None:
    put(server, "seeds/a.txt", "<p>two</p>")
    assert server.get("/a/")[2] == b"<p>two</p>" + SCRIPTS


def test_an_open_page_is_told_to_reload(server: Server) -> None:
    (told,) = heard(server, "/livereload", 1, lambda: put(server, "seeds/a.txt", "<p>three</p>"), as_livereload)
    assert (told["command"], told["path"]) == ("reload", "*")


def test_where_only_style_sheets_changed_each_is_told_by_its_path(server: Server) -> None:
    put(server, "templates/a.css", "p { color: red }")
    put(server, "templates/b.css", "p { color: red }")

    def recolour() -> None:
        save(server.root / "templates/a.css", "p { color: blue }")
        put(server, "templates/b.css", "p { color: blue }")

    told = heard(server, "/livereload", 2, recolour, as_livereload)
    assert [(one["command"], one["path"], one["liveCSS"]) for one in told] == [
        ("reload", "/static/a.css", True),
        ("reload", "/static/b.css", True),
    ]


def test_a_build_that_changed_nothing_reloads_nothing(server: Server) -> None:
    put(server, "templates/a.css", "p { color: green }")

    def act() -> None:
        put(server, "seeds/a.txt", (server.root / "seeds/a.txt").read_text(encoding="utf-8"))
        put(server, "templates/a.css", "p { color: pink }")

    (told,) = heard(server, "/livereload", 1, act, as_livereload)
    assert told["path"] == "/static/a.css"


def test_every_request_during_rebuilds_gets_a_whole_page(server: Server) -> None:
    pages = [f"<p>{letter * 200_000}</p>".encode() for letter in "ab"]
    whole = {page + SCRIPTS for page in pages}
    put(server, "seeds/long.txt", pages[0].decode())
    seen = set()
    for turn in range(60):
        save(server.root / "seeds/long.txt", pages[turn % 2].decode())
        status, _, body = server.get("/long/")
        seen.add((status, body in whole))
    assert seen == {(200, True)}
    assert set(server.settled()) == {"built"}


def test_pages_are_answered_while_a_build_runs_even_the_first_one(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    os.mkfifo(tmp_path / "go")
    slow = Server(tmp_path, "--port", str(port), "--held")
    assert slow.line() == "building"
    slow.port = port
    status, headers, body = slow.get("/a/")
    assert (status, headers["X-Frame-Options"]) == (503, "DENY")
    assert b"<h1>The site is being built</h1>" in body
    assert SCRIPTS in body
    # What an earlier run has published is shown as well.
    save(tmp_path / "seeds/a.txt", "<p>one</p>")
    preview_program.publish(tmp_path)
    assert slow.get("/a/")[2] == b"<p>one</p>" + SCRIPTS
    shown = f"{url} shows the site as it was built before; what has changed since follows with the first build."
    assert slow.line() == shown
    go_on(slow)
    assert [slow.line() for _ in range(3)] == ["built", f"Serving {url} (Ctrl-C ends it)", "building"]
    save(tmp_path / "seeds/b.txt", "<p>two</p>")
    assert (slow.get("/a/")[2], slow.status("/b/"), slow.unread()) == (b"<p>one</p>" + SCRIPTS, 404, [])
    # What happened during a build is built after it.
    go_on(slow)
    assert [slow.line(), slow.line()] == ["built", "building"]
    go_on(slow)
    assert slow.line() == "built"
    assert slow.status("/b/") == 200
    assert slow.stop() == 0


def test_while_there_is_no_site_it_is_told_that_the_first_build_takes_a_while(tmp_path: Path) -> None:
    port = free_port()
    os.mkfifo(tmp_path / "go")
    slow = Server(tmp_path, "--port", str(port), "--held")
    assert slow.line() == "building"
    told = f"The first build takes a while; http://127.0.0.1:{port}/ shows the site as soon as it is there."
    assert slow.line() == told
    slow.port = port
    assert heard(slow, "/_sitegen/live", 1)[0]["isWaiting"]
    go_on(slow)
    assert slow.line_like("Serving")
    assert not heard(slow, "/_sitegen/live", 1)[0]["isWaiting"]
    assert slow.stop() == 0


def go_on(server: Server) -> None:
    """Let a build go on that is held."""

    def is_read() -> bool:
        with suppress(OSError):  # nobody reads it yet
            os.close(os.open(server.root / "go", os.O_WRONLY | os.O_NONBLOCK))
            return True
        return False

    when(is_read)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


# --- what is noticed --------------------------------------------------------------------------------------------


def test_a_burst_of_changes_is_one_build(server: Server) -> None:
    with server.paused():
        for number in range(30):
            save(server.root / f"seeds/{number}.txt", "text")
    assert [server.line(), *server.settled()] == ["built"]
    assert server.status("/29/") == 200


def test_an_editor_that_saves_by_renaming_makes_one_build_and_no_page_of_its_own(server: Server) -> None:
    part = server.root / "seeds/.a.txt.tmp"
    with server.paused():
        with part.open("w", encoding="utf-8") as file:
            file.write("<p>saved</p>")
            os.fsync(file.fileno())
        part.replace(server.root / "seeds/a.txt")
        for name in ("4913", "a.txt~", ".#a.txt", ".a.txt.swp"):
            (server.root / "seeds" / name).write_text("passing", encoding="utf-8")
    assert [server.line(), *server.settled()] == ["built"]
    assert server.get("/a/")[2] == b"<p>saved</p>" + SCRIPTS


def test_an_editor_that_moves_the_old_file_away_first_makes_one_build(server: Server) -> None:
    file = server.root / "seeds/a.txt"
    with server.paused():
        file.replace(server.root / "seeds/a.txt~")
        file.write_text("<p>saved by vim</p>", encoding="utf-8")
        (server.root / "seeds/a.txt~").unlink()
    assert [server.line(), *server.settled()] == ["built"]
    assert server.get("/a/")[2] == b"<p>saved by vim</p>" + SCRIPTS


def test_files_that_are_passing_or_ours_build_nothing(server: Server) -> None:
    for name in (
        "seeds/4913", "seeds/a.txt~", "seeds/.a.txt.swp", "seeds/#a.txt#", ".git/HEAD", ".sitegen/cache",
        "public/CNAME", "public/index.html", "notes.txt", "content/.git/HEAD",
    ):  # fmt: skip
        (server.root / name).parent.mkdir(exist_ok=True)
        (server.root / name).write_text("passing", encoding="utf-8")
    assert server.settled() == []


def test_a_file_with_an_old_date_is_built(server: Server, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("old", encoding="utf-8")
    os.utime(old, (1_500_000_000, 1_500_000_000))
    shutil.copy2(old, server.root / "seeds/old.txt")
    assert server.line() == "built"
    assert server.status("/old/") == 200


def test_a_file_that_is_moved_or_deleted_takes_its_page_along(server: Server) -> None:
    put(server, "seeds/first.txt", "text")
    (server.root / "seeds/first.txt").rename(server.root / "seeds/second.txt")
    assert server.line() == "built"
    assert [server.status("/first/"), server.status("/second/")] == [404, 200]
    (server.root / "seeds/second.txt").unlink()
    assert server.line() == "built"
    assert server.status("/second/") == 404


def test_a_folder_that_is_renamed_or_deleted_takes_its_pages_along(server: Server) -> None:
    put(server, "seeds/2019/b.txt", "b")
    (server.root / "seeds/2019").rename(server.root / "seeds/2019-archive")
    assert server.line() == "built"
    assert [server.status("/2019/b/"), server.status("/2019-archive/b/")] == [404, 200]
    put(server, "seeds/2019-archive/c.txt", "c")
    assert server.status("/2019-archive/c/") == 200
    shutil.rmtree(server.root / "seeds/2019-archive")
    assert server.line() == "built"
    assert server.status("/2019-archive/c/") == 404


def test_a_source_folder_that_comes_and_goes_is_watched(server: Server) -> None:
    (server.root / "seeds").rename(server.root / "texts")
    assert server.line() == "built"
    assert server.status("/a/") == 404
    (server.root / "texts").rename(server.root / "seeds")
    assert server.line() == "built"
    assert server.status("/a/") == 200
    put(server, "seeds/later.txt", "later")
    assert server.status("/later/") == 200


def test_another_branch_is_checked_out_with_one_build_and_a_commit_builds_nothing(
    tmp_path: Path, need_tool: Callable[[str], Path]
) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run([need_tool("git"), *who, *words], cwd=tmp_path, check=True, capture_output=True)

    server = Server(tmp_path)
    (tmp_path / ".gitignore").write_text("public\nfence-*\n", encoding="utf-8")
    git("init", "--initial-branch", "main")
    for number in range(40):
        save(tmp_path / f"seeds/{number}.txt", "here")
    git("add", ".")
    git("commit", "-m", "here")
    git("checkout", "-b", "other")
    shutil.rmtree(tmp_path / "seeds")
    (tmp_path / "seeds/deep/er").mkdir(parents=True)
    for number in range(40):
        save(tmp_path / f"seeds/deep/er/{number}.txt", "there")
    server.started()
    server.settled()
    git("add", ".")
    git("commit", "-m", "there")
    assert server.settled() == []
    for branch in ("main", "other"):
        with server.paused():
            git("checkout", branch)
        assert [server.line(), *server.settled()] == ["built"]
        assert [server.status("/39/"), server.status("/deep/er/39/")] == (
            [200, 404] if branch == "main" else [404, 200]
        )
    assert server.stop() == 0


def test_changes_are_noticed_by_looking_where_there_are_no_events(tmp_path: Path) -> None:
    server = Server(tmp_path, "--poll").started()
    put(server, "seeds/deep/a.txt", "one")
    put(server, "seeds/deep/a.txt", "two")
    old = tmp_path / "old"
    old.write_text("old", encoding="utf-8")
    os.utime(old, (1_500_000_000, 1_500_000_000))
    old.replace(tmp_path / "seeds/deep/a.txt")
    assert server.line() == "built"
    assert server.get("/deep/a/")[2] == b"old" + SCRIPTS
    (tmp_path / "seeds/deep").rename(tmp_path / "seeds/moved")
    assert server.line() == "built"
    assert [server.status("/deep/a/"), server.status("/moved/a/")] == [404, 200]
    assert server.settled() == []
    assert server.stop() == 0


# --- what goes wrong --------------------------------------------------------------------------------------------


def test_a_broken_file_leaves_the_last_good_site_until_it_is_mended(server: Server) -> None:
    save(server.root / "content/x.yaml", "broken")
    assert server.line() == "content/x.yaml:1:1: error[yaml-syntax]: <b>broken</b> cannot be"
    assert server.line() == "  hint: take <i>broken</i> away"
    assert server.status("/a/") == 200
    for words, error in (("crash", "ZeroDivisionError: crash"), ("panic", "PanicError: panic")):
        save(server.root / "content/x.yaml", words)
        assert server.line() == "Traceback (most recent call last):"
        assert server.line_that_is(error)
        assert server.status("/a/") == 200
    put(server, "content/x.yaml", "mended")
    assert server.status("/a/") == 200


def test_a_name_that_is_no_text_is_told_as_far_as_it_goes(server: Server) -> None:
    file = server.root / os.fsdecode(b"content/z\xff.yaml")
    save(file, "broken")
    assert server.line() == "content/z\\udcff.yaml:1:1: error[yaml-syntax]: <b>broken</b> cannot be"
    assert server.line() == "  hint: take <i>broken</i> away"
    (told,) = heard(server, "/_sitegen/live", 1)
    assert told["problems"][0]["file"] == "content/z\udcff.yaml"
    file.unlink()
    assert server.line() == "built"


def test_a_terminal_that_is_gone_ends_nothing(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    command = [sys.executable, preview_program.__file__, str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    url = [server.stdout.readline() for _ in range(2)][1].split()[1]
    server.stdout.close()
    for number in (1, 2):
        save(tmp_path / f"seeds/{number}.txt", "text")
        when(partial(is_there, f"{url}{number}/"))
    server.send_signal(signal.SIGINT)
    # Where the last words reach nobody Python says so.
    assert server.wait(PATIENCE) in (0, 120)


def is_there(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return False


def test_an_archive_broken_from_the_start_shows_what_is_wrong_and_then_the_site(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    save(tmp_path / "content/x.yaml", "broken")
    server = Server(tmp_path).started()
    status, headers, body = server.get("/")
    assert (status, headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert b"content/x.yaml:1:1: error[yaml-syntax]: &lt;b&gt;broken&lt;/b&gt; cannot be" in body
    assert SCRIPTS in body
    (tmp_path / "content/x.yaml").unlink()
    assert server.line() == "built"
    assert server.status("/") == 200
    assert server.stop() == 0


# --- starting and ending ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("how", ["itself", "beside"])
def test_it_ends_at_once_and_well_even_while_a_build_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: signal.Signals, how: str
) -> None:
    # Not measured by `make coverage`: where a tracer is at work Python 3.11 calls no function any more while an
    # exception waits for a thread that is held (CHECK_EVAL_BREAKER in DO_TRACING leads back to itself).
    for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
        monkeypatch.delenv(name, raising=False)
    os.mkfifo(tmp_path / "go")
    server = Server(tmp_path, "--held", *(["--beside"] if how == "beside" else []))
    assert server.line_that_is("building")
    server.process.send_signal(kind)
    assert server.process.wait(PATIENCE) == 0
    assert [line for line in server.last_words() if not line.startswith("The first build takes a while")] == []
    server.stop()


def test_a_build_that_is_ended_clears_away_what_it_has_to() -> None:
    begun, cleared = threading.Event(), threading.Event()

    def build() -> None:
        with suppress(SystemExit):
            try:
                while True:
                    begun.set()
            finally:
                cleared.set()

    thread = threading.Thread(target=build, daemon=True)
    thread.start()
    assert begun.wait(PATIENCE)
    end_thread(thread)
    assert (cleared.is_set(), thread.is_alive()) == (True, False)
    end_thread(thread)
    end_thread(threading.Thread())


def test_a_port_in_use_is_said_and_the_next_free_one_taken(server: Server, tmp_path: Path) -> None:
    other = Server(tmp_path, "--port", str(server.port))
    line = other.line()
    other.started()
    assert line == f"Port {server.port} is in use; taking the next free one, {other.port}."
    assert other.port > server.port
    assert other.status("/") == 200
    other.stop()


def test_a_port_in_use_that_was_asked_for_is_one_line_and_a_failure(server: Server, tmp_path: Path) -> None:
    other = Server(tmp_path, "--port", str(server.port), "--exactly")
    assert other.process.wait(PATIENCE) == 1
    assert other.last_words() == [f"error: port {server.port} is in use; give another one with --port"]
    other.stop()


def test_a_host_that_is_not_of_this_machine_is_one_line_and_a_failure(tmp_path: Path) -> None:
    other = Server(tmp_path, "--host", "no.such.host.invalid")
    assert other.process.wait(PATIENCE) == 1
    assert other.last_words() == [
        'error: "no.such.host.invalid" is no address of this machine; give another one with --host'
    ]
    other.stop()


def test_the_browser_is_opened_where_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/seeds/opened.txt\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    server = Server(tmp_path, "--open").started()
    assert server.line() == "built"  # for it wrote a seed
    assert server.get("/opened/")[2] == f"{server.url}\n".encode() + SCRIPTS
    server.stop()


def test_a_browser_that_cannot_be_opened_is_only_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    server = Server(tmp_path, "--open")
    lines = [server.line(), server.line(), server.line()]
    server.url = f"http://127.0.0.1:{lines[-1].rpartition(':')[2].partition('/')[0]}/"
    said = (f"No browser could be opened; open {server.url} yourself.", f"Serving {server.url} (Ctrl-C ends it)")
    assert sorted(lines) == sorted(["built", *said])
    assert server.stop() == 0
