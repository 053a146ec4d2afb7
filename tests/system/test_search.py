"""What can be found, and when the index is made anew, kept, or left out."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from msgspec.structs import replace
from support.archives import VOTE, vote, write
from support.golden import tree

from sitegen.engine import Options, build
from sitegen.output.search import SearchRecord, search_html, word_breaks
from sitegen.site.record_markdown import Html

Cli = Callable[..., CompletedProcess[str]]

RECORD = SearchRecord(
    title='The "bridge" & <more>',
    url="articles/vote/#claim-safe",
    page="claims/safe/",
    line="Ana Reyes · <b>",
    also="Ana O’Brien",
    text=("It is <i>safe</i>.", "5 &amp; 6"),
    prose=(Html("<p>Because.</p>"),),
    facets=(("kind", "Claim"), ("person", 'Ana "A" Reyes')),
)


def test_a_record_becomes_a_document_in_which_all_text_is_escaped() -> None:
    assert search_html.record_html(RECORD).decode() == (
        '<!doctype html><html lang="en"><body data-pagefind-body>'
        '<div id="articles/vote/#claim-safe"></div><div id="claims/safe/"></div>'
        '<div id="_%7B%22line%22%3A%22Ana%20Reyes%20%C2%B7%20%3Cb%3E%22%7D"></div>'
        '<meta data-pagefind-meta="title[content]" content="The &quot;bridge&quot; &amp; &lt;more&gt;">'
        '<meta data-pagefind-meta="words[content]" content="Ana O’Brien Brien">'
        '<meta data-pagefind-filter="kind[content]" content="Claim">'
        '<meta data-pagefind-filter="person[content]" content="Ana &quot;A&quot; Reyes">'
        '<meta data-pagefind-sort="newest[content]" content="d0">'
        '<meta data-pagefind-sort="oldest[content]" content="d9">'
        "<p>It is &lt;i&gt;safe&lt;/i&gt;.</p><p>5 &amp;amp; 6</p><p>Because.</p>"
        "</body></html>"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’arrêt d'hier", "arrêt hier"),
        ("O’Brien and o'brien", "Brien brien"),
        ("Harlow's and Harlow’s, don’t", ""),
        ("Straße, Łódź, Ærø", "Aero Lódź Strasse"),
        ("préfet Álvarez", ""),
        ("Plain words.", ""),
    ],
)
def test_how_else_a_word_may_be_typed_is_indexed_too(text: str, words: str) -> None:
    assert search_html.other_words(RECORD, text) == " ".join(sorted({*words.split(), "Brien"}))


def found(site: Path) -> dict[str, dict[str, object]]:
    """What the index gives to the search page, by the address that a result leads to."""
    files = (site / "search/pagefind").glob("*/fragment/*")
    fragments = [json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files]
    return {one["anchors"][0]["id"]: one for one in fragments}


def index_of(site: Path) -> dict[str, int]:
    """The index's files, each with the time it was written."""
    folder = site / "search/pagefind"
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def words_of(site: Path) -> bytes:
    """Everything that is in the index."""
    files = [Path(path).read_bytes() for path in index_of(site)]
    return b"\n".join(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in files)


RECORDS = {
    "content/articles/vote.yaml": "seed: vote.txt\ndate: 2017-11-16\npublisher: WGNO\ntopics: Bridges\n",
    "content/claims/safe.yaml": (
        "claim: The bridge is safe.\nspeaker: ana-reyes\narticle: vote\nquote: the bridge is safe\n"
        "verdict: disputed\nreview: The *report* of Ahlgren says so.\n"
    ),
    "content/notes/load.yaml": "title: Load\nbody: The weight it carries.\narticle: vote\nquote: Nobody agreed\n",
    "content/notes/lone.yaml": "title: Lone\nbody: In no article.\n",
}


