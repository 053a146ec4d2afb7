"""What somebody gets who installs sitegen: the command with its theme, and of other people's work what is locked."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.checkout import NPM, ROOT, absent
from support.waiting import PATIENCE

from sitegen import __version__
from sitegen.core.extras import MODULES

THEME = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: Final = PROJECT["project"]["optional-dependencies"]
BASE: Final = PROJECT["project"]["dependencies"]
OPTIONAL: Final = [one for extra in sorted(MODULES) for one in EXTRAS[extra]]
RUN: Final = [*BASE, *OPTIONAL]
BUILD: Final = PROJECT["build-system"]["requires"]
DEV: Final = EXTRAS["dev"]
SOAK: Final = EXTRAS["soak"]
DOCS: Final = EXTRAS["docs"]

ASKED: Final[dict[str, list[str]]] = {
    "requirements.lock": RUN,
    "requirements-build.lock": BUILD,
    "requirements-dev.lock": [*RUN, *BUILD, *DEV],
    "requirements-soak.lock": SOAK,
    "requirements-docs.lock": DOCS,
    "tools/requirements.lock": ["uv"],
}
"""Each lock, and what it was made for."""
PINNED: Final = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; (.+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")
SYSTEMS: Final = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}

NEEDED_ELSEWHERE: Final = {"cffi": ("pycparser",)}
"""What packages need in turn that are not installed here, since only another system needs them."""


class Pin(NamedTuple):
    """A line of a lock."""

    version: str
    marker: str
    hashes: str


def locked(name: str) -> dict[str, list[Pin]]:
    """The packages of a lock, of some several versions for different systems. Fails where it holds anything else."""
    head, _, body = (ROOT / name).read_text(encoding="utf-8").partition("\n\n")
    pins = list(PINNED.finditer(body))
    assert head.splitlines()[1:] == ["--only-binary :all:"]
    assert "".join(pin[0] for pin in pins) == body
    found: dict[str, list[Pin]] = {}
    for pin in pins:
        found.setdefault(pin[1], []).append(Pin(pin[2], pin[3] or "", pin[4]))
    return found


def environment(system: str, python: str) -> dict[str, str]:
    """What markers ask about, on another system."""
    here = {name: str(value) for name, value in default_environment().items()}
    return {**here, **SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.0"}


def needed(asked: Iterable[str], surroundings: dict[str, str]) -> Iterator[Requirement]:
    """What is asked for, and all that it needs in turn by the metadata of what is installed here."""
    waiting = [(Requirement(words), "") for words in asked]
    seen = set()
    while waiting:
        one, extra = waiting.pop()
        if (str(one), extra) in seen or (one.marker and not one.marker.evaluate({**surroundings, "extra": extra})):
            continue
        seen.add((str(one), extra))
        yield one
        try:
            more: Iterable[str] = distribution(one.name).requires or ()
        except PackageNotFoundError:  # only another system needs it
            more = NEEDED_ELSEWHERE.get(one.name, ())
        waiting += [(Requirement(words), name) for words in more for name in ("", *one.extras)]


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False, cwd=cwd
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- the package ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder))
    _run(sys.executable, "-m", "pip", "wheel", *options, str(ROOT))
    (path,) = folder.glob("sitegen-*.whl")
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in which nothing is installed."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    return folder


def scripts(folder: Path) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin")


def test_the_wheel_carries_the_whole_theme_and_nothing_of_the_archive(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert {name.removeprefix("sitegen/theme/") for name in names if name.startswith("sitegen/theme/")} == THEME
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"sitegen"}
    assert [name for name in names if name.endswith(".pyc")] == []


@pytest.mark.skipif(os.name == "nt", reason="the tools are scripts of a Unix shell")
@pytest.mark.parametrize("is_hashed", [True, False])
def test_a_file_is_not_installed_unless_it_has_a_hash_of_the_lock(
    wheel: Path, empty: Path, tmp_path: Path, *, is_hashed: bool
) -> None:
    version = __version__
    lock = tmp_path / "some.lock"
    lock.write_text(f"sitegen=={version}" + f" --hash=sha256:{'0' * 64}" * is_hashed, encoding="utf-8")
    command = ["bash", str(ROOT / "tools/install"), str(empty), str(lock)]
    surroundings = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent)}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=PATIENCE, check=False)
    sums = f"Expected sha256 {'0' * 64}\n             Got        {hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    refusal = sums if is_hashed else "Hashes are required in --require-hashes mode, but they are missing"
    assert (done.returncode, done.stdout) == (1, "")
    assert refusal in done.stderr
    assert "sitegen" not in _run(str(scripts(empty) / "python"), "-m", "pip", "list")


def test_in_an_empty_environment_the_installed_command_makes_a_site(wheel: Path, empty: Path, tmp_path: Path) -> None:
    install = (str(scripts(empty) / "python"), "-m", "pip", "install", "--quiet", "--no-compile")
    _run(*install, "--require-hashes", "--requirement", str(ROOT / "requirements.lock"), cwd=tmp_path)
    _run(*install, "--no-deps", str(wheel), cwd=tmp_path)
    archive = tmp_path / "archive"
    _run(str(scripts(empty) / "sitegen"), "new", str(archive), cwd=tmp_path)
    _run(str(scripts(empty) / "sitegen"), "build", "--strict", "--root", str(archive), cwd=tmp_path)
    home = (archive / "public/index.html").read_text(encoding="utf-8")
    assert home.lower().startswith("<!doctype html>")
    assert {path.name for path in (archive / "public/static").rglob("*.css")} == {
        Path(name).name for name in THEME if name.endswith(".css")
    }
    assert list((archive / "public/articles").glob("*/index.html")) != []
    # Nor does it take more than the base.
    _run(*install[:3], "uninstall", "--quiet", "--yes", *(Requirement(one).name for one in OPTIONAL), cwd=tmp_path)
    _run(str(scripts(empty) / "sitegen"), "build", "--strict", "--root", str(archive), "--output", "again", cwd=archive)
    assert (archive / "again/index.html").read_text(encoding="utf-8") == home
    assert (archive / "again/search/index.html").is_file()


def test_the_base_install_is_small() -> None:
    """Pagefind is a program, and on Windows there are time zones besides."""
    named = {Requirement(one).name for one in BASE if "win32" not in one} - {"pagefind"}
    assert len(named) <= 14


# --- what is locked ---------------------------------------------------------------------------------------------


def test_no_library_is_taken_that_is_newer_than_all_that_was_tried() -> None:
    """But for the zones of the world, which are data, and never too new."""
    open_ended = [one.name for one in map(Requirement, RUN) if not any(part.operator == "<" for part in one.specifier)]
    assert open_ended == ["tzdata"]


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_has_a_version_that_its_range_admits_of_all_that_is_asked_for(name: str) -> None:
    pins = locked(name)
    asked = [Requirement(words) for words in ASKED[name]]
    missed = [
        str(one)
        for one in asked
        if not any(one.specifier.contains(pin.version) for pin in pins[canonicalize_name(one.name)])
    ]
    assert missed == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("name", [name for name in ASKED if "tools" not in name])
def test_a_lock_holds_what_is_needed_on_each_system_and_no_more(name: str, system: str, python: str) -> None:
    if "docs" in name and find_spec("sphinx") is None:
        absent("what makes the documentation's website is not installed (see the Makefile)")
    here = environment(system, python)
    held = {
        one: pin.version
        for one, pins in locked(name).items()
        for pin in pins
        if not pin.marker or Marker(pin.marker).evaluate(here)
    }
    wanted = list(needed(ASKED[name], here))
    assert {canonicalize_name(one.name) for one in wanted} == held.keys()
    assert [str(one) for one in wanted if not one.specifier.contains(held[canonicalize_name(one.name)])] == []


def test_the_lock_for_developers_holds_the_same_files_as_the_other_two() -> None:
    dev = locked("requirements-dev.lock")
    others = {**locked("requirements.lock"), **locked("requirements-build.lock")}
    # What runs everywhere here, and there on Windows besides, has one more reason.
    assert {(name, pin.version, pin.hashes) for name in others for pin in dev[name]} == {
        (name, pin.version, pin.hashes) for name in others for pin in others[name]
    }


def test_the_lock_for_the_website_holds_the_same_files_as_that_for_developers() -> None:
    """Both are installed into one environment."""
    dev, docs = locked("requirements-dev.lock"), locked("requirements-docs.lock")
    both = dev.keys() & docs.keys()
    assert len(both) > 5
    assert {(name, pin.version, pin.hashes) for name in both for pin in docs[name]} == {
        (name, pin.version, pin.hashes) for name in both for pin in dev[name]
    }


# --- licences ---------------------------------------------------------------------------------------------------

ROW: Final = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", re.MULTILINE)
SAID_AS: Final = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD-3-Clause and Public-Domain": "BSD-3-Clause, parts in the public domain",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",  # python-dateutil, by its file LICENSE
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Public Domain, BSD License, GNU General Public License (GPL)": (
        "public domain, parts BSD-2-Clause and GPL-3.0-or-later"
    ),
}
"""Licences as metadata name them that were written before there were identifiers for it."""


def licence(name: str) -> str:
    """What an installed package is under, by its own metadata."""
    about: Any = distribution(name).metadata
    kinds = [words.rpartition(" :: ")[2] for words in about.get_all("Classifier", ()) if words.startswith("License")]
    said = about.get("License-Expression") or about.get("License") or ", ".join(kinds)
    if said in ("", "BSD", "BSD License", "Other/Proprietary License") or "\n" in said:
        files = [path.read_text(encoding="utf-8") for path in distribution(name).files or () if "LICENSE" in path.name]
        return _by_its_text(" ".join(" ".join(files).split()))
    return SAID_AS.get(said, said)


def _by_its_text(text: str) -> str:
    """Which licence it is where metadata do not say it, by the words that only one of them has."""
    if text.startswith("Apache License Version 2.0"):
        return "Apache-2.0"
    if text.startswith("MIT License"):
        return "MIT"
    return "BSD-3-Clause" if "Neither the name of" in text else "BSD-2-Clause"


def documented() -> dict[str, str]:
    """What docs/licences.md lists, and under which licence."""
    return {row[1]: row[2] for row in ROW.finditer((ROOT / "docs/licences.md").read_text(encoding="utf-8"))}


def test_each_locked_package_is_listed_with_the_licence_that_its_metadata_gives() -> None:
    listed, names = documented(), {name for lock in ASKED for name in locked(lock)}
    here = names & {canonicalize_name(one.metadata["Name"]) for one in distributions()}
    assert names - listed.keys() == set()
    assert {name: listed[name] for name in here} == {name: licence(name) for name in here}


def test_each_package_that_tests_take_from_npm_is_listed_with_its_licence() -> None:
    listed, names = documented(), json.loads((ROOT / "tools/package.json").read_text(encoding="utf-8"))["dependencies"]
    about = {name: NPM / name / "package.json" for name in names}
    here = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in about.items() if path.is_file()}
    assert names.keys() - listed.keys() == set()
    assert {name: listed[name] for name in here} == {name: one["license"] for name, one in here.items()}


def test_each_typeface_is_listed_and_goes_with_its_licence() -> None:
    fonts = ROOT / "templates/static/fonts"
    families = {path.name.partition("-latin")[0] for path in fonts.glob("*.woff2")}
    assert families == {path.name.removesuffix("-OFL.txt") for path in fonts.glob("*-OFL.txt")} != set()
    listed = {name.lower().replace(" ", "-"): licence for name, licence in documented().items()}
    assert {family: listed.get(family) for family in families} == dict.fromkeys(families, "OFL-1.1")
