"""What `sitegen new` makes, asks and says: an archive that is whole from the first moment, or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import select
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml
from support.archives import write
from support.checkout import ROOT
from support.golden import tree
from support.waiting import PATIENCE

from sitegen.cli.new_command import KINDS
from sitegen.content import scaffold

Cli = Callable[..., CompletedProcess[str]]
unix = pytest.mark.skipif(os.name == "nt", reason="a terminal and a shell of Unix")


@pytest.fixture(scope="module")
def archives(run_cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A new archive of each kind, not in English, with an address."""
    folder = tmp_path_factory.mktemp("new")
    for kind in KINDS:
        options = (
            "--kind",
            kind,
            "--language",
            "de",
            "--base-url",
            "https://example.org/archive/",
            "--title",
            "Yes: # 'it'",
        )
        done = run_cli("new", folder / kind, *options)
        assert (done.returncode, done.stderr) == (0, "")
    return {kind: folder / kind for kind in KINDS}


def settings(archive: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((archive / "content/site.yaml").read_text(encoding="utf-8"))
    return found


def test_there_is_an_example_for_each_kind_and_no_other() -> None:
    starter = ROOT / "sitegen/content/starter"
    translated = {*scaffold.EXAMPLE_LANGUAGES} - {"en"}
    assert {path.name for path in starter.iterdir()} == {*KINDS, "common", *translated}
    for language in translated:
        assert {path.name for path in (starter / language).iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", {*scaffold.EXAMPLE_LANGUAGES} - {"en"})
def test_an_example_in_another_language_shows_what_the_english_one_does(kind: str, language: str) -> None:
    """As many records of each kind, with the same keys; which other names somebody has depends on the words, and
    verdicts that are not those built in have words, too."""

    def keys(found: dict[str, bytes]) -> list[tuple[str, list[str]]]:
        files = [name for name in found if name.startswith("content/") and name.endswith(".yaml")]
        records = [(Path(name).parts[1], yaml.safe_load(found[name])) for name in files]
        flat = [(folder, one) for folder, told in records for one in (told if isinstance(told, list) else [told])]
        return sorted((folder, sorted({*one} - {"aliases", "verdicts"})) for folder, one in flat)

    own, english = (scaffold.starter_files(scaffold.StarterChoices("A", tag, "", kind)) for tag in (language, "en"))
    assert keys(own) == keys(english)
    assert not {name for name in own if name.startswith(("content/", "seeds/"))} & {
        name for name in english if name.startswith("seeds/")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_builds_strictly_and_has_one_of_everything(
    run_cli: Cli, archives: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    done = run_cli("build", "--strict", "--json", "--root", archives[kind], "--output", tmp_path / "public")
    report = json.loads(done.stdout)
    assert (done.returncode, report["problems"], report["notices"]) == (0, [], [])
    made = {name: list((tmp_path / f"public/{name}").glob("*/index.html")) for name in ("people", "places", "topics")}
    assert [name for name, pages in made.items() if not pages] == []
    claims = [json.loads(line) for line in (tmp_path / "public/data/claims.jsonl").read_text("utf-8").splitlines()]
    assert [one["id"] for one in claims if not (one["verdict"] and one["review"] and one["reviewed_by"])] == []
    assert (tmp_path / "public/data/notes.jsonl").read_text("utf-8") != ""
    articles = [json.loads(line) for line in (tmp_path / "public/data/articles.jsonl").read_text("utf-8").splitlines()]
    assert [one["language"] for one in articles] == ["de", "de"]


def test_an_example_in_english_says_so_in_an_archive_of_another_language(run_cli: Cli, tmp_path: Path) -> None:
    for language, texts, note in (("fr", "en", True), ("de-AT", "de", False), ("en-GB", "en", False)):
        done = run_cli("new", tmp_path / language, "--language", language, "--kind", "edition")
        assert ("The example in it is in English, and its texts say so." in done.stdout) is note
        articles = yaml.safe_load(
            (tmp_path / language / "content/articles").glob("*.yaml").__next__().read_text("utf-8")
        )
        assert [one["language"] for one in articles] == [texts, texts]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_chosen_stands_in_the_settings(archives: dict[str, Path], kind: str) -> None:
    found = settings(archives[kind])
    chosen = {"title": "Yes: # 'it'", "language": "de", "base_url": "https://example.org/archive/"}
    assert {name: found[name] for name in chosen} == chosen
    assert (archives[kind] / "README.md").read_text(encoding="utf-8").startswith("# Yes: # 'it'\n")


def sitegen() -> list[str]:
    return [sys.executable, "-c", "from sitegen.cli import main; main()"]


# --- what is asked ----------------------------------------------------------------------------------------------


def test_without_a_terminal_the_defaults_are_taken_and_named(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("new", tmp_path / "fact-desk")
    assert (done.returncode, done.stderr) == (0, "")
    taken, made, *_ = done.stdout.splitlines()
    words = "--title 'Fact desk', --language en, --kind newsroom, no --base-url"
    assert taken == f"Taken, since nothing else was said: {words}."
    assert '"Fact desk", language en, without an address' in made
    found = settings(tmp_path / "fact-desk")
    assert (found["title"], found["language"], found.get("base_url")) == ("Fact desk", "en", None)


def test_where_all_is_said_nothing_is_taken(run_cli: Cli, tmp_path: Path) -> None:
    options = ("--title", "A", "--language", "fr", "--base-url", "https://example.org/", "--kind", "edition")
    done = run_cli("new", tmp_path / "a", *options)
    assert "Taken" not in done.stdout
    assert "for https://example.org/." in done.stdout


def on_terminal(folder: Path, *arguments: str, answers: str) -> tuple[int, str]:
    """What the command says on a terminal, and its exit status, where somebody types these answers."""
    import pty

    own, theirs = pty.openpty()
    command = [*sitegen(), "new", *arguments]
    process = subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    os.write(own, answers.encode())
    said = b""
    try:
        while select.select([own], [], [], PATIENCE)[0] and (part := os.read(own, 4096)):
            said += part
    except OSError:  # Linux tells the end so
        pass
    os.close(own)
    return process.wait(PATIENCE), said.decode().replace("\r\n", "\n")


@unix
def test_on_a_terminal_it_asks_for_what_is_not_said_and_again_for_what_will_not_do(tmp_path: Path) -> None:
    answers = "Unser Archiv\nGerman\nde\nexample.org\nhttps://example.org/schule/\nclub\nclassroom\n"
    status, said = on_terminal(tmp_path, "schule", answers=answers)
    assert status == 0, said
    assert "Title [Schule]: " in said
    assert '"German" is no language tag; did you mean "de"?' in said
    assert '"example.org" is no address of a site' in said
    assert "'club' is not one of 'newsroom', 'edition', 'classroom'." in said
    assert "Taken" not in said
    found = settings(tmp_path / "schule")
    assert (found["title"], found["language"], found["base_url"]) == (
        "Unser Archiv",
        "de",
        "https://example.org/schule/",
    )
    assert (tmp_path / "schule/seeds/sonnenblumen.txt").is_file()


@unix
def test_what_is_said_is_not_asked_and_enter_takes_what_is_proposed(tmp_path: Path) -> None:
    status, said = on_terminal(tmp_path, "ours", "--title", "Ours", "--kind", "edition", answers="\n\n")
    assert (status, "Title" in said, "Kind" in said) == (0, False, False)
    assert settings(tmp_path / "ours")["language"] == "en"


@unix
def test_who_stops_answering_gets_nothing(tmp_path: Path) -> None:
    status, _ = on_terminal(tmp_path, "ours", answers="Ours\n\x04")
    assert (status, list(tmp_path.iterdir())) == (1, [])


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("--language", "German"), 'did you mean "de"?'),
        (("--base-url", "example.org"), "is no address of a site"),
        (("--kind", "blog"), "'newsroom', 'edition', 'classroom'"),
        (("--title", " "), "a title is at least one word"),
        (("--base-url", "https://a:b@example.org/"), "password"),
    ],
)
def test_what_cannot_be_is_wrong_usage_and_nothing_is_written(
    run_cli: Cli, tmp_path: Path, wrong: tuple[str, str], words: str
) -> None:
    done = run_cli("new", tmp_path / "mine", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []


@unix
def test_a_folder_that_holds_something_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    write(tmp_path, {"mine/letter.txt": "Dear."})
    status, said = on_terminal(tmp_path, "mine", answers="")
    assert (status, said.startswith('mine: error[output-refused]: "mine" is not empty\n')) == (1, True)
    assert tree(tmp_path) == {"mine/letter.txt": b"Dear."}


def test_a_fresh_clone_of_an_empty_repository_is_free(run_cli: Cli, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path / "mine"], check=True)
    assert run_cli("new", ".", cwd=tmp_path / "mine").returncode == 0
    assert settings(tmp_path / "mine")["title"] == "Mine"


@pytest.mark.parametrize("count", [0, 1, 20])
@pytest.mark.parametrize("is_there", [True, False])
def test_where_writing_fails_nothing_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, count: int, *, is_there: bool
) -> None:
    folder = tmp_path / "a/b"
    if is_there:
        folder.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    write_new = scaffold._write_new
    written: list[Path] = []

    def full_after(path: Path, data: bytes, made: list[Path]) -> None:
        if len(written) == count:
            raise OSError(28, "No space left on device")
        written.append(path)
        write_new(path, data, made)

    monkeypatch.setattr(scaffold, "_write_new", full_after)
    problem = scaffold.create_archive(folder, scaffold.StarterChoices("A", "en", "", "newsroom"))
    assert problem is not None
    assert (problem.code, len(written)) == ("unwritable-output", count)
    assert sorted(tmp_path.rglob("*")) == before


# --- the command that it proposes -------------------------------------------------------------------------------


def proposed(said: str) -> list[str]:
    """The one indented line."""
    (line,) = (line for line in said.splitlines() if line.startswith("  "))
    return shlex.split(line)


@unix
def test_the_next_command_is_called_as_this_one_was(tmp_path: Path) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    script = tmp_path / ".venv/bin/sitegen"
    script.write_text(f"#!{sys.executable}\nfrom sitegen.cli import main\nmain()\n", encoding="utf-8")
    script.chmod(0o755)
    ways: tuple[tuple[list[str], Mapping[str, str]], ...] = (
        ([".venv/bin/sitegen"], os.environ),
        ([sys.executable, "-m", "sitegen"], os.environ),
        (["sitegen"], {**os.environ, "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}"}),
    )
    for number, (way, known) in enumerate(ways):
        (tmp_path / "my work").mkdir(exist_ok=True)
        command = [*way, "new", f"my work/{number}"]
        done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True, check=True)
        assert proposed(done.stdout) == [*way, "serve", "--root", f"my work/{number}", "--open"]
        again = subprocess.run(
            [*proposed(done.stdout), "--help"], cwd=tmp_path, env=known, capture_output=True, check=False
        )
        assert again.returncode == 0


