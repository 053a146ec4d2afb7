"""The first lines of records, spread over files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.archives import vote

from sitegen.core import urls


@pytest.mark.parametrize(("records", "digits"), [(0, 0), (256, 0), (257, 1), (4096, 1), (4112, 2), (100_000, 3)])
def test_a_larger_archive_has_more_files(records: int, digits: int) -> None:
    assert urls.preview_digits(records) == digits


def test_a_file_is_named_by_the_end_of_the_hash() -> None:
    # FNV-1a of "a" is e40c292c.
    assert [urls.preview_file("a", digits) for digits in range(4)] == [
        "data/previews/all.json",
        "data/previews/c.json",
        "data/previews/2c.json",
        "data/previews/92c.json",
    ]


def test_files_hold_what_readers_see_and_no_drafts(
    tmp_path: Path, run_cli: Callable[..., CompletedProcess[str]]
) -> None:
    secret = "- {{id: secret-{0}, {1}: Secret, body: x, status: {0}, article: vote, quote: Nobody agreed}}\n"
    vote(
        tmp_path,
        claims=(secret.format("draft", "claim") + secret.format("withdrawn", "claim")).replace(" body: x,", ""),
        notes=secret.format("draft", "title")
        + secret.format("withdrawn", "title")
        + "- {id: pier, title: P, body: Old.}\n",
        topics="- {id: bridge, name: Bridge, summary: Of 1911.}\n",
    )
    done = run_cli("build", "--root", tmp_path, "--no-search")
    assert done.returncode == 0, done.stderr
    files = list((tmp_path / "public/data/previews").iterdir())
    assert [path.name for path in files] == ["all.json"]
    assert json.loads(files[0].read_text(encoding="utf-8")) == {
        "claims/safe/": {"kind": "Claim by the article", "title": "The bridge is safe.", "verdict": "No verdict yet"},
        "notes/pier/": {"kind": "Note", "title": "P", "text": "Old."},
        "people/ana-reyes/": {"kind": "Person", "title": "Ana Reyes", "count": "Named in 1 article"},
        "topics/bridge/": {"kind": "Topic", "title": "Bridge", "text": "Of 1911."},
    }
