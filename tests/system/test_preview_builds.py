"""The builds of a preview: what is published ahead of all else, what a look brings after it, and what ends a look."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import spawn
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import archives
from support.article_edits import ALONE, FILES, clean, edit_file, put
from support.golden import tree
from support.incremental_archive import quick_builds

from sitegen.engine import Options, Outcome, build, full_build, pipeline
from sitegen.engine import preview as live
from sitegen.engine.build_context import BuildContext
from sitegen.engine.pipeline import BuildResult, Reusable
from sitegen.engine.preview import PreviewBuilder
from sitegen.output.search import pagefind

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

Edit = Callable[[str], str]

SHOWN_ELSEWHERE: dict[str, tuple[str, Edit]] = {
    "the opening": ("seeds/vote.md", put("The council sat.", "The council met.")),
    "the headline": ("seeds/count.txt", put("Cars were counted", "Cars counted")),
    "a sentence with a name": ("seeds/vote.md", put("Reyes left early.", "Reyes left.")),
    "a name more": ("seeds/plan.txt", put("It is dull. Luis Holt says so.", "It is dull.")),
    "a name less": ("seeds/count.txt", put("Somebody paid.", "Ana Reyes paid.")),
    "a name more often": ("seeds/vote.md", put("Nobody knew why. Ana Reyes did.", "Nobody knew why.")),
    "a note more": ("seeds/plan.txt", put("It has cars.", "It is dull.")),
    "a sentence around a quote": ("seeds/vote.md", put("the bridge is safe, of course.", "the bridge is safe.")),
}
PAGES = {"seeds/vote.md": "vote", "seeds/count.txt": "count", "seeds/plan.txt": "plan"}


def asked(root: Path) -> Options:
    return Options(root, root / "public", search=False)


def page(name: str) -> str:
    return f"articles/{name}/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.write(tmp_path / "archive", FILES)


@pytest.fixture
def preview(root: Path) -> PreviewBuilder:
    """A preview that has built, and looked, and has nothing left to do."""
    preview = PreviewBuilder(asked(root))
    assert preview.build().is_done
    assert preview.run_deferred() is None
    assert not preview.has_deferred
    return preview


def saved(root: Path, path: str, edit: Edit) -> frozenset[Path]:
    """What a preview is told when a file was edited."""
    edit_file(root, path, edit)
    return frozenset({root / path})


def is_ahead(outcome: Outcome) -> bool:
    """Whether a build looked at nothing but the seeds that it was told of."""
    return "look" not in dict(outcome.stats.stages)


def differing(root: Path, **known: object) -> set[str]:
    """The files in which the site differs from that of a clean build."""
    found, wanted = tree(root / "public"), clean(root, **known)
    shutil.rmtree(root.parent / "elsewhere")
    return {path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path)}


# --- ahead


@pytest.mark.parametrize("name", ALONE)
def test_a_page_is_published_ahead_and_nobody_sees_what_follows(root: Path, preview: PreviewBuilder, name: str) -> None:
    path, edit = ALONE[name]
    outcome = preview.build(saved(root, path, edit))
    assert is_ahead(outcome)
    assert (outcome.is_done, outcome.changed) == (True, {page(PAGES[path])})
    assert {one.partition("/")[0] for one in differing(root) if not one.endswith("/text.txt")} == {"data"}
    assert preview.has_deferred
    assert preview.run_deferred() is None
    assert differing(root) == set()
    assert not preview.has_deferred


@pytest.mark.parametrize("name", SHOWN_ELSEWHERE)
def test_a_page_is_published_ahead_of_the_others_that_show_the_change(
    root: Path, preview: PreviewBuilder, name: str
) -> None:
    path, edit = SHOWN_ELSEWHERE[name]
    outcome = preview.build(saved(root, path, edit))
    assert is_ahead(outcome)
    assert (outcome.is_done, outcome.changed) == (True, {page(PAGES[path])})
    left = differing(root)
    assert page(PAGES[path]) not in left
    found = preview.run_deferred()
    assert found is not None
    assert found.changed == {one for one in left if one.endswith(".html") or one.startswith("data/previews/")}
    assert differing(root) == set()


def test_words_that_may_be_names_elsewhere_are_published_with_all_the_others(
    root: Path, preview: PreviewBuilder
) -> None:
    """No seed had `Luis` within a sentence before: he may be somebody's given name in other articles now."""
    outcome = preview.build(saved(root, "seeds/plan.txt", put("It is dull, says Luis Holt.", "It is dull.")))
    assert not is_ahead(outcome)
    assert differing(root) == set()


