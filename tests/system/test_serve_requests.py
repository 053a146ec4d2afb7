"""What the preview answers, and to whom: this machine's own pages, and nobody else."""

from __future__ import annotations

import asyncio
import gc
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import preview_program
from support.preview_server import SCRIPTS, Server, connection
from support.waiting import PATIENCE
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClosedError, WebSocketHandler, websocket_connect

from sitegen import serve
from sitegen.output.publish import marker
from sitegen.serve import handlers, is_loopback
from sitegen.serve.built_pages import BuiltPages
from sitegen.serve.handlers import BROWSER_FILES, is_own_host

TAGS = SCRIPTS + b"<script src=/_sitegen/editor.js></script>"
SOCKETS = ["/livereload", "/_sitegen/live"]
SANDBOX = (
    "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; media-src 'self'; "
    "frame-ancestors 'none'"
)
EVERYWHERE = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
OWN_PATHS = ["/", "/static/site.js", "/no/such/page/", "/livereload.js", "/_sitegen/preview.js", "/_sitegen/api/echo"]


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose sources do not change."""
    root = tmp_path_factory.mktemp("archive")
    (root / "seeds/people").mkdir(parents=True)
    (root / "seeds/people/zoë.txt").write_text("<html><head></head><BODY>Zoë</BODY></html>", encoding="utf-8")
    server = Server(root, "--editor").started()
    public = root / "public"
    (public / "out").symlink_to("/etc")
    (public / "secret.txt").symlink_to("/etc/hostname")
    (public / "linked.html").symlink_to("media/kept.html")
    (public / "by-hand.html").write_bytes(preview_program.SNAPSHOT)
    for name in (".htpasswd", ".git/config", "media/.env", ".well-known/security.txt", "deep/.git/index.html"):
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_text("canary", encoding="utf-8")
    (public / "repository").symlink_to(".git")
    yield server
    assert server.stop() == 0


def raw(server: Server, request: bytes) -> bytes:
    """The whole answer to bytes that no client of ours would send."""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        answer = b""
        try:
            connection.sendall(request)
            while chunk := connection.recv(65536):
                answer += chunk
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough
    return answer


def connected(server: Server, path: str, **headers: str) -> int:
    """The status with which a socket is opened, 101, or refused."""

    async def connect() -> int:
        try:
            async with connection(server, path, **headers):
                return 101
        except HTTPClientError as error:
            return error.code

    return asyncio.run(connect())


# --- what there is


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/", "text/html; charset=utf-8", b"<!doctype html><title>Home</title><body>Home" + TAGS + b"</body>"),
        (
            "/people/zo%C3%AB/",
            "text/html; charset=utf-8",
            "<html><head></head><BODY>Zoë".encode() + TAGS + b"</BODY></html>",
        ),
        ("/static/site.js", "text/javascript; charset=utf-8", b"export {}"),
        ("/data/a.jsonl", "application/jsonl; charset=utf-8", b"{}\n"),
        ("/feed.xml", "application/atom+xml", b"<feed/>"),
        ("/media/film.mp4", "video/mp4", bytes(range(256))),
    ],
)
def test_a_file_comes_whole_with_its_type_and_is_never_cached(still: Server, path: str, kind: str, body: bytes) -> None:
    status, headers, found = still.get(path)
    assert (status, headers["Content-Type"], headers["Cache-Control"], found) == (200, kind, "no-store", body)
    assert "Etag" not in headers
    assert still.status(path, **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}) == 200


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
    "path",
    [
        "/no/such/page/", "/people/", "/.sitegen-files", "/./.sitegen-files", "/static//.sitegen-new/0", "/a%00b",
        "/" + "x" * 300, "/index.html/",
    ],
)  # fmt: skip
def test_what_is_not_there_gets_the_sites_own_page_with_404(still: Server, path: str) -> None:
    status, headers, body = still.get(path)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert body == b"<!doctype html><title>Lost</title><p>Not here." + TAGS


def test_the_script_of_livereload_is_there(still: Server) -> None:
    status, headers, body = still.get("/livereload.js")
    assert (status, headers["Content-Type"]) == (200, "application/javascript")
    assert b"LiveReload" in body


def test_the_previews_own_scripts_and_sheets_are_there_by_a_fixed_list_of_names(still: Server) -> None:
    assert {"preview.css", "preview.js"} <= set(BROWSER_FILES)
    for name in BROWSER_FILES:
        status, headers, body = still.get(f"/_sitegen/{name}")
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (
            200,
            f"{kind}; charset=utf-8",
            "no-store",
        )
        assert body == (Path(serve.__file__).with_name("browser") / name).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/_sitegen/", "/_sitegen/__init__.py", "/_sitegen/../__init__.py", "/_sitegen/%2e%2e/guard.py",
        "/_sitegen/..%2fguard.py", "/_sitegen/preview.js/", "/_sitegen/preview.js%00", "/_sitegen//preview.js",
        "/_sitegen/previewxjs", "/_sitegen/PREVIEW.JS",
    ],
)  # fmt: skip
def test_below_their_path_there_is_nothing_else(still: Server, path: str) -> None:
    assert still.status(path) == 404


def test_an_editor_answers_and_is_in_every_page_and_is_told_of_changes(still: Server) -> None:
    status, headers, body = still.get("/_sitegen/api/echo", "POST", b"words")
    assert (status, body, headers["Cross-Origin-Resource-Policy"]) == (200, b"words", "same-origin")
    assert still.get("/no/such/page/")[2].endswith(TAGS)
    (still.root / "seeds/later.txt").write_text("later", encoding="utf-8")
    assert [still.line(), still.line()] == ["sources changed", "built"]


def test_an_editor_that_nobody_may_use_is_not_there(tmp_path: Path) -> None:
    locked = Server(tmp_path, "--editor", "--locked").started()
    assert locked.get("/_sitegen/api/echo", "POST", b"words")[0] == 405
    assert locked.get("/")[2] == b"<!doctype html><title>Home</title><body>Home" + SCRIPTS + b"</body>"
    assert locked.stop() == 0


# --- what nobody is given


@pytest.mark.parametrize(
    "target",
    [
        "/../../etc/hostname",
        "/%2e%2e/%2e%2e/etc/hostname",
        "/..%2f..%2fetc%2fhostname",
        "/..%5c..%5c",
        "/..\\..\\etc\\hostname",
        "\\..\\etc\\hostname",
        "//etc/hostname",
        "/%2fetc/hostname",
        "/%252e%252e/etc/hostname",
        "file:///etc/hostname",
        "http://localhost/../../etc/hostname",
        "http://evil.example/",
        "*",
        "/out/hostname",
        "/secret.txt",
        "/static/../../content/x.yaml",
        "/../seeds/people/zo%C3%AB.txt",
    ],
)
def test_nothing_outside_the_site_is_given_away(still: Server, target: str) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: localhost:{still.port}\r\nConnection: close\r\n\r\n"
    answer = raw(still, request.encode())
    assert answer.split()[1] in (b"400", b"403", b"404")
    assert str(still.root).encode() not in answer
    assert "Zoë".encode() not in answer
    assert Path("/etc/hostname").read_bytes().strip() not in answer


@pytest.mark.parametrize("path", [*OWN_PATHS, "/people/zo%C3%AB/", "/feed.xml", "/media/kept.pdf", "/media/kept.svg"])
def test_no_other_site_may_embed_open_or_misread_an_answer_be_it_a_refusal(still: Server, path: str) -> None:
    asked: list[dict[str, Any]] = [{}, {"Host": "evil.example"}, {"Origin": "http://evil.example"}]
    for more in asked:
        status, headers, _ = still.get(path, **more)
        assert (status == 403) is bool(more)
        is_foreign = status == 200 and path in ("/feed.xml", "/media/kept.svg")
        sandboxed = {"Cross-Origin-Opener-Policy": None, "Content-Security-Policy": SANDBOX} if is_foreign else {}
        wanted = EVERYWHERE | sandboxed
        assert {name: headers.get(name) for name in EVERYWHERE} == wanted


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/people/zo%C3%AB", "GET", 301), ("/_sitegen/api/echo", "GET", 405), ("/", "PUT", 405), ("/", "HEAD", 200)],
)
def test_a_redirect_and_a_refused_method_have_these_headers_too(
    still: Server, path: str, method: str, status: int
) -> None:
    found, headers, _ = still.get(path, method)
    assert (found, {name: headers[name] for name in EVERYWHERE}) == (status, EVERYWHERE)


@pytest.mark.parametrize("path", [*preview_program.FOREIGN, "by-hand.html", "linked.html", "media/kept/"])
def test_what_no_build_made_into_a_page_gets_no_tags_and_runs_nothing(still: Server, path: str) -> None:
    status, headers, body = still.get(f"/{path}")
    assert (status, body) == (200, preview_program.SNAPSHOT)
    is_harmless = path.endswith((".pdf", ".mjs"))
    assert headers["Content-Security-Policy"] == (EVERYWHERE["Content-Security-Policy"] if is_harmless else SANDBOX)
    # By the HTML standard a page in a sandbox cannot have an opener policy: the two together are an error.
    assert ("Cross-Origin-Opener-Policy" in headers) is is_harmless


def test_a_page_that_was_put_there_by_hand_has_no_tags_until_a_build_makes_it(tmp_path: Path) -> None:
    server = Server(tmp_path).started()
    page = tmp_path / "public/later/index.html"
    page.parent.mkdir()
    page.write_text("<body>By hand</body>", encoding="utf-8")
    assert server.get("/later/")[2] == b"<body>By hand</body>"
    page.unlink()
    (tmp_path / "seeds/later.txt").write_text("<body>Built</body>", encoding="utf-8")
    assert server.line() == "built"
    assert server.get("/later/")[2] == b"<body>Built" + SCRIPTS + b"</body>"
    assert server.stop() == 0


def test_a_page_of_a_move_that_is_going_on_is_one_of_the_builds(tmp_path: Path) -> None:
    pages = BuiltPages(tmp_path)
    (tmp_path / ".sitegen-files").write_bytes(marker.marker_bytes(["old.html", "data/a.jsonl", "media/a.html"]))
    assert [pages.has(path) for path in ("old.html", "new.html", "data/a.jsonl", "media/a.html")] == [
        True,
        *3 * [False],
    ]
    steps = {"sitegen journal": 1, "clear": [], "moves": ["new.html", "media/b.html"], "stale": ["gone.html"]}
    (tmp_path / ".sitegen-journal").write_text(json.dumps(steps), encoding="utf-8")
    assert [pages.has(path) for path in ("new.html", "gone.html", "media/b.html", "x.html")] == [
        True,
        True,
        False,
        False,
    ]
    (tmp_path / ".sitegen-journal").write_text("{", encoding="utf-8")
    (tmp_path / ".sitegen-files").write_bytes(b"nonsense")
    assert not pages.has("old.html")


@pytest.mark.parametrize(
    "path",
    [
        "/.htpasswd", "/%2ehtpasswd", "/%2Ehtpasswd", "//.htpasswd", "/./.htpasswd", "/static/../.htpasswd",
        "/static/%2e%2e/.htpasswd", "/.git/config", "/%2egit/config", "/.git%2fconfig", "/.git%5cconfig", "/media/.env",
        "/media/%2eenv", "/deep/.git/", "/deep/.git", "/repository/config", "/repository%2fconfig",
        "/.well-known/../.git/config",
        "/.sitegen-files", "/.SITEGEN-FILES",
    ],
)  # fmt: skip
def test_hidden_files_that_lie_in_the_site_are_not_there(still: Server, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{still.port}\r\nConnection: close\r\n\r\n"
    answer = raw(still, request.encode())
    assert answer.split()[1] == b"404"
    assert b"canary" not in answer


def test_what_is_well_known_is_there(still: Server) -> None:
    assert still.get("/.well-known/security.txt")[2] == b"canary"


# --- who is answered


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "192.168.1.9", "0.0.0.0", "", "[::"]
)
def test_a_foreign_name_is_refused_as_it_is_when_it_was_made_to_lead_here(still: Server, host: str) -> None:
    assert {still.status(path, Host=host) for path in (*OWN_PATHS, *SOCKETS)} == {403}
    assert {connected(still, path, Host=host) for path in SOCKETS} == {403}


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


@pytest.mark.parametrize(
    ("host", "is_of_this_machine"),
    [
        ("localhost", True),
        ("LOCALHOST", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("", False),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.9", False),
        ("box.lan", False),
        ("localhost.evil.example", False),
    ],
)
def test_only_a_loopback_address_is_for_this_machine_alone(host: str, is_of_this_machine: bool) -> None:
    assert is_loopback(host) is is_of_this_machine


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example", "null", "http://localhost:1", "file://", "http://[", "http://localhost.evil", "",
        "https://127.0.0.1:PORT", "chrome-extension://127.0.0.1:PORT", "http://127.0.0.1:PORT/", "//127.0.0.1:PORT",
        "127.0.0.1:PORT", "http://a@127.0.0.1:PORT", "http://127.0.0.1:PORT, http://127.0.0.1:PORT",
    ],
)  # fmt: skip
def test_a_page_of_another_site_is_refused(still: Server, origin: str) -> None:
    origin = origin.replace("PORT", str(still.port))
    assert {still.status(path, Origin=origin) for path in OWN_PATHS} == {403}
    assert still.get("/_sitegen/api/echo", "POST", b"words", Origin=origin)[0] == 403
    assert {connected(still, path, Origin=origin) for path in SOCKETS} == {403}


@pytest.mark.parametrize("path", SOCKETS)
def test_a_page_of_this_site_may_connect(still: Server, path: str) -> None:
    own = f"127.0.0.1:{still.port}"
    assert still.status("/", Host=own, Origin=f"http://{own}") == 200
    assert connected(still, path, Origin=f"http://localhost:{still.port}") == 101


def test_nobody_can_force_a_reload(still: Server) -> None:
    assert [still.status("/forcereload"), still.status("/forcereload?path=*")] == [404, 404]


# --- what nobody can do to it


@pytest.mark.parametrize("path", SOCKETS)
@pytest.mark.parametrize("words", ["not json", "[]", "{}", "1", "\x00", "é" * 40_000])
def test_a_socket_that_talks_nonsense_does_no_harm(still: Server, path: str, words: str) -> None:
    async def talk() -> None:
        async with connection(still, path) as socket:
            await socket.write_message(words)

    asyncio.run(talk())
    assert still.status("/") == 200


@pytest.mark.parametrize(("path", "words"), [("/livereload", "not json"), *((path, "é" * 40_000) for path in SOCKETS)])
def test_a_socket_that_does_not_keep_to_the_rules_is_closed(still: Server, path: str, words: str) -> None:
    async def talk() -> list[str | bytes | None]:
        socket = await websocket_connect(f"ws://localhost:{still.port}{path}")
        await socket.write_message(words)
        answers = [await asyncio.wait_for(socket.read_message(), PATIENCE)]
        while answers[-1] is not None:
            answers.append(await asyncio.wait_for(socket.read_message(), PATIENCE))
        socket.close()
        return answers

    # What it was told before is all it hears.
    assert len(asyncio.run(talk())) == (1 if path == "/livereload" else 2)


def test_what_is_sent_has_a_largest_size(still: Server) -> None:
    head = f"Host: localhost:{still.port}\r\nConnection: close\r\n".encode()
    length, chunks = b"Content-Length: %d\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"
    chunk = b"80000\r\n" + b"x" * 0x80000 + b"\r\n"
    echo = b"POST /_sitegen/api/echo HTTP/1.1\r\n" + head
    fits = raw(still, echo + length % 1_000_000 + b"x" * 1_000_000)
    assert fits.endswith(b"\r\n\r\n" + b"x" * 1_000_000)
    for request in (
        echo + length % 2_000_000 + b"x" * 2_000_000,
        echo + chunks + 3 * chunk,
        b"GET / HTTP/1.1\r\n" + head + b"X-Long: " + b"x" * 40_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 40_000 + b" HTTP/1.1\r\n" + head + b"\r\n",
    ):
        assert raw(still, request).partition(b"\r\n")[0] in (b"", b"HTTP/1.1 400 Bad Request")
    assert still.status("/") == 200


@pytest.mark.parametrize(("kind", "told"), [(WebSocketHandler, 1), (handlers._GuardedSocket, 0)])
def test_a_page_that_closes_while_it_is_told_something_is_no_fault(
    kind: type[WebSocketHandler], told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed() -> None:
        raise WebSocketClosedError

    async def send() -> list[str]:
        faults: list[str] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: faults.append(context["message"]))
        own, plain = kind.write_message, WebSocketHandler.write_message
        monkeypatch.setattr(WebSocketHandler, "write_message", lambda *_: asyncio.ensure_future(closed()))
        sent = WebSocketHandler.write_message if own is plain else own
        future = sent(object.__new__(handlers._GuardedSocket), "words", False)
        await asyncio.wait({future})
        del future
        gc.collect()
        return faults

    assert len(asyncio.run(send())) == told
