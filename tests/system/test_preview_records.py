"""Edits of claims, notes and what is known of articles in a preview: what is shown ahead, what is told, what waits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from support import archives
from support.article_edits import FILES, Edit, clean, edit_file, put
from support.golden import tree
from support.incremental_archive import quick_builds

from sitegen.core.model import AnnotatedArticle
from sitegen.engine import Options, Outcome, build, full_build, page_selection, site_writer
from sitegen.engine.article_cache import CachedArticle
from sitegen.engine.preview import PreviewBuilder
from sitegen.site import index
from sitegen.site.index import SiteIndex
from sitegen.site.index.changed_rows import without_places
from sitegen.site.index.read_log import RecordedTable

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

CLAIMS = """- id: paid
  claim: She paid.
  speaker: ana
  about: [luis]
  article: count
  quote: Ana Reyes paid
  topics: bridge
  verdict: "true"
- id: left
  claim: She left.
  article: vote
  quote: Reyes left
  supports: [paid]
- id: all-of-it
  claim: It is all wrong.
  article: count
"""
MORE = {
    "content/claims/list.yaml": CLAIMS,
    "content/articles/count.yaml": "seed: count.txt\nid: count\ntopics: [bridge, cars]\nactors: [ana]\n",
    "content/notes/see.yaml": "title: On her\nbody: Of [[ana]], who was [[safe]].\nactors: [ana]\n",
    "content/actors/mara.yaml": "name: Mara Lind\nmatch: pinned\n",
}

AHEAD: dict[str, tuple[str, Edit, set[str]]] = {
    "a note's text": ("content/notes/rain.yaml", put("It pours.", "It falls."), {"articles/vote", "notes/rain"}),
    "a note's title": ("content/notes/rain.yaml", put("Showers", "Rain"), {"articles/vote", "notes/rain"}),
    "a note on several articles": (
        "content/notes/rain.yaml",
        put("where: [{article: vote, quote: It rained}, {article: count}]\n", "article: vote\nquote: It rained\n"),
        {"articles/count", "notes/rain"},
    ),
    "other words that a note is about": (
        "content/notes/rain.yaml",
        put("quote: All went home", "quote: It rained"),
        {"articles/vote", "notes/rain"},
    ),
    "a note on a whole article": ("content/notes/all.yaml", put("Short.", "Long."), {"articles/plan", "notes/all"}),
    "a claim": ("content/claims/safe.yaml", put("It holds.", "It is safe."), {"articles/vote", "claims/safe"}),
    "a verdict": ("content/claims/list.yaml", put('"false"', '"true"'), {"articles/count", "claims/paid"}),
    "a speaker": ("content/claims/safe.yaml", put("[ana, luis]", "ana"), {"articles/vote", "claims/safe"}),
    "a source": (
        "content/claims/safe.yaml",
        lambda text: f"{text}review: As *said*.\nsources: [{{title: A book}}]\n",
        {"articles/vote", "claims/safe"},
    ),
    "who checked a claim": (
        "content/claims/safe.yaml",
        lambda text: f"{text}reviewed_by: Nora Quill\n",
        {"claims/safe"},
    ),
    "another review of a claim": (
        "content/claims/list.yaml",
        lambda text: f'{text}  reviews: [{{reviewed_by: Nora Quill, verdict: "false", reviewed: 2024-05-02}}]\n',
        {"articles/count", "claims/all-of-it"},
    ),
    "a correction": (
        "content/claims/safe.yaml",
        lambda text: f"{text}history: [{{date: 2024-05-02, why: A word was wrong.}}]\n",
        {"claims/safe"},
    ),
    "the author of a note": (
        "content/notes/rain.yaml",
        lambda text: f"{text}author: Nora Quill\n",
        {"notes/rain"},
    ),
    "a tie between claims": (
        "content/claims/safe.yaml",
        lambda text: f"{text}contradicts: [left]\n",
        {"claims/safe"},
    ),
    "a claim more in a list": (
        "content/claims/list.yaml",
        lambda text: f"- id: aaa\n  claim: It was dark.\n  article: vote\n  quote: It rained\n{text}",
        {"articles/vote", "claims/aaa"},
    ),
    "a claim in a file of its own": (
        "content/claims/new/came.yaml",
        lambda text: f"{text}claim: Nobody came.\nspeaker: luis\narticle: count\nquote: Nobody else came\n",
        {"articles/count", "claims/came"},
    ),
    "a note in a file of its own": (
        "content/notes/zzz.yaml",
        lambda text: f"{text}title: Home\nbody: Of [[ana]] and [[vote]].\narticle: vote\nquote: All went home\n",
        {"articles/vote", "notes/zzz"},
    ),
    "words that name somebody": (
        "content/articles/count.yaml",
        lambda text: f"{text}mentions: [{{text: Nobody, actor: mara}}]\n",
        {"articles/count"},
    ),
    "words that name nobody": (
        "content/articles/count.yaml",
        lambda text: f"{text}not_mentions: [Luis Holt]\n",
        {"articles/count"},
    ),
    "a summary": ("content/articles/count.yaml", lambda text: f"{text}summary: Of cars.\n", {"articles/count"}),
    "the first record of an article": (
        "content/articles/plan.yaml",
        lambda text: f"{text}seed: plan.txt\nmentions: [{{text: dull, actor: luis}}]\n",
        {"articles/plan"},
    ),
}

WAIT: dict[str, tuple[str, Edit]] = {
    "a record less": ("content/claims/list.yaml", lambda text: text[: text.index("- id: all-of-it")]),
    "the article that a note is about": (
        "content/notes/rain.yaml",
        put("article: count\nquote: Nobody else came", "article: vote\nquote: It rained"),
    ),
    "another id": ("content/claims/safe.yaml", lambda text: f"id: other\n{text}"),
    "an old id": ("content/claims/safe.yaml", lambda text: f"{text}formerly: [sound]\n"),
    "an id that looks like another": (
        "content/claims/list.yaml",
        lambda text: f"{text}- id: Ieft\n  claim: It looks alike.\n  article: plan\n",
    ),
    "a draft": ("content/claims/safe.yaml", lambda text: f"{text}status: draft\n"),
    "a term": ("content/notes/rain.yaml", lambda text: f"{text}terms: [dull]\n"),
    "a new topic": ("content/claims/safe.yaml", lambda text: f"{text}topics: [Boats]\n"),
    "a topic less": ("content/articles/count.yaml", put("topics: [bridge]", "topics: [bridge, cars]")),
    "a link that leads nowhere": ("content/notes/all.yaml", put("See [[nobody-there]].", "Long.")),
    "a warning": ("content/notes/all.yaml", put("Long # and wide.", "Long.")),
    "a date": ("content/articles/count.yaml", lambda text: f"{text}date: 2024\n"),
    "a title": ("content/articles/count.yaml", lambda text: f"{text}title: Counted\n"),
    "a picture for the first time": ("content/notes/all.yaml", put("![A map](media/other.svg)", "Long.")),
}


def asked(root: Path) -> Options:
    return Options(root, root / "public", search=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {**FILES, **MORE, "content/media/other.svg": FILES["content/media/map.svg"]}
    files["content/site.yaml"] = files["content/site.yaml"].replace("media: all", "media: used")
    return archives.write(tmp_path / "archive", files)


@pytest.fixture
def preview(root: Path) -> PreviewBuilder:
    """A preview that has built, and has nothing left to do."""
    preview = PreviewBuilder(asked(root))
    assert preview.build().is_done
    assert preview.run_deferred() is None
    return preview


def saved(root: Path, path: str, edit: Edit) -> frozenset[Path]:
    """What a preview is told when a file was edited, or made."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).touch()
    edit_file(root, path, edit)
    return frozenset({root / path})


