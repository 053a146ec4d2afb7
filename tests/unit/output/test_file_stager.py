"""Files of a site that several processes write: published as those of one, and a fault is told once."""

from __future__ import annotations

import copy
import errno
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.publish_process import NEW, OLD, Site, publish

from sitegen.core.problems import Problems
from sitegen.files import processes
from sitegen.files.remote_jobs import UnseenFolderError
from sitegen.output.publish import FileStager, NullTarget, StagedFile, journal, open_output
from sitegen.output.publish.directory_handle import DirectoryHandle
from sitegen.output.publish.file_stager import ChangeStager, SharedStager, TreeStager
from sitegen.output.publish.io_errors import OutputConflictError

FILES = {f"section/{number}/index.html": bytes([number]) * 100 for number in range(40)}


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def staging(stager: FileStager) -> Callable[[tuple[str, bytes]], tuple[int, StagedFile]]:
    """Stages a file, and says in which process."""

    def stage(job: tuple[str, bytes]) -> tuple[int, StagedFile]:
        return os.getpid(), stager.stage(*job)

    return stage


def publish_in_two(root: Path, site: Site) -> tuple[set[int], Problems]:
    """Put a site into place that two processes write; which did."""
    problems, who = Problems(), set[int]()
    with open_output(root, root / "site", problems) as target:
        assert target is not None
        for process, staged in processes.map_processes(2, staging, target.stager(), site.items()):
            who.add(process)
            target.take(staged)
        target.commit()
    return who, problems


@pytest.mark.parametrize("before", [{}, OLD, NEW, FILES], ids=["nothing", "old", "new", "others"])
@pytest.mark.parametrize("site", [NEW, FILES], ids=["new", "others"])
def test_what_is_published_is_as_one_process_writes_it(before: Site, site: Site, tmp_path: Path) -> None:
    for root in (tmp_path / "one", tmp_path / "two"):
        root.mkdir()
        if before:
            publish(root, before)
    inodes = {path: path.stat().st_ino for path in (tmp_path / "two").rglob("*.html")}
    assert list(publish(tmp_path / "one", site)) == []
    _, problems = publish_in_two(tmp_path / "two", site)
    assert list(problems) == []
    assert everything(tmp_path / "two") == everything(tmp_path / "one")
    if before == site:
        assert {path: path.stat().st_ino for path in (tmp_path / "two").rglob("*.html")} == inodes


def test_several_processes_write(tmp_path: Path) -> None:
    who, problems = publish_in_two(tmp_path, {f"{number}.html": b"x" * 2_000_000 for number in range(60)})
    assert (len(who), list(problems)) == (2, [])


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "b.html"), "the disk is full"),
        (OutputConflictError("what is there is not ours", "move it away"), "what is there is not ours"),
    ],
    ids=["full", "conflict"],
)
@pytest.mark.parametrize("before", [{}, OLD], ids=["nothing", "old"])
def test_a_fault_in_a_process_is_told_once_and_nothing_is_published(
    before: Site, fault: OSError | OutputConflictError, told: str, tmp_path: Path
) -> None:
    if before:
        publish(tmp_path, before)
    found, problems = everything(tmp_path), Problems()
    with open_output(tmp_path, tmp_path / "site", problems) as target:
        assert target is not None
        stager = target.stager()
        for staged in (stager.stage("a.html", b"a"), StagedFile("b.html", fault=fault), stager.stage("c.html", b"c")):
            target.take(copy.deepcopy(staged))
        target.take(StagedFile("d.html", fault=fault))
        assert target.commit() is None
    assert len(problems) == 1
    assert told in str(next(iter(problems)))
    assert everything(tmp_path) == found


def test_where_a_folder_cannot_be_made_the_fault_comes_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    staged = TreeStager(DirectoryHandle(tmp_path, "site")).stage("a/index.html", b"a")
    assert isinstance(staged.fault, OSError)


