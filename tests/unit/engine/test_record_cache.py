"""What is kept of the author's files changes nothing: archive and problems are those of a load that knows nothing."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.content import loader
from sitegen.content.loader.kept_files import KeptArchive, KnownArchive
from sitegen.content.loader.parallel_reading import Workers, alone
from sitegen.core.model import Archive
from sitegen.core.problems import Problem, Problems
from sitegen.engine.cache import pack, unpack
from sitegen.engine.cached_records import RECORDS
from sitegen.engine.record_cache import LoadedSources, RecordCache, RecordTable, load_archive
from sitegen.files import processes, signatures
from sitegen.files.processes import Given, Job, Prepare, Result

SEED: Final = "---\ntitle: The count\ndate: 2024-05-01\ntopics: [Bridges]\n---\nAna Reyes told it Moss.\n"
VARIANTS: Final[Mapping[str, tuple[str | None, ...]]] = {
    "content/site.yaml": (
        "title: T\n",
        None,
        "title: T\ntimezone: Asia/Tokyo\n",
        "as_of: 2024-06-01\naccept: [held-back, look-alike]\n",
        "verdicts: [{id: maybe, label: Maybe, definition: Nobody knows., tone: neutral}]\n",
        "title: [\n",
    ),
    "content/actors/ana.yaml": (
        "name: Ana Reyes\naliases: [Moss, Ax]\nformerly: [anna]\n",
        None,
        "id: anna\nname: Ana Reyes\n",
        "name: Ana Reyes\ntopics: [Bridges, Wells]\nimage: {file: a.png, alt: Ana}\n",
        "name: Ana Reyes\nmatch: pinned\naliases: [Moss]\n",
        "name: [broken\n",
    ),
    "content/actors/list.yaml": (
        "- {id: council, name: The Council, kind: organization}\n- {id: moss, name: Moss, kind: place}\n",
        None,
        "- {id: council, name: The Council, kind: organization, formerly: [ana]}\n",
        "- {id: ana, name: Another Ana}\n- {id: mo, name: Мо}\n",
    ),
    "content/claims/low.yaml": (
        "claim: The river was low.\nspeaker: ana\narticle: count\nquote: told it\nverdict: true\n",
        None,
        "- {id: low, claim: It was low., about: council, topics: [bridges], date: 2024-01-02T10:00}\n",
        "claim: It was low.\nspeaker: nobody\n",
        "claim: It was low. #1\narticle: count\nquote: #1\n",
        "id: low\nclaim: Low.\nverdict: maybe\n",
    ),
    "content/claims/more.yaml": (
        None,
        "- {id: low, claim: A second one.}\n- {id: high, claim: It was high., contradicts: low}\n",
        "- {id: high, claim: It was high., formerly: [low, old]}\n- {id: top, claim: Top., formerly: [old]}\n",
    ),
    "content/notes/gauge.yaml": (
        "title: Gauge\nbody: What shows how high.\nterms: [gauge]\ntopics: [Wells]\narticle: second\n",
        None,
        "title: Gauge\nbody: See https://ana:secret@example.org/.\ntopics: [bridges, C++]\n",
    ),
    "content/topics/bridges.yaml": (
        None,
        "name: Bridges\nparent: Works\n",
        "id: spans\nname: Bridges\nrelated: [wells]\n",
        "id: spans\nname: Spans\nformerly: [bridges]\n",
    ),
    "content/topics/wells.yaml": (None, "name: Wells\nparent: bridges\n", "name: Bridges\n"),
    "content/articles/count.yaml": (
        None,
        "seed: count.md\nid: count\ntopics: bridges\nactors: [ana]\n",
        "- {seed: count.md, id: first, sha256: " + "0" * 64 + "}\n- {seed: second.txt, id: second}\n",
        "- {seed: second.txt, id: count, status: draft}\n",
        "seed: gone.md\n",
        "seed: notes.docx\n",
    ),
    "content/pages/about.md": (
        "---\ntitle: About\n---\nWords.\n",
        None,
        "---\nid: tags\ntitle: About\n---\n",
        "Words\n",
    ),
    "content/pages/more.md": (None, "---\nid: about\ntitle: More\nformerly: [old]\n---\nMore.\n"),
    "content/media/a.png": ("x", None),
    "content/claims.txt": (None, "x"),
    "seeds/count.md": (
        SEED,
        None,
        SEED.replace("told", "told the Moss council, says moss,"),
        SEED.replace("topics", "draft: true\ntagz: [x]\ntopics").replace("The count", "The &amp; count"),
        SEED.replace("topics", "publishDate: 2024-05-31\nactors: [nobody]\nname: Odd\ntopics"),
        SEED.replace("[Bridges]", "[bridges"),
    ),
    "seeds/second.txt": ("Ana moss said the Gauge was low.\n", None, "draft: true\n\nAna Moss said.\n", "\udcff"),
    "seeds/deep/count.md": (None, "Another count.\n"),
    "seeds/notes.docx": (None, "x"),
}
FIRST: Final = {path: some[0] for path, some in VARIANTS.items()}

Edit = tuple[str, int]
edits = st.sampled_from([(path, number) for path, some in VARIANTS.items() for number in range(len(some))])


def write(root: Path, path: str, text: str | None) -> None:
    file = root / path
    if text is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(errors="surrogateescape"))


def archive(root: Path, files: Mapping[str, str | None] = FIRST) -> Path:
    for path, text in files.items():
        write(root, path, text)
    (root / "seeds").mkdir(exist_ok=True)
    return root


def manifest(root: Path) -> signatures.SourceManifest:
    found = signatures.source_signatures(root)
    assert found is not None
    return signatures.make_manifest(root, found, 1 << 62, None)


def load(root: Path, table: RecordTable | None, workers: Workers = alone) -> tuple[LoadedSources, list[Problem]]:
    problems = Problems()
    found = load_archive(root, problems, RecordCache(table, manifest(root)), workers)
    assert found is not None
    return found, list(problems)


def clean(root: Path) -> tuple[Archive | None, list[Problem]]:
    problems = Problems()
    return loader.load(root, problems), list(problems)


def after(table: RecordTable | None, found: LoadedSources) -> RecordTable | None:
    """What is kept after a load, as it comes from the disk."""
    return table if found.records is None else unpack(pack(found.records), RecordTable)


@given(st.lists(st.lists(edits, max_size=4), min_size=1, max_size=4))
@example([[("content/claims/low.yaml", 3)], [("content/claims/low.yaml", 0)]])
@example([[("content/claims/more.yaml", 1)], [("content/claims/low.yaml", 1)], []])
@example([[("content/claims/low.yaml", 1), ("content/claims/more.yaml", 1)], [("content/claims/low.yaml", 0)]])
@example([[("content/topics/bridges.yaml", 2)], [("content/topics/bridges.yaml", 0)]])
@example([[("content/articles/count.yaml", 2)], [("seeds/count.md", 2)], [("content/articles/count.yaml", 0)]])
@example([[("content/actors/list.yaml", 2)], [("content/actors/ana.yaml", 1)], [("content/actors/ana.yaml", 0)]])
@example([[("content/media/a.png", 1)], [("content/actors/ana.yaml", 3)], [("content/media/a.png", 0)]])
@example([[("seeds/count.md", 4)], [("content/site.yaml", 3)], [("content/site.yaml", 2)]])
@settings(max_examples=60, deadline=None)
def test_archive_and_problems_are_those_of_a_clean_load(rounds: list[list[Edit]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, table = archive(Path(folder)), None
        for some in [[], *rounds]:
            for path, number in some:
                write(root, path, VARIANTS[path][number])
            found, problems = load(root, table)
            assert (found.archive, problems) == clean(root)
            table = after(table, found)


def two(files: int) -> int:
    """For however few files."""
    return 2 if files else 1


def in_one_process(_: int, prepare: Prepare[Given, Job, Result], given: Given, jobs: Iterable[Job]) -> Iterator[Result]:
    """What `map_processes` gives, without its processes."""
    return map(prepare(given), jobs)


@given(st.lists(st.lists(edits, max_size=4), min_size=1, max_size=3))
@example([[("content/topics/bridges.yaml", 1)], [("content/topics/bridges.yaml", 2)]])
@example([[("content/articles/count.yaml", 1)], [("seeds/count.md", 2)], [("content/articles/count.yaml", 2)]])
@example([[("content/claims/low.yaml", 1), ("content/claims/more.yaml", 1)], [("content/pages/more.md", 1)]])
@example([[("seeds/second.txt", 3), ("content/notes/gauge.yaml", 2)], [("content/site.yaml", 4)]])
@settings(max_examples=60, deadline=None)
def test_so_they_are_where_files_are_read_in_several_processes(rounds: list[list[Edit]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "map_processes", in_one_process)
        root, table = archive(Path(folder)), None
        for some in [[], *rounds]:
            for path, number in some:
                write(root, path, VARIANTS[path][number])
            found, problems = load(root, table, two)
            assert (found.archive, problems) == clean(root)
            table = after(table, found)


@pytest.mark.parametrize("path", VARIANTS)
def test_each_file_may_come_to_be_any_other(path: str, tmp_path: Path) -> None:
    root = archive(tmp_path)
    for one, other in itertools.permutations(VARIANTS[path], 2):
        write(root, path, one)
        before, _ = load(root, None)
        write(root, path, other)
        found, problems = load(root, after(None, before))
        assert (found.archive, problems) == clean(root)


def test_each_file_is_read_in_one_of_the_processes_alone(
    tmp_path: Path, kept: list[KeptArchive], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Topics are named by id and by name, seeds have records, and yet nothing proves to be otherwise."""
    root = archive(tmp_path)
    for path, number in (("content/topics/bridges.yaml", 1), ("content/articles/count.yaml", 1)):
        write(root, path, VARIANTS[path][number])
    alone_found, _ = load(root, None)
    found, problems = load(root, None, two)
    assert (kept[-1].sources, {*kept[-1].reused}) == ({}, {*kept[-1].packed})
    assert (found.archive, problems) == clean(root)
    assert found.records == alone_found.records
    monkeypatch.setattr(processes, "map_processes", None)  # nothing is left to be read
    again, _ = load(root, after(None, found), two)
    assert again.records is None


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[KeptArchive]:
    """What each load of this test leaves, in their order."""
    found: list[KeptArchive] = []

    def load_known(
        root: Path, problems: Problems, known: KnownArchive, workers: Workers = alone
    ) -> loader.LoadedArchive | None:
        loaded = real(root, problems, known, workers)
        found.extend([loaded.kept] if loaded else [])
        return loaded

    real = loader.load_known
    monkeypatch.setattr(loader, "load_known", load_known)
    return found


