"""Another folder, or a link to one, put into the place of the folder that a build writes into: at any moment of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.checkout import ROOT
from support.golden import tree
from support.publish_process import NEW, OLD, publish
from support.waiting import PATIENCE

from sitegen.core.problems import Problems
from sitegen.output.publish import directory_handle, journal, open_output
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.io_errors import OutputConflictError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and processes that fork")

MINE = dict.fromkeys((*OLD, *NEW, "mine.txt", ".sitegen-files", ".sitegen-journal", ".sitegen-stage/0"), b"mine")
"""What stands in a folder of somebody else's: named as everything that a build makes, moves or removes."""


def victim(root: Path, folder: str) -> dict[str, bytes]:
    """What is now in the folder of somebody else's, wherever it is."""
    place = root / "victim" if (root / "victim").exists() else root / folder
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def moments(tmp_path: Path, folder: str, how: str, *, is_later: bool) -> Iterator[tuple[Path, list[str]]]:
    """Each moment at which the folder is there to be swapped: what is there afterwards, and what was told."""
    start = tmp_path / "start"
    start.mkdir()
    if is_later:
        publish(start, OLD)
    for path, data in MINE.items():
        (start / "victim" / path).parent.mkdir(parents=True, exist_ok=True)
        (start / "victim" / path).write_bytes(data)
    command = [sys.executable, "-m", "support.replaced_output", str(tmp_path), folder, how]
    subprocess.run(command, cwd=ROOT / "tests", check=True, timeout=PATIENCE)
    for number in sorted(int(path.name) for path in tmp_path.iterdir() if path.name.isdecimal()):
        root = tmp_path / str(number)
        yield root, [line for line in (root / "told").read_text(encoding="utf-8").split("\n") if line]


@pytest.fixture(autouse=True)
def names_that_can_be_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file cannot stand where a folder has to be: of two such names of the two sites the victim has one."""
    for path in [one for one in MINE if any(other.startswith(f"{one}/") for other in MINE)]:
        monkeypatch.delitem(MINE, path)


@pytest.mark.parametrize("how", ["link", "folder"])
def test_a_first_build_never_touches_what_came_into_the_place_of_its_own_folder(tmp_path: Path, how: str) -> None:
    hidden, refused = ".site.sitegen-new", 0
    for root, told in moments(tmp_path, hidden, how, is_later=False):
        refused += bool(told)
        assert victim(root, "site" if (root / "site").exists() and how == "folder" else hidden) == MINE
        if told:
            assert not (root / "site").exists()
            assert told[0].startswith(("site: error[output-refused]", "site: error[unwritable-output]"))
            assert "nothing was published" in told[0] or "the published folder is as it was" in told[1]
        else:  # it was swapped before anything was in it, or when the site stood
            assert tree(root / "site").keys() >= NEW.keys()
    assert refused > len(NEW)


@pytest.mark.parametrize("how", ["link", "folder"])
def test_a_later_build_never_touches_what_came_into_the_place_of_the_output(tmp_path: Path, how: str) -> None:
    whole = 0
    for root, told in moments(tmp_path, "site", how, is_later=True):
        assert victim(root, "site") == MINE
        found = {path: data for path, data in _files(root / "moved").items() if not path.startswith(".sitegen")}
        assert found in (OLD, NEW) or (root / "moved" / journal.NAME).is_file()
        if told and "is whole in that one" in told[0]:
            whole += 1
            assert found == NEW
        elif told and "nothing was published" in told[0]:
            assert found == OLD
        elif not told:
            assert found == NEW  # it was swapped when the last look had been taken
    assert whole > len(NEW)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_a_killed_build_left_is_not_cleared_away_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/.sitegen-files").write_bytes(b"mine")
    (tmp_path / ".site.sitegen-new").symlink_to(tmp_path / "victim")
    assert [one.code for one in publish(tmp_path, NEW)] == ["output-refused"]
    assert (tmp_path / "victim/.sitegen-files").read_bytes() == b"mine"


def test_where_folders_have_no_handles_each_step_looks_at_the_name_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_handle, "_HAS_DIR_FD", False)
    publish(tmp_path, OLD)
    assert tree(tmp_path / "site").keys() >= OLD.keys()
    publish(tmp_path, NEW)
    assert {path: data for path, data in _files(tmp_path / "site").items() if path != ".sitegen-files"} == NEW
    folder = DirectoryHandle(tmp_path / "site", "site")
    (tmp_path / "site").rename(tmp_path / "moved")
    (tmp_path / "victim").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "victim")
    steps: list[Callable[[], object]] = [
        lambda: folder.write("a", b""),
        lambda: folder.create("a"),
        lambda: folder.mkdir("a"),
        lambda: folder.unlink("index.html"),
        lambda: folder.remove("index.html"),
        lambda: folder.sync(["index.html"], []),
    ]
    for step in steps:
        with pytest.raises(OutputConflictError, match="is not the folder any more"):
            step()
    assert list((tmp_path / "victim").iterdir()) == []


def test_a_build_that_fails_and_lost_its_folder_says_that_it_left_it_alone(tmp_path: Path) -> None:
    problems = Problems()
    with open_output(tmp_path, tmp_path / "site", problems) as target:
        assert target is not None
        target.put("index.html", b"x")
        (tmp_path / ".site.sitegen-new").rename(tmp_path / "moved")
        (tmp_path / ".site.sitegen-new").mkdir()
        (tmp_path / ".site.sitegen-new/mine.txt").write_bytes(b"mine")
    assert [str(one) for one in problems] == [
        (
            'site: error[output-refused]: ".site.sitegen-new" is not the folder any more that this build worked in: '
            "nothing was published\n  hint: what is under that name now was left alone; find out what moved the "
            "folder, and build again"
        )
    ]
    assert (tmp_path / ".site.sitegen-new/mine.txt").read_bytes() == b"mine"
