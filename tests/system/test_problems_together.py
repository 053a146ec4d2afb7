"""Problems of one cause are told in one line, with a count and the first places; `--json` has each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.archives import vote, write

from sitegen.cli.report import MAX_PRINTED, problem_lines
from sitegen.core.problems import CODES, Location, Problem, Problems, Severity
from sitegen.core.problems.grouping import group_problems

Cli = Callable[..., CompletedProcess[str]]


def told(problems: list[Problem]) -> list[str]:
    return [str(group) for group in group_problems(Problems(problems))]


ALL = '"x" is read nowhere', "do all"


def keys(places: int) -> list[Problem]:
    """The same key in so many seeds."""
    return [
        Problem(Location(f"seeds/{n:04}.md", 3, 1), "foreign-key", '"x" is none of ours', "do it", *ALL)
        for n in range(places)
    ]


@pytest.mark.parametrize(
    ("places", "message", "hint"),
    [
        (1, '"x" is none of ours', "do it"),
        (2, '"x" is read nowhere (2 files): also seeds/0001.md:3:1', "do all"),
        (3, '"x" is read nowhere (3 files): also seeds/0001.md:3:1 and seeds/0002.md:3:1', "do all"),
        (4, '"x" is read nowhere (4 files): also seeds/0001.md:3:1, seeds/0002.md:3:1 and 1 more', "do all"),
        (1710, '"x" is read nowhere (1,710 files): also seeds/0001.md:3:1, seeds/0002.md:3:1 and 1,707 more', "do all"),
    ],
)
def test_a_cause_is_told_with_its_count_and_its_first_places(places: int, message: str, hint: str) -> None:
    assert told(keys(places)) == [f"seeds/0000.md:3:1: note[foreign-key]: {message}\n  hint: {hint}"]


@pytest.mark.parametrize(
    ("places", "count"),
    [(["a:1", "a:2"], "(2 places)"), (["a:1", "a:2", "b:1"], "(3 places in 2 files)"), (["a:1", "b:1"], "(2 files)")],
)
def test_places_are_counted_and_so_are_their_files(places: list[str], count: str) -> None:
    found = [Problem(Location(one[0], int(one[2])), "dead-link", "it is gone") for one in places]
    assert f"it is gone {count}: also " in told(found)[0]


def test_the_same_words_are_one_cause_and_other_words_or_advice_another() -> None:
    a, b = Location("a"), Location("b")
    assert len(told([Problem(a, "dead-link", "x"), Problem(b, "dead-link", "x")])) == 1
    assert len(told([Problem(a, "dead-link", "x"), Problem(b, "dead-link", "y")])) == 2
    assert len(told([Problem(a, "dead-link", "x"), Problem(b, "held-back", "x")])) == 2
    assert len(told([Problem(a, "dead-link", "x", "do"), Problem(b, "dead-link", "x", "leave")])) == 2


def test_what_is_a_note_in_one_place_and_a_warning_in_another_is_told_twice() -> None:
    problems = [Problem(Location("a"), "dead-link", "x", is_note=True), Problem(Location("b"), "dead-link", "x")]
    assert told(problems) == ["a: note[dead-link]: x", "b: warning[dead-link]: x"]


def test_errors_are_told_one_by_one() -> None:
    assert len(told([Problem(Location(name), "bad-id", "x") for name in "abc"])) == 3


def test_causes_come_in_the_order_of_their_first_places() -> None:
    problems = [Problem(Location(name), "dead-link", words) for name, words in zip("abcd", "yxyx", strict=True)]
    assert told(problems) == [
        "a: warning[dead-link]: y (2 files): also c",
        "b: warning[dead-link]: x (2 files): also d",
    ]


def test_a_terminal_is_shown_so_many_causes_and_told_how_many_problems_more() -> None:
    problems = [Problem(Location(f"{n:05}"), "dead-link", f"{n // 2}") for n in range(2 * MAX_PRINTED)]
    problems += [
        Problem(Location("z"), "bad-id", "x"),
        *(Problem(Location("z"), "foreign-key", str(n)) for n in (1, 2)),
    ]
    shown = list(problem_lines(problems, "look"))
    assert len(shown) == MAX_PRINTED + 1
    assert shown[-2] == "z: error[bad-id]: x"
    assert shown[-1] == "… 2 more warnings and 2 more notes: mend these first; look"


# --- what the stages say of their causes


CRANES = "Ada Crane met John Crane. "
MANY = {
    "seeds/a.md": "---\nlayout: x\n---\n<b>One</b> caf\u00c3\u00a9. [x](gone.html) " + CRANES + "Then Crane spoke.\n",
    "seeds/b.md": "---\nlayout: y\n---\n<i>Two</i> na\u00c3\u00afve. "
    + CRANES
    + "Then Crane left.\n\nThen Crane again.\n",
    "seeds/c.md": "---\nlayout: z\n---\n<u>Three</u>. \u00e2\u20ac\u0153 " + CRANES + "In the end Crane went.\n",
    "seeds/a.docx": "x",
    "seeds/b.docx": "x",
    "seeds/c.rtf": "x",
    "content/actors/a.txt": "x",
    "content/actors/b.txt": "x",
    "content/actors/ada.yaml": "name: Ada Crane\n",
    "content/actors/john.yaml": "name: John Crane\n",
    "content/actors/held.yaml": "- {id: one, name: One Waiting}\n- {id: two, name: Two Waiting}\n",
    "seeds/held.md": "---\nstatus: draft\nactors: [one, two]\n---\nx\n",
    "content/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    "content/media/b.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    "content/site.yaml": "media: all\n",
}


CAUSES = """\
warning[unknown-file]: ".txt" files are not read in content/actors/
(2 files): also content/actors/b.txt
warning[only-in-drafts]: these records are named only in what readers do not see
(seeds/held.md:2), so they do not see them
(2 places): also content/actors/held.yaml:2:3
warning[active-media]: each of these files has a handler onload in it: opened by itself it can do what a page of \
your site can
(2 files): also content/media/b.svg
warning[unknown-file]: ".docx" files are no seeds and are not read
(2 files): also seeds/b.docx
note[foreign-key]: "layout" is read in no seed
(3 files): also seeds/b.md:2:1 and seeds/c.md:2:1
warning[markup-as-text]: HTML is shown as text
(3 files): also seeds/b.md:4 and seeds/c.md:4
warning[name-ambiguous]: "Crane" fits Ada Crane
(ada) and John Crane
(john): it names nobody
(3 files): also seeds/b.md:4 and seeds/c.md:4
warning[suspect-encoding]: words look like UTF-8 that was read as another encoding
(3 files): also seeds/b.md:4 and seeds/c.md:4"""


def test_each_stage_says_what_is_of_one_cause_and_what_to_do_about_all_of_it(run_cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, MANY)
    done = run_cli("check", "--root", root)
    found = [line for line in done.stderr.splitlines() if "): also " in line]
    assert "\n".join(line.partition(": ")[2].replace(" (", "\n(") for line in found) == CAUSES
    assert "say in each article's record who it is, mentions:" in done.stderr
    assert "keep them as pictures, text or packed" in done.stderr
    report = json.loads(run_cli("check", "--json", "--root", root).stdout)
    places = [(one["code"], one["file"]) for one in report["problems"]]
    assert [file for code, file in places if code == "foreign-key"] == ["seeds/a.md", "seeds/b.md", "seeds/c.md"]
    assert len(places) == len(set(places)) + 1 == report["stats"]["problems"]
    notes = sum(one["severity"] == "note" for one in report["problems"])
    assert f"{len(places) - notes} warnings, {notes} notes," in done.stdout


def test_a_build_after_an_edit_tells_the_same_causes_as_a_clean_one(run_cli: Cli, tmp_path: Path) -> None:
    root = write(
        vote(tmp_path / "archive"),
        {path: text for path, text in MANY.items() if path[:6] == "seeds/" and "held" not in path},
    )
    assert run_cli("build", "--no-search", "--root", root).returncode == 0
    write(root, {"seeds/b.md": MANY["seeds/b.md"].replace("<i>Two</i>", "\n\nTwo")})
    edited = run_cli("build", "--no-search", "--root", root)
    clean = run_cli("build", "--no-search", "--root", root, "--output", tmp_path / "clean")
    assert "HTML is shown as text (2 files): also seeds/c.md:4" in edited.stderr
    assert edited.stderr == clean.stderr


@pytest.mark.parametrize("code", [code for code, severity in CODES.items() if severity is not Severity.ERROR])
def test_no_code_is_without_a_severity_of_its_own(code: str) -> None:
    """A note of an accepted code is told together with others of it."""
    problems = Problems(accepted=[code])
    for name in "ab":
        problems.add(Location(name), code, "x")
    assert told(list(problems)) == [f"a: note[{code}]: x (2 files): also b"]
