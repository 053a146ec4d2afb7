"""Articles of two real archives, as their tools had them: they build strict after a settings file, nothing accepted."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
import yaml
from support.checkout import ROOT

from sitegen.core.problems import Severity
from sitegen.core.problems.grouping import group_problems
from sitegen.engine import Options, build

DATA = Path(os.environ.get("SITEGEN_DATA", ROOT.parent / "shared/data"))
SETS = [path for path in (DATA / "digitalgov/articles.jsonl.gz", DATA / "18f/articles.jsonl.gz") if path.exists()]
EVERY = 1 if os.environ.get("SITEGEN_SOAK") else 25
"""Of how many texts one is taken: all of them are 3,172."""
SITE = "as_of: 2024-01-01\nraw_html: sanitize\n"

pytestmark = pytest.mark.skipif(not SETS, reason="no real archives: set SITEGEN_DATA to their folder")


def seeds() -> Iterator[tuple[str, str]]:
    for path in SETS:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 0, None, EVERY):
                one = json.loads(line)
                front = yaml.safe_dump(one["front_matter"], allow_unicode=True, sort_keys=False)
                name = re.sub(r"[^\w.-]+", "-", one["id"]).strip("-_")
                yield f"{name}.md", f"---\n{front}---\n{one['text']}"


def test_real_archives_of_other_tools_build_strict(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(SITE, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    some = dict(seeds())
    for name, text in some.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    outcome = build(Options(tmp_path, tmp_path / "public", search=False, strict=True))
    assert [str(problem) for problem in outcome.problems if problem.severity is not Severity.NOTE] == []
    assert outcome.is_done
    held = sum(problem.code == "held-back" for problem in outcome.problems)
    assert outcome.stats.articles == len(some) - held
    # What is told is told in few words, however many seeds have it.
    assert len(group_problems(outcome.problems)) < len(outcome.problems) / 4
