"""Names in texts that others labelled: the scores of benchmarks/names.py must not fall."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.checkout import ROOT

SCORE = re.compile(r"precision ([\d.]+) .*?recall ([\d.]+)")


@pytest.mark.parametrize(
    ("options", "least"),
    [
        (("gum", "all"), (0.935, 0.821)),
        (("gum", "all", "--persons"), (0.96, 0.765)),
        (("gum", "titles", "--persons"), (0.956, 0.69)),
        (("wiki_fair", "all"), (0.957, 0.872)),
        (("schnitzler_interviews", "all"), (0.87, 0.937)),
    ],
)
def test_names_in_labelled_texts_are_linked_at_least_as_rightly_as_before(
    options: tuple[str, ...], least: tuple[float, float], tmp_path: Path, run_cli: Callable[..., CompletedProcess[str]]
) -> None:
    name, aliases, *which = options
    gold, tools = ROOT / f"tests/data/texts/{name}.jsonl.gz", ROOT / "benchmarks"
    root = tmp_path / "archive"
    make: list[str | Path] = [sys.executable, tools / "gold_to_archive.py", gold, root, "--aliases", aliases]
    subprocess.run(make, check=True, capture_output=True)
    assert run_cli("build", "--root", root, "--keep-going", "--no-search", "--quiet").returncode == 0

    score: list[str | Path] = [sys.executable, tools / "score_mentions.py", gold, root / "public", *which]
    told = subprocess.run(score, check=True, capture_output=True, text=True).stdout

    found = SCORE.search(told)
    assert found is not None
    assert "not scored" not in told
    assert float(found[1]) >= least[0]
    assert float(found[2]) >= least[1]
