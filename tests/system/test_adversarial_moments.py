"""Files that change while they are read, and places in which no site and no cache can be: told, and survived."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from support.adversarial_files import archive, linked, told, unreadable
from support.archives import vote
from support.incremental_archive import quick_builds

from sitegen.content import loader
from sitegen.content.loader.kept_files import KnownArchive
from sitegen.content.loader.parallel_reading import Workers
from sitegen.core.problems import Problems
from sitegen.engine import Options, build
from sitegen.output.publish import open_output

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs links and pipes")
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


# --- files that change while they are read ----------------------------------------------------------------------


def test_a_picture_that_vanishes_while_the_site_is_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"content/media/gone.png": "x", "content/media/pipe.png": "x", "content/site.yaml": "media: all\n"}
    root, find = archive(tmp_path, files), loader.load_known

    def load(where: Path, problems: Problems, known: KnownArchive, workers: Workers) -> object:
        found = find(where, problems, known, workers)
        for name in ("gone", "pipe"):
            (root / f"content/media/{name}.png").unlink()
        os.mkfifo(root / "content/media/pipe.png")
        return found

    monkeypatch.setattr(loader, "load_known", load)
    assert told(root) == [
        unreadable("content/media/gone.png", "No such file or directory"),
        unreadable("content/media/pipe.png", "it is no file any more"),
    ]


def test_of_a_file_that_grows_without_end_as_much_is_copied_as_was_there(tmp_path: Path) -> None:
    growing = tmp_path / "growing"
    growing.write_bytes(b"12345")
    with growing.open("rb") as file, open_output(tmp_path, tmp_path / "site", Problems()) as target:
        assert target is not None
        read = file.read
        with growing.open("ab") as more:
            monkey: Any = type("Growing", (), {"fileno": file.fileno, "seek": file.seek})()
            monkey.read = lambda size: (more.write(b"6"), more.flush(), read(size))[-1]
            target.copy("media/growing", monkey)
        target.commit()
    assert (tmp_path / "site/media/growing").read_bytes() == b"12345"


# --- the output -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leads_to", ["public", "/nowhere", "/dev/zero"])
def test_an_output_that_is_a_link_is_refused(tmp_path: Path, leads_to: str) -> None:
    linked(vote(tmp_path), {"public": leads_to})
    outcome = build(Options(tmp_path, tmp_path / "public", search=False))
    assert list(map(str, outcome.problems)) == [
        (
            f'public: error[output-refused]: "{tmp_path}/public" is a symbolic link to "{leads_to}"\n'
            "  hint: give the folder it leads to with --output"
        )
    ]


def test_an_output_below_a_link_that_leads_in_a_circle_is_refused(tmp_path: Path) -> None:
    linked(vote(tmp_path), {"circle": "circle"})
    outcome = build(Options(tmp_path, tmp_path / "circle/public", search=False))
    assert [(one.location.file, one.code) for one in outcome.problems] == [("circle/public", "output-refused")]


@pytest.mark.parametrize("leads_to", [".sitegen", "/nowhere", "/dev/null", "pipe"])
def test_a_cache_that_can_be_none_is_no_reason_to_fail(tmp_path: Path, leads_to: str) -> None:
    os.mkfifo(vote(tmp_path) / "pipe")
    linked(tmp_path, {".sitegen": leads_to})
    for _ in range(2):
        outcome = build(Options(tmp_path, tmp_path / "public", search=False))
        assert (outcome.is_done, list(outcome.problems)) == (True, [])
