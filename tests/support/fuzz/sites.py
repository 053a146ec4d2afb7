"""The law of whole archives: each is a site or problems with places, and what was built before makes no difference."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from sitegen.engine import Options, Outcome, build
from support.fuzz.archives import Files, archive, edited
from support.fuzz.laws import law
from support.fuzz.lots import Lots
from support.golden import tree
from support.incremental_archive import Place, differences, told

_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ABOUT_PAGES: Final = re.compile(r"(?:[^/]+/)*[^/]+\.html$|^(?:media|static)/")


@law(seconds=60.0, turns=4)
def any_archive_is_a_site_or_problems_whatever_was_built_before(lots: Lots) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sitegen-"))
    files: Files = {}
    try:
        for number in range(1 + lots.number(3)):
            asked = Options(Path(), "", drafts=lots.maybe(), keep_going=lots.maybe(), search=False)
            files = edited(lots, files) if number and lots.number(4) else archive(lots)
            _assert_built(Place(folder / "archive"), Place(folder / "elsewhere"), files, asked)
    finally:
        shutil.rmtree(folder)


def _assert_built(here: Place, elsewhere: Place, files: Files, asked: Options) -> None:
    for place in (here, elsewhere):
        place.write({path: text.encode(errors="replace") for path, text in files.items()})
    site, other = here.root / "public", elsewhere.root / "public"
    before = tree(site)
    outcome = build(_at(here, asked))
    clean = build(_at(elsewhere, asked))
    assert told(outcome) == told(clean)
    assert differences(site, tree(other) if clean.is_done else before) == ""
    assert_told_with_places(outcome, here.root)
    if clean.is_done:
        assert_readable(other)
    shutil.rmtree(elsewhere.root)


def _at(place: Place, asked: Options) -> Options:
    return Options(place.root, place.root / "public", asked.drafts, keep_going=asked.keep_going, search=False)


def assert_told_with_places(outcome: Outcome, root: Path) -> None:
    """That each problem is about a file that is there and a line that it has, on a line of its own."""
    assert outcome.is_done or len(outcome.problems)
    for problem in outcome.problems:
        file, line = root / problem.location.file, problem.location.line
        assert len(str(problem).splitlines()) == 1 + bool(problem.hint), problem
        if not _ABOUT_PAGES.search(problem.location.file):
            text = file.read_bytes()
            assert line <= text.count(b"\n") + text.count(b"\r") + 1, problem


def assert_readable(site: Path) -> None:
    """That programs can read every file, and offsets lead to the words that they are about."""
    for path in site.rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".jsonl", ".csv"):
            assert _UNSEEN.search(path.read_text(encoding="utf-8")) is None, path
        if path.suffix == ".xml":
            ElementTree.parse(path)
        elif path.suffix == ".json" and path.name != ".sitegen.json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".html":
            _assert_page(path.read_text(encoding="utf-8"))
    text_of = {one["id"]: one["text"] for one in _lines(site, "articles")}
    _assert_texts(site)
    for name in ("actors", "topics", "claims", "verdicts", "notes"):
        _lines(site, name)
    for one in _lines(site, "annotations"):
        found: list[Any] = one["target"].get("selector", [])
        by_words, by_place, *_ = [*found, None, None]
        if by_words and by_place:
            text = text_of[one["sitegen"]["article"]]
            assert text[by_place["start"] : by_place["end"]] == by_words["exact"]
    with (site / "data/mentions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert text_of[row["article"]][int(row["start"]) : int(row["end"])] == row["text"]


def _assert_texts(site: Path) -> None:
    """That what offsets count in is a file of its own."""
    for one in _lines(site, "articles"):
        assert (site / unquote(one["text_file"])).read_bytes() == one["text"].encode()


def _lines(site: Path, name: str) -> list[dict]:  # type: ignore[type-arg]
    lines = (site / f"data/{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def _assert_page(html: str) -> None:
    page = LexborHTMLParser(html)
    assert page.css("iframe, object, embed, style, [onclick], [onerror], [onload]") == []
    for script in page.css("script"):
        if script.attributes.get("type") == "application/ld+json":
            json.loads(script.text())
        else:
            assert not script.text().strip()
            assert "static/js/" in (script.attributes["src"] or "")
    for node in page.css("[href], [src]"):
        address = (node.attributes.get("href") or node.attributes.get("src") or "").strip().lower()
        assert not re.match(r"[\s\x00-\x20]*(?:javascript|data|vbscript):", address), address
