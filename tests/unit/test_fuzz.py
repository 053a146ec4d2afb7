"""Laws that hold whatever an author writes, each on some inputs; `tools/fuzz` tries more for as long as it is let."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from support.checkout import ROOT, SOAK, TIMES
from support.fuzz import soak
from support.fuzz.every import LAWS
from support.fuzz.html import assert_sound, words_of
from support.fuzz.inputs import inputs, shrunk
from support.fuzz.laws import Law
from support.fuzz.lots import Lots
from support.incremental_archive import quick_builds
from support.waiting import PATIENCE

pytestmark = pytest.mark.slow

MOST = 500
MOST_ARCHIVES = 12


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    yield from quick_builds()


def start() -> str:
    """The same inputs every time, and new ones in `make soak`."""
    return str(time.time_ns()) if SOAK else "always the same"


@pytest.mark.parametrize("law", LAWS.values(), ids=lambda law: law.name)
@pytest.mark.usefixtures("quick")
def test_it_is_a_law_that(law: Law) -> None:
    most = MOST_ARCHIVES if law.seconds > 10 else MOST
    for raw in islice(inputs(law, Random(start())), most * TIMES):
        law.hold(raw)


# --- what they hang on ------------------------------------------------------------------------------------------


def test_the_same_bytes_are_the_same_input_and_where_they_end_all_is_the_simplest() -> None:
    def drawn(raw: bytes) -> tuple[object, ...]:
        lots = Lots(raw)
        return lots.one("abc"), lots.number(1000), lots.maybe(), lots.joined(["x", "y"], 5), lots.rest()

    row = bytes([1, 2, 1, 3, 3, 1, 0, 255, 65, 9, 9])
    assert drawn(row) == ("b", 513, True, "yxA", b"\x09\x09")
    assert drawn(row) == drawn(row)
    assert drawn(b"") == ("a", 0, False, "", b"")


def test_any_character_can_be_drawn_but_none_that_no_file_can_hold() -> None:
    drawn = {
        Lots(bytes([first, *pair])).character() for first in range(256) for pair in ((0, 65), (0xD8, 1), (255, 255))
    }
    assert {"\0", "A", "\x7f", "\uffff", "\U00010041", "\U0010ffff"} <= drawn
    assert "".join(sorted(drawn)).encode().decode() == "".join(sorted(drawn))


@pytest.mark.parametrize("law", [law for law in LAWS.values() if law.files], ids=lambda law: law.name)
def test_the_search_begins_with_files_of_the_archive(law: Law) -> None:
    files = {path.read_bytes() for path in ROOT.glob(law.files)}
    begun = {raw[len(law.head) :] for raw in law.examples()}
    assert {file for file in files if len(file) < 2000} <= begun
    assert len(begun) == len(files)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a", "a</p>", "<p><b>a</p></b>", "<script>a</script>", '<p onclick="a">b</p>', "<p style='a'>b</p>",
        '<a href="javascript:a">b</a>', '<a href="a">b<a href="c">d</a></a>', '<img src="data:a">', "<!-- a -->",
        '<p id="a">b</p><p id="a">c</p>', "a < b", "a & b", "a\0b", "<P>a</P>", "&nbsp;",
    ],
)  # fmt: skip
def test_html_that_holds_more_than_we_put_there_is_seen(html: str) -> None:
    with pytest.raises((AssertionError, IndexError)):
        assert_sound(html)


def test_html_of_ours_is_sound_and_says_its_words() -> None:
    html = '<p>a &amp; <mark class="claim" id="x">b</mark><br><a class="back" href="#a">c</a></p>'
    assert_sound(html)
    assert words_of(html) == "a & bc"


# --- the search for what breaks a law ---------------------------------------------------------------------------


def never_a_word_after_a_b(lots: Lots) -> None:
    assert b"b" not in lots.rest()[:-1]


def test_a_law_that_is_broken_is_told_with_the_shortest_input_and_how_to_try_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(soak, "FOLDER", tmp_path)
    search = soak.Soak([Law(never_a_word_after_a_b)], None, 1)
    assert soak.searched(search, time.monotonic() + PATIENCE) == 1
    told = capsys.readouterr().out
    assert told.count("Again: tools/fuzz never_a_word_after_a_b --input 6200\n") == 6
    assert told.endswith("\nbroken: 3 times\n")
    assert search.still() == []


def test_what_takes_too_long_breaks_a_law_as_well() -> None:
    def takes_a_while(lots: Lots) -> None:
        end = time.process_time() + lots.number() / 1000
        while time.process_time() < end:
            pass

    law = Law(takes_a_while, seconds=0.05)
    assert soak.kind_of_failure(law, bytes([0])) is None
    assert soak.kind_of_failure(law, bytes([60])) is not None


def test_an_input_is_shrunk_to_what_still_fails() -> None:
    assert shrunk(bytes(range(40)), lambda raw: 7 in raw and 30 in raw) == bytes([7, 30])
    assert shrunk(b"abcdef", lambda raw: len(raw) == 6) == bytes(6)


@pytest.mark.skipif(os.name == "nt", reason="the tools are scripts of a Unix shell")
def test_the_command_tells_of_each_law_on_how_many_inputs_it_was_tried() -> None:
    law = "what_is_folded_leads_back_to_the_words_that_it_was_folded_from"
    done = _fuzz(law, "--seconds", "0.2")
    head, row, *foot = done.stdout.splitlines()
    assert head.split() == ["law", "inputs", "a", "second"]
    assert row.split()[0] == law
    assert foot == [f"{'in all':<75} {row.split()[1]:>12}", "broken: 0 times"]
    assert done.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="the tools are scripts of a Unix shell")
def test_the_command_tries_one_input_again_and_knows_no_other_laws() -> None:
    law = "what_is_folded_leads_back_to_the_words_that_it_was_folded_from"
    assert _fuzz(law, "--input", "00ff").returncode == 0
    unknown = _fuzz("no_such_law")
    assert unknown.returncode == 2
    assert "there is no law no_such_law; the laws are: any_seed_is_a_page_that_says_its_text, " in unknown.stderr


def _fuzz(*args: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "tools/fuzz"), *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False)
