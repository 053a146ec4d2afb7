"""Who can write in the preview, and where: a page of this run, below `content/`, and nobody and nowhere else."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from support.archives import vote, write
from support.pictures import picture
from support.preview_server import COMMAND, NOTE, Server, ask, declared_fields, heard, token

from sitegen import editor
from sitegen.output.publish import marker
from sitegen.serve import request_parsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = [
    "state",
    "overview",
    "passage",
    "record",
    "check",
    "picture",
    "save",
    "remove",
    "rename",
    "merge",
    "mention",
    "undo",
    "suggestions",
    "accept",
]


ZED = """\
- {id: zed-one, name: Zed One}
- {id: zed-two, name: Zed Two, born: 1970}
- {id: zed-three, name: Zed Three, born: 1971}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = vote(tmp_path_factory.mktemp("archive"))
    write(
        root,
        {
            "seeds/secret.txt": "Secret\n\nWords.\n",
            "seeds/_kept.txt": "Canary kept\n\nWords.\n",
            "content/actors/zed.yaml": ZED,
            "content/claims/draft.yaml": (
                "claim: Canary of a draft.\nid: nobody-knows\nstatus: draft\narticle: vote\nquote: Nobody agreed\n"
            ),
        },
    )
    server = Server(root, program=(*COMMAND, str(root))).started()
    yield server
    assert server.stop() == 0


