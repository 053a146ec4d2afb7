"""After an edit the pages are published first, and the search index that holds them follows in the same build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.checkout import ROOT
from support.golden import tree
from support.incremental_archive import differences

from sitegen.engine import full_build
from sitegen.engine.build_types import Options, Outcome
from sitegen.engine.run import build
from sitegen.output import search
from sitegen.site.pages import SearchState


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive that was built with a search."""
    root = Path(shutil.copytree(ROOT / "tests/sites/first_release", tmp_path / "archive"))
    assert build_at(root).is_done
    return root


def build_at(root: Path) -> Outcome:
    return build(Options(root, root / "public"))


def edit(root: Path) -> None:
    path = sorted((root / "content/notes").glob("*.yaml"))[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", "title: New ", 1), encoding="utf-8")


def clean(root: Path) -> Path:
    """The site that a first build elsewhere makes of the same files."""
    there = Path(shutil.copytree(root, root.parent / "clean", ignore=shutil.ignore_patterns("public", ".sitegen")))
    build_at(there)
    return there / "public"


def made_of(site: Path) -> str:
    return str(json.loads((site / search.FOLDER / "fingerprint.json").read_text(encoding="utf-8"))["made_of"])


def without_index(site: Path) -> dict[str, bytes]:
    """Its files but for those of the index, which differ from run to run."""
    return {path: data for path, data in tree(site).items() if not path.startswith(f"{search.FOLDER}/")}


def test_the_pages_are_published_before_the_index_is_made(root: Path) -> None:
    edit(root)
    outcome = build_at(root)
    stages = [stage for stage, _ in outcome.stats.stages]
    assert stages.index("publish") < stages.index("search")
    wanted = clean(root)
    assert made_of(root / "public") == made_of(wanted)
    assert without_index(root / "public") == without_index(wanted)
    assert outcome.changed is not None
    assert any(path.startswith(f"{search.FOLDER}/") for path in outcome.changed)
    assert build_at(root).changed == frozenset()


def test_an_index_that_a_build_was_killed_before_is_made_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root)
    with monkeypatch.context() as patch:
        patch.setattr(full_build, "make_index", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_at(root)
    wanted = clean(root)
    assert without_index(root / "public") == without_index(wanted)
    assert made_of(root / "public") != made_of(wanted)
    build_at(root)
    assert made_of(root / "public") == made_of(wanted)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_where_no_index_can_be_made_any_more_the_pages_lead_to_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root)
    monkeypatch.setattr(search, "write_search_index", lambda *_, **__: SearchState.NONE)
    assert build_at(root).is_done
    assert differences(root / "public", tree(clean(root))) == ""
    assert not (root / "public" / search.FOLDER).exists()
    edit(root)
    assert build_at(root).notices == ()