def test_several_seeds_are_published_at_once(root: Path, preview: PreviewBuilder) -> None:
    changed = saved(root, *ALONE["a heading"]) | saved(root, *SHOWN_ELSEWHERE["a name less"])
    assert preview.build(changed).changed == {page("vote"), page("count")}
    preview.run_deferred()
    assert differing(root) == set()


def test_an_article_is_edited_again_and_again(root: Path, preview: PreviewBuilder) -> None:
    for name in ("the opening", "a name more often"):
        assert is_ahead(preview.build(saved(root, *SHOWN_ELSEWHERE[name])))
    assert page("vote") not in differing(root)
    preview.run_deferred()
    assert differing(root) == set()


def test_an_edit_is_taken_back(root: Path, preview: PreviewBuilder) -> None:
    before = tree(root / "public")
    for words in (("sat", "met"), ("met", "sat")):
        assert preview.build(saved(root, "seeds/vote.md", put(*words))).changed == {page("vote")}
    assert tree(root / "public") == before
    assert preview.run_deferred() is None
    assert tree(root / "public") == before


def test_a_link_to_a_file_that_is_there_may_be_new(root: Path, preview: PreviewBuilder) -> None:
    preview.build(saved(root, *ALONE["a link less"]))
    preview.run_deferred()
    outcome = preview.build(saved(root, "seeds/vote.md", put("![A map](media/map.svg)", "A map")))
    assert (is_ahead(outcome), outcome.changed) == (True, {page("vote")})
    assert page("vote") not in differing(root)


def test_a_seed_that_was_only_touched_leaves_nothing_to_look_for(root: Path, preview: PreviewBuilder) -> None:
    outcome = preview.build(saved(root, "seeds/vote.md", lambda text: text))
    assert (is_ahead(outcome), outcome.changed, preview.has_deferred) == (True, frozenset(), False)


def test_where_there_is_an_index_it_follows_in_the_look(root: Path) -> None:
    preview = PreviewBuilder(replace(asked(root), search=True))
    preview.build()
    preview.run_deferred()
    before = fingerprint(root)
    outcome = preview.build(saved(root, *ALONE["a sentence at the end"]))
    assert (is_ahead(outcome), outcome.changed) == (True, {page("vote")})
    assert fingerprint(root) == before
    assert preview.run_deferred() is None
    found, kept = fingerprint(root), tree(root / "public")
    assert found != before
    shutil.rmtree(root / "public")
    assert build(replace(asked(root), search=True)).is_done
    assert (fingerprint(root), tree(root / "public")) == (found, kept)


def fingerprint(root: Path) -> str:
    """Of all that is in the index."""
    return str(json.loads((root / "public/search/pagefind/fingerprint.json").read_bytes())["made_of"])


# --- what has to be made by a whole build at once


def test_a_problem_is_told_at_once_and_nothing_published(root: Path, preview: PreviewBuilder) -> None:
    before = tree(root / "public")
    outcome = preview.build(saved(root, "seeds/vote.md", put("the bridge was safe", "the bridge is safe")))
    assert [problem.code for problem in outcome.problems] == ["quote-not-found"]
    assert (is_ahead(outcome), outcome.is_done, outcome.changed) == (True, False, frozenset())
    assert tree(root / "public") == before
    assert not preview.has_deferred


def test_what_a_problem_kept_back_is_published_when_it_is_mended(root: Path, preview: PreviewBuilder) -> None:
    preview.build(saved(root, "seeds/vote.md", put("the bridge was safe", "the bridge is safe")))
    assert not preview.build(saved(root, *ALONE["a paragraph between names"])).is_done
    outcome = preview.build(saved(root, "seeds/vote.md", put("the bridge is safe. Is it?", "the bridge was safe.")))
    assert (is_ahead(outcome), outcome.is_done, outcome.changed) == (True, True, {page("vote"), page("count")})
    preview.run_deferred()
    assert differing(root) == set()


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("seeds/vote.md", put("topics: [bridge, rain]", "topics: [bridge]")),
        ("seeds/vote.md", put("", "## Afterwards\n\n")),
        ("seeds/new.txt", lambda text: f"New\n\nOf Ana Reyes.{text}"),
        ("content/actors/luis.yaml", put("name: Luis Holtz", "name: Luis Holt")),
        ("../elsewhere.txt", lambda text: text),
    ],
    ids=["front matter", "a heading less", "a new seed", "a record", "a file elsewhere"],
)
def test_where_more_may_differ_all_is_built_at_once(root: Path, preview: PreviewBuilder, path: str, edit: Edit) -> None:
    (root / path).touch()
    outcome = preview.build(saved(root, path, edit))
    assert (is_ahead(outcome), outcome.is_done) == (False, True)
    assert differing(root) == set()


