"""The preview: a real server in a process of its own, asked over the network."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import serve_site
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sitegen.serve.requests import is_own_host

SCRIPT = b'<script src="/livereload.js" defer></script>'
PATIENCE = 15.0
QUIET = 1.5
"""Seconds in which a rebuild that must not happen would have happened several times over."""


class Server:
    """A preview in a process of its own, and the lines it announces."""

    def __init__(self, root: Path, *options: str, program: Sequence[str] = ()) -> None:
        """`program` is another one than that of serve_site.py; it is given the options alone."""
        self.root = root
        for name in ("seeds", "content", "templates"):
            (root / name).mkdir(parents=True, exist_ok=True)
        command = [*(program or (sys.executable, serve_site.__file__, str(root))), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self, within: float = PATIENCE) -> str:
        """The next line that it announces; empty if there is none in time."""
        try:
            return self._lines.get(timeout=within)
        except queue.Empty:
            return ""

    def line_that_is(self, words: str) -> bool:
        """Whether it announces this, after whatever else."""
        while line := self.line():
            if line == words:
                return True
        return False

    def started(self) -> Server:
        lines = [self.line()]
        while lines[-1] and not lines[-1].startswith("Serving"):
            lines.append(self.line())
        self.url = lines[-1].removeprefix("Serving ").partition(" ")[0]
        self.port = int(self.url.rstrip("/").rpartition(":")[2])
        return self

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def status(self, path: str, **headers: str) -> int:
        return self.get(path, **headers)[0]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("<p>one</p>", encoding="utf-8")
    server = Server(tmp_path).started()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose sources do not change."""
    root = tmp_path_factory.mktemp("archive")
    (root / "seeds/people").mkdir(parents=True)
    (root / "seeds/people/zoë.txt").write_text("<html><head></head><BODY>Zoë</BODY></html>", encoding="utf-8")
    server = Server(root).started()
    (root / "public/out").symlink_to("/etc")
    (root / "public/secret.txt").symlink_to("/etc/hostname")
    yield server
    server.stop()


# --- reloading --------------------------------------------------------------------------------------------------


def test_an_edit_is_built_and_served(server: Server) -> None:
    (server.root / "seeds/a.txt").write_text("<p>two</p>", encoding="utf-8")
    assert server.line() == "built"
    assert server.get("/a/")[2] == b"<p>two</p>" + SCRIPT


def test_an_open_page_is_told_to_reload(server: Server) -> None:
    async def told() -> list[str]:
        socket = await websocket_connect(f"ws://127.0.0.1:{server.port}/livereload")
        await _greet(socket)
        (server.root / "seeds/a.txt").write_text("<p>two</p>", encoding="utf-8")
        message = await asyncio.wait_for(socket.read_message(), PATIENCE)
        socket.close()
        return [json.loads(message or "{}")["command"]]

    assert asyncio.run(told()) == ["reload"]


async def _greet(socket: WebSocketClientConnection) -> None:
    await socket.write_message('{"command": "hello", "protocols": []}')
    await asyncio.wait_for(socket.read_message(), PATIENCE)
    await socket.write_message('{"command": "info", "url": "http://localhost/"}')
    # Any answer proves that the line before was understood.
    await socket.write_message('{"command": "hello", "protocols": []}')
    await asyncio.wait_for(socket.read_message(), PATIENCE)


def test_a_burst_of_changes_is_one_build(server: Server) -> None:
    for number in range(30):
        (server.root / f"seeds/{number}.txt").write_text("text", encoding="utf-8")
    assert [server.line(), server.line(QUIET)] == ["built", ""]
    assert server.status("/29/") == 200


def test_a_change_during_a_build_is_built_after_it(tmp_path: Path) -> None:
    server = Server(tmp_path, "--slow", "0.8").started()
    (tmp_path / "seeds/a.txt").write_text("one", encoding="utf-8")
    time.sleep(0.6)
    (tmp_path / "seeds/b.txt").write_text("two", encoding="utf-8")
    assert [server.line(), server.line()] == ["built", "built"]
    assert server.status("/b/") == 200
    server.stop()


