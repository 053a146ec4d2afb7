"""`sitegen serve` as its user meets it: an edit is shown, a broken file is told and survived."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.archives import VOTE, vote, write
from support.preview_server import COMMAND, Server, comes, heard, save

EDITOR = b'<script type="module" src="/_sitegen/editor.js" data-sitegen-token="'

FULL_DISK = """
import sys
from pathlib import Path
from support.fault_injection import WeakDisk, fail

root = Path(sys.argv[-1])

class Disk(WeakDisk):
    def asked(self, name):
        return name == "write" and (root / "full").exists()

Disk(root / "public", then=fail(28)).install()
from sitegen.cli import main
main()
"""
"""The command on a disk that is full while there is a file of that name."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = vote(tmp_path_factory.mktemp("archive"))
    server = Server(root, program=(*COMMAND, str(root))).started()
    yield server
    server.stop()


@pytest.fixture
def server(shared: Server) -> Server:
    """A server that other tests use too; each leaves its archive well, and perhaps with something to be built."""
    shared.unread()
    return shared


def test_an_edit_of_a_seed_a_record_and_a_template_is_shown(server: Server) -> None:
    assert "Nobody agreed." in server.get("/articles/vote/")[2].decode()
    write(server.root, {"seeds/vote.txt": VOTE.replace("Nobody", "Everybody")})
    assert comes(server, "/articles/vote/", "Everybody agreed.")
    write(server.root, {"content/actors/ana-reyes.yaml": "name: Ana Reyes\nsummary: The mayor.\n"})
    assert comes(server, "/people/ana-reyes/", "The mayor.")
    template = '{% extends "sitegen:page.html" %}{% block main %}<h1>Ours</h1>{% endblock %}'
    write(server.root, {"content/pages/about.md": "---\ntitle: About\n---\nWords.", "templates/page.html": template})
    assert comes(server, "/about/", "<h1>Ours</h1>")


def test_a_broken_file_is_told_and_the_last_good_site_stays(server: Server) -> None:
    write(server.root, {"content/actors/more.yaml": "name: Budget: what changed\n"})
    assert server.line_that_is(
        "content/actors/more.yaml:1:13: error[yaml-syntax]: there is a colon inside an unquoted value"
    )
    assert server.status("/articles/vote/") == 200
    write(server.root, {"content/actors/more.yaml": "name: 'Budget: what changed'\n"})
    assert comes(server, "/people/more/", "Budget: what changed")


def test_a_broken_template_is_told_and_survived(server: Server) -> None:
    write(server.root, {"templates/home.html": "{% if %}"})
    assert server.line_that_is(
        "templates/home.html:1: error[template-error]: Expected an expression, got 'end of statement block'"
    )
    assert server.status("/") == 200
    write(server.root, {"templates/home.html": "<!doctype html><title>Mended</title><h1>x</h1>"})
    assert comes(server, "/", "Mended")


def test_a_full_disk_is_told_and_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    program = (sys.executable, "-c", FULL_DISK, "serve", "--root", str(vote(tmp_path)))
    server = Server(tmp_path, program=program).started()
    (tmp_path / "full").touch()
    save(tmp_path / "seeds/vote.txt", VOTE.replace("Nobody", "Everybody"))
    line = server.line()
    assert line.startswith('public: error[unwritable-output]: cannot write "public/')
    assert line.endswith('": the disk is full')
    assert "Nobody agreed." in server.get("/articles/vote/")[2].decode()
    (told,) = heard(server, "/_sitegen/live", 1)
    assert [one["code"] for one in told["problems"]] == ["unwritable-output"]
    (tmp_path / "full").unlink()
    save(tmp_path / "seeds/vote.txt", VOTE.replace("Nobody", "Somebody"))
    assert comes(server, "/articles/vote/", "Somebody agreed.")
    assert server.stop() == 0


def test_a_warning_is_told_once_and_then_counted_while_it_stays(tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"seeds/odd.txt": "It was caf\u00c3\u00a9 time."})
    server = Server(root, program=(*COMMAND, str(root)))
    told = (
        'seeds/odd.txt:1: warning[suspect-encoding]: "\u00c3\u00a9" looks like UTF-8 that was read as another encoding'
    )
    assert server.line_that_is(told)
    server.started()
    save(root / "seeds/vote.txt", VOTE.replace("Nobody", "Everybody"))
    assert ", 1 warning, " in server.line()
    assert server.line() == "1 warning as before"
    assert server.stop() == 0


def test_open_pages_are_told_the_problems_of_the_archive_with_the_lines_they_stand_in(server: Server) -> None:
    def spoil() -> None:
        write(
            server.root, {"content/claims/safe.yaml": "claim: It is safe.\narticle: vote\nquote: the bridge was safe\n"}
        )

    told = heard(server, "/_sitegen/live", lambda message: message["problems"], spoil)[-1]
    assert [(one["file"], one["line"], one["code"]) for one in told["problems"]] == [
        ("content/claims/safe.yaml", 3, "quote-not-found")
    ]
    assert told["problems"][0]["excerpt"][1] == {
        "line": 3,
        "before": "quote: ",
        "words": "the bridge was safe",
        "after": "",
    }
    vote(server.root)


def test_an_archive_is_looked_at_and_the_browser_opened_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    root = vote(tmp_path / "archive")
    server = Server(root, program=(*COMMAND, str(root), "--poll", "--open", "--host", "0.0.0.0")).started()
    assert server.url == f"http://localhost:{server.port}/"
    assert EDITOR not in server.get("/articles/vote/")[2]  # for others may read it
    write(root, {"seeds/vote.txt": VOTE.replace("Nobody", "Everybody")})
    assert comes(server, "/articles/vote/", "Everybody agreed.")
    assert (tmp_path / "opened").read_text(encoding="utf-8") == f"{server.url}\n"
    assert server.stop() == 0


def test_on_this_machine_alone_the_archive_can_be_edited(server: Server) -> None:
    assert EDITOR in server.get("/articles/vote/")[2]


def test_who_lets_others_edit_is_warned(tmp_path: Path) -> None:
    program = (*COMMAND, str(vote(tmp_path)), "--host", "0.0.0.0", "--allow-editing")
    server = Server(tmp_path, program=program)
    assert server.line() == ("warning: whoever reaches 0.0.0.0 can change the files of this archive (--allow-editing)")
    assert EDITOR in server.started().get("/articles/vote/")[2]
    assert server.stop() == 0


def test_who_lets_nobody_else_edit_is_not_warned(
    tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_cli("serve", "--root", vote(tmp_path), "--port", port, "--allow-editing")
    said = f"error: port {port} is in use; give another one with --port\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")


def test_ctrl_c_ends_it_well(server: Server) -> None:
    assert server.stop() == 0