def test_only_what_changed_is_read(tmp_path: Path, kept: list[KeptArchive]) -> None:
    root = archive(tmp_path)
    first, _ = load(root, None)
    table = after(None, first)
    assert table is not None
    sources = {path for path in FIRST if FIRST[path] and path.endswith((".yaml", ".md", ".txt"))} - {
        "content/site.yaml"
    }
    assert kept[-1].sources.keys() == table.sources.keys() == sources
    nothing, _ = load(root, table)
    assert (nothing.records, kept[-1].sources, {*kept[-1].reused}) == (None, {}, sources)
    for path in sources:
        write(root, path, f"{FIRST[path]}\n")
        load(root, table)
        assert {*kept[-1].sources} == {path}, path
        assert {*kept[-1].reused} == sources - {path}
        write(root, path, FIRST[path])


def test_what_has_an_error_is_read_until_it_is_mended(tmp_path: Path, kept: list[KeptArchive]) -> None:
    root = archive(tmp_path, FIRST | {"content/notes/gauge.yaml": "title: [\n"})
    table = after(None, load(root, None)[0])
    assert "content/notes/gauge.yaml" not in kept[-1].sources
    load(root, table)
    assert ("content/notes/gauge.yaml" in kept[-1].reused, len(kept[-1].reused)) == (False, len(kept[0].sources))


