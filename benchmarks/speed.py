"""sitegen beside Hugo, Pelican and Eleventy on the same invented articles: speed.py [N …] [--runs R] [--edits …] …

First all is built from nothing, with a search index and without; then one edit of each kind after another, with the
settings that everybody has, beside builds of all by Hugo, and beside Hugo and Eleventy while they watch their files.
Builds are taken in turn and compared pair by pair, so that all have the same share of a busy machine. Prints tables and
writes them to RESULTS.md. Peers are installed once, into .cache/bench/.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import tables
from corpus import corpus
from edited import Editing
from edits import KINDS, LEAST, prepared
from peers import PEERS, MissingError, Program, Tool, sitegen
from site_files import Site
from tables import ColdBuilds
from watched import FailedError, memory, run

HERE: Final = Path(__file__).resolve().parent
TOOLS: Final = HERE.parent / ".cache/bench"
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - what is made there has a name of its own
ROOM: Final = 2**20
"""Bytes that an article may take with all generators and all that they leave; 420,000 were seen."""
NO_SEARCH: Final = "--no-search"
OURS: Final = {
    "sitegen": (),
    "sitegen, no search": (NO_SEARCH,),
    "sitegen, no search, one process": (NO_SEARCH, "--jobs", "1"),
}
"""How sitegen is built from nothing. Edits are built as the first of these that is wanted."""


def main() -> None:
    """Measure, print and write."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # programs that watch are to end with this one
    given = arguments()
    peers, missing = installed(given.peers)
    chapters = [
        "# Speed",
        "Made by `speed.py`; [README.md](README.md) tells what is measured, and how.",
        described(given, peers),
        *missing,
    ]
    faults: list[str] = []
    for count in given.articles:
        with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=given.work) as folder:
            try:
                chapters += chapter(given, peers, count, Path(folder), faults)
            except FailedError as error:
                raise SystemExit(str(error)) from error
        (HERE / "RESULTS.md").write_text("\n\n".join(chapters) + "\n", encoding="utf-8")
    print("\n\n".join(chapters))
    sys.exit(1 if faults else 0)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", metavar="N", type=int, nargs="*", default=[1000], help="how many; default: 1000")
    parser.add_argument("--runs", type=int, default=3, help="rounds, of which the median counts; default: 3")
    parser.add_argument("--work", type=Path, help="folder for the sites; default: one in memory, if there is one")
    parser.add_argument("--peers", type=some_of(PEERS), default=list(PEERS), help=f"default: {','.join(PEERS)}")
    parser.add_argument("--edits", type=some_of(KINDS), default=list(KINDS), help=f"default: {','.join(KINDS)}")
    parser.add_argument(NO_SEARCH, action="store_true", help="let sitegen make no search index, whatever is built")
    parser.add_argument("--unchecked", action="store_true", help="compare no edited site with one that is built anew")
    given = parser.parse_args()
    if given.runs < 1 or min(given.articles) < LEAST:
        parser.error(f"N begins at {LEAST}, --runs at 1")
    if given.work:
        given.work.mkdir(parents=True, exist_ok=True)
    elif os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM * max(given.articles):
        given.work = IN_MEMORY
    return given


def some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    """What reads names that are known; none if the text is empty."""

    def read(text: str) -> list[str]:
        found = list(filter(None, text.lower().replace(" ", "").split(",")))
        for name in found:
            if name not in known:
                raise argparse.ArgumentTypeError(f"there is no {name!r}; known are {', '.join(known)}")
        return found

    return read


def installed(names: Sequence[str]) -> tuple[list[Program], list[str]]:
    """The peers that can be had, and of the others the reasons."""
    found, missing = [], []
    for name in names:
        tell(f"{name}: installing, if it is not there")
        try:
            found.append(PEERS[name](TOOLS))
        except MissingError as error:
            missing.append(f"{name} is left out: {error}")
            tell(missing[-1])
    return found, missing


def chapter(
    given: argparse.Namespace, peers: Sequence[Program], count: int, folder: Path, faults: list[str]
) -> list[str]:
    """All about so many articles; what sitegen made wrongly is added to `faults`."""
    site = prepared(corpus(count), given.runs)
    ours = {name: Tool(sitegen(*options), folder) for name, options in OURS.items() if _is_wanted(options, given)}
    theirs = {one.name: Tool(one, folder) for one in peers}
    cold, failed = cold_builds(count, site, {**ours, **theirs}, given.runs)
    own, other = [one for one in cold if one.name in ours], [one for one in cold if one.name in theirs]
    text = [f"## {count:,} articles", *failed, tables.cold_table(cold)]
    text += [tables.ratio_table(own, other)] if other else []
    if given.edits:
        editing = Editing(next(iter(ours.values())), [theirs[one.name] for one in other], tell)
        kinds = {kind: KINDS[kind] for kind in given.edits}
        rows, notes = editing.measure(site, kinds, given.runs, is_checked=not given.unchecked)
        index = tables.index_words(one for row in rows for one in row.ours)
        text += [tables.edit_table(rows), "No index was made." if given.no_search else index, *notes]
        faults += editing.faults
    return text


def _is_wanted(options: Sequence[str], given: argparse.Namespace) -> bool:
    return NO_SEARCH in options or not given.no_search


def cold_builds(count: int, site: Site, tools: Mapping[str, Tool], runs: int) -> tuple[list[ColdBuilds], list[str]]:
    """Build all with each of the tools in turn; also what failed, and why."""
    found, failed = [], []
    for name, tool in tools.items():
        tell(f"{count:,} articles: first build of {name}")
        try:
            found.append((tool, first_build(name, tool, site)))
        except FailedError as error:
            if name in OURS:
                raise
            failed.append(f"{name} is left out: {str(error).splitlines()[-1]}")
            tell(failed[-1])
    for number in range(runs):
        tell(f"{count:,} articles: round {number + 1} of {runs}, all anew")
        start = number % len(found)
        for tool, builds in (*found[start:], *found[:start]):
            tool.clean()
            builds.runs.append(run(tool.command, tool.folder))
    return [builds for _, builds in found], failed


def first_build(name: str, tool: Tool, site: Site) -> ColdBuilds:
    """Write the site and measure memory, which also brings all files that are read into the system's cache."""
    if not tool.folder.exists():
        tool.write(site)
    tool.clean()
    return ColdBuilds(name, memory(tool.command, tool.folder), tool.pages())


def described(given: argparse.Namespace, peers: Sequence[Program]) -> str:
    """What was run, where and when."""
    versions = ", ".join(f"{one.name} {one.version}" for one in (sitegen(), *peers))
    place = (
        "in memory" if given.work == IN_MEMORY else "in a folder of choice" if given.work else "in the temporary folder"
    )
    rounds = "one round" if given.runs == 1 else f"medians of {given.runs} rounds"
    lines = [versions, tables.machine(), tables.python()]
    lines.append(f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}, {rounds}, sites {place}")
    return "\n".join(f"- {line}" for line in lines)


def tell(line: str) -> None:
    """Say to whoever waits how far it is."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
