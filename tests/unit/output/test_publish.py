"""Publishing: whole or not at all, and nothing destroyed that is not ours."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import publish_process
from support.publish_process import NEW, OLD, TOUCHES, Site, many, publish
from support.waiting import PATIENCE

from sitegen.core.problems import Problems
from sitegen.files.atomic import is_within
from sitegen.output.publish import Changes, journal, marker, open_output, recover

OWN = {".sitegen-files", ".sitegen-journal", ".sitegen-journal.new", ".sitegen-stage"}
NEEDS_RIGHTS = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")


def files(folder: Path) -> Site:
    """Every file that readers can ask for."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name.partition("/")[0] not in OWN}


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder, ours and hidden ones included; None = a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def clean(tmp_path: Path, site: Site) -> dict[str, bytes | None]:
    """What a first build of the site gives."""
    root = tmp_path / "clean"
    root.mkdir()
    assert list(publish(root, site)) == []
    return everything(root / "site")


def messages(problems: Problems) -> list[str]:
    return [str(problem) for problem in problems]


def commit(root: Path, site: Site) -> Changes | None:
    with open_output(root, root / "site", Problems()) as target:
        assert target is not None
        for path, data in site.items():
            target.put(path, data)
        return target.commit()


def test_a_first_build_makes_the_folder_with_all_files_and_a_marker(tmp_path: Path) -> None:
    changes = commit(tmp_path, {"index.html": b"home", "b/index.html": b"b"})
    assert changes == Changes(("b/index.html", "index.html"), (), 0)
    assert everything(tmp_path) == {
        "site": None,
        "site/index.html": b"home",
        "site/b": None,
        "site/b/index.html": b"b",
        "site/.sitegen-files": (
            b"# sitegen output, format 1: the files of the build; no others are ever removed\n"
            b"b/index.html\nindex.html\n"
        ),
    }