def is_ahead(outcome: Outcome) -> bool:
    return "look" not in dict(outcome.stats.stages)


def pages(names: set[str]) -> set[str]:
    return {f"{name}/index.html" for name in names}


def wanted(root: Path, **known: object) -> dict[str, bytes]:
    """The site of a clean build."""
    found = clean(root, **known)
    shutil.rmtree(root.parent / "elsewhere")
    return found


def differing(root: Path, **known: object) -> set[str]:
    found, right = tree(root / "public"), wanted(root, **known)
    return {path for path in found.keys() | right.keys() if found.get(path) != right.get(path)}


def rows(found: SiteIndex) -> dict[str, object]:
    """All that an index has, without the places in files."""
    tables: dict[str, object] = {}
    for name in found.__struct_fields__:
        value = getattr(found, name)
        if name in ("log", "bodies"):
            continue
        known = dict(value.rows) if isinstance(value, RecordedTable) else value
        tables[name] = (
            {key: without_places(one) for key, one in known.items()}
            if isinstance(known, dict)
            else without_places(known)
        )
    return tables


def index_of_now(root: Path) -> SiteIndex:
    """The index of what the last full build kept."""
    fresh = PreviewBuilder(asked(root))
    assert fresh.build().is_done
    assert fresh.run_deferred() is None
    assert fresh._fast is not None
    return fresh._fast.live.index


