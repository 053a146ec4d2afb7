"""The commands as people use them: what they make, print, and end with."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.archives import vote, write
from support.golden import tree

Cli = Callable[..., CompletedProcess[str]]

LOST = "- id: lost\n  claim: It is unsafe.\n  article: vote\n  quote: the bridge is unsafe\n"
LOST_TOLD = (
    'content/claims/more.yaml:4:10: error[quote-not-found]: seeds/vote.txt has no words "the bridge is unsafe"\n'
    '  hint: did you mean "the bridge is safe" (line 3)? It has "safe" for "unsafe".\n'
)


def test_a_folder_of_texts_alone_is_an_archive(run_cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, {"seeds/Council Vote.txt": "Council votes\n\nIt was late.\n"})
    done = run_cli("build", "--strict", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<h1" in (root / "public/articles/council-vote/index.html").read_text(encoding="utf-8")


def test_a_build_tells_what_it_made(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--root", vote(tmp_path))
    assert done.returncode == 0
    words = done.stdout.split(", ")
    assert words[:3] == ["1 article", "1 mention", "1 passage"]
    assert words[4] == "no problems"
    pages = len(list((tmp_path / "public").rglob("*.html")))
    assert words[3] == f"{pages} pages"


def test_a_quiet_build_says_nothing(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--quiet", "--root", vote(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_failed_build_tells_why_and_leaves_the_site_as_it_was(run_cli: Cli, tmp_path: Path) -> None:
    run_cli("build", "--root", vote(tmp_path))
    before = tree(tmp_path / "public")
    done = run_cli("build", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (1, LOST_TOLD)
    assert done.stdout.endswith(" s\nNothing was published.\n")
    assert tree(tmp_path / "public") == before


def test_a_failed_first_build_makes_no_folder(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--root", vote(tmp_path, claims=LOST))
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "seeds"]


def test_keep_going_publishes_in_spite_of_a_lost_passage_and_says_so_on_its_page(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--keep-going", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (0, LOST_TOLD)
    page = (tmp_path / "public/claims/lost/index.html").read_text(encoding="utf-8")
    assert "assage not found in the article" in page
    assert "the bridge is unsafe" in page


def test_keep_going_does_not_publish_in_spite_of_an_unreadable_file(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    (root / "seeds/latin.txt").write_bytes(b"Caf\xe9\n\nclosed")
    done = run_cli("build", "--keep-going", "--root", root)
    assert done.returncode == 1
    assert not (root / "public").exists()


def test_warnings_fail_only_where_strictness_is_asked_for(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"seeds/scan.docx": "x"})
    assert run_cli("build", "--root", root).returncode == 0
    strict = run_cli("build", "--strict", "--root", root)
    assert strict.returncode == 1
    assert strict.stderr.startswith("seeds/scan.docx: warning[unknown-file]: ")


ODD = "It was caf\u00c3\u00a9 time.\n"


def test_what_an_archive_accepts_is_a_note_and_fails_no_strict_build(run_cli: Cli, tmp_path: Path) -> None:
    root = write(
        vote(tmp_path), {"seeds/scan.docx": "x", "seeds/odd.txt": ODD, "seeds/k.md": "---\nlayout: x\n---\nK.\n"}
    )
    settings = {"content/site.yaml": "accept: [unknown-file, suspect-encoding]\n"}
    assert "2 warnings, 1 note," in run_cli("build", "--root", root).stdout
    done = run_cli("build", "--strict", "--root", write(root, settings))
    assert (done.returncode, done.stdout.split(", ")[4]) == (0, "3 notes")
    assert [line.split("]")[0] for line in done.stderr.splitlines() if not line.startswith(" ")] == [
        "seeds/k.md:2:1: note[foreign-key",
        "seeds/odd.txt:1: note[suspect-encoding",
        "seeds/scan.docx: note[unknown-file",
    ]


@pytest.mark.parametrize("search", [[], ["--no-search"]], ids=["anew", "as an edit"])
def test_a_build_after_an_edit_tells_the_same_notes(run_cli: Cli, tmp_path: Path, search: list[str]) -> None:
    root = write(vote(tmp_path), {"seeds/odd.txt": ODD, "content/site.yaml": "accept: suspect-encoding\n"})
    first = run_cli("build", "--strict", *search, "--root", root)
    again = run_cli("build", "--strict", *search, "--root", root)
    edited = run_cli("build", "--strict", *search, "--root", write(root, {"seeds/odd.txt": ODD.replace("It", "So it")}))
    assert "note[suspect-encoding]" in first.stderr
    assert (first.stderr, first.returncode) == (again.stderr, again.returncode) == (edited.stderr, edited.returncode)
    refused = run_cli("build", "--strict", *search, "--root", write(root, {"content/site.yaml": "title: x\n"}))
    assert (refused.returncode, "warning[suspect-encoding]" in refused.stderr) == (1, True)


AMBIGUOUS = "- id: twice\n  title: Of it\n  body: It.\n  article: vote\n  quote: '.'\n"


def test_a_check_tells_how_the_passages_of_each_file_were_found(run_cli: Cli, tmp_path: Path) -> None:
    folded = "- id: quoted\n  claim: He spoke.\n  article: vote\n  quote: Mayor  Ana\n"
    root = vote(tmp_path, claims=LOST + folded, notes=AMBIGUOUS)
    done = run_cli("check", "--root", root)
    assert done.stdout.splitlines()[:-1] == [
        "  exact  folded  ambiguous   lost  passages of claims and notes in",
        "      0       1          0      1  content/claims/more.yaml",
        "      0       0          1      0  content/notes/more.yaml",
        "      1       1          1      1  3 files in all, 1 with exact ones only",
    ]
    report = json.loads(run_cli("check", "--json", "--root", root).stdout)
    assert report["passages"] == [
        {"file": "content/claims/more.yaml", "exact": 0, "folded": 1, "ambiguous": 0, "lost": 1},
        {"file": "content/claims/safe.yaml", "exact": 1, "folded": 0, "ambiguous": 0, "lost": 0},
        {"file": "content/notes/more.yaml", "exact": 0, "folded": 0, "ambiguous": 1, "lost": 0},
    ]
    assert report["stats"]["quotes"] == {"exact": 1, "folded": 1, "ambiguous": 1, "lost": 1}


def test_a_long_name_moves_no_number_of_the_table(run_cli: Cli, tmp_path: Path) -> None:
    name = f"content/claims/{'a-long-folder/' * 6}what-was-said.yaml"
    root = write(vote(tmp_path), {name: LOST})
    head, row, last, *_ = run_cli("check", "--root", root).stdout.splitlines()
    assert row == f"      0       0          0      1  {name}"
    assert {line[:35][-8:] for line in (row, last)} == {"     1  "}
    assert max(len(head), len(last)) <= 80


def test_a_check_of_an_archive_without_passages_has_no_table(run_cli: Cli, tmp_path: Path) -> None:
    root = write(tmp_path, {"seeds/vote.txt": "Council votes\n\nIt was late.\n"})
    assert run_cli("check", "--root", root).stdout.startswith("1 article, ")
    report = json.loads(run_cli("check", "--json", "--root", root).stdout)
    assert report["passages"] == []
    assert report["stats"]["quotes"] == {"exact": 0, "folded": 0, "ambiguous": 0, "lost": 0}


def test_a_check_tells_the_same_and_writes_nothing(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("check", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (1, LOST_TOLD)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "seeds"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_json_holds_problems_and_figures_and_nothing_else_is_printed(
    run_cli: Cli, tmp_path: Path, command: str
) -> None:
    done = run_cli(command, "--json", "--root", vote(tmp_path, claims=LOST))
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["problems"] == [
        {
            "severity": "error",
            "code": "quote-not-found",
            "message": 'seeds/vote.txt has no words "the bridge is unsafe"',
            "hint": 'did you mean "the bridge is safe" (line 3)? It has "safe" for "unsafe".',
            "file": "content/claims/more.yaml",
            "line": 4,
            "column": 10,
        }
    ]
    stats = {"articles", "drafts", "mentions", "pages", "passages", "problems", "seconds"}
    assert set(report["stats"]) == (stats | {"quotes"} if command == "check" else stats)
    assert (report["stats"]["articles"], report["stats"]["problems"]) == (1, 1)


DRAFT = "- id: secret\n  claim: Not yet.\n  article: vote\n  quote: Nobody agreed\n  status: draft\n"


def test_drafts_are_in_no_file_unless_asked_for(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path, claims=DRAFT)
    run_cli("build", "--root", root)
    assert [path for path, data in tree(root / "public").items() if b"Not yet" in data or "secret" in path] == []
    run_cli("build", "--drafts", "--root", root)
    assert b"Not yet" in tree(root / "public")["claims/secret/index.html"]
    assert tree(root / "public")["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_only_a_build_with_drafts_has_the_page_for_editors_and_links_to_it(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"seeds/more.txt": "More\n\nReyes came.\n"})
    site = ("--root", root, "--base-url", "https://example.org/")
    run_cli("build", *site)
    without = tree(root / "public")
    assert [path for path, data in without.items() if "editors" in path or b"ditors" in data] == []
    run_cli("build", "--drafts", *site)
    with_drafts = tree(root / "public")
    assert set(with_drafts) - set(without) == {"editors/index.html"}
    assert b'<meta name="robots" content="noindex">' in with_drafts["editors/index.html"]
    assert b"articles/more/#:~:text=Reyes,-came." in with_drafts["editors/index.html"]
    pages = {path: data for path, data in with_drafts.items() if path.endswith(".html")}
    assert [path for path, data in pages.items() if b'editors/">For editors</a>' not in data] == []
    assert b"editors" not in with_drafts["sitemap.xml"]


def test_the_base_url_of_the_command_line_wins(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"content/site.yaml": "base_url: https://example.org/\n"})
    run_cli("build", "--root", root, "--base-url", "https://example.net/archive")
    first = (root / "public/data/annotations.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["target"]["source"] == "https://example.net/archive/articles/vote/text.txt"
    assert b'href="/archive/static/' in tree(root / "public")["404.html"]


def test_any_number_of_processes_makes_the_same_site(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    for number in range(120):
        write(root, {f"seeds/more-{number}.txt": f"Vote {number}\n\nAna Reyes voted. Reyes left.\n"})
    sites = []
    for jobs in ("1", "2"):
        assert run_cli("build", "--root", root, "--output", tmp_path / jobs, "--jobs", jobs).returncode == 0
        sites.append(tree(tmp_path / jobs))
    assert len(sites[0]) > 120
    assert sites[0] == sites[1]


@pytest.mark.parametrize("output", [".", "..", "seeds", "content", "/", "", "content/public", "mine"])
def test_a_folder_that_holds_something_of_somebodys_is_refused(run_cli: Cli, tmp_path: Path, output: str) -> None:
    root = write(vote(tmp_path / "archive"), {"mine/letter.txt": "Dear."})
    before = tree(tmp_path)
    done = run_cli("build", "--output", output, cwd=root)
    assert done.returncode == 1
    assert "error[output-refused]: " in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path) == before


def test_a_file_that_was_removed_by_hand_comes_back(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    run_cli("build", "--root", root)
    before = tree(root / "public")
    (root / "public/people/ana-reyes/index.html").unlink()
    shutil.rmtree(root / "public/static")
    run_cli("build", "--root", root)
    assert tree(root / "public") == before


@pytest.mark.parametrize(
    "wrong",
    [["bild"], ["build", "--rot", "."], ["build", "--root", "no-such-folder"], ["build", "--jobs", "-1"], ["new"]],
)
def test_wrong_usage_ends_with_two(run_cli: Cli, tmp_path: Path, wrong: list[str]) -> None:
    done = run_cli(*wrong, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_folder_without_its_option_is_told_with_it(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path / "school")
    for command in ("build", "check", "suggest", "reanchor", "serve"):
        done = run_cli(command, root)
        assert done.returncode == 2
        assert f"did you mean --root {root}"[:60] in " ".join(done.stderr.split())
    assert "there is no place for the argument nowhere\n" in run_cli("build", "nowhere").stderr


def test_a_check_says_nothing_of_publishing(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path, claims=LOST)
    assert "published" not in run_cli("check", "--root", root).stdout
    assert "Nothing was published." in run_cli("build", "--root", root).stdout


def test_the_list_of_commands_cuts_no_sentence(run_cli: Cli) -> None:
    assert "..." not in run_cli("--help").stdout.partition("Commands:")[2]


def test_an_empty_folder_is_no_archive(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--root", tmp_path)
    assert done.returncode == 1
    assert "error[no-archive]: " in done.stderr


def test_new_makes_an_archive_that_builds_strictly(run_cli: Cli, tmp_path: Path) -> None:
    made = run_cli("new", tmp_path / "mine")
    assert (made.returncode, made.stderr) == (0, "")
    built = run_cli("build", "--strict", "--root", tmp_path / "mine")
    assert (built.returncode, built.stderr) == (0, "")


def test_new_writes_over_nothing(run_cli: Cli, tmp_path: Path) -> None:
    write(tmp_path, {"mine/letter.txt": "Dear."})
    before = tree(tmp_path)
    done = run_cli("new", tmp_path / "mine")
    assert done.returncode == 1
    assert "error[output-refused]: " in done.stderr
    assert tree(tmp_path) == before


def test_schemas_are_written_for_every_kind_of_record(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("schema", "--output", tmp_path / "schemas")
    assert done.returncode == 0
    names = {path.name.removesuffix(".schema.json"): path for path in (tmp_path / "schemas").iterdir()}
    assert {"actor", "article", "claim", "note", "site", "topic"} <= set(names)
    for path in names.values():
        assert json.loads(path.read_text(encoding="utf-8"))["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_a_port_that_is_taken_is_told_in_one_line(run_cli: Cli, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_cli("serve", "--root", vote(tmp_path), "--port", str(port))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == f"error: port {port} is in use; give another one with --port\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the file system refuses nobody here")
def test_a_folder_that_cannot_be_written_is_told(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path / "archive")
    root.chmod(0o555)
    try:
        done = run_cli("build", "--root", root)
    finally:
        root.chmod(0o755)
    assert done.returncode == 1
    assert "error[unwritable-output]: " in done.stderr


RECUR = "Vote {0}\n\nWe met Mayor Ana Reyes and then Tom Holt. Later Holt left.\n"


def two_votes(root: Path) -> Path:
    files = {f"seeds/{number}.txt": RECUR.format(number) for number in (1, 2)}
    return write(root, {**files, "content/actors/ana-reyes.yaml": "name: Ana Reyes\n"})


def test_suggest_lists_names_of_no_actor_and_writes_nothing(run_cli: Cli, tmp_path: Path) -> None:
    root = two_votes(tmp_path)
    before = tree(root)
    done = run_cli("suggest", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "1 name of no actor, in 2 articles:\n\n"
        "  Tom Holt  person         4 mentions  2 articles\n"
        "    We met Mayor Ana Reyes and then Tom Holt. (1)\n\n"
        "--yaml prints them as records to paste into content/actors/.\n"
    )
    assert tree(root) == before


def test_what_suggest_prints_as_yaml_can_be_pasted(run_cli: Cli, tmp_path: Path) -> None:
    root = two_votes(tmp_path)
    done = run_cli("suggest", "--yaml", "--root", root)
    assert done.returncode == 0
    write(root, {"content/actors/suggested.yaml": done.stdout})
    assert run_cli("check", "--strict", "--root", root).returncode == 0
    assert run_cli("suggest", "--root", root).stdout == "No name recurs that belongs to no actor, in 2 articles.\n"


def test_suggest_tells_actors_that_may_be_one(run_cli: Cli, tmp_path: Path) -> None:
    root = write(two_votes(tmp_path), {"content/actors/more.yaml": "- {id: a-reyes, name: A. Reyes}\n"})
    done = run_cli("suggest", "--root", root)
    assert (
        "\nActors that may be one:\n\n"
        '  "A. Reyes" and "Ana Reyes" may be one name, shortened\n'
        "    a-reyes    A. Reyes  (content/actors/more.yaml:1:3)\n"
        "    ana-reyes  Ana Reyes  (content/actors/ana-reyes.yaml:1:1)\n"
        "\nsitegen merge ONE OTHER makes one of two, and shows before with --dry-run what becomes of them.\n"
    ) in done.stdout


def test_suggest_prints_json_and_nothing_else(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("suggest", "--json", "--root", two_votes(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    sentence = {"before": "We met Mayor Ana Reyes and then ", "words": "Tom Holt", "after": "."}
    assert json.loads(done.stdout) == {
        "problems": [],
        "articles": 2,
        "found": {"names": 1, "duplicates": 0},
        "names": [
            {
                "id": "tom-holt",
                "name": "Tom Holt",
                "kind": "person",
                "sign": '"Holt" stands alone later',
                "aliases": [],
                "mentions": 4,
                "articles": ["1", "2"],
                "examples": [{"article": "1", **sentence}, {"article": "2", **sentence}],
            }
        ],
        "duplicates": [],
        "without_capitals": [],
        "of_nouns": [],
    }


def test_suggest_waits_until_records_are_mended(run_cli: Cli, tmp_path: Path) -> None:
    root = write(two_votes(tmp_path), {"content/actors/tom-holt.yaml": "nam: Tom Holt\n"})
    done = run_cli("suggest", "--root", root)
    assert (done.returncode, done.stdout) == (1, "")
    assert "content/actors/tom-holt.yaml:1:1: error[unknown-key]: " in done.stderr
    assert done.stderr.endswith(
        "Nothing is suggested until these are mended: actors that cannot be read are not known.\n"
    )


def test_suggest_prints_yaml_or_json(run_cli: Cli, tmp_path: Path) -> None:
    assert run_cli("suggest", "--yaml", "--json", "--root", two_votes(tmp_path)).returncode == 2


def test_where_nothing_changed_the_quiet_command_loads_nothing_that_makes_pages(run_cli: Cli, tmp_path: Path) -> None:
    options = ["build", "--quiet", "--no-search", "--root", str(vote(tmp_path))]
    assert run_cli(*options).returncode == 0
    program = (
        "import atexit, sys; from sitegen.cli import main; sys.argv[0] = 'sitegen'\n"
        "atexit.register(lambda: print('sitegen.site.pages' in sys.modules))\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", program, *options], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.parametrize(
    "address",
    [
        "https://[::1", "javascript:1", "notaurl", "http://", "//e.org/", "https://e.org/?q", "https://:80/", " ",
        "https://e.org:99999/", "https://e.org:x/", "https://a b/",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_wrong_usage(run_cli: Cli, tmp_path: Path, address: str) -> None:
    done = run_cli("build", "--root", tmp_path, "--base-url", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip().endswith(
        f'"{address}" is no address of a site; write one such as https://example.org/archive/'
    )


LONG = "x" * 300
WRONG = {
    "an address with a password": (["build", "--base-url", "https://u:p@e.org/"], "has a password in it"),
    "an address that is no text": (["build", "--base-url", "https://e.org/\udcff"], "no address of a site"),
    "a name that is too long": (["build", "--output", LONG], "no folder can be called"),
    "a long name in a folder": (["build", "--output", f"seeds/{LONG}/x"], "no folder can be called"),
    "too many folders": (["build", "--output", "x/" * 5000], "no folder can be called"),
    "a long name for schemas": (["schema", "--output", LONG], "no folder can be called"),
    "a long name for an archive": (["new", LONG], "no folder can be called"),
    "a host of a long name": (["serve", "--host", LONG], "no machine can be called"),
    "a host of dots": (["serve", "--host", "."], "no machine can be called"),
    "a host with an empty part": (["serve", "--host", "é..x"], "no machine can be called"),
    "a host that is no text": (["serve", "--host", "\udcff"], "no machine can be called"),
    "more processes than can be counted": (["build", "--jobs", "99999999999999999999"], "not in the range"),
    "a likeness that is no number": (["reanchor", "--accept", "nan"], "not in the range"),
    "a root that is too long": (["check", "--root", LONG], "does not exist"),
}


@pytest.mark.parametrize(("given", "message"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_in_one_line(run_cli: Cli, tmp_path: Path, given: list[str], message: str) -> None:
    root = vote(tmp_path)
    before = tree(root)
    done = run_cli(*given, cwd=root)
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert (done.returncode, done.stdout) == (2, "")
    assert message in line
    assert "Traceback" not in done.stderr
    assert tree(root) == before


def test_an_address_is_taken_as_the_settings_take_it(run_cli: Cli, tmp_path: Path) -> None:
    root = vote(tmp_path)
    run_cli("build", "--root", root, "--base-url", " https://example.net/a// ")
    assert "Sitemap: https://example.net/a/sitemap.xml" in (root / "public/robots.txt").read_text(encoding="utf-8")


def test_a_long_name_in_a_folder_to_come_is_told(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("build", "--output", f"to-come/{LONG}", cwd=vote(tmp_path))
    assert (done.returncode, "File name too long" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "to-come").exists()
