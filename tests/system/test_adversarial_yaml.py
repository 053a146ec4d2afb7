"""YAML and texts made to cost time, memory or more: told with a place and a hint, at the cost of any other file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.adversarial_files import TOO_LARGE, archive, measured, told, unreadable
from support.archives import write
from support.incremental_archive import quick_builds

from sitegen.cli.report import MAX_PRINTED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc, and files with holes")
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

Cli = Callable[..., CompletedProcess[str]]
TAG = "is a YAML tag; values have none here\n  hint: put the whole value in quotes"
RECORDS = "where several records are meant, each begins with `- `, and is indented behind it"
SECOND = "a second YAML document begins here\n  hint: delete the line"
LOOP = "error[yaml-too-large]: an alias repeats the value it stands in, or too much is nested"
BOMB = "error[yaml-too-large]: the aliases unfold to more than 100000 values"
DEEP = "error[yaml-too-large]: lists and mappings are nested far too deep"
NUL = "error[yaml-syntax]: the character U+0000 cannot stand in YAML\n  hint: delete it; it cannot be seen"
UTF16 = "error[not-utf8]: not UTF-8: byte 0xFF at position 0\n  hint: save it as UTF-8; it seems to be UTF-16"
UNMARKED = UTF16.replace("0xFF at position 0", "0x00 at position 1")


def bomb(line: str) -> str:
    """Nine times nine times … the same value; § is the list of what stands in a line."""
    lines = [
        f"{chr(98 + n)}: &{chr(98 + n)} {line.replace('§', ', '.join(['*' + chr(97 + n)] * 9))}" for n in range(12)
    ]
    return "a: &a {x: y}\n" + "\n".join(lines) + "\n"


FILES: dict[str, tuple[str | bytes, str]] = {
    "laughs": (bomb("[§]"), f"1:1: {BOMB}"),
    "merges": (bomb("{<<: [§]}"), f"1:1: {BOMB}"),
    "list that holds itself": ("name: &a [*a]\n", f"1:1: {LOOP}"),
    "mapping that holds itself": ("&a {name: x, b: *a}\n", f"1:1: {LOOP}"),
    "mapping that is its own key": ("&a {*a : x}\n", f"1:1: {LOOP}"),
    "levels of lists": ("name: " + "[" * 100_000, f"1:1006: {DEEP}"),
    "levels of mappings": ("name: " + "{a: " * 50_000, f"1:4003: {DEEP}"),
    "levels of items": ("- " * 50_000 + "x", f"1:1999: {DEEP}"),
    "levels of keys": ("".join(" " * n + "a:\n" for n in range(2000)), f"1000:1001: {DEEP}"),
    "keys": (
        "".join(f"k{n}: 1\n" for n in range(100_000)),
        "1:1: error[yaml-too-large]: there are more than 1,000 keys here",
    ),
    "commas": (
        "- [" + "a," * 1_000_001 + "]",
        (
            "1:1: error[yaml-too-large]: there are more than 1,000,000 lines, commas and dashes in it\n"
            "  hint: split it into several files"
        ),
    ),
    "program": (
        "name: !!python/object/apply:os.system ['touch pwned']\n",
        f'1:7: error[yaml-tag]: "!!python/object/apply:os.system" {TAG}',
    ),
    "program by a short name": (
        "%TAG ! tag:yaml.org,2002:python/\n---\nname: !object/apply:os.system ['touch pwned']\n",
        f'3:7: error[yaml-tag]: "!!python/object/apply:os.system" {TAG}',
    ),
    "bytes": ("name: !!binary aGk=\n", f'1:7: error[yaml-tag]: "!!binary" {TAG}'),
    "two documents": ("---\nname: B\n---\nname: C\n", f"3:1: error[yaml-syntax]: {SECOND} `---`; {RECORDS}"),
    "two documents behind an end": ("name: B\n...\nname: C\n", f"3:1: error[yaml-syntax]: {SECOND} `...`; {RECORDS}"),
    "two empty documents": ("---\n---\n", f"2:1: error[yaml-syntax]: {SECOND} `---`; {RECORDS}"),
    "NUL": ("name: a\0b\n", f"1:8: {NUL}"),
    "UTF-16": ("name: a\n".encode("utf-16"), f"1:1: {UTF16}"),
    "UTF-16 without a mark": ("name: a\n".encode("utf-16-le"), f"1:2: {UNMARKED}"),
}


@pytest.mark.parametrize(("text", "problem"), FILES.values(), ids=FILES)
def test_a_file_that_is_a_trap_is_told_with_its_place(tmp_path: Path, text: str | bytes, problem: str) -> None:
    assert told(archive(tmp_path, {"content/actors/trap.yaml": text})) == [f"content/actors/trap.yaml:{problem}"]
    assert not Path("pwned").exists()


@pytest.mark.parametrize("text", ["---", "---\n", "---\n\n# nothing\n", "---\n...\n", "# nothing\n"])
def test_a_file_in_which_a_document_begins_and_nothing_is_in_it_is_an_empty_one(tmp_path: Path, text: str) -> None:
    assert told(archive(tmp_path, {"content/actors/none.yaml": text})) == []


def test_a_merge_key_is_a_key_as_any_other(tmp_path: Path) -> None:
    text = "- &a {id: one, name: One}\n- {<<: *a, id: two, name: Two}\n"
    (problem,) = told(archive(tmp_path, {"content/actors/merged.yaml": text}))
    first = 'content/actors/merged.yaml:2:4: error[unknown-key]: there is no key "<<" here\n  hint: known here: '
    assert problem.startswith(first)


def test_traps_cost_no_more_than_other_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/actors/{number}.yaml": text for number, (text, _) in enumerate(FILES.values())
    }
    done = measured(archive(tmp_path, files))
    assert (done.code, len(done.told)) == (1, len(FILES))
    assert done.seconds < 15
    assert done.megabytes < 250


def test_a_file_that_is_too_large_is_told_by_its_size_and_not_read(tmp_path: Path) -> None:
    paths = ["content/actors/big.yaml", "content/pages/big.md", "content/site.yaml", "seeds/big.txt"]
    root = archive(tmp_path, dict.fromkeys([*paths, "templates/home.html"], ""))
    for path in [*paths, "templates/home.html"]:
        os.truncate(root / path, 100_000_000_000)
    done = measured(root)
    reason = "it has more than 10 MB"
    assert done.told == [unreadable(path, reason, TOO_LARGE) for path in [*paths, "templates/home.html"]]
    assert done.seconds < 15
    assert done.megabytes < 150


def test_files_that_are_copied_may_be_larger_than_the_memory(tmp_path: Path) -> None:
    paths = {"content/media/film.mp4": "media/film.mp4", "templates/static/film.mp4": "static/film.mp4"}
    root = archive(tmp_path, dict.fromkeys(paths, "") | {"content/site.yaml": "media: all\n"})
    (root / "content/actors/rest.yaml").write_text("name: Rest\nsurname: x # y\n", encoding="utf-8")
    for path in paths:
        os.truncate(root / path, 80_000_000)
    for _ in range(2):
        for path in paths:
            os.utime(root / path)
        done = measured(root, "build", rest="content/actors/rest.yaml:2:10: warning[comment-in-text]: ")
        assert (done.code, done.told) == (0, [])
        assert done.megabytes < 110
    assert [(root / "public" / path).stat().st_size for path in paths.values()] == [80_000_000] * 2


DEEP_TEXTS = {
    "quotes": ">" * 100_000 + " x",
    "lists": "- " * 50_000 + "x",
    "indented lists": "".join("  " * n + "- x\n" for n in range(1000)),
    "quotes and lists": "> - " * 20_000 + "x",
    "emphasis": "*" * 50_000 + "x" + "*" * 50_000,
    "numbers": "1. " * 20_000 + "x",
}


def test_texts_with_levels_without_end_are_shown(tmp_path: Path) -> None:
    root = archive(tmp_path, {f"seeds/{name}.md": text for name, text in DEEP_TEXTS.items()})
    done = measured(root)
    assert (done.code, done.told) == (1, [])
    assert done.seconds < 20
    assert done.megabytes < 250


# --- more problems than anybody reads ---------------------------------------------------------------------------


def test_a_terminal_is_told_so_many_problems_errors_first_and_how_to_see_the_others(
    run_cli: Cli, tmp_path: Path
) -> None:
    files = {f"seeds/{number:04}.odd{number}": "" for number in range(MAX_PRINTED + 5)}
    root = write(tmp_path, {**files, "seeds/a.txt": "A\n\nB.\n", "seeds/last.md": "---\ntitle: T\n"})
    done = run_cli("check", "--root", root)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("  hint: ")]
    assert done.returncode == 1
    assert lines[:-2] == [
        f'seeds/{number:04}.odd{number}: warning[unknown-file]: "{number:04}.odd{number}" is no seed and is not read'
        for number in range(MAX_PRINTED - 1)
    ]
    assert lines[-2:] == [
        "seeds/last.md:1:1: error[yaml-syntax]: the front matter that begins here is never closed",
        "… 6 more warnings: mend these first; --json tells all",
    ]
    assert "1 error, 1,005 warnings" in done.stdout
    assert len(json.loads(run_cli("check", "--root", root, "--json").stdout)["problems"]) == MAX_PRINTED + 6
