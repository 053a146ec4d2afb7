"""Lost passages: where their words went, what is refused, and what becomes of the YAML."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click.testing import CliRunner
from support.archives import write
from support.checkout import ROOT

from benchmarks import texts
from sitegen.cli.reanchor_command import reanchor
from sitegen.content.loader import load
from sitegen.content.yaml_edit.scalars import WIDTH, wrap
from sitegen.core.model import Quote
from sitegen.core.problems import Location, Problems
from sitegen.editor.reanchor import (
    DEFAULT_RATIO,
    Relocation,
    RelocationOutcome,
    TextIndex,
    find_lost_quotes,
    relocate,
)
from sitegen.editor.reanchor import write_quotes as write_moved
from sitegen.editor.reanchor.quote_edit import change_quote
from sitegen.files.atomic import clear_unfinished
from sitegen.text import prose
from sitegen.text.anchoring import SearchableText
from sitegen.text.relocation import dictionaries

Cli = Callable[..., CompletedProcess[str]]
HERE = Location("content/claims/a.yaml", 1, 8)

BRIDGE = "Mayor Ana Reyes said on Monday evening that the old bridge is safe for all carts."
CLINIC = "The north clinic cut waiting times by nine percent."


def moved(text: str, quote: Quote, language: str = "en") -> Relocation | None:
    searchable = SearchableText(
        prose.read_seed(f"News of the day\n\n{text}\n".encode(), "seeds/a.txt"), "seeds/a.txt", language
    )
    return relocate(TextIndex(searchable), quote)


def taken(text: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """The new words, or nothing where they are not taken at the default ratio."""
    found = moved(text, Quote(exact, HERE, prefix, suffix))
    return found.quote.exact if found and found.is_sure(DEFAULT_RATIO) else ""


def shown(text: str, exact: str) -> str:
    """The new words where they are shown and left to the author."""
    found = moved(text, Quote(exact, HERE))
    return found.quote.exact if found and not found.is_sure(0.0) else ""


def test_a_slip_of_the_pen_is_mended() -> None:
    assert taken(f"{BRIDGE} Nobody agreed.", BRIDGE.replace("evening", "evning")) == BRIDGE


def test_a_sentence_put_in_is_shown_as_part_of_the_passage() -> None:
    text = f"{BRIDGE} The hall was full and cold. Nobody in the council agreed with her."
    quote = f"{BRIDGE} Nobody in the council agreed"
    assert shown(text, quote) == f"{BRIDGE} The hall was full and cold. Nobody in the council agreed"


def test_of_a_passage_without_one_of_its_sentences_the_rest_is_shown() -> None:
    assert shown(f"It was late. {BRIDGE}", f"The hall was full and cold. {BRIDGE}") == BRIDGE


def test_one_changed_word_among_many_is_shown() -> None:
    assert shown(f"It was late. {BRIDGE}", BRIDGE.replace("carts", "horses")) == BRIDGE


@pytest.mark.parametrize(
    ("now", "quoted"),
    [
        ("The south clinic cut waiting times by nine percent.", CLINIC),
        ("The clinic cut waiting times by 9 percent.", "The clinic cut waiting times by 8 percent."),
        ("The council did not agree to close the bridge.", "The council did agree to close the bridge."),
        ("It spent three billion on the bridge.", "It spent three million on the bridge."),
        ("Mia and Paul Holt agreed", "M. and P. Holt agreed"),
        ("The vote was late.", "The mayor was late."),
    ],
)
def test_few_words_of_which_one_means_something_else_are_another_sentence(now: str, quoted: str) -> None:
    assert taken(f"It rained. {now} They went home.", quoted) == ""


def test_of_two_places_that_are_alike_neither_is_taken() -> None:
    text = f"{BRIDGE} It was late. {BRIDGE}"
    found = moved(text, Quote(BRIDGE.replace("evening", "evning"), HERE))
    assert found is not None
    assert found.runner_up is not None


def test_words_whose_prefix_is_gone_are_not_looked_for_elsewhere() -> None:
    assert taken("The first vote is a formality. It was late.", "vote", prefix="The final ") == ""


def test_a_slip_in_the_prefix_is_mended_by_leaving_it_out_where_the_words_need_none() -> None:
    quote = Quote("is a decision that binds the town council for ten years", HERE, prefix="The finel vote ")
    found = moved(
        "The first vote is a formality. The final vote is a decision that binds the town council for ten years.", quote
    )
    assert found is not None
    assert found.quote == Quote("is a decision that binds the town council for ten years", HERE)


def test_nothing_like_the_words_is_nowhere() -> None:
    assert moved(BRIDGE, Quote("zebras yawn", HERE)) is None


def test_of_a_long_stretch_the_end_that_still_stands_stays() -> None:
    found = moved(f"{BRIDGE} It was late.", Quote("Mayor Ana Reyes sayd on Monday", HERE, until="for all carts."))
    assert found is not None
    assert found.quote == Quote("Mayor Ana Reyes said on Monday", HERE, until="for all carts.")


LONG = "the clinic of the old river town cut the waiting times of all its patients by {} percent within a year"


@pytest.mark.parametrize(
    ("quoted", "stands"),
    [
        pytest.param(LONG.format("nine"), LONG.format("nine").replace("cut", "did not cut"), id="not"),
        pytest.param(LONG.format("19"), LONG.format("91"), id="number"),
        pytest.param(LONG.format("nine"), LONG.format("nine").replace("cut the", "never cut the"), id="never"),
        pytest.param(LONG.format("Reyes"), LONG.format("Moore"), id="name"),
    ],
)
def test_a_long_quote_of_which_the_meaning_may_have_changed_is_left_to_an_editor(quoted: str, stands: str) -> None:
    assert taken(f"It rained. {stands}. Nobody agreed.", quoted) == ""


def test_no_length_of_a_quote_makes_a_changed_word_sure() -> None:
    assert taken(f"It rained. {LONG.format('nine')}. Nobody agreed.", LONG.format("nine").replace("old", "new")) == ""


NEW = 'safe: "now"'


@pytest.mark.parametrize(
    ("before", "line", "column", "after"),
    [
        pytest.param(
            "quote: unsafe   # p. 3\nverdict: x\n", 1, 8,
            "quote:   # p. 3\n  exact: 'safe: \"now\"'\n  history: unsafe\nverdict: x\n", id="plain",
        ),
        pytest.param(
            "# é\r\n- id: a\r\n  quote: 'unsafe'\r\n  # tail\r\n- id: b\r\n", 3, 10,
            "# é\r\n- id: a\r\n  quote:\r\n    exact: 'safe: \"now\"'\r\n    history: 'unsafe'\r\n"
            "  # tail\r\n- id: b\r\n", id="CRLF",
        ),
        pytest.param(
            'where:\n   - {article: x, quote: "unsafe",  z: 1}   # c\n', 2, 26,
            'where:\n   - {article: x, quote: {exact: "safe: \\"now\\"", history: "unsafe"},  z: 1}   # c\n',
            id="braces",
        ),
        pytest.param(
            "quote: >-\n    un\n    safe\n\nverdict: x\n", 2, 5,
            "quote:\n    exact: >-\n        safe: \"now\"\n    history: >-\n        un safe\n\nverdict: x\n",
            id="folded",
        ),
        pytest.param(
            "\ufeffquote:\n    # what\n    exact: unsafe  # p. 3\n    occurrence: 2\n    # end\n# after\nverdict:   x",
            3, 12,
            "\ufeffquote:\n    # what\n    exact: 'safe: \"now\"'  # p. 3\n    history:\n        - exact: unsafe\n"
            "          occurrence: 2\n    # end\n# after\nverdict:   x", id="mapping",
        ),
        pytest.param(
            "quote: {exact: unsafe, history: older}\n", 1, 16,
            "quote: {exact: 'safe: \"now\"', history: [older, unsafe]}\n", id="history",
        ),
        pytest.param(
            "quote: |\n  unsafe\nverdict: x\n", 2, 3,
            "quote:\n  exact: |\n    safe: \"now\"\n  history: |\n    unsafe\nverdict: x\n", id="lines",
        ),
        pytest.param(
            "quote:\n  exact: \"unsafe\"\n  history:\n  - 'oldest'\n  # by an intern\n  - 'older'\n", 2, 10,
            "quote:\n  exact: \"safe: \\\"now\\\"\"\n  history:\n  - 'oldest'\n  # by an intern\n  - 'older'\n"
            "  - 'unsafe'\n", id="longer history",
        ),
        pytest.param(
            "quote: {exact: unsafe, prefix: 'was ', history: {exact: older, occurrence: 3}}\n", 1, 16,
            "quote: {exact: 'safe: \"now\"', history: [{exact: older, occurrence: 3}, "
            '{exact: unsafe, prefix: "was "}]}\n',
            id="mappings in braces",
        ),
    ],
)  # fmt: skip
def test_only_the_quote_is_changed_in_the_file(before: str, line: int, column: int, after: str) -> None:
    old = Quote("unsafe", Location("a.yaml", line, column))
    assert change_quote(before, "a.yaml", old, Quote(NEW, HERE)) == after


def test_who_does_not_break_long_lines_finds_none_broken_and_who_breaks_them_finds_them_as_wide() -> None:
    words = " ".join(["word"] * 30)
    old, new = Quote("", Location("a.yaml", 1, 8)), Quote(f"{words} more", HERE)
    assert change_quote(f'quote: "{words}"\n', "a.yaml", old, new) == (
        f'quote:\n  exact: "{words} more"\n  history: "{words}"\n'
    )
    broken = wrap(words, 60).replace("\n", "\n  ")
    edited = change_quote(f"quote: >\n  {broken}\n", "a.yaml", Quote("", Location("a.yaml", 2, 3)), new)
    assert edited is not None
    assert edited.startswith("quote:\n  exact: >\n    word")
    assert max(map(len, edited.splitlines())) <= WIDTH


@pytest.mark.parametrize("history", ["[[a]]", "\n  -", "{exact: [a]}"])
def test_a_quote_with_a_history_that_holds_no_quotes_is_not_changed(history: str) -> None:
    text = f"quote:\n  exact: unsafe\n  history: {history}\n"
    assert change_quote(text, "a.yaml", Quote("unsafe", Location("a.yaml", 2, 10)), Quote(NEW, HERE)) is None


def test_a_quote_that_an_alias_shares_is_not_changed() -> None:
    text = "- quote: &words unsafe\n- quote: *words\n"
    assert change_quote(text, "a.yaml", Quote("unsafe", Location("a.yaml", 1, 10)), Quote(NEW, HERE)) is None


def archive(root: Path, quote: str) -> Path:
    claim = f"claim: A.\narticle: vote\nquote: {quote}   # p. 1\nstatus:   published\n"
    return write(root, {"seeds/vote.txt": f"News\n\n{BRIDGE} Nobody agreed.\n", "content/claims/a.yaml": claim})


LOST = "the old bridge is saef for all carts"


def test_without_write_nothing_is_written(run_cli: Cli, tmp_path: Path) -> None:
    file = archive(tmp_path, LOST) / "content/claims/a.yaml"
    before = file.read_bytes()
    done = run_cli("reanchor", "--root", tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "content/claims/a.yaml:3:8: 0.97 alike in vote (seeds/vote.txt:3)\n"
        "  the old bridge is [-saef-]{+safe+} for all carts\n"
        "1 lost passage: 1 can be moved with --write\n"
    )
    assert file.read_bytes() == before


def test_what_is_written_is_found_and_left_alone_the_next_time(run_cli: Cli, tmp_path: Path) -> None:
    file = archive(tmp_path, LOST) / "content/claims/a.yaml"
    file.chmod(0o640)
    done = run_cli("reanchor", "--write", "--root", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    written = file.read_text(encoding="utf-8")
    assert written == (
        "claim: A.\narticle: vote\nquote:   # p. 1\n  exact: the old bridge is safe for all carts\n"
        f"  history: {LOST}\nstatus:   published\n"
    )
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["a.yaml"]
    assert run_cli("check", "--root", tmp_path).returncode == 0
    again = run_cli("reanchor", "--write", "--root", tmp_path)
    assert (again.returncode, again.stdout) == (0, "no lost passages\n")
    assert file.read_text(encoding="utf-8") == written


def test_the_place_of_another_passage_is_not_taken(run_cli: Cli, tmp_path: Path) -> None:
    sentence = "The {} clinic of the old river town cut waiting times for all of its patients by nine percent in a year"
    claims = "".join(
        f"- id: {one}\n  claim: A.\n  article: vote\n  quote: {sentence.format(one)}\n" for one in ("north", "south")
    )
    write(tmp_path, {"seeds/vote.txt": f"News\n\n{sentence.format('south')}.\n", "content/claims/a.yaml": claims})
    done = run_cli("reanchor", "--json", "--root", tmp_path)
    (passage,) = json.loads(done.stdout)["passages"]
    assert (passage["id"], passage["answer"], passage["likeness"]) == ("north", "taken", 0.909)


def test_a_file_that_becomes_a_link_out_of_the_content_is_left_as_it_was(tmp_path: Path) -> None:
    file = archive(tmp_path, LOST) / "content/claims/a.yaml"
    found = load(tmp_path, Problems())
    assert found
    moving = [one for one in find_lost_quotes(tmp_path, found, DEFAULT_RATIO) if one.outcome is RelocationOutcome.MOVE]
    outside = tmp_path / "a.yaml"
    file.rename(outside)
    file.symlink_to(outside)
    before, problems = outside.read_bytes(), Problems()
    assert write_moved(tmp_path, moving, problems) == []
    assert list(map(str, problems)) == [
        (
            "content/claims/a.yaml:3:8: error[quote-not-changed]: content/claims/a.yaml is left as it was: "
            '"content/claims/a.yaml" is a link that leads out of content/, to "a.yaml", and is not followed\n'
            "  hint: change the quote by hand"
        )
    ]
    assert outside.read_bytes() == before


def test_real_articles_are_edited_and_no_deleted_passage_goes_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    benchmark = importlib.import_module("reanchor")
    if missing := [name for name in benchmark.SETS if texts.find_collection(name) is None]:
        pytest.skip(f"not here: {', '.join(missing)}; set SITEGEN_DATA to the folder that they are in")

    counts = benchmark.tally(2, benchmark.Rates(), DEFAULT_RATIO, 300).counts
    right = sum(counts[f"there: {how}, right"] for how in ("exact", "taken", "shown"))
    there = sum(count for label, count in counts.items() if label.startswith("there"))
    assert counts["deleted: taken"] == counts["there: taken, wrong"] == 0
    assert right / there >= 0.975


def test_of_changed_sentences_in_twelve_languages_none_is_taken_that_may_mean_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    benchmark = importlib.import_module("changed")

    given = [one for name in benchmark.SETS for one in benchmark.changes(name)]
    given.sort(key=lambda one: one.language)  # the words of each are loaded once
    taken = benchmark.ours(given)
    counts = Counter(one.is_harmless for one in given)
    right = Counter(one.is_harmless for one, is_taken in zip(given, taken, strict=True) if is_taken)
    assert right[False] == 0
    assert right[True] / counts[True] >= 0.95
    assert len({one.language for one in given}) >= 12
    assert min(Counter(one.kind for one in given).values()) >= 10


def test_what_a_killed_writer_left_goes_and_what_is_an_author_s_or_still_written_stays(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    left = f".claims.yaml.{gone.pid}.new"
    staying = {
        f".claims.yaml.{os.getpid()}.new",
        f".claims.yaml.{gone.pid}.old",
        f".plan.{gone.pid}.new",
        "claims.yaml",
    }
    for name in {left, *staying}:
        (tmp_path / name).write_text("id: x\n", encoding="utf-8")
    clear_unfinished(tmp_path, (".yaml", ".yml"))
    assert {path.name for path in tmp_path.iterdir()} == staying


@pytest.fixture
def no_word_lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As without the extra `spelling`."""
    kept = (dictionaries.are_installed, dictionaries._dictionaries, dictionaries._frequencies)
    monkeypatch.setattr(dictionaries, "LIBRARIES", ("no_such_library",))
    for one in kept:
        one.cache_clear()
    yield
    monkeypatch.undo()
    for one in kept:
        one.cache_clear()


@pytest.mark.usefixtures("no_word_lists")
def test_without_word_lists_a_slip_is_shown_and_the_author_is_told_what_brings_them(tmp_path: Path) -> None:
    file = archive(tmp_path, LOST) / "content/claims/a.yaml"
    before = file.read_bytes()
    done = CliRunner().invoke(reanchor, ["--write", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert ": it may mean something else" in done.stdout
    assert "`pip install 'sitegen[spelling]'`" in done.stdout
    assert file.read_bytes() == before


@pytest.mark.usefixtures("no_word_lists")
def test_without_word_lists_what_differs_by_a_hyphen_is_taken_all_the_same(tmp_path: Path) -> None:
    archive(tmp_path, "the old-bridge is safe for all carts")
    done = CliRunner().invoke(reanchor, ["--root", str(tmp_path)])
    assert "spelling" not in done.stdout
    assert done.stdout.endswith("1 lost passage: 1 can be moved with --write\n")
