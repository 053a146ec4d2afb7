"""Outputs that are swapped meanwhile, hold another archive's site, came with a journal, or lie on other disks."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.archives import vote, write
from support.built_sites import made
from support.golden import tree
from support.publish_process import NEW, OLD, publish

from sitegen.engine import Options, build
from sitegen.files import atomic
from sitegen.output.publish import directory_handle

HIDDEN = ".site.sitegen-new"
NEEDS_HANDLES = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


def swapped(folder: Path, victim: Path) -> None:
    """Take a folder away, and put a link to another one into its place."""
    folder.rename(folder.with_name("away"))
    folder.symlink_to(victim)


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """Somebody's folder."""
    return write(tmp_path / "victim", {"mine.txt": "Mine.", "deep/also.txt": "Mine, too."})


def at_call(monkeypatch: pytest.MonkeyPatch, name: str, number: int, do: Callable[[], None]) -> list[str]:
    """Do something before the n-th call of a method of `Held`; the calls there were."""
    calls: list[str] = []
    real = getattr(directory_handle.DirectoryHandle, name)

    def called(self: directory_handle.DirectoryHandle, *given: object) -> object:
        calls.append(name)
        if len(calls) == number:
            do()
        return real(self, *given)

    monkeypatch.setattr(directory_handle.DirectoryHandle, name, called)
    return calls


