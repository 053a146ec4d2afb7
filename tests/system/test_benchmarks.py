"""What is timed is a sound archive, and the same one every time."""

from __future__ import annotations

import importlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark's articles."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("corpus")


def files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_the_archive_is_built_without_problems(
    corpus: ModuleType, run_cli: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    corpus.write_archive(corpus.corpus(5), tmp_path / "archive")
    done = run_cli("build", "--json", "--no-search", "--root", tmp_path / "archive")
    told = json.loads(done.stdout)
    assert (done.returncode, told["problems"]) == (0, [])
    assert (told["stats"]["articles"], told["stats"]["passages"]) == (5, 15)


def test_each_quote_stands_in_one_place_of_its_article(corpus: ModuleType) -> None:
    articles = corpus.corpus(60)
    counts = [
        "\n\n".join([one.title, *one.paragraphs]).count(said.quote)
        for one in articles
        for said in (*one.claims, *one.notes)
    ]
    assert counts == [1] * 180


def test_the_same_files_are_written_every_time(corpus: ModuleType, tmp_path: Path) -> None:
    for name in ("one", "other"):
        corpus.write_archive(corpus.corpus(5), tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "other") != {}


def test_peers_get_a_page_of_each_article_claim_and_note(corpus: ModuleType, tmp_path: Path) -> None:
    peers = importlib.import_module("peers")
    articles = corpus.corpus(5)
    for kind, content in ((peers.HUGO, "content"), (peers.PELICAN, "content"), (peers.ELEVENTY, "src")):
        kind.write(articles, tmp_path / kind.name)
        written = sorted(file.parent.name for file in (tmp_path / kind.name / content).glob("*/*.md"))
        assert written == ["articles"] * 5 + ["claims"] * 10 + ["notes"] * 5
