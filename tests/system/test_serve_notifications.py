"""What open pages are told of a build, and what a build is told of the sources."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.archives import write
from support.preview_server import Server, declared_fields, heard, noticed, save
from support.waiting import PATIENCE

from sitegen.core.problems import Location, Problem
from sitegen.serve import BuildReport, watch
from sitegen.serve.build_runner import BuildNotice, BuildRunner
from sitegen.serve.notifications import MAX_SHOWN, Broadcaster, excerpt, make_notification
from sitegen.serve.watch import SourceWatcher

Json = dict[str, Any]

# --- over the network


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("archive")).started()
    yield server
    assert server.stop() == 0


def told_after(server: Server, words: str) -> Json:
    """What open pages are told of the build of content/x.yaml with these words."""
    file = server.root / "content/x.yaml"
    return heard(server, "/_sitegen/live", 2, lambda: save(file, words))[1]


def test_open_pages_are_told_the_problems_of_each_build_and_so_is_a_page_that_opens_later(server: Server) -> None:
    (first,) = heard(server, "/_sitegen/live", 1)
    assert (first["problems"], first["isDone"], first["fault"]) == ([], True, "")
    assert set(first) == declared_fields("BuildMessage")
    told = told_after(server, "one\ntwo: broken # here\nthree\nfour\n")
    assert (told["isDone"], told["news"], told["version"]) == (False, "", first["version"])
    assert (told["errors"], told["warnings"], told["unlisted"]) == (1, 0, 0)
    assert told["problems"] == [
        {
            "severity": "error",
            "code": "yaml-syntax",
            "message": "<b>broken</b> cannot be",
            "hint": "take <i>broken</i> away",
            "file": "content/x.yaml",
            "line": 2,
            "column": 6,
            "excerpt": [
                {"line": 1, "before": "", "words": "", "after": "one"},
                {"line": 2, "before": "two: ", "words": "broken", "after": " # here"},
                {"line": 3, "before": "", "words": "", "after": "three"},
            ],
        }
    ]
    (later,) = heard(server, "/_sitegen/live", 1)
    assert later == told
    mended = told_after(server, "mended")
    assert (mended["problems"], mended["isDone"], mended["build"] != told["build"]) == ([], True, True)


def test_a_warning_is_told_and_the_site_is_built(server: Server) -> None:
    told = told_after(server, "doubtful")
    assert [(one["severity"], one["code"]) for one in told["problems"]] == [("warning", "suspect-encoding")]
    assert told["isDone"]


@pytest.mark.parametrize(("words", "error"), [("crash", "ZeroDivisionError: crash"), ("panic", "PanicError: panic")])
def test_a_fault_of_ours_is_told_with_its_traceback(server: Server, words: str, error: str) -> None:
    told = told_after(server, words)
    lines = told["fault"].splitlines()
    assert (lines[0], lines[-1]) == ("Traceback (most recent call last):", error)
    assert (told["problems"], told["isDone"]) == ([], False)


def test_pages_are_told_whether_pages_or_only_style_sheets_changed_or_nothing(server: Server) -> None:
    told_after(server, "mended")
    files = [server.root / name for name in ("seeds/a.txt", "templates/a.css", "content/x.yaml")]
    told = [heard(server, "/_sitegen/live", 2, partial(save, file, "p { color: red }"))[1] for file in files]
    assert [one["news"] for one in told] == ["pages", "styles", ""]
    assert told[0]["version"] != told[1]["version"] == told[2]["version"]
    assert len({one["build"] for one in told}) == 3


# --- the lines of problems


@pytest.mark.parametrize(
    ("line", "column", "message", "parts"),
    [
        ("rolle: mayor", 1, 'there is no key "rolle" here', ("", "rolle", ": mayor")),
        ("rolle: mayor", 1, "there is no such key", ("", "rolle", ": mayor")),
        ('quote: "cut by halff"', 8, 'no words "cut by halff"', ('quote: "', "cut by halff", '"')),
        ("quote: cut by halff", 8, 'no words "cut by halff"', ("quote: ", "cut by halff", "")),
        ('quote: "cut by halff"', 8, "it is not there", ("quote: ", '"cut by halff"', "")),
        ("name: Budget: what", 13, "there is a colon", ("name: Budget", ":", " what")),
        ("topics: [traffic, bridges]", 19, "unknown", ("topics: [traffic, ", "bridges", "]")),
        ("halff and halff", 11, 'no "halff"', ("halff and ", "halff", "")),
        ("text", 5, "it ends too early", ("text", "", "")),
        ("text", 99, "it ends too early", ("text", "", "")),
        ("a bridge, a name", 0, '"bridge" is no name', ("a ", "bridge", ", a name")),
        ("a bridge, a name", 0, "this is no name", ("", "", "a bridge, a name")),
        ("x" * 200 + "here" + "y" * 300, 201, '"here"', ("…" + "x" * 90, "here", "y" * 180 + "…")),
        ("z" * 300, 1, "too long", ("", "z" * 200, "z" * 100)),
    ],
)
def test_of_a_line_the_words_concerned_stand_apart(
    line: str, column: int, message: str, parts: tuple[str, str, str]
) -> None:
    problem = Problem(Location("content/x.yaml", 1, column), "bad-value", message)
    (shown,) = excerpt([line], problem)
    assert (shown["before"], shown["words"], shown["after"]) == parts


def problem(file: str, line: int = 1, code: str = "bad-value") -> Problem:
    return Problem(Location(file, line), code, "it is wrong")


@pytest.mark.parametrize(
    "file",
    ["content/link.yaml", "content/../../secret.yaml", "/etc/hostname", "content", "none.yaml", "a\0b", "content/big"],
)
def test_no_line_is_read_of_what_is_no_file_of_the_archive(tmp_path: Path, file: str) -> None:
    root = write(tmp_path / "root", {"content/big": "x\n" * 2_000_001})
    write(tmp_path, {"secret.yaml": "secret"})
    (root / "content/link.yaml").symlink_to(tmp_path / "secret.yaml")
    (told,) = make_notification(root, [problem(file)], is_done=False).problems
    assert told["excerpt"] == []


def test_lines_are_counted_as_editors_count_them_and_what_is_no_text_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    (write(tmp_path, {"content/x.yaml": ""}) / "content/x.yaml").write_bytes(b"\xef\xbb\xbfone\r\ntwo\xff\x0c\rthree\n")
    problems = [problem("content/x.yaml", line) for line in range(5)]
    lines = [
        [row["line"] for row in one["excerpt"]] for one in make_notification(tmp_path, problems, is_done=False).problems
    ]
    assert lines == [[], [1, 2], [1, 2, 3], [2, 3], []]
    (one,) = make_notification(tmp_path, problems[2:3], is_done=False).problems
    assert [row["after"] for row in one["excerpt"]] == ["one", "two\ufffd\x0c", "three"]


def test_errors_are_told_before_warnings_and_of_very_many_the_first_with_the_number_of_the_others(
    tmp_path: Path,
) -> None:
    warnings = [
        Problem(Location("a.yaml", line), "unknown-file", f"{line // 2} is wrong") for line in range(2 * MAX_SHOWN)
    ]
    told = make_notification(tmp_path, [*warnings, problem("b.yaml"), problem("c.yaml")], is_done=False)
    assert [one["file"] for one in told.problems[:3]] == ["b.yaml", "c.yaml", "a.yaml"]
    assert told.problems[2]["message"] == "0 is wrong (2 places): also a.yaml:1"
    assert (len(told.problems), told.errors, told.warnings, told.unlisted) == (MAX_SHOWN, 2, 2 * MAX_SHOWN, 4)


def test_notes_are_told_last_and_counted_apart(tmp_path: Path) -> None:
    some = [problem("a.md", 1, "foreign-key"), problem("b.md", 1, "unknown-file"), problem("c.md", 1, "bad-id")]
    told = make_notification(tmp_path, some, is_done=True)
    assert [one["severity"] for one in told.problems] == ["error", "warning", "note"]
    assert (told.errors, told.warnings, told.notes) == (1, 1, 1)


# --- what a build is given, and what it did


def built(builder: BuildRunner) -> BuildNotice:
    return asyncio.run(asyncio.wait_for(builder.build(), PATIENCE))


def test_a_build_is_given_what_changed_since_the_last_one_that_was_done(tmp_path: Path) -> None:
    given: list[frozenset[Path] | None] = []
    results = iter([True, True, False, True, False, False, True, True])

    def rebuild(changed: frozenset[Path] | None) -> BuildReport:
        given.append(changed)
        return BuildReport(next(results))

    builder = BuildRunner(tmp_path, tmp_path / "public", rebuild)
    a, b = frozenset({tmp_path / "a"}), frozenset({tmp_path / "b"})
    built(builder)
    for changed in (a, a, b, a, None, b, a):
        builder.note(changed)
        built(builder)
    assert given == [None, a, a, a | b, a, None, None, a]


def test_until_a_build_is_done_for_the_first_time_and_after_a_fault_all_has_to_be_built(tmp_path: Path) -> None:
    given: list[frozenset[Path] | None] = []
    results: Iterator[bool | type[MemoryError]] = iter([MemoryError, False, True, True, MemoryError, True])

    def rebuild(changed: frozenset[Path] | None) -> BuildReport:
        given.append(changed)
        result = next(results)
        if isinstance(result, bool):
            return BuildReport(result)
        raise result

    builder = BuildRunner(tmp_path, tmp_path / "public", rebuild)
    a = frozenset({tmp_path / "a"})
    faults = []
    for _ in range(6):
        faults.append(built(builder).notification.fault.rpartition("\n")[2])
        builder.note(a)
    assert faults == ["MemoryError", "", "", "", "MemoryError", ""]
    assert given == [None, None, None, a, a, None]


def test_the_files_that_differ_are_found_unless_the_build_tells_them(tmp_path: Path) -> None:
    public = tmp_path / "public"
    acts: list[Callable[[], object]] = [
        lambda: write(public, {"a.html": "one", "b/c.css": "one", ".marker": "one"}),
        lambda: None,
        lambda: write(public, {"a.html": "two", ".marker": "two", ".stage/0": "two"}),
        (public / "b/c.css").unlink,
        lambda: write(public, {"b/d.css": "new"}),
    ]
    told: list[frozenset[str] | None] = [None, None, None, None, frozenset({"x.css", "y.css"})]
    steps = iter(zip(acts, told, strict=True))

    def rebuild(_: object) -> BuildReport:
        act, changed = next(steps)
        act()
        return BuildReport(is_done=True, changed=changed)

    builder = BuildRunner(tmp_path, public, rebuild)
    results = [built(builder) for _ in acts]
    assert [sorted(one.changed) for one in results] == [
        ["a.html", "b/c.css"],
        [],
        ["a.html"],
        ["b/c.css"],
        ["x.css", "y.css"],
    ]
    assert [one.style_sheets() for one in results] == [(), (), (), ("b/c.css",), ("x.css", "y.css")]


# --- what was saved by the editor


def unbuilt(told: Broadcaster) -> list[str]:
    return json.loads(told._message(""))["unbuilt"]


def test_what_was_saved_waits_for_a_build_that_began_after_it() -> None:
    told, one, other = Broadcaster(), Path("/a/one"), Path("/a/other")
    told.await_build(one, "one")
    begun = told.awaited(frozenset({one}))
    told.await_build(other, "other")
    told.await_build(one, "one")  # again, while that build runs
    told.forget(begun)
    assert unbuilt(told) == ["one", "other"]
    told.forget(told.awaited(frozenset({one})))
    assert unbuilt(told) == ["other"]
    told.forget(told.awaited(None))
    assert unbuilt(told) == []


def test_what_the_preview_wrote_itself_is_told_of_once(archive: Path) -> None:
    async def wait() -> list[frozenset[Path] | None]:
        changes = SourceWatcher(archive, archive / "public")
        watching = asyncio.create_task(changes.watch())
        await asyncio.wait_for(changes.begun(), PATIENCE)
        bursts = []
        write(archive, {"content/c.yaml": "saved"})
        changes.note_saved(archive / "content/c.yaml")
        bursts.append(await asyncio.wait_for(changes.next_burst(), PATIENCE))
        write(archive, {"seeds/a.txt": "other"})
        bursts.append(await asyncio.wait_for(changes.next_burst(), PATIENCE))
        write(archive, {"content/c.yaml": "by somebody else"})
        bursts.append(await asyncio.wait_for(changes.next_burst(), PATIENCE))
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        return bursts

    c, a = archive / "content/c.yaml", archive / "seeds/a.txt"
    assert asyncio.run(wait()) == [{c}, {a}, {c}]


# --- what is noticed


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path, {"seeds/a.txt": "a", "content/claims/b.yaml": "b", "content/c.yaml": "c"})


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_changes_are_noticed_in_an_archive_whose_name_is_no_text(tmp_path: Path) -> None:
    root = write(tmp_path / os.fsdecode(b"\xff"), {"seeds/a.txt": "a"})
    assert noticed(root, lambda: write(root, {"seeds/a.txt": "other"})) == {root / "seeds/a.txt"}


@pytest.mark.parametrize("is_polling", [False, True])
def test_the_files_that_were_written_or_saved_by_renaming_are_known(archive: Path, is_polling: bool) -> None:
    def save() -> None:
        write(archive, {"seeds/a.txt": "other", "content/claims/new.yaml": "new", "content/claims/.b.tmp": "other"})
        (archive / "content/claims/.b.tmp").replace(archive / "content/claims/b.yaml")

    names = ("seeds/a.txt", "content/claims/b.yaml", "content/claims/new.yaml")
    assert noticed(archive, save, is_polling=is_polling) == {archive / name for name in names}


@pytest.mark.parametrize("is_polling", [False, True])
@pytest.mark.parametrize(
    "act",
    [
        lambda root: (root / "content/c.yaml").unlink(),
        lambda root: (root / "content/c.yaml").rename(root / "content/d.yaml"),
        lambda root: (root / "content/claims").rename(root / "content/others"),
        lambda root: (root / "content").rename(root / "other"),
        lambda root: write(root, {"templates/a.css": "new"}),
        lambda root: write(root, {f"seeds/{number}.txt": "new" for number in range(4)}),
    ],
    ids=["deleted", "moved", "folder moved", "source folder gone", "source folder came", "very many"],
)
def test_where_it_is_not_sure_which_files_changed_nothing_is_claimed(
    archive: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], object], is_polling: bool
) -> None:
    monkeypatch.setattr(watch, "_MAX_KNOWN", 3)
    changed = noticed(archive, lambda: act(archive), is_polling=is_polling)
    # Who looks sees what came with a new folder.
    assert changed is None or (is_polling and changed == {archive / "templates/a.css"})


def test_two_saves_within_a_second_are_noticed_by_looking(archive: Path) -> None:
    second = 1_600_000_000
    os.utime(archive / "seeds/a.txt", ns=(0, second * 10**9 + 1))
    changed = noticed(archive, lambda: os.utime(archive / "seeds/a.txt", ns=(0, second * 10**9 + 2)), is_polling=True)
    assert changed == {archive / "seeds/a.txt"}


def test_where_the_system_allows_no_watch_files_are_looked_at(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watch, "awatch", refuse)
    noticed_first = noticed(archive, lambda: write(archive, {"seeds/a.txt": "other"}))
    assert noticed_first is None or noticed_first == {archive / "seeds/a.txt"}


def test_the_environment_may_ask_for_looking(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("files are to be looked at")

    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    monkeypatch.setattr(watch, "awatch", refuse)
    assert noticed(archive, lambda: write(archive, {"seeds/a.txt": "other"})) == {archive / "seeds/a.txt"}
