"""Any edits of an archive, its site and its cache, one after the other, as a state machine."""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from random import Random
from typing import Final

from hypothesis import HealthCheck, Phase, event, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from sitegen.engine import Options, build, check
from sitegen.output.search import FOLDER
from support.archive_edits import (
    BROKEN,
    KINDS,
    NAME_PATCHES,
    NEW_RECORDS,
    OWN,
    PATCHES,
    SEED_EDITS,
    SITE_PATCHES,
    Sources,
    edited_seed,
)
from support.checkout import SOAK, TIMES
from support.golden import tree
from support.incremental_archive import DAMAGES, Place, differences, told

HOUR: Final = 3_600_000_000_000


class AnyEdits(RuleBasedStateMachine):
    """After any edits a build gives what a clean one gives; one that may not publish leaves the site alone."""

    note, event = staticmethod(note), staticmethod(event)
    is_searched = False
    """Whether the sites get a search; what its program writes is not compared, as it differs each time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sitegen-"))
        self.here = Place(self.folder / "archive")
        self.sources = Sources()
        self.good = copy.deepcopy(self.sources)
        self.edits, self.patience = 0, 1
        self.keep_going = self.is_harmed = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(patience=st.integers(1, 3), keep_going=st.booleans())
    def start(self, patience: int, keep_going: bool) -> None:
        self.patience, self.keep_going = patience, keep_going
        self.build()

    # One rule with lots of its own: of many rules Hypothesis would choose the first far too often.
    @rule(chance=st.randoms(use_true_random=True))
    def edit(self, chance: Random) -> None:
        step = chance.choice(STEPS)
        self.say(step.__name__.replace("_", " "))
        step(self, chance)
        self.edits += 1

    @invariant()
    def law(self) -> None:
        if self.edits >= self.patience:
            self.build()

    def build(self, output: str = "public", *, drafts: bool = False, base_url: str = "") -> bool:
        files, elsewhere = self.sources.layout(), Place(self.folder / "elsewhere")
        elsewhere.write(files)
        self.here.write(files)
        site = self.here.root / output
        asked = Options(
            self.here.root, site, drafts, keep_going=self.keep_going, base_url=base_url, search=self.is_searched
        )
        before = self.lasting(site)
        clean = build(replace(asked, root=elsewhere.root, output=elsewhere.root / "public"))
        self.note(f"build in {output} {drafts=} {base_url=}: {'done' if clean.is_done else 'refused'}")
        done = build(asked)
        assert told(done) == told(clean)
        assert self.is_harmed or done.notices == ()
        assert (
            differences(self.lasting(site), self.lasting(elsewhere.root / "public") if clean.is_done else before) == ""
        )
        shutil.rmtree(elsewhere.root)
        self.edits = 0
        self.event("published" if clean.is_done else "refused")
        if not clean.is_done:  # taken back, or few builds would publish anything
            self.sources = copy.deepcopy(self.good)
        elif not drafts and not base_url:
            self.good = copy.deepcopy(self.sources)
        return clean.is_done

    def lasting(self, site: Path) -> dict[str, bytes]:
        """The files of a site that are the same bytes every time."""
        return {path: data for path, data in tree(site).items() if not path.startswith(f"{FOLDER}/")}

    def say(self, words: str) -> None:
        self.note(words)
        self.event(words)

    def pick(self, chance: Random, names: Collection[str]) -> str:
        name = chance.choice(sorted(names))
        self.note(name)
        return name

    # --- seeds

    def edit_a_seed(self, chance: Random) -> None:
        name, how = self.pick(chance, self.sources.seeds), chance.choice(SEED_EDITS)
        self.say(f"seed: {how}")
        self.sources.seeds[name] = edited_seed(self.sources.seeds[name], how)

    def add_a_seed(self, chance: Random) -> None:
        name = self.pick(chance, ["new.md", "aa.txt", "2024/vote.md", "zz/zz.txt"])
        self.sources.seeds[name] = self.sources.seeds[self.pick(chance, self.sources.seeds)]

    def delete_a_seed(self, chance: Random) -> None:
        if len(self.sources.seeds) > 1:
            del self.sources.seeds[self.pick(chance, self.sources.seeds)]

    def rename_a_seed(self, chance: Random) -> None:
        old = self.pick(chance, self.sources.seeds)
        self.sources.rename_seed(old, self.pick(chance, ["renamed", "2024/moved", "a/b/c"]) + Path(old).suffix)

    # --- records and settings

    def edit_a_record(self, chance: Random) -> None:
        kind = self.pick(chance, KINDS)
        if records := self.sources.records[kind]:
            patch = chance.choice(PATCHES[kind])
            self.say(f"{kind}: {', '.join(patch)}")
            self.sources.patch(kind, self.pick(chance, records), patch)

    def edit_names(self, chance: Random) -> None:
        patch = chance.choice(NAME_PATCHES)
        self.say(f"names: {patch}")
        self.sources.patch("actors", self.pick(chance, self.sources.records["actors"]), patch)

    def add_a_record(self, chance: Random) -> None:
        kind = self.pick(chance, KINDS)
        records, new = self.sources.records[kind], {self.pick(chance, ["fresh", "aaa"]): NEW_RECORDS[kind]}
        self.sources.records[kind] = new | records if chance.random() < 0.5 else records | new

    def delete_a_record(self, chance: Random) -> None:
        records = self.sources.records[self.pick(chance, KINDS)]
        if records:
            del records[self.pick(chance, records)]

    def rename_a_record(self, chance: Random) -> None:
        kind, new = self.pick(chance, KINDS), self.pick(chance, ["newly", "other"])
        if new not in self.sources.records[kind] and self.sources.records[kind]:
            self.sources.rename(kind, self.pick(chance, self.sources.records[kind]), new)

    def put_an_own_id_first(self, chance: Random) -> None:
        """As the record is called that another one became a part of."""
        kind = self.pick(chance, KINDS)
        if records := self.sources.records[kind]:
            name = self.pick(chance, records)
            former = records[name].get("formerly", [])
            self.sources.patch(
                kind, name, {"formerly": [name, *former] if isinstance(former, list) else [name, former]}
            )

    def turn_records_round(self, chance: Random) -> None:
        kind = self.pick(chance, KINDS)
        self.sources.records[kind] = dict(reversed(self.sources.records[kind].items()))

    def edit_the_settings(self, chance: Random) -> None:
        patch = chance.choice(SITE_PATCHES)
        self.say(f"settings: {', '.join(patch)}")
        self.sources.site = {key: value for key, value in (self.sources.site | dict(patch)).items() if value}

    def write_a_template_page_or_picture(self, chance: Random) -> None:
        path, text = chance.choice(OWN)
        self.say(f"write {path}")
        self.sources.files[path] = text

    def delete_a_template_page_or_picture(self, chance: Random) -> None:
        if self.sources.files:
            del self.sources.files[self.pick(chance, self.sources.files)]

    def make_and_mend_a_syntax_error(self, chance: Random) -> None:
        self.sources.files[f"content/{self.pick(chance, KINDS)}/broken.yaml"] = BROKEN
        assert not self.build()
        self.build()

    # --- what neither time stamps nor sizes tell

    def touch_files(self, chance: Random) -> None:
        """As they were, but newer or older."""
        self.here.write(self.sources.layout())
        for path in chance.sample(self.here.sources(), 5):
            time = path.stat().st_mtime_ns + chance.choice([-HOUR, 1, HOUR])
            os.utime(path, ns=(time, time))

    def change_files_unseen(self, chance: Random) -> None:
        """Other words of the same length, and the times are the old ones."""
        self.here.write(self.sources.layout())
        folders = ["", "seeds", "content", "content/claims", "content/actors", "content/media", "templates"]
        self.sources.swap_words(self.pick(chance, folders))
        self.here.write_unseen(self.sources.layout())

    # --- the site and the cache

    def build_otherwise(self, chance: Random) -> None:
        base_url = chance.choice(["", "https://example.org/", "https://example.org/a/b/"])
        self.build(chance.choice(["public", "another"]), drafts=chance.random() < 0.5, base_url=base_url)

    def build_with_drafts(self, _: Random) -> None:
        """Where that was done before, so that of this output, too, pages stay."""
        self.build("with-drafts", drafts=True)

    def check(self, chance: Random) -> None:
        elsewhere = Place(self.folder / "elsewhere")
        elsewhere.write(self.sources.layout())
        self.here.write(self.sources.layout())
        before = tree(self.here.root / "public")
        asked = Options(self.here.root, "", drafts=chance.random() < 0.5, search=False)
        assert told(check(asked)) == told(check(replace(asked, root=elsewhere.root)))
        assert differences(self.here.root / "public", before) == ""
        shutil.rmtree(elsewhere.root)

    def meddle_with_the_site(self, chance: Random) -> None:
        site = self.here.root / chance.choice(["public", "another"])
        if names := [name for name in tree(site) if not name.startswith(".")]:
            file = site / self.pick(chance, names)
            file.write_bytes(chance.choice([b"mine", file.read_bytes()[::-1]]))
            if chance.random() < 0.5:
                file.unlink()

    def delete_the_site(self, chance: Random) -> None:
        shutil.rmtree(self.here.root / self.pick(chance, ["public", "another"]), ignore_errors=True)

    def damage_the_cache(self, chance: Random) -> None:
        how = chance.choice(DAMAGES)
        self.say(f"cache: {how}")
        self.here.damage_cache(how, chance)
        self.is_harmed = True

    def lose_keep_or_bring_back_the_cache(self, chance: Random) -> None:
        how = chance.choice([self.here.drop_cache, self.here.keep_cache, self.here.bring_back_cache])
        self.say(how.__name__)
        how()


class OneEdit(AnyEdits):
    """The same without Hypothesis."""

    note = event = staticmethod(lambda *_: None)  # type: ignore[assignment]


M: Final = AnyEdits
STEPS: Final[list[Callable[[AnyEdits, Random], None]]] = [
    *[M.edit_a_seed] * 4, M.add_a_seed, M.delete_a_seed, M.rename_a_seed, *[M.edit_a_record] * 7, M.add_a_record,
    M.edit_names, M.delete_a_record, M.rename_a_record, M.put_an_own_id_first, M.turn_records_round,
    *[M.edit_the_settings] * 2,
    *[M.write_a_template_page_or_picture] * 2, M.delete_a_template_page_or_picture, M.make_and_mend_a_syntax_error,
    M.touch_files, *[M.change_files_unseen] * 2, *[M.build_otherwise] * 2, *[M.build_with_drafts] * 3,
    M.check, M.meddle_with_the_site,
    M.delete_the_site, *[M.damage_the_cache] * 2, *[M.lose_keep_or_bring_back_the_cache] * 2,
]  # fmt: skip
"""What may happen; more often what has more ways to go wrong."""

AnyEdits.TestCase.settings = settings(
    max_examples=4 * TIMES,
    stateful_step_count=20,
    deadline=None,
    # To find the shortest failing row takes minutes, and to trace each line of a build many more.
    phases=[Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if SOAK else [])],
    suppress_health_check=list(HealthCheck),
)
