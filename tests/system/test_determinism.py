"""The same archive is the same bytes: whenever, wherever, by whomever and with whatever Python it is built."""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from support.archives import write
from support.built_sites import made
from support.checkout import ROOT
from support.golden import tree
from support.incremental_archive import differences, quick_builds
from support.waiting import PATIENCE

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

FIRST = ROOT / "tests/sites/first_release"
LIKE = "---\ntitle: Much the same\ndate: 2024-03-12\ntopics: [{0}, Żak, zak’s, Straße]\n---\nWilla Moss saw Zoë Lund.\n"
ALIKE = {
    **{f"seeds/{folder}/{name}.md": LIKE.format(name) for folder, name in (("b", "y"), ("a", "z"), ("c", "x"))},
    **{f"content/actors/{name}.yaml": "name: Willa Moss\nmatch: pinned\n" for name in ("moss-b", "moss-a", "moss-c")},
    **{f"content/claims/{name}.yml": "claim: It is so.\narticle: x\n" for name in ("so-b", "so-a", "so-c")},
    **{f"content/notes/{name}.yml": "title: Of it.\nbody: B.\narticle: x\n" for name in ("of-b", "of-a", "of-c")},
    "content/actors/zoë-lund.yaml": "name: Zoë Lund\n",
    "content/pages/history.md": "---\ntitle: About\n---\nWords.\n",
}
"""Records that nothing but their ids puts in an order, and names that depend on an alphabet."""


def archive(root: Path) -> Path:
    """One of each kind of record, with each key that there is, and records that are all alike."""
    shutil.copytree(FIRST, root)
    return write(root, ALIKE)


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What every build has to give."""
    site = made(archive(tmp_path_factory.mktemp("site") / "archive"), {}, jobs=1)
    assert (site.is_done, site.told) == (True, [])
    return tree(site.folder)


# --- where, and by whom -----------------------------------------------------------------------------------------

SURROUNDINGS: dict[str, dict[str, str]] = {
    "an archivist in Turkey": {
        "PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8",
        "LANGUAGE": "tr", "USER": "ayşe", "LOGNAME": "ayşe", "HOME": "/nonexistent", "HOSTNAME": "kütüphane",
        "SOURCE_DATE_EPOCH": "1",
    },
    "a server without a locale": {
        "PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0",
        "USER": "nobody", "LOGNAME": "nobody", "COLUMNS": "20", "SOURCE_DATE_EPOCH": "4102444800",
    },
}  # fmt: skip


def by_command(root: Path, *options: str, python: str = sys.executable, **known: object) -> str:
    """What a build in a process of its own prints first; it has succeeded."""
    program = "import datetime, sitegen.cli; print(datetime.date.today().year, flush=True); sitegen.cli.main()"
    command = [python, "-c", program, "build", "--no-search", *options]
    given = {"cwd": root, "capture_output": True, "timeout": PATIENCE, **known}
    done = subprocess.run(command, check=False, **given)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return str(done.stdout.decode().split()[0])


@pytest.mark.parametrize("who", SURROUNDINGS)
def test_no_locale_zone_user_umask_or_folder_makes_a_difference(
    wanted: dict[str, bytes], tmp_path: Path, who: str
) -> None:
    root = archive(tmp_path / who / "Über uns")
    by_command(root, "--jobs", "2", env={**os.environ, **SURROUNDINGS[who]}, umask=0o077)
    assert differences(root / "public", wanted) == ""


@cache
def other_pythons() -> dict[str, str]:
    """Each other Python in which sitegen is installed, by `make test-all` or `make test`, with its path."""
    found = {}
    for path in sorted(ROOT.glob(".cache/venv-*/bin/python")):
        ask = "import sys, sitegen.cli; print('%d.%d.%d' % sys.version_info[:3])"
        done = subprocess.run([path, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            found[done.stdout.strip()] = str(path)
    found.pop("{}.{}.{}".format(*sys.version_info[:3]), None)
    return found


def test_every_python_makes_the_same_bytes(wanted: dict[str, bytes], tmp_path: Path) -> None:
    if not other_pythons():
        pytest.skip("no other Python has sitegen installed: `make test-all` does that for each that is found")
    for version, python in other_pythons().items():
        root = archive(tmp_path / version)
        by_command(root, python=python)
        assert differences(root / "public", wanted) == "", version


# --- in which order ---------------------------------------------------------------------------------------------


class Shuffled:
    """What a folder holds, in the order of a strange file system."""

    def __init__(self, entries: Iterator[os.DirEntry[str]], chance: random.Random) -> None:
        self._entries = list(entries)
        chance.shuffle(self._entries)
        self._rest = iter(self._entries)

    def __enter__(self) -> Shuffled:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._rest

    def __next__(self) -> os.DirEntry[str]:
        return next(self._rest)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def disordered(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes every folder be listed in another order, each time in another one: `disordered(1)`."""
    scandir, listdir = os.scandir, os.listdir

    def shuffle(seed: int) -> None:
        chance = random.Random(seed)

        def listed(*path: str) -> list[str]:
            return chance.sample(names := listdir(*path), len(names))

        monkeypatch.setattr(os, "scandir", lambda *path: Shuffled(scandir(*path), chance))
        monkeypatch.setattr(os, "listdir", listed)

    return shuffle


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_files_on_the_disk_makes_no_difference(
    wanted: dict[str, bytes], tmp_path: Path, disordered: Callable[[int], None], seed: int
) -> None:
    root = archive(tmp_path / "archive")
    disordered(seed)
    names = [path.name for path in (root / "content").iterdir()]
    assert names != sorted(names)
    assert differences(made(root, {}, jobs=1).folder, wanted) == ""


