"""The steps of an incremental build, each by itself: what is looked at, compared and planned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import archives
from support.article_edits import ALONE, FILES, edit_file, put, run

from sitegen.engine import Options
from sitegen.engine.article_cache import CachedArticle
from sitegen.engine.article_processor import ArticleTask, ProcessedArticle, SeedMissing, batch_processor
from sitegen.engine.build_cache import BuildCache
from sitegen.engine.cached_records import key_of
from sitegen.engine.changes import ChangedFiles, FullBuildReason, compare, look
from sitegen.engine.edit_plan import EditPlan, EditPlanner
from sitegen.engine.incremental import make_toolchain


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = archives.write(tmp_path / "archive", FILES)
    assert run(root).is_done
    return root


def changes(root: Path, **known: object) -> ChangedFiles | FullBuildReason:
    """What a build of an archive finds before it makes anything."""
    asked = replace(Options(root, root / "public", search=False), **known)
    return compare(look(root, asked.output, BuildCache(root, asked.output)), key_of(asked))


def plan(root: Path, *sources: str) -> EditPlan | FullBuildReason:
    """What a build plans after these sources changed."""
    found = changes(root)
    cache = BuildCache(root, root / "public")
    assert look(root, root / "public", cache) is not None
    articles = cache.articles()
    assert isinstance(found, ChangedFiles)
    assert articles is not None
    planner = EditPlanner(root, articles, make_toolchain(root, articles.shared).processor)
    return planner.plan(sources or found.sources)


def test_where_nothing_changed_nothing_differs(root: Path) -> None:
    found = changes(root)
    assert isinstance(found, ChangedFiles)
    assert found.are_none


def test_sources_and_files_of_the_site_that_changed_are_named(root: Path) -> None:
    edit_file(root, *ALONE["a sentence at the end"])
    (root / "content/notes/all.yaml").unlink()
    (root / "content/notes/new.yaml").write_text("title: New\nbody: Short.\n", encoding="utf-8")
    (root / "public/about.txt").write_text("not ours", encoding="utf-8")
    (root / "public/articles/plan/index.html").write_text("overwritten", encoding="utf-8")
    found = changes(root)
    assert isinstance(found, ChangedFiles)
    assert found.sources == {"seeds/vote.md", "content/notes/all.yaml", "content/notes/new.yaml"}
    assert found.overwritten == {"articles/plan/index.html"}


def remove_cache(root: Path) -> None:
    for path in (root / ".sitegen").glob("*/build"):
        path.unlink()


NOT_COMPARED: dict[str, tuple[Callable[[Path], object], dict[str, object], str]] = {
    "no last build": (remove_cache, {}, "there is no build to compare with"),
    "other options": (lambda _: None, {"strict": True}, "another build was asked for"),
    "a file of the site removed": (
        lambda root: (root / "public/index.html").unlink(),
        {},
        "a file of the last build is missing, or that build was interrupted",
    ),
}


@pytest.mark.parametrize("case", NOT_COMPARED)
def test_where_nothing_can_be_compared_the_reason_is_given(root: Path, case: str) -> None:
    act, known, reason = NOT_COMPARED[case]
    act(root)
    assert changes(root, **known) == FullBuildReason(reason)


@pytest.mark.parametrize("name", ALONE)
def test_a_plan_names_the_page_of_the_article_alone(root: Path, name: str) -> None:
    path, edited = ALONE[name]
    edit_file(root, path, edited)
    found = plan(root)
    assert isinstance(found, EditPlan)
    assert found.pages == (f"articles/{Path(path).stem}/index.html",)


def test_a_page_that_is_asked_for_without_an_edit_is_planned_with_the_text_as_it_was(root: Path) -> None:
    found = plan(root, "seeds/plan.txt", "seeds/count.txt")
    assert isinstance(found, EditPlan)
    assert found.pages == ("articles/count/index.html", "articles/plan/index.html")


FULL = {
    "another record": ("content/actors/luis.yaml", put("name: Luis Holtz", "name: Luis Holt"), "other sources"),
    "the headline": ("seeds/count.txt", put("Cars were counted", "Cars counted"), "other pages"),
    "a name more": ("seeds/plan.txt", put("It is dull, says Luis Holt.", "It is dull."), "other pages"),
    "front matter": ("seeds/vote.md", put("topics: [bridge, rain]", "topics: [bridge]"), "front matter"),
}


@pytest.mark.parametrize("case", FULL)
def test_an_edit_that_other_pages_show_is_a_full_build(root: Path, case: str) -> None:
    path, edited, reason = FULL[case]
    edit_file(root, path, edited)
    found = plan(root)
    assert isinstance(found, FullBuildReason)
    assert reason in found.reason


def test_what_other_pages_show_too_is_a_full_build(root: Path) -> None:
    edit_file(root, "seeds/vote.md", put("Reyes left early.", "Reyes left."))
    assert plan(root) == FullBuildReason("other pages show what changed")


def test_a_seed_that_is_no_text_is_a_full_build(root: Path) -> None:
    (root / "seeds/plan.txt").write_bytes(b"The plan\n\nIt is d\xfcll.")
    assert plan(root) == FullBuildReason("a seed is no UTF-8")


def test_an_empty_article_is_not_used_again_where_its_seed_is_gone(tmp_path: Path) -> None:
    record = "seed: empty.txt\ntitle: Nothing\n"
    root = archives.write(tmp_path / "archive", {"seeds/empty.txt": "", "content/articles/empty.yaml": record})
    assert run(root).is_done
    cache = BuildCache(root, root / "public")
    assert look(root, root / "public", cache) is not None
    last = cache.articles()
    assert last is not None
    ((name, entry),) = last.entries.items()
    known = last.blobs.read(entry.article, CachedArticle)
    processor = make_toolchain(root, last.shared).processor._replace(blobs=last.blobs)
    task = ArticleTask(known.article, known.quotes, entry)
    (kept,) = batch_processor(processor)([task])
    assert (name, isinstance(kept, ProcessedArticle) and kept.is_reused) == ("empty", True)
    (root / "seeds/empty.txt").unlink()
    (gone,) = batch_processor(processor)([task])
    assert isinstance(gone, SeedMissing)
    assert [problem.code for problem in gone.problems] == ["unreadable-file"]