def test_an_editor_that_saves_by_renaming_makes_one_build_and_no_page_of_its_own(server: Server) -> None:
    part = server.root / "seeds/.a.txt.tmp"
    with part.open("w", encoding="utf-8") as file:
        file.write("<p>saved</p>")
        os.fsync(file.fileno())
    part.replace(server.root / "seeds/a.txt")
    for name in ("4913", "a.txt~", ".#a.txt", ".a.txt.swp"):
        (server.root / "seeds" / name).write_text("passing", encoding="utf-8")
    assert [server.line(), server.line(QUIET)] == ["built", ""]
    assert server.get("/a/")[2] == b"<p>saved</p>" + SCRIPT


def test_files_that_are_passing_or_ours_build_nothing(server: Server) -> None:
    for name in (
        "seeds/4913", "seeds/a.txt~", "seeds/.a.txt.swp", "seeds/#a.txt#", ".git/HEAD", ".sitegen/cache",
        "public/CNAME", "public/index.html", "notes.txt", "content/.git/HEAD",
    ):  # fmt: skip
        (server.root / name).parent.mkdir(exist_ok=True)
        (server.root / name).write_text("passing", encoding="utf-8")
    assert server.line(QUIET) == ""


def test_a_file_with_an_old_date_is_built(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    old = tmp_path_factory.mktemp("elsewhere") / "old.txt"
    old.write_text("old", encoding="utf-8")
    os.utime(old, (1_500_000_000, 1_500_000_000))
    shutil.copy2(old, server.root / "seeds/old.txt")
    assert server.line() == "built"
    assert server.status("/old/") == 200


def test_a_folder_that_is_renamed_takes_its_pages_along(server: Server) -> None:
    (server.root / "seeds/2019").mkdir()
    (server.root / "seeds/2019/b.txt").write_text("b", encoding="utf-8")
    assert server.line() == "built"
    (server.root / "seeds/2019").rename(server.root / "seeds/2019-archive")
    assert server.line() == "built"
    assert [server.status("/2019/b/"), server.status("/2019-archive/b/")] == [404, 200]


def test_a_source_folder_that_comes_and_goes_is_watched(server: Server) -> None:
    (server.root / "seeds").rename(server.root / "texts")
    assert server.line() == "built"
    assert server.status("/a/") == 404
    (server.root / "texts").rename(server.root / "seeds")
    assert server.line() == "built"
    assert server.status("/a/") == 200
    (server.root / "seeds/later.txt").write_text("later", encoding="utf-8")
    assert server.line() == "built"
    assert server.status("/later/") == 200


def test_a_broken_file_leaves_the_last_good_site_until_it_is_mended(server: Server) -> None:
    (server.root / "content/x.yaml").write_text("broken", encoding="utf-8")
    assert server.line() == "content/x.yaml:1:1: error[yaml-syntax]: <broken>"
    assert server.status("/a/") == 200
    (server.root / "content/x.yaml").write_text("crash", encoding="utf-8")
    assert server.line() == "Traceback (most recent call last):"
    assert server.status("/a/") == 200
    (server.root / "content/x.yaml").write_text("mended", encoding="utf-8")
    assert server.line_that_is("built")
    assert server.status("/a/") == 200


def test_an_archive_broken_from_the_start_shows_what_is_wrong_and_then_the_site(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/x.yaml").write_text("broken", encoding="utf-8")
    server = Server(tmp_path).started()
    status, headers, body = server.get("/")
    assert (status, headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert b"content/x.yaml:1:1: error[yaml-syntax]: &lt;broken&gt;" in body
    assert SCRIPT in body
    (tmp_path / "content/x.yaml").unlink()
    assert server.line() == "built"
    assert server.status("/") == 200
    server.stop()


def test_every_request_during_rebuilds_gets_a_whole_page(server: Server) -> None:
    pages = [f"<p>{letter * 200_000}</p>".encode() for letter in "ab"]
    whole = {page + SCRIPT for page in pages}
    (server.root / "seeds/a.txt").write_bytes(pages[0])
    assert server.line() == "built"
    seen = set()
    new = server.root / ".a.txt.new"
    for turn in range(60):
        # Saved as editors do, whole or not at all: what a build reads of a half-written seed is another matter.
        new.write_bytes(pages[turn % 2])
        new.replace(server.root / "seeds/a.txt")
        status, _, body = server.get("/a/")
        seen.add((status, body in whole))
    assert seen == {(200, True)}


# --- starting and ending ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_well_even_while_a_build_runs(tmp_path: Path, kind: signal.Signals) -> None:
    server = Server(tmp_path, "--slow", "3").started()
    (tmp_path / "seeds/a.txt").write_text("one", encoding="utf-8")
    time.sleep(0.6)
    start = time.monotonic()
    server.process.send_signal(kind)
    assert server.process.wait(PATIENCE) == 0
    assert time.monotonic() - start < 2
    assert server.line(0.1) == ""
    server.stop()


def test_a_port_in_use_is_said_and_the_next_free_one_taken(still: Server, tmp_path: Path) -> None:
    other = Server(tmp_path, "--port", str(still.port))
    line = other.line()
    other.started()
    assert line == f"Port {still.port} is in use; taking the next free one, {other.port}."
    assert other.port > still.port
    assert other.status("/") == 200
    other.stop()


def test_a_port_in_use_that_was_asked_for_is_one_line_and_a_failure(still: Server, tmp_path: Path) -> None:
    other = Server(tmp_path, "--port", str(still.port), "--exactly")
    assert other.process.wait(PATIENCE) == 1
    assert [other.line(), other.line(0.2)] == [
        f"error: port {still.port} is in use; give another one with --port",
        "",
    ]
    other.stop()


def test_a_host_that_is_not_of_this_machine_is_one_line_and_a_failure(tmp_path: Path) -> None:
    other = Server(tmp_path, "--host", "no.such.host.invalid")
    assert other.process.wait(PATIENCE) == 1
    assert [other.line(), other.line(0.2)] == [
        'error: "no.such.host.invalid" is no address of this machine; give another one with --host',
        "",
    ]
    other.stop()


# --- requests -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/", "text/html; charset=utf-8", b"<!doctype html><title>Home</title><body>Home" + SCRIPT + b"</body>"),
        (
            "/people/zo%C3%AB/",
            "text/html; charset=utf-8",
            "<html><head></head><BODY>Zoë".encode() + SCRIPT + b"</BODY></html>",
        ),
        ("/static/site.js", "text/javascript; charset=utf-8", b"export {}"),
        ("/data/a.jsonl", "application/x-ndjson; charset=utf-8", b"{}\n"),
        ("/feed.xml", "application/xml", b"<feed/>"),
        ("/media/film.mp4", "video/mp4", bytes(range(256))),
    ],
)
def test_a_file_comes_whole_with_its_type_and_is_never_cached(still: Server, path: str, kind: str, body: bytes) -> None:
    status, headers, found = still.get(path)
    assert (status, headers["Content-Type"], headers["Cache-Control"], found) == (200, kind, "no-store", body)
    assert "Etag" not in headers
    assert still.get(path, **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})[0] == 200


