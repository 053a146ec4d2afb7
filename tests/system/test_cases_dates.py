"""Dates, orders and feeds that broke other tools, as whole small archives."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.built_sites import Made, made
from support.golden import tree
from support.incremental_archive import quick_builds

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
    site = made(tmp_path, {**SITE, "seeds/a.md": "---\ndate: 2024-03-05\n---\nWords."})
    for url, shown in {"articles/a/": "5 March 2024", "articles/": "5 March 2024", "timeline/": "5 Mar 2024"}.items():
        days = {(node.attributes["datetime"], node.text()) for node in site.page(url).css("main time")}
        assert days == {("2024-03-05", shown)}, url
    assert entries(site, "published") == entries(site, "updated") == ["2024-03-05T00:00:00+00:00"]
    assert b"2024-03-04" not in site.everything()
    assert b"mars" not in site.everything()


def test_an_article_of_tomorrow_is_shown_today(tmp_path: Path) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    site = made(tmp_path, {**SITE, "seeds/a.md": f"---\ntitle: From tomorrow\ndate: {tomorrow}\n---\nWords."})
    assert (site.told, entries(site, "title")) == ([], ["From tomorrow"])
    for url in ("", "articles/", "articles/a/"):
        assert "From tomorrow" in site.words(url, "main")[0], url
    assert f"<loc>{BASE}articles/a/</loc>" in site.text("sitemap.xml")


def test_days_moments_and_years_are_in_the_order_of_the_calendar_and_other_words_are_told(tmp_path: Path) -> None:
    written = ("2024-03-05", "2024-03-05T10:00:00Z", "2024-03-05 10:00:00 -0500", "2024", "5 March 2024")
    seeds = {f"seeds/{name}.md": f"---\ndate: {when}\n---\nW." for name, when in zip("abcde", written, strict=True)}
    site = made(tmp_path, {**SITE, **seeds})
    assert site.told == ['seeds/e.md:2:7: warning[unread-value]: "5 March 2024" is not a date, so it is not read']
    site = made(tmp_path, {"seeds/e.md": "---\ndate: 2024-03-06\n---\nW."})
    assert (site.told, entries(site, "title")) == ([], ["e", "c", "b", "a", "d"])
    links = [node.text() for node in site.page("articles/").css('main a[href^="../articles/"]')]
    assert links == ["e", "c", "b", "a", "d"]


def test_characters_that_cannot_be_seen_are_in_no_page_and_no_feed(tmp_path: Path) -> None:
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
    site = made(tmp_path, {"seeds/a.md": "---\ntitle: Ti\x0btle\n---\nWords."})
    assert site.told == ["seeds/a.md:2:10: error[yaml-syntax]: the character U+000B cannot stand in YAML"]


FEED_LINKS = re.compile(r'(?:href|src)="([^"]*)"')


def test_every_link_and_picture_in_a_feed_is_absolute(tmp_path: Path) -> None:
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
    out = {"seeds/a.md": "---\ndate: 2024-03-05\nsummary: '[x](../other/)'\n---\nW."}
    site = made(tmp_path / "out", {**SITE, **out})
    assert site.told == [
        'articles/a/index.html: error[broken-link]: the page links to "../other/", and nothing is there'
    ]
    site = made(tmp_path / "without", {"seeds/a.md": "---\ndate: 2024-03-05\n---\nW."})
    assert (site.is_done, [path for path in tree(site.folder) if path.startswith("feed")]) == (True, [])


def test_accented_names_stand_beside_their_plain_ones_whatever_the_machine_speaks(tmp_path: Path) -> None:
    names = ("Zola", "Álvarez", "Ahmed", "Ødegaard", "O'Brien", "Żak")
    actors = "".join(f'- {{id: n{number}, name: "{name}"}}\n' for number, name in enumerate(names))
    topics = "".join(f'- {{id: n{number}, name: "{name}"}}\n' for number, name in enumerate(names))
    files = {"seeds/a.txt": "Words.", "content/actors/a.yaml": actors, "content/topics/t.yaml": topics}
    site = made(tmp_path, files)
    in_order = ["Ahmed", "Álvarez", "O'Brien", "Ødegaard", "Żak", "Zola"]
    assert [name for name in site.words("people/", "main li a") if name in names] == in_order
    assert [name for name in site.words("topics/", "main li a") if name in names] == in_order
    assert site.words("people/", "main h2") == ["A", "O", "Z"]


EDTF = {
    "content/actors/a.yaml": """
