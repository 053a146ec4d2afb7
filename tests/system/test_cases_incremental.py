"""Builds after builds that broke other tools: whatever changed, the site is the one that a clean build makes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from subprocess import CompletedProcess

import pytest
from msgspec.structs import replace
from support.archive_edits import SITE, Sources, base_template
from support.golden import tree
from support.incremental_archive import DAMAGES, Place, differences, quick_builds, told

from sitegen.core.problems import Severity
from sitegen.engine import Options, build

Cli = Callable[..., CompletedProcess[str]]
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
FINGERPRINT = "search/pagefind/fingerprint.json"
BASE = "https://example.org/"


class Archive:
    """An archive whose site was built once."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.place, self.sources = folder, Place(folder / "archive"), Sources()
        self.site = self.place.root / "public"
        self.builds = 0
        self.build()

    def build(self, **known: object) -> dict[str, bytes]:
        """The site after a build, which is that of a clean one."""
        self.place.write(self.sources.layout())
        self.builds += 1
        clean = Place(self.folder / f"clean-{self.builds}")
        clean.write(self.sources.layout())
        asked = replace(Options(self.place.root, self.site, base_url=BASE, search=False), **known)
        wanted = build(replace(asked, root=clean.root, output=clean.root / "public"))
        assert told(build(asked)) == told(wanted)
        assert wanted.is_done, list(map(str, wanted.problems))
        assert differences(self.site, tree(clean.root / "public")) == ""
        return tree(self.site)

    def indexed(self) -> tuple[object, object]:
        """What went into the index of the site, and into that of the last clean build."""
        sites = (self.site, self.folder / f"clean-{self.builds}/public")
        here, clean = (json.loads((site / FINGERPRINT).read_bytes())["made_of"] for site in sites)
        return here, clean


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


# --- a new article


def test_a_new_article_is_on_the_pages_of_its_actors_and_topics_and_in_feeds_and_search(archive: Archive) -> None:
    before = archive.build(search=True)
    archive.sources.seeds["new.md"] = (
        "---\ndate: 2025-06-01\ntopics: bridge\n---\n\n# Much is new\n\nLuis Holt met the Town Council.\n"
    )
    after = archive.build(search=True)
    here, clean = archive.indexed()
    assert here == clean
    assert "articles/new/index.html" in after.keys() - before.keys()
    for page in ("people/luis", "organizations/council", "topics/bridge", "articles"):
        assert b"articles/new/" not in before[f"{page}/index.html"]
        assert b"articles/new/" in after[f"{page}/index.html"], page
    for path in ("index.html", "feed.xml", "feed.json", "sitemap.xml", "people/luis/feed.xml", "data/articles.jsonl"):
        assert b"new" in after[path], path
        assert after[path] != before[path], path


# --- what was deleted


def test_nothing_is_left_of_what_was_deleted_or_renamed(archive: Archive) -> None:
    before = archive.build(search=True)
    del archive.sources.seeds["old.txt"]
    archive.sources.rename_seed("2024/letter.md", "2024/posted.md")
    del archive.sources.records["actors"]["spare"]
    after = archive.build(search=True)
    here, clean = archive.indexed()
    assert here == clean
    gone = {"articles/old/index.html", "articles/letter/index.html", "people/spare/index.html"}
    assert gone <= before.keys()
    assert not gone & after.keys()
    named = (b"articles/old/", b"articles/letter/", b"people/spare/")
    assert [path for path, data in after.items() if any(name in data for name in named)] == []


# --- templates


def test_a_word_in_the_frame_of_all_pages_changes_all_pages(archive: Archive) -> None:
    before = archive.build()
    archive.sources.files["templates/base.html"] = base_template()
    after = archive.build()
    assert before.keys() == after.keys()
    framed = {path for path, data in before.items() if b"Skip to the text" in data}
    assert framed == {path for path, data in after.items() if b"Jump to the text" in data}
    assert len(framed) > 30


def test_a_word_in_a_part_changes_the_pages_that_take_it_in(archive: Archive) -> None:
    page = '{% extends "sitegen:note.html" %}{% block head %}{% include "part.html" %}{% endblock %}'
    archive.sources.files |= {"templates/note.html": page, "templates/part.html": "<!-- one word -->"}
    before = archive.build()
    archive.sources.files["templates/part.html"] = "<!-- another word -->"
    after = archive.build()
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"notes/cars/index.html", "notes/cars/passages/from/old/index.html", "notes/tonnes/index.html"}


# --- settings


def test_changed_settings_take_effect_at_once(archive: Archive) -> None:
    assert b"https://elsewhere.example/a/feed.xml" in archive.build(base_url="https://elsewhere.example/a/")["feed.xml"]
    archive.sources.site = {**SITE, "base_url": "https://third.example/"}
    assert b"https://third.example/feed.xml" in archive.build(base_url="")["feed.xml"]
    letter = "articles/letter/index.html"
    before = archive.build()
    archive.sources.site = {**SITE, "timezone": "Pacific/Auckland"}
    assert (b"T23:30:00+00:00" in before[letter], b"T23:30:00+13:00" in archive.build()[letter]) == (True, True)
    verdicts = [{**step, "label": f"Quite {step['label']}"} for step in SITE["verdicts"]]  # type: ignore[attr-defined]
    archive.sources.site = {**SITE, "verdicts": verdicts}
    after = archive.build()
    for page in ("claims/safe", "articles/vote", "people/ana"):
        assert b"Quite False" in after[f"{page}/index.html"], page


