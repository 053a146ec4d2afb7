"""What the benchmark measures of a program, and that it believes none that did not do its work."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
HELD = 60 * 2**20


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """A module of the benchmarks, by its name."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module


def told(*stages: tuple[str, float]) -> str:
    """What `--timings` prints."""
    return "".join(f"{name:<10}{seconds:>9.3f} s{10:>5.0f} %\n" for name, seconds in stages)


BEFORE = told(("look", 0.5), ("search", 2.0), ("render", 1.0), ("publish", 0.25), ("remember", 0.25))
LAST = told(("look", 0.5), ("render", 1.0), ("publish", 0.25), ("remember", 0.25), ("search", 2.0))


@pytest.mark.parametrize(
    ("said", "expected"),
    [(BEFORE, (2.75, 2.0, 5.0, False)), (LAST, (2.75, 2.0, 5.0, True)), (told(("look", 0.5)), (5.0, 0.0, 5.0, False))],
)
def test_the_index_is_no_part_of_the_time_until_the_pages_are_published(
    module: Callable[[str], ModuleType], said: str, expected: tuple[float, float, float, bool]
) -> None:
    run = module("watched").Run(5.0, 4.0, f"warning: seeds/a.md: something\n{said}")
    found = module("stages").published(run)
    assert (found.pages, found.index, found.whole, found.is_index_last) == expected


def test_a_program_that_tells_no_stages_is_not_measured(module: Callable[[str], ModuleType]) -> None:
    with pytest.raises(module("watched").FailedError, match="told no stages"):
        module("stages").published(module("watched").Run(5.0, 4.0, "notice: nothing"))


def test_sitegen_tells_the_stages_that_are_looked_for(
    module: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "archive/seeds").mkdir(parents=True)
    (tmp_path / "archive/seeds/one.md").write_text("---\ntitle: One\ndate: 2020-01-01\n---\n\nWords of it.\n")
    command = (*module("peers").sitegen().command, str(tmp_path / "out"))
    found = module("stages").stages(module("watched").run(command, tmp_path / "archive").said)
    assert {"look", "render", module("stages").INDEX, module("stages").PUBLISH} <= found.keys()


def test_what_is_timed_keeps_its_bytecode_and_finds_the_rest_of_the_environment(
    module: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("OTHER", "here")
    code = "import os, sys; print(sys.dont_write_bytecode, os.environ['OTHER'])"
    assert module("watched").run((sys.executable, "-c", code), tmp_path).said == "False here\n"


def test_processor_time_is_that_of_all_processes(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    code = f"import subprocess, sys; [subprocess.run([sys.executable, '-c', {busy!r}]) for _ in '12']"
    run = module("watched").run((sys.executable, "-c", code), tmp_path)
    assert 0.6 <= run.processor < run.seconds * 1.5


def test_a_failed_program_is_told_with_its_words(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    with pytest.raises(module("watched").FailedError, match="ended with 3: no such thing"):
        module("watched").run((sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"), tmp_path)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells")
def test_memory_is_that_of_all_processes_beside_that_of_the_largest(
    module: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    hold = f"import time; held = b'x' * {HELD}; time.sleep(1)"
    code = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; p.wait()"
    found = module("watched").memory((sys.executable, "-c", code), tmp_path)
    assert HELD < found.largest < 2 * HELD < found.together < 3 * HELD


WATCHER = """
import os, pathlib, time
pathlib.Path("process").write_text(str(os.getpid()))
for number in range(1, 1000):
    pathlib.Path("page").write_text(f"build {number}")
    print(f"Wrote {number} files", "[it] Watching…", sep=chr(10), flush=True)
    if pathlib.Path("stop").exists():
        raise SystemExit(4)
    time.sleep(0.05)
"""


def test_a_watching_program_is_timed_until_a_build_shows_the_edit(
    module: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    page, command = tmp_path / "page", (sys.executable, "-c", WATCHER)
    lines = {"ready": re.compile("Watching…"), "done": re.compile(r"^Wrote \d+ ", re.MULTILINE)}
    with module("watching").Watcher(command, tmp_path, **lines) as watcher:
        assert page.exists()
        wanted = int(page.read_text().split()[-1]) + 4
        saved: list[int] = []
        taken = watcher.seconds(lambda: saved.append(1), lambda: int(page.read_text().split()[-1]) >= wanted)
        assert saved == [1]
        assert taken > 0.1
        watcher.stop()
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / "process").read_text()), 0)
        watcher.start()
        with pytest.raises(module("watched").FailedError, match="--watch ended with 4"):
            watcher.seconds((tmp_path / "stop").touch, lambda: False)


GENERATOR = """
import pathlib, shutil, sys
output = pathlib.Path(sys.argv[-1])
is_first = not output.exists()
for seed in pathlib.Path("seeds").iterdir():
    page = output / "articles" / seed.stem / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    if is_first or {how!r} != "never":
        page.write_text(seed.read_text())
if is_first or {how!r} == "all":
    (output / "list").write_text(" ".join(seed.read_text() for seed in sorted(pathlib.Path("seeds").iterdir())))
index = output / "search/pagefind"
index.mkdir(parents=True, exist_ok=True)
(index / "entry").write_text(str(output))
print("publish       0.001 s    1 %")
"""


def edited(module: Callable[[str], ModuleType], folder: Path, how: str) -> tuple[Any, Any, list[str]]:
    """What is measured of two edits by a generator that makes its pages anew so."""
    peers, edits, files = module("peers"), module("edits"), module("site_files")
    program: Any = peers.Program("it", "1", files.ARCHIVE, (sys.executable, "-c", GENERATOR.format(how=how)))
    tool, site = peers.Tool(program, folder), edits.prepared(module("corpus").corpus(20), 2)
    tool.write(site)
    editing = module("edited").Editing(tool, [], lambda _: None)
    (row,), notes = editing.measure(site, {"word": edits.KINDS["word"]}, 2, is_checked=True)
    return row, editing.faults, notes


def test_a_build_has_to_equal_one_from_nothing(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    row, faults, _ = edited(module, tmp_path, "all")
    assert (len(row.ours), len(row.processor), row.files, faults) == (2, 2, [21, 21], [])
    (tmp_path / "other").mkdir()
    _, faults, notes = edited(module, tmp_path / "other", "pages")
    assert [fault.rpartition(": ")[2] for fault in faults] == ["`list` (1 in all).**"]
    assert faults[0] in notes


def test_a_build_has_to_show_the_edit(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    with pytest.raises(module("watched").FailedError, match="does not show what was edited"):
        edited(module, tmp_path, "never")


def test_ratios_are_medians_of_pairs(module: Callable[[str], ModuleType]) -> None:
    tables = module("tables")
    assert tables.times_as_long([1.0, 8.0, 3.0], [1.0, 2.0, 1.0]) == "3.00 ×"
    assert tables.in_seconds([]) == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("'--prefix=/usr' '--enable-optimizations'", "built with profile-guided optimization"),
        ("'--prefix=/usr'", "its options of building name no profile-guided optimization"),
        (None, "how it was built is not known"),
    ],
)
def test_it_is_told_how_python_was_built(
    module: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, given: str | None, words: str
) -> None:
    monkeypatch.setattr("sysconfig.get_config_var", {"CONFIG_ARGS": given}.get)
    assert module("tables").python().endswith(f", {words}")
