"""The law of a preview's builds: whatever happens and is told of, after the look the site is that of a clean build.

With SITEGEN_SOAK=n there is n times as much of everything.
"""

from __future__ import annotations

import copy
import os
import shutil
import sys
import warnings
from pathlib import Path
from random import Random
from typing import Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from msgspec.structs import replace
from support.archive_edits import NEW_RECORDS, PATCHES
from support.checkout import TIMES
from support.edit_machine import STEPS, AnyEdits
from support.fault_injection import WeakDisk, die
from support.golden import tree
from support.incremental_archive import Place, differences, quick_builds, told
from support.interrupted_builds import Workshop, spread

from sitegen.engine import Options, Outcome, build
from sitegen.engine.preview import PreviewBuilder

ANNOTATIONS: Final = ("articles", "claims", "notes")
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


class AnyEditsLive(AnyEdits):
    """A preview builds after any edits, and is not told of all; now and then somebody else builds in its place."""

    def edit_an_annotation(self, chance: Random) -> None:
        """A claim, a note or what is known of an article, as the editor in the preview writes them."""
        kind = self.pick(chance, ANNOTATIONS)
        if records := self.sources.records[kind]:
            patch = chance.choice(PATCHES[kind])
            self.say(f"{kind}: {', '.join(patch)}")
            self.sources.patch(kind, self.pick(chance, records), patch)

    def add_an_annotation(self, chance: Random) -> None:
        kind, name = self.pick(chance, ANNOTATIONS[1:]), self.pick(chance, ["fresh", "aaa", "zzz"])
        added = {"title": "On Holt", "body": "Of [[luis]].", "article": "count", "quote": "went home"}
        self.sources.records[kind][name] = NEW_RECORDS[kind] if kind == "claims" else {**added}

    @initialize(patience=st.integers(1, 2), keep_going=st.booleans(), drafts=st.booleans())
    def start_live(self, patience: int, keep_going: bool, drafts: bool) -> None:
        self.site = self.here.root / "public"
        self.asked = Options(self.here.root, self.site, drafts, keep_going=keep_going, search=False)
        self.live = PreviewBuilder(self.asked)
        self.known: dict[Path, bytes] = {}
        self.chance = Random(patience)
        self.is_settled = True
        self.patience, self.keep_going = patience, keep_going
        self.build()

    def start(self, patience: int, keep_going: bool) -> None:
        """As `start_live`."""

    @rule(chance=st.randoms(use_true_random=True))
    def edit(self, chance: Random) -> None:
        self.chance, step = chance, chance.choice(LIKELY)
        self.say(step.__name__.replace("_", " "))
        step(self, chance)
        self.edits += 1

    def build(self, output: str = "public", *, drafts: bool = False, base_url: str = "") -> bool:
        if output != "public" or drafts or base_url or self.chance.random() < 0.1:
            return super().build(output, drafts=drafts, base_url=base_url)
        self.here.write(self.sources.layout())
        before, (clean, wanted) = tree(self.site), self.built_elsewhere()
        changed = self.changed()
        missed = {path for path in changed or () if self.chance.random() < 0.1}
        outcome = self.live.build(None if changed is None else changed - missed)
        is_ahead = "look" not in dict(outcome.stats.stages)
        self.say(f"{'ahead' if is_ahead else 'whole'}, {'published' if clean.is_done else 'refused'}")
        if is_ahead and not missed:
            assert outcome.is_done == clean.is_done
            if self.is_settled and len(changed or ()) == 1:
                self.check_ahead(outcome, wanted)
        self.is_settled = not (is_ahead and clean.is_done and not missed and self.chance.random() < 0.3)
        if self.is_settled:
            outcome = self.settled(outcome, is_told=not (is_ahead and missed))
            assert told(outcome)[:2] == told(clean)[:2]
            assert differences(self.site, wanted if clean.is_done else before) == "" or (missed and not clean.is_done)
        self.edits = 0
        if clean.is_done:
            self.good = copy.deepcopy(self.sources)
        else:
            self.sources = copy.deepcopy(self.good)
        return clean.is_done

    def built_elsewhere(self) -> tuple[Outcome, dict[str, bytes]]:
        """A clean build."""
        elsewhere = Place(self.folder / "elsewhere")
        elsewhere.write(self.sources.layout())
        clean = build(replace(self.asked, root=elsewhere.root, output=elsewhere.root / "public"))
        wanted = tree(elsewhere.root / "public")
        shutil.rmtree(elsewhere.root)
        return clean, wanted

    def changed(self) -> frozenset[Path] | None:
        """What a watcher tells: the files that changed since the last time; nothing certain where some went."""
        before, self.known = self.known, {path: path.read_bytes() for path in self.here.sources()}
        if not before.keys() <= self.known.keys():
            return None
        return frozenset(path for path, data in self.known.items() if before.get(path) != data)

    def check_ahead(self, outcome: Outcome, wanted: dict[str, bytes]) -> None:
        """What was published is as it is in the clean site; other pages may show it only after the look."""
        changed = outcome.changed or frozenset()
        assert {path: (self.site / path).read_bytes() for path in changed} == {path: wanted[path] for path in changed}

    def settled(self, outcome: Outcome, *, is_told: bool) -> Outcome:
        """When nothing has happened for a while."""
        is_looking = self.live.has_deferred
        found = self.live.run_deferred() if is_looking else None
        return self.live.build() if not is_told and not is_looking else found or outcome


