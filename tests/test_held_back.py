"""Seeds that another tool does not show are no articles for readers here either, and somebody is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_places import quick_builds
from made_sites import made

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
        False, [f'seeds/held.md:3:1: warning[held-back]: "{key}" holds an article back, as in another tool'],
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


def test_a_key_is_told_once_however_many_seeds_have_it(tmp_path: Path) -> None:
    files = {f"seeds/{name}.md": f"---\ndraft: true\ntitle: {name}\n---\nWords.\n" for name in "dcbae"}
    built = made(tmp_path, {**files, "seeds/other.txt": "Other"})
    message = '"draft" holds 5 articles back, as in another tool (seeds/a.md, seeds/b.md, seeds/c.md …)'
    assert built.told == [f"seeds/a.md:2:1: warning[held-back]: {message}"]


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


def test_the_keys_of_a_yaml_record_are_ours(tmp_path: Path) -> None:
    files = {"seeds/a.md": "Words.\n", "content/articles/a.yaml": "seed: a.md\npublished: false\n"}
    built = made(tmp_path, files)
    assert [one.partition(": ")[2] for one in built.told] == ['error[unknown-key]: there is no key "published" here']
