"""The commands as people use them: what they make, print, and end with."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from archives import vote, write
from conftest import tree

Cli = Callable[..., CompletedProcess[str]]

LOST = "- id: lost\n  claim: It is unsafe.\n  article: vote\n  quote: the bridge is unsafe\n"
LOST_TOLD = (
    'content/claims/more.yaml:4:10: error[quote-not-found]: seeds/vote.txt has no words "the bridge is unsafe"\n'
    '  hint: did you mean "the bridge is safe" (line 3)? It has "safe" for "unsafe".\n'
)


def test_a_folder_of_texts_alone_is_an_archive(run_cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, {"seeds/Council Vote.txt": "Council votes\n\nIt was late.\n"})
    done = run_cli("build", "--strict", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<h1" in (root / "public/articles/council-vote/index.html").read_text(encoding="utf-8")


def test_a_build_tells_what_it_made(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--root", vote(tmp_path))
    assert done.returncode == 0
    words = done.stdout.split(", ")
    assert words[:3] == ["1 article", "1 mention", "1 passage"]
    assert words[4] == "no problems"
    pages = len(list((tmp_path / "public").rglob("*.html")))
    assert words[3] == f"{pages} pages"


def test_a_quiet_build_says_nothing(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--quiet", "--root", vote(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_failed_build_tells_why_and_leaves_the_site_as_it_was(run_cli: Cli, tmp_path: Path) -> None:
    run_cli("build", "--root", vote(tmp_path))
    before = tree(tmp_path / "public")
    done = run_cli("build", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (1, LOST_TOLD)
    assert done.stdout.endswith(" s\nNothing was published.\n")
    assert tree(tmp_path / "public") == before


def test_a_failed_first_build_makes_no_folder(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--root", vote(tmp_path, claims=LOST))
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "seeds"]


def test_keep_going_publishes_in_spite_of_a_lost_passage_and_says_so_on_its_page(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--keep-going", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (0, LOST_TOLD)
    page = (tmp_path / "public/claims/lost/index.html").read_text(encoding="utf-8")
    assert "assage not found in the article" in page
    assert "the bridge is unsafe" in page


def test_keep_going_does_not_publish_in_spite_of_an_unreadable_file(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    (root / "seeds/latin.txt").write_bytes(b"Caf\xe9\n\nclosed")
    done = run_cli("build", "--keep-going", "--root", root)
    assert done.returncode == 1
    assert not (root / "public").exists()


def test_warnings_fail_only_where_strictness_is_asked_for(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"seeds/scan.docx": "x"})
    assert run_cli("build", "--root", root).returncode == 0
    strict = run_cli("build", "--strict", "--root", root)
    assert strict.returncode == 1
    assert strict.stderr.startswith("seeds/scan.docx: warning[unknown-file]: ")


def test_a_check_tells_the_same_and_writes_nothing(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("check", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (1, LOST_TOLD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "seeds"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_holds_problems_and_figures_and_nothing_else_is_printed(
    run_cli: Cli, tmp_path: Path, command: str
) -> None:
    done = run_cli(command, "--json", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["problems"] == [
        {
            "severity": "error",
            "code": "quote-not-found",
            "message": 'seeds/vote.txt has no words "the bridge is unsafe"',
            "hint": 'did you mean "the bridge is safe" (line 3)? It has "safe" for "unsafe".',
            "file": "content/claims/more.yaml",
            "line": 4,
            "column": 10,
        }
    ]
    assert sorted(report["stats"]) == ["articles", "mentions", "pages", "passages", "problems", "seconds"]
    assert (report["stats"]["articles"], report["stats"]["problems"]) == (1, 1)


DRAFT = "- id: secret\n  claim: Not yet.\n  article: vote\n  quote: Nobody agreed\n  status: draft\n"


def test_drafts_are_in_no_file_unless_asked_for(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path, claims=DRAFT)
    run_cli("build", "--root", root)
    assert [path for path, data in tree(root / "public").items() if b"Not yet" in data or "secret" in path] == []
    run_cli("build", "--drafts", "--root", root)
    assert b"Not yet" in tree(root / "public")["claims/secret/index.html"]
    assert tree(root / "public")["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_the_base_url_of_the_command_line_wins(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"content/site.yaml": "base_url: https://example.org/\n"})
    run_cli("build", "--root", root, "--base-url", "https://example.net/archive")
    first = (root / "public/data/annotations.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["target"]["source"] == "https://example.net/archive/articles/vote/"
    assert b'href="/archive/static/' in tree(root / "public")["404.html"]


def test_any_number_of_processes_makes_the_same_site(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    for number in range(120):
        write(root, {f"seeds/more-{number}.txt": f"Vote {number}\n\nAna Reyes voted. Reyes left.\n"})
    sites = []
    for jobs in ("1", "2"):
        assert run_cli("build", "--root", root, "--output", tmp_path / jobs, "--jobs", jobs).returncode == 0
        sites.append(tree(tmp_path / jobs))
    assert len(sites[0]) > 120
    assert sites[0] == sites[1]


@pytest.mark.parametrize("output", [".", "..", "seeds", "content", "/", "", "content/public", "mine"])
def test_a_folder_that_holds_something_of_somebodys_is_refused(run_cli: Cli, tmp_path: Path, output: str) -> None:
    root = write(vote(tmp_path / "archive"), {"mine/letter.txt": "Dear."})
    before = tree(tmp_path)
    done = run_cli("build", "--output", output, cwd=root)
    assert done.returncode == 1
    assert "error[output-refused]: " in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path) == before


def test_a_file_that_was_removed_by_hand_comes_back(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    run_cli("build", "--root", root)
    before = tree(root / "public")
    (root / "public/people/ana-reyes/index.html").unlink()
    shutil.rmtree(root / "public/static")
    run_cli("build", "--root", root)
    assert tree(root / "public") == before


@pytest.mark.parametrize(
    "wrong",
    [["bild"], ["build", "--rot", "."], ["build", "--root", "no-such-folder"], ["build", "--jobs", "-1"], ["new"]],
)
def test_wrong_usage_ends_with_two(run_cli: Cli, tmp_path: Path, wrong: list[str]) -> None:
    done = run_cli(*wrong, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_no_archive(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--root", tmp_path)
    assert done.returncode == 1
    assert "error[no-archive]: " in done.stderr


def test_new_makes_an_archive_that_builds_strictly(run_cli: Cli, tmp_path: Path) -> None:
    made = run_cli("new", tmp_path / "mine")
    assert (made.returncode, made.stderr) == (0, "")
    built = run_cli("build", "--strict", "--root", tmp_path / "mine")
    assert (built.returncode, built.stderr) == (0, "")


def test_new_writes_over_nothing(run_cli: Cli, tmp_path: Path) -> None:
    write(tmp_path, {"mine/letter.txt": "Dear."})
    before = tree(tmp_path)
    done = run_cli("new", tmp_path / "mine")
    assert done.returncode == 1
    assert "error[output-refused]: " in done.stderr
    assert tree(tmp_path) == before


def test_schemas_are_written_for_every_kind_of_record(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("schema", "--output", tmp_path / "schemas")
    assert done.returncode == 0
    names = {path.name.removesuffix(".schema.json"): path for path in (tmp_path / "schemas").iterdir()}
    assert {"actor", "article", "claim", "note", "site", "topic"} <= set(names)
    for path in names.values():
        assert json.loads(path.read_text(encoding="utf-8"))["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_a_port_that_is_taken_is_told_in_one_line(run_cli: Cli, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_cli("serve", "--root", vote(tmp_path), "--port", str(port))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == f"error: port {port} is in use; give another one with --port\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the file system refuses nobody here")
def test_a_folder_that_cannot_be_written_is_told(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path / "archive")
    root.chmod(0o555)
    try:
        done = run_cli("build", "--root", root)
    finally:
        root.chmod(0o755)
    assert done.returncode == 1
    assert "error[unwritable-output]: " in done.stderr
