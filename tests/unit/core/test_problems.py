"""What is wrong is told with its place, in order, once; and every code is explained."""

from __future__ import annotations

import ast
import re

import pytest
from support.checkout import ROOT

from sitegen.core.problems import CODES, LOST_PASSAGES, Location, Problem, Problems, Severity

PLACE = Location("content/actors/ana.yaml", 3, 7)
ENTRY = re.compile(r"^### (\S+)\n\n```text\n(.+)\n```\n\n(.+)$", re.MULTILINE)


def explained() -> list[tuple[str, str, str]]:
    """Code, example and advice of each entry in the document."""
    return ENTRY.findall((ROOT / "docs/problems.md").read_text(encoding="utf-8"))


def test_a_problem_is_told_with_place_code_and_hint() -> None:
    assert str(Problem(PLACE, "bad-date", '"x" is not a date', "write it as 2017")) == (
        'content/actors/ana.yaml:3:7: error[bad-date]: "x" is not a date\n  hint: write it as 2017'
    )


def test_without_a_hint_there_is_none() -> None:
    assert str(Problem(Location("a.md"), "dead-link", "x")) == "a.md: warning[dead-link]: x"


@pytest.mark.parametrize(
    ("place", "told"),
    [(Location("a"), "a"), (Location("a", 2), "a:2"), (Location("a", 2, 3), "a:2:3"), (Location("a", 0, 3), "a:3")],
)
def test_a_place_tells_what_is_known_of_it(place: Location, told: str) -> None:
    assert str(place) == told


def test_problems_come_in_the_order_of_their_places_and_each_once() -> None:
    problems = Problems()
    problems.add(Location("b", 1), "bad-id", "x")
    problems.add(Location("a", 10), "bad-id", "x")
    problems.add(Location("a", 9), "dead-link", "x")
    problems.extend([Problem(Location("b", 1), "bad-id", "x")])
    assert [str(problem.location) for problem in problems] == ["a:9", "a:10", "b:1"]
    assert (len(problems), problems.count(Severity.ERROR), problems.count(Severity.WARNING)) == (3, 2, 1)


def test_a_code_that_nobody_knows_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Problems().add(PLACE, "no-such-code", "x")


@pytest.mark.parametrize(
    ("code", "strict", "keep_going", "blocks"),
    [
        ("bad-id", False, False, True),
        ("bad-id", False, True, True),
        ("dead-link", False, False, False),
        ("dead-link", True, False, True),
        ("quote-not-found", False, False, True),
        ("quote-not-found", False, True, False),
        ("quote-ambiguous", False, True, False),
        ("foreign-key", True, False, False),
    ],
)
def test_what_forbids_publishing(code: str, strict: bool, keep_going: bool, blocks: bool) -> None:
    problems = Problems([Problem(PLACE, code, "x")])
    assert problems.blocks(strict=strict, keep_going=keep_going) is blocks


def test_a_note_is_told_as_one_and_never_fails() -> None:
    here = Problem(PLACE, "dead-link", "x", is_note=True)
    assert str(here) == "content/actors/ana.yaml:3:7: note[dead-link]: x"
    assert not Problems([here, Problem(PLACE, "foreign-key", "y")]).blocks(strict=True)
    assert Problems([here]).count(Severity.NOTE) == 1


def test_an_error_is_one_whatever_is_said_of_it() -> None:
    assert Problem(PLACE, "bad-id", "x", is_note=True).severity is Severity.ERROR


def test_accepted_warnings_are_notes_whenever_they_are_found() -> None:
    problems = Problems([Problem(PLACE, "dead-link", "before")])
    problems.accept(["dead-link", "bad-id"])
    problems.add(PLACE, "dead-link", "then")
    problems.extend(
        [Problem(PLACE, "dead-link", "later"), Problem(PLACE, "held-back", "x"), Problem(PLACE, "bad-id", "x")]
    )
    assert [(one.message, one.severity.value) for one in problems] == [
        ("x", "error"), ("before", "note"), ("later", "note"), ("then", "note"), ("x", "warning"),
    ]  # fmt: skip


def test_severities_are_ranked_by_how_grave_they_are() -> None:
    assert sorted(Severity, key=lambda one: one.rank) == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_without_problems_nothing_is_forbidden() -> None:
    assert Problems().blocks(strict=True, keep_going=False) is False


def test_lost_passages_are_errors() -> None:
    assert {CODES[code] for code in LOST_PASSAGES} == {Severity.ERROR}


def test_the_document_explains_every_code_and_no_other() -> None:
    assert [code for code, _, _ in explained()] == list(CODES)
    headings = re.findall(r"^### (.+)$", (ROOT / "docs/problems.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == list(CODES)


@pytest.mark.parametrize(("code", "example", "advice"), explained(), ids=lambda value: value.partition(":")[0][:30])
def test_an_entry_shows_a_message_and_says_what_to_do(code: str, example: str, advice: str) -> None:
    assert re.match(rf"\S+: {CODES[code]}\[{code}\]: \S", example)
    assert len(advice) > 20


def test_every_code_is_reported_somewhere() -> None:
    words = {
        node.value
        for path in (ROOT / "sitegen").rglob("*.py")
        if path != ROOT / "sitegen/core/problems/__init__.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(CODES) - words == set()


def test_problems_that_are_taken_are_not_there_any_more() -> None:
    problems = Problems()
    problems.add(PLACE, "bad-date", "b")
    problems.add(PLACE, "bad-date", "a")
    assert [problem.message for problem in problems.take()] == ["a", "b"]
    assert problems.take() == ()
    problems.add(PLACE, "bad-date", "b")
    assert [problem.message for problem in problems] == ["b"]
