"""Which sources changed since they were last read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import archives

from sitegen.files import signatures
from sitegen.files.signatures import FileSignature, SignatureTable, SourceManifest

LATER = 10**10
"""Nanoseconds after which no file is fresh any more."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.write(
        tmp_path,
        {
            "seeds/a.txt": "A\n\nOne.",
            "seeds/2024/b.md": "B",
            "content/site.yaml": "title: T\n",
            "templates/_macros.html": "",
            "notes.txt": "not ours",
            ".sitegen/x": "",
        },
    )


def seen(root: Path, before: SourceManifest | None = None, after: int = 0) -> SourceManifest:
    found = signatures.source_signatures(root)
    assert found is not None
    return signatures.make_manifest(root, found, signatures.file_system_time(root) + after, before)


def test_sources_are_what_a_build_reads(root: Path) -> None:
    for name in (".hidden.txt", "_draft.txt", "a.txt~", "a.txt.swp", "4913"):
        (root / "seeds" / name).touch()
    assert sorted(signatures.source_signatures(root) or ()) == [
        "content/site.yaml",
        "seeds/2024/b.md",
        "seeds/a.txt",
        "templates/_macros.html",
    ]


def test_an_archive_without_templates_has_sources(tmp_path: Path) -> None:
    assert list(signatures.source_signatures(archives.write(tmp_path, {"seeds/a.txt": ""})) or ()) == ["seeds/a.txt"]


def test_nothing_changed(root: Path) -> None:
    assert signatures.changed_paths(seen(root), seen(root)) == set()


def test_what_came_went_or_says_something_else_changed(root: Path) -> None:
    before = seen(root)
    (root / "seeds/c.txt").touch()
    (root / "seeds/2024/b.md").unlink()
    (root / "content/site.yaml").write_text("title: U\n", encoding="utf-8")
    assert signatures.changed_paths(before, seen(root, before)) == {
        "seeds/c.txt",
        "seeds/2024/b.md",
        "content/site.yaml",
    }


@pytest.mark.parametrize("when", [0, 10**9, 2**33])
def test_a_file_that_was_only_touched_did_not_change(root: Path, when: int) -> None:
    before = seen(root)
    os.utime(root / "seeds/a.txt", (when, when))
    after = seen(root, before)
    assert signatures.changed_paths(before, after) == set()
    assert after.table != before.table


def test_a_file_from_the_past_is_noticed(root: Path) -> None:
    before = seen(root, after=LATER)
    (root / "seeds/a.txt").write_text("A\n\nTwo.", encoding="utf-8")
    os.utime(root / "seeds/a.txt", (1, 1))
    assert signatures.changed_paths(before, seen(root, before)) == {"seeds/a.txt"}


def test_a_file_that_changed_within_a_tick_is_told_by_its_hash(root: Path) -> None:
    before = seen(root)
    assert "seeds/a.txt" in before.fresh
    place = before.table.listed().index("seeds/a.txt") * 64
    other = before._replace(hashes=before.hashes[:place] + "0" * 64 + before.hashes[place + 64 :])
    assert signatures.changed_paths(other, seen(root, other)) == {"seeds/a.txt"}


def test_a_file_that_has_long_looked_the_same_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen(root, after=LATER)
    assert not before.fresh
    monkeypatch.setattr(signatures, "_sha256", lambda *_: pytest.fail("it was read"))
    assert seen(root, before) == before


def test_the_clock_is_that_of_the_file_system(tmp_path: Path) -> None:
    assert abs(signatures.file_system_time(tmp_path) - time.time_ns()) < 60 * 10**9
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_to_a_file_is_told_by_the_file(root: Path) -> None:
    (root / "seeds/there.txt").write_text("one", encoding="utf-8")
    (root / "seeds/link.txt").symlink_to(root / "seeds/there.txt")
    before = seen(root)
    (root / "seeds/there.txt").write_text("two", encoding="utf-8")
    assert signatures.changed_paths(before, seen(root, before)) == {"seeds/link.txt", "seeds/there.txt"}


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_elsewhere_changed_though_it_says_the_same(root: Path) -> None:
    for name in ("here.txt", "there.txt"):
        (root / "seeds" / name).write_text("one", encoding="utf-8")
    link = root / "seeds/link.txt"
    link.symlink_to(root / "seeds/here.txt")
    before = seen(root)
    link.unlink()
    link.symlink_to(root / "seeds/there.txt")
    assert signatures.changed_paths(before, seen(root, before)) == {"seeds/link.txt"}


@pytest.mark.skipif(os.name == "nt", reason="there are none")
@pytest.mark.parametrize("kind", ["folder", "nowhere", "pipe"])
def test_what_cannot_be_told_from_another_is_said(root: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(root / "seeds/pipe")
    else:
        (root / "seeds/link").symlink_to(root / ("seeds/2024" if kind == "folder" else "gone"))
    assert signatures.source_signatures(root) is None


def test_how_files_look_is_known_only_of_files(root: Path) -> None:
    found = signatures.signature_table(root, ["seeds/a.txt", "content/site.yaml"])
    assert found is not None
    assert found.listed() == ["seeds/a.txt", "content/site.yaml"]
    assert found.by_path()["seeds/a.txt"][0] == len("A\n\nOne.")
    assert signatures.signature_table(root, ["seeds/a.txt", "gone"]) is None
    assert signatures.signature_table(root, ["seeds"]) is None


def test_no_files_have_no_looks() -> None:
    assert SignatureTable.of({}).by_path() == {}


@given(st.dictionaries(st.text(st.characters(exclude_characters="\0")), st.tuples(*[st.integers(0, 2**63 - 1)] * 4)))
def test_looks_come_back_as_they_were(found: dict[str, FileSignature]) -> None:
    assume("" not in found)
    assert SignatureTable.of(found).by_path() == found


def test_the_theme_and_the_code_are_what_runs(tmp_path: Path) -> None:
    (tmp_path / "base.html").touch()
    found = signatures.program_signatures(tmp_path)
    assert found is not None
    assert {"theme/base.html", "code/files/signatures.py", "code/engine/__init__.py"} <= found.keys()
    assert not any("__pycache__" in path for path in found)
