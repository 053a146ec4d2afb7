"""A program run to its end: how long it took, or the most memory that it and the programs it started had.

The two are never measured in one run, since looking at memory takes time from what is looked at.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
PAUSE: Final = 0.05
"""Seconds between two looks at the memory. A peak that is shorter can be missed."""


class FailedError(Exception):
    """A program ended with an error; what it said last."""


def seconds(command: Sequence[str], folder: Path) -> float:
    """The time on the clock until the program is done."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        program = _started(command, folder, said.fileno())
        status = program.wait()
        ended = time.perf_counter()
        _raise_if_failed(command, status, said.fileno())
    return ended - begun


def memory(command: Sequence[str], folder: Path) -> int | None:
    """The most bytes that the program and its descendants had together; None where the system does not tell.

    A page that several of them share counts once (proportional set size).
    """
    with tempfile.TemporaryFile() as said:
        program = _started(command, folder, said.fileno())
        most = 0
        while program.poll() is None:
            most = max(most, sum(_share(one) for one in _family(program.pid)))
            time.sleep(PAUSE)
        _raise_if_failed(command, program.returncode, said.fileno())
    return most or None


def _started(command: Sequence[str], folder: Path, said: int) -> subprocess.Popen[bytes]:
    # Into a file: a pipe that nobody reads would stop the program when it is full.
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)


def _raise_if_failed(command: Sequence[str], status: int, said: int) -> None:
    if status:
        with open(said, "rb", closefd=False) as file:
            file.seek(0)
            end = file.read().decode(errors="replace").strip()[-1000:]
        raise FailedError(f"{Path(command[0]).name} ended with {status}: {end}")


def _family(first: int) -> Iterator[int]:
    """A process and all that descend from it, as far as the system tells."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in PROC.glob("[0-9]*"):
        try:
            # The name in brackets may have spaces and brackets of its own; the parent is the second field after it.
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue  # it has ended meanwhile
        children[int(parent)].append(int(folder.name))
    found = [first]
    for one in found:
        found += children[one]
    yield from found


def _share(process: int) -> int:
    """Its bytes of memory, with its part of those that it shares; 0 if it has ended."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