def test_a_film_can_be_sought_in(still: Server) -> None:
    status, headers, body = still.get("/media/film.mp4", Range="bytes=10-19")
    assert (status, headers["Content-Range"], body) == (206, "bytes 10-19/256", bytes(range(10, 20)))


def test_a_head_has_the_length_and_no_body(still: Server) -> None:
    status, headers, body = still.get("/media/film.mp4", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "256", b"")


def test_a_folder_without_its_slash_leads_to_the_folder(still: Server) -> None:
    status, headers, _ = still.get("/people/zo%C3%AB")
    assert (status, headers["Location"]) == (301, "/people/zo%C3%AB/")


@pytest.mark.parametrize(
    "path", ["/no/such/page/", "/people/", "/.sitegen-files", "/a%00b", "/" + "x" * 300, "/index.html/"]
)
def test_what_is_not_there_gets_the_sites_own_page_with_404(still: Server, path: str) -> None:
    status, headers, body = still.get(path)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert body == b"<!doctype html><title>Lost</title><p>Not here." + SCRIPT


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/hostname",
        "/%2e%2e/%2e%2e/etc/hostname",
        "/..%2f..%2fetc%2fhostname",
        "/..%5c..%5c",
        "//etc/hostname",
        "/out/hostname",
        "/secret.txt",
        "/static/../../content/x.yaml",
        "/../seeds/people/zo%C3%AB.txt",
    ],
)
def test_nothing_outside_the_site_is_given_away(still: Server, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{still.port}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", still.port), PATIENCE) as connection:
        connection.sendall(request.encode())
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.split()[1] in (b"403", b"404")
    assert str(still.root).encode() not in answer
    assert "Zoë".encode() not in answer
    assert Path("/etc/hostname").read_bytes().strip() not in answer


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "192.168.1.9", "", "[::"]
)
def test_a_foreign_host_is_refused(still: Server, host: str) -> None:
    assert [still.status(path, Host=host) for path in ("/", "/livereload.js", "/livereload")] == [403, 403, 403]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1234", "[::1]:8000", "LOCALHOST", "archive.localhost"])