@pytest.mark.parametrize("name", AHEAD)
def test_what_an_edit_is_about_is_shown_ahead_as_it_will_be(root: Path, preview: PreviewBuilder, name: str) -> None:
    path, edit, shown = AHEAD[name]
    outcome = preview.build(saved(root, path, edit))
    assert (is_ahead(outcome), outcome.is_done, outcome.changed) == (True, True, pages(shown))
    right, found = wanted(root), tree(root / "public")
    assert {path for path in outcome.changed or () if found[path] != right[path]} == set()
    assert preview.has_deferred
    preview.run_deferred()
    assert differing(root) == set()
    assert not preview.has_deferred


@pytest.mark.parametrize("name", WAIT)
def test_what_may_concern_more_is_built_as_a_whole(root: Path, preview: PreviewBuilder, name: str) -> None:
    outcome = preview.build(saved(root, *WAIT[name]))
    assert not is_ahead(outcome)
    if outcome.is_done:
        assert differing(root) == set()


DRAFTS = {
    "content/actors/wanda.yaml": "name: Wanda Quist\n",
    "content/claims/waits.yaml": "claim: It waits.\nspeaker: luis\nabout: [wanda]\narticle: count\nstatus: draft\n",
    "seeds/unread.md": "---\nstatus: draft\n---\nSomebody wrote it. Nora knows Luis Holt.\n",
}
OF_DRAFTS: dict[str, tuple[str, Edit, set[str]]] = {
    "its words": ("content/claims/waits.yaml", put("It hangs.", "It waits."), {"articles/count", "claims/waits"}),
    "whom it names": (
        "content/claims/waits.yaml",
        put("speaker: [luis, ana]", "speaker: luis"),
        {"articles/count", "claims/waits"},
    ),
    "another one": (
        "content/claims/more.yaml",
        lambda text: f"{text}claim: It is odd.\nspeaker: ana\narticle: count\nstatus: draft\n",
        {"articles/count", "claims/more"},
    ),
}


@pytest.mark.parametrize("drafts", [False, True])
def test_a_draft_is_edited_ahead_whether_it_is_shown_or_not(root: Path, drafts: bool) -> None:
    archives.write(root, DRAFTS)
    preview = PreviewBuilder(replace(asked(root), drafts=drafts))
    assert preview.build().is_done
    assert preview.run_deferred() is None
    for path, edit, shown in OF_DRAFTS.values():
        outcome = preview.build(saved(root, path, edit))
        assert (path, is_ahead(outcome), outcome.changed) == (path, True, pages(shown) if drafts else set())
    outcome = preview.build(saved(root, *AHEAD["a claim"][:2]))
    assert (is_ahead(outcome), outcome.changed) == (True, pages({"articles/vote", "claims/safe"}))
    preview.run_deferred()
    assert differing(root, drafts=drafts) == set()
    outcome = preview.build(saved(root, "content/claims/safe.yaml", lambda text: f"{text}about: [wanda]\n"))
    assert not is_ahead(outcome), "readers see Wanda Quist by that"
    assert differing(root, drafts=drafts) == set()


def test_one_edit_after_the_other_is_shown_ahead(root: Path, preview: PreviewBuilder) -> None:
    for path, edit, shown in AHEAD.values():
        if path != "content/notes/rain.yaml":
            outcome = preview.build(saved(root, path, edit))
            assert (path, is_ahead(outcome), pages(shown) >= (outcome.changed or set())) == (path, True, True)
    preview.run_deferred()
    assert differing(root) == set()
    assert preview._fast is not None
    assert rows(preview._fast.live.index) == rows(index_of_now(root))


