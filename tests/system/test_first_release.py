"""The archive of the first release: its keys, its ids and its addresses are for ever."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support.built_sites import Made, made
from support.checkout import ROOT
from support.golden import tree

FIRST = ROOT / "tests/sites/first_release"
"""An archive that uses every key of version 0.1.0. Neither it nor its addresses are ever changed: people have such
archives, and others link to them. What comes later gets an archive of its own."""

MARKER = "# sitegen output, format 1: the files of the build; no others are ever removed\n"
"""How the list of the files in an output began."""

NUMBERED = re.compile("#mention-[0-9]+$")
"""How the mentions of an article were addressed, by their numbers: the one kind that is gone (docs/decisions/0014)."""

KEYS = {
    "site": (
        "title description base_url language timezone publisher publisher.name publisher.url publisher.logo per_page "
        "link_mentions verdicts verdicts.id verdicts.label verdicts.definition verdicts.tone verdicts.rating raw_html "
        "navigation navigation.label navigation.url footer"
    ),
    "articles": (
        "seed id title date publisher authors url archived_url rights language topics actors summary status sha256 "
        "mentions mentions.text mentions.actor mentions.occurrence not_mentions not_mentions.text not_mentions.actor"
    ),
    "actors": (
        "id name kind sort_name aliases surname roles roles.title roles.of roles.from roles.to born died summary body "
        "same_as image image.file image.alt image.credit image.rights topics related related.actor related.relation "
        "sources sources.title match formerly"
    ),
    "topics": "id name summary body parent related formerly",
    "claims": (
        "id claim speaker reported_by about article quote quote.exact quote.prefix quote.suffix quote.occurrence "
        "quote.history where where.article where.quote where.quote.from where.quote.to date topics verdict review "
        "reviewed_by reviewed sources sources.title sources.url sources.publisher sources.date sources.accessed "
        "sources.archived_url sources.quote repeats contradicts supports answers history history.date history.verdict "
        "history.why status"
    ),
    "notes": (
        "id title body article quote where where.article where.quote terms topics actors sources sources.title status"
    ),
    "pages": "id title summary status",
    "seeds": "title date publisher authors topics status",
}
"""Every key of the first format, by the folder of the records that have it."""


def keys(value: object, above: str = "") -> Iterator[str]:
    """The keys of a record and of what is in it: `image.file`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{above}{key}"
            yield from keys(inner, f"{above}{key}.")
    elif isinstance(value, list):
        for one in value:
            yield from keys(one, above)


def written(path: Path) -> object:
    """The records of a file, or its front matter."""
    text = path.read_text(encoding="utf-8")
    return yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader)


def test_the_archive_of_the_first_release_has_every_key_that_there_was() -> None:
    used: dict[str, set[str]] = {kind: set() for kind in KEYS}
    for path in sorted(FIRST.rglob("*")):
        if path.suffix in (".yaml", ".yml", ".md"):
            parts = path.relative_to(FIRST).parts
            used["seeds" if parts[0] == "seeds" else parts[1].removesuffix(".yaml")] |= set(keys(written(path)))
    assert used == {kind: set(words.split()) for kind, words in KEYS.items()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The site of the first release's archive, built strictly into a folder with a page that is no longer made."""
    root = Path(shutil.copytree(FIRST, tmp_path_factory.mktemp("first") / "archive"))
    stale = {
        "public/.sitegen-files": f"{MARKER}articles/letter/index.html\nclaims/gone/index.html\n",
        "public/articles/letter/index.html": "As it was.",
        "public/claims/gone/index.html": "Gone.",
    }
    return made(root, stale, strict=True, search=True)


def test_an_archive_of_the_first_release_is_built_without_a_problem(first: Made) -> None:
    assert (first.is_done, first.told) == (True, [])


def addresses(name: str) -> list[str]:
    return (FIRST / name).read_text(encoding="utf-8").splitlines()


def places(site: Made, selector: str) -> list[str]:
    """The addresses of elements on the pages of articles."""
    return sorted(
        f"{page}#{node.attributes['id']}"
        for page in tree(site.folder)
        if page.startswith("articles/") and page.endswith(".html")
        for node in site.page(page.removesuffix("index.html")).css(selector)
    )


def test_every_address_of_the_first_release_is_there_and_no_other(first: Made) -> None:
    files = [path for path in tree(first.folder) if not path.startswith("static/")]
    known = [path for path in addresses("addresses.txt") if not NUMBERED.search(path)]
    texts = [f"{path.rpartition('/')[0]}/text.txt" for path in known if re.fullmatch("articles/[^/]+/index.html", path)]
    # What came later: the text of each article that readers see, the scale, the list of what is in `data/`,
    # corrections, feeds of claims, organizations and places, and the pages of lists by what they begin with (those by
    # numbers lead to the list).
    new = {*texts, "data/verdicts.jsonl", "data/index.html", "verdicts/index.html", "corrections/index.html"}
    feeds = re.compile("(claims|corrections)/feed.(xml|json)|(organizations|places)/[^/]+/feed.xml")
    later = [path for path in files if path in new or "/from/" in path or feeds.fullmatch(path)]
    assert len(later) > 4
    assert sorted(files + places(first, '[id^="claim-"], [id^="note-"]')) == sorted(known + later)


def test_mentions_have_addresses_of_their_words_and_those_of_their_numbers_lead_to_nobody_else(first: Made) -> None:
    numbered = {path for path in addresses("addresses.txt") if NUMBERED.search(path)}
    assert len(numbered) == 11
    assert not numbered & {*places(first, "[id]")}
    assert places(first, ".name[id]") == addresses("mentions.txt")
