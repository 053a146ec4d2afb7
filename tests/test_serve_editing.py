"""Who can write in the preview, and where: a page of this run, below `content/`, and nobody and nowhere else."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archives import vote, write
from test_serve import PATIENCE, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COMMAND = (sys.executable, "-c", "from sitegen.cli import main; main()", "serve", "--root")
NAMES = ["desk", "passage", "check", "save", "remove", "mention", "undo", "suggestions", "accept"]
NOTE = {
    "article": "vote",
    "kind": "note",
    "id": None,
    "fields": {"title": "T", "body": "B"},
    "selection": {"words": "Nobody agreed", "before": "", "after": ""},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = vote(tmp_path_factory.mktemp("archive"))
    write(root, {"seeds/secret.txt": "Secret\n\nWords.\n"})
    server = Server(root, program=(*COMMAND, str(root))).started()
    yield server
    assert server.stop() == 0


def token(server: Server) -> str:
    found = re.search(rb'data-sitegen-token="([^"]+)"', server.get("/articles/vote/")[2])
    assert found is not None
    return found[1].decode()


def ask(
    server: Server, name: str, body: object, method: str = "POST", **headers: str
) -> tuple[int, dict[str, Any] | str]:
    """Status and answer to a question; with the token of this run unless `headers` say otherwise."""
    sent = {"X-Sitegen-Token": token(server), "Content-Type": "application/json"} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request(method, f"/_sitegen/api/{name}", data, sent)
        response = connection.getresponse()
        told = response.read().decode()
        return response.status, json.loads(told) if told.startswith("{") else told
    finally:
        connection.close()


def sources(server: Server) -> dict[str, str]:
    """The sum of every file of the archive, the published ones and what a build remembers aside."""
    files = (path for path in server.root.rglob("*") if path.is_file())
    made = (server.root / "public", server.root / ".sitegen")
    kept = (path for path in files if not any(path.is_relative_to(folder) for folder in made))
    return {path.relative_to(server.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


@pytest.fixture
def untouched(server: Server) -> Iterator[None]:
    before = sources(server)
    yield
    assert sources(server) == before


def test_who_has_the_token_can_ask_and_write(server: Server) -> None:
    status, desk = ask(server, "desk", {"article": "vote"})
    assert (status, desk["article"]) == (200, {"id": "vote", "title": "Council votes", "file": ""})  # type: ignore[index]
    status, saved = ask(server, "save", NOTE)
    assert (status, saved["file"]) == (200, "content/notes/vote.yaml")  # type: ignore[index]
    assert ask(server, "undo", {})[0] == 200
    assert not (server.root / "content/notes/vote.yaml").exists()


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("given", ["", "guess", "x" * 43], ids=["none", "short", "of the right length"])
def test_without_the_token_nothing_is_answered_or_written(server: Server, name: str, given: str) -> None:
    assert ask(server, name, NOTE, X_Sitegen_Token=given) == (403, "403 No token of this run\n")


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("header", "value", "why"),
    [
        ("Host", "evil.example", "Unknown host"),
        ("Host", "127.0.0.1.evil.example:8000", "Unknown host"),
        ("Origin", "https://evil.example", "Foreign origin"),
        ("Origin", "null", "Foreign origin"),
        ("Origin", "http://127.0.0.1:1", "Foreign origin"),
    ],
)
def test_the_token_is_of_no_use_under_a_foreign_name_or_to_a_foreign_page(
    server: Server, name: str, header: str, value: str, why: str
) -> None:
    assert ask(server, name, NOTE, **{header: value}) == (403, f"403 {why}\n")


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_done_but_by_what_is_posted(server: Server, method: str) -> None:
    assert ask(server, "save", NOTE, method)[0] == 405


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"article": 1}'])
def test_nonsense_is_refused_in_words(server: Server, body: bytes) -> None:
    status, told = ask(server, "save", body)
    assert status in (400, 422)
    assert "Traceback" not in str(told)


@pytest.mark.usefixtures("untouched")
def test_what_is_asked_has_a_largest_size(server: Server) -> None:
    with pytest.raises((ConnectionError, http.client.HTTPException, AssertionError)):
        assert ask(server, "save", b" " * (2 << 20))[0] != 400


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "path",
    ["../../evil", "..", "/tmp/evil", "%2e%2e%2fevil", "..\\evil", "C:\\evil", "a\0b", "content/../../evil", "."],
)
@pytest.mark.parametrize("field", ["id", "article", "fields.id", "actor", "kind"])
def test_no_name_in_a_question_leads_to_a_file(server: Server, field: str, path: str) -> None:
    around = {one.name for one in server.root.parent.iterdir()}
    asked: dict[str, Any] = json.loads(json.dumps(NOTE)) | {"version": "x", "how": "alias", "actor": "ana-reyes"}
    if field == "fields.id":
        asked["fields"]["id"] = path
    else:
        asked[field] = path
    for name in ("save", "remove") if field != "actor" else ("mention",):
        status, told = ask(server, name, asked)
        assert status in (400, 409, 422), told
    assert {one.name for one in server.root.parent.iterdir()} == around


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "path", ["../desk", "%2e%2e/desk", "desk/../../../etc/passwd", "Desk", "desk.", "__class__", "unknown"]
)
def test_no_path_of_a_question_leads_elsewhere(server: Server, path: str) -> None:
    assert ask(server, path, {"article": "vote"})[0] in (404, 405)


def test_words_are_never_run_or_read_as_anything_but_words(server: Server) -> None:
    asked = json.loads(json.dumps(NOTE))
    asked["fields"] = {"title": "!!python/object/apply:os.system [id]", "body": "{{ 7*7 }} <script>alert(1)</script>"}
    status, checked = ask(server, "check", asked)
    assert status == 200
    assert (
        '- id: python-object-apply-os-system-id\n  title: "!!python/object/apply:os.system [id]"\n' in checked["yaml"]
    )  # type: ignore[index]


def test_each_run_has_a_token_of_its_own(server: Server, tmp_path: Path) -> None:
    other = Server(vote(tmp_path), program=(*COMMAND, str(tmp_path))).started()
    try:
        assert ask(other, "desk", {"article": "vote"}, X_Sitegen_Token=token(server))[0] == 403
    finally:
        other.stop()


@pytest.mark.parametrize(("options", "is_there"), [((), False), (("--allow-editing",), True)])
def test_others_can_write_only_where_that_is_allowed(tmp_path: Path, options: tuple[str, ...], is_there: bool) -> None:
    command = (*COMMAND, str(vote(tmp_path)), "--host", "0.0.0.0", *options)
    server = Server(tmp_path, program=command).started()
    try:
        page = server.get("/articles/vote/", Host=f"127.0.0.1:{server.port}")[2]
        assert (b"data-sitegen-token" in page) is is_there
        status, _ = ask_at(server, "desk") if is_there else (server.get("/_sitegen/api/desk", "POST")[0], "")
        assert status == (200 if is_there else 405)
    finally:
        server.stop()


def ask_at(server: Server, name: str) -> tuple[int, dict[str, Any] | str]:
    return ask(server, name, {"article": "vote"}, Host=f"127.0.0.1:{server.port}")


HOSTILE = """<!doctype html><title>Elsewhere</title><script>
const to = new URLSearchParams(location.search).get("to");
const body = JSON.stringify({kind: "note", article: "vote", id: null, fields: {title: "Evil", body: "B"}});
const tried = async () => {
  const got = [];
  const note = (what) => (value) => got.push(`${what}: ${value}`);
  await fetch(to + "articles/vote/").then((one) => one.text()).then(note("page"), () => note("page")("refused"));
  for (const headers of [{}, {"X-Sitegen-Token": "guess"}, {"Content-Type": "application/json"}]) {
    await fetch(to + "_sitegen/api/save", {method: "POST", headers, body})
      .then(note("save"), () => note("save")("refused"));
  }
  await fetch(to + "_sitegen/api/save", {method: "POST", mode: "no-cors", body})
    .then((one) => note("blind")(one.type), () => note("blind")("refused"));
  for (const path of ["livereload", "_sitegen/live"]) {
    await new Promise((done) => {
      const socket = new WebSocket(to.replace("http", "ws") + path);
      socket.onopen = () => done(note("socket")("open"));
      socket.onerror = () => done(note("socket")("refused"));
    });
  }
  await new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.src = to + "articles/vote/";
    frame.onload = () => {
      let words = "refused";
      try { words = frame.contentDocument.body.innerText || "refused"; } catch { }
      note("frame")(words);
      done();
    };
    document.body.append(frame);
  });
  const script = document.createElement("script");
  await new Promise((done) => {
    script.src = to + "_sitegen/editor.js";
    script.type = "module";
    script.onload = () => done(note("script")("loaded"));
    script.onerror = () => done(note("script")("refused"));
    document.body.append(script);
  });
  return got;
};
</script><body></body>"""


@pytest.mark.usefixtures("untouched")
def test_a_page_of_another_site_can_neither_read_nor_write_nor_listen(
    server: Server, chromium: Browser, serve_folder: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(HOSTILE, encoding="utf-8")
    page = chromium.new_page()
    page.goto(f"{serve_folder(tmp_path)}?to={server.url}")
    got = page.evaluate("tried()")
    page.close()
    assert [one for one in got if not one.startswith("blind")] == [
        "page: refused", "save: refused", "save: refused", "save: refused", "socket: refused", "socket: refused",
        "frame: refused", "script: refused",
    ]  # fmt: skip