def test_a_later_build_writes_and_removes_only_what_changed(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    kept = (tmp_path / "site/same.html").stat()
    changes = commit(tmp_path, NEW)
    assert changes == Changes(
        written=(
            "index.html",
            "new/deep/index.html",
            "people/was-file/index.html",
            "people/was-folder",
            "static/zoë.css",
        ),
        removed=(
            "gone/deep/er/index.html",
            "gone/deep/index.html",
            "people/was-file",
            "people/was-folder/index.html",
        ),
        unchanged=1,
    )
    after = (tmp_path / "site/same.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)


def test_a_later_build_equals_a_clean_one(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    publish(tmp_path, NEW)
    assert everything(tmp_path / "site") == clean(tmp_path, NEW)


def _build_that_raises(root: Path) -> None:
    with open_output(root, root / "site", Problems()) as target:
        assert target is not None
        target.put("index.html", b"new")
        raise ZeroDivisionError


def test_a_build_without_changes_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, NEW)
    calls: list[str] = []
    for name in ("write", "replace", "rename", "unlink", "mkdir", "rmdir"):
        monkeypatch.setattr(os, name, lambda *_, called=name, **__: calls.append(called))
    assert commit(tmp_path, NEW) == Changes((), (), len(NEW))
    assert calls == []


def test_without_commit_nothing_changes_and_nothing_is_left(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = everything(tmp_path)
    with open_output(tmp_path, tmp_path / "site", Problems()) as target:
        assert target is not None
        target.put("index.html", b"new")
    assert everything(tmp_path) == before


def test_a_first_build_without_commit_leaves_nothing(tmp_path: Path) -> None:
    with open_output(tmp_path, tmp_path / "a/b/site", Problems()) as target:
        assert target is not None
        target.put("index.html", b"new")
    assert everything(tmp_path) == {}


def test_an_exception_in_the_build_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = everything(tmp_path)
    with pytest.raises(ZeroDivisionError):
        _build_that_raises(tmp_path)
    assert everything(tmp_path) == before


def test_what_was_changed_or_deleted_by_hand_is_restored(tmp_path: Path) -> None:
    publish(tmp_path, NEW)
    (tmp_path / "site/index.html").write_bytes(NEW["index.html"].upper())
    (tmp_path / "site/new/deep/index.html").unlink()
    (tmp_path / "site/new/deep").rmdir()
    (tmp_path / "site/static/zoë.css").unlink()
    (tmp_path / "site/static/zoë.css").symlink_to(tmp_path / "elsewhere")
    changes = commit(tmp_path, NEW)
    assert changes == Changes(("index.html", "new/deep/index.html", "static/zoë.css"), (), 3)
    assert everything(tmp_path / "site") == clean(tmp_path, NEW)
    assert not (tmp_path / "elsewhere").exists()


def test_what_somebody_put_there_by_hand_stays(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "site/CNAME").write_bytes(b"archive.example")
    (tmp_path / "site/gone/mine.txt").write_bytes(b"mine")
    (tmp_path / "site/empty").mkdir()
    assert messages(publish(tmp_path, NEW)) == []
    assert files(tmp_path / "site") == NEW | {"CNAME": b"archive.example", "gone/mine.txt": b"mine"}
    assert (tmp_path / "site/empty").is_dir()


@pytest.mark.parametrize(
    ("mine", "found", "wanted"),
    [
        ("new/deep/index.html", "a file that sitegen did not make", "a page of the site"),
        ("new", "a file", "a folder of the site"),
        (
            "people/was-folder/mine.txt",
            "a file that sitegen did not make",
            'the file "people/was-folder" of the site',
        ),
    ],
)
def test_a_file_of_somebody_in_the_way_is_told_and_never_touched(
    tmp_path: Path, mine: str, found: str, wanted: str
) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "site" / mine).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "site" / mine).write_bytes(b"mine")
    before = everything(tmp_path)
    assert messages(publish(tmp_path, NEW)) == [
        (
            f'site: error[output-refused]: "{mine}" in it is {found}, and stands where {wanted} has to be\n'
            f'  hint: move "{mine}" away, and build again'
        )
    ]
    assert everything(tmp_path) == before


def test_an_empty_folder_of_somebody_in_the_way_of_a_file_is_told(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "site/people/was-folder/mine").mkdir()
    before = everything(tmp_path)
    assert [problem.code for problem in publish(tmp_path, NEW)] == ["output-refused"]
    assert everything(tmp_path) == before


def test_a_file_of_somebody_with_the_very_bytes_of_the_page_is_no_obstacle(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "site/new/deep").mkdir(parents=True)
    (tmp_path / "site/new/deep/index.html").write_bytes(NEW["new/deep/index.html"])
    assert messages(publish(tmp_path, NEW)) == []
    assert everything(tmp_path / "site") == clean(tmp_path, NEW)


def test_nothing_is_written_or_removed_through_a_link_in_the_output(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    outside = tmp_path / "outside"
    (tmp_path / "site/gone").rename(outside)
    (tmp_path / "site/gone").symlink_to(outside)
    (tmp_path / "site/new").symlink_to(outside)
    before = everything(outside)
    assert [problem.message for problem in publish(tmp_path, NEW)] == [
        '"new" in it is a link, and stands where a folder of the site has to be'
    ]
    (tmp_path / "site/new").unlink()
    assert messages(publish(tmp_path, NEW)) == []
    assert everything(outside) == before


def test_an_output_in_folders_that_are_not_there_yet_is_made(tmp_path: Path) -> None:
    with open_output(tmp_path, tmp_path / "a/b/site", Problems()) as target:
        assert target is not None
        target.put("index.html", b"home")
        target.commit()
    assert files(tmp_path / "a") == {
        "b/site/index.html": b"home",
        "b/site/.sitegen-files": marker.marker_bytes(["index.html"]),
    }


def test_an_empty_folder_as_a_mount_point_is_built_into(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/lost+found").mkdir()
    folder = (tmp_path / "site").stat().st_ino
    assert messages(publish(tmp_path, NEW)) == []
    assert (tmp_path / "site").stat().st_ino == folder
    assert files(tmp_path / "site") == NEW


# --- what is refused ------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with sources and a foreign folder; nothing in it may ever be lost."""
    root = tmp_path / "around/archive"
    for name in ("seeds/a.txt", "content/site.yaml", "templates/x.html", ".git/HEAD", "foreign/thesis.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    (root / "a-file").write_text("text", encoding="utf-8")
    (root / "link").symlink_to(root / "foreign")
    return root


@pytest.mark.parametrize(
    ("output", "file", "message"),
    [
        ("", '""', "the output folder has no name"),
        (".", ".", "the output folder has no name"),
        ("..", "..", '".." holds the archive'),
        ("../archive", ".", '"../archive" is the archive itself'),
        ("seeds", "seeds", '"seeds" would mix the site with the archive\'s "seeds"'),
        ("content", "content", '"content" would mix the site with the archive\'s "content"'),
        ("content/media", "content/media", '"content/media" would mix the site with the archive\'s "content"'),
        ("templates/x", "templates/x", '"templates/x" would mix the site with the archive\'s "templates"'),
        (".git", ".git", '".git" would mix the site with the archive\'s ".git"'),
        ("foreign", "foreign", '"foreign" holds "thesis.txt", and is not a folder that sitegen made'),
        ("a-file", "a-file", '"a-file" is a file'),
        ("/", "/", '"/" is no folder to build into'),
    ],
)
def test_a_folder_that_a_build_could_destroy_is_refused(
    archive: Path, monkeypatch: pytest.MonkeyPatch, output: str, file: str, message: str
) -> None:
    monkeypatch.chdir(archive)
    before = everything(archive.parent)
    problems = Problems()
    with open_output(archive, output, problems) as target:
        assert target is None
    (problem,) = problems
    expected_file = archive.parent.as_posix() if file == ".." else file
    assert (problem.code, problem.location.file, problem.message) == ("output-refused", expected_file, message)
    assert "choose another folder with --output" in problem.hint
    assert everything(archive.parent) == before


def test_home_is_refused(archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    problems = Problems()
    with open_output(archive, tmp_path / "home", problems) as target:
        assert target is None
    assert [problem.message for problem in problems] == [f'"{tmp_path}/home" is no folder to build into']


def test_a_link_as_output_is_refused(archive: Path) -> None:
    problems = Problems()
    with open_output(archive, archive / "link", problems) as target:
        assert target is None
    assert messages(problems) == [
        (
            f'link: error[output-refused]: "{archive}/link" is a symbolic link to "{archive}/foreign"\n'
            "  hint: give the folder it leads to with --output"
        )
    ]


def test_sources_that_are_links_are_protected_where_they_are(archive: Path, tmp_path: Path) -> None:
    (archive / "seeds").rename(tmp_path / "texts")
    (archive / "seeds").symlink_to(tmp_path / "texts")
    problems = Problems()
    with open_output(archive, tmp_path / "texts/site", problems) as target:
        assert target is None
    assert [problem.code for problem in problems] == ["output-refused"]


@pytest.mark.parametrize(
    "content",
    [b"", b"# something else\n", marker.marker_bytes(["index.html"]) + b"../../thesis.txt\n", b"\xff\xfe"],
)
def test_a_marker_that_is_damaged_lets_nothing_be_removed(archive: Path, content: bytes) -> None:
    (archive / "foreign/.sitegen-files").write_bytes(content)
    before = everything(archive)
    problems = Problems()
    with open_output(archive, archive / "foreign", problems) as target:
        assert target is None
    assert [problem.code for problem in problems] == ["output-refused"]
    assert everything(archive) == before


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        '{"sitegen journal": 2, "clear": [], "moves": [], "stale": []}',
        '{"sitegen journal": 1, "clear": [], "moves": [], "stale": ["../a-file"]}',
        '{"sitegen journal": 1, "clear": [], "moves": ["/etc/x"], "stale": []}',
        '{"sitegen journal": 1, "clear": [1], "moves": [], "stale": []}',
    ],
)
def test_a_journal_that_is_damaged_moves_nothing(archive: Path, words: str) -> None:
    (archive / "foreign/.sitegen-journal").write_text(words, encoding="utf-8")
    before = everything(archive)
    problems = Problems()
    assert not recover(archive, archive / "foreign", problems)
    assert [problem.code for problem in problems] == ["output-refused"]
    assert everything(archive) == before


def test_a_foreign_journal_cannot_write_through_a_link(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(tmp_path, OLD)
    (output / "out").symlink_to(archive)
    (output / ".sitegen-stage").mkdir()
    (output / ".sitegen-stage/0").write_text("evil", encoding="utf-8")
    plan = '{"sitegen journal": 1, "clear": ["out/a-file"], "moves": ["out/evil"], "stale": ["out/link"]}'
    (output / ".sitegen-journal").write_text(plan, encoding="utf-8")
    before = everything(archive)
    problems = Problems()
    assert not recover(tmp_path, output, problems)
    assert [problem.code for problem in problems] == ["unwritable-output"]
    assert everything(archive) == before


def test_a_folder_beside_the_output_that_is_not_ours_is_not_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".site.sitegen-new").mkdir()
    (tmp_path / ".site.sitegen-new/mine.txt").write_bytes(b"mine")
    before = everything(tmp_path)
    assert [problem.code for problem in publish(tmp_path, NEW)] == ["output-refused"]
    assert everything(tmp_path) == before


# --- kills and faults -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
@pytest.mark.parametrize("case", ["first", "later", "many"])
def test_a_kill_at_any_moment_leaves_a_whole_site_and_the_next_run_heals_it(tmp_path: Path, case: str) -> None:
    old: Site = {} if case == "first" else OLD
    new = NEW
    if case == "many":
        old, new = many(OLD, "old"), many(NEW, "new")
    kills = tmp_path / "kills"
    kills.mkdir()
    subprocess.run([sys.executable, publish_process.__file__, str(kills), case], check=True, timeout=PATIENCE)
    expected = clean(tmp_path, new)
    roots = sorted(kills.iterdir())
    sides = set()
    for root in roots:
        site = root / "site"
        is_moving = journal.is_waiting(site)
        left = files(site)
        assert all(data in (old.get(path), new.get(path)) for path, data in left.items())
        assert is_moving or left in (old, new)
        assert recover(root, site, Problems())
        assert files(site) == (new if is_moving else left)
        sides.add((is_moving, left == new))
        assert messages(publish(root, new)) == []
        assert everything(root) == {"site": None} | {f"site/{path}": data for path, data in expected.items()}
    assert len(roots) > 15
    assert sides >= {(False, False), (False, True)}
    assert case == "first" or (True, False) in sides


@pytest.mark.slow
def test_a_recovery_that_is_killed_itself_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, OLD)
    for number in range(2, 40):
        with monkeypatch.context() as context:
            _raise_at(context, "replace", number % 4 + 1, errno.EIO)
            publish(tmp_path, NEW if number % 2 else OLD)
        with monkeypatch.context() as context:
            _raise_at(context, "unlink", 1, errno.EIO)
            recover(tmp_path, tmp_path / "site", Problems())
        assert recover(tmp_path, tmp_path / "site", Problems())
        assert files(tmp_path / "site") in (OLD, NEW)


def _raise_at(context: pytest.MonkeyPatch, name: str, number: int, code: int) -> None:
    """Let the n-th call of a function of `os` fail."""
    function, calls = getattr(os, name), iter(range(1, 1_000_000))

    def call(*args: object, **options: object) -> object:
        if next(calls) == number:
            raise OSError(code, os.strerror(code))
        return function(*args, **options)

    context.setattr(os, name, call)


@pytest.mark.slow
@pytest.mark.parametrize("name", TOUCHES)
@pytest.mark.parametrize("start", ["first", "later"])
def test_a_fault_of_the_disk_at_any_moment_is_told_and_leaves_a_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: str
) -> None:
    old: Site = {} if start == "first" else OLD
    expected = clean(tmp_path, NEW)
    for number in range(1, 30):
        root = tmp_path / str(number)
        root.mkdir()
        if old:
            publish(root, old)
        before = everything(root)
        with monkeypatch.context() as context:
            _raise_at(context, name, number, errno.ENOSPC)
            problems = publish(root, NEW)
        assert {problem.code for problem in problems} <= {"unwritable-output"}
        if journal.is_waiting(root / "site"):
            assert ["finishes moving" in problem.hint for problem in problems] == [True]
            assert recover(root, root / "site", Problems())
            assert files(root / "site") == NEW
        elif len(problems):
            assert {path for path in everything(root) if "sitegen-" not in path} == {
                path for path in before if "sitegen-" not in path
            }
            assert files(root / "site") == old
        else:
            assert files(root / "site") == NEW
        assert messages(publish(root, NEW)) == []
        assert everything(root / "site") == expected


def test_a_full_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, OLD)
    before = everything(tmp_path)
    with monkeypatch.context() as context:
        _raise_at(context, "write", 1, errno.ENOSPC)
        problems = publish(tmp_path, NEW)
    assert messages(problems) == [
        (
            'site: error[unwritable-output]: cannot write "site/index.html": the disk is full\n'
            "  hint: free some space and build again; the published folder is as it was"
        )
    ]
    assert everything(tmp_path) == before


