"""Whole small archives: one with every problem, one that looks odd and is right."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.archives import VOTE, vote, write
from support.checkout import ROOT
from support.golden import assert_golden, tree

from sitegen.core.problems import CODES

Cli = Callable[..., CompletedProcess[str]]

EVERY_PROBLEM = ROOT / "tests/sites/every-problem"
CODE = re.compile(r"^\S.*?: (?:error|warning|note)\[([a-z0-9-]+)\]: ", re.MULTILINE)

TOLD_ELSEWHERE = {
    "no-archive", "output-refused", "unwritable-output",  # of a folder as a whole: test_cli, test_publish
    "search-failed",  # of a program: test_search
    # not to be kept in a repository: test_loader, test_yaml_reader, test_hostile_files
    "unreadable-file", "outside-link", "yaml-too-large", "unportable-name",
    "missing-extra",  # of an installation without them: test_extras
    "executor-failed",  # of a program that gives one: test_executors
    "storage-failed",  # of object storage: test_storage
    "id-ambiguous", "fields-clash",  # of commands that change ids: test_changed_ids, test_merging
    "unknown-reviewer", "source-incomplete",  # of settings without a mistake, which ask for that: test_newsroom
    "quote-not-changed",  # of a command that writes: test_reanchor
    "not-written",  # of the preview's editor: test_annotate
    "picture-not-stripped",  # of an archive that asks for that: test_media_builds
    "template-error", "duplicate-element-id", "broken-fragment",  # of templates and pages: test_render, test_check
}  # fmt: skip


def test_all_problems_are_told_in_one_run_in_these_words(run_cli: Cli) -> None:
    done = run_cli("check", "--root", EVERY_PROBLEM)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert_golden(EVERY_PROBLEM / "expected.txt", done.stderr)


def test_the_archive_with_every_problem_has_every_problem() -> None:
    found = set(CODE.findall((EVERY_PROBLEM / "expected.txt").read_text(encoding="utf-8")))
    assert found | TOLD_ELSEWHERE == set(CODES)


def test_every_problem_that_is_told_says_what_to_do() -> None:
    lines = (EVERY_PROBLEM / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) % 2 == 0
    for first, second in zip(lines[::2], lines[1::2], strict=True):
        assert CODE.match(first), first
        assert second.startswith("  hint: "), first


BROKEN = {
    "a tab": "name:\tAna\n",
    "a colon in a value": "name: Budget: what changed\n",
    "an unclosed quotation": 'name: "Ana\n',
    "a key given twice": "name: Ana\nname: Ada\n",
    "an unknown key": "name: Ana\nrolle: Mayor\n",
    "a wrong type": "name: [Ana]\n",
    "an impossible date": "name: Ana\nborn: 2017-02-30\n",
    "an unknown id": "name: Ana\nrelated:\n  - {actor: ada, relation: sister}\n",
    "an id given twice": "- {id: ana-reyes, name: Ana}\n",
    "a YAML tag": "name: !!python/object/apply:os.system ['touch pwned']\n",
    "a climbing id": "id: ../../evil\nname: Ana\n",
    "an encoded id": 'id: "%2e%2e%2fevil"\nname: Ana\n',
    "an absolute id": "id: /tmp/evil\nname: Ana\n",
    "a NUL in an id": 'id: "a\\0b"\nname: Ana\n',
}


@pytest.fixture(scope="module")
def good(run_cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was built, to be spoiled again and again: nothing is published meanwhile."""
    root = vote(tmp_path_factory.mktemp("good"))
    assert run_cli("build", "--no-search", "--root", root).returncode == 0
    return root


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_told_and_the_site_stays_as_it_was(run_cli: Cli, good: Path, text: str) -> None:
    before = tree(good / "public")
    done = run_cli("build", "--no-search", "--root", vote(good, actors=text))
    assert done.returncode == 1
    assert re.match(r"content/actors/more\.yaml:\d+:\d+: error\[[a-z-]+\]: .+\n  hint: .+", done.stderr)
    assert "Traceback" not in done.stderr
    assert tree(good / "public") == before
    assert not (good / "pwned").exists()


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ODD = {
    "content/site.yaml": "accept: [common-name]\n",
    "seeds/bom.md": "\ufeff---\r\ntitle: Budget\r\ntopics: [404, housing]\r\n---\r\nOn met No.\r\n",
    "seeds/vote.txt": VOTE.replace("\n", "\r\n"),
    "content/actors/empty.yaml": "",
    "content/actors/comment.yaml": "# nobody yet\n",
    "content/actors/no.yaml": "\ufeffname: No\r\naliases: [On, Yes]\r\nsurname:\r\n",
    "content/actors/0123.yaml": "id: 0123\nname: 1984\nkind: organization\ntopics: Housing\n",
    "content/claims/off.yaml": "claim: Off.\nverdict: false\nspeaker: 0123\n",
    "content/claims/on.yaml": "claim: On.\nverdict: true\n",
}


def test_what_looks_odd_and_is_right_means_what_it_says(run_cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, ODD)
    done = run_cli("build", "--strict", "--root", root)
    told = [line.partition(": ")[2] for line in done.stderr.splitlines() if not line.startswith("  hint: ")]
    assert done.returncode == 0
    assert [line.partition(": ")[0] for line in told] == ["note[common-name]"] * len(told)
    data = root / "public/data"
    assert [(one["id"], one["title"]) for one in lines(data / "articles.jsonl")] == [
        ("bom", "Budget"),
        ("vote", "Council votes"),
    ]
    assert [(one["id"], one["name"]) for one in lines(data / "actors.jsonl")] == [("0123", "1984"), ("no", "No")]
    assert [(one["id"], one["name"]) for one in lines(data / "topics.jsonl")] == [
        ("404", "404"),
        ("housing", "housing"),
    ]
    assert [(one["id"], one["verdict"], one["speaker"]) for one in lines(data / "claims.jsonl")] == [
        ("off", "false", ["0123"]),
        ("on", "true", []),
    ]
    with (data / "mentions.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["On", "No"]
    for path, content in tree(root / "public").items():
        assert "\ufeff".encode() not in content, path
        assert b"\r" not in content or path.startswith("static/"), path


def test_an_archive_of_withdrawn_records_alone_is_whole(run_cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, {
        "seeds/vote.txt": VOTE,
        "content/claims/c.yaml": "claim: It is safe.\nstatus: withdrawn\n",
        "content/notes/n.yaml": "title: A note\nbody: Words.\nstatus: withdrawn\n",
    })  # fmt: skip
    done = run_cli("build", "--strict", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path for path, data in tree(root / "public").items() if b"It is safe" in data or b"A note" in data] == []
