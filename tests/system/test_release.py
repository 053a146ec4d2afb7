"""`make release`: whole or not at all, the same bytes every time, and nothing that leaves this machine."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from subprocess import CompletedProcess
from typing import Final

import pytest
from support.archives import write
from support.checkout import ROOT
from support.waiting import PATIENCE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tools are scripts of a Unix shell")

NEEDED: Final = ("sitegen", "templates", "docs", "tools")
"""What a release is made of, but for the files at the top."""
IDENTITY: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "ana@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}


def run(folder: Path, *command: str) -> CompletedProcess[str]:
    known = {**os.environ, **IDENTITY}
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, timeout=PATIENCE, check=False)


def git(folder: Path, *arguments: str) -> str:
    done = run(folder, "git", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository that is ready for version 0.2.0."""
    root = tmp_path / "sitegen"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in NEEDED:
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for path in ROOT.iterdir():
        if path.is_file() and path.name != ".git":  # in a second work tree that is a file, and leads to the first
            shutil.copy(path, root)
    parts = {"CHANGELOG.md": "## 0.2.0 (unreleased)\n\n- More.\n\n", "docs/upgrading.md": "## 0.2.0\n\nNothing.\n\n"}
    for name, part in parts.items():
        text = (root / name).read_text(encoding="utf-8")
        write(root, {name: text.replace("## 0.1.0", f"{part}## 0.1.0", 1)})
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "All")
    return root


def test_a_release_is_committed_tagged_and_packed_with_checksums(checkout: Path) -> None:
    done = run(checkout, "tools/release", "0.2.0")
    assert (done.returncode, done.stderr) == (0, "")
    assert git(checkout, "log", "--format=%s").splitlines() == ["Release 0.2.0", "All"]
    assert git(checkout, "tag", "--points-at", "HEAD") == "v0.2.0\n"
    assert git(checkout, "status", "--porcelain") == ""
    assert re.search(r"^## 0\.2\.0 \(20\d\d-\d\d-\d\d\)$", (checkout / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    changed = git(checkout, "diff", "--name-only", "HEAD~").split()
    assert changed == ["CHANGELOG.md", "README.md", "docs/install.md", "sitegen/core/version.py"]
    for name in ("README.md", "docs/install.md"):
        text = (checkout / name).read_text(encoding="utf-8")
        assert ("sitegen-0.2.0-py3" in text, "0.1.0" in text) == (True, False)
    packed = {path.name: path.read_bytes() for path in (checkout / "dist").iterdir()}
    sums = packed.pop("SHA256SUMS").decode()
    assert packed.keys() == {"sitegen-0.2.0-py3-none-any.whl", "sitegen-0.2.0.tar.gz"}
    assert sums == "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(packed.items()))
    with zipfile.ZipFile(checkout / "dist/sitegen-0.2.0-py3-none-any.whl") as wheel:
        assert 'version__ = "0.2.0"' in wheel.read("sitegen/core/version.py").decode()


def state(checkout: Path) -> tuple[str, str, bool]:
    """All that a release may change."""
    return git(checkout, "rev-parse", "HEAD"), git(checkout, "tag"), (checkout / "dist").exists()


HOOK: Final = """
import secrets
from pathlib import Path
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

class Lot(BuildHookInterface):
    def initialize(self, version, build_data):
        Path(self.root, "sitegen/lot.py").write_text(f"LOT = {secrets.randbits(64)}")
"""


@pytest.mark.parametrize(
    ("version", "files", "told"),
    [
        ("", {}, "which version? make release VERSION=1.2.3"),
        ("0.2", {}, "which version? make release VERSION=1.2.3"),
        ("0.3.0", {}, 'CHANGELOG.md has no "## 0.3.0 (unreleased)"'),
        (
            "0.2.0",
            {"docs/upgrading.md": "# Upgrading\n"},
            'docs/upgrading.md has no "## 0.2.0": say there what changes',
        ),
        (
            "0.2.0",
            {"hatch_build.py": HOOK, "pyproject.toml": "\n[tool.hatch.build.hooks.custom]\n"},
            "sitegen-0.2.0-py3-none-any.whl is not the same when it is built again",
        ),
    ],
)
def test_where_anything_is_wrong_nothing_has_changed(
    checkout: Path, version: str, files: dict[str, str], told: str
) -> None:
    for name, text in files.items():
        before = (ROOT / name).read_text(encoding="utf-8") if name == "pyproject.toml" else ""
        write(checkout, {name: before + text})
    if files:
        git(checkout, "add", ".")
        git(checkout, "commit", "--quiet", "-m", "More")
    before_it = state(checkout)
    done = run(checkout, "tools/release", version)
    assert (done.returncode, done.stderr, state(checkout)) == (1, f"release: {told}\n", before_it)


def test_what_is_not_committed_is_in_no_release(checkout: Path) -> None:
    write(checkout, {"sitegen/more.py": "A = 1\n"})
    before = state(checkout)
    done = run(checkout, "tools/release", "0.2.0")
    assert (done.returncode, done.stderr) == (1, "release: there are changes that are not committed\n")
    assert state(checkout) == before


def test_a_version_is_released_once(checkout: Path) -> None:
    git(checkout, "tag", "v0.2.0")
    done = run(checkout, "tools/release", "0.2.0")
    assert (done.returncode, done.stderr) == (1, "release: there is a tag v0.2.0 already\n")


def test_each_version_of_the_changelog_says_how_to_upgrade_to_it() -> None:
    versions = re.findall(r"^## ([0-9.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = re.findall(r"^## ([0-9.]+)$", (ROOT / "docs/upgrading.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions == told != []