@NEEDS_RIGHTS
def test_a_folder_without_the_right_to_write_is_told_before_anything_moves(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = everything(tmp_path)
    (tmp_path / "site/static").chmod(0o555)
    assert [problem.code for problem in publish(tmp_path, NEW)] == ["unwritable-output"]
    (tmp_path / "site/static").chmod(0o755)
    assert everything(tmp_path) == before


def test_a_right_that_is_missing_is_told_before_anything_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, OLD)
    before = everything(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "static")
    assert messages(publish(tmp_path, NEW)) == [
        (
            'site: error[unwritable-output]: cannot write "site/static": permission denied\n'
            "  hint: give yourself the right to write there, or choose another --output; "
            "the published folder is as it was"
        )
    ]
    assert everything(tmp_path) == before


def test_every_page_is_whole_whenever_it_is_read(tmp_path: Path) -> None:
    sites = [{f"p/{n}/index.html": word * 20_000 for n in range(60)} for word in (b"a", b"bc")]
    whole = {data for site in sites for data in site.values()}
    publish(tmp_path, sites[0])
    seen, is_over = [], threading.Event()

    def read() -> None:
        while not is_over.is_set():
            seen.append((tmp_path / "site/p/59/index.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(1, 7):
        publish(tmp_path, sites[turn % 2])
    is_over.set()
    reader.join()
    assert set(seen) == whole


def test_two_builds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    problems = Problems()
    with (
        open_output(tmp_path, tmp_path / "site", Problems()) as first,
        open_output(tmp_path, tmp_path / "site", problems, patience=0.1) as second,
    ):
        assert first is not None
        assert second is None
    assert messages(problems) == [
        (
            'site: error[output-refused]: another sitegen is at work in "site" and has not finished\n'
            "  hint: wait for it, or end it, and build again"
        )
    ]
    assert messages(publish(tmp_path, NEW)) == []


# --- what a build may ask ---------------------------------------------------------------------------------------


def test_a_page_with_the_same_hash_is_kept_and_any_other_has_to_be_put(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": b"a", "b.html": b"b", "c.html": b"c"})
    (tmp_path / "site/b.html").write_bytes(b"x")
    (tmp_path / "site/c.html").unlink()
    with open_output(tmp_path, tmp_path / "site", Problems()) as target:
        assert target is not None
        kept = {
            path: target.keep_all({path: hashlib.sha256(path[:1].encode()).hexdigest()})
            for path in ("a.html", "b.html", "c.html", "d.html")
        }
        target.put("b.html", b"b")
        assert target.where("a.html").read_bytes() == b"a"
        assert target.where("b.html").read_bytes() == b"b"
        changes = target.commit()
    assert kept == {"a.html": True, "b.html": False, "c.html": False, "d.html": False}
    assert changes == Changes(("b.html",), (), 1)
    assert files(tmp_path / "site") == {"a.html": b"a", "b.html": b"b"}


@pytest.mark.parametrize(
    "path", ["", "/x", "../x", "a/../x", "a//x", "./x", "a/", "a\0b", ".sitegen-files", ".sitegen-stage/0"]
)
def test_a_path_that_leaves_the_site_is_never_taken(tmp_path: Path, path: str) -> None:
    with open_output(tmp_path, tmp_path / "site", Problems()) as target:
        assert target is not None
        with pytest.raises(ValueError, match="no path"):
            target.put(path, b"")


@pytest.mark.parametrize("pair", [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a", "a/b/c"), ("a/b/c", "a")])
def test_a_place_is_given_once(tmp_path: Path, pair: tuple[str, str]) -> None:
    with open_output(tmp_path, tmp_path / "site", Problems()) as target:
        assert target is not None
        target.put(pair[0], b"1")
        with pytest.raises(ValueError, match="a file"):
            target.put(pair[1], b"2")


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_files_and_folders_have_the_modes_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        publish(tmp_path, {"a/b.html": b"1"})
        publish(tmp_path, {"a/b.html": b"2", "c/d.html": b"3"})
    finally:
        os.umask(before)
    modes = {path: (tmp_path / "site" / path).stat().st_mode & 0o777 for path in ("", "a", "a/b.html", "c", "c/d.html")}
    assert modes == {"": 0o750, "a": 0o750, "a/b.html": 0o640, "c": 0o750, "c/d.html": 0o640}


_NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8)
_PATHS = st.lists(_NAMES, min_size=1, max_size=3).map("/".join).filter(is_within)


@given(st.sets(_PATHS))
def test_a_marker_gives_back_any_names(tmp_path_factory: pytest.TempPathFactory, paths: set[str]) -> None:
    folder = tmp_path_factory.mktemp("marker")
    (folder / marker.NAME).write_bytes(marker.marker_bytes(paths))
    assert marker.listed_files(folder) == paths


def _is_tree(paths: set[str]) -> bool:
    return not any(other.startswith(path + "/") for path in paths for other in paths)


_SITES = st.dictionaries(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join), st.binary(max_size=3), max_size=6
).filter(lambda site: _is_tree(set(site)))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(_SITES, min_size=2, max_size=4))
def test_the_last_of_any_builds_in_a_row_equals_a_clean_one(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Site]
) -> None:
    folder = tmp_path_factory.mktemp("row")
    for site in sites:
        assert messages(publish(folder, site)) == []
    assert everything(folder / "site") == clean(folder, sites[-1])