def test_many_edits_without_a_pause_are_shown_together(root: Path, preview: PreviewBuilder) -> None:
    changed = saved(root, *AHEAD["a claim"][:2]) | saved(root, *AHEAD["words that name somebody"][:2])
    changed |= saved(root, "seeds/plan.txt", put("It is odd.", "It is dull."))
    outcome = preview.build(changed)
    assert is_ahead(outcome)
    assert outcome.changed == pages({"articles/vote", "claims/safe", "articles/count", "articles/plan"})
    right, found = wanted(root), tree(root / "public")
    assert all(found[path] == right[path] for path in outcome.changed)
    preview.run_deferred()
    assert differing(root) == set()


def test_a_quote_that_is_not_found_is_told_at_once_and_what_was_kept_back_is_shown_when_it_is_mended(
    root: Path, preview: PreviewBuilder
) -> None:
    before = tree(root / "public")
    changed = saved(root, "content/notes/rain.yaml", put("quote: It snowed", "quote: It rained"))
    outcome = preview.build(changed)
    assert (is_ahead(outcome), outcome.is_done) == (True, False)
    assert [(one.code, str(one.location)) for one in outcome.problems if one.severity == "error"] == [
        ("quote-not-found", "content/notes/rain.yaml:4:8")
    ]
    assert tree(root / "public") == before
    assert not preview.has_deferred
    saved(root, "content/notes/rain.yaml", put("quote: It rained", "quote: It snowed"))
    outcome = preview.build(saved(root, *AHEAD["a claim"][:2]) | changed)
    assert (outcome.is_done, outcome.changed) == (True, pages({"articles/vote", "claims/safe"}))
    preview.run_deferred()
    assert differing(root) == set()


def test_a_problem_is_told_with_the_line_that_it_is_in_by_now(root: Path, preview: PreviewBuilder) -> None:
    """Of a record that another edit of its file moved."""
    more = "- id: aaa\n  claim: It was dark.\n  article: plan\n"
    assert preview.build(saved(root, "content/claims/list.yaml", lambda text: more + text)).is_done
    outcome = preview.build(saved(root, "seeds/count.txt", put("Ana Reyes owed", "Ana Reyes paid")))
    assert [str(one.location) for one in outcome.problems if one.severity == "error"] == [
        "content/claims/list.yaml:9:10"
    ]


def test_what_somebody_put_where_a_new_page_is_to_be_stays(root: Path, preview: PreviewBuilder) -> None:
    mine = root / "public/claims/came/index.html"
    archives.write(root, {"public/claims/came/index.html": "mine"})
    outcome = preview.build(saved(root, *AHEAD["a claim in a file of its own"][:2]))
    assert (is_ahead(outcome), outcome.is_done) == (False, False)
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_new_page_is_one_of_the_site(root: Path, preview: PreviewBuilder) -> None:
    """So that whoever builds next takes it for ours: without the claim it goes."""
    path, edit, _ = AHEAD["a claim in a file of its own"]
    assert is_ahead(preview.build(saved(root, path, edit)))
    (root / path).unlink()
    assert PreviewBuilder(asked(root)).build().is_done
    assert not (root / "public/claims/came").exists()
    assert differing(root) == set()


def test_a_mention_is_shown_ahead_whichever_process_read_the_seed(root: Path) -> None:
    """What a seed is evidence of is kept in any order, which is another one in each process."""
    command = "import sys; from pathlib import Path; from sitegen.engine import Options, build; r = Path(sys.argv[1]); "
    command += "build(Options(r, r / 'public', search=False))"
    for number in range(3):
        archives.write(root, {f"seeds/plan{number}.txt": f"Plan {number}\n\nAll of it is dull, and so on.\n"})
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", command, str(root)], check=True, env=environment)
    preview = PreviewBuilder(asked(root))
    assert preview.build().changed == frozenset()
    for number in range(3):
        record = f"seed: plan{number}.txt\nmentions: [{{text: dull, actor: luis}}]\n"
        archives.write(root, {f"content/articles/plan{number}.yaml": record})
        outcome = preview.build(frozenset({root / f"content/articles/plan{number}.yaml"}))
        assert (is_ahead(outcome), outcome.changed) == (True, pages({f"articles/plan{number}"}))


