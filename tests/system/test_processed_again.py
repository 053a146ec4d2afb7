"""Which articles are woven again after a change, and that the others may stay as they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from support import archives
from support.golden import tree
from support.incremental_archive import quick_builds

from sitegen.core.model import AnchorRequest, Article
from sitegen.engine import Options, build
from sitegen.text import article_stage
from sitegen.text.article_stage import StageResult, StageSettings

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

CLAIM = "claim: It is safe.\nspeaker: ana\narticle: a\nquote: the bridge\n"
FILES = {
    "seeds/a.txt": "A vote\n\nMayor Ana Reyes spoke of the bridge. Reyes left.",
    "seeds/b.txt": "A count\n\nLuis Holt counted cars.",
    "seeds/c.txt": "A plan\n\nNobody is in it.\n\nIt has trams.",
    "seeds/d.txt": "A walk\n\nSomebody walked.",
    "content/articles/d.yaml": "seed: d.txt\nactors: [luis]\nmentions: [{text: Somebody, actor: luis}]\n",
    "content/actors/ana.yaml": "name: Ana Reyes\n",
    "content/actors/luis.yaml": "name: Luis Holt\n",
    "content/claims/safe.yaml": CLAIM,
    "content/notes/cars.yaml": "title: Cars\nbody: They drive.\nterms: [cars]\n",
    "content/notes/all.yaml": "title: Of it all\nbody: Long.\narticle: c\n",
    "content/site.yaml": "title: T\n",
}

CHANGES: dict[str, tuple[dict[str, str], str]] = {
    "nothing": ({}, ""),
    "the words of a seed": ({"seeds/c.txt": "A plan\n\nNobody is in it.\n\nIt has trains."}, "c"),
    "a new seed": ({"seeds/e.txt": "A new one\n\nAna Reyes again."}, "e"),
    "an alias that one article has": ({"content/actors/ana.yaml": "name: Ana Reyes\naliases: [Mayor]\n"}, "a"),
    "an alias that no article has": ({"content/actors/ana.yaml": "name: Ana Reyes\naliases: [Anita]\n"}, ""),
    "another name": ({"content/actors/luis.yaml": "name: Luis Cars\n"}, "bd"),
    "another kind": ({"content/actors/luis.yaml": "name: Luis Holt\nkind: place\n"}, "bd"),
    "what is said of an actor": ({"content/actors/luis.yaml": "name: Luis Holt\nsummary: He counts.\n"}, ""),
    "a new actor": ({"content/actors/x.yaml": "name: Somebody\n"}, "d"),
    "a new actor in other words": ({"content/actors/x.yaml": "name: Xan Quux\n"}, ""),
    "a term": ({"content/notes/cars.yaml": "title: Cars\nbody: They drive.\nterms: [cars, trams]\n"}, "bc"),
    "what a note says": ({"content/notes/cars.yaml": "title: Cars\nbody: They stand.\nterms: [cars]\n"}, ""),
    "a verdict": ({"content/claims/safe.yaml": f"{CLAIM}verdict: disputed\n"}, ""),
    "a quote": ({"content/claims/safe.yaml": "claim: It is safe.\nspeaker: ana\narticle: a\nquote: bridge\n"}, "a"),
    "an article's record": ({"content/articles/d.yaml": "seed: d.txt\ntitle: A long walk\n"}, "d"),
    "a setting": ({"content/site.yaml": "title: U\nper_page: 1\n"}, ""),
    "a setting of the words": ({"content/site.yaml": "link_mentions: all\n"}, "abcd"),
    "a picture": ({"content/media/x.svg": "<svg/>"}, "abcd"),
    "a template": ({"templates/page.html": "{% extends 'sitegen:page.html' %}"}, ""),
}
"""Files that are written, and the articles that are woven again."""


@pytest.fixture
def processed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that were woven, in order."""
    found: list[str] = []
    stage = article_stage.annotate_article

    def noted(
        settings: StageSettings, article: Article, seed: bytes, quotes: Sequence[AnchorRequest] = ()
    ) -> StageResult:
        found.append(article.id)
        return stage(settings, article, seed, quotes)

    monkeypatch.setattr(article_stage, "annotate_article", noted)
    return found


def options(root: Path, *, drafts: bool = False) -> Options:
    return Options(root, root / "public", drafts=drafts, jobs=1, search=False)


@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("name", CHANGES)
def test_only_what_a_change_touches_is_woven_again(
    tmp_path: Path, processed: list[str], name: str, drafts: bool
) -> None:
    files, expected = CHANGES[name]
    root = archives.write(tmp_path / "archive", FILES)
    assert build(options(root, drafts=drafts)).is_done
    assert processed == ["a", "b", "c", "d"]
    processed.clear()
    archives.write(root, files)
    assert build(options(root, drafts=drafts)).is_done
    assert "".join(processed) == expected
    clean = archives.write(tmp_path / "clean", {**FILES, **files})
    assert build(options(clean, drafts=drafts)).is_done
    assert tree(root / "public") == tree(clean / "public")


def test_a_name_that_went_is_looked_for_where_it_stood(tmp_path: Path, processed: list[str]) -> None:
    root = archives.write(
        tmp_path / "archive", {**FILES, "content/actors/trams.yaml": "name: Trams\naliases: [trams]\n"}
    )
    build(options(root))
    processed.clear()
    (root / "content/actors/trams.yaml").unlink()
    build(options(root))
    assert processed == ["c"]


@pytest.mark.parametrize("part", range(40))
def test_what_is_damaged_of_the_blobs_is_made_anew(tmp_path: Path, processed: list[str], part: int) -> None:
    root = archives.write(tmp_path / "archive", FILES)
    build(options(root))
    before = tree(root / "public")
    processed.clear()
    (blobs,) = (root / ".sitegen").rglob("blobs-*")
    data = bytearray(blobs.read_bytes())
    data[len(data) * part // 40] ^= 255
    blobs.write_bytes(data)
    archives.write(root, {"content/site.yaml": "title: T\nper_page: 49\n"})
    assert build(options(root)).is_done
    assert len(processed) <= 1
    assert tree(root / "public") == before


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be deleted there")
@pytest.mark.parametrize("deleted_at", ["read", "weave", "render", "publish"])
def test_a_cache_may_vanish_while_a_build_runs(tmp_path: Path, deleted_at: str) -> None:
    root = archives.write(tmp_path / "archive", FILES)
    build(options(root))
    known = {"content/actors/ana.yaml": "name: Ana Reyes\nsummary: A mayor.\n"}
    archives.write(root, known)

    def deleting(stage: str, done: int, total: int) -> None:  # noqa: ARG001
        if stage == deleted_at:
            shutil.rmtree(root / ".sitegen", ignore_errors=True)

    assert build(options(root), deleting).is_done
    clean = archives.write(
        tmp_path / "clean", {**FILES, "content/actors/ana.yaml": "name: Ana Reyes\nsummary: A mayor.\n"}
    )
    assert build(options(clean)).is_done
    assert tree(root / "public") == tree(clean / "public")
    assert build(options(root)).is_done
    assert tree(root / "public") == tree(clean / "public")
