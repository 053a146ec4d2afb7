"""The reference archive: whole, consistent, and the same bytes wherever it is built."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.checkout import ROOT
from support.golden import tree

Cli = Callable[..., CompletedProcess[str]]
BASE = "http://archive.test/sub/path/"


def pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), LexborHTMLParser(path.read_text(encoding="utf-8"))


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids_of(page: LexborHTMLParser) -> list[str]:
    return [node.attributes["id"] or "" for node in page.css("[id]")]


def test_the_seed_article_stands_byte_for_byte_as_it_was_found(reference: Path) -> None:
    record = next(one for one in lines(reference / "data/articles.jsonl") if one["id"] == "landrieu-political-stunt")
    assert record["sha256"] == "f86bf5c503565e769ce70977719d3a4369a5f4fc5171f8dd6b3a7399b1e5d764"
    assert record["title"] == "Landrieu calls meeting with Sessions a ‘political stunt’"


@pytest.mark.parametrize(
    ("name", "kind", "least"),
    [
        ("actors", "person", 12),
        ("actors", "organization", 8),
        ("actors", "place", 2),
        ("claims", None, 11),
        ("notes", None, 10),
        ("topics", None, 6),
        ("articles", None, 9),
    ],
)
def test_it_holds_enough_to_show_every_feature(reference: Path, name: str, kind: str | None, least: int) -> None:
    assert len([one for one in lines(reference / f"data/{name}.jsonl") if one.get("kind") == kind]) >= least


def test_every_link_and_fragment_resolves(reference: Path) -> None:
    found = {name: set(ids_of(page)) for name, page in pages(reference)}
    dead = []
    for name, page in pages(reference):
        base = urljoin(BASE, name.removesuffix("index.html"))
        for node in page.css("a[href], link[href], img[src], script[src]"):
            address = node.attributes.get("href") or node.attributes.get("src") or ""
            # 404.html is served at any depth, so it goes by the host's root: here that is the site's.
            url = urlsplit(urljoin(BASE if name == "404.html" else base, address.removeprefix("/")))
            if url.netloc != "archive.test":
                continue
            file = unquote(url.path).removeprefix("/sub/path/")
            file = f"{file}index.html" if not file or file.endswith("/") else file
            is_there = url.path.startswith("/sub/path/") and (reference / file).is_file()
            if not is_there or (url.fragment and unquote(url.fragment) not in found.get(file, set())):
                dead.append((name, address))
    assert len(found) > 60
    assert dead == []


def test_no_page_has_an_id_twice_or_a_link_in_a_link(reference: Path) -> None:
    for name, page in pages(reference):
        assert [one for one, count in Counter(ids_of(page)).items() if count > 1] == [], name
        assert page.css("a a, mark mark") == [], name


def test_every_page_has_one_headline_a_title_and_a_language(reference: Path) -> None:
    for name, page in pages(reference):
        assert len(page.css("h1")) == 1, name
        assert page.css_first("title").text(), name
        assert page.css_first("html").attributes["lang"] == "en", name


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_inline(reference: Path) -> None:
    for name, page in pages(reference):
        fetched = page.css("script, img, link[rel=stylesheet], link[rel=icon], iframe, object, embed, source")
        addresses = [node.attributes.get("src") or node.attributes.get("href") or "" for node in fetched]
        assert [address for address in addresses if urlsplit(address).netloc] == [], name
        inline = page.css('style, [style], script:not([src]):not([type="application/ld+json"])')
        assert [node.tag for node in inline] == [], name
        assert [key for node in page.css("*") for key in node.attributes if key.startswith("on")] == [], name


def test_every_annotation_selects_its_words_in_the_text(reference: Path) -> None:
    annotations = lines(reference / "data/annotations.jsonl")
    for one in annotations:
        # As a consumer finds it: from the file, by the address of the source.
        text = (reference / "data" / one["target"]["source"]).read_bytes().decode()
        if "selector" not in one["target"]:  # type: ignore[operator]  # it is about the whole article
            continue
        quote, position = one["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
    assert {one["motivation"] for one in annotations} == {"assessing", "describing", "identifying"}


def test_every_mention_is_in_the_text_and_on_its_page(reference: Path) -> None:
    texts = {one["id"]: str(one["text"]) for one in lines(reference / "data/articles.jsonl")}
    with (reference / "data/mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["how"] for row in rows} == {"name", "alias", "surname", "pinned"}
    for row in rows:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["text"]
    shown = Counter(
        name.split("/")[1]
        for name, page in pages(reference)
        if name.startswith("articles/")
        for _ in page.css(".name[id]")
    )
    assert shown == Counter(row["article"] for row in rows)


def words_of(site: Path, article: str) -> str:
    page = LexborHTMLParser((site / f"articles/{article}/index.html").read_text(encoding="utf-8"))
    parts = [page.css_first("h1"), *page.css(".text")]
    return "".join("".join(part.text() for part in parts).split())


def test_annotating_changes_no_visible_word(reference: Path, run_cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "content/articles", tmp_path / "content/articles")
    record = tmp_path / "content/articles/landrieu-political-stunt.yaml"
    known = record.read_text(encoding="utf-8")
    record.write_text(known[: known.index("# Who it is about")], encoding="utf-8")
    for seed in (tmp_path / "seeds").glob("*.md"):
        words = seed.read_text(encoding="utf-8")
        seed.write_text(without_names(words), encoding="utf-8")
    done = run_cli("build", "--root", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for article in (path.name for path in (reference / "articles").iterdir() if path.is_dir() and path.name != "page"):
        assert words_of(reference, article) == words_of(tmp_path / "public", article), article


def without_names(seed: str) -> str:
    """A seed whose front matter tells its title and nothing of actors."""
    _, matter, body = seed.split("---\n", 2)
    title = next(line for line in matter.splitlines() if line.startswith("title:"))
    return f"---\n{title}\n---\n{body}"


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    ],
)
def test_the_same_archive_makes_the_same_bytes_anywhere(
    reference: Path, run_cli: Cli, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    elsewhere = tmp_path / "another folder"
    for name in ("seeds", "content"):
        # In another order on the disk, and with other times.
        for path in sorted((ROOT / name).rglob("*"), reverse=True):
            if path.is_file():
                copy = elsewhere / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    done = run_cli("build", "--strict", cwd=elsewhere, env={**os.environ, **surroundings})
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(elsewhere / "public") == tree(reference)


def test_building_again_changes_nothing(run_cli: Cli, tmp_path: Path) -> None:
    output = tmp_path / "public"
    run_cli("build", "--root", ROOT, "--output", output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    done = run_cli("build", "--root", ROOT, "--output", output)
    assert done.returncode == 0
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()} == before


def test_the_pages_and_the_style_sheets_are_valid(reference: Path, check_html: Callable[..., str]) -> None:
    assert check_html(reference) == ""
