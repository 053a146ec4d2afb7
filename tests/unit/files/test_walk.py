"""The one walk through folders, and what is chosen from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.files.signatures import changed_signatures, folder_signatures
from sitegen.files.walk import files_below, has_folder_links, skip_unreadable, walk

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("top/b.txt", "top/a/c.txt", "top/a/.hidden", "top/a/d/e.txt", "beside/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path / "top"


def test_everything_but_folders_is_given_by_its_path_below_the_prefix(folder: Path) -> None:
    assert {path for path, _ in walk(folder, "x/")} == {"x/b.txt", "x/a/c.txt", "x/a/.hidden", "x/a/d/e.txt"}
    assert files_below(folder) == ["a/.hidden", "a/c.txt", "a/d/e.txt", "b.txt"]


def test_what_is_not_chosen_is_not_walked_through(folder: Path) -> None:
    seen: list[str] = []

    def choose(above: str, entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
        seen.append(above)
        return [entry for entry in entries if entry.name != "a"]

    assert [path for path, _ in walk(folder, "x/", choose=choose)] == ["x/b.txt"]
    assert seen == ["x/"]


@LINKS
def test_links_are_given_and_never_followed(folder: Path) -> None:
    (folder / "to-folder").symlink_to(folder.parent / "beside")
    (folder / "to-file").symlink_to(folder.parent / "beside/f.txt")
    (folder / "to-nothing").symlink_to("nothing")
    (folder / "a/round").symlink_to("round")
    links = {path for path, entry in walk(folder) if entry.is_symlink()}
    assert links == {"to-folder", "to-file", "to-nothing", "a/round"}
    assert not any("f.txt" in path for path, _ in walk(folder))
    assert files_below(folder) == ["a/.hidden", "a/c.txt", "a/d/e.txt", "b.txt", "to-file"]
    assert files_below(folder, with_links=False) == ["a/.hidden", "a/c.txt", "a/d/e.txt", "b.txt"]


@LINKS
def test_a_link_to_a_folder_is_found_wherever_it_is(folder: Path) -> None:
    (folder / "a/round").symlink_to("round")
    assert not has_folder_links(folder)
    (folder / "a/d/far").symlink_to(folder.parent / "beside")
    assert has_folder_links(folder)
    (folder.parent / "way").symlink_to(folder.parent / "beside")
    assert has_folder_links(folder.parent / "way")


def test_a_folder_that_cannot_be_listed_is_an_error_or_is_left_out(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(walk(folder / "gone"))
    assert list(walk(folder / "gone", on_error=skip_unreadable)) == files_below(folder / "gone") == []
    assert not has_folder_links(folder / "gone")


def test_a_file_that_came_went_or_was_written_again_looks_otherwise(folder: Path) -> None:
    before = folder_signatures(folder)
    assert set(before) == {"b.txt", "a/c.txt", "a/d/e.txt"}
    assert changed_signatures(before, folder_signatures(folder)) == frozenset()
    (folder / "b.txt").unlink()
    (folder / "a/new.txt").touch()
    (folder / "a/c.txt").write_text("more than it was", encoding="utf-8")
    assert changed_signatures(before, folder_signatures(folder)) == {"b.txt", "a/new.txt", "a/c.txt"}


@pytest.mark.skipif(os.name == "nt", reason="there the time of a file's change is that of its making")
def test_a_file_that_is_replaced_and_given_its_old_time_looks_otherwise(folder: Path) -> None:
    before, status = folder_signatures(folder), (folder / "b.txt").stat()
    other = folder / "other"
    other.write_text("top/B.txt", encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(folder / "b.txt")
    assert changed_signatures(before, folder_signatures(folder)) == {"b.txt"}
