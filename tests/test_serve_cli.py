"""`sitegen serve` as its user meets it: an edit is shown, a broken file is told and survived."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import VOTE, vote, write
from test_serve import Server

COMMAND = (sys.executable, "-c", "from sitegen.cli import main; main()", "serve", "--root")
PATIENCE = 20.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(vote(tmp_path), program=(*COMMAND, str(tmp_path))).started()
    yield server
    server.stop()


def comes(server: Server, path: str, words: str) -> bool:
    """Whether the page at `path` says `words` before long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in server.get(path)[2].decode():
            return True
        time.sleep(0.05)
    return False


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


def test_ctrl_c_ends_it_at_once_and_well(server: Server) -> None:
    start = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - start < 2
