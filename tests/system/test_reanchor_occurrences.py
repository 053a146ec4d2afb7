"""Quotes with an `occurrence` that an edit before them moves to another place, where they are found as well."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from support.archives import write

Cli = Callable[..., CompletedProcess[str]]

FIRST = "Nobody knew what the ferry would cost when the island asked for it."
SECOND = "In the end the ferry was built in the next valley, by people who had seen no sea."
NEW = "Before all of it the ferry was a drawing on the wall of an inn."
CLAIM = "content/claims/boat.yaml"


def archive(root: Path, *sentences: str, quote: str = "{exact: the ferry, occurrence: 2}") -> Path:
    text = "\n\n".join(sentences)
    claim = f"claim: It was built far away.\narticle: boat\nquote: {quote}\nstatus: published\n"
    return write(root, {"seeds/boat.txt": f"The boat\n\n{text}\n", CLAIM: claim})


def built(run_cli: Cli, root: Path) -> None:
    assert run_cli("build", "--root", root, "--no-search").returncode == 0


def test_it_is_shown_where_it_stood_and_what_would_hold_it(run_cli: Cli, tmp_path: Path) -> None:
    built(run_cli, archive(tmp_path, FIRST, SECOND))
    file = archive(tmp_path, NEW, FIRST, SECOND) / CLAIM
    before = file.read_bytes()
    done = run_cli("reanchor", "--write", "--root", tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        f"{CLAIM}:3:16: occurrence 2 is another place than in the last build (seeds/boat.txt:5)\n"
        "  then: …the island asked for it. In the end the ferry was built in the next valley, by…\n"
        "  now:  …the wall of an inn. Nobody knew what the ferry would cost when the island asked for…\n"
        '  hint: it stood where line 7 is now; it is found there with prefix: "end" in place of `occurrence`, or'
        " `occurrence: 3`\n"
        "no lost passages\n"
    )
    assert file.read_bytes() == before
    (told,) = json.loads(run_cli("reanchor", "--json", "--root", tmp_path).stdout)["slid"]
    assert (told["id"], told["quote"], told["there_line"]) == ("boat", {"exact": "the ferry", "prefix": "end"}, 7)


def test_what_is_quoted_as_proposed_stands_where_it_stood(run_cli: Cli, tmp_path: Path) -> None:
    built(run_cli, archive(tmp_path, FIRST, SECOND))
    for quote in ("{exact: the ferry, prefix: end}", "{exact: the ferry, occurrence: 3}"):
        archive(tmp_path, NEW, FIRST, SECOND, quote=quote)
        done = run_cli("reanchor", "--root", tmp_path)
        assert (done.returncode, done.stdout) == (0, "no lost passages\n")


def test_an_edit_that_moves_nothing_is_no_slide(run_cli: Cli, tmp_path: Path) -> None:
    built(run_cli, archive(tmp_path, FIRST, SECOND))
    archive(tmp_path, FIRST.replace("Nobody", "Hardly anybody"), "Years went by.", SECOND.replace("next", "other"))
    done = run_cli("reanchor", "--root", tmp_path)
    assert (done.returncode, done.stdout) == (0, "no lost passages\n")


def test_where_its_place_is_gone_no_other_is_proposed(run_cli: Cli, tmp_path: Path) -> None:
    built(run_cli, archive(tmp_path, FIRST, SECOND))
    archive(tmp_path, FIRST, NEW)
    done = run_cli("reanchor", "--root", tmp_path)
    assert done.returncode == 1
    assert "  hint: the place where it stood is gone; quote other words, or remove the passage\n" in done.stdout


def test_without_a_last_build_it_says_that_it_cannot_compare(run_cli: Cli, tmp_path: Path) -> None:
    archive(tmp_path, FIRST, SECOND)
    done = run_cli("reanchor", "--root", tmp_path)
    assert done.returncode == 0
    assert done.stdout == (
        f"1 passage with `occurrence` may have slid ({CLAIM}:3:16): there is no last build of this version to compare"
        " with\nno lost passages\n"
    )


def test_a_damaged_cache_is_as_good_as_none(run_cli: Cli, tmp_path: Path) -> None:
    built(run_cli, archive(tmp_path, FIRST, SECOND))
    archive(tmp_path, NEW, FIRST, SECOND)
    for table in (tmp_path / ".sitegen").rglob("articles"):
        table.write_bytes(b"nothing")
    done = run_cli("reanchor", "--root", tmp_path)
    assert (done.returncode, done.stdout.partition("(")[0]) == (0, "1 passage with `occurrence` may have slid ")


def test_the_one_place_left_is_not_taken_for_the_second(run_cli: Cli, tmp_path: Path) -> None:
    file = archive(tmp_path, FIRST) / CLAIM
    before = file.read_bytes()
    assert run_cli("reanchor", "--write", "--root", tmp_path).returncode == 1
    assert file.read_bytes() == before
