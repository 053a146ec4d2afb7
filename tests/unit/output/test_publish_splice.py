"""Publishing files in pieces: the bytes of the pieces joined, and the old file where that fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.publish_process import TOUCHES, publish

from sitegen.core.problems import Problems
from sitegen.files.splicing import FilePiece, Stretch
from sitegen.output.publish import Changes, FileContent, journal, marker, open_output, patch_output, recover

OLD = {"data/a.jsonl": b"one\ntwo\nthree\n", "data/b.jsonl": b"else\n", "index.html": b"home"}
PIECES: Sequence[FilePiece] = (Stretch(0, 4), b"2\n", Stretch(8, 6), Stretch(0, 4, "data/b.jsonl"), b"\n")
NEW = {**OLD, "data/a.jsonl": b"one\n2\nthree\nelse\n"}


class Wanted:
    """Where the site is."""

    is_preview = False

    def __init__(self, root: Path) -> None:
        self.root, self.output = root, root / "site"


def site(root: Path) -> dict[str, bytes]:
    top = root / "site"
    paths = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items() if not name.startswith(".sitegen")}


def splice(root: Path, path: str, pieces: Sequence[FilePiece]) -> tuple[bool, Changes | None, Problems]:
    """The old site with one file put together from pieces."""
    problems = Problems()
    with open_output(root, root / "site", problems) as target:
        if target is None:
            return False, None, problems
        is_taken = target.splice(path, pieces)
        for other, data in OLD.items():
            if other != path or not is_taken:
                target.put(other, data)
        return is_taken, target.commit(), problems


def patch(root: Path, files: dict[str, FileContent], gone: Sequence[str] = ()) -> tuple[bool, Problems]:
    problems = Problems()
    return patch_output(Wanted(root), files, lambda: True, problems, gone), problems


def test_a_build_publishes_pieces_of_what_is_published(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    assert splice(tmp_path, "data/a.jsonl", PIECES)[:2] == (True, Changes(("data/a.jsonl",), (), 2))
    assert site(tmp_path) == NEW


def test_an_edit_publishes_pieces_of_what_is_published(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    assert patch(tmp_path, {"data/a.jsonl": PIECES, "index.html": b"new home"})[0]
    assert site(tmp_path) == {**NEW, "index.html": b"new home"}


def test_an_edit_adds_files_and_takes_others_away_with_their_folders(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    there = {"index.html", "new/deep/page.html"}
    files: dict[str, FileContent] = {"new/deep/page.html": b"new", marker.NAME: marker.marker_bytes(there)}
    assert patch(tmp_path, files, ["data/a.jsonl", "data/b.jsonl", "never/there.html"])[0]
    assert site(tmp_path) == {"index.html": b"home", "new/deep/page.html": b"new"}
    assert marker.listed_files(tmp_path / "site") == there
    assert not (tmp_path / "site/data").exists()


def test_pieces_that_are_the_file_itself_write_nothing(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = (tmp_path / "site/data/a.jsonl").stat().st_ino
    assert splice(tmp_path, "data/a.jsonl", [Stretch(0, 4), b"two\n", Stretch(8, 6)])[1] == Changes((), (), 3)
    assert (tmp_path / "site/data/a.jsonl").stat().st_ino == before


@pytest.mark.parametrize(
    "pieces",
    [
        [Stretch(0, 40)],
        [Stretch(0, 4, "data/no.jsonl")],
        [Stretch(0, 4, "by-hand.txt")],
        [Stretch(0, 0, "data")],
    ],
)
def test_without_the_bytes_of_a_stretch_the_file_has_to_be_put(tmp_path: Path, pieces: list[FilePiece]) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "site/by-hand.txt").write_bytes(b"not ours")
    assert splice(tmp_path, "data/a.jsonl", pieces)[:2] == (False, Changes((), (), 3))


def test_a_first_build_has_nothing_to_splice_from(tmp_path: Path) -> None:
    is_taken, changes, _ = splice(tmp_path, "data/a.jsonl", PIECES)
    assert (is_taken, changes and changes.written) == (False, tuple(sorted(OLD)))
    assert site(tmp_path) == OLD


def test_a_new_file_may_be_of_new_bytes_alone(tmp_path: Path) -> None:
    assert splice(tmp_path, "deep/new.txt", [b"a", b"b"])[0]
    assert site(tmp_path) == {**OLD, "deep/new.txt": b"ab"}


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_no_stretch_is_read_through_a_link(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.jsonl").write_bytes(b"what nobody is to read")
    (tmp_path / "site/data/a.jsonl").unlink()
    (tmp_path / "site/data/a.jsonl").symlink_to(tmp_path / "secret/a.jsonl")
    assert not splice(tmp_path, "data/a.jsonl", [Stretch(0, 4)])[0]
    (tmp_path / "site/data").rename(tmp_path / "site/was")
    (tmp_path / "site/data").symlink_to(tmp_path / "secret")
    problems = Problems()
    with open_output(tmp_path, tmp_path / "site", problems) as target:
        assert target is not None
        assert not target.splice("data/a.jsonl", [Stretch(0, 4)])


def test_a_path_is_given_once_and_stays_in_the_site(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    with open_output(tmp_path, tmp_path / "site", Problems()) as target:
        assert target is not None
        target.put("data/a.jsonl", b"")
        with pytest.raises(ValueError, match="twice"):
            target.splice("data/a.jsonl", PIECES)
        with pytest.raises(ValueError, match="no path"):
            target.splice("../a", [b""])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)) | st.binary(max_size=4), max_size=8))
def test_any_pieces_give_their_bytes(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[bytes | tuple[int, int]]
) -> None:
    root = tmp_path_factory.mktemp("spliced")
    publish(root, OLD)
    old = OLD["data/a.jsonl"]
    pieces = [one if isinstance(one, bytes) else Stretch(min(one), abs(one[0] - one[1])) for one in drawn]
    expected = b"".join(one if isinstance(one, bytes) else old[one.start : one.start + one.length] for one in pieces)
    assert splice(root, "data/a.jsonl", pieces)[0]
    assert site(root)["data/a.jsonl"] == expected
    assert patch(root, {"data/a.jsonl": [Stretch(0, len(expected))], "index.html": (pieces and b"") or b"home"})[0]
    assert site(root)["data/a.jsonl"] == expected


def _fail_at(context: pytest.MonkeyPatch, name: str, number: int) -> None:
    function, calls = getattr(os, name), iter(range(1, 1_000_000))

    def call(*args: object, **options: object) -> object:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return function(*args, **options)

    context.setattr(os, name, call)


@pytest.mark.parametrize("is_edit", [False, True])
@pytest.mark.parametrize("name", [name for name in TOUCHES if hasattr(os, name)])
def test_a_fault_at_any_moment_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_edit: bool
) -> None:
    outcomes = set()
    for number in range(1, 12):
        root = tmp_path / str(number)
        root.mkdir()
        publish(root, OLD)
        with monkeypatch.context() as context:
            _fail_at(context, name, number)
            problems = patch(root, {"data/a.jsonl": PIECES})[1] if is_edit else splice(root, "data/a.jsonl", PIECES)[2]
        assert {problem.code for problem in problems} <= {"unwritable-output"}
        if journal.is_waiting(root / "site"):
            assert recover(root, root / "site", Problems())
            assert site(root) == NEW
        else:
            assert site(root) == (OLD if len(problems) else NEW)
        outcomes.add(len(problems))
    assert 0 in outcomes
