"""sitegen beside Hugo, Pelican and Eleventy on the same invented articles: speed.py [N …] [--runs R] [--peers …].

cold: nothing was built before   edit: one article got a sentence   same: nothing changed since the last build
Builds are taken in turn, sitegen's and each peer's, and compared pair by pair, so that both have the same share of a
busy machine. Prints tables and writes them to RESULTS.md. Peers are installed once, into .cache/bench/.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from corpus import Article, corpus
from peers import PEERS, SITEGEN, Kind, MissingError, Program, Tool, sitegen
from watched import FailedError, memory, seconds

HERE: Final = Path(__file__).resolve().parent
TOOLS: Final = HERE.parent / ".cache/bench"
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - what is made there has a name of its own
ROOM: Final = 2**19
"""Bytes that an article may take with all generators; 200,000 were seen."""
COLD, EDIT, SAME = MODES = ("cold", "edit", "same")


@dataclass
class Measured:
    """What was measured of one generator."""

    tool: Tool
    pages: int
    memory: int | None
    """Bytes, at the peak of a cold build."""
    times: dict[str, list[float]] = field(default_factory=lambda: {mode: [] for mode in MODES})
    """Seconds by mode, one for each round."""


def main() -> None:
    """Measure, print and write."""
    given = arguments()
    generators, missing = installed(given)
    chapters = [
        "# Speed",
        "Made by `speed.py`; [README.md](README.md) tells what is measured, and how.",
    ]
    chapters += [described(given, generators), *missing]
    for count in given.articles:
        with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=given.work) as folder:
            tools = [Tool(kind, program, Path(folder) / kind.name.lower()) for kind, program in generators]
            chapters.append(compared(tools, count, given.runs))
    text = "\n\n".join(chapters)
    print(text)
    (HERE / "RESULTS.md").write_text(f"{text}\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", metavar="N", type=int, nargs="*", default=[1000], help="how many; default: 1000")
    parser.add_argument("--runs", type=int, default=3, help="rounds, of which the median counts; default: 3")
    parser.add_argument("--work", type=Path, help="folder for the sites; default: one in memory, if there is one")
    parser.add_argument("--peers", type=names, default=list(PEERS), help=f"default: {','.join(PEERS)}")
    parser.add_argument("--with-search", action="store_true", help="let sitegen make its search index too")
    given = parser.parse_args()
    if given.runs < 1 or min(given.articles) < 1:
        parser.error("N and --runs begin at 1")
    if given.work:
        given.work.mkdir(parents=True, exist_ok=True)
    elif os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM * max(given.articles):
        given.work = IN_MEMORY
    return given


def names(text: str) -> list[str]:
    """The peers that are named; none if the text is empty."""
    found = list(filter(None, text.lower().replace(" ", "").split(",")))
    for name in found:
        if name not in PEERS:
            raise argparse.ArgumentTypeError(f"there is no {name!r}; known are {', '.join(PEERS)}")
    return found


def installed(given: argparse.Namespace) -> tuple[list[tuple[Kind, Program]], list[str]]:
    """sitegen and the peers that can be had, and of the others the reasons."""
    found = [(SITEGEN, sitegen() if given.with_search else sitegen("--no-search"))]
    missing = []
    for kind, install in map(PEERS.__getitem__, given.peers):
        tell(f"{kind.name}: installing, if it is not there")
        try:
            found.append((kind, install(TOOLS)))
        except MissingError as error:
            missing.append(f"{kind.name} is left out: {error}")
            tell(missing[-1])
    return found, missing


def compared(tools: Sequence[Tool], count: int, runs: int) -> str:
    """The chapter about so many articles."""
    articles = corpus(count)
    measured, failed = [], []
    for tool in tools:
        tell(f"{count:,} articles: first build of {tool.kind.name}")
        try:
            measured.append(first_build(tool, articles))
        except FailedError as error:
            if tool.kind is SITEGEN:
                raise SystemExit(str(error)) from error
            failed.append(f"{tool.kind.name} is left out: {str(error).splitlines()[-1]}")
            tell(failed[-1])
    for number in range(runs):
        tell(f"{count:,} articles: round {number + 1} of {runs}")
        take_round(measured, articles[count // 2], number)
    return "\n\n".join([f"## {count:,} articles", *failed, table(measured)])


def first_build(tool: Tool, articles: Sequence[Article]) -> Measured:
    """Write the site and measure memory, which also brings all files that are read into the system's cache."""
    tool.write(articles)
    most = memory(tool.program.command, tool.folder)
    return Measured(tool, tool.pages(), most)


def take_round(measured: Sequence[Measured], article: Article, number: int) -> None:
    """Build once in each mode with each generator; every round another one begins."""
    start = number % len(measured)
    changed = article.with_sentence(f"Sentence {number} came late.")
    for mode in MODES:
        for one in (*measured[start:], *measured[:start]):
            one.times[mode].append(build(one.tool, mode, changed))


def build(tool: Tool, mode: str, changed: Article) -> float:
    """Seconds of one build. A peer builds everything whatever changed, so it has an empty folder each time."""
    if mode == COLD or tool.kind is not SITEGEN:
        tool.clean()
    if mode == EDIT:
        tool.change(changed)
    taken = seconds(tool.program.command, tool.folder)
    if mode != COLD and changed.paragraphs[-1].rpartition(". ")[2] not in tool.page(changed):
        raise SystemExit(f"{tool.kind.name} did not put the new sentence into its page")
    return taken


def table(measured: Sequence[Measured]) -> str:
    """A line for each generator: of sitegen the times, of a peer how many times as long sitegen took."""
    ours = measured[0].times
    lines = ["| | its build | sitegen, cold | edit | same | peak memory | HTML pages |", "| --- " * 7 + "|"]
    for one in measured:
        name, *times = one.tool.kind.name, *one.times.values()
        if one is measured[0]:
            cells = ["", *map(in_seconds, times)]
        else:
            cells = [in_seconds([taken for row in times for taken in row])]
            cells += [times_as_long(ours[mode], one.times[mode]) for mode in MODES]
        size = "" if one.memory is None else f"{one.memory / 2**20:,.0f} MiB"
        lines.append("| " + " | ".join([name, *cells, size, f"{one.pages:,}"]) + " |")
    return "\n".join(lines)


def in_seconds(times: Sequence[float]) -> str:
    """The median."""
    return f"{median(times):.2f} s"


def times_as_long(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The median of the ratios of pairs."""
    return f"{median(our / their for our, their in zip(ours, theirs, strict=True)):.2f} ×"


def described(given: argparse.Namespace, generators: Sequence[tuple[Kind, Program]]) -> str:
    """What was run, where and when."""
    versions = ", ".join(f"{kind.name} {program.version}" for kind, program in generators)
    search = "with its search index" if given.with_search else "without its search index"
    place = (
        "in memory" if given.work == IN_MEMORY else "in a folder of choice" if given.work else "in the temporary folder"
    )
    rounds = "one round" if given.runs == 1 else f"medians of {given.runs} rounds"
    return "\n".join(
        [
            f"- {versions}",
            f"- {machine()}",
            f"- {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}, {rounds}, sites {place}, sitegen {search}",
        ]
    )


def machine() -> str:
    """Cores that may be used, memory, Python and system."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        size = f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB of memory"
    except (AttributeError, ValueError, OSError):
        size = "unknown memory"
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = f"{platform.system()} {platform.release()}"
    return f"{cores} cores ({platform.machine()}), {size}, {system}, Python {platform.python_version()}"


def tell(line: str) -> None:
    """Say to whoever waits how far it is."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
