"""One process at a time in one place."""

from __future__ import annotations

import errno
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from sitegen.files import lock

fcntl = pytest.importorskip("fcntl")


def test_one_at_a_time_has_an_output_and_nothing_is_left_behind(tmp_path: Path) -> None:
    output = tmp_path / "deep/public"
    with lock.locked(output, 0) as first, lock.locked(output, 0) as second:
        assert (first, second) == (True, False)
    with lock.locked(output, 0) as third:
        assert third
    assert list(tmp_path.iterdir()) == []
    assert not lock._handles


@pytest.fixture
def windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The lock as it is made on Windows, where `locking` is one of records in a file, by another name."""
    (tmp_path / "temporary").mkdir()

    def locking(handle: int, mode: int, number: int) -> None:
        assert (mode, number) == (2, 1)
        if os.fstat(handle).st_ino in taken:
            raise OSError(errno.EACCES, "Permission denied")
        taken[os.fstat(handle).st_ino] = handle

    taken: dict[int, int] = {}
    close = os.close

    def closed(handle: int) -> None:
        for number in [number for number, one in taken.items() if one == handle]:
            del taken[number]
        close(handle)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(os, "O_NOINHERIT", 0, raising=False)
    monkeypatch.setattr(os, "register_at_fork", lambda **_: None)
    monkeypatch.setattr(os, "close", closed)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    spec = spec_from_file_location("lock_of_windows", lock.__file__)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_of_windows_is_a_file_by_the_name_of_the_output(windows: ModuleType, tmp_path: Path) -> None:
    one, other = tmp_path / "one/public", tmp_path / "other/public"
    with windows.locked(one, 0) as first, windows.locked(one, 0) as second, windows.locked(other, 0) as third:
        assert (first, second, third) == (True, False, True)
    with windows.locked(one, 0) as again:
        assert again
    assert len(list((tmp_path / "temporary").iterdir())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]


def test_where_windows_can_lock_nothing_nobody_is_waited_for(windows: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "temporary").rmdir()
    with windows.locked(tmp_path / "public", 0) as first, windows.locked(tmp_path / "public", 0) as second:
        assert (first, second) == (True, True)