# --- files that look older, or unchanged


def test_an_older_version_counts_however_old_its_time_is(archive: Archive) -> None:
    seed = archive.place.root / "seeds/old.txt"
    old = seed.read_text(encoding="utf-8"), seed.stat()
    archive.sources.seeds["old.txt"] = "Old news\n\nAny cars passed. Nobody knows why.\n"
    archive.build()
    archive.sources.seeds["old.txt"] = old[0]
    archive.place.write(archive.sources.layout())
    os.utime(seed, ns=(old[1].st_atime_ns, old[1].st_mtime_ns - 3600 * 10**9))
    assert b"Some cars passed" in b"".join(archive.build()["data/articles.jsonl"].splitlines())


def test_a_file_that_keeps_its_size_and_its_times_is_read_anew(archive: Archive) -> None:
    archive.sources.swap_words("")
    unseen = archive.place.write_unseen(archive.sources.layout())
    assert len(unseen) > 10
    assert b"Anyone agreed" in archive.build()["articles/vote/index.html"]


def test_files_that_are_touched_change_nothing(archive: Archive) -> None:
    before = archive.build(), {path: path.stat().st_mtime_ns for path in archive.site.rglob("*") if path.is_file()}
    for path in archive.place.sources():
        path.touch()
    after = archive.build(), {path: path.stat().st_mtime_ns for path in archive.site.rglob("*") if path.is_file()}
    assert after == before


# --- other surroundings


def test_what_a_build_remembers_serves_under_other_surroundings(archive: Archive, run_cli: Cli, tmp_path: Path) -> None:
    """Clean builds of the reference archive under other surroundings are in test_reference.py."""
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    )
    archive.sources.seeds["old.txt"] += "Luis Holt was there.\n"
    wanted = archive.build()
    for number, more in enumerate(surroundings):
        args = ("build", "--root", archive.place.root, "--no-search", "--base-url", BASE, "--output")
        for output in (archive.site, tmp_path / f"other-{number}"):
            done = run_cli(*args, output, cwd=tmp_path, env={**os.environ, **more})
            assert done.returncode == 0, done.stderr
            assert differences(output, wanted) == ""


# --- a site changed by hand


def test_a_file_of_the_site_that_was_deleted_or_changed_by_hand_is_made_again(archive: Archive) -> None:
    before = archive.build()
    for path in ("people/ana/index.html", "static/css/base.css"):
        (archive.site / path).unlink()
    page = archive.site / "articles/vote/index.html"
    page.write_bytes(page.read_bytes()[::-1])
    assert archive.build() == before


# --- folders of others


@pytest.mark.parametrize("output", [".", "..", "content", "seeds", "templates", "/", "", "foreign"])
def test_no_folder_is_cleaned_that_is_not_a_build_of_ours(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    root = archive.place.root
    (root / "foreign").mkdir()
    (root / "foreign/thesis.txt").write_text("years of work", encoding="utf-8")
    monkeypatch.chdir(root)
    before = tree(archive.folder)
    outcome = build(Options(root, output, search=False))
    assert [one.code for one in outcome.problems if one.severity is Severity.ERROR] == ["output-refused"]
    assert not outcome.is_done
    assert {path: data for path, data in tree(archive.folder).items() if ".sitegen/" not in path} == {
        path: data for path, data in before.items() if ".sitegen/" not in path
    }


# --- what a build remembers


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_cache_is_never_told_and_never_wrong(archive: Archive, how: str) -> None:
    chance = Random(how)
    for _ in range(3):
        archive.place.damage_cache(how, chance)
        archive.build()
        archive.place.damage_cache(how, chance)
        archive.sources.seeds["old.txt"] += "It rained.\n"
        archive.build(drafts=True)


def test_a_cache_that_is_lost_is_not_missed(archive: Archive) -> None:
    archive.place.drop_cache()
    archive.sources.seeds["old.txt"] += "It rained.\n"
    archive.build()


# --- The language decides where sentences end


def test_sentences_follow_the_language_of_the_archive_and_of_the_article(archive: Archive) -> None:
    def shown(site: dict[str, bytes]) -> bool:
        return "Am 3. Mai kam" in " ".join(re.sub(r"<[^>]*>", "", site["people/luis/index.html"].decode()).split())

    archive.sources.site["per_page"] = 50
    archive.sources.seeds["abend.txt"] = "Abend\n\nEs war Abend. Am 3. Mai kam Luis Holt in die Stadt. Dann ging er.\n"
    assert not shown(archive.build())
    archive.sources.site["language"] = "de"
    assert shown(archive.build())
    archive.sources.records["articles"]["abend"] = {"seed": "abend.txt", "language": "en"}
    assert not shown(archive.build())