@NEEDS_HANDLES
@pytest.mark.parametrize(("name", "number"), [("write", 1), ("write", 2), ("sync", 1), ("demand", 1), ("mkdir", 1)])
def test_a_first_build_whose_hidden_folder_is_swapped_leaves_the_other_one_alone(
    tmp_path: Path, victim: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    before = tree(victim)
    calls = at_call(monkeypatch, name, number, lambda: swapped(tmp_path / HIDDEN, victim))
    problems = publish(tmp_path, NEW)
    assert len(calls) >= number
    assert [(one.code, one.message) for one in problems] == [
        (
            "output-refused",
            f'"{HIDDEN}" is not the folder any more that this build worked in: nothing was published',
        )
    ]
    assert tree(victim) == before
    assert not (tmp_path / "site").exists()


@NEEDS_HANDLES
@pytest.mark.parametrize(("name", "number"), [("write", 1), ("sync", 1), ("demand", 1)])
def test_a_later_build_whose_output_is_swapped_leaves_the_other_folder_alone(
    tmp_path: Path, victim: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    publish(tmp_path, OLD)
    before, old = tree(victim), tree(tmp_path / "site")
    calls = at_call(monkeypatch, name, number, lambda: swapped(tmp_path / "site", victim))
    problems = publish(tmp_path, NEW)
    assert len(calls) >= number
    assert [one.code for one in problems] == ["output-refused"]
    assert "nothing was published" in str(next(iter(problems)))
    assert tree(victim) == before
    assert {path: data for path, data in tree(tmp_path / "away").items() if ".sitegen-stage" not in path} == old


@NEEDS_HANDLES
def test_a_move_goes_on_in_the_folder_that_it_began_in(
    tmp_path: Path, victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    before = tree(victim)
    # The journal is written by the first replacement; the second moves the first file of the new site.
    at_call(monkeypatch, "replace", 2, lambda: swapped(tmp_path / "site", victim))
    problems = publish(tmp_path, NEW)
    assert [one.code for one in problems] == ["output-refused"]
    assert "the new site is whole in that one" in str(next(iter(problems)))
    assert tree(victim) == before
    shown = {path: data for path, data in tree(tmp_path / "away").items() if not path.startswith(".sitegen")}
    assert shown == NEW | {path: data for path, data in shown.items() if path not in NEW}


# --- another archive's site ---------------------------------------------------------------------------------------


def test_the_site_of_another_archive_is_not_replaced_unless_that_is_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "out"
    first = made(
        tmp_path / "a", {"seeds/letter.txt": "Words.", "content/actors/ana.yaml": "name: Ana\n"}, output=output
    )
    assert first.is_done
    before = tree(output)
    files: dict[str, str | bytes] = {"seeds/vote.txt": "Other words."}
    refused = made(tmp_path / "b", files, output=output)
    assert not refused.is_done
    (told,) = refused.told
    assert told.endswith(
        f'error[output-refused]: "{output}" holds the site of another archive, as it seems: of its 2 pages of records '
        "none is one of this archive's"
    )
    assert tree(output) == before
    assert made(tmp_path / "b", {}, output=output, replace=True).is_done
    assert "articles/vote/index.html" in tree(output)
    # From now on it is known as this archive's, whatever its records are called.
    (tmp_path / "b/seeds/vote.txt").unlink()
    assert made(tmp_path / "b", {"seeds/renamed.txt": "Other words."}, output=output).is_done


def test_a_site_that_another_archive_has_replaced_is_not_taken_for_one_s_own_any_more(tmp_path: Path) -> None:
    output, letter, vote = tmp_path / "out", {"seeds/letter.txt": "Words."}, {"seeds/vote.txt": "Other words."}
    assert made(tmp_path / "a", letter, output=output).is_done
    assert made(tmp_path / "b", vote, output=output, replace=True).is_done
    before = tree(output)
    again = made(tmp_path / "a", letter, output=output)
    assert [line.split(": ")[1] for line in again.told] == ["error[output-refused]"]
    assert tree(output) == before


def test_a_checkout_without_a_cache_builds_over_the_site_of_its_own_archive(tmp_path: Path) -> None:
    root = vote(tmp_path / "archive")
    options = Options(root, tmp_path / "out", search=False)
    assert build(options).is_done
    shutil.rmtree(root / ".sitegen")
    write(root, {"seeds/new.txt": "New words."})
    assert build(options).is_done
    # Where no record was published, nothing can be lost.
    empty = write(tmp_path / "empty", {"content/pages/about.md": "---\ntitle: About\n---\nWords.\n", "seeds/.keep": ""})
    assert build(Options(empty, tmp_path / "other", search=False)).is_done
    assert build(Options(root, tmp_path / "other", search=False)).is_done


# --- a journal from anybody ----------------------------------------------------------------------------------------


def left(root: Path, journal: str) -> Path:
    """A published site with this journal in it."""
    publish(root, OLD)
    output = root / "site"
    (output / ".sitegen-journal").write_text(journal, encoding="utf-8")
    return output


MOVE = '{"sitegen journal": 1, "clear": [], "moves": ["taken.txt"], "stale": []}'


@NEEDS_HANDLES
@pytest.mark.parametrize("kind", ["the stage is a link", "the staged file is a link", "the staged file is a folder"])
def test_a_journal_moves_nothing_but_files_that_were_staged(tmp_path: Path, victim: Path, kind: str) -> None:
    (victim / "0").write_text("Mine as well.", encoding="utf-8")
    output, before = left(tmp_path, MOVE), tree(victim)
    if kind == "the stage is a link":
        (output / ".sitegen-stage").symlink_to(victim)
    else:
        (output / ".sitegen-stage").mkdir()
        (output / ".sitegen-stage/0").symlink_to(victim / "mine.txt") if "link" in kind else (
            output / ".sitegen-stage/0"
        ).mkdir()
    problems = publish(tmp_path, NEW)
    assert [one.code for one in problems] == ["output-refused"]
    assert "damaged" in str(next(iter(problems)))
    assert not (output / "taken.txt").exists()
    assert tree(victim) == before


@pytest.mark.parametrize(
    "journal",
    [
        "[" * 100_000,
        MOVE.replace('"stale": []', '"stale": [".sitegen-journal"]'),
        MOVE.replace("taken.txt", ".sitegen-stage/1"),
    ],
    ids=["deep", "itself", "the stage"],
)
def test_a_journal_that_no_build_writes_is_refused_in_words(tmp_path: Path, journal: str) -> None:
    output = left(tmp_path, journal)
    before = tree(output)
    assert [one.code for one in publish(tmp_path, NEW)] == ["output-refused"]
    assert tree(output) == before


# --- what is on the disk -------------------------------------------------------------------------------------------


class Asked:
    """A system that knows F_FULLFSYNC, and takes note of what it is asked."""

    F_FULLFSYNC = 51

    def __init__(self, error: int = 0) -> None:
        self.calls: list[str] = []
        self._error = error

    def fcntl(self, handle: int, command: int) -> None:
        del handle
        assert command == self.F_FULLFSYNC
        self.calls.append("full")
        if self._error:
            raise OSError(self._error, os.strerror(self._error))

    def fsync(self, handle: int) -> None:
        del handle
        self.calls.append("fsync")


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], list[str]]:
    """What the system is asked for so many files, where it answers F_FULLFSYNC with an error, or 0."""

    def sync(number: int, error: int) -> list[str]:
        asked = Asked(error)
        monkeypatch.setattr(atomic, "fcntl", asked)
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(os, "fsync", asked.fsync)
        files = [tmp_path / str(one) for one in range(number)]
        for file in files:
            file.touch()
        atomic.sync_paths(files, [tmp_path])
        return asked.calls

    return sync


@pytest.mark.skipif(os.name == "nt", reason="folders are not opened there")
@pytest.mark.parametrize("number", [1, 3, 100])
def test_where_syncing_leaves_the_cache_of_the_drive_that_is_emptied_once_at_the_end(
    synced: Callable[[int, int], list[str]], number: int
) -> None:
    assert synced(number, 0) == ["fsync"] * number + ["full"]


@pytest.mark.skipif(os.name == "nt", reason="folders are not opened there")
def test_a_drive_that_cannot_be_asked_is_synced_as_any_other(synced: Callable[[int, int], list[str]]) -> None:
    assert synced(1, errno.ENOTSUP) == ["fsync", "full", "fsync"]
    with pytest.raises(OSError, match="Input/output"):
        synced(1, errno.EIO)
