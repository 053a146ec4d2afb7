"""No call that only one system has: the types of the standard library for Windows and macOS know which those are.

That each way is taken on its system is tried there alone; here is held that no other way is left.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
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


@pytest.mark.slow
@pytest.mark.parametrize("system", GUARDED)
def test_nothing_is_called_that_a_system_lacks(system: str) -> None:
    # Of other libraries nothing is asked.
    alone = ("--no-site-packages", "--ignore-missing-imports", "--cache-dir", os.devnull)
    command = [sys.executable, "-m", "mypy", "--platform", system, *alone, "sitegen"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.stderr == ""
    found = [ABSENT.match(line) for line in done.stdout.splitlines()]
    missing = {(Path(one["file"]).as_posix(), one["name"]) for one in found if one}
    assert missing == GUARDED[system]
    for file, name in missing:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(r'hasattr\((?:os|signal), "|sys\.platform', text), name
