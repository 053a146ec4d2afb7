"""Feeds and the sitemap: what is in them, and that every reader can read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support.checkout import ROOT
from support.sample_archives import (
    HARBOUR,
    SEEDS,
    article,
    claim,
    data_of,
    files_of,
    graph_of,
    md,
    on,
    person,
    topic,
    with_base,
)

from sitegen.core import dates
from sitegen.core.model import Archive, Date, HistoryEntry, Publisher, RawHtml, Site
from sitegen.core.problems import Problems
from sitegen.output import exports
from sitegen.output.exports import feeds
from sitegen.output.exports.export_formats import without_forbidden, xml_element
from sitegen.output.exports.sitemap import SitemapEntry
from sitegen.site import pages
from sitegen.site.index import SiteIndex
from sitegen.site.pages.page_records import Frame, Meta
from sitegen.site.pages.views import Views

BASE = "https://host.example/archive/"
SITE = replace(
    HARBOUR.site,
    base_url=BASE,
    timezone="America/Chicago",
    description="What was said.",
    publisher=Publisher("Fact Desk", "https://desk.example/", "logo.png"),
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def harbour(site: Site = SITE, *, drafts: bool = False) -> SiteIndex:
    return graph_of(replace(HARBOUR, site=site), SEEDS, drafts=drafts)


def files(graph: SiteIndex, addresses: tuple[SitemapEntry, ...] = ()) -> dict[str, bytes]:
    """Feeds and the sitemap."""
    views = Views(graph, pages.record_markdown_of(graph, Problems()))
    return files_of([*feeds.feed_groups(views), *exports.sitemap_groups(graph.archive.site, addresses)])


def atom(graph: SiteIndex, path: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring(files(graph)[path])


def json_feed(graph: SiteIndex) -> dict[str, Any]:
    return json.loads(files(graph)["feed.json"])


def texts(element: ElementTree.Element, path: str) -> list[str | None]:
    return [one.text for one in element.findall(path, ATOM)]


def one_article(**known: Any) -> SiteIndex:
    record = article("vote", known.pop("date", "2024-03-12"), **known)
    archive = Archive(SITE, (record,), (person("ana", "Ana Reyes"),), tuple(map(topic, record.topics)))
    return graph_of(archive, {"vote": "Council votes\n\nAna Reyes said “no” & left."})


# --- which feeds there are --------------------------------------------------------------------------------------


def test_there_are_feeds_of_the_site_of_claims_of_actors_and_of_topics() -> None:
    assert list(files(harbour())) == [
        "feed.xml",
        "feed.json",
        "claims/feed.xml",
        "claims/feed.json",
        "corrections/feed.xml",
        "corrections/feed.json",
        "people/ana/feed.xml",
        "people/luis/feed.xml",
        "people/l-holt/feed.xml",
        "topics/bridge/feed.xml",
        "topics/old-bridge/feed.xml",
        "topics/traffic/feed.xml",
        "sitemap.xml",
    ]


def test_without_a_base_url_there_are_none() -> None:
    assert files(harbour(replace(SITE, base_url=""))) == {}


def test_who_is_in_nothing_dated_has_no_feed_and_the_site_s_is_empty() -> None:
    archive = Archive(SITE, (article("old", topics=("bridge",)),), (person("ana", "Ana Reyes"),), (topic("bridge"),))
    graph = graph_of(archive, {"old": "Old news\n\nAna Reyes came."})
    assert list(files(graph)) == ["feed.xml", "feed.json", "sitemap.xml"]
    assert texts(atom(graph), "a:entry/a:title") == json_feed(graph)["items"] == []
    assert texts(atom(graph), "a:updated") == ["1970-01-01T00:00:00-06:00"]


def test_the_head_of_a_page_names_a_feed_where_there_is_one() -> None:
    graph = harbour()
    shown = pages.build_pages(graph, pages.record_markdown_of(graph, Problems()), drafts=False)
    named = {page.frame.meta.feed for page in shown} - {""}
    of_old_addresses = {"people/l-holt/feed.xml", "topics/old-bridge/feed.xml"}
    assert named == {path for path in files(graph) if path.endswith("/feed.xml")} - of_old_addresses


# --- what is in them --------------------------------------------------------------------------------------------


def test_the_site_s_feed_has_its_dated_articles_newest_first() -> None:
    assert texts(atom(harbour()), "a:entry/a:title") == ["Cars counted", "Council votes"]


def test_a_person_s_feed_has_the_articles_that_name_the_person() -> None:
    graph = harbour()
    assert texts(atom(graph, "people/ana/feed.xml"), "a:entry/a:title") == ["Cars counted", "Council votes"]
    assert texts(atom(graph, "people/luis/feed.xml"), "a:title") == ["Luis Holt · Harbour"]


def test_a_topic_s_feed_has_articles_and_claims() -> None:
    feed = atom(harbour(), "topics/bridge/feed.xml")
    assert texts(feed, "a:entry/a:title") == ["Cars counted", "Council votes", "Statement safe."]


def test_drafts_and_what_was_withdrawn_are_in_no_feed() -> None:
    for drafts in (False, True):
        everything = b"\n".join(files(harbour(drafts=drafts)).values()).decode()
        for word in ("plan", "gone", "Gone", "hidden", "taken-back", "secret", "void", "merger"):
            assert word not in everything, word


def test_a_feed_holds_the_newest_fifty() -> None:
    records = tuple(article(f"a-{day:02}", f"2024-{1 + day // 28:02}-{1 + day % 28:02}") for day in range(60))
    found = texts(atom(graph_of(Archive(SITE, records))), "a:entry/a:title")
    assert (len(found), found[0], found[-1]) == (50, "a-59", "a-10")


def test_an_atom_feed_says_who_and_where_and_when() -> None:
    feed = atom(harbour())
    assert feed.get(LANGUAGE) == "en"
    assert texts(feed, "a:title") == ["Harbour"]
    assert texts(feed, "a:subtitle") == ["What was said."]
    assert texts(feed, "a:id") == [f"{BASE}feed.xml"]
    assert texts(feed, "a:updated") == ["2024-03-14T00:00:00-05:00"]
    assert texts(feed, "a:author/a:name") == ["Fact Desk"]
    links = [(link.get("rel"), link.get("type"), link.get("href")) for link in feed.findall("a:link", ATOM)]
    assert links == [("self", "application/atom+xml", f"{BASE}feed.xml"), ("alternate", "text/html", BASE)]


def test_an_entry_says_whose_it_is_and_what_it_is_about() -> None:
    graph = one_article(
        url="https://letter.example/vote", publisher="The Letter", authors=("Mia Holt", "P. Lund"), language="pt",
        rights="© The Letter", topics=("bridge",),
    )  # fmt: skip
    (entry,) = atom(graph).findall("a:entry", ATOM)
    assert entry.get(LANGUAGE) == "pt"
    assert texts(entry, "a:id") == [f"{BASE}articles/vote/"]
    assert texts(entry, "a:author/a:name") == ["Mia Holt", "P. Lund"]
    assert texts(entry, "a:rights") == ["© The Letter"]
    assert texts(entry, "a:content") == ['<p lang="pt" dir="ltr">Ana Reyes said “no” &amp; left.</p>']
    assert [one.get("term") for one in entry.findall("a:category", ATOM)] == ["Bridge"]
    links = [(link.get("rel"), link.get("href")) for link in entry.findall("a:link", ATOM)]
    assert links == [("alternate", f"{BASE}articles/vote/"), ("via", "https://letter.example/vote")]


def test_an_article_without_authors_is_its_publisher_s() -> None:
    assert texts(atom(one_article(publisher="The Letter")), "a:entry/a:author/a:name") == ["The Letter"]


def test_every_feed_has_what_atom_requires() -> None:
    for path, content in files(harbour()).items():
        if path.endswith("feed.xml"):
            feed = ElementTree.fromstring(content)
            assert len(texts(feed, "a:author/a:name")) == 1, path
            for one in (feed, *feed.findall("a:entry", ATOM)):
                counts = [len(one.findall(f"a:{name}", ATOM)) for name in ("id", "title", "updated")]
                assert counts == [1, 1, 1], path
                assert all(RFC_3339.fullmatch(moment or "") for moment in texts(one, "a:updated")), path
            ids = [*texts(feed, "a:id"), *texts(feed, "a:entry/a:id")]
            assert len(ids) == len(set(ids)), path


def test_a_json_feed_has_the_same_entries() -> None:
    feed = json_feed(one_article(url="https://letter.example/vote", publisher="The Letter", topics=("bridge",)))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.json",
        "description": "What was said.",
        "icon": f"{BASE}media/logo.png",
        "authors": [{"name": "Fact Desk", "url": "https://desk.example/"}],
        "language": "en",
        "items": [
            {
                "id": f"{BASE}articles/vote/",
                "url": f"{BASE}articles/vote/",
                "external_url": "https://letter.example/vote",
                "title": "Council votes",
                "content_html": "<p>Ana Reyes said “no” &amp; left.</p>",
                "date_published": "2024-03-12T00:00:00-05:00",
                "date_modified": "2024-03-12T00:00:00-05:00",
                "authors": [{"name": "The Letter"}],
                "tags": ["Bridge"],
                "language": "en",
            }
        ],
    }


def test_what_is_not_known_is_not_in_a_json_feed() -> None:
    plain = Site(title="Harbour", base_url=BASE)
    feed = json_feed(graph_of(Archive(plain, (article("a", "2024"),))))
    assert list(feed) == ["version", "title", "home_page_url", "feed_url", "authors", "language", "items"]
    keys = ["id", "url", "title", "content_html", "date_published", "date_modified", "language"]
    assert [list(item) for item in feed["items"]] == [keys]


# --- when -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2017", "2017-01-01T00:00:00-06:00"),
        ("2017-07", "2017-07-01T00:00:00-05:00"),
        ("2024-03-05", "2024-03-05T00:00:00-06:00"),
        ("2024-03-05T09:30:00-06:00", "2024-03-05T09:30:00-06:00"),
        ("1850-01-01", "1850-01-01T00:00:00-05:51"),
    ],
)
def test_a_date_in_a_feed_is_a_moment_in_the_archive_s_zone(date: str, moment: str) -> None:
    feed = atom(one_article(date=date))
    assert texts(feed, "a:entry/a:published") == texts(feed, "a:updated") == [moment]


@given(st.dates(), st.sampled_from(["UTC", "America/Chicago", "Pacific/Auckland", "Africa/Monrovia"]))
def test_every_day_of_every_zone_is_a_moment_of_that_day(day: Any, zone: str) -> None:
    moment = dates.rfc3339(Date(day.isoformat()), ZoneInfo(zone))
    assert RFC_3339.fullmatch(moment)
    assert moment.startswith(f"{day.isoformat()}T00:00:00")


def test_an_article_is_updated_when_a_claim_in_it_is_judged_anew() -> None:
    judged = claim(
        "safe", on("vote", "Ana Reyes said"), date="2024-03-12", reviewed=Date("2024-03-20"),
        history=(HistoryEntry(Date("2024-05-01"), "The report came."),),
    )  # fmt: skip
    archive = Archive(SITE, (article("vote", "2024-03-12"),), (person("ana", "Ana Reyes"),), claims=(judged,))
    feed = atom(graph_of(archive, {"vote": "Council votes\n\nAna Reyes said no."}))
    assert texts(feed, "a:entry/a:published") == ["2024-03-12T00:00:00-05:00"]
    assert texts(feed, "a:entry/a:updated") == texts(feed, "a:updated") == ["2024-05-01T00:00:00-05:00"]


# --- hostile words ----------------------------------------------------------------------------------------------

HOSTILE = "A & B's </title></script> ]]> <!-- <svg onload=alert(1)> “ñ”"


def test_hostile_words_stay_words() -> None:
    graph = one_article(title=HOSTILE, authors=(HOSTILE,), rights=HOSTILE, publisher=HOSTILE)
    (entry,) = atom(graph).findall("a:entry", ATOM)
    found = [texts(entry, path) for path in ("a:title", "a:author/a:name", "a:rights")]
    assert found == [[HOSTILE]] * 3
    assert json_feed(graph)["items"][0]["title"] == HOSTILE


def test_characters_that_no_xml_may_hold_are_in_no_feed() -> None:
    dirty = "One two\x10\ufffe three\ud800"
    graph = one_article(title=dirty, authors=(dirty,))
    assert texts(atom(graph), "a:entry/a:title") == ["One two three"]
    item = json_feed(graph)["items"][0]
    assert (item["title"], item["authors"]) == ("One two three", [{"name": "One two three"}])


@given(st.text(st.characters(codec=None)))
def test_any_words_are_an_element_that_parses(words: str) -> None:
    element = ElementTree.fromstring(xml_element("title", words or "x", term=words))
    kept = without_forbidden(words or "x").replace("\r\n", "\n").replace("\r", "\n")
    assert (element.text or "") == kept


def test_links_and_pictures_of_an_entry_are_absolute() -> None:
    summary = md("See [[person:ana]], ![map](media/map.png), [x](articles/vote/), [y](https://e.org/)[^1].\n\n[^1]: Z.")
    record = article("vote", "2024", summary=summary)
    archive = Archive(SITE, (record,), (person("ana", "Ana Reyes"),), media=("map.png",))
    (html,) = texts(atom(graph_of(archive)), "a:entry/a:content")
    targets = re.findall(r'(?:href|src)="([^"]*)"', html or "")
    expected = [
        f"{BASE}people/ana/",
        f"{BASE}media/map.png",
        f"{BASE}articles/vote/",
        "https://e.org/",
    ]
    assert targets[:4] == expected
    assert all(target.startswith(f"{BASE}articles/vote/#") for target in targets[4:])
    assert len(targets) == 6


def test_words_that_look_like_a_link_are_left_alone() -> None:
    site = replace(SITE, raw_html=RawHtml.SANITIZE)
    record = article("vote", "2024", summary=md('She wrote href="#top" there.'))
    (html,) = texts(atom(graph_of(Archive(site, (record,)))), "a:entry/a:content")
    assert html is not None
    assert 'href="#top"' in html.replace("&quot;", '"')


def test_the_same_archive_makes_the_same_feeds() -> None:
    shuffled = replace(HARBOUR, site=SITE, articles=HARBOUR.articles[::-1])
    assert files(graph_of(shuffled, SEEDS)) == files(harbour())


# --- the sitemap ------------------------------------------------------------------------------------------------


def addresses(graph: SiteIndex, *, drafts: bool = False) -> tuple[SitemapEntry, ...]:
    shown = pages.build_pages(graph, pages.record_markdown_of(graph, Problems()), drafts=drafts)
    return tuple(filter(None, (exports.sitemap_entry(page.frame) for page in shown)))


def listed(content: bytes) -> dict[str | None, str | None]:
    """The URLs of a sitemap, each with its date."""
    tree = ElementTree.fromstring(content)
    return {
        url.findtext("s:loc", namespaces=MAP): url.findtext("s:lastmod", namespaces=MAP)
        for url in tree.findall("s:url", MAP)
    }


def test_the_sitemap_has_every_page_with_the_newest_date_of_what_it_holds() -> None:
    graph = harbour()
    found = listed(files(graph, addresses(graph))["sitemap.xml"])
    dated = {(url or "").removeprefix(BASE): date for url, date in found.items() if date}
    assert dated == {
        "": "2024-03-14",
        "articles/count/": "2024-03-14",
        "articles/vote/": "2024-03-12",
        "claims/counted/": "2024-03-14",
        "claims/safe/": "2024-03-12",
        "organizations/council/": "2024-03-12",
        "people/ana/": "2024-03-14",
        "people/luis/": "2024-03-14",
        "topics/bridge/": "2024-03-14",
        "topics/traffic/": "2024-03-14",
    }
    assert f"{BASE}articles/old/" in found


@pytest.mark.parametrize("drafts", [False, True])
def test_the_sitemap_has_no_stand_in_and_no_draft(drafts: bool) -> None:
    graph = harbour(drafts=drafts)
    found = listed(files(graph, addresses(graph, drafts=drafts))["sitemap.xml"])
    for path in ("404.html", "people/l-holt/", "articles/gone/", "claims/taken-back/", "articles/plan/", "notes/void/"):
        assert BASE + path not in found


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (Frame("a/", "A", "", "", "en", meta=Meta(changed=Date("2024"))), SitemapEntry("a/", Date("2024"))),
        (Frame("a/", "A", "", "", "en", is_draft=True), None),
        (Frame("a/", "A", "", "", "en", is_listed=False), None),
    ],
)
def test_only_a_page_that_search_engines_may_list_has_an_address(frame: Frame, expected: SitemapEntry | None) -> None:
    assert exports.sitemap_entry(frame) == expected


@pytest.mark.parametrize(
    ("date", "lastmod"),
    [
        ("2017", "2017-01-01"),
        ("2017-11", "2017-11-01"),
        ("2017-11-16", "2017-11-16"),
        ("2017-11-16T09:30:00-06:00", "2017-11-16T09:30:00-06:00"),
    ],
)
def test_a_date_in_the_sitemap_is_a_day_or_a_moment(date: str, lastmod: str) -> None:
    (content,) = files_of(exports.sitemap_groups(SITE, [SitemapEntry("a/", Date(date))])).values()
    assert listed(content) == {f"{BASE}a/": lastmod}


def test_a_large_sitemap_is_an_index_of_several() -> None:
    many = [SitemapEntry(f"p-{number}/", None) for number in range(5)]
    made = files_of(exports.sitemap_groups(SITE, many, most=2))
    assert list(made) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = ElementTree.fromstring(made["sitemap.xml"])
    assert [one.text for one in index.findall("s:sitemap/s:loc", MAP)] == [
        f"{BASE}sitemap-1.xml",
        f"{BASE}sitemap-2.xml",
        f"{BASE}sitemap-3.xml",
    ]
    assert [list(listed(made[f"sitemap-{number}.xml"])) for number in (1, 2, 3)] == [
        [f"{BASE}p-0/", f"{BASE}p-1/"],
        [f"{BASE}p-2/", f"{BASE}p-3/"],
        [f"{BASE}p-4/"],
    ]
    assert list(files_of(exports.sitemap_groups(SITE, many, most=5))) == ["sitemap.xml"]


def test_an_address_is_escaped_in_the_sitemap() -> None:
    site = replace(SITE, base_url="https://host.example/a&b/")
    (content,) = files_of(exports.sitemap_groups(site, [SitemapEntry("x'/", None)])).values()
    assert b"<loc>https://host.example/a&amp;b/x&#x27;/</loc>" in content
    assert list(listed(content)) == ["https://host.example/a&b/x'/"]


def test_robots_are_shown_the_sitemap_where_there_is_one() -> None:
    graph = harbour()
    made = data_of(with_base(graph, BASE))
    assert made["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


# --- the reference archive --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published(run_cli: Callable[..., CompletedProcess[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the reference archive, for a place that is known."""
    output = tmp_path_factory.mktemp("published") / "public"
    done = run_cli("build", "--strict", "--no-search", "--root", ROOT, "--output", output, "--base-url", BASE)
    assert (done.returncode, done.stderr) == (0, "")
    return output


def file_of(site: Path, url: str) -> Path:
    path = unquote(url.removeprefix(BASE))
    return site / (f"{path}index.html" if path.endswith("/") or not path else path)


def test_every_page_is_in_the_sitemap_once_or_asks_not_to_be(published: Path) -> None:
    found = [file_of(published, url or "") for url in listed((published / "sitemap.xml").read_bytes())]
    whole = sorted(published.rglob("*.html"))
    hidden = [path for path in whole if b'<meta name="robots" content="noindex">' in path.read_bytes()]
    assert sorted([*found, *hidden]) == whole
    assert published / "404.html" in hidden


def test_every_address_in_a_feed_is_there(published: Path) -> None:
    feeds = sorted(published.rglob("feed.xml"))
    assert len(feeds) > 10
    for path in feeds:
        found = set(re.findall(rf'{re.escape(BASE)}[^"#<&]*', path.read_text(encoding="utf-8")))
        assert [url for url in found if not file_of(published, url).is_file()] == [], path


def test_the_pages_are_valid_html_for_machines_too(published: Path, check_html: Callable[[Path], str]) -> None:
    assert check_html(published) == ""
