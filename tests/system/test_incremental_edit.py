"""Edits of articles whose words no other page shows: made alone, and to the same bytes as all of it anew."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support import archives
from support.article_edits import ALONE, FILES, Edit, clean, edit_file, put, run
from support.golden import tree
from support.incremental_archive import quick_builds

from sitegen.cli.progress import STAGES
from sitegen.engine import Options, Outcome, StageTimer, build, full_build, incremental, no_progress, pipeline
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.build_context import BuildContext
from sitegen.engine.cached_records import key_of
from sitegen.engine.changes import ChangedFiles, FullBuildReason, PreviousBuild, compare, look
from sitegen.engine.pipeline import BuildResult, Reusable
from sitegen.output.publish import journal

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


WITH_OTHERS: dict[str, tuple[str, Edit]] = {
    "the opening": ("seeds/vote.md", put("The council sat.", "The council met.")),
    "the headline": ("seeds/count.txt", put("Cars were counted", "Cars counted")),
    "a sentence with a name": ("seeds/vote.md", put("Reyes left early.", "Reyes left.")),
    "a name more": ("seeds/plan.txt", put("It is dull, says Luis Holt.", "It is dull.")),
    "a name less": ("seeds/count.txt", put("Somebody paid.", "Ana Reyes paid.")),
    "a term more": ("seeds/plan.txt", put("It has cars.", "It is dull.")),
    "the words of a claim": ("seeds/vote.md", put("the bridge is  safe", "the bridge is safe")),
    "front matter": ("seeds/vote.md", put("topics: [bridge, rain]", "topics: [bridge]")),
    "a heading less": ("seeds/vote.md", put("", "## Afterwards\n\n")),
    "front matter for the first time": ("seeds/plan.txt", put("The new plan", "The plan")),
    "a record": ("content/actors/luis.yaml", put("name: Luis Holtz", "name: Luis Holt")),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = archives.write(tmp_path / "archive", FILES)
    assert run(root).is_done
    return root


@pytest.fixture
def made_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Of what archives all was made anew since the first build of `root`."""
    assert root.exists()
    roots: list[Path] = []
    make = pipeline.make_site

    def noted(context: BuildContext, reusable: Reusable) -> BuildResult:
        roots.append(context.options.root)
        return make(context, reusable)

    monkeypatch.setattr(full_build, "make_site", noted)
    return roots


def check(root: Path, made_anew: list[Path], *, is_alone: bool, **known: object) -> None:
    """The site is that of a clean build, after a second build too, and not more was made than needed."""
    for _ in range(2):
        assert run(root, **known).is_done
        assert (root in made_anew) != is_alone
        assert tree(root / "public") == clean(root, **known)


@pytest.mark.parametrize("name", ALONE)
def test_an_edit_that_no_other_page_shows_is_made_alone(root: Path, made_anew: list[Path], name: str) -> None:
    edit_file(root, *ALONE[name])
    check(root, made_anew, is_alone=True)


@pytest.mark.parametrize("name", WITH_OTHERS)
def test_an_edit_that_another_page_may_show_makes_all_anew(root: Path, made_anew: list[Path], name: str) -> None:
    edit_file(root, *WITH_OTHERS[name])
    assert run(root, keep_going=True).is_done
    check(root, made_anew, is_alone=False, keep_going=True)


def test_several_edits_at_once_and_one_after_the_other(root: Path, made_anew: list[Path]) -> None:
    for turn in range(3):
        for name in ("a sentence at the end", "a heading"):
            edit_file(root, *ALONE[name])
        edit_file(root, "seeds/count.txt", lambda text: f"{text} No. {turn}.")  # noqa: B023 (called at once)
        check(root, made_anew, is_alone=True)
    edit_file(root, *WITH_OTHERS["a name more"])
    check(root, made_anew, is_alone=False)


