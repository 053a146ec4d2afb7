"""Seeds that another tool does not show are no articles for readers here either, and somebody is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_sites import clean, made
from support.golden import tree
from support.incremental_archive import quick_builds

from sitegen.text.article_stage import front_matter

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)


def shown(root: Path, front: str, site: str = "title: A", record: str = "") -> tuple[bool, list[str]]:
    """Whether readers see an article with this front matter, and what is told."""
    files = {
        "content/site.yaml": site,
        "seeds/held.md": f"---\ntitle: Held\n{front}\n---\nWords.\n",
        "seeds/other.txt": "Other\n\nWords.\n",
    }
    if record:
        files["content/articles/held.yaml"] = f"seed: held.md\n{record}\n"
    built = made(root, files)
    assert built.is_done, built.told
    return (built.folder / "articles/held").exists(), built.told


@pytest.mark.parametrize(
    "front",
    ["draft: true", "Draft: yes", "draft: 1", 'DRAFT: "true"', "draft: [x]", "published: false", "published: no",
     "publish: false", "publishDate: 2030-01-01", "pubdate: 2030-01-01T10:00:00Z\ndate: 2029-12-31",
     "publishDate: soon\ndate: 2024"],
)  # fmt: skip
def test_what_another_tool_does_not_show_is_a_draft(tmp_path: Path, front: str) -> None:
    is_shown, told = shown(tmp_path, front)
    key = front.partition(":")[0].lower()
    assert (is_shown, told) == (
        False, [f'seeds/held.md:3:1: note[held-back]: "{key}" holds an article back, as in another tool'],
    )  # fmt: skip


@pytest.mark.parametrize(
    "front",
    ["draft: false", "draft: no", "draft:", "published: true", "published: 2024-01-01", "publish: yes",
     "publishDate: 2024-01-01\ndate: 2024-01-01 10:00:00 -0500", "publishDate: 2024-01-01\ndate: 2025-02-03"],
)  # fmt: skip
def test_what_it_shows_is_an_article(tmp_path: Path, front: str) -> None:
    front = front.replace(" 10:00:00 -0500", "T10:00:00-05:00")
    assert shown(tmp_path, front) == (True, [])


@pytest.mark.parametrize(
    ("front", "is_shown"),
    [
        ("publishDate: 2024-06-01", True),
        ("publishDate: 2024-06-02", False),
        ("publishDate: 2024-06-02\ndate: 2025-01-01", False),
        ("expiryDate: 2024-06-01", False),
        ("unpublishdate: 2024-06-02", True),
        ("expiryDate: never", False),
        ("publishDate: 2024-06-01 23:30", True),
        ("publishDate: 2024-06-01T23:30:00-06:00", False),
        ("publishDate: 2024-06-01T10:00 EST", True),
        ("publishDate: 2024-05?", False),
        ("expiryDate: 202X", False),
    ],
)
def test_dates_are_judged_by_the_day_that_the_archive_names(tmp_path: Path, front: str, is_shown: bool) -> None:
    found, told = shown(tmp_path, front, site="as_of: 2024-06-01")
    assert (found, len(told)) == (is_shown, 0 if is_shown else 1)


def test_without_a_day_what_was_public_once_is_shown_and_told(tmp_path: Path) -> None:
    message = 'by "expirydate" another tool may no longer show an article; here readers see it'
    found = shown(tmp_path, "expirydate: 2020-01-01")
    assert found == (True, [f"seeds/held.md:3:1: warning[held-back]: {message}"])


def test_a_status_of_our_own_settles_it(tmp_path: Path) -> None:
    assert shown(tmp_path / "a", "draft: true", record="status: published") == (True, [])
    assert shown(tmp_path / "b", "draft: true\nstatus: published") == (True, [])
    assert shown(tmp_path / "c", "expiryDate: 2020-01-01", record="status: draft") == (False, [])


def test_other_keys_of_a_record_settle_nothing(tmp_path: Path) -> None:
    assert not shown(tmp_path, "draft: true", record="title: Held")[0]


def test_seeds_that_one_key_holds_back_are_of_one_cause(tmp_path: Path) -> None:
    files = {f"seeds/{name}.md": f"---\ndraft: true\ntitle: {name}\n---\nWords.\n" for name in "dcbae"}
    built = made(tmp_path, {**files, "seeds/other.txt": "Other"})
    message = '"draft" holds an article back, as in another tool'
    assert built.told == [f"seeds/{name}.md:2:1: note[held-back]: {message}" for name in "abcde"]


def test_with_drafts_they_are_shown_as_such(tmp_path: Path) -> None:
    built = made(tmp_path, {"seeds/held.md": "---\ndraft: true\ntitle: Held\n---\nWords.\n"}, drafts=True)
    assert built.words("articles/held/", ".draft") == ["Draft"]


def test_a_day_is_known_to_the_day(tmp_path: Path) -> None:
    built = made(tmp_path, {"seeds/a.txt": "A", "content/site.yaml": "as_of: 2024-06"})
    assert (built.is_done, built.told, built.hints) == (
        False,
        ['content/site.yaml:1:8: error[bad-date]: "2024-06" is no day'],
        ["write the day, too, such as 2024-12-31"],
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("+++\ntitle = 'A'\ndraft = true # soon\n+++\nQuux.\n", "3:1"),
        ("+++\r\ntitle = 'A'\r\npublishDate = 2030-01-01T00:00:00Z\r\n+++\r\nQuux.\r\n", "3:1"),
        ('{\n  "title": "A",\n  "draft": true\n}\nQuux.\n', "3:3"),
        ('{"title": "A", "status": "private"}\nQuux.\n', "1:16"),
    ],
)
def test_toml_and_json_hold_back_as_yaml_does(tmp_path: Path, text: str, place: str) -> None:
    site = made(tmp_path, {"seeds/other.txt": "Other\n\nWords.\n", "seeds/a.md": text.encode()})
    assert [one.partition(": ")[0] for one in site.told if "held-back" in one] == [f"seeds/a.md:{place}"]
    assert (site.is_done, b"quux" in site.everything()) == (True, False)


@pytest.mark.parametrize("status", ["private", "seedling", "Draft", "[draft]", "published\nstatus: draft"])
def test_a_status_that_shows_nobody_knows_what_holds_back(tmp_path: Path, status: str) -> None:
    message = 'seeds/held.md:3:1: note[held-back]: "status" holds an article back, as in another tool'
    assert shown(tmp_path / "a", f"status: {status}") == (False, [message])
    assert shown(tmp_path / "b", f"status: {status}", record="status: published") == (True, [])


@pytest.mark.parametrize("status", ["publish", "Published", "live"])
def test_a_status_by_which_another_tool_shows_is_told_and_shown(tmp_path: Path, status: str) -> None:
    message = f'"status" says "{status}", as in another tool, and readers see the article'
    assert shown(tmp_path, f"status: {status}") == (True, [f"seeds/held.md:3:9: note[unread-value]: {message}"])


def test_the_keys_of_a_yaml_record_are_ours(tmp_path: Path) -> None:
    files = {"seeds/a.md": "Words.\n", "content/articles/a.yaml": "seed: a.md\npublished: false\n"}
    built = made(tmp_path, files)
    assert [one.partition(": ")[2] for one in built.told] == ['error[unknown-key]: there is no key "published" here']


UNREAD = [
    ("a.md", "\n---\ntitle: A\ndraft: true\n---\nQuux.\n", (4, 1)),
    ("a.md", "  ---\ndraft: true\n---\nQuux.\n", (2, 1)),
    ("a.md", "----\ndraft: true\n----\nQuux.\n", (2, 1)),
    ("a.md", "+++\ntitle = A\ndraft = true # soon\n+++\nQuux.\n", (3, 1)),
    ("a.md", '{\n  "title": "A",\n  "draft": true,\n}\nQuux.\n', (3, 4)),
    ("a.md", '{"title": "A", "draft": true} Quux.\n', (1, 17)),
    ("a.md", "\ufeff\ufeff---\ndraft: true\n---\nQuux.\n", (2, 1)),
    ("a.md", "---\n  title: A\n  draft: true\n---\nQuux.\n", (3, 3)),
    ("a.md", "--- # of a tool\ndraft: true\n---\nQuux.\n", (2, 1)),
    ("a.md", "--- {title: A, draft: true}\n---\nQuux.\n", (1, 16)),
    ("a.md", "---\n? draft\n: true\n---\nQuux.\n", (2, 3)),
    ("a.md", "---\n\ntitle: A\ndraft: true\n\nQuux.\n", (4, 1)),
    ("a.md", "\r\n---\r\ndraft: true\r\n---\r\nQuux.\r\n", (3, 1)),
    ("a.md", "<!-- draft: true -->\nQuux.\n", (1, 6)),
    ("a.txt", "---\ntitle: A\ndraft: true\n---\nQuux.\n", (3, 1)),
    ("a.txt", "Title: A\nDraft: Yes\n\nQuux.\n", (2, 1)),
    ("a.txt", "draft: true\nQuux.\n", (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("seed", "text", "place"), UNREAD)
def test_what_looks_like_front_matter_and_is_none_holds_back_too(
    tmp_path: Path, seed: str, text: str, place: tuple[int, int]
) -> None:
    files: dict[str, str | bytes] = {"seeds/other.txt": "Other\n\nWords.\n", f"seeds/{seed}": text.encode()}
    site = made(tmp_path, files)
    line, column = place
    message = '"draft" at the head of an article holds back, though it is no front matter here'
    held = [one for one in site.told if "held-back" in one]
    assert held == [f"seeds/{seed}:{line}:{column}: note[held-back]: {message}"]
    assert (site.is_done, b"quux" in site.everything()) == (True, False)


@pytest.mark.parametrize(
    "line",
    ["published: false", "publish = no", "status: draft", "status: private", "publishDate: 2030-01-01",
     "date: 2024-01-01\npublishDate: 2024-01-02"],
)  # fmt: skip
def test_every_key_of_another_tool_holds_back_there(tmp_path: Path, line: str) -> None:
    site = made(tmp_path, {"seeds/other.txt": "Other", "seeds/a.md": f"\n---\n{line}\n---\nQuux.\n"})
    assert (b"quux" in site.everything(), ["held-back" in one for one in site.told]) == (False, [True])


@pytest.mark.parametrize(
    "text",
    [
        "\n---\ndraft: false\n---\nQuux.\n",
        "\n---\nstatus: published\npublishDate: 2024-01-01\ndate: 2024-01-02\n---\nQuux.\n",
        "---\n\ndraft: a plan for the bridge\n\nQuux.\n",
        "Quux.\n\ndraft: true\n",
        "Draft: the plan of the bridge\nQuux.\n",
        "Note: of the budget, draft: true\nQuux.\n",
        "PubDate: Monday\n\nQuux.\n",
        "The draft: true to the plan.\nQuux.\n",
        "---\ntitle: A\n---\n```\ndraft: true\n```\nQuux.\n",
        "---\ntitle: A\ncascade:\n  draft: true\n---\nQuux.\n",
    ],
)
def test_prose_about_drafts_is_no_draft(tmp_path: Path, text: str) -> None:
    site = made(tmp_path, {"seeds/a.md": text})
    assert (b"quux" in site.everything(), [one for one in site.told if "held-back" in one]) == (True, [])


def test_a_status_in_its_record_settles_what_is_not_read(tmp_path: Path) -> None:
    files = {"seeds/a.md": "+++\ndraft = true\n+++\nQuux.\n", "content/articles/a.yaml": "seed: a.md\n"}
    assert b"quux" not in made(tmp_path / "a", {**files, "seeds/other.txt": "Other"}).everything()
    files["content/articles/a.yaml"] += "status: published\n"
    site = made(tmp_path / "b", files)
    assert (b"quux" in site.everything(), site.told) == (True, [])


@pytest.mark.parametrize(
    "front",
    ["draft: false\ndraft: true", "draft: true\ndraft: false", "Draft: false\ndraft: true", "<<: {draft: true}",
     "base: &b {draft: true}\n<<: *b", "base: &b {published: false}\n<<: [*b]"],
)  # fmt: skip
def test_who_says_both_is_held_back(tmp_path: Path, front: str) -> None:
    is_shown, told = shown(tmp_path, front)
    assert (is_shown, next(one for one in told if "held-back" in one).partition(":")[0]) == (False, "seeds/held.md")
    assert sum("held-back" in one for one in told) == 1


@pytest.mark.parametrize(
    ("front", "is_shown"),
    [
        ("publishDate: 2024-06-01T23:30:00-05:00", False),  # 2 June in UTC
        ("publishDate: 2024-06-02T00:30:00+02:00", True),
        ("expiryDate: 2024-06-02T00:30:00+02:00", False),
        ("expiryDate: 2024-06-01T23:30:00-05:00", True),
        ("publishDate: 2024-06-01T23:30:00", True),
    ],
)
def test_a_moment_is_judged_by_its_day_in_the_zone_of_the_archive(tmp_path: Path, front: str, is_shown: bool) -> None:
    assert shown(tmp_path, front, site="as_of: 2024-06-01")[0] is is_shown


def test_the_zone_of_the_archive_decides_that_day(tmp_path: Path) -> None:
    front = "publishDate: 2024-06-01T23:30:00Z"
    assert shown(tmp_path / "a", front, site="as_of: 2024-06-01")[0]
    assert not shown(tmp_path / "b", front, site="as_of: 2024-06-01\ntimezone: Europe/Lisbon")[0]


def test_a_seed_that_comes_to_be_held_back_goes_as_in_a_clean_build(tmp_path: Path) -> None:
    root = tmp_path / "a"
    files = {
        "content/site.yaml": "title: A\n",
        "seeds/other.txt": "Other",
        "seeds/a.md": "+++\ndraft = false\n+++\nQuux.\n",
    }
    assert b"quux" in made(root, files).everything()
    site = made(root, {"seeds/a.md": "+++\ndraft = true\n+++\nQuux.\n"})
    assert b"quux" not in site.everything()
    assert tree(site.folder) == clean(tmp_path / "clean", root)


def test_an_edit_that_holds_a_seed_back_is_no_edit_of_words_alone() -> None:
    shows, hides = (
        front_matter(f"\n---\ndraft: {value}\n---\nWords.".encode(), "seeds/a.md") for value in ("no", "yes")
    )
    assert shows != hides
    assert front_matter(b"Draft: a plan.\nWords.", "seeds/a.md") == front_matter(
        b"Draft: a plan.\nOther.", "seeds/a.md"
    )