# --- what a team gets -------------------------------------------------------------------------------------------


def test_an_editor_finds_the_schema_of_every_file_of_records(archives: dict[str, Path]) -> None:
    for archive in archives.values():
        found = json.loads((archive / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
        assert [name for name in found if not (archive / name).is_file()] == []
        matched = {path for patterns in found.values() for pattern in patterns for path in archive.glob(pattern)}
        assert matched == set(archive.glob("content/**/*.yaml"))
        for name, patterns in found.items():
            kind = Path(name).name.removesuffix(".schema.json")
            assert all(kind in pattern for pattern in patterns)


def test_what_builds_make_is_not_committed(run_cli: Cli, archives: dict[str, Path], tmp_path: Path) -> None:
    archive = Path(shutil.copytree(archives["newsroom"], tmp_path / "mine"))
    git(archive, "init", "--quiet")
    run_cli("build", "--root", archive)
    listed = git(archive, "ls-files", "--others", "--exclude-standard").stdout.splitlines()
    assert set(listed) == scaffold.starter_files(scaffold.StarterChoices("A", "de", "", "newsroom")).keys()


def git(folder: Path, *arguments: str, **known: str) -> CompletedProcess[str]:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity |= {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **identity, **known},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def on_path(tmp_path: Path) -> str:
    """PATH with a command `sitegen`."""
    script = tmp_path / "bin/sitegen"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\nfrom sitegen.cli import main\nmain()\n", encoding="utf-8")
    script.chmod(0o755)
    return f"{script.parent}{os.pathsep}{os.environ['PATH']}"


@unix
def test_the_hook_lets_pass_what_is_right_and_holds_back_what_is_not(
    archives: dict[str, Path], tmp_path: Path, on_path: str
) -> None:
    archive = Path(shutil.copytree(archives["edition"], tmp_path / "mine"))
    git(archive, "init", "--quiet")
    git(archive, "config", "core.hooksPath", ".githooks")
    git(archive, "add", ".")
    first = git(archive, "commit", "-m", "Begin", PATH=on_path)
    assert first.returncode == 0, first.stderr
    write(archive, {"seeds/new.txt": "A letter\n\nIt rained.\n", "content/notes/rain.yaml": NOTE})
    git(archive, "add", "content")
    forgotten = git(archive, "commit", "-m", "Note the rain", PATH=on_path)
    assert forgotten.returncode == 1
    assert "content/notes/rain.yaml:3:10: error[unknown-id]" in forgotten.stderr
    git(archive, "add", "seeds")
    assert git(archive, "commit", "-m", "Note the rain", PATH=on_path).returncode == 0


NOTE = "title: Rain\nbody: It is water.\narticle: new\nquote: It rained.\n"


@unix
def test_where_there_is_no_command_the_hook_says_so(archives: dict[str, Path], tmp_path: Path) -> None:
    archive = Path(shutil.copytree(archives["edition"], tmp_path / "mine"))
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "mktemp", "git", "rm"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    done = subprocess.run(
        ["sh", ".githooks/pre-commit"],
        cwd=archive,
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.startswith("pre-commit: there is no command sitegen")) == (1, True)


COMMAND = re.compile(r"sitegen (?:check|build) .*")


@unix
@pytest.mark.parametrize("name", [".github/workflows/publish.yml", ".gitlab-ci.yml"])
def test_the_commands_of_a_workflow_do_what_they_are_for(
    archives: dict[str, Path], tmp_path: Path, on_path: str, name: str
) -> None:
    archive = Path(shutil.copytree(archives["classroom"], tmp_path / "mine"))
    text = (archive / name).read_text(encoding="utf-8")
    yaml.safe_load(text)
    commands = COMMAND.findall(text)
    assert [words.split()[1] for words in commands] == ["check", "build"]
    known = {
        **os.environ,
        "PATH": on_path,
        "BASE_URL": "https://example.net/x",
        "CI_PAGES_URL": "https://example.net/x",
    }
    for words in commands:
        done = subprocess.run(["sh", "-c", words], cwd=archive, env=known, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert 'href="/x/static/' in (archive / "public/404.html").read_text(encoding="utf-8")


# --- which sitegen ----------------------------------------------------------------------------------------------

WHEEL = "./sitegen-0.1.0-py3-none-any.whl[all]"
COMMIT = {"vcs": "git", "commit_id": "8f1c2d"}


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (
            {"url": "https://example.org/sitegen.git", "vcs_info": COMMIT},
            "sitegen[all] @ git+https://example.org/sitegen.git@8f1c2d",
        ),
        (
            {"url": "https://example.org/s.whl", "archive_info": {"hashes": {"sha256": "ab12"}}},
            "sitegen[all] @ https://example.org/s.whl#sha256=ab12",
        ),
        ({"url": "https://example.org/s.whl", "archive_info": {}}, "sitegen[all] @ https://example.org/s.whl"),
        ({"url": "file:///home/ana/sitegen", "dir_info": {"editable": True}}, WHEEL),
        ({}, WHEEL),
    ],
)
def test_a_team_installs_the_sitegen_that_made_the_archive(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any], line: str
) -> None:
    """By what pip noted when it installed it (PEP 610)."""

    assert installed_from(monkeypatch, origin)["requirements.txt"].decode().splitlines()[-1] == line


