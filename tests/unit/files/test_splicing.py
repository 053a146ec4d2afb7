"""Files put together from pieces: the same bytes as joining them, whatever the kernel can and cannot do."""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.files import splicing
from sitegen.files.splicing import FilePiece, Stretch, is_in_place, joined_pieces, write_pieces

KernelCall = Callable[[int, int, int, int], int]


def plain(old: bytes, pieces: Sequence[FilePiece]) -> bytes:
    """What comes out, by joining."""
    return b"".join(
        old[piece.start : piece.start + piece.length] if isinstance(piece, Stretch) else piece for piece in pieces
    )


@st.composite
def given_pieces(draw: st.DrawFn) -> tuple[bytes, list[FilePiece]]:
    """An old file, and pieces of it among new bytes."""
    old = draw(st.binary(max_size=40))
    new = st.binary(max_size=6)
    ends = st.lists(st.integers(0, len(old)), min_size=2, max_size=2).map(sorted)
    stretches = ends.map(lambda pair: Stretch(pair[0], pair[1] - pair[0]))
    return old, draw(st.lists(new | stretches, max_size=12))


def written(old: bytes, pieces: Sequence[FilePiece]) -> bytes:
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(old)
        source.flush()
        target.write(b"before ")
        target.flush()
        write_pieces(target.fileno(), pieces, lambda _: source.fileno())
        target.seek(0)
        return target.read().removeprefix(b"before ")


def refused(code: int) -> KernelCall:
    def call(*_: int) -> int:
        raise OSError(code, os.strerror(code))

    return call


def in_part(source: int, target: int, start: int, length: int) -> int:
    """Copies three bytes, and then says that it cannot."""
    if length < 4:
        raise OSError(errno.EXDEV, "")
    os.write(target, os.pread(source, 3, start))
    return 3


WAYS: dict[str, list[KernelCall]] = {
    "as this system does": splicing._KERNEL_CALLS,
    "without calls": [],
    "refused": [refused(errno.EXDEV), refused(errno.EINVAL)],
    "says nothing": [lambda *_: 0],
    "in part": [in_part, refused(errno.ENOSYS)],
}
if sys.platform == "linux":
    WAYS["an older call"] = [splicing._sendfile]


@pytest.fixture(params=WAYS)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as context:
        context.setattr(splicing, "_KERNEL_CALLS", WAYS[request.param])
        context.setattr(splicing, "_CHUNK", 5)
        context.setattr(splicing, "_MOST_AT_ONCE", 7)
        yield


@pytest.mark.usefixtures("_way")
@given(given_pieces())
def test_a_spliced_file_is_its_pieces_joined(case: tuple[bytes, list[FilePiece]]) -> None:
    assert written(*case) == plain(*case)


@given(given_pieces())
def test_pieces_that_are_joined_are_fewer_and_the_same_bytes(case: tuple[bytes, list[FilePiece]]) -> None:
    old, pieces = case
    joined = list(joined_pieces(pieces))
    assert plain(old, joined) == plain(old, pieces)
    for one, other in pairwise(joined):
        if isinstance(one, Stretch) and isinstance(other, Stretch):
            assert one.start + one.length != other.start
        else:
            assert isinstance(one, Stretch) != isinstance(other, Stretch)
    assert b"" not in joined


@given(given_pieces())
def test_a_file_that_is_said_to_be_in_place_has_these_bytes(case: tuple[bytes, list[FilePiece]]) -> None:
    old, pieces = case
    with tempfile.TemporaryFile() as file:
        file.write(old)
        file.flush()
        if is_in_place(pieces, file.fileno()):
            assert plain(old, pieces) == old
        whole: list[FilePiece] = [Stretch(0, len(old) // 2), old[len(old) // 2 :]]
        assert is_in_place(whole, file.fileno())
        assert not is_in_place([*whole, b"more"], file.fileno())


@pytest.mark.usefixtures("_way")
def test_a_file_that_is_shorter_than_a_stretch_is_a_fault() -> None:
    with pytest.raises(OSError, match="shorter"):
        written(b"short", [b"a", Stretch(3, 40)])


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_no_reason_to_try_another_way(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(splicing, "_KERNEL_CALLS", [refused(code)])
    with pytest.raises(OSError, match=re.escape(os.strerror(code))):
        written(b"what is there", [Stretch(0, 4)])


def test_stretches_may_be_of_several_files(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"first file")
    (tmp_path / "two").write_bytes(b"second file")
    with (
        (tmp_path / "one").open("rb") as one,
        (tmp_path / "two").open("rb") as two,
        (tmp_path / "new").open("wb") as new,
    ):
        handles = {"": one.fileno(), "two": two.fileno()}
        write_pieces(new.fileno(), [Stretch(0, 6), Stretch(6, 5, "two"), b"!"], handles.__getitem__)
    assert (tmp_path / "new").read_bytes() == b"first  file!"


def test_what_a_system_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "copy_file_range", lambda *_: 0, raising=False)
    assert splicing._kernel_calls("linux") == [splicing._copy_file_range, splicing._sendfile]
    assert splicing._kernel_calls("freebsd14") == [splicing._copy_file_range]
    monkeypatch.delattr(os, "copy_file_range")
    assert splicing._kernel_calls("linux") == [splicing._sendfile]
    assert splicing._kernel_calls("darwin") == splicing._kernel_calls("win32") == []