- {id: caesar, name: Gaius Caesar, born: -0099-07-13, died: -0043-03-15}
- {id: ana, name: Ana Reyes, born: 196X, died: 2031, roles: [{title: Clerk, from: 1985~, to: 1990?}]}
- {id: luis, name: Luis Holt, born: 1961/1963, roles: [{title: Judge, from: 1980, to: 1984}, {title: X, from: /1991}]}
""",
    "seeds/a.txt": "Ana Reyes met Luis Holt.",
    "content/articles/a.yaml": "seed: a.txt\ndate: 1961~\npublisher: The Letter\n",
    "seeds/b.md": "---\ndate: 196X\n---\nWords.",
    "seeds/c.md": "---\ndate: 1961-21\n---\nWords.",
    "seeds/d.md": "---\ndate: -0044\n---\nWords of Gaius Caesar.",
    "seeds/e.md": "---\ndate: 1961-05-XX\n---\nWords.",
    "content/claims/c.yaml": "- {id: x, claim: So it was., date: ../1963, article: a, quote: Ana Reyes met}\n"
    "- {id: y, claim: So it is., date: 1961-05-04, article: a, quote: Luis Holt, reviewed: 1962-XX}\n",
}  # fmt: skip


def test_dates_that_are_not_exactly_known_are_shown_in_words_and_only_exact_ones_in_time(tmp_path: Path) -> None:
    """B-55"""
    site = made(tmp_path, {**SITE, **EDTF})
    assert site.told == []
    shown = {name: site.words(f"articles/{name}/", "main dd .date, main dd time")[0] for name in "abcde"}
    assert shown == {
        "a": "about 1961", "b": "the 1960s", "c": "spring 1961", "d": "45 BC", "e": "May 1961, day unknown",
    }  # fmt: skip
    assert site.words("people/caesar/", "main .date") == ["45 BC", "13 July 100 BC", "15 March 44 BC"]
    assert "in the 1960s" in site.words("people/ana/", "main .date")
    assert site.words("people/ana/", ".when") == ["about 1985 to 1990?"]
    assert "between 1961 and 1963" in site.words("people/luis/", "main .date")
    assert site.words("people/luis/", ".when") == ["since between an unknown date and 1991", "1980–1984"]
    stamps = {node.attributes["datetime"] for url in PAGES for node in site.page(url).css("time")}
    assert stamps == {"1961-05", "1961-05-04", "1962", "2031"}


PAGES = (
    *(f"articles/{name}/" for name in "abcde"), "articles/", "timeline/", "claims/", "claims/x/", "claims/y/",
    "people/", "people/ana/", "people/luis/", "people/caesar/", "",
)  # fmt: skip


def test_the_timeline_has_such_dates_in_their_order_under_what_is_known_of_their_year(tmp_path: Path) -> None:
    site = made(tmp_path, EDTF)
    headings = [node.text(deep=False).strip() for node in site.page("timeline/").css("main section h2")]
    assert headings == ["45 BC", "1960s", "1961", "1963"]
    items = site.words("timeline/", ".timeline .date, .timeline time")
    assert items == ["45 BC", "1960s", "about 1961", "May 1961", "4 May 1961", "spring 1961", "until 1963"]
    ids = [node.attributes["id"] for node in site.page("timeline/").css("main section[id]")]
    assert ids == ["year--0044", "year-196x", "year-1961", "year-1963"]
    assert site.words("articles/", "main .year h2") == ["1961", "1960s", "45 BC"]


def test_machines_get_of_such_dates_what_their_format_can_tell_and_data_all_that_was_typed(tmp_path: Path) -> None:
    site = made(tmp_path, {**SITE, **EDTF})
    assert [line["date"] for line in site.lines("articles")] == ["1961~", "196X", "1961-21", "-0044", "1961-05-XX"]
    actors = {line["id"]: line for line in site.lines("actors")}
    assert (actors["ana"]["born"], actors["caesar"]["died"]) == ("196X", "-0043-03-15")
    assert actors["luis"]["roles"][1]["from"] == "/1991"
    things = {name: site.linked_data(f"articles/{name}/")["NewsArticle"] for name in "abcde"}
    assert {name: thing.get("datePublished") for name, thing in things.items()} == {
        "a": None, "b": None, "c": None, "d": None, "e": "1961-05",
    }  # fmt: skip
    assert (
        site.linked_data("people/ana/")["Person"].get("birthDate"),
        site.linked_data("people/ana/")["Person"]["deathDate"],
    ) == (
        None,
        "2031",
    )
    told = dict(zip(entries(site, "title"), entries(site, "published"), strict=True))
    assert told == {
        "c": "1961-01-01T00:00:00+00:00", "e": "1961-05-01T00:00:00+00:00", "a": "1961-01-01T00:00:00+00:00",
        "b": "1960-01-01T00:00:00+00:00",
    }  # fmt: skip
    assert "<lastmod>-" not in site.text("sitemap.xml")


def test_a_time_of_another_zone_is_of_the_day_that_stands_there(tmp_path: Path) -> None:
    """F15"""
    front = "---\ndate: 2017-11-16T23:30:00-06:00\npublisher: The Paper\n---\nWords."
    site = made(tmp_path, {"content/site.yaml": f"base_url: {BASE}\ntimezone: Europe/Lisbon\n", "seeds/a.md": front})
    days = {(node.attributes["datetime"], node.text()) for node in site.page("articles/a/").css("main time")}
    assert days == {("2017-11-16T23:30:00-06:00", "16 November 2017")}
    assert "16 November 2017" in site.one("articles/a/", "details").text()
    assert site.linked_data("articles/a/")["NewsArticle"]["datePublished"] == "2017-11-16T23:30:00-06:00"
    assert entries(site, "published") == ["2017-11-16T23:30:00-06:00"]
    assert b"2017-11-17" not in site.everything()


def test_a_feed_is_as_new_as_the_last_of_its_entries_by_the_clock(tmp_path: Path) -> None:
    late, early = "2024-03-05T23:00:00-10:00", "2024-03-06T00:30:00+14:00"
    seeds = {f"seeds/{name}.md": f"---\ndate: {date}\n---\nW." for name, date in (("a", late), ("b", early))}
    feed = ElementTree.fromstring(made(tmp_path, {**SITE, **seeds}).text("feed.xml"))
    assert [one.text for one in feed.findall("a:updated", ATOM)] == [late]
    assert [one.text for one in feed.findall("a:entry/a:published", ATOM)] == [early, late]


@pytest.mark.parametrize("date", ["2010-12-03 10:20", "2010-12-03T10:20:00", "2010-12-03T10:20:00.25"])
def test_a_time_without_a_zone_in_a_seed_of_another_tool_is_of_the_archive_s(tmp_path: Path, date: str) -> None:
    """B-64"""
    zone = f"base_url: {BASE}\ntimezone: America/New_York\n"
    site = made(tmp_path, {"content/site.yaml": zone, "seeds/a.md": f"---\ndate: {date}\n---\nWords."})
    assert (site.told, entries(site, "published")) == ([], ["2010-12-03T10:20:00-05:00"])


@pytest.mark.parametrize(
    ("typed", "told", "hint"),
    [
        ("c. 1961", '6: error[bad-date]: "c. 1961" is not a date', "write 1961~"),
        ("476", '6: error[bad-date]: "476" is not a date', "write 0476"),
        ("'[1961,1962]'", '6: error[bad-date]: "[1961,1962]" is not a date of EDTF level 0 or 1', "write 1961/1962"),
        ("[1961,1962]", "6: error[wrong-type]: a date is asked for, and this is a list", "write 1961/1962"),
    ],
)
def test_who_writes_a_date_another_way_is_told_how_it_is_written(
    tmp_path: Path, typed: str, told: str, hint: str
) -> None:
    """B-55"""
    files = {"seeds/a.txt": "Words.", "content/actors/ana.yaml": f"name: Ana\nborn: {typed}\n"}
    site = made(tmp_path, files)
    assert [one.partition("ana.yaml:2:")[2].partition(":")[2] for one in site.told] == [told.partition(":")[2]]
    assert site.hints == [hint]
