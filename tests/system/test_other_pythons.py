"""Python as the system has it, which is another release than that of the environment: what is made there is the same.

`make test` prepares an environment for it (tools/system-python). And the Pythons that `make test-all` takes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from support.checkout import ROOT, absent
from support.golden import tree
from support.incremental_archive import differences
from support.waiting import PATIENCE

from sitegen.engine import Options, build

SYSTEM: Final = Path("/usr/bin/python3")
RELEASE: Final = "import sys; print(*sys.version_info[:3])"
SEED: Final = "seeds/bridge-count.md"


def release(python: Path) -> tuple[int, ...]:
    """Three numbers; none where there is no such Python."""
    if not python.is_file():
        return ()
    done = subprocess.run([python, "-c", RELEASE], capture_output=True, text=True, check=False)
    return tuple(map(int, done.stdout.split()))


@pytest.fixture(scope="module")
def system() -> Path:
    """The system's Python with sitegen."""
    found = release(SYSTEM)
    if found < (3, 11):
        pytest.skip("this system has no Python from 3.11 on")
    if found == sys.version_info[:3]:
        pytest.skip("all tests run on the system's Python")
    name = ".".join(map(str, found))
    python = ROOT / f".cache/venv-{name}/bin/python"
    if not python.is_file():
        absent(f"there is no environment for the system's Python {name} (see tools/system-python)")
    return python


def built(python: Path | str, root: Path, *options: str) -> dict[str, Any]:
    """What a strict build in a process of its own tells; it is done."""
    command = [python, "-c", "from sitegen.cli import main; main()", "build", "--strict", "--json", "--root", root]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, *options], env=known, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, "")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_fresh_clone_is_built_on_the_systems_python(system: Path, reference: Path, tmp_path: Path) -> None:
    """With a search, as `make build` does it."""
    root = tmp_path / "archive"
    for name in ("seeds", "content"):
        shutil.copytree(ROOT / name, root / name)
    report = built(system, root)
    assert (report["problems"], report["notices"]) == ([], [])
    assert differences(root / "public", tree(reference)) == ""
    index = "search/pagefind/fingerprint.json"
    made = [json.loads((site / index).read_text(encoding="utf-8"))["made_of"] for site in (root / "public", reference)]
    assert made[0] == made[1]


def test_edits_are_built_there_as_anywhere(system: Path, tmp_path: Path) -> None:
    """Built, edited, built again; then by both Pythons in turn, each of which finds what the other one left."""
    here, elsewhere = (Path(shutil.copytree(ROOT / "tests/sites/first_release", tmp_path / name)) for name in "ab")

    def build_both(*options: str, by: Path | str = system) -> None:
        report = built(by, here, *options)
        assert report["notices"] == []
        shutil.rmtree(elsewhere / ".sitegen", ignore_errors=True)
        wanted = build(Options(elsewhere, elsewhere / "public", strict=True, search=not options))
        counts = (wanted.stats.articles, wanted.stats.mentions, wanted.stats.passages, wanted.stats.pages)
        assert report["problems"] == [problem.as_json() for problem in wanted.problems]
        assert tuple(report["stats"][name] for name in ("articles", "mentions", "passages", "pages")) == counts
        assert differences(here / "public", tree(elsewhere / "public")) == ""

    def edit(text: str) -> None:
        for root in (here, elsewhere):
            with (root / SEED).open("a", encoding="utf-8") as file:
                file.write(f"\n{text}\n")

    edit("The river was low.")
    build_both("--no-search")
    edit("The river was high.")
    build_both("--no-search")
    edit("Nobody else did.")
    build_both(by=sys.executable)
    edit("The river was low again.")
    build_both()


# --- which Pythons are found ------------------------------------------------------------------------------------

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tools are scripts of a Unix shell")


def put_python(path: Path, known: str) -> Path:
    """Something that says of itself that it is this release, or too old for us."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{'exit 1' if known.startswith('3.10') else f'echo {known}'.replace('.', ' ')}\n")
    path.chmod(0o755)
    return path


def found(folder: Path, *options: str) -> list[str]:
    known = {"PATH": f"{folder / 'bin'}:{folder / 'more'}:/usr/bin:/bin", "PYENV_ROOT": str(folder / "pyenv")}
    command = ["bash", str(ROOT / "tools/find-python"), *options]
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_oldest_and_the_newest_patch_of_each_python_are_found_and_the_systems(tmp_path: Path) -> None:
    put_python(tmp_path / "bin/python3", "3.18.4")
    put_python(tmp_path / "more/python3", "3.18.10")
    put_python(tmp_path / "bin/python3.19", "3.19.0")
    for known in ("3.10.2", "3.18.2", "3.18.9", "3.18.4", "3.19.0"):
        put_python(tmp_path / f"pyenv/versions/{known}/bin/python3", known)
    every = found(tmp_path, "--all")
    made = [path for path in every if path.startswith(str(tmp_path))]
    wanted = ("pyenv/versions/3.18.2/bin/python3", "more/python3", "bin/python3.19")
    assert made == [str(tmp_path / path) for path in wanted]
    if release(SYSTEM) >= (3, 11):
        assert str(SYSTEM) in every
    assert found(tmp_path) == [str(tmp_path / "bin/python3")]


def test_the_systems_python_is_found_between_older_and_newer_ones(tmp_path: Path) -> None:
    known = release(SYSTEM)
    if known < (3, 11, 1):
        pytest.skip("no release that will do is older than the Python of this system")
    minor = "{}.{}".format(*known)
    others = [put_python(tmp_path / f"pyenv/versions/3.{patch}/bin/python3", f"{minor}.{patch}") for patch in (0, 999)]
    assert [path for path in found(tmp_path, "--all") if path in {*map(str, others), str(SYSTEM)}] == [
        str(others[0]),
        str(SYSTEM),
        str(others[1]),
    ]
