"""`sitegen links`: what is asked, how politely, what is made of the answers, and which copies are written down."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from support.archives import texts, write
from support.golden import tree
from support.waiting import PATIENCE

from sitegen.editor.web_links import AddressChecker, address_check

Cli = Callable[..., CompletedProcess[str]]

ANSWERS: Final[dict[str, tuple[int, str]]] = {
    "/": (200, ""), "/ok": (200, ""), "/%C3%A4?q=%C3%B6": (200, ""), "/gone": (404, ""), "/gone-too": (410, ""),
    "/moved": (301, "/ok"), "/moved-twice": (308, "/moved"), "/for-now": (302, "/ok"),
    "/front": (301, "/"), "/round": (302, "/round"), "/out": (301, "file:///etc/passwd"), "/secret": (403, ""),
    "/broken": (500, ""), "/busy": (429, ""),
}  # fmt: skip


class Host(BaseHTTPRequestHandler):
    """A host that knows some pages, and copies of two."""

    asked: Final[list[tuple[str, str]]] = []
    """Method and path of each request; `pause` and how long between two."""

    def do_HEAD(self) -> None:
        self.asked.append(("HEAD", self.path))
        if self.path == "/no-head":
            self.send_error(405)
        elif self.path == "/cut":
            self.connection.close()
        else:
            self._answer(*ANSWERS.get(self.path, (200, "")))

    def do_GET(self) -> None:
        self.asked.append(("GET", self.path))
        if self.path.startswith("/wayback?"):
            self._tell_copies()
        else:
            path = self.path.partition("?")[0]
            self._answer(200 if path == "/no-head" else ANSWERS.get(path, (200, ""))[0], "")

    def _answer(self, status: int, location: str) -> None:
        assert "sitegen/" in self.headers["User-Agent"]
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _tell_copies(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        closest = {"available": True, "status": "200", "timestamp": "20240310010203"}
        closest["url"] = f"http://web.archive.org/web/20240310010203/{asked['url'][0]}"
        known = {"/gone": closest, "/ok": {**closest, "status": "404"}, "/moved": {**closest, "url": "javascript:x"}}
        found = known.get(urlsplit(asked["url"][0]).path, {})
        if asked["url"][0].endswith("/gone"):
            assert asked["timestamp"] == ["20240301"]
        body = json.dumps({"archived_snapshots": {"closest": found} if found else {}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Host.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def root(tmp_path: Path, port: int) -> Path:
    base = f"http://127.0.0.1:{port}"
    return write(
        tmp_path / "archive",
        {
            "seeds/a.md": f"---\ntitle: A\nurl: {base}/gone\ndate: 2024-03-01\n---\nWords.\n",
            "content/claims/c.yaml": (
                "claim: C.\nsources:\n"
                f"  - title: One\n    url: {base}/gone#part  # here\n    date: 2024-03-01\n"
                f"  - {{title: Two, url: {base}/ok, archived_url: {base}/ok}}\n"
                f"  - {{title: Three, url: '{base}/moved', accessed: 2024-01-01}}\n"
            ),
            "content/actors/x.yaml": f"name: X Y\nsame_as: [{base}/ok, {base}/secret]\n",
        },
    )


def states(*urls: str) -> dict[str, tuple[str, str, str]]:
    found = AddressChecker(PATIENCE, delay=0).check(urls)
    return {urlsplit(url).path: (one.state.value, one.reason, urlsplit(one.now).path) for url, one in found.items()}


def test_what_becomes_of_an_address(port: int) -> None:
    base = f"http://127.0.0.1:{port}"
    paths = [path for path in ANSWERS if path not in ("/", "/busy")]
    assert states(*(f"{base}{path}" for path in (*paths, "/no-head", "/cut", "/ä?q=ö"))) == {
        "/ok": ("alive", "", ""),
        "/ä": ("alive", "", ""),
        "/%C3%A4": ("alive", "", ""),
        "/no-head": ("alive", "", ""),
        "/for-now": ("alive", "", ""),
        "/gone": ("dead", "404 Not Found", ""),
        "/gone-too": ("dead", "410 Gone", ""),
        "/moved": ("moved", "moved for good", "/ok"),
        "/moved-twice": ("moved", "moved for good", "/ok"),
        "/front": ("moved", "leads to the front page now, so the page may be gone", "/"),
        "/round": ("unsure", "leads on more than 10 times", ""),
        "/out": ("unsure", "leads to no address of the web", ""),
        "/secret": ("unsure", "403 Forbidden", ""),
        "/broken": ("unsure", "500 Internal Server Error", ""),
        "/cut": ("unsure", "the host broke off", ""),
    }


def test_a_host_that_is_not_there_and_one_that_wants_to_be_left_alone(port: int) -> None:
    base = f"http://127.0.0.1:{port}"
    assert states("http://nobody.invalid/x") in (
        {"/x": ("dead", "no host of that name", "")},
        {"/x": ("unsure", "the name of the host could not be looked up", "")},  # without a network
    )
    assert states("http://127.0.0.1:1/x") == {"/x": ("unsure", "nobody answers at that host", "")}
    assert states("http://ana:pw@127.0.0.1:1/x")["/x"][0] == "unsure"
    assert Host.asked == []
    assert states(f"{base}/ok", f"{base}/busy", f"{base}/gone") == {
        "/ok": ("alive", "", ""),
        "/busy": ("unsure", "429 Too Many Requests", ""),
        "/gone": ("unsure", "429 Too Many Requests", ""),
    }
    assert [path for _, path in Host.asked] == ["/ok", "/busy"]


def test_a_host_is_asked_one_at_a_time_with_pauses_and_for_each_address_once(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = f"http://127.0.0.1:{port}"
    monkeypatch.setattr(address_check, "pause", lambda seconds: Host.asked.append(("pause", str(seconds))))
    AddressChecker(PATIENCE, delay=7).check([f"{base}/ok", f"{base}/ok#there", f"{base}/", f"{base}/gone"])
    pause = ("pause", "7")
    assert Host.asked == [
        ("HEAD", "/ok"), pause, ("HEAD", "/"), pause, ("HEAD", "/gone"), pause, ("GET", "/gone")
    ]  # fmt: skip


def test_what_is_told_and_which_copies_are_written(run_cli: Cli, root: Path, port: int) -> None:
    base, before = f"http://127.0.0.1:{port}", tree(root)
    done = run_cli("links", "--delay", "0", "--root", root)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        f"content/actors/x.yaml:2:{12 + len(base) + 4}: unsure: {base}/secret (403 Forbidden)\n"
        f"content/claims/c.yaml:4:10: dead: {base}/gone#part (404 Not Found)\n"
        f"content/claims/c.yaml:7:25: moved: {base}/moved → {base}/ok (moved for good)\n"
        f"seeds/a.md:3:6: dead: {base}/gone (404 Not Found)\n"
        "4 addresses: 1 alive, 1 moved, 1 dead, 1 unsure\n"
    )
    assert tree(root) == before
    service = ("--service", f"{base}/wayback")
    found = run_cli("links", "--archived", *service, "--delay", "0", "--json", "--root", root)
    copies = {(one["file"], one["line"]): one["copy"] for one in json.loads(found.stdout)["addresses"] if "copy" in one}
    assert copies == {
        ("content/claims/c.yaml", 4): {
            "url": f"https://web.archive.org/web/20240310010203/{base}/gone#part", "day": "2024-03-10"
        },
        ("seeds/a.md", 3): {"url": f"https://web.archive.org/web/20240310010203/{base}/gone", "day": "2024-03-10"},
    }  # fmt: skip
    assert tree(root) == before
    written = run_cli("links", "--write", *service, "--delay", "0", "--root", root)
    assert written.stdout.endswith("\n2 archived copies written\n")
    after = tree(root)
    assert after.pop("content/articles/a.yaml").decode() == (
        f"seed: a.md\narchived_url: https://web.archive.org/web/20240310010203/{base}/gone\n"
    )
    claims = before["content/claims/c.yaml"].decode()
    assert after.pop("content/claims/c.yaml").decode() == claims.replace(
        "    date: 2024-03-01\n",
        "    date: 2024-03-01\n    accessed: 2024-03-10\n"
        f"    archived_url: https://web.archive.org/web/20240310010203/{base}/gone#part\n",
    )
    assert after == {path: data for path, data in before.items() if path != "content/claims/c.yaml"}
    assert run_cli("check", "--root", root).returncode == 0


def test_a_service_that_does_not_answer_is_told_and_left_alone(run_cli: Cli, root: Path, port: int) -> None:
    base = f"http://127.0.0.1:{port}"
    done = run_cli("links", "--archived", "--service", f"{base}/busy", "--delay", "0", "--root", root)
    assert done.stdout.endswith(
        "1 unsure\nOf 3 addresses it could not be asked whether there are copies: 429 Too Many Requests\n"
    )
    assert len([one for one in Host.asked if one[1].startswith("/busy?")]) == 1


def test_into_an_archive_with_errors_nothing_is_written_and_nobody_is_asked(
    run_cli: Cli, root: Path, port: int
) -> None:
    write(root, {"content/actors/broken.yaml": "name: [\n"})
    before = texts(root)
    done = run_cli("links", "--write", "--service", f"http://127.0.0.1:{port}/copies", "--root", root)
    assert done.returncode == 1
    assert "content/actors/broken.yaml" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    assert (done.stdout, texts(root)) == ("", before)


def test_an_archive_without_addresses_asks_nobody(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("links", "--root", write(tmp_path, {"seeds/a.txt": "A\n\nWords.\n"}))
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 addresses\n", "")
