"""What a build leaves for the next one: whole, harmless, and as good as absent where it is not ours."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core.model import (
    ActorId,
    AnchorCounts,
    AnnotationId,
    AnnotationKind,
    ArticleId,
    Excerpt,
    MatchRule,
    Mention,
    Status,
)
from sitegen.core.problems import Location, Problem
from sitegen.engine import Stats
from sitegen.engine.cache import BlobFile, BlobRef, CacheFolder, DamagedError, MemoryStore, pack, unpack
from sitegen.engine.cached_records import Diagnostics

RECORDS = {
    "told": Diagnostics({ArticleId("a"): (Problem(Location("seeds/a.txt", 1), "suspect-encoding", "x"),)}, ()),
    "stats": Stats(1, 2, 3, 4, (AnchorCounts("content/claims/a.yaml", exact=3),)),
    "mention": Mention("mention-Ana", 0, 3, ActorId("ana"), MatchRule.NAME, Excerpt("", "Ana", " left."), is_link=True),
    "kinds": {AnnotationId(AnnotationKind.NOTE, "n", 2): frozenset({Status.DRAFT}), "plain": [1, 2.5, None, b"x"]},
}


class Runs:
    """A pickle of this runs a command."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch ran",)


def forged(value: object) -> bytes:
    """A pickle of anything, with the checksum that belongs to it."""
    data = pickle.dumps(value)
    return hashlib.blake2b(data, digest_size=16).digest() + data


def test_records_come_back_as_they_were() -> None:
    assert unpack(pack(RECORDS)) == RECORDS


def test_members_of_enums_come_back_where_python_would_pack_them_by_a_function(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is up to Python 3.11.3, the system's Python of Debian 12 among them."""
    for kind in (AnnotationKind, MatchRule, Status):
        monkeypatch.setattr(kind, "__reduce_ex__", lambda self, _: (getattr, (type(self), self.name)))
    with pytest.raises(DamagedError):
        unpack(forged(Status.DRAFT))
    assert unpack(pack(RECORDS)) == RECORDS


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    packed = bytearray(pack(RECORDS))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedError):
        unpack(bytes(packed))


@given(st.integers(0, 400))
def test_a_piece_of_it_is_noticed(length: int) -> None:
    packed = pack(RECORDS)
    with pytest.raises(DamagedError):
        unpack(packed[: min(length, len(packed) - 1)])


@pytest.mark.parametrize(
    "value", [Runs(), {"in": [Runs()]}, os.system, Path("/etc"), Problem.__init__, pickle.Unpickler, CacheFolder, len]
)
def test_nothing_but_records_is_made(value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DamagedError):
        unpack(forged(value))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", [b"os\nsystem", b"sitegen.core.model\ndataclass", b"sitegen.engine.cache\nos", b"sitegen.x\nY"]
)
def test_nothing_that_a_module_only_imports_is_found(name: bytes) -> None:
    data = b"c" + name + b"\n."
    with pytest.raises(DamagedError):
        unpack(hashlib.blake2b(data, digest_size=16).digest() + data)


@pytest.mark.parametrize("data", [b"", b".", b"\x80\x05.", b"(" * 10_000, b"\x80\x05X\xff\xff\xff\x7f"])
def test_what_is_no_pickle_is_noticed(data: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack(hashlib.blake2b(data, digest_size=16).digest() + data)


@pytest.fixture
def cache(tmp_path: Path) -> CacheFolder:
    cache = CacheFolder(tmp_path, tmp_path / "public")
    assert cache.open()
    return cache


def test_what_is_saved_is_loaded(cache: CacheFolder) -> None:
    cache.save("files", RECORDS)
    assert cache.load("files", dict) == RECORDS
    assert [path.name for path in cache.folder.iterdir()] == ["files"]


def test_what_was_never_saved_is_as_good_as_damaged(cache: CacheFolder) -> None:
    with pytest.raises(DamagedError):
        cache.load("files", dict)
    with pytest.raises(DamagedError):
        cache.last_pile("pile-1").piece(BlobRef(0, 10))


def test_a_pile_gives_back_its_pieces(cache: CacheFolder) -> None:
    pile = cache.pile()
    places = [pile.add(pack(number)) for number in range(3)]
    pile.flush()
    assert pile.piece(places[0]) == 0
    pile.close()
    later = cache.last_pile(pile.name)
    places.append(later.add(pack("later")))
    later.close()
    elsewhere = pickle.loads(pickle.dumps(later))
    assert [elsewhere.piece(place) for place in places] == [0, 1, 2, "later"]
    for wrong in (
        BlobRef(places[1].start + 1, places[1].length),
        BlobRef(-1, 5),
        BlobRef(10**30, 5),
        BlobRef(10**9, 5),
    ):
        with pytest.raises(DamagedError):
            later.piece(wrong)


def test_a_heap_gives_back_its_pieces() -> None:
    heap = MemoryStore()
    places = [heap.add(pack(number)) for number in range(3)]
    assert [pickle.loads(pickle.dumps(heap)).piece(place) for place in places] == [0, 1, 2]


@pytest.mark.parametrize("name", ["../files", "pile-/../../x", "files", "", "pile-", "pile-12\n"])
def test_a_pile_is_in_the_cache_and_nowhere_else(cache: CacheFolder, name: str) -> None:
    with pytest.raises(DamagedError):
        cache.last_pile(name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_pile_on_a_full_disk_is_not_whole() -> None:
    pile = BlobFile(Path("/dev/full"))
    pile.add(b"x")
    pile.close()
    assert not pile.is_whole


def test_what_is_not_kept_is_forgotten(cache: CacheFolder) -> None:
    for name in ("files", "index", "pile-1"):
        (cache.folder / name).write_bytes(b"")
    (cache.folder / "a folder").mkdir()
    cache.forget({"files"})
    assert [path.name for path in cache.folder.iterdir()] == ["files"]


def test_each_output_has_its_own(tmp_path: Path) -> None:
    assert CacheFolder(tmp_path, tmp_path / "public").folder != CacheFolder(tmp_path, tmp_path / "other").folder


def test_version_control_passes_it_over(cache: CacheFolder) -> None:
    assert (cache.folder.parent / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "*"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".sitegen").symlink_to(tmp_path / "elsewhere")
    assert not CacheFolder(tmp_path, tmp_path / "public").open()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".sitegen").write_text("mine", encoding="utf-8")
    assert not CacheFolder(tmp_path, tmp_path / "public").open()
    assert (tmp_path / ".sitegen").read_text(encoding="utf-8") == "mine"
