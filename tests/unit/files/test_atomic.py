"""Files written whole, and removed, where nobody else changed them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sitegen.files.atomic import remove_atomic, write_atomic

POSIX = pytest.mark.skipif(os.name == "nt", reason="links and rights are others there")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("sync", [False, True])
def test_a_file_is_made_and_replaced_whole(tmp_path: Path, sync: bool) -> None:
    path = tmp_path / "a.yaml"
    write_atomic(path, b"one", expected=None, sync=sync)
    write_atomic(path, b"two", expected=b"one", sync=sync)
    assert path.read_bytes() == b"two"
    write_atomic(path, b"", sync=sync)
    assert path.read_bytes() == b""
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize(("there", "expected"), [(b"theirs", b"mine"), (b"theirs", None), (None, b"mine")])
def test_what_is_not_as_expected_stays_as_it_is(tmp_path: Path, there: bytes | None, expected: bytes | None) -> None:
    path = tmp_path / "a.yaml"
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(FileNotFoundError if there is None else FileExistsError):
        write_atomic(path, b"new", expected=expected)
    assert (path.read_bytes() if there else None) == there
    assert names(tmp_path) == (["a.yaml"] if there else [])


@POSIX
def test_a_link_that_leads_nowhere_is_in_the_way_of_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    with pytest.raises(FileExistsError):
        write_atomic(tmp_path / "a", b"new", expected=None)
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"theirs")
    (tmp_path / "a").symlink_to("b")
    write_atomic(tmp_path / "a", b"new")
    assert ((tmp_path / "a").is_symlink(), (tmp_path / "b").read_bytes()) == (False, b"theirs")


@POSIX
def test_nothing_is_written_through_a_link_put_where_a_file_is_written_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").write_bytes(b"theirs")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f".a.{os.getpid()}-00000000.new").symlink_to("b")
    with pytest.raises(FileExistsError):
        write_atomic(tmp_path / "a", b"new")
    assert ((tmp_path / "b").read_bytes(), (tmp_path / "a").exists()) == (b"theirs", False)


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_rights_of_a_file_of_known_bytes_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(mode)
    write_atomic(path, b"two", expected=b"one")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_name_as_long_as_the_system_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 250}.yaml"
    write_atomic(path, b"one")
    assert names(tmp_path) == [path.name]


def test_a_file_is_removed_only_with_the_bytes_that_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        remove_atomic(path, b"mine")
    assert (path.read_bytes(), names(tmp_path)) == (b"theirs", ["a"])
    remove_atomic(path, b"theirs")
    assert names(tmp_path) == []
