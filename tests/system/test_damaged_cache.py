"""Whatever is wrong with the cache, no build ends in it: it is told in one line, and the site is that of a clean build.

Every file of it is harmed in every way that disks, tools and other versions do it, before each of the ways of a build.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pytest
from support.checkout import ROOT
from support.golden import tree
from support.incremental_archive import differences, quick_builds, told

from sitegen.core.model import ArticleBody
from sitegen.engine import Options, Outcome, build, check
from sitegen.engine.cache import BlobFile, pack, serialization, unpack
from sitegen.engine.cached_records import BuildRecord
from sitegen.files.processes import can_fork
from sitegen.output import publish

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

SEED: Final = "seeds/bridge-count.md"
CLAIM: Final = "content/claims/no-safe-load.yaml"


class Way(NamedTuple):
    """A way of a build, and what makes it go that way."""

    edited: str
    """The file that changed; empty = none did."""
    before: str
    after: str
    reads: frozenset[str]
    """The files of the cache that it cannot do without."""
    search: bool = False


ALWAYS: Final = frozenset({"build", "program"})
OF_ARTICLES: Final = ALWAYS | {"shared", "articles", "blobs"}
ALL: Final = OF_ARTICLES | {"media", "records", "site"}
WAYS: Final = {
    "nothing changed": Way("", "", "", ALWAYS),
    "words of an article": Way(SEED, "was low", "was high", OF_ARTICLES),
    "all else": Way(CLAIM, "topics: [Mill Bridge]", "topics: [Mill Bridge, Piers]", ALL),
    "a record, with a search": Way(CLAIM, "The *report* says", "The *paper* says", ALL - {"media"}, search=True),
}


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :] if data else b"x"


def as_link_to_itself(path: Path) -> None:
    """Not even the administrator can read this."""
    path.symlink_to(path.name)


Damage = Callable[[Any], Any]

DAMAGES: Final[dict[str, Damage | None]] = {
    "emptied": lambda _: b"",
    "cut to a few bytes": lambda data: data[:7],
    "cut to its checksum": lambda data: data[:16],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut by a byte": lambda data: data[:-1],
    "first byte changed": lambda data: flipped(data, 0),
    "byte in the middle changed": lambda data: flipped(data, len(data) // 2),
    "last byte changed": lambda data: flipped(data, -1) if len(data) < 2 else data[:-1] + bytes([data[-1] ^ 1]),
    "of zeros": lambda data: bytes(len(data)),
    "another kind of record": lambda _: pack({"format": 2}),
    "removed": None,
    "a folder": lambda path: (path / "in").mkdir(parents=True),
    "unreadable": as_link_to_itself,
    "a pipe": os.mkfifo,
}  # fmt: skip
OF_PATHS: Final = {"a folder", "unreadable", "a pipe"}
FEW: Final = ("cut in the middle", "removed", "unreadable")
"""A way that reads what another one reads, too, is tried with these only."""
HARD: Final = {"emptied", "cut to a few bytes", "cut to its checksum", "of zeros", "another kind of record", "removed"}
"""After these no blob is left; after others those that are read may be whole."""


def harm(path: Path, how: str) -> None:
    data, damage = path.read_bytes(), DAMAGES[how]
    path.unlink()
    if damage is not None and how in OF_PATHS:
        damage(path)
    elif damage is not None:
        path.write_bytes(damage(data))


class Archive:
    """An archive that is built again and again in one place, for which its cache is good, and what is to come of it."""

    def __init__(self, folder: Path) -> None:
        self.root = Path(shutil.copytree(ROOT / "tests/sites/first_release", folder / "archive"))
        with (self.root / SEED).open("a", encoding="utf-8") as file:
            file.write("\nThe river was low.\n")
        self._elsewhere = folder / "elsewhere"
        self._clean: dict[tuple[str, bool], tuple[Outcome, Mapping[str, bytes]]] = {}

    def options(self, root: Path, way: Way) -> Options:
        return Options(root, root / "public", search=way.search)

    def build(self, way: Way) -> Outcome:
        return build(self.options(self.root, way))

    def edit(self, way: Way) -> None:
        """Change what this way is about: there, or back."""
        if not way.edited:
            return
        path = self.root / way.edited
        text = path.read_text(encoding="utf-8")
        old, new = (way.before, way.after) if way.before in text else (way.after, way.before)
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def clean(self, way: Way) -> tuple[Outcome, Mapping[str, bytes]]:
        """What a first build elsewhere makes of the same files."""
        texts = "\0".join((self.root / name).read_text(encoding="utf-8") for name in (SEED, CLAIM))
        key = texts, way.search
        if key not in self._clean:
            shutil.rmtree(self._elsewhere, ignore_errors=True)
            for name in ("seeds", "content"):
                shutil.copytree(self.root / name, self._elsewhere / name)
            outcome = build(self.options(self._elsewhere, way))
            self._clean[key] = outcome, tree(self._elsewhere / "public")
        return self._clean[key]

    def cache(self) -> dict[str, Path]:
        """The files of the cache by their names."""
        files = [path for path in (self.root / ".sitegen").rglob("*") if path.is_file()]
        return {path.name.partition("-")[0]: path for path in files}

    def assert_clean(self, outcome: Outcome, way: Way) -> None:
        wanted, files = self.clean(way)
        assert told(outcome) == told(wanted)
        assert differences(self.root / "public", files) == ""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("damaged"))


def test_the_ways_are_those_that_are_meant(archive: Archive) -> None:
    stages = {}
    for name, way in WAYS.items():
        archive.build(way)
        archive.edit(way)
        outcome = archive.build(way)
        assert outcome.notices == ()
        archive.assert_clean(outcome, way)
        stages[name] = [stage for stage, _ in outcome.stats.stages]
    assert stages["nothing changed"] == ["look"]
    assert stages["words of an article"] == ["look", "read", "data", "publish"]
    assert stages["a record, with a search"] == ["look", "read", "render", "data", "publish", "remember", "search"]
    assert "check" in stages["all else"]
    assert stages["all else"][-2:] == ["publish", "remember"]
    assert archive.cache().keys() == {".gitignore", *ALL}


@pytest.mark.skipif(os.name == "nt", reason="links need a right there, and there are no such pipes")
@pytest.mark.parametrize(
    ("name", "how"), [(name, how) for name in WAYS for how in (DAMAGES if name == "words of an article" else FEW)]
)
def test_a_harmed_file_is_told_of_in_one_line_and_changes_nothing(archive: Archive, name: str, how: str) -> None:
    way = WAYS[name]
    shutil.rmtree(archive.root / ".sitegen", ignore_errors=True)
    archive.build(way)
    for part in (".gitignore", *sorted(ALL)):
        path = archive.cache()[part]
        harm(path, how)
        archive.edit(way)
        outcome = archive.build(way)
        archive.assert_clean(outcome, way)
        # Without the files no build was remembered, as after one that was killed: that is nobody's concern.
        is_absent = how == "removed" and part == "build"
        is_needed = part in way.reads and not is_absent
        if is_needed and (part != "blobs" or how in HARD | OF_PATHS):
            (notice,) = outcome.notices
            assert notice.startswith(f".sitegen/{path.parent.name}/{path.name} could not be used (it ")
            assert "\n" not in notice
        elif part not in way.reads or is_absent:
            assert outcome.notices == ()
        ignore = archive.root / ".sitegen/.gitignore"
        assert ignore.read_text(encoding="utf-8").endswith("\n*\n")
        if part not in way.reads and part != ".gitignore":  # nothing read it, so nothing replaced it
            shutil.rmtree(archive.root / ".sitegen")
        assert archive.build(way).notices == ()  # it is put aside, and what follows is whole
        assert archive.cache().keys() == {".gitignore", *ALL}


@pytest.mark.parametrize("name", WAYS)
def test_a_cache_of_which_everything_is_harmed_is_told_of_in_one_line(archive: Archive, name: str) -> None:
    way = WAYS[name]
    archive.build(way)
    for path in archive.cache().values():
        harm(path, "cut in the middle")
    archive.edit(way)
    outcome = archive.build(way)
    archive.assert_clean(outcome, way)
    assert len(outcome.notices) == 1


@pytest.mark.parametrize("name", WAYS)
def test_a_cache_of_another_python_is_passed_over_in_silence(
    archive: Archive, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = WAYS[name]
    with monkeypatch.context() as patch:
        patch.setattr("sys.version", "3.14.0 (somewhere else)")
        archive.build(way)
    archive.edit(way)
    outcome = archive.build(way)
    archive.assert_clean(outcome, way)
    assert outcome.notices == ()


@pytest.mark.parametrize("place", [".sitegen", "the folder of an output"])
def test_a_file_where_a_folder_should_be_is_in_nobodys_way(archive: Archive, place: str) -> None:
    way = WAYS["all else"]
    archive.build(way)
    folder = archive.cache()["build"].parent
    path = folder if place != ".sitegen" else folder.parent
    shutil.rmtree(path)
    path.write_bytes(b"mine")
    archive.edit(way)
    outcome = archive.build(way)
    archive.assert_clean(outcome, way)
    if place == ".sitegen":
        assert outcome.notices == (
            ".sitegen could not be used (it is no folder): what would have been spared was made anew",
        )
        assert path.read_bytes() == b"mine"
        path.unlink()


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_nothing_is_written_through_a_link_in_the_cache(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way, foreign = WAYS["words of an article"], tmp_path / "foreign"
    archive.build(way)
    blobs = archive.cache()["blobs"]
    shutil.copy(blobs, foreign)
    before = foreign.read_bytes()
    blobs.unlink()
    blobs.symlink_to(foreign)
    monkeypatch.setattr(os, "urandom", bytes)  # so that somebody can know the name under which a file is written
    for name in ("build", "articles"):
        blobs.with_name(f".{name}.{os.getpid()}-00000000.new").symlink_to(foreign)
    archive.edit(way)
    archive.assert_clean(archive.build(way), way)
    assert foreign.read_bytes() == before


# --- what goes wrong within one build ---------------------------------------------------------------------------


def first_build(tmp_path: Path, **options: Any) -> tuple[Outcome, Path]:
    root = Path(shutil.copytree(ROOT / "tests/sites/first_release", tmp_path / "archive"))
    return build(Options(root, root / "public", **options)), root


def bodies_that_cannot_be_packed(patch: pytest.MonkeyPatch) -> None:
    encode = msgspec.msgpack.encode

    def refuse(value: object) -> bytes:
        if isinstance(value, ArticleBody):
            raise TypeError(f"Encoding objects of type {type(value)} is unsupported")
        return encode(value)

    patch.setattr(msgspec.msgpack, "encode", refuse)


def nothing_that_can_be_unpacked(patch: pytest.MonkeyPatch) -> None:
    def refuse(kind: type) -> msgspec.msgpack.Decoder[Any]:
        raise TypeError(f"Type '{kind}' is not supported")

    patch.setattr(serialization, "_decoder", refuse)


def blobs_that_are_cut_while_they_are_used(patch: pytest.MonkeyPatch) -> None:
    flush = BlobFile.flush

    def flush_and_cut(self: BlobFile, *, is_shared: bool = False) -> None:
        flush(self, is_shared=is_shared)
        if self._path.is_file():
            os.truncate(self._path, 10)

    patch.setattr(BlobFile, "flush", flush_and_cut)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "fault", [bodies_that_cannot_be_packed, nothing_that_can_be_unpacked, blobs_that_are_cut_while_they_are_used]
)
def test_a_build_that_cannot_read_what_it_kept_goes_on_without(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[pytest.MonkeyPatch], None],
    jobs: int,
) -> None:
    fault(monkeypatch)
    outcome, root = first_build(tmp_path, jobs=jobs, search=True)
    checked = check(Options(root, root / "public", search=True))
    monkeypatch.undo()
    # Only workers that are forks of this process have the fault in them, too; bodies are packed by workers.
    is_met = jobs == 1 or can_fork() or fault is not bodies_that_cannot_be_packed
    assert len(outcome.notices) == is_met
    wanted = build(Options(root, tmp_path / "clean", search=True))
    assert told(outcome) == told(wanted)
    assert list(checked.problems) == list(wanted.problems)
    assert differences(root / "public", tree(tmp_path / "clean")) == ""


def test_a_field_of_another_type_is_told_of_as_damage(tmp_path: Path) -> None:
    _, root = first_build(tmp_path, search=False)
    (path,) = root.glob(".sitegen/*/build")
    path.write_bytes(pack(unpack(path.read_bytes(), BuildRecord)._replace(diagnostics=None)))  # type: ignore[arg-type]
    outcome = build(Options(root, root / "public", search=False))
    assert outcome.is_done
    damage = f".sitegen/{path.parent.name}/build could not be used (it is not what a build wrote)"
    assert outcome.notices == (f"{damage}: what would have been spared was made anew",)


def test_what_is_whole_but_makes_no_sense_is_put_aside(tmp_path: Path) -> None:
    _, root = first_build(tmp_path, search=False)
    (path,) = root.glob(".sitegen/*/build")
    record = unpack(path.read_bytes(), BuildRecord)
    path.write_bytes(pack(record._replace(outputs=record.outputs._replace(numbers=b"\0"))))
    outcome = build(Options(root, root / "public", search=False))
    assert outcome.is_done
    assert [line.partition(" (it led to a fault (ValueError: ")[0] for line in outcome.notices] == [
        ".sitegen could not be used"
    ]


@pytest.mark.parametrize("names", [("shared",), ("articles",), ("shared", "articles", "blobs-*")], ids="+".join)
def test_whole_files_of_another_archive_are_told_of_and_not_used(tmp_path: Path, names: tuple[str, ...]) -> None:
    _, root = first_build(tmp_path, search=False)
    other = Path(shutil.copytree(root, tmp_path / "other", ignore=shutil.ignore_patterns(".sitegen", "public")))
    site = other / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("Made by", "Written by"), encoding="utf-8")
    build(Options(other, other / "public", search=False))
    (folder,) = (path.parent for path in root.glob(".sitegen/*/build"))
    for foreign in (path for name in names for path in other.glob(f".sitegen/*/{name}")):
        shutil.copyfile(foreign, folder / foreign.name)
    with (root / SEED).open("a", encoding="utf-8") as file:
        file.write("\nThe river was low.\n")
    outcome = build(Options(root, root / "public", search=False))
    assert [" could not be used (" in line for line in outcome.notices] == [True]
    build(Options(root, tmp_path / "clean", search=False))
    assert differences(root / "public", tree(tmp_path / "clean")) == ""


def test_a_fault_of_another_cause_is_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, root = first_build(tmp_path, search=False)
    seed = root / SEED
    seed.write_text(seed.read_text(encoding="utf-8") + "It rained.\n", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(publish, "open_output", fail)
    monkeypatch.setattr(publish, "patch_output", fail)
    with pytest.raises(RuntimeError, match="ours"):
        build(Options(root, root / "public", search=False))


# --- what is told -----------------------------------------------------------------------------------------------


def test_the_command_tells_it_in_one_line_and_is_done(
    tmp_path: Path, run_cli: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    _, root = first_build(tmp_path, search=False)
    command = ("build", "--no-search", "--strict", "--root", root)
    for more in ((), ("--json",)):
        (path,) = root.glob(".sitegen/*/build")
        path.write_bytes(b"")
        done = run_cli(*command, *more)
        line = f"{path.relative_to(root).as_posix()} could not be used (it is not what a build wrote): "
        line += "what would have been spared was made anew"
        assert done.returncode == 0
        if more:
            assert (json.loads(done.stdout)["notices"], done.stderr) == ([line], "")
        else:
            assert done.stderr == f"notice: {line}\n"
