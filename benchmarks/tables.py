"""What `speed.py` measured, as the tables and the words of RESULTS.md."""

from __future__ import annotations

import os
import platform
import sysconfig
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from stages import Published
from watched import Memory, Run

T = TypeVar("T")


@dataclass
class ColdBuilds:
    """What was measured of one generator where nothing was built before."""

    name: str
    memory: Memory
    pages: int = 0
    runs: list[Run] = field(default_factory=list)
    """One for each round."""

    @property
    def clock(self) -> list[float]:
        """Seconds from the start of each to its end."""
        return [one.seconds for one in self.runs]

    @property
    def processor(self) -> list[float]:
        """Seconds of all processors."""
        return [one.processor for one in self.runs]


@dataclass
class EditBuilds:
    """What was measured of one kind of edit, one of each for each round."""

    name: str
    ours: list[Published] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    """How many files of the output sitegen wrote or removed, those of the index left out."""
    full: dict[str, list[float]] = field(default_factory=dict)
    """By peer: seconds of a build of all of the same site, into an empty folder."""
    watched: dict[str, list[float]] = field(default_factory=dict)
    """By peer: seconds from the save until a program that watches has built what changed."""
    stale: dict[str, int] = field(default_factory=dict)
    """By peer: how many files that program left otherwise than a build of all makes them."""


def cold_table(rows: Sequence[ColdBuilds]) -> str:
    """A line for each generator."""
    head = ["", "clock", "processor", "all processes", "the largest", "HTML pages"]
    return _table(head, map(_cold_cells, rows))


def _cold_cells(one: ColdBuilds) -> list[str]:
    sizes = [f"{size / 2**20:,.0f} MiB" if size else "" for size in one.memory]
    return [one.name, in_seconds(one.clock), in_seconds(one.processor), *sizes, f"{one.pages:,}"]


def ratio_table(ours: Sequence[ColdBuilds], theirs: Sequence[ColdBuilds]) -> str:
    """How many times as long as each of the others each of ours took: a line for each of ours."""
    head = ["", *(f"÷ {other.name}, {kind}" for other in theirs for kind in ("clock", "processor"))]
    return _table(head, ([one.name, *_ratio_cells(one, theirs)] for one in ours))


def _ratio_cells(one: ColdBuilds, theirs: Sequence[ColdBuilds]) -> Iterable[str]:
    for other in theirs:
        yield times_as_long(one.clock, other.clock)
        yield times_as_long(one.processor, other.processor)


def edit_table(rows: Sequence[EditBuilds]) -> str:
    """A line for each kind of edit."""
    full = list(dict.fromkeys(name for row in rows for name in row.full))
    watched = list(dict.fromkeys(name for row in rows for name in row.watched))
    head = ["changed", "pages published", *(f"÷ {name}, all" for name in full), "index", "whole command"]
    head += ["processor", "files", *(f"{name}, all" for name in full), *(f"{name}, watching" for name in watched)]
    return _table(head, ([row.name, *_edit_cells(row, full, watched)] for row in rows))


def _edit_cells(row: EditBuilds, full: Sequence[str], watched: Sequence[str]) -> Iterable[str]:
    pages = [one.pages for one in row.ours]
    yield in_seconds(pages)
    yield from (times_as_long(pages, row.full[name]) if row.full.get(name) else "" for name in full)
    index = [one.index for one in row.ours]
    yield in_seconds(index) if any(index) else ""
    yield in_seconds([one.whole for one in row.ours])
    yield in_seconds(row.processor)
    yield f"{median(row.files):,.0f}"
    yield from (in_seconds(row.full.get(name, [])) for name in full)
    for name in watched:
        left = row.stale.get(name, 0)
        yield in_seconds(row.watched.get(name, [])) + (f" ({left} stale)" if left else "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_seconds(times: Sequence[float]) -> str:
    """The median; nothing of none."""
    return f"{median(times):.2f} s" if times else ""


def times_as_long(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The median of the ratios of pairs: what slows the machine for a while slows both."""
    return f"{median(our / their for our, their in zip(ours, theirs, strict=True)):.2f} ×"


def index_words(builds: Iterable[Published]) -> str:
    """When sitegen made its index, and how that was taken into account."""
    found = {one.is_index_last for one in builds if one.index}
    if not found:
        return "No edit had an index made."
    when = {True: "after the pages were published", False: "before the pages were published"}
    told = " or ".join(when[one] for one in sorted(found))
    return f"The index was made {told}; its time, as `--timings` tells it, is no part of the column before."


def machine() -> str:
    """Cores that may be used, memory, system and Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    size = _or(lambda: f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB of memory", "")
    system = _or(lambda: platform.freedesktop_os_release()["PRETTY_NAME"], f"{platform.system()} {platform.release()}")
    return ", ".join(filter(None, [f"{cores} cores ({platform.machine()})", size, system]))


def python() -> str:
    """The Python that runs sitegen, and how it was built: profiles make it a fifth faster.

    Some distributions build with profiles without an option that says so.
    """
    given = sysconfig.get_config_var("CONFIG_ARGS")
    if given is None:
        built = "how it was built is not known"
    elif "--enable-optimizations" in given:
        built = "built with profile-guided optimization"
    else:
        built = "its options of building name no profile-guided optimization"
    return f"{platform.python_implementation()} {platform.python_version()}, {built}"


def _or(ask: Callable[[], T], otherwise: T) -> T:
    try:
        return ask()
    except (AttributeError, ValueError, OSError, KeyError):
        return otherwise