def sources(server: Server) -> dict[str, str]:
    """The sum of every file of the archive, without what a build makes, which comes and goes while it runs."""
    found = {}
    for folder, folders, names in os.walk(server.root):
        folders[:] = [name for name in folders if name not in ("public", ".sitegen") and not name.startswith(".public")]
        for path in (Path(folder, name) for name in names):
            found[path.relative_to(server.root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


@pytest.fixture
def untouched(server: Server) -> Iterator[None]:
    before = sources(server)
    yield
    assert sources(server) == before


def test_who_has_the_token_can_ask_and_write(server: Server) -> None:
    status, overview = ask(server, "overview", {"article": "vote"})
    assert (status, overview["article"]) == (200, {"id": "vote", "title": "Council votes", "file": ""})
    status, saved = ask(server, "save", NOTE)
    assert (status, saved["file"]) == (200, "content/notes/vote.yaml")
    assert ask(server, "undo", {})[0] == 200
    assert not (server.root / "content/notes/vote.yaml").exists()


def test_pages_are_told_of_what_was_saved_until_it_is_shown(server: Server) -> None:
    told = heard(server, "/_sitegen/live", lambda one: one["news"] == "pages", lambda: ask(server, "save", NOTE))
    assert told[-1]["unbuilt"] == []
    write(server.root, {"content/notes/broken.yaml": "title: [\n"})
    told = heard(server, "/_sitegen/live", lambda one: one["errors"], lambda: None)
    told = heard(server, "/_sitegen/live", lambda one: one["unbuilt"], lambda: ask(server, "undo", {}))
    assert (told[-1]["isDone"], len(told[-1]["unbuilt"])) == (False, 1)
    (server.root / "content/notes/broken.yaml").unlink()
    told = heard(server, "/_sitegen/live", lambda one: one["isDone"], lambda: None)
    assert told[-1]["unbuilt"] == []


def test_the_scripts_are_checked_with_the_types_of_what_is_sent(server: Server) -> None:
    names = ("overview", "passage", "check", "save", "suggestions", "state")
    answers = {name: ask(server, name, NOTE)[1] for name in names}
    overview, check = answers["overview"], ask(server, "check", {**NOTE, "fields": {}})[1]
    assert ask(server, "undo", {})[0] == 200
    again = {"kind": "actor", "id": "ana-reyes", "new": "ana", "dry": "yes"}
    merged = {"kind": "actor", "id": "zed-one", "into": "zed-two", "dry": "yes"}
    renamed, joined = ask(server, "rename", again)[1], ask(server, "merge", merged)[1]
    assert set(renamed) <= set(joined) == declared_fields("IdChange")
    undecided = ask(server, "merge", {**merged, "id": "zed-three"})[1]
    assert (undecided["problems"], [one["side"] for one in undecided["choices"]]) == ([], [""])
    assert set(undecided["choices"][0]) == declared_fields("MergeChoice")
    assert set(renamed["moved"]) == declared_fields("MovedPage")
    clash = ask(server, "merge", {**merged, "id": "zed-three", "dry": ""})[1]["problems"]
    assert [(one["code"], "--" in one["hint"]) for one in clash] == [("fields-clash", False)]
    assert set(joined["mentions"]["after"]) == declared_fields("NamedPlaces")
    assert set(overview) | {"suggestions"} == declared_fields("Store")
    assert set(overview["records"][0]) == declared_fields("ListedRecord")
    assert set(overview["forms"]["claim"][0]) == declared_fields("FieldSpec")
    assert {key for names in overview["known"].values() for one in names for key in one} == declared_fields(
        "KnownRecord"
    )
    assert set(answers["passage"]) == declared_fields("SelectedPassage")
    assert set(answers["state"]) == declared_fields("PageState")
    assert set(ask(server, "picture?name=a.png", picture("PNG"))[1]) == declared_fields("Upload")
    assert ask(server, "undo", {})[0] == 200
    assert set(check["problems"][0]) == declared_fields("Problem")
    assert set(answers["save"]) == declared_fields("SaveResult")
    assert (
        {key for one in answers["suggestions"]["suggestions"] for key in one} <= declared_fields("Suggestion") != set()
    )


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
@pytest.mark.parametrize("length", [request_parsing.MAX_BODY + 1, 8 << 20, request_parsing.MAX_READ])
def test_a_question_that_is_too_large_is_taken_to_its_end_and_refused_in_words(server: Server, length: int) -> None:
    status, told = ask(server, "save", b" " * length)
    assert status == 413
    assert [one["message"] for one in told["problems"]] == [request_parsing.BODY_TOO_LARGE.message]
    assert ask(server, "save", b" " * length, X_Sitegen_Token="guess")[0] == 403
    assert ask(server, "save", b" " * length, Origin="https://evil.example")[0] == 403


@pytest.mark.usefixtures("untouched")
def test_a_question_that_fits_is_read_and_one_without_end_is_not(server: Server) -> None:
    fits = json.dumps({"article": "vote"}).encode().ljust(request_parsing.MAX_BODY)
    assert ask(server, "overview", fits)[0] == 200
    with pytest.raises((ConnectionError, http.client.HTTPException, AssertionError)):
        assert ask(server, "save", b" " * (request_parsing.MAX_READ + 1))[0] != 400


@pytest.mark.usefixtures("untouched")
def test_a_picture_that_is_too_large_or_none_is_refused_in_words_and_without_the_token_not_looked_at(
    server: Server,
) -> None:
    large = picture("PNG") + bytes(editor.MAX_PICTURE)
    for name, data, status in (
        ("picture?name=a.png", large, 413),
        ("picture?name=a.png", bytes(request_parsing.MAX_READ), 413),
        ("picture?name=a.png", b"<script>", 422),
        ("picture", b"", 422),
        (f"picture?name={'x' * (request_parsing.MAX_TEXT // 20)}", b"GIF", 422),
    ):
        answered, told = ask(server, name, data)
        assert (answered, [one["code"] for one in told["problems"]]) == (status, ["bad-value"])
        assert ask(server, name, data, X_Sitegen_Token="guess") == (403, "403 No token of this run\n")
        assert ask(server, name, data, Origin="https://evil.example")[0] == 403
    assert ask(server, "picture?name=a.png&name=b", picture("PNG"), "PUT")[0] == 405


FULL = ["nobody"] * request_parsing.MAX_VALUES
SOURCE = {"title": "T", "url": "https://example.org/"}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("name", ["check", "save"])
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("speaker", [*FULL, "nobody"], "501 values, and 500 are the most"),
        ("sources", [SOURCE] * 501, "501 values, and 500 are the most"),
        ("sources", [{f"key{n}": "v" for n in range(501)}], "501 values, and 500 are the most"),
        ("sources", [{f"key{n}": "v" for n in range(9)}] * 500, "more values than the 4,000"),
        ("review", "x" * 200_001, "200,001 characters, and 200,000 are the most"),
        ("review", "[[x]]" * 501, "501 links, and 500 are the most"),
    ],
)  # fmt: skip
def test_a_list_or_text_that_would_hold_up_all_others_is_refused_with_its_field(
    server: Server, name: str, field: str, value: object, message: str
) -> None:
    asked = {**NOTE, "kind": "claim", "fields": {"claim": "C", field: value}}
    status, told = ask(server, name, asked)
    assert status == 422
    said = f'"{field}" has {message} that the preview takes'
    assert [(one["field"], one["message"]) for one in told["problems"]] == [(field, said)]


def test_a_list_of_the_greatest_length_is_checked_and_told_of_one_by_one(server: Server) -> None:
    asked = {**NOTE, "kind": "claim", "fields": {"claim": "C", "speaker": FULL}}
    status, told = ask(server, "check", asked)
    assert (status, {one["field"] for one in told["problems"]}) == (200, {"speaker"})