def test_a_new_page_that_was_ahead_lets_no_other_page_be_made(
    root: Path, preview: PreviewBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[frozenset[str] | None] = []

    def noted(*given: Any) -> frozenset[str] | None:
        made.append(page_selection.pages_to_make(*given))
        return made[-1]

    monkeypatch.setattr(site_writer, "pages_to_make", noted)
    assert is_ahead(preview.build(saved(root, *AHEAD["a claim in a file of its own"][:2])))
    preview.run_deferred()
    assert len(made) == 1
    assert made[0] is not None
    assert "claims/came/" in made[0]
    assert "articles/plan/" not in made[0]


@pytest.mark.parametrize("name", ["a note's title", "a claim"])
@pytest.mark.parametrize("known", [{"search": False}, {"most_indexed": 1}])
def test_what_follows_an_edit_that_was_ahead_is_no_full_build(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, known: dict[str, Any]
) -> None:
    """Of the pages those alone are made that the edit concerns, and those that were ahead, whatever they were then."""
    full: list[object] = []

    def noted(*given: Any) -> Outcome:
        full.append(given)
        return build_all(*given)

    build_all = full_build.build_all
    monkeypatch.setattr(full_build, "build_all", noted)
    asked = Options(root, root / "public", **known)
    preview = PreviewBuilder(asked)
    preview.build()
    preview.run_deferred()
    full.clear()
    path, edit, _ = AHEAD[name]
    before = (root / path).read_bytes()
    assert is_ahead(preview.build(saved(root, path, edit)))
    (root / path).write_bytes(before.replace(b"Rain", b"Storms").replace(b"It is safe.", b"It stands."))
    build(asked)
    assert full == []
    build(replace(asked, output=tmp_path / "elsewhere"))
    assert tree(tmp_path / "elsewhere") == tree(root / "public")


def test_who_is_seen_only_by_a_claim_stays_hidden_until_all_is_built(root: Path) -> None:
    draft = "---\nstatus: draft\n---\nWanda Quist wrote it.\n"
    archives.write(root, {"content/actors/wanda.yaml": "name: Wanda Quist\n", "seeds/quist.md": draft})
    preview = PreviewBuilder(asked(root))
    assert preview.build().is_done
    assert preview.run_deferred() is None
    assert is_ahead(preview.build(saved(root, *AHEAD["a speaker"][:2])))
    assert not is_ahead(preview.build(saved(root, "content/claims/safe.yaml", put("[wanda]", "[ana, luis]"))))
    assert (root / "public/people/wanda").exists()
    assert not is_ahead(preview.build(saved(root, "content/claims/safe.yaml", put("[ana]", "[wanda]"))))
    assert not (root / "public/people/wanda").exists()


def test_a_preview_of_what_a_build_has_just_made_makes_nothing_and_shows_an_edit_ahead(root: Path) -> None:
    made = Options(root, root / "public")
    assert build(made).is_done
    before = {path: path.stat().st_mtime_ns for path in (root / "public").rglob("*")}
    preview = PreviewBuilder(Options(root, root / "public", most_indexed=3))
    outcome = preview.build()
    assert (outcome.changed, "render" in dict(outcome.stats.stages)) == (frozenset(), False)
    assert {path: path.stat().st_mtime_ns for path in (root / "public").rglob("*")} == before
    outcome = preview.build(saved(root, *AHEAD["a claim"][:2]))
    assert (is_ahead(outcome), outcome.changed) == (True, pages({"articles/vote", "claims/safe"}))


def test_the_articles_of_an_index_are_those_of_the_cache(root: Path, preview: PreviewBuilder) -> None:
    """What is held in memory after many builds is what a preview would load that begins now."""
    for name in ("a note on several articles", "words that name somebody", "a tie between claims"):
        assert is_ahead(preview.build(saved(root, *AHEAD[name][:2])))
        preview.run_deferred()
    assert preview._fast is not None
    live, fresh = preview._fast.live, index_of_now(root)
    assert rows(live.index) == rows(fresh)
    kept: list[AnnotatedArticle] = [
        live._articles.blobs.read(entry.article, CachedArticle).annotated for entry in live._articles.entries.values()
    ]
    built = index.build_index(live.index.whole, kept, live.index.bodies, drafts=False)
    assert rows(built) == rows(live.index)