def test_another_time_zone_lets_all_be_read(tmp_path: Path, kept: list[KeptArchive]) -> None:
    root = archive(tmp_path)
    table = after(None, load(root, None)[0])
    write(root, "content/site.yaml", "timezone: Asia/Tokyo\n")
    load(root, table)
    assert (kept[-1].reused, kept[-1].sources.keys()) == ([], kept[0].sources.keys())


def test_without_a_change_neither_yaml_nor_schemas_are_loaded(tmp_path: Path) -> None:
    root = archive(tmp_path / "archive")
    table = tmp_path / "table"
    found = load(root, None)[0].records
    table.write_bytes(pack(found))
    script = f"""
import sys
from pathlib import Path
from sitegen.core.problems import Problems
from sitegen.engine.cache import unpack
from sitegen.engine.record_cache import RecordCache, RecordTable, load_archive
from sitegen.files import signatures
root = Path({str(root)!r})
sources = signatures.make_manifest(root, signatures.source_signatures(root), 1 << 62, None)
found = load_archive(root, Problems(), RecordCache(unpack(Path({str(table)!r}).read_bytes(), RecordTable), sources))
assert found.records is None
print(sorted(name for name in sys.modules if name in ("pydantic", "yaml", "sitegen.content.schema")))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("harm", ["usage", "source"])
def test_what_is_no_record_is_noted_and_read_again(harm: str, tmp_path: Path) -> None:
    root = archive(tmp_path)
    table = after(None, load(root, None)[0])
    assert table is not None
    no_record = msgspec.Raw(msgspec.msgpack.encode(["nothing", 1]))
    sources = {path: (sha256, no_record) for path, (sha256, _) in table.sources.items()}
    harmed = table._replace(usage=no_record) if harm == "usage" else table._replace(sources=sources)
    found, problems = load(root, harmed)
    assert (found.archive, problems) == clean(root)
    assert (found.damage and found.damage.part, found.records) == (RECORDS, table)