def test_everything_that_readers_see_can_be_found_and_leads_to_its_place(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), RECORDS)
    done = run_cli("build", "--strict", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    records = found(root / "public")
    assert {url: (one["meta"]["title"], one["filters"]) for url, one in records.items()} == {
        "articles/vote/": (
            "Council votes",
            {"kind": ["Article"], "person": ["Ana Reyes"], "topic": ["Bridges"], "year": ["2017"]},
        ),
        "people/ana-reyes/": ("Ana Reyes", {"kind": ["Person"], "person": ["Ana Reyes"]}),
        "topics/bridges/": ("Bridges", {"kind": ["Topic"], "topic": ["Bridges"]}),
        "articles/vote/#claim-safe": (
            "The bridge is safe.",
            {"kind": ["Claim"], "person": ["Ana Reyes"], "verdict": ["Disputed"], "year": ["2017"]},
        ),
        "articles/vote/#note-load": ("Load", {"kind": ["Note"], "year": ["2017"]}),
        "notes/lone/": ("Lone", {"kind": ["Note"]}),
    }
    assert records["articles/vote/"]["content"] == "Mayor Ana Reyes said the bridge is safe. Nobody agreed."
    assert records["articles/vote/#claim-safe"]["content"] == (
        "Mayor Ana Reyes said the bridge is safe. The report of Ahlgren says so."
    )
    assert [one["id"] for one in records["articles/vote/#claim-safe"]["anchors"]] == [  # type: ignore[attr-defined]
        "articles/vote/#claim-safe", "claims/safe/",
        "_%7B%22line%22%3A%22Ana%20Reyes%20%C2%B7%20Disputed%22%2C%22date%22%3A%221000000201791116%22%7D",
    ]  # fmt: skip


HIDDEN = {
    "seeds/draft.md": "---\ntitle: Xanadu\nstatus: draft\n---\nAbout Xylofon.\n",
    "seeds/gone.md": "---\ntitle: Zanzibar\nstatus: withdrawn\n---\nAbout Zeppelin.\n",
    "content/claims/hidden.yaml": (
        "- {id: xerxes, claim: Xerxes lied., article: vote, quote: Nobody agreed, status: draft}\n"
        "- {id: zorro, claim: Zorro lied., article: vote, quote: Nobody agreed, status: withdrawn}\n"
    ),
    "content/notes/hidden.yaml": (
        "- {id: seen, title: Seen, body: Everybody may read this.}\n"
        "- {id: xenon, title: Xenon, body: Xerography., status: draft}\n"
        "- {id: zenith, title: Zenith, body: Zirconium., status: withdrawn}\n"
    ),
}
DRAFTS = (b"xanadu", b"xylof", b"xerx", b"xenon", b"xerograph")
WITHDRAWN = (b"zanzibar", b"zeppelin", b"zorro", b"zenith", b"zirconium")


def test_drafts_and_withdrawn_records_are_in_no_index(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), HIDDEN)
    run_cli("build", "--root", root)
    words = words_of(root / "public").lower()
    assert b"bridge" in words
    assert [word for word in DRAFTS + WITHDRAWN if word in words] == []
    run_cli("build", "--root", root, "--drafts")
    words = words_of(root / "public").lower()
    assert [word for word in DRAFTS if word not in words] == []
    assert [word for word in WITHDRAWN if word in words] == []
    run_cli("build", "--root", root)
    words = words_of(root / "public").lower()
    assert [word for word in DRAFTS + WITHDRAWN if word in words] == []