CANARIES = ("Canary", "nobody-knows", "data-sitegen-token")
STRANGERS: list[dict[str, str]] = [
    {"Host": "evil.example"},
    {"Host": "evil.example", "Origin": "http://evil.example"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "https://127.0.0.1:PORT"},
    {"Origin": "chrome-extension://127.0.0.1:PORT"},
]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: " ".join(one.values()))
def test_a_stranger_is_told_nothing_by_any_answer(server: Server, stranger: dict[str, str]) -> None:
    given = {name: value.replace("PORT", str(server.port)) for name, value in stranger.items()}
    paths = [f"/{path.relative_to(server.root / 'public').as_posix()}" for path in (server.root / "public").rglob("*")]
    own = ["/", "/none/", "/articles/vote", "/livereload.js", "/livereload"]
    asked = [f"/_sitegen/{name}" for name in ("editor.js", "preview.js", "live", *(f"api/{one}" for one in NAMES))]
    secrets = (*CANARIES, token(server), str(server.root))
    refusals = set()
    for path in [*own, *paths, *asked]:
        for method, body in (("GET", None), ("HEAD", None), ("POST", json.dumps(NOTE).encode())):
            status, headers, said = server.get(quote(path), method, body, **given)
            text = f"{headers} {said.decode(errors='replace')}"
            assert status in (403, 404, 405), (path, method)
            assert [one for one in secrets if one in text] == []
            refusals.add(said)
    # What is there is refused as is what is not: the refusal does not tell one from the other.
    assert len(refusals - {b""}) <= 3


def test_who_has_no_token_is_told_nothing_of_drafts_and_of_what_is_passed_over(server: Server) -> None:
    paths = sorted((server.root / "public").rglob("*"))
    found = b"".join(path.read_bytes() for path in paths if path.is_file())
    shown = [f"/{path.relative_to(server.root / 'public').as_posix()}" for path in paths]
    for path in [
        *shown,
        "/",
        "/none/",
        "/content/claims/draft.yaml",
        "/seeds/_kept.txt",
        "/.sitegen/",
        "/.sitegen/preview/",
    ]:
        found += server.get(quote(path))[2]
    assert [one for one in CANARIES[:2] if one.encode() in found] == []
    assert str(server.root).encode() not in found


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
    "path",
    ["../overview", "%2e%2e/overview", "overview/../../../etc/passwd", "Overview", "overview.", "__class__", "unknown"],
)
def test_no_path_of_a_question_leads_elsewhere(server: Server, path: str) -> None:
    assert ask(server, path, {"article": "vote"})[0] in (404, 405)


def test_words_are_never_run_or_read_as_anything_but_words(server: Server) -> None:
    asked = json.loads(json.dumps(NOTE))
    asked["fields"] = {"title": "!!python/object/apply:os.system [id]", "body": "{{ 7*7 }} <script>alert(1)</script>"}
    status, checked = ask(server, "check", asked)
    assert status == 200
    assert isinstance(checked, dict)
    assert (
        '- id: python-object-apply-os-system-id\n  title: "!!python/object/apply:os.system [id]"\n' in checked["yaml"]
    )


def test_each_run_has_a_token_of_its_own(server: Server, tmp_path: Path) -> None:
    other = Server(vote(tmp_path), program=(*COMMAND, str(tmp_path))).started()
    try:
        assert ask(other, "overview", {"article": "vote"}, X_Sitegen_Token=token(server))[0] == 403
    finally:
        other.stop()


@pytest.mark.parametrize(("options", "is_there"), [((), False), (("--allow-editing",), True)])
def test_others_can_write_only_where_that_is_allowed(tmp_path: Path, options: tuple[str, ...], is_there: bool) -> None:
    command = (*COMMAND, str(vote(tmp_path)), "--host", "0.0.0.0", *options)
    server = Server(tmp_path, program=command).started()
    try:
        page = server.get("/articles/vote/", Host=f"127.0.0.1:{server.port}")[2]
        assert (b"data-sitegen-token" in page) is is_there
        status, _ = ask_at(server, "overview") if is_there else (server.get("/_sitegen/api/overview", "POST")[0], "")
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


SHIPPED = b"<!doctype html><title>Shipped</title><script>document.title = 'ran'</script><body>Words.</body>"


def test_a_page_that_came_with_the_archive_has_no_token_until_a_build_of_this_run_is_done(tmp_path: Path) -> None:
    root = write(vote(tmp_path / "archive"), {"content/actors/broken.yaml": "name: [\n"})
    (root / "public").mkdir()
    (root / "public/index.html").write_bytes(SHIPPED)
    (root / "public/.sitegen-files").write_bytes(marker.marker_bytes(["index.html"]))
    server = Server(root, program=(*COMMAND, str(root))).started()
    try:
        status, headers, page = server.get("/")
        assert (status, b"Shipped" in page) == (200, True)
        assert b"data-sitegen-token" not in page
        # Its own scripts do not run, those that show what is wrong do.
        policy = headers["Content-Security-Policy"]
        assert policy.startswith(f"script-src http://127.0.0.1:{server.port}/livereload.js http://127.0.0.1:")
        assert "'self'" not in policy.partition(";")[0]
        (root / "content/actors/broken.yaml").unlink()
        assert server.line_like("1 article, ")
        page = server.get("/")[2]
        assert (b"Shipped" in page, b"data-sitegen-token" in page) == (False, True)
        assert "script-src" not in server.get("/")[1]["Content-Security-Policy"]
    finally:
        assert server.stop() == 0
