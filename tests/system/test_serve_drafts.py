"""A preview with drafts is made where nobody uploads it, and every build with drafts says last that it is one."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from support.archives import VOTE, vote, write
from support.golden import tree
from support.incremental_archive import differences
from support.preview_server import COMMAND, Server, ask, comes, save
from support.waiting import when

from sitegen.core.problems import Problems
from sitegen.engine import Options, build
from sitegen.output.publish import PREVIEW, open_output

Cli = Callable[..., "subprocess.CompletedProcess[str]"]

CANARY = "Canary-in-a-draft"
DRAFTS = {
    "seeds/secret.txt": f"{CANARY}\n\nNobody may read this yet. Ana Reyes neither.\n",
    "content/articles/secret.yaml": "seed: secret.txt\nstatus: draft\n",
    "content/claims/secret.yaml": f"claim: {CANARY} 2.\narticle: vote\nquote: Nobody agreed\nstatus: draft\n",
    "content/notes/secret.yaml": f"title: {CANARY} 3\nbody: B\narticle: vote\nquote: agreed\nstatus: draft\n",
    "content/pages/secret.md": f"---\ntitle: {CANARY} 4\nstatus: draft\n---\nWords.\n",
}
NOTE = {
    "article": "secret",
    "kind": "note",
    "id": None,
    "fields": {"title": "Written here", "body": "B"},
    "selection": {"words": "Nobody may read", "before": "", "after": ""},
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a draft of each kind."""
    return write(vote(tmp_path / "archive"), DRAFTS)


def preview(root: Path, *options: str) -> Server:
    return Server(root, program=(*COMMAND, str(root), *options)).started()


def told_of(folder: Path) -> list[str]:
    """The files that have the words of a draft."""
    return [path for path, data in tree(folder).items() if CANARY.encode() in data or "secret" in path]


# --- where it is made


def test_the_folder_that_is_uploaded_stays_as_it_was(run_cli: Cli, archive: Path) -> None:
    assert run_cli("build", "--root", archive).returncode == 0
    before = tree(archive / "public")
    server = preview(archive, "--drafts")
    assert CANARY in server.get("/articles/secret/")[2].decode()
    assert server.status("/editors/") == 200
    save(archive / "seeds/secret.txt", DRAFTS["seeds/secret.txt"].replace("Nobody", "Somebody"))
    assert comes(server, "/articles/secret/", "Somebody may read this")
    note = {**NOTE, "selection": {"words": "Somebody may read", "before": "", "after": ""}}
    assert ask(server, "save", note)[0] == 200
    assert comes(server, "/articles/secret/", "Written here")
    assert server.stop() == 0
    assert tree(archive / "public") == before
    assert told_of(archive / "public") == []
    assert "articles/secret/index.html" in told_of(archive / PREVIEW)


def test_without_a_published_folder_none_is_made(archive: Path) -> None:
    server = Server(archive, program=(*COMMAND, str(archive), "--drafts"))
    assert server.line() == (
        "With drafts: this site is made in .sitegen/preview, and what readers are to get stays as it is."
    )
    assert server.started().stop() == 0
    assert not (archive / "public").exists()


def test_a_preview_without_drafts_fills_the_published_folder_as_ever(run_cli: Cli, archive: Path) -> None:
    run_cli("build", "--drafts", "--root", archive)
    assert told_of(archive / "public") != []
    server = preview(archive)
    assert server.status("/articles/vote/") == 200
    assert server.stop() == 0
    assert told_of(archive / "public") == []
    assert not (archive / PREVIEW).exists()


def test_two_previews_at_once_show_each_its_own(archive: Path) -> None:
    with_drafts, without = preview(archive, "--drafts"), preview(archive)
    for number in range(3):
        words = f"Number {number} came."
        save(archive / "seeds/vote.txt", VOTE.replace("Nobody agreed.", f"Nobody agreed. {words}"))
        assert comes(with_drafts, "/articles/vote/", words)
        assert comes(without, "/articles/vote/", words)
    assert (with_drafts.status("/articles/secret/"), without.status("/articles/secret/")) == (200, 404)
    assert (with_drafts.stop(), without.stop()) == (0, 0)
    assert told_of(archive / "public") == []


def test_what_it_leaves_is_the_site_of_a_build_with_drafts(run_cli: Cli, archive: Path, tmp_path: Path) -> None:
    server = preview(archive, "--drafts")
    save(archive / "seeds/vote.txt", VOTE.replace("Mayor", "The worthy mayor"))
    assert comes(server, "/articles/vote/", "The worthy mayor")
    build_again = run_cli("build", "--drafts", "--keep-going", "--root", archive, "--output", tmp_path / "clean")
    assert build_again.returncode == 0
    wanted = tree(tmp_path / "clean")

    def is_same() -> bool:
        with suppress(FileNotFoundError):  # one of its files is just replaced
            return not differences(archive / PREVIEW, wanted)
        return False

    when(is_same)
    assert server.stop() == 0


def test_where_the_folder_is_deleted_the_next_build_makes_it_again(archive: Path) -> None:
    server = preview(archive, "--drafts")
    shutil.rmtree(archive / ".sitegen")
    save(archive / "seeds/vote.txt", VOTE.replace("Nobody agreed.", "Nobody agreed. Words."))
    assert comes(server, "/articles/vote/", "Nobody agreed. Words.")
    assert (archive / ".sitegen/.gitignore").is_file()
    assert server.stop() == 0