@pytest.mark.parametrize("kind", [TreeStager, ChangeStager])
@pytest.mark.parametrize("path", ["../a", "/a", "a//b", "", f"{journal.STAGE}/0"])
def test_no_file_leaves_the_folder(kind: Callable[[DirectoryHandle], FileStager], path: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    stager = kind(DirectoryHandle(tmp_path / "site", "site"))
    with pytest.raises(ValueError, match="no path for a file"):
        stager.stage(path, b"a")
    assert everything(tmp_path) == {}


def test_a_process_that_is_sent_a_stager_writes_into_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    stager = TreeStager(DirectoryHandle(tmp_path / "site", "site"))
    sent = copy.deepcopy(stager)
    assert sent.stage("a/index.html", b"a") == StagedFile("a/index.html")
    (tmp_path / "site").rename(tmp_path / "moved")
    (tmp_path / "site").mkdir()
    with pytest.raises(OutputConflictError):
        copy.deepcopy(stager)
    assert everything(tmp_path) == {"moved/a/index.html": b"a"}


def test_a_process_that_outlives_the_first_one_writes_nothing(tmp_path: Path) -> None:
    nobody = 1 << 22  # more than a process is numbered
    stager = ChangeStager(DirectoryHandle(tmp_path, "site"), first=nobody)
    orphan = multiprocessing.get_context("fork").Process(target=stager.stage, args=("a.html", b"a"))
    orphan.start()
    orphan.join()
    assert (orphan.exitcode, everything(tmp_path)) == (1, {})


def test_of_a_check_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    target = NullTarget()
    target.take(target.stager().stage("a.html", b"a"))
    assert everything(tmp_path) == {}


# --- processes on other machines ----------------------------------------------------------------------------------


def publish_elsewhere(root: Path, site: Site, *, late: Site | None = None) -> Problems:
    """Put a site into place of which each file is written twice; then somebody writes what comes too late."""
    problems = Problems()
    with open_output(root, root / "site", problems) as target:
        assert target is not None
        stager = target.stager(is_shared=True)
        for path, data in site.items():
            lost, staged = (copy.deepcopy(stager).stage(path, data) for _ in range(2))
            assert (lost.fault, staged.fault) == (None, None)
            target.take(staged)
        zombie = copy.deepcopy(stager)
        zombie.stage("zombie.html", b"what no job gave back")
        target.commit()
    for path, data in (late or {}).items():
        assert isinstance(zombie.stage(path, data).fault, FileNotFoundError)
        with pytest.raises(UnseenFolderError):
            copy.deepcopy(stager).stage(path, data)
    return problems


@pytest.mark.parametrize("before", [OLD, NEW, FILES], ids=["old", "new", "others"])
@pytest.mark.parametrize("site", [NEW, FILES], ids=["new", "others"])
def test_a_job_that_is_done_twice_or_too_late_changes_nothing(before: Site, site: Site, tmp_path: Path) -> None:
    for root in (tmp_path / "one", tmp_path / "two"):
        root.mkdir()
        publish(root, before)
    assert list(publish(tmp_path / "one", site)) == []
    assert list(publish_elsewhere(tmp_path / "two", site, late=dict.fromkeys(site, b"late"))) == []
    assert everything(tmp_path / "two") == everything(tmp_path / "one")


def test_a_first_site_of_other_machines_is_that_of_one_process(tmp_path: Path) -> None:
    for root in (tmp_path / "one", tmp_path / "two"):
        root.mkdir()
    publish(tmp_path / "one", FILES)
    problems = Problems()
    with open_output(tmp_path / "two", tmp_path / "two/site", problems) as target:
        assert target is not None
        stager = target.stager(is_shared=True)
        for path, data in FILES.items():
            lost, staged = (copy.deepcopy(stager).stage(path, data) for _ in range(2))
            assert lost == staged == StagedFile(path)
            target.take(staged)
        target.commit()
    with pytest.raises(UnseenFolderError):
        copy.deepcopy(stager).stage("section/1/index.html", b"late")
    assert list(problems) == []
    assert everything(tmp_path / "two") == everything(tmp_path / "one")


def test_a_machine_on_which_another_folder_has_that_name_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    stager = SharedStager.within(DirectoryHandle(tmp_path / "site", "site"), is_new=True)
    (tmp_path / "site").rename(tmp_path / "moved")
    with pytest.raises(UnseenFolderError, match="No such file"):
        copy.deepcopy(stager).stage("a.html", b"a")
    (tmp_path / "site").mkdir()
    with pytest.raises(UnseenFolderError, match="it is another folder there"):
        copy.deepcopy(stager).stage("a.html", b"a")
    assert everything(tmp_path) == {}