def installed_from(monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any]) -> dict[str, bytes]:
    """The files of an archive that is made by a sitegen that pip installed from there."""

    class Installed:
        def read_text(self, name: str) -> str | None:
            return json.dumps(origin) if origin and name == "direct_url.json" else None

    monkeypatch.setattr(scaffold, "distribution", lambda _: Installed())
    monkeypatch.setattr(scaffold, "__version__", "0.1.0")
    return scaffold.starter_files(scaffold.StarterChoices("A", "en", "", "newsroom"))


def test_a_wheel_that_is_still_the_one_comes_into_the_archive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = tmp_path / "my files" / WHEEL.removeprefix("./").removesuffix("[all]")
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    sums: dict[str, Any] = {"hashes": {"sha256": hashlib.sha256(b"wheel").hexdigest()}}
    for noted in (sums, {}):  # not every installer notes the hash
        found = installed_from(monkeypatch, {"url": wheel.as_uri(), "archive_info": noted})
        assert (found[wheel.name], found["requirements.txt"].decode()) == (b"wheel", f"{WHEEL}\n")
    for changed in (b"another", None):
        wheel.write_bytes(changed) if changed else wheel.unlink()
        found = installed_from(monkeypatch, {"url": wheel.as_uri(), "archive_info": sums})
        assert wheel.name not in found
        assert found["requirements.txt"].decode().startswith("# Put the wheel that sitegen was installed from beside")


ANOTHERS = re.compile(r"\b(?:pip|pipx|tool) (?:install|inject) (?:-\S+ )*sitegen(?![\w\[-])")
"""A command that would bring the package of this name from the public index, which is another project's."""


def test_nobody_is_told_to_install_the_package_of_another_project() -> None:
    folders = ("docs", "sitegen/content/starter", "sitegen")
    files = [
        path for name in folders for path in (ROOT / name).rglob("*") if path.suffix in {".md", ".py", ".yml", ".txt"}
    ]
    told = {path.name for path in (*files, *ROOT.glob("*.md")) if ANOTHERS.search(path.read_text(encoding="utf-8"))}
    assert told == {"0042-how-one-begins.md"}  # which says so
    assert ANOTHERS.search("pipx install sitegen")