def test_words_that_show_somebody_whom_readers_did_not_see_are_built_at_once(
    root: Path, preview: PreviewBuilder
) -> None:
    """No page is published ahead in which that name is plain words, and linked a moment later."""
    archives.write(
        root,
        {
            "content/actors/wanda.yaml": "name: Wanda Quist\n",
            "seeds/quist.md": "---\nstatus: draft\n---\nWanda Quist wrote it.\n",
        },
    )
    assert preview.build().is_done
    assert preview.run_deferred() is None
    assert not (root / "public/people/wanda").exists()
    changed = saved(root, "seeds/vote.md", put("Wanda Quist left.", "Reyes left."))
    assert not is_ahead(preview.build(changed))
    assert (root / "public/people/wanda").exists()
    assert differing(root) == set()


def test_a_seed_that_leads_out_of_the_archive_is_told(root: Path, preview: PreviewBuilder) -> None:
    seed = root / "seeds/count.txt"
    (root.parent / "count.txt").write_bytes(seed.read_bytes() + b"\n\nIt snowed.")
    seed.unlink()
    seed.symlink_to(root.parent / "count.txt")
    for outcome in (preview.build(frozenset({seed})), build(asked(root))):
        assert ([problem.code for problem in outcome.problems], outcome.is_done) == (["outside-link"], False)


