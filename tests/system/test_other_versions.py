"""What other versions of sitegen leave, in the cache and in the output: it changes nothing of what this one makes."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.built_sites import clean, made
from support.checkout import ROOT
from support.golden import tree
from support.incremental_archive import differences, quick_builds
from support.waiting import PATIENCE

from sitegen.engine.article_cache import ArticleTable, SharedContext
from sitegen.engine.cache import pack
from sitegen.engine.cached_records import BuildRecord

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
FIRST = ROOT / "tests/sites/first_release"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that was built once, in the place where it is built again: a cache is for one folder."""
    root = Path(shutil.copytree(FIRST, tmp_path / "archive"))
    assert made(root, {}).is_done
    return root


def cache_of(archive: Path) -> Path:
    """The folder in which a build remembers what the next one may use."""
    (folder,) = (path for path in (archive / ".sitegen").iterdir() if path.is_dir())
    assert {"program", "build", "shared", "articles"} <= {path.name for path in folder.iterdir()}
    return folder


NAMES = ("build", "shared", "articles")
KINDS = (BuildRecord, SharedContext, ArticleTable)


def with_fields(more: int) -> tuple[tuple[None, ...], ...]:
    """Packed, these are records of ours that have more fields, or fewer."""
    return tuple((None,) * (len(kind._fields) + more) for kind in KINDS)


LEFT = {
    "records with a field more": with_fields(1),
    "records with a field less": with_fields(-1),
    "records with fields of other types": with_fields(0),
    "mappings instead of records": ({"format": 2}, {"format": 2}, {"format": 2}),
    "records of another kind": (("a", 1), ("b", 2), ("c", 3)),
    "pickles": tuple(pickle.dumps(kind) for kind in KINDS),
}
"""What could be in these files of the cache, each packed with the checksum that belongs to it."""


@pytest.mark.parametrize("kind", LEFT)
def test_records_of_another_format_are_as_good_as_absent(archive: Path, tmp_path: Path, kind: str) -> None:
    folder = cache_of(archive)
    kept = dict(zip(NAMES, LEFT[kind], strict=True))
    for names in (*((name,) for name in NAMES), NAMES):
        for name in names:
            (folder / name).write_bytes(pack(kept[name]))
        seed = archive / "seeds/bridge-count.md"
        seed.write_text(seed.read_text(encoding="utf-8") + "It rained.\n", encoding="utf-8")
        site = made(archive, {})
        assert site.is_done
    assert differences(site.folder, clean(tmp_path / "clean", archive)) == ""


def test_files_of_another_version_beside_ours_are_in_nobodys_way(archive: Path, tmp_path: Path) -> None:
    folder = cache_of(archive)
    for name in ("cache.sqlite", "v2/articles.pickle", "pile-0.gz", "files.json"):
        for top in (archive / ".sitegen", folder):
            (top / name).parent.mkdir(exist_ok=True)
            (top / name).write_bytes(pickle.dumps({"articles": [1, 2, 3]}))
    seed = archive / "seeds/bridge-count.md"
    for text in ("Nobody agreed.\n", "Nobody left.\n"):
        seed.write_text(seed.read_text(encoding="utf-8") + text, encoding="utf-8")
        site = made(archive, {})
        assert site.is_done
    assert differences(site.folder, clean(tmp_path / "clean", archive)) == ""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another version: its records have other fields, and it words things otherwise."""
    folder = tmp_path_factory.mktemp("older")
    for name in ("sitegen", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file, here, there in (
        (
            "sitegen/core/model.py",
            "class AnnotatedArticle(FrozenRecord):\n",
            "class AnnotatedArticle(FrozenRecord):\n    once: int\n",
        ),
        ("sitegen/text/article_stage.py", "AnnotatedArticle(\n", "AnnotatedArticle(\n        once=1,\n"),
        ("sitegen/site/pages/general_pages.py", 'f"Withdrawn {_kind(record)}"', 'f"Gone {_kind(record)}"'),
        ("templates/article.html", "{% block main %}", "{% block main %}<p>Made by another version.</p>"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        assert here in text, file
        (folder / file).write_text(text.replace(here, there), encoding="utf-8")
    return folder


def test_a_site_and_a_cache_of_another_version_become_those_of_this_one(older: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(FIRST, tmp_path / "archive"))
    command = [
        sys.executable,
        "-c",
        "from sitegen.cli import main; main()",
        "build",
        "--no-search",
        "--root",
        str(root),
    ]
    known = {**os.environ, "PYTHONPATH": str(older), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=older, env=known, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    before = tree(root / "public")
    assert b"Made by another version." in before["articles/bridge-vote/index.html"]
    assert b"Gone note" in before["notes/invention/index.html"]
    site = made(root, {})
    assert (site.is_done, site.told) == (True, [])
    assert differences(site.folder, clean(tmp_path / "clean", root)) == ""
