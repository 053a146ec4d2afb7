"""What `check` tells other programs: annotations of a pull request, and SARIF."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.archives import vote, write
from support.checkout import NPM, absent
from support.waiting import PATIENCE

from sitegen.cli.check_formats import github_lines, sarif_log
from sitegen.core.problems import CODES, Location, Problem

Cli = Callable[..., CompletedProcess[str]]

LOST = "- id: lost\n  claim: It is unsafe.\n  article: vote\n  quote: the bridge is unsafe\n"
COMMAND = re.compile("::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


def broken(folder: Path) -> Path:
    return write(vote(folder, claims=LOST), {"seeds/scan.docx": "x"})


def test_github_gets_an_annotation_for_each_problem_the_gravest_first(run_cli: Cli, tmp_path: Path) -> None:
    broken(tmp_path / "archive")
    done = run_cli("check", "--format", "github", "--root", "archive", cwd=tmp_path, env=without_github())
    assert (done.returncode, done.stderr) == (1, "")
    first, second, summary = done.stdout.splitlines()
    assert first == (
        "::error file=archive/content/claims/more.yaml,title=quote-not-found,line=4,col=10::"
        'seeds/vote.txt has no words "the bridge is unsafe"'
        '%0Adid you mean "the bridge is safe" (line 3)? It has "safe" for "unsafe".'
    )
    assert second.startswith("::warning file=archive/seeds/scan.docx,title=unknown-file::")
    assert summary.startswith("1 article, ")


def without_github() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}


def test_on_github_files_are_named_from_the_top_of_the_checkout(run_cli: Cli, tmp_path: Path) -> None:
    root = broken(tmp_path / "deep/archive")
    known = {**os.environ, "GITHUB_WORKSPACE": str(tmp_path)}
    done = run_cli("check", "--format", "github", cwd=root, env=known)
    assert "::error file=deep/archive/content/claims/more.yaml," in done.stdout


def test_an_archive_without_a_problem_has_no_annotation(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("check", "--format", "github", "--root", vote(tmp_path))
    assert (done.returncode, done.stderr, done.stdout.count("::")) == (0, "", 0)


def test_two_reports_at_once_are_wrong_usage(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("check", "--json", "--format", "sarif", "--root", vote(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    one, other = (run_cli("check", *form, "--root", tmp_path) for form in (["--json"], ["--format", "json"]))
    assert [json.loads(done.stdout)["problems"] for done in (one, other)] == [[], []]


def unescaped(value: str) -> str:
    """As GitHub's runner reads a value; `%` itself last."""
    for sign, escape in ((",", "%2C"), (":", "%3A"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        value = value.replace(escape, sign)
    return value


words = st.text(st.sampled_from("aä%0ACDr25:,=\n\r;\"' "), min_size=1, max_size=20)


@given(words, words, words)
def test_whatever_a_problem_says_it_is_one_command_and_says_the_same(file: str, message: str, hint: str) -> None:
    problem = Problem(Location(f"seeds/{file}", 3, 4), "unknown-file", message, hint)
    (line,) = github_lines([problem], Path("/archive"))
    found = COMMAND.fullmatch(line)
    assert found is not None
    properties = dict(one.split("=", 1) for one in found[2].split(","))
    assert {name: unescaped(value) for name, value in properties.items()} == {
        "file": f"{Path('/archive').resolve().as_posix()}/seeds/{file}",
        "title": "unknown-file",
        "line": "3",
        "col": "4",
    }
    assert unescaped(found[3]) == f"{problem.message}\n{problem.hint}"


def test_a_sarif_log_has_each_problem_with_its_place(run_cli: Cli, tmp_path: Path) -> None:
    broken(tmp_path / "my archive")
    done = run_cli("check", "--format", "sarif", "--root", "my archive", cwd=tmp_path, env=without_github())
    assert (done.returncode, done.stderr) == (1, "")
    (run,) = json.loads(done.stdout)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [(rules[one["ruleIndex"]]["id"], one["level"]) for one in run["results"]] == [
        ("quote-not-found", "error"),
        ("unknown-file", "warning"),
    ]
    assert [one["locations"][0]["physicalLocation"] for one in run["results"]] == [
        {
            "artifactLocation": {"uri": "my%20archive/content/claims/more.yaml"},
            "region": {"startLine": 4, "startColumn": 10},
        },
        {"artifactLocation": {"uri": "my%20archive/seeds/scan.docx"}},
    ]


TYPED = """import type {{ Log }} from "sarif";
export const log: Log = {log};
"""
CHECKED = {"strict": True, "noEmit": True, "types": [], "moduleResolution": "bundler", "module": "esnext"}


def typed(folder: Path, log: dict[str, Any]) -> str:
    """What TypeScript has against a log by the types that are made of the standard's schema; empty for nothing."""
    if not (NPM / "@types/sarif").is_dir():
        absent("the packages of tools/package.json are not installed")
    paths = {"sarif": [str(NPM / "@types/sarif/index.d.ts")]}
    write(
        folder,
        {
            "log.ts": TYPED.format(log=json.dumps(log)),
            "tsconfig.json": json.dumps({"compilerOptions": {**CHECKED, "paths": paths}, "files": ["log.ts"]}),
        },
    )
    command = [str(NPM / ".bin/tsc"), "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout


@pytest.mark.skipif(os.name == "nt", reason="the tools are scripts of a Unix shell")
def test_a_sarif_log_is_what_the_standard_says(tmp_path: Path) -> None:
    problems = [
        Problem(Location(f"seeds/{code}", place, place), code, "No.", "Yes.") for place, code in enumerate(CODES)
    ]
    log = sarif_log(problems, tmp_path)
    assert typed(tmp_path, log) == ""
    log["runs"][0]["results"][0]["level"] = "grave"
    assert "TS2322" in typed(tmp_path, log)
