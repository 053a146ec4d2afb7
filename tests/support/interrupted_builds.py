"""Builds of a small archive in processes of their own, each of one of six kinds, and what is true after each."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from sitegen.engine import Options, build
from sitegen.output.publish import journal
from support.archive_edits import Sources
from support.fault_injection import WeakDisk, die
from support.golden import tree
from support.incremental_archive import Place, differences, told

KINDS: Final = ("first", "again", "edit", "claim", "record", "same")
"""A first build; one after a killed first build; one after a word of an article changed, that of the short way; one
after a claim changed, made of what was kept; one after records came, went and changed; one after nothing did."""
_LATE: Final = 300
"""A call in a first build at which most of the site is written."""
MORE: Final = {
    f"more-{number:02}.txt": (
        f"Part {number}\n\nIt goes on for long.\n\nNobody knew {number}.\n\nLuis Holt read {number} pages of it. "
        f"The road is closed, said Ana Reyes.\n"
    )
    for number in range(14)
}
CLOSED: Final = {"claim": "It is closed.", "speaker": "ana", "article": "more-07", "quote": "The road is closed"}


class Ended(NamedTuple):
    """A build in a process of its own that was not killed."""

    told: str
    """`archive_places.told` in words, or what it raised."""
    calls: list[str]
    stages: list[str]
    seconds: float

    @property
    def is_done(self) -> bool:
        """Whether it published."""
        return self.told.startswith("(True,")

    @property
    def problems(self) -> set[str]:
        """The codes of its problems."""
        return set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", self.told))


class Workshop:
    """An archive whose site is built over and over."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.here = folder, Place(folder / "archive")
        self.site, self.cache = self.here.root / "public", self.here.root / ".sitegen"
        self._state = (0, 0, 0)
        self._clean: dict[tuple[int, int, int], tuple[dict[str, bytes], str]] = {}
        self.here.write(self._layout())
        self.build()

    # --- what there is to build

    def prepare(self, kind: str) -> None:
        """Everything as it is before a build of a kind that has something to do; the last build has to be whole."""
        edits, claims, records = self._state
        self.before = self._state
        if kind in ("first", "again"):
            shutil.rmtree(self.site)
            self.here.drop_cache()
            if kind == "again":
                assert self.run(WeakDisk(self.here.root, at=_LATE, then=die)) is None
        elif kind == "edit":
            self._state = (1 - edits, claims, records)
        elif kind == "claim":
            self._state = (edits, 1 - claims, records)
        elif kind == "record":
            self._state = (edits, claims, 1 - records)
        else:
            (self.here.root / "seeds/old.txt").touch()
        self.here.write(self._layout())

    def take_back(self) -> None:
        """The sources as they were before `prepare`."""
        self._state = self.before
        self.here.write(self._layout())

    def _layout(self) -> dict[str, bytes]:
        edits, claims, records = self._state
        sources = Sources(is_open=True)
        sources.seeds |= MORE
        sources.records["claims"]["closed"] = dict(CLOSED)
        if edits:
            sources.seeds["more-07.txt"] = MORE["more-07.txt"].replace("Nobody knew", "Nobody really knew")
        if claims:
            sources.patch("claims", "closed", {"claim": "It is closed for good.", "verdict": "false"})
        if records:
            sources.records["actors"]["rain"] = {"name": "Rain"}
            sources.records["actors"]["luis"]["name"] = "Luis Pole"
            del sources.records["notes"]["cars"]
            sources.site["title"] = "Haven"
        return sources.layout()

    # --- builds

    @property
    def asked(self) -> Options:
        return Options(self.here.root, self.site, search=False, jobs=1)

    def build(self) -> str:
        """A build here and now; what it told."""
        return str(told(build(self.asked)))

    def start(self, disk: WeakDisk, jobs: int = 1) -> tuple[int, int]:
        """A build in a process of its own: its number, and where it will tell how it ended."""
        ear, mouth = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of other tests hold no lock of ours
            child = os.fork()
        if child == 0:
            os.close(ear)
            os.setpgid(0, 0)  # so that its workers can be ended with it
            _build_and_tell(replace(self.asked, jobs=jobs), disk, mouth)
        os.close(mouth)
        return child, ear

    def run(self, disk: WeakDisk | None = None) -> Ended | None:
        """A build in a process of its own; None if it was killed."""
        return ended(*self.start(disk or WeakDisk(self.here.root)))

    # --- what has to be true

    def old_and_new(self, kind: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """The sites before and after a build of a kind."""
        return {} if kind in ("first", "again") else self.clean(self.before)[0], self.clean()[0]

    def clean(self, state: tuple[int, int, int] | None = None) -> tuple[dict[str, bytes], str]:
        """The site of a clean build elsewhere, and what it tells."""
        state = state or self._state
        if state not in self._clean:
            now, self._state = self._state, state
            elsewhere = Place(self._folder / "elsewhere")
            elsewhere.write(self._layout())
            outcome = build(replace(self.asked, root=elsewhere.root, output=elsewhere.root / "public"))
            self._clean[state] = tree(elsewhere.root / "public"), str(told(outcome))
            shutil.rmtree(elsewhere.root)
            self._state = now
        return self._clean[state]

    def harm(self, kind: str) -> str:
        """What is wrong with the site that a killed or failed build of a kind left; nothing where it is whole."""
        old, new = self.old_and_new(kind)
        left = self._readable()
        torn = [path for path, data in left.items() if data not in (old.get(path), new.get(path))]
        if torn:
            return f"neither old nor new: {torn[:10]}"
        if journal.is_waiting(self.site) or left in (old, new):
            return ""
        return f"part old, part new, and nothing says so: {sorted(left.keys() ^ new.keys())[:10]}"

    def untruth(self, kind: str, words: str) -> str:
        """What is not so of what a failed build told of the site that it left."""
        left = "finishes moving" if journal.is_waiting(self.site) else "as it was"
        if left not in words:
            return f"{left}, and it is not told"
        if left == "as it was" and self._readable() != self.old_and_new(kind)[0]:
            return "it is not as it was"
        return ""

    def faults(self) -> str:
        """In what the site is not that of a clean build."""
        return differences(self.site, self.clean()[0])

    def _readable(self) -> dict[str, bytes]:
        return {path: data for path, data in tree(self.site).items() if not _is_of_publishing(path)}

    def heal(self) -> str:
        """What is wrong with the next builds: they tell and make what a clean build does, and leave nothing else."""
        site, words = self.clean()
        for turn in ("next", "one after"):
            if (found := self.build()) != words:
                return f"{turn} told {found}"
            if found := differences(self.site, site):
                return f"{turn} made {found}"
            if odd := {path.name for path in self.here.root.iterdir()} - {"seeds", "content", "public", ".sitegen"}:
                return f"{turn} left {odd}"
        ignored = self.cache / ".gitignore"
        return "" if ignored.read_text(encoding="utf-8").endswith("*\n") else "nobody tells version control of it"


def ended(child: int, ear: int) -> Ended | None:
    """How a build ended that was started in a process of its own; None if it was killed."""
    with open(ear, "rb") as file:
        words = file.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    assert status == 0, (status, words)
    return Ended(**eval(words))


def spread(calls: Sequence[str], count: int, chance: random.Random) -> list[int]:
    """Numbers of calls, from 1: of each function its first and its last before any between, then any that are left."""
    rows = [[number for number, one in enumerate(calls, 1) if one == name] for name in sorted(set(calls))]
    ends = [number for row in rows for number in {row[0], row[-1]}]
    between = [(turn, chance.random(), number) for row in rows for turn, number in enumerate(_mixed(row[1:-1], chance))]
    return [*_mixed(ends, chance), *(number for _, _, number in sorted(between))][:count]


def _mixed(numbers: Sequence[int], chance: random.Random) -> list[int]:
    return chance.sample(numbers, len(numbers))


def _build_and_tell(asked: Options, disk: WeakDisk, mouth: int) -> None:
    """Build, tell in the pipe how it ended, and end the process."""
    write, known = os.write, dict[str, object]()
    try:
        disk.install()
        begin = time.perf_counter()
        outcome = build(asked)
        seconds = time.perf_counter() - begin
        stages = [stage for stage, _ in outcome.stats.stages]
        known = {"told": str(told(outcome)), "stages": stages, "seconds": seconds}
    except BaseException:
        known = {"told": traceback.format_exc(), "stages": [], "seconds": 0.0}
    words = repr(known | {"calls": disk.calls}).encode()
    while words:
        words = words[write(mouth, words) :]
    os._exit(0)


def _is_of_publishing(path: str) -> bool:
    return path.partition("/")[0] in journal.OWN_NAMES - {".sitegen-files"}
