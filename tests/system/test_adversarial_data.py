"""What authors and sources write is the same in feeds, data and previews, and runs nothing there."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from support import adversarial
from support.adversarial import PAYLOADS, Site
from support.adversarial_fields import BASE
from support.adversarial_html import FORBIDDEN, SAFE_ADDRESS, assert_tame, pages

from sitegen.core.model import RawHtml

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", params=list(RawHtml))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The archive that is hostile in every field; its HTML shown, and kept."""
    return adversarial.site(tmp_path_factory.getbasetemp() / f"hostile-{request.param}", raw_html=request.param)


def test_no_file_holds_a_character_that_xml_forbids(site: Site) -> None:
    files = [
        path for path in site.folder.rglob("*") if path.suffix in (".html", ".xml", ".json", ".jsonl", ".csv", ".txt")
    ]
    assert len(files) > 400
    assert [path for path in files if FORBIDDEN.search(path.read_bytes().decode())] == []


def values_of(site: Site, place: str) -> set[str]:
    """All that was written into a field of what is published, as machines shall read it."""
    texts = zip(site.corpus.places, site.corpus.texts, strict=True)
    of_field = (text for (known, name), text in texts if known == place and name in PAYLOADS)
    return {on_one_line(FORBIDDEN.sub("", text)) for text in of_field}


def on_one_line(words: str) -> str:
    return " ".join(part.strip() for part in re.split("[\n\u2028]", words))


def test_feeds_hold_the_same_words_and_html_that_runs_nothing(site: Site) -> None:
    feeds = sorted(site.folder.rglob("feed.xml"))
    assert len(feeds) > 3 * len(PAYLOADS)
    titles: set[str] = set()
    for path in feeds:
        feed = ET.parse(path).getroot()
        titles |= {on_one_line(node.text or "") for node in feed.iter(f"{ATOM}title")}
        for content in feed.iter(f"{ATOM}content"):
            assert_tame(content.text or "")
        assert [
            node.get("href") for node in feed.iter(f"{ATOM}link") if not SAFE_ADDRESS.match(node.get("href", ""))
        ] == []
    told = json.loads((site.folder / "feed.json").read_text(encoding="utf-8"))
    for item in told["items"]:
        assert_tame(item["content_html"])
    shown = {on_one_line(item["title"]) for item in told["items"]}
    assert values_of(site, "FrontMatter.title") - titles == set()
    assert values_of(site, "WrittenClaim.claim") - titles == set()
    assert values_of(site, "FrontMatter.title") & shown


def test_the_sitemap_lists_addresses_of_the_site_alone(site: Site) -> None:
    found = [
        node.text or "" for node in ET.parse(site.folder / "sitemap.xml").getroot().iter() if node.tag.endswith("loc")
    ]
    assert len(found) > 200
    assert [url for url in found if not re.fullmatch(re.escape(BASE) + r"[\w%/.-]*", url)] == []


def test_linked_data_holds_the_same_words(site: Site) -> None:
    found: set[str] = set()
    for path, page in pages(site).items():
        for script in page.css('script[type="application/ld+json"]'):
            text = script.text(deep=True)
            assert not re.search("[<>&\u2028\u2029]", text), path
            found |= {on_one_line(one) for one in strings(json.loads(text))}
    for place in (
        "FrontMatter.title",
        "WrittenActor.name",
        "WrittenActor.aliases",
        "WrittenClaim.claim",
        "FrontMatter.rights",
    ):
        assert values_of(site, place) - found == set(), place


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(part)


def lines(site: Site, name: str) -> list[dict[str, Any]]:
    text = (site.folder / f"data/{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_data_holds_the_same_words_and_offsets_that_fit(site: Site) -> None:
    for kind, places in {
        "actors": ("WrittenActor.name", "WrittenActor.aliases", "WrittenSource.quote"),
        "claims": ("WrittenClaim.claim", "WrittenClaim.reviewed_by"),
        "notes": ("WrittenNote.title", "WrittenNote.terms"),
        "topics": ("WrittenTopic.name",),
        "articles": ("FrontMatter.authors", "FrontMatter.publisher"),
    }.items():
        found = {on_one_line(one) for record in lines(site, kind) for one in strings(record)}
        of_kind = {one for place in places for one in values_of(site, place)} & found
        assert len(of_kind) >= len(PAYLOADS) * len(places), kind
    texts = {one["id"]: one["text"] for one in lines(site, "articles")}
    for one in lines(site, "annotations"):
        if "selector" not in one["target"]:  # it is about the whole article
            continue
        quote, position = one["target"]["selector"]
        assert texts[one["sitegen"]["article"]][position["start"] : position["end"]] == quote["exact"]


def test_a_table_of_mentions_holds_the_words_though_a_spreadsheet_may_take_them_for_a_formula(site: Site) -> None:
    """Words are evidence: a sign before them would be one that the article does not have."""
    texts = {one["id"]: one["text"] for one in lines(site, "articles")}
    with (site.folder / "data/mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row for row in rows if texts[row["article"]][int(row["start"]) : int(row["end"])] != row["text"]] == []
    assert {len(row) for row in rows} == {7}
    assert any("=HYPERLINK" in row["text"] for row in rows)


def test_previews_hold_the_same_words(site: Site) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (site.folder / "data/previews").iterdir()]
    found = {on_one_line(one) for text in texts for one in strings(json.loads(text))}
    for place in ("WrittenActor.name", "WrittenTopic.name", "WrittenClaim.claim", "WrittenNote.title"):
        assert values_of(site, place) - found == set(), place