def test_a_preview_may_be_given_a_root_that_is_relative(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    preview = PreviewBuilder(Options(Path(), "public", search=False))
    preview.build()
    outcome = preview.build(saved(root, *ALONE["a heading"]))
    assert (is_ahead(outcome), outcome.changed) == (True, {page("vote")})


# --- what nobody told of


def test_a_look_finds_what_nobody_told_of(root: Path, preview: PreviewBuilder) -> None:
    edit_file(root, "content/actors/luis.yaml", put("name: Luis Holtz", "name: Luis Holt"))
    (root / "public/robots.txt").write_bytes(b"mine")
    assert is_ahead(preview.build(saved(root, *ALONE["a heading"])))
    assert preview.run_deferred() is not None
    assert differing(root) == set()


def test_a_look_that_finds_a_problem_tells_it_and_a_build_of_everything_follows(
    root: Path, preview: PreviewBuilder
) -> None:
    edit_file(root, "content/actors/luis.yaml", put("nam: Luis", "name: Luis"))
    preview.build(saved(root, *ALONE["a heading"]))
    found = preview.run_deferred()
    assert found is not None
    assert (found.is_done, preview.has_deferred) == (False, False)
    edit_file(root, "content/actors/luis.yaml", put("name: Luis", "nam: Luis"))
    outcome = preview.build(saved(root, "seeds/plan.txt", put("It is odd.", "It is dull.")))
    assert (is_ahead(outcome), outcome.is_done) == (False, True)
    assert differing(root) == set()


def test_a_page_that_somebody_wrote_over_is_not_written_over_ahead(root: Path, preview: PreviewBuilder) -> None:
    (root / "public" / page("vote")).write_bytes(b"mine")
    outcome = preview.build(saved(root, *ALONE["a heading"]))
    assert (is_ahead(outcome), outcome.is_done) == (False, True)
    assert differing(root) == set()


@pytest.mark.parametrize("drafts", [False, True])
def test_another_build_may_come_in_between(root: Path, preview: PreviewBuilder, drafts: bool) -> None:
    for name in ("a heading", "a sentence before all names"):
        preview.build(saved(root, *ALONE[name]))
        assert build(replace(asked(root), drafts=drafts)).is_done
    preview.build(saved(root, *SHOWN_ELSEWHERE["a sentence with a name"]))
    preview.run_deferred()
    assert differing(root) == set()


def test_without_a_cache_all_is_built_every_time(root: Path, preview: PreviewBuilder) -> None:
    shutil.rmtree(root / ".sitegen")
    (root / ".sitegen").write_bytes(b"no folder")
    for name in ("a heading", "a sentence before all names"):
        outcome = preview.build(saved(root, *ALONE[name]))
        assert (is_ahead(outcome), outcome.is_done) == (False, True)
        assert preview.run_deferred() is None
        assert not preview.has_deferred
    assert differing(root) == set()


# --- a build by hand after a preview that was ended


@pytest.fixture
def made_anew(preview: PreviewBuilder, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Of what archives all was made anew since the preview had nothing left to do."""
    assert not preview.has_deferred
    roots: list[Path] = []
    make = pipeline.make_site

    def noted(context: BuildContext, reusable: Reusable) -> BuildResult:
        roots.append(context.options.root)
        return make(context, reusable)

    monkeypatch.setattr(full_build, "make_site", noted)
    return roots


def test_what_no_deferred_build_followed_is_no_reason_to_make_all_anew(
    root: Path, preview: PreviewBuilder, made_anew: list[Path]
) -> None:
    preview.build(saved(root, *ALONE["a heading"]))
    outcome = build(asked(root))
    assert outcome.changed == {"data/articles.jsonl", "articles/vote/text.txt", "articles/ballot/text.txt"}
    assert made_anew == []
    assert differing(root) == set()


def test_a_page_of_an_article_that_was_written_over_is_made_alone(root: Path, made_anew: list[Path]) -> None:
    (root / "public" / page("vote")).write_bytes(b"mine")
    assert build(asked(root)).changed == {page("vote")}
    assert made_anew == []
    assert differing(root) == set()


# --- a look that is in the way, and one in a process of its own


class SlowIndex:
    """Pagefind, which from a moment on waits until it is let go."""

    def __init__(self, folder: Path) -> None:
        self._begun, self._free, self._is_slow = folder / "begun", folder / "free", folder / "is-slow"
        os.mkfifo(self._begun)
        os.mkfifo(self._free)
        self.program = folder / "pagefind"
        waits = f'[ "$1" != --version ] && [ -e {self._is_slow} ] && echo > {self._begun} && read line < {self._free}'
        self.program.write_text(f'#!/bin/sh\n{waits}\nexec {pagefind.find_pagefind()} "$@"\n', encoding="utf-8")
        self.program.chmod(0o755)

    def slow_down(self) -> None:
        self._is_slow.touch()

    def wait(self) -> None:
        """Return when an index is about to be made."""
        self._begun.read_bytes()

    def let_go(self) -> None:
        self._is_slow.unlink()
        self._free.write_bytes(b"\n")


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SlowIndex:
    index = SlowIndex(tmp_path)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(index.program))
    return index


@pytest.fixture
def searched(root: Path, index: SlowIndex) -> PreviewBuilder:
    """A preview of a site with an index, which has an edit that a look is to follow."""
    preview = PreviewBuilder(replace(asked(root), search=True))
    preview.build()
    preview.run_deferred()
    assert preview.build(saved(root, *ALONE["a heading"])).is_done
    index.slow_down()
    return preview


def test_a_look_ends_where_something_else_is_to_be_built(
    root: Path, searched: PreviewBuilder, index: SlowIndex
) -> None:
    before = tree(root / "public")
    with ThreadPoolExecutor(1) as threads:
        looking = threads.submit(searched.run_deferred)
        index.wait()
        searched.cancel_deferred()
        index.let_go()
        assert looking.result() is None
    assert searched.has_deferred
    assert tree(root / "public") == before
    outcome = searched.build(saved(root, *ALONE["a sentence before all names"]))
    assert (is_ahead(outcome), outcome.changed) == (True, {page("vote")})
    searched.run_deferred()
    assert differing(root, search=True) == set()


def test_a_build_does_not_wait_for_a_look_in_a_process_of_its_own(
    root: Path, searched: PreviewBuilder, index: SlowIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = root.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(live, "PROCESS_FROM", 0)
    with ThreadPoolExecutor(1) as threads:
        looking = threads.submit(searched.run_deferred)
        index.wait()
        outcome = searched.build(saved(root, *ALONE["a sentence before all names"]))
        assert looking.result() is None
    assert (is_ahead(outcome), outcome.changed) == (True, {page("vote")})
    assert list(temporary.iterdir()) == []


def test_builds_in_a_process_of_their_own_leave_the_same(
    root: Path, preview: PreviewBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PROCESS_FROM", 0)
    for path, edit in (SHOWN_ELSEWHERE["the opening"], ("content/actors/luis.yaml", put("Holtz", "Holt"))):
        preview.build(saved(root, path, edit))
        preview.run_deferred()
        assert differing(root) == set()


def test_where_there_can_be_no_process_of_its_own_a_look_is_made_here(
    root: Path, preview: PreviewBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PROCESS_FROM", 0)
    monkeypatch.setattr(spawn, "_python_exe", b"/bin/false")
    preview.build(saved(root, *ALONE["a heading"]))
    assert preview.run_deferred() is None
    assert differing(root) == set()