def test_an_index_is_kept_until_something_that_can_be_found_changes(
    run_cli: Cli, tmp_path: Path, indexed: Path
) -> None:
    root = Path(shutil.copytree(indexed, tmp_path / "archive"))
    first = index_of(root / "public")
    write(root, {"content/site.yaml": "title: Renamed\nfooter: Another one.\n"})
    run_cli("build", "--root", root)
    assert b"Renamed" in tree(root / "public")["search/index.html"]
    assert index_of(root / "public") == first
    write(root, {"seeds/vote.txt": VOTE + "\nThe mayor left.\n"})
    run_cli("build", "--root", root)
    assert "The mayor left." in str(found(root / "public")["articles/vote/"]["content"])
    assert len(found(root / "public")) == 3
    assert set(index_of(root / "public")) != set(first)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, run_cli: Cli) -> Path:
    """An archive with its site and the index of it, to be copied."""
    root = vote(tmp_path_factory.mktemp("indexed") / "archive")
    run_cli("build", "--root", root)
    return root


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pagefind.js", None),
        ("languages.json", None),
        ("en/pagefind-entry.json", "changed"),
        ("fingerprint.json", None),
        ("fingerprint.json", "{"),
        ("fingerprint.json", '{"files": [], "made_of": ""}'),
    ],
)
def test_an_index_that_somebody_damaged_is_made_anew(
    run_cli: Cli, tmp_path: Path, indexed: Path, name: str, content: str | None
) -> None:
    root = Path(shutil.copytree(indexed, tmp_path / "archive"))
    file = root / "public/search/pagefind" / name
    if content is None:
        file.unlink()
    else:
        file.write_text(content, encoding="utf-8")
    done = run_cli("build", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert file.stat().st_size > len("changed")
    assert len(found(root / "public")) == 3


def test_files_of_an_older_index_go(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"seeds/more.txt": "More\n\nAnother text.\n"})
    run_cli("build", "--root", root)
    assert len(found(root / "public")) == 4
    (root / "seeds/more.txt").unlink()
    run_cli("build", "--root", root)
    assert len(found(root / "public")) == 3
    known = json.loads((root / "public/search/pagefind/fingerprint.json").read_bytes())["files"]
    there = {path.removeprefix(f"{root / 'public'}/") for path in index_of(root / "public")}
    assert there == {*known, "search/pagefind/fingerprint.json"}


def test_what_lists_the_files_of_a_site_is_the_same_whatever_pagefind_names_its_own(
    run_cli: Cli, tmp_path: Path
) -> None:
    root = write(vote(tmp_path), RECORDS)
    for output in ("one", "two"):
        run_cli("build", "--root", root, "--output", tmp_path / output)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert b"\nsearch/pagefind/\n" in tree(tmp_path / "one")[".sitegen-files"]


def test_a_link_in_the_place_of_the_index_is_not_followed(run_cli: Cli, tmp_path: Path, indexed: Path) -> None:
    root = write(Path(shutil.copytree(indexed, tmp_path / "archive")), {"../mine/letter.txt": "Dear."})
    shutil.rmtree(root / "public/search/pagefind")
    (root / "public/search/pagefind").symlink_to(tmp_path / "mine")
    for option in ("--quiet", "--no-search"):
        done = run_cli("build", option, "--root", root)
        assert "Traceback" not in done.stderr
        assert tree(tmp_path / "mine") == {"letter.txt": b"Dear."}


def test_without_search_there_is_no_index_no_page_and_no_entry(run_cli: Cli, tmp_path: Path, indexed: Path) -> None:
    root = Path(shutil.copytree(indexed, tmp_path / "archive"))
    assert b'href="./search/"' in tree(root / "public")["index.html"]
    done = run_cli("build", "--strict", "--no-search", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (root / "public/search").exists()
    pages = {path: data for path, data in tree(root / "public").items() if path.endswith((".html", ".xml"))}
    assert [path for path, data in pages.items() if b"search/" in data] == []


def test_an_entry_of_the_authors_own_menu_goes_with_the_search(run_cli: Cli, tmp_path: Path) -> None:
    menu = "navigation: [{label: Texts, url: articles/}, {label: Find, url: /search/}]\n"
    root = write(vote(tmp_path), {"content/site.yaml": menu})
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    assert b">Find</a>" in tree(root / "public")["index.html"]
    assert run_cli("build", "--strict", "--no-search", "--root", root).returncode == 0
    assert b">Find</a>" not in tree(root / "public")["index.html"]


def test_a_check_makes_no_index(run_cli: Cli, tmp_path: Path) -> None:
    done = run_cli("check", "--strict", "--root", vote(tmp_path), env={**os.environ, "PAGEFIND_BINARY_PATH": "/no"})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="there are no such programs")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("", "cannot be run: "),
        ("#!/bin/sh\nexit 1\n", "failed: it does not say why"),
        ('#!/bin/sh\n[ "$1" = --version ] || { echo no disk >&2; exit 3; }\n', "failed: no disk"),
        ("#!/bin/sh\n", "Pagefind made no search index"),
    ],
)
def test_where_pagefind_fails_the_site_is_published_without_search_and_that_is_told(
    run_cli: Cli, tmp_path: Path, script: str, reason: str
) -> None:
    root, program = vote(tmp_path / "archive"), tmp_path / "pagefind"
    if script:
        program.write_text(script, encoding="utf-8")
        program.chmod(0o755)
    surroundings = {**os.environ, "PAGEFIND_BINARY_PATH": str(program)}
    done = run_cli("build", "--root", root, env=surroundings)
    assert done.returncode == 0
    assert done.stderr.startswith("search: warning[search-failed]: Pagefind")
    assert reason in done.stderr
    assert "\n  hint: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "public/search").exists()
    assert b"search/" not in tree(root / "public")["index.html"]
    assert run_cli("build", "--strict", "--root", root, env=surroundings).returncode == 1


