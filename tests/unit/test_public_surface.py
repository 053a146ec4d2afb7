"""What other programs may use: it is what the document lists, it is typed, and the examples run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.archives import write
from support.checkout import ROOT
from support.waiting import PATIENCE

import sitegen

PUBLIC = [
    "Actor", "Archive", "Article", "Claim", "Location", "Note", "Options", "Outcome", "Problem", "Problems",
    "ProsePage", "Severity", "Site", "Stats", "Topic", "__version__", "build", "check", "load",
]  # fmt: skip
"""Written down a second time: what is taken away breaks the programs of others."""
DOCUMENT = (ROOT / "docs/api.md").read_text(encoding="utf-8")


def test_what_is_public_is_listed_there_and_documented() -> None:
    assert sitegen.__all__ == PUBLIC == dir(sitegen)
    assert [name for name in PUBLIC if not hasattr(sitegen, name)] == []
    assert [name for name in PUBLIC if not re.search(rf"`{name}\b", DOCUMENT)] == []


def test_nothing_else_is_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'publish_all'"):
        sitegen.publish_all  # noqa: B018


def test_types_are_for_others_too() -> None:
    assert (ROOT / "sitegen/py.typed").is_file()


def test_the_version_is_that_of_the_package_and_of_the_command() -> None:
    words = (sys.executable, "-m", "sitegen", "--version")
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert done.stdout == f"sitegen, version {sitegen.__version__}\n"


def test_the_package_is_a_command_where_it_lies_without_being_installed(tmp_path: Path) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = (sys.executable, "-m", "sitegen", "new", "archive")
    subprocess.run(words, cwd=tmp_path, env=surroundings, timeout=PATIENCE, check=True, capture_output=True)
    assert (tmp_path / "archive/content/site.yaml").is_file()


def test_to_import_it_loads_nothing_that_makes_pages() -> None:
    ask = "import sys, sitegen; print(*(name for name in sys.modules if name.startswith('sitegen')))"
    done = subprocess.run((sys.executable, "-c", ask), capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert {*done.stdout.split()} == {"sitegen", "sitegen.core", "sitegen.core.version"}


@pytest.mark.parametrize(
    "example", re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL), ids=["build", "load", "executor"]
)
def test_the_examples_run(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = "id: ana\nname: Ana Reyes\nkind: person\n"
    write(tmp_path / "archive", {"content/actors/ana.yaml": actor, "seeds/one.md": "Ana Reyes spoke.\n"})
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {"__name__": "__main__"}
    exec(example, found)
    if "outcome" in found:
        assert found["outcome"].is_done  # type: ignore[attr-defined]
        assert [*(tmp_path / "archive/public/people").glob("ana*/index.html")] != []
    else:
        assert found["names"] == ["Ana Reyes"]
