"""docs/tutorial.md and docs/howto/: each command as it stands there, with what it prints, by the installed package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml
from support.archives import VOTE, write
from support.checkout import ROOT, absent
from support.walkthrough import STEP, Terminal, commands, followed, is_as_told, with_outputs

from sitegen.content.schema import KINDS, WrittenSite, keys_at

on_unix = pytest.mark.skipif(os.name == "nt", reason="programs are called otherwise")
TUTORIAL: Final = ROOT / "docs/tutorial.md"
ACCEPTS: Final = "SITEGEN_ACCEPT" in os.environ


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose command `sitegen` is that of a wheel, and not of this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheel = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(wheel, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    place = folder / "place"
    subprocess.run([*pip, "install", "--no-deps", "--target", str(place), str(made)], check=True, capture_output=True)
    path = os.pathsep.join([str(place / "bin"), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(place), "COLUMNS": "120"}


@on_unix
def test_whoever_follows_the_tutorial_sees_what_it_says(installed: dict[str, str], tmp_path: Path) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    steps = list(followed(text, Terminal(tmp_path, installed)))
    if ACCEPTS:
        TUTORIAL.write_text(with_outputs(text, steps), encoding="utf-8")
        return
    assert len(steps) > 8
    assert [(command, printed) for command, told, printed in steps if not is_as_told(told, printed)] == []
    site = tmp_path / "harbour/public"
    page = (site / "articles/ferry-vote/index.html").read_text(encoding="utf-8")
    assert "first-boat-is-empty" in page
    assert "the-gate" in page
    assert "Needs context" in (site / "corrections/index.html").read_text(encoding="utf-8")
    assert 'href="../../people/jonas-reed/"' in page


def test_every_block_of_the_tutorial_is_a_command_or_a_file() -> None:
    steps = STEP.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert [body for file, kind, body in steps if (kind == "console") == bool(file)] == []
    assert TUTORIAL.read_text(encoding="utf-8").count("```") == 2 * len(steps)


@pytest.mark.parametrize(
    ("told", "printed", "is_so"),
    [
        ("a …\n", "a b\n", True),
        ("a …\n", "a b\nc\n", False),
        ("a\n", "b\n", False),
        ("", "a\n", False),
        ("2 pages, 0.1 s\n", "2 pages, 11.3 s\n", True),
        ("2 articles, 0.1 s\n", "3 articles, 0.1 s\n", False),
        ("at http://127.0.0.1:8000/\n", "at http://127.0.0.1:8001/\n", True),
    ],
)
def test_what_is_printed_otherwise_is_seen(told: str, printed: str, *, is_so: bool) -> None:
    assert is_as_told(told, printed) is is_so


# --- how-tos ----------------------------------------------------------------------------------------------------------

HOW_TOS: Final = sorted((ROOT / "docs/howto").glob("*.md"))
RECORD: Final = re.compile(r"```yaml\n# content/(?:(\w+)s/)?[\w.-]+\n(.*?)```", re.DOTALL)
IN_GIT: Final = ROOT / "docs/howto/git.md"


@pytest.fixture
def shared(installed: dict[str, str], tmp_path: Path) -> Terminal:
    """A terminal in Anna's archive, to which she and, on the branch `ben`, Ben have added a claim, in one file."""
    if shutil.which("git") is None:
        absent("git is not installed")
    names = {f"GIT_{role}_{what}": "anna@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    terminal = Terminal(tmp_path, {**installed, **names, **settings})
    claims = tmp_path / "content/claims/bridge.yaml"

    def save(words: str, branch: str) -> None:
        terminal.type(f"git checkout --quiet {branch}")
        claims.write_text("- {id: old, claim: It stands.}\n" + words, encoding="utf-8")
        terminal.type("git add .")
        terminal.type("git commit --quiet --message change")

    write(tmp_path, {"seeds/vote.txt": VOTE, "content/claims/bridge.yaml": ""})
    terminal.type("git init --quiet --initial-branch main")
    save("", "-b main")
    save("- id: by-ben\n  claim: The piers were measured twice.\n", "-b ben")
    save("- id: by-anna\n  claim: The piers are sound.\n", "main")
    return terminal


@on_unix
def test_a_conflict_looks_as_the_how_to_shows_it(shared: Terminal) -> None:
    text = IN_GIT.read_text(encoding="utf-8")
    (block,) = (body for _, kind, body in STEP.findall(text) if kind == "console")
    steps = [(command, told, shared.type(command)) for command, told in commands(block)]
    if ACCEPTS:
        IN_GIT.write_text(with_outputs(text, steps), encoding="utf-8")
        return
    assert [(command, printed) for command, told, printed in steps if not is_as_told(told, printed)] == []
    in_the_file = (shared.folder / "content/claims/bridge.yaml").read_text(encoding="utf-8")
    assert in_the_file.partition("<")[2] in text
    assert in_the_file.count("\n") == 8


@pytest.mark.parametrize("path", HOW_TOS, ids=lambda path: path.stem)
def test_the_records_of_how_tos_have_keys_that_there_are(path: Path) -> None:
    found = RECORD.findall(path.read_text(encoding="utf-8"))
    for kind, text in found:
        model = KINDS[kind] if kind else WrittenSite
        assert set(yaml.safe_load(text)) - set(keys_at(model, ())) == set(), text
    assert found or path.stem == "git"