def test_a_preview_keeps_an_index_that_fits_and_makes_none_of_a_large_archive(tmp_path: Path) -> None:
    root = vote(tmp_path)
    site, preview = root / "public", Options(root, root / "public", most_indexed=2)
    build(preview)
    assert not (site / "search/pagefind").exists()
    assert b"The preview makes no search index" in tree(site)["search/index.html"]
    build(Options(root, site))
    whole = index_of(site)
    for most in (2, 3):
        outcome = build(replace(preview, most_indexed=most))
        assert index_of(site) == whole
        # All is as it was asked for, and more: nothing is made again.
        assert (outcome.changed, "render" in dict(outcome.stats.stages)) == (frozenset(), False)


SCRIPTS = {
    "content/articles/all.yaml": (
        "- {id: tea, seed: tea.txt, language: zh-Hant-TW}\n- {id: bridge, seed: bridge.txt, language: th}\n"
        "- {id: sale, seed: sale.txt, language: de-AT}\n- {id: vote, seed: vote.txt, language: en-GB}\n"
    ),
    "seeds/tea.txt": "茶\n\n市圖書館搬家。新楼AI图书\n",
    "seeds/bridge.txt": "สะพาน\n\nสะพานเก่า\n",
    "seeds/sale.txt": "Ausverkauf\n\nAlles muss raus.\n",
}


def test_each_language_has_an_index_and_only_what_changed_is_made_anew(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), SCRIPTS)
    assert run_cli("build", "--strict", "--root", root).returncode == 0
    first, folder = index_of(root / "public"), root / "public/search/pagefind"
    assert json.loads((folder / "languages.json").read_bytes()) == ["en", "de", "th", "zh"]
    assert (
        found(root / "public")["articles/tea/"]["content"]
        == "市\u2060 圖書館\u2060 搬家。\u2060 新\u2060 楼\u2060 AI\u2060 图书."
    )
    write(root, {"seeds/sale.txt": "Ausverkauf\n\nNichts muss raus.\n"})
    run_cli("build", "--strict", "--root", root)
    again = index_of(root / "public")
    changed = {path.removeprefix(f"{folder}/").partition("/")[0] for path, _ in {*first.items()} ^ {*again.items()}}
    assert changed == {"de", "fingerprint.json"}


def test_a_code_that_nothing_is_told_with_any_more_may_still_be_accepted(run_cli: Cli, tmp_path: Path) -> None:
    root = write(vote(tmp_path), {"content/site.yaml": "accept: search-without-words\n"})
    done = run_cli("check", "--strict", "--root", root)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Plain, naïve words", "Plain, naïve words"),
        ("<p>夜行列車が</p>", "<p>夜行\u2060 列車\u2060 が</p>"),
        ("完。馆长", "完。\u2060 馆\u2060 长"),
        ("ชาวบ้าน ซ่อม", "ชาว\u2060 บ้าน ซ่อม"),
        ("ཟམ་པ་", "ཟམ་\u2060 པ་\u2060 "),
    ],
)
def test_words_of_scripts_without_spaces_are_parted(text: str, cut: str) -> None:
    assert word_breaks.with_breaks(text) == cut


def test_ends_of_compounds_are_found_too() -> None:
    assert word_breaks.ends_of_words("밤기차") == {"기차", "차"}
    assert word_breaks.ends_of_words("在地下室") == {"下室", "室"}
    assert word_breaks.ends_of_words("Bahnhof สะพาน これは") == set()


def test_where_words_are_found_nothing_is_told(run_cli: Cli, tmp_path: Path) -> None:
    assert run_cli("build", "--root", write(vote(tmp_path), {"content/site.yaml": "language: ko\n"})).stderr == ""
