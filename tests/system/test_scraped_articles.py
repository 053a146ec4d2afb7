"""Articles as they come from scrapes and other tools: each is a page that says its text, alone and with others."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser
from support.checkout import ROOT

from sitegen.engine import Options, Outcome, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MESSY = ROOT / "tests/data/messy"
SEEDS = sorted(path for path in MESSY.glob("*") if path.suffix in (".md", ".txt"))
KNOWN_PROBLEMS = {"foreign-key", "markup-as-text", "dead-link", "held-back", "template-call"}
GERMAN = {"asi_M162", "asi_M174", "asi_P052"}
MODES = ["escape", "sanitize"]


def built(root: Path, seeds: list[Path], mode: str = "escape") -> Outcome:
    """A site of these seeds, in `public/`."""
    (root / "seeds").mkdir()
    (root / "content").mkdir()
    (root / "content/site.yaml").write_text(f"raw_html: {mode}\n", encoding="utf-8")
    for seed in seeds:
        shutil.copy(seed, root / "seeds")
        if seed.stem in GERMAN:
            file = root / f"content/articles/{seed.stem.lower()}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"seed: {seed.name}\nlanguage: de\n", encoding="utf-8")
    return build(Options(root, root / "public", search=False))


def articles(root: Path) -> list[dict[str, str]]:
    lines = (root / "public/data/articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def words_on_page(root: Path, article: str) -> str:
    """Headline and body of an article's page, without white space."""
    html = (root / f"public/articles/{article}/index.html").read_text(encoding="utf-8")
    page = LexborHTMLParser(html)
    for mark in page.css(".marker, .note, .card, a.back, a.footnote"):
        mark.decompose()
    parts = [page.css_first("h1"), *page.css(".text")]
    return "".join("".join(part.text(deep=True).split()) for part in parts if part)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], tuple[Path, Outcome]]:
    """The archive of one seed, built in one mode."""

    @cache
    def made(seed: Path, mode: str) -> tuple[Path, Outcome]:
        root = tmp_path_factory.mktemp(mode)
        return root, built(root, [seed], mode)

    return made


Alone = Callable[[Path, str], tuple[Path, Outcome]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:40])
def test_each_alone_is_a_page_that_says_what_its_text_says(alone: Alone, seed: Path, mode: str) -> None:
    root, outcome = alone(seed, mode)
    assert outcome.is_done
    (article,) = articles(root)
    assert words_on_page(root, article["id"]) == "".join(article["text"].split())
    assert {problem.code for problem in outcome.problems} <= KNOWN_PROBLEMS
    assert all(problem.location.line and problem.hint for problem in outcome.problems)
    assert (root / "seeds" / seed.name).read_bytes() == seed.read_bytes()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:40])
def test_the_headline_is_the_one_that_was_published(alone: Alone, seed: Path) -> None:
    """An old newspaper's headline is in the text itself; what the collection calls such an article is its editor's."""
    root, _ = alone(seed, "escape")
    known = {one["file"]: one for one in map(json.loads, (MESSY / "index.jsonl").read_text("utf-8").splitlines())}
    (article,) = articles(root)
    first = seed.read_text(encoding="utf-8").strip().split("\n\n")[0]
    published = " ".join(first.split()) if seed.name.startswith("asi_") else known[seed.name]["title"]
    assert article["title"].replace("’", "'") == published.replace("’", "'")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:40])
def test_no_text_holds_what_no_reader_saw(alone: Alone, seed: Path) -> None:
    root, _ = alone(seed, "sanitize")
    (article,) = articles(root)
    text = article["text"]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffd]|\r|\n\n\n|</?(?:td|tr|p|div|table|ul|li)\b", text)
    assert not re.search(r"^(?:slug|layout|expirydate|authors): ", text, re.MULTILINE)
    assert not re.search(r"\{#[\w-]+\}$", text, re.MULTILINE)
    assert [block for block in text.split("\n\n") if block.strip() not in ("", block)] == []


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive of all seeds for each mode."""
    folder = tmp_path_factory.mktemp("together")
    for mode in MODES:
        (folder / mode).mkdir()
        outcome = built(folder / mode, SEEDS, mode)
        assert (outcome.is_done, outcome.stats.articles) == (True, len(SEEDS))
    return folder


def test_all_together_are_a_site_of_valid_html(together: Path, check_html: Callable[..., str]) -> None:
    assert check_html(*(together / mode / "public" for mode in MODES)) == ""


@pytest.mark.parametrize("mode", MODES)
def test_all_together_say_what_their_texts_say(together: Path, mode: str) -> None:
    for article in articles(together / mode):
        assert words_on_page(together / mode, article["id"]) == "".join(article["text"].split())


def test_no_page_is_wider_than_its_window(together: Path, chromium: Browser, serve_folder: Callable[..., str]) -> None:
    url = serve_folder(together / "sanitize/public")
    page = chromium.new_page()
    wide = []
    for article in articles(together / "sanitize"):
        page.goto(f"{url}articles/{article['id']}/")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((article["id"], width))
    page.close()
    assert wide == []