def test_nor_does_it_in_the_index_or_with_drafts(tmp_path: Path, disordered: Callable[[int], None]) -> None:
    one, other = archive(tmp_path / "one"), archive(tmp_path / "other")
    site = made(one, {}, search=True, drafts=True, jobs=1)
    assert (site.folder / "editors/index.html").is_file()
    disordered(4)
    again = made(other, {}, search=True, drafts=True, jobs=1)
    assert differences(again.folder, tree(site.folder)) == ""
    fingerprints = [json.loads(each.text("search/pagefind/fingerprint.json"))["made_of"] for each in (site, again)]
    assert fingerprints[0] == fingerprints[1]


def test_what_is_wrong_is_told_in_one_order(tmp_path: Path, disordered: Callable[[int], None]) -> None:
    roots = [tmp_path / name for name in "abc"]
    for root in roots:
        shutil.copytree(ROOT / "tests/sites/every-problem", root)
    wanted = made(roots[0], {}).told
    assert len(wanted) > 50
    for seed, root in enumerate(roots[1:]):
        disordered(seed)
        assert made(root, {}).told == wanted


def test_the_number_of_processes_makes_no_difference(wanted: dict[str, bytes], tmp_path: Path) -> None:
    assert differences(made(archive(tmp_path / "archive"), {}, jobs=3).folder, wanted) == ""


# --- when -------------------------------------------------------------------------------------------------------

CLOCK = """
import datetime, time

THEN = 4_102_401_600.0  # noon of the last day of 2099
real = datetime.datetime

class Moment(real):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(THEN, tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(THEN, datetime.timezone.utc).replace(tzinfo=None)

    today = now

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(THEN)

datetime.datetime, datetime.date = Moment, Day
time.time, time.time_ns = lambda: THEN, lambda: int(THEN) * 10**9
for name in ("gmtime", "localtime", "ctime"):
    setattr(time, name, lambda seconds=THEN, ask=getattr(time, name): ask(seconds))
time.asctime = lambda moment=None, ask=time.asctime: ask(moment or time.gmtime())
time.strftime = lambda form, moment=None, ask=time.strftime: ask(form, moment or time.gmtime())
"""
"""Where Python finds this as `sitecustomize`, all that it says of the time is of the year 2099."""


def test_no_clock_makes_a_difference(wanted: dict[str, bytes], tmp_path: Path) -> None:
    root = archive(tmp_path / "archive")
    write(tmp_path, {"clock/sitecustomize.py": CLOCK})
    path = os.pathsep.join(filter(None, (str(tmp_path / "clock"), os.environ.get("PYTHONPATH"))))
    assert by_command(root, env={**os.environ, "PYTHONPATH": path}) == "2099"
    assert differences(root / "public", wanted) == ""
    assert [path for path, data in tree(root / "public").items() if b"2099" in data or b"4102" in data] == []


def test_no_time_of_a_file_makes_a_difference(wanted: dict[str, bytes], tmp_path: Path) -> None:
    root = archive(tmp_path / "archive")
    for number, path in enumerate(sorted(root.rglob("*"), reverse=True)):
        os.utime(path, (number * 86_400, number * 86_400))
    assert differences(made(root, {}, jobs=1).folder, wanted) == ""


CLOCKS = {
    "time": {
        "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time",
        "clock_gettime", "localtime", "gmtime", "ctime", "asctime", "strftime",
    },
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}  # fmt: skip
CHANCE = {"random", "secrets", "uuid", "getpass", "socket", "platform", "locale"}
"""Modules whose answers are others each time, or on each machine."""
ASKED = {
    "engine/build_types.py: time.perf_counter",  # how long a stage took, for the terminal
    "engine/storage_build.py: time.perf_counter",  # how long an upload took, for the terminal
    "cli/progress.py: time.monotonic",  # how often a terminal is written to
    "files/lock.py: time.monotonic",  # how long another build is waited for
    "engine/cache/cache_folder.py: secrets",  # the name of a file below .sitegen/
    "output/publish/file_stager.py: secrets",  # the name of a file that is renamed when it is whole
    "files/work_sharing.py: secrets",  # the name of a file for workers
    "files/remote_jobs.py: time.monotonic",  # how long workers are waited for
    "files/remote_jobs.py: platform",  # whether a worker has the Python of this machine
    "engine/dask_executor.py: time.monotonic",  # how long a scheduler is waited for
}
"""Who may ask, and for what: nothing of it is in a page."""
AT_A_DESK = {"editor", "serve"}
"""They make no page: they answer an editor's browser."""


def asked(tree: ast.AST) -> Iterator[str]:
    """Every question to a clock, to chance or to the machine: `time.time`, `secrets`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr in CLOCKS.get(owner, ()):
                yield f"{owner}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in CLOCKS:
            yield from (f"{node.module}.{one.name}" for one in node.names if one.name in CLOCKS[node.module])
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None)]
        yield from (name for name in names if name in CHANCE)


def test_what_makes_pages_asks_no_clock_and_no_chance() -> None:
    package = ROOT / "sitegen"
    files = [path for path in sorted(package.rglob("*.py")) if path.relative_to(package).parts[0] not in AT_A_DESK]
    found = {
        f"{path.relative_to(package).as_posix()}: {what}"
        for path in files
        for what in asked(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == ASKED


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import time\ntime.time()", "time.time"),
        ("from time import monotonic", "time.monotonic"),
        ("from datetime import datetime\ndatetime.now()", "datetime.now"),
        ("import datetime\ndatetime.datetime.utcnow()", "datetime.utcnow"),
        ("import datetime\ndatetime.date.today()", "date.today"),
        ("import random", "random"),
        ("from uuid import uuid4", "uuid"),
    ],
)
def test_a_question_to_a_clock_is_seen_however_it_is_written(code: str, what: str) -> None:
    assert list(asked(ast.parse(code))) == [what]