def test_a_name_of_this_machine_is_answered(still: Server, host: str) -> None:
    assert still.status("/", Host=host) == 200


@pytest.mark.parametrize(
    ("host", "listening_on", "is_own"),
    [
        ("192.168.1.9:8000", "0.0.0.0", True),
        ("0.0.0.0:8000", "0.0.0.0", True),
        ("[fe80::1]", "::", True),
        ("evil.example", "0.0.0.0", False),
        ("", "0.0.0.0", False),
        ("box.lan", "box.lan", True),
        ("192.168.1.9", "localhost", False),
    ],
)
def test_on_the_network_a_number_names_the_server_and_a_foreign_name_does_not(
    host: str, listening_on: str, is_own: bool
) -> None:
    assert is_own_host(host, listening_on) is is_own


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "file://"])
def test_a_page_of_another_site_is_refused(still: Server, origin: str) -> None:
    assert still.status("/", Origin=origin) == 403

    async def connect() -> int:
        request = HTTPRequest(f"ws://localhost:{still.port}/livereload", headers={"Origin": origin})
        try:
            (await websocket_connect(request)).close()
        except HTTPClientError as error:
            return error.code
        return 101

    assert asyncio.run(connect()) == 403


def test_a_page_of_this_site_may_connect(still: Server) -> None:
    async def connect() -> str:
        here = f"localhost:{still.port}"
        socket = await websocket_connect(HTTPRequest(f"ws://{here}/livereload", headers={"Origin": f"http://{here}"}))
        await socket.write_message('{"command": "hello", "protocols": []}')
        answer = await asyncio.wait_for(socket.read_message(), PATIENCE)
        socket.close()
        return json.loads(answer or "{}")["command"]

    assert asyncio.run(connect()) == "hello"


def test_nobody_can_force_a_reload(still: Server) -> None:
    assert still.status("/forcereload") == 404


@pytest.mark.parametrize("words", ["not json", "[]", "{}", "1"])
def test_a_socket_that_talks_nonsense_is_closed_and_the_server_lives(still: Server, words: str) -> None:
    async def talk() -> str | bytes | None:
        socket = await websocket_connect(f"ws://127.0.0.1:{still.port}/livereload")
        await socket.write_message(words)
        answer = await asyncio.wait_for(socket.read_message(), PATIENCE)
        socket.close()
        return answer

    assert asyncio.run(talk()) is None
    assert still.status("/") == 200


def test_the_script_is_livereloads(still: Server) -> None:
    status, headers, body = still.get("/livereload.js")
    assert (status, headers["Content-Type"]) == (200, "application/javascript")
    assert b"LiveReload" in body


def test_changes_are_noticed_by_looking_where_there_are_no_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    server = Server(tmp_path).started()
    (tmp_path / "seeds/a.txt").write_text("<p>seen</p>", encoding="utf-8")
    assert server.line() == "built"
    assert server.status("/a/") == 200
    server.stop()
