"""No call that only one system has: the types of the standard library for Windows and macOS know which those are.

That each way is taken on its system is tried there alone; here is held that no other way is left.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from support.checkout import ROOT
from support.waiting import PATIENCE

GUARDED: Final = {
    "win32": {
        ("sitegen/engine/cache/blob_store.py", "pread"),
        ("sitegen/files/splicing.py", "copy_file_range"),
        ("sitegen/files/splicing.py", "sendfile"),
        ("sitegen/serve/shutdown.py", "SIG_BLOCK"),
    },
    "darwin": {("sitegen/files/splicing.py", "copy_file_range")},
}
"""For each system what it lacks, and is only called where `hasattr` or the name of the system says that it is there."""

ABSENT: Final = re.compile(r'^(?P<file>[^:]+):\d+: error: Module has no attribute "(?P<name>\w+)"')


@functools.cache
def that_may_call_such() -> list[str]:
    """The files that import a module of the standard library whose types ask for the system: no other can have less."""
    spec = find_spec("mypy")
    assert spec is not None
    assert spec.origin is not None
    library = Path(spec.origin).parent / "typeshed/stdlib"
    stubs = [path for path in library.rglob("*.pyi") if "sys.platform" in path.read_text(encoding="utf-8")]
    modules = sorted({path.relative_to(library).parts[0].removesuffix(".pyi") for path in stubs})
    assert {"os", "signal", "socket"} <= set(modules)
    imports = re.compile(rf"^\s*(?:import|from) (?:{'|'.join(modules)})\b", re.MULTILINE)
    files = [path for path in (ROOT / "sitegen").rglob("*.py") if imports.search(path.read_text(encoding="utf-8"))]
    return sorted(path.relative_to(ROOT).as_posix() for path in files)


@pytest.mark.slow
@pytest.mark.parametrize("system", GUARDED)
def test_nothing_is_called_that_a_system_lacks(system: str) -> None:
    # Of other libraries nothing is asked, nor of other files of ours.
    alone = ("--no-site-packages", "--ignore-missing-imports", "--follow-imports", "skip", "--cache-dir", os.devnull)
    command = [sys.executable, "-m", "mypy", "--platform", system, *alone, *that_may_call_such()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.stderr == ""
    found = [ABSENT.match(line) for line in done.stdout.splitlines()]
    missing = {(Path(one["file"]).as_posix(), one["name"]) for one in found if one}
    assert missing == GUARDED[system]
    for file, name in missing:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(r'hasattr\((?:os|signal), "|sys\.platform', text), name
