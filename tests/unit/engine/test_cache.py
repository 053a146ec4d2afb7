"""What a build leaves for the next one: whole, harmless, and as good as absent where it is not ours."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

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

PROBLEM = Problem(Location("seeds/a.txt", 1), "suspect-encoding", "x")
MENTION = Mention("mention-Ana", 0, 3, ActorId("ana"), MatchRule.NAME, Excerpt("", "Ana", " left."), is_link=True)
NOTE = AnnotationId(AnnotationKind.NOTE, "n", 2)


class Records(NamedTuple):
    """One of each kind of record and of value."""

    diagnostics: Diagnostics
    stats: Stats
    mention: Mention
    by_record: Mapping[AnnotationId, frozenset[Status]]
    plain: tuple[int, float, None, bytes]


RECORDS = Records(
    Diagnostics({ArticleId("a"): (PROBLEM,)}, ()),
    Stats(1, 2, 3, 4, health=(AnchorCounts("content/claims/a.yaml", exact=3),)),
    MENTION,
    {NOTE: frozenset({Status.DRAFT})},
    (1, 2.5, None, b"x"),
)


class Runs:
    """A pickle of this runs a command."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch ran",)


def forged(data: bytes) -> bytes:
    """Any bytes with the checksum that belongs to them."""
    return hashlib.blake2b(data, digest_size=16).digest() + data


def test_records_come_back_as_they_were() -> None:
    found = unpack(pack(RECORDS), Records)
    assert found == RECORDS
    assert (type(found.mention.how), type(next(iter(found.by_record[NOTE])))) == (MatchRule, Status)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_comes_back(text: str) -> None:
    """The name of a file need not be a text in UTF-8: Python has half a character for each byte that is not."""
    words = Diagnostics({ArticleId(text): (Problem(Location(text, 1), "suspect-encoding", "x"),)}, ())
    assert unpack(pack(words), Diagnostics) == words


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    packed = bytearray(pack(RECORDS))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedError):
        unpack(bytes(packed), Records)


@given(st.integers(0, 400))
def test_a_piece_of_it_is_noticed(length: int) -> None:
    packed = pack(RECORDS)
    with pytest.raises(DamagedError):
        unpack(packed[: min(length, len(packed) - 1)], Records)


WRONG = {
    "a number for a text": RECORDS._replace(mention=MENTION._replace(element=1)),  # type: ignore[arg-type]
    "a text for a number": RECORDS._replace(mention=MENTION._replace(start="0")),  # type: ignore[arg-type]
    "no member of an enum": RECORDS._replace(mention=MENTION._replace(how="guessed")),  # type: ignore[arg-type]
    "nothing for a record": RECORDS._replace(stats=None),  # type: ignore[arg-type]
    "a number for a list": RECORDS._replace(diagnostics=Diagnostics({}, 5)),  # type: ignore[arg-type]
    "a field too few": tuple(RECORDS)[:-1],
    "a field too many": (*RECORDS, 1),
    "another value": {"format": 2},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_field_of_another_type_is_noticed(name: str) -> None:
    with pytest.raises(DamagedError):
        unpack(pack(WRONG[name]), Records)


@pytest.mark.parametrize("value", [Runs(), Path("/etc"), Problem.__init__, len, object()])
def test_what_is_no_record_cannot_be_packed(value: object) -> None:
    with pytest.raises(DamagedError):
        pack({"in": [value]})


@pytest.mark.parametrize("flag", [b"", b"\0", b"\1"])
def test_nothing_is_run(flag: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DamagedError):
        unpack(forged(flag + pickle.dumps(Runs())), Records)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b".", b"\0", b"\1", b"\0" + b"\x91" * 10_000, b"\0\xdb\xff\xff\xff\x7f"])
def test_what_is_no_record_is_noticed(data: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack(forged(data), Records)


@pytest.fixture
def cache(tmp_path: Path) -> CacheFolder:
    cache = CacheFolder(tmp_path, tmp_path / "public")
    assert cache.open()
    return cache


def test_what_is_saved_is_loaded(cache: CacheFolder) -> None:
    cache.save("build", RECORDS)
    assert cache.load("build", Records) == RECORDS
    assert [path.name for path in cache.folder.iterdir()] == ["build"]


def test_what_was_never_saved_is_as_good_as_damaged(cache: CacheFolder) -> None:
    with pytest.raises(DamagedError):
        cache.load("build", Records)
    with pytest.raises(DamagedError):
        cache.blobs("blobs-1").read(BlobRef(0, 10), int)


def test_a_file_gives_back_its_blobs(cache: CacheFolder) -> None:
    blobs = cache.new_blobs()
    places = [blobs.add(pack(number)) for number in range(3)]
    blobs.flush()
    assert blobs.read(places[0], int) == 0
    blobs.close()
    later = cache.blobs(blobs.name)
    places.append(later.add(pack("later")))
    later.close()
    elsewhere = pickle.loads(pickle.dumps(later))
    assert [elsewhere.read(place, int | str) for place in places] == [0, 1, 2, "later"]
    for wrong in (
        BlobRef(places[1].start + 1, places[1].length),
        BlobRef(-1, 5),
        BlobRef(10**30, 5),
        BlobRef(10**9, 5),
    ):
        with pytest.raises(DamagedError):
            later.read(wrong, int)


def test_a_store_in_memory_gives_back_its_blobs() -> None:
    store = MemoryStore()
    places = [store.add(pack(number)) for number in range(3)]
    assert [pickle.loads(pickle.dumps(store)).read(place, int) for place in places] == [0, 1, 2]


@pytest.mark.parametrize("name", ["../build", "blobs-/../../x", "build", "", "blobs-", "blobs-12\n"])
def test_blobs_are_in_the_cache_and_nowhere_else(cache: CacheFolder, name: str) -> None:
    with pytest.raises(DamagedError):
        cache.blobs(name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_file_of_blobs_on_a_full_disk_is_not_whole() -> None:
    blobs = BlobFile(Path("/dev/full"))
    blobs.add(b"x")
    blobs.close()
    assert not blobs.is_whole


def test_what_is_not_kept_is_forgotten(cache: CacheFolder) -> None:
    for name in ("build", "articles", "blobs-1"):
        (cache.folder / name).write_bytes(b"")
    (cache.folder / "a folder").mkdir()
    cache.forget({"build"})
    assert [path.name for path in cache.folder.iterdir()] == ["build"]


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