def test_git_is_told_that_it_is_nothing_to_commit(archive: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("needs git")
    subprocess.run([git, "init", "-q", str(archive)], check=True)
    server = preview(archive, "--drafts")
    assert server.stop() == 0
    found = subprocess.run(
        [git, "-C", str(archive), "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True
    )
    assert [line for line in found.stdout.splitlines() if ".sitegen" in line] == []
    assert "?? seeds/vote.txt" in found.stdout.splitlines()


@pytest.mark.parametrize("output", [PREVIEW, f"{PREVIEW}/more", ".sitegen", ".sitegen/other"])
def test_no_other_output_is_let_in_there(run_cli: Cli, archive: Path, output: str) -> None:
    assert preview(archive, "--drafts").stop() == 0
    before = tree(archive / PREVIEW)
    done = run_cli("build", "--root", archive, "--output", archive / output)
    assert done.returncode == 1
    assert "error[output-refused]" in done.stderr
    assert tree(archive / PREVIEW) == before


@pytest.mark.parametrize("output", ["public", ".sitegen/other", "seeds", ".sitegen"])
def test_no_other_place_is_taken_for_a_preview(archive: Path, output: str) -> None:
    problems = Problems()
    with open_output(archive, archive / output, problems, is_preview=True) as target:
        assert target is None
    assert [problem.code for problem in problems] == ["output-refused"]


@pytest.mark.parametrize("link", [".sitegen", PREVIEW])
def test_drafts_are_not_written_through_a_link(archive: Path, tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (archive / link).parent.mkdir(exist_ok=True)
    (archive / link).symlink_to(elsewhere)
    outcome = build(Options(archive, archive / PREVIEW, drafts=True, is_preview=True))
    assert [problem.code for problem in outcome.problems] == ["output-refused"]
    assert list(elsewhere.iterdir()) == []


def test_it_is_no_source(run_cli: Cli, archive: Path) -> None:
    assert preview(archive, "--drafts").stop() == 0
    done = run_cli("build", "--json", "--root", archive)
    assert json.loads(done.stdout)["stats"]["articles"] == 1
    assert told_of(archive / "public") == []


# --- what a build says


def last(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.splitlines()[-1] if done.stderr else ""


HELD = "public/ holds 4 drafts: build once more without --drafts before you publish"


def test_a_build_with_drafts_says_last_that_it_is_one(run_cli: Cli, archive: Path) -> None:
    options = ("build", "--root", archive)
    assert last(run_cli(*options, "--drafts")) == HELD
    assert last(run_cli(*options, "--drafts")) == HELD  # nothing changed
    save(archive / "seeds/vote.txt", VOTE.replace("Mayor", "The mayor"))
    assert last(run_cli(*options, "--drafts", "--quiet")) == HELD
    assert json.loads(run_cli(*options, "--drafts", "--json").stdout)["drafts"] == {
        "output": "public/",
        "count": 4,
        "message": HELD,
    }
    for more in ((), ("--quiet",), ("--json",)):
        done = run_cli(*options, *more)
        assert "draft" not in done.stderr
        assert more != ("--json",) or json.loads(done.stdout)["drafts"] is None
    assert told_of(archive / "public") == []


def test_a_quick_edit_of_a_draft_is_counted(run_cli: Cli, archive: Path) -> None:
    front = "---\ntitle: {}\nstatus: {}\n---\nWords of no account.\n"
    write(archive, {"seeds/more.md": front.format("More", "published")})
    options = ("build", "--root", archive, "--drafts", "--no-search")
    assert last(run_cli(*options)) == HELD
    save(archive / "seeds/more.md", front.format("More", "draft"))
    assert last(run_cli(*options)) == HELD.replace("4", "5")
    save(archive / "seeds/more.md", front.format("More", "draft").replace("Words", "More words"))
    assert last(run_cli(*options)) == HELD.replace("4", "5")


def test_a_build_that_failed_says_what_the_folder_still_holds(run_cli: Cli, archive: Path) -> None:
    run_cli("build", "--root", archive, "--drafts")
    save(archive / "content/actors/odd.yaml", "name: [\n")
    for more in ((), ("--drafts",)):
        done = run_cli("build", "--root", archive, *more)
        assert (done.returncode, last(done)) == (1, HELD)
    (archive / "content/actors/odd.yaml").unlink()
    assert run_cli("build", "--root", archive).stderr == ""
    save(archive / "content/actors/odd.yaml", "name: [\n")
    assert "draft" not in run_cli("build", "--root", archive, "--drafts").stderr


def test_without_a_draft_there_is_still_the_page_for_editors(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--drafts", "--root", vote(tmp_path), "--output", tmp_path / "out/site")
    assert last(done) == ("out/site/ holds the page for editors: build once more without --drafts before you publish")


def test_a_check_holds_nothing(run_cli: Cli, archive: Path) -> None:
    done = run_cli("check", "--drafts", "--json", "--root", archive)
    assert (json.loads(done.stdout)["stats"]["drafts"], done.stderr) == (4, "")
