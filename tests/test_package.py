"""What somebody gets who installs the wheel: the command, and the theme with it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

THEME = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (path,) = folder.glob("sitegen-*.whl")
    return path


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_the_whole_theme_and_nothing_of_the_archive(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert {name.removeprefix("sitegen/theme/") for name in names if name.startswith("sitegen/theme/")} == THEME
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"sitegen"}
    assert [name for name in names if name.endswith(".pyc")] == []


def test_in_an_empty_environment_the_installed_command_makes_a_site(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    constraint = ("--constraint", str(ROOT / "requirements.lock"))
    _run(str(scripts / "python"), "-m", "pip", "install", "--quiet", *constraint, str(wheel), cwd=tmp_path)
    archive = tmp_path / "archive"
    _run(str(scripts / "sitegen"), "new", str(archive), cwd=tmp_path)
    _run(str(scripts / "sitegen"), "build", "--strict", "--root", str(archive), cwd=tmp_path)
    home = (archive / "public/index.html").read_text(encoding="utf-8")
    assert home.lower().startswith("<!doctype html>")
    assert {path.name for path in (archive / "public/static").rglob("*.css")} == {
        Path(name).name for name in THEME if name.endswith(".css")
    }
    assert list((archive / "public/articles").glob("*/index.html")) != []