LIKELY: Final = [
    *STEPS,
    *[AnyEditsLive.edit_a_seed] * 15,
    *[AnyEditsLive.edit_an_annotation] * 25,
    *[AnyEditsLive.add_an_annotation] * 5,
]
"""What may happen; most often what can be published ahead."""

AnyEditsLive.TestCase.settings = settings(AnyEdits.TestCase.settings, max_examples=3 * TIMES)
TestAnyEditsLive = AnyEditsLive.TestCase


# --- kills

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, SIGKILL and /proc")
KILLS: Final = 7 * TIMES


class Preview:
    """A preview of an archive whose site is built over and over, with an edit that is to be shown."""

    def __init__(self, workshop: Workshop) -> None:
        self._live = PreviewBuilder(workshop.asked)
        assert self._live.build().is_done
        assert self._live.run_deferred() is None
        before = {path: path.read_bytes() for path in workshop.here.sources()}
        workshop.prepare("edit")
        self._changed = frozenset(path for path, data in before.items() if path.read_bytes() != data)

    def show(self) -> None:
        """Until there is nothing left to do."""
        assert self._live.build(self._changed).is_done
        while self._live.has_deferred:
            self._live.run_deferred()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("live"))


def calls_of(preview: Preview, disk: WeakDisk, told: Path) -> list[str]:
    """What changes something on a disk while a process of its own shows an edit; nothing if that is killed."""
    told.unlink(missing_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of other tests hold no lock of ours
        child = os.fork()
    if child == 0:
        try:
            disk.install()
            preview.show()
            told.write_text("\n".join(disk.calls), encoding="ascii")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return told.read_text(encoding="ascii").split("\n") if told.exists() else []


@needs_fork
def test_a_preview_that_is_killed_leaves_whole_files_and_the_next_build_is_right(
    workshop: Workshop, tmp_path: Path
) -> None:
    calls = calls_of(Preview(workshop), WeakDisk(workshop.here.root), tmp_path / "calls")
    assert workshop.heal() == ""
    for number in spread(calls, KILLS, Random(0)):
        disk = WeakDisk(workshop.here.root, at=number, then=die)
        assert calls_of(Preview(workshop), disk, tmp_path / "calls") == []
        how = f"killed at call {number}, {calls[number - 1]}"
        assert (how, "neither old nor new" in workshop.harm("edit")) == (how, False)
        assert (how, workshop.heal()) == (how, "")


@needs_fork
def test_a_build_in_between_that_is_killed_does_a_preview_no_harm(workshop: Workshop) -> None:
    Preview(workshop)
    whole = workshop.run()
    assert whole
    for number in spread(whole.calls, KILLS, Random(0)):
        preview = Preview(workshop)
        assert workshop.run(WeakDisk(workshop.here.root, at=number, then=die)) is None
        preview.show()
        how = f"killed at call {number}, {whole.calls[number - 1]}"
        assert (how, workshop.faults()) == (how, "")
        assert (how, workshop.heal()) == (how, "")
