"""A program run to its end: how long it took, or the most memory that it and the programs it started had.

The two are never measured in one run, since looking at memory takes time from what is looked at.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

PROC: Final = Path("/proc")
PAUSE: Final = 0.05
"""Seconds between two looks at the memory. A peak that is shorter can be missed."""
SILENT: Final = "PYTHONDONTWRITEBYTECODE"
"""Where it is set, Python keeps no bytecode, and each run compiles sitegen again. Its users have it kept."""


class FailedError(Exception):
    """A program ended with an error; what it said last."""


@dataclass(frozen=True, slots=True)
class Run:
    """A program that came to its end."""

    seconds: float
    """On the clock, from its start to its end."""
    processor: float
    """Seconds of all processors, for it and the processes it started and waited for."""
    said: str
    """On both of its outputs."""


class Memory(NamedTuple):
    """The peaks of a run, in bytes; 0 where the system does not tell."""

    together: int
    """Of all processes at one time. What several of them share counts once (proportional set size)."""
    largest: int
    """Of any single process, with all that it shares (resident set size)."""


def environment() -> Mapping[str, str]:
    """What programs that are timed find in their environment: what is here, and Python keeps its bytecode."""
    return {name: value for name, value in os.environ.items() if name != SILENT}


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a program in a folder. Raises FailedError where it ends with another status than 0."""
    with tempfile.TemporaryFile() as said:
        before, begun = _processor(), time.perf_counter()
        program = _started(command, folder, said.fileno())
        status = program.wait()
        ended, after = time.perf_counter(), _processor()
        words = _said(said.fileno())
    _raise_if_failed(command, status, words)
    return Run(ended - begun, after - before, words)


def memory(command: Sequence[str], folder: Path) -> Memory:
    """The most that a program and its descendants had. Raises FailedError where it ends with another status than 0."""
    together = largest = 0
    with tempfile.TemporaryFile() as said:
        program = _started(command, folder, said.fileno())
        while program.poll() is None:
            sizes = [_sizes(one) for one in family(program.pid)]
            together = max(together, sum(one.together for one in sizes))
            largest = max(largest, *(one.largest for one in sizes))
            time.sleep(PAUSE)
        _raise_if_failed(command, program.returncode, _said(said.fileno()))
    return Memory(together, largest)


def _processor() -> float:
    """Seconds of all processes that were started here and have ended, and of those that they waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _started(command: Sequence[str], folder: Path, said: int) -> subprocess.Popen[bytes]:
    # Into a file: a pipe that nobody reads would stop the program when it is full.
    return subprocess.Popen(command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said)


def _said(file: int) -> str:
    with open(file, "rb", closefd=False) as said:
        said.seek(0)
        return said.read().decode(errors="replace")


def _raise_if_failed(command: Sequence[str], status: int, said: str) -> None:
    if status:
        raise FailedError(f"{Path(command[0]).name} ended with {status}: {said.strip()[-1000:]}")


def family(first: int) -> Iterator[int]:
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


def _sizes(process: int) -> Memory:
    """What one process has, alone and with its part of what it shares; 0 if it has ended."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return Memory(0, 0)
    found = {words[0]: int(words[1]) * 1024 for words in map(str.split, lines) if words[-1] == "kB"}
    return Memory(found.get("Pss:", 0), found.get("Rss:", 0))