def test_an_article_that_was_only_touched_is_not_made(root: Path, made_anew: list[Path]) -> None:
    (root / "seeds/vote.md").touch()
    check(root, made_anew, is_alone=True)


def test_with_drafts_too(root: Path, made_anew: list[Path]) -> None:
    run(root, drafts=True)
    made_anew.clear()
    edit_file(root, *ALONE["a sentence before all names"])
    check(root, made_anew, is_alone=True, drafts=True)


def test_where_the_words_are_in_an_index_it_is_made_anew(root: Path, made_anew: list[Path]) -> None:
    run(root, search=True)
    made_anew.clear()
    edit_file(root, *ALONE["a sentence at the end"])
    outcome = run(root, search=True)
    assert "search" in dict(outcome.stats.stages)
    assert outcome.changed is not None
    assert any(path.startswith("search/pagefind/") for path in outcome.changed)
    assert not made_anew


def test_a_search_that_failed_is_tried_again_though_nothing_changed(
    root: Path, made_anew: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = root.parent / "pagefind"
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    for _ in range(2):
        assert [problem.code for problem in run(root, search=True).problems] == ["search-failed"]
    assert made_anew == [root, root]
    monkeypatch.delenv("PAGEFIND_BINARY_PATH")
    outcome = run(root, search=True)
    assert list(outcome.problems) == []
    assert (root / "public/search/index.html").exists()


def test_a_problem_of_the_edit_is_told_and_nothing_published(root: Path, made_anew: list[Path]) -> None:
    run(root, strict=True)
    before, told = tree(root / "public"), []
    made_anew.clear()
    edit_file(root, "seeds/vote.md", lambda text: f"{text}\nSome <b>bold</b> words.\n")
    for _ in range(2):
        outcome = run(root, strict=True)
        told.append([str(problem) for problem in outcome.problems])
        assert not outcome.is_done
        assert tree(root / "public") == before
    assert [line.partition(":")[0] for line in told[0]] == ["seeds/vote.md"]
    assert told[0] == told[1]
    assert made_anew == []


def test_a_seed_whose_hash_is_demanded_is_held_to_it(tmp_path: Path) -> None:
    article = "seed: plan.txt\nsha256: " + "0" * 64
    root = archives.write(tmp_path / "archive", {**FILES, "content/articles/plan.yaml": article})
    digest = next(p.message.split()[-1] for p in run(root).problems if p.code == "hash-mismatch")
    archives.write(root, {"content/articles/plan.yaml": article.replace("0" * 64, digest)})
    assert run(root).is_done
    edit_file(root, *ALONE["an article that names nobody"])
    outcome = run(root)
    assert [problem.code for problem in outcome.problems] == ["hash-mismatch"]
    assert not outcome.is_done


def test_a_seed_that_is_no_longer_utf8_is_told(root: Path) -> None:
    (root / "seeds/plan.txt").write_bytes(b"The plan\n\nIt is d\xfcll.")
    outcome = run(root)
    assert [problem.code for problem in outcome.problems][:1] == ["not-utf8"]
    assert not outcome.is_done


def test_another_build_meanwhile_is_not_written_over(root: Path) -> None:
    edit_file(root, *ALONE["a sentence at the end"])
    options = Options(root, root / "public", search=False)
    cache = BuildCache(root, root / "public")
    changed = compare(look(root, root / "public", cache), key_of(options))
    assert isinstance(changed, ChangedFiles)
    assert changed.sources == {"seeds/vote.md"}
    (root / "public/data/articles.jsonl").touch()
    last = PreviousBuild(cache, changed.state, cache.articles())
    result = incremental.build_edits(options, changed, last, StageTimer(no_progress))
    assert result == FullBuildReason("another build published meanwhile", is_output_known=False)
    assert b"the night" not in (root / "public/articles/vote/index.html").read_bytes()


def test_an_interrupted_publishing_is_finished_even_where_nothing_changed(root: Path) -> None:
    words = {"sitegen journal": 1, "clear": [], "moves": [], "stale": ["robots.txt"]}
    (root / "public" / journal.NAME).write_text(json.dumps(words), encoding="utf-8")
    assert run(root).is_done
    assert not (root / "public" / journal.NAME).exists()
    assert tree(root / "public") == clean(root)


def test_figures_of_annotations_are_those_of_the_new_text(root: Path) -> None:
    edit_file(root, *ALONE["a sentence before all names"])
    run(root)
    text = json.loads((root / "public/data/articles.jsonl").read_text(encoding="utf-8").splitlines()[-1])["text"]
    (claim,) = map(json.loads, (root / "public/data/claims.jsonl").read_text(encoding="utf-8").splitlines())
    (passage,) = claim["passages"]
    assert text[passage["start"] : passage["end"]] == passage["text"] == "the bridge is safe"


def imported(root: Path) -> set[str]:
    """The libraries that a build loads, in a process of its own."""
    program = (
        "import sys; from pathlib import Path; from sitegen.engine import Options, build\n"
        f"outcome = build(Options(Path({str(root)!r}), {str(root / 'public')!r}, search=False))\n"
        "assert outcome.is_done\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return {"jinja2", "markdown_it", "pydantic", "livereload"} & set(done.stdout.split())


def test_where_nothing_changed_nothing_that_makes_pages_is_loaded(root: Path) -> None:
    assert imported(root) == set()


def test_an_edit_loads_nothing_that_reads_records(root: Path) -> None:
    edit_file(root, *ALONE["a sentence at the end"])
    assert imported(root) == {"jinja2", "markdown_it"}


@pytest.mark.parametrize("is_threaded", [False, True])
def test_processes_give_what_one_process_gives(tmp_path: Path, is_threaded: bool) -> None:
    many = {f"seeds/{number}.txt": f"No. {number}\n\nAna Reyes and Luis Holt met cars." for number in range(120)}
    root = archives.write(tmp_path / "archive", {**FILES, **many})
    assert run(root, jobs=1).is_done
    wanted = tree(root / "public")
    shutil.rmtree(root / ".sitegen")
    # Beside another thread workers are started anew, and are sent what forks would find in their memory.
    outcome = _beside(partial(run, root, jobs=2)) if is_threaded else run(root, jobs=2)
    assert outcome.is_done
    assert tree(root / "public") == wanted


def _beside(build_it: Callable[[], Outcome]) -> Outcome:
    found: list[Outcome] = []
    thread = threading.Thread(target=lambda: found.append(build_it()))
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_that_fails_is_told_from_any_process(root: Path, jobs: int) -> None:
    archives.write(root, {"templates/note.html": "{{ page.nothing_of_that_name }}"})
    outcome = run(root, jobs=jobs)
    assert [problem.code for problem in outcome.problems] == ["template-error"]
    assert not outcome.is_done


def test_every_stage_of_a_build_has_words_for_a_terminal(root: Path) -> None:
    stages = set()
    plan = {"seeds/plan.txt": "The plan\n\nIt is long.\n\nIt is odd."}
    for files in ({}, {"content/site.yaml": "title: U\n"}, plan):
        archives.write(root, files)
        build(Options(root, root / "public", search=False), lambda stage, *_: stages.add(stage))
    assert stages == STAGES.keys() - {
        "search",
        "names",
        "upload",
    }  # made without an index, into a folder; one is of `suggest`


def test_a_build_that_fails_remembers_what_was_remembered_before(root: Path) -> None:
    before = sorted(tree(root / ".sitegen"))
    edit_file(root, "content/actors/luis.yaml", put("nam: Luis", "name: Luis"))
    assert not run(root).is_done
    assert sorted(tree(root / ".sitegen")) == before


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    root = archives.write(tmp_path / "archive", {**FILES, "content/actors/luis.yaml": "nam: Luis"})
    assert not run(root).is_done
    assert sorted(path.name for path in root.iterdir()) == ["content", "seeds"]
