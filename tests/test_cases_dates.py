"""Dates, orders and feeds that broke other tools, as whole small archives."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from archive_places import quick_builds
from conftest import tree
from made_sites import Made, made

quick = pytest.fixture(autouse=True, scope="module")(quick_builds)
BASE = "https://host.example/archive/"
SITE = {"content/site.yaml": f"base_url: {BASE}\n"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(site: Made, path: str) -> list[str | None]:
    """What the entries of the site's feed say in this element."""
    return [one.text for one in ElementTree.fromstring(site.text("feed.xml")).findall(f"a:entry/a:{path}", ATOM)]


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Auckland"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """On a machine that is set to another zone and to French."""
    with monkeypatch.context() as patch:
        for name, value in {"TZ": request.param, "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}.items():
            patch.setenv(name, value)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
def test_a_day_is_the_same_day_wherever_the_machine_stands_and_whatever_it_speaks(tmp_path: Path) -> None:
    """DT-01, DT-04"""
    site = made(tmp_path, {**SITE, "seeds/a.md": "---\ndate: 2024-03-05\n---\nWords."})
    for url, shown in {"articles/a/": "5 March 2024", "articles/": "5 March 2024", "timeline/": "5 Mar 2024"}.items():
        days = {(node.attributes["datetime"], node.text()) for node in site.page(url).css("main time")}
        assert days == {("2024-03-05", shown)}, url
    assert entries(site, "published") == entries(site, "updated") == ["2024-03-05T00:00:00+00:00"]
    assert b"2024-03-04" not in site.everything()
    assert b"mars" not in site.everything()


def test_an_article_of_tomorrow_is_shown_today(tmp_path: Path) -> None:
    """DT-02"""
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    site = made(tmp_path, {**SITE, "seeds/a.md": f"---\ntitle: From tomorrow\ndate: {tomorrow}\n---\nWords."})
    assert (site.told, entries(site, "title")) == ([], ["From tomorrow"])
    for url in ("", "articles/", "articles/a/"):
        assert "From tomorrow" in site.words(url, "main")[0], url
    assert f"<loc>{BASE}articles/a/</loc>" in site.text("sitemap.xml")


def test_days_moments_and_years_are_in_the_order_of_the_calendar_and_other_words_are_told(tmp_path: Path) -> None:
    """DT-03"""
    written = ("2024-03-05", "2024-03-05T10:00:00Z", "2024-03-05 10:00:00 -0500", "2024", "5 March 2024")
    seeds = {f"seeds/{name}.md": f"---\ndate: {when}\n---\nW." for name, when in zip("abcde", written, strict=True)}
    site = made(tmp_path, {**SITE, **seeds})
    assert site.told == ['seeds/e.md:2:7: error[bad-date]: "5 March 2024" is not a date']
    site = made(tmp_path, {"seeds/e.md": "---\ndate: 2024-03-06\n---\nW."})
    assert (site.told, entries(site, "title")) == ([], ["e", "c", "b", "a", "d"])
    links = [node.text() for node in site.page("articles/").css('main a[href^="../articles/"]')]
    assert links == ["e", "c", "b", "a", "d"]


def test_characters_that_cannot_be_seen_are_in_no_page_and_no_feed(tmp_path: Path) -> None:
    """DT-05"""
    site = made(tmp_path, {
        **SITE,
        "seeds/a.txt": "The ti\x0btle\n\nThe bo\x10dy.",
        "content/articles/a.yaml": "seed: a.txt\ndate: 2024\n",
        "seeds/b.md": '---\ntitle: "Another ti\\x0btle"\ndate: 2023\nsummary: "A bo\\x10dy."\n---\nThe bo\x10dy.',
    })  # fmt: skip
    assert site.told == []
    assert entries(site, "title") == ["The ti tle", "Another title"]
    assert entries(site, "content") == ["<p>The body.</p>", "<p>A body.</p>"]
    ElementTree.fromstring(site.text("sitemap.xml"))
    pages = {path: data for path, data in tree(site.folder).items() if not path.startswith("static/")}
    assert [path for path, data in pages.items() if b"\x0b" in data or b"\x10" in data] == []


def test_such_a_character_in_yaml_is_told_with_its_place(tmp_path: Path) -> None:
    """DT-05"""
    site = made(tmp_path, {"seeds/a.md": "---\ntitle: Ti\x0btle\n---\nWords."})
    assert site.told == ["seeds/a.md:2:10: error[yaml-syntax]: the character U+000B cannot stand in YAML"]


FEED_LINKS = re.compile(r'(?:href|src)="([^"]*)"')


def test_every_link_and_picture_in_a_feed_is_absolute(tmp_path: Path) -> None:
    """DT-06"""
    linked = "![map](map.png) and [x](../other/)"
    site = made(tmp_path, {
        **SITE,
        "content/media/map.png": b"\x89PNG",
        "seeds/a.md": f"---\ndate: 2024-03-05\nurl: https://paper.example/a/\n---\nBy {linked}",
        "seeds/b.md": "---\ndate: 2024-03-04\nsummary: '![map](media/map.png) and [x](articles/a/)'\n---\nW.",
    })  # fmt: skip
    assert site.told == []
    links = [FEED_LINKS.findall(html or "") for html in entries(site, "content")]
    assert links == [[], [f"{BASE}media/map.png", f"{BASE}articles/a/"]]
    assert site.one("articles/a/", ".text a").attributes["href"] == "https://paper.example/other/"


def test_a_link_of_a_summary_that_climbs_out_of_the_site_is_told_and_without_an_address_there_is_no_feed(
    tmp_path: Path,
) -> None:
    """DT-06"""
    out = {"seeds/a.md": "---\ndate: 2024-03-05\nsummary: '[x](../other/)'\n---\nW."}
    site = made(tmp_path / "out", {**SITE, **out})
    assert site.told == [
        'articles/a/index.html: error[broken-link]: the page links to "../other/", and nothing is there'
    ]
    site = made(tmp_path / "without", {"seeds/a.md": "---\ndate: 2024-03-05\n---\nW."})
    assert (site.is_done, [path for path in tree(site.folder) if path.startswith("feed")]) == (True, [])


def test_accented_names_stand_beside_their_plain_ones_whatever_the_machine_speaks(tmp_path: Path) -> None:
    """DT-07"""
    names = ("Zola", "Álvarez", "Ahmed", "Ødegaard", "O'Brien", "Żak")
    actors = "".join(f'- {{id: n{number}, name: "{name}"}}\n' for number, name in enumerate(names))
    topics = "".join(f'- {{id: n{number}, name: "{name}"}}\n' for number, name in enumerate(names))
    files = {"seeds/a.txt": "Words.", "content/actors/a.yaml": actors, "content/topics/t.yaml": topics}
    site = made(tmp_path, files)
    in_order = ["Ahmed", "Álvarez", "O'Brien", "Ødegaard", "Żak", "Zola"]
    assert [name for name in site.words("people/", "main li a") if name in names] == in_order
    assert [name for name in site.words("topics/", "main li a") if name in names] == in_order
    assert site.words("people/", "main h2") == ["A", "O", "Z"]
